//! The facts that are to be looked up again, and by when.

use serde::Serialize;

use super::csv::plain_value;
use super::escape::csv;
use super::json::{self, FactJson, SCHEMA};
use crate::base::date::Day;
use crate::base::text::SafeText;
use crate::catalog::{Cite, Criterion, CriterionId, Entry, EntryId, Fact, Unit};
use crate::world::World;

/// A fact that is to be looked up again.
pub struct DueFact<'w> {
    /// Whose.
    pub entry: &'w Entry,
    /// To which criterion.
    pub criterion: &'w Criterion,
    /// The fact.
    pub fact: &'w Fact,
    /// What it rests on; without a date it would not be due.
    pub cite: &'w Cite,
    /// The last day on which it is fresh.
    pub due: Day,
    /// How many days ago that was; negative where days are left.
    pub overdue: i64,
}

impl DueFact<'_> {
    /// Whether that day is over.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.overdue > 0
    }
}

/// The facts of these entries that are due or overdue `within` days from now, that day included; the oldest due
/// first.
#[must_use]
pub fn due<'w>(world: &'w World, entries: &[&'w Entry], within: u32) -> Vec<DueFact<'w>> {
    let horizon = world.today.plus_days(within);
    let facts = entries.iter().flat_map(|entry| entry.details.facts.iter().map(move |(id, fact)| (*entry, id, fact)));
    let mut found: Vec<DueFact<'w>> = facts.filter_map(|(entry, id, fact)| due_fact(world, entry, id, fact)).collect();
    found.retain(|found| found.due <= horizon);
    found.sort_by(|a, b| (a.due, &a.entry.id, &a.criterion.id).cmp(&(b.due, &b.entry.id, &b.criterion.id)));
    found
}

fn due_fact<'w>(world: &'w World, entry: &'w Entry, id: &CriterionId, fact: &'w Fact) -> Option<DueFact<'w>> {
    let criterion = world.catalog.criterion(id)?;
    let cite = fact.cite.as_ref()?;
    let due = criterion.due(cite.as_of)?;
    Some(DueFact { entry, criterion, fact, cite, due, overdue: world.today.days_after(due) })
}

#[derive(Serialize)]
struct Due<'w> {
    schema: u32,
    catalog: &'w SafeText,
    query: SafeText,
    today: String,
    within: u32,
    facts: Vec<Line<'w>>,
}

#[derive(Serialize)]
struct Line<'w> {
    entry: &'w EntryId,
    name: &'w SafeText,
    criterion: &'w CriterionId,
    label: &'w SafeText,
    #[serde(flatten)]
    fact: FactJson<'w>,
    due: String,
    overdue: i64,
}

/// What `due` answers to programs.
#[must_use]
pub fn as_json<'w>(world: &'w World, query: &str, within: u32, found: &[DueFact<'w>]) -> String {
    let line = |found: &DueFact<'w>| Line {
        entry: &found.entry.id,
        name: &found.entry.name,
        criterion: &found.criterion.id,
        label: &found.criterion.label,
        fact: FactJson::new(found.fact, Some(found.criterion), world.today),
        due: found.due.to_string(),
        overdue: found.overdue,
    };
    json::text(&Due {
        schema: SCHEMA,
        catalog: &world.catalog.title,
        query: SafeText::line(query),
        today: world.today.to_string(),
        within,
        facts: found.iter().map(line).collect(),
    })
}

/// What `due` answers to a spreadsheet.
#[must_use]
pub fn as_csv(found: &[DueFact<'_>]) -> String {
    let head = ["entry", "name", "criterion", "label", "value", "unit", "as_of", "due", "overdue", "source"];
    let line = |found: &DueFact<'_>| {
        csv([
            found.entry.id.as_str(),
            &found.entry.name,
            found.criterion.id.as_str(),
            &found.criterion.label,
            &plain_value(found.fact),
            found.fact.value.unit().map_or("", Unit::as_str),
            &found.cite.as_of.to_string(),
            &found.due.to_string(),
            &found.overdue.to_string(),
            &found.cite.source,
        ])
    };
    csv(head) + &found.iter().map(line).collect::<String>()
}
