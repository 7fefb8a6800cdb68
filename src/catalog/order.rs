//! The orders that entries can be put in.

use std::cmp::{Ordering, Reverse};

use super::{Catalog, Criterion, CriterionId, Direction, Entry, Value, Version};
use crate::base::date::Day;
use crate::base::suggest::Unknown;

/// By what entries are ordered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// By name.
    #[default]
    Name,
    /// By how well they fit the filter; without one, by name.
    Fit,
    /// By their newest event, the newest first.
    Newest,
    /// By what they answer, the better or greater first.
    Criterion(CriterionId),
}

/// In which order entries stand. Those that do not say what it asks stand last, whichever way it goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub by: By,
    /// Whether the last stands first.
    pub reversed: bool,
}

/// The sign before the word of an order that is reversed.
const REVERSED: char = '-';

impl By {
    /// The words for those that every catalog has.
    pub const WORDS: [(&'static str, Self); 3] = [("name", Self::Name), ("fit", Self::Fit), ("newest", Self::Newest)];

    fn word(&self) -> &str {
        match self {
            Self::Name => "name",
            Self::Fit => "fit",
            Self::Newest => "newest",
            Self::Criterion(id) => id.as_str(),
        }
    }

    fn from_word(word: &str, catalog: &Catalog) -> Option<Self> {
        let known = Self::WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, by)| by);
        known.or_else(|| {
            let criterion = catalog.criteria.iter().find(|criterion| criterion.id.as_str() == word)?;
            Some(Self::Criterion(criterion.id.clone()))
        })
    }
}

impl From<By> for Order {
    fn from(by: By) -> Self {
        Self { by, reversed: false }
    }
}

impl Order {
    /// The word in settings and on the command line: `name`, `-name`.
    #[must_use]
    pub fn word(&self) -> String {
        let sign = if self.reversed { REVERSED.to_string() } else { String::new() };
        sign + self.by.word()
    }

    /// The order of that word.
    #[must_use]
    pub fn from_word(word: &str, catalog: &Catalog) -> Option<Self> {
        let by = word.strip_prefix(REVERSED);
        Some(Self { by: By::from_word(by.unwrap_or(word), catalog)?, reversed: by.is_some() })
    }

    /// The order that a person names.
    ///
    /// # Errors
    /// The word means nothing, with what may be meant.
    pub fn read(word: &str, catalog: &Catalog) -> Result<Self, Unknown> {
        let known = By::WORDS.iter().map(|(word, _)| *word).chain(catalog.criterion_words());
        let by = word.strip_prefix(REVERSED).unwrap_or(word);
        Self::from_word(word, catalog).ok_or_else(|| Unknown::new("order", by, known))
    }

    /// What it is called.
    #[must_use]
    pub fn label(&self, catalog: &Catalog) -> String {
        let by = match &self.by {
            By::Criterion(id) => catalog.criterion(id).map_or(id.as_str(), |criterion| criterion.label.as_str()),
            other => other.word(),
        };
        if self.reversed { format!("{by}, reversed") } else { by.to_owned() }
    }

    /// The places of all entries, in this order; what is equal stays by name.
    #[must_use]
    pub fn of(&self, catalog: &Catalog) -> Vec<usize> {
        let mut places: Vec<usize> = (0..catalog.entries.len()).collect();
        self.sort(&mut places, catalog);
        places
    }

    /// Puts places of entries in this order, what is equal by name. How well they fit only the search knows:
    /// by fit they stay as it gave them, or the other way round.
    pub fn sort(&self, places: &mut [usize], catalog: &Catalog) {
        let entry = |place: &usize| catalog.entries.get(*place);
        if self.by != By::Fit {
            places.sort_unstable();
        }
        match &self.by {
            By::Name | By::Fit if self.reversed => places.reverse(),
            By::Name | By::Fit => {}
            By::Newest => self.sort_by(places, |place| entry(place).and_then(newest).map(|day| (false, Reverse(day)))),
            By::Criterion(id) => {
                let Some(criterion) = catalog.criterion(id) else { return };
                self.sort_by(places, |place| {
                    let standing = Standing::new(&entry(place)?.fact(id)?.value, criterion);
                    Some((standing.amount.is_none(), standing))
                });
            }
        }
    }

    /// Sorts by what is asked. What does not say it stands last, and before that what cannot be held against the
    /// others: neither is the other end of the order.
    fn sort_by<K: Ord>(&self, places: &mut [usize], key: impl Fn(&usize) -> Option<(bool, K)>) {
        let parts = |place: &usize| {
            let (is_apart, key) = key(place).unzip();
            ((key.is_none(), is_apart), key)
        };
        if self.reversed {
            places.sort_by_cached_key(|place| {
                let (last, key) = parts(place);
                (last, Reverse(key))
            });
        } else {
            places.sort_by_cached_key(parts);
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
