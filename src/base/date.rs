//! Dates as people give them: a year, a month, or a day.

use serde::{Deserialize, Serialize};

use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar, in order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

/// A date as precise as is known: `2017`, `2017-11` or `2017-11-14`.
///
/// Ordered as a reader sorts a list: by year, then by what is known of the rest, the vaguer first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Not of the form `2017`, `2017-11` or `2017-11-14`.
    Form,
    /// The month is not 1 to 12.
    Month(u8),
    /// The month has fewer days.
    Day(u8),
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => f.write_str("a date is written 2017, 2017-11 or 2017-11-14"),
            Self::Month(month) => write!(f, "there is no month {month}"),
            Self::Day(day) => write!(f, "that month has no day {day}"),
        }
    }
}

impl std::error::Error for DateError {}

impl Day {
    /// The day, if the calendar has it.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let fits = (1..=12).contains(&month) && day >= 1 && day <= days_in(year, month);
        fits.then_some(Self { year, month, day })
    }

    /// The day that is `days` after 1970-01-01, as a system clock counts them.
    ///
    /// The civil-from-days arithmetic counts in eras of 400 years that begin in March, so that a leap
    /// day is the last of its year.
    #[must_use]
    pub fn from_unix_days(days: i64) -> Self {
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self {
            year: u16::try_from(year).unwrap_or(u16::MAX),
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(day).unwrap_or(1),
        }
    }

    /// How many days after 1970-01-01 it is; the inverse of [`Day::from_unix_days`].
    #[must_use]
    pub fn unix_days(self) -> i64 {
        let march_month = (i64::from(self.month) + 9) % 12;
        let march_year = i64::from(self.year) - i64::from(self.month <= 2);
        let (era, year_of_era) = (march_year.div_euclid(400), march_year.rem_euclid(400));
        let of_year = (153 * march_month + 2) / 5 + i64::from(self.day) - 1;
        let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
        era * 146_097 + of_era - 719_468
    }

    /// How many days it is after the other; negative where it comes before.
    #[must_use]
    pub fn days_after(self, other: Self) -> i64 {
        self.unix_days() - other.unix_days()
    }

    /// The day that is `days` later.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        Self::from_unix_days(self.unix_days() + i64::from(days))
    }

    /// The same day `months` later, or the month's last day where it is shorter.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        let count = u32::from(self.year) * 12 + u32::from(self.month) - 1 + months;
        let year = u16::try_from(count / 12).unwrap_or(u16::MAX);
        let month = u8::try_from(count % 12 + 1).unwrap_or(12);
        Self { year, month, day: self.day.min(days_in(year, month)) }
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        Self { year: day.year, month: Some(day.month), day: Some(day.day) }
    }
}

impl Date {
    /// The calendar year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The first day that the date may mean.
    #[must_use]
    pub fn first(self) -> Day {
        Day { year: self.year, month: self.month.unwrap_or(1), day: self.day.unwrap_or(1) }
    }

    /// The last day that the date may mean; for staleness a partial date means this one.
    #[must_use]
    pub fn last(self) -> Day {
        let month = self.month.unwrap_or(12);
        Day { year: self.year, month, day: self.day.unwrap_or_else(|| days_in(self.year, month)) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let mut parts = text.split('-');
        let year = digits(parts.next(), 4)?.ok_or(DateError::Form)?;
        let month = digits(parts.next(), 2)?.map(|m| u8::try_from(m).unwrap_or(0));
        let day = digits(parts.next(), 2)?.map(|d| u8::try_from(d).unwrap_or(0));
        if parts.next().is_some() {
            return Err(DateError::Form);
        }
        if let Some(month) = month.filter(|m| !(1..=12).contains(m)) {
            return Err(DateError::Month(month));
        }
        if let (Some(month), Some(day)) = (month, day)
            && (day == 0 || day > days_in(year, month))
        {
            return Err(DateError::Day(day));
        }
        Ok(Self { year, month, day })
    }
}

/// A part of exactly `width` digits, or nothing where there is no part.
fn digits(part: Option<&str>, width: usize) -> Result<Option<u16>, DateError> {
    let Some(part) = part else { return Ok(None) };
    if part.len() != width || !part.bytes().all(|b| b.is_ascii_digit()) {
        return Err(DateError::Form);
    }
    part.parse().map(Some).map_err(|_| DateError::Form)
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect(text)
    }

    #[test]
    fn a_partial_date_spans_its_days() {
        assert_eq!(date("2016").first().to_string(), "2016-01-01");
        assert_eq!(date("2016").last().to_string(), "2016-12-31");
        assert_eq!(date("2016-02").last().to_string(), "2016-02-29");
        assert_eq!(date("2016-02-03").last(), date("2016-02-03").first());
    }

    #[test]
    fn what_the_calendar_lacks_is_refused() {
        assert_eq!("2017-13".parse::<Date>(), Err(DateError::Month(13)));
        assert_eq!("2017-02-29".parse::<Date>(), Err(DateError::Day(29)));
        for odd in ["", "17", "2017-1", "2017-01-01-01", "2017/01", "20170", "+201"] {
            assert_eq!(odd.parse::<Date>(), Err(DateError::Form), "{odd}");
        }
    }

    #[test]
    fn days_since_1970_become_calendar_days() {
        assert_eq!(Day::from_unix_days(0).to_string(), "1970-01-01");
        assert_eq!(Day::from_unix_days(11_016).to_string(), "2000-02-29");
        assert_eq!(Day::from_unix_days(20_780).to_string(), "2026-11-23");
    }

    #[test]
    fn calendar_days_become_days_since_1970_again() {
        for days in (-200_000..200_000).step_by(37).chain(-800..800) {
            assert_eq!(Day::from_unix_days(days).unix_days(), days);
        }
        let day = |text: &str| date(text).first();
        assert_eq!(day("2024-03-01").days_after(day("2024-02-28")), 2);
        assert_eq!(day("2023-12-31").days_after(day("2024-01-01")), -1);
        assert_eq!(day("2026-12-31").plus_days(60), day("2027-03-01"));
    }

    #[test]
    fn a_month_later_stays_within_the_month() {
        let last_of_january = Day::new(2025, 1, 31).expect("a day");
        assert_eq!(last_of_january.plus_months(1).to_string(), "2025-02-28");
        assert_eq!(last_of_january.plus_months(24).to_string(), "2027-01-31");
    }
}
