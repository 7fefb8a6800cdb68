//! The entries that a word may name: by their names, and by what else they are or were called.
//!
//! Every key looks at the names of all that the rest of the query finds, so that catalogs of more than
//! [`AT_ONCE`](super::AT_ONCE) entries offer no names: there the hits below the filter bar have to do.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::Context;
use super::complete::Candidate;
use super::field::NAME;
use super::index::{NameKind, Texts};
use super::lex::{Op, quoted};
use super::word::{Fit, Scope, Shape, Word};
use crate::catalog::Entry;

/// So many names are worth counting at a key.
const MOST: usize = 20;

/// An entry, and the name by which the word found it.
struct Named {
    fit: Fit,
    kind: NameKind,
    place: usize,
}

/// The names that hold the word, each as a condition that finds just the entries called so, with how many these
/// are among those that were `found`; each with its rank among other candidates.
pub(super) fn fitting(typed: &str, op: Op, found: &BTreeSet<usize>, context: &Context<'_>) -> Vec<(u8, Candidate)> {
    let word = Word::new(typed, Shape::Exact, Scope::Names);
    let texts = context.index.texts();
    let mut named: Vec<Named> = found.iter().filter_map(|place| best(&word, *place, texts)).collect();
    named.sort_unstable_by_key(|named| (Reverse((named.fit, named.kind)), named.place));
    // Whoever bears a name that holds the word is among those that were just found by it.
    let bearers: Vec<usize> = named.iter().map(|named| named.place).collect();
    let mut seen = BTreeSet::new();
    let entries = named.iter().filter_map(|named| Some((named, context.catalog.entries.get(named.place)?)));
    let first = entries.filter(|(_, entry)| seen.insert(&entry.name)).take(MOST);
    first
        .map(|(named, entry)| {
            let text = format!("{NAME}{}{}", op.sign(), quoted(&entry.name));
            let about = about(&word, named.kind, entry, context);
            let count = match named.kind {
                NameKind::Name => count(entry, bearers.iter(), texts),
                _ => count(entry, found.iter(), texts),
            };
            (rank(named.fit), Candidate { text, about, count: Some(count) })
        })
        .collect()
}

/// The name of an entry that the word fits best; its id is no name here.
fn best(word: &Word, place: usize, texts: &Texts) -> Option<Named> {
    if word.mask & !texts.mask(place) != 0 {
        return None;
    }
    let names = texts.names_of(place, word.scope).filter(|name| name.kind() != NameKind::Id);
    let fits = names.filter_map(|name| Some((word.fit(name.text(word.form))?, name.kind())));
    fits.max().map(|(fit, kind)| Named { fit, kind, place })
}

/// As fields are ranked: what begins with the word, then what has a word that does, then the rest.
fn rank(fit: Fit) -> u8 {
    match fit {
        Fit::Whole | Fit::Start => 0,
        Fit::WordStart => 1,
        Fit::Inside | Fit::Scattered => 3,
    }
}

/// How many of some entries are, or were, called as this one.
fn count<'p>(entry: &Entry, places: impl Iterator<Item = &'p usize>, texts: &Texts) -> usize {
    let whole = Word::new(&entry.name, Shape::Whole, Scope::Called);
    let is_called = |place: &&usize| {
        whole.mask & !texts.mask(**place) == 0
            && texts.names_of(**place, whole.scope).any(|name| whole.fit(name.text(whole.form)).is_some())
    };
    places.filter(is_called).count()
}

/// The other name by which it was found, else who makes it.
fn about(word: &Word, kind: NameKind, entry: &Entry, context: &Context<'_>) -> String {
    let fits = |name: &str| word.fit(&word.form.apply(name)).is_some();
    let other = match kind {
        NameKind::Short => entry.short_names.iter().find(|name| fits(name)).map(ToString::to_string),
        NameKind::Former => {
            entry.former_names.iter().find(|former| fits(&former.name)).map(|former| format!("was {}", former.name))
        }
        NameKind::Name | NameKind::Id => entry
            .vendor
            .as_ref()
            .and_then(|id| context.catalog.vendor(id))
            .map(|vendor| vendor.short_name().to_string()),
    };
    other.unwrap_or_default()
}
