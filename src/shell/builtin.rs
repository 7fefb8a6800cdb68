//! The built-in catalog: read, typed and packed by the build script, decoded when it is asked for. Its text
//! stays where it lies in the program.

use crate::base::diagnostic::{Diagnostic, Parsed, Place};
use crate::base::text::SafeText;
use crate::catalog::{Catalog, check};

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.postcard"));

/// Code, place, message and hint of what was wrong with it when the program was built.
type Finding = (&'static str, Option<Place>, SafeText, Option<SafeText>);

/// How many files it is made of, what was found in them, and the catalog.
type Packed = (usize, Vec<Finding>, Catalog);

/// The built-in catalog, and what is wrong with it.
#[must_use]
pub fn catalog() -> Parsed<Catalog> {
    let (_, findings, catalog) = unpack();
    let diagnostics = findings.into_iter().filter_map(finding).collect();
    Parsed { value: catalog, diagnostics }
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
