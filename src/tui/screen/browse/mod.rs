//! Browsing: the filter, the tree, and what is known of the thing under the cursor.

mod follow;
mod pane;
pub mod tree;
pub mod view;

use std::collections::BTreeSet;

pub use follow::{ask_for_export, fact_in_words, open, remove_from_shortlist, toggle_shortlist};
pub use pane::Pane;
use tree::{Kept, Row};

use crate::catalog::{Catalog, CategoryId, Entry, EntryId};
use crate::query::{self, Flaw, Found, Query};
use crate::tui::command::{Command, Scope};
use crate::tui::key::Key;
use crate::tui::kit::edit::{Edited, Field};
use crate::tui::kit::list::{Step, Window};
use crate::tui::layout;
use crate::tui::page::{self, Target};
use crate::tui::route::{Next, Route};
use crate::tui::surface::{Behaviour, Context};

/// Where keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The filter bar.
    Filter,
    /// The tree.
    Tree,
    /// The page beside it.
    Pane,
    /// The second half of the page, on wide screens.
    Aside,
}

/// What the cursor of the tree is on, by name and not by number, so that it survives a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The category.
    pub category: Option<CategoryId>,
    /// The entry in it, unless the category itself is meant.
    pub entry: Option<EntryId>,
}

/// The browsing screen.
#[derive(Debug)]
pub struct Browse {
    // What the reader chose.
    focus: Focus,
    filter: Field,
    folded: BTreeSet<CategoryId>,
    place: Place,
    before_filter: Option<Place>,
    trail: Vec<EntryId>,
    // What follows from it.
    flaws: Vec<Flaw>,
    query: Option<Query>,
    found: Option<Found>,
    rows: Vec<Row>,
    window: Window,
    pane: Pane,
    aside: Pane,
    shown: Option<Place>,
}

impl Browse {
    /// The tree, filtered from the start where `query` says something.
    #[must_use]
    pub fn new(query: &str) -> Self {
        Self {
            focus: Focus::Tree,
            filter: Field::line(query),
            folded: BTreeSet::new(),
            place: Place::default(),
            before_filter: None,
            trail: Vec::new(),
            flaws: Vec::new(),
            query: None,
            found: None,
            rows: Vec::new(),
            window: Window::default(),
            pane: Pane::default(),
            aside: Pane::default(),
            shown: None,
        }
    }

    /// Finds what the filter asks for; a flawed filter keeps what was found last.
    pub fn search(&mut self, context: &Context<'_>) {
        let text = self.filter.text();
        self.flaws.clear();
        match Query::parse(&text, &context.world.catalog) {
            Ok(query) if query.is_empty() => (self.query, self.found) = (None, None),
            Ok(query) => {
                self.found = Some(found(&query, context));
                self.query = Some(query);
            }
            Err(flaws) => self.flaws = flaws,
        }
    }

    /// Puts the cursor on an entry, wherever it stands, and forgets a filter that hides it.
    pub fn go_to(&mut self, id: &EntryId, context: &Context<'_>) {
        if let Some(from) = self.place.entry.clone().filter(|from| from != id) {
            self.trail.push(from);
        }
        self.focus = if self.focus == Focus::Filter { Focus::Tree } else { self.focus };
        self.arrive(id, context);
    }

    fn arrive(&mut self, id: &EntryId, context: &Context<'_>) {
        let Some(entry) = context.world.catalog.entry(id) else { return };
        let hidden = self.found.as_ref().is_some_and(|found| {
            let index = context.world.catalog.index_of(id);
            !found.hits.iter().any(|hit| Some(hit.entry) == index)
        });
        if hidden {
            self.filter = Field::line("");
            self.before_filter = None;
            self.search(context);
        }
        let here = self.place.category.clone().filter(|category| entry.categories.contains(category));
        let category = here.or_else(|| entry.categories.first().cloned());
        if let Some(category) = &category {
            self.folded.remove(category);
        }
        self.place = Place { category, entry: Some(id.clone()) };
    }

    /// The entry under the tree's cursor.
    #[must_use]
    pub fn entry<'a>(&self, catalog: &'a Catalog) -> Option<&'a Entry> {
        catalog.entry(self.place.entry.as_ref()?)
    }

    /// What is under the cursor of the pane that keys go to.
    fn target(&self) -> Option<&Target> {
        match self.focus {
            Focus::Pane => self.pane.target(),
            Focus::Aside => self.aside.target(),
            Focus::Tree | Focus::Filter => None,
        }
    }

    fn row_of(&self, place: &Place, catalog: &Catalog) -> Option<usize> {
        let wanted = place.entry.as_ref().and_then(|id| catalog.index_of(id));
        let exact = self.rows.iter().position(|row| match (row, wanted) {
            (Row::Entry { index, under, .. }, Some(wanted)) => {
                *index == wanted && place.category.as_ref() == Some(under)
            }
            (Row::Category { id, .. }, None) => place.category.as_ref() == Some(id),
            _ => false,
        });
        exact.or_else(|| {
            self.rows.iter().position(|row| matches!(row, Row::Entry { index, .. } if Some(*index) == wanted))
        })
    }

    fn place_of(&self, row: usize, catalog: &Catalog) -> Place {
        match self.rows.get(row) {
            Some(Row::Category { id, .. }) => Place { category: Some(id.clone()), entry: None },
            Some(Row::Entry { index, under, .. }) => Place {
                category: Some(under.clone()),
                entry: catalog.entries.get(*index).map(|entry| entry.id.clone()),
            },
            None => Place::default(),
        }
    }

    fn step_tree(&mut self, step: Step, context: &Context<'_>) {
        let height = usize::from(layout::browse(context.size).tree.height);
        self.window.step(step, self.rows.len(), height);
        self.place = self.place_of(self.window.cursor, &context.world.catalog);
    }

    /// To the next entry, or the one before; categories are passed over.
    fn step_entry(&mut self, forward: bool, context: &Context<'_>) {
        let is_entry = |row: &usize| matches!(self.rows.get(*row), Some(Row::Entry { .. }));
        let cursor = self.window.cursor;
        let after = (cursor + 1..self.rows.len()).chain(0..cursor);
        let found = if forward { after.clone().find(is_entry) } else { after.rev().find(is_entry) };
        if let Some(row) = found {
            self.place = self.place_of(row, &context.world.catalog);
        }
    }

    fn step(&mut self, step: Step, context: &Context<'_>) {
        let pane = match self.focus {
            Focus::Tree | Focus::Filter => return self.step_tree(step, context),
            Focus::Pane => &mut self.pane,
            Focus::Aside => &mut self.aside,
        };
        match step {
            Step::By(lines) if lines < 0 => pane.up(),
            Step::By(_) => pane.down(),
            Step::HalfPages(pages) => pane.half_pages(pages),
            Step::First => pane.first(),
            Step::Last => pane.last(),
        }
    }

    fn begin_filter(&mut self) {
        if self.filter.text().is_empty() {
            self.before_filter = Some(self.place.clone());
        }
        self.focus = Focus::Filter;
    }

    /// The filter's text changed: find anew, and go to the best hit.
    fn filtered(&mut self, context: &Context<'_>) {
        self.search(context);
        if !self.flaws.is_empty() {
            return;
        }
        match &self.found {
            None => self.place = self.before_filter.clone().unwrap_or_default(),
            Some(found) => {
                let best = found.hits.first().and_then(|hit| context.world.catalog.entries.get(hit.entry));
                if let Some(entry) = best {
                    self.place = Place { category: entry.categories.first().cloned(), entry: Some(entry.id.clone()) };
                }
            }
        }
    }

    fn clear_filter(&mut self, context: &Context<'_>) {
        self.filter = Field::line("");
        self.search(context);
        self.focus = Focus::Tree;
        if let Some(place) = self.before_filter.take() {
            self.place = place;
        }
    }

    /// Out of the pane, then out of the filter, then nothing more.
    fn back(&mut self, context: &Context<'_>) -> Next {
        match self.focus {
            Focus::Filter => self.clear_filter(context),
            Focus::Pane | Focus::Aside => self.focus = Focus::Tree,
            Focus::Tree if !self.filter.text().is_empty() => self.clear_filter(context),
            Focus::Tree if !context.marks.is_empty() => return Next::hint("u clears the marks, q leaves"),
            Focus::Tree => return Next::hint("q leaves"),
        }
        Next::Stay
    }

    fn toggle_fold(&mut self) {
        let Some(category) = self.place.category.clone() else { return };
        if !self.folded.remove(&category) {
            self.folded.insert(category);
        }
    }

    fn unfold(&mut self, id: &CategoryId) {
        self.folded.remove(id);
    }

    fn fold_all(&mut self, catalog: &Catalog) {
        if self.folded.is_empty() {
            self.folded = catalog.categories.iter().map(|category| category.id.clone()).collect();
            self.place.entry = None;
        } else {
            self.folded.clear();
        }
    }

    /// Folds the category under the cursor, or goes up to the one that the cursor is in.
    fn left(&mut self, catalog: &Catalog) {
        match (self.focus, &self.place.entry) {
            (Focus::Aside, _) => self.focus = Focus::Pane,
            (Focus::Pane | Focus::Filter, _) => self.focus = Focus::Tree,
            (Focus::Tree, Some(_)) => self.place.entry = None,
            (Focus::Tree, None) => {
                let Some(id) = self.place.category.clone() else { return };
                let parent = catalog.category(&id).and_then(|category| category.parent.clone());
                if !self.folded.insert(id)
                    && let Some(parent) = parent
                {
                    self.place.category = Some(parent);
                }
            }
        }
    }

    fn right(&mut self, context: &Context<'_>) {
        match (self.focus, &self.place) {
            (Focus::Tree, Place { entry: Some(_), .. }) => self.focus = Focus::Pane,
            (Focus::Tree, Place { category: Some(id), .. }) if self.folded.contains(id) => self.unfold(&id.clone()),
            (Focus::Tree, Place { category: Some(_), .. }) => self.step_tree(Step::By(1), context),
            (Focus::Pane, _) if layout::browse(context.size).aside.is_some() => self.focus = Focus::Aside,
            _ => {}
        }
    }

    fn switch_pane(&mut self, context: &Context<'_>) {
        let wide = layout::browse(context.size).aside.is_some();
        self.focus = match self.focus {
            Focus::Tree if self.place.entry.is_some() => Focus::Pane,
            Focus::Pane if wide => Focus::Aside,
            _ => Focus::Tree,
        };
    }

    fn mark(&mut self, context: &mut Context<'_>) -> Next {
        let Some(id) = self.place.entry.clone() else {
            return Next::hint("a category cannot be marked; put the cursor on an entry");
        };
        match context.marks.iter().position(|marked| *marked == id) {
            Some(at) => drop(context.marks.remove(at)),
            None => context.marks.push(id),
        }
        if self.focus == Focus::Tree {
            self.step_tree(Step::By(1), context);
        }
        Next::Stay
    }

    /// The marked entries side by side; one mark is held against the entry under the cursor.
    fn compare(&self, context: &Context<'_>) -> Next {
        let mut ids = context.marks.clone();
        if let (1, Some(id)) = (ids.len(), self.place.entry.as_ref().filter(|id| !ids.contains(id))) {
            ids.push(id.clone());
        }
        if ids.len() < 2 {
            return Next::hint("comparing needs two: mark entries with space, then press c");
        }
        Next::Open(Route::Compare(ids))
    }

    fn shown_page(&mut self, context: &Context<'_>) {
        let areas = layout::browse(context.size);
        let anew = self.shown.as_ref() == Some(&self.place);
        let (pane, aside) = match (self.entry(&context.world.catalog), &self.place.category) {
            (Some(entry), _) => {
                let aside_cells = areas.aside.map_or(areas.pane.width, |aside| aside.width);
                page::entry(context.world, entry, (usize::from(areas.pane.width), usize::from(aside_cells)))
            }
            (None, Some(id)) => {
                let members = tree::members(&context.world.catalog, id);
                let shown = context.world.catalog.category(id);
                let cells = usize::from(areas.pane.width);
                let page = shown.map(|category| page::category(context.world, category, &members, cells));
                (page.unwrap_or_default(), page::Page::default())
            }
            (None, None) => Default::default(),
        };
        match areas.aside {
            Some(area) => {
                self.pane.show(pane, anew, areas.pane.height);
                self.aside.show(aside, anew, area.height);
            }
            None => self.pane.show(pane.append(aside), anew, areas.pane.height),
        }
        self.shown = Some(self.place.clone());
    }
}

fn found(query: &Query, context: &Context<'_>) -> Found {
    let shortlist = context.world.decision.shortlist.iter().map(|candidate| candidate.entry.clone()).collect();
    query.run(&query::Context {
        catalog: &context.world.catalog,
        index: context.index,
        notes: &context.world.notes,
        shortlist: &shortlist,
        today: context.world.today,
    })
}

impl Behaviour for Browse {
    fn scope(&self) -> Scope {
        if self.focus == Focus::Filter { Scope::Filter } else { Scope::Browse }
    }

    fn run(&mut self, command: Command, context: &mut Context<'_>) -> Next {
        if let Some(step) = command.step() {
            self.step(step, context);
            return Next::Stay;
        }
        match command {
            Command::Left => self.left(&context.world.catalog),
            Command::Right => self.right(context),
            Command::NextMatch => self.step_entry(true, context),
            Command::PreviousMatch => self.step_entry(false, context),
            Command::FoldAll => self.fold_all(&context.world.catalog),
            Command::Filter => self.begin_filter(),
            Command::Accept => self.focus = Focus::Tree,
            Command::SwitchPane => self.switch_pane(context),
            Command::ClearMarks => context.marks.clear(),
            Command::Back => return self.back(context),
            Command::Mark => return self.mark(context),
            Command::Compare => return self.compare(context),
            other => return self.act(other, context),
        }
        Next::Stay
    }

    fn typed(&mut self, key: Key, context: &mut Context<'_>) -> Next {
        match self.focus {
            Focus::Filter if self.filter.key(key) == Edited::Text => self.filtered(context),
            Focus::Filter => {}
            _ if key == Key::plain(crate::tui::key::Code::Backspace) => return self.return_from_relation(context),
            _ => {}
        }
        Next::Stay
    }

    fn paste(&mut self, text: &str, context: &mut Context<'_>) -> Next {
        if self.focus == Focus::Filter && self.filter.paste(text) == Edited::Text {
            self.filtered(context);
        }
        Next::Stay
    }

    fn refresh(&mut self, context: &Context<'_>) {
        let areas = layout::browse(context.size);
        let catalog = &context.world.catalog;
        self.rows = tree::rows(catalog, Kept::new(self.found.as_ref()), &self.folded);
        let row =
            self.row_of(&self.place, catalog).unwrap_or(self.window.cursor.min(self.rows.len().saturating_sub(1)));
        self.window.cursor = row;
        self.window.follow(self.rows.len(), usize::from(areas.tree.height));
        self.place = self.place_of(self.window.cursor, catalog);
        if self.place.entry.is_none() && matches!(self.focus, Focus::Pane | Focus::Aside) {
            self.focus = Focus::Tree;
        }
        if self.focus == Focus::Aside && areas.aside.is_none() {
            self.focus = Focus::Pane;
        }
        self.shown_page(context);
    }
}
