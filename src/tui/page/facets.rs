//! How answers are spread: all that can be counted, or those to one criterion.

use super::{Page, Target, counted};
use crate::base::text::SafeText;
use crate::base::width::fit;
use crate::catalog::{Catalog, Criterion, Facet, Group, Outline};
use crate::query::{self, Answer};
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
        match spread_by(catalog, &facet) {
            Some(criterion) => page.most_of(&query::spread(criterion, &shown, catalog), shown.len()),
            None => {
                let groups = Outline::new(catalog, &facet, &shown).groups;
                groups.iter().for_each(|group| page.answer_of(&answer(&facet, group), shown.len(), WORD));
            }
        }
    }
    page
}

/// The criterion of a facet whose answers are no words.
fn spread_by<'c>(catalog: &'c Catalog, facet: &Facet) -> Option<&'c Criterion> {
    let Facet::Criterion(id) = facet else { return None };
    catalog.criterion(id).filter(|criterion| query::can_be_spread(criterion))
}

/// The answer that is one of a few words.
fn answer(facet: &Facet, Group { drawer, all, .. }: &Group) -> Answer {
    Answer {
        label: SafeText::line(&format!("{}{}", "  ".repeat(drawer.depth), drawer.label)),
        is_known: drawer.is_known,
        condition: format!("{}:{}", facet.field(), query::value_of(drawer)),
        count: all.len(),
    }
}

/// Cells of a word at most, and of a text.
const WORD: usize = 32;
const TEXT: usize = 64;
/// Answers of texts and numbers that are shown: those that most give. Of a thousand the last tell nothing.
const MOST: usize = 200;

impl Page {
    fn most_of(&mut self, answers: &[Answer], total: usize) {
        let (known, unknown): (Vec<&Answer>, Vec<&Answer>) = answers.iter().partition(|answer| answer.is_known);
        known.iter().take(MOST).for_each(|answer| self.answer_of(answer, total, TEXT));
        if let Some(more) = known.len().checked_sub(MOST).filter(|more| *more > 0) {
            self.text(Role::Dim, &format!("… and {}", counted(more, "other answer", "other answers")), 0);
        }
        unknown.iter().for_each(|answer| self.answer_of(answer, total, TEXT));
    }

    /// An answer with a bar for its share of all, and how many gave it.
    fn answer_of(&mut self, answer: &Answer, total: usize, widest: usize) {
        let Answer { label, is_known, condition, count } = answer;
        let label_cells = (self.cells / 2).clamp(12, widest);
        let room = self.cells.saturating_sub(label_cells + 8);
        let filled = (count * room).div_ceil(total.max(1)).min(room);
        let bar = if self.ascii { "=" } else { "━" };
        let role = if *is_known { Role::Text } else { Role::Dim };
        self.stop(Target::Condition(condition.clone()), |page| {
            let line = Line::new(role, fit(label, label_cells)).with(Role::Text, format!("{count:>6}  "));
            page.push(line.with(Role::Accent, bar.repeat(filled)));
        });
    }
}
