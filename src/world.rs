//! What the program knows of the world: plain data, gathered by the shell.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::date::Day;
use crate::base::diagnostic::{Diagnostic, Sources};
use crate::base::text::SafeText;
use crate::catalog::Catalog;
use crate::config::Config;
use crate::decide::{Decision, SavedQuery};
use crate::notes::{Author, Book};
use crate::query::Search;
use crate::session::Session;

/// The folder that holds one decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workspace {
    /// Where it lies; it need not exist yet.
    pub path: PathBuf,
    /// Why nothing can be saved there, where that is known beforehand.
    pub read_only: Option<SafeText>,
}

/// Everything a command or a screen may look at.
#[derive(Clone, Debug)]
pub struct World {
    /// The platforms.
    pub catalog: Arc<Catalog>,
    /// What was wrong with the files that were read.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that `diagnostics` speak of.
    pub sources: Sources,
    /// All notes of the workspace.
    pub notes: Book,
    /// Shortlist and verdicts.
    pub decision: Decision,
    /// Queries with a name.
    pub queries: Vec<SavedQuery>,
    /// Where notes and decision are saved.
    pub workspace: Workspace,
    /// Who writes notes here.
    pub author: Author,
    /// The date for staleness.
    pub today: Day,
    /// The reader's settings.
    pub config: Config,
    /// What the reader chose last time.
    pub session: Session,
}

impl World {
    /// A search for a text, with everything about the reader that it may ask for.
    #[must_use]
    pub fn search(&self, text: &str) -> Search {
        Search {
            generation: 0,
            text: text.to_owned(),
            among: None,
            noted: self.notes.entries(),
            shortlist: self.decision.shortlist.iter().map(|candidate| candidate.entry.clone()).collect(),
            today: self.today,
        }
    }
}
