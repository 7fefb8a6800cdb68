//! YAML as a small tree that knows where everything stands.
//!
//! Scalars stay as they are written (`1.10` is a version, not `1.1`); what they mean is decided by whoever
//! types the tree.

mod flaw;
mod input;
mod parse;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

pub use flaw::{Fault, Flaw};
pub use parse::{Extract, parse, parse_parts};
use serde::{Deserialize, Serialize};

use crate::base::diagnostic::Place;
use crate::base::text::SafeText;

/// A place in a text. Lines and columns count from one, columns and lengths in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// How many characters are meant.
    pub length: u32,
}

impl Mark {
    /// The first character of a text.
    pub const START: Self = Self { line: 1, column: 1, length: 1 };

    /// The same place, in a file that the reader knows by name.
    #[must_use]
    pub fn within(self, file: &SafeText) -> Place {
        Place { file: file.clone(), line: self.line, column: self.column, length: self.length }
    }
}

/// Without the file.
impl From<&Place> for Mark {
    fn from(place: &Place) -> Self {
        Self { line: place.line, column: place.column, length: place.length }
    }
}

/// A part of the text: what it holds, and where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node<'a> {
    /// Where it begins.
    pub mark: Mark,
    /// What it holds.
    pub content: Content<'a>,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content<'a> {
    /// Nothing: empty, `~` or `null`, unquoted.
    Null,
    /// Text as it is written, without its quotes.
    Scalar(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// Keys with values, in the order of the text; no key stands twice.
    Map(Vec<Pair<'a>>),
    /// Something that a flaw has been reported for already.
    Bad,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// Where the key stands.
    pub mark: Mark,
    /// The value.
    pub value: Node<'a>,
}

/// What one file says, and what is wrong with its YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree<'a> {
    /// The whole of it.
    pub root: Node<'a>,
    /// What could not be read, in the order of the text.
    pub flaws: Vec<Flaw>,
}

impl Tree<'_> {
    /// Whether the text was read to its end, so that what is not in the tree is not in the text either.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.flaws.iter().any(|flaw| flaw.fault.ends_reading())
    }
}
