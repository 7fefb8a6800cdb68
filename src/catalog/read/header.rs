//! What a catalog says of itself: vendors, categories, criteria, relation kinds, glossary.

use crate::base::text::SafeText;
use crate::catalog::check::reading;
use crate::catalog::form::{self, Words};
use crate::catalog::read::reader::{Fields, Reader};
use crate::catalog::read::{CategoryPlaces, Inside, category, criterion};
use crate::catalog::tree::Node;
use crate::catalog::{Catalog, RelationGroup, RelationId, RelationKind, Term, Vendor};

/// The catalog without entries; the entries that stand in the same file; where its categories stand.
pub(super) fn read<'t>(reader: &mut Reader, root: &'t Node<'t>) -> (Catalog, Inside<'t>, CategoryPlaces) {
    reader.map(root, &form::CATALOG, |fields| Some(catalog(fields))).unwrap_or_default()
}

fn catalog<'t>(fields: &mut Fields<'_, 't>) -> (Catalog, Inside<'t>, CategoryPlaces) {
    let (categories, places) = category::read(fields);
    let catalog = Catalog {
        title: fields.value("title", |reader, node| reader.line(node)).unwrap_or_default(),
        about: fields.value("about", |reader, node| reader.block(node)).unwrap_or_default(),
        as_of: fields.value("as_of", |reader, node| reader.date(node)),
        vendors: fields.unique("vendors", &reading::DUPLICATE_ID, |vendor| &vendor.id, vendor),
        categories,
        criteria: fields.unique("criteria", &reading::DUPLICATE_ID, |criterion| &criterion.id, criterion::read),
        relation_kinds: fields.unique("relations", &reading::DUPLICATE_ID, |kind| &kind.id, relation_kind),
        glossary: fields.unique("glossary", &reading::REPEATED, |term| &term.term, term),
        ..Catalog::default()
    };
    let inside = fields.node("entries").map(|node| fields.reader.nodes(node)).unwrap_or_default();
    (catalog, inside, places)
}

fn vendor<'t>(reader: &mut Reader, node: &'t Node<'t>) -> Option<Vendor> {
    reader.map(node, &form::VENDOR, |fields| {
        let id = fields.value("id", |reader, node| reader.id(node));
        let name = fields.value("name", |reader, node| reader.line(node));
        let short = fields.list("short", |reader, node| reader.line(node));
        Some(Vendor { id: id?, name: name?, short })
    })
}

fn relation_kind<'t>(reader: &mut Reader, node: &'t Node<'t>) -> Option<RelationKind> {
    reader.map(node, &form::RELATION_KIND, |fields| {
        let id: Option<RelationId> = fields.value("kind", |reader, node| reader.id(node));
        let label = fields.value("label", |reader, node| reader.line(node));
        let inverse = fields.value("inverse", |reader, node| reader.line(node));
        let group = fields.value("group", relation_group).unwrap_or(RelationGroup::Other);
        let about = fields.value("about", |reader, node| reader.line(node)).unwrap_or_default();
        let id = id?;
        let label = label.unwrap_or_else(|| SafeText::line(&id.as_str().replace('_', " ")));
        let inverse = inverse.unwrap_or_else(|| label.clone());
        Some(RelationKind { id, label, inverse, group, about })
    })
}

fn relation_group(reader: &mut Reader, node: &Node<'_>) -> Option<RelationGroup> {
    let groups = RelationGroup::ALL;
    let find = |text: &str| groups.into_iter().find(|(_, word)| *word == text).map(|(group, _)| group);
    reader.one_of(node, (&reading::BAD_VALUE, "group of relations"), find, Words::Group.all())
}

fn term<'t>(reader: &mut Reader, node: &'t Node<'t>) -> Option<Term> {
    reader.map(node, &form::TERM, |fields| {
        let term = fields.value("term", |reader, node| reader.line(node));
        let meaning = fields.value("meaning", |reader, node| reader.block(node));
        let sources = fields.list("sources", |reader, node| reader.link(node));
        Some(Term { term: term?, meaning: meaning?, sources })
    })
}
