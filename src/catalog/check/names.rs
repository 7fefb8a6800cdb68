//! Names that two entries share, or nearly.

use std::collections::BTreeMap;

use super::{Check, Finding, Look};
use crate::catalog::{Catalog, Entry, FormerName, RelationGroup};

pub(super) static DUPLICATE_NAME: Check = Check::error(
    "duplicate-name",
    "Two entries do not have the same name: nobody could tell them apart, and neither could be opened by name.",
)
.by(duplicate_names);

pub(super) static NEAR_DUPLICATE_NAME: Check = Check::warning(
    "near-duplicate-name",
    "Two names differ in more than capitals, spaces and signs: otherwise both entries are likely to be the same thing.",
)
.by(near_duplicate_names);

pub(super) static FORMER_NAME_UNLINKED: Check = Check::warning(
    "former-name-unlinked",
    "Where one entry was once called what another is called today, or nearly, a relation of succession says how the two belong together.",
)
.by(former_names_unlinked);

pub(super) static FORMER_NAME_SHARED: Check = Check::warning(
    "former-name-shared",
    "A former name leads to one entry: where two were once called alike, a relation of succession between them says which of them to follow.",
)
.by(former_names_shared);

fn folded(name: &str) -> String {
    name.to_lowercase()
}

/// Letters and digits alone. Marks that make a name of their own (`C#`, `C++`) stay, and a name of nothing
/// but signs stays whole.
fn bare(name: &str) -> String {
    let marks = |c: &char| c.is_alphanumeric() || matches!(c, '+' | '#');
    let bare: String = name.chars().filter(marks).flat_map(char::to_lowercase).collect();
    if bare.is_empty() { folded(name) } else { bare }
}

/// The entries with those that come before them under the same key.
fn sharing<'a>(look: &Look<'a>, key: fn(&str) -> String) -> Vec<(&'a Entry, &'a Entry)> {
    let mut first_by_key = BTreeMap::new();
    let mut pairs = Vec::new();
    for entry in look.entries() {
        let first: &Entry = first_by_key.entry(key(&entry.name)).or_insert(entry);
        if first.id != entry.id {
            pairs.push((first, entry));
        }
    }
    pairs
}

fn duplicate_names<'a>(look: &Look<'a>) -> Vec<Finding<'a>> {
    let message =
        |first: &Entry, entry: &Entry| format!("{} is the name of {} and of {}", entry.name, first.id, entry.id);
    let hint = "name them apart, or make one entry of them";
    sharing(look, folded).into_iter().map(|(first, entry)| Finding::on(entry, message(first, entry), hint)).collect()
}

fn near_duplicate_names<'a>(look: &Look<'a>) -> Vec<Finding<'a>> {
    let hint = "make one entry of them, or name them apart";
    sharing(look, bare)
        .into_iter()
        .filter(|(first, entry)| folded(&first.name) != folded(&entry.name))
        .map(|(first, entry)| {
            Finding::on(entry, format!("{} is nearly the name of {}, {}", entry.name, first.id, first.name), hint)
        })
        .collect()
}

fn former_names_unlinked<'a>(look: &Look<'a>) -> Vec<Finding<'a>> {
    let named: BTreeMap<String, &Entry> = look.entries().map(|entry| (bare(&entry.name), entry)).collect();
    formers(look)
        .filter_map(|(now, former)| Some((now, former, *named.get(&bare(&former.name))?)))
        .filter(|(now, _, then)| now.id != then.id && !is_succession(look.catalog, then, now))
        .map(|(now, former, then)| {
            let message =
                format!("{} was once called {}, which is the name of {} today", now.name, former.name, then.id);
            Finding::on(now, message, "add a relation such as renamed_to to the other entry")
        })
        .collect()
}

fn former_names_shared<'a>(look: &Look<'a>) -> Vec<Finding<'a>> {
    let mut first_by_name: BTreeMap<String, &Entry> = BTreeMap::new();
    let mut found = Vec::new();
    for (entry, former) in formers(look) {
        let first = *first_by_name.entry(bare(&former.name)).or_insert(entry);
        let linked = is_succession(look.catalog, first, entry) || is_succession(look.catalog, entry, first);
        if first.id != entry.id && !linked {
            let message = format!("{} was once called {}, and so was {}", entry.name, former.name, first.name);
            found.push(Finding::on(entry, message, "add a relation such as succeeded_by between the two"));
        }
    }
    found
}

/// Every former name, and whose it was.
fn formers<'a>(look: &Look<'a>) -> impl Iterator<Item = (&'a Entry, &'a FormerName)> {
    look.entries().flat_map(|entry| entry.former_names.iter().map(move |former| (entry, former)))
}

fn is_succession(catalog: &Catalog, then: &Entry, now: &Entry) -> bool {
    then.details.relations.iter().filter(|relation| relation.to == now.id).any(|relation| {
        catalog.relation_kind(&relation.kind).is_some_and(|kind| kind.group == RelationGroup::Succession)
    })
}
