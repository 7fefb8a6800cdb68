//! A text field: one line or many, with undo, selection, words and clusters.
//!
//! `ratatui-textarea` keeps the text, the selection and the history. Where the cursor goes and how lines
//! wrap is reckoned here, from the width that the layout gives and not from what was last drawn, so that
//! the same keys always lead to the same place.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui_textarea::{CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation;

use super::list::Window;
use crate::base::text::SafeText;
use crate::base::width::width;
use crate::tui::key::{Code, Key};
use crate::tui::span::Role;
use crate::tui::theme::Theme;

/// What a key did to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// The text is another one now.
    Text,
    /// Only the cursor or the selection moved.
    Cursor,
    /// The key means nothing here.
    Nothing,
}

/// A place in the text: line and character, from nought.
type Spot = (usize, usize);

/// A text field.
#[derive(Clone, Debug)]
pub struct Field {
    area: TextArea<'static>,
    many_lines: bool,
    size: (usize, usize),
    window: Window,
}

impl Field {
    /// A field of several lines.
    #[must_use]
    pub fn lines(text: &str) -> Self {
        let lines = text.split('\n').map(|line| line.trim_end_matches('\r').to_owned()).collect();
        Self::new(lines, true)
    }

    /// A field of one line, with the cursor at its end.
    #[must_use]
    pub fn line(text: &str) -> Self {
        Self::new(vec![one_line(text)], false)
    }

    fn new(lines: Vec<String>, many_lines: bool) -> Self {
        let mut area = TextArea::new(lines);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, many_lines, size: (80, 1), window: Window::default() }
    }

    /// The text, lines joined by `\n`.
    #[must_use]
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Where the cursor is in the text of a field of one line, in bytes.
    #[must_use]
    pub fn cursor(&self) -> usize {
        let (_, column) = self.spot();
        self.line_at(0).chars().take(column).map(char::len_utf8).sum()
    }

    /// Puts text in place of a part, given in bytes, of a field of one line; the cursor stands behind it.
    pub fn replace(&mut self, part: Range<usize>, with: &str) {
        let text = self.text();
        let (Some(before), Some(after)) = (text.get(..part.start), text.get(part.end..)) else { return };
        let column = before.chars().count() + with.chars().count();
        let (size, line) = (self.size, format!("{before}{with}{after}"));
        *self = Self { size, ..Self::line(&line) };
        self.area.move_cursor(CursorMove::Jump(0, u16::try_from(column).unwrap_or(u16::MAX)));
        self.follow();
    }

    /// Tells how much room there is; the window follows the cursor.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (usize::from(columns).max(2), usize::from(rows).max(1));
        self.follow();
    }

    /// Puts text in at the cursor, as a paste does: never as commands.
    pub fn paste(&mut self, text: &str) -> Edited {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let safe = SafeText::block(&text);
        let text = if self.many_lines { safe.as_str().to_owned() } else { one_line(&safe) };
        self.edit(|area| area.insert_str(text))
    }

    /// Does what the key means in a text.
    pub fn key(&mut self, key: Key) -> Edited {
        if let Some(character) = key.typed() {
            return self.edit(|area| {
                area.insert_char(character);
                true
            });
        }
        match (key.code, key.ctrl, key.alt) {
            (Code::Enter, false, false) if self.many_lines => self.edit(|area| {
                area.insert_newline();
                true
            }),
            (Code::Backspace, false, false) => self.delete_to(Self::cluster_before),
            (Code::Delete, false, false) => self.delete_to(Self::cluster_after),
            (Code::Backspace, ..) | (Code::Char('w'), true, _) => self.delete_to(Self::word_before),
            (Code::Delete, ..) | (Code::Char('d'), false, true) => self.delete_to(Self::word_after),
            (Code::Char('u'), true, _) => self.delete_to(|field| (field.spot().0, 0)),
            (Code::Char('k'), true, _) => self.delete_to(|field| field.end_of_line(field.spot().0)),
            (Code::Char('z'), true, _) => self.edit(TextArea::undo),
            (Code::Char('y'), true, _) => self.edit(TextArea::redo),
            (Code::Char('x'), true, _) => self.edit(TextArea::cut),
            (Code::Char('v'), true, _) => self.edit(TextArea::paste),
            (Code::Char('c'), true, _) => {
                self.area.copy();
                Edited::Cursor
            }
            (Code::Char('a'), true, _) => {
                self.area.select_all();
                Edited::Cursor
            }
            _ => self.motion(key),
        }
    }

    /// The text that is selected, if any is.
    #[must_use]
    pub fn selected(&self) -> Option<String> {
        let (from, to) = self.area.selection_range()?;
        let mut parts = Vec::new();
        for (row, line) in self.area.lines().iter().enumerate().take(to.0 + 1).skip(from.0) {
            let start = if row == from.0 { from.1 } else { 0 };
            let end = if row == to.0 { to.1 } else { usize::MAX };
            parts.push(line.chars().skip(start).take(end.saturating_sub(start)).collect::<String>());
        }
        Some(parts.join("\n"))
    }

    fn edit(&mut self, change: impl FnOnce(&mut TextArea<'static>) -> bool) -> Edited {
        let changed = change(&mut self.area);
        self.follow();
        if changed { Edited::Text } else { Edited::Nothing }
    }

    /// Deletes the selection, or what lies between the cursor and where a motion leads.
    fn delete_to(&mut self, target: impl Fn(&Self) -> Spot) -> Edited {
        if self.area.selection_range().is_none() {
            let (here, there) = (self.spot(), target(self));
            if here == there {
                return Edited::Nothing;
            }
            self.jump(there.min(here));
            self.area.start_selection();
            self.jump(there.max(here));
        }
        let kept = self.area.yank_text();
        self.area.cut();
        self.area.set_yank_text(kept);
        self.follow();
        Edited::Text
    }

    fn motion(&mut self, key: Key) -> Edited {
        let (row, _) = self.spot();
        let target = match (key.code, key.ctrl || key.alt) {
            (Code::Left, false) => self.cluster_before(),
            (Code::Right, false) => self.cluster_after(),
            (Code::Left, true) => self.word_before(),
            (Code::Right, true) => self.word_after(),
            (Code::Up, _) => self.visual(-1),
            (Code::Down, _) => self.visual(1),
            (Code::PageUp, _) => self.visual(-isize::try_from(self.size.1).unwrap_or(1)),
            (Code::PageDown, _) => self.visual(isize::try_from(self.size.1).unwrap_or(1)),
            (Code::Home, false) => (row, 0),
            (Code::End, false) => self.end_of_line(row),
            (Code::Home, true) => (0, 0),
            (Code::End, true) => self.end_of_line(self.area.lines().len().saturating_sub(1)),
            _ => return Edited::Nothing,
        };
        match (key.shift, self.area.is_selecting()) {
            (true, false) => self.area.start_selection(),
            (false, true) => self.area.cancel_selection(),
            _ => {}
        }
        self.jump(target);
        self.follow();
        Edited::Cursor
    }

    fn spot(&self) -> Spot {
        let cursor = self.area.cursor();
        (cursor.0, cursor.1)
    }

    fn jump(&mut self, (row, column): Spot) {
        let small = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(small(row), small(column)));
    }

    fn line_at(&self, row: usize) -> &str {
        self.area.lines().get(row).map_or("", String::as_str)
    }

    fn end_of_line(&self, row: usize) -> Spot {
        (row, self.line_at(row).chars().count())
    }

    fn cluster_before(&self) -> Spot {
        let (row, column) = self.spot();
        if column == 0 {
            return if row == 0 { (0, 0) } else { self.end_of_line(row - 1) };
        }
        (row, borders(self.line_at(row)).filter(|border| *border < column).last().unwrap_or(0))
    }

    fn cluster_after(&self) -> Spot {
        let (row, column) = self.spot();
        match borders(self.line_at(row)).find(|border| *border > column) {
            Some(border) => (row, border),
            None if row + 1 < self.area.lines().len() => (row + 1, 0),
            None => (row, column),
        }
    }

    fn word_before(&self) -> Spot {
        let (row, column) = self.spot();
        if column == 0 {
            return self.cluster_before();
        }
        let words = word_ranges(self.line_at(row));
        (row, words.iter().rev().find(|word| word.start < column).map_or(0, |word| word.start))
    }

    fn word_after(&self) -> Spot {
        let (row, column) = self.spot();
        let words = word_ranges(self.line_at(row));
        match words.iter().find(|word| word.end > column) {
            Some(word) => (row, word.end),
            None if column < self.end_of_line(row).1 => self.end_of_line(row),
            None => self.cluster_after(),
        }
    }

    /// Where the cursor gets to by going over so many shown rows.
    fn visual(&self, rows: isize) -> Spot {
        let shown = self.rows();
        let (row, cell) = self.shown_cursor(&shown);
        let wanted = row.saturating_add_signed(rows).min(shown.len().saturating_sub(1));
        let Some((line, range)) = shown.get(wanted) else { return self.spot() };
        if wanted == row {
            return if rows < 0 { (*line, 0) } else { self.end_of_line(*line) };
        }
        let text: String = self.line_at(*line).chars().skip(range.start).take(range.len()).collect();
        let mut used = 0;
        let mut column = range.start;
        for cluster in text.graphemes(true) {
            if used + width(cluster) > cell {
                break;
            }
            used += width(cluster);
            column += cluster.chars().count();
        }
        (*line, column)
    }

    /// The rows as shown: which line, and which characters of it.
    fn rows(&self) -> Vec<(usize, Range<usize>)> {
        let cells = self.size.0;
        let wrapped = self.area.lines().iter().enumerate();
        if !self.many_lines {
            return wrapped.map(|(index, line)| (index, 0..line.chars().count())).collect();
        }
        wrapped
            .flat_map(|(index, line)| segments(line, cells - 1).into_iter().map(move |range| (index, range)))
            .collect()
    }

    /// Row and cell of the cursor among the shown rows.
    fn shown_cursor(&self, rows: &[(usize, Range<usize>)]) -> (usize, usize) {
        let (line, column) = self.spot();
        let row = rows.iter().rposition(|(of, range)| *of == line && range.start <= column).unwrap_or(0);
        let start = rows.get(row).map_or(0, |(_, range)| range.start);
        let before: String = self.line_at(line).chars().skip(start).take(column - start.min(column)).collect();
        (row, width(&before))
    }

    fn follow(&mut self) {
        let rows = self.rows();
        self.window.cursor = self.shown_cursor(&rows).0;
        self.window.show(self.window.cursor, self.window.cursor, rows.len(), self.size.1);
    }

    /// Draws the text; where the terminal's cursor belongs.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) -> (u16, u16) {
        let rows = self.rows();
        let (cursor_row, cursor_cell) = self.shown_cursor(&rows);
        let skip =
            if self.many_lines { 0 } else { cursor_cell.saturating_sub(usize::from(area.width).saturating_sub(1)) };
        let shown = rows.iter().enumerate().skip(self.window.top).take(usize::from(area.height));
        for ((_, (line, range)), y) in shown.zip(area.top()..) {
            self.draw_row(buffer, Rect { y, height: 1, ..area }, *line, range, skip, theme);
        }
        if !self.many_lines {
            self.show_cuts(buffer, area, skip, theme);
        }
        let x = area.x + u16::try_from(cursor_cell - skip).unwrap_or(0).min(area.width.saturating_sub(1));
        let y = area.y + u16::try_from(cursor_row.saturating_sub(self.window.top)).unwrap_or(0);
        (x, y.min(area.bottom().saturating_sub(1)))
    }

    /// `…` where a line goes on beyond its edges.
    fn show_cuts(&self, buffer: &mut Buffer, area: Rect, skip: usize, theme: &Theme) {
        let shown = usize::from(area.width);
        let style = theme.style(Role::Dim);
        if skip > 0 && shown > 1 {
            buffer.set_string(area.x, area.y, "…", style);
        }
        if width(self.line_at(0)) > skip + shown && shown > 1 {
            buffer.set_string(area.right() - 1, area.y, "…", style);
        }
    }

    fn draw_row(&self, buffer: &mut Buffer, area: Rect, line: usize, range: &Range<usize>, skip: usize, theme: &Theme) {
        let text: String = self.line_at(line).chars().skip(range.start).take(range.len()).collect();
        let selection = self.area.selection_range();
        let (mut column, mut cell) = (range.start, 0);
        for cluster in text.graphemes(true) {
            let wide = width(cluster);
            let selected = selection.is_some_and(|(from, to)| from <= (line, column) && (line, column) < to);
            if cell >= skip && cell - skip + wide <= usize::from(area.width) {
                let style = theme.style(Role::Text);
                let style = if selected { style.add_modifier(Modifier::REVERSED) } else { style };
                let x = area.x + u16::try_from(cell - skip).unwrap_or(0);
                buffer.set_string(x, area.y, cluster, style);
            }
            cell += wide;
            column += cluster.chars().count();
        }
    }
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

/// The places between clusters, counted in characters, the end included.
fn borders(line: &str) -> impl Iterator<Item = usize> {
    let ends = line.graphemes(true).scan(0, |at, cluster| {
        *at += cluster.chars().count();
        Some(*at)
    });
    std::iter::once(0).chain(ends)
}

/// The words of a line, in characters.
fn word_ranges(line: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut words = Vec::new();
    for part in line.split_word_bounds() {
        let end = at + part.chars().count();
        if part.chars().any(char::is_alphanumeric) {
            words.push(at..end);
        }
        at = end;
    }
    words
}

/// A line in rows of at most `cells`, in characters, broken after spaces where there are some.
fn segments(line: &str, cells: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut start, mut at, mut used) = (0, 0, 0);
    let mut after_space = None;
    for cluster in line.graphemes(true) {
        let wide = width(cluster);
        let space = cluster.trim().is_empty();
        if used + wide > cells && !space && at > start {
            let (break_at, carried) = after_space.unwrap_or((at, used));
            rows.push(start..break_at);
            used -= carried;
            start = break_at;
            after_space = None;
        }
        at += cluster.chars().count();
        used += wide;
        if space {
            after_space = Some((at, used));
        }
    }
    rows.push(start..at);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(field: &mut Field, keys: &[&str]) {
        for key in keys {
            field.key(key.parse().expect(key));
        }
    }

    #[test]
    fn a_cluster_is_moved_over_and_deleted_as_one() {
        let mut field = Field::line("e\u{301}👩\u{200d}💻x");
        press(&mut field, &["left", "backspace"]);
        assert_eq!(field.text(), "e\u{301}x");
        press(&mut field, &["backspace"]);
        assert_eq!(field.text(), "x");
        press(&mut field, &["ctrl-z", "ctrl-z"]);
        assert_eq!(field.text(), "e\u{301}👩\u{200d}💻x");
    }

    #[test]
    fn words_are_deleted_and_brought_back() {
        let mut field = Field::line("one two-three");
        press(&mut field, &["ctrl-w"]);
        assert_eq!(field.text(), "one two-");
        press(&mut field, &["ctrl-w", "ctrl-z", "ctrl-z", "ctrl-y"]);
        assert_eq!(field.text(), "one two-");
    }

    #[test]
    fn a_selection_is_replaced_by_what_is_typed() {
        let mut field = Field::lines("one\ntwo");
        press(&mut field, &["shift-home", "shift-up"]);
        assert_eq!(field.selected().as_deref(), Some("one\ntwo"));
        press(&mut field, &["shift-down", "x"]);
        assert_eq!(field.text(), "one\nx");
    }

    #[test]
    fn a_paste_is_text_and_never_a_key() {
        let mut field = Field::line("");
        field.paste("a\r\nb\u{1b}[31m\tc");
        assert_eq!(field.text(), "a b␛[31m    c");
    }

    #[test]
    fn long_lines_wrap_after_spaces_and_the_cursor_goes_by_rows() {
        assert_eq!(segments("one two three", 8), [0..8, 8..13]);
        assert_eq!(segments("abcdefghij", 4), [0..4, 4..8, 8..10]);
        assert_eq!(segments("日本語", 4), [0..2, 2..3]);
        let mut field = Field::lines("one two three");
        field.resize(9, 4);
        press(&mut field, &["up", "x"]);
        assert_eq!(field.text(), "one txwo three");
    }
}
