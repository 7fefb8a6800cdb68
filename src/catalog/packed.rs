//! Entries in packed form: what a start needs of all of them, and after it, in one piece, what is told of each.
//! A start then reads a tenth of the bytes, and the rest does not even come into memory.

use serde::{Deserialize as _, Deserializer, Serialize, Serializer, de, ser};

use super::{Entry, Lazy};

/// Bytes that are written and read as they are.
struct Bytes<'b>(&'b [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

/// Packs entries.
///
/// # Errors
/// The serializer's.
pub fn serialize<S: Serializer>(entries: &[Entry], serializer: S) -> Result<S::Ok, S::Error> {
    let (mut told, mut ends) = (Vec::new(), Vec::with_capacity(entries.len()));
    for entry in entries {
        told = postcard::to_extend(&*entry.details, told).map_err(ser::Error::custom)?;
        ends.push(told.len());
    }
    (entries, ends, Bytes(&told)).serialize(serializer)
}

/// Unpacks entries; what is told of them stays where it lies.
///
/// # Errors
/// These are no packed entries.
pub fn deserialize<'de: 'static, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Entry>, D::Error> {
    let (mut entries, ends, told) = <(Vec<Entry>, Vec<usize>, &'static [u8])>::deserialize(deserializer)?;
    let mut from = 0;
    for (entry, end) in entries.iter_mut().zip(ends) {
        let own = told.get(from..end).ok_or_else(|| de::Error::custom("what is told of an entry is missing"))?;
        entry.details = Lazy::packed(own);
        from = end;
    }
    Ok(entries)
}
