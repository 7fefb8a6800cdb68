//! Where things stand on a screen of a given size: arithmetic that `update` and `view` share.

use ratatui::layout::Rect;

/// The smallest screen on which the program shows itself: columns and rows.
pub const SMALLEST: (u16, u16) = (40, 8);

/// The whole screen: a title line, what the screen has, and the bottom line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The first line.
    pub title: Rect,
    /// Between the first and the last.
    pub body: Rect,
    /// The last line: what can be done here.
    pub bar: Rect,
}

/// Browsing: filter, tree, and one or two panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Browse {
    /// The filter bar.
    pub filter: Rect,
    /// What heads the columns beside the names, where there are several.
    pub heads: Option<Rect>,
    /// The tree.
    pub tree: Rect,
    /// The text beside it.
    pub pane: Rect,
    /// Its second half, on wide screens.
    pub aside: Option<Rect>,
}

impl Browse {
    /// The same with the text in one part, however wide the screen is.
    #[must_use]
    pub fn without_aside(self) -> Self {
        let right = self.aside.map_or(self.pane.right(), Rect::right);
        Self { pane: Rect { width: right - self.pane.x, ..self.pane }, aside: None, ..self }
    }
}

/// Comparing: column heads, the table, and the whole of the cell under the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compare {
    /// The heads of the columns.
    pub heads: Rect,
    /// The table.
    pub table: Rect,
    /// The cell under the cursor, whole.
    pub peek: Rect,
}

/// The frame of every screen.
#[must_use]
pub fn frame((columns, rows): (u16, u16)) -> Frame {
    let line = |y| Rect { x: 0, y, width: columns, height: 1.min(rows.saturating_sub(y)) };
    Frame {
        title: line(0),
        body: Rect { x: 0, y: 1.min(rows), width: columns, height: rows.saturating_sub(2) },
        bar: line(rows.saturating_sub(1)),
    }
}

/// Cells of a column beside the names, with the space before it.
pub const COLUMN: u16 = 13;

/// Where the parts of the browsing screen stand, with so many columns beside the names.
#[must_use]
pub fn browse(size: (u16, u16), columns: usize) -> Browse {
    let body = frame(size).body;
    let filter = Rect { height: 1.min(body.height), ..body };
    let below = Rect { y: body.y + 2.min(body.height), height: body.height.saturating_sub(2), ..body };
    let more = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX).saturating_mul(COLUMN);
    let plain = (below.width * 2 / 5).clamp(20, 44);
    let tree_width = plain.saturating_add(more).min(plain.max(below.width * 3 / 5)).min(below.width);
    let left = Rect { width: tree_width, ..below };
    let heads = (columns > 1).then_some(Rect { height: 1.min(left.height), ..left });
    let taken = heads.map_or(0, |heads| heads.height);
    let tree = Rect { y: left.y + taken, height: left.height - taken, ..left };
    let right = Rect { x: tree.right() + 2, width: below.width.saturating_sub(tree_width + 3), ..below };
    if right.width < 130 {
        return Browse { filter, heads, tree, pane: right, aside: None };
    }
    let half = (right.width - 3) / 2;
    let aside = Rect { x: right.right() - half, width: half, ..right };
    Browse { filter, heads, tree, pane: Rect { width: right.width - half - 3, ..right }, aside: Some(aside) }
}

/// Where the parts of the comparing screen stand.
#[must_use]
pub fn compare(size: (u16, u16)) -> Compare {
    let body = frame(size).body;
    let peek_height = if body.height >= 30 { 5 } else { 3 }.min(body.height / 4);
    let heads_height = 2.min(body.height);
    Compare {
        heads: Rect { height: heads_height, ..body },
        table: Rect {
            y: body.y + heads_height + 1,
            height: body.height.saturating_sub(heads_height + peek_height + 2),
            ..body
        },
        peek: Rect { y: body.bottom().saturating_sub(peek_height), height: peek_height, ..body },
    }
}

/// Where the candidates of the shortlist stand.
#[must_use]
pub fn shortlist(size: (u16, u16)) -> Rect {
    let body = frame(size).body;
    let inner = Rect { x: body.x + 1, width: body.width.saturating_sub(2), ..body };
    Rect { y: body.y + 2.min(body.height), height: body.height.saturating_sub(2), ..inner }
}

/// The box of the note editor: the lower part of the screen, so that the entry stays in sight.
#[must_use]
pub fn editor(size: (u16, u16)) -> Rect {
    let body = frame(size).body;
    let height = (body.height * 3 / 5).max(6).min(body.height);
    let width = body.width.min(100);
    Rect { x: (body.width - width) / 2, y: body.bottom() - height, width, height }
}

/// A box in the middle, at most so large.
#[must_use]
pub fn dialog(size: (u16, u16), columns: u16, rows: u16) -> Rect {
    let body = frame(size).body;
    let width = columns.min(body.width.saturating_sub(2));
    let height = rows.min(body.height);
    Rect { x: (body.width.saturating_sub(width)) / 2, y: body.y + (body.height - height) / 2, width, height }
}

/// A box with a line to type in, and room for so many lines below it.
#[must_use]
pub fn menu(size: (u16, u16), columns: u16, lines: usize) -> Rect {
    dialog(size, columns, u16::try_from(lines.saturating_add(4)).unwrap_or(u16::MAX).max(8))
}

/// How many lines have room there at most.
#[must_use]
pub fn menu_lines(size: (u16, u16)) -> usize {
    usize::from(menu(size, u16::MAX, usize::MAX).height).saturating_sub(4)
}

/// The lines of a list in such a box, of so many columns at most.
#[must_use]
pub fn menu_list(size: (u16, u16), columns: u16, lines: usize) -> Rect {
    let inner = inside(menu(size, columns, lines));
    Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner }
}

/// What a box has room for within its border.
#[must_use]
pub fn inside(area: Rect) -> Rect {
    Rect { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4), height: area.height.saturating_sub(2) }
}

/// Which row of a part of the screen lies at a column and row of the screen.
#[must_use]
pub fn row_at(area: Rect, (column, row): (u16, u16)) -> Option<usize> {
    area.contains((column, row).into()).then(|| usize::from(row - area.y))
}

/// Columns of help and palette at most.
pub const HELP: u16 = 90;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_leaves_the_screen_and_none_overlaps_the_bars() {
        for columns in 0..220 {
            for rows in [0, 1, 2, 3, 8, 24, 40, 60] {
                let size = (columns, rows);
                let all = Rect { x: 0, y: 0, width: columns, height: rows };
                let browse = browse(size, usize::from(columns % 7));
                let compare = compare(size);
                for part in [
                    browse.tree,
                    browse.filter,
                    compare.heads,
                    compare.table,
                    compare.peek,
                    dialog(size, 80, 20),
                    editor(size),
                ] {
                    assert_eq!(part.intersection(all).area(), part.area(), "{size:?} {part:?}");
                }
            }
        }
    }
}
