//! Entries in packed parts, which are decoded beside each other: this is most of what opening them costs.

use std::num::NonZero;
use std::thread;

use crate::catalog::Entry;

/// Into how many parts entries are packed.
const PARTS: usize = 4;

/// Packs the entries behind what `to` holds, as a list of parts; nothing where one of them cannot be packed. Of a
/// large catalog all parts beside what they go into would be too much.
#[must_use]
pub fn pack(entries: &[Entry], to: Vec<u8>) -> Option<Vec<u8>> {
    let parts = entries.chunks(entries.len().div_ceil(PARTS).max(1));
    let to = postcard::to_io(&parts.len(), to).ok()?;
    parts.into_iter().try_fold(to, |to, part| postcard::to_io(&postcard::to_stdvec(part).ok()?, to).ok())
}

/// The entries of all parts; nothing where one of them cannot be read.
#[must_use]
pub fn entries(parts: &[&'static [u8]]) -> Option<Vec<Entry>> {
    let alone = thread::available_parallelism().map_or(1, NonZero::get) == 1;
    let (own, others) = parts.split_at(if alone { parts.len() } else { parts.len() / 2 });
    let mut decoded = thread::scope(|scope| {
        let others = (!others.is_empty()).then(|| scope.spawn(|| unpack(others)));
        let mut decoded = unpack(own)?;
        if let Some(others) = others {
            decoded.extend(others.join().ok()??);
        }
        Some(decoded)
    })?;
    let mut all = Vec::with_capacity(decoded.iter().map(Vec::len).sum());
    // One after the other, so that none is there twice for long.
    decoded.drain(..).for_each(|mut part| all.append(&mut part));
    Some(all)
}

fn unpack(parts: &[&'static [u8]]) -> Option<Vec<Vec<Entry>>> {
    parts.iter().map(|part| postcard::from_bytes(part).ok()).collect()
}
