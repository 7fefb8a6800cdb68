//! How an answer looks wherever it is shown: sign, word and part together.

use smol_str::{ToSmolStr as _, format_smolstr};

use super::sign::{self, Sign};
use super::span::{Line, Role};
use crate::base::date::Day;
use crate::base::width::{cut, width};
use crate::catalog::{Catalog, Criterion, Entry, Fact, Value, YesNo};

/// The answer of an entry to a criterion, on one line.
#[must_use]
pub fn value(fact: Option<&Fact>, ascii: bool) -> Line {
    let Some(fact) = fact else {
        return Line::new(Role::Dim, format_smolstr!("{} unknown", Sign::Unknown.text(ascii)));
    };
    let Value::YesNo(answer) = &fact.value else {
        return Line::new(Role::Text, fact.value.to_smolstr());
    };
    let role = match answer {
        YesNo::Yes => Role::Good,
        YesNo::Partial => Role::Fair,
        YesNo::No => Role::Bad,
    };
    Line::new(role, sign::of_answer(*answer).text(ascii)).with(Role::Text, format_smolstr!(" {}", answer.word()))
}

/// The date of a fact, with a sign and part of its own where it should be looked up again.
#[must_use]
pub fn age(fact: &Fact, criterion: &Criterion, today: Day, ascii: bool) -> Line {
    if fact.is_stale(criterion, today) {
        return Line::new(Role::Fair, format_smolstr!("{} {}", Sign::Stale.text(ascii), fact.dated()));
    }
    Line::new(Role::Dim, fact.dated())
}

/// Since when, until when, in words.
#[must_use]
pub fn lifetime(entry: &Entry) -> Option<String> {
    match (entry.started, entry.ended) {
        (Some(started), Some(ended)) => Some(format!("{started} to {ended}")),
        (Some(started), None) => Some(format!("since {started}")),
        (None, Some(ended)) => Some(format!("until {ended}")),
        (None, None) => None,
    }
}

/// The status with its sign and word.
#[must_use]
pub fn status(entry: &Entry, ascii: bool) -> Line {
    let (sign, role) = sign::of_status(entry.status);
    Line::new(role, format_smolstr!("{} {}", sign.text(ascii), entry.status.word()))
}

/// Enough of a catalog's title to know it by.
const TITLE: usize = 14;

/// Cells that an entry's name leaves to the title of its catalog, with the gap before it; none where no entry of
/// another catalog has the same name.
#[must_use]
pub fn left_to_origin(entry: &Entry, catalog: &Catalog, cells: usize) -> usize {
    catalog.origin(entry).map_or(0, |origin| width(origin).min(TITLE).min(cells / 3) + 1)
}

/// A line with an entry's name at its end. Where an entry of another catalog has the same name, the title of its own
/// follows, whole where the name leaves room, and both together take at most so many cells.
#[must_use]
pub fn with_origin(name: Line, entry: &Entry, catalog: &Catalog, cells: usize) -> Line {
    let Some(origin) = catalog.origin(entry) else { return name };
    let name = name.cut(cells.saturating_sub(left_to_origin(entry, catalog, cells)));
    let room = cells.saturating_sub(name.width() + 1);
    name.with(Role::Dim, format!(" {}", cut(origin, room)))
}
