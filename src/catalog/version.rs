//! Versions, which are no numbers: `1.10` is newer than `1.9`.

use std::cmp::Ordering;

/// A part of a version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Word(String),
    Number(u64),
}

/// A version as its parts: numbers, and words between them. The newer is the greater.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version(Vec<Part>);

impl Version {
    /// The parts of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let parts = lower.trim_start_matches('v').split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        Self(parts.map(|part| part.parse().map_or_else(|_| Part::Word(part.to_owned()), Part::Number)).collect())
    }

    /// The order of this version and a typed one, as far as it was typed: `1.37.2` is `1.37`.
    #[must_use]
    pub fn cmp_as_typed(&self, typed: &Self) -> Ordering {
        self.0.iter().take(typed.0.len()).cmp(typed.0.iter())
    }
}

impl Ord for Version {
    /// Part by part. What has further parts is newer, but older where they begin with a word: `2.0-rc1` comes
    /// before `2.0`.
    fn cmp(&self, other: &Self) -> Ordering {
        let is_word = |next: Option<&Part>| matches!(next, Some(Part::Word(_)));
        let differing = self.0.iter().zip(&other.0).map(|(a, b)| a.cmp(b)).find(|order| order.is_ne());
        differing.unwrap_or_else(|| match (self.0.get(other.0.len()), other.0.get(self.0.len())) {
            (mine, None) if is_word(mine) => Ordering::Less,
            (None, theirs) if is_word(theirs) => Ordering::Greater,
            _ => self.0.len().cmp(&other.0.len()),
        })
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_version_is_greater() {
        let rising = ["0.9", "1.9", "1.9.1", "v1.10", "2.0-beta", "2.0-rc1", "2.0", "2.0.0", "10"];
        for pair in rising.windows(2) {
            assert!(Version::of(pair[0]) < Version::of(pair[1]), "{pair:?}");
            assert!(Version::of(pair[1]) > Version::of(pair[0]), "{pair:?}");
        }
        assert_eq!(Version::of("v1.2").cmp(&Version::of("1.2")), Ordering::Equal);
    }
}
