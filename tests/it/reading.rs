//! Whatever stands in a file, reading ends, panics nowhere, and keeps what a catalog promises.

use std::sync::Arc;

use landfall::base::date::Day;
use landfall::base::diagnostic::{Parsed, Sources, report};
use landfall::base::text::SafeText;
use landfall::catalog::Catalog;
use landfall::catalog::check::check;
use landfall::catalog::read::{self, SourceFile};
use proptest::prelude::*;

const SAMPLE: &str = include_str!("../corpus/valid/everything.yaml");

/// Pieces that YAML or the format take seriously.
const PIECES: [&str; 40] = [
    ": ",
    "- ",
    "\n",
    "\n  ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    "\"",
    "&a ",
    "*a",
    "!t ",
    "# ",
    "---\n",
    "...\n",
    "|\n",
    ">-\n",
    "? ",
    "%YAML 1.2\n",
    "~",
    "null",
    "id: ",
    "facts:\n",
    "entries:\n",
    "value: ",
    "as_of: 2026-03",
    "1e999",
    "5,000",
    "\u{1b}[2J",
    "\u{feff}",
    "\u{202e}",
    "\r\n",
    "\0",
    "é",
    "日本",
    "\\x",
    "<<<<<<< \n",
];

/// Reads a text as a whole catalog and as an entry of one, and reports everything.
fn read(text: &str) -> [(Parsed<Catalog>, String); 2] {
    let whole = read::catalog(&SourceFile::parse(SafeText::line("a.yaml"), text), &[]);
    let sample = SourceFile::parse(SafeText::line("b.yaml"), SAMPLE);
    let entry = read::catalog(&sample, &[SourceFile::parse(SafeText::line("a.yaml"), text)]);
    let sources = Sources::from([(SafeText::line("a.yaml"), Arc::from(text))]);
    [whole, entry].map(|parsed| {
        let found = check(&parsed, Day::new(2026, 11, 23).unwrap());
        let reports = found.iter().map(|found| report(found, &sources)).collect();
        (parsed, reports)
    })
}

/// That every id which is named in the catalog exists in it, and that nothing was reported outside of the text.
fn keeps_its_promises(text: &str) {
    let lines = u32::try_from(text.split(['\n', '\r']).count()).unwrap() + 1;
    for (Parsed { value: catalog, diagnostics }, reports) in read(text) {
        assert!(!reports.contains(|c: char| c.is_control() && c != '\n'), "{reports:?}");
        assert!(
            diagnostics
                .iter()
                .filter_map(|found| found.place.as_ref())
                .all(|place| place.line <= lines || &*place.file != "a.yaml")
        );
        for entry in &catalog.entries {
            assert!(entry.vendor.iter().all(|id| catalog.vendor(id).is_some()));
            assert!(!entry.categories.is_empty() && entry.categories.iter().all(|id| catalog.category(id).is_some()));
            assert!(entry.details.facts.keys().all(|id| catalog.criterion(id).is_some()));
            assert!(entry.details.not_found.iter().all(|search| catalog.criterion(&search.criterion).is_some()));
            for edge in &entry.details.relations {
                assert!(catalog.entry(&edge.to).is_some() && catalog.relation_kind(&edge.kind).is_some());
            }
        }
        for (index, category) in catalog.categories.iter().enumerate() {
            let before = &catalog.categories[..index];
            assert!(category.parent.iter().all(|parent| before.iter().any(|earlier| earlier.id == *parent)));
        }
    }
}

/// The sample with parts cut out, moved, and odd pieces put in.
fn mutated() -> impl Strategy<Value = String> {
    let change = (any::<prop::sample::Index>(), 0..40_usize, prop::sample::select(PIECES.as_slice()));
    prop::collection::vec(change, 1..6).prop_map(|changes| {
        let mut text: Vec<char> = SAMPLE.chars().collect();
        for (at, cut, piece) in changes {
            let at = at.index(text.len());
            let end = (at + cut).min(text.len());
            text.splice(at..end, piece.chars());
        }
        text.into_iter().collect()
    })
}

fn assembled() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.as_slice()), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        keeps_its_promises(&text);
    }

    #[test]
    fn any_heap_of_yaml_is_read(text in assembled()) {
        keeps_its_promises(&text);
    }

    #[test]
    fn any_change_to_a_catalog_is_read(text in mutated()) {
        keeps_its_promises(&text);
    }

    #[test]
    fn any_catalog_survives_packing(text in mutated()) {
        for (parsed, _) in read(&text) {
            let bytes: &'static [u8] = postcard::to_stdvec(&parsed.value).unwrap().leak();
            let mut unpacked: Catalog = postcard::from_bytes(bytes).unwrap();
            let entries = std::mem::take(&mut unpacked.entries);
            prop_assert_eq!(format!("{:?}", unpacked.with_entries(entries)), format!("{:?}", parsed.value));
        }
    }
}
