//! How the overlays look.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::choose::Choose;
use super::inspect::Inspect;
use super::note::NoteEditor;
use super::palette::Palette;
use super::pick::Picker;
use super::prompt::Prompt;
use super::words::Words;
use crate::base::width::{fit, wrap};
use crate::tui::command::Row;
use crate::tui::kit::edit::Field;
use crate::tui::kit::paint::{self, Cursor};
use crate::tui::layout;
use crate::tui::screen::browse::view::Scene;
use crate::tui::sign::Sign;
use crate::tui::span::{Line, Role};

/// Draws a fact.
pub fn inspect(inspect: &Inspect, scene: Scene<'_>, buffer: &mut Buffer) {
    let width = layout::dialog(scene.size, 84, 1).width;
    let cells = usize::from(width.saturating_sub(4));
    let mut lines = Vec::new();
    for (role, text) in inspect.paragraphs(scene.world) {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.extend(wrap(&text, cells).into_iter().map(|line| Line::new(role, line)));
    }
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let area = layout::dialog(scene.size, 84, height);
    let inner = paint::window(buffer, area, inspect.title(scene.world), Line::default(), scene.theme);
    for (line, y) in lines.into_iter().take(usize::from(inner.height)).zip(0..) {
        paint::line(buffer, inner, y, line, scene.theme);
    }
}

/// Draws the note editor; where the terminal's cursor belongs.
pub fn note(note: &NoteEditor, scene: Scene<'_>, buffer: &mut Buffer) -> (u16, u16) {
    let catalog = &scene.world.catalog;
    let name = catalog.entry(&note.entry).map_or(note.entry.as_str(), |entry| entry.name.as_str());
    let mut title = Line::new(Role::Dim, "Note on ").with(Role::Title, name);
    if let Some(criterion) = note.on.as_ref().and_then(|id| catalog.criterion(id)) {
        title.push(Role::Dim, " · ");
        title.push(Role::Title, criterion.label.as_str());
    }
    let footer = match (&note.problem, note.is_dirty()) {
        (Some(problem), _) => Line::new(Role::Bad, problem.as_str()),
        (None, true) => Line::new(Role::Fair, "not saved yet"),
        (None, false) => Line::new(Role::Dim, "Markdown, kept in your workspace"),
    };
    let inner = paint::window(buffer, layout::editor(scene.size), title, footer, scene.theme);
    note.field.draw(buffer, inner, scene.theme)
}

/// Draws a line of text; where the terminal's cursor belongs.
pub fn prompt(prompt: &Prompt, scene: Scene<'_>, buffer: &mut Buffer) -> (u16, u16) {
    let title = Line::new(Role::Title, prompt.title(scene.world));
    let area = layout::dialog(scene.size, 76, 3);
    let inner = paint::window(buffer, area, title, Line::default(), scene.theme);
    prompt.field.draw(buffer, inner, scene.theme)
}

/// Draws a choice.
pub fn choose(choose: &Choose, scene: Scene<'_>, buffer: &mut Buffer) {
    let (columns, rows) = choose.size();
    let area = layout::dialog(scene.size, columns, rows);
    let inner = paint::window(buffer, area, choose.title.clone(), Line::default(), scene.theme);
    let shown = choose.choices.iter().enumerate().skip(choose.window.top).take(usize::from(inner.height));
    for ((index, choice), y) in shown.zip(0..) {
        paint::line(buffer, inner, y, choice.line.clone(), scene.theme);
        if index == choose.window.cursor {
            paint::cursor(buffer, inner, y, 1, Cursor::Here, scene.theme);
        }
    }
}

/// Draws a list to pick from; where the terminal's cursor belongs.
pub fn picker(picker: &Picker, scene: Scene<'_>, buffer: &mut Buffer) -> (u16, u16) {
    let menu = Menu::new(picker.title.clone(), picker.keys(), (layout::HELP, picker.count()), scene, buffer);
    if picker.count() == 0 {
        paint::line(buffer, menu.list, 0, Line::new(Role::Dim, picker.nothing()), scene.theme);
    }
    let shown = picker.shown().enumerate().skip(picker.window.top).take(usize::from(menu.list.height));
    for ((index, item), y) in shown.zip(0..) {
        paint::line(buffer, menu.list, y, item.line.clone(), scene.theme);
        if index == picker.window.cursor {
            paint::cursor(buffer, menu.list, y, 1, Cursor::Here, scene.theme);
        }
    }
    menu.finish(picker.window.top, picker.count(), &picker.field, scene, buffer)
}

/// Draws help and palette; where the terminal's cursor belongs.
pub fn palette(palette: &Palette, scene: Scene<'_>, buffer: &mut Buffer) -> (u16, u16) {
    let title = Line::new(Role::Title, "Keys").with(Role::Dim, format!(" · {}", palette.of.word()));
    let hint = "type to find; enter runs it; tab shows the catalog's words";
    let menu = Menu::new(title, hint, (layout::HELP, palette.rows.len()), scene, buffer);
    let list = menu.list;
    if palette.rows.is_empty() {
        let words = Line::new(Role::Dim, "No command fits; backspace widens the search.");
        paint::line(buffer, list, 0, words, scene.theme);
    }
    let shown = palette.rows.iter().enumerate().skip(palette.window.top).take(usize::from(list.height));
    for ((index, row), y) in shown.zip(0..) {
        paint::line(buffer, list, y, command(row), scene.theme);
        if index == palette.window.cursor {
            paint::cursor(buffer, list, y, 1, Cursor::Here, scene.theme);
        }
    }
    menu.finish(palette.window.top, palette.rows.len(), &palette.field, scene, buffer)
}

/// Draws the catalog's words; where the terminal's cursor belongs.
pub fn words(words: &Words, scene: Scene<'_>, buffer: &mut Buffer) -> (u16, u16) {
    let title = Line::new(Role::Title, "Words").with(Role::Dim, format!(" · {}", scene.world.catalog.title));
    let hint = "type to find; tab shows the keys";
    let menu = Menu::new(title, hint, (layout::HELP, words.lines.len()), scene, buffer);
    if words.lines.is_empty() {
        let none = if words.field.text().is_empty() {
            "This catalog explains no words."
        } else {
            "No word fits; backspace widens the search."
        };
        paint::line(buffer, menu.list, 0, Line::new(Role::Dim, none), scene.theme);
    }
    let shown = words.lines.iter().skip(words.top).take(usize::from(menu.list.height));
    for (line, y) in shown.zip(0..) {
        paint::line(buffer, menu.list, y, line.clone(), scene.theme);
    }
    menu.finish(words.top, words.lines.len(), &words.field, scene, buffer)
}

/// A box with a line to type in, and what is found below it.
struct Menu {
    line: Rect,
    list: Rect,
}

impl Menu {
    /// The empty box, of so many columns at most and with room for so many lines.
    fn new(title: Line, hint: &str, (columns, lines): (u16, usize), scene: Scene<'_>, buffer: &mut Buffer) -> Self {
        let area = layout::menu(scene.size, columns, lines);
        let inner = paint::window(buffer, area, title, Line::new(Role::Dim, hint), scene.theme);
        let list = layout::menu_list(scene.size, columns, lines);
        Self { line: Rect { height: 1.min(inner.height), ..inner }, list }
    }

    /// The bar at the list's edge and the line that is typed in, which has the terminal's cursor.
    fn finish(&self, top: usize, total: usize, field: &Field, scene: Scene<'_>, buffer: &mut Buffer) -> (u16, u16) {
        let bar = Rect { width: self.list.width + 1, ..self.list };
        paint::scrollbar(buffer, bar, top, total, scene.theme);
        let lead = Line::new(Role::Accent, format!("{} ", Sign::Prompt.text(scene.theme.ascii)));
        paint::line(buffer, self.line, 0, lead, scene.theme);
        let typed = Rect { x: self.line.x + 2, width: self.line.width.saturating_sub(2), ..self.line };
        field.draw(buffer, typed, scene.theme)
    }
}

fn command(row: &Row) -> Line {
    Line::new(Role::Key, fit(&row.shown_keys(), 16))
        .with(Role::Text, format!(" {}", fit(row.name, 15)))
        .with(Role::Dim, format!(" {}", row.help))
}
