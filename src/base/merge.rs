//! Changing a text that others change, too.

use std::ops::RangeInclusive;

/// Why a change cannot be applied to the text on disk. The reader's text is kept by whoever asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Somebody changed the same lines meanwhile; their text of the part in question.
    Conflict {
        /// What stands on disk now.
        theirs: String,
    },
    /// The file cannot be changed as it is (conflict markers, not readable as what it should be); why,
    /// and what to do.
    Unfit {
        /// In plain words, with lines where there are some.
        why: String,
    },
}

impl Refusal {
    /// A file that cannot be changed as it is.
    #[must_use]
    pub fn unfit(why: impl Into<String>) -> Self {
        Self::Unfit { why: why.into() }
    }
}

/// What became of `base` where one person made `ours` of it and another `theirs`, line by line; nothing
/// where they changed the same lines in different ways.
#[must_use]
pub fn three_way(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let whole_lines = |text: &str| if text.is_empty() { String::new() } else { format!("{text}\n") };
    let merged = diffy::merge(&whole_lines(base), &whole_lines(ours), &whole_lines(theirs)).ok()?;
    Some(merged.strip_suffix('\n').unwrap_or(&merged).to_owned())
}

/// The lines, from 1, of the first conflict that a version control system left in a text: its three
/// markers in order, each at the beginning of a line.
#[must_use]
pub fn conflict_lines(text: &str) -> Option<RangeInclusive<usize>> {
    let mut lines = text.lines().enumerate();
    let mut find = |marker: &str| lines.find(|(_, line)| is_marker(line, marker)).map(|(index, _)| index + 1);
    let first = find("<<<<<<<")?;
    find("=======")?;
    Some(first..=find(">>>>>>>")?)
}

/// Why a text with such a conflict cannot be changed, and what to do.
#[must_use]
pub fn conflict_words(lines: &RangeInclusive<usize>) -> String {
    let (first, last) = (lines.start(), lines.end());
    format!("lines {first} to {last} hold an unsolved merge conflict; keep what is right and delete the marker lines")
}

fn is_marker(line: &str, marker: &str) -> bool {
    line.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn changes_to_different_lines_go_together() {
        assert_eq!(three_way("a\nb\nc", "A\nb\nc", "a\nb\nC").as_deref(), Some("A\nb\nC"));
        assert_eq!(three_way("a\n\nb", "a\n\nb\n\nc", "z\n\nb").as_deref(), Some("z\n\nb\n\nc"));
    }

    #[test]
    fn changes_to_the_same_line_clash() {
        assert_eq!(three_way("a", "b", "c"), None);
        assert_eq!(three_way("", "b", "c"), None);
    }

    #[test]
    fn the_same_change_twice_is_one_change() {
        assert_eq!(three_way("a", "b", "b").as_deref(), Some("b"));
    }

    #[test]
    fn a_conflict_is_three_markers_in_order() {
        assert_eq!(conflict_lines("x\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"), Some(2..=6));
        assert_eq!(conflict_lines("<<<<<<<\r\na\r\n=======\r\n>>>>>>>\r\n"), Some(1..=4));
        for calm in
            ["Title\n=======\ntext", ">>>>>>> quoted\n<<<<<<<", "<<<<<<< a\n>>>>>>> b", "<<<<<<<<\n=======\n>>>>>>>"]
        {
            assert_eq!(conflict_lines(calm), None, "{calm}");
        }
    }

    /// Texts that share many lines, so that merges are often clean and often not.
    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec("[a-d]{0,2}", 0..8).prop_map(|lines| lines.join("\n"))
    }

    /// How often `text` has the line.
    fn count(text: &str, line: &str) -> usize {
        if text.is_empty() { 0 } else { text.split('\n').filter(|own| *own == line).count() }
    }

    proptest! {
        #[test]
        fn a_merge_keeps_every_line(base in text(), ours in text(), theirs in text()) {
            let Some(merged) = three_way(&base, &ours, &theirs) else { return Ok(()) };
            for line in ours.split('\n').chain(theirs.split('\n')).chain(base.split('\n')) {
                let before = count(&base, line);
                let (mine, yours) = (count(&ours, line), count(&theirs, line));
                // What either of them added is there; what both kept is there.
                let kept = mine.min(yours).min(before);
                let added = mine.max(yours).saturating_sub(before);
                prop_assert!(count(&merged, line) >= kept.max(added), "{line:?} in {merged:?}");
            }
        }

        #[test]
        fn one_sided_changes_win(base in text(), changed in text()) {
            prop_assert_eq!(three_way(&base, &changed, &base), Some(changed.clone()));
            prop_assert_eq!(three_way(&base, &base, &changed), Some(changed));
        }
    }
}
