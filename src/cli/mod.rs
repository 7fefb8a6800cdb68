//! The command line: everything that the screens do, for scripts.
//!
//! A command is a pure function: it is given what the shell read (its [`World`](crate::world::World)) and hands back what to print
//! and what to change ([`Output`]). It prints nothing and touches nothing.

pub mod args;
pub mod bars;
pub mod check;
mod columns;
pub mod compare;
pub mod completions;
pub mod due;
pub mod export;
mod find;
pub mod format;
pub mod keys;
pub mod list;
pub mod note;
pub mod notes;
pub mod resolve;
#[cfg(test)]
mod sample;
pub mod schema;
pub mod shortlist;
pub mod show;
pub mod stats;

use std::fmt;

use crate::effect::Effect;

/// How a command ended, as an exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Done.
    Done = 0,
    /// Nothing found, or a check found something.
    Nothing = 1,
    /// Used wrongly.
    Usage = 2,
    /// Input could not be read.
    Unreadable = 3,
    /// Output could not be written.
    Unwritable = 4,
}

/// What a command has to say and to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// For standard output, or the file named with `-o`.
    pub data: String,
    /// For standard error, a line each, said once the effects are done.
    pub talk: Vec<String>,
    /// To be performed before anything is said.
    pub effects: Vec<Effect>,
    /// How it ended.
    pub status: Status,
}

impl Output {
    /// Data to print, and all is well.
    #[must_use]
    pub fn data(data: String) -> Self {
        Self { data, talk: Vec::new(), effects: Vec::new(), status: Status::Done }
    }

    /// Something to be done, and what to say of it then.
    #[must_use]
    pub fn effect(effect: Effect, talk: String) -> Self {
        Self { data: String::new(), talk: vec![talk], effects: vec![effect], status: Status::Done }
    }

    /// The same with another status.
    #[must_use]
    pub fn status(mut self, status: Status) -> Self {
        self.status = status;
        self
    }
}

/// Why a command did nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The exit status.
    pub status: Status,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// The way out.
    pub hint: Option<String>,
}

impl Failure {
    /// A failure that says what to do.
    #[must_use]
    pub fn new(status: Status, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), hint: None }
    }

    /// The same with a way out.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A number of things, such as `2 errors`.
fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "\n  {hint}"),
            None => Ok(()),
        }
    }
}
