//! Whether a thing is alive.

use serde::{Deserialize, Serialize};

/// Where an entry stands in its life. A renamed thing is active under its new name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Developed and offered.
    Active,
    /// Kept running, no longer developed.
    Maintenance,
    /// Announced to end; do not begin with it.
    Deprecated,
    /// Gone: the entry is a tombstone.
    Retired,
}

impl Status {
    /// Every status, from the liveliest to the dead.
    pub const ALL: [Self; 4] = [Self::Active, Self::Maintenance, Self::Deprecated, Self::Retired];

    /// The word in files, queries and on screens.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Maintenance => "maintenance",
            Self::Deprecated => "deprecated",
            Self::Retired => "retired",
        }
    }

    /// The status of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}
