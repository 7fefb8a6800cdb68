//! Facts that do not say all they should.

use super::{Check, Finding, Look};
use crate::catalog::{Value, YesNo};

pub(super) static PARTIAL_WITHOUT_NOTE: Check =
    Check::warning("partial-without-note", "A fact that is true in part has a note that says in which part.")
        .by(partial_without_note);

pub(super) static FOUND_AND_NOT_FOUND: Check = Check::warning(
    "found-and-not-found",
    "What is a fact is not under `not_found` as well: there stands only what was looked for and is not published.",
)
.by(found_and_not_found);

fn partial_without_note<'a>(look: &Look<'a>) -> Vec<Finding<'a>> {
    let facts = look
        .entries()
        .flat_map(|entry| entry.details.facts.iter().map(move |(criterion, fact)| (entry, criterion, fact)));
    facts
        .filter(|(_, _, fact)| fact.value == Value::YesNo(YesNo::Partial) && fact.note.is_none())
        .map(|(entry, criterion, fact)| {
            let message = format!("`{criterion}` is partial, and no note says in which part");
            Finding::on(entry, message, "add a `note:`").at(fact.mark)
        })
        .collect()
}

fn found_and_not_found<'a>(look: &Look<'a>) -> Vec<Finding<'a>> {
    let searches = look.entries().flat_map(|entry| entry.details.not_found.iter().map(move |search| (entry, search)));
    searches
        .filter_map(|(entry, search)| Some((entry, search, entry.fact(&search.criterion)?)))
        .map(|(entry, search, fact)| {
            let message = format!("`{}` is a fact here, and under `not_found` as well", search.criterion);
            Finding::on(entry, message, "take one of the two out").at(fact.mark)
        })
        .collect()
}
