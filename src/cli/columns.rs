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

fn widths<'r>(rows: impl Iterator<Item = &'r Vec<String>>, widest: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (column, cell) in widths.iter_mut().zip(row) {
            *column = width(cell).min(widest).max(*column);
        }
    }
    widths
}

fn line(row: &[String], widths: &[usize], indent: usize) -> String {
    let wrapped: Vec<Vec<String>> = row.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or_default();
    let mut out = String::new();
    for number in 0..height {
        let part = |(cell, width): (&Vec<String>, &usize)| fit(cell.get(number).map_or("", String::as_str), *width);
        let parts: Vec<String> = wrapped.iter().zip(widths).map(part).collect();
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
    fn columns_are_as_wide_as_their_widest_cell() {
        assert_eq!(aligned(&rows(&[&["a", "b"], &["日本", "c"]]), 1, 20), " a     b\n 日本  c\n");
    }

    #[test]
    fn groups_share_their_columns() {
        let groups = [("A", rows(&[&["x", "1"]])), ("B", rows(&[&["long", "2"]]))];
        assert_eq!(grouped(&groups, 20), "A\n  x     1\nB\n  long  2\n");
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
