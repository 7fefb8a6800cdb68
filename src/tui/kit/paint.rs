//! Drawing of lines and frames into the screen's buffer.

use std::borrow::Borrow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::base::width::{pieces, width};
use crate::tui::layout;
use crate::tui::sign::Sign;
use crate::tui::span::{Line, Role};
use crate::tui::theme::Theme;

/// Writes the line at a place, cut to the width that is there.
pub fn line(buffer: &mut Buffer, area: Rect, row: u16, text: impl Borrow<Line>, theme: &Theme) {
    if row >= area.height {
        return;
    }
    let (text, room) = (text.borrow(), usize::from(area.width));
    let cut = (text.width() > room).then(|| text.clone().cut(room));
    let mut at = (area.x, area.y + row);
    for span in cut.as_ref().unwrap_or(text).spans() {
        // Nothing of what was drawn there before shines through.
        let style = Style::reset().patch(theme.style(span.role()));
        at.0 = put(buffer, at, span.text(), usize::from(area.right().saturating_sub(at.0)), style);
    }
}

/// Writes text into at most `room` cells and says where it ends.
fn put(buffer: &mut Buffer, (mut x, y): (u16, u16), text: &str, mut room: usize, style: Style) -> u16 {
    for piece in pieces(text) {
        let from = x;
        if piece.is_plain {
            for character in piece.text.chars().take(room) {
                if let Some(cell) = buffer.cell_mut((x, y)) {
                    cell.set_char(character).set_style(style);
                }
                x += 1;
            }
        } else {
            x = buffer.set_stringn(x, y, piece.text, room, style).0;
        }
        room = room.saturating_sub(usize::from(x - from));
    }
    x
}

/// How a row under a cursor looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// Keys go here.
    Here,
    /// Keys go elsewhere.
    Resting,
}

/// Makes rows of an area look as the cursor's.
pub fn cursor(buffer: &mut Buffer, area: Rect, row: u16, rows: u16, kind: Cursor, theme: &Theme) {
    let rows = rows.min(area.height.saturating_sub(row));
    let bar = Rect { y: area.y + row, height: rows, ..area };
    match kind {
        Cursor::Here => {
            // One colour for the whole bar; underlined letters stay so.
            let plain = Style::new().fg(Color::Reset).bg(Color::Reset).remove_modifier(Modifier::DIM);
            buffer.set_style(bar, plain.patch(theme.cursor()));
        }
        Cursor::Resting => buffer.set_style(bar, theme.resting_cursor()),
    }
}

/// A line across, with a heading in it if there is one.
pub fn rule(buffer: &mut Buffer, area: Rect, row: u16, theme: &Theme) {
    let dash = Sign::Across.text(theme.ascii);
    line(buffer, area, row, Line::new(Role::Dim, dash.repeat(usize::from(area.width))), theme);
}

/// A line down the left edge of an area.
pub fn divider(buffer: &mut Buffer, x: u16, area: Rect, theme: &Theme) {
    let bar = Sign::Down.text(theme.ascii);
    for y in area.top()..area.bottom() {
        buffer.set_string(x, y, bar, theme.style(Role::Dim));
    }
}

/// An empty framed box in the middle of `area`, with a title; what is inside of it.
pub fn window(buffer: &mut Buffer, area: Rect, title: Line, footer: Line, theme: &Theme) -> Rect {
    buffer.set_style(area, Style::reset());
    for y in area.top()..area.bottom() {
        // A wide character that the window leaves half of would hide its edge.
        let beside = area.left().checked_sub(1).and_then(|x| buffer.cell_mut((x, y)));
        if let Some(half) = beside.filter(|cell| width(cell.symbol()) > 1) {
            half.set_symbol(" ");
        }
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    frame(buffer, area, theme);
    let inner = Rect { x: area.x + 2, y: area.y, width: area.width.saturating_sub(4), height: 1 };
    if title.width() > 0 {
        line(buffer, inner, 0, padded(title, inner.width), theme);
    }
    let bottom = Rect { y: area.bottom().saturating_sub(1), ..inner };
    if footer.width() > 0 {
        line(buffer, bottom, 0, padded(footer, inner.width), theme);
    }
    layout::inside(area)
}

fn padded(text: Line, width: u16) -> Line {
    let text = text.cut(usize::from(width).saturating_sub(2));
    let mut line = Line::new(Role::Text, " ");
    line.append(text);
    line.with(Role::Text, " ")
}

fn frame(buffer: &mut Buffer, area: Rect, theme: &Theme) {
    if area.width < 2 || area.height < 2 {
        return;
    }
    let corners = if theme.ascii { ["+", "+", "+", "+"] } else { ["╭", "╮", "╰", "╯"] };
    let (dash, bar) = (Sign::Across.text(theme.ascii), Sign::Down.text(theme.ascii));
    let style = theme.style(Role::Dim);
    let (left, right, top, bottom) = (area.left(), area.right() - 1, area.top(), area.bottom() - 1);
    for x in left..=right {
        buffer.set_string(x, top, dash, style);
        buffer.set_string(x, bottom, dash, style);
    }
    for y in top..=bottom {
        buffer.set_string(left, y, bar, style);
        buffer.set_string(right, y, bar, style);
    }
    for ((x, y), corner) in [(left, top), (right, top), (left, bottom), (right, bottom)].into_iter().zip(corners) {
        buffer.set_string(x, y, corner, style);
    }
}

/// Underlines part of a row: `from` and `cells` count from the area's left edge.
pub fn underline(buffer: &mut Buffer, area: Rect, row: u16, from: usize, cells: usize, role: Role, theme: &Theme) {
    let from = u16::try_from(from).unwrap_or(u16::MAX).min(area.width);
    let width = u16::try_from(cells.max(1)).unwrap_or(u16::MAX).min(area.width - from);
    let part = Rect { x: area.x + from, y: area.y + row, width, height: 1 }.intersection(area);
    buffer.set_style(part, theme.style(role).add_modifier(Modifier::UNDERLINED));
}

/// How far down a list the window is, as a thin bar at the right edge; nothing where all is seen.
pub fn scrollbar(buffer: &mut Buffer, area: Rect, top: usize, total: usize, theme: &Theme) {
    let height = usize::from(area.height);
    if total <= height || area.width == 0 {
        return;
    }
    let length = (height * height / total).clamp(1, height);
    let start = top * (height - length) / (total - height).max(1);
    let thumb = if theme.ascii { "#" } else { "┃" };
    for row in start..(start + length).min(height) {
        let y = area.y + u16::try_from(row).unwrap_or(0);
        buffer.set_string(area.right() - 1, y, thumb, theme.style(Role::Dim));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Colours;

    #[test]
    fn a_window_over_half_a_wide_character_has_a_whole_edge() {
        let theme = Theme::new(None, Colours::None, false);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 3));
        for row in 0..3 {
            line(&mut buffer, Rect::new(0, 0, 12, 3), row, Line::new(Role::Text, "日本日本日本"), &theme);
        }
        window(&mut buffer, Rect::new(3, 0, 6, 3), Line::default(), Line::default(), &theme);
        let row: Vec<&str> = (0..12).map(|x| buffer[(x, 1)].symbol()).collect();
        assert_eq!(row, ["日", " ", " ", "│", " ", " ", " ", " ", "│", " ", "本", " "]);
    }
}
