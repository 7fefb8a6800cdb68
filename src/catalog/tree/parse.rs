//! From the events of the YAML parser to a tree. Limits are counted as events arrive, so that neither deep
//! nor swelling text costs more than the text itself.

use std::borrow::Cow;
use std::collections::HashMap;

use memchr::memmem;
use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use super::flaw::{COPIES, DEPTH, FLAWS, NODES};
use super::input::{Bound, BoundedInput};
use super::{Content, Fault, Flaw, Mark, Node, Pair, Tree};

/// Reads a text as far as it can be read. Flaws that end the reading leave in the tree what stood before
/// them.
#[must_use]
pub fn parse(text: &str) -> Tree<'_> {
    build(Extract::whole(text), None)
}

/// A text, and where it begins in the one that it is cut out of.
#[derive(Clone, Copy, Debug)]
pub struct Extract<'a> {
    /// The text.
    pub text: &'a str,
    /// Lines of the whole before it.
    pub lines: u32,
    /// Lists and maps of the whole that are open where it begins.
    pub levels: usize,
    /// Nodes that it may have.
    pub nodes: usize,
}

impl<'a> Extract<'a> {
    /// A text that is cut out of nothing.
    #[must_use]
    pub fn whole(text: &'a str) -> Self {
        Self { text, lines: 0, levels: 0, nodes: NODES }
    }
}

/// Reads a text as [`parse`] does, but of every list that stands under `key` each part is handed over as soon
/// as it is whole, with the place of its list; the tree keeps the list without its parts. A text of any length
/// so takes no more memory than its largest part. What an alias may copy is kept, and so are lists under the
/// same key within a part.
pub fn parse_parts<'a>(from: Extract<'a>, key: &str, take: &mut dyn FnMut(Mark, Node<'a>)) -> Tree<'a> {
    build(from, Some(Hand { key, take }))
}

fn build<'a>(from: Extract<'a>, hand: Option<Hand<'_, 'a>>) -> Tree<'a> {
    let text = from.text.strip_prefix('\u{feff}').unwrap_or(from.text);
    let (text, conflict) = before_conflict(text);
    let mut builder = Builder::new(hand, from);
    let end = builder.read(text).err().or(conflict);
    builder.flaws.extend(end);
    while let Some(open) = builder.open.pop() {
        builder.close(open);
    }
    let root = builder.root.unwrap_or(Node { mark: Mark::START, content: Content::Null });
    Tree { root, flaws: builder.flaws }
}

/// The text before the marks of a merge that two people must settle.
fn before_conflict(text: &str) -> (&str, Option<Flaw>) {
    const MARKS: [&str; 3] = ["<<<<<<<", "=======", ">>>>>>>"];
    // Nearly every text has none, and to go through all its lines for that takes a hundred times as long.
    if MARKS.first().is_some_and(|mark| memmem::find(text.as_bytes(), mark.as_bytes()).is_none()) {
        return (text, None);
    }
    let mut found = Vec::with_capacity(MARKS.len());
    let mut offset = 0;
    for (line, content) in (1..).zip(text.split_inclusive('\n')) {
        let awaited = MARKS.get(found.len());
        if awaited.is_some_and(|mark| content.starts_with(mark)) {
            found.push((line, offset));
        }
        offset += content.len();
    }
    match (found.first(), found.len() == MARKS.len()) {
        (Some(&(line, offset)), true) => {
            let mark = Mark { line, column: 1, length: 7 };
            (text.get(..offset).unwrap_or(text), Some(Flaw { mark, fault: Fault::Conflict }))
        }
        _ => (text, None),
    }
}

/// Who takes the parts of lists, and under which key those lists stand.
struct Hand<'h, 'a> {
    key: &'h str,
    take: &'h mut dyn FnMut(Mark, Node<'a>),
}

/// A list or map whose end has not come yet.
struct Open<'a> {
    mark: Mark,
    anchor: usize,
    parts: Parts<'a>,
    /// Whether its parts are handed over.
    handed: bool,
}

enum Parts<'a> {
    List(Vec<Node<'a>>),
    /// `lines` knows where each key of `pairs` stands, once there are many.
    Map {
        pairs: Vec<Pair<'a>>,
        lines: HashMap<Cow<'a, str>, u32>,
        key: Key<'a>,
    },
}

/// What a map has read of its next pair.
enum Key<'a> {
    Awaited,
    Read(Cow<'a, str>, Mark),
    /// The value that follows belongs to no pair.
    Refused,
}

/// A node that aliases may copy.
struct Anchored<'a> {
    node: Node<'a>,
    weight: usize,
    depth: usize,
}

struct Builder<'h, 'a> {
    from: Extract<'a>,
    hand: Option<Hand<'h, 'a>>,
    open: Vec<Open<'a>>,
    root: Option<Node<'a>>,
    anchors: HashMap<usize, Anchored<'a>>,
    copied: usize,
    nodes: usize,
    flaws: Vec<Flaw>,
}

impl<'h, 'a> Builder<'h, 'a> {
    fn new(hand: Option<Hand<'h, 'a>>, from: Extract<'a>) -> Self {
        let (open, flaws, anchors) = (Vec::new(), Vec::new(), HashMap::new());
        Self { from, hand, open, root: None, anchors, copied: 0, nodes: 0, flaws }
    }

    fn read(&mut self, text: &'a str) -> Result<(), Flaw> {
        let bound = Bound::default();
        let mut last = Mark::START;
        for event in Parser::new(BoundedInput::new(text, bound.clone())) {
            if bound.is_passed() {
                return Err(Flaw { mark: last, fault: Fault::TooFarAhead });
            }
            bound.renew();
            let (event, span) = event.map_err(|error| Flaw::syntax(&error, text))?;
            let mark = Mark::from(span);
            last = Mark { line: mark.line.saturating_add(self.from.lines), ..mark };
            self.event(event, last)?;
        }
        Ok(())
    }

    /// An error ends the reading.
    fn event(&mut self, event: Event<'a>, mark: Mark) -> Result<(), Flaw> {
        match event {
            Event::DocumentStart(_) if self.root.is_some() => {
                let mark = Mark { length: 3, ..mark };
                return Err(Flaw { mark, fault: Fault::SecondDocument });
            }
            Event::Scalar(text, style, anchor, tag) => {
                let mark = match style {
                    // The parser counts what follows the text, too.
                    ScalarStyle::Literal | ScalarStyle::Folded => Mark { length: 1, ..mark },
                    _ => mark,
                };
                let content = match self.refuse(tag.as_deref(), mark)? {
                    true => Content::Bad,
                    false if style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null") => Content::Null,
                    false => Content::Scalar(text),
                };
                self.finish(Node { mark, content }, anchor)?;
            }
            Event::SequenceStart(anchor, tag) => self.begin(mark, anchor, tag.as_deref(), Parts::List(Vec::new()))?,
            Event::MappingStart(anchor, tag) => {
                let parts = Parts::Map { pairs: Vec::new(), lines: HashMap::new(), key: Key::Awaited };
                self.begin(mark, anchor, tag.as_deref(), parts)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    let anchor = open.anchor;
                    let node = open.into_node();
                    self.finish(node, anchor)?;
                }
            }
            Event::Alias(anchor) => self.copy(anchor, mark)?,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn begin(&mut self, mark: Mark, anchor: usize, tag: Option<&Tag>, parts: Parts<'a>) -> Result<(), Flaw> {
        let mark = Mark { length: 1, ..mark };
        self.refuse(tag, mark)?;
        if self.from.levels + self.open.len() >= DEPTH {
            return Err(Flaw { mark, fault: Fault::TooDeep });
        }
        let handed = matches!(parts, Parts::List(_)) && anchor == 0 && self.hands_over_here();
        self.open.push(Open { mark, anchor, parts, handed });
        Ok(())
    }

    /// Whether the parts of a list that begins here are handed over: nothing around it will be copied, and it
    /// is not within such a part itself.
    fn hands_over_here(&self) -> bool {
        let Some(hand) = &self.hand else { return false };
        let named = match self.open.last().map(|open| &open.parts) {
            Some(Parts::Map { key: Key::Read(key, _), .. }) => key == hand.key,
            _ => false,
        };
        named && !self.open.iter().any(|open| open.handed || open.anchor != 0)
    }

    /// Says that a tag is no text; those of YAML itself (`!!str`) change nothing here and are let pass.
    fn refuse(&mut self, tag: Option<&Tag>, mark: Mark) -> Result<bool, Flaw> {
        let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema()) else { return Ok(false) };
        self.note(mark, Fault::Tag(tag.to_string()))?;
        Ok(true)
    }

    fn note(&mut self, mark: Mark, fault: Fault) -> Result<(), Flaw> {
        if self.flaws.len() >= FLAWS {
            return Err(Flaw { mark, fault: Fault::TooManyFlaws });
        }
        self.flaws.push(Flaw { mark, fault });
        Ok(())
    }

    fn finish(&mut self, node: Node<'a>, anchor: usize) -> Result<(), Flaw> {
        if anchor != 0 {
            let (weight, depth) = (weight(&node), depth(&node));
            self.count_copies(weight, node.mark)?;
            self.anchors.insert(anchor, Anchored { node: node.clone(), weight, depth });
        }
        self.put(node)
    }

    fn copy(&mut self, anchor: usize, mark: Mark) -> Result<(), Flaw> {
        let Some(kept) = self.anchors.get(&anchor) else {
            self.note(mark, Fault::EndlessAlias)?;
            return self.put(Node { mark, content: Content::Bad });
        };
        let (weight, depth) = (kept.weight, kept.depth);
        if self.from.levels + self.open.len() + depth > DEPTH {
            return Err(Flaw { mark, fault: Fault::TooDeep });
        }
        // Counted before anything is copied.
        self.count_copies(weight, mark)?;
        let content = self.anchors.get(&anchor).map_or(Content::Bad, |kept| kept.node.content.clone());
        self.put(Node { mark, content })
    }

    fn count_copies(&mut self, weight: usize, mark: Mark) -> Result<(), Flaw> {
        self.copied = self.copied.saturating_add(weight);
        if self.copied > COPIES {
            return Err(Flaw { mark, fault: Fault::TooManyCopies });
        }
        Ok(())
    }

    /// Puts a whole node where it belongs: into the innermost open list or map, or at the root.
    fn put(&mut self, node: Node<'a>) -> Result<(), Flaw> {
        self.nodes += 1;
        if self.nodes > self.from.nodes {
            return Err(Flaw { mark: node.mark, fault: Fault::TooManyNodes });
        }
        match self.deliver(node) {
            Ok(()) => Ok(()),
            Err(flaw) => self.note(flaw.mark, flaw.fault),
        }
    }

    fn deliver(&mut self, node: Node<'a>) -> Result<(), Flaw> {
        match (self.open.last_mut(), &mut self.hand) {
            (None, _) => self.root = Some(node),
            (Some(open), Some(hand)) if open.handed => (hand.take)(open.mark, node),
            (Some(open), _) => return open.parts.put(node),
        }
        Ok(())
    }

    /// Ends a list or map that the text did not end.
    fn close(&mut self, open: Open<'a>) {
        let _ = self.deliver(open.into_node());
    }
}

impl<'a> Open<'a> {
    fn into_node(self) -> Node<'a> {
        let content = match self.parts {
            Parts::List(items) => Content::List(items),
            Parts::Map { pairs, .. } => Content::Map(pairs),
        };
        Node { mark: self.mark, content }
    }
}

impl<'a> Parts<'a> {
    fn put(&mut self, node: Node<'a>) -> Result<(), Flaw> {
        let (pairs, lines, key) = match self {
            Self::List(items) => {
                items.push(node);
                return Ok(());
            }
            Self::Map { pairs, lines, key } => (pairs, lines, key),
        };
        match std::mem::replace(key, Key::Awaited) {
            Key::Refused => Ok(()),
            Key::Read(text, mark) => {
                pairs.push(Pair { value: node.or_at(mark), key: text, mark });
                Ok(())
            }
            Key::Awaited => match read_key(node, pairs, lines) {
                Ok((text, mark)) => {
                    *key = Key::Read(text, mark);
                    Ok(())
                }
                Err(flaw) => {
                    *key = Key::Refused;
                    Err(flaw)
                }
            },
        }
    }
}

/// The node as a key that the map does not have yet.
fn read_key<'a>(
    node: Node<'a>,
    pairs: &[Pair<'a>],
    lines: &mut HashMap<Cow<'a, str>, u32>,
) -> Result<(Cow<'a, str>, Mark), Flaw> {
    let mark = node.mark;
    let Content::Scalar(text) = node.content else { return Err(Flaw { mark, fault: Fault::OddKey }) };
    match first_line(&text, pairs, lines) {
        Some(first) => Err(Flaw { mark, fault: Fault::DuplicateKey { key: text.into_owned(), first } }),
        None => Ok((text, mark)),
    }
}

/// The line on which a map has the key already. Few keys are looked through, many are indexed.
fn first_line<'a>(key: &str, pairs: &[Pair<'a>], lines: &mut HashMap<Cow<'a, str>, u32>) -> Option<u32> {
    const FEW: usize = 32;
    if pairs.len() < FEW {
        return pairs.iter().find(|pair| pair.key == key).map(|pair| pair.mark.line);
    }
    let new = pairs.iter().skip(lines.len()).map(|pair| (pair.key.clone(), pair.mark.line));
    lines.extend(new);
    lines.get(key).copied()
}

impl Node<'_> {
    /// Nothing has no place of its own: it is shown where its key stands.
    fn or_at(mut self, key: Mark) -> Self {
        if self.content == Content::Null {
            self.mark = key;
        }
        self
    }
}

/// What a copy costs: its nodes, and long texts as several.
fn weight(node: &Node<'_>) -> usize {
    let text = |text: &str| text.len() / 64;
    1 + match &node.content {
        Content::Null | Content::Bad => 0,
        Content::Scalar(scalar) => text(scalar),
        Content::List(items) => items.iter().map(weight).sum(),
        Content::Map(pairs) => pairs.iter().map(|pair| 1 + text(&pair.key) + weight(&pair.value)).sum(),
    }
}

fn depth(node: &Node<'_>) -> usize {
    match &node.content {
        Content::Null | Content::Bad | Content::Scalar(_) => 0,
        Content::List(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Content::Map(pairs) => 1 + pairs.iter().map(|pair| depth(&pair.value)).max().unwrap_or(0),
    }
}

impl From<Span> for Mark {
    fn from(span: Span) -> Self {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Self {
            line: number(span.start.line()),
            column: number(span.start.col().saturating_add(1)),
            length: number(span.len().max(1)),
        }
    }
}
