//! Reading `decision.yaml`. What is sound is kept; keys that are not known here are none of our business.

use super::{Decision, Shortlisted};
use crate::base::diagnostic::{Diagnostic, Parsed};
use crate::base::text::SafeText;
use crate::catalog::tree::{self, Content, Mark, Node, Pair};

impl Decision {
    /// What the text of a decision file says; `file` is how the reader knows it.
    #[must_use]
    pub fn parse(file: &SafeText, text: &str) -> Parsed<Self> {
        let tree = tree::parse(text);
        let mut reader = Reader { file, found: Vec::new() };
        for flaw in &tree.flaws {
            reader.say("yaml", flaw.mark, &flaw.fault.to_string(), &flaw.fault.hint());
        }
        let flaws = reader.found.len();
        let value = reader.decision(&tree.root);
        if !tree.is_whole() {
            reader.found.truncate(flaws); // what is missing may stand in the part that was not read
        }
        Parsed { value, diagnostics: reader.found }
    }
}

struct Reader<'f> {
    file: &'f SafeText,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn say(&mut self, code: &'static str, mark: Mark, message: &str, hint: &str) {
        self.found.push(Diagnostic::error(code, &mark.within(self.file), message).hint(hint));
    }

    fn decision(&mut self, root: &Node<'_>) -> Decision {
        let mut decision = Decision::default();
        let Content::Map(pairs) = &root.content else {
            if !matches!(root.content, Content::Null | Content::Bad) {
                self.say("wrong-type", root.mark, "a decision is made of keys with values", "begin with `shortlist:`");
            }
            return decision;
        };
        for pair in pairs {
            match &*pair.key {
                "catalog" => decision.catalog = self.line(pair),
                "question" => decision.question = self.line(pair),
                "shortlist" => decision.shortlist = self.shortlist(&pair.value),
                _ => {}
            }
        }
        decision
    }

    /// One line of text; nothing where it is empty.
    fn line(&mut self, pair: &Pair<'_>) -> Option<SafeText> {
        match &pair.value.content {
            Content::Scalar(text) => Some(SafeText::line(text.trim())).filter(|text| !text.is_empty()),
            Content::Null | Content::Bad => None,
            Content::List(_) | Content::Map(_) => {
                let message = format!("`{}` wants a line of text", pair.key);
                self.say("wrong-type", pair.value.mark, &message, "write the text in quotes behind the colon");
                None
            }
        }
    }

    fn shortlist(&mut self, node: &Node<'_>) -> Vec<Shortlisted> {
        let items = match &node.content {
            Content::List(items) => items.as_slice(),
            Content::Null | Content::Bad => &[],
            Content::Scalar(_) | Content::Map(_) => {
                self.say(
                    "wrong-type",
                    node.mark,
                    "`shortlist` wants a list",
                    "write each entry on a line: `- entry: gke`",
                );
                &[]
            }
        };
        let mut listed: Vec<Shortlisted> = Vec::with_capacity(items.len());
        for item in items {
            let Some(candidate) = self.candidate(item) else { continue };
            match listed.iter().any(|known| known.entry == candidate.entry) {
                false => listed.push(candidate),
                true => {
                    let message = format!("`{}` is on the shortlist already", candidate.entry);
                    self.say("listed-twice", item.mark, &message, "take one of the two away");
                }
            }
        }
        listed
    }

    fn candidate(&mut self, item: &Node<'_>) -> Option<Shortlisted> {
        let (entry, verdict) = match &item.content {
            Content::Scalar(_) => (Some(item), None),
            Content::Map(pairs) => {
                let find = |key: &str| pairs.iter().find(|pair| pair.key == key);
                (find("entry").map(|pair| &pair.value), find("verdict"))
            }
            _ => (None, None),
        };
        let Some(Node { mark, content: Content::Scalar(id) }) = entry else {
            if !matches!(item.content, Content::Bad) {
                self.say("wrong-type", item.mark, "an item of the shortlist names an entry", "write `- entry: gke`");
            }
            return None;
        };
        let Ok(entry) = id.parse() else {
            let message = format!("`{}` is no entry's id", SafeText::line(id));
            self.say("bad-id", *mark, &message, "`landfall list` shows the ids");
            return None;
        };
        Some(Shortlisted { entry, verdict: verdict.and_then(|pair| self.line(pair)) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Decision, Vec<String>) {
        let parsed = Decision::parse(&SafeText::line("decision.yaml"), text);
        let said = |found: &Diagnostic| format!("{} {}", found.place.as_ref().unwrap().line, found.message);
        (parsed.value, parsed.diagnostics.iter().map(said).collect())
    }

    fn listed(decision: &Decision) -> Vec<(&str, Option<&str>)> {
        decision.shortlist.iter().map(|one| (one.entry.as_str(), one.verdict.as_deref())).collect()
    }

    #[test]
    fn items_are_ids_or_have_a_verdict_and_unknown_keys_are_left_alone() {
        let (decision, said) = read(
            "catalog: \"A: b\"\nquestion: Where to?\nweights: {sla: 3}\nshortlist:\n- gke\n- entry: ecs\n  verdict: 'cheap: yes'\n  mine: 1\n- {entry: aks, verdict: ''}\n",
        );
        assert_eq!(said, Vec::<String>::new());
        assert_eq!((decision.catalog.as_deref(), decision.question.as_deref()), (Some("A: b"), Some("Where to?")));
        assert_eq!(listed(&decision), [("gke", None), ("ecs", Some("cheap: yes")), ("aks", None)]);
    }

    #[test]
    fn what_is_unsound_is_said_with_its_line_and_the_rest_is_kept() {
        let (decision, said) = read("question: [a]\nshortlist:\n- gke\n- ../x\n- verdict: none\n- gke\n- ecs\n");
        assert_eq!(listed(&decision), [("gke", None), ("ecs", None)]);
        assert_eq!(
            said,
            [
                "1 `question` wants a line of text",
                "4 `../x` is no entry's id",
                "5 an item of the shortlist names an entry",
                "6 `gke` is on the shortlist already",
            ]
        );
    }

    #[test]
    fn a_text_that_breaks_off_is_blamed_once() {
        assert_eq!(read("shortlist:\n- gke\n- [\n").1.len(), 1);
    }

    #[test]
    fn an_empty_file_is_an_empty_decision_and_a_list_is_none() {
        assert_eq!(read("# only a comment\n"), (Decision::default(), Vec::new()));
        assert_eq!(read("shortlist:\n"), (Decision::default(), Vec::new()));
        assert_eq!(read("- gke\n").1, ["1 a decision is made of keys with values"]);
        assert_eq!(read("shortlist: gke\n").1, ["1 `shortlist` wants a list"]);
    }

    #[test]
    fn a_verdict_cannot_drive_the_terminal() {
        let (decision, _) = read("shortlist:\n- {entry: gke, verdict: \"\\e[31m\"}\n");
        assert_eq!(listed(&decision), [("gke", Some("␛[31m"))]);
    }
}
