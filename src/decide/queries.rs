//! Queries with a name, as the workspace keeps them: `queries.yaml`, a name and a query on each line.

use serde::{Deserialize, Serialize};

use super::lines::{Line, Lines, keyed, remove_key, set_value};
use crate::base::diagnostic::{Diagnostic, Parsed};
use crate::base::merge::{Refusal, conflict_lines, conflict_words};
use crate::base::text::SafeText;
use crate::catalog::tree::{self, Content, Fault, Flaw, Mark, Tree};

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

/// What a name may be, in words.
pub const NAMES: &str = "a name begins with a letter or digit and is made of letters, digits, spaces, `-` and `_`";

/// Whether a query can be saved under that name.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let begins_well = name.trim().starts_with(char::is_alphanumeric);
    begins_well && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
}

/// The queries that a text holds, in its order, and what is wrong with the others; `file` is how the reader knows
/// it. What is no name with a query stays in the file.
#[must_use]
pub fn saved(file: &SafeText, text: &str) -> Parsed<Vec<SavedQuery>> {
    let tree = tree::parse(text);
    let mut reader = Reader { file, diagnostics: tree.flaws.iter().map(|flaw| of_yaml(file, flaw)).collect() };
    let value = pairs(&tree).iter().filter_map(|pair| reader.query(pair)).collect();
    if matches!(tree.root.content, Content::List(_) | Content::Scalar(_)) && tree.is_whole() {
        let message = "saved queries are names, each with a query";
        reader.say("wrong-type", tree.root.mark, message, "write each on a line: `name: \"query\"`");
    }
    Parsed { value, diagnostics: reader.diagnostics }
}

struct Reader<'f> {
    file: &'f SafeText,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn say(&mut self, code: &'static str, mark: Mark, message: &str, hint: &str) {
        self.diagnostics.push(Diagnostic::error(code, &mark.within(self.file), message).hint(hint));
    }

    fn query(&mut self, pair: &tree::Pair<'_>) -> Option<SavedQuery> {
        let name = SafeText::line(pair.key.trim());
        let mark = pair.value.mark;
        match &pair.value.content {
            Content::Scalar(query) if !query.trim().is_empty() => {
                return Some(SavedQuery { name, query: SafeText::line(query.trim()) });
            }
            Content::Bad => {}
            Content::Scalar(_) | Content::Null => {
                let hint = format!("write what it asks in quotes: `{name}: \"query\"`");
                self.say("no-query", mark, &format!("`{name}` asks for nothing"), &hint);
            }
            Content::List(_) | Content::Map(_) => {
                let hint = format!("write it in quotes on the same line: `{name}: \"query\"`");
                self.say("wrong-type", mark, &format!("`{name}` is no line of text"), &hint);
            }
        }
        None
    }
}

/// To YAML a text that begins with `!` is a tag, which in a query is a mere "not".
fn of_yaml(file: &SafeText, flaw: &Flaw) -> Diagnostic {
    let hint = match &flaw.fault {
        Fault::Tag(_) => "put the whole query in quotes: a text that begins with `!` is no text to YAML".to_owned(),
        fault => fault.hint(),
    };
    Diagnostic::error("yaml", &flaw.mark.within(file), flaw.fault.to_string()).hint(hint)
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
        if matches!(self, Self::Save { .. }) && !is_name(name) {
            return Err(Refusal::unfit(NAMES));
        }
        let old = if old.trim().is_empty() { HEAD } else { old };
        let new = self.patch(name, old).ok_or_else(unpatched)?;
        let found = saved(&SafeText::default(), &new).value.into_iter().find(|saved| saved.name.as_str() == name);
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

    fn saved(text: &str) -> Vec<SavedQuery> {
        super::saved(&SafeText::default(), text).value
    }

    /// What is wrong with a text: the code and place of each finding, and its message with the hint.
    fn wrong(text: &str) -> Vec<(String, String)> {
        let parsed = super::saved(&SafeText::line("queries.yaml"), text);
        let said = |found: Diagnostic| {
            let place = found.place.unwrap();
            let words = format!("{}; {}", found.message, found.hint.unwrap_or_default());
            (format!("{} {}:{}", found.code, place.line, place.column), words)
        };
        parsed.diagnostics.into_iter().map(said).collect()
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place_and_a_way_out() {
        let table = [
            ("a: x\nb: !status:retired\n", "yaml 2:4", "put the whole query in quotes"),
            ("a: x\nb: !status:retired gpu:yes\n", "yaml 2:4", "put the whole query in quotes"),
            ("a: x\nb:\n", "no-query 2:1", "in quotes: `b: \"query\"`"),
            ("a: x\nb: \"  \"\n", "no-query 2:4", "asks for nothing"),
            ("a: x\nb: [y, z]\n", "wrong-type 2:4", "no line of text"),
            ("a: x\nb: {y: z}\n", "wrong-type 2:4", "no line of text"),
            ("a: x\na: y\n", "yaml 2:1", "the one on line 1 is used"),
            ("a: x\nb: \"y\n", "yaml 2:4", "a quote is opened"),
            ("a: x\n<<<<<<< a\nb: y\n=======\nb: z\n>>>>>>> b\n", "yaml 2:1", "choose one side"),
        ];
        for (text, place, words) in table {
            let wrong = wrong(text);
            let [(at, said)] = wrong.as_slice() else { panic!("{text}: {wrong:?}") };
            assert!(at == place && said.contains(words), "{text}: {at} {said}");
            let kept = saved(text);
            assert!(kept.len() == 1 && kept[0].query.as_str() == "x", "{text}: {kept:?}");
        }
        assert_eq!(wrong("- a\n")[0].0, "wrong-type 1:1");
        for text in ["", HEAD, "a: \"!status:retired\"\n", "a: 3\n"] {
            assert_eq!(wrong(text), [], "{text}");
        }
    }

    #[test]
    fn a_name_begins_with_a_letter_or_digit() {
        for name in ["- a", "-a", "_a", " - a", ""] {
            assert_eq!(save(None, name, "x"), Err(Refusal::unfit(NAMES)), "{name}");
        }
        for name in ["a", "3 a", "é-_"] {
            assert!(save(None, name, "x").is_ok(), "{name}");
        }
        let old = format!("{HEAD}-a: \"x\"\n");
        assert_eq!(QueryEdit::Forget { name: "-a".to_owned() }.apply(Some(&old)), Ok(String::new()));
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
