//! Marking entries, one or many, for comparing and for pipes.

use std::collections::BTreeSet;

use super::tree::Fits;
use super::{Browse, Focus};
use crate::catalog::EntryId;
use crate::tui::command::Command;
use crate::tui::kit::list::Step;
use crate::tui::page::counted;
use crate::tui::route::{Next, Route};
use crate::tui::surface::Context;

impl Browse {
    pub(super) fn mark(&mut self, context: &mut Context<'_>) -> Next {
        let Some(id) = self.place.entry.clone() else {
            return Next::hint("a group cannot be marked; put the cursor on an entry, or mark all with m");
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

    /// Marks what the filter keeps, or inverts or clears the marks; says how many there are now.
    pub(super) fn mark_many(&self, command: Command, context: &mut Context<'_>) -> Next {
        let kept = self.kept_entries(context);
        match command {
            Command::MarkAll => {
                let marked: BTreeSet<EntryId> = context.marks.iter().cloned().collect();
                context.marks.extend(kept.into_iter().filter(|id| !marked.contains(id)));
            }
            Command::InvertMarks => {
                let marked = std::mem::take(context.marks);
                let (before, asked): (BTreeSet<&EntryId>, BTreeSet<&EntryId>) =
                    (marked.iter().collect(), kept.iter().collect());
                let stay = marked.iter().filter(|id| !asked.contains(id));
                let new = kept.iter().filter(|id| !before.contains(id));
                *context.marks = stay.chain(new).cloned().collect();
            }
            _ => context.marks.clear(),
        }
        Next::hint(format!("{} marked", counted(context.marks.len(), "entry", "entries")))
    }

    /// The entries that the filter keeps, in the order of the tree, each once; without a filter all.
    fn kept_entries(&self, context: &Context<'_>) -> Vec<EntryId> {
        let kept = self.filter.kept.as_ref();
        let indexes = self.order.iter().filter(|index| kept.is_none_or(|kept| kept.fits(**index) != Fits::No));
        indexes.filter_map(|index| Some(context.world.catalog.entries.get(*index)?.id.clone())).collect()
    }

    /// The marked entries side by side; one mark is held against the entry under the cursor.
    pub(super) fn compare(&self, context: &Context<'_>) -> Next {
        let mut ids = context.marks.clone();
        if let (1, Some(id)) = (ids.len(), self.place.entry.as_ref().filter(|id| !ids.contains(id))) {
            ids.push(id.clone());
        }
        if ids.len() < 2 {
            return Next::hint("comparing needs two: mark entries with space, then press c");
        }
        Next::Open(Route::Compare(ids))
    }
}
