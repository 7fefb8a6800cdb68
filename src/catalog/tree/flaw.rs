//! What can be wrong with YAML before anybody asks what it means.

use std::fmt;

use saphyr_parser::{ScanError, Span};

use super::Mark;
use super::input::AHEAD;

/// Levels of lists and maps within each other.
pub(super) const DEPTH: usize = 64;
/// Nodes that anchors and aliases may add by copying.
pub(super) const COPIES: usize = 100_000;
/// Nodes of one file: four times what the largest known landscapes need at 100,000 entries.
pub(super) const NODES: usize = 4_000_000;
/// Flaws of one file; whoever has so many has opened the wrong file.
pub(super) const FLAWS: usize = 1_000;

/// One thing wrong with the text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where it stands.
    pub mark: Mark,
    /// What it is.
    pub fault: Fault,
}

impl Flaw {
    /// What the parser says of the text. It has a limit of its own (255 brackets), which it may meet while
    /// it looks ahead.
    pub(super) fn syntax(error: &ScanError, text: &str) -> Self {
        let mark = Mark::from(Span::empty(*error.marker()));
        match error.info() {
            "recursion limit exceeded" => Self { mark, fault: Fault::TooDeep },
            said => {
                let mark = if said.contains(TAB) { tab_from(mark, text) } else { mark };
                Self { mark, fault: Fault::Syntax(said.to_owned()) }
            }
        }
    }
}

/// The parser names the beginning of the text that a tab is in; the reader wants to see the tab.
fn tab_from(mark: Mark, text: &str) -> Mark {
    let from = mark.line.saturating_sub(1) as usize;
    let indented = (mark.line..).zip(text.lines().skip(from)).find_map(|(line, content)| {
        let indent = content.len() - content.trim_start().len();
        let tab = content.find('\t').filter(|tab| *tab < indent)?;
        Some(Mark { line, column: u32::try_from(tab + 1).unwrap_or(u32::MAX), length: 1 })
    });
    indented.unwrap_or(mark)
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No YAML; in the words of the parser.
    Syntax(String),
    /// The marks that version control leaves where two people changed the same lines.
    Conflict,
    /// A key stands twice in a map; the first stays.
    DuplicateKey {
        /// The key.
        key: String,
        /// The line where it stands first.
        first: u32,
    },
    /// A key that is a list, a map or nothing.
    OddKey,
    /// A word that begins with `!` and so is no text.
    Tag(String),
    /// An alias inside of what it names.
    EndlessAlias,
    /// A second document in the file.
    SecondDocument,
    /// Too many levels.
    TooDeep,
    /// Aliases copy too much.
    TooManyCopies,
    /// A text or a bracket is too long.
    TooFarAhead,
    /// Too many nodes.
    TooManyNodes,
    /// Too many flaws.
    TooManyFlaws,
}

/// How the parser names a tab.
const TAB: &str = "tab";

/// What the parser says, what it means, and what to do about it.
const SYNTAX: [(&str, &str, &str); 10] = [
    (TAB, "a tab stands where YAML wants spaces", "indent with spaces"),
    ("mapping values are not allowed", "a `:` stands where no key can begin", "put a text that holds `: ` in quotes"),
    (
        "expected key",
        "this line is not aligned with the keys above it",
        "give the keys of one map the same indentation",
    ),
    (
        "expected '-' indicator",
        "this line is not aligned with the list above it",
        "begin each item with `- ` at the same indentation",
    ),
    ("simple key", "a key without `:` and a value", "write `key: value`, or put the text in quotes"),
    (
        "expected ',' or",
        "a `,` or the closing bracket is missing",
        "close the bracket, or put text with commas and brackets in quotes",
    ),
    ("unknown anchor", "a word that begins with `*` is no text in YAML", "put it in quotes"),
    ("unexpected end of stream", "a quote is opened and never closed", "close it at the end of its text"),
    ("in quoted scalar", "a quote is opened, and not closed before the next key", "close it at the end of its text"),
    ("unprintable", "a control character stands here", "take it out"),
];

impl Fault {
    /// Whether nothing was read after it.
    #[must_use]
    pub fn ends_reading(&self) -> bool {
        match self {
            Self::DuplicateKey { .. } | Self::OddKey | Self::Tag(_) | Self::EndlessAlias | Self::SecondDocument => {
                false
            }
            Self::Syntax(_) | Self::Conflict => true,
            Self::TooDeep | Self::TooFarAhead => true,
            Self::TooManyCopies | Self::TooManyNodes | Self::TooManyFlaws => true,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Syntax(said) => match known(said) {
                Some((_, hint)) => hint.to_owned(),
                None => "look at the quotes and the indentation here and on the line above".to_owned(),
            },
            Self::Conflict => "choose one side and take the lines <<<<<<<, ======= and >>>>>>> out".to_owned(),
            Self::DuplicateKey { first, .. } => format!("the one on line {first} is used; take one of them out"),
            Self::OddKey => "put the key in quotes".to_owned(),
            Self::Tag(tag) => format!("put it in quotes: '{tag}'"),
            Self::EndlessAlias => "write the part out".to_owned(),
            Self::SecondDocument => "what follows `---` is not read: put it into a file of its own".to_owned(),
            Self::TooFarAhead => "break it up into parts".to_owned(),
            Self::TooDeep | Self::TooManyCopies | Self::TooManyNodes | Self::TooManyFlaws => {
                "what stands before it was read; is this the right file?".to_owned()
            }
        }
    }
}

fn known(said: &str) -> Option<(&'static str, &'static str)> {
    SYNTAX.iter().find(|(part, ..)| said.contains(part)).map(|(_, means, hint)| (*means, *hint))
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(said) => match known(said) {
                Some((means, _)) => f.write_str(means),
                None => write!(f, "no YAML: {said}"),
            },
            Self::Conflict => f.write_str("two versions of the text wait to be merged"),
            Self::DuplicateKey { key, .. } => write!(f, "the key `{key}` stands here a second time"),
            Self::OddKey => f.write_str("a key must be a text"),
            Self::Tag(tag) => write!(f, "`{tag}` is a tag in YAML and not a text"),
            Self::EndlessAlias => f.write_str("an alias stands inside of what it names"),
            Self::SecondDocument => f.write_str("a second document begins in the same file"),
            Self::TooDeep => write!(f, "more than {DEPTH} levels of lists and maps"),
            Self::TooFarAhead => write!(f, "after this a text or a bracket goes on for more than {AHEAD} characters"),
            Self::TooManyCopies => write!(f, "aliases add more than {COPIES} nodes"),
            Self::TooManyNodes => write!(f, "more than {NODES} nodes in one file"),
            Self::TooManyFlaws => write!(f, "more than {FLAWS} flaws in one file"),
        }
    }
}
