//! How wide text is on a terminal, and how to make it fit.
//!
//! Widths are counted in cells, cluster by cluster, as the screen's buffer counts them.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What stands there.
    pub text: &'a str,
    /// Cells that it takes.
    pub cells: usize,
    /// Whether every character is a cluster of one cell; else all of it is one cluster.
    pub is_plain: bool,
}

/// The text in stretches, in order. Nearly all text is plain, and looking for clusters takes longer than
/// anything else that is done with text.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let piece = match plain_start(rest) {
            Piece { text: "", .. } => cluster(rest)?,
            plain => plain,
        };
        rest = rest.get(piece.text.len()..)?;
        Some(piece)
    })
}

/// The text's start of which every character is a cluster of one cell.
fn plain_start(text: &str) -> Piece<'_> {
    let plain = |text, cells| Piece { text, cells, is_plain: true };
    let Some(odd) = text.bytes().position(|byte| !matches!(byte, b' '..=b'~')) else {
        return plain(text, text.len());
    };
    let (mut before, mut count) = (odd.saturating_sub(1), odd);
    for (at, character) in text.get(odd..).unwrap_or_default().char_indices() {
        if !is_plain(character) {
            // It may be a mark that belongs to the character before it.
            return plain(text.get(..before).unwrap_or_default(), count.saturating_sub(1));
        }
        before = odd + at;
        count += 1;
    }
    plain(text, count)
}

/// Letters, digits and signs of which most text is made: one cell each, and none that joins the one after it.
fn is_plain(character: char) -> bool {
    matches!(
        character,
        ' '..='~'
            | '\u{a1}'..='\u{ac}'
            | '\u{ae}'..='\u{2ff}'
            | '–'..='”'
            | '…'
            | '←'..='↓'
            | '─'..='◼'
            | '✎'..='✧'
            | '✩'..='❋'
    )
}

fn cluster(text: &str) -> Option<Piece<'_>> {
    let text = text.graphemes(true).next()?;
    Some(Piece { text, cells: text.width(), is_plain: false })
}

/// Cells that the text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    pieces(text).map(|piece| piece.cells).sum()
}

/// The text's longest start that takes at most so many cells.
fn start(text: &str, cells: usize) -> &str {
    let (mut end, mut left) = (0, cells);
    for piece in pieces(text) {
        if piece.cells > left {
            let fits = piece.is_plain.then(|| piece.text.char_indices().nth(left)).flatten();
            end += fits.map_or(0, |(at, _)| at);
            break;
        }
        end += piece.text.len();
        left -= piece.cells;
    }
    text.get(..end).unwrap_or(text)
}

/// The text, cut at a cluster's border to at most `cells`; a cut ends in `…`.
#[must_use]
pub fn cut(text: &str, cells: usize) -> Cow<'_, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    match cells.checked_sub(1) {
        None => Cow::Borrowed(""),
        Some(before_dots) => Cow::Owned(format!("{}…", start(text, before_dots).trim_end())),
    }
}

/// The text cut to `cells` and filled with spaces to exactly that many.
#[must_use]
pub fn fit(text: &str, cells: usize) -> String {
    let mut out = cut(text, cells).into_owned();
    let missing = cells.saturating_sub(width(&out));
    out.extend(std::iter::repeat_n(' ', missing));
    out
}

/// The text cut to `cells` and pushed to the right edge.
#[must_use]
pub fn fit_right(text: &str, cells: usize) -> String {
    let shown = cut(text, cells);
    let missing = cells.saturating_sub(width(&shown));
    format!("{}{shown}", " ".repeat(missing))
}

/// The text in lines of at most `cells`, broken between words, a longer word at a cluster's border.
/// Line breaks of the text stay; an empty text is one empty line.
#[must_use]
pub fn wrap(text: &str, cells: usize) -> Vec<Cow<'_, str>> {
    let cells = cells.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, cells, &mut lines);
    }
    lines
}

fn wrap_paragraph<'a>(paragraph: &'a str, cells: usize, lines: &mut Vec<Cow<'a, str>>) {
    let (mut line, mut used) = (Range::default(), 0);
    for word in words(paragraph) {
        let wide = width(paragraph.get(word.clone()).unwrap_or_default());
        if used > 0 && used + 1 + wide <= cells {
            line.end = word.end;
            used += 1 + wide;
            continue;
        }
        if used > 0 {
            lines.push(spaced(paragraph, line));
        }
        (line, used) = (word, wide);
        while used > cells {
            let long = paragraph.get(line.clone()).unwrap_or_default();
            let fits = first_line(long, cells);
            if fits.len() == long.len() {
                break;
            }
            lines.push(fits.into());
            line.start += fits.len();
            used -= width(fits);
        }
    }
    lines.push(spaced(paragraph, line));
}

/// Where the words of a text stand.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_whitespace().map(|word| {
        let from = word.as_ptr().addr() - text.as_ptr().addr();
        from..from + word.len()
    })
}

/// A part of a text with one space between its words: nearly always the part itself.
fn spaced(text: &str, part: Range<usize>) -> Cow<'_, str> {
    let part = text.get(part).unwrap_or_default();
    if part.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace)) {
        return Cow::Borrowed(part);
    }
    Cow::Owned(part.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What of a word stands on a line of its own: at least one cluster, however wide.
fn first_line(word: &str, cells: usize) -> &str {
    match start(word, cells) {
        "" => word.graphemes(true).next().unwrap_or_default(),
        fits => fits,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_belong_to_the_character_before_them() {
        for text in ["", "abc", "ae\u{301}b", "#\u{fe0f}\u{20e3}", "a#\u{fe0f}\u{20e3}", "…", "日本", "a 日"] {
            let by_cluster: usize = text.graphemes(true).map(UnicodeWidthStr::width).sum();
            assert_eq!(width(text), by_cluster, "{text:?}");
        }
        let marked: Vec<_> = pieces("ae\u{301}bc").map(|piece| (piece.text, piece.is_plain)).collect();
        assert_eq!(marked, [("a", true), ("e\u{301}", false), ("bc", true)]);
    }

    #[test]
    fn plain_characters_are_clusters_of_one_cell_whatever_plain_character_follows() {
        let plain: Vec<char> = ('\0'..='\u{ffff}').filter(|character| is_plain(*character)).collect();
        assert!(plain.len() > 700);
        for character in &plain {
            assert_eq!(character.to_string().width(), 1, "{character:?}");
        }
        let all: String = plain.iter().flat_map(|one| [*one, 'a', *one, *one]).collect();
        assert_eq!(all.graphemes(true).count(), all.chars().count());
    }

    #[test]
    fn a_cut_ends_in_dots_at_a_cluster_border() {
        assert_eq!(cut("Kubernetes", 10), "Kubernetes");
        assert_eq!(cut("Kubernetes", 6), "Kuber…");
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(cut("ab", 0), "");
    }

    #[test]
    fn what_is_fitted_is_exactly_as_wide() {
        for text in ["", "a", "日本語", "👩\u{200d}💻 x", "Kubernetes"] {
            for cells in 0..12 {
                assert_eq!(width(&fit(text, cells)), cells, "{text} in {cells}");
                assert_eq!(width(&fit_right(text, cells)), cells, "{text} in {cells}");
            }
        }
    }

    #[test]
    fn words_wrap_and_long_ones_break() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh i", 3), ["abc", "def", "gh", "i"]);
        assert_eq!(wrap("a\n\nb", 5), ["a", "", "b"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("  a \t b\u{a0}c  d ", 9), ["a b c d"]);
        assert_eq!(wrap("日本 a", 1), ["日", "本", "a"]);
    }

    #[test]
    fn no_wrapped_line_is_too_wide() {
        for cells in 2..20 {
            for line in wrap("日本語 is wide — and-hyphenated-words-are-long 👩\u{200d}💻", cells) {
                assert!(width(&line) <= cells, "{line:?} in {cells}");
            }
        }
    }

    proptest! {
        #[test]
        fn pieces_are_the_text_as_clusters_see_it(text in "[a-z é─…\u{301}\u{200d}\u{fe0f}©👩🇩\u{600}日\u{1}]{0,12}") {
            prop_assert_eq!(pieces(&text).map(|piece| piece.text).collect::<String>(), text.as_str());
            let by_cluster: usize = text.graphemes(true).map(UnicodeWidthStr::width).sum();
            prop_assert_eq!(width(&text), by_cluster);
        }
    }
}
