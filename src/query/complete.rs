//! What a word that is being typed may become: a field, or a value of its field, with how many entries there
//! are of each.

use std::collections::BTreeMap;
use std::ops::Range;

use super::field::{self, HAVINGS};
use super::lex::{self, quoted};
use super::relation::{self, Edges};
use super::{Context, FIELDS, Query};
use crate::catalog::{Catalog, Entry, EntryId, Facet, Outline, UNKNOWN};

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
    /// How many entries there are of it, under the rest of the query.
    pub count: usize,
}

/// So many candidates are worth showing.
const MOST: usize = 60;

/// What the word that ends at the byte `cursor` may become; nothing where it is whole, or plain text.
#[must_use]
pub fn complete(text: &str, cursor: usize, context: &Context<'_>) -> Option<Completion> {
    let start = word_start(text.get(..cursor)?);
    let word = text.get(start..cursor)?;
    let bangs = word.len() - word.trim_start_matches('!').len();
    let (start, word) = (start + bangs, word.get(bangs..)?);
    if word.is_empty() || word.starts_with(['\'', '^', '"']) || text.get(cursor..)?.starts_with(|c: char| !ends_word(c))
    {
        return None;
    }
    let (typed, all) = match lex::field_and_value(word) {
        None => (word, fields(context)),
        Some((field, value)) => {
            let item = value.rsplit(',').next().unwrap_or(value);
            let rest = format!("{}{}", text.get(..start)?.trim_end_matches('!'), text.get(cursor..)?);
            (item, values(field, &rest, context))
        }
    };
    let candidates = fitting(typed.trim_start_matches('"'), all);
    // What is typed whole needs no completion.
    let whole = candidates.len() == 1 && candidates.first().is_some_and(|only| only.text == typed);
    (!candidates.is_empty() && !whole).then(|| Completion { span: cursor - typed.len()..cursor, candidates })
}

/// Where the word at the end of the text begins.
fn word_start(text: &str) -> usize {
    let mut start = 0;
    let mut in_quotes = false;
    for (at, character) in text.char_indices() {
        in_quotes ^= character == '"';
        if !in_quotes && ends_word(character) {
            start = at + character.len_utf8();
        }
    }
    start
}

fn ends_word(character: char) -> bool {
    character.is_whitespace() || matches!(character, '(' | ')')
}

/// Those that begin with what is typed, then those that hold it.
fn fitting(typed: &str, all: Vec<Candidate>) -> Vec<Candidate> {
    let typed = typed.to_lowercase();
    let plain = |candidate: &Candidate| candidate.text.trim_matches('"').to_lowercase();
    let (first, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|candidate| plain(candidate).starts_with(&typed));
    let holds =
        |candidate: &Candidate| plain(candidate).contains(&typed) || candidate.about.to_lowercase().contains(&typed);
    first.into_iter().chain(others.into_iter().filter(holds)).take(MOST).collect()
}

/// Every field, with how many entries have a value for it.
fn fields(context: &Context<'_>) -> Vec<Candidate> {
    let catalog = context.catalog;
    let all = catalog.entries.len();
    let of = |name: &str, about: &str, count| Candidate { text: format!("{name}:"), about: about.to_owned(), count };
    let name = of(field::NAME, "a word in its name or a former name", all);
    let built_in = FIELDS.iter().map(|field| of(field.name, field.about, all));
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for criterion in catalog.entries.iter().flat_map(|entry| entry.facts.keys()) {
        *known.entry(criterion.as_str()).or_default() += 1;
    }
    let criteria = catalog.criteria.iter().map(|criterion| {
        of(criterion.id.as_str(), &criterion.label, known.get(criterion.id.as_str()).copied().unwrap_or(0))
    });
    let relations = catalog.relation_kinds.iter().flat_map(|kind| {
        let having = |entry: &&Entry| entry.relations.iter().any(|relation| relation.kind == kind.id);
        let count = catalog.entries.iter().filter(having).count();
        [of(kind.id.as_str(), &kind.label, count), of(&relation::inverse_field(kind), &kind.inverse, count)]
    });
    std::iter::once(name).chain(built_in).chain(criteria).chain(relations).collect()
}

/// The values of a field, with how many entries have each among those that the rest of the query finds.
fn values(field: &str, rest: &str, context: &Context<'_>) -> Vec<Candidate> {
    let catalog = context.catalog;
    let plain = |word: &str| Candidate {
        text: word.to_owned(),
        about: String::new(),
        count: count_of(field, word, rest, context),
    };
    if let Some(facet) = Facet::of_field(field, catalog) {
        let groups = Outline::new(catalog, &facet, &found_by(rest, context)).groups;
        let about = |word: &str, label: &str| if word == label { String::new() } else { label.to_owned() };
        return groups
            .into_iter()
            .map(|group| Candidate {
                text: quoted(&group.drawer.word).into_owned(),
                about: about(&group.drawer.word, &group.drawer.label),
                count: group.all.len(),
            })
            .collect();
    }
    if ["id", "on", "on*", "relation"].contains(&field) || Edges::named(field.trim_end_matches('*'), catalog).is_some()
    {
        return ends(field, catalog);
    }
    match field {
        "has" => HAVINGS.iter().map(|(word, _)| plain(word)).collect(),
        "in" => vec![plain("shortlist")],
        "stale" => vec![plain("yes"), plain("no")],
        _ if catalog.criteria.iter().any(|criterion| criterion.id.as_str() == field) => vec![plain(UNKNOWN)],
        _ => Vec::new(),
    }
}

/// The entries that a field may name, those with the most edges first.
fn ends(field: &str, catalog: &Catalog) -> Vec<Candidate> {
    let mut edges: BTreeMap<&EntryId, usize> = BTreeMap::new();
    for relation in catalog.entries.iter().flat_map(|entry| &entry.relations) {
        *edges.entry(&relation.to).or_default() += 1;
    }
    let count = |entry: &Entry| if field == "id" { 1 } else { edges.get(&entry.id).copied().unwrap_or(0) };
    let mut all: Vec<Candidate> = catalog
        .entries
        .iter()
        .map(|entry| Candidate { text: entry.id.to_string(), about: entry.name.to_string(), count: count(entry) })
        .filter(|candidate| candidate.count > 0)
        .collect();
    all.sort_by(|a, b| b.count.cmp(&a.count));
    all
}

/// The entries that a query finds; all, where it is not sound yet.
fn found_by(query: &str, context: &Context<'_>) -> Vec<usize> {
    match Query::parse(query, context.catalog) {
        Ok(query) if !query.is_empty() => query.run(context).hits.iter().map(|hit| hit.entry).collect(),
        _ => (0..context.catalog.entries.len()).collect(),
    }
}

fn count_of(field: &str, word: &str, rest: &str, context: &Context<'_>) -> usize {
    found_by(&format!("{rest} {field}:{word}"), context).len()
}
