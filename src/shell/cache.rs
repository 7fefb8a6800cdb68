//! Landscapes as they were read, packed as the built-in catalog is, so that a second opening reads no YAML.
//!
//! A cache begins with everything that it depends on: the program's version, how the catalog was named, and
//! what the system says of every file that was looked for, those that are not there among them. It is of use
//! only where that is, byte for byte, what it would begin with now. Whatever else is wrong with it, it is no
//! cache: nothing is said, and the file is read.
//!
//! Its text is not made safe a second time: it was [`SafeText`] when it was packed, and a checksum tells that
//! these are the bytes that were written. Bytes that somebody forges are not held off by that; but they lie in
//! the reader's own state folder, in a file that nobody else may write, and must name the very times of the
//! file that they stand for. Who can do that can do worse to a start than change a text.

use std::fs::{self, Metadata};
use std::hash::{BuildHasher as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use foldhash::quality::FixedState;
use serde::Serialize;

use crate::base::diagnostic::{Diagnostic, Parsed, Sources};
use crate::base::slug::fingerprint;
use crate::base::text::SafeText;
use crate::catalog::Catalog;
use crate::catalog::check::reading;
use crate::cli::Failure;
use crate::shell::catalog_files::{self, Format, Loaded};
use crate::shell::disk::{self, DiskError, Readers, TEMPORARY};
use crate::shell::landscape_files;
use crate::shell::paths::Paths;

/// Which form the packed catalogs of this version have. Between releases it is raised when the types of a
/// catalog change, or what is read into them; a test says when.
const FORM: u32 = 6;
/// Most bytes of the files that a cache is kept of. Out of a cache, the text of larger ones takes more memory than
/// a large catalog should, for a second less.
const LARGEST: u64 = 8 << 20;
/// Most bytes of a cache.
const LIMIT: usize = 64 << 20;
/// Most caches that are kept.
const MOST: usize = 8;
/// A file that was changed so shortly before it was read may change again without a new time.
const SETTLING: Duration = Duration::from_secs(2);
/// No save is under way for so long: a temporary file as old as this was left behind.
const FORGOTTEN: Duration = Duration::from_secs(3_600);
/// Bytes of the checksum.
const CHECKSUM: usize = size_of::<u64>();

/// A catalog, and what is to be put into the cache of it once there is time for that.
pub type Opened = (Loaded, Option<Slot>);

/// Opens the catalog that lies at a path, from the cache where that is of use.
///
/// # Errors
/// As [`catalog_files::load`].
pub fn open(path: &Path, paths: &Paths) -> Result<Opened, Failure> {
    // Looked at before the file is read: what changes meanwhile has another time afterwards.
    let slot = Slot::of(path, paths);
    if let Some(loaded) = slot.as_ref().and_then(Slot::find) {
        return Ok((loaded, None));
    }
    let loaded = catalog_files::load(path)?;
    Ok(match slot.filter(|slot| slot.settled && may_be_kept(&loaded)) {
        slot @ Some(_) => (loaded, slot),
        None => (loaded, None),
    })
}

/// A file of which there is no text could not be read. That does not follow from the file alone, but also from
/// who asks.
fn may_be_kept(loaded: &Loaded) -> bool {
    let has_text = |found: &Diagnostic| found.place.as_ref().is_some_and(|at| loaded.sources.contains_key(&at.file));
    let unread = |found: &Diagnostic| found.code == reading::UNREADABLE.code && !has_text(found);
    loaded.format == Format::Landscape && !loaded.catalog.diagnostics.iter().any(unread)
}

/// Where the cache of a catalog belongs.
#[derive(Clone, Debug)]
pub struct Slot {
    path: PathBuf,
    /// What it begins with.
    head: Vec<u8>,
    /// Whether no file was changed just now.
    settled: bool,
    /// How many bytes the files have.
    bytes: u64,
}

impl Slot {
    /// Nothing where the path leads to no file or folder.
    fn of(path: &Path, paths: &Paths) -> Option<Self> {
        // `-` and the built-in catalog are names, not paths, though there may be a file that is called so.
        let real = Some(path).filter(|path| !catalog_files::is_name(path))?.canonicalize().ok()?;
        let stamps: Vec<Option<Stamp>> = landscape_files::looked_for(path).iter().map(|file| Stamp::of(file)).collect();
        let names = (path.as_os_str().as_encoded_bytes(), real.as_os_str().as_encoded_bytes());
        let key = fingerprint(&postcard::to_stdvec(&names).ok()?);
        let version = ("landfall cache", env!("CARGO_PKG_VERSION"), FORM);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
        let bytes = stamps.iter().flatten().map(|stamp| stamp.bytes).sum();
        (bytes <= LARGEST).then_some(())?;
        Some(Self {
            path: paths.caches().join(format!("{key:016x}.postcard")),
            head: postcard::to_stdvec(&(version, names, &stamps)).ok()?,
            settled: stamps.iter().flatten().all(|stamp| stamp.modified + SETTLING < now),
            bytes,
        })
    }

    /// How many bytes the files have that the catalog was read from.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The catalog, where the cache is of use. What it holds stays in memory until the program ends, as the
    /// built-in catalog does: the text is not copied out of it.
    fn find(&self) -> Option<Loaded> {
        let bytes = disk::read_bytes(&self.path, LIMIT).ok()??;
        let (sum, body) = bytes.strip_prefix(self.head.as_slice())?.split_at_checked(CHECKSUM)?;
        if sum != checksum(body) {
            return None;
        }
        let body = body.len();
        let bytes: &'static [u8] = bytes.leak();
        unpack(bytes.get(bytes.len() - body..)?)
    }
}

/// What the system says of a file.
#[derive(Debug, Serialize)]
struct Stamp {
    bytes: u64,
    modified: Duration,
    /// When anything about it was changed, its content, its name or its times; nobody can set that.
    changed: Duration,
    /// On which device it is, and which one there.
    place: (u64, u64),
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let found = fs::metadata(path).ok()?;
        let since = |time: SystemTime| time.duration_since(UNIX_EPOCH).ok();
        let modified = found.modified().ok().and_then(since).unwrap_or_default();
        let (changed, place) = beyond(&found);
        Some(Self { bytes: found.len(), modified, changed, place })
    }
}

#[cfg(unix)]
fn beyond(found: &Metadata) -> (Duration, (u64, u64)) {
    use std::os::unix::fs::MetadataExt as _;
    let seconds = u64::try_from(found.ctime()).unwrap_or_default();
    let nanoseconds = u32::try_from(found.ctime_nsec()).unwrap_or_default();
    (Duration::new(seconds, nanoseconds), (found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn beyond(_: &Metadata) -> (Duration, (u64, u64)) {
    (Duration::ZERO, (0, 0))
}

/// A landscape that was read and does not lie in the cache yet.
#[derive(Debug)]
pub struct Unkept {
    /// Where it belongs.
    pub slot: Slot,
    /// The catalog.
    pub catalog: Arc<Catalog>,
    /// What was found while reading.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they speak of.
    pub sources: Sources,
    /// How many files were read.
    pub files: usize,
}

impl Unkept {
    /// Puts it into the cache. That this cannot be done is no reason to bother anybody.
    pub fn keep(&self) {
        // Packing takes its time, and is in vain where there is no folder for it.
        if self.slot.path.parent().is_some_and(|folder| disk::make_folder(folder).is_ok())
            && let Some(bytes) = self.bytes().filter(|bytes| bytes.len() <= LIMIT)
            && write(&self.slot.path, &bytes).is_ok()
        {
            tidy(&self.slot.path);
        }
    }

    fn bytes(&self) -> Option<Vec<u8>> {
        let sources: Vec<(&SafeText, &str)> = self.sources.iter().map(|(name, text)| (name, &**text)).collect();
        let place = self.slot.head.len();
        let bytes = [self.slot.head.as_slice(), &[0; CHECKSUM]].concat();
        let read = (&self.diagnostics, sources, self.files, &*self.catalog);
        let mut bytes = postcard::to_io(&read, bytes).ok()?;
        let sum = checksum(bytes.get(place + CHECKSUM..)?);
        bytes.get_mut(place..place + CHECKSUM)?.copy_from_slice(&sum);
        Some(bytes)
    }
}

/// What [`Unkept::bytes`] packs: what was found, the texts that it speaks of, how many files were read, and the
/// catalog.
type Packed = (Vec<Diagnostic>, Vec<(SafeText, &'static str)>, usize, Catalog);

fn unpack(body: &'static [u8]) -> Option<Loaded> {
    let (diagnostics, sources, files, value): Packed = postcard::from_bytes(body).ok()?;
    let sources = sources.into_iter().map(|(name, text)| (name, Arc::from(text))).collect();
    Some(Loaded { catalog: Parsed { value, diagnostics }, sources, files, format: Format::Landscape })
}

/// A number that another version of the hasher may make otherwise: then there is no cache.
fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    let mut hasher = FixedState::default().build_hasher();
    hasher.write(bytes);
    hasher.finish().to_le_bytes()
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    disk::stage(path, bytes, Readers::Owner)?.commit()
}

/// Removes the oldest caches, and what writers left behind that were killed.
fn tidy(written: &Path) {
    let folder = written.parent().and_then(|folder| fs::read_dir(folder).ok());
    let dated = |file: fs::DirEntry| Some((file.metadata().ok()?.modified().ok()?, file.path()));
    let files = folder.into_iter().flatten().flatten().filter_map(dated);
    let (mut caches, others): (Vec<_>, Vec<_>) =
        files.partition(|(_, path)| path.extension().is_some_and(|ending| ending == "postcard"));
    caches.sort();
    caches.truncate(caches.len().saturating_sub(MOST));
    let left = |(time, path): &(SystemTime, PathBuf)| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with(TEMPORARY)) && time.elapsed().is_ok_and(|age| age > FORGOTTEN)
    };
    for (_, path) in caches.into_iter().chain(others.into_iter().filter(left)) {
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(path: &str) -> Vec<u8> {
        let loaded = catalog_files::load(Path::new(path)).unwrap();
        postcard::to_stdvec(&(&loaded.catalog.diagnostics, &loaded.catalog.value)).unwrap()
    }

    /// The sample catalogs have every kind of value, so that another shape of the types shows in their bytes.
    #[test]
    fn packed_catalogs_of_another_shape_have_another_number() {
        const SHAPES: (u32, u64) = (6, 2_753_289_216_908_372_328);
        let samples = ["fixtures/ports", "corpus/landscape/first-form.yml", "corpus/landscape/folder"];
        let bytes: Vec<u8> = samples.iter().flat_map(|sample| packed(&format!("tests/{sample}"))).collect();
        assert_eq!(
            (FORM, fingerprint(&bytes)),
            SHAPES,
            "catalogs are packed or read in another way than before: raise FORM, and put both numbers here"
        );
    }

    #[test]
    fn a_cache_whose_text_is_no_text_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = Path::new("tests/corpus/landscape/second-form.yml");
        let (loaded, slot) = open(path, &Paths::below(folder.path())).unwrap();
        let (slot, Parsed { value, diagnostics }) = (slot.unwrap(), loaded.catalog);
        let title = value.title.clone();
        let (catalog, sources) = (value.into(), loaded.sources);
        let unkept = Unkept { slot, catalog, diagnostics, sources, files: loaded.files };
        let sound = unkept.bytes().unwrap();
        let (head, body) = sound.split_at(unkept.slot.head.len() + CHECKSUM);
        let at = body.windows(title.len()).position(|text| text == title.as_bytes()).unwrap();
        for (byte, is_found) in [(b'x', true), (0xff, false)] {
            let mut body = body.to_vec();
            body[at] = byte;
            let forged = [&head[..head.len() - CHECKSUM], &checksum(&body), &body].concat();
            disk::make_folder(unkept.slot.path.parent().unwrap()).unwrap();
            write(&unkept.slot.path, &forged).unwrap();
            assert_eq!(unkept.slot.find().is_some(), is_found);
        }
    }
}
