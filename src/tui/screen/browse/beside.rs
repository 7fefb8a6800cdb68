//! What stands beside the tree: the page of the thing under the cursor, or facets.

use super::{Beside, Browse, Focus, Place};
use crate::tui::layout;
use crate::tui::page::{self, Page};
use crate::tui::surface::Context;

/// Pages made before they are asked for: a page takes longer than anything else that a move shows.
///
/// They hold until the next message, which may change what stands on them, and only a mere move may use them.
#[derive(Debug)]
pub struct Ahead {
    place: Place,
    areas: layout::Browse,
    pages: (Page, Page),
}

impl Browse {
    /// Where its parts stand. Facets are one list, and have no second half.
    pub(super) fn areas(&self, size: (u16, u16)) -> layout::Browse {
        let areas = layout::browse(size, self.arrangement.columns.len());
        if self.shows_facets() { areas.without_aside() } else { areas }
    }

    /// Makes the page of the next row in the direction of the last move. Nothing that is shown changes.
    pub fn look_ahead(&mut self, context: &Context<'_>) {
        self.spent = Default::default();
        if self.ahead.is_some() || self.focus != Focus::Tree || self.beside != Beside::Page {
            return;
        }
        let row = self.window.cursor.checked_add_signed(self.heading).and_then(|row| self.rows.get(row));
        let Some(place) = row.map(|row| self.place_of(row, &context.world.catalog)) else { return };
        let areas = self.areas(context.size);
        let pages = self.pages(&place, context, areas);
        self.ahead = Some(Ahead { place, areas, pages });
    }

    pub(super) fn shown_page(&mut self, context: &Context<'_>) {
        let areas = self.areas(context.size);
        let is_move = std::mem::take(&mut self.is_move);
        let ahead = self.ahead.take().filter(|ahead| is_move && ahead.place == self.place && ahead.areas == areas);
        let showing = (self.beside.clone(), self.place.clone());
        let same = self
            .shown
            .as_ref()
            .is_some_and(|(beside, place)| *beside == self.beside && (self.shows_facets() || *place == self.place));
        let cells = usize::from(areas.pane.width);
        if self.shows_facets() && same && self.facets == Some(cells) {
            return;
        }
        self.facets = self.shows_facets().then_some(cells);
        let (pane, aside) = match ahead {
            Some(ahead) => ahead.pages,
            None => self.pages(&self.place, context, areas),
        };
        let height = areas.pane.height;
        self.spent = (self.pane.show(pane, same, height), self.aside.show(aside, same, height));
        self.shown = Some(showing);
    }

    /// What stands in the pane, and in its second half where there is one.
    fn pages(&self, place: &Place, context: &Context<'_>, areas: layout::Browse) -> (Page, Page) {
        let world = context.world;
        let cells = usize::from(areas.pane.width);
        let aside_cells = areas.aside.map_or(cells, |aside| usize::from(aside.width));
        if let Beside::Facets(one) = &self.beside {
            return (page::facets(world, one.as_ref(), self.filter.kept.as_ref(), cells), Page::default());
        }
        if let Some(entry) = place.entry.as_ref().and_then(|id| world.catalog.entry(id)) {
            let (page, aside) = page::entry(world, entry, (cells, aside_cells));
            return if areas.aside.is_some() { (page, aside) } else { (page.append(aside), Page::default()) };
        }
        let group = place.group.as_ref().and_then(|word| {
            let outline = self.outline.as_ref()?;
            outline.groups.get(outline.position(word)?)
        });
        let page =
            group.zip(self.arrangement.group.as_ref()).map(|(group, facet)| page::group(world, facet, group, cells));
        (page.unwrap_or_default(), Page::default())
    }
}
