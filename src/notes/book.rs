//! All notes of a workspace.

use crate::catalog::{CriterionId, EntryId};
use crate::notes::Note;

/// The notes, by entry and author.
#[derive(Clone, Debug, Default)]
pub struct Book {
    notes: Vec<Note>,
}

impl Book {
    /// A book of these notes.
    #[must_use]
    pub fn new(mut notes: Vec<Note>) -> Self {
        notes.sort_by(|a, b| (&a.entry, &a.author).cmp(&(&b.entry, &b.author)));
        Self { notes }
    }

    /// Every note, by entry and author.
    #[must_use]
    pub fn all(&self) -> &[Note] {
        &self.notes
    }

    /// The notes on an entry, by author.
    pub fn on_entry<'a>(&'a self, entry: &'a EntryId) -> impl Iterator<Item = &'a Note> {
        self.notes.iter().filter(move |note| note.entry == *entry)
    }

    /// Whether anybody wrote on the entry or one of its facts.
    #[must_use]
    pub fn has_entry(&self, entry: &EntryId) -> bool {
        self.on_entry(entry).next().is_some()
    }

    /// Whether anybody wrote on that fact.
    #[must_use]
    pub fn has_fact(&self, entry: &EntryId, criterion: &CriterionId) -> bool {
        self.on_entry(entry).any(|note| note.on_facts.contains_key(criterion))
    }

    /// Puts a note in the place of an older one by the same author on the same entry.
    pub fn put(&mut self, note: Note) {
        self.remove(&note);
        self.notes.push(note);
        self.notes.sort_by(|a, b| (&a.entry, &a.author).cmp(&(&b.entry, &b.author)));
    }

    fn remove(&mut self, note: &Note) {
        self.notes.retain(|old| old.entry != note.entry || old.author.slug() != note.author.slug());
    }
}
