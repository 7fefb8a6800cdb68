//! The questions asked of every entry.

use serde::{Deserialize, Serialize};

use super::{CriterionId, Unit};
use crate::base::date::{Date, Day};
use crate::base::text::SafeText;

/// What an answer must look like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Kind {
    /// `yes`, `no` or `partial`.
    YesNo,
    /// A bare number.
    Number,
    /// An amount in a currency per something.
    Money,
    /// A share of a hundred.
    Percent,
    /// A length of time.
    Duration,
    /// Anything.
    Text,
    /// One of the known words; any word where none are known.
    Choice(Vec<SafeText>),
    /// Several of the known words; any words where none are known.
    Choices(Vec<SafeText>),
    /// A date as precise as is known.
    Date,
    /// A version as its maker writes it.
    Version,
}

impl Kind {
    /// The words for kinds in files, in the order of the manual.
    pub const WORDS: [&'static str; 10] =
        ["yes-no", "number", "money", "percent", "duration", "text", "choice", "choices", "date", "version"];

    /// The kind of that word, with the words that a choice allows.
    #[must_use]
    pub fn from_word(word: &str, allowed: Vec<SafeText>) -> Option<Self> {
        Some(match word {
            "yes-no" => Self::YesNo,
            "number" => Self::Number,
            "money" => Self::Money,
            "percent" => Self::Percent,
            "duration" => Self::Duration,
            "text" => Self::Text,
            "choice" => Self::Choice(allowed),
            "choices" => Self::Choices(allowed),
            "date" => Self::Date,
            "version" => Self::Version,
            _ => return None,
        })
    }

    /// The word in files.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::YesNo => "yes-no",
            Self::Number => "number",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Duration => "duration",
            Self::Text => "text",
            Self::Choice(_) => "choice",
            Self::Choices(_) => "choices",
            Self::Date => "date",
            Self::Version => "version",
        }
    }

    /// Whether an answer is counted in a unit.
    #[must_use]
    pub fn has_unit(&self) -> bool {
        matches!(self, Self::Number | Self::Money | Self::Duration)
    }

    /// The words that answers are taken from; empty where any answer will do.
    #[must_use]
    pub fn words(&self) -> Vec<&str> {
        match self {
            Self::YesNo => vec!["yes", "no", "partial"],
            Self::Choice(allowed) | Self::Choices(allowed) => allowed.iter().map(SafeText::as_str).collect(),
            _ => Vec::new(),
        }
    }
}

/// Which answer is the better one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Direction {
    /// None is better than another.
    #[default]
    None,
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// A yes is better.
    Yes,
    /// A no is better.
    No,
    /// The words in this order, the best first.
    Order(Vec<SafeText>),
}

impl Direction {
    /// The words for directions in files. An order has none: it is a list of its own.
    pub const WORDS: [&'static str; 5] = ["higher", "lower", "yes", "no", "none"];

    /// The direction of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "higher" => Self::Higher,
            "lower" => Self::Lower,
            "yes" => Self::Yes,
            "no" => Self::No,
            "none" => Self::None,
            _ => return None,
        })
    }
}

/// After how many months a fact should be looked up again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ShelfLife {
    /// Whole months, at least one.
    pub months: u32,
}

impl ShelfLife {
    /// The last day on which a fact of that date is fresh.
    #[must_use]
    pub fn fresh_until(self, as_of: Date) -> Day {
        as_of.last().plus_months(self.months)
    }
}

/// A typed question.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Criterion {
    /// Its id; also its field in queries.
    pub id: CriterionId,
    /// The words beside the answer.
    pub label: SafeText,
    /// Under which heading it stands.
    pub group: SafeText,
    /// What an answer must look like.
    pub kind: Kind,
    /// The unit of numbers and amounts, where the fact names none.
    pub unit: Option<Unit>,
    /// Which answer is better.
    pub better: Direction,
    /// How long an answer keeps.
    pub shelf_life: Option<ShelfLife>,
    /// What is asked, in a sentence.
    pub about: SafeText,
}

impl Criterion {
    /// The word that its label is typed as, in small letters: `longest_request`; nothing where letters of it are none
    /// that a field of a query can have.
    #[must_use]
    pub fn typed_label(&self) -> Option<String> {
        let is_typed = |c: char| !c.is_alphanumeric() || c.is_ascii();
        let words = self.label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let word = words.collect::<Vec<_>>().join("_").to_ascii_lowercase();
        (!word.is_empty() && self.label.chars().all(is_typed)).then_some(word)
    }

    /// The day by which a fact of that date should be looked up again: the last on which it is fresh.
    #[must_use]
    pub fn due(&self, as_of: Date) -> Option<Day> {
        self.shelf_life.map(|life| life.fresh_until(as_of))
    }

    /// Whether a fact of that date should have been looked up again before `today`.
    #[must_use]
    pub fn is_stale(&self, as_of: Date, today: Day) -> bool {
        self.due(as_of).is_some_and(|due| due < today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(as_of: &str, months: u32) -> String {
        ShelfLife { months }.fresh_until(as_of.parse().unwrap()).to_string()
    }

    #[test]
    fn a_fact_is_due_on_the_same_day_of_a_later_month() {
        assert_eq!(due("2026-03-14", 6), "2026-09-14");
        assert_eq!(due("2026-10-01", 6), "2027-04-01");
    }

    #[test]
    fn where_the_month_is_shorter_it_is_due_on_its_last_day() {
        assert_eq!(due("2026-08-31", 6), "2027-02-28");
        assert_eq!(due("2027-08-31", 6), "2028-02-29");
        assert_eq!(due("2024-02-29", 12), "2025-02-28");
        assert_eq!(due("2026-03-31", 1), "2026-04-30");
    }

    #[test]
    fn a_date_that_is_known_in_part_means_its_end() {
        assert_eq!(due("2025", 12), "2026-12-31");
        assert_eq!(due("2026-01", 1), "2026-02-28");
        assert_eq!(due("2026-02", 6), "2026-08-28");
    }

    #[test]
    fn a_fact_is_stale_from_the_day_after_it_is_due() {
        let criterion = Criterion {
            id: "price".parse().unwrap(),
            label: SafeText::line("Price"),
            group: SafeText::line("Cost"),
            kind: Kind::Text,
            unit: None,
            better: Direction::None,
            shelf_life: Some(ShelfLife { months: 1 }),
            about: SafeText::default(),
        };
        let date = |text: &str| text.parse::<Date>().unwrap();
        let stale = |today: &str| criterion.is_stale(date("2026-01-31"), date(today).first());
        assert!(!stale("2026-02-28"));
        assert!(stale("2026-03-01"));
    }
}
