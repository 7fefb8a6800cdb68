//! The folder that holds one decision: where it lies, what is in it, whether it can be written to.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::{Access, access};

use crate::base::diagnostic::{Diagnostic, Parsed, Place, Sources};
use crate::base::text::SafeText;
use crate::catalog::EntryId;
use crate::decide::{Decision, SavedQuery, saved};
use crate::effect::Document;
use crate::notes::{Author, Book, Note};
use crate::shell::disk::{self, DiskError, TEMPORARY, reason, shown};
use crate::shell::paths::Paths;
use crate::world::Workspace;

/// Most bytes that a decision may have.
const DECISION_LIMIT: usize = 64 << 20;

/// Where a document lies in its workspace.
#[must_use]
pub fn file(document: &Document) -> PathBuf {
    match document {
        Document::Note { entry, author } => {
            ["notes", entry.as_str(), &format!("{}.md", author.slug())].iter().collect()
        }
        Document::Decision => PathBuf::from("decision.yaml"),
        Document::Queries => PathBuf::from("queries.yaml"),
    }
}

/// Most bytes that a document may have.
#[must_use]
pub fn limit(document: &Document) -> usize {
    match document {
        Document::Note { .. } => Note::LIMIT,
        Document::Decision | Document::Queries => DECISION_LIMIT,
    }
}

/// The workspace that is named, else `.landfall` in the current folder or one above it, else the one for
/// this catalog among the reader's own files.
#[must_use]
pub fn find(named: Option<&Path>, current: &Path, paths: &Paths, catalog: &SafeText) -> PathBuf {
    if let Some(named) = named {
        return named.to_owned();
    }
    let nearest = current.ancestors().map(|folder| folder.join(".landfall")).find(|folder| folder.is_dir());
    nearest.unwrap_or_else(|| paths.workspace(catalog))
}

/// What a workspace holds.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Where it lies, and whether it can be written to.
    pub workspace: Workspace,
    /// Every note that could be read.
    pub notes: Book,
    /// The decision, empty where there is none or it could not be read.
    pub decision: Decision,
    /// The saved queries.
    pub queries: Vec<SavedQuery>,
    /// What was wrong with the files.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that `diagnostics` speak of.
    pub sources: Sources,
    /// What saves left behind that were killed, for [`crate::shell::save::sweep`].
    pub leftovers: Vec<PathBuf>,
}

/// Reads a workspace; one that does not exist is empty. `me` is whoever writes notes here.
#[must_use]
pub fn load(root: &Path, me: &Author) -> Loaded {
    let mut loaded =
        Loaded { workspace: Workspace { path: root.to_owned(), read_only: read_only(root) }, ..Loaded::default() };
    loaded.decision(&root.join(file(&Document::Decision)));
    loaded.queries(&root.join(file(&Document::Queries)));
    let mut notes = Vec::new();
    let _ = loaded.list(root); // for what was left behind there
    for (name, folder) in loaded.list(&root.join("notes")) {
        if let Some(entry) = loaded.entry_of(&name, &folder) {
            let files = loaded.list(&folder);
            notes.extend(files.iter().filter_map(|(name, path)| loaded.note(&entry, name, path, me)));
        }
    }
    loaded.notes = Book::new(notes);
    loaded
}

/// One note, read again; nothing where its file is gone.
///
/// # Errors
/// The file cannot be read.
pub fn note(root: &Path, entry: &EntryId, author: &Author) -> Result<Option<String>, DiskError> {
    let document = Document::Note { entry: entry.clone(), author: author.clone() };
    disk::read(&root.join(file(&document)), limit(&document))
}

/// The saved queries, read again; nothing where there are none.
///
/// # Errors
/// The file cannot be read.
pub fn queries(root: &Path) -> Result<Option<String>, DiskError> {
    disk::read(&root.join(file(&Document::Queries)), limit(&Document::Queries))
}

impl Loaded {
    fn decision(&mut self, path: &Path) {
        self.decision = self.parse(path, Decision::parse).unwrap_or_default();
    }

    fn queries(&mut self, path: &Path) {
        self.queries = self.parse(path, saved).unwrap_or_default();
    }

    /// What a file says, and what is wrong with it; nothing where there is none.
    fn parse<T>(&mut self, path: &Path, parse: impl Fn(&SafeText, &str) -> Parsed<T>) -> Option<T> {
        let text = self.read(path, DECISION_LIMIT)?;
        let name = shown(path);
        let parsed = parse(&name, &text);
        if !parsed.diagnostics.is_empty() {
            self.diagnostics.extend(parsed.diagnostics);
            self.sources.insert(name, Arc::from(text));
        }
        Some(parsed.value)
    }

    /// The entry that a folder of notes is about.
    fn entry_of(&mut self, name: &str, folder: &Path) -> Option<EntryId> {
        let kind = fs::symlink_metadata(folder).ok()?.file_type();
        if kind.is_symlink() {
            let what = disk::what_else(kind);
            self.unreadable(&DiskError::NotRegular { path: folder.to_owned(), what });
            return None;
        }
        if !kind.is_dir() {
            return None;
        }
        let entry = name.parse().ok();
        if entry.is_none() {
            self.misnamed(folder, "no entry has such an id", "name the folder as `landfall list` shows the entry's id");
        }
        entry
    }

    fn note(&mut self, entry: &EntryId, name: &str, path: &Path, me: &Author) -> Option<Note> {
        let stem = name.strip_suffix(".md")?;
        let Some(author) = Author::of_slug(stem) else {
            let hint = format!("rename it to `{}.md`", Author::new(stem).slug());
            self.misnamed(path, "no author's notes have such a name", &hint);
            return None;
        };
        let text = self.read(path, Note::LIMIT)?;
        let author = if author == *me { me.clone() } else { author };
        let note = Note::parse(entry.clone(), author, &text);
        if let Some(why) = &note.read_only {
            self.diagnostics.push(Diagnostic::warning("note-read-only", &start_of(path), why));
        }
        Some(note)
    }

    fn read(&mut self, path: &Path, limit: usize) -> Option<String> {
        disk::read(path, limit).unwrap_or_else(|error| {
            self.unreadable(&error);
            None
        })
    }

    /// What is in a folder, by name; hidden files are nobody's notes.
    fn list(&mut self, folder: &Path) -> Vec<(String, PathBuf)> {
        let named = |entry: DirEntry| (entry.file_name().to_string_lossy().into_owned(), entry.path());
        let listed = fs::read_dir(folder).and_then(|entries| entries.map(|entry| entry.map(named)).collect());
        let all: Vec<(String, PathBuf)> = listed.unwrap_or_else(|source: io::Error| {
            if source.kind() != io::ErrorKind::NotFound {
                self.unreadable(&DiskError::Refused { doing: "read", path: folder.to_owned(), source });
            }
            Vec::new()
        });
        let (mut seen, hidden): (Vec<_>, Vec<_>) = all.into_iter().partition(|(name, _)| !name.starts_with('.'));
        self.leftovers.extend(hidden.into_iter().filter(|(name, _)| name.starts_with(TEMPORARY)).map(|(_, path)| path));
        seen.sort();
        seen
    }

    fn unreadable(&mut self, error: &DiskError) {
        let finding = Diagnostic::error("unreadable", &start_of(error.path()), error.to_string());
        self.diagnostics.push(match error.hint() {
            Some(hint) => finding.hint(hint),
            None => finding,
        });
    }

    fn misnamed(&mut self, path: &Path, why: &str, hint: &str) {
        let message = format!("{} is not read: {why}", shown(path));
        self.diagnostics.push(Diagnostic::warning("note-name", &start_of(path), message).hint(hint));
    }
}

fn start_of(path: &Path) -> Place {
    Place::start_of(&shown(path))
}

/// Why nothing can be saved in a workspace: what the system says of the folder where it lies or will lie. Asking
/// takes a hundredth of the time that a file made there would take.
fn read_only(root: &Path) -> Option<SafeText> {
    let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    let folder = root.ancestors().find(|folder| folder.exists())?;
    // What is no folder has nothing in it, not even itself.
    let inside = folder.join(".");
    let error = io::Error::from(access(&inside, Access::WRITE_OK | Access::EXEC_OK).err()?);
    Some(SafeText::line(&format!("nothing can be saved in {}: {}", shown(&root), reason(&error))))
}

#[cfg(test)]
mod tests;
