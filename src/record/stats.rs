//! What a catalog knows, counted: entries, facts, gaps, sources.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::json::SCHEMA;
use crate::base::address;
use crate::base::date::Day;
use crate::base::text::SafeText;
use crate::catalog::{Catalog, CategoryId, Criterion, CriterionId, Entry, EntryId, RelationId, Status};
use crate::world::World;

/// The counts, of some entries of a catalog. Serialized, it is what `stats` answers to programs.
#[derive(Debug, Serialize)]
pub struct Stats<'w> {
    schema: u32,
    /// The catalog's title.
    pub catalog: &'w SafeText,
    /// What was looked for, as it was typed.
    pub query: SafeText,
    /// The day on which facts are stale or not.
    pub today: String,
    /// How many entries the catalog has.
    pub total: usize,
    /// How many of them are counted.
    pub found: usize,
    /// By category, in the order of the tree; what stands below counts as well, each entry once.
    pub categories: Vec<OfCategory<'w>>,
    /// By status, from the liveliest to the dead.
    pub statuses: Vec<OfStatus>,
    /// All facts.
    pub facts: Tally,
    /// The facts of each criterion, in the order of the catalog.
    pub criteria: Vec<OfCriterion<'w>>,
    /// The facts of each entry, those first of which the least is known.
    pub entries: Vec<OfEntry<'w>>,
    /// Who is cited, the most often first.
    pub sources: Vec<OfSource>,
    /// The edges of each kind, in the order of the catalog.
    pub relations: Vec<OfRelation<'w>>,
    /// How many events there are.
    pub events: usize,
    /// How many answers to reviewers there are.
    pub answers: usize,
}

/// What is known of how much that is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Questions: every criterion of every entry.
    pub asked: usize,
    /// Answered by a fact.
    pub known: usize,
    /// Looked for, and not published.
    pub not_found: usize,
    /// Neither: nobody has looked.
    pub gaps: usize,
    /// Facts past their shelf life.
    pub stale: usize,
    /// Facts without source and date.
    pub uncited: usize,
}

/// The entries of a category.
#[derive(Debug, Serialize)]
#[allow(missing_docs)] // the words of the JSON
pub struct OfCategory<'w> {
    pub id: &'w CategoryId,
    pub name: &'w SafeText,
    pub parent: Option<&'w CategoryId>,
    pub entries: usize,
}

/// The entries of a status.
#[derive(Debug, Serialize)]
#[allow(missing_docs)] // the words of the JSON
pub struct OfStatus {
    pub status: Status,
    pub entries: usize,
}

/// What is known of a criterion.
#[derive(Debug, Serialize)]
#[allow(missing_docs)] // the words of the JSON
pub struct OfCriterion<'w> {
    pub id: &'w CriterionId,
    pub label: &'w SafeText,
    pub group: &'w SafeText,
    #[serde(flatten)]
    pub facts: Tally,
}

/// What is known of an entry.
#[derive(Debug, Serialize)]
#[allow(missing_docs)] // the words of the JSON
pub struct OfEntry<'w> {
    pub id: &'w EntryId,
    pub name: &'w SafeText,
    #[serde(flatten)]
    pub facts: Tally,
}

/// How often somebody is cited, and with how many pages.
#[derive(Debug, Serialize)]
#[allow(missing_docs)] // the words of the JSON
pub struct OfSource {
    pub host: String,
    pub citations: usize,
    pub pages: usize,
}

/// The edges of a kind.
#[derive(Debug, Serialize)]
#[allow(missing_docs)] // the words of the JSON
pub struct OfRelation<'w> {
    pub kind: &'w RelationId,
    pub label: &'w SafeText,
    pub edges: usize,
}

impl<'w> Stats<'w> {
    /// Counts these entries.
    #[must_use]
    pub fn new(world: &'w World, query: &str, found: &[&'w Entry]) -> Self {
        let catalog = &*world.catalog;
        let entries = of_entries(catalog, found, world.today);
        let with_status = |status| found.iter().filter(|entry| entry.status == status).count();
        Self {
            schema: SCHEMA,
            catalog: &catalog.title,
            query: SafeText::line(query),
            today: world.today.to_string(),
            total: catalog.entries.len(),
            found: found.len(),
            categories: of_categories(catalog, found),
            statuses: Status::ALL.map(|status| OfStatus { status, entries: with_status(status) }).into(),
            facts: entries.iter().fold(Tally::default(), |sum, entry| sum.plus(entry.facts)),
            criteria: of_criteria(catalog, found, world.today),
            entries,
            sources: of_sources(found),
            relations: of_relations(catalog, found),
            events: found.iter().map(|entry| entry.details.events.len()).sum(),
            answers: found.iter().map(|entry| entry.details.answers.len()).sum(),
        }
    }
}

impl Tally {
    /// What is known of the criterion by the entry.
    fn of(criterion: &Criterion, entry: &Entry, today: Day) -> Self {
        let one = Self { asked: 1, ..Self::default() };
        match entry.fact(&criterion.id) {
            Some(fact) => Self {
                known: 1,
                stale: usize::from(fact.is_stale(criterion, today)),
                uncited: usize::from(fact.cite.is_none()),
                ..one
            },
            None if entry.details.not_found.iter().any(|looked| looked.criterion == criterion.id) => {
                Self { not_found: 1, ..one }
            }
            None => Self { gaps: 1, ..one },
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            asked: self.asked + other.asked,
            known: self.known + other.known,
            not_found: self.not_found + other.not_found,
            gaps: self.gaps + other.gaps,
            stale: self.stale + other.stale,
            uncited: self.uncited + other.uncited,
        }
    }
}

fn of_criteria<'w>(catalog: &'w Catalog, found: &[&Entry], today: Day) -> Vec<OfCriterion<'w>> {
    let of = |criterion: &'w Criterion| {
        let tallies = found.iter().map(|entry| Tally::of(criterion, entry, today));
        let (id, label, group) = (&criterion.id, &criterion.label, &criterion.group);
        OfCriterion { id, label, group, facts: tallies.fold(Tally::default(), Tally::plus) }
    };
    catalog.criteria.iter().map(of).collect()
}

fn of_entries<'w>(catalog: &Catalog, found: &[&'w Entry], today: Day) -> Vec<OfEntry<'w>> {
    let of = |entry: &&'w Entry| {
        let tallies = catalog.criteria.iter().map(|criterion| Tally::of(criterion, entry, today));
        OfEntry { id: &entry.id, name: &entry.name, facts: tallies.fold(Tally::default(), Tally::plus) }
    };
    let mut entries: Vec<OfEntry<'w>> = found.iter().map(of).collect();
    entries.sort_by(|a, b| (a.facts.known, a.id).cmp(&(b.facts.known, b.id)));
    entries
}

fn of_categories<'w>(catalog: &'w Catalog, found: &[&Entry]) -> Vec<OfCategory<'w>> {
    let parents: BTreeMap<&CategoryId, &CategoryId> =
        catalog.categories.iter().filter_map(|category| Some((&category.id, category.parent.as_ref()?))).collect();
    let mut counts: BTreeMap<&CategoryId, usize> = BTreeMap::new();
    for entry in found {
        let up = |id: &CategoryId| parents.get(id).copied();
        let places = entry.categories.iter().flat_map(|id| std::iter::successors(Some(id), |id| up(id)));
        for id in places.collect::<BTreeSet<_>>() {
            *counts.entry(id).or_default() += 1;
        }
    }
    let of = |category: &'w crate::catalog::Category| OfCategory {
        id: &category.id,
        name: &category.name,
        parent: category.parent.as_ref(),
        entries: counts.get(&category.id).copied().unwrap_or_default(),
    };
    catalog.categories.iter().map(of).collect()
}

fn of_relations<'w>(catalog: &'w Catalog, found: &[&Entry]) -> Vec<OfRelation<'w>> {
    let edges = |id: &RelationId| {
        found.iter().flat_map(|entry| &entry.details.relations).filter(|relation| relation.kind == *id).count()
    };
    let kinds = catalog.relation_kinds.iter();
    kinds.map(|kind| OfRelation { kind: &kind.id, label: &kind.label, edges: edges(&kind.id) }).collect()
}

fn of_sources(found: &[&Entry]) -> Vec<OfSource> {
    let mut cited: BTreeMap<String, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for page in found.iter().flat_map(|entry| citations(entry)) {
        let Some(host) = address::publisher(page) else { continue };
        let (citations, pages) = cited.entry(host).or_default();
        *citations += 1;
        pages.insert(page);
    }
    let of = |(host, (citations, pages)): (String, (usize, BTreeSet<&str>))| OfSource {
        host,
        citations,
        pages: pages.len(),
    };
    let mut sources: Vec<OfSource> = cited.into_iter().map(of).collect();
    sources.sort_by(|a, b| b.citations.cmp(&a.citations).then_with(|| a.host.cmp(&b.host)));
    sources
}

/// Every page that an entry names as the source of something.
fn citations(entry: &Entry) -> impl Iterator<Item = &SafeText> {
    let facts = entry.details.facts.values().filter_map(|fact| fact.source());
    let relations = entry.details.relations.iter().filter_map(|relation| relation.source.as_ref());
    let events = entry.details.events.iter().filter_map(|event| event.source.as_ref());
    facts.chain(relations).chain(events).chain(entry.details.answers.iter().flat_map(|answer| &answer.sources))
}
