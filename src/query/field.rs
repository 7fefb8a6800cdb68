//! The fields that every catalog has, as a table, and how a condition on any field is read.

use std::collections::BTreeSet;

use super::fact::{self, FactWant};
use super::flaw::Flaw;
use super::label;
use super::lex::Condition;
use super::relation::{self, Edges};
use super::truth::Bounds;
use super::want::{self, Want};
use super::word::Word;
use crate::base::date::Day;
use crate::base::suggest;
use crate::base::text::SafeText;
use crate::catalog::{Catalog, CategoryId, Criterion, CriterionId, EntryId, Status, VendorId};

/// What is asked of an entry.
#[derive(Clone, Debug)]
pub(super) enum Test {
    OneOf(BTreeSet<EntryId>),
    Category(BTreeSet<CategoryId>),
    Vendor(Want<BTreeSet<VendorId>>),
    Status(Vec<Status>),
    Licence(Want<Word>),
    Summary(Want<Word>),
    Started(Want<Bounds<Day>>),
    Ended(Want<Bounds<Day>>),
    Has(Vec<Having>),
    Shortlisted,
    Stale(Vec<bool>),
    Fact(CriterionId, FactWant),
}

/// Something that an entry may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Having {
    Note,
    Fact,
    Answer,
    Event,
    Relation,
    Link,
    FormerName,
}

pub(super) const HAVINGS: [(&str, Having); 7] = [
    ("note", Having::Note),
    ("fact", Having::Fact),
    ("answer", Having::Answer),
    ("event", Having::Event),
    ("relation", Having::Relation),
    ("link", Having::Link),
    ("former_name", Having::FormerName),
];

/// A field that every catalog has.
pub struct Field {
    /// As it is typed.
    pub name: &'static str,
    /// What it asks, in a few words.
    pub about: &'static str,
    read: fn(&Condition, &Catalog) -> Result<Test, Flaw>,
}

/// The field whose value is a word with its signs.
pub(super) const NAME: &str = "name";
/// The field that follows every relation of the foundation group.
const ON: &str = "on";
/// The field that follows every relation, one step in either direction.
const RELATION: &str = "relation";

/// Every field that does not depend on the catalog but `name`, whose value is a word. Besides these, every
/// criterion, by its id or its label, and every kind of relation, from both its ends, is a field.
pub const FIELDS: [Field; 13] = [
    Field { name: "id", about: "the entries of these ids", read: ids },
    Field { name: "vendor", about: "who makes it, by id or name", read: vendors },
    Field { name: "category", about: "where it stands in the tree, by id or name, with all below", read: categories },
    Field { name: "status", about: "active, maintenance, deprecated or retired", read: statuses },
    Field { name: "licence", about: "text in its licence", read: |c, _| want::texts(c).map(Test::Licence) },
    Field { name: "summary", about: "text in its summary", read: |c, _| want::texts(c).map(Test::Summary) },
    Field { name: "started", about: "since when it exists", read: |c, _| want::dates(c).map(Test::Started) },
    Field { name: "ended", about: "until when it did", read: |c, _| want::dates(c).map(Test::Ended) },
    Field { name: "has", about: "note, fact, answer, event, relation, link or former_name", read: having },
    Field { name: "in", about: "shortlist", read: shortlist },
    Field { name: "stale", about: "whether a fact of it should be looked up again", read: stale },
    Field {
        name: RELATION,
        about: "entries that have to do with this one, or with a relation of this kind",
        read: |c, catalog| relation::related(c, catalog).map(Test::OneOf),
    },
    Field {
        name: ON,
        about: "entries that stand on this one; `on*` at any depth",
        read: |c, catalog| Edges::foundation(catalog).read(c, catalog).map(Test::OneOf),
    },
];

/// The field of that name that every catalog has.
pub(super) fn built_in(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name == name)
}

/// The edges that a condition follows to the entries it names, if it is one on relations.
pub(super) fn edges<'c>(condition: &Condition, catalog: &'c Catalog) -> Option<Edges<'c>> {
    match condition.field.as_str() {
        ON => Some(Edges::foundation(catalog)),
        RELATION => Some(Edges::any(catalog)).filter(|_| !condition.starred),
        other if built_in(other).is_some() => None,
        other => Edges::named(other, catalog),
    }
}

/// What a condition asks.
pub(super) fn read(condition: &Condition, catalog: &Catalog) -> Result<Test, Flaw> {
    let field = condition.field.as_str();
    let built_in = built_in(field);
    if let Some(edges) = Edges::named(field, catalog).filter(|_| built_in.is_none()) {
        return edges.read(condition, catalog).map(Test::OneOf);
    }
    if condition.starred && field != ON {
        return Err(Flaw::new(
            &condition.field_span,
            format!("`{field}` leads nowhere, so `*` has no steps to follow"),
        )
        .hint("several steps are for relations: `on*:kubernetes`"));
    }
    if let Some(built_in) = built_in {
        return (built_in.read)(condition, catalog);
    }
    match criterion(field, catalog) {
        Some(criterion) => fact::read(condition, criterion, catalog).map(|want| Test::Fact(criterion.id.clone(), want)),
        None => Err(unknown_field(condition, catalog)),
    }
}

/// The criterion that a field asks for: by its id, else by its label, where no other has the same.
fn criterion<'c>(field: &str, catalog: &'c Catalog) -> Option<&'c Criterion> {
    of_id(field, catalog).or_else(|| {
        let mut labelled = label::labelled(field, catalog);
        labelled.next().filter(|_| labelled.next().is_none())
    })
}

/// The criterion of that id, with dashes for underscores if one likes.
fn of_id<'c>(field: &str, catalog: &'c Catalog) -> Option<&'c Criterion> {
    let dashed = |byte: u8| if byte == b'-' { b'_' } else { byte };
    let is_named = |id: &str| id.bytes().map(dashed).eq(field.bytes().map(dashed));
    catalog.criteria.iter().find(|criterion| is_named(criterion.id.as_str()))
}

/// Whether a field is one that every catalog has, or a relation.
fn is_no_criterion(field: &str, catalog: &Catalog) -> bool {
    field == NAME || built_in(field).is_some() || Edges::named(field, catalog).is_some()
}

/// A field by the name that its catalog gives it: a label is the field of its criterion.
pub(super) fn own_name<'c>(field: &'c str, catalog: &'c Catalog) -> &'c str {
    let criterion = || criterion(field, catalog).map_or(field, |criterion| criterion.id.as_str());
    if is_no_criterion(field, catalog) { field } else { criterion() }
}

/// The labels of criteria as fields, as far as they begin so, where they mean nothing else.
pub(super) fn labels<'c>(begins: &str, catalog: &'c Catalog) -> Vec<(String, &'c Criterion)> {
    let mut all = label::all(begins, catalog);
    all.retain(|(field, _)| !is_no_criterion(field, catalog) && of_id(field, catalog).is_none());
    all
}

fn unknown_field(condition: &Condition, catalog: &Catalog) -> Flaw {
    let field = &condition.field;
    let flaw = Flaw::new(&condition.field_span, format!("there is no field `{field}`"));
    let labelled: Vec<String> =
        label::labelled(field, catalog).map(|criterion| format!("`{}`", criterion.id)).collect();
    if !labelled.is_empty() {
        return flaw.hint(format!("several are called so: {}", labelled.join(", ")));
    }
    let known = names(catalog);
    match suggest::nearest(field, known.iter().map(String::as_str)) {
        Some(near) => flaw.hint(format!("did you mean `{near}`?")),
        None => {
            let text = format!("{field}{}{}", condition.op.sign(), condition.value.text());
            flaw.hint(format!("to look for the text itself, quote it: \"{text}\""))
        }
    }
}

/// Every field of a catalog: the built-in ones, its criteria, its relations, and
/// labels of criteria.
#[must_use]
pub fn names(catalog: &Catalog) -> Vec<String> {
    let built_in = std::iter::once(NAME).chain(FIELDS.iter().map(|field| field.name)).map(str::to_owned);
    let criteria = catalog.criteria.iter().map(|criterion| criterion.id.to_string());
    let relations = catalog.relation_kinds.iter().flat_map(|kind| [kind.id.to_string(), relation::inverse_field(kind)]);
    let labels = labels("", catalog).into_iter().map(|(field, _)| field);
    built_in.chain(criteria).chain(relations).chain(labels).collect()
}

fn ids(condition: &Condition, catalog: &Catalog) -> Result<Test, Flaw> {
    let known = catalog.entries.iter().map(|entry| entry.id.as_str());
    let ids = want::items(condition, |item| want::one_of("id", item, known.clone()))?;
    Ok(Test::OneOf(ids.iter().filter_map(|id| id.parse().ok()).collect()))
}

fn statuses(condition: &Condition, _: &Catalog) -> Result<Test, Flaw> {
    let words = Status::ALL.map(Status::word);
    let statuses = want::items(condition, |item| want::one_of("status", item, words))?;
    Ok(Test::Status(statuses.into_iter().filter_map(Status::from_word).collect()))
}

fn having(condition: &Condition, _: &Catalog) -> Result<Test, Flaw> {
    let words = HAVINGS.map(|(word, _)| word);
    let wanted = want::items(condition, |item| want::one_of("has", item, words))?;
    let having = |word: &&str| HAVINGS.iter().find(|(known, _)| known == word).map(|(_, having)| *having);
    Ok(Test::Has(wanted.iter().filter_map(having).collect()))
}

fn shortlist(condition: &Condition, _: &Catalog) -> Result<Test, Flaw> {
    want::items(condition, |item| want::one_of("in", item, ["shortlist"])).map(|_| Test::Shortlisted)
}

fn stale(condition: &Condition, _: &Catalog) -> Result<Test, Flaw> {
    let wanted = want::items(condition, |item| want::one_of("stale", item, ["yes", "no"]))?;
    Ok(Test::Stale(wanted.into_iter().map(|word| word == "yes").collect()))
}

fn vendors(condition: &Condition, catalog: &Catalog) -> Result<Test, Flaw> {
    let read = |item: &super::lex::Chunk| {
        let text = item.text();
        let named = Named { text: &text };
        let found = of_first(
            &catalog.vendors,
            [
                &|vendor| named.is(vendor.id.as_str()),
                &|vendor| named.is(&vendor.name) || vendor.short.iter().any(|short| named.is(short)),
                &|vendor| named.is_word_of(&vendor.name),
            ],
        );
        if !found.is_empty() {
            return Ok(found.into_iter().map(|vendor| vendor.id.clone()).collect::<BTreeSet<VendorId>>());
        }
        let known = catalog.vendors.iter().flat_map(|vendor| {
            std::iter::once(vendor.id.as_str())
                .chain(std::iter::once(vendor.name.as_str()))
                .chain(vendor.short.iter().map(SafeText::as_str))
        });
        let ids = catalog.vendors.iter().map(|vendor| vendor.id.as_str());
        Err(Flaw::new(&item.span, format!("there is no vendor `{text}`")).hint(hint(&text, known, ids)))
    };
    want::listed(condition, read).map(Test::Vendor)
}

/// What may be meant among all that things are called; where nothing is near, their ids, each once.
fn hint<'k>(
    text: &str,
    known: impl IntoIterator<Item = &'k str>,
    ids: impl IntoIterator<Item = &'k str> + Clone,
) -> String {
    match suggest::nearest(text, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => suggest::hint(text, ids),
    }
}

/// The categories of that id or name and everything below them in the tree.
fn categories(condition: &Condition, catalog: &Catalog) -> Result<Test, Flaw> {
    let mut wanted: BTreeSet<CategoryId> = BTreeSet::new();
    want::items(condition, |item| {
        let text = item.text();
        let named = Named { text: &text };
        let found = of_first(
            &catalog.categories,
            [&|category| named.is(category.id.as_str()), &|category| named.is(&category.name), &|category| {
                named.is_word_of(&category.name)
            }],
        );
        if found.is_empty() {
            let known = catalog.categories.iter().flat_map(|category| [category.id.as_str(), category.name.as_str()]);
            let ids = catalog.categories.iter().map(|category| category.id.as_str());
            return Err(Flaw::new(&item.span, format!("there is no category `{text}`")).hint(hint(&text, known, ids)));
        }
        wanted.extend(found.into_iter().map(|category| category.id.clone()));
        Ok(())
    })?;
    for category in &catalog.categories {
        if category.parent.as_ref().is_some_and(|parent| wanted.contains(parent)) {
            wanted.insert(category.id.clone());
        }
    }
    Ok(Test::Category(wanted))
}

/// All that pass the first test which any pass: an id goes before a name, a name before a word of it.
fn of_first<'c, T>(all: &'c [T], tests: [&dyn Fn(&T) -> bool; 3]) -> Vec<&'c T> {
    let passing = tests.iter().map(|test| all.iter().filter(|one| test(one)).collect::<Vec<_>>());
    passing.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

/// A typed name of a vendor or category.
struct Named<'t> {
    text: &'t str,
}

impl Named<'_> {
    fn is(&self, name: &str) -> bool {
        self.text.to_lowercase() == name.to_lowercase()
    }

    fn is_word_of(&self, name: &str) -> bool {
        name.split(|c: char| !c.is_alphanumeric()).any(|word| self.is(word))
    }
}
