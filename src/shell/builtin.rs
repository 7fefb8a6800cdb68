//! The built-in catalog: packed into the binary by the build script, typed when it is asked for.

use std::sync::Arc;
use std::thread;

use crate::base::diagnostic::Parsed;
use crate::catalog::Catalog;
use crate::catalog::read::{EntryRead, Opened, SourceFile};
use crate::catalog::tree::PackedFile;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.postcard"));

/// The built-in catalog, and what is wrong with it. Its entries are unpacked and typed on every processor
/// that is there: this is most of what a start costs.
#[must_use]
pub fn catalog() -> Parsed<Catalog> {
    let packed = files();
    let Some((header, entries)) = packed.split_first().and_then(|(first, rest)| Some((unpack(first)?, rest))) else {
        return Parsed { value: Catalog::default(), diagnostics: Vec::new() };
    };
    let opened = Opened::new(&header);
    let read = |files: &[&'static [u8]]| -> Vec<EntryRead> {
        files.iter().filter_map(|bytes| unpack(bytes)).map(|file| opened.entry(&file)).collect()
    };
    let processors = thread::available_parallelism().map_or(1, std::num::NonZero::get).min(4);
    let mut parts = entries.chunks(entries.len().div_ceil(processors).max(1));
    let own = parts.next().unwrap_or_default();
    let read = thread::scope(|scope| {
        let others: Vec<_> = parts.map(|part| scope.spawn(|| read(part))).collect();
        let mut all = read(own);
        all.extend(others.into_iter().flat_map(|other| other.join().unwrap_or_default()));
        all
    });
    opened.close(read)
}

/// How many files it is made of.
#[must_use]
pub fn count() -> usize {
    files().len()
}

/// The header, then the entries, each still packed.
fn files() -> Vec<&'static [u8]> {
    postcard::from_bytes(PACKED).unwrap_or_default()
}

/// The text of the tree stays where it lies in the binary.
fn unpack(packed: &'static [u8]) -> Option<SourceFile<'static>> {
    let file: PackedFile<'static> = postcard::from_bytes(packed).ok()?;
    Some(SourceFile { name: Arc::from(file.name), tree: file.tree })
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
