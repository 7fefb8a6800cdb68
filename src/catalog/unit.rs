//! What amounts are measured in, and which can be held against each other.

use serde::{Deserialize, Serialize};

use std::fmt;

use crate::base::text::SafeText;

/// A unit such as `USD/hour`, `nodes` or `minutes`: something, perhaps per something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Unit {
    written: SafeText,
}

/// Seconds in the units of time that people write.
const TIMES: [(&[&str], f64); 8] = [
    (&["ms", "millisecond", "milliseconds"], 0.001),
    (&["s", "sec", "second", "seconds"], 1.0),
    (&["min", "minute", "minutes"], 60.0),
    (&["h", "hour", "hours"], 3_600.0),
    (&["d", "day", "days"], 86_400.0),
    (&["week", "weeks"], 604_800.0),
    // Clouds bill a month as 730 hours.
    (&["month", "months"], 2_628_000.0),
    (&["year", "years"], 31_536_000.0),
];

/// The seconds of one such unit of time.
fn seconds(word: &str) -> Option<f64> {
    TIMES.iter().find(|(words, _)| words.contains(&word)).map(|(_, seconds)| *seconds)
}

impl Unit {
    /// The unit as it is written.
    #[must_use]
    pub fn new(written: &str) -> Self {
        Self { written: SafeText::line(written.trim()) }
    }

    /// What it is written as.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The currency or thing counted, before the slash.
    #[must_use]
    pub fn what(&self) -> &str {
        self.parts().0
    }

    fn parts(&self) -> (&str, Option<&str>) {
        match self.written.split_once('/') {
            Some((what, per)) => (what.trim(), Some(per.trim())),
            None => (self.written.as_str(), None),
        }
    }

    /// How many of `other` one of these is, where both measure the same: `USD/month` and `USD/hour` do,
    /// `EUR` and `USD` do not.
    #[must_use]
    pub fn in_terms_of(&self, other: &Self) -> Option<f64> {
        let ((what, per), (other_what, other_per)) = (self.parts(), other.parts());
        let things = match (what == other_what, seconds(what), seconds(other_what)) {
            (true, ..) => 1.0,
            (false, Some(from), Some(to)) => from / to,
            _ => return None,
        };
        let spans = match (per, other_per) {
            (a, b) if a == b => 1.0,
            (Some(from), Some(to)) => seconds(to)? / seconds(from)?,
            _ => return None,
        };
        Some(things * spans)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.written)
    }
}

/// The seconds of a length of time such as `60 minutes`, `15min` or `1.5 h`; a bare number is counted in
/// `default`.
#[must_use]
pub fn parse_duration(text: &str, default: Option<&Unit>) -> Option<f64> {
    let text = text.trim();
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (amount, word) = text.split_at_checked(split)?;
    let amount: f64 = amount.parse().ok()?;
    let word = word.trim();
    let unit = if word.is_empty() { default?.as_str() } else { word };
    Some(amount * seconds(&unit.to_lowercase())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factor(from: &str, to: &str) -> Option<f64> {
        Unit::new(from).in_terms_of(&Unit::new(to))
    }

    #[test]
    fn times_convert_and_currencies_do_not() {
        assert_eq!(factor("USD/hour", "USD/hour"), Some(1.0));
        assert_eq!(factor("USD/hour", "USD/month"), Some(730.0));
        assert_eq!(factor("minutes", "seconds"), Some(60.0));
        assert_eq!(factor("EUR/hour", "USD/hour"), None);
        assert_eq!(factor("USD/GB", "USD/hour"), None);
        assert_eq!(factor("USD", "USD/hour"), None);
    }

    #[test]
    fn lengths_of_time_are_read_as_written() {
        let minutes = Unit::new("minutes");
        assert_eq!(parse_duration("60 minutes", None), Some(3_600.0));
        assert_eq!(parse_duration("1.5h", None), Some(5_400.0));
        assert_eq!(parse_duration("15", Some(&minutes)), Some(900.0));
        assert_eq!(parse_duration("15", None), None);
        assert_eq!(parse_duration("soon", None), None);
    }
}
