//! A fact, whole: value, note, source, date, and what the reader noted on it.

use crate::catalog::{CriterionId, EntryId};
use crate::effect::Effect;
use crate::tui::answer;
use crate::tui::command::{Command, Scope};
use crate::tui::route::{Next, Route};
use crate::tui::screen::browse::fact_in_words;
use crate::tui::span::{Line, Role};
use crate::tui::surface::{Behaviour, Context};
use crate::world::World;

/// What stands in place of a source where there is none.
const UNCITED: &str = "from the catalog's own file, which names no source and no date for it";

/// The fact that is shown, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspect {
    entry: EntryId,
    criterion: CriterionId,
}

impl Inspect {
    /// That fact.
    #[must_use]
    pub fn new(entry: EntryId, criterion: CriterionId) -> Self {
        Self { entry, criterion }
    }

    /// Whose fact, on what.
    #[must_use]
    pub fn title(&self, world: &World) -> Line {
        let name = world.catalog.entry(&self.entry).map_or(self.entry.as_str(), |entry| entry.name.as_str());
        let label = world.catalog.criterion(&self.criterion).map_or("", |known| known.label.as_str());
        Line::new(Role::Title, name).with(Role::Dim, format!(" · {label}"))
    }

    /// What is known, paragraph by paragraph, not yet wrapped.
    #[must_use]
    pub fn paragraphs(&self, world: &World) -> Vec<(Role, String)> {
        let Some(criterion) = world.catalog.criterion(&self.criterion) else { return Vec::new() };
        let Some(entry) = world.catalog.entry(&self.entry) else { return Vec::new() };
        let mut out = vec![(Role::Dim, criterion.about.to_string())];
        match entry.fact(&self.criterion) {
            None => {
                let looked = entry.details.not_found.iter().find(|missing| missing.criterion == self.criterion);
                let words =
                    looked.map(|missing| format!("unknown: looked for in {}, nothing published", missing.as_of));
                out.push((Role::Text, words.unwrap_or_else(|| "unknown".to_owned())));
            }
            Some(fact) => {
                out.push((Role::Title, answer::value(Some(fact), world.config.ascii).plain()));
                out.extend(fact.note.iter().map(|note| (Role::Text, note.to_string())));
                let stale = fact.is_stale(criterion, world.today);
                let life =
                    criterion.shelf_life.map(|life| format!(", keeps {} months", life.months)).unwrap_or_default();
                let word = if stale { ", stale: look again before you rely on it" } else { "" };
                let role = if stale { Role::Fair } else { Role::Dim };
                match &fact.cite {
                    Some(cite) => {
                        out.push((role, format!("as of {}{life}{word}", cite.as_of)));
                        out.push((Role::Link, cite.source.to_string()));
                    }
                    None => out.push((Role::Dim, UNCITED.to_owned())),
                }
            }
        }
        for note in world.notes.on_entry(&self.entry) {
            if note.on_facts.contains_key(&self.criterion) {
                out.push((Role::Label, format!("note by {}", note.author)));
                out.push((Role::Note, note.text(Some(&self.criterion)).to_string()));
            }
        }
        out
    }

    fn step(&mut self, forward: bool, world: &World) {
        let criteria = &world.catalog.criteria;
        let here = criteria.iter().position(|criterion| criterion.id == self.criterion).unwrap_or(0);
        let to = if forward { here + 1 } else { here.wrapping_sub(1) };
        if let Some(criterion) = criteria.get(to) {
            self.criterion = criterion.id.clone();
        }
    }
}

impl Behaviour for Inspect {
    fn scope(&self) -> Scope {
        Scope::Inspect
    }

    fn run(&mut self, command: Command, context: &mut Context<'_>) -> Next {
        let world = context.world;
        let Some(entry) = world.catalog.entry(&self.entry) else { return Next::Back };
        match command {
            Command::Down => self.step(true, world),
            Command::Up => self.step(false, world),
            Command::Back => return Next::Back,
            Command::Note => {
                return Next::Open(Route::Note { entry: self.entry.clone(), on: Some(self.criterion.clone()) });
            }
            Command::Copy => return Next::Do(Effect::Copy(fact_in_words(world, entry, &self.criterion))),
            Command::OpenLink => {
                return match entry.fact(&self.criterion) {
                    Some(fact) => match fact.source() {
                        Some(source) => Next::Do(Effect::OpenLink(source.clone())),
                        None => Next::hint(UNCITED),
                    },
                    None => Next::hint("nothing is known here, so there is no source to open"),
                };
            }
            _ => {}
        }
        Next::Stay
    }

    fn refresh(&mut self, _context: &Context<'_>) {}
}
