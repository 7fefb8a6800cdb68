//! What the landscape's own tool would refuse of an item, and what it would ignore: all at once.

use std::collections::BTreeMap;

use foldhash::HashSet;

use super::findings::Findings;
use super::known::{self, FIELDS, Field, Form, Level, name};
use super::value;
use crate::base::address;
use crate::base::slug::{fingerprint, slug};
use crate::base::suggest;
use crate::catalog::check::landscape;
use crate::catalog::read::quoted;
use crate::catalog::tree::{Content, Mark, Node, Pair};

/// What an item must have.
const REQUIRED: [&str; 3] = [name::NAME, name::HOME, name::LOGO];

/// What the maps in some lists must have, and whether it is an address, a date or a text.
const PARTS: [(&str, &[(&str, Form)]); 3] = [
    ("additional_repos", &[("repo_url", Form::Link(&[]))]),
    (name::AUDITS, &[("date", Form::Date), ("type", Form::Text), ("url", Form::Link(&[])), ("vendor", Form::Text)]),
    (name::OTHER_LINKS, &[("name", Form::Text), ("url", Form::Link(&[]))]),
];

/// Names of unknown fields that are told apart.
const MOST_NAMES: usize = 500;

/// What must be remembered from one item to the next.
#[derive(Debug, Default)]
pub(super) struct Validator {
    /// Fingerprints of the names in this list.
    names: HashSet<u64>,
    /// Fields that are not of the format and like none that is: where the first stands, and how many there are.
    unknown: BTreeMap<(bool, String), (Mark, usize)>,
}

impl Validator {
    /// Another list of items begins.
    pub(super) fn next_list(&mut self) {
        self.names.clear();
    }

    /// An item, which begins at the mark.
    pub(super) fn item(&mut self, findings: &mut Findings, mark: Mark, pairs: &[Pair<'_>]) {
        let mark = Mark { length: 1, ..mark };
        required(findings, mark, pairs);
        if let Some(pair) = pairs.iter().find(|pair| pair.key == name::NAME) {
            self.name(findings, &pair.value);
        }
        for pair in pairs {
            self.field(findings, pair, Level::Item);
        }
    }

    fn name(&mut self, findings: &mut Findings, node: &Node<'_>) {
        let Content::Scalar(text) = &node.content else { return };
        if !text.trim().is_empty() && !self.names.insert(fingerprint(text.as_bytes())) {
            let message = format!("{} stands in this subcategory a second time", quoted(text));
            findings.say(node.mark, &landscape::DUPLICATE, &message, "take one of them out, or name them apart");
        }
    }

    fn field(&mut self, findings: &mut Findings, pair: &Pair<'_>, level: Level) {
        let marker = pair.key == "item" && level == Level::Item;
        match known::find(&pair.key).filter(|field| field.level == level) {
            Some(field) => self.known(findings, field, pair),
            None if marker => {}
            None => self.unknown(findings, pair, level),
        }
    }

    fn known(&mut self, findings: &mut Findings, field: &Field, pair: &Pair<'_>) {
        value_of(findings, field.name, field.form, &pair.value);
        if let (name::EXTRA, Content::Map(extra)) = (field.name, &pair.value.content) {
            extra.iter().for_each(|pair| self.field(findings, pair, Level::Extra));
        }
    }

    /// A field that is misspelt or misplaced is told by itself; the others, which somebody means to have, once.
    fn unknown(&mut self, findings: &mut Findings, pair: &Pair<'_>, level: Level) {
        let elsewhere = known::find(&pair.key).map(|field| field.level);
        let hint = match (elsewhere, level) {
            (Some(Level::Extra), Level::Item) => "move it to the `extra` of the item".to_owned(),
            (Some(Level::Item), Level::Extra) => "move it out of `extra`, to the item itself".to_owned(),
            (Some(_), _) => return self.count(pair, level),
            // To look for what is near takes its time, and a field that one item has, a thousand have.
            (None, _) if self.is_counted(pair, level) => return self.count(pair, level),
            (None, _) => {
                let names = FIELDS.iter().filter(|field| field.level == level).map(|field| field.name);
                match suggest::nearest(&pair.key, names) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => return self.count(pair, level),
                }
            }
        };
        let message = format!("{} is no field of {}", quoted(&pair.key), words(level));
        findings.say(pair.mark, &landscape::UNKNOWN_FIELD, &message, hint);
    }

    fn is_counted(&self, pair: &Pair<'_>, level: Level) -> bool {
        self.unknown.contains_key(&(level == Level::Extra, pair.key.to_string()))
    }

    fn count(&mut self, pair: &Pair<'_>, level: Level) {
        let name = (level == Level::Extra, pair.key.to_string());
        if self.unknown.len() < MOST_NAMES || self.unknown.contains_key(&name) {
            self.unknown.entry(name).or_insert((pair.mark, 0)).1 += 1;
        }
    }

    /// Takes in what was met after this, from the beginning of another list on; not if that is more than can be
    /// told apart.
    pub(super) fn extend(&mut self, later: Self) -> Option<()> {
        self.names = later.names;
        for (name, (mark, count)) in later.unknown {
            self.unknown.entry(name).or_insert((mark, 0)).1 += count;
        }
        (self.unknown.len() < MOST_NAMES).then_some(())
    }

    /// Tells of the fields that were counted.
    pub(super) fn close(&mut self, findings: &mut Findings) {
        for ((extra, name), (mark, count)) in std::mem::take(&mut self.unknown) {
            let level = if extra { Level::Extra } else { Level::Item };
            let times = if count == 1 { "one item has it".to_owned() } else { format!("{count} items have it") };
            let message = format!("{} is no field of {}; {times}", quoted(&name), words(level));
            let hint = "it is shown as a fact; under `extra.annotations` the landscape's own tool keeps it as well";
            findings.say(mark, &landscape::UNKNOWN_FIELD, &message, hint);
        }
    }
}

fn words(level: Level) -> &'static str {
    if level == Level::Extra { "an item's `extra`" } else { "an item" }
}

fn required(findings: &mut Findings, mark: Mark, pairs: &[Pair<'_>]) {
    for key in REQUIRED {
        let pair = pairs.iter().find(|pair| pair.key == key);
        let mark = pair.map_or(mark, |pair| pair.mark);
        let empty = match pair.map(|pair| &pair.value.content) {
            None | Some(Content::Null) => true,
            Some(Content::Scalar(text)) => text.trim().is_empty(),
            Some(_) => false,
        };
        if empty {
            let message = format!("the item has no `{key}`");
            findings.say(mark, &landscape::MISSING, &message, format!("add `{key}: …`"));
        }
    }
}

/// The value of a field, by its form. Nothing is always right; what must be there is looked for elsewhere.
fn value_of(findings: &mut Findings, field: &str, form: Form, node: &Node<'_>) {
    let wanted = match (form, &node.content) {
        (_, Content::Null | Content::Bad) => return,
        (Form::Text | Form::Word | Form::Commas, Content::Scalar(_)) | (Form::Map, Content::Map(_)) => return,
        (_, Content::Scalar(text)) if text.trim().is_empty() => return,
        (Form::Date, Content::Scalar(text)) => return date(findings, field, text, node.mark),
        (Form::Link(hosts), Content::Scalar(text)) => return address(findings, field, hosts, text, node.mark),
        (Form::Crunchbase, Content::Scalar(text)) => return crunchbase(findings, field, text, node.mark),
        (Form::Flag, Content::Scalar(text)) if matches!(&**text, "true" | "false") => return,
        (Form::Words | Form::Tags, Content::List(parts)) => {
            return parts.iter().for_each(|part| word(findings, field, form, part));
        }
        (Form::Maps, Content::List(parts)) => return parts.iter().for_each(|part| map(findings, field, part)),
        (Form::Text | Form::Word | Form::Commas | Form::Date | Form::Link(_) | Form::Crunchbase, _) => "a text",
        (Form::Flag, _) => "true or false",
        (Form::Words | Form::Tags | Form::Maps, _) => "a list",
        (Form::Map, _) => "a map",
    };
    refuse(findings, field, wanted, node);
}

fn refuse(findings: &mut Findings, field: &str, wanted: &str, node: &Node<'_>) {
    let found = match &node.content {
        Content::Scalar(text) => quoted(text),
        Content::List(_) => "a list".to_owned(),
        _ => "a map".to_owned(),
    };
    let hint = match wanted {
        "a list" => "a list has a `- ` before each part",
        _ => "",
    };
    let mark = if matches!(node.content, Content::Scalar(_)) { node.mark } else { Mark { length: 1, ..node.mark } };
    findings.say(mark, &landscape::FORM, &format!("`{field}` takes {wanted}, not {found}"), hint);
}

fn word(findings: &mut Findings, field: &str, form: Form, node: &Node<'_>) {
    match &node.content {
        Content::Scalar(text) if form == Form::Tags && !is_tag(text) => {
            let near = slug(text);
            let hint = if is_tag(&near) { format!("write it {}", quoted(&near)) } else { String::new() };
            findings.say(node.mark, &landscape::TAG, &format!("{} is no tag", quoted(text)), hint);
        }
        Content::Scalar(_) | Content::Null | Content::Bad => {}
        _ => refuse(findings, field, "a list of texts", node),
    }
}

fn is_tag(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

/// A map in a list, with what it must have.
fn map(findings: &mut Findings, field: &str, node: &Node<'_>) {
    let pairs = match &node.content {
        Content::Map(pairs) => pairs,
        Content::Null | Content::Bad => return,
        _ => return refuse(findings, field, "a list of maps", node),
    };
    let wanted = PARTS.iter().find(|(list, _)| *list == field).map_or(&[][..], |(_, parts)| parts);
    for (key, form) in wanted {
        match pairs.iter().find(|pair| pair.key == *key) {
            Some(pair) if is_mail(field, &pair.value) => {}
            Some(pair) if pair.value.content != Content::Null => value_of(findings, key, *form, &pair.value),
            _ => {
                let mark = Mark { length: 1, ..node.mark };
                findings.say(mark, &landscape::MISSING, &format!("`{field}` has a part without `{key}`"), "");
            }
        }
    }
}

/// Only links with names of their own may lead to a mailbox.
fn is_mail(field: &str, node: &Node<'_>) -> bool {
    field == name::OTHER_LINKS && matches!(&node.content, Content::Scalar(text) if text.starts_with("mailto:"))
}

fn date(findings: &mut Findings, field: &str, text: &str, mark: Mark) {
    if value::day(text).is_none() {
        let message = format!("`{field}` takes a day, not {}", quoted(text));
        findings.say(mark, &landscape::DATE, &message, "write it 2017-11-14");
    }
}

fn address(findings: &mut Findings, field: &str, hosts: &[&str], text: &str, mark: Mark) {
    let Some(written) = address::written_host(text.trim()) else {
        let hint = if text.contains("://") { "" } else { "begin it with https://" };
        findings.say(mark, &landscape::ADDRESS, &format!("{} is no web address", quoted(text)), hint);
        return;
    };
    if hosts.is_empty() {
        return;
    }
    let host = written.to_ascii_lowercase();
    if !hosts.iter().any(|known| host.ends_with(known)) {
        let message = format!("`{field}` leads to {}, not to {}", hosts.join(" or "), quoted(&host));
        findings.say(mark, &landscape::ADDRESS, &message, "");
    }
}

fn crunchbase(findings: &mut Findings, field: &str, text: &str, mark: Mark) {
    const START: &str = "https://www.crunchbase.com/organization/";
    let name = text.trim().strip_prefix(START).map(|rest| rest.strip_suffix('/').unwrap_or(rest));
    if name.is_none_or(|name| name.is_empty() || name.contains('/')) {
        let message = format!("`{field}` takes an organization on Crunchbase, not {}", quoted(text));
        findings.say(mark, &landscape::ADDRESS, &message, format!("write it {START}name"));
    }
}
