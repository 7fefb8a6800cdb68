//! A search as data: what it needs to be run beside the screen, and dropped when another one overtakes it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Context, Found, Index, Look, Query};
use crate::base::date::Day;
use crate::catalog::{Catalog, EntryId};

/// A query and everything about the reader that it may ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// A later search has a greater number.
    pub generation: u64,
    /// The query.
    pub text: String,
    /// Where to look: the hits of a search that this one narrows.
    pub among: Option<Vec<usize>>,
    /// The entries with a note.
    pub noted: BTreeSet<EntryId>,
    /// The entries on the shortlist.
    pub shortlist: BTreeSet<EntryId>,
    /// The day for staleness.
    pub today: Day,
}

impl Search {
    /// What a query may look at in this search.
    #[must_use]
    pub fn context<'c>(&'c self, catalog: &'c Catalog, index: &'c Index) -> Context<'c> {
        Context { catalog, index, noted: &self.noted, shortlist: &self.shortlist, today: self.today }
    }

    /// What is found; nothing where the text is no sound query, or `goes_on` said no before the end.
    pub fn run_while(&self, catalog: &Catalog, index: &Index, goes_on: impl Fn() -> bool + Sync) -> Option<Found> {
        self.run_by(catalog, index, goes_on, |look, all| look(all))
    }

    /// The same, with the places looked through as [`Query::run_by`] says.
    pub fn run_by(
        &self,
        catalog: &Catalog,
        index: &Index,
        goes_on: impl Fn() -> bool + Sync,
        look_by: impl FnOnce(&Look<'_>, Range<usize>) -> Option<Found>,
    ) -> Option<Found> {
        let query = Query::parse(&self.text, catalog).ok()?;
        query.run_by(&self.context(catalog, index), self.among.as_deref(), goes_on, look_by)
    }
}
