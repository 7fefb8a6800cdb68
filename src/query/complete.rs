//! What a word that is being typed may become: a field, or a value of its field, with how many entries there
//! are of each.

use std::collections::BTreeMap;
use std::ops::Range;

use super::field::{self, HAVINGS};
use super::lex::{self, quoted};
use super::relation::{self, Edges};
use super::{Context, FIELDS, Query};
use crate::catalog::{Catalog, Drawer, Entry, EntryId, Facet, Outline, UNKNOWN};

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
    /// How many entries there are of it, under the rest of the query; nothing where counting takes too long
    /// to be done at every key.
    pub count: Option<usize>,
}

/// Catalogs with more entries are not counted at every key.
const COUNTED: usize = 20_000;

/// The bytes of a label at most.
const LABEL: usize = 32;

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

/// Those that begin with what is typed, then those in which a word does, then those that hold it.
fn fitting(typed: &str, all: Vec<Candidate>) -> Vec<Candidate> {
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
    let mut ranked: Vec<(u8, Candidate)> =
        all.into_iter().filter_map(|candidate| Some((rank(&candidate)?, candidate))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, candidate)| candidate).take(MOST).collect()
}

/// The entries to count, if they are few enough to be counted at every key.
fn counted(catalog: &Catalog) -> Option<&[Entry]> {
    Some(catalog.entries.as_slice()).filter(|entries| entries.len() <= COUNTED)
}

/// Every field, with how many entries have a value for it.
fn fields(context: &Context<'_>) -> Vec<Candidate> {
    let catalog = context.catalog;
    let entries = counted(catalog);
    let of = |name: &str, about: &str, count| Candidate { text: format!("{name}:"), about: about.to_owned(), count };
    let all = entries.map(<[Entry]>::len);
    let name = of(field::NAME, "a word in its name or a former name", all);
    let built_in = FIELDS.iter().map(|field| of(field.name, field.about, all));
    let known = entries.map(answers);
    let criteria = catalog.criteria.iter().map(|criterion| {
        let count = known.as_ref().map(|known| known.get(criterion.id.as_str()).copied().unwrap_or(0));
        of(criterion.id.as_str(), &criterion.label, count)
    });
    let relations = catalog.relation_kinds.iter().flat_map(|kind| {
        let having = |entry: &&Entry| entry.relations.iter().any(|relation| relation.kind == kind.id);
        let count = entries.map(|entries| entries.iter().filter(having).count());
        [of(kind.id.as_str(), &kind.label, count), of(&relation::inverse_field(kind), &kind.inverse, count)]
    });
    std::iter::once(name).chain(built_in).chain(criteria).chain(relations).collect()
}

/// How many entries answer each criterion.
fn answers(entries: &[Entry]) -> BTreeMap<&str, usize> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for criterion in entries.iter().flat_map(|entry| entry.facts.keys()) {
        *known.entry(criterion.as_str()).or_default() += 1;
    }
    known
}

/// The values of a field, with how many entries have each among those that the rest of the query finds.
fn values(field: &str, rest: &str, context: &Context<'_>) -> Vec<Candidate> {
    let catalog = context.catalog;
    if let Some(facet) = Facet::of_field(field, catalog) {
        return answers_of(&facet, rest, context);
    }
    let leads = Edges::named(field.trim_end_matches('*'), catalog).is_some();
    if leads || ["id", "on", "on*", "relation"].contains(&field) {
        return counted(catalog).map(|entries| ends(field, entries)).unwrap_or_default();
    }
    let words: Vec<&str> = match field {
        "has" => HAVINGS.iter().map(|(word, _)| *word).collect(),
        "in" => vec!["shortlist"],
        "stale" => vec!["yes", "no"],
        _ if catalog.criteria.iter().any(|criterion| criterion.id.as_str() == field) => vec![UNKNOWN],
        _ => Vec::new(),
    };
    let count = |word: &str| {
        let found = |_| found_by(&format!("{rest} {field}:{word}"), context).len();
        counted(catalog).map(found)
    };
    let candidate = |word: &str| Candidate { text: word.to_owned(), about: String::new(), count: count(word) };
    words.into_iter().map(candidate).collect()
}

/// The answers that a facet sorts by, those that nobody gives left out where they are counted.
fn answers_of(facet: &Facet, rest: &str, context: &Context<'_>) -> Vec<Candidate> {
    let candidate = |drawer: &Drawer, count| Candidate {
        text: quoted(&drawer.word).into_owned(),
        about: if drawer.word == drawer.label { String::new() } else { drawer.label.to_string() },
        count,
    };
    let catalog = context.catalog;
    if counted(catalog).is_none() {
        return facet.drawers(catalog).iter().map(|drawer| candidate(drawer, None)).collect();
    }
    let groups = Outline::new(catalog, facet, &found_by(rest, context)).groups;
    groups.iter().map(|group| candidate(&group.drawer, Some(group.all.len()))).collect()
}

/// The entries that a field may name, those with the most edges first.
fn ends(field: &str, entries: &[Entry]) -> Vec<Candidate> {
    let mut edges: BTreeMap<&EntryId, usize> = BTreeMap::new();
    for relation in entries.iter().flat_map(|entry| &entry.relations) {
        *edges.entry(&relation.to).or_default() += 1;
    }
    let count = |entry: &Entry| if field == "id" { 1 } else { edges.get(&entry.id).copied().unwrap_or(0) };
    let candidate = |entry: &Entry| Candidate {
        text: entry.id.to_string(),
        about: entry.name.to_string(),
        count: Some(count(entry)).filter(|count| *count > 0),
    };
    let mut all: Vec<Candidate> = entries.iter().map(candidate).filter(|candidate| candidate.count.is_some()).collect();
    all.sort_by_key(|candidate| std::cmp::Reverse(candidate.count));
    all
}

/// The entries that a query finds; all, where it is not sound yet.
fn found_by(query: &str, context: &Context<'_>) -> Vec<usize> {
    match Query::parse(query, context.catalog) {
        Ok(query) if !query.is_empty() => query.run(context).hits.iter().map(|hit| hit.entry).collect(),
        _ => (0..context.catalog.entries.len()).collect(),
    }
}
