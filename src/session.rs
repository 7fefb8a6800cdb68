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
    /// By what entries are ordered, reversed with a `-` before it.
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

/// Adds a filter to a history; one that was there moves to the end.
pub fn used(history: &mut Vec<String>, filter: &str) {
    let filter = filter.trim();
    if filter.is_empty() {
        return;
    }
    history.retain(|known| known != filter);
    history.push(filter.to_owned());
    let surplus = history.len().saturating_sub(HISTORY);
    history.drain(..surplus);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_stands_in_the_history_once_and_the_last_one_last() {
        let mut history = Vec::new();
        ["kube", "gpu:yes", " kube ", ""].into_iter().for_each(|filter| used(&mut history, filter));
        assert_eq!(history, ["gpu:yes", "kube"]);
    }

    #[test]
    fn the_history_is_bounded() {
        let mut history = Vec::new();
        (0..300).for_each(|number| used(&mut history, &number.to_string()));
        assert_eq!((history.len(), history.first().map(String::as_str)), (100, Some("200")));
    }
}
