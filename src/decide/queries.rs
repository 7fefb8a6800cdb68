//! Queries with a name, as the workspace keeps them: `queries.yaml`, a name and a query on each line.

use serde::{Deserialize, Serialize};

use super::lines::{Line, Lines, keyed, remove_key, set_value};
use crate::base::merge::{Refusal, conflict_lines, conflict_words};
use crate::base::text::SafeText;
use crate::catalog::tree::{self, Content, Tree};

/// A query with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedQuery {
    /// What it is called.
    pub name: SafeText,
    /// What it asks.
    pub query: SafeText,
}

/// What to do to the saved queries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QueryEdit {
    /// Save a query under a name; one that had the name gives way.
    Save {
        /// Its name.
        name: String,
        /// What it asks.
        query: String,
    },
    /// Forget the query of that name.
    Forget {
        /// Its name.
        name: String,
    },
}

const HEAD: &str = "# Saved queries, kept by landfall: a name, and in quotes what it asks.\n";

/// The queries that a text holds, in its order. What is no name with a query is passed over; it stays in
/// the file.
#[must_use]
pub fn saved(text: &str) -> Vec<SavedQuery> {
    let tree = tree::parse(text);
    let pairs = pairs(&tree);
    let query = |pair: &tree::Pair<'_>| match &pair.value.content {
        Content::Scalar(query) => {
            Some(SavedQuery { name: SafeText::line(&pair.key), query: SafeText::line(query.trim()) })
        }
        _ => None,
    };
    pairs.iter().filter_map(query).collect()
}

fn pairs<'t, 'a>(tree: &'t Tree<'a>) -> &'t [tree::Pair<'a>] {
    match &tree.root.content {
        Content::Map(pairs) => pairs,
        _ => &[],
    }
}

impl QueryEdit {
    /// Which query it is about.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Save { name, .. } | Self::Forget { name } => name,
        }
    }

    /// The file's new text; empty where no query is left in a file of ours.
    ///
    /// # Errors
    /// The name cannot be one, or the file cannot be patched.
    pub fn apply(&self, current: Option<&str>) -> Result<String, Refusal> {
        let old = current.unwrap_or_default();
        if let Some(lines) = conflict_lines(old) {
            return Err(Refusal::unfit(conflict_words(&lines)));
        }
        let name = self.name().trim();
        if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')) {
            return Err(Refusal::unfit("a name is made of letters, digits, spaces, `-` and `_`"));
        }
        let old = if old.trim().is_empty() { HEAD } else { old };
        let new = self.patch(name, old).ok_or_else(unpatched)?;
        let found = saved(&new).into_iter().find(|saved| saved.name.as_str() == name);
        let wanted = match self {
            Self::Save { query, .. } => Some(SafeText::line(query.trim())),
            Self::Forget { .. } => None,
        };
        let is_as_wanted = tree::parse(&new).flaws.is_empty() && found.map(|saved| saved.query) == wanted;
        match is_as_wanted {
            true if new == HEAD => Ok(String::new()),
            true => Ok(new),
            false => Err(unpatched()),
        }
    }

    fn patch(&self, name: &str, old: &str) -> Option<String> {
        let (tree, mut file) = (tree::parse(old), Lines::of(old));
        let pair = pairs(&tree).iter().find(|pair| pair.key == name);
        match (self, pair) {
            (Self::Save { query, .. }, Some(pair)) => {
                set_value(&mut file.lines, 0, pair, &SafeText::line(query.trim()))?
            }
            (Self::Save { query, .. }, None) => file.lines.push(Line::new(keyed(name, &SafeText::line(query.trim())))),
            (Self::Forget { .. }, Some(pair)) => remove_key(&mut file.lines, 0, pair)?,
            (Self::Forget { .. }, None) => {}
        }
        Some(file.text())
    }
}

fn unpatched() -> Refusal {
    Refusal::unfit(
        "queries.yaml is written in a way that only a person can change; write each query as `name: \"query\"` on a line",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn save(current: Option<&str>, name: &str, query: &str) -> Result<String, Refusal> {
        QueryEdit::Save { name: name.to_owned(), query: query.to_owned() }.apply(current)
    }

    #[test]
    fn a_query_is_saved_found_again_and_forgotten() {
        let one = save(None, "gpu clouds", "!status:retired gpu:yes").unwrap();
        assert_eq!(one, format!("{HEAD}gpu clouds: \"!status:retired gpu:yes\"\n"));
        let two = save(Some(&one), "mine", "has:note | \"x\"").unwrap();
        let names: Vec<String> = saved(&two).iter().map(|saved| saved.name.to_string()).collect();
        assert_eq!(names, ["gpu clouds", "mine"]);
        assert_eq!(saved(&two)[1].query.as_str(), "has:note | \"x\"");
        let forget = |name: &str, text: &str| QueryEdit::Forget { name: name.to_owned() }.apply(Some(text)).unwrap();
        assert_eq!(forget("gpu clouds", &two), format!("{HEAD}mine: \"has:note | \\\"x\\\"\"\n"));
        assert_eq!(forget("gpu clouds", &one), "");
    }

    #[test]
    fn comments_and_other_keys_stay() {
        let old = "# mine\na: \"x\" # why\nb: [1]\n";
        assert_eq!(save(Some(old), "a", "y").unwrap(), "# mine\na: \"y\" # why\nb: [1]\n");
    }

    #[test]
    fn what_is_no_name_or_no_file_of_ours_is_refused() {
        assert!(save(None, "a: b", "x").is_err());
        assert!(save(None, " ", "x").is_err());
        assert!(save(Some("- a list\n"), "a", "x").is_err());
        assert!(save(Some("<<<<<<< a\n=======\n>>>>>>> b\n"), "a", "x").is_err());
    }
}
