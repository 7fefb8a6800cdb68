//! One answer held against another.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::catalog::{Criterion, Value};

/// How an answer stands to the baseline's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The better one.
    Better,
    /// The worse one.
    Worse,
    /// The same.
    Equal,
    /// Another one, and neither is better.
    Different,
    /// One of the two is unknown.
    Unknown,
}

/// An answer held against the baseline's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Against {
    /// How it stands.
    pub standing: Standing,
    /// How many times the baseline's amount it is; nothing where one is no amount, is nought, or does not
    /// convert, and for shares of a hundred, where it would tell nothing.
    pub ratio: Option<f64>,
}

impl Against {
    /// An answer held against the baseline's.
    #[must_use]
    pub fn baseline(value: Option<&Value>, baseline: Option<&Value>, criterion: &Criterion) -> Self {
        let (Some(value), Some(baseline)) = (value, baseline) else {
            return Self { standing: Standing::Unknown, ratio: None };
        };
        if same(value, baseline) {
            return Self { standing: Standing::Equal, ratio: None };
        }
        let standing = match value.better(baseline, criterion) {
            Some(Ordering::Greater) => Standing::Better,
            Some(Ordering::Less) => Standing::Worse,
            Some(Ordering::Equal) | None => Standing::Different,
        };
        Self { standing, ratio: ratio(value, baseline) }
    }

    /// How many times the baseline's amount it is, in a few characters: `×3`, or `÷1.5` where it is less.
    #[must_use]
    pub fn times(&self) -> Option<String> {
        let ratio = self.ratio?;
        let (sign, times) = if ratio >= 1.0 { ('×', ratio) } else { ('÷', 1.0 / ratio) };
        let decimals = usize::from(times < 9.95);
        let text = format!("{times:.decimals$}");
        (times >= 1.05).then(|| format!("{sign}{}", text.strip_suffix(".0").unwrap_or(&text)))
    }
}

fn ratio(value: &Value, baseline: &Value) -> Option<f64> {
    if matches!(value, Value::Percent(_)) {
        return None;
    }
    let unit = baseline.unit();
    let (value, baseline) = (value.amount_in(unit)?, baseline.amount_in(unit)?);
    (value > 0.0 && baseline > 0.0).then(|| value / baseline)
}

/// Whether two answers say the same: amounts in units that convert, lists in any order.
pub(super) fn same(a: &Value, b: &Value) -> bool {
    const ROUNDING: f64 = 1e-9;
    if let (Value::Choices(a), Value::Choices(b)) = (a, b) {
        return a.iter().collect::<BTreeSet<_>>() == b.iter().collect::<BTreeSet<_>>();
    }
    match (a.amount_in(b.unit()), b.amount_in(b.unit())) {
        (Some(x), Some(y)) => (x - y).abs() <= ROUNDING * x.abs().max(y.abs()),
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::catalog::{Direction, Kind, Unit, YesNo};

    fn criterion(kind: Kind, better: Direction) -> Criterion {
        Criterion {
            id: "x".parse().expect("an id"),
            label: SafeText::line("X"),
            group: SafeText::line("G"),
            kind,
            unit: Some(Unit::new("USD/hour")),
            better,
            shelf_life: None,
            about: SafeText::default(),
        }
    }

    fn price(text: &str, unit: &str) -> Value {
        Value::read(&criterion(Kind::Money, Direction::Lower), text, Some(Unit::new(unit))).expect(text)
    }

    fn against(value: &Value, baseline: &Value) -> Against {
        Against::baseline(Some(value), Some(baseline), &criterion(Kind::Money, Direction::Lower))
    }

    #[test]
    fn a_lower_price_is_better_and_a_month_is_730_hours() {
        let (hour, month) = (price("0.10", "USD/hour"), price("73", "USD/month"));
        assert_eq!(against(&hour, &month), Against { standing: Standing::Equal, ratio: None });
        let half = against(&price("0.05", "USD/hour"), &month);
        assert_eq!(half.standing, Standing::Better);
        assert!((half.ratio.expect("a ratio") - 0.5).abs() < 1e-9);
        assert_eq!(against(&price("0", "USD/hour"), &month), Against { standing: Standing::Better, ratio: None });
    }

    #[test]
    fn a_ratio_is_said_as_people_say_it() {
        let times = |ratio| Against { standing: Standing::Better, ratio: Some(ratio) }.times();
        for (ratio, words) in [(3.0, "×3"), (1.0 / 3.0, "÷3"), (1.5, "×1.5"), (15.2, "×15"), (9.99, "×10")] {
            assert_eq!(times(ratio).as_deref(), Some(words));
        }
        assert_eq!(times(1.01), None);
    }

    #[test]
    fn euros_and_dollars_are_different_and_none_is_better() {
        let found = against(&price("1", "EUR/hour"), &price("1", "USD/hour"));
        assert_eq!(found, Against { standing: Standing::Different, ratio: None });
    }

    #[test]
    fn what_is_unknown_is_neither_better_nor_worse() {
        let criterion = criterion(Kind::YesNo, Direction::Yes);
        let yes = Value::YesNo(YesNo::Yes);
        assert_eq!(Against::baseline(None, Some(&yes), &criterion).standing, Standing::Unknown);
        assert_eq!(Against::baseline(Some(&yes), None, &criterion).standing, Standing::Unknown);
    }

    #[test]
    fn lists_are_the_same_in_any_order() {
        let words = |words: &[&str]| Value::Choices(words.iter().map(|word| SafeText::line(word)).collect());
        assert!(same(&words(&["a", "b"]), &words(&["b", "a"])));
        assert!(!same(&words(&["a"]), &words(&["a", "b"])));
    }
}
