//! What became of things: every tombstone says when, and what came after.

use std::collections::BTreeSet;

use super::{Check, Finding, Look};
use crate::catalog::{Catalog, Entry, Relation, RelationGroup, Status};

pub(super) static RETIRED_WITHOUT_END: Check =
    Check::warning("retired-without-end", "A retired entry says when it ended, as precisely as is known.")
        .by(retired_without_end);

pub(super) static RETIRED_WITHOUT_SUCCESSOR: Check = Check::warning(
    "retired-without-successor",
    "A retired entry says what came after it, in a relation of succession. Where nothing did, it says so under `allow`.",
)
.by(retired_without_successor);

pub(super) static ENDED_BUT_ALIVE: Check = Check::warning(
    "ended-but-alive",
    "Only what is retired has ended. Of what will end, an event says when that was announced.",
)
.by(ended_but_alive);

pub(super) static SUCCEEDED_BUT_ACTIVE: Check = Check::warning(
    "succeeded-but-active",
    "What has been renamed or succeeded is no longer active: the other end of the relation is.",
)
.by(succeeded_but_active);

pub(super) static SUCCESSION_CYCLE: Check = Check::error(
    "succession-cycle",
    "Whoever follows what became of a thing arrives somewhere, and not at the same thing again.",
)
.by(succession_cycles);

pub(super) static RENAMED_ONE_SIDED: Check = Check::warning(
    "renamed-one-sided",
    "What another entry was renamed to names that entry among its former names, so that a search for the old name finds it.",
)
.by(renamed_one_sided);

/// The relation of the format that keeps a thing and changes its name.
const RENAMED: &str = "renamed_to";

fn successions<'a>(catalog: &'a Catalog, entry: &'a Entry) -> impl Iterator<Item = &'a Relation> {
    entry.details.relations.iter().filter(|relation| {
        catalog.relation_kind(&relation.kind).is_some_and(|kind| kind.group == RelationGroup::Succession)
    })
}

fn retired_without_end<'a>(look: &Look<'a>) -> Vec<Finding<'a>> {
    let retired = look.entries().filter(|entry| entry.status == Status::Retired && entry.ended.is_none());
    let hint = "add `ended:` with a year, a month or a day";
    retired
        .map(|entry| Finding::on(entry, format!("{} is retired, and nothing says since when", entry.name), hint))
        .collect()
}

fn retired_without_successor<'a>(look: &Look<'a>) -> Vec<Finding<'a>> {
    let retired = look.entries().filter(|entry| entry.status == Status::Retired);
    let hint = "add a relation such as succeeded_by, or say why there is none: allow: [{code: retired-without-successor, why: …}]";
    retired
        .filter(|entry| successions(look.catalog, entry).next().is_none())
        .map(|entry| {
            Finding::on(entry, format!("{} is retired, and nothing says what came after it", entry.name), hint)
        })
        .collect()
}

fn ended_but_alive<'a>(look: &Look<'a>) -> Vec<Finding<'a>> {
    let ended = look.entries().filter(|entry| entry.status != Status::Retired && entry.ended.is_some());
    let message = |entry: &Entry| format!("{} has an end, and its status is {}", entry.name, entry.status.word());
    ended.map(|entry| Finding::on(entry, message(entry), "set `status: retired`, or take `ended` out")).collect()
}

fn succeeded_but_active<'a>(look: &Look<'a>) -> Vec<Finding<'a>> {
    let active = look.entries().filter(|entry| entry.status == Status::Active);
    let edges = active.flat_map(|entry| successions(look.catalog, entry).map(move |relation| (entry, relation)));
    edges
        .map(|(entry, relation)| {
            let message = format!("{} is active, and {} took its place", entry.name, relation.to);
            Finding::on(entry, message, "set another status, or another kind of relation").at(relation.mark)
        })
        .collect()
}

fn succession_cycles<'a>(look: &Look<'a>) -> Vec<Finding<'a>> {
    let edges = look.entries().flat_map(|entry| successions(look.catalog, entry).map(move |edge| (entry, edge)));
    edges
        .filter(|(entry, edge)| leads_to(look.catalog, edge, entry))
        .map(|(entry, edge)| {
            let message = format!("what became of {} leads back to it, by way of {}", entry.name, edge.to);
            Finding::on(entry, message, "take one of the relations out").at(edge.mark)
        })
        .collect()
}

/// Whether succession leads from the edge's end to the entry, over any number of steps.
fn leads_to(catalog: &Catalog, edge: &Relation, wanted: &Entry) -> bool {
    let mut open = vec![&edge.to];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if *id == wanted.id {
            return true;
        }
        if let Some(entry) = catalog.entry(id).filter(|_| seen.insert(id)) {
            open.extend(successions(catalog, entry).map(|relation| &relation.to));
        }
    }
    false
}

fn renamed_one_sided<'a>(look: &Look<'a>) -> Vec<Finding<'a>> {
    let edges = look.entries().flat_map(|entry| entry.details.relations.iter().map(move |relation| (entry, relation)));
    edges
        .filter(|(_, relation)| relation.kind.as_str() == RENAMED)
        .filter_map(|(entry, relation)| Some((entry, relation, look.catalog.entry(&relation.to)?)))
        .filter(|(entry, _, now)| !now.former_names.iter().any(|former| same(&former.name, &entry.name)))
        .map(|(entry, relation, now)| {
            let message = format!("{} was renamed to {}, which does not know that name", entry.name, now.name);
            Finding::on(entry, message, "add the old name to the `former_names` of the other entry").at(relation.mark)
        })
        .collect()
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}
