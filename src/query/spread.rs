//! How answers that are no words are spread: numbers, texts and dates, each with the condition that finds it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::lex::quoted;
use crate::base::text::SafeText;
use crate::catalog::{Catalog, Criterion, Kind, UNKNOWN, Unit, Value};

/// An answer, and how many gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// As it is shown; of a date its year.
    pub label: SafeText,
    /// Whether it is an answer, and not that nothing is known.
    pub is_known: bool,
    /// What finds the entries that gave it.
    pub condition: String,
    /// How many of them there are.
    pub count: usize,
}

/// The answers that these entries give to a criterion, the most frequent first, and how many give none.
#[must_use]
pub fn spread(criterion: &Criterion, entries: &[usize], catalog: &Catalog) -> Vec<Answer> {
    let mut given: BTreeMap<Option<String>, (String, usize)> = BTreeMap::new();
    for entry in entries.iter().filter_map(|place| catalog.entries.get(*place)) {
        let value = entry.fact(&criterion.id).map(|fact| &fact.value);
        let label = || value.map_or_else(|| UNKNOWN.to_owned(), label);
        given.entry(value.map(|value| wanted(value, criterion))).or_insert_with(|| (label(), 0)).1 += 1;
    }
    let answer = |(wanted, (label, count)): (Option<String>, (String, usize))| {
        let is_known = wanted.is_some();
        let wanted = wanted.unwrap_or_else(|| format!(":{UNKNOWN}"));
        Answer { label: SafeText::line(&label), is_known, condition: format!("{}{wanted}", criterion.id), count }
    };
    let mut answers: Vec<Answer> = given.into_iter().map(answer).collect();
    answers.sort_by_key(|answer| (!answer.is_known, Reverse(answer.count)));
    answers
}

/// Whether a criterion's answers are spread in this way; versions are told apart by order, not by number.
#[must_use]
pub fn can_be_spread(criterion: &Criterion) -> bool {
    matches!(criterion.kind, Kind::Text | Kind::Number | Kind::Money | Kind::Percent | Kind::Duration | Kind::Date)
}

fn label(value: &Value) -> String {
    match value {
        Value::Date(date) => date.year().to_string(),
        other => other.to_string(),
    }
}

/// The sign and value by which a condition asks for that value.
fn wanted(value: &Value, criterion: &Criterion) -> String {
    // What is the same in another unit is the same answer.
    let own = value.amount_in(criterion.unit.as_ref()).map(|amount| format!("={}", rounded(amount)));
    let in_unit = |number: f64, unit: &str| format!("={}", quoted(&format!("{number}{unit}")));
    match value {
        Value::Number(number, unit) => {
            own.unwrap_or_else(|| in_unit(number.amount(), unit.as_ref().map_or("", Unit::as_str)))
        }
        Value::Money(number, unit) => own.unwrap_or_else(|| in_unit(number.amount(), unit.as_str())),
        Value::Percent(share) => format!("={}", share.amount()),
        Value::Duration(seconds, _) => format!("={seconds}s"),
        Value::Date(date) => format!(":{:04}", date.year()),
        other => format!("={}", quoted(&other.to_string())),
    }
}

/// Without what a conversion adds behind the ninth digit.
fn rounded(amount: f64) -> f64 {
    format!("{amount:.8e}").parse().unwrap_or(amount)
}
