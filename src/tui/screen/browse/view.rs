//! How browsing looks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use smol_str::format_smolstr;

use super::arrangement::{self, Arrangement};
use super::filter::Offer;
use super::tree::{Fits, Row};
use super::{Browse, Focus, Pane};
use crate::base::width::{fit, width};
use crate::catalog::{Column, Entry, EntryId, Group, Status};
use crate::query::{Candidate, Flaw};
use crate::tui::answer;
use crate::tui::kit::paint::{self, Cursor};
use crate::tui::layout;
use crate::tui::page::counted;
use crate::tui::sign::{self, Sign};
use crate::tui::span::{Line, Role};
use crate::tui::theme::Theme;
use crate::world::World;

/// What the drawing needs beside the screen's own state.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// Catalog, notes, decision.
    pub world: &'a World,
    /// Entries marked for comparing.
    pub marks: &'a [EntryId],
    /// Colours and signs.
    pub theme: &'a Theme,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
}

/// Draws the screen; where the terminal's cursor belongs, if text is being typed.
pub fn draw(browse: &Browse, scene: Scene<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let areas = browse.areas(scene.size);
    let cursor = filter_bar(browse, scene, areas.filter, buffer);
    let body = layout::frame(scene.size).body;
    paint::rule(buffer, body, 1, scene.theme);
    status_counts(browse, scene, Rect { x: body.x + 3, width: body.width.saturating_sub(6), ..body }, buffer);
    if let Some(area) = areas.heads {
        let heads =
            browse.arrangement.columns.iter().map(|column| Line::new(Role::Dim, column.label(&scene.world.catalog)));
        let right = side_by_side(heads, usize::from(area.width));
        let hidden = browse.arrangement.columns.len().saturating_sub(columns_shown(usize::from(area.width)));
        let left = if hidden > 0 { format!(" … {hidden} more") } else { String::new() };
        paint::line(
            buffer,
            area,
            0,
            Line::spread(Line::new(Role::Dim, left), right, usize::from(area.width)),
            scene.theme,
        );
    }
    tree(browse, scene, areas.tree, buffer);
    paint::divider(buffer, areas.tree.right(), Rect { height: areas.pane.height, ..areas.pane }, scene.theme);
    let edge = Rect { width: areas.tree.width + 1, ..areas.tree };
    paint::scrollbar(buffer, edge, browse.window.top, browse.rows.len(), scene.theme);
    pane(&browse.pane, browse.focus == Focus::Pane, scene, areas.pane, buffer);
    if let Some(area) = areas.aside {
        paint::divider(buffer, area.x.saturating_sub(2), area, scene.theme);
        pane(&browse.aside, browse.focus == Focus::Aside, scene, area, buffer);
    }
    if let Some(offer) = browse.filter.offer.as_ref().filter(|_| browse.focus == Focus::Filter) {
        candidates(browse, offer, scene, areas.filter, buffer);
    }
    cursor
}

/// What the word at the cursor may become, in a box below it.
fn candidates(browse: &Browse, offer: &Offer, scene: Scene<'_>, bar: Rect, buffer: &mut Buffer) {
    /// More would hide too many of the hits below.
    const MOST: usize = 6;
    let all = &offer.completion.candidates;
    let room = usize::from(layout::frame(scene.size).body.height).saturating_sub(3);
    let rows = all.len().min(MOST).min(room);
    let widest = |of: fn(&Candidate) -> &str| all.iter().map(|candidate| width(of(candidate))).max().unwrap_or(0);
    let (texts, abouts) = (widest(|candidate| &candidate.text).min(40), widest(|candidate| &candidate.about).min(36));
    let before = width(browse.filter.text().get(..offer.completion.span.start).unwrap_or(""));
    let wide = u16::try_from((texts + abouts + 12).max(26)).unwrap_or(u16::MAX).min(bar.width.saturating_sub(2));
    let x = (bar.x + 1 + u16::try_from(before).unwrap_or(u16::MAX)).min(bar.right().saturating_sub(wide + 1));
    let area = Rect { x, y: bar.y + 1, width: wide, height: u16::try_from(rows + 2).unwrap_or(u16::MAX) };
    let more = all.len().saturating_sub(rows);
    let footer = if more > 0 { format!("{more} more; type on") } else { String::new() };
    let inner = paint::window(buffer, area, Line::default(), Line::new(Role::Dim, footer), scene.theme);
    let top = (offer.choice + 1).saturating_sub(rows);
    for ((at, candidate), y) in all.iter().enumerate().skip(top).take(rows).zip(0..) {
        let left = Line::new(Role::Key, fit(&candidate.text, texts)).with(Role::Dim, format!("  {}", candidate.about));
        let count = Line::new(Role::Text, candidate.count.map(|count| count.to_string()).unwrap_or_default());
        paint::line(buffer, inner, y, Line::spread(left, count, usize::from(inner.width)), scene.theme);
        if at == offer.choice {
            paint::cursor(buffer, inner, y, 1, Cursor::Here, scene.theme);
        }
    }
}

fn filter_bar(browse: &Browse, scene: Scene<'_>, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let theme = scene.theme;
    let text = browse.filter.text();
    let typing = browse.focus == Focus::Filter;
    let lead =
        Line::new(if typing { Role::Accent } else { Role::Dim }, format!(" {} ", Sign::Prompt.text(theme.ascii)));
    paint::line(buffer, area, 0, lead, theme);
    let right = summary(browse, scene);
    let room = area.width.saturating_sub(u16::try_from(right.width()).unwrap_or(0) + 5);
    let field = Rect { x: area.x + 3, width: room, ..area };
    let status = Rect { x: field.right() + 1, width: area.right().saturating_sub(field.right() + 2), ..area };
    paint::line(buffer, status, 0, right, theme);
    if text.is_empty() && !typing {
        let teach = "press / to filter: words, status:active, …; ? there shows what can be asked";
        paint::line(buffer, field, 0, Line::new(Role::Dim, teach), theme);
        return None;
    }
    let cursor = browse.filter.field.draw(buffer, field, theme);
    for flaw in browse.filter.flaws.iter().filter(|_| browse.filter.offer.is_none()) {
        let from = width(text.get(..flaw.span.start).unwrap_or(""));
        let cells = width(text.get(flaw.span.clone()).unwrap_or(""));
        paint::underline(buffer, field, 0, from, cells, Role::Bad, theme);
    }
    typing.then_some(cursor)
}

/// What the filter found, or what is wrong with it.
fn summary(browse: &Browse, scene: Scene<'_>) -> Line {
    let total = scene.world.catalog.entries.len();
    if flaw(browse).is_some() {
        return Line::new(Role::Bad, "not sound yet; the last hits stay");
    }
    if browse.filter.is_running() {
        return Line::new(Role::Dim, format!("searching {total} entries"));
    }
    match &browse.filter.found {
        None => Line::new(Role::Dim, counted(total, "entry", "entries")),
        Some(found) => {
            let line = Line::new(Role::Text, format!("{} of {total}", found.hits.len()));
            match found.unknown.len() {
                0 => line,
                unknown if browse.arrangement.keeps_unknown => line.with(Role::Fair, format!(" + {unknown} unknown")),
                unknown => line.with(Role::Dim, format!(" · {unknown} unknown, v keeps them")),
            }
        }
    }
}

/// What is wrong with the filter. What is half typed and can be completed is not wrong yet.
fn flaw(browse: &Browse) -> Option<&Flaw> {
    browse.filter.flaws.first().filter(|_| browse.filter.offer.is_none())
}

/// How many of the entries that are kept are alive, ending, gone; on the rule below the filter.
fn status_counts(browse: &Browse, scene: Scene<'_>, area: Rect, buffer: &mut Buffer) {
    if let Some(flaw) = flaw(browse) {
        let hint = flaw.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
        let line = Line::new(Role::Bad, format!(" {}{hint} ", flaw.message)).cut(usize::from(area.width));
        return paint::line(buffer, area, 1, line, scene.theme);
    }
    let arranged = arranged(browse, scene);
    let room = usize::from(area.width);
    let whole = counts(browse, scene, true);
    let line = if whole.width() + arranged.width() < room { whole } else { counts(browse, scene, false) };
    let fit = |cells: usize| u16::try_from(cells).unwrap_or(u16::MAX).min(area.width);
    let cells = line.width();
    paint::line(buffer, Rect { width: fit(cells), ..area }, 1, line.cut(room), scene.theme);
    let wide = fit(arranged.width());
    if cells + arranged.width() < room {
        paint::line(buffer, Rect { x: area.right() - wide, width: wide, ..area }, 1, arranged, scene.theme);
    }
}

/// How many there are of each status; the words are left out where there is no room for them.
fn counts(browse: &Browse, scene: Scene<'_>, in_words: bool) -> Line {
    let mut line = Line::default();
    for status in Status::ALL {
        let count = browse.counts.get(status as usize).copied().unwrap_or(0);
        if count > 0 {
            let (sign, role) = sign::of_status(status);
            line.push(role, format!(" {} ", sign.text(scene.theme.ascii)));
            line.push(Role::Text, count.to_string());
            let word = if in_words { format!(" {} ", status.word()) } else { " ".to_owned() };
            line.push(Role::Dim, word);
        }
    }
    line
}

/// How the tree is arranged, where it is not as it was in the beginning.
fn arranged(browse: &Browse, scene: Scene<'_>) -> Line {
    let (now, plain) = (&browse.arrangement, Arrangement::default());
    let catalog = &scene.world.catalog;
    let group = match &now.group {
        group if *group == plain.group => None,
        Some(facet) => Some(format!("by {}", facet.label(catalog))),
        None => Some("ungrouped".to_owned()),
    };
    let order = (now.order != plain.order).then(|| format!("ordered by {}", now.order.label(catalog)));
    let words: Vec<String> = group.into_iter().chain(order).collect();
    if words.is_empty() { Line::default() } else { Line::new(Role::Dim, format!(" {} ", words.join(", "))) }
}

fn tree(browse: &Browse, scene: Scene<'_>, area: Rect, buffer: &mut Buffer) {
    if browse.rows.is_empty() {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let lines = crate::base::width::wrap(nothing(browse, scene), usize::from(inner.width));
        for (row, line) in lines.into_iter().enumerate() {
            paint::line(buffer, inner, u16::try_from(row).unwrap_or(0), Line::new(Role::Dim, line), scene.theme);
        }
        return;
    }
    let shown = browse.rows.iter().enumerate().skip(browse.window.top).take(usize::from(area.height));
    for ((index, row), y) in shown.zip(0..) {
        let line = tree_row(browse, scene, row, usize::from(area.width));
        paint::line(buffer, area, y, line, scene.theme);
        if index == browse.window.cursor {
            let kind = if matches!(browse.focus, Focus::Tree | Focus::Filter) { Cursor::Here } else { Cursor::Resting };
            paint::cursor(buffer, area, y, 1, kind, scene.theme);
        }
    }
}

/// Why the tree is empty, and what to do about it.
fn nothing(browse: &Browse, scene: Scene<'_>) -> &'static str {
    let undecided = browse.filter.found.as_ref().is_some_and(|found| !found.unknown.is_empty());
    match (scene.world.catalog.entries.is_empty(), undecided) {
        (true, _) => "The catalog has no entries.",
        (false, true) => "Nothing is known to match; v keeps what is unknown, esc clears the filter.",
        (false, false) => "Nothing matches; esc clears the filter.",
    }
}

fn tree_row(browse: &Browse, scene: Scene<'_>, row: &Row, cells: usize) -> Line {
    let group = |at: usize| browse.outline.as_ref().and_then(|outline| outline.groups.get(at));
    match row {
        Row::Group { at, shown, open } => match group(*at) {
            Some(group) => group_row(browse, scene, group, (*shown, *open), cells),
            None => Line::default(),
        },
        Row::Entry { index, group: at, fits } => match scene.world.catalog.entries.get(*index) {
            Some(entry) => {
                let depth = at.and_then(group).map_or(0, |group| group.drawer.depth + 1);
                entry_row(browse, scene, (entry, *fits), depth, cells)
            }
            None => Line::default(),
        },
    }
}

fn group_row(browse: &Browse, scene: Scene<'_>, group: &Group, (shown, open): (usize, bool), cells: usize) -> Line {
    let fold = if open { Sign::Open } else { Sign::Folded };
    let total = group.all.len();
    let count = if browse.filter.kept.is_some() { format!("{shown}/{total} ") } else { format!("{total} ") };
    let indent = " ".repeat(group.drawer.depth * 2 + 1);
    let left = Line::new(Role::Dim, format!("{indent}{} ", fold.text(scene.theme.ascii)));
    Line::spread(left.with(Role::Heading, group.drawer.label.as_str()), Line::new(Role::Dim, count), cells)
}

fn entry_row(browse: &Browse, scene: Scene<'_>, (entry, fits): (&Entry, Fits), depth: usize, cells: usize) -> Line {
    let ascii = scene.theme.ascii;
    let marked = scene.marks.contains(&entry.id);
    let lead = if marked { Sign::Marked.text(ascii) } else { " " };
    let (status, role) = sign::of_status(entry.status);
    let mut left = Line::new(Role::Accent, format_smolstr!("{lead}{:1$}", "", depth * 2));
    // What the filter leaves out shows no sign: colour alone would not tell it from what is gone.
    left.push(role, format_smolstr!("{} ", if fits == Fits::No { " " } else { status.text(ascii) }));
    if fits == Fits::No {
        left.push(Role::Dim, &entry.name);
    } else {
        let lit = browse.filter.query.as_ref().map(|query| query.lit(&entry.name)).unwrap_or_default();
        lit_name(entry, &lit, &mut left);
    }
    let mut signs = Line::default();
    if fits == Fits::Unknown {
        signs.push(Role::Fair, format!(" {}", Sign::Unknown.text(ascii)));
    }
    if scene.world.decision.position(&entry.id).is_some() {
        signs.push(Role::Accent, format!(" {}", Sign::Shortlisted.text(ascii)));
    }
    if scene.world.notes.has_entry(&entry.id) {
        signs.push(Role::Note, format!(" {}", Sign::Noted.text(ascii)));
    }
    let columns = columns(browse, scene, entry, cells);
    let room = cells.saturating_sub(columns.width() + signs.width() + 1);
    let mut left = answer::with_origin(left, entry, &scene.world.catalog, room);
    left.append(signs);
    Line::spread(left, columns, cells)
}

/// Cells that a name keeps before columns are shown beside it.
const NAME: usize = 18;

/// What stands beside a name. One column takes what it needs, several stand under their heads.
fn columns(browse: &Browse, scene: Scene<'_>, entry: &Entry, cells: usize) -> Line {
    let cell = |column: &Column| arrangement::cell(column, entry, &scene.world.catalog, scene.theme.ascii);
    if let [only] = browse.arrangement.columns.as_slice() {
        let cell = cell(only).cut(usize::from(layout::COLUMN) - 2);
        let fits = cell.width() > 0 && cells > NAME + cell.width();
        return if fits { cell.with(Role::Text, " ") } else { Line::default() };
    }
    let unknown = || answer::value(None, scene.theme.ascii);
    let said = |cell: Line| if cell.width() == 0 { unknown() } else { cell };
    side_by_side(browse.arrangement.columns.iter().map(|column| said(cell(column))), cells)
}

/// How many columns there is room for beside a name.
fn columns_shown(cells: usize) -> usize {
    cells.saturating_sub(NAME) / usize::from(layout::COLUMN)
}

/// As many cells as there is room for, each as wide as a column.
fn side_by_side(columns: impl Iterator<Item = Line>, cells: usize) -> Line {
    let wide = usize::from(layout::COLUMN);
    let mut line = Line::default();
    for column in columns.take(columns_shown(cells)) {
        let column = column.cut(wide - 1);
        let gap = wide - column.width();
        line.append(column);
        line.push(Role::Text, " ".repeat(gap));
    }
    line
}

/// The name with the letters lit that the filter matched.
fn lit_name(entry: &Entry, lit: &[usize], line: &mut Line) {
    let role = if entry.status == Status::Retired { Role::Gone } else { Role::Text };
    if lit.is_empty() {
        return line.push(role, &entry.name);
    }
    let mut run = String::new();
    let mut run_lit = false;
    for (position, character) in entry.name.chars().enumerate() {
        let is_lit = lit.contains(&position);
        if is_lit != run_lit && !run.is_empty() {
            line.push(if run_lit { Role::Lit } else { role }, std::mem::take(&mut run));
        }
        run_lit = is_lit;
        run.push(character);
    }
    line.push(if run_lit { Role::Lit } else { role }, run);
}

fn pane(pane: &Pane, focused: bool, scene: Scene<'_>, area: Rect, buffer: &mut Buffer) {
    let shown = pane.page.lines.iter().skip(pane.top).take(usize::from(area.height));
    for (line, y) in shown.zip(0..) {
        paint::line(buffer, area, y, line, scene.theme);
    }
    if focused && let Some((first, last)) = pane.cursor_lines() {
        let from = first.max(pane.top);
        let to = (last + 1).min(pane.top + usize::from(area.height));
        if from < to {
            let row = |line: usize| u16::try_from(line).unwrap_or(u16::MAX);
            paint::cursor(buffer, area, row(from - pane.top), row(to - from), Cursor::Here, scene.theme);
        }
    }
    let bar = Rect { width: area.width + 1, ..area };
    paint::scrollbar(buffer, bar, pane.top, pane.page.lines.len(), scene.theme);
}
