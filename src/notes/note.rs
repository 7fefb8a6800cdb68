//! One author's note on one entry.

use std::collections::BTreeMap;

use super::Author;
use crate::base::text::SafeText;
use crate::catalog::{CriterionId, EntryId};

/// A note as it is shown. The raw file stays on disk; this is its safe reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// On which entry.
    pub entry: EntryId,
    /// Whose.
    pub author: Author,
    /// Title of the catalog it was written for, if the file names one.
    pub catalog: Option<SafeText>,
    /// The raw text of the part on the entry as a whole, without outer blank lines.
    pub body: String,
    /// The raw text of the parts on single facts.
    pub on_facts: BTreeMap<CriterionId, String>,
    /// Why it can be read but not edited here (conflict markers, text that a terminal must not see).
    pub read_only: Option<SafeText>,
}
