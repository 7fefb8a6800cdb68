//! Catalogs on disk: a folder with `catalog.yaml` and `entries/`, a landscape, or one file, or standard input.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use crate::base::date::Day;
use crate::base::diagnostic::{Diagnostic, Parsed, Place, Sources};
use crate::base::text::SafeText;
use crate::catalog::Catalog;
use crate::catalog::check::{self, reading};
use crate::catalog::landscape::{self, Findings, Landscape, Surroundings, Survey, Walk};
use crate::catalog::read::{self, MAX_BYTES, SourceFile};
use crate::cli::check::Checked;
use crate::cli::{Failure, Status};
use crate::shell::builtin;
use crate::shell::landscape_files::{self, Around};

/// The file that makes a folder a catalog.
pub(super) const HEADER: &str = "catalog.yaml";
/// The folder of its entries.
const ENTRIES: &str = "entries";
/// How the catalog in the program is named; a folder of that name is `./built-in`.
const BUILT_IN: &str = "built-in";
/// How standard input is called in findings.
const STDIN: &str = "standard input";

/// In whose format a catalog is written, and so by which rules it is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// In our own.
    Own,
    /// In that of the CNCF landscape.
    Landscape,
}

/// A catalog with the texts that it was read from.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The catalog, and what is wrong with it.
    pub catalog: Parsed<Catalog>,
    /// The texts, for reports.
    pub sources: Sources,
    /// How many files were looked at, the unreadable ones among them.
    pub files: usize,
    /// In whose format it is written.
    pub format: Format,
}

/// What a catalog is read for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// To look at it: of what is odd about a landscape each kind is told once.
    Open,
    /// To hear everything that is odd about it.
    Check,
}

/// Reads the catalog that lies at a path; `-` is standard input.
///
/// # Errors
/// There is no catalog, or its header cannot be read. A file among its entries that cannot be read is
/// reported with the catalog.
pub fn load(path: &Path) -> Result<Loaded, Failure> {
    read(path, Purpose::Open)
}

/// Whether it is not a path but a name: that of the built-in catalog, or of standard input.
pub(super) fn is_name(path: &Path) -> bool {
    [BUILT_IN, "-"].iter().any(|name| path == Path::new(name))
}

fn read(path: &Path, purpose: Purpose) -> Result<Loaded, Failure> {
    if path == Path::new(BUILT_IN) {
        let (catalog, files) = (builtin::catalog(), builtin::count());
        return Ok(Loaded { catalog, sources: Sources::new(), files, format: Format::Own });
    }
    if path == Path::new("-") {
        let bytes = read_bounded(io::stdin().lock());
        return one_file(&SafeText::line(STDIN), bytes, landscape_files::around_nothing, purpose);
    }
    match fs::metadata(path) {
        Err(error) => Err(unreadable(path, &error)),
        Ok(found) if found.is_dir() => folder(path, purpose),
        Ok(_) => file(path, purpose),
    }
}

/// Reads and checks the catalogs at these paths; without any, the built-in one.
///
/// # Errors
/// One of the paths holds no catalog that can be read.
pub fn check(paths: &[PathBuf], today: Day) -> Result<Checked, Failure> {
    if paths.is_empty() {
        let diagnostics = check::check(&builtin::catalog(), today);
        return Ok(Checked { diagnostics, sources: Sources::new(), files: builtin::count() });
    }
    let mut checked = Checked::default();
    for path in paths {
        let loaded = read(path, Purpose::Check)?;
        checked.diagnostics.extend(match loaded.format {
            Format::Own => check::check(&loaded.catalog, today),
            Format::Landscape => loaded.catalog.diagnostics,
        });
        checked.sources.extend(loaded.sources);
        checked.files += loaded.files;
    }
    Ok(checked)
}

/// A text with the name of its file.
type Text = (SafeText, Arc<str>);

fn folder(path: &Path, purpose: Purpose) -> Result<Loaded, Failure> {
    let header = path.join(HEADER);
    if header.exists() {
        let header = read_text(&header).map_err(|found| failure(&found))?;
        let entries = entry_files(&path.join(ENTRIES))?;
        return assemble(header, entries.iter().map(|file| read_text(file)).collect());
    }
    match landscape_files::in_folder(path) {
        Some(landscape) => file(&landscape, purpose),
        None => Err(no_catalog(path)),
    }
}

fn file(path: &Path, purpose: Purpose) -> Result<Loaded, Failure> {
    one_file(&shown(path), read_file(path), || landscape_files::around(path), purpose)
}

/// A catalog in one file, of whichever format.
fn one_file(
    name: &SafeText,
    bytes: io::Result<Vec<u8>>,
    around: impl FnOnce() -> Around,
    purpose: Purpose,
) -> Result<Loaded, Failure> {
    let bytes = bytes.map_err(|error| failure(&unread(name, &error)))?;
    if let Err(found) = read::decode(name, &bytes) {
        return mended(name, &bytes, &found, around, purpose);
    }
    let text = String::from_utf8(bytes).unwrap_or_default();
    match survey(&findings(name, purpose), &text) {
        Some(survey) => Ok(of_landscape(survey, text, around(), purpose)),
        None => assemble((name.clone(), Arc::from(text.trim_start_matches('\u{feff}'))), Vec::new()),
    }
}

/// Walks through a text, through both halves of it at once where it has halves and there is a thread to be had.
fn survey(none_yet: &Findings, text: &str) -> Option<Survey> {
    let both = landscape::halves(text).and_then(|[first, second]| {
        thread::scope(|scope| {
            let second = thread::Builder::new().spawn_scoped(scope, || Walk::through(none_yet.clone(), second)).ok()?;
            Walk::through(none_yet.clone(), first).followed_by(second.join().ok()?)
        })
    });
    both.map_or_else(|| landscape::survey(none_yet.clone(), text), Walk::end)
}

/// A file as a shell takes it.
fn argument(name: &SafeText) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "/._-+~:,@%".contains(letter);
    match name.as_str() {
        STDIN => "-".to_owned(),
        name if name.chars().all(plain) => name.to_owned(),
        name => format!("'{}'", name.replace('\'', "'\\''")),
    }
}

/// Where the findings of a landscape will be.
fn findings(name: &SafeText, purpose: Purpose) -> Findings {
    match purpose {
        Purpose::Open => Findings::brief(name, argument(name)),
        Purpose::Check => Findings::new(name),
    }
}

/// A landscape opens though some of its bytes are no text; nothing else does.
fn mended(
    name: &SafeText,
    bytes: &[u8],
    found: &Diagnostic,
    around: impl FnOnce() -> Around,
    purpose: Purpose,
) -> Result<Loaded, Failure> {
    if bytes.len() > MAX_BYTES {
        return Err(failure(found));
    }
    let (text, wrong) = read::decode_what_can_be(name, bytes);
    let mut survey = landscape::survey(findings(name, purpose), &text).ok_or_else(|| failure(found))?;
    wrong.into_iter().for_each(|found| survey.findings().add(found));
    Ok(of_landscape(survey, text, around(), purpose))
}

/// The text is dropped before the entries are made of what it says: of a large file both together are too much.
fn of_landscape(mut survey: Survey, text: String, around: Around, purpose: Purpose) -> Loaded {
    let findings = survey.findings();
    around.unread.into_iter().for_each(|found| findings.add(found));
    let excerpt = findings.excerpt(&text);
    drop(text);
    let file = findings.file();
    let Landscape { catalog, findings } = survey.finish(&around.surroundings);
    let diagnostics = match purpose {
        Purpose::Open => findings.once(),
        Purpose::Check => findings.all(),
    };
    let Surroundings { guide, settings, .. } = around.surroundings;
    let beside = guide.into_iter().chain(settings).map(|(name, text)| (name, Arc::from(text)));
    let sources: Sources = beside.chain([(file, excerpt)]).collect();
    let files = sources.len();
    Loaded { catalog: Parsed { value: catalog, diagnostics }, sources, files, format: Format::Landscape }
}

/// Makes a catalog of a header and what was read of its entries.
fn assemble(header: Text, entries: Vec<Result<Text, Diagnostic>>) -> Result<Loaded, Failure> {
    let files = 1 + entries.len();
    let (texts, unread): (Vec<_>, Vec<_>) = entries.into_iter().partition(Result::is_ok);
    let texts: Vec<Text> = texts.into_iter().flatten().collect();
    let first = parse(&header);
    if first.tree.is_whole() && !read::is_header(&first) {
        return Err(no_header(&first));
    }
    let mut catalog = read::catalog(&first, &texts.iter().map(parse).collect::<Vec<_>>());
    catalog.diagnostics.extend(unread.into_iter().filter_map(Result::err));
    check::sort(&mut catalog.diagnostics);
    drop(first);
    let sources = texts.into_iter().chain([header]).collect();
    Ok(Loaded { catalog, sources, files, format: Format::Own })
}

fn parse((name, text): &Text) -> SourceFile<'_> {
    SourceFile::parse(name.clone(), text)
}

/// The YAML files of a folder, by name; none where there is no folder.
fn entry_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let refuse = |error: io::Error| unreadable(folder, &error);
    let mut files = Vec::new();
    for file in fs::read_dir(folder).map_err(refuse)? {
        let path = file.map_err(refuse)?.path();
        if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The text of a file with its name.
pub(super) fn read_text<T: for<'t> From<&'t str>>(path: &Path) -> Result<(SafeText, T), Diagnostic> {
    let name = shown(path);
    let bytes = read_file(path).map_err(|error| unread(&name, &error))?;
    read::decode(&name, &bytes).map(|text| (name.clone(), T::from(text)))
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

fn unread(name: &SafeText, error: &io::Error) -> Diagnostic {
    reading::UNREADABLE.broken(&Place::start_of(name), &format!("the file was not read: {}", why(error)))
}

/// The cause in plain words, without the number that the system gives it.
fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(Status::Unreadable, format!("cannot read {}: {}", shown(path), why(error)))
}

/// A finding about the one file that everything hangs on.
fn failure(found: &Diagnostic) -> Failure {
    let place = found.place.as_ref();
    let place = place.map(|place| format!("{}:{}:{}: ", SafeText::line(&place.file), place.line, place.column));
    let failure = Failure::new(Status::Unreadable, format!("{}{}", place.unwrap_or_default(), found.message));
    match &found.hint {
        Some(hint) => failure.hint(hint.as_str()),
        None => failure,
    }
}

fn no_catalog(folder: &Path) -> Failure {
    Failure::new(Status::Unreadable, format!("{} holds no {HEADER}, so it is no catalog", shown(folder))).hint(format!(
        "a catalog is a folder with {HEADER} and {ENTRIES}/*.yaml, one file that holds both, or a landscape.yml"
    ))
}

fn no_header(file: &SourceFile<'_>) -> Failure {
    let failure =
        |why: &str| Failure::new(Status::Unreadable, format!("{} is no catalog: {why}", SafeText::line(&file.name)));
    if read::is_entry(file) {
        return failure("it is one entry").hint(format!("name the folder that holds {HEADER} and {ENTRIES}"));
    }
    failure("it has no title, no criteria and no entries").hint(format!(
        "{HEADER} of another catalog shows how one begins; a landscape has `landscape:` or `categories:`"
    ))
}

fn shown(path: &Path) -> SafeText {
    SafeText::line(&path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Severity;

    const TITLE: &str = "title: Tools\ncategories: [{id: tools, name: Tools}]\n";

    fn entry(id: &str) -> String {
        format!("id: {id}\nname: The {id}\ncategories: [tools]\nstatus: active\nsummary: A tool.\n")
    }

    /// A catalog of one sound entry, and room for another file.
    fn with_one_entry() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(ENTRIES)).unwrap();
        fs::write(folder.path().join(HEADER), TITLE).unwrap();
        fs::write(folder.path().join("entries/hammer.yaml"), entry("hammer")).unwrap();
        folder
    }

    /// That the odd file beside the sound entry is reported, in these words, and the entry is there.
    fn is_reported(folder: &Path, words: &str) {
        let loaded = load(folder).unwrap();
        let said: Vec<&str> = loaded.catalog.diagnostics.iter().map(|found| found.message.as_str()).collect();
        assert!(said.len() == 1 && said[0].contains(words), "{said:?}");
        assert_eq!(loaded.catalog.diagnostics[0].severity, Severity::Error);
        assert_eq!(loaded.catalog.value.entries.len(), 1);
        assert_eq!(loaded.files, 3);
    }

    #[test]
    fn a_file_is_named_to_a_command_as_a_shell_takes_it() {
        for (name, argument_of_it) in
            [("l.yml", "l.yml"), ("my l.yml", "'my l.yml'"), ("o'l", "'o'\\''l'"), (STDIN, "-")]
        {
            assert_eq!(argument(&SafeText::line(name)), argument_of_it);
        }
    }

    #[test]
    fn a_file_of_more_than_64_mb_is_reported_and_the_rest_is_read() {
        let folder = with_one_entry();
        let file = File::create(folder.path().join("entries/huge.yaml")).unwrap();
        file.set_len(MAX_BYTES as u64 + 1).unwrap();
        is_reported(folder.path(), "the file is larger than 64 MB and was not read");
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_reported_and_not_waited_for() {
        let folder = with_one_entry();
        let pipe = folder.path().join("entries/pipe.yaml");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        is_reported(folder.path(), "the file was not read: it is no regular file");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_nowhere_is_reported() {
        let folder = with_one_entry();
        std::os::unix::fs::symlink("nowhere", folder.path().join("entries/link.yaml")).unwrap();
        is_reported(folder.path(), "the file was not read: there is no such file or folder");
    }

    #[test]
    fn what_is_no_catalog_is_refused_with_what_was_looked_for() {
        let folder = with_one_entry();
        let refused = |path: &str| {
            let failure = load(&folder.path().join(path)).unwrap_err();
            assert_eq!(failure.status, Status::Unreadable);
            failure.to_string()
        };
        assert!(
            refused("entries").contains("holds no catalog.yaml, so it is no catalog\n  a catalog is a folder with")
        );
        assert!(refused("entries/hammer.yaml").contains("it is one entry\n  name the folder that holds catalog.yaml"));
        assert!(refused("missing").contains("there is no such file or folder"));
    }

    #[test]
    fn a_folder_without_entries_and_a_single_file_are_catalogs() {
        let folder = with_one_entry();
        fs::remove_dir_all(folder.path().join(ENTRIES)).unwrap();
        assert_eq!(load(folder.path()).unwrap().catalog.value.title.as_str(), "Tools");
        assert_eq!(load(&folder.path().join(HEADER)).unwrap().files, 1);
    }

    #[test]
    fn without_a_path_the_built_in_catalog_is_checked() {
        let today = Day::new(2026, 11, 23).unwrap();
        assert_eq!(check(&[], today).unwrap().files, builtin::count());
    }
}
