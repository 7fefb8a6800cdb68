//! All notes of a workspace.

use std::collections::BTreeSet;

use crate::catalog::{CriterionId, EntryId};
use crate::notes::{Author, Note};

/// The notes that say something, by entry and author.
#[derive(Clone, Debug, Default)]
pub struct Book {
    notes: Vec<Note>,
}

impl Book {
    /// A book of these notes; the last of two by the same author on the same entry stays.
    #[must_use]
    pub fn new(notes: impl IntoIterator<Item = Note>) -> Self {
        let mut book = Self::default();
        for note in notes {
            book.put(note);
        }
        book
    }

    /// The entries that somebody noted something on.
    #[must_use]
    pub fn entries(&self) -> BTreeSet<EntryId> {
        self.all().iter().map(|note| note.entry.clone()).collect()
    }

    /// Every note, by entry and author.
    #[must_use]
    pub fn all(&self) -> &[Note] {
        &self.notes
    }

    /// The notes on an entry, by author.
    pub fn on_entry<'a>(&'a self, entry: &EntryId) -> impl Iterator<Item = &'a Note> + use<'a> {
        let first = self.notes.partition_point(|note| note.entry < *entry);
        let notes = self.notes.get(first..).unwrap_or_default();
        let count = notes.partition_point(|note| note.entry == *entry);
        notes.iter().take(count)
    }

    /// What one author wrote on an entry.
    #[must_use]
    pub fn by(&self, entry: &EntryId, author: &Author) -> Option<&Note> {
        self.on_entry(entry).find(|note| note.author == *author)
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

    /// Puts a note in the place of an older one by the same author on the same entry; an empty one takes
    /// the older one away.
    pub fn put(&mut self, note: Note) {
        let place = self.notes.binary_search_by(|old| (&old.entry, &old.author).cmp(&(&note.entry, &note.author)));
        match (place, note.is_empty()) {
            (Ok(old), true) => drop(self.notes.remove(old)),
            (Ok(old), false) => self.notes.splice(old..=old, [note]).for_each(drop),
            (Err(_), true) => {}
            (Err(new), false) => self.notes.insert(new, note),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(entry: &str, author: &str, raw: &str) -> Note {
        Note::parse(entry.parse().unwrap(), Author::new(author), raw)
    }

    fn texts(book: &Book, entry: &str) -> Vec<String> {
        book.on_entry(&entry.parse().unwrap()).map(|note| note.body.clone()).collect()
    }

    #[test]
    fn a_book_is_ordered_and_has_one_note_an_author() {
        let book = Book::new([
            note("gke", "Bob", "b"),
            note("ecs", "Ann", "e"),
            note("gke", "Ann", "a"),
            note("gke", "bob", "c"),
        ]);
        assert_eq!(texts(&book, "gke"), ["a", "c"]);
        assert_eq!(texts(&book, "ecs"), ["e"]);
        assert!(!book.has_entry(&"aks".parse().unwrap()));
    }

    #[test]
    fn an_emptied_note_leaves_the_book() {
        let mut book = Book::new([note("gke", "Ann", "## @sla\nx")]);
        assert!(book.has_fact(&"gke".parse().unwrap(), &"sla".parse().unwrap()));
        book.put(note("gke", "Ann", "---\nentry: gke\n---\n"));
        assert!(book.all().is_empty());
    }
}
