//! Typed reading of one file's nodes: each function takes a node and gives what it should be, or says why it
//! is not.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::base::date::Date;
use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::slug::slug;
use crate::base::suggest;
use crate::base::text::SafeText;
use crate::base::width::cut;
use crate::catalog::check::{self, Check, reading};
use crate::catalog::form::{Form, Need, Shape};
use crate::catalog::read::SourceFile;
use crate::catalog::tree::{Content, Fault, Mark, Node, Pair};
use crate::catalog::{Allow, IdError};

/// Findings of one file; whoever has so many has opened the wrong file.
const FINDINGS: usize = 1_000;

/// The reading of one file: where its findings go.
pub(super) struct Reader {
    pub(super) file: SafeText,
    whole: bool,
    found: Vec<Diagnostic>,
}

impl Reader {
    /// Begins with what is wrong with the file's YAML.
    pub(super) fn of(source: &SourceFile<'_>) -> Self {
        let mut reader = Self { file: source.name.clone(), whole: source.tree.is_whole(), found: Vec::new() };
        for flaw in &source.tree.flaws {
            reader.say(flaw.mark, check_of(&flaw.fault), &flaw.fault.to_string(), flaw.fault.hint());
        }
        reader
    }

    pub(super) fn finish(self) -> Vec<Diagnostic> {
        self.found
    }

    pub(super) fn place(&self, mark: Mark) -> Place {
        mark.within(&self.file)
    }

    /// Says that a rule is broken, and what to do; no hint where it is empty.
    pub(super) fn say(&mut self, mark: Mark, check: &Check, message: &str, hint: impl AsRef<str>) {
        let place = self.place(mark);
        let finding = match self.found.len() {
            ..FINDINGS => check.broken(&place, message),
            FINDINGS => reading::LIMIT.broken(&place, &format!("more than {FINDINGS} findings in one file")),
            _ => return,
        };
        let hint = hint.as_ref();
        self.found.push(if hint.is_empty() { finding } else { finding.hint(hint) });
    }

    /// How many findings there are, to be handed to [`Reader::forget_allowed`].
    pub(super) fn findings(&self) -> usize {
        self.found.len()
    }

    /// Takes back the warnings since then that are explained in place.
    pub(super) fn forget_allowed(&mut self, since: usize, allowed: &[Allow]) {
        let later = self.found.split_off(since.min(self.found.len()));
        self.found.extend(later.into_iter().filter(|found| !check::is_allowed(found, allowed)));
    }

    fn wrong(&mut self, node: &Node<'_>, wanted: &str) {
        let message = match &node.content {
            Content::Bad => return,
            Content::Null => format!("{wanted} is wanted here, and there is nothing"),
            Content::Scalar(text) => format!("{wanted} is wanted here, not the text {}", quoted(text)),
            Content::List(_) => format!("{wanted} is wanted here, not a list"),
            Content::Map(_) => format!("{wanted} is wanted here, not a map"),
        };
        self.say(node.mark, &reading::WRONG_TYPE, &message, form(wanted));
    }

    /// Text as it is written.
    pub(super) fn scalar<'t>(&mut self, node: &'t Node<'t>) -> Option<&'t str> {
        match &node.content {
            Content::Scalar(text) => Some(text),
            _ => {
                self.wrong(node, "a text");
                None
            }
        }
    }

    /// Text of one line.
    pub(super) fn line(&mut self, node: &Node<'_>) -> Option<SafeText> {
        self.scalar(node).map(|text| SafeText::line(text.trim()))
    }

    /// Text of several lines.
    pub(super) fn block(&mut self, node: &Node<'_>) -> Option<SafeText> {
        self.scalar(node).map(|text| SafeText::block(text.trim()))
    }

    /// An id that this text declares.
    pub(super) fn id<T: FromStr<Err = IdError>>(&mut self, node: &Node<'_>) -> Option<T> {
        let text = self.scalar(node)?;
        let id = text.parse();
        if id.is_err() {
            let hint = format!("write it `{}`", slug(text));
            self.say(node.mark, &reading::BAD_ID, &format!("{} is no id", quoted(text)), hint);
        }
        id.ok()
    }

    /// A date as precise as is known.
    pub(super) fn date(&mut self, node: &Node<'_>) -> Option<Date> {
        let text = self.scalar(node)?;
        match text.parse() {
            Ok(date) => Some(date),
            Err(error) => {
                self.say(node.mark, &reading::BAD_DATE, &format!("{} is no date: {error}", quoted(text)), "");
                None
            }
        }
    }

    /// A list of parts, each read by itself.
    pub(super) fn list<'t, T>(
        &mut self,
        node: &'t Node<'t>,
        mut item: impl FnMut(&mut Self, &'t Node<'t>) -> Option<T>,
    ) -> Vec<T> {
        self.nodes(node).iter().filter_map(|node| item(self, node)).collect()
    }

    /// The parts of a list.
    pub(super) fn nodes<'t>(&mut self, node: &'t Node<'t>) -> &'t [Node<'t>] {
        match &node.content {
            Content::List(items) => items,
            _ => {
                self.wrong(node, "a list");
                &[]
            }
        }
    }

    /// The pairs of a map whose keys are names of somebody's own.
    pub(super) fn pairs<'t>(&mut self, node: &'t Node<'t>) -> &'t [Pair<'t>] {
        match &node.content {
            Content::Map(pairs) => pairs,
            _ => {
                self.wrong(node, "a map");
                &[]
            }
        }
    }

    /// A map of that form. Whatever the form does not name is reported as unknown.
    pub(super) fn map<'t, T>(
        &mut self,
        node: &'t Node<'t>,
        form: &'static Form,
        read: impl FnOnce(&mut Fields<'_, 't>) -> Option<T>,
    ) -> Option<T> {
        let Content::Map(pairs) = &node.content else {
            self.wrong(node, "a map");
            return None;
        };
        let mut fields = Fields { reader: self, form, pairs, mark: node.mark, asked: 0 };
        let value = read(&mut fields);
        debug_assert_eq!(fields.asked.count_ones() as usize, form.keys.len(), "the {} has keys unread", form.name);
        for pair in pairs.iter().filter(|pair| form.key(&pair.key).is_none()) {
            let hint = suggest::hint(&pair.key, form.keys.iter().map(|key| key.name));
            self.say(pair.mark, &reading::UNKNOWN_KEY, &format!("{} is no key here", quoted(&pair.key)), hint);
        }
        value
    }

    /// What a known word stands for; `what` says what no other word is.
    pub(super) fn one_of<'k, T>(
        &mut self,
        node: &Node<'_>,
        (check, what): (&Check, &str),
        find: impl FnOnce(&str) -> Option<T>,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) -> Option<T> {
        let text = self.scalar(node)?;
        let found = find(text);
        if found.is_none() {
            self.say(node.mark, check, &format!("{} is no {what}", quoted(text)), suggest::hint(text, known));
        }
        found
    }
}

/// A map while its keys are asked for: all of its form, whatever is found under the first of them.
pub(super) struct Fields<'r, 't> {
    pub(super) reader: &'r mut Reader,
    form: &'static Form,
    pairs: &'t [Pair<'t>],
    mark: Mark,
    /// A bit for each key of the form.
    asked: u32,
}

impl<'t> Fields<'_, 't> {
    /// What stands under the key, or nothing. Where the form says that it must be there, this is reported.
    pub(super) fn node(&mut self, key: &'static str) -> Option<&'t Node<'t>> {
        let known = self.form.keys.iter().enumerate().find(|(_, known)| known.name == key);
        debug_assert!(known.is_some(), "a {} has no {key}", self.form.name);
        let (place, known) = known?;
        self.asked |= 1 << place;
        let pair = self.pairs.iter().find(|pair| pair.key == key);
        let node = pair.map(|pair| &pair.value).filter(|node| node.content != Content::Null);
        if let Need::Required(check, hint) = known.need {
            let empty = |node: &Node<'_>| matches!(&node.content, Content::List(items) if items.is_empty());
            let lacks_items = matches!(known.shape, Shape::List(_)) && node.is_some_and(empty);
            if node.is_none() || lacks_items {
                self.miss(key, check, hint);
            }
        }
        node
    }

    /// Where the key stands, or else its map.
    pub(super) fn mark(&self, key: &str) -> Mark {
        self.pairs.iter().find(|pair| pair.key == key).map_or(self.mark, |pair| pair.mark)
    }

    /// The value under the key.
    pub(super) fn value<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Reader, &'t Node<'t>) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(key)?;
        read(self.reader, node)
    }

    /// What stands after an error of the YAML is not missing: nobody has read it.
    fn miss(&mut self, key: &str, check: &Check, hint: &str) {
        if self.reader.whole {
            let mark = self.mark(key);
            self.reader.say(mark, check, &format!("`{key}` is missing"), hint);
        }
    }

    /// The list under the key; one that is missing is empty.
    pub(super) fn list<T>(
        &mut self,
        key: &'static str,
        item: impl FnMut(&mut Reader, &'t Node<'t>) -> Option<T>,
    ) -> Vec<T> {
        self.node(key).map(|node| self.reader.list(node, item)).unwrap_or_default()
    }

    /// A list of things that are told apart by `name`; the first of two equal ones stays.
    pub(super) fn unique<T, N: Ord + fmt::Display + Clone>(
        &mut self,
        key: &'static str,
        check: &Check,
        name: impl Fn(&T) -> &N,
        mut item: impl FnMut(&mut Reader, &'t Node<'t>) -> Option<T>,
    ) -> Vec<T> {
        let mut seen: BTreeSet<N> = BTreeSet::new();
        self.list(key, |reader, node| {
            let thing = item(reader, node)?;
            if seen.insert(name(&thing).clone()) {
                return Some(thing);
            }
            let message = format!("`{}` stands here a second time", name(&thing));
            reader.say(node.mark, check, &message, "take one of them out");
            None
        })
    }
}

/// A text from a file inside of a message.
pub(in crate::catalog) fn quoted(text: &str) -> String {
    format!("`{}`", cut(&SafeText::line(text), 60))
}

/// How a thing is written.
fn form(wanted: &str) -> &'static str {
    match wanted {
        "a list" => "a list is written [one, two], or with a `- ` before each item",
        "a map" => "a map is written {key: value}, or with a `key: value` on each line",
        _ => "",
    }
}

/// The rule that a flaw of the YAML breaks.
pub(in crate::catalog) fn check_of(fault: &Fault) -> &'static Check {
    match fault {
        Fault::Syntax(_) | Fault::Conflict | Fault::EndlessAlias => &reading::SYNTAX,
        Fault::DuplicateKey { .. } => &reading::DUPLICATE_KEY,
        Fault::OddKey => &reading::WRONG_TYPE,
        Fault::Tag(_) => &reading::TAG,
        Fault::SecondDocument => &reading::SECOND_DOCUMENT,
        Fault::TooDeep | Fault::TooFarAhead | Fault::TooManyCopies | Fault::TooManyNodes | Fault::TooManyFlaws => {
            &reading::LIMIT
        }
    }
}
