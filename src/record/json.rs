//! The shapes of JSON that scripts rely on. Keys keep their order; what is not known is `null`.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::report::{FactLine, Report, Section};
use crate::base::date::{Date, Day};
use crate::base::text::SafeText;
use crate::catalog::{
    Catalog, CategoryId, Criterion, CriterionId, Entry, EntryId, Fact, FormerName, RelationId, Status, Unit, Value,
    VendorId,
};
use crate::compare::{Cell, Matrix};
use crate::notes::Note;

/// Grows when the meaning of a key changes.
pub const SCHEMA: u32 = 1;

/// Any of these as text, with a line break at the end.
#[must_use]
pub fn text<T: Serialize>(value: &T) -> String {
    // Strings, numbers and lists have no way to fail.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// What `list` answers.
#[derive(Serialize)]
pub struct List<'c> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The catalog's title.
    pub catalog: &'c SafeText,
    /// As it was typed.
    pub query: SafeText,
    /// How many entries the catalog has.
    pub total: usize,
    /// Those that were found.
    pub entries: Vec<Listed<'c>>,
    /// The same in groups, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<Groups<'c>>,
}

/// An entry of a list.
#[derive(Serialize)]
pub struct Listed<'c> {
    /// The entry in short.
    #[serde(flatten)]
    pub head: Head<'c>,
    /// Whether a missing fact leaves it undecided, where such entries are listed, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undecided: Option<bool>,
}

/// The entries of a list by the answers to one field.
#[derive(Serialize)]
pub struct Groups<'c> {
    /// Which.
    pub field: String,
    /// The answers that were given, each before those that lie in it.
    pub groups: Vec<GroupJson<'c>>,
}

/// An answer and who gives it.
#[derive(Serialize)]
pub struct GroupJson<'c> {
    /// The answer itself, or `unknown`.
    pub word: SafeText,
    /// As it is shown.
    pub label: SafeText,
    /// The word of the group that it lies in; only categories have such.
    pub within: Option<SafeText>,
    /// The entries in it or deeper, in the order of the list.
    pub entries: Vec<&'c EntryId>,
}

/// An entry in short.
#[derive(Serialize)]
pub struct Head<'c> {
    id: &'c EntryId,
    name: &'c SafeText,
    former_names: Vec<FormerJson<'c>>,
    vendor: Option<&'c VendorId>,
    categories: &'c [CategoryId],
    status: Status,
    summary: &'c SafeText,
}

impl<'c> Head<'c> {
    /// The entry in short.
    #[must_use]
    pub fn new(entry: &'c Entry) -> Self {
        Self {
            id: &entry.id,
            name: &entry.name,
            former_names: entry.former_names.iter().map(FormerJson::new).collect(),
            vendor: entry.vendor.as_ref(),
            categories: &entry.categories,
            status: entry.status,
            summary: &entry.summary,
        }
    }
}

/// As it stands in the catalog.
#[derive(Serialize)]
struct FormerJson<'c> {
    name: &'c SafeText,
    until: Option<String>,
}

impl<'c> FormerJson<'c> {
    fn new(former: &'c FormerName) -> Self {
        Self { name: &former.name, until: former.until.map(|date| date.to_string()) }
    }
}

/// What `show` answers.
#[derive(Serialize)]
pub struct Show<'w> {
    schema: u32,
    entry: Full<'w>,
}

impl<'w> Show<'w> {
    /// Everything known of an entry.
    #[must_use]
    pub fn new(report: &'w Report<'_>, section: &'w Section<'_>) -> Self {
        Self { schema: SCHEMA, entry: Full::new(report, section) }
    }
}

#[derive(Serialize)]
struct Full<'w> {
    #[serde(flatten)]
    head: Head<'w>,
    links: Pairs<&'w SafeText, &'w SafeText>,
    relations: Vec<RelationJson<'w>>,
    events: Vec<EventJson<'w>>,
    facts: Pairs<&'w CriterionId, FactJson<'w>>,
    answers: Vec<AnswerJson<'w>>,
    notes: Vec<&'w Note>,
}

/// An object whose keys are data, in their order.
struct Pairs<K, V>(Vec<(K, V)>);

impl<K: Serialize, V: Serialize> Serialize for Pairs<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct RelationJson<'w> {
    kind: &'w RelationId,
    to: &'w EntryId,
    name: &'w SafeText,
    source: Option<&'w SafeText>,
}

#[derive(Serialize)]
struct EventJson<'w> {
    date: String,
    what: &'w SafeText,
    source: Option<&'w SafeText>,
}

#[derive(Serialize)]
struct AnswerJson<'w> {
    question: &'w SafeText,
    answer: &'w SafeText,
    sources: &'w [SafeText],
}

/// A fact: its typed value, and `text` as a cell shows it.
#[derive(Serialize)]
pub(super) struct FactJson<'w> {
    value: serde_json::Value,
    unit: Option<&'w str>,
    text: String,
    note: Option<&'w SafeText>,
    source: Option<&'w SafeText>,
    as_of: Option<String>,
    stale: bool,
}

/// Numbers are numbers, lists are lists, all else is text.
pub(super) fn typed(value: &Value) -> serde_json::Value {
    match value {
        Value::Number(number, _) | Value::Money(number, _) | Value::Percent(number) => plain(number.amount()),
        Value::Choices(words) => words.iter().map(|word| word.as_str()).collect(),
        other => other.to_string().into(),
    }
}

/// A whole number is written without a point.
fn plain(amount: f64) -> serde_json::Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if amount.fract() == 0.0 && amount.abs() < EXACT {
        #[allow(clippy::cast_possible_truncation)] // whole and within the exact range of f64
        return (amount as i64).into();
    }
    amount.into()
}

impl<'w> FactJson<'w> {
    pub(super) fn new(fact: &'w Fact, criterion: Option<&Criterion>, today: Day) -> Self {
        Self {
            value: typed(&fact.value),
            unit: fact.value.unit().map(Unit::as_str),
            text: fact.value.to_string(),
            note: fact.note.as_ref(),
            source: fact.source(),
            as_of: fact.as_of().map(|as_of| as_of.to_string()),
            stale: criterion.is_some_and(|criterion| fact.is_stale(criterion, today)),
        }
    }
}

impl<'w> Full<'w> {
    fn new(report: &'w Report<'_>, section: &'w Section<'_>) -> Self {
        let (world, entry) = (report.world, section.entry);
        let name = |id: &EntryId| world.catalog.entry(id).map(|entry| &entry.name);
        let relations = entry.details.relations.iter().filter_map(|relation| {
            let (kind, to, source) = (&relation.kind, &relation.to, relation.source.as_ref());
            Some(RelationJson { kind, to, name: name(to)?, source })
        });
        let event = |event: &'w crate::catalog::Event| EventJson {
            date: event.date.to_string(),
            what: &event.what,
            source: event.source.as_ref(),
        };
        let fact =
            |line: &'w FactLine<'_>| (&line.criterion.id, FactJson::new(line.fact, Some(line.criterion), world.today));
        let answer = |answer: &'w crate::catalog::Answer| AnswerJson {
            question: &answer.question,
            answer: &answer.answer,
            sources: &answer.sources,
        };
        Self {
            head: Head::new(entry),
            links: Pairs(entry.details.links.iter().map(|link| (&link.label, &link.url)).collect()),
            relations: relations.collect(),
            events: entry.details.events.iter().map(event).collect(),
            facts: Pairs(section.facts.iter().map(fact).collect()),
            answers: entry.details.answers.iter().map(answer).collect(),
            notes: world.notes.on_entry(&entry.id).collect(),
        }
    }
}

/// What `compare` answers.
#[derive(Serialize)]
pub struct Compare<'m> {
    schema: u32,
    entries: &'m [EntryId],
    baseline: Option<&'m EntryId>,
    rows: Vec<RowJson<'m>>,
}

#[derive(Serialize)]
struct RowJson<'m> {
    criterion: &'m CriterionId,
    group: &'m SafeText,
    label: &'m SafeText,
    differs: bool,
    cells: Vec<Option<FactJson<'m>>>,
}

impl<'m> Compare<'m> {
    /// The entries side by side.
    #[must_use]
    pub fn new(matrix: &'m Matrix, catalog: &Catalog, today: Day) -> Self {
        let baseline = matrix.baseline.and_then(|place| matrix.entries.get(place));
        Self { schema: SCHEMA, entries: &matrix.entries, baseline, rows: rows(matrix, catalog, today) }
    }
}

fn rows<'m>(matrix: &'m Matrix, catalog: &Catalog, today: Day) -> Vec<RowJson<'m>> {
    let row = |row: &'m crate::compare::Row| {
        let criterion = catalog.criterion(&row.criterion);
        let cell = |cell: &'m Cell| cell.fact().map(|fact| FactJson::new(fact, criterion, today));
        RowJson {
            criterion: &row.criterion,
            group: &row.group,
            label: &row.label,
            differs: row.differs,
            cells: row.cells.iter().map(cell).collect(),
        }
    };
    matrix.rows.iter().map(row).collect()
}

/// What `export` writes: the question, the entries with verdicts, the answers side by side, the sources.
#[derive(Serialize)]
struct Export<'w> {
    schema: u32,
    catalog: &'w SafeText,
    as_of: Option<String>,
    question: Option<&'w SafeText>,
    entries: Vec<Candidate<'w>>,
    rows: Vec<RowJson<'w>>,
    sources: Vec<SourceJson<'w>>,
}

#[derive(Serialize)]
struct Candidate<'w> {
    #[serde(flatten)]
    entry: Full<'w>,
    verdict: Option<&'w SafeText>,
}

#[derive(Serialize)]
struct SourceJson<'w> {
    number: usize,
    url: &'w SafeText,
    dates: Vec<String>,
}

/// The report as JSON.
pub(super) fn write(report: &Report<'_>) -> String {
    let world = report.world;
    let candidate = |section| Candidate { entry: Full::new(report, section), verdict: section.verdict };
    let sources = report.sources.iter().enumerate().map(|(place, source)| SourceJson {
        number: place + 1,
        url: &source.url,
        dates: source.dates.iter().map(Date::to_string).collect(),
    });
    text(&Export {
        schema: SCHEMA,
        catalog: &world.catalog.title,
        as_of: world.catalog.as_of.map(|date| date.to_string()),
        question: world.decision.question.as_ref(),
        entries: report.sections.iter().map(candidate).collect(),
        rows: rows(&report.matrix, &world.catalog, world.today),
        sources: sources.collect(),
    })
}
