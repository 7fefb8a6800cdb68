//! Moving through the tree: by rows, by entries, by folds, and to an entry from elsewhere.

use super::tree::Row;
use super::{Beside, Browse, Focus, Left, Place};
use crate::base::text::SafeText;
use crate::catalog::{Catalog, Entry, EntryId, UNKNOWN};
use crate::tui::kit::list::{Clicked, Step};
use crate::tui::surface::Context;

impl Browse {
    /// Puts the cursor on an entry, wherever it stands, and forgets a filter that hides it.
    pub fn go_to(&mut self, id: &EntryId, context: &Context<'_>) {
        if let Some(entry) = self.place.entry.clone().filter(|from| from != id) {
            self.trail.push(Left { entry, filter: self.filter.text() });
        }
        self.focus = if self.focus == Focus::Filter { Focus::Tree } else { self.focus };
        self.beside = Beside::Page;
        self.arrive(id, context);
    }

    pub(super) fn arrive(&mut self, id: &EntryId, context: &Context<'_>) {
        let Some(entry) = context.world.catalog.entry(id) else { return };
        let hidden = self.filter.kept.as_ref().zip(context.world.catalog.index_of(id));
        if hidden.is_some_and(|(kept, index)| !self.arrangement.dims && kept.fits(index) == super::tree::Fits::No) {
            self.filter.set("");
            self.before_filter = None;
            self.search(context);
        }
        let here = self.place.group.clone().filter(|word| self.lies_in(entry, word));
        let group = here.or_else(|| self.group_of(entry));
        self.unfold_to(group.as_ref());
        self.place = Place { group, entry: Some(id.clone()) };
        self.grow();
    }

    fn lies_in(&self, entry: &Entry, word: &SafeText) -> bool {
        self.groups_of(entry).contains(&word)
    }

    /// The first group that an entry lies in.
    pub(super) fn group_of(&self, entry: &Entry) -> Option<SafeText> {
        self.groups_of(entry).first().map(|word| (*word).clone())
    }

    /// The words of the groups that an entry lies in, in the order of its answers.
    fn groups_of(&self, entry: &Entry) -> Vec<&SafeText> {
        let (Some(facet), Some(outline)) = (&self.arrangement.group, &self.outline) else { return Vec::new() };
        let given = facet.words(entry);
        let given = if given.is_empty() { vec![UNKNOWN] } else { given };
        let groups = given.iter().filter_map(|word| outline.groups.get(outline.position(word)?));
        groups.map(|group| &group.drawer.word).collect()
    }

    /// Unfolds a group and all that it lies in.
    fn unfold_to(&mut self, word: Option<&SafeText>) {
        let Some(outline) = &self.outline else { return };
        let mut opened = Vec::new();
        let mut at = word.and_then(|word| outline.position(word));
        while let Some(group) = at.and_then(|at| outline.groups.get(at)) {
            opened.push(group.drawer.word.clone());
            at = group.drawer.within;
        }
        self.folds().retain(|word| !opened.contains(word));
    }

    /// Puts the cursor on the row of its place; where the place is gone, on the row that took it.
    pub(super) fn find_cursor(&mut self, context: &Context<'_>, height: usize) {
        let catalog = &context.world.catalog;
        if self.rows.get(self.window.cursor).is_none_or(|row| self.place_of(row, catalog) != self.place) {
            let last = self.rows.len().saturating_sub(1);
            self.window.cursor = self.row_of(&self.place, catalog).unwrap_or(self.window.cursor.min(last));
        }
        self.window.follow(self.rows.len(), height);
        self.place = self.rows.get(self.window.cursor).map(|row| self.place_of(row, catalog)).unwrap_or_default();
    }

    fn row_of(&self, place: &Place, catalog: &Catalog) -> Option<usize> {
        let wanted = place.entry.as_ref().and_then(|id| catalog.index_of(id));
        let group = place.group.as_ref().and_then(|word| self.outline.as_ref()?.position(word));
        let exact = self.rows.iter().position(|row| match (row, wanted) {
            (Row::Entry { index, group: under, .. }, Some(wanted)) => *index == wanted && *under == group,
            (Row::Group { at, .. }, None) => Some(*at) == group,
            _ => false,
        });
        let elsewhere =
            || self.rows.iter().position(|row| matches!(row, Row::Entry { index, .. } if Some(*index) == wanted));
        exact.or_else(elsewhere)
    }

    pub(super) fn place_of(&self, row: &Row, catalog: &Catalog) -> Place {
        let word = |at: usize| Some(self.outline.as_ref()?.groups.get(at)?.drawer.word.clone());
        match row {
            Row::Group { at, .. } => Place { group: word(*at), entry: None },
            Row::Entry { index, group, .. } => {
                Place { group: group.and_then(word), entry: catalog.entries.get(*index).map(|entry| entry.id.clone()) }
            }
        }
    }

    pub(super) fn step_tree(&mut self, step: Step, context: &Context<'_>) {
        if let Step::By(rows @ (-1 | 1)) = step {
            (self.heading, self.is_move) = (rows, true);
        }
        let height = self.areas(context.size).tree.height;
        self.window.step(step, self.rows.len(), usize::from(height));
        self.settle(context);
    }

    pub(super) fn scroll_tree(&mut self, lines: isize, context: &Context<'_>) {
        let height = self.areas(context.size).tree.height;
        self.window.scroll(lines, self.rows.len(), usize::from(height));
        self.settle(context);
    }

    pub(super) fn click_in_tree(&mut self, row: usize, context: &Context<'_>) -> Clicked {
        let clicked = self.window.click(row, self.rows.len());
        self.settle(context);
        clicked
    }

    /// The place is now where the cursor is.
    fn settle(&mut self, context: &Context<'_>) {
        let row = self.rows.get(self.window.cursor);
        self.place = row.map(|row| self.place_of(row, &context.world.catalog)).unwrap_or_default();
    }

    /// To the next entry that the filter keeps, or the one before; groups are passed over.
    pub(super) fn step_entry(&mut self, forward: bool, context: &Context<'_>) {
        let is_hit = |row: &usize| matches!(self.rows.get(*row), Some(Row::Entry { fits, .. }) if *fits != super::tree::Fits::No);
        let cursor = self.window.cursor;
        let after = (cursor + 1..self.rows.len()).chain(0..cursor);
        let found = if forward { after.clone().find(is_hit) } else { after.rev().find(is_hit) };
        if let Some(row) = found {
            self.window.cursor = row;
            self.settle(context);
        }
    }

    pub(super) fn step(&mut self, step: Step, context: &Context<'_>) {
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

    pub(super) fn toggle_fold(&mut self) {
        let Some(word) = self.place.group.clone() else { return };
        let folds = self.folds();
        if !folds.remove(&word) {
            folds.insert(word);
        }
        self.grow();
    }

    pub(super) fn fold_all(&mut self) {
        if self.folds().is_empty() {
            let groups = self.outline.iter().flat_map(|outline| &outline.groups);
            *self.folds() = groups.map(|group| group.drawer.word.clone()).collect();
            self.place.entry = None;
        } else {
            self.folds().clear();
        }
        self.grow();
    }

    /// Folds the group under the cursor, or goes up to the one that the cursor is in.
    pub(super) fn left(&mut self) {
        match (self.focus, &self.place) {
            (Focus::Aside, _) => self.focus = Focus::Pane,
            (Focus::Pane | Focus::Filter, _) => self.focus = Focus::Tree,
            (Focus::Tree, Place { entry: Some(_), group: Some(_) }) => self.place.entry = None,
            (Focus::Tree, Place { entry: None, group: Some(word) }) => {
                let word = word.clone();
                if !self.folds().insert(word.clone()) {
                    self.place.group = self.outer(&word).or(Some(word));
                }
                self.grow();
            }
            _ => {}
        }
    }

    /// The group that a group lies in.
    fn outer(&self, word: &SafeText) -> Option<SafeText> {
        let outline = self.outline.as_ref()?;
        let within = outline.groups.get(outline.position(word)?)?.drawer.within?;
        outline.groups.get(within).map(|group| group.drawer.word.clone())
    }

    pub(super) fn right(&mut self, context: &Context<'_>) {
        match (self.focus, &self.place) {
            (Focus::Tree, Place { entry: Some(_), .. }) => self.focus = Focus::Pane,
            (Focus::Tree, Place { group: Some(word), .. }) => {
                let word = word.clone();
                if self.folds().remove(&word) {
                    self.grow();
                } else {
                    self.step_tree(Step::By(1), context);
                }
            }
            (Focus::Tree, _) => self.step_tree(Step::By(1), context),
            (Focus::Pane, _) if self.has_aside(context) => self.focus = Focus::Aside,
            _ => {}
        }
    }

    fn has_aside(&self, context: &Context<'_>) -> bool {
        self.areas(context.size).aside.is_some()
    }

    pub(super) fn switch_pane(&mut self, context: &Context<'_>) {
        self.focus = match self.focus {
            Focus::Tree if self.place.entry.is_some() || self.shows_facets() => Focus::Pane,
            Focus::Pane if self.has_aside(context) => Focus::Aside,
            _ => Focus::Tree,
        };
    }
}
