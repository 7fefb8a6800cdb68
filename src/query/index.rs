//! The catalog's text, made ready for searching once.

use super::fold::{Form, mask};
use super::word::Scope;
use crate::catalog::{Catalog, Entry};

/// Names in all their forms and summaries in one text. It must be made anew when the catalog changes.
#[derive(Clone, Debug, Default)]
pub struct Index {
    text: String,
    names: Vec<Name>,
    /// For each entry where its names begin, and one more.
    starts: Vec<usize>,
    masks: Vec<u64>,
    /// Every summary in the plain form, one after the other.
    summaries: String,
    /// Where each summary ends.
    ends: Vec<usize>,
}

/// Which of an entry's names it is, the least telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameKind {
    Former,
    Id,
    Short,
    Name,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    start: u32,
    end: u32,
}

/// A name in the forms that words ask for; forms that are the same share their letters.
#[derive(Clone, Copy, Debug)]
struct Name {
    kind: NameKind,
    plain: Piece,
    capitals: Piece,
    accents: Piece,
    both: Piece,
}

/// No name holds it, so no word is found over a border.
const BORDER: char = '\0';

impl Index {
    /// The catalog made ready.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let mut index = Self::with_room(&catalog.entries);
        for entry in &catalog.entries {
            index.add(entry);
        }
        index.starts.push(index.names.len());
        index
    }

    /// Room for about as much as the entries need: texts that grow leave holes of their former sizes behind.
    fn with_room(entries: &[Entry]) -> Self {
        let sum = |size: fn(&Entry) -> usize| entries.iter().map(size).sum();
        Self {
            text: String::with_capacity(sum(|entry| {
                entry.id.as_str().len() + entry.names().map(|name| 2 * name.len()).sum::<usize>()
            })),
            names: Vec::with_capacity(sum(|entry| 1 + entry.names().count())),
            starts: Vec::with_capacity(entries.len() + 1),
            masks: Vec::with_capacity(entries.len()),
            summaries: String::with_capacity(sum(|entry| entry.summary.len() + 1)),
            ends: Vec::with_capacity(entries.len()),
        }
    }

    fn add(&mut self, entry: &Entry) {
        self.starts.push(self.names.len());
        self.add_name(NameKind::Name, &entry.name);
        entry.short_names.iter().for_each(|name| self.add_name(NameKind::Short, name));
        self.add_name(NameKind::Id, entry.id.as_str());
        entry.former_names.iter().for_each(|former| self.add_name(NameKind::Former, &former.name));
        self.masks.push(
            self.names_of(self.masks.len(), Scope::Names).fold(0, |all, name| all | mask(self.piece(name.name.plain))),
        );
        self.summaries.push_str(&Form::PLAIN.apply(&entry.summary));
        self.summaries.push(BORDER);
        self.ends.push(self.summaries.len());
    }

    fn add_name(&mut self, kind: NameKind, name: &str) {
        let name = name.trim();
        let capitals = Form { capitals: true, accents: false };
        let accents = Form { capitals: false, accents: true };
        let both = Form { capitals: true, accents: true };
        let plain = self.add_piece(&Form::PLAIN.apply(name), None);
        let capitals = self.add_piece(&capitals.apply(name), Some(plain));
        let (accents, both) = if name.is_ascii() {
            (plain, capitals)
        } else {
            (self.add_piece(&accents.apply(name), Some(plain)), self.add_piece(&both.apply(name), Some(capitals)))
        };
        self.names.push(Name { kind, plain, capitals, accents, both });
    }

    fn add_piece(&mut self, text: &str, same: Option<Piece>) -> Piece {
        if let Some(same) = same.filter(|piece| self.piece(*piece) == text) {
            return same;
        }
        let start = self.text.len();
        self.text.push_str(text);
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Piece { start: place(start), end: place(self.text.len()) }
    }

    fn piece(&self, piece: Piece) -> &str {
        self.text.get(piece.start as usize..piece.end as usize).unwrap_or_default()
    }

    /// The letters that the names of an entry have.
    pub(super) fn mask(&self, entry: usize) -> u64 {
        self.masks.get(entry).copied().unwrap_or_default()
    }

    pub(super) fn names_of(&self, entry: usize, scope: Scope) -> impl Iterator<Item = Indexed<'_>> {
        let start = self.starts.get(entry).copied().unwrap_or_default();
        let end = self.starts.get(entry + 1).copied().unwrap_or(self.names.len());
        let names = self.names.get(start..end).unwrap_or_default();
        let all = scope != Scope::Called;
        let in_scope = move |name: &&Name| all || matches!(name.kind, NameKind::Name | NameKind::Former);
        names.iter().filter(in_scope).map(|name| Indexed { index: self, name })
    }

    /// The entries whose summaries hold a word of the plain form, given where it stands in all summaries.
    pub(super) fn entries_at(&self, places: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut entries: Vec<usize> = Vec::new();
        let mut end = 0;
        for place in places {
            if place >= end {
                let entry = self.ends.partition_point(|end| *end <= place);
                end = self.ends.get(entry).copied().unwrap_or(usize::MAX);
                entries.push(entry);
            }
        }
        entries
    }

    /// All summaries in the plain form.
    pub(super) fn summaries(&self) -> &str {
        &self.summaries
    }
}

/// A name of an entry.
#[derive(Clone, Copy)]
pub(super) struct Indexed<'i> {
    index: &'i Index,
    name: &'i Name,
}

impl<'i> Indexed<'i> {
    pub(super) fn kind(self) -> NameKind {
        self.name.kind
    }

    pub(super) fn text(self, form: Form) -> &'i str {
        self.index.piece(match (form.capitals, form.accents) {
            (false, false) => self.name.plain,
            (true, false) => self.name.capitals,
            (false, true) => self.name.accents,
            (true, true) => self.name.both,
        })
    }
}
