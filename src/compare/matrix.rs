//! The matrix: criteria down, entries across.

use super::against::{Against, same};
use crate::base::date::Date;
use crate::base::text::SafeText;
use crate::catalog::{Catalog, Criterion, CriterionId, Entry, EntryId, Fact};

/// The words beside the date on which something ended.
const ENDED: &str = "Ended";

/// Entries side by side.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// The columns.
    pub entries: Vec<EntryId>,
    /// The column that the others are held against.
    pub baseline: Option<usize>,
    /// What stands above the criteria: status, vendor, licence, started, ended.
    pub heads: Vec<Head>,
    /// The criteria to which at least one of the entries has an answer, in the order of the catalog.
    pub rows: Vec<Row>,
}

/// A row of what is known of an entry without asking a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The words beside it.
    pub label: &'static str,
    /// Whether the entries differ in it.
    pub differs: bool,
    /// One for each entry; nothing where it is unknown.
    pub cells: Vec<Option<SafeText>>,
}

/// A criterion and the entries' answers to it.
#[derive(Clone, Debug)]
pub struct Row {
    /// Which.
    pub criterion: CriterionId,
    /// Under which heading it stands.
    pub group: SafeText,
    /// The words beside it.
    pub label: SafeText,
    /// Whether the answers differ; one that is unknown differs from one that is known.
    pub differs: bool,
    /// One for each entry.
    pub cells: Vec<Cell>,
}

/// An entry's answer to a criterion.
#[derive(Clone, Debug)]
pub enum Cell {
    /// A fact, and how it stands to the baseline's; nothing without a baseline, and in its own column.
    Known(Fact, Option<Against>),
    /// Looked for on that date, and nothing is published.
    NotFound(Date),
    /// Nobody looked yet.
    Unknown,
}

impl Head {
    /// What to say where nothing is known; what has no end is not unknown.
    #[must_use]
    pub fn unknown(&self) -> &'static str {
        if self.label == ENDED { "not ended" } else { "unknown" }
    }
}

impl Cell {
    /// The fact, where there is one.
    #[must_use]
    pub fn fact(&self) -> Option<&Fact> {
        match self {
            Self::Known(fact, _) => Some(fact),
            Self::NotFound(_) | Self::Unknown => None,
        }
    }

    fn of(entry: &Entry, criterion: &Criterion, baseline: Option<&Entry>) -> Self {
        let Some(fact) = entry.fact(&criterion.id) else {
            let not_found = entry.details.not_found.iter().find(|not_found| not_found.criterion == criterion.id);
            return not_found.map_or(Self::Unknown, |not_found| Self::NotFound(not_found.as_of));
        };
        let against = baseline.filter(|baseline| baseline.id != entry.id).map(|baseline| {
            let theirs = baseline.fact(&criterion.id).map(|fact| &fact.value);
            Against::baseline(Some(&fact.value), theirs, criterion)
        });
        Self::Known(fact.clone(), against)
    }
}

impl Matrix {
    /// The entries side by side, in this order; one that the catalog does not know, or that is named twice,
    /// is left out.
    #[must_use]
    pub fn new(catalog: &Catalog, ids: &[EntryId], baseline: Option<&EntryId>) -> Self {
        let mut entries: Vec<&Entry> = Vec::new();
        for entry in ids.iter().filter_map(|id| catalog.entry(id)) {
            if !entries.iter().any(|known| known.id == entry.id) {
                entries.push(entry);
            }
        }
        let place = baseline.and_then(|id| entries.iter().position(|entry| entry.id == *id));
        let baseline = place.and_then(|place| entries.get(place)).copied();
        let rows = catalog.criteria.iter().filter_map(|criterion| Row::new(criterion, &entries, baseline)).collect();
        Self {
            entries: entries.iter().map(|entry| entry.id.clone()).collect(),
            baseline: place,
            heads: heads(catalog, &entries),
            rows,
        }
    }

    /// The same with only those rows in which the entries differ.
    #[must_use]
    pub fn differences(mut self) -> Self {
        self.heads.retain(|head| head.differs);
        self.rows.retain(|row| row.differs);
        self
    }

    /// The groups with their rows, in the order of the rows.
    #[must_use]
    pub fn groups(&self) -> Vec<(&SafeText, Vec<&Row>)> {
        let mut groups: Vec<(&SafeText, Vec<&Row>)> = Vec::new();
        for row in &self.rows {
            match groups.iter_mut().find(|(name, _)| **name == row.group) {
                Some((_, members)) => members.push(row),
                None => groups.push((&row.group, vec![row])),
            }
        }
        groups
    }
}

impl Row {
    fn new(criterion: &Criterion, entries: &[&Entry], baseline: Option<&Entry>) -> Option<Self> {
        let cells: Vec<Cell> = entries.iter().map(|entry| Cell::of(entry, criterion, baseline)).collect();
        if cells.iter().all(|cell| cell.fact().is_none()) {
            return None;
        }
        Some(Self {
            criterion: criterion.id.clone(),
            group: criterion.group.clone(),
            label: criterion.label.clone(),
            differs: differ(&cells),
            cells,
        })
    }
}

fn differ(cells: &[Cell]) -> bool {
    let first = cells.first().and_then(Cell::fact);
    cells.iter().skip(1).any(|cell| match (first, cell.fact()) {
        (Some(first), Some(other)) => !same(&first.value, &other.value),
        (None, None) => false,
        _ => true,
    })
}

/// What an entry says without being asked a criterion.
type Ask = fn(&Catalog, &Entry) -> Option<SafeText>;

const HEADS: [(&str, Ask); 5] = [
    ("Status", |_, entry| Some(SafeText::line(entry.status.word()))),
    ("Vendor", |catalog, entry| catalog.vendor_name(entry).cloned()),
    ("Licence", |_, entry| entry.licence.clone()),
    ("Started", |_, entry| entry.started.map(|date| SafeText::line(&date.to_string()))),
    (ENDED, |_, entry| entry.ended.map(|date| SafeText::line(&date.to_string()))),
];

/// Rows in which no entry has anything to say are left out.
fn heads(catalog: &Catalog, entries: &[&Entry]) -> Vec<Head> {
    let head = |(label, ask): (&'static str, Ask)| {
        let cells: Vec<Option<SafeText>> = entries.iter().map(|entry| ask(catalog, entry)).collect();
        let differs = cells.iter().any(|cell| Some(cell) != cells.first());
        Head { label, differs, cells }
    };
    let rows = HEADS.into_iter().map(head);
    rows.filter(|row| row.cells.iter().any(Option::is_some)).collect()
}
