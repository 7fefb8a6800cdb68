//! Typed edges between entries.

use serde::{Deserialize, Serialize};

use super::tree::Mark;
use super::{EntryId, RelationId};
use crate::base::text::SafeText;

/// What a kind of relation tells, and so where it is shown and followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RelationGroup {
    /// The one stands on the other.
    Foundation,
    /// The one is inside the other.
    Containment,
    /// The one took the other's place.
    Succession,
    /// Anything else.
    Other,
}

impl RelationGroup {
    /// All groups with their words in files.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Foundation, "foundation"),
        (Self::Containment, "containment"),
        (Self::Succession, "succession"),
        (Self::Other, "other"),
    ];
}

/// A kind of relation, as the catalog declares it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct RelationKind {
    /// Its id in files and queries (`built_on`).
    pub id: RelationId,
    /// In words, read from the entry that has it (`built on`).
    pub label: SafeText,
    /// In words, read from the other end (`foundation of`).
    pub inverse: SafeText,
    /// What it tells.
    pub group: RelationGroup,
    /// When to use it.
    pub about: SafeText,
}

/// An edge from the entry that has it to another one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Relation {
    /// Of which kind.
    pub kind: RelationId,
    /// To which entry.
    pub to: EntryId,
    /// Said by whom (URL).
    pub source: Option<SafeText>,
    /// What else is to be said of it.
    pub note: Option<SafeText>,
    /// Where it stands in the text of its entry.
    pub mark: Mark,
}
