//! What can be said only once everything is read: which entries there are, and what leads where.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::suggest;
use crate::base::text::SafeText;
use crate::catalog::check::reading;
use crate::catalog::read::CategoryPlaces;
use crate::catalog::{Catalog, Category, CategoryId, Entry, EntryId, Relation, RelationId};

/// Entries with different ids, whose relations lead to one another.
pub(super) fn entries(read: Vec<Entry>, said: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let mut entries = without_duplicates(read, said);
    let ids: BTreeSet<EntryId> = entries.iter().map(|entry| entry.id.clone()).collect();
    for entry in &mut entries {
        let mut seen = BTreeSet::new();
        let from = (&entry.id, &entry.place.file);
        entry.details.edit(|details| {
            let relations = std::mem::take(&mut details.relations).into_iter();
            details.relations = relations.filter(|edge| leads_on(from, edge, &ids, &mut seen, said)).collect();
        });
    }
    entries
}

fn without_duplicates(read: Vec<Entry>, said: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let mut first: BTreeMap<EntryId, Place> = BTreeMap::new();
    let mut entries = Vec::with_capacity(read.len());
    for entry in read {
        if let Some(place) = first.get(&entry.id) {
            let message = format!("the id {} is taken already", entry.id);
            let hint = format!("the first stands in {}, line {}; give this one another id", place.file, place.line);
            said.push(reading::DUPLICATE_ID.broken(&entry.place, &message).hint(hint));
            continue;
        }
        first.insert(entry.id.clone(), entry.place.clone());
        entries.push(entry);
    }
    entries
}

/// Whether the edge leads to another entry, and for the first time.
fn leads_on(
    (from, file): (&EntryId, &SafeText),
    edge: &Relation,
    ids: &BTreeSet<EntryId>,
    seen: &mut BTreeSet<(RelationId, EntryId)>,
    said: &mut Vec<Diagnostic>,
) -> bool {
    if edge.to == *from {
        let message = format!("{from} has a relation to itself");
        said.push(reading::SELF_RELATION.broken(&edge.mark.within(file), &message).hint("name another entry"));
        return false;
    }
    if !ids.contains(&edge.to) {
        let hint = suggest::hint(edge.to.as_str(), ids.iter().map(EntryId::as_str));
        said.push(
            reading::UNKNOWN_ENTRY
                .broken(&edge.mark.within(file), &format!("there is no entry `{}`", edge.to))
                .hint(hint),
        );
        return false;
    }
    let is_new = seen.insert((edge.kind.clone(), edge.to.clone()));
    if !is_new {
        let message = format!("the relation {} to {} stands here a second time", edge.kind, edge.to);
        said.push(reading::REPEATED.broken(&edge.mark.within(file), &message).hint("take one of them out"));
    }
    is_new
}

/// Gives entries without a known category a place in the tree.
pub(super) fn uncategorised(catalog: &mut Catalog, entries: &mut [Entry]) {
    let Ok(id) = "uncategorised".parse::<CategoryId>() else { return };
    let lost: Vec<&mut Entry> = entries.iter_mut().filter(|entry| entry.categories.is_empty()).collect();
    if lost.is_empty() {
        return;
    }
    for entry in lost {
        entry.categories = [id.clone()].into();
    }
    if catalog.category(&id).is_none() {
        let name = SafeText::line("Uncategorised");
        let guide = SafeText::line("Entries that name no category of this catalog.");
        catalog.categories.push(Category { id, name, guide, parent: None });
    }
}

/// Says which categories hold nothing, not even further down. Where something was not read, nobody knows.
pub(super) fn empty_categories(
    catalog: &Catalog,
    entries: &[Entry],
    places: &CategoryPlaces,
    said: &mut Vec<Diagnostic>,
) {
    if entries.is_empty() || said.iter().any(|found| reading::ends_file(found.code)) {
        return;
    }
    let mut used: BTreeSet<&CategoryId> = entries.iter().flat_map(|entry| &entry.categories).collect();
    // Children stand after their parents: from the end, each passes on that it is used.
    for category in catalog.categories.iter().rev() {
        if let Some(parent) = category.parent.as_ref().filter(|_| used.contains(&category.id)) {
            used.insert(parent);
        }
    }
    for category in catalog.categories.iter().filter(|category| !used.contains(&category.id)) {
        let Some(place) = places.get(&category.id) else { continue };
        let message = format!("no entry stands in {}", category.name);
        said.push(reading::EMPTY_CATEGORY.broken(place, &message).hint("add an entry, or take the category out"));
    }
}
