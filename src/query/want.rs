//! What a condition wants of a value, read from its text.

use std::ops::Bound;

use super::flaw::Flaw;
use super::lex::{Chunk, Condition, Op};
use super::truth::{Bounds, Truth};
use super::word::{Scope, Shape, Word};
use crate::base::date::{Date, Day};
use crate::base::suggest;
use crate::catalog::{UNKNOWN, Version};

/// One of several things; and whether it will do that nobody knows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Want<T> {
    pub any: Vec<T>,
    pub unknown: bool,
}

impl<T> Want<T> {
    /// Whether a value, or its absence, is what is wanted.
    pub(super) fn truth<V>(&self, value: Option<V>, fits: impl Fn(&T, &V) -> Truth) -> Truth {
        match value {
            Some(value) => self.any.iter().map(|wanted| fits(wanted, &value)).max().unwrap_or(Truth::No),
            None if self.unknown => Truth::Yes,
            None => Truth::Unknown,
        }
    }
}

/// A field that can only be or not be something, and of which every entry has a value.
pub(super) fn items<T>(condition: &Condition, read: impl FnMut(&Chunk) -> Result<T, Flaw>) -> Result<Vec<T>, Flaw> {
    if is_order(condition.op) {
        let field = &condition.field;
        let sign = condition.op.sign();
        return Err(Flaw::new(&condition.field_span, format!("`{field}` has no order for `{sign}`"))
            .hint(format!("write `{field}:value` or `{field}!=value`")));
    }
    condition.value.items().iter().map(read).collect()
}

/// The same, where some entries have no value.
pub(super) fn listed<T>(
    condition: &Condition,
    mut read: impl FnMut(&Chunk) -> Result<T, Flaw>,
) -> Result<Want<T>, Flaw> {
    let is_unknown = |item: &Chunk| item.text().eq_ignore_ascii_case(UNKNOWN) && !item.has_quotes();
    let read = items(condition, |item| if is_unknown(item) { Ok(None) } else { read(item).map(Some) })?;
    let unknown = read.iter().any(Option::is_none);
    Ok(Want { any: read.into_iter().flatten().collect(), unknown })
}

/// A field whose values have an order; `read` gives the first and the last value that a text may mean, and is shown
/// the other end of the range that it is an end of.
pub(super) fn ordered<T>(
    condition: &Condition,
    read: impl Fn(&Chunk, Option<&Chunk>) -> Result<(T, T), Flaw>,
) -> Result<Want<Bounds<T>>, Flaw> {
    if !is_order(condition.op) {
        return listed(condition, |item| match item.ends() {
            Some((low, high)) => range(&low, &high, &read),
            None => read(item, None).map(|(first, last)| between(Bound::Included(first), Bound::Included(last))),
        });
    }
    let sign = condition.op.sign();
    let value = &condition.value;
    if value.items().len() > 1 {
        return Err(Flaw::new(&value.span, format!("`{sign}` takes one value"))
            .hint("a comma separates values; write thousands without one"));
    }
    if value.ends().is_some() {
        return Err(Flaw::new(&value.span, format!("`{sign}` takes no range")).hint(format!(
            "write `{}:{}`",
            condition.field,
            value.text()
        )));
    }
    let (first, last) = read(value, None)?;
    let bounds = match condition.op {
        Op::Less => between(Bound::Unbounded, Bound::Excluded(first)),
        Op::AtMost => between(Bound::Unbounded, Bound::Included(last)),
        Op::More => between(Bound::Excluded(last), Bound::Unbounded),
        _ => between(Bound::Included(first), Bound::Unbounded),
    };
    Ok(Want { any: vec![bounds], unknown: false })
}

fn between<T>(low: Bound<T>, high: Bound<T>) -> Bounds<T> {
    Bounds { low, high }
}

fn range<T>(
    low: &Chunk,
    high: &Chunk,
    read: impl Fn(&Chunk, Option<&Chunk>) -> Result<(T, T), Flaw>,
) -> Result<Bounds<T>, Flaw> {
    let first = if low.is_empty() { Bound::Unbounded } else { Bound::Included(read(low, Some(high))?.0) };
    let last = if high.is_empty() { Bound::Unbounded } else { Bound::Included(read(high, Some(low))?.1) };
    Ok(between(first, last))
}

/// Whether the sign asks for more or less, not for a value.
pub(super) fn is_order(op: Op) -> bool {
    matches!(op, Op::Less | Op::AtMost | Op::More | Op::AtLeast)
}

/// One of the known words, in any case.
pub(super) fn one_of<'k>(
    field: &str,
    item: &Chunk,
    known: impl IntoIterator<Item = &'k str> + Clone,
) -> Result<&'k str, Flaw> {
    let text = item.text();
    known.clone().into_iter().find(|word| word.eq_ignore_ascii_case(&text)).ok_or_else(|| {
        let flaw = Flaw::new(&item.span, format!("`{field}` knows no `{text}`"));
        match text.trim_matches(['(', ')']).split_once('|') {
            Some((one, other)) if other.contains([':', '=', '<', '>']) => {
                flaw.hint(format!("for either of them write `{field}:{one} | {other}`"))
            }
            Some((one, other)) => flaw.hint(format!("for either of them write `{field}:{one},{other}`")),
            None => flaw.hint(suggest::hint(&text, known)),
        }
    })
}

/// A piece of text: after `:` it is somewhere within, after `=` it is the whole.
pub(super) fn texts(condition: &Condition) -> Result<Want<Word>, Flaw> {
    listed(condition, |item| Ok(text(condition.op, &item.text())))
}

/// The word by which a condition with that sign looks for a text.
pub(super) fn text(op: Op, text: &str) -> Word {
    Word::new(text, if op == Op::Is { Shape::Exact } else { Shape::Whole }, Scope::Everywhere)
}

/// Whether a text is what is wanted.
pub(super) fn fits_text(wanted: &Word, text: &str) -> Truth {
    wanted.fit(&wanted.form.apply(text)).is_some().into()
}

/// Dates; a year means all its days.
pub(super) fn dates(condition: &Condition) -> Result<Want<Bounds<Day>>, Flaw> {
    ordered(condition, |item, _| {
        let text = item.text();
        text.parse().map(|date: Date| (date.first(), date.last())).map_err(|error| {
            Flaw::new(&item.span, format!("`{text}` is no date: {error}"))
                .hint(format!("for example `{}<2016` or `{}:2015..2017-06`", condition.field, condition.field))
        })
    })
}

/// Whether a date, with all the days that it may mean, lies within.
pub(super) fn fits_date(wanted: &Bounds<Day>, date: Date) -> Truth {
    let against = |day: Day| move |bound: &Day| Some(day.cmp(bound));
    wanted.hold(against(date.first()), against(date.last()))
}

/// Versions, compared as far as they were typed.
pub(super) fn versions(condition: &Condition) -> Result<Want<Bounds<Version>>, Flaw> {
    ordered(condition, |item, _| {
        let version = Version::of(&item.text());
        Ok((version.clone(), version))
    })
}

/// Whether a version lies within.
pub(super) fn fits_version(wanted: &Bounds<Version>, text: &str) -> Truth {
    let version = Version::of(text);
    let against = |bound: &Version| Some(version.cmp_as_typed(bound));
    wanted.hold(against, against)
}

#[cfg(test)]
mod tests {
    use super::super::lex::{Token, lex};
    use super::*;

    fn condition(text: &str) -> Condition {
        let Some(Token::Condition(condition)) = lex(text).into_iter().next() else { panic!("{text}") };
        condition
    }

    fn date_fits(text: &str, date: &str) -> Truth {
        let want = dates(&condition(text)).expect(text);
        want.truth(Some(date.parse::<Date>().expect(date)), |bounds, date| fits_date(bounds, *date))
    }

    #[test]
    fn a_year_means_all_its_days() {
        let table = [
            ("d<2016", "2015-12-31", Truth::Yes),
            ("d<2016", "2016", Truth::No),
            ("d<=2016", "2016-12", Truth::Yes),
            ("d>2016", "2016-12", Truth::No),
            ("d>=2016", "2016", Truth::Yes),
            ("d:2016", "2016-05", Truth::Yes),
            ("d:2016-05", "2016", Truth::Unknown),
            ("d<2016-06", "2016", Truth::Unknown),
            ("d:2015..2017", "2017-12-31", Truth::Yes),
            ("d:2015..", "2014", Truth::No),
            ("d:..2015,2018", "2018-02", Truth::Yes),
        ];
        for (text, date, truth) in table {
            assert_eq!(date_fits(text, date), truth, "{text} of {date}");
        }
    }

    #[test]
    fn versions_compare_as_far_as_they_are_typed() {
        let fits = |text: &str, version: &str| {
            versions(&condition(text))
                .expect(text)
                .truth(Some(version), |bounds, version| fits_version(bounds, version))
        };
        let table = [
            ("v:1.37", "1.37.2", Truth::Yes),
            ("v:1.3", "1.37.2", Truth::No),
            ("v>=1.9", "1.37", Truth::Yes),
            ("v>1.37", "1.37.2", Truth::No),
            ("v<=1.37", "v1.37.2", Truth::Yes),
            ("v:1.30..1.36", "1.33", Truth::Yes),
        ];
        for (text, version, truth) in table {
            assert_eq!(fits(text, version), truth, "{text} of {version}");
        }
    }

    #[test]
    fn an_order_takes_one_value() {
        for text in ["d<2016,2017", "d<2016..2017"] {
            assert!(dates(&condition(text)).is_err(), "{text}");
        }
    }
}
