//! Entries in packed parts, which are decoded beside each other: this is most of what opening them costs.

use std::num::NonZero;
use std::thread;

use crate::catalog::Entry;

/// Into how many parts entries are packed.
const PARTS: usize = 4;

/// The entries, packed; nothing where one of them cannot be.
#[must_use]
pub fn parts(entries: &[Entry]) -> Option<Vec<Vec<u8>>> {
    let parts = entries.chunks(entries.len().div_ceil(PARTS).max(1)).map(postcard::to_stdvec);
    parts.collect::<Result<_, _>>().ok()
}

/// The entries of all parts; nothing where one of them cannot be read.
#[must_use]
pub fn entries(parts: &[&'static [u8]]) -> Option<Vec<Entry>> {
    let alone = thread::available_parallelism().map_or(1, NonZero::get) == 1;
    let (own, others) = parts.split_at(if alone { parts.len() } else { parts.len().div_ceil(2) });
    thread::scope(|scope| {
        let others = (!others.is_empty()).then(|| scope.spawn(|| decoded(others)));
        let mut all = decoded(own)?;
        if let Some(others) = others {
            all.extend(others.join().ok()??);
        }
        Some(all)
    })
}

fn decoded(parts: &[&'static [u8]]) -> Option<Vec<Entry>> {
    let mut all = Vec::new();
    for part in parts {
        all.append(&mut postcard::from_bytes::<Vec<Entry>>(part).ok()?);
    }
    Some(all)
}
