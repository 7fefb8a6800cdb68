//! Counts with bars beside them.

use crate::base::width::{fit, fit_right, width};

/// What text is written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// How many cells a line has.
    pub columns: usize,
    /// Nothing but ASCII can be shown.
    pub ascii: bool,
}

/// A line: what is counted, the counts, and how much of the bar is full.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What is counted.
    pub label: String,
    /// The counts, a column each.
    pub counts: Vec<String>,
    /// From 0 to 1.
    pub share: f64,
}

/// A bar is no longer than this, or it would lead the eye away from its count.
const LONGEST: usize = 48;
/// A shorter one tells nothing and is left out.
const SHORTEST: usize = 8;
/// What stands between two columns.
const GAP: usize = 2;

/// The lines under their heads: labels to the left, counts to the right, bars of one length. Labels give way
/// where the paper is narrow.
#[must_use]
pub fn bars(heads: &[&str], lines: &[Bar], paper: Paper) -> String {
    let mut widths: Vec<usize> = heads.iter().map(|head| width(head)).collect();
    for line in lines {
        let cells = std::iter::once(&line.label).chain(&line.counts);
        for (column, cell) in widths.iter_mut().zip(cells) {
            *column = width(cell).max(*column);
        }
    }
    let Some((label, counts)) = widths.split_first() else { return String::new() };
    let taken: usize = counts.iter().map(|count| count + GAP).sum();
    let room = paper.columns.saturating_sub(taken);
    let beside_a_bar = room.saturating_sub(GAP + LONGEST / 2).max(LONGEST / 2);
    let label = (*label).min(beside_a_bar).min(room.max(SHORTEST));
    let length = paper.columns.saturating_sub(label + taken + GAP).min(LONGEST);
    let row = |cells: &mut dyn Iterator<Item = &str>, bar: &str| {
        let first = fit(cells.next().unwrap_or_default(), label);
        let counts: String = cells.zip(counts).map(|(cell, count)| fit_right(cell, count + GAP)).collect();
        format!("{}\n", format!("{first}{counts}{}{bar}", " ".repeat(GAP)).trim_end())
    };
    let mut out = row(&mut heads.iter().copied(), "");
    for line in lines {
        let mut cells = std::iter::once(line.label.as_str()).chain(line.counts.iter().map(String::as_str));
        let bar = if length < SHORTEST { String::new() } else { bar(line.share, length, paper.ascii) };
        out.push_str(&row(&mut cells, &bar));
    }
    out
}

/// A bar of which that share is full; what is not nothing is seen.
fn bar(share: f64, length: usize, ascii: bool) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let parts = if ascii { 1 } else { EIGHTHS.len() };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // a few hundred
    let filled = (share.clamp(0.0, 1.0) * (length * parts) as f64).round() as usize;
    let filled = if share > 0.0 { filled.max(1) } else { 0 };
    let end = EIGHTHS.get(filled % parts).copied().unwrap_or_default();
    (if ascii { "#" } else { "█" }).repeat(filled / parts) + end
}

/// Such as `92 %`; it is `100 %` or `0 %` only where it is all or nothing.
#[must_use]
pub fn percent(part: usize, whole: usize) -> String {
    match (part, whole) {
        (_, 0) => "-".to_owned(),
        (0, _) => "0 %".to_owned(),
        _ if part == whole => "100 %".to_owned(),
        _ => format!("{} %", ((part * 200 + whole) / (whole * 2)).clamp(1, 99)),
    }
}

/// How much of the whole the part is; nothing of nothing is nothing.
#[must_use]
pub fn share(part: usize, whole: usize) -> f64 {
    #[allow(clippy::cast_precision_loss)] // counts of entries
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(label: &str, count: &str, share: f64) -> Bar {
        Bar { label: label.to_owned(), counts: vec![count.to_owned()], share }
    }

    fn drawn(columns: usize, ascii: bool) -> String {
        let lines = [line("Häfen", "12", 1.0), line("日本", "3", 0.25), line("none", "0", 0.0)];
        bars(&["", "n"], &lines, Paper { columns, ascii })
    }

    #[test]
    fn labels_stand_left_and_counts_right_and_bars_begin_together() {
        assert_eq!(drawn(19, false), "        n\nHäfen  12  ████████\n日本    3  ██\nnone    0\n");
        assert_eq!(drawn(19, true), "        n\nHäfen  12  ########\n日本    3  ##\nnone    0\n");
    }

    #[test]
    fn a_bar_has_eighths_and_what_is_not_nothing_is_seen() {
        assert_eq!(bar(0.5, 9, false), "████▌");
        assert_eq!(bar(0.001, 9, false), "▏");
        assert_eq!(bar(0.001, 9, true), "#");
        assert_eq!(bar(0.0, 9, false), "");
        assert_eq!(bar(7.0, 9, true), "#########");
    }

    #[test]
    fn where_there_is_no_room_for_a_bar_there_is_none() {
        assert_eq!(drawn(15, false), "        n\nHäfen  12\n日本    3\nnone    0\n");
    }

    #[test]
    fn no_line_is_wider_than_the_paper() {
        let lines = [line(&"long ".repeat(30), "12345", 1.0), line("短い名前".repeat(9).as_str(), "1", 0.3)];
        for columns in 40..200 {
            let text = bars(&["label", "count"], &lines, Paper { columns, ascii: false });
            assert!(text.lines().all(|line| width(line) <= columns), "{columns}\n{text}");
        }
    }

    #[test]
    fn only_all_is_a_hundred_and_only_nothing_is_nought() {
        let said = [(0, 7), (1, 1_000), (2, 3), (999, 1_000), (7, 7), (0, 0)].map(|(a, b)| percent(a, b));
        assert_eq!(said, ["0 %", "1 %", "67 %", "99 %", "100 %", "-"]);
    }
}
