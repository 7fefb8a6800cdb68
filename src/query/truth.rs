//! Yes, no, and not known.

use std::cmp::Ordering;
use std::ops::Bound;

/// Whether an entry fits. An entry without the fact that is asked for neither fits nor fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// It does not.
    No,
    /// Nobody knows.
    Unknown,
    /// It does.
    Yes,
}

impl Truth {
    /// The opposite; of what is unknown, the opposite is unknown.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }
}

impl From<bool> for Truth {
    fn from(fits: bool) -> Self {
        if fits { Self::Yes } else { Self::No }
    }
}

/// A stretch of an ordered kind of values.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bounds<T> {
    pub low: Bound<T>,
    pub high: Bound<T>,
}

impl<T> Bounds<T> {
    /// Whether a value lies within. The value may be a stretch itself (the year 2016): `first` and `last`
    /// compare its two ends with a bound, or say nothing where the two cannot be compared.
    pub(super) fn hold(&self, first: impl Fn(&T) -> Option<Ordering>, last: impl Fn(&T) -> Option<Ordering>) -> Truth {
        let (Some(from_first), Some(from_last)) = (above(&self.low, &first), above(&self.low, &last)) else {
            return Truth::Unknown;
        };
        let (Some(to_first), Some(to_last)) = (below(&self.high, &first), below(&self.high, &last)) else {
            return Truth::Unknown;
        };
        if from_first && to_last {
            Truth::Yes
        } else if from_last && to_first {
            Truth::Unknown
        } else {
            Truth::No
        }
    }
}

fn above<T>(low: &Bound<T>, compare: impl Fn(&T) -> Option<Ordering>) -> Option<bool> {
    match low {
        Bound::Unbounded => Some(true),
        Bound::Included(low) => compare(low).map(Ordering::is_ge),
        Bound::Excluded(low) => compare(low).map(Ordering::is_gt),
    }
}

fn below<T>(high: &Bound<T>, compare: impl Fn(&T) -> Option<Ordering>) -> Option<bool> {
    match high {
        Bound::Unbounded => Some(true),
        Bound::Included(high) => compare(high).map(Ordering::is_le),
        Bound::Excluded(high) => compare(high).map(Ordering::is_lt),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_opposite_of_unknown_is_unknown() {
        assert_eq!(Truth::Unknown.opposite(), Truth::Unknown);
        assert_eq!(Truth::Yes.opposite(), Truth::No);
    }

    #[test]
    fn a_stretch_that_lies_over_a_bound_is_undecided() {
        let bounds = Bounds { low: Bound::Included(10), high: Bound::Excluded(20) };
        let hold = |first: i32, last: i32| bounds.hold(|b| first.partial_cmp(b), |b| last.partial_cmp(b));
        assert_eq!(hold(10, 19), Truth::Yes);
        assert_eq!(hold(10, 20), Truth::Unknown);
        assert_eq!(hold(5, 10), Truth::Unknown);
        assert_eq!(hold(20, 25), Truth::No);
        assert_eq!(hold(1, 9), Truth::No);
        assert_eq!(hold(1, 30), Truth::Unknown);
    }
}
