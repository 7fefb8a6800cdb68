//! How answers are spread: all that can be counted, or those to one criterion.

use super::{Page, Target, counted};
use crate::base::width::fit;
use crate::catalog::{Facet, Group, Outline};
use crate::query;
use crate::tui::screen::browse::tree::{Fits, Kept};
use crate::tui::span::{Line, Role};
use crate::world::World;

/// How the answers of the entries that a filter keeps are spread, of one facet or of all; every answer is a
/// condition to add to the filter.
#[must_use]
pub fn facets(world: &World, one: Option<&Facet>, kept: Option<&Kept>, cells: usize) -> Page {
    let mut page = Page::new(cells, world.config.ascii);
    let catalog = &world.catalog;
    let shown: Vec<usize> =
        (0..catalog.entries.len()).filter(|index| kept.is_none_or(|kept| kept.fits(*index) != Fits::No)).collect();
    page.push(Line::new(Role::Title, format!("Answers of {}", counted(shown.len(), "entry", "entries"))));
    let keys = if one.is_some() { "f shows all, F another" } else { "F shows one, f closes" };
    page.text(Role::Dim, &format!("enter filters, {keys}"), 0);
    for facet in one.map_or_else(|| Facet::all(catalog), |facet| vec![facet.clone()]) {
        page.heading(&facet.label(catalog));
        for group in Outline::new(catalog, &facet, &shown).groups {
            page.drawer(&facet, &group, shown.len());
        }
    }
    page
}

impl Page {
    /// An answer with a bar for its share of all, and how many gave it.
    fn drawer(&mut self, facet: &Facet, group: &Group, total: usize) {
        let count = group.all.len();
        let condition = format!("{}:{}", facet.field(), query::value_of(&group.drawer));
        let label_cells = (self.cells / 2).clamp(12, 32);
        let room = self.cells.saturating_sub(label_cells + 8);
        let filled = (count * room).div_ceil(total.max(1)).min(room);
        let bar = if self.ascii { "=" } else { "━" };
        let label = format!("{}{}", "  ".repeat(group.drawer.depth), group.drawer.label);
        let role = if group.drawer.is_known { Role::Text } else { Role::Dim };
        self.stop(Target::Condition(condition), |page| {
            let line = Line::new(role, fit(&label, label_cells)).with(Role::Text, format!("{count:>6}  "));
            page.push(line.with(Role::Accent, bar.repeat(filled)));
        });
    }
}
