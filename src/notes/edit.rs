//! Changes to a note, applied to whatever text it has by then.

use serde::{Deserialize, Serialize};

use super::Note;
use super::layout::{Layout, at, trim_blank_lines};
use super::splice::{append, set, spliced};
use crate::base::merge::{Refusal, conflict_lines, conflict_words, three_way};
use crate::base::text::SafeText;
use crate::catalog::{CriterionId, EntryId};

/// What to do to a note. `on` is the criterion that it is about, or nothing for the entry as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoteEdit {
    /// Add a paragraph.
    Append {
        /// About what.
        #[serde(default, deserialize_with = "CriterionId::from_outside_or_none")]
        on: Option<CriterionId>,
        /// The paragraph.
        text: String,
    },
    /// Replace the part; an empty text removes it.
    Set {
        /// About what.
        #[serde(default, deserialize_with = "CriterionId::from_outside_or_none")]
        on: Option<CriterionId>,
        /// The part's text when the reader began to edit.
        base: String,
        /// The part's text now.
        text: String,
    },
}

impl NoteEdit {
    /// The note's new file text. An empty one means that nothing is left of the note and its file can go;
    /// a file whose front matter has something of the reader's own is never emptied.
    ///
    /// # Errors
    /// The text on disk clashes with the edit, or has unsolved conflict markers.
    pub fn apply(&self, entry: &EntryId, catalog: &SafeText, current: Option<&str>) -> Result<String, Refusal> {
        let current = current.unwrap_or_default();
        if let Some(lines) = conflict_lines(current) {
            return Err(Refusal::unfit(conflict_words(&lines)));
        }
        let raw = if current.trim().is_empty() { front_matter(entry, catalog) } else { current.to_owned() };
        let layout = Layout::of(&raw);
        let on = self.on();
        let before = layout.text(&raw, on);
        let (splices, after) = match self {
            Self::Append { text, .. } => append(&raw, &layout, on, &before, &tidy(text)),
            Self::Set { base, text, .. } => {
                let after = if text == base { before.clone() } else { settle(base, &tidy(text), &before)? };
                (set(&raw, &layout, on, &after), after)
            }
        };
        if after == before {
            return Ok(current.to_owned());
        }
        let text = spliced(&raw, splices);
        check(&raw, &layout, on, &text, &after)?;
        let nothing_left = Layout::of(&text).parts.iter().all(|part| part.text.is_empty()) && front_is_ours(&text);
        Ok(if nothing_left { String::new() } else { text })
    }

    fn on(&self) -> Option<&CriterionId> {
        match self {
            Self::Append { on, .. } | Self::Set { on, .. } => on.as_ref(),
        }
    }
}

/// How a new file begins. There is no date in it: it would only clash in merges.
fn front_matter(entry: &EntryId, catalog: &SafeText) -> String {
    // A JSON string is a quoted YAML string, too.
    format!("---\nentry: {entry}\ncatalog: {}\n---\n", serde_json::Value::from(catalog.as_str()))
}

/// Whether the front matter says no more than what we write there.
fn front_is_ours(raw: &str) -> bool {
    let ours = |line: &str| line == "---" || line.starts_with("entry:") || line.starts_with("catalog:");
    at(raw, &Layout::of(raw).front).trim_start_matches('\u{feff}').lines().all(ours)
}

/// A part's text with plain line ends and without outer blank lines.
fn plain(text: &str) -> String {
    trim_blank_lines(&text.replace("\r\n", "\n")).to_owned()
}

/// Typed text as it is written: plain, and nothing hidden in it.
fn tidy(text: &str) -> String {
    let text = plain(text).replace('\r', "\n");
    let shown: Vec<String> = text.split('\t').map(|piece| SafeText::block(piece).to_string()).collect();
    plain(&shown.join("\t"))
}

/// The text that both the reader and the file on disk can agree on.
fn settle(base: &str, ours: &str, disk: &str) -> Result<String, Refusal> {
    if disk == base || disk == ours {
        return Ok(ours.to_owned());
    }
    let merged = three_way(base, ours, disk).ok_or_else(|| Refusal::Conflict { theirs: disk.to_owned() })?;
    Ok(plain(&merged))
}

/// Whether the new file can be written: neither too long nor locked by markers that were typed, and it says
/// what was asked and everything else that the old one did.
fn check(raw: &str, layout: &Layout, on: Option<&CriterionId>, text: &str, after: &str) -> Result<(), Refusal> {
    if text.len() > Note::LIMIT {
        let (limit, length) = (Note::LIMIT / 1024, text.len().div_ceil(1024));
        return Err(Refusal::unfit(format!(
            "a note may have {limit} KB and this one would have {length}; keep the long text in a file of its own and name that here"
        )));
    }
    if let Some(lines) = conflict_lines(text) {
        return Err(Refusal::unfit(format!("with this text, {}", conflict_words(&lines))));
    }
    if !keeps_all(raw, layout, on, text, after) {
        return Err(Refusal::unfit(
            "with this text, a code block, a comment or front matter is opened and not closed, so parts of the note would be lost in it; close it",
        ));
    }
    Ok(())
}

/// A code block left open swallows the headings after it; dashes at the top make front matter of a text.
fn keeps_all(raw: &str, layout: &Layout, on: Option<&CriterionId>, text: &str, after: &str) -> bool {
    let now = Layout::of(text);
    let kept = |other: Option<&CriterionId>| now.text(text, other).contains(&layout.text(raw, other));
    let mut others = layout.parts.iter().map(|part| part.on.as_ref()).filter(|other| *other != on);
    // Headings may have been typed, too: what stands before the first is what has to be found.
    let alone = format!("\n{after}");
    let opening = Layout::of(&alone).text(&alone, None);
    others.all(kept) && now.text(text, on).starts_with(&opening)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::notes::Author;
    use crate::notes::layout::tests::any_note;
    use proptest::prelude::*;

    fn on(criterion: &str) -> Option<CriterionId> {
        (!criterion.is_empty()).then(|| criterion.parse().unwrap())
    }

    fn apply(edit: &NoteEdit, current: Option<&str>) -> Result<String, Refusal> {
        edit.apply(&"gke".parse().unwrap(), &SafeText::line("A: b"), current)
    }

    fn append(criterion: &str, text: &str, current: &str) -> String {
        apply(&NoteEdit::Append { on: on(criterion), text: text.to_owned() }, Some(current)).unwrap()
    }

    fn set(criterion: &str, base: &str, text: &str, current: &str) -> Result<String, Refusal> {
        apply(&NoteEdit::Set { on: on(criterion), base: base.to_owned(), text: text.to_owned() }, Some(current))
    }

    const HEAD: &str = "---\nentry: gke\ncatalog: \"A: b\"\n---\n";

    #[test]
    fn a_new_note_names_its_entry_and_catalog() {
        assert_eq!(append("", "Hello", ""), format!("{HEAD}\nHello\n"));
        assert_eq!(append("sla", "nines", ""), format!("{HEAD}\n## @sla\n\nnines\n"));
        assert_eq!(append("", "\n ", ""), "");
    }

    #[test]
    fn a_paragraph_goes_to_the_end_of_its_part() {
        let raw = append("sla", "nines", &append("", "One", ""));
        assert_eq!(append("", "Two", &raw), format!("{HEAD}\nOne\n\nTwo\n\n## @sla\n\nnines\n"));
        assert_eq!(append("sla", "more", &raw), format!("{HEAD}\nOne\n\n## @sla\n\nnines\n\nmore\n"));
    }

    #[test]
    fn a_body_is_written_before_the_first_heading() {
        assert_eq!(append("", "One", "## @sla\nx"), "One\n\n## @sla\nx");
        assert_eq!(append("", "One", "---\na: b\n---\n## @sla\nx"), "---\na: b\n---\n\nOne\n\n## @sla\nx");
    }

    #[test]
    fn marks_ends_and_blank_lines_of_a_file_stay() {
        let raw = "\u{feff}---\r\nentry: gke # mine\r\nx: 1\r\n---\r\n\r\n\r\nOne\r\n\r\n## @sla\r\nnines";
        assert_eq!(set("", "One", "One\nmore", raw).unwrap(), raw.replace("One\r\n", "One\r\nmore\r\n"),);
        assert_eq!(append("sla", "x", raw), format!("{raw}\r\n\r\nx"));
        assert_eq!(set("", "One", "One", raw).unwrap(), raw);
    }

    #[test]
    fn an_emptied_part_goes_with_its_heading() {
        let raw = format!("{HEAD}\nOne\n\n## @sla\n\nnines\n\n## @max_nodes\n\nmany\n");
        let without_sla = set("sla", "nines", "", &raw).unwrap();
        assert_eq!(without_sla, format!("{HEAD}\nOne\n\n## @max_nodes\n\nmany\n"));
        let without_nodes = set("max_nodes", "many", "", &without_sla).unwrap();
        assert_eq!(without_nodes, format!("{HEAD}\nOne\n"));
        assert_eq!(set("", "One", "", &without_sla).unwrap(), format!("{HEAD}\n## @max_nodes\n\nmany\n"));
    }

    #[test]
    fn an_emptied_note_leaves_nothing_but_keeps_front_matter_of_the_readers() {
        assert_eq!(set("", "One", "", &format!("{HEAD}\nOne\n")).unwrap(), "");
        let own = "---\nentry: gke\nreviewed: yes\n---\n";
        assert_eq!(set("", "One", "", &format!("{own}\nOne\n")).unwrap(), own);
    }

    #[test]
    fn two_parts_on_one_fact_become_one_when_written() {
        let raw = "## @sla\na\n\n## @max_nodes\nb\n\n## @sla\nc\n";
        assert_eq!(append("sla", "d", raw), "## @sla\na\n\n## @max_nodes\nb\n\n## @sla\nc\n\nd\n");
        assert_eq!(set("sla", "a\n\nc", "a, c", raw).unwrap(), "## @sla\na, c\n\n## @max_nodes\nb\n");
    }

    #[test]
    fn changes_of_others_are_merged_where_they_touch_other_lines() {
        let theirs = format!("{HEAD}\nOne\n\ntwo, by Bob\n");
        assert_eq!(
            set("", "One\n\ntwo", "One, by Ann\n\ntwo", &theirs).unwrap(),
            format!("{HEAD}\nOne, by Ann\n\ntwo, by Bob\n")
        );
    }

    #[test]
    fn a_clash_hands_back_what_stands_on_disk() {
        let refused = set("", "One", "One, by Ann", "One, by Bob\n").unwrap_err();
        assert_eq!(refused, Refusal::Conflict { theirs: "One, by Bob".to_owned() });
    }

    fn why(refused: Result<String, Refusal>) -> String {
        match refused {
            Err(Refusal::Unfit { why }) => why,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_file_with_conflict_markers_is_left_alone() {
        let raw = "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n";
        assert!(why(set("", "a", "b", raw)).starts_with("lines 1 to 5 hold an unsolved merge conflict"));
        assert!(why(set("", "a", raw, "a")).starts_with("with this text, lines 1 to 5"));
    }

    #[test]
    fn a_fence_left_open_may_not_swallow_other_parts() {
        assert!(why(set("", "One", "```\nOne", "One\n\n## @sla\nx\n")).contains("not closed"));
        assert!(why(set("", "", "---\nx\n---", "## @sla\nx\n")).contains("front matter"));
        assert_eq!(set("sla", "x", "```\nx", "One\n\n## @sla\nx\n").unwrap(), "One\n\n## @sla\n```\nx\n");
    }

    #[test]
    fn a_note_that_would_be_too_long_is_refused() {
        assert!(why(set("", "", &"x".repeat(Note::LIMIT), "")).starts_with("a note may have 1024 KB"));
    }

    #[test]
    fn hidden_characters_are_written_as_they_are_shown() {
        assert_eq!(append("", "a\u{1b}b\tc\rd", "x"), "x\n\na␛b\tc\nd");
    }

    const SUBJECTS: [&str; 3] = ["", "sla", "max_nodes"];

    fn subject() -> impl Strategy<Value = &'static str> {
        prop::sample::select(SUBJECTS.to_vec())
    }

    fn said(raw: &str) -> BTreeMap<&'static str, String> {
        let note = Note::parse("gke".parse().unwrap(), Author::new("Ann"), raw);
        SUBJECTS.into_iter().map(|name| (name, note.raw(on(name).as_ref()).to_owned())).collect()
    }

    proptest! {
        #[test]
        fn saving_what_was_read_changes_no_byte(raw in any_note(), name in subject()) {
            let text = said(&raw)[name].clone();
            prop_assert_eq!(set(name, &text, &text, &raw), Ok(raw));
        }

        #[test]
        fn what_is_set_is_read_again_and_nothing_else_changes(
            raw in any_note(), name in subject(), text in "([a-z*#é]{1,4}( |\n|\n\n)){0,4}",
        ) {
            let before = said(&raw);
            let Ok(after) = set(name, &before[name], &text, &raw) else { return Ok(()) };
            let mut expected = before.clone();
            expected.insert(name, tidy(&text));
            prop_assert_eq!(said(&after), expected);
            prop_assert!(after.is_empty() || after.starts_with(at(&raw, &Layout::of(&raw).front)));
        }

        #[test]
        fn a_refusal_is_for_a_reason(raw in any_note(), name in subject()) {
            let odd = |text: &str| ["```", "<", "\u{feff}", "\r"].iter().any(|odd| text.contains(odd));
            let closed = !odd(&raw.replace("\r\n", "\n")) && !raw.starts_with("---");
            prop_assert!(!closed || set(name, &said(&raw)[name], "word", &raw).is_ok());
        }

        #[test]
        fn an_appended_paragraph_keeps_every_line(raw in any_note(), name in subject()) {
            let edit = NoteEdit::Append { on: on(name), text: "new".to_owned() };
            let Ok(after) = apply(&edit, Some(&raw)) else { return Ok(()) };
            let lines = |text: &str| -> Vec<String> {
                let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim_end);
                lines.filter(|line| !line.is_empty() && !line.contains("## @")).map(str::to_owned).collect()
            };
            let mut left = lines(&after).into_iter();
            for line in lines(&raw) {
                prop_assert!(left.any(|new| new == line), "{line:?} is not in {after:?}");
            }
            prop_assert!(said(&after)[name].ends_with("new"));
        }

        #[test]
        fn many_edits_do_what_a_map_would(edits in prop::collection::vec((subject(), "[a-z]{0,3}"), 1..12)) {
            let mut raw = String::new();
            let mut model: BTreeMap<&str, String> = said("");
            for (name, text) in edits {
                raw = set(name, &model[name], &text, &raw).unwrap();
                model.insert(name, text);
                prop_assert_eq!(&said(&raw), &model);
            }
        }
    }
}
