//! What a word that is being typed may become: a field, an entry's name, or a value of its field, with how many
//! entries there are of each.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::field::{self, HAVINGS};
use super::lex::{self, Chunk, Condition, Op, Token, value_of};
use super::relation::{self, Edges};
use super::rest::rest;
use super::texts::Texts;
use super::{AT_ONCE, Context, FIELDS, Query, names, want};
use crate::catalog::{Catalog, CriterionId, Drawer, Entry, Facet, Group, Outline, UNKNOWN};

/// Candidates for a part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The part that a candidate takes the place of, in bytes.
    pub span: Range<usize>,
    /// The best first; at least one.
    pub candidates: Vec<Candidate>,
}

/// One thing that the word may become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What takes its place.
    pub text: String,
    /// What it is, in a few words.
    pub about: String,
    /// Of a field, how many entries it tells something of; of a value, how many have it among those that the
    /// rest of the query finds; of a name, how many of these are called so. Nothing where counting takes too long
    /// to be done at every key.
    pub count: Option<usize>,
}

/// From so many entries at most edges are followed over any number of steps: each may lead through all others.
const FOLLOWED: usize = 300;

/// The bytes of a label at most.
const LABEL: usize = 32;

/// So many candidates are worth showing.
const MOST: usize = 60;

/// What the word that ends at the byte `cursor` may become; nothing where it is whole, or nothing begins so.
#[must_use]
pub fn complete(text: &str, cursor: usize, context: &Context<'_>) -> Option<Completion> {
    let (before, after) = text.split_at_checked(cursor)?;
    let (token, in_group) = lex::at_end(before)?;
    let ends_word = |next: char| next.is_whitespace() || (next == ')' && in_group);
    if !after.chars().next().is_none_or(ends_word) {
        return None;
    }
    let found = |start: usize| {
        let rest = rest(before.get(..start)?.trim_end_matches('!'), after);
        counted(context.catalog).map(|_| found_by(&rest, context))
    };
    let (start, mut ranked) = match &token {
        Token::Condition(condition) if want::is_order(condition.op) => return None,
        Token::Condition(condition) if condition.field == field::NAME && !condition.starred => {
            let start = condition.span.start;
            (start, named(&condition.value, condition.op, found(start), context))
        }
        Token::Condition(condition) => {
            let (start, typed) = condition.value.last_item();
            (start, fitting(&typed, values(condition, &typed, found(condition.span.start), context)))
        }
        Token::Word(word) => {
            let typed = before.get(word.span.clone())?.trim_start_matches('!');
            let is_plain = !typed.is_empty() && !typed.starts_with(['\'', '^']);
            let start = is_plain.then(|| cursor - typed.len())?;
            (start, plain(word, typed, found(start), context))
        }
        _ => return None,
    };
    ranked.sort_by_key(|(rank, _)| *rank);
    let candidates: Vec<Candidate> = ranked.into_iter().map(|(_, candidate)| candidate).take(MOST).collect();
    // What is typed whole needs no completion.
    let whole = candidates.len() == 1 && candidates.first().map(|only| only.text.as_str()) == before.get(start..);
    (!candidates.is_empty() && !whole).then_some(Completion { span: start..cursor, candidates })
}

/// The fields and names that a plain word may become; what is in quotes is no field.
fn plain(word: &Chunk, typed: &str, found: Option<BTreeSet<usize>>, context: &Context<'_>) -> Vec<(u8, Candidate)> {
    let is_quoted = typed.starts_with('"');
    let mut ranked = if is_quoted { Vec::new() } else { fitting(typed, fields(typed, context)) };
    ranked.extend(named(word, Op::Equal, found, context));
    ranked
}

/// The names that a word without signs may become. Those behind `name:` are whole names, too.
fn named(word: &Chunk, op: Op, found: Option<BTreeSet<usize>>, context: &Context<'_>) -> Vec<(u8, Candidate)> {
    let mut word = word.clone();
    while word.strip_first('!') {}
    if word.strip_first('\'') || word.strip_first('^') {
        return Vec::new();
    }
    let op = if op == Op::Is { Op::Equal } else { op };
    found.map(|found| names::fitting(&word.text(), op, &found, context)).unwrap_or_default()
}

/// Those that begin with what is typed, then those in which a word does, then those that hold it.
fn fitting(typed: &str, all: Vec<Candidate>) -> Vec<(u8, Candidate)> {
    let typed = typed.to_lowercase();
    let rank = |candidate: &Candidate| {
        let text = candidate.text.trim_matches('"').to_lowercase();
        let about = candidate.about.to_lowercase();
        let begins = |words: &str| words.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(&typed));
        match text.starts_with(&typed) {
            true => Some(0),
            false if begins(&text) => Some(1),
            // A sentence about a field holds too many words to be searched in.
            false if about.len() <= LABEL && begins(&about) => Some(2),
            false => text.contains(&typed).then_some(3),
        }
    };
    all.into_iter().filter_map(|candidate| Some((rank(&candidate)?, candidate))).collect()
}

/// The entries to count, if they are few enough to be counted at every key.
fn counted(catalog: &Catalog) -> Option<&[Entry]> {
    Some(catalog.entries.as_slice()).filter(|entries| entries.len() <= AT_ONCE)
}

/// Every field, with how many entries have a value for it. A criterion is offered by its label where that begins
/// as typed, and its id does not.
fn fields(typed: &str, context: &Context<'_>) -> Vec<Candidate> {
    let catalog = context.catalog;
    let entries = counted(catalog);
    let of = |name: &str, about: &str, count| Candidate { text: format!("{name}:"), about: about.to_owned(), count };
    let all = entries.map(<[Entry]>::len);
    let name = of(field::NAME, "a word in its name or a former name", all);
    let built_in = FIELDS.iter().map(|field| of(field.name, field.about, all));
    let told = entries.map(|_| context.index.told());
    let begins = |name: &str| name.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
    let labels: BTreeMap<&CriterionId, String> =
        field::labels(&typed.to_lowercase(), catalog).into_iter().map(|(label, of)| (&of.id, label)).collect();
    let criteria = catalog.criteria.iter().map(|criterion| {
        let count = told.map(|told| told.of_criterion(&criterion.id));
        let id = criterion.id.as_str();
        let label = labels.get(&criterion.id).filter(|_| !begins(id));
        of(label.map_or(id, String::as_str), &criterion.label, count)
    });
    let relations = catalog.relation_kinds.iter().flat_map(|kind| {
        let count = told.map(|told| told.of_relation(&kind.id));
        [of(kind.id.as_str(), &kind.label, count), of(&relation::inverse_field(kind), &kind.inverse, count)]
    });
    let mut seen = BTreeSet::new();
    let first = |field: &Candidate| lex::is_field(&field.text) && seen.insert(field.text.clone());
    std::iter::once(name).chain(built_in).chain(criteria).chain(relations).filter(first).collect()
}

/// The values of a field, with how many entries have each among those that were found by the rest of the query.
fn values(condition: &Condition, typed: &str, found: Option<BTreeSet<usize>>, context: &Context<'_>) -> Vec<Candidate> {
    let catalog = context.catalog;
    let field = field::own_name(&condition.field, catalog);
    if let Some(edges) = field::edges(condition, catalog) {
        return found.map(|found| ends(&edges, condition.starred, &found, catalog)).unwrap_or_default();
    }
    if condition.starred {
        return Vec::new();
    }
    let is_built_in = field::built_in(field).is_some();
    let facet = Facet::of_field(field, catalog).filter(|facet| !is_built_in || !matches!(facet, Facet::Criterion(_)));
    match (facet, found) {
        (Some(facet), found) => answers_of(&facet, found.as_ref(), context),
        (None, Some(found)) if field == "id" => {
            found.iter().filter_map(|place| end(*place, Some(1), catalog)).collect()
        }
        (None, found) => {
            let texts = Texts::of(field, catalog).zip(found.as_ref());
            let holding = texts.map(|(texts, found)| texts.holding(typed, condition.op, found, catalog));
            holding.into_iter().flatten().chain(words_of(field, found.as_ref(), context)).collect()
        }
    }
}

/// The words that a field knows besides its values.
fn words_of(field: &str, found: Option<&BTreeSet<usize>>, context: &Context<'_>) -> Vec<Candidate> {
    let words: Vec<&str> = match field {
        "has" => HAVINGS.iter().map(|(word, _)| *word).collect(),
        "in" => vec!["shortlist"],
        "stale" => vec!["yes", "no"],
        "licence" => vec![UNKNOWN],
        _ if field::built_in(field).is_some() => Vec::new(),
        _ if context.catalog.criterion_words().any(|criterion| criterion == field) => vec![UNKNOWN],
        _ => Vec::new(),
    };
    let count = |word: &str| found.map(|found| count_of(field, word, found, context));
    let candidate = |word: &str| Candidate { text: word.to_owned(), about: String::new(), count: count(word) };
    words.into_iter().map(candidate).collect()
}

/// How many of those that were found have that value of a field.
fn count_of(field: &str, value: &str, found: &BTreeSet<usize>, context: &Context<'_>) -> usize {
    found_by(&format!("{field}:{value}"), context).intersection(found).count()
}

/// The answers that a facet sorts by, those that nobody gives left out where they are counted.
fn answers_of(facet: &Facet, found: Option<&BTreeSet<usize>>, context: &Context<'_>) -> Vec<Candidate> {
    let catalog = context.catalog;
    let candidate = |drawer: &Drawer, count| Candidate {
        text: value_of(drawer).into_owned(),
        about: if drawer.word == drawer.label { String::new() } else { drawer.label.to_string() },
        count,
    };
    let Some(found) = found else {
        return facet.drawers(catalog).iter().map(|drawer| candidate(drawer, None)).collect();
    };
    // Every entry has a category and a status, so that the language knows no `category:unknown`.
    let always_known = matches!(facet, Facet::Category | Facet::Status);
    let count = |group: &Group| match (group.drawer.is_known, always_known) {
        (true, _) => group.all.len(),
        (false, true) => 0,
        // An answer that is an empty list is known, too.
        (false, false) => count_of(facet.field(), UNKNOWN, found, context),
    };
    let places: Vec<usize> = found.iter().copied().collect();
    let groups = Outline::new(catalog, facet, &places).groups;
    let counted = groups.iter().map(|group| (group, count(group))).filter(|(_, count)| *count > 0);
    counted.map(|(group, count)| candidate(&group.drawer, Some(count))).collect()
}

/// The entries that a field may name, those by which most is found first.
fn ends(edges: &Edges<'_>, any_steps: bool, found: &BTreeSet<usize>, catalog: &Catalog) -> Vec<Candidate> {
    let steps = edges.steps(catalog);
    if any_steps && steps.len() > FOLLOWED {
        let leading = relation::reached(found.iter().copied().collect(), &relation::reversed(&steps));
        return leading.into_iter().filter_map(|place| end(place, None, catalog)).collect();
    }
    let count = |place: usize, next: &BTreeSet<usize>| match any_steps {
        true => relation::reached(vec![place], &steps).intersection(found).count(),
        false => next.intersection(found).count(),
    };
    let counted = steps.iter().map(|(place, next)| (*place, count(*place, next))).filter(|(_, count)| *count > 0);
    let mut all: Vec<Candidate> = counted.filter_map(|(place, count)| end(place, Some(count), catalog)).collect();
    all.sort_by_key(|candidate| std::cmp::Reverse(candidate.count));
    all
}

/// An entry by which so many are found.
fn end(place: usize, count: Option<usize>, catalog: &Catalog) -> Option<Candidate> {
    let entry = catalog.entries.get(place)?;
    Some(Candidate { text: entry.id.to_string(), about: entry.name.to_string(), count })
}

/// The entries that a query finds; all, where it is not sound yet.
fn found_by(query: &str, context: &Context<'_>) -> BTreeSet<usize> {
    match Query::parse(query, context.catalog) {
        Ok(query) if !query.is_empty() => query.run(context).hits.iter().map(|hit| hit.entry).collect(),
        _ => (0..context.catalog.entries.len()).collect(),
    }
}
