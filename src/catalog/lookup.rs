//! Finding the entry that a person names.

use super::{Catalog, Entry, EntryId};
use crate::base::suggest;

/// Why a name found no single entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// No entry has that name; the nearest known name.
    Unknown(Option<String>),
    /// Several entries have or had that name.
    Ambiguous(Vec<EntryId>),
}

/// The entry that has the text as id, name, short name or former name, in any case. What a thing is
/// called today goes before what another was called once.
///
/// # Errors
/// Nothing has that name, or several things have it equally.
pub fn resolve<'a>(catalog: &'a Catalog, text: &str) -> Result<&'a Entry, Unresolved> {
    let wanted = text.trim().to_lowercase();
    let ranks: [&dyn Fn(&Entry) -> bool; 4] = [
        &|entry| entry.id.as_str() == wanted,
        &|entry| entry.name.to_lowercase() == wanted,
        &|entry| entry.short_names.iter().any(|name| name.to_lowercase() == wanted),
        &|entry| entry.former_names.iter().any(|former| former.name.to_lowercase() == wanted),
    ];
    for has_name in ranks {
        let mut found = catalog.entries.iter().filter(|entry| has_name(entry));
        match (found.next(), found.next()) {
            (Some(entry), None) => return Ok(entry),
            (Some(first), Some(second)) => {
                let rest = found.map(|entry| entry.id.clone());
                return Err(Unresolved::Ambiguous(
                    [first.id.clone(), second.id.clone()].into_iter().chain(rest).collect(),
                ));
            }
            (None, _) => {}
        }
    }
    let known = catalog
        .entries
        .iter()
        .flat_map(|entry| std::iter::once(entry.id.as_str()).chain(entry.names().map(|name| name.as_str())));
    Err(Unresolved::Unknown(suggest::nearest(&wanted, known).map(str::to_owned)))
}
