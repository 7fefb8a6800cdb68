//! What can be done with the thing under the cursor: follow, note, open, copy, shortlist.

use super::{Browse, Focus, Left};
use crate::base::text::SafeText;
use crate::catalog::{CriterionId, Entry, EntryId, Fact};
use crate::decide::DecisionEdit;
use crate::effect::{Change, Effect};
use crate::tui::command::Command;
use crate::tui::page::Target;
use crate::tui::route::{Next, Pick, Purpose, Route};
use crate::tui::surface::Context;
use crate::world::World;

impl Browse {
    /// The commands that need a thing under the cursor.
    pub(super) fn act(&mut self, command: Command, context: &Context<'_>) -> Next {
        if command == Command::OpenShortlist {
            return Next::Open(Route::Shortlist);
        }
        match command {
            Command::Export => return ask_for_export(context.world),
            Command::Columns => return Next::Open(Route::Ask(Purpose::Columns(self.arrangement.clone()))),
            Command::ListMarks if context.marks.is_empty() => {
                return Next::hint("nothing is marked; space marks an entry");
            }
            Command::ListMarks => return Next::Open(Pick::Mark.route()),
            _ => {}
        }
        let Some(entry) = self.entry(&context.world.catalog) else {
            return match (command, self.target().cloned()) {
                (Command::Enter, Some(Target::Condition(condition))) => self.narrow(&condition, context),
                (Command::Enter, _) => {
                    self.toggle_fold();
                    Next::Stay
                }
                _ => Next::hint("put the cursor on an entry first"),
            };
        };
        match command {
            Command::Enter => self.enter(entry, context),
            Command::Note => Next::Open(Route::Note { entry: entry.id.clone(), on: self.fact_under_cursor() }),
            Command::EditOutside => Next::Do(Effect::EditOutside { entry: entry.id.clone() }),
            Command::Shortlist => toggle_shortlist(context.world, entry),
            Command::OpenLink => self.open_link(entry),
            Command::Copy => Next::Do(Effect::Copy(self.copied(entry, context.world))),
            _ => Next::Stay,
        }
    }

    fn enter(&mut self, entry: &Entry, context: &Context<'_>) -> Next {
        match self.target().cloned() {
            None => {
                self.focus = Focus::Pane;
                Next::Stay
            }
            Some(Target::Entry(id)) => {
                let filtered = !self.filter.text().is_empty();
                self.go_to(&id, context);
                match filtered && self.filter.text().is_empty() {
                    true => Next::hint("the filter hid it and is lifted; backspace returns to both"),
                    false => Next::Stay,
                }
            }
            Some(Target::Fact(criterion)) => Next::Open(Route::Inspect { entry: entry.id.clone(), criterion }),
            Some(Target::Links(links)) => open(entry.name.clone(), links),
            Some(Target::Note(on)) => Next::Open(Route::Note { entry: entry.id.clone(), on }),
            Some(Target::Condition(condition)) => self.narrow(&condition, context),
        }
    }

    /// Adds a condition to the filter; one that stands there goes.
    fn narrow(&mut self, condition: &str, context: &Context<'_>) -> Next {
        if !self.filter.flaws.is_empty() {
            return Next::hint("the filter is not sound yet: mend what is underlined first");
        }
        self.filter_by(&self.filter.toggled(condition), context);
        Next::Stay
    }

    /// Back to the entry that a relation was followed from.
    pub(super) fn return_from_relation(&mut self, context: &Context<'_>) -> Next {
        match self.trail.pop() {
            Some(Left { entry, filter }) => {
                if self.filter.text() != filter {
                    self.filter.set(&filter);
                    self.search(context);
                }
                self.arrive(&entry, context);
                Next::Stay
            }
            None => Next::hint("enter follows a relation, backspace returns; nothing to return to here"),
        }
    }

    fn fact_under_cursor(&self) -> Option<CriterionId> {
        match self.target() {
            Some(Target::Fact(criterion) | Target::Note(Some(criterion))) => Some(criterion.clone()),
            _ => None,
        }
    }

    fn open_link(&self, entry: &Entry) -> Next {
        let links = match self.target() {
            Some(Target::Links(links)) => links.clone(),
            Some(Target::Fact(criterion)) => {
                let source = entry.fact(criterion).and_then(Fact::source);
                source.map(|source| (entry.name.clone(), source.clone())).into_iter().collect()
            }
            _ => entry.details.links.iter().map(|link| (link.label.clone(), link.url.clone())).collect(),
        };
        open(entry.name.clone(), links)
    }

    fn copied(&self, entry: &Entry, world: &World) -> String {
        match self.target() {
            Some(Target::Fact(criterion)) => fact_in_words(world, entry, criterion),
            Some(Target::Entry(id)) => world.catalog.entry(id).map_or_else(|| id.to_string(), address),
            Some(Target::Links(links)) => links.iter().map(|(_, url)| url.as_str()).collect::<Vec<_>>().join("\n"),
            Some(Target::Condition(condition)) => condition.clone(),
            Some(Target::Note(_)) | None => address(entry),
        }
    }
}

/// Shows addresses in full, to open one of them.
#[must_use]
pub fn open(title: SafeText, links: Vec<(SafeText, SafeText)>) -> Next {
    if links.is_empty() {
        return Next::hint("there is no link here");
    }
    Next::Open(Route::Links { title, links })
}

/// Name and home page of an entry.
fn address(entry: &Entry) -> String {
    match entry.details.links.first() {
        Some(link) => format!("{} {}", entry.name, link.url),
        None => entry.name.to_string(),
    }
}

/// A fact with its source and date, on one line.
#[must_use]
pub fn fact_in_words(world: &World, entry: &Entry, criterion: &CriterionId) -> String {
    let label = world.catalog.criterion(criterion).map_or(criterion.as_str(), |known| known.label.as_str());
    match entry.fact(criterion) {
        None => format!("{} · {label}: unknown", entry.name),
        Some(fact) => {
            let note = fact.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
            let cite = fact.cite.as_ref().map(|cite| format!(" [{}, {}]", cite.source, cite.as_of)).unwrap_or_default();
            format!("{} · {label}: {}{note}{cite}", entry.name, fact.value)
        }
    }
}

/// Puts the entry on the shortlist, or takes it off; undo does the reverse.
#[must_use]
pub fn toggle_shortlist(world: &World, entry: &Entry) -> Next {
    let change = |edit| Effect::Change(Change::Decision { catalog: world.catalog.title.clone(), edit });
    let id = || entry.id.clone();
    match world.decision.position(&entry.id) {
        None => Next::Undoable {
            effect: change(DecisionEdit::Add { entry: id(), verdict: None }),
            undo: vec![change(DecisionEdit::Remove { entry: id() })],
        },
        Some(_) => remove_from_shortlist(world, &entry.id),
    }
}

/// Takes an entry off the shortlist; undo puts it back in its place with its verdict.
#[must_use]
pub fn remove_from_shortlist(world: &World, id: &EntryId) -> Next {
    let change = |edit| Effect::Change(Change::Decision { catalog: world.catalog.title.clone(), edit });
    let Some(place) = world.decision.position(id) else { return Next::Stay };
    let verdict = world.decision.shortlist.get(place).and_then(|candidate| candidate.verdict.as_ref());
    Next::Undoable {
        effect: change(DecisionEdit::Remove { entry: id.clone() }),
        undo: vec![
            change(DecisionEdit::Add { entry: id.clone(), verdict: verdict.map(ToString::to_string) }),
            change(DecisionEdit::Move { entry: id.clone(), to: place }),
        ],
    }
}

/// Asks where to write the export, if there is anything to export.
#[must_use]
pub fn ask_for_export(world: &World) -> Next {
    if world.decision.shortlist.is_empty() {
        return Next::hint("the shortlist is empty: put entries on it with s, then export");
    }
    Next::Open(Route::Ask(Purpose::Export))
}
