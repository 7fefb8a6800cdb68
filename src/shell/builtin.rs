//! The built-in catalog: read, typed and packed by the build script, decoded when it is asked for. Its text
//! stays where it lies in the program.

use std::thread;

use crate::base::diagnostic::{Diagnostic, Parsed, Place};
use crate::base::text::SafeText;
use crate::catalog::{Catalog, Entry, check};

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.postcard"));

/// Code, place, message and hint of what was wrong with it when the program was built.
type Finding = (&'static str, Option<Place>, SafeText, Option<SafeText>);

/// How many files it is made of, what was found in them, the catalog without its entries, and the entries in
/// parts that are still packed.
type Packed = (usize, Vec<Finding>, Catalog, Vec<&'static [u8]>);

/// The built-in catalog, and what is wrong with it. Its parts are decoded beside each other: this is most of
/// what a start costs.
#[must_use]
pub fn catalog() -> Parsed<Catalog> {
    let (_, findings, catalog, parts) = unpack();
    let alone = thread::available_parallelism().map_or(true, |processors| processors.get() == 1);
    let (own, others) = parts.split_at(if alone { parts.len() } else { parts.len() / 2 });
    let entries = thread::scope(|scope| {
        let others = (!others.is_empty()).then(|| scope.spawn(|| entries(others)));
        let mut all = entries(own);
        all.extend(others.into_iter().flat_map(|others| others.join().unwrap_or_default()));
        all
    });
    let diagnostics = findings.into_iter().filter_map(finding).collect();
    Parsed { value: catalog.with_entries(entries), diagnostics }
}

fn entries(parts: &[&'static [u8]]) -> Vec<Entry> {
    parts.iter().flat_map(|part| postcard::from_bytes::<Vec<Entry>>(part).unwrap_or_default()).collect()
}

/// How many files it is made of.
#[must_use]
pub fn count() -> usize {
    unpack().0
}

fn unpack() -> Packed {
    postcard::from_bytes(PACKED).unwrap_or_default()
}

fn finding((code, place, message, hint): Finding) -> Option<Diagnostic> {
    let check = check::find(code)?;
    Some(Diagnostic { hint, ..Diagnostic::new(check.code, check.severity, place, message) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packed_catalog_can_be_unpacked() {
        let catalog = catalog().value;
        assert!(!catalog.title.is_empty());
        assert!(!catalog.criteria.is_empty());
        assert!(catalog.entries.iter().all(|entry| catalog.entry(&entry.id).is_some()));
    }
}
