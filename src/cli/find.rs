//! Finding entries with a query, for every command that takes one.

use std::collections::BTreeSet;

use super::{Failure, Status};
use crate::catalog::{Entry, EntryId};
use crate::query::{Context, Index, Query};
use crate::world::World;

/// What a query found.
pub struct Matches<'w> {
    /// The best first.
    pub hits: Vec<&'w Entry>,
    /// Those that a missing fact leaves undecided, by name.
    pub undecided: Vec<&'w Entry>,
}

/// The entries that a query finds.
///
/// # Errors
/// The query means nothing; every wrong part is named.
pub fn find<'w>(world: &'w World, text: &str) -> Result<Matches<'w>, Failure> {
    let query = Query::parse(text, &world.catalog).map_err(|flaws| {
        let reports: Vec<String> = flaws.iter().map(|flaw| flaw.report(text)).collect();
        Failure::new(Status::Usage, reports.join("\n"))
    })?;
    let shortlist: BTreeSet<EntryId> =
        world.decision.shortlist.iter().map(|candidate| candidate.entry.clone()).collect();
    let found = query.run(&Context {
        catalog: &world.catalog,
        index: &Index::new(&world.catalog),
        noted: &world.notes.entries(),
        shortlist: &shortlist,
        today: world.today,
    });
    let entry = |number: usize| world.catalog.entries.get(number);
    Ok(Matches {
        hits: found.hits.iter().filter_map(|hit| entry(hit.entry)).collect(),
        undecided: found.unknown.into_iter().filter_map(entry).collect(),
    })
}

/// What is said of entries that a query leaves undecided.
#[must_use]
pub fn undecided_words(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 entry is undecided, because a fact is unknown".to_owned()),
        count => Some(format!("{count} entries are undecided, because a fact is unknown")),
    }
}
