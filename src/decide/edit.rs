//! Changes to the decision file that leave a person's comments and order alone.

use serde::{Deserialize, Serialize};

use super::lines::{Line, Lines, keyed, remove_key, set_value};
use super::shortlist::{self, Shortlist, pairs};
use super::{Decision, Shortlisted};
use crate::base::merge::{Refusal, conflict_lines, conflict_words};
use crate::base::text::SafeText;
use crate::catalog::EntryId;
use crate::catalog::tree::{self, Content, Node, Pair};

/// What to do to the decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DecisionEdit {
    /// Put an entry at the end of the shortlist; one that is there already stays where it is, and gets the
    /// verdict where one is given.
    Add {
        /// Which.
        #[serde(deserialize_with = "EntryId::from_outside")]
        entry: EntryId,
        /// The reader's line on it.
        verdict: Option<String>,
    },
    /// Take an entry off the shortlist.
    Remove {
        /// Which.
        #[serde(deserialize_with = "EntryId::from_outside")]
        entry: EntryId,
    },
    /// Move an entry on the shortlist.
    Move {
        /// Which.
        #[serde(deserialize_with = "EntryId::from_outside")]
        entry: EntryId,
        /// Its place from nought; past the end means the end.
        to: usize,
    },
    /// Write the line on an entry; an empty one removes it.
    Verdict {
        /// Which.
        #[serde(deserialize_with = "EntryId::from_outside")]
        entry: EntryId,
        /// The line.
        text: String,
    },
    /// Write what is to be decided; an empty text removes it.
    Question {
        /// The question.
        text: String,
    },
}

impl DecisionEdit {
    /// The decision file's new text.
    ///
    /// # Errors
    /// The file cannot be read as a decision, or is written in a way that cannot be patched, or the entry is
    /// no longer on the shortlist.
    pub fn apply(&self, catalog: &SafeText, current: Option<&str>) -> Result<String, Refusal> {
        let current = current.unwrap_or_default();
        if let Some(lines) = conflict_lines(current) {
            return Err(Refusal::unfit(conflict_words(&lines)));
        }
        let old = if current.trim().is_empty() { new_file(catalog) } else { current.to_owned() };
        let before = sound(&old)?;
        let wanted = self.change(before.clone())?;
        if wanted == before {
            return Ok(current.to_owned());
        }
        let new = self.patch(&old, &before).ok_or_else(unpatched)?;
        let is_as_wanted =
            sound(&new).is_ok_and(|now| now == wanted) && unknown(&new, &wanted) == unknown(&old, &wanted);
        if is_as_wanted { Ok(new) } else { Err(unpatched()) }
    }

    /// The decision that is wanted.
    fn change(&self, mut decision: Decision) -> Result<Decision, Refusal> {
        let list = &mut decision.shortlist;
        let find = |list: &[Shortlisted], entry: &EntryId| {
            let place = list.iter().position(|candidate| candidate.entry == *entry);
            place.ok_or_else(|| Refusal::unfit(format!("{entry} is no longer on the shortlist; add it again")))
        };
        match self {
            Self::Add { entry, verdict } => {
                let verdict = verdict.as_deref().map(line).filter(|text| !text.is_empty());
                match list.iter_mut().find(|candidate| candidate.entry == *entry) {
                    None => list.push(Shortlisted { entry: entry.clone(), verdict }),
                    Some(candidate) => candidate.verdict = verdict.or(candidate.verdict.take()),
                }
            }
            Self::Remove { entry } => list.retain(|candidate| candidate.entry != *entry),
            Self::Move { entry, to } => {
                let candidate = list.remove(find(list, entry)?);
                list.insert((*to).min(list.len()), candidate);
            }
            Self::Verdict { entry, text } => {
                let place = find(list, entry)?;
                if let Some(candidate) = list.get_mut(place) {
                    candidate.verdict = Some(line(text)).filter(|text| !text.is_empty());
                }
            }
            Self::Question { text } => decision.question = Some(line(text)).filter(|text| !text.is_empty()),
        }
        Ok(decision)
    }

    /// The file's text with the lines changed that have to change.
    fn patch(&self, old: &str, before: &Decision) -> Option<String> {
        let old = match self {
            Self::Question { .. } => old.to_owned(),
            _ => shortlist::opened(old)?,
        };
        let (tree, mut file) = (tree::parse(&old), Lines::of(&old));
        let pairs = pairs(&tree.root);
        if let Self::Question { text } = self {
            ask(&mut file.lines, pairs, &line(text))?;
            return Some(file.text());
        }
        let mut list = Shortlist::find(&file.lines, pairs)?;
        let place = |entry: &EntryId| before.position(entry);
        match self {
            Self::Question { .. } => {}
            Self::Add { entry, verdict } => match (place(entry), verdict.as_deref().map(line)) {
                (Some(place), Some(text)) => list.items.get_mut(place)?.set_verdict(nodes(pairs).get(place)?, &text)?,
                (_, verdict) => list.add(entry, verdict.as_deref().filter(|text| !text.is_empty())),
            },
            Self::Remove { entry } => drop(list.items.remove(place(entry)?)),
            Self::Move { entry, to } => {
                let item = list.items.remove(place(entry)?);
                list.items.insert((*to).min(list.items.len()), item);
            }
            Self::Verdict { entry, text } => {
                let place = place(entry)?;
                list.items.get_mut(place)?.set_verdict(nodes(pairs).get(place)?, &line(text))?;
            }
        }
        file.lines = list.into_lines();
        Some(file.text())
    }
}

/// A verdict or question as it is written.
fn line(text: &str) -> SafeText {
    SafeText::line(text.trim())
}

fn new_file(catalog: &SafeText) -> String {
    format!(
        "# A decision, kept by landfall. The shortlist is in order, the best first; comments and unknown keys stay.\n{}\n",
        keyed("catalog", catalog)
    )
}

fn unpatched() -> Refusal {
    Refusal::unfit(
        "the shortlist is written in a way that only a person can change; write each entry on lines of its own: `- entry: gke`",
    )
}

/// What the text says, if nothing is wrong with it.
fn sound(text: &str) -> Result<Decision, Refusal> {
    let parsed = Decision::parse(&SafeText::default(), text);
    match parsed.diagnostics.first() {
        None => Ok(parsed.value),
        Some(flaw) => {
            let place = flaw.place.as_ref().map_or_else(String::new, |place| format!("line {}: ", place.line));
            let hint = flaw.hint.as_ref().map_or_else(String::new, |hint| format!("; {hint}"));
            Err(Refusal::unfit(format!("{place}{}{hint}", flaw.message)))
        }
    }
}

fn nodes<'t>(pairs: &'t [Pair<'t>]) -> &'t [Node<'t>] {
    match pairs.iter().find(|pair| pair.key == "shortlist").map(|pair| &pair.value.content) {
        Some(Content::List(items)) => items,
        _ => &[],
    }
}

/// Writes the question: where it stands, else below the catalog, else at the end.
fn ask(lines: &mut Vec<Line>, pairs: &[Pair<'_>], question: &str) -> Option<()> {
    let find = |key: &str| pairs.iter().find(|pair| pair.key == key);
    match (find("question"), find("catalog")) {
        (Some(pair), _) if question.is_empty() => remove_key(lines, 0, pair),
        (Some(pair), _) => set_value(lines, 0, pair, question),
        (None, Some(catalog)) => {
            lines.insert(catalog.value.mark.line as usize, Line::new(keyed("question", question)));
            Some(())
        }
        (None, None) => {
            lines.push(Line::new(keyed("question", question)));
            Some(())
        }
    }
}

/// Everything that is not ours to change, without its places: keys that are not known here, and those of
/// items that are still on the shortlist.
fn unknown(text: &str, wanted: &Decision) -> Vec<String> {
    let tree = tree::parse(text);
    let pairs = pairs(&tree.root);
    let own = |pair: &&Pair<'_>| !matches!(&*pair.key, "question" | "shortlist");
    let mut found: Vec<String> =
        pairs.iter().filter(own).map(|pair| format!("{}: {}", pair.key, shape(&pair.value))).collect();
    for item in nodes(pairs) {
        let Content::Map(keys) = &item.content else { continue };
        let entry = keys.iter().find(|pair| pair.key == "entry").map(|pair| shape(&pair.value)).unwrap_or_default();
        let is_listed = wanted.shortlist.iter().any(|candidate| format!("{:?}", candidate.entry.as_str()) == entry);
        let others = keys.iter().filter(|pair| is_listed && !matches!(&*pair.key, "entry" | "verdict"));
        found.extend(others.map(|pair| format!("{entry}.{}: {}", pair.key, shape(&pair.value))));
    }
    found.sort();
    found
}

fn shape(node: &Node<'_>) -> String {
    match &node.content {
        Content::Null => "~".to_owned(),
        Content::Bad => "!".to_owned(),
        Content::Scalar(text) => format!("{text:?}"),
        Content::List(items) => format!("[{}]", items.iter().map(shape).collect::<Vec<_>>().join(", ")),
        Content::Map(pairs) => {
            let pairs: Vec<String> =
                pairs.iter().map(|pair| format!("{:?}: {}", pair.key, shape(&pair.value))).collect();
            format!("{{{}}}", pairs.join(", "))
        }
    }
}

#[cfg(test)]
mod tests;
