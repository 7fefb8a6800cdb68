//! A landscape that is opened a second time is the same, whatever became of its cache.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, SystemTime};

use landfall::shell::cache::{self, Unkept};
use landfall::shell::catalog_files::{self, Format, Loaded};
use landfall::shell::paths::Paths;
use tempfile::TempDir;

const TEXT: &str = "\
landscape:
  - category:
    name: Tools
    subcategories:
      - subcategory:
        name: Saws
        items:
          - {item: , name: Hacksaw, homepage_url: 'https://saw.example', logo: saw.svg, colour: red}
";

/// What comes of a catalog, to be compared.
fn all(loaded: &Loaded) -> String {
    format!("{loaded:#?}")
}

/// Opens a catalog, and puts it into the cache where it is not there.
fn opened(path: &Path, paths: &Paths) -> (Loaded, Option<Unkept>) {
    let (loaded, slot) = cache::open(path, paths).unwrap();
    let unkept = slot.map(|slot| Unkept {
        slot,
        catalog: Arc::new(loaded.catalog.value.clone()),
        diagnostics: loaded.catalog.diagnostics.clone(),
        sources: loaded.sources.clone(),
        files: loaded.files,
    });
    unkept.iter().for_each(Unkept::keep);
    (loaded, unkept)
}

/// Whether it came from the cache.
fn is_cached(path: &Path, paths: &Paths) -> bool {
    let (loaded, slot) = cache::open(path, paths).unwrap();
    assert_eq!(all(&loaded), all(&catalog_files::load(path).unwrap()), "{}", path.display());
    slot.is_none()
}

fn write(path: &Path, text: &str, age: u64) {
    fs::write(path, text).unwrap();
    let then = SystemTime::now() - Duration::from_secs(age);
    File::options().write(true).open(path).unwrap().set_modified(then).unwrap();
}

/// A landscape of some age, and the program's own folders.
fn landscape() -> (TempDir, PathBuf, Paths) {
    let folder = tempfile::tempdir().unwrap();
    let (path, paths) = (folder.path().join("landscape.yml"), Paths::below(&folder.path().join("home")));
    write(&path, TEXT, 60);
    (folder, path, paths)
}

fn caches(paths: &Paths) -> Vec<PathBuf> {
    fs::read_dir(paths.caches()).unwrap().map(|file| file.unwrap().path()).collect()
}

#[test]
fn the_second_opening_is_as_the_first() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::below(home.path());
    let mut kept = 0;
    for sample in fs::read_dir("tests/corpus/landscape").unwrap() {
        let path = sample.unwrap().path();
        // Reports, and bombs of which nothing is left that is a landscape.
        if catalog_files::load(&path).map_or(true, |loaded| loaded.format != Format::Landscape) {
            continue;
        }
        let (first, unkept) = opened(&path, &paths);
        assert!(unkept.is_some(), "{}", path.display());
        let (second, slot) = cache::open(&path, &paths).unwrap();
        assert!(slot.is_none(), "{}", path.display());
        assert_eq!(all(&first), all(&second));
        for entry in &first.catalog.value.entries {
            assert_eq!(first.catalog.value.index_of(&entry.id), second.catalog.value.index_of(&entry.id));
        }
        kept += 1;
    }
    assert!(kept > 10, "{kept}");
    assert_eq!(caches(&paths).len(), 8);
}

#[test]
fn catalogs_of_our_own_are_not_cached_nor_are_names_that_are_no_paths() {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths::below(home.path());
    for path in ["tests/fixtures/ports", "built-in"] {
        assert!(opened(Path::new(path), &paths).1.is_none());
    }
    assert!(!paths.caches().exists());
}

#[test]
fn a_file_that_is_changed_or_touched_is_read_anew() {
    let (_folder, path, paths) = landscape();
    let again = |what: &str| {
        assert!(!is_cached(&path, &paths), "{what}");
        opened(&path, &paths);
        assert!(is_cached(&path, &paths), "{what}");
    };
    again("new");
    write(&path, &TEXT.replace("Hacksaw", "Fretsaw and file"), 60);
    again("longer");
    write(&path, &TEXT.replace("Hacksaw", "Jigsaws"), 50);
    again("of the same length, at another time");
    write(&path, &TEXT.replace("Hacksaw", "Fretsaw"), 40);
    File::options().write(true).open(&path).unwrap().set_modified(SystemTime::now() - Duration::from_secs(30)).unwrap();
    again("touched");
}

#[cfg(unix)]
#[test]
fn a_change_is_seen_though_it_left_length_and_time_as_they_were() {
    let (_folder, path, paths) = landscape();
    opened(&path, &paths);
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, TEXT.replace("Hacksaw", "Jigsaws")).unwrap();
    File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
    assert!(!is_cached(&path, &paths));
}

#[test]
fn a_file_that_comes_or_goes_beside_it_is_seen() {
    let (folder, path, paths) = landscape();
    for catalog in [path.as_path(), folder.path()] {
        let guide = folder.path().join("guide.yml");
        opened(catalog, &paths);
        assert!(is_cached(catalog, &paths));
        write(&guide, "categories: [{category: Tools, content: What one works with.}]", 60);
        assert!(!is_cached(catalog, &paths));
        opened(catalog, &paths);
        assert!(is_cached(catalog, &paths));
        fs::remove_file(&guide).unwrap();
        assert!(!is_cached(catalog, &paths));
    }
    opened(folder.path(), &paths);
    assert!(is_cached(folder.path(), &paths));
    fs::write(folder.path().join("catalog.yaml"), "title: Tools\n").unwrap();
    assert_eq!(cache::open(folder.path(), &paths).unwrap().0.format, Format::Own);
}

#[cfg(unix)]
#[test]
fn what_lacks_a_file_that_could_not_be_read_is_not_kept() {
    let (folder, path, paths) = landscape();
    let guide = folder.path().join("guide.yml");
    fs::create_dir(&guide).unwrap();
    File::open(&guide).unwrap().set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
    let (loaded, unkept) = opened(&path, &paths);
    assert!(unkept.is_none() && loaded.catalog.diagnostics[0].message.contains("no regular file"));
}

#[test]
fn what_was_changed_just_now_is_not_kept() {
    let (_folder, path, paths) = landscape();
    write(&path, TEXT, 0);
    assert!(opened(&path, &paths).1.is_none());
    write(&path, TEXT, 3);
    assert!(opened(&path, &paths).1.is_some());
}

#[test]
fn a_cache_that_is_damaged_anywhere_is_none() {
    let (_folder, path, paths) = landscape();
    let (first, _) = opened(&path, &paths);
    let cache = caches(&paths).remove(0);
    let sound = fs::read(&cache).unwrap();
    let is_none = |bytes: &[u8], what: &str| {
        fs::write(&cache, bytes).unwrap();
        let (loaded, slot) = cache::open(&path, &paths).unwrap();
        assert!(slot.is_some(), "{what}");
        assert_eq!(all(&loaded), all(&first), "{what}");
    };
    for at in 0..sound.len() {
        let mut damaged = sound.clone();
        damaged[at] ^= 1 << (at % 8);
        is_none(&damaged, &format!("another byte at {at}"));
        is_none(&sound[..at], &format!("ends at {at}"));
    }
    is_none(&[&sound[..], b"x"].concat(), "goes on");
    opened(&path, &paths);
    assert_eq!(fs::read(&cache).unwrap(), sound);
    assert!(is_cached(&path, &paths));
}

#[test]
fn a_cache_of_another_version_or_another_file_is_none_and_is_replaced() {
    let (folder, path, paths) = landscape();
    opened(&path, &paths);
    let cache = caches(&paths).remove(0);
    let mut other = fs::read(&cache).unwrap();
    let version = env!("CARGO_PKG_VERSION").as_bytes();
    let at = other.windows(version.len()).position(|found| found == version).unwrap();
    other[at] += 1;
    fs::write(&cache, &other).unwrap();
    assert!(!is_cached(&path, &paths));
    opened(&path, &paths);
    assert!(is_cached(&path, &paths));
    let twin = folder.path().join("twin.yml");
    write(&twin, TEXT, 60);
    opened(&twin, &paths);
    let foreign = caches(&paths).into_iter().find(|other| *other != cache).unwrap();
    fs::copy(&foreign, &cache).unwrap();
    assert!(!is_cached(&path, &paths));
}

#[test]
fn what_is_no_file_in_the_place_of_a_cache_is_none() {
    let (_folder, path, paths) = landscape();
    opened(&path, &paths);
    let cache = caches(&paths).remove(0);
    fs::remove_file(&cache).unwrap();
    fs::create_dir(&cache).unwrap();
    assert!(!is_cached(&path, &paths));
    opened(&path, &paths);
    fs::remove_dir(&cache).unwrap();
    File::create(&cache).unwrap().set_len((256 << 20) + 1).unwrap();
    assert!(!is_cached(&path, &paths));
}

#[test]
fn where_nothing_can_be_kept_everything_is_read() {
    let (_folder, path, paths) = landscape();
    fs::create_dir_all(paths.state.parent().unwrap()).unwrap();
    fs::write(&paths.state, "no folder").unwrap();
    for _ in 0..2 {
        assert!(opened(&path, &paths).1.is_some());
        assert!(!is_cached(&path, &paths));
    }
}

#[cfg(unix)]
#[test]
fn only_the_reader_may_read_a_cache() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, path, paths) = landscape();
    opened(&path, &paths);
    assert_eq!(fs::metadata(&caches(&paths)[0]).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn of_many_writers_one_whole_cache_is_left() {
    let (_folder, path, paths) = landscape();
    let (_, unkept) = opened(&path, &paths);
    let unkept = unkept.unwrap();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..20).for_each(|_| unkept.keep()));
        }
        (0..50).for_each(|_| assert!(is_cached(&path, &paths)));
    });
    assert_eq!(caches(&paths).len(), 1);
    assert!(is_cached(&path, &paths));
}

#[test]
fn what_a_killed_writer_left_behind_is_removed() {
    let (_folder, path, paths) = landscape();
    opened(&path, &paths);
    let (old, new) = (paths.caches().join(".landfall-old"), paths.caches().join(".landfall-new"));
    write(&old, "", 7_200);
    write(&new, "", 0);
    write(&path, TEXT, 90);
    opened(&path, &paths);
    assert!(!old.exists() && new.exists());
}

/// What the program prints, on both streams.
fn printed(path: &Path, home: &Path, command: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_landfall"));
    program.arg("--catalog").arg(path).args([command, "--today=2026-11-24"]).env("LANDFALL_HOME", home);
    let output = program.stdin(Stdio::null()).output().unwrap();
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

#[test]
fn a_command_keeps_what_took_its_time_to_read_and_says_the_same_again() {
    let (folder, path, paths) = landscape();
    let home = folder.path().join("home");
    let small = printed(&path, &home, "list");
    assert!(small.starts_with("hacksaw  Hacksaw") && !paths.caches().exists(), "{small}");
    let items = |number| format!("          - {{name: Saw {number}, homepage_url: saw, colour: red}}\n");
    write(&path, &(TEXT.to_owned() + &(0..6_000).map(items).collect::<String>()), 60);
    let checked = printed(&path, &home, "check");
    assert!(!paths.caches().exists());
    let first = printed(&path, &home, "list");
    assert!(first.contains("\nsaw-5999  Saw 5999") && first.contains("warning[landscape-missing]"), "{first:.2000}");
    assert!(is_cached(&path, &paths));
    assert_eq!(printed(&path, &home, "list"), first);
    assert_eq!(printed(&path, &home, "check"), checked);
}
