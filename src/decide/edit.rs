//! Changes to the decision file that leave a person's comments and order alone.

use crate::base::merge::Refusal;
use crate::base::text::SafeText;
use crate::catalog::EntryId;

/// What to do to the decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecisionEdit {
    /// Put an entry at the end of the shortlist; one that is there already stays where it is.
    Add {
        /// Which.
        entry: EntryId,
        /// The reader's line on it.
        verdict: Option<String>,
    },
    /// Take an entry off the shortlist.
    Remove {
        /// Which.
        entry: EntryId,
    },
    /// Move an entry on the shortlist.
    Move {
        /// Which.
        entry: EntryId,
        /// Its place from nought; past the end means the end.
        to: usize,
    },
    /// Write the line on an entry; an empty one removes it.
    Verdict {
        /// Which.
        entry: EntryId,
        /// The line.
        text: String,
    },
    /// Write what is to be decided.
    Question {
        /// The question.
        text: String,
    },
}

impl DecisionEdit {
    /// The decision file's new text.
    ///
    /// # Errors
    /// The file cannot be read as a decision.
    pub fn apply(&self, _catalog: &SafeText, _current: Option<&str>) -> Result<String, Refusal> {
        Err(Refusal::Unfit { why: String::new() })
    }
}
