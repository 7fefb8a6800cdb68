//! Saving: wholly or not at all, and never over a change that nobody has seen.

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::effect::{Change, Document, Refusal};
use crate::shell::disk::{self, DiskError, Readers, attempt, shown};
use crate::shell::lock::Lock;
use crate::shell::paths::Paths;
use crate::shell::workspace;

/// How often a save begins anew because the file changed under its hands.
const ATTEMPTS: usize = 8;

/// Why nothing was saved.
#[derive(Debug)]
pub enum SaveError {
    /// What stands on disk does not allow the change.
    Refused {
        /// In which file.
        path: PathBuf,
        /// Why.
        refusal: Refusal,
    },
    /// The disk was of no use.
    Disk(DiskError),
    /// Others save there without end, or one of them has been stopped in the midst of it.
    Busy {
        /// Where.
        path: PathBuf,
    },
}

impl From<DiskError> for SaveError {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { path, refusal: Refusal::Conflict { .. } } => {
                write!(f, "{} was changed meanwhile in the same lines", shown(path))
            }
            Self::Refused { path, refusal: Refusal::Unfit { why } } => {
                write!(f, "{} is not changed: {why}", shown(path))
            }
            Self::Disk(error) => match error.hint() {
                Some(hint) => write!(f, "{error}; {hint}"),
                None => error.fmt(f),
            },
            Self::Busy { path } => {
                write!(f, "another landfall is saving in {}; end it, or try again", shown(path))
            }
        }
    }
}

impl std::error::Error for SaveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk(error) => Some(error),
            _ => None,
        }
    }
}

/// Applies a change to what stands on disk now, and hands back the document's new text. A document that
/// becomes empty is removed; one that does not change is not written.
///
/// # Errors
/// Nothing was changed.
pub fn change(workspace: &Path, paths: &Paths, change: &Change) -> Result<String, SaveError> {
    disk::make_folder(workspace)?;
    let busy = || SaveError::Busy { path: workspace.to_owned() };
    let _lock = Lock::take(&paths.lock(workspace)).map_err(|_| busy())?;
    let document = change.document();
    let (path, limit) = (workspace.join(workspace::file(&document)), workspace::limit(&document));
    for _ in 0..ATTEMPTS {
        refuse_links(workspace, &path)?;
        let old = disk::read(&path, limit)?;
        let refused = |refusal| SaveError::Refused { path: path.clone(), refusal };
        let new = change.apply(old.as_deref()).map_err(refused)?;
        if new == old.as_deref().unwrap_or_default() || put(&path, limit, old.as_deref(), &new)? {
            return Ok(new);
        }
    }
    Err(busy())
}

/// Puts the new text in place of the old one, unless somebody else was faster: then it says no.
fn put(path: &Path, limit: usize, old: Option<&str>, new: &str) -> Result<bool, DiskError> {
    let unseen = || disk::read(path, limit).map(|now| now.as_deref() != old);
    if new.is_empty() {
        if unseen()? {
            return Ok(false);
        }
        disk::remove(path)?;
        // The folder of the entry goes with its last note.
        let _ = path.parent().map(fs::remove_dir);
        return Ok(true);
    }
    path.parent().map_or(Ok(()), disk::make_folder)?;
    let staged = disk::stage(path, new, Readers::AsUsual)?;
    if unseen()? {
        return Ok(false);
    }
    staged.commit().map(|()| true)
}

/// Where another program may edit a document: its folder is there, and no link leads out of the workspace.
///
/// # Errors
/// There is a link, or the folder could not be made.
pub fn lend(workspace: &Path, document: &Document) -> Result<PathBuf, DiskError> {
    let path = workspace.join(workspace::file(document));
    refuse_links(workspace, &path)?;
    path.parent().map_or(Ok(()), disk::make_folder)?;
    Ok(path)
}

/// After another program had the document: the folder that was made for it goes if nothing came of it.
pub fn take_back(path: &Path) {
    let _ = path.parent().map(fs::remove_dir); // only an empty one
}

/// A link in a shared workspace could lead a save to any file of the reader's.
fn refuse_links(workspace: &Path, path: &Path) -> Result<(), DiskError> {
    let inside = path.ancestors().take_while(|above| *above != workspace);
    for part in inside {
        match fs::symlink_metadata(part) {
            Ok(kind) if kind.is_symlink() => {
                let what = disk::what_else(kind.file_type());
                return Err(DiskError::NotRegular { path: part.to_owned(), what });
            }
            _ => {} // not there, or said when it is read
        }
    }
    Ok(())
}

/// Removes what saves left behind that were killed. While the lock is held, no such file is in use.
pub fn sweep(workspace: &Path, paths: &Paths, leftovers: &[PathBuf]) {
    if leftovers.is_empty() {
        return;
    }
    if let Ok(lock) = Lock::take(&paths.lock(workspace))
        && lock.is_held()
    {
        for path in leftovers {
            let _ = disk::remove(path);
        }
    }
}

/// Whether a file lies there that says something else than what is to be written.
#[must_use]
pub fn is_occupied(path: &Path, text: &str) -> bool {
    fs::read(path).is_ok_and(|bytes| !bytes.is_empty() && bytes != text.as_bytes())
}

/// Writes a file that the reader named. A link is followed; a device or pipe is written to as it is.
///
/// # Errors
/// What stood there before is still there, unless it was a device or pipe.
pub fn export(path: &Path, text: &str) -> Result<(), DiskError> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&target).map(|found| found.file_type()) {
        Ok(kind) if kind.is_dir() => Err(DiskError::NotRegular { path: path.to_owned(), what: "a folder" }),
        Ok(kind) if !kind.is_file() => {
            let mut file = attempt("open", path, || OpenOptions::new().write(true).open(&target))?;
            attempt("write", path, || file.write_all(text.as_bytes()))
        }
        _ => disk::stage(&target, text, Readers::AsUsual)?.commit(),
    }
}

#[cfg(test)]
mod tests;
