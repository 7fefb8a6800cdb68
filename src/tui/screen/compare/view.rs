//! How comparing looks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Columns, Compare, Line as Shown, columns};
use crate::base::width::wrap;
use crate::catalog::{Criterion, Entry};
use crate::compare::{Cell, Head, Row, Standing};
use crate::tui::answer;
use crate::tui::kit::paint::{self, Cursor};
use crate::tui::layout;
use crate::tui::screen::browse::view::Scene;
use crate::tui::sign::{self, Sign};
use crate::tui::span::{Line, Role};

/// Draws the screen.
pub fn draw(compare: &Compare, scene: Scene<'_>, buffer: &mut Buffer) {
    let areas = layout::compare(scene.size);
    let shared = columns(areas.table.width, compare.entries.len());
    heads(compare, scene, shared, areas.heads, buffer);
    let above = Rect { y: areas.heads.bottom(), height: 1, ..areas.heads };
    paint::rule(buffer, above, 0, scene.theme);
    table(compare, scene, shared, areas.table, buffer);
    let below = Rect { y: areas.peek.y.saturating_sub(1), height: 1, ..areas.peek };
    paint::rule(buffer, below, 0, scene.theme);
    peek(compare, scene, areas.peek, buffer);
}

/// What is compared, for the title line.
#[must_use]
pub fn summary(compare: &Compare, scene: Scene<'_>) -> String {
    let shared = columns(layout::compare(scene.size).table.width, compare.entries.len());
    let mut words = Vec::new();
    if shared.count < compare.entries.len() {
        let last = compare.first_column + shared.count;
        words.push(format!("columns {}–{last} of {}", compare.first_column + 1, compare.entries.len()));
    } else {
        words.push(format!("{} columns", compare.entries.len()));
    }
    if let Some(matrix) = &compare.matrix {
        let differing = matrix.rows.iter().filter(|row| row.differs).count();
        let kind = if compare.only_differences { "only differences:" } else { "differing:" };
        words.push(format!("{kind} {differing} of {}", matrix.rows.len()));
    }
    words.join(" · ")
}

/// The part of a line that a column has, its gap left out.
fn column_area(area: Rect, shared: Columns, shown: usize) -> Rect {
    let x = area.x + shared.label + shared.cell * u16::try_from(shown).unwrap_or(0);
    Rect { x, width: shared.cell.saturating_sub(1), ..area }.intersection(area)
}

fn heads(compare: &Compare, scene: Scene<'_>, shared: Columns, area: Rect, buffer: &mut Buffer) {
    let ascii = scene.theme.ascii;
    let visible = compare.entries.iter().enumerate().skip(compare.first_column).take(shared.count);
    for (shown, (column, id)) in visible.enumerate() {
        let Some(entry) = scene.world.catalog.entry(id) else { continue };
        let part = column_area(area, shared, shown);
        paint::line(buffer, part, 0, head(entry, usize::from(part.width), scene), scene.theme);
        let below = if compare.baseline.as_ref() == Some(id) {
            Line::new(Role::Accent, "baseline")
        } else {
            let vendor = entry.vendor.as_ref().and_then(|vendor| scene.world.catalog.vendor(vendor));
            let mut line = Line::default();
            if scene.world.decision.position(id).is_some() {
                line.push(Role::Accent, format!("{} ", Sign::Shortlisted.text(ascii)));
            }
            line.with(Role::Dim, vendor.map_or("", |vendor| vendor.short_name().as_str()))
        };
        paint::line(buffer, part, 1, below, scene.theme);
        if column == compare.column {
            paint::cursor(buffer, part, 0, 1, Cursor::Resting, scene.theme);
        }
    }
    let more = (compare.first_column, compare.entries.len().saturating_sub(compare.first_column + shared.count));
    let hint = match more {
        (0, 0) => String::new(),
        (0, right) => format!(" {right} more {}", Sign::To.text(ascii)),
        (left, 0) => format!(" {left} before"),
        (left, right) => format!(" {left} before, {right} more"),
    };
    paint::line(buffer, Rect { width: shared.label, ..area }, 1, Line::new(Role::Dim, hint), scene.theme);
}

/// Sign and name; where the name is too long for the column, its short name.
fn head(entry: &Entry, cells: usize, scene: Scene<'_>) -> Line {
    let (sign, role) = sign::of_status(entry.status);
    let catalog = &scene.world.catalog;
    let taken = answer::left_to_origin(entry, catalog, cells);
    let fits = |name: &&str| crate::base::width::width(name) + 2 + taken <= cells;
    let short = entry.short_names.iter().map(|name| name.as_str()).find(|name| fits(name));
    let name = Some(entry.name.as_str()).filter(fits).or(short).unwrap_or(&entry.name);
    let line = Line::new(role, format!("{} ", sign.text(scene.theme.ascii))).with(Role::Title, name);
    answer::with_origin(line, entry, catalog, cells)
}

fn table(compare: &Compare, scene: Scene<'_>, shared: Columns, area: Rect, buffer: &mut Buffer) {
    if compare.lines.is_empty() {
        let teach = "No row differs; d shows all rows.";
        paint::line(buffer, Rect { x: area.x + 1, ..area }, 0, Line::new(Role::Dim, teach), scene.theme);
        return;
    }
    let visible = compare.lines.iter().enumerate().skip(compare.window.top).take(usize::from(area.height));
    for ((index, line), y) in visible.zip(0..) {
        let here = index == compare.window.cursor;
        let place = RowPlace { shared, here, area: Rect { y: area.y + y, height: 1, ..area } };
        match *line {
            Shown::Group(row) => {
                let group = compare.matrix_row(row).map_or("", |row| row.group.as_str());
                paint::line(buffer, place.area, 0, Line::new(Role::Heading, group), scene.theme);
            }
            Shown::Head(head) => {
                if let Some(head) = compare.matrix.as_ref().and_then(|matrix| matrix.heads.get(head)) {
                    draw_row(compare, scene, place, head.label, |column| head_cell(head, column), buffer);
                }
            }
            Shown::Row(row) => {
                if let Some(row) = compare.matrix_row(row) {
                    draw_row(compare, scene, place, &row.label, |column| cell(compare, scene, row, column), buffer);
                }
            }
        }
    }
    paint::scrollbar(buffer, area, compare.window.top, compare.lines.len(), scene.theme);
}

/// Where a row is drawn, and whether the cursor is in it.
#[derive(Clone, Copy)]
struct RowPlace {
    shared: Columns,
    here: bool,
    area: Rect,
}

fn draw_row(
    compare: &Compare,
    scene: Scene<'_>,
    RowPlace { shared, here, area }: RowPlace,
    name: &str,
    cells: impl Fn(usize) -> Line,
    buffer: &mut Buffer,
) {
    let role = if here { Role::Accent } else { Role::Label };
    let label = Rect { width: shared.label.saturating_sub(1), ..area };
    paint::line(buffer, label, 0, Line::new(role, format!(" {name}")), scene.theme);
    for shown in 0..shared.count {
        let column = compare.first_column + shown;
        let part = column_area(area, shared, shown);
        paint::line(buffer, part, 0, cells(column), scene.theme);
        if here && column == compare.column {
            paint::cursor(buffer, part, 0, 1, Cursor::Here, scene.theme);
        }
    }
}

fn head_cell(head: &Head, column: usize) -> Line {
    match head.cells.get(column) {
        Some(Some(text)) => Line::new(Role::Text, text.as_str()),
        _ => Line::new(Role::Dim, head.unknown()),
    }
}

/// The answer, how it stands against the baseline, and whether it is noted on or stale.
fn cell(compare: &Compare, scene: Scene<'_>, row: &Row, column: usize) -> Line {
    let ascii = scene.theme.ascii;
    let (Some(id), Some(cell)) = (compare.entries.get(column), row.cells.get(column)) else { return Line::default() };
    let fact = cell.fact();
    let against = if let Cell::Known(_, against) = cell { *against } else { None };
    let mut line = match against.map(|against| against.standing) {
        Some(Standing::Better) => Line::new(Role::Good, format!("{} ", Sign::Better.text(ascii))),
        Some(Standing::Worse) => Line::new(Role::Bad, format!("{} ", Sign::Worse.text(ascii))),
        _ => Line::default(),
    };
    if scene.world.notes.has_fact(id, &row.criterion) {
        line.push(Role::Note, format!("{} ", Sign::Noted.text(ascii)));
    }
    let stale = criterion(scene, row).zip(fact).is_some_and(|(known, fact)| fact.is_stale(known, scene.world.today));
    if stale {
        line.push(Role::Fair, format!("{} ", Sign::Stale.text(ascii)));
    }
    line.append(answer::value(fact, ascii));
    if let Some(times) = against.and_then(|against| against.times()) {
        line.push(Role::Dim, format!(" {times}"));
    }
    line
}

fn criterion<'a>(scene: Scene<'a>, row: &Row) -> Option<&'a Criterion> {
    scene.world.catalog.criterion(&row.criterion)
}

/// The cell under the cursor, whole.
fn peek(compare: &Compare, scene: Scene<'_>, area: Rect, buffer: &mut Buffer) {
    let row = match compare.lines.get(compare.window.cursor) {
        Some(Shown::Row(row)) => compare.matrix_row(*row),
        _ => None,
    };
    let Some(row) = row else {
        let teach = " Said of the entry itself; the rows below are facts with a source and a date.";
        return paint::line(buffer, area, 0, Line::new(Role::Dim, teach), scene.theme);
    };
    let Some(entry) = compare.entry().and_then(|id| scene.world.catalog.entry(id)) else { return };
    let Some(known) = criterion(scene, row) else { return };
    let ascii = scene.theme.ascii;
    let fact = entry.fact(&row.criterion);
    let head = Line::new(Role::Title, format!(" {}", entry.name)).with(Role::Dim, format!(" · {}", row.label));
    let dated = fact.map(|fact| answer::age(fact, known, scene.world.today, ascii)).unwrap_or_default();
    let cells = usize::from(area.width);
    paint::line(buffer, area, 0, Line::spread(head, dated.with(Role::Text, " "), cells), scene.theme);
    let text = match fact {
        None => format!("unknown. {}", known.about),
        Some(fact) => {
            let note = fact.note.as_ref().map(|note| format!(". {note}")).unwrap_or_default();
            format!("{}{note}", fact.value)
        }
    };
    let room = usize::from(area.height).saturating_sub(1);
    let mut lines = wrap(&text, cells.saturating_sub(2));
    let more = lines.len() > room;
    lines.truncate(room);
    if more && let Some(last) = lines.last_mut() {
        *last += " …";
    }
    for (line, y) in lines.into_iter().zip(1..) {
        let role = if fact.is_some() { Role::Text } else { Role::Dim };
        paint::line(buffer, area, y, Line::new(role, format!(" {line}")), scene.theme);
    }
}
