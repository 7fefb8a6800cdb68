//! An entry and its parts.

use std::path::Path;

use crate::base::text::SafeText;
use crate::catalog::check::{self, reading};
use crate::catalog::form::{self, Words};
use crate::catalog::read::reader::{Fields, Reader};
use crate::catalog::read::{Known, fact};
use crate::catalog::tree::Node;
use crate::catalog::{
    Allow, Answer, CategoryId, CriterionId, Details, Entry, EntryId, Event, FormerName, Link, NotFound, Relation,
    RelationId, Status, VendorId,
};

/// The entry of a file, which is named by the entry's id.
pub(super) fn read_file<'t>(reader: &mut Reader, node: &'t Node<'t>, known: &Known) -> Option<Entry> {
    let since = reader.findings();
    let entry = read(reader, node, known)?;
    let file = reader.file.clone();
    let stem = Path::new(&*file).file_stem().and_then(|stem| stem.to_str());
    if stem != Some(entry.id.as_str()) {
        let message = format!("the entry {} stands in a file of another name", entry.id);
        reader.say(node.mark, &reading::FILE_NAME, &message, format!("name the file {}.yaml", entry.id));
        reader.forget_allowed(since, &entry.details.allow);
    }
    Some(entry)
}

/// An entry; nothing without an id or a name.
pub(super) fn read<'t>(reader: &mut Reader, node: &'t Node<'t>, known: &Known) -> Option<Entry> {
    let since = reader.findings();
    let place = reader.place(node.mark);
    let entry = reader.map(node, &form::ENTRY, |fields| {
        let id: Option<EntryId> = fields.value("id", |reader, node| reader.id(node));
        let name = fields.value("name", |reader, node| reader.line(node));
        Some(Entry {
            short_names: fields.list("short_names", |reader, node| reader.line(node)).into(),
            former_names: fields.list("former_names", former_name).into(),
            vendor: fields.value("vendor", |reader, node| vendor(reader, node, known)),
            categories: categories(fields, known).into(),
            status: fields.value("status", status).unwrap_or(Status::Active),
            status_note: fields.value("status_note", |reader, node| reader.line(node)),
            started: fields.value("started", |reader, node| reader.date(node)),
            ended: fields.value("ended", |reader, node| reader.date(node)),
            licence: fields.value("licence", |reader, node| reader.line(node)),
            summary: fields.value("summary", |reader, node| reader.block(node)).unwrap_or_default(),
            details: details(fields, known).into(),
            place,
            // Last, so that everything above is read and reported in any case.
            id: id?,
            name: name?,
        })
    })?;
    reader.forget_allowed(since, &entry.details.allow);
    Some(entry)
}

fn details(fields: &mut Fields<'_, '_>, known: &Known) -> Details {
    let mut details = Details {
        relations: fields.list("relations", |reader, node| relation(reader, node, known)).into(),
        links: fields.value("links", links).unwrap_or_default().into(),
        events: fields.list("events", event).into(),
        facts: fields.value("facts", |reader, node| Some(fact::read(reader, node, known))).unwrap_or_default(),
        not_found: fields.list("not_found", |reader, node| not_found(reader, node, known)).into(),
        answers: fields.list("answers", answer).into(),
        allow: fields.list("allow", allow).into(),
    };
    details.events.sort_by_key(|event| event.date);
    details
}

fn former_name<'t>(reader: &mut Reader, node: &'t Node<'t>) -> Option<FormerName> {
    reader.map(node, &form::FORMER_NAME, |fields| {
        let name = fields.value("name", |reader, node| reader.line(node));
        let until = fields.value("until", |reader, node| reader.date(node));
        Some(FormerName { name: name?, until })
    })
}

fn vendor(reader: &mut Reader, node: &Node<'_>, known: &Known) -> Option<VendorId> {
    let words = known.vendors.iter().map(VendorId::as_str);
    reader.one_of(
        node,
        (&reading::UNKNOWN_VENDOR, "vendor of this catalog"),
        |text| known.vendors.get(text).cloned(),
        words,
    )
}

fn categories(fields: &mut Fields<'_, '_>, known: &Known) -> Vec<CategoryId> {
    let words = || known.categories.iter().map(CategoryId::as_str);
    let find = |text: &str| known.categories.get(text).cloned();
    fields.unique(
        "categories",
        &reading::REPEATED,
        |id| id,
        |reader, node| reader.one_of(node, (&reading::UNKNOWN_CATEGORY, "category of this catalog"), find, words()),
    )
}

fn status(reader: &mut Reader, node: &Node<'_>) -> Option<Status> {
    reader.one_of(node, (&reading::BAD_VALUE, "status"), Status::from_word, Words::Status.all())
}

fn links<'t>(reader: &mut Reader, node: &'t Node<'t>) -> Option<Vec<Link>> {
    let pairs = reader.pairs(node).iter();
    Some(
        pairs
            .filter_map(|pair| Some(Link { label: SafeText::line(&pair.key), url: reader.link(&pair.value)? }))
            .collect(),
    )
}

/// Where it leads is looked up once all entries are read.
fn relation<'t>(reader: &mut Reader, node: &'t Node<'t>, known: &Known) -> Option<Relation> {
    let words = known.relations.iter().map(RelationId::as_str);
    let find = |text: &str| known.relations.get(text).cloned();
    let what = (&reading::UNKNOWN_RELATION, "kind of relation in this catalog");
    reader.map(node, &form::RELATION, |fields| {
        let kind = fields.value("kind", |reader, node| reader.one_of(node, what, find, words));
        let to = fields.value("to", |reader, node| Some((reader.id(node)?, node.mark)));
        let source = fields.value("source", |reader, node| reader.link(node));
        let note = fields.value("note", |reader, node| reader.line(node));
        let (to, mark) = to?;
        Some(Relation { kind: kind?, to, source, note, mark })
    })
}

fn event<'t>(reader: &mut Reader, node: &'t Node<'t>) -> Option<Event> {
    let mark = node.mark;
    reader.map(node, &form::EVENT, |fields| {
        let date = fields.value("date", |reader, node| reader.date(node));
        let what = fields.value("what", |reader, node| reader.line(node));
        let source = fields.value("source", |reader, node| reader.link(node));
        Some(Event { date: date?, what: what?, source, mark })
    })
}

fn not_found<'t>(reader: &mut Reader, node: &'t Node<'t>, known: &Known) -> Option<NotFound> {
    let words = known.criteria.keys().map(CriterionId::as_str);
    let find = |text: &str| known.criteria.get(text).map(|criterion| criterion.id.clone());
    let what = (&reading::UNKNOWN_CRITERION, "criterion of this catalog");
    reader.map(node, &form::NOT_FOUND, |fields| {
        let criterion = fields.value("criterion", |reader, node| reader.one_of(node, what, find, words));
        let as_of = fields.value("as_of", |reader, node| reader.date(node));
        Some(NotFound { criterion: criterion?, as_of: as_of? })
    })
}

fn answer<'t>(reader: &mut Reader, node: &'t Node<'t>) -> Option<Answer> {
    let mark = node.mark;
    reader.map(node, &form::ANSWER, |fields| {
        let question = fields.value("question", |reader, node| reader.line(node));
        let answer = fields.value("answer", |reader, node| reader.block(node));
        let sources = Some(fields.list("sources", |reader, node| reader.link(node)));
        let sources = sources.filter(|sources| !sources.is_empty());
        Some(Answer { question: question?, answer: answer?, sources: sources?, mark })
    })
}

fn allow<'t>(reader: &mut Reader, node: &'t Node<'t>) -> Option<Allow> {
    reader.map(node, &form::ALLOW, |fields| {
        let code = fields.value("code", code);
        let why = fields.value("why", |reader, node| reader.line(node));
        Some(Allow { code: code?, why: why? })
    })
}

fn code(reader: &mut Reader, node: &Node<'_>) -> Option<SafeText> {
    let find = |text: &str| check::warnings().find(|check| check.code == text).map(|check| SafeText::line(check.code));
    reader.one_of(node, (&reading::UNKNOWN_CODE, "code of a warning"), find, Words::Warning.all())
}
