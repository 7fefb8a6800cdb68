//! The decision file as data.

use crate::base::text::SafeText;
use crate::catalog::EntryId;

/// What stands in `decision.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Title of the catalog it is about.
    pub catalog: Option<SafeText>,
    /// What is to be decided.
    pub question: Option<SafeText>,
    /// The candidates, best first.
    pub shortlist: Vec<Shortlisted>,
}

/// A candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortlisted {
    /// Which entry.
    pub entry: EntryId,
    /// What the reader says of it, in a line.
    pub verdict: Option<SafeText>,
}

impl Decision {
    /// Where the entry stands on the shortlist, from nought.
    #[must_use]
    pub fn position(&self, entry: &EntryId) -> Option<usize> {
        self.shortlist.iter().position(|candidate| candidate.entry == *entry)
    }
}
