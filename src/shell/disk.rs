//! Reading and writing whole files, with errors that say what was being done to which path.
//!
//! Every operation goes through [`attempt`]: it names what fails, and a test can let each one fail in turn.

use std::fmt;
use std::fs::{self, File, Permissions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::base::text::SafeText;

/// How the names of files begin that are only there while a save is under way.
pub const TEMPORARY: &str = ".landfall-";

/// Why the disk was of no use.
#[derive(Debug)]
pub enum DiskError {
    /// The system refused.
    Refused {
        /// What was being done, as in `write`.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Not a regular file; `what` it is instead.
    NotRegular {
        /// Which.
        path: PathBuf,
        /// `a symbolic link`, `a folder` …
        what: &'static str,
    },
    /// Marked as not to be written.
    Protected {
        /// Which.
        path: PathBuf,
    },
    /// Longer than such a file may be.
    TooLong {
        /// Which.
        path: PathBuf,
        /// The most bytes it may have.
        limit: usize,
    },
    /// Not UTF-8.
    NotText {
        /// Which.
        path: PathBuf,
        /// The first line that is not, from 1.
        line: usize,
    },
}

impl DiskError {
    /// The file or folder that it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Refused { path, .. }
            | Self::NotRegular { path, .. }
            | Self::Protected { path }
            | Self::TooLong { path, .. }
            | Self::NotText { path, .. } => path,
        }
    }

    /// What to do about it, where that is known.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Refused { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Some("free some space and try again"),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    Some("choose a folder that you may write to")
                }
                _ => None,
            },
            Self::NotRegular { .. } => Some("put a regular file in its place"),
            Self::Protected { .. } => Some("allow writing to it"),
            Self::TooLong { .. } => Some("split it up"),
            Self::NotText { .. } => Some("convert it to UTF-8"),
        }
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = shown(self.path());
        match self {
            Self::Refused { doing, source, .. } => write!(f, "could not {doing} {path}: {}", reason(source)),
            Self::NotRegular { what, .. } => write!(f, "{path} is {what}, which is not read or written here"),
            Self::Protected { .. } => write!(f, "{path} is marked read-only"),
            Self::TooLong { limit, .. } => write!(f, "{path} is longer than the {} KB it may have", limit / 1024),
            Self::NotText { line, .. } => write!(f, "{path} is not UTF-8 text: line {line}"),
        }
    }
}

impl std::error::Error for DiskError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Refused { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// A path as it may be shown.
#[must_use]
pub fn shown(path: &Path) -> SafeText {
    SafeText::line(&path.to_string_lossy())
}

/// The system's reason in plain words.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Does one thing to the disk.
///
/// # Errors
/// What it was and why it failed.
pub fn attempt<T>(doing: &'static str, path: &Path, act: impl FnOnce() -> io::Result<T>) -> Result<T, DiskError> {
    #[cfg(test)]
    let act = || fault::next().and_then(|()| act());
    act().map_err(|source| DiskError::Refused { doing, path: path.to_owned(), source })
}

/// The text of a regular file, or nothing where there is no file. Links are not followed.
///
/// # Errors
/// It is no regular file, too long, no text, or cannot be read.
pub fn read(path: &Path, limit: usize) -> Result<Option<String>, DiskError> {
    let Some(bytes) = read_bytes(path, limit)? else { return Ok(None) };
    String::from_utf8(bytes).map(Some).map_err(|error| {
        let sound = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = sound.iter().filter(|byte| **byte == b'\n').count() + 1;
        DiskError::NotText { path: path.to_owned(), line }
    })
}

/// The bytes of a regular file, or nothing where there is no file. Links are not followed.
///
/// # Errors
/// It is no regular file, too long, or cannot be read.
pub fn read_bytes(path: &Path, limit: usize) -> Result<Option<Vec<u8>>, DiskError> {
    let Some(kind) = present(attempt("look at", path, || fs::symlink_metadata(path)))? else { return Ok(None) };
    if !kind.is_file() {
        return Err(DiskError::NotRegular { path: path.to_owned(), what: what_else(kind.file_type()) });
    }
    let more = limit as u64 + 1;
    let mut bytes = Vec::with_capacity(usize::try_from(kind.len().min(limit as u64)).unwrap_or_default() + 1);
    attempt("read", path, || File::open(path)?.take(more).read_to_end(&mut bytes))?;
    if bytes.len() > limit {
        return Err(DiskError::TooLong { path: path.to_owned(), limit });
    }
    Ok(Some(bytes))
}

/// What is not there is no error.
fn present<T>(found: Result<T, DiskError>) -> Result<Option<T>, DiskError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(DiskError::Refused { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// What a thing that is no regular file is.
#[must_use]
pub fn what_else(kind: fs::FileType) -> &'static str {
    if kind.is_symlink() {
        "a symbolic link"
    } else if kind.is_dir() {
        "a folder"
    } else {
        "a pipe or a device"
    }
}

/// Who may read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Whom the reader's settings allow; an existing file keeps the mode it has.
    AsUsual,
    /// Only the reader.
    Owner,
}

/// A content that lies complete on the disk beside the file whose place it is to take. Dropped, it is gone.
pub struct Staged {
    temporary: NamedTempFile,
    path: PathBuf,
}

/// Writes the content to a temporary file beside `path` and waits until the disk has it.
///
/// # Errors
/// The file that stands at `path` is protected, or something could not be written.
pub fn stage(path: &Path, content: impl AsRef<[u8]>, readers: Readers) -> Result<Staged, DiskError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let old = present(attempt("look at", path, || fs::metadata(path)))?.map(|old| old.permissions());
    if old.as_ref().is_some_and(Permissions::readonly) {
        return Err(DiskError::Protected { path: path.to_owned() });
    }
    let mut temporary = attempt("make a file in", folder, || {
        let mut builder = tempfile::Builder::new();
        builder.prefix(TEMPORARY);
        if readers == Readers::AsUsual {
            as_usual(&mut builder);
        }
        builder.tempfile_in(folder)
    })?;
    attempt("write", path, || temporary.write_all(content.as_ref()))?;
    if let Some(mode) = old.filter(|_| readers == Readers::AsUsual) {
        attempt("keep the mode of", path, || temporary.as_file().set_permissions(mode))?;
    }
    attempt("write", path, || temporary.as_file().sync_all())?;
    Ok(Staged { temporary, path: path.to_owned() })
}

#[cfg(unix)]
fn as_usual(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(Permissions::from_mode(0o666)); // less the umask
}

#[cfg(not(unix))]
fn as_usual(_: &mut tempfile::Builder<'_, '_>) {}

impl Staged {
    /// Takes the file's place, in one step.
    ///
    /// # Errors
    /// The old file stays as it is.
    pub fn commit(self) -> Result<(), DiskError> {
        let Self { temporary, path } = self;
        attempt("replace", &path, || temporary.persist(&path).map(drop).map_err(|error| error.error))?;
        sync_folder(&path);
        Ok(())
    }
}

/// Takes a file away.
///
/// # Errors
/// It stays.
pub fn remove(path: &Path) -> Result<(), DiskError> {
    present(attempt("remove", path, || fs::remove_file(path)))?;
    sync_folder(path);
    Ok(())
}

/// Makes the folder and those above it.
///
/// # Errors
/// One of them could not be made.
pub fn make_folder(folder: &Path) -> Result<(), DiskError> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        make_folder(above)?;
    }
    match attempt("make the folder", folder, || fs::create_dir(folder)) {
        Err(_) if folder.is_dir() => {} // somebody else was faster
        made => made?,
    }
    sync_folder(folder);
    Ok(())
}

/// Lets the disk write down that the name in its folder is new. That it cannot is no failure of the save:
/// the file is there, and to report it would make somebody save the same paragraph twice.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent() {
        let _ = attempt("sync", folder, || File::open(folder)?.sync_all());
    }
}

/// Lets the n-th operation on the disk fail.
#[cfg(test)]
pub mod fault {
    use std::cell::Cell;
    use std::io;

    thread_local! {
        static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
    }

    /// Lets the operation fail that has so many before it; returns whether the one of an earlier call is
    /// still to come.
    pub fn after(operations: Option<usize>) -> bool {
        LEFT.replace(operations).is_some()
    }

    pub(super) fn next() -> io::Result<()> {
        match LEFT.get() {
            None => Ok(()),
            Some(0) => {
                LEFT.set(None);
                Err(io::Error::other("the disk is gone"))
            }
            Some(left) => {
                LEFT.set(Some(left - 1));
                Ok(())
            }
        }
    }
}
