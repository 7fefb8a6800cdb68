//! Answers, typed as their criterion asks.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Criterion, Direction, Kind, Unit, parse_duration};
use crate::base::date::Date;
use crate::base::text::SafeText;

/// An answer to a yes-no question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum YesNo {
    /// No.
    No,
    /// In part; the note says which.
    Partial,
    /// Yes.
    Yes,
}

impl YesNo {
    /// The word in files and on screens.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Partial => "partial",
        }
    }

    /// The answer of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Yes, Self::No, Self::Partial].into_iter().find(|answer| answer.word() == word)
    }
}

/// A finite number that remembers how it was written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Number {
    amount: f64,
    written: SafeText,
}

impl Number {
    /// The number that the text writes, if it is finite.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'-');
        let amount: f64 = text.bytes().all(digits).then(|| text.parse().ok())??;
        Some(Self { amount, written: SafeText::line(text) })
    }

    /// Its amount.
    #[must_use]
    pub fn amount(&self) -> f64 {
        self.amount
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.amount == other.amount
    }
}

/// Thousands are set apart: `15,000`. Decimals stay as they were written: `0.10`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = match self.written.find('.') {
            Some(point) => self.written.split_at(point),
            None => (self.written.as_str(), ""),
        };
        let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
        f.write_str(sign)?;
        for (index, digit) in whole.char_indices() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        f.write_str(rest)
    }
}

/// An entry's answer to a criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Value {
    /// Yes, no or partial.
    YesNo(YesNo),
    /// A count, in a unit where one is known.
    Number(Number, Option<Unit>),
    /// An amount of money; free of charge where it is nought.
    Money(Number, Unit),
    /// A share of a hundred.
    Percent(Number),
    /// A length of time in seconds, and as written.
    Duration(f64, SafeText),
    /// Any text.
    Text(SafeText),
    /// One word.
    Choice(SafeText),
    /// Several words, in the order of the file.
    Choices(Vec<SafeText>),
    /// A date.
    Date(Date),
    /// A version.
    Version(SafeText),
}

impl Value {
    /// The answer that one word or text gives to the criterion, or why it gives none. A list is read word
    /// by word and put together by the caller with [`Value::Choices`].
    ///
    /// # Errors
    /// A sentence that says what the criterion wants.
    pub fn read(criterion: &Criterion, text: &str, unit: Option<Unit>) -> Result<Self, String> {
        let number = |wanted: &str| Number::parse(text).ok_or_else(|| format!("wants {wanted}, not `{text}`"));
        let unit = unit.or_else(|| criterion.unit.clone());
        match &criterion.kind {
            Kind::YesNo => {
                YesNo::from_word(text).map(Self::YesNo).ok_or_else(|| format!("wants yes, no or partial, not `{text}`"))
            }
            Kind::Number => number("a number").map(|number| Self::Number(number, unit)),
            Kind::Money => {
                let unit = unit.ok_or("wants a unit such as USD/hour")?;
                number("an amount").map(|amount| Self::Money(amount, unit))
            }
            Kind::Percent => Number::parse(text.trim_end_matches('%').trim_end())
                .map(Self::Percent)
                .ok_or_else(|| format!("wants a share of a hundred, not `{text}`")),
            Kind::Duration => parse_duration(text, unit.as_ref())
                .map(|seconds| Self::Duration(seconds, duration_text(text, unit.as_ref())))
                .ok_or_else(|| format!("wants a length of time such as `60 minutes`, not `{text}`")),
            Kind::Text => Ok(Self::Text(SafeText::line(text))),
            Kind::Choice(allowed) => allowed_word(allowed, text).map(Self::Choice),
            Kind::Choices(allowed) => allowed_word(allowed, text).map(|word| Self::Choices(vec![word])),
            Kind::Date => text.parse().map(Self::Date).map_err(|error| format!("wants a date: {error}")),
            Kind::Version => Ok(Self::Version(SafeText::line(text))),
        }
    }

    /// The unit of the amount, where it has one.
    #[must_use]
    pub fn unit(&self) -> Option<&Unit> {
        match self {
            Self::Number(_, unit) => unit.as_ref(),
            Self::Money(_, unit) => Some(unit),
            _ => None,
        }
    }

    /// What is to be compared as a number, in `unit` where it has one; nothing where the value is no
    /// amount or cannot be converted.
    #[must_use]
    pub fn amount_in(&self, unit: Option<&Unit>) -> Option<f64> {
        match (self, unit) {
            (Self::Percent(number), _) => Some(number.amount),
            (Self::Duration(seconds, _), _) => Some(*seconds),
            (Self::Number(number, Some(own)), Some(unit)) | (Self::Money(number, own), Some(unit)) => {
                Some(number.amount * own.in_terms_of(unit)?)
            }
            (Self::Number(number, _), _) | (Self::Money(number, _), None) => Some(number.amount),
            _ => None,
        }
    }

    /// Which of two answers to the criterion is the better one; nothing where neither can be called better.
    #[must_use]
    pub fn better(&self, other: &Self, criterion: &Criterion) -> Option<Ordering> {
        match (&criterion.better, self, other) {
            (Direction::Yes, Self::YesNo(a), Self::YesNo(b)) => Some(a.cmp(b)),
            (Direction::No, Self::YesNo(a), Self::YesNo(b)) => Some(b.cmp(a)),
            (Direction::Higher, ..) => self.cmp_amount(other, criterion),
            (Direction::Lower, ..) => self.cmp_amount(other, criterion).map(Ordering::reverse),
            (Direction::Order(order), Self::Choice(a), Self::Choice(b)) => {
                let place = |word| order.iter().position(|known| known == word);
                Some(place(b)?.cmp(&place(a)?))
            }
            _ => None,
        }
    }

    /// The order of amounts and dates.
    #[must_use]
    pub fn cmp_amount(&self, other: &Self, criterion: &Criterion) -> Option<Ordering> {
        if let (Self::Date(a), Self::Date(b)) = (self, other) {
            return Some(a.cmp(b));
        }
        let unit = criterion.unit.as_ref().or(self.unit());
        self.amount_in(unit)?.partial_cmp(&other.amount_in(unit)?)
    }
}

fn duration_text(text: &str, unit: Option<&Unit>) -> SafeText {
    match unit.filter(|_| text.bytes().all(|b| b.is_ascii_digit() || b == b'.')) {
        Some(unit) => SafeText::line(&format!("{text} {unit}")),
        None => SafeText::line(text.trim()),
    }
}

fn allowed_word(allowed: &[SafeText], text: &str) -> Result<SafeText, String> {
    if allowed.is_empty() || allowed.iter().any(|word| word.as_str() == text) {
        return Ok(SafeText::line(text));
    }
    Err(format!("does not know `{text}`"))
}

/// What a cell shows.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::YesNo(answer) => f.write_str(answer.word()),
            Self::Number(number, None) => number.fmt(f),
            Self::Number(number, Some(unit)) => write!(f, "{number} {unit}"),
            Self::Money(amount, _) if amount.amount == 0.0 => f.write_str("free"),
            Self::Money(amount, unit) => write!(f, "{amount} {unit}"),
            Self::Percent(share) => write!(f, "{share} %"),
            Self::Duration(_, text) | Self::Text(text) | Self::Choice(text) | Self::Version(text) => f.write_str(text),
            Self::Choices(words) if words.is_empty() => f.write_str("none"),
            Self::Choices(words) => {
                let words: Vec<&str> = words.iter().map(SafeText::as_str).collect();
                f.write_str(&words.join(", "))
            }
            Self::Date(date) => date.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        Number::parse(text).expect(text).to_string()
    }

    #[test]
    fn numbers_keep_their_decimals_and_gain_separators() {
        assert_eq!(shown("0.10"), "0.10");
        assert_eq!(shown("999"), "999");
        assert_eq!(shown("15000"), "15,000");
        assert_eq!(shown("-1234567.5"), "-1,234,567.5");
    }

    #[test]
    fn what_is_no_finite_number_is_refused() {
        for odd in ["", "NaN", "inf", "1e400", "1,000", "5 000", "1e5", "--1"] {
            assert!(Number::parse(odd).is_none(), "{odd}");
        }
    }
}
