//! What the reader chose last time and finds again, as data. A missing file is a file with every default.
//!
//! Words, not types: a session outlives the catalog that it was written for, and a word that means nothing
//! any more is passed over.

use serde::{Deserialize, Serialize};

/// How many filters are kept.
const HISTORY: usize = 100;

/// One session with a catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// By which field the tree is grouped; `none` for a plain list.
    pub group: Option<String>,
    /// By what entries are ordered.
    pub order: Option<String>,
    /// The fields beside the names.
    pub columns: Option<Vec<String>>,
    /// Whether what a filter leaves out is dimmed instead of hidden.
    pub dim: bool,
    /// Whether entries stay that a missing fact leaves undecided.
    pub keep_unknown: bool,
    /// The entry under the cursor.
    pub entry: Option<String>,
    /// Filters that were used, the last one last.
    pub history: Vec<String>,
}

impl Session {
    /// Adds a filter to the history; one that was there moves to the end.
    pub fn used(&mut self, filter: &str) {
        let filter = filter.trim();
        if filter.is_empty() {
            return;
        }
        self.history.retain(|known| known != filter);
        self.history.push(filter.to_owned());
        let surplus = self.history.len().saturating_sub(HISTORY);
        self.history.drain(..surplus);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_stands_in_the_history_once_and_the_last_one_last() {
        let mut session = Session::default();
        for filter in ["kube", "gpu:yes", " kube ", ""] {
            session.used(filter);
        }
        assert_eq!(session.history, ["gpu:yes", "kube"]);
    }

    #[test]
    fn the_history_is_bounded() {
        let mut session = Session::default();
        (0..300).for_each(|number| session.used(&number.to_string()));
        assert_eq!((session.history.len(), session.history.first().map(String::as_str)), (100, Some("200")));
    }
}
