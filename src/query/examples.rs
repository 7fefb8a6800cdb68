//! What can be asked of a catalog, by examples that are made from what is in it.

use std::collections::BTreeMap;

use super::lex::quoted;
use crate::catalog::{Catalog, Criterion, EntryId, Kind, Status};

/// A query and what it asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The query.
    pub query: String,
    /// What it asks, in a few words.
    pub about: String,
}

/// Every form of the language at least once, in words, fields and values that the catalog has.
#[must_use]
pub fn examples(catalog: &Catalog) -> Vec<Example> {
    let mut all = words(catalog);
    all.extend(fields(catalog));
    all.extend(criteria(catalog));
    all.extend(relations(catalog));
    all.extend(own());
    all
}

fn example(query: impl Into<String>, about: impl Into<String>) -> Example {
    Example { query: query.into(), about: about.into() }
}

/// Words with their signs, made from the word of a few letters that most names have.
fn words(catalog: &Catalog) -> Vec<Example> {
    let plain = |word: &&str| word.len() > 4 && word.bytes().all(|b| b.is_ascii_alphabetic());
    let words = catalog.entries.iter().flat_map(|entry| entry.name.split_whitespace()).filter(plain);
    let counts = counts(words.clone());
    let Some(word) = words.max_by_key(|word| counts.get(word)).map(str::to_lowercase) else { return Vec::new() };
    let short: String = word.chars().take(3).collect();
    vec![
        example(&short, "its letters in a name, or the word elsewhere"),
        example(format!("'{word}"), "the word in one piece"),
        example(format!("^{short}"), "a name begins with it ($ behind: ends)"),
        example(format!("!{word}"), "nowhere"),
        example(format!("name:{word}"), "in names and former names alone"),
        example(format!("{word} | ^{}", letters_of_another(catalog, &word)), "either; a space means both"),
    ]
}

fn letters_of_another(catalog: &Catalog, word: &str) -> String {
    let first = |entry: &crate::catalog::Entry| entry.name.chars().take(2).collect::<String>().to_lowercase();
    let others =
        catalog.entries.iter().map(first).find(|letters| !word.starts_with(letters.as_str()) && letters.is_ascii());
    others.unwrap_or_else(|| "a".to_owned())
}

fn fields(catalog: &Catalog) -> Vec<Example> {
    let status = Status::ALL.map(Status::word);
    let mut all = vec![
        example(format!("status:{}", status[0]), "alive; also maintenance, deprecated, retired"),
        example(format!("!status:{}", status[3]), "the opposite of anything: ! before it"),
    ];
    let category =
        catalog.categories.first().map(|category| (quoted(category.id.as_str()).into_owned(), &category.name));
    all.extend(
        category.map(|(id, name)| example(format!("category:{id}"), format!("in {name} and below; a,b for either"))),
    );
    let vendor = most(catalog.entries.iter().filter_map(|entry| entry.vendor.as_ref().map(|id| id.as_str())));
    all.extend(vendor.map(|id| example(format!("vendor:{}", quoted(id)), "who makes it")));
    if catalog.entries.iter().any(|entry| entry.started.is_some()) {
        all.push(example("started<2016", "dates and numbers: < <= > >= and 2014..2016"));
    }
    all
}

/// One example for each kind of answer, of the criterion that most entries answer.
fn criteria(catalog: &Catalog) -> Vec<Example> {
    let known =
        |criterion: &Criterion| catalog.entries.iter().filter(|entry| entry.fact(&criterion.id).is_some()).count();
    let of_kind = |fits: fn(&Kind) -> bool| {
        catalog.criteria.iter().filter(|criterion| fits(&criterion.kind)).max_by_key(|criterion| known(criterion))
    };
    let yes_no = of_kind(|kind| *kind == Kind::YesNo);
    let amount = of_kind(|kind| matches!(kind, Kind::Number | Kind::Money | Kind::Percent));
    let choice = of_kind(|kind| matches!(kind, Kind::Choice(_) | Kind::Choices(_)));
    let mut all = Vec::new();
    if let Some(Criterion { id, label, .. }) = yes_no {
        all.push(example(format!("{id}:yes"), format!("{label}; also no, partial")));
        all.push(example(format!("{id}:unknown"), "nobody knows"));
    }
    if let Some(Criterion { id, label, .. }) = amount {
        let amounts = catalog
            .entries
            .iter()
            .filter_map(|entry| entry.fact(id)?.value.amount_in(None))
            .filter(|amount| *amount > 0.0);
        let middle = middle(amounts.collect()).unwrap_or(1.0);
        all.push(example(format!("{id}>={middle}"), format!("{label}; units convert: 70USD/month")));
    }
    if let Some(Criterion { id, label, .. }) = choice {
        let word = most(catalog.entries.iter().filter_map(|entry| match &entry.fact(id)?.value {
            crate::catalog::Value::Choice(word) => Some(word.as_str()),
            crate::catalog::Value::Choices(words) => words.first().map(|word| word.as_str()),
            _ => None,
        }));
        all.extend(word.map(|word| example(format!("{id}:{}", quoted(word)), label.to_string())));
    }
    all
}

fn middle(mut amounts: Vec<f64>) -> Option<f64> {
    amounts.sort_by(f64::total_cmp);
    amounts.get(amounts.len() / 2).copied()
}

/// How often each word stands there.
fn counts<'w>(words: impl Iterator<Item = &'w str>) -> BTreeMap<&'w str, usize> {
    let mut counts = BTreeMap::new();
    words.for_each(|word| *counts.entry(word).or_default() += 1);
    counts
}

/// The word that stands there most often.
fn most<'w>(words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    counts(words).into_iter().max_by_key(|(_, count)| *count).map(|(word, _)| word)
}

fn relations(catalog: &Catalog) -> Vec<Example> {
    let mut edges: BTreeMap<(&str, &EntryId), usize> = BTreeMap::new();
    for relation in catalog.entries.iter().flat_map(|entry| &entry.details.relations) {
        *edges.entry((relation.kind.as_str(), &relation.to)).or_default() += 1;
    }
    let Some(((kind, to), _)) = edges.into_iter().max_by_key(|(_, count)| *count) else { return Vec::new() };
    vec![
        example(format!("{kind}:{to}"), "has that relation to it"),
        example(format!("on*:{to}"), "stands on it, over any number of steps"),
        example(format!("relation:{to}"), "has anything to do with it"),
    ]
}

fn own() -> [Example; 4] {
    [
        example("has:note", "you or others wrote a note on it"),
        example("in:shortlist", "is on the shortlist"),
        example("stale:yes", "a fact of it should be looked up again"),
        example("(has:note | in:shortlist) !stale:yes", "parentheses group"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::query::Query;

    #[test]
    fn the_word_of_the_examples_is_counted_as_a_word() {
        let mut catalog = crate::shell::builtin::catalog().value;
        let names = ["Acme Cloud", "Runner", "Runners", "Runnery", "Some Cloud"];
        catalog.entries.truncate(names.len());
        for (entry, name) in catalog.entries.iter_mut().zip(names) {
            entry.name = SafeText::line(name);
        }
        assert_eq!(examples(&catalog)[1].query, "'cloud");
    }

    #[test]
    fn every_example_is_sound_and_says_what_it_asks() {
        let catalog = crate::shell::builtin::catalog().value;
        let all = examples(&catalog);
        assert!(all.len() > 15);
        for example in all {
            assert!(Query::parse(&example.query, &catalog).is_ok(), "{}", example.query);
            assert!(!example.about.is_empty() && example.about.len() < 60, "{}", example.about);
        }
        examples(&Catalog::default()).into_iter().for_each(|example| assert!(!example.query.is_empty()));
    }
}
