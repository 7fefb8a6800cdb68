//! Asking a query of every entry.

use std::collections::{BTreeMap, BTreeSet};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::field::{Having, Test};
use super::fold::Form;
use super::index::Indexed;
use super::parse::Node;
use super::rank::{self, Elsewhere, Rank};
use super::truth::Truth;
use super::want;
use super::word::{Fit, Scope, Word};
use super::{Context, Query};
use crate::catalog::{CategoryId, Criterion, CriterionId, Entry, Status, VendorId};

/// One run of a query, with what is looked up once for all entries.
pub(super) struct Run<'r> {
    context: &'r Context<'r>,
    words: Vec<(&'r Word, Beside<'r>)>,
    criteria: BTreeMap<&'r CriterionId, &'r Criterion>,
}

impl<'r> Run<'r> {
    pub(super) fn new(query: &'r Query, context: &'r Context<'r>) -> Self {
        Self {
            context,
            words: query.words.iter().map(|word| (word, Beside::of(word, context))).collect(),
            criteria: context.catalog.criteria.iter().map(|criterion| (&criterion.id, criterion)).collect(),
        }
    }

    /// Whether the entry is a hit, and how good a one. With a matcher, how the letters lie counts, too.
    pub(super) fn judge(&self, node: &Node, at: Place<'_>, matcher: Option<&SkimMatcherV2>) -> (Truth, Rank) {
        match node {
            Node::Word(number) => match self.words.get(*number).and_then(|word| self.find(word, at, matcher)) {
                Some(rank) => (Truth::Yes, rank),
                None => (Truth::No, 0),
            },
            Node::Test(test) => (self.test(test, at.entry), 0),
            Node::Not(node) => (self.judge(node, at, None).0.opposite(), 0),
            Node::And(nodes) => self.all(nodes, at, matcher),
            Node::Or(nodes) => nodes.iter().map(|node| self.judge(node, at, matcher)).max().unwrap_or((Truth::No, 0)),
        }
    }

    fn all(&self, nodes: &[Node], at: Place<'_>, matcher: Option<&SkimMatcherV2>) -> (Truth, Rank) {
        let mut all = (Truth::Yes, 0);
        for node in nodes {
            let (truth, rank) = self.judge(node, at, matcher);
            if truth == Truth::No {
                return (Truth::No, 0);
            }
            all = (all.0.min(truth), all.1 + rank);
        }
        all
    }

    fn find(
        &self,
        (word, beside): &(&Word, Beside<'_>),
        at: Place<'_>,
        matcher: Option<&SkimMatcherV2>,
    ) -> Option<Rank> {
        let best = self.best_name(word, at).map(|(fit, name)| {
            let text = name.text(Form { capitals: true, ..word.form });
            let score = matcher.and_then(|matcher| matcher.fuzzy_match(text, &word.text)).unwrap_or_default();
            rank::in_name(fit, name.kind(), text.len()) + rank::letters(score)
        });
        best.or_else(|| beside.find(at).map(rank::elsewhere))
    }

    /// The name that the word fits best.
    fn best_name(&self, word: &Word, at: Place<'_>) -> Option<(Fit, Indexed<'r>)> {
        let index = self.context.index;
        if word.mask & !index.mask(at.number) != 0 {
            return None;
        }
        let names = index.names_of(at.number, word.scope);
        names
            .filter_map(|name| word.fit(name.text(word.form)).map(|fit| (fit, name)))
            .max_by_key(|(fit, name)| (*fit, name.kind()))
    }

    /// How well a phrase fits the entry's names.
    pub(super) fn phrase(&self, phrase: &Word, at: Place<'_>) -> Rank {
        self.best_name(phrase, at).map_or(0, |(fit, _)| rank::phrase(fit))
    }

    fn test(&self, test: &Test, entry: &Entry) -> Truth {
        match test {
            Test::OneOf(ids) => ids.contains(&entry.id).into(),
            Test::Category(ids) => entry.categories.iter().any(|id| ids.contains(id)).into(),
            Test::Vendor(want) => want.truth(entry.vendor.as_ref(), |ids, id| ids.contains(*id).into()),
            Test::Status(statuses) => statuses.contains(&entry.status).into(),
            Test::Licence(want) => want.truth(entry.licence.as_ref(), |word, text| want::fits_text(word, text)),
            Test::Summary(want) => want.truth(Some(&entry.summary), |word, text| want::fits_text(word, text)),
            Test::Started(want) => want.truth(entry.started, |bounds, date| want::fits_date(bounds, *date)),
            // What is not retired has no end that could be unknown.
            Test::Ended(_) if entry.ended.is_none() && entry.status != Status::Retired => Truth::No,
            Test::Ended(want) => want.truth(entry.ended, |bounds, date| want::fits_date(bounds, *date)),
            Test::Has(any) => any.iter().any(|having| self.has(*having, entry)).into(),
            Test::Shortlisted => self.context.shortlist.contains(&entry.id).into(),
            Test::Stale(any) => any.contains(&self.is_stale(entry)).into(),
            Test::Fact(criterion, want) => want.truth(entry.fact(criterion)),
        }
    }

    fn has(&self, having: Having, entry: &Entry) -> bool {
        match having {
            Having::Note => self.context.noted.contains(&entry.id),
            Having::Fact => !entry.facts.is_empty(),
            Having::Answer => !entry.answers.is_empty(),
            Having::Event => !entry.events.is_empty(),
            Having::Relation => !entry.relations.is_empty(),
            Having::Link => !entry.links.is_empty(),
            Having::FormerName => !entry.former_names.is_empty(),
        }
    }

    fn is_stale(&self, entry: &Entry) -> bool {
        entry.facts.iter().any(|(id, fact)| {
            self.criteria.get(id).is_some_and(|criterion| fact.is_stale(criterion, self.context.today))
        })
    }
}

/// An entry and its number in the catalog.
#[derive(Clone, Copy)]
pub(super) struct Place<'r> {
    pub number: usize,
    pub entry: &'r Entry,
}

/// Where a word stands beside the names. Vendors and categories are few, and all summaries are searched at
/// once, so that an entry costs a look at three sets.
struct Beside<'r> {
    vendors: BTreeSet<&'r VendorId>,
    categories: BTreeSet<&'r CategoryId>,
    summaries: Vec<bool>,
}

impl<'r> Beside<'r> {
    fn of(word: &Word, context: &Context<'r>) -> Self {
        if word.scope != Scope::Everywhere {
            return Self { vendors: BTreeSet::new(), categories: BTreeSet::new(), summaries: Vec::new() };
        }
        let is_in = |text: &str| word.is_in(&word.form.apply(text));
        let vendors = context.catalog.vendors.iter();
        let categories = context.catalog.categories.iter();
        Self {
            vendors: vendors
                .filter(|vendor| is_in(&vendor.name) || vendor.short.iter().any(|short| is_in(short)))
                .map(|vendor| &vendor.id)
                .collect(),
            categories: categories.filter(|category| is_in(&category.name)).map(|category| &category.id).collect(),
            summaries: summaries(word, context),
        }
    }

    fn find(&self, at: Place<'_>) -> Option<Elsewhere> {
        if at.entry.vendor.as_ref().is_some_and(|vendor| self.vendors.contains(vendor)) {
            return Some(Elsewhere::Vendor);
        }
        if at.entry.categories.iter().any(|category| self.categories.contains(category)) {
            return Some(Elsewhere::Category);
        }
        self.summaries.get(at.number).copied().unwrap_or_default().then_some(Elsewhere::Summary)
    }
}

fn summaries(word: &Word, context: &Context<'_>) -> Vec<bool> {
    let entries = &context.catalog.entries;
    if word.form != Form::PLAIN {
        return entries.iter().map(|entry| word.is_in(&word.form.apply(&entry.summary))).collect();
    }
    let mut found = vec![false; entries.len()];
    for entry in context.index.entries_at(word.places(context.index.summaries())) {
        if let Some(found) = found.get_mut(entry) {
            *found = true;
        }
    }
    found
}
