//! One author's note on one entry.

use std::collections::BTreeMap;

use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use super::Author;
use super::layout::{Layout, at};
use crate::base::merge::{conflict_lines, conflict_words};
use crate::base::text::SafeText;
use crate::catalog::{CriterionId, EntryId};

/// A note as it is shown. The raw file stays on disk; this is its safe reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// On which entry.
    pub entry: EntryId,
    /// Whose.
    pub author: Author,
    /// Title of the catalog it was written for, if the file names one.
    pub catalog: Option<SafeText>,
    /// The raw text of the part on the entry as a whole, without outer blank lines.
    pub body: String,
    /// The raw text of the parts on single facts; a part without text is none.
    pub on_facts: BTreeMap<CriterionId, String>,
    /// Why it can be read but not edited here (conflict markers, text that a terminal must not see).
    pub read_only: Option<SafeText>,
}

impl Note {
    /// Most bytes that a note's file may have.
    pub const LIMIT: usize = 1 << 20;

    /// The note that a file's text holds. Any text is a note.
    #[must_use]
    pub fn parse(entry: EntryId, author: Author, raw: &str) -> Self {
        let layout = Layout::of(raw);
        let on_facts = layout.parts.iter().filter_map(|part| part.on.clone());
        let on_facts = on_facts.map(|on| (on.clone(), layout.text(raw, Some(&on))));
        Self {
            entry,
            author,
            catalog: catalog(at(raw, &layout.front)),
            body: layout.text(raw, None),
            on_facts: on_facts.filter(|(_, text)| !text.is_empty()).collect(),
            read_only: read_only(raw),
        }
    }

    /// The raw text on a criterion, or on the entry as a whole: what an editor begins with.
    #[must_use]
    pub fn raw(&self, on: Option<&CriterionId>) -> &str {
        match on {
            None => &self.body,
            Some(on) => self.on_facts.get(on).map_or("", String::as_str),
        }
    }

    /// The text on a criterion, or on the entry as a whole, as screens and exports may show it.
    #[must_use]
    pub fn text(&self, on: Option<&CriterionId>) -> SafeText {
        SafeText::block(self.raw(on))
    }

    /// The note as if nothing stood in it but what is said on one criterion; nothing where that is nothing.
    #[must_use]
    pub fn only(&self, on: &CriterionId) -> Option<Self> {
        let text = self.on_facts.get(on)?.clone();
        Some(Self { body: String::new(), on_facts: BTreeMap::from([(on.clone(), text)]), ..self.clone() })
    }

    /// What the note is about, part by part: the entry first, then criteria by id. No part is empty.
    pub fn subjects(&self) -> impl Iterator<Item = Option<&CriterionId>> {
        let body = (!self.body.is_empty()).then_some(None);
        body.into_iter().chain(self.on_facts.keys().map(Some))
    }

    /// Whether nothing is written in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.body.is_empty() && self.on_facts.is_empty()
    }
}

/// As it stands in JSON: `{"entry", "author", "text", "on": {criterion: text}}`.
impl Serialize for Note {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let on: BTreeMap<&CriterionId, SafeText> =
            self.on_facts.keys().map(|criterion| (criterion, self.text(Some(criterion)))).collect();
        let mut note = serializer.serialize_struct("Note", 4)?;
        note.serialize_field("entry", &self.entry)?;
        note.serialize_field("author", &self.author)?;
        note.serialize_field("text", &self.text(None))?;
        note.serialize_field("on", &on)?;
        note.end()
    }
}

/// The catalog that front matter names; front matter that is no YAML names none.
fn catalog(front: &str) -> Option<SafeText> {
    #[derive(Deserialize)]
    struct Front {
        catalog: Option<String>,
    }
    let text = front.trim_start_matches('\u{feff}').trim_end().trim_end_matches(['-', '.']);
    let front: Front = serde_yaml::from_str(text).ok()?;
    front.catalog.map(|title| SafeText::line(&title))
}

fn read_only(raw: &str) -> Option<SafeText> {
    if let Some(lines) = conflict_lines(raw) {
        return Some(SafeText::line(&conflict_words(&lines)));
    }
    let line = raw.trim_start_matches('\u{feff}').lines().position(|line| !shows_as_it_is(line))? + 1;
    Some(SafeText::line(&format!("line {line} has characters that are not sent to a terminal; edit it in your editor")))
}

/// Whether the screen shows the line as it is, but for tabs.
fn shows_as_it_is(line: &str) -> bool {
    *SafeText::block(line) == line.replace('\t', "    ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(raw: &str) -> Note {
        Note::parse("gke".parse().unwrap(), Author::new("Ann"), raw)
    }

    #[test]
    fn a_note_has_a_body_and_parts_on_facts() {
        let note = note(
            "\u{feff}---\r\nentry: gke\r\ncatalog: \"A: b\"\r\nmine: 1\r\n---\r\n\r\nOne\r\ntwo\r\n\r\n## @sla\r\n\r\nnines\r\n## @max_nodes\r\n",
        );
        assert_eq!(note.catalog.as_deref(), Some("A: b"));
        assert_eq!(note.body, "One\ntwo");
        assert_eq!(note.subjects().map(|on| on.map(CriterionId::as_str)).collect::<Vec<_>>(), [None, Some("sla")]);
        assert_eq!(note.raw(Some(&"sla".parse().unwrap())), "nines");
        assert_eq!(note.read_only, None);
    }

    #[test]
    fn two_parts_on_one_fact_are_read_as_one() {
        assert_eq!(note("## @sla\na\n## @max_nodes\nb\n## @sla\nc").raw(Some(&"sla".parse().unwrap())), "a\n\nc");
    }

    #[test]
    fn odd_front_matter_spoils_no_note() {
        let note = note("---\n: [\n---\nBody");
        assert_eq!((note.catalog, note.body.as_str()), (None, "Body"));
        assert_eq!(catalog("---\n- a\n---\n"), None);
        assert_eq!(catalog(""), None);
    }

    #[test]
    fn a_note_with_a_conflict_is_read_only_and_says_where() {
        let why = note("a\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n").read_only.unwrap();
        assert!(why.starts_with("lines 2 to 6 hold an unsolved merge conflict"), "{why}");
    }

    #[test]
    fn a_note_with_hidden_characters_is_read_only_and_shown_safely() {
        let note = note("fine\nb\u{1b}[31m");
        assert!(note.read_only.as_ref().unwrap().starts_with("line 2 "), "{:?}", note.read_only);
        assert_eq!(note.raw(None), "fine\nb\u{1b}[31m");
        assert_eq!(note.text(None).as_str(), "fine\nb␛[31m");
        assert!(!serde_json::to_string(&note).unwrap().contains("u001b"));
    }

    #[test]
    fn tabs_and_line_ends_do_not_make_a_note_read_only() {
        assert_eq!(note("a\tb\r\n👩\u{200d}💻\r\n").read_only, None);
    }
}
