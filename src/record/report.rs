//! The report as data: what a reviewer must know of some entries, with every source numbered.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::date::{Date, Day};
use crate::base::text::SafeText;
use crate::catalog::{Answer, Criterion, Entry, EntryId, Event, Fact, RelationKind};
use crate::compare::Matrix;
use crate::notes::Author;
use crate::world::World;

/// Some entries, in order of preference.
pub struct Report<'w> {
    /// The world it was made from.
    pub world: &'w World,
    /// An entry each.
    pub sections: Vec<Section<'w>>,
    /// The entries side by side.
    pub matrix: Matrix,
    /// Where everything comes from, in order of first mention; the first is number 1.
    pub sources: Vec<Source>,
    /// Entries that were asked for and that the catalog does not know.
    pub missing: Vec<EntryId>,
}

/// An address that something was taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The address.
    pub url: SafeText,
    /// Of which dates facts were taken from it.
    pub dates: BTreeSet<Date>,
}

/// Everything known of an entry.
pub struct Section<'w> {
    /// The entry.
    pub entry: &'w Entry,
    /// Who makes it.
    pub vendor: Option<&'w SafeText>,
    /// Where it stands in the tree.
    pub categories: Vec<&'w SafeText>,
    /// What the reader says of it.
    pub verdict: Option<&'w SafeText>,
    /// Its answers, in the order of the catalog.
    pub facts: Vec<FactLine<'w>>,
    /// The criteria to which nothing is published, and when that was looked for.
    pub not_found: Vec<(&'w Criterion, Date)>,
    /// The criteria that nobody answered yet.
    pub unknown: Vec<&'w Criterion>,
    /// Its edges: its own, then those of others to it.
    pub relations: Vec<RelationLine<'w>>,
    /// What happened, with the number of the source.
    pub events: Vec<(&'w Event, Option<usize>)>,
    /// Reviewers' questions, with the numbers of the sources.
    pub answers: Vec<(&'w Answer, Vec<usize>)>,
    /// What readers wrote, author by author.
    pub notes: Vec<NoteLine<'w>>,
}

/// An answer to a criterion.
pub struct FactLine<'w> {
    /// The criterion.
    pub criterion: &'w Criterion,
    /// The answer.
    pub fact: &'w Fact,
    /// Whether it should be looked up again.
    pub stale: bool,
    /// The number of its source.
    pub source: Option<usize>,
}

/// An edge, as it reads from this entry.
pub struct RelationLine<'w> {
    /// Of which kind.
    pub kind: &'w RelationKind,
    /// Whether it is another entry's edge to this one.
    pub inward: bool,
    /// The other end.
    pub other: &'w Entry,
    /// The number of its source.
    pub source: Option<usize>,
}

impl RelationLine<'_> {
    /// The edge in words, read from this entry.
    #[must_use]
    pub fn words(&self) -> &SafeText {
        if self.inward { &self.kind.inverse } else { &self.kind.label }
    }
}

/// A part of a note.
pub struct NoteLine<'w> {
    /// Who wrote it.
    pub author: &'w Author,
    /// On which fact: the criterion's label, or its id where the catalog has no such criterion.
    pub on: Option<SafeText>,
    /// Its Markdown.
    pub text: SafeText,
}

impl<'w> Report<'w> {
    /// The report on these entries, each once.
    #[must_use]
    pub fn new(world: &'w World, ids: &[EntryId], baseline: Option<&EntryId>) -> Self {
        let matrix = Matrix::new(&world.catalog, ids, baseline);
        let mut numbers = Numbers::default();
        let entries = matrix.entries.iter().filter_map(|id| world.catalog.entry(id));
        let sections = entries.map(|entry| section(world, entry, &mut numbers)).collect();
        let missing = ids.iter().filter(|id| world.catalog.entry(id).is_none()).cloned().collect();
        Self { world, sections, matrix, sources: numbers.sources, missing }
    }

    /// The report on the shortlist.
    #[must_use]
    pub fn on_shortlist(world: &'w World) -> Self {
        let ids: Vec<EntryId> = world.decision.shortlist.iter().map(|candidate| candidate.entry.clone()).collect();
        Self::new(world, &ids, None)
    }

    /// What it is about: the question where it is on the shortlist, else the catalog.
    #[must_use]
    pub fn title(&self) -> String {
        let (catalog, decision) = (&self.world.catalog.title, &self.world.decision);
        let on_shortlist = self.sections.iter().all(|section| decision.position(&section.entry.id).is_some());
        match decision.question.as_ref().filter(|question| !question.is_empty()) {
            Some(question) if on_shortlist => question.to_string(),
            None if on_shortlist => format!("Shortlist: {catalog}"),
            _ => catalog.to_string(),
        }
    }

    /// The number of a source, from 1.
    #[must_use]
    pub fn number(&self, url: &str) -> Option<usize> {
        self.sources.iter().position(|source| source.url.as_str() == url).map(|place| place + 1)
    }

    /// The day for which facts are marked as stale, if one of them is.
    #[must_use]
    pub fn stale_on(&self) -> Option<Day> {
        let stale = self.sections.iter().flat_map(|section| &section.facts).any(|line| line.stale);
        stale.then_some(self.world.today)
    }
}

/// Gives a number to every source, the same to the same address.
#[derive(Default)]
struct Numbers {
    sources: Vec<Source>,
    by_url: BTreeMap<SafeText, usize>,
}

impl Numbers {
    fn number(&mut self, url: &SafeText, date: Option<Date>) -> usize {
        let number = *self.by_url.entry(url.clone()).or_insert_with(|| {
            self.sources.push(Source { url: url.clone(), dates: BTreeSet::new() });
            self.sources.len()
        });
        if let Some(source) = self.sources.get_mut(number - 1) {
            source.dates.extend(date);
        }
        number
    }
}

fn section<'w>(world: &'w World, entry: &'w Entry, numbers: &mut Numbers) -> Section<'w> {
    let catalog = &world.catalog;
    let not_found =
        |criterion: &Criterion| entry.details.not_found.iter().find(|found| found.criterion == criterion.id);
    let open = || catalog.criteria.iter().filter(|criterion| entry.fact(&criterion.id).is_none());
    Section {
        entry,
        vendor: catalog.vendor_name(entry),
        categories: catalog.category_names(entry),
        verdict: world.decision.position(&entry.id).and_then(|at| world.decision.shortlist.get(at)?.verdict.as_ref()),
        facts: facts(world, entry, numbers),
        not_found: open().filter_map(|criterion| Some((criterion, not_found(criterion)?.as_of))).collect(),
        unknown: open().filter(|criterion| not_found(criterion).is_none()).collect(),
        relations: relations(world, entry, numbers),
        events: entry.details.events.iter().map(|event| (event, number(numbers, event.source.as_ref()))).collect(),
        answers: entry.details.answers.iter().map(|answer| (answer, all_numbers(numbers, &answer.sources))).collect(),
        notes: notes(world, entry),
    }
}

fn number(numbers: &mut Numbers, url: Option<&SafeText>) -> Option<usize> {
    url.map(|url| numbers.number(url, None))
}

fn all_numbers(numbers: &mut Numbers, urls: &[SafeText]) -> Vec<usize> {
    urls.iter().map(|url| numbers.number(url, None)).collect()
}

fn facts<'w>(world: &'w World, entry: &'w Entry, numbers: &mut Numbers) -> Vec<FactLine<'w>> {
    let known = world.catalog.criteria.iter().filter_map(|criterion| Some((criterion, entry.fact(&criterion.id)?)));
    let line = |(criterion, fact): (&'w Criterion, &'w Fact)| FactLine {
        criterion,
        fact,
        stale: fact.is_stale(criterion, world.today),
        source: fact.cite.as_ref().map(|cite| numbers.number(&cite.source, Some(cite.as_of))),
    };
    known.map(line).collect()
}

fn relations<'w>(world: &'w World, entry: &'w Entry, numbers: &mut Numbers) -> Vec<RelationLine<'w>> {
    let catalog = &world.catalog;
    let outward =
        entry.details.relations.iter().filter_map(|relation| Some((relation, catalog.entry(&relation.to)?, false)));
    let inward = catalog.relations_to(&entry.id).map(|(other, relation)| (relation, other, true));
    let lines = outward.chain(inward).filter_map(|(relation, other, inward)| {
        let kind = catalog.relation_kind(&relation.kind)?;
        Some(RelationLine { kind, inward, other, source: number(numbers, relation.source.as_ref()) })
    });
    lines.collect()
}

fn notes<'w>(world: &'w World, entry: &'w Entry) -> Vec<NoteLine<'w>> {
    let label = |id: &crate::catalog::CriterionId| {
        let criterion = world.catalog.criterion(id);
        criterion.map_or_else(|| SafeText::line(id.as_str()), |criterion| criterion.label.clone())
    };
    let parts = world.notes.on_entry(&entry.id).flat_map(|note| note.subjects().map(move |on| (note, on)));
    parts.map(|(note, on)| NoteLine { author: &note.author, on: on.map(label), text: note.text(on) }).collect()
}
