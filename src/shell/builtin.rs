//! The built-in catalog: packed into the binary by the build script, typed when it is asked for.

use std::sync::Arc;

use crate::base::diagnostic::Parsed;
use crate::catalog::Catalog;
use crate::catalog::read::{self, SourceFile};
use crate::catalog::tree::PackedFile;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.postcard"));

/// The built-in catalog, and what is wrong with it.
#[must_use]
pub fn catalog() -> Parsed<Catalog> {
    match files().split_first() {
        Some((header, entries)) => read::catalog(header, entries),
        None => Parsed { value: Catalog::default(), diagnostics: Vec::new() },
    }
}

/// How many files it is made of.
#[must_use]
pub fn count() -> usize {
    files().len()
}

/// The header, then the entries. The text of the trees stays where it lies in the binary.
fn files() -> Vec<SourceFile<'static>> {
    let packed: Vec<PackedFile<'static>> = postcard::from_bytes(PACKED).unwrap_or_default();
    packed.into_iter().map(|file| SourceFile { name: Arc::from(file.name), tree: file.tree }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packed_catalog_can_be_unpacked() {
        let catalog = catalog().value;
        assert!(!catalog.title.is_empty());
        assert!(!catalog.criteria.is_empty());
    }
}
