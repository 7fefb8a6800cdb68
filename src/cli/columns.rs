//! Aligned columns for text output.

use crate::base::width::{fit, width, wrap};

/// Lines of cells as aligned columns, two spaces apart. A column is as wide as its widest cell, but at most
/// `widest`; a longer cell goes on in the lines below.
#[must_use]
pub fn aligned(rows: &[Vec<String>], indent: usize, widest: usize) -> String {
    let widths = widths(rows.iter(), widest);
    rows.iter().map(|row| line(row, &widths, indent)).collect()
}

/// The same where each column has a width of its own that it does not exceed; those that are not named have none.
#[must_use]
pub fn in_columns(rows: &[Vec<String>], widest: &[usize]) -> String {
    let mut widths = widths(rows.iter(), usize::MAX);
    for (width, widest) in widths.iter_mut().zip(widest) {
        *width = (*width).min(*widest);
    }
    rows.iter().map(|row| line(row, &widths, 0)).collect()
}

/// The same in groups under titles; the columns of all groups are alike.
#[must_use]
pub fn grouped(groups: &[(&str, Vec<Vec<String>>)], widest: usize) -> String {
    let widths = widths(groups.iter().flat_map(|(_, rows)| rows), widest);
    let mut out = String::new();
    for (title, rows) in groups {
        if !title.is_empty() {
            out.push_str(title);
            out.push('\n');
        }
        out.extend(rows.iter().map(|row| line(row, &widths, 2)));
    }
    out
}

/// Rows under a title that lies within others.
pub struct Section {
    /// What heads the rows.
    pub title: String,
    /// How deep it lies.
    pub depth: usize,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// Sections that lie within each other, set in by depth; the columns of all are alike.
#[must_use]
pub fn outlined(sections: &[Section]) -> String {
    let widths = widths(sections.iter().flat_map(|section| &section.rows), usize::MAX);
    let mut out = String::new();
    for Section { title, depth, rows } in sections {
        out.push_str(&format!("{}{title}\n", "  ".repeat(*depth)));
        out.extend(rows.iter().map(|row| line(row, &widths, (depth + 1) * 2)));
    }
    out
}

/// Aligned columns of which the last takes what room is left on a line of so many cells, and goes on below.
#[must_use]
pub fn fitted(rows: &[Vec<String>], indent: usize, cells: usize) -> String {
    const NARROWEST: usize = 24;
    let mut widths = widths(rows.iter(), usize::MAX);
    if let Some((last, before)) = widths.split_last_mut() {
        let taken = indent + before.iter().map(|width| width + 2).sum::<usize>();
        *last = cells.saturating_sub(taken).max(NARROWEST).min(*last);
    }
    rows.iter().map(|row| line(row, &widths, indent)).collect()
}

/// No column is wider: one endless name would pad every other line to its length.
const WIDEST: usize = 240;

fn widths<'r>(rows: impl Iterator<Item = &'r Vec<String>>, widest: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (column, cell) in widths.iter_mut().zip(row) {
            *column = width(cell).min(widest).min(WIDEST).max(*column);
        }
    }
    widths
}

fn line(row: &[String], widths: &[usize], indent: usize) -> String {
    let wrapped: Vec<_> = row.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or_default();
    let mut out = String::new();
    for number in 0..height {
        let cells = wrapped.iter().map(|cell| cell.get(number).map_or("", |line| line));
        let parts: Vec<String> = cells.zip(widths).map(|(cell, width)| fit(cell, *width)).collect();
        let text = format!("{}{}", " ".repeat(indent), parts.join("  "));
        out.push_str(text.trim_end());
        out.push('\n');
    }
    out
}

/// A paragraph in lines of at most `cells`, each indented.
#[must_use]
pub fn indented(text: &str, indent: usize, cells: usize) -> String {
    wrap(text, cells.saturating_sub(indent))
        .iter()
        .map(|line| format!("{}{line}", " ".repeat(indent)))
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn an_endless_cell_widens_no_other_line() {
        let endless = "x".repeat(100_000);
        let text = aligned(&rows(&[&[&endless, "a"], &["b", "c"]]), 0, usize::MAX);
        assert!(text.len() < 2 * endless.len(), "{}", text.len());
        assert_eq!(text.lines().last().map(str::len), Some(WIDEST + 3));
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        assert_eq!(aligned(&rows(&[&["a", "b"], &["日本", "c"]]), 1, 20), " a     b\n 日本  c\n");
    }

    #[test]
    fn groups_share_their_columns() {
        let groups = [("A", rows(&[&["x", "1"]])), ("B", rows(&[&["long", "2"]]))];
        assert_eq!(grouped(&groups, 20), "A\n  x     1\nB\n  long  2\n");
    }

    #[test]
    fn what_lies_within_is_set_in() {
        let section = |title: &str, depth, cells: &[&[&str]]| Section { title: title.into(), depth, rows: rows(cells) };
        let sections = [section("A (2)", 0, &[&["x", "1"]]), section("B (1)", 1, &[&["long", "2"]])];
        assert_eq!(outlined(&sections), "A (2)\n  x     1\n  B (1)\n    long  2\n");
    }

    #[test]
    fn the_last_column_takes_what_is_left() {
        let text = fitted(&rows(&[&["key", "what it is, told at some length"]]), 2, 32);
        assert_eq!(text, "  key  what it is, told at some\n       length\n");
    }

    #[test]
    fn a_long_cell_goes_on_below() {
        assert_eq!(aligned(&rows(&[&["one two", "x"], &["a", "y"]]), 0, 4), "one   x\ntwo\na     y\n");
    }

    #[test]
    fn nothing_is_cut() {
        let text = aligned(&rows(&[&["x", "averyveryverylongword indeed"]]), 0, 6);
        assert_eq!(text.split_whitespace().skip(1).collect::<String>(), "averyveryverylongwordindeed");
    }
}
