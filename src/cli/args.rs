//! What may stand on the command line.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::builder::styling::Styles;
use clap::{Args as ClapArgs, FromArgMatches as _, Parser, Subcommand};

use super::{
    check, compare, complete, completions, due, export, keys, list, note, notes, queries, query, schema, shortlist,
    show, stats,
};
use crate::base::date::Date;

/// Explore and compare the places where containers run.
#[derive(Clone, Debug, Default, Parser)]
#[command(
    name = "landfall",
    version,
    styles = Styles::plain(),
    about = "Explore and compare the places where containers run, with a source and a date for every fact",
    after_help = "Without a subcommand the explorer opens, filtered by QUERY: words, name:kube, status:active, gpu:yes.\n\
                  Exit status: 0 done, 1 nothing found or a check found something, 2 wrong use, 3 input unreadable, 4 could not write."
)]
pub struct Args {
    /// What is not a word of its own.
    #[command(flatten)]
    pub options: Options,
    /// What the explorer is filtered by from the start
    pub query: Vec<String>,
    /// What to do instead of opening the explorer.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of the explorer. They can be read without the commands, which take longer to describe than a catalog
/// takes to open.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Options {
    /// What every command knows.
    #[command(flatten)]
    pub common: Common,
    /// On leaving with q, print the ids of the marked entries, else of the one under the cursor; ctrl-c prints
    /// nothing
    #[arg(long)]
    pub pick: bool,
}

impl Options {
    /// The options, where nothing else stands on the command line.
    fn alone(line: &[OsString]) -> Option<Self> {
        match line {
            [] | [_] => Some(Self::default()),
            // What is typed most; clap would take as long for it as the first frame takes to be drawn.
            [_, option, path] if option == "--catalog" && is_plain(path) => Some(Self::of_catalog(path)),
            _ => {
                let found = Self::augment_args(clap::Command::new("landfall")).try_get_matches_from(line).ok()?;
                Self::from_arg_matches(&found).ok()
            }
        }
    }

    fn of_catalog(path: &OsStr) -> Self {
        let common = Common { catalog: vec![path.into()], ..Common::default() };
        Self { common, ..Self::default() }
    }
}

/// Whether a word can be nothing but what an option is given.
fn is_plain(word: &OsStr) -> bool {
    word == "-" || !word.is_empty() && !word.as_encoded_bytes().starts_with(b"-")
}

impl Args {
    /// What stands on the command line, the program's name first. Whatever is more than options, or wrong, is read in full.
    #[must_use]
    pub fn read(line: &[OsString]) -> Self {
        Options::alone(line).map_or_else(|| Self::parse_from(line), |options| Self { options, ..Self::default() })
    }
}

/// Options of every command.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Common {
    /// Open this catalog instead of the built-in one: a folder, a file, or `-` for standard input. Given
    /// twice, both are opened side by side; `built-in` names the one in the program
    #[arg(long, global = true, value_name = "PATH")]
    pub catalog: Vec<PathBuf>,
    /// Keep notes and shortlist in this folder; else in .landfall here or above, else among your own files
    #[arg(long, global = true, value_name = "DIR")]
    pub workspace: Option<PathBuf>,
    /// Reckon what is stale as of this date instead of today
    #[arg(long, global = true, value_name = "DATE")]
    pub today: Option<Date>,
    /// Write to this file instead of standard output
    #[arg(short, long, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The subcommands.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// List the entries that a query finds
    List(list::Args),
    /// Show everything known of an entry
    Show(show::Args),
    /// Put entries side by side
    Compare(compare::Args),
    /// Keep queries under names: save, forget, list
    Queries(queries::Args),
    /// Explain the query language on a page, by examples from the catalog
    Query(query::Args),
    /// Count entries, facts, gaps and sources
    Stats(stats::Args),
    /// List the facts that are to be looked up again
    Due(due::Args),
    /// Write a note on an entry, or show what is noted
    Note(note::Args),
    /// Show all notes
    Notes(notes::Args),
    /// Keep the shortlist: add, remove, move, list
    Shortlist(shortlist::Args),
    /// Write the shortlist, or other entries, as a document
    Export(export::Args),
    /// Check catalogs and report everything that is wrong with them
    Check(check::Args),
    /// Write the form of a catalog's files, for editors that complete and check them
    Schema(schema::Args),
    /// Show the keys of every screen
    Keys(keys::Args),
    /// Write completions for a shell
    Completions(completions::Args),
    /// Say what the end of a query may become, for shells and editors
    Complete(complete::Args),
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reading the options without the commands must change nothing but the time it takes.
    #[test]
    fn a_line_means_the_same_with_and_without_the_commands_described() {
        let lines = [
            "landfall",
            "landfall --pick",
            "landfall --catalog a --catalog=b --today 2026-11",
            "landfall --pick --workspace w -o out.md",
            "landfall -oout.md",
            "landfall kube",
            "landfall --catalog a kube status:active",
            "landfall -- --pick",
            "landfall --pick --",
            "landfall list --catalog a",
            "landfall --catalog list",
            "landfall --catalog -",
            "landfall --catalog a",
            "landfall --catalog list list",
        ];
        for line in lines {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let (quick, full) = (Args::read(&words), Args::parse_from(&words));
            assert_eq!(format!("{quick:?}"), format!("{full:?}"), "{line}");
        }
    }

    #[test]
    fn what_is_wrong_is_left_to_who_knows_the_commands() {
        for line in [
            "landfall --nope",
            "landfall --help",
            "landfall --today x",
            "landfall --catalog",
            "landfall --catalog --x",
            "landfall --catalog ",
            "landfall kube",
        ] {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert!(Options::alone(&words).is_none(), "{line}");
        }
    }
}
