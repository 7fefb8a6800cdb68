//! The filter bar: what is typed there, and what was found by it.

use super::tree::Kept;
use crate::query::{self, Flaw, Found, Query};
use crate::tui::kit::edit::Field;
use crate::tui::surface::Context;

/// The filter and what follows from it. A flawed filter keeps what was found last.
#[derive(Debug)]
pub struct Filter {
    /// What is typed.
    pub field: Field,
    /// What is wrong with it.
    pub flaws: Vec<Flaw>,
    /// What it asks, if it asks for anything.
    pub query: Option<Query>,
    /// What was found.
    pub found: Option<Found>,
    /// Which entries that keeps.
    pub kept: Option<Kept>,
    /// How far back in the history the text is from, and what was typed before going there.
    recalled: Option<(usize, String)>,
}

impl Filter {
    /// A filter with that text, nothing found yet.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { field: Field::line(text), flaws: Vec::new(), query: None, found: None, kept: None, recalled: None }
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> String {
        self.field.text()
    }

    /// Another text, with the cursor at its end.
    pub fn set(&mut self, text: &str) {
        self.field = Field::line(text);
    }

    /// Finds what the text asks for.
    pub fn search(&mut self, context: &Context<'_>, keeps_unknown: bool) {
        self.flaws.clear();
        match Query::parse(&self.text(), &context.world.catalog) {
            Ok(query) if query.is_empty() => (self.query, self.found) = (None, None),
            Ok(query) => {
                self.found = Some(run(&query, context));
                self.query = Some(query);
            }
            Err(flaws) => self.flaws = flaws,
        }
        self.keep(context, keeps_unknown);
    }

    /// Sorts out anew which entries are kept.
    pub fn keep(&mut self, context: &Context<'_>, keeps_unknown: bool) {
        let entries = context.world.catalog.entries.len();
        self.kept = self.found.as_ref().map(|found| Kept::new(found, entries, keeps_unknown));
    }

    /// An older filter of the history, or a newer one; whether there was one.
    pub fn recall(&mut self, history: &[String], older: bool) -> bool {
        let (back, typed) = self.recalled.take().unwrap_or_else(|| (0, self.text()));
        let wanted = if older { back + 1 } else { back.saturating_sub(1) };
        let text = match wanted {
            0 => Some(typed.as_str()),
            _ => history.len().checked_sub(wanted).and_then(|at| history.get(at)).map(String::as_str),
        };
        let found = text.filter(|_| wanted != back).map(str::to_owned);
        let back = if found.is_some() { wanted } else { back };
        if let Some(text) = &found {
            self.set(text);
        }
        self.recalled = (back > 0).then_some((back, typed));
        found.is_some()
    }

    /// What is typed now is no longer from the history.
    pub fn typed(&mut self) {
        self.recalled = None;
    }

    /// Adds a condition to what is asked, in brackets where that is needed to keep its meaning.
    pub fn narrow(&mut self, condition: &str) {
        let text = self.text();
        let text = text.trim();
        self.set(&match text.is_empty() {
            true => condition.to_owned(),
            false => format!("{text} {condition}"),
        });
    }
}

fn run(query: &Query, context: &Context<'_>) -> Found {
    let shortlist = context.world.decision.shortlist.iter().map(|candidate| candidate.entry.clone()).collect();
    query.run(&query::Context {
        catalog: &context.world.catalog,
        index: context.index,
        notes: &context.world.notes,
        shortlist: &shortlist,
        today: context.world.today,
    })
}
