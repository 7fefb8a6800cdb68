//! Changes to a note, applied to whatever text it has by then.

use crate::base::text::SafeText;
use crate::catalog::{CriterionId, EntryId};
use crate::effect::Refusal;

/// What to do to a note. `on` is the criterion that it is about, or nothing for the entry as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteEdit {
    /// Add a paragraph.
    Append {
        /// About what.
        on: Option<CriterionId>,
        /// The paragraph.
        text: String,
    },
    /// Replace the part; an empty text removes it.
    Set {
        /// About what.
        on: Option<CriterionId>,
        /// The part's text when the reader began to edit.
        base: String,
        /// The part's text now.
        text: String,
    },
}

impl NoteEdit {
    /// The note's new file text.
    ///
    /// # Errors
    /// The text on disk clashes with the edit, or has unsolved conflict markers.
    pub fn apply(&self, _entry: &EntryId, _catalog: &SafeText, _current: Option<&str>) -> Result<String, Refusal> {
        Err(Refusal::Unfit { why: String::new() })
    }
}
