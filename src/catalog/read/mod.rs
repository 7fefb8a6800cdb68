//! From trees to a catalog. Reading never fails as a whole: what is sound is kept, and everything else is
//! reported with its place and a way out.
//!
//! A fact that is not sound drops that fact, a relation that relation; an entry is dropped only without an
//! id or a name. What [`Catalog`] promises holds afterwards: every id that is named in it exists in it.

mod category;
mod criterion;
mod entry;
mod fact;
mod header;
mod link;
mod reader;
mod resolve;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::{Diagnostic, Parsed, Place};
use crate::base::text::SafeText;
use crate::catalog::check::{self, reading};
use crate::catalog::tree::{self, Content, Node, Tree};
use crate::catalog::{Catalog, CategoryId, Criterion, CriterionId, Entry, RelationId, VendorId};
use reader::Reader;
pub(in crate::catalog) use reader::{check_of, quoted};

/// Bytes of a file that are read at most.
pub const MAX_BYTES: usize = 64 << 20;

/// A file of a catalog: its name, and what it says.
#[derive(Clone, Debug)]
pub struct SourceFile<'a> {
    /// The file as the reader named it.
    pub name: SafeText,
    /// What it says.
    pub tree: Tree<'a>,
}

impl<'a> SourceFile<'a> {
    /// Reads a text as YAML.
    #[must_use]
    pub fn parse(name: SafeText, text: &'a str) -> Self {
        Self { name, tree: tree::parse(text) }
    }
}

/// Whether a file says anything that a catalog's header says.
#[must_use]
pub fn is_header(file: &SourceFile<'_>) -> bool {
    has_key(file, &["title", "criteria", "entries"])
}

/// Whether a file looks like that of one entry.
#[must_use]
pub fn is_entry(file: &SourceFile<'_>) -> bool {
    has_key(file, &["id"]) && !is_header(file)
}

fn has_key(file: &SourceFile<'_>, keys: &[&str]) -> bool {
    match &file.tree.root.content {
        Content::Map(pairs) => pairs.iter().any(|pair| keys.contains(&&*pair.key)),
        _ => false,
    }
}

/// The text of a file, without a byte order mark.
///
/// # Errors
/// The file is too large, or no UTF-8.
pub fn decode<'b>(name: &SafeText, bytes: &'b [u8]) -> Result<&'b str, Diagnostic> {
    if bytes.len() > MAX_BYTES {
        return Err(too_large(name));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => Err(not_utf8(name, bytes, error.valid_up_to(), "the file was not read")),
    }
}

/// The text of a file that is of use though not all of it is UTF-8, and the finding that says so.
#[must_use]
pub fn decode_what_can_be(name: &SafeText, bytes: &[u8]) -> (String, Option<Diagnostic>) {
    let wrong = std::str::from_utf8(bytes).err();
    let wrong = wrong.map(|error| not_utf8(name, bytes, error.valid_up_to(), "what is none is shown as \u{fffd}"));
    (String::from_utf8_lossy(bytes).into_owned(), wrong)
}

/// The finding for a file of more than [`MAX_BYTES`].
#[must_use]
pub fn too_large(name: &SafeText) -> Diagnostic {
    let message = format!("the file is larger than {} MB and was not read", MAX_BYTES >> 20);
    reading::LIMIT.broken(&Place::start_of(name), &message).hint("is this the right file?")
}

fn not_utf8(name: &SafeText, bytes: &[u8], valid: usize, outcome: &str) -> Diagnostic {
    let (good, rest) = bytes.split_at_checked(valid).unwrap_or((bytes, &[]));
    let good = String::from_utf8_lossy(good);
    let line = good.rsplit('\n').next().unwrap_or_default();
    let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
    let place = Place {
        file: name.clone(),
        line: number(good.matches('\n').count()),
        column: number(line.chars().count()),
        length: 1,
    };
    let byte = rest.first().copied().unwrap_or_default();
    let message = format!("the byte {byte:02X} is no UTF-8, and {outcome}");
    reading::UNREADABLE.broken(&place, &message).hint("save the file as UTF-8")
}

/// The catalog that a header file and the files of its entries make. The header may hold entries itself,
/// under `entries`.
#[must_use]
pub fn catalog(header: &SourceFile<'_>, entries: &[SourceFile<'_>]) -> Parsed<Catalog> {
    let opened = Opened::new(header);
    let read = entries.iter().map(|file| opened.entry(file)).collect();
    opened.close(read)
}

/// A catalog whose header is read. Entries can be read in any order, and beside each other; they know
/// nothing of one another until they are put together.
#[derive(Debug)]
pub struct Opened {
    catalog: Catalog,
    known: Known,
    categories: BTreeMap<CategoryId, Place>,
    inside: Vec<Entry>,
    diagnostics: Vec<Diagnostic>,
}

/// What a file of an entry says, and what is wrong with it.
#[derive(Debug)]
pub struct EntryRead {
    entry: Option<Entry>,
    diagnostics: Vec<Diagnostic>,
}

impl Opened {
    /// Reads the header.
    #[must_use]
    pub fn new(header: &SourceFile<'_>) -> Self {
        let mut reader = Reader::of(header);
        let (catalog, nodes, categories) = header::read(&mut reader, &header.tree.root);
        let known = Known::of(&catalog);
        let inside = nodes.iter().filter_map(|node| entry::read(&mut reader, node, &known)).collect();
        Self { catalog, known, categories, inside, diagnostics: reader.finish() }
    }

    /// Reads the file of an entry.
    #[must_use]
    pub fn entry(&self, file: &SourceFile<'_>) -> EntryRead {
        let mut reader = Reader::of(file);
        let entry = entry::read_file(&mut reader, &file.tree.root, &self.known);
        EntryRead { entry, diagnostics: reader.finish() }
    }

    /// Puts everything together.
    #[must_use]
    pub fn close(self, files: Vec<EntryRead>) -> Parsed<Catalog> {
        let Self { mut catalog, categories, inside: mut read, mut diagnostics, .. } = self;
        for file in files {
            read.extend(file.entry);
            diagnostics.extend(file.diagnostics);
        }
        let mut entries = resolve::entries(read, &mut diagnostics);
        resolve::uncategorised(&mut catalog, &mut entries);
        resolve::empty_categories(&catalog, &entries, &categories, &mut diagnostics);
        check::sort(&mut diagnostics);
        Parsed { value: catalog.with_entries(entries), diagnostics }
    }
}

/// Where the header declares each of its categories.
type CategoryPlaces = BTreeMap<CategoryId, Place>;

/// Entries that the header holds itself, not yet typed.
type Inside<'t> = &'t [Node<'t>];

/// What entries may name.
#[derive(Debug)]
struct Known {
    criteria: BTreeMap<CriterionId, Criterion>,
    categories: BTreeSet<CategoryId>,
    vendors: BTreeSet<VendorId>,
    relations: BTreeSet<RelationId>,
}

impl Known {
    fn of(catalog: &Catalog) -> Self {
        Self {
            criteria: catalog.criteria.iter().map(|criterion| (criterion.id.clone(), criterion.clone())).collect(),
            categories: catalog.categories.iter().map(|category| category.id.clone()).collect(),
            vendors: catalog.vendors.iter().map(|vendor| vendor.id.clone()).collect(),
            relations: catalog.relation_kinds.iter().map(|kind| kind.id.clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
