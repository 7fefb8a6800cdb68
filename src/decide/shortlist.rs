//! The shortlist of a decision file as lines: each item with the comments above it.

use std::iter;
use std::ops::Range;

use super::lines::{Line, Lines, comments, keyed, quoted, remove_key, set_value, split_at_key};
use crate::catalog::EntryId;
use crate::catalog::tree::{self, Content, Node, Pair};

/// A file's lines around and in its shortlist.
pub struct Shortlist {
    /// Up to and with `shortlist:`.
    before: Vec<Line>,
    /// The items.
    pub items: Vec<Item>,
    /// What comes after them.
    after: Vec<Line>,
    indent: usize,
}

/// An item's lines; comments and blank lines above its dash are its own.
pub struct Item {
    lines: Vec<Line>,
    /// The number of its first line in the file, from nought.
    first: usize,
}

/// A file's text with a shortlist in brackets, or none behind its key, opened to one item a line.
#[must_use]
pub fn opened(text: &str) -> Option<String> {
    let (tree, mut file) = (tree::parse(text), Lines::of(text));
    file.lines = Shortlist::find(&file.lines, pairs(&tree.root))?.into_lines();
    Some(file.text())
}

impl Shortlist {
    /// Finds the shortlist. One in brackets becomes one item to a line; where there is none, it begins at
    /// the end of the file.
    #[must_use]
    pub fn find(lines: &[Line], pairs: &[Pair<'_>]) -> Option<Self> {
        let Some(index) = pairs.iter().position(|pair| pair.key == "shortlist") else {
            return Some(Self::at_end(lines));
        };
        let pair = pairs.get(index)?;
        let head = pair.mark.line.checked_sub(1)? as usize;
        let next = pairs.get(index + 1).map_or(lines.len(), |next| next.mark.line as usize - 1);
        match &pair.value.content {
            Content::List(items) if is_bracketed(lines, &pair.value) => Self::bracketed(lines, head, next, items),
            Content::List(items) => Self::block(lines, head + 1..next, items.len()),
            Content::Null => Self::bracketed(lines, head, next, &[]),
            Content::Scalar(_) | Content::Map(_) | Content::Bad => None,
        }
    }

    fn at_end(lines: &[Line]) -> Self {
        let gap = lines.last().filter(|last| !last.text.trim().is_empty()).map(|_| Line::new(""));
        let before = lines.iter().cloned().chain(gap).chain([Line::new("shortlist:")]).collect();
        Self { before, items: Vec::new(), after: Vec::new(), indent: 2 }
    }

    /// A list with an item to a line. Comments that stand as far left as the dashes belong to the item
    /// below them, those further right to the one above.
    fn block(lines: &[Line], span: Range<usize>, count: usize) -> Option<Self> {
        let indent = lines.get(span.clone())?.iter().find(|line| !line.is_silent())?.indent();
        let is_dash = |line: &Line| line.indent() == indent && line.text.trim().split(' ').next() == Some("-");
        let dashes = span.clone().filter(|place| lines.get(*place).is_some_and(is_dash));
        let starts = dashes.chain([span.end]).map(|place| own_comments(lines, place, indent));
        let starts: Vec<usize> = starts.collect::<Option<_>>()?;
        let spans = starts.iter().zip(starts.iter().skip(1));
        let items = spans.map(|(start, end)| Some(Item { lines: lines.get(*start..*end)?.to_vec(), first: *start }));
        let items: Vec<Item> = items.collect::<Option<_>>()?;
        let (before, after) = (lines.get(..*starts.first()?)?.to_vec(), lines.get(*starts.last()?..)?.to_vec());
        (items.len() == count).then_some(Self { before, items, after, indent })
    }

    /// A list in brackets, or none behind the key. Its comments are kept above the items.
    fn bracketed(lines: &[Line], head: usize, next: usize, items: &[Node<'_>]) -> Option<Self> {
        // The comments behind the last bracket, and all below an empty key, come after the items.
        let end = own_comments(lines, next, usize::MAX)?;
        let inner = lines.get(head..end)?;
        let first = inner.first().map(std::slice::from_ref).map(comments)?;
        let more =
            comments(inner).into_iter().skip(first.len()).map(|comment| Line::new(format!("  {}", comment.trim())));
        let head_line = Line::new(format!("shortlist:{}", first.concat()));
        let printed = |item: &Node<'_>| Some(Item { lines: printed(item, 2, None)?, first: 0 });
        Some(Self {
            before: lines.get(..head)?.iter().cloned().chain([head_line]).chain(more).collect(),
            items: items.iter().map(printed).collect::<Option<_>>()?,
            after: lines.get(end..)?.to_vec(),
            indent: 2,
        })
    }

    /// Puts an item at the end.
    pub fn add(&mut self, entry: &EntryId, verdict: Option<&str>) {
        let dash = format!("{}- entry: {}", spaces(self.indent), written(entry.as_str()));
        let verdict = verdict.map(|text| Line::new(format!("{}{}", spaces(self.indent + 2), keyed("verdict", text))));
        self.items.push(Item { lines: iter::once(Line::new(dash)).chain(verdict).collect(), first: 0 });
    }

    /// The file's lines.
    #[must_use]
    pub fn into_lines(self) -> Vec<Line> {
        let items = self.items.into_iter().flat_map(|item| item.lines);
        self.before.into_iter().chain(items).chain(self.after).collect()
    }
}

impl Item {
    /// Writes the verdict, or removes it where the text is empty. `node` is what the tree says of the item.
    #[must_use]
    pub fn set_verdict(&mut self, node: &Node<'_>, text: &str) -> Option<()> {
        let Content::Map(pairs) = &node.content else { return self.open(node, text) };
        let place = (node.mark.line as usize).checked_sub(self.first + 1)?;
        let column = (node.mark.column as usize).checked_sub(1)?;
        if self.lines.get(place)?.text.chars().nth(column) == Some('{') {
            return self.unfold(node, text);
        }
        match pairs.iter().find(|pair| pair.key == "verdict") {
            Some(verdict) if text.is_empty() => remove_key(&mut self.lines, self.first, verdict),
            Some(verdict) => set_value(&mut self.lines, self.first, verdict, text),
            None => {
                let entry = pairs.iter().find(|pair| pair.key == "entry")?;
                let (place, before, _) = split_at_key(&self.lines, self.first, entry)?;
                let line = format!("{}{}", spaces(before.chars().count()), keyed("verdict", text));
                self.lines.insert(place + 1, Line::new(line));
                Some(())
            }
        }
    }

    /// A bare id becomes `entry: id` with a verdict below it.
    fn open(&mut self, node: &Node<'_>, text: &str) -> Option<()> {
        let place = (node.mark.line as usize).checked_sub(self.first + 1)?;
        let column = (node.mark.column as usize).checked_sub(1)?;
        let line = self.lines.get_mut(place)?;
        let (before, id): (String, String) =
            (line.text.chars().take(column).collect(), line.text.chars().skip(column).collect());
        line.text = format!("{before}entry: {id}");
        self.lines.insert(place + 1, Line::new(format!("{}{}", spaces(column), keyed("verdict", text))));
        Some(())
    }

    /// An item in braces becomes one key to a line.
    fn unfold(&mut self, node: &Node<'_>, text: &str) -> Option<()> {
        let dash = self.lines.iter().position(|line| !line.is_silent())?;
        let old = self.lines.split_off(dash);
        let indent = old.first()?.indent();
        let new = printed(node, indent, Some(text))?;
        let below =
            comments(&old).into_iter().map(|comment| Line::new(format!("{}{}", spaces(indent + 2), comment.trim())));
        self.lines.extend(new.into_iter().chain(below));
        Some(())
    }
}

/// Where an item's own comments begin: above its dash, as far left as the dash.
fn own_comments(lines: &[Line], dash: usize, indent: usize) -> Option<usize> {
    let above = lines.get(..dash)?.iter().rev();
    let is_own = |line: &&Line| line.is_silent() && (line.text.trim().is_empty() || line.indent() <= indent);
    Some(dash - above.take_while(is_own).count())
}

fn is_bracketed(lines: &[Line], list: &Node<'_>) -> bool {
    let line = lines.get((list.mark.line as usize).saturating_sub(1));
    line.is_some_and(|line| line.text.chars().nth((list.mark.column as usize).saturating_sub(1)) == Some('['))
}

/// The keys of a file.
pub fn pairs<'t>(root: &'t Node<'t>) -> &'t [Pair<'t>] {
    match &root.content {
        Content::Map(pairs) => pairs,
        _ => &[],
    }
}

/// An item with one key to a line, and another verdict where one is given; nothing where it has more than
/// texts.
fn printed(item: &Node<'_>, indent: usize, verdict: Option<&str>) -> Option<Vec<Line>> {
    let mut keys: Vec<(&str, String)> = match &item.content {
        Content::Scalar(id) => vec![("entry", written(id))],
        Content::Map(pairs) => {
            pairs.iter().map(|pair| Some((&*pair.key, scalar(&pair.value)?))).collect::<Option<_>>()?
        }
        _ => return None,
    };
    if let Some(text) = verdict {
        keys.retain(|(key, _)| *key != "verdict");
        keys.extend((!text.is_empty()).then(|| ("verdict", quoted(text))));
    }
    let line = |(index, (key, value)): (usize, (&str, String))| {
        let dash = if index == 0 { "- " } else { "  " };
        Line::new(format!("{}{dash}{key}: {value}", spaces(indent)))
    };
    Some(keys.into_iter().enumerate().map(line).collect())
}

fn scalar(node: &Node<'_>) -> Option<String> {
    match &node.content {
        Content::Scalar(text) => Some(written(text)),
        Content::Null => Some("~".to_owned()),
        _ => None,
    }
}

/// A word as it is; everything else, and words that other programs read as something else, in quotes.
fn written(text: &str) -> String {
    const MEANT_OTHERWISE: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let is_word = text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte));
    if is_word && !MEANT_OTHERWISE.contains(&text) { text.to_owned() } else { quoted(text) }
}

fn spaces(count: usize) -> String {
    " ".repeat(count)
}
