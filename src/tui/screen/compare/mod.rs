//! Entries side by side.

pub mod view;

use crate::base::text::SafeText;
use crate::catalog::{Criterion, CriterionId, EntryId, Fact};
use crate::compare::{Matrix, Row};
use crate::effect::Effect;
use crate::tui::command::{Command, Scope};
use crate::tui::kit::list::{Step, Window};
use crate::tui::layout;
use crate::tui::pointer::{Act, Pointer};
use crate::tui::route::{Next, Route};
use crate::tui::screen::browse::{ask_for_export, fact_in_words, open, toggle_shortlist};
use crate::tui::surface::{Behaviour, Context};

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A heading, by the first row of its group.
    Group(usize),
    /// What is known of the entries without asking a criterion.
    Head(usize),
    /// A row of the matrix.
    Row(usize),
}

/// The comparing screen.
#[derive(Debug)]
pub struct Compare {
    // What the reader chose.
    entries: Vec<EntryId>,
    baseline: Option<EntryId>,
    only_differences: bool,
    row: Option<CriterionId>,
    column: usize,
    // What follows from it.
    matrix: Option<Matrix>,
    lines: Vec<Line>,
    window: Window,
    first_column: usize,
}

/// The narrowest column of answers; below that a table is no longer read but guessed.
const NARROWEST: u16 = 13;
/// The widest; more room goes to more columns.
const WIDEST: u16 = 64;

/// How the width of the table is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Cells of the labels.
    pub label: u16,
    /// Cells of each answer, with the gap before it.
    pub cell: u16,
    /// How many answers fit.
    pub count: usize,
}

/// Shares `width` among labels and `entries` columns.
#[must_use]
pub fn columns(width: u16, entries: usize) -> Columns {
    let label = (width * 3 / 16).clamp(12, 26);
    let room = width.saturating_sub(label);
    let wanted = u16::try_from(entries.max(1)).unwrap_or(u16::MAX);
    let cell = (room / wanted).clamp(NARROWEST, WIDEST).min(room.max(1));
    Columns { label, cell, count: usize::from(room / cell.max(1)).clamp(1, entries.max(1)) }
}

impl Compare {
    /// These entries, in this order.
    #[must_use]
    pub fn new(entries: Vec<EntryId>) -> Self {
        Self {
            entries,
            baseline: None,
            only_differences: false,
            row: None,
            column: 0,
            matrix: None,
            lines: Vec::new(),
            window: Window::default(),
            first_column: 0,
        }
    }

    /// The entry of the column under the cursor.
    fn entry(&self) -> Option<&EntryId> {
        self.entries.get(self.column)
    }

    /// The criterion of the row under the cursor, as the catalog knows it.
    fn criterion<'a>(&self, context: &Context<'a>) -> Option<&'a Criterion> {
        match self.lines.get(self.window.cursor)? {
            Line::Row(row) => context.world.catalog.criterion(&self.matrix_row(*row)?.criterion),
            Line::Group(_) | Line::Head(_) => None,
        }
    }

    fn step(&mut self, step: Step, context: &Context<'_>) {
        let height = usize::from(layout::compare(context.size).table.height);
        let before = self.window.cursor;
        self.window.step(step, self.lines.len(), height);
        if matches!(self.lines.get(self.window.cursor), Some(Line::Group(_))) {
            // Headings are passed over in the direction of travel.
            let onward = if self.window.cursor < before && self.window.cursor > 0 { -1 } else { 1 };
            self.window.step(Step::By(onward), self.lines.len(), height);
        }
        self.remember_row();
    }

    fn remember_row(&mut self) {
        self.row = match self.lines.get(self.window.cursor) {
            Some(Line::Row(row)) => self.matrix_row(*row).map(|row| row.criterion.clone()),
            _ => None,
        };
    }

    fn matrix_row(&self, index: usize) -> Option<&Row> {
        self.matrix.as_ref()?.rows.get(index)
    }

    fn move_column(&mut self, by: isize) {
        let to = self.column.saturating_add_signed(by).min(self.entries.len().saturating_sub(1));
        if to != self.column {
            self.entries.swap(self.column, to);
            self.column = to;
        }
    }

    fn remove(&mut self) -> Next {
        if self.entries.len() <= 2 {
            return Next::hint("comparing needs two; esc goes back to the tree");
        }
        if self.column < self.entries.len() {
            let gone = self.entries.remove(self.column);
            self.baseline = self.baseline.take().filter(|baseline| *baseline != gone);
        }
        Next::Stay
    }

    fn toggle_baseline(&mut self) {
        let here = self.entry().cloned();
        self.baseline = if self.baseline == here { None } else { here };
    }

    fn note(&self, context: &Context<'_>) -> Next {
        match self.entry() {
            Some(entry) => {
                let on = self.criterion(context).map(|criterion| criterion.id.clone());
                Next::Open(Route::Note { entry: entry.clone(), on })
            }
            None => Next::Stay,
        }
    }

    fn act(&self, command: Command, context: &Context<'_>) -> Next {
        let Some(entry) = self.entry().and_then(|id| context.world.catalog.entry(id)) else { return Next::Stay };
        let criterion = self.criterion(context).map(|criterion| criterion.id.clone());
        match (command, criterion) {
            (Command::Enter, Some(criterion)) => Next::Open(Route::Inspect { entry: entry.id.clone(), criterion }),
            (Command::OpenLink, Some(criterion)) => open(
                entry.name.clone(),
                entry
                    .fact(&criterion)
                    .and_then(Fact::source)
                    .map(|source| (criterion_label(context, &criterion), source.clone()))
                    .into_iter()
                    .collect(),
            ),
            (Command::Copy, Some(criterion)) => Next::Do(Effect::Copy(fact_in_words(context.world, entry, &criterion))),
            (Command::EditOutside, _) => Next::Do(Effect::EditOutside { entry: entry.id.clone() }),
            (Command::Shortlist, _) => toggle_shortlist(context.world, entry),
            (Command::OpenShortlist, _) => Next::Open(Route::Shortlist),
            (Command::Export, _) => ask_for_export(context.world),
            (Command::Enter | Command::OpenLink | Command::Copy, None) => {
                Next::hint("this row is said of the entry itself; facts stand below")
            }
            _ => Next::Stay,
        }
    }

    fn scroll_columns(&mut self, context: &Context<'_>) {
        let fit = columns(layout::compare(context.size).table.width, self.entries.len()).count;
        if self.column < self.first_column {
            self.first_column = self.column;
        }
        if self.column >= self.first_column + fit {
            self.first_column = self.column + 1 - fit;
        }
        self.first_column = self.first_column.min(self.entries.len().saturating_sub(fit));
    }
}

fn criterion_label(context: &Context<'_>, id: &CriterionId) -> SafeText {
    context.world.catalog.criterion(id).map(|criterion| criterion.label.clone()).unwrap_or_default()
}

/// The lines of the table: what is known anyway, then the rows under the headings of their groups.
fn lines(matrix: &Matrix, only_differences: bool) -> Vec<Line> {
    let heads = matrix.heads.iter().enumerate();
    let mut lines: Vec<Line> =
        heads.filter(|(_, head)| head.differs || !only_differences).map(|(index, _)| Line::Head(index)).collect();
    let mut group = None;
    for (index, row) in matrix.rows.iter().enumerate().filter(|(_, row)| row.differs || !only_differences) {
        if group != Some(&row.group) {
            lines.push(Line::Group(index));
            group = Some(&row.group);
        }
        lines.push(Line::Row(index));
    }
    lines
}

impl Behaviour for Compare {
    fn scope(&self) -> Scope {
        Scope::Compare
    }

    fn run(&mut self, command: Command, context: &mut Context<'_>) -> Next {
        if let Some(step) = command.step() {
            self.step(step, context);
            return Next::Stay;
        }
        match command {
            Command::Left => self.column = self.column.saturating_sub(1),
            Command::Right => self.column = (self.column + 1).min(self.entries.len().saturating_sub(1)),
            Command::MoveEarlier => self.move_column(-1),
            Command::MoveLater => self.move_column(1),
            Command::Differences => self.only_differences = !self.only_differences,
            Command::Baseline => self.toggle_baseline(),
            Command::Remove => return self.remove(),
            Command::Note => return self.note(context),
            Command::Back => return Next::Back,
            other => return self.act(other, context),
        }
        Next::Stay
    }

    fn pointed(&mut self, pointer: Pointer, context: &mut Context<'_>) -> Next {
        if let Act::Scroll(lines) = pointer.act {
            self.step(Step::By(lines), context);
        }
        Next::Stay
    }

    fn refresh(&mut self, context: &Context<'_>) {
        let matrix = Matrix::new(&context.world.catalog, &self.entries, self.baseline.as_ref());
        self.lines = lines(&matrix, self.only_differences);
        let wanted = self.row.as_ref().and_then(|criterion| {
            let has = |line: &Line| matches!(line, Line::Row(row) if matrix.rows.get(*row).is_some_and(|row| row.criterion == *criterion));
            self.lines.iter().position(has)
        });
        let first = || self.lines.iter().position(|line| matches!(line, Line::Row(_))).unwrap_or(0);
        let fresh = self.matrix.is_none();
        self.window.cursor = wanted.unwrap_or_else(|| if fresh { first() } else { self.window.cursor });
        self.matrix = Some(matrix);
        self.window.follow(self.lines.len(), usize::from(layout::compare(context.size).table.height));
        self.remember_row();
        self.scroll_columns(context);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_width_and_never_exceed_it() {
        for width in 40..220 {
            for entries in 2..12 {
                let shared = columns(width, entries);
                let used = shared.label + shared.cell * u16::try_from(shared.count).expect("few");
                assert!(used <= width, "{width} {entries} {shared:?}");
                assert!(shared.count >= 1 && shared.count <= entries);
            }
        }
    }

    #[test]
    fn a_small_terminal_shows_five_columns() {
        assert_eq!(columns(80, 5), Columns { label: 15, cell: 13, count: 5 });
    }
}
