//! landfall: a comparison explorer for the places where containers run.
//!
//! # The map
//!
//! Two walls. **Everything that thinks is a function of data; everything that touches the world is in
//! [`shell`].** Only `shell/` names crossterm, the file system, the environment, processes, a clock or a
//! thread. **The domain knows no screen:** only `tui/**/view.rs`, `tui/kit/`, `tui/theme.rs`,
//! `tui/layout.rs` and `shell/` name ratatui. A test (`tests/it/architecture.rs`) holds both.
//!
//! A file imports only what stands above it in this list:
//!
//! | module | owns |
//! |---|---|
//! | [`base`] | what could be in std: dates, widths, suggestions, diagnostics, safe text |
//! | [`catalog`] | ids, criteria, values, facts, entries, relations; reading and checking |
//! | [`notes`] | a note, its Markdown form, edits and merges, the book of all notes |
//! | [`query`] | lexing, parsing, fields, fuzzy rank, evaluation, completion; its forms and examples of them |
//! | [`compare`] | the matrix that screen, command line and export all show |
//! | [`decide`] | the decision file: shortlist with verdicts, edits that keep a person's comments |
//! | [`config`] | settings as data |
//! | [`session`] | what the reader chose last time and finds again |
//! | [`effect`] | everything the program can ask of the world, and what comes back |
//! | [`world`] | what the program knows of the world: catalog, notes, decision, today |
//! | [`record`] | the report and its formats; counts, what is due, schemas for editors |
//! | [`cli`] | one file a command: `run(&Args, &World) -> Result<Output, Failure>`; prints nothing |
//! | [`tui`] | command table, keys, widgets, screens, `update` and `view` |
//! | [`shell`] | terminal, event loop, files, paths, signals, the embedded catalog, caches |

pub mod base;
pub mod catalog;
pub mod cli;
pub mod compare;
pub mod config;
pub mod decide;
pub mod effect;
pub mod notes;
pub mod query;
pub mod record;
pub mod session;
pub mod shell;
pub mod tui;
pub mod world;
