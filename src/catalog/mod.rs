//! The catalog: what is known of the platforms, with a source and a date for every fact.
//!
//! [`Catalog`] is plain data, complete and consistent within itself; [`read`] makes it from YAML trees and
//! reports everything that was wrong; [`landscape`] does so for the files of others. Nothing here knows of containers: categories, criteria and
//! relation kinds are data of the catalog, too.

mod category;
pub mod check;
mod column;
mod criterion;
mod entry;
mod facet;
mod facts;
pub mod form;
mod id;
pub mod landscape;
mod lazy;
mod lookup;
mod mix;
mod order;
mod outline;
mod packed;
pub mod read;
mod relation;
mod status;
pub mod tree;
mod unit;
mod value;
mod version;

use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;

pub use category::{Category, Term, Vendor};
pub use column::Column;
pub use criterion::{Criterion, Direction, Kind, ShelfLife};
pub use entry::{Allow, Answer, Cite, Details, Entry, Event, Fact, FormerName, Link, NotFound};
pub use facet::{Drawer, Facet};
pub use facts::Facts;
pub use id::{CategoryId, CriterionId, EntryId, IdError, RelationId, VendorId};
pub use lazy::Lazy;
pub use lookup::{Unresolved, resolve};
pub use mix::mix;
pub use order::{By, Order};
pub use outline::{Group, Outline, UNKNOWN};
pub use relation::{Relation, RelationGroup, RelationKind};
pub use status::Status;
pub use unit::{Unit, parse_duration};
pub use value::{Number, Value, YesNo};
pub use version::Version;

use crate::base::date::Date;
use crate::base::text::SafeText;

/// A whole catalog. Every id that is named in it exists in it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Catalog {
    /// What it is about, in a few words.
    pub title: SafeText,
    /// What it is about, in some sentences.
    pub about: SafeText,
    /// The date that the catalog as a whole speaks of.
    pub as_of: Option<Date>,
    /// Who makes the entries.
    pub vendors: Vec<Vendor>,
    /// The tree, parents before children.
    pub categories: Vec<Category>,
    /// The questions asked of every entry, in the order of display.
    pub criteria: Vec<Criterion>,
    /// The kinds of edges between entries.
    pub relation_kinds: Vec<RelationKind>,
    /// Words explained.
    pub glossary: Vec<Term>,
    /// The entries, by name.
    #[serde(with = "packed")]
    pub entries: Vec<Entry>,
    /// The places of the entries in the order of their ids: a list takes a tenth of what a map would, and is
    /// packed with the rest.
    by_id: Vec<u32>,
    /// The places of the vendors in the order of their ids.
    by_vendor: Vec<u32>,
    /// The two ends of every edge, once for each pair of entries: where it leads to, and where it comes from.
    edges: Vec<(u32, u32)>,
    /// Of several catalogs that were mixed: the titles of those in which entries are called as one of another is.
    #[serde(skip)]
    namesakes: BTreeMap<EntryId, SafeText>,
}

impl Catalog {
    /// Puts the entries in order of their names and makes them and the vendors findable by id. The first of two entries
    /// with the same id stays.
    #[must_use]
    pub fn with_entries(self, mut entries: Vec<Entry>) -> Self {
        entries.sort_by_cached_key(|entry| (entry.name.to_lowercase(), entry.id.clone()));
        entries.dedup_by(|later, first| later.id == first.id);
        let by_id = in_order(&entries, |entry| &entry.id);
        let by_vendor = in_order(&self.vendors, |vendor| &vendor.id);
        let mut indexed = Self { entries, by_id, by_vendor, ..self };
        indexed.edges = indexed.ends();
        indexed
    }

    fn ends(&self) -> Vec<(u32, u32)> {
        let from = (0..).zip(&self.entries);
        let edges =
            from.flat_map(|(from, entry)| entry.details.relations.iter().map(move |relation| (&relation.to, from)));
        let mut ends: Vec<(u32, u32)> =
            edges.filter_map(|(to, from)| Some((u32::try_from(self.index_of(to)?).ok()?, from))).collect();
        ends.sort_unstable();
        ends.dedup();
        ends
    }

    /// The entry of that id.
    #[must_use]
    pub fn entry(&self, id: &EntryId) -> Option<&Entry> {
        self.entries.get(self.index_of(id)?)
    }

    /// Where the entry stands in [`Catalog::entries`].
    #[must_use]
    pub fn index_of(&self, id: &EntryId) -> Option<usize> {
        find(id, &self.by_id, &self.entries, |entry| &entry.id)
    }

    /// The title of the catalog that an entry is of, where one of another catalog has the same name.
    #[must_use]
    pub fn origin(&self, entry: &Entry) -> Option<&SafeText> {
        self.namesakes.get(&entry.id)
    }

    /// The criterion of that id.
    #[must_use]
    pub fn criterion(&self, id: &CriterionId) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == *id)
    }

    /// The ids of all criteria, as they are typed.
    pub fn criterion_words(&self) -> impl Iterator<Item = &str> + Clone {
        self.criteria.iter().map(|criterion| criterion.id.as_str())
    }

    /// The category of that id.
    #[must_use]
    pub fn category(&self, id: &CategoryId) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == *id)
    }

    /// The vendor of that id.
    #[must_use]
    pub fn vendor(&self, id: &VendorId) -> Option<&Vendor> {
        self.vendors.get(find(id, &self.by_vendor, &self.vendors, |vendor| &vendor.id)?)
    }

    /// The kind of relation of that id.
    #[must_use]
    pub fn relation_kind(&self, id: &RelationId) -> Option<&RelationKind> {
        self.relation_kinds.iter().find(|kind| kind.id == *id)
    }

    /// The name of the entry's vendor, or nothing where none is known.
    #[must_use]
    pub fn vendor_name(&self, entry: &Entry) -> Option<&SafeText> {
        self.vendor(entry.vendor.as_ref()?).map(|vendor| &vendor.name)
    }

    /// The names of the entry's categories, in the entry's order.
    #[must_use]
    pub fn category_names(&self, entry: &Entry) -> Vec<&SafeText> {
        entry.categories.iter().filter_map(|id| self.category(id)).map(|category| &category.name).collect()
    }

    /// Edges of other entries that lead to this entry, in order of their entries. What is no entry has none.
    pub fn relations_to<'a>(&'a self, id: &'a EntryId) -> impl Iterator<Item = (&'a Entry, &'a Relation)> {
        let to = self.index_of(id).and_then(|to| u32::try_from(to).ok());
        let first = self.edges.partition_point(|(end, _)| Some(*end) < to);
        let edges = self.edges.get(first..).unwrap_or_default().iter().take_while(move |(end, _)| Some(*end) == to);
        edges
            .filter_map(|(_, from)| self.entries.get(*from as usize))
            .flat_map(|entry| entry.details.relations.iter().map(move |relation| (entry, relation)))
            .filter(move |(_, relation)| relation.to == *id)
    }

    /// The groups of criteria with their criteria, in the order of the catalog.
    #[must_use]
    pub fn groups(&self) -> Vec<(&SafeText, Vec<&Criterion>)> {
        let mut groups: Vec<(&SafeText, Vec<&Criterion>)> = Vec::new();
        for criterion in &self.criteria {
            match groups.iter_mut().find(|(name, _)| **name == criterion.group) {
                Some((_, members)) => members.push(criterion),
                None => groups.push((&criterion.group, vec![criterion])),
            }
        }
        groups
    }
}

/// The places of things in the order of their ids, of equal ones the first alone.
fn in_order<T, I: Ord>(things: &[T], id: impl Fn(&T) -> &I) -> Vec<u32> {
    let at = |place: &u32| things.get(*place as usize).map(&id);
    let mut places: Vec<u32> = (0..).zip(things).map(|(place, _)| place).collect();
    places.sort_by_key(at);
    places.dedup_by_key(|place| at(place));
    places
}

/// Where the thing of an id stands, by the places in the order of the ids.
fn find<T, I: Ord>(wanted: &I, places: &[u32], things: &[T], id: impl Fn(&T) -> &I) -> Option<usize> {
    let found = places.binary_search_by_key(&Some(wanted), |place| things.get(*place as usize).map(&id)).ok()?;
    places.get(found).map(|place| *place as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vendor(id: &str, name: &str) -> Vendor {
        Vendor { id: id.parse().unwrap(), name: SafeText::line(name), short: Vec::new() }
    }

    #[test]
    fn of_equal_ids_the_first_is_found() {
        let vendors = vec![vendor("b", "B"), vendor("a", "first"), vendor("a", "second")];
        let catalog = Catalog { vendors, ..Catalog::default() }.with_entries(Vec::new());
        assert_eq!(catalog.by_vendor, [1, 0]);
        assert_eq!(catalog.vendor(&"a".parse().unwrap()).unwrap().name.as_str(), "first");
        assert!(catalog.vendor(&"c".parse().unwrap()).is_none());
    }

    /// They come out of a file, too, and a file may say anything.
    #[test]
    fn places_that_lead_nowhere_find_nothing() {
        let catalog = Catalog { by_id: vec![7], by_vendor: vec![7], edges: vec![(7, 7)], ..Catalog::default() };
        let id = "x".parse().unwrap();
        assert!(catalog.entry(&id).is_none());
        assert!(catalog.vendor(&"x".parse().unwrap()).is_none());
        assert_eq!(catalog.relations_to(&id).count(), 0);
    }
}
