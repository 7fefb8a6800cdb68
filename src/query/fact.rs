//! Criteria as fields: what is wanted of a fact.

use std::cmp::Ordering;

use super::flaw::Flaw;
use super::lex::{Chunk, Condition};
use super::truth::{Bounds, Truth};
use super::want::{self, Want};
use super::word::Word;
use crate::base::date::Day;
use crate::catalog::{Catalog, Criterion, Fact, Kind, UNKNOWN, Unit, Value, Version};

/// What is wanted of a fact.
#[derive(Clone, Debug)]
pub(super) enum FactWant {
    /// One of these words, in lower case.
    Words(Want<String>),
    Text(Want<Word>),
    Amount(Want<Bounds<Value>>),
    Date(Want<Bounds<Day>>),
    Version(Want<Bounds<Version>>),
}

/// What a condition on a criterion wants.
pub(super) fn read(condition: &Condition, criterion: &Criterion, catalog: &Catalog) -> Result<FactWant, Flaw> {
    match &criterion.kind {
        Kind::YesNo | Kind::Choice(_) | Kind::Choices(_) => words(condition, criterion).map(FactWant::Words),
        Kind::Text => want::texts(condition).map(FactWant::Text),
        Kind::Number | Kind::Money | Kind::Percent | Kind::Duration => {
            let read = |item: &Chunk, other: Option<&Chunk>| {
                amount(item, other, criterion, catalog).map(|value| (value.clone(), value))
            };
            want::ordered(condition, read).map(FactWant::Amount)
        }
        Kind::Date => want::dates(condition).map(FactWant::Date),
        Kind::Version => want::versions(condition).map(FactWant::Version),
    }
}

fn words(condition: &Condition, criterion: &Criterion) -> Result<Want<String>, Flaw> {
    let known = criterion.kind.words();
    want::listed(condition, |item| {
        if known.is_empty() {
            return Ok(item.text().to_lowercase());
        }
        want::one_of(&condition.field, item, known.iter().copied().chain([UNKNOWN])).map(str::to_lowercase)
    })
}

/// An amount, perhaps with a unit of its own: `5000`, `0.1`, `70USD/month`, `99.9%`, `15min`, `free`. In a range a bare
/// number has the unit of its `other` end.
fn amount(item: &Chunk, other: Option<&Chunk>, criterion: &Criterion, catalog: &Catalog) -> Result<Value, Flaw> {
    let text = item.text();
    misread(item, &text, criterion)?;
    let other = other.map(Chunk::text).unwrap_or_default();
    let text = if unit_of(&text) == Some("") { text + unit_of(&other).unwrap_or_default() } else { text };
    let text = if criterion.kind == Kind::Money && text.eq_ignore_ascii_case("free") { "0" } else { text.as_str() };
    let with_unit = matches!(criterion.kind, Kind::Number | Kind::Money);
    let digits = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-')).filter(|_| with_unit);
    let (number, unit) = text.split_at_checked(digits.unwrap_or(text.len())).unwrap_or((text, ""));
    let unit = Some(unit.trim()).filter(|unit| !unit.is_empty()).map(Unit::new);
    if let Some(unit) = unit.as_ref().filter(|unit| !is_used(unit, criterion, catalog)) {
        let flaw = Flaw::new(&item.span, format!("`{}` is never given in `{unit}`", criterion.id));
        return Err(match &criterion.unit {
            Some(own) => flaw.hint(format!("amounts are in {own}")),
            None => flaw.hint("write the bare number"),
        });
    }
    Value::read(criterion, number, unit).map_err(|why| {
        let unit = criterion.unit.as_ref().map(|unit| format!(", in {unit}")).unwrap_or_default();
        Flaw::new(&item.span, format!("`{}` {why}", criterion.id))
            .hint(format!("for example `{}>=10`{unit}", criterion.id))
    })
}

/// What stands behind the number; nothing where there is no number.
fn unit_of(text: &str) -> Option<&str> {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-'));
    (unit.len() < text.len()).then_some(unit)
}

/// What is typed for an amount and read as something else: a comma within thousands, a sign too many.
fn misread(item: &Chunk, text: &str, criterion: &Criterion) -> Result<(), Flaw> {
    let id = &criterion.id;
    let is_group = |text: &str| text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
    let thousands =
        text.split_once(',').is_some_and(|(_, rest)| is_group(rest)) || (is_group(text) && text.starts_with('0'));
    if thousands {
        let flaw = Flaw::new(&item.span, format!("`{id}` has no use for `{text}`"));
        return Err(flaw.hint("a comma separates values; write thousands without one"));
    }
    if text.starts_with(['=', '<', '>']) {
        let flaw = Flaw::new(&item.span, format!("there is no sign that ends in `{text}`"));
        return Err(flaw.hint(format!("the signs are : = != < <= > >=; for example `{id}>=10`")));
    }
    Ok(())
}

/// Whether amounts in the unit can be held against the criterion's own, or against any fact's.
fn is_used(unit: &Unit, criterion: &Criterion, catalog: &Catalog) -> bool {
    let facts = catalog.entries.iter().filter_map(|entry| entry.fact(&criterion.id)?.value.unit());
    facts.chain(&criterion.unit).any(|other| unit.in_terms_of(other).is_some())
}

impl FactWant {
    /// Whether a fact, or its absence, is what is wanted.
    pub(super) fn truth(&self, fact: Option<&Fact>) -> Truth {
        let value = fact.map(|fact| &fact.value);
        match self {
            Self::Words(want) => want.truth(value, |wanted, value| has_word(value, wanted).into()),
            Self::Text(want) => want.truth(value, |wanted, value| want::fits_text(wanted, &value.to_string())),
            Self::Amount(want) => want.truth(value, |bounds, value| {
                let against = |bound: &Value| cmp_amounts(value, bound);
                bounds.hold(against, against)
            }),
            Self::Date(want) => want.truth(value, |bounds, value| match value {
                Value::Date(date) => want::fits_date(bounds, *date),
                _ => Truth::Unknown,
            }),
            Self::Version(want) => want.truth(value, |bounds, value| want::fits_version(bounds, &value.to_string())),
        }
    }
}

fn has_word(value: &Value, wanted: &str) -> bool {
    match value {
        Value::YesNo(answer) => answer.word() == wanted,
        Value::Choice(word) => word.to_lowercase() == wanted,
        Value::Choices(words) => words.iter().any(|word| word.to_lowercase() == wanted),
        _ => false,
    }
}

/// The order of two amounts in the unit of the second; nothing where they do not convert. What differs
/// only by the rounding of a conversion is equal.
fn cmp_amounts(value: &Value, bound: &Value) -> Option<Ordering> {
    const ROUNDING: f64 = 1e-9;
    let (value, bound) = (value.amount_in(bound.unit())?, bound.amount_in(bound.unit())?);
    if (value - bound).abs() <= ROUNDING * bound.abs().max(value.abs()) {
        return Some(Ordering::Equal);
    }
    value.partial_cmp(&bound)
}
