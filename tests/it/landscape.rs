//! Landscapes open completely, whatever is odd about them, and nothing is written to them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use landfall::catalog::{Catalog, Status};
use landfall::cli;
use landfall::query::FIELDS;
use landfall::shell::catalog_files::{self, Format, Loaded};

fn sample(name: &str) -> PathBuf {
    Path::new("tests/corpus/landscape").join(name)
}

fn open(path: &Path) -> Loaded {
    let loaded = catalog_files::load(path).unwrap_or_else(|failure| panic!("{}: {failure}", path.display()));
    assert_eq!(loaded.format, Format::Landscape, "{}", path.display());
    loaded
}

/// What a [`Catalog`] promises of itself.
fn is_consistent(catalog: &Catalog) {
    let unknown = |entry: &landfall::catalog::Entry| {
        entry.categories.is_empty()
            || entry.categories.iter().any(|id| catalog.category(id).is_none())
            || entry.details.facts.keys().any(|id| catalog.criterion(id).is_none())
            || entry.vendor.as_ref().is_some_and(|id| catalog.vendor(id).is_none())
            || entry.details.relations.iter().any(|edge| catalog.entry(&edge.to).is_none())
    };
    let odd: Vec<&str> = catalog.entries.iter().filter(|entry| unknown(entry)).map(|entry| entry.id.as_str()).collect();
    assert!(odd.is_empty(), "{odd:?}");
    let mut seen = BTreeSet::new();
    for category in &catalog.categories {
        assert!(
            category.parent.as_ref().is_none_or(|parent| seen.contains(parent)),
            "{} before its parent",
            category.id
        );
        assert!(seen.insert(category.id.clone()), "{} twice", category.id);
    }
    let criteria: BTreeSet<&str> = catalog.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
    assert_eq!(criteria.len(), catalog.criteria.len());
    assert!(FIELDS.iter().all(|field| !criteria.contains(field.name)));
    // Dashes are not part of these ids, so that none is another one's twin in a query.
    assert!(criteria.iter().all(|id| !id.contains('-')));
}

#[test]
fn every_sample_opens_with_what_is_sound_in_it() {
    for (name, entries, warnings) in [
        ("first-form.yml", 2, 0),
        ("second-form.yml", 1, 0),
        ("folder", 1, 1),
        ("broken-yaml.yml", 2, 2),
        ("not-utf8-and-escapes.yml", 2, 2),
        ("bomb-behind.yml", 1, 1),
        ("landscape-missing.yml", 3, 1),
        ("landscape-form.yml", 2, 1),
        ("landscape-duplicate.yml", 2, 1),
        ("landscape-unknown-field.yml", 2, 1),
        ("landscape-left-out.yml", 1, 2),
    ] {
        let loaded = open(&sample(name));
        is_consistent(&loaded.catalog.value);
        assert_eq!(loaded.catalog.value.entries.len(), entries, "{name}");
        assert_eq!(loaded.catalog.diagnostics.len(), warnings, "{name}: {:#?}", loaded.catalog.diagnostics);
    }
}

#[test]
fn a_folder_is_named_by_its_settings_and_explained_by_its_guide() {
    let catalog = open(&sample("folder")).catalog.value;
    assert_eq!((catalog.title.as_str(), catalog.about.as_str()), ("Acme landscape", "Everything in the shed."));
    let guides: Vec<&str> = catalog.categories.iter().map(|category| category.guide.as_str()).collect();
    assert_eq!(guides, ["What one works with & on.", "What they are\n\nBlades with teeth."]);
}

#[test]
fn without_settings_a_file_gives_its_own_name_or_that_of_its_folder() {
    assert_eq!(open(&sample("first-form.yml")).catalog.value.title.as_str(), "first-form");
    let folder = tempfile::tempdir().unwrap();
    let shed = folder.path().join("shed");
    fs::create_dir(&shed).unwrap();
    fs::copy(sample("first-form.yml"), shed.join("landscape.yml")).unwrap();
    assert_eq!(open(&shed).catalog.value.title.as_str(), "shed");
    assert_eq!(open(&shed.join("landscape.yml")).catalog.value.title.as_str(), "shed");
}

#[test]
fn an_unreadable_file_beside_is_reported_and_the_landscape_opens() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(sample("first-form.yml"), folder.path().join("landscape.yml")).unwrap();
    fs::create_dir(folder.path().join("guide.yml")).unwrap();
    let loaded = open(folder.path());
    assert_eq!(loaded.catalog.value.entries.len(), 2);
    assert!(loaded.catalog.diagnostics[0].message.contains("it is no regular file"));
}

#[test]
fn other_files_are_refused_with_what_was_looked_for() {
    let folder = tempfile::tempdir().unwrap();
    for (text, said) in [
        ("doc-warning: true\nstrictness: high\n", "a landscape has `landscape:` or `categories:`"),
        ("landscape: 3\n", "a landscape has `landscape:` or `categories:`"),
        ("just words\n", "a landscape has"),
    ] {
        let file = folder.path().join("landscape.yml");
        fs::write(&file, text).unwrap();
        let failure = catalog_files::load(&file).unwrap_err();
        assert_eq!(failure.status, cli::Status::Unreadable);
        assert!(failure.to_string().contains(said), "{failure}");
    }
    fs::write(folder.path().join("landscape.yml"), [0xff, 0xfe, 0, 1]).unwrap();
    assert!(
        catalog_files::load(folder.path()).unwrap_err().to_string().contains("is no UTF-8, and the file was not read")
    );
}

#[test]
fn texts_and_brackets_without_end_do_not_hide_what_stands_before_them() {
    const START: &str = "landscape:\n- name: A\n  subcategories:\n  - name: B\n    items:\n    - {name: X, homepage_url: https://x.org, logo: x}\n";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("landscape.yml");
    for (rest, said) in [
        (format!("    - name: {}\n", "y".repeat(1_100_000)), "goes on for more than 1000000 characters"),
        (format!("    - name: Y\n      a: {}\n", "[".repeat(100_000)), "more than 64 levels"),
        (format!("    - name: Y\n{}", "      a: 1\n".repeat(2_000)), "the key `a` stands here a second time"),
    ] {
        fs::write(&file, format!("{START}{rest}")).unwrap();
        let loaded = open(&file);
        assert!(loaded.catalog.value.entries.iter().any(|entry| entry.id.as_str() == "x"));
        let told: Vec<&str> = loaded.catalog.diagnostics.iter().map(|found| found.message.as_str()).collect();
        assert!(told.iter().any(|message| message.contains(said)), "{told:?}");
        assert!(told.len() < 4, "{told:?}");
    }
}

#[test]
fn reading_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("landscape.yml");
    fs::copy(sample("landscape-missing.yml"), &file).unwrap();
    let before = fs::read(&file).unwrap();
    open(&file);
    assert_eq!(fs::read(&file).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// Real landscapes lie beside the repository on some machines; where they do not, there is nothing to read.
#[test]
fn real_landscapes_open_completely() {
    let data = Path::new("../shared/data");
    if !data.is_dir() {
        eprintln!("skipped: {} is not there", data.display());
        return;
    }
    for (name, categories, entries) in
        [("cncf-landscape.yml", 95, 2_413), ("cdf-landscape.yml", 27, 102), ("mobility-landscape.yml", 27, 99)]
    {
        let loaded = open(&data.join(name));
        let catalog = &loaded.catalog.value;
        is_consistent(catalog);
        assert_eq!((catalog.categories.len(), catalog.entries.len()), (categories, entries), "{name}");
        assert!(loaded.catalog.diagnostics.len() < 8, "{name}: {:#?}", loaded.catalog.diagnostics);
    }
    let cncf = open(&data.join("cncf-landscape.yml")).catalog.value;
    let kubernetes = cncf.entry(&"kubernetes".parse().unwrap()).unwrap();
    let maturity = kubernetes.fact(&"project".parse().unwrap()).unwrap();
    assert_eq!((maturity.value.to_string().as_str(), kubernetes.categories.len()), ("graduated", 3));
    assert!(cncf.entries.iter().any(|entry| entry.status == Status::Retired));
}
