//! From the nodes of items to rows of texts: small enough that 100,000 items can wait until every value of a
//! field is known.

use super::findings::Findings;
use super::key::{KeyId, Keys};
use super::known::{Form, name};
use super::pool::{Pool, TextId};
use super::validate::Validator;
use crate::base::date::Date;
use crate::base::text::SafeText;
use crate::base::width::cut;
use crate::catalog::check::landscape;
use crate::catalog::tree::{Content, Mark, Node, Pair};

/// A value of a field, as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) key: KeyId,
    pub(super) text: TextId,
    pub(super) mark: Mark,
}

/// An item: its rows are those between the end of the item before it and its own.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) name: SafeText,
    pub(super) mark: Mark,
    /// Which of [`Gathered::lists`] it stands in.
    pub(super) list: usize,
    pub(super) rows_end: usize,
}

/// A security audit of an item.
#[derive(Debug)]
pub(super) struct Audit {
    pub(super) item: usize,
    pub(super) date: Date,
    pub(super) what: SafeText,
    pub(super) source: Option<SafeText>,
    pub(super) mark: Mark,
}

/// Everything that the items of a file say.
#[derive(Debug)]
pub(super) struct Gathered {
    /// Where the lists of items begin, in the order of the text.
    pub(super) lists: Vec<Mark>,
    pub(super) items: Vec<Item>,
    pub(super) rows: Vec<Row>,
    pub(super) audits: Vec<Audit>,
    pub(super) keys: Keys,
    pub(super) pool: Pool,
    pub(super) findings: Findings,
    validator: Validator,
    path: String,
}

impl Gathered {
    pub(super) fn new(findings: Findings) -> Self {
        Self {
            lists: Vec::new(),
            items: Vec::new(),
            rows: Vec::new(),
            audits: Vec::new(),
            keys: Keys::default(),
            pool: Pool::default(),
            findings,
            validator: Validator::default(),
            path: String::new(),
        }
    }

    /// Takes in an item of the list that begins at the mark.
    pub(super) fn take(&mut self, list: Mark, node: &Node<'_>) {
        if self.lists.last() != Some(&list) {
            self.lists.push(list);
            self.validator.next_list();
        }
        let node = unwrapped(node, "item");
        let pairs = match &node.content {
            Content::Map(pairs) if pairs.iter().any(|pair| pair.value.content != Content::Null) => pairs,
            Content::Bad => return,
            _ => {
                let hint = "an item is a map with a name, a homepage_url and a logo";
                self.findings.say(node.mark, &landscape::LEFT_OUT, "this item says nothing and is not shown", hint);
                return;
            }
        };
        self.validator.item(&mut self.findings, node.mark, pairs);
        self.fields(pairs);
        let item = Item {
            name: item_name(pairs),
            mark: Mark { length: 1, ..node.mark },
            list: self.lists.len() - 1,
            rows_end: self.rows.len(),
        };
        self.items.push(item);
    }

    /// Takes in what was gathered from a later part of the text, from the beginning of another list on. Nothing where
    /// it is more than one walk through both would have kept apart.
    pub(super) fn extend(&mut self, later: Self) -> Option<()> {
        let keys = self.keys.extend(later.keys)?;
        let texts = self.pool.extend(later.pool);
        let (lists, items, rows) = (self.lists.len(), self.items.len(), self.rows.len());
        self.lists.extend(later.lists);
        self.items.extend(later.items.into_iter().map(|item| Item {
            list: lists + item.list,
            rows_end: rows + item.rows_end,
            ..item
        }));
        self.audits.extend(later.audits.into_iter().map(|audit| Audit { item: items + audit.item, ..audit }));
        self.rows.reserve_exact(later.rows.len());
        for row in later.rows {
            let (key, text) = (*keys.get(row.key.index())?, *texts.get(row.text.index())?);
            self.rows.push(Row { key, text, mark: row.mark });
        }
        self.findings.extend(later.findings);
        self.validator.extend(later.validator)
    }

    /// The rows of an item.
    pub(super) fn rows_of(&self, item: usize) -> &[Row] {
        self.rows.get(self.range_of(item)).unwrap_or_default()
    }

    fn range_of(&self, item: usize) -> std::ops::Range<usize> {
        let end = |item: usize| self.items.get(item).map_or(0, |item| item.rows_end);
        item.checked_sub(1).map_or(0, end)..end(item)
    }

    /// Puts the rows of one field of an item beside each other.
    pub(super) fn sort_rows(&mut self) {
        for item in 0..self.items.len() {
            let range = self.range_of(item);
            if let Some(rows) = self.rows.get_mut(range) {
                rows.sort_by_key(|row| row.key);
            }
        }
    }

    /// Nothing follows any more.
    pub(super) fn close(&mut self, whole: bool) {
        self.validator.close(&mut self.findings);
        if let Some(last) = self.items.last().filter(|_| !whole) {
            self.findings.forget_item(last.mark);
        }
        self.pool.close();
        self.rows.shrink_to_fit();
        self.items.shrink_to_fit();
    }

    fn fields(&mut self, pairs: &[Pair<'_>]) {
        for pair in pairs {
            match (&*pair.key, &pair.value.content) {
                (name::NAME, _) => {}
                // A file of the landscape's own site; there is nothing to see of it here.
                (name::LOGO, Content::Scalar(file)) if !file.contains("://") => {}
                (name::DESCRIPTION, Content::Scalar(text)) => self.description(text, pair.value.mark),
                (name::EXTRA, Content::Map(extra)) => extra.iter().for_each(|pair| self.extra(pair)),
                (name::ADDITIONAL, Content::List(places)) => places.iter().for_each(|place| self.place(place)),
                (field, _) => {
                    let key = self.keys.item(field);
                    self.named(key, field, &pair.value);
                }
            }
        }
    }

    /// The values of a field of that name; the space for names is used again and again.
    fn named(&mut self, key: Option<KeyId>, field: &str, node: &Node<'_>) {
        let mut path = std::mem::take(&mut self.path);
        path.clear();
        path.push_str(field);
        self.field(key, &mut path, node);
        self.path = path;
    }

    fn extra(&mut self, pair: &Pair<'_>) {
        if let (name::AUDITS, Content::List(audits)) = (&*pair.key, &pair.value.content) {
            let read = audits.iter().filter_map(|node| audit(self.items.len(), node));
            self.audits.extend(read);
        }
        let key = self.keys.extra(&pair.key);
        self.named(key, &pair.key, &pair.value);
    }

    fn description(&mut self, text: &str, mark: Mark) {
        let key = self.keys.item(name::DESCRIPTION).unwrap_or_else(|| self.keys.rest());
        let text = self.pool.block(text);
        self.rows.push(Row { key, text, mark });
    }

    /// A second place as the later form of the format has it: a map.
    fn place(&mut self, node: &Node<'_>) {
        let Content::Map(pairs) = &node.content else { return };
        if let (Some(category), Some(subcategory)) = (scalar(pairs, "category"), scalar(pairs, "subcategory")) {
            let key = self.keys.item(name::SECOND_PATH);
            self.row(key, name::SECOND_PATH, &format!("{category} / {subcategory}"), node.mark);
        }
    }

    /// The values of a field; `path` is its name, with those of the fields around it.
    fn field(&mut self, key: Option<KeyId>, path: &mut String, node: &Node<'_>) {
        match &node.content {
            Content::Null | Content::Bad => {}
            Content::Scalar(text) => self.scalar(key, path, text, node.mark),
            Content::Map(pairs) => self.map(path, pairs, false),
            Content::List(parts) => {
                if let Some(key) = key {
                    self.keys.is_list(key);
                }
                for part in parts {
                    match &part.content {
                        Content::Map(pairs) => self.map(path, pairs, true),
                        _ => self.field(key, path, part),
                    }
                }
            }
        }
    }

    /// The fields within a field. Links with names of their own are named by them.
    fn map(&mut self, path: &mut String, pairs: &[Pair<'_>], within_list: bool) {
        let end = path.len();
        if let (name::OTHER_LINKS, Some(own)) = (path.as_str(), scalar(pairs, name::NAME)) {
            let url = pairs.iter().find(|pair| pair.key == "url");
            path.push_str(&format!(".{}", own.trim()));
            if let Some(pair) = url {
                let key = self.keys.item(path);
                self.field(key, path, &pair.value);
            }
            path.truncate(end);
            return;
        }
        for pair in pairs {
            path.push('.');
            path.push_str(&pair.key);
            let key = self.keys.item(path);
            if let Some(key) = key.filter(|_| within_list) {
                self.keys.is_list(key);
            }
            self.field(key, path, &pair.value);
            path.truncate(end);
        }
    }

    fn scalar(&mut self, key: Option<KeyId>, path: &str, text: &str, mark: Mark) {
        let known = key.and_then(|key| self.keys.get(key)).and_then(|key| key.known);
        if known.is_none_or(|known| known.form != Form::Commas) {
            return self.row(key, path, text, mark);
        }
        if let Some(key) = key {
            self.keys.is_list(key);
        }
        for word in text.split(',') {
            self.row(key, path, word, mark);
        }
    }

    fn row(&mut self, key: Option<KeyId>, path: &str, text: &str, mark: Mark) {
        if text.trim().is_empty() {
            return;
        }
        let (key, text) = match key {
            Some(key) => (key, self.pool.line(text)),
            None => (self.keys.rest(), self.pool.line(&format!("{path}: {text}"))),
        };
        self.rows.push(Row { key, text, mark });
    }
}

/// The node under a marker such as `item`, where everything stands there instead of beside it.
pub(super) fn unwrapped<'n, 'a>(node: &'n Node<'a>, marker: &str) -> &'n Node<'a> {
    let Content::Map(pairs) = &node.content else { return node };
    let marked = pairs.iter().find(|pair| pair.key == marker).map(|pair| &pair.value);
    marked.filter(|inner| matches!(inner.content, Content::Map(_))).unwrap_or(node)
}

/// The text of a key, unless it is empty.
pub(super) fn scalar<'n>(pairs: &'n [Pair<'_>], key: &str) -> Option<&'n str> {
    match &pairs.iter().find(|pair| pair.key == key)?.value.content {
        Content::Scalar(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// An item without a name is called by what else tells it from others.
fn item_name(pairs: &[Pair<'_>]) -> SafeText {
    let name = [name::NAME, name::HOME, name::REPOSITORY, name::LOGO].iter().find_map(|key| scalar(pairs, key));
    called(name.unwrap_or("(no name)"))
}

/// The text as a name: one line, and short enough for a list.
pub(super) fn called(text: &str) -> SafeText {
    const CELLS: usize = 200;
    let name = SafeText::line(text.trim());
    if name.len() <= CELLS { name } else { SafeText::line(&cut(&name, CELLS)) }
}

fn audit(item: usize, node: &Node<'_>) -> Option<Audit> {
    let Content::Map(pairs) = &node.content else { return None };
    let date = super::value::date(scalar(pairs, "date")?)?;
    let kind = scalar(pairs, "type").map(|kind| format!(": {kind}")).unwrap_or_default();
    let vendor = scalar(pairs, "vendor").map(|vendor| format!(", by {vendor}")).unwrap_or_default();
    let source = scalar(pairs, "url").filter(|url| crate::base::address::is_web(url));
    Some(Audit {
        item,
        date,
        what: SafeText::line(&format!("Security audit{kind}{vendor}")),
        source: source.map(SafeText::line),
        mark: node.mark,
    })
}
