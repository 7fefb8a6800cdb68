//! What a report says, before it takes a form.

use std::collections::BTreeMap;

use crate::base::date::Date;
use crate::base::text::SafeText;
use crate::catalog::{Entry, EntryId};
use crate::compare::Matrix;
use crate::world::World;

/// The candidates in their order, with everything that is known of them.
#[derive(Debug)]
pub struct Report<'a> {
    /// Catalog, notes, decision.
    pub world: &'a World,
    /// The candidates, best first.
    pub entries: Vec<&'a Entry>,
    /// They side by side, only where they differ.
    pub differences: Matrix,
}

impl<'a> Report<'a> {
    /// A report on these entries.
    #[must_use]
    pub fn new(world: &'a World, entries: Vec<&'a Entry>) -> Self {
        let ids: Vec<EntryId> = entries.iter().map(|entry| entry.id.clone()).collect();
        let differences = Matrix::new(&world.catalog, &ids, None).differences();
        Self { world, entries, differences }
    }

    /// A report on the shortlist; candidates that the catalog does not know are left out.
    #[must_use]
    pub fn of_shortlist(world: &'a World) -> Self {
        let shortlist = world.decision.shortlist.iter();
        Self::new(world, shortlist.filter_map(|candidate| world.catalog.entry(&candidate.entry)).collect())
    }

    /// What the reader says of an entry, in a line.
    #[must_use]
    pub fn verdict(&self, entry: &Entry) -> Option<&'a SafeText> {
        let decision = &self.world.decision;
        decision.shortlist.get(decision.position(&entry.id)?)?.verdict.as_ref()
    }
}

/// Sources in the order of their first use, with the dates that were quoted from them; numbers from one.
#[derive(Debug, Default)]
pub struct References {
    order: Vec<SafeText>,
    dates: BTreeMap<SafeText, Vec<Date>>,
}

impl References {
    /// The number of a source that speaks of that date.
    pub fn number(&mut self, url: &SafeText, as_of: Option<Date>) -> usize {
        let dates = self.dates.entry(url.clone()).or_default();
        if let Some(date) = as_of.filter(|date| !dates.contains(date)) {
            dates.push(date);
            dates.sort();
        }
        match self.order.iter().position(|known| known == url) {
            Some(place) => place + 1,
            None => {
                self.order.push(url.clone());
                self.order.len()
            }
        }
    }

    /// The sources in order, each with its dates.
    pub fn all(&self) -> impl Iterator<Item = (&SafeText, &[Date])> {
        self.order.iter().map(|url| (url, self.dates.get(url).map_or(&[][..], Vec::as_slice)))
    }
}
