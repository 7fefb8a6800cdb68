//! The orders that entries can be put in.

use std::cmp::{Ordering, Reverse};

use super::{Catalog, Criterion, CriterionId, Direction, Entry, Value, Version};
use crate::base::date::Day;
use crate::base::suggest::Unknown;

/// By what entries are ordered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By name.
    #[default]
    Name,
    /// By how well they fit the filter; without one, by name.
    Fit,
    /// By their newest event, the newest first.
    Newest,
    /// By what they answer, the better or greater first, those without an answer last.
    Criterion(CriterionId),
}

impl Order {
    /// The words for those that every catalog has.
    pub const WORDS: [(&'static str, Self); 3] = [("name", Self::Name), ("fit", Self::Fit), ("newest", Self::Newest)];

    /// The word in settings and on the command line.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Name => "name",
            Self::Fit => "fit",
            Self::Newest => "newest",
            Self::Criterion(id) => id.as_str(),
        }
    }

    /// The order of that word.
    #[must_use]
    pub fn from_word(word: &str, catalog: &Catalog) -> Option<Self> {
        let known = Self::WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, order)| order);
        known.or_else(|| {
            let criterion = catalog.criteria.iter().find(|criterion| criterion.id.as_str() == word)?;
            Some(Self::Criterion(criterion.id.clone()))
        })
    }

    /// The order that a person names.
    ///
    /// # Errors
    /// The word means nothing, with what may be meant.
    pub fn read(word: &str, catalog: &Catalog) -> Result<Self, Unknown> {
        let known = Self::WORDS.iter().map(|(word, _)| *word).chain(catalog.criterion_words());
        Self::from_word(word, catalog).ok_or_else(|| Unknown::new("order", word, known))
    }

    /// The places of all entries, in this order; what is equal stays by name.
    #[must_use]
    pub fn of(&self, catalog: &Catalog) -> Vec<usize> {
        let mut places: Vec<usize> = (0..catalog.entries.len()).collect();
        self.sort(&mut places, catalog);
        places
    }

    /// Puts places of entries in this order, what is equal by name. How well they fit only the search knows:
    /// by fit they stay as it gave them.
    pub fn sort(&self, places: &mut [usize], catalog: &Catalog) {
        let entry = |place: &usize| catalog.entries.get(*place);
        if *self != Self::Fit {
            places.sort_unstable();
        }
        match self {
            Self::Name | Self::Fit => {}
            Self::Newest => places.sort_by_cached_key(|place| Reverse(entry(place).and_then(newest))),
            Self::Criterion(id) => {
                let Some(criterion) = catalog.criterion(id) else { return };
                let standing = |place: &usize| Some(Standing::new(&entry(place)?.fact(id)?.value, criterion));
                places.sort_by_cached_key(|place| {
                    let standing = standing(place);
                    (standing.is_none(), standing)
                });
            }
        }
    }
}

fn newest(entry: &Entry) -> Option<Day> {
    entry.details.events.iter().map(|event| event.date.last()).max()
}

/// Where an answer stands: those that can be reckoned with first, by their amount, versions by their age, the
/// others by their words.
#[derive(PartialEq)]
struct Standing {
    amount: Option<f64>,
    version: Option<Reverse<Version>>,
    words: String,
}

impl Standing {
    fn new(value: &Value, criterion: &Criterion) -> Self {
        let version = match value {
            Value::Version(text) => Some(Reverse(Version::of(text))),
            _ => None,
        };
        Self { amount: amount(value, criterion), version, words: value.to_string() }
    }
}

impl Eq for Standing {}

impl Ord for Standing {
    fn cmp(&self, other: &Self) -> Ordering {
        let amounts = match (self.amount, other.amount) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        };
        amounts.then_with(|| self.version.cmp(&other.version)).then_with(|| self.words.cmp(&other.words))
    }
}

impl PartialOrd for Standing {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The less, the earlier it stands: the better first, and where neither is better the greater or later.
fn amount(value: &Value, criterion: &Criterion) -> Option<f64> {
    let written = match value {
        Value::YesNo(answer) => f64::from(*answer as u8),
        Value::Date(date) => date.last().to_string().replace('-', "").parse().ok()?,
        Value::Choice(word) => {
            let Direction::Order(order) = &criterion.better else { return None };
            let place = order.iter().position(|known| known == word)?;
            -f64::from(u32::try_from(place).ok()?)
        }
        other => other.amount_in(criterion.unit.as_ref())?,
    };
    Some(if matches!(criterion.better, Direction::Lower | Direction::No) { written } else { -written })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::catalog::{Kind, Number, Unit, YesNo};

    fn asked(kind: Kind, better: Direction, unit: Option<&str>) -> Criterion {
        Criterion {
            id: "asked".parse().unwrap(),
            label: SafeText::default(),
            group: SafeText::default(),
            kind,
            unit: unit.map(Unit::new),
            better,
            shelf_life: None,
            about: SafeText::default(),
        }
    }

    fn ordered(criterion: &Criterion, values: &[Value]) -> Vec<String> {
        let mut standings: Vec<Standing> = values.iter().map(|value| Standing::new(value, criterion)).collect();
        standings.sort();
        standings.into_iter().map(|standing| standing.words).collect()
    }

    fn money(amount: &str, unit: &str) -> Value {
        Value::Money(Number::parse(amount).unwrap(), Unit::new(unit))
    }

    #[test]
    fn the_cheaper_stands_first_whatever_the_unit_and_what_cannot_be_converted_last() {
        let price = asked(Kind::Money, Direction::Lower, Some("USD/hour"));
        let values = [money("0.10", "EUR/hour"), money("0.20", "USD/hour"), money("73", "USD/month")];
        assert_eq!(ordered(&price, &values), ["73 USD/month", "0.20 USD/hour", "0.10 EUR/hour"]);
    }

    #[test]
    fn yes_stands_first_unless_no_is_better() {
        let values = [YesNo::No, YesNo::Yes, YesNo::Partial].map(Value::YesNo);
        assert_eq!(ordered(&asked(Kind::YesNo, Direction::Yes, None), &values), ["yes", "partial", "no"]);
        assert_eq!(ordered(&asked(Kind::YesNo, Direction::No, None), &values), ["no", "partial", "yes"]);
    }

    #[test]
    fn the_newest_version_stands_first() {
        let values = ["1.9", "v1.10.2", "2.0-rc1", "2.0", "1.10"].map(|text| Value::Version(SafeText::line(text)));
        let asked = asked(Kind::Version, Direction::None, None);
        assert_eq!(ordered(&asked, &values), ["2.0", "2.0-rc1", "v1.10.2", "1.10", "1.9"]);
    }

    #[test]
    fn the_later_date_stands_first() {
        let values = ["2019", "2024-05", "2021-02-03"].map(|date| Value::Date(date.parse().unwrap()));
        assert_eq!(ordered(&asked(Kind::Date, Direction::None, None), &values), ["2024-05", "2021-02-03", "2019"]);
    }
}
