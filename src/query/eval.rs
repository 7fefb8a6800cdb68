//! Asking a query of every entry.

use std::collections::BTreeMap;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::field::{Having, Test};
use super::fold::Form;
use super::index::{Indexed, Texts};
use super::parse::Node;
use super::rank::{self, Elsewhere, Rank};
use super::truth::Truth;
use super::want;
use super::word::{Fit, Scope, Word};
use super::{Context, Query};
use crate::catalog::{Criterion, CriterionId, Entry, Status};

/// One run of a query, with what is looked up once for all entries.
pub(super) struct Run<'r> {
    context: &'r Context<'r>,
    words: Vec<(&'r Word, Beside)>,
    criteria: BTreeMap<&'r CriterionId, &'r Criterion>,
}

impl<'r> Run<'r> {
    /// For so many entries, or for all.
    pub(super) fn new(query: &'r Query, context: &'r Context<'r>, few: Option<usize>) -> Self {
        Self {
            context,
            words: query.words.iter().map(|word| (word, Beside::of(word, context, few))).collect(),
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

    fn find(&self, (word, beside): &(&Word, Beside), at: Place<'_>, matcher: Option<&SkimMatcherV2>) -> Option<Rank> {
        let best = self.best_name(word, at).map(|(fit, name)| {
            let text = name.text(Form { capitals: true, ..word.form });
            let score = matcher.and_then(|matcher| matcher.fuzzy_match(text, &word.text)).unwrap_or_default();
            rank::in_name(fit, name.kind(), text.len()) + rank::letters(score)
        });
        best.or_else(|| beside.find(word, at, self.context.index.texts()).map(rank::elsewhere))
    }

    /// The name that the word fits best.
    fn best_name(&self, word: &Word, at: Place<'_>) -> Option<(Fit, Indexed<'r>)> {
        let texts = self.context.index.texts();
        if word.mask & !texts.mask(at.number) != 0 {
            return None;
        }
        let names = texts.names_of(at.number, word.scope);
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
            Having::Fact => !entry.details.facts.is_empty(),
            Having::Answer => !entry.details.answers.is_empty(),
            Having::Event => !entry.details.events.is_empty(),
            Having::Relation => !entry.details.relations.is_empty(),
            Having::Link => !entry.details.links.is_empty(),
            Having::FormerName => !entry.former_names.is_empty(),
        }
    }

    fn is_stale(&self, entry: &Entry) -> bool {
        entry.details.facts.iter().any(|(id, fact)| {
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

/// Where a word stands beside the names: for each vendor, category and entry's summary whether it is there, so
/// that an entry costs a look at three lists.
struct Beside {
    vendors: Vec<bool>,
    categories: Vec<bool>,
    summaries: Summaries,
}

/// Which summaries a word is in.
enum Summaries {
    /// In none, because they are not asked.
    None,
    /// Found out beforehand, for each entry.
    Known(Vec<bool>),
    /// Found out one by one: few entries are asked.
    Each,
}

impl Beside {
    /// All summaries are searched as one text, unless fewer than one in `FEW` are asked.
    fn of(word: &Word, context: &Context<'_>, few: Option<usize>) -> Self {
        const FEW: usize = 8;
        if word.scope != Scope::Everywhere {
            return Self { vendors: Vec::new(), categories: Vec::new(), summaries: Summaries::None };
        }
        let entries = &context.catalog.entries;
        let few = few.is_some_and(|few| few < entries.len() / FEW);
        let is_in = |text: &str| word.is_in(&word.form.apply(text));
        let vendors = context.catalog.vendors.iter();
        let categories = context.catalog.categories.iter();
        Self {
            vendors: vendors
                .map(|vendor| is_in(&vendor.name) || vendor.short.iter().any(|short| is_in(short)))
                .collect(),
            categories: categories.map(|category| is_in(&category.name)).collect(),
            summaries: match word.form {
                _ if few => Summaries::Each,
                Form::PLAIN => Summaries::Known(context.index.texts().summaries_with(word)),
                _ => Summaries::Known(entries.iter().map(|entry| is_in(&entry.summary)).collect()),
            },
        }
    }

    fn find(&self, word: &Word, at: Place<'_>, texts: &Texts) -> Option<Elsewhere> {
        let says = |list: &[bool], place: usize| list.get(place).copied().unwrap_or(false);
        if texts.vendor(at.number).is_some_and(|vendor| says(&self.vendors, vendor)) {
            return Some(Elsewhere::Vendor);
        }
        if texts.categories(at.number).any(|category| says(&self.categories, category)) {
            return Some(Elsewhere::Category);
        }
        let in_summary = match &self.summaries {
            Summaries::None => false,
            Summaries::Known(known) => says(known, at.number),
            Summaries::Each if word.form == Form::PLAIN => word.is_in(texts.summary(at.number)),
            Summaries::Each => word.is_in(&word.form.apply(&at.entry.summary)),
        };
        in_summary.then_some(Elsewhere::Summary)
    }
}
