//! Catalogs on disk: a folder with `catalog.yaml` and `entries/`, or one file, or standard input.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::date::Day;
use crate::base::diagnostic::{Diagnostic, Parsed, Place, Sources};
use crate::catalog::check::{self, reading};
use crate::catalog::read::{self, MAX_BYTES, SourceFile};
use crate::catalog::{Catalog, check::check as check_catalog};
use crate::cli::check::Checked;
use crate::cli::{Failure, Status};
use crate::shell::builtin;

/// The file that makes a folder a catalog.
const HEADER: &str = "catalog.yaml";
/// The folder of its entries.
const ENTRIES: &str = "entries";
/// How standard input is called in findings.
const STDIN: &str = "standard input";

/// A catalog with the texts that it was read from.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The catalog, and what is wrong with it.
    pub catalog: Parsed<Catalog>,
    /// The texts, for reports.
    pub sources: Sources,
    /// How many files were looked at, the unreadable ones among them.
    pub files: usize,
}

/// Reads the catalog that lies at a path; `-` is standard input.
///
/// # Errors
/// There is no catalog, or its header cannot be read. A file among its entries that cannot be read is
/// reported with the catalog.
pub fn load(path: &Path) -> Result<Loaded, Failure> {
    if path == Path::new("-") {
        let read = read_bounded(io::stdin().lock());
        return single(STDIN.into(), read);
    }
    match fs::metadata(path) {
        Err(error) => Err(unreadable(&path.display().to_string(), &why(&error))),
        Ok(found) if found.is_dir() => folder(path),
        Ok(_) => single(name_of(path), read_file(path)),
    }
}

/// Reads and checks the catalogs at these paths; without any, the built-in one.
///
/// # Errors
/// One of the paths holds no catalog that can be read.
pub fn check(paths: &[PathBuf], today: Day) -> Result<Checked, Failure> {
    if paths.is_empty() {
        let diagnostics = check_catalog(&builtin::catalog(), today);
        return Ok(Checked { diagnostics, sources: Sources::new(), files: builtin::count() });
    }
    let mut checked = Checked::default();
    for path in paths {
        let loaded = load(path)?;
        checked.diagnostics.extend(check_catalog(&loaded.catalog, today));
        checked.sources.extend(loaded.sources);
        checked.files += loaded.files;
    }
    Ok(checked)
}

/// A catalog with its entries in the same file.
fn single(name: Arc<str>, read: io::Result<Vec<u8>>) -> Result<Loaded, Failure> {
    let text = text_of(&name, read).map_err(|found| failure(&found))?;
    let header = SourceFile::parse(Arc::clone(&name), &text);
    let catalog = read::catalog(&header, &[]);
    Ok(Loaded { catalog, sources: Sources::from([(name, text)]), files: 1 })
}

fn folder(path: &Path) -> Result<Loaded, Failure> {
    let header = path.join(HEADER);
    if !header.exists() {
        return Err(no_catalog(path));
    }
    let name = name_of(&header);
    let text = text_of(&name, read_file(&header)).map_err(|found| failure(&found))?;
    let mut sources = Sources::from([(Arc::clone(&name), text)]);
    let mut unread = Vec::new();
    let files = entry_files(&path.join(ENTRIES))?;
    for file in &files {
        let name = name_of(file);
        match text_of(&name, read_file(file)) {
            Ok(text) => drop(sources.insert(name, text)),
            Err(found) => unread.push(found),
        }
    }
    let parse = |(name, text): (&Arc<str>, &'_ Arc<str>)| (Arc::clone(name), Arc::clone(text));
    let texts: Vec<(Arc<str>, Arc<str>)> = sources.iter().map(parse).collect();
    let mut catalog = read_texts(&name, &texts);
    catalog.diagnostics.extend(unread);
    check::sort(&mut catalog.diagnostics);
    Ok(Loaded { catalog, sources, files: files.len() + 1 })
}

fn read_texts(header: &Arc<str>, texts: &[(Arc<str>, Arc<str>)]) -> Parsed<Catalog> {
    let parsed = texts.iter().map(|(name, text)| SourceFile::parse(Arc::clone(name), text));
    let (header, entries): (Vec<_>, Vec<_>) = parsed.partition(|file| file.name == *header);
    match header.first() {
        Some(header) => read::catalog(header, &entries),
        None => Parsed { value: Catalog::default(), diagnostics: Vec::new() },
    }
}

/// The YAML files of a folder, by name; none where there is no folder.
fn entry_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let unreadable = |error: io::Error| unreadable(&folder.display().to_string(), &why(&error));
    let mut files = Vec::new();
    for file in fs::read_dir(folder).map_err(unreadable)? {
        let path = file.map_err(unreadable)?.path();
        if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The bytes of a regular file; whatever else stands at the path (a folder, a pipe) is not opened.
fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file"));
    }
    read_bounded(File::open(path)?)
}

/// One byte more than is allowed is enough to know that there is too much.
fn read_bounded(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn text_of(name: &Arc<str>, read: io::Result<Vec<u8>>) -> Result<Arc<str>, Diagnostic> {
    match read {
        Ok(bytes) => read::decode(name, &bytes).map(Arc::from),
        Err(error) => {
            let message = format!("the file was not read: {}", why(&error));
            Err(reading::UNREADABLE.broken(&Place::start_of(name), &message))
        }
    }
}

fn name_of(path: &Path) -> Arc<str> {
    Arc::from(path.display().to_string())
}

/// The cause in plain words, without the number that the system gives it.
fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

fn unreadable(what: &str, why: &str) -> Failure {
    Failure::new(Status::Unreadable, format!("cannot read {what}: {why}"))
}

/// A finding about the one file that everything hangs on.
fn failure(found: &Diagnostic) -> Failure {
    let place = found.place.as_ref();
    let place = place.map(|place| format!("{}:{}:{}: ", place.file, place.line, place.column)).unwrap_or_default();
    let failure = Failure::new(Status::Unreadable, format!("{place}{}", found.message));
    match &found.hint {
        Some(hint) => failure.hint(hint.as_str()),
        None => failure,
    }
}

fn no_catalog(path: &Path) -> Failure {
    Failure::new(Status::Unreadable, format!("{} holds no {HEADER}, so it is no catalog", path.display()))
        .hint(format!("a catalog is a folder with {HEADER} and {ENTRIES}/*.yaml, or one file that holds both"))
}
