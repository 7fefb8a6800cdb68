//! The catalog's text, made ready for searching once.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::fold::{Form, mask};
use super::told::Told;
use super::word::{Scope, Word};
use crate::catalog::{Catalog, CategoryId, Entry, VendorId};

/// What searches of a catalog have in common. It is made when the first of them asks, or somebody has time for it:
/// most starts show a tree before anybody searches.
#[derive(Debug)]
pub struct Index {
    catalog: Arc<Catalog>,
    texts: OnceLock<Texts>,
    told: OnceLock<Told>,
}

impl Index {
    /// The index of a catalog; another catalog has another one.
    #[must_use]
    pub fn new(catalog: &Arc<Catalog>) -> Self {
        Self { catalog: Arc::clone(catalog), texts: OnceLock::new(), told: OnceLock::new() }
    }

    /// Its text, made ready for searching.
    pub fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| Texts::of(&self.catalog))
    }

    /// How much its entries tell.
    pub(super) fn told(&self) -> &Told {
        self.told.get_or_init(|| Told::by(&self.catalog.entries))
    }
}

/// Names in all their forms and summaries in one text.
#[derive(Debug, Default)]
pub struct Texts {
    text: String,
    names: Vec<Name>,
    /// By the number of the name.
    accented: BTreeMap<usize, Accented>,
    /// For each entry where its names begin, and one more.
    starts: Vec<u32>,
    masks: Vec<u64>,
    /// Every summary in the plain form, one after the other.
    summaries: String,
    /// Where each summary ends.
    ends: Vec<u32>,
    /// The place of each entry's vendor in the catalog: a search must not reach for entries, which lie far
    /// apart.
    vendors: Vec<Option<u32>>,
    /// The places of the entries' categories, one entry after the other.
    categories: Vec<u32>,
    /// For each entry where its categories begin, and one more.
    category_starts: Vec<u32>,
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
}

/// The further forms of a name that has accents; most have none.
#[derive(Clone, Copy, Debug)]
struct Accented {
    accents: Piece,
    both: Piece,
}

/// A place that is kept in half the room: a catalog has no 4 billion of anything.
fn short(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// No name holds it, so no word is found over a border.
const BORDER: char = '\0';

impl Texts {
    fn of(catalog: &Catalog) -> Self {
        let mut texts = Self::with_room(&catalog.entries);
        let vendors: BTreeMap<&VendorId, u32> = catalog.vendors.iter().map(|vendor| &vendor.id).zip(0..).collect();
        let categories: BTreeMap<&CategoryId, u32> =
            catalog.categories.iter().map(|category| &category.id).zip(0..).collect();
        for entry in &catalog.entries {
            texts.add(entry);
            texts.vendors.push(entry.vendor.as_ref().and_then(|id| vendors.get(id).copied()));
            texts.category_starts.push(short(texts.categories.len()));
            texts.categories.extend(entry.categories.iter().filter_map(|id| categories.get(id)));
        }
        texts.starts.push(short(texts.names.len()));
        texts.category_starts.push(short(texts.categories.len()));
        texts
    }

    /// Room for about as much as the entries need: texts that grow leave holes of their former sizes behind.
    fn with_room(entries: &[Entry]) -> Self {
        let sum = |size: fn(&Entry) -> usize| entries.iter().map(size).sum();
        Self {
            text: String::with_capacity(sum(|entry| {
                entry.id.as_str().len() + entry.names().map(|name| 2 * name.len()).sum::<usize>()
            })),
            names: Vec::with_capacity(sum(|entry| 1 + entry.names().count())),
            accented: BTreeMap::new(),
            starts: Vec::with_capacity(entries.len() + 1),
            masks: Vec::with_capacity(entries.len()),
            summaries: String::with_capacity(sum(|entry| entry.summary.len() + 1)),
            ends: Vec::with_capacity(entries.len()),
            vendors: Vec::with_capacity(entries.len()),
            categories: Vec::with_capacity(sum(|entry| entry.categories.len())),
            category_starts: Vec::with_capacity(entries.len() + 1),
        }
    }

    fn add(&mut self, entry: &Entry) {
        self.starts.push(short(self.names.len()));
        self.add_name(NameKind::Name, &entry.name);
        entry.short_names.iter().for_each(|name| self.add_name(NameKind::Short, name));
        self.add_name(NameKind::Id, entry.id.as_str());
        entry.former_names.iter().for_each(|former| self.add_name(NameKind::Former, &former.name));
        self.masks.push(
            self.names_of(self.masks.len(), Scope::Names).fold(0, |all, name| all | mask(self.piece(name.name.plain))),
        );
        self.summaries.push_str(&Form::PLAIN.apply(&entry.summary));
        self.summaries.push(BORDER);
        self.ends.push(short(self.summaries.len()));
    }

    fn add_name(&mut self, kind: NameKind, name: &str) {
        let name = name.trim();
        let capitals = Form { capitals: true, accents: false };
        let accents = Form { capitals: false, accents: true };
        let both = Form { capitals: true, accents: true };
        let plain = self.add_piece(&Form::PLAIN.apply(name), None);
        let capitals = self.add_piece(&capitals.apply(name), Some(plain));
        if !name.is_ascii() {
            let accents = self.add_piece(&accents.apply(name), Some(plain));
            let both = self.add_piece(&both.apply(name), Some(capitals));
            self.accented.insert(self.names.len(), Accented { accents, both });
        }
        self.names.push(Name { kind, plain, capitals });
    }

    fn add_piece(&mut self, text: &str, same: Option<Piece>) -> Piece {
        if let Some(same) = same.filter(|piece| self.piece(*piece) == text) {
            return same;
        }
        let start = self.text.len();
        self.text.push_str(text);
        Piece { start: short(start), end: short(self.text.len()) }
    }

    fn piece(&self, piece: Piece) -> &str {
        self.text.get(piece.start as usize..piece.end as usize).unwrap_or_default()
    }

    /// The letters that the names of an entry have.
    pub(super) fn mask(&self, entry: usize) -> u64 {
        self.masks.get(entry).copied().unwrap_or_default()
    }

    pub(super) fn names_of(&self, entry: usize, scope: Scope) -> impl Iterator<Item = Indexed<'_>> {
        let start = self.starts.get(entry).map_or(0, |start| *start as usize);
        let end = self.starts.get(entry + 1).map_or(self.names.len(), |end| *end as usize);
        let names = self.names.get(start..end).unwrap_or_default();
        let all = scope != Scope::Called;
        let in_scope = move |name: &Name| all || matches!(name.kind, NameKind::Name | NameKind::Former);
        let named = (start..).zip(names).filter(move |(_, name)| in_scope(name));
        named.map(|(number, name)| Indexed { texts: self, number, name })
    }

    /// The place of an entry's vendor in the catalog.
    pub(super) fn vendor(&self, entry: usize) -> Option<usize> {
        self.vendors.get(entry).copied().flatten().map(|vendor| vendor as usize)
    }

    /// The places of an entry's categories in the catalog.
    pub(super) fn categories(&self, entry: usize) -> impl Iterator<Item = usize> {
        let at = |entry: usize| self.category_starts.get(entry).map_or(0, |start| *start as usize);
        self.categories.get(at(entry)..at(entry + 1)).into_iter().flatten().map(|category| *category as usize)
    }

    /// An entry's summary in the plain form.
    pub(super) fn summary(&self, entry: usize) -> &str {
        let end = |entry: usize| self.ends.get(entry).map_or(0, |end| *end as usize);
        let start = entry.checked_sub(1).map_or(0, end);
        self.summaries.get(start..end(entry)).unwrap_or_default()
    }

    /// For each entry whether its summary holds a word of the plain form. All summaries are searched as one
    /// text; what is left of a summary after a hit is passed over.
    pub(super) fn summaries_with(&self, word: &Word) -> Vec<bool> {
        let mut found = vec![false; self.ends.len()];
        let (mut from, mut entry) = (0, 0);
        while let Some(place) = self.summaries.get(from..).and_then(|rest| word.place_in(rest)) {
            let rest = self.ends.get(entry..).unwrap_or_default();
            entry += rest.partition_point(|end| *end as usize <= from + place);
            let Some((found, end)) = found.get_mut(entry).zip(self.ends.get(entry)) else { break };
            *found = true;
            from = *end as usize;
        }
        found
    }
}

/// A name of an entry.
#[derive(Clone, Copy)]
pub(super) struct Indexed<'i> {
    texts: &'i Texts,
    number: usize,
    name: &'i Name,
}

impl<'i> Indexed<'i> {
    pub(super) fn kind(self) -> NameKind {
        self.name.kind
    }

    pub(super) fn text(self, form: Form) -> &'i str {
        let accented = if form.accents { self.texts.accented.get(&self.number) } else { None };
        self.texts.piece(match (accented, form.capitals) {
            (None, false) => self.name.plain,
            (None, true) => self.name.capitals,
            (Some(accented), false) => accented.accents,
            (Some(accented), true) => accented.both,
        })
    }
}
