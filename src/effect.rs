//! Everything the program can ask of the world, and what comes back.
//!
//! Effects are data: a session can be recorded, replayed, and tested with a fake shell that answers at
//! once. Changes to the reader's files are described, not performed: the shell reads what is on disk now,
//! lets [`Change::apply`] make the new text of it under a lock, and writes that wholly or not at all. So
//! nothing that another program wrote meanwhile is lost.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use crate::base::merge::Refusal;
use crate::base::text::SafeText;
use crate::catalog::EntryId;
use crate::decide::{DecisionEdit, QueryEdit};
use crate::notes::{Author, NoteEdit};
use crate::query::{Found, Search};
use crate::session::Session;

/// A file of the reader's, by what it is and not where it lies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Document {
    /// What one author wrote on one entry: `notes/<entry>/<author>.md`.
    Note {
        /// On which entry.
        entry: EntryId,
        /// Whose note.
        author: Author,
    },
    /// `decision.yaml`.
    Decision,
    /// `queries.yaml`.
    Queries,
}

/// A change to a document, to be applied to whatever stands on disk when it is saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// To a note.
    Note {
        /// On which entry.
        #[serde(deserialize_with = "EntryId::from_outside")]
        entry: EntryId,
        /// Whose note.
        author: Author,
        /// Title of the catalog that the entry is of; written into a new note.
        #[serde(deserialize_with = "SafeText::from_outside")]
        catalog: SafeText,
        /// What to change.
        edit: NoteEdit,
    },
    /// To the decision.
    Decision {
        /// Title of the catalog that the decision is about; written into a new file.
        #[serde(deserialize_with = "SafeText::from_outside")]
        catalog: SafeText,
        /// What to change.
        edit: DecisionEdit,
    },
    /// To the saved queries.
    Queries {
        /// What to change.
        edit: QueryEdit,
    },
}

impl Change {
    /// Which file it changes.
    #[must_use]
    pub fn document(&self) -> Document {
        match self {
            Self::Note { entry, author, .. } => Document::Note { entry: entry.clone(), author: author.clone() },
            Self::Decision { .. } => Document::Decision,
            Self::Queries { .. } => Document::Queries,
        }
    }

    /// The new text of the document; `current` is its text on disk, or nothing where there is no file yet.
    /// An empty new text means that the file can go.
    ///
    /// # Errors
    /// The text on disk does not allow the change.
    pub fn apply(&self, current: Option<&str>) -> Result<String, Refusal> {
        match self {
            Self::Note { entry, catalog, edit, .. } => edit.apply(entry, catalog, current),
            Self::Decision { catalog, edit } => edit.apply(catalog, current),
            Self::Queries { edit } => edit.apply(current),
        }
    }
}

/// What the program asks of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Save a change.
    Change(Change),
    /// Keep unsaved text safe from a crash.
    KeepDraft(Change),
    /// The draft is saved or given up.
    DropDraft,
    /// Write an export.
    Export {
        /// Where to.
        path: PathBuf,
        /// The whole text.
        text: String,
        /// In the place of a file that is there and says something else.
        replace: bool,
    },
    /// Open an address in the reader's browser; only http and https are opened.
    OpenLink(SafeText),
    /// Put text on the reader's clipboard.
    Copy(String),
    /// Edit a note in the reader's own editor; the terminal is lent to it.
    EditOutside {
        /// On which entry.
        entry: EntryId,
    },
    /// Read the saved queries again: others may have changed them.
    ReadQueries,
    /// Search a large catalog beside the screen.
    Find(Search),
    /// Keep what the reader chose for the next time.
    Remember(Session),
    /// Stop the process group, as ctrl-z does.
    Suspend,
    /// Leave; with `--pick`, what is chosen is printed.
    Quit,
    /// Leave, and choose nothing.
    Abandon,
}

/// What became of an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A change is on disk; the document's new text.
    Changed {
        /// What was changed.
        change: Change,
        /// Its whole text now.
        text: String,
    },
    /// A change was refused by what stands on disk.
    Refused {
        /// What was to be changed.
        change: Change,
        /// Why not.
        refusal: Refusal,
    },
    /// The world said no: what was being done, to what, and why it failed, in one sentence.
    Failed {
        /// What was asked for.
        effect: Effect,
        /// What happened.
        why: SafeText,
    },
    /// Another file lies where an export was to go.
    Occupied {
        /// Where.
        path: PathBuf,
        /// What was to be written.
        text: String,
    },
    /// An export lies on disk.
    Exported(PathBuf),
    /// Text went to the clipboard, or was sent to the terminal for it; in words.
    Copied(SafeText),
    /// The screen has another size: columns and rows.
    Resized(u16, u16),
    /// A search beside the screen is through.
    Found {
        /// Which: one that is not the last is of no use any more.
        generation: u64,
        /// What it found.
        found: Found,
    },
    /// The text of the saved queries as it is now; nothing where no query is saved.
    QueriesRead(Option<String>),
    /// A link was handed to the browser.
    Opened(SafeText),
    /// A note came back from the reader's own editor, or changed on disk.
    NoteRead {
        /// On which entry.
        entry: EntryId,
        /// Whose.
        author: Author,
        /// Its whole text, or nothing when the file is gone.
        text: Option<String>,
    },
}
