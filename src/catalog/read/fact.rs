//! Facts: values typed as their criterion asks, each with its source and date.

use crate::base::suggest;
use crate::base::text::SafeText;
use crate::base::width::cut;
use crate::catalog::check::{Check, reading};
use crate::catalog::form;
use crate::catalog::read::Known;
use crate::catalog::read::reader::{Reader, quoted};
use crate::catalog::tree::{Content, Node};
use crate::catalog::{Cite, Criterion, CriterionId, Fact, Facts, Kind, Number, Unit, Value};

/// The facts of an entry.
pub(super) fn read<'t>(reader: &mut Reader, node: &'t Node<'t>, known: &Known) -> Facts {
    let mut facts = Vec::new();
    for pair in reader.pairs(node) {
        let Some(criterion) = known.criteria.get(&*pair.key) else {
            let hint = suggest::hint(&pair.key, known.criteria.keys().map(CriterionId::as_str));
            let message = format!("{} is no criterion of this catalog", quoted(&pair.key));
            reader.say(pair.mark, &reading::UNKNOWN_CRITERION, &message, hint);
            continue;
        };
        if let Content::Scalar(value) = &pair.value.content {
            let message = format!("`{}` names no source and no date", criterion.id);
            let hint = format!("write {{value: {}, source: https://…, as_of: 2026-03}}", cut(value, 40));
            reader.say(pair.value.mark, &reading::NO_SOURCE, &message, hint);
            continue;
        }
        let mark = pair.mark;
        let fact = fact(reader, &pair.value, criterion);
        facts.extend(
            fact.map(|(value, note, cite)| (criterion.id.clone(), Fact { value, note, cite: Some(cite), mark })),
        );
    }
    facts.into_iter().collect()
}

type Parts = (Value, Option<SafeText>, Cite);

fn fact<'t>(reader: &mut Reader, node: &'t Node<'t>, criterion: &Criterion) -> Option<Parts> {
    reader.map(node, &form::FACT, |fields| {
        let unit = fields.value("unit", |reader, node| unit(reader, node, criterion));
        let value = fields.value("value", |reader, node| value(reader, node, criterion, unit));
        let note = fields.value("note", |reader, node| reader.line(node));
        let source = fields.value("source", |reader, node| reader.link(node));
        let as_of = fields.value("as_of", |reader, node| reader.date(node));
        Some((value?, note, Cite { source: source?, as_of: as_of? }))
    })
}

fn unit(reader: &mut Reader, node: &Node<'_>, criterion: &Criterion) -> Option<Unit> {
    let text = reader.scalar(node)?;
    if !criterion.kind.has_unit() {
        let message = format!("`{}` is a {} and has no unit", criterion.id, criterion.kind.word());
        reader.say(node.mark, &reading::BAD_VALUE, &message, "take `unit` out");
        return None;
    }
    Some(Unit::new(text))
}

fn value<'t>(reader: &mut Reader, node: &'t Node<'t>, criterion: &Criterion, unit: Option<Unit>) -> Option<Value> {
    let Content::List(items) = &node.content else {
        return one_value(reader, node, criterion, unit);
    };
    if !matches!(criterion.kind, Kind::Choices(_)) {
        let message = format!("`{}` takes one value, not a list", criterion.id);
        reader.say(node.mark, &reading::WRONG_TYPE, &message, "put the rest into the note");
        return None;
    }
    let mut words: Vec<SafeText> = Vec::new();
    for item in items {
        let Some(Value::Choices(word)) = one_value(reader, item, criterion, None) else { continue };
        match word.into_iter().next().filter(|word| !words.contains(word)) {
            Some(word) => words.push(word),
            None => reader.say(item.mark, &reading::REPEATED, "the word stands here a second time", "take it out"),
        }
    }
    // A list of which nothing is sound says nothing; an empty one says that there is none.
    (items.is_empty() || !words.is_empty()).then_some(Value::Choices(words))
}

fn one_value(reader: &mut Reader, node: &Node<'_>, criterion: &Criterion, unit: Option<Unit>) -> Option<Value> {
    let text = reader.scalar(node)?.trim();
    let has_unit = unit.is_some() || criterion.unit.is_some();
    let wrong = match Value::read(criterion, text, unit) {
        Ok(Value::Percent(share)) if !(0.0..=100.0).contains(&share.amount()) => {
            format!("wants a share of a hundred, not {}", quoted(text))
        }
        Ok(Value::Number(amount, _) | Value::Money(amount, _)) if amount.amount() < 0.0 => {
            format!("wants no less than nothing, not {}", quoted(text))
        }
        Ok(value) => return Some(value),
        Err(wrong) => wrong,
    };
    let check = check_of(criterion, text, has_unit);
    reader.say(node.mark, check, &format!("`{}` {wrong}", criterion.id), hint(criterion, text, has_unit));
    None
}

fn check_of(criterion: &Criterion, text: &str, has_unit: bool) -> &'static Check {
    let amount = Number::parse(text).is_some();
    match criterion.kind {
        Kind::Money | Kind::Duration if amount && !has_unit => &reading::NO_UNIT,
        _ => &reading::BAD_VALUE,
    }
}

fn hint(criterion: &Criterion, text: &str, has_unit: bool) -> String {
    match &criterion.kind {
        Kind::Number | Kind::Money | Kind::Percent => match plain_number(text) {
            Some(_) if criterion.kind == Kind::Money && !has_unit => {
                "add `unit:`, or give the criterion one".to_owned()
            }
            Some(number) if number != text => format!("write {number}"),
            _ => "put the number alone, and what else is to be said into the note".to_owned(),
        },
        Kind::Duration if !has_unit && Number::parse(text).is_some() => format!("write {text} minutes, hours, days …"),
        Kind::YesNo | Kind::Choice(_) | Kind::Choices(_) => suggest::hint(text, criterion.kind.words()),
        _ => String::new(),
    }
}

/// The number that was written with signs between its digits, as `5,000` and `5 000` are.
fn plain_number(text: &str) -> Option<String> {
    let bare: String = text.chars().filter(|c| !matches!(c, ',' | '_' | '\'' | ' ' | '\u{a0}' | '\u{202f}')).collect();
    Number::parse(&bare).map(|_| bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_between_digits_are_taken_out() {
        assert_eq!(plain_number("5,000").as_deref(), Some("5000"));
        assert_eq!(plain_number("1 000 000").as_deref(), Some("1000000"));
        assert_eq!(plain_number("about 5").as_deref(), None);
    }
}
