//! What a text of a landscape can be read as.

use crate::base::address::is_web;
use crate::base::date::{Date, Day};
use crate::catalog::{Number, YesNo};

/// A day; `2021-7-8` is understood as well.
pub(super) fn day(text: &str) -> Option<Date> {
    let mut parts = text.trim().split('-');
    let mut number = |longest: usize| {
        let part = parts.next()?;
        let fits = (1..=longest).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| part.parse::<u16>().ok())?
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    let day = Day::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    parts.next().is_none().then(|| day.into())
}

/// A day, a month or a year.
pub(super) fn date(text: &str) -> Option<Date> {
    day(text).or_else(|| text.trim().parse().ok())
}

/// Yes or no, in the words of YAML.
pub(super) fn flag(text: &str) -> Option<YesNo> {
    const WORDS: [(&str, YesNo); 4] =
        [("true", YesNo::Yes), ("yes", YesNo::Yes), ("false", YesNo::No), ("no", YesNo::No)];
    WORDS.iter().find(|(word, _)| text.eq_ignore_ascii_case(word)).map(|(_, answer)| *answer)
}

/// A number as a person writes it; `007` is a name.
pub(super) fn number(text: &str) -> Option<Number> {
    let padded = text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
    Number::parse(text).filter(|_| !padded)
}

/// What a text can be read as, found out once for each text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Readings {
    pub(super) link: bool,
    pub(super) date: bool,
    /// A date with more than its year.
    pub(super) plain_date: bool,
    pub(super) flag: bool,
    pub(super) number: bool,
}

impl Readings {
    pub(super) fn of(text: &str) -> Self {
        /// Nothing longer is any of these but an address.
        const LONGEST: usize = 32;
        if text.len() > LONGEST || text.starts_with("http") {
            return Self { link: is_web(text), ..Self::default() };
        }
        let date = date(text).is_some();
        Self {
            link: is_web(text),
            date,
            plain_date: date && text.contains('-'),
            flag: flag(text).is_some(),
            number: number(text).is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_with_or_without_its_noughts() {
        assert_eq!(day("2021-7-8").unwrap().to_string(), "2021-07-08");
        assert_eq!(day("2021-07-08"), day(" 2021-7-8 "));
        for odd in ["2021", "2021-07", "2021-13-01", "2021-02-30", "2021-07-08-1", "21 July 2021", "2021-+7-08", ""] {
            assert!(day(odd).is_none(), "{odd}");
        }
        assert_eq!(date("2021-07").unwrap().to_string(), "2021-07");
        assert!(!Readings::of("2021").plain_date && Readings::of("2021-07").plain_date);
    }

    #[test]
    fn only_the_words_of_yaml_are_flags() {
        assert_eq!(flag("TRUE"), Some(YesNo::Yes));
        assert_eq!(flag("no"), Some(YesNo::No));
        assert_eq!(flag("1"), None);
    }

    #[test]
    fn a_number_has_no_noughts_in_front() {
        assert!(number("0.5").is_some() && number("0").is_some() && number("42").is_some());
        assert!(number("007").is_none() && number("v1").is_none());
    }
}
