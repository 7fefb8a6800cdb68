//! What the program asks of the world, done.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::paths::Paths;
use super::save::{self, SaveError};
use super::{session_file, terminal, workspace};
use crate::base::text::SafeText;
use crate::catalog::EntryId;
use crate::effect::{Document, Effect, Outcome};
use crate::notes::Author;

/// Does what needs no terminal.
#[derive(Clone, Debug)]
pub struct Performer {
    /// Where notes and decision lie.
    pub workspace: PathBuf,
    /// Where locks and drafts lie.
    pub paths: Paths,
}

impl Performer {
    /// Does it; what became of it, where there is something to say.
    #[must_use]
    pub fn perform(&self, effect: Effect) -> Option<Outcome> {
        let failed = |effect: Effect, why: &dyn std::fmt::Display| {
            Some(Outcome::Failed { effect, why: SafeText::line(&why.to_string()) })
        };
        match effect {
            Effect::Change(change) => match save::change(&self.workspace, &self.paths, &change) {
                Ok(text) => Some(Outcome::Changed { change, text }),
                Err(SaveError::Refused { refusal, .. }) => Some(Outcome::Refused { change, refusal }),
                Err(error) => failed(Effect::Change(change), &error),
            },
            Effect::Export { path, text, replace: false } if save::is_occupied(&path, &text) => {
                Some(Outcome::Occupied { path, text })
            }
            Effect::Export { path, text, replace } => match save::export(&path, &text) {
                Ok(()) => Some(Outcome::Exported(path)),
                Err(error) => failed(Effect::Export { path, text, replace }, &error),
            },
            Effect::OpenLink(url) => match open_link(&url) {
                Ok(()) => Some(Outcome::Opened(url)),
                Err(why) => failed(Effect::OpenLink(url), &why),
            },
            Effect::ReadQueries => match workspace::queries(&self.workspace) {
                Ok(text) => Some(Outcome::QueriesRead(text)),
                Err(error) => failed(Effect::ReadQueries, &error),
            },
            Effect::Remember(session) => {
                // A session that cannot be kept is no reason to bother a reader who leaves.
                let _ = session_file::keep(&self.workspace, &self.paths, &session);
                None
            }
            _ => None,
        }
    }

    /// Lends the terminal to the reader's editor, on the author's note on an entry.
    #[must_use]
    pub fn edit(&self, entry: &EntryId, author: &Author) -> Outcome {
        let document = Document::Note { entry: entry.clone(), author: author.clone() };
        let effect = Effect::EditOutside { entry: entry.clone() };
        let edited = save::lend(&self.workspace, &document).map_err(|error| error.to_string()).and_then(|path| {
            let edited = run_editor(&path);
            save::take_back(&path);
            edited
        });
        let read =
            edited.and_then(|()| workspace::note(&self.workspace, entry, author).map_err(|error| error.to_string()));
        match read {
            Ok(text) => Outcome::NoteRead { entry: entry.clone(), author: author.clone(), text },
            Err(why) => Outcome::Failed { effect, why: SafeText::line(&why) },
        }
    }
}

/// `$VISUAL`, else `$EDITOR`, else `vi`; words apart, so that `code --wait` works, and never a shell.
fn run_editor(path: &std::path::Path) -> Result<(), String> {
    let set =
        ["VISUAL", "EDITOR"].into_iter().find_map(|name| std::env::var(name).ok().filter(|set| !set.trim().is_empty()));
    let editor = set.unwrap_or_else(|| "vi".to_owned());
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let mut command = Command::new(program);
    command.args(words).arg(path);
    // Where standard streams lead elsewhere, the editor gets the terminal by its own name.
    if let (false, Ok(terminal)) = (io::stdin().is_terminal(), terminal::controlling()) {
        command.stdin(terminal);
    }
    if let (false, Ok(terminal)) = (io::stdout().is_terminal(), terminal::controlling()) {
        command.stdout(terminal);
    }
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the editor `{program}` ended with {status}; what it saved is shown")),
        Err(error) => Err(format!("the editor `{program}` cannot be started: {error}; set EDITOR to yours")),
    }
}

/// Hands an address to the system's opener, if it is http or https.
fn open_link(url: &str) -> Result<(), String> {
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return Err(format!("only http and https addresses are opened, not {url}"));
    }
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let mut command = Command::new(opener);
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        Ok(_) => Ok(()),
        Err(_) => Err(format!("`{opener}` is not to be had here; y copies the address: {url}")),
    }
}
