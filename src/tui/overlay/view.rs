//! How the overlays look.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::choose::Choose;
use super::inspect::Inspect;
use super::note::NoteEditor;
use super::palette::Palette;
use super::pick::Picker;
use super::prompt::Prompt;
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
    let wide = choose.choices.iter().map(|choice| choice.line.width()).max().unwrap_or(0).max(choose.title.width());
    let columns = u16::try_from(wide + 6).unwrap_or(u16::MAX);
    let rows = u16::try_from(choose.choices.len() + 2).unwrap_or(u16::MAX);
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
    let rows = u16::try_from(picker.count() + 4).unwrap_or(u16::MAX).max(8);
    let footer = Line::new(Role::Dim, "type to find; enter takes it, esc leaves all as it is");
    let inner = paint::window(buffer, layout::dialog(scene.size, 64, rows), picker.title.clone(), footer, scene.theme);
    let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    if picker.count() == 0 {
        let teach = Line::new(Role::Dim, "Nothing fits; backspace widens the search.");
        paint::line(buffer, list, 0, teach, scene.theme);
    }
    let shown = picker.shown().enumerate().skip(picker.window.top).take(usize::from(list.height));
    for ((index, item), y) in shown.zip(0..) {
        paint::line(buffer, list, y, item.line.clone(), scene.theme);
        if index == picker.window.cursor {
            paint::cursor(buffer, list, y, 1, Cursor::Here, scene.theme);
        }
    }
    paint::scrollbar(buffer, Rect { width: list.width + 1, ..list }, picker.window.top, picker.count(), scene.theme);
    search_line(&picker.field, inner, scene, buffer)
}

/// The line that is typed in to find something in a list; where the terminal's cursor belongs.
fn search_line(field: &Field, inner: Rect, scene: Scene<'_>, buffer: &mut Buffer) -> (u16, u16) {
    let lead = Line::new(Role::Accent, format!("{} ", Sign::Prompt.text(scene.theme.ascii)));
    paint::line(buffer, inner, 0, lead, scene.theme);
    let area = Rect { x: inner.x + 2, width: inner.width.saturating_sub(2), height: 1, ..inner };
    field.draw(buffer, area, scene.theme)
}

/// Draws help and palette; where the terminal's cursor belongs.
pub fn palette(palette: &Palette, scene: Scene<'_>, buffer: &mut Buffer) -> (u16, u16) {
    let rows = u16::try_from(palette.rows.len() + 4).unwrap_or(u16::MAX).max(8);
    let area = layout::dialog(scene.size, 90, rows);
    let title = Line::new(Role::Title, "Keys").with(Role::Dim, format!(" · {}", palette.of.word()));
    let footer = Line::new(Role::Dim, "type to find; enter runs it");
    let inner = paint::window(buffer, area, title, footer, scene.theme);
    let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    if palette.rows.is_empty() {
        paint::line(
            buffer,
            list,
            0,
            Line::new(Role::Dim, "No command fits; backspace widens the search."),
            scene.theme,
        );
    }
    let shown = palette.rows.iter().enumerate().skip(palette.window.top).take(usize::from(list.height));
    for ((index, row), y) in shown.zip(0..) {
        paint::line(buffer, list, y, command(row), scene.theme);
        if index == palette.window.cursor {
            paint::cursor(buffer, list, y, 1, Cursor::Here, scene.theme);
        }
    }
    let bar = Rect { width: list.width + 1, ..list };
    paint::scrollbar(buffer, bar, palette.window.top, palette.rows.len(), scene.theme);
    search_line(&palette.field, inner, scene, buffer)
}

fn command(row: &Row) -> Line {
    Line::new(Role::Key, fit(&row.shown_keys(), 16))
        .with(Role::Text, format!(" {}", fit(row.name, 15)))
        .with(Role::Dim, format!(" {}", row.help))
}
