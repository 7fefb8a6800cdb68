//! Places and words: the model drawn, and nothing changed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::command::{self, Row};
use super::kit::paint;
use super::layout;
use super::model::Model;
use super::overlay::view as overlay;
use super::page::counted;
use super::route::{Toast, Tone};
use super::screen::browse::view::{self as browse, Scene};
use super::screen::{compare, shortlist};
use super::sign::Sign;
use super::span::{Line, Role};
use super::surface::Surface;
use super::theme::Theme;
use super::update::scope;

/// Draws everything; where the terminal's cursor belongs, if text is being typed.
#[must_use]
pub fn view(model: &Model, frame: &mut Buffer) -> Option<(u16, u16)> {
    let area = frame.area;
    let (columns, rows) = (area.width, area.height);
    if columns < layout::SMALLEST.0 || rows < layout::SMALLEST.1 {
        let words = format!("needs {}x{} cells", layout::SMALLEST.0, layout::SMALLEST.1);
        paint::line(frame, area, 0, Line::new(Role::Text, words), &model.theme);
        return None;
    }
    let scene = Scene { world: &model.world, marks: &model.marks, theme: &model.theme, size: (columns, rows) };
    let bottom = model.stack.iter().rposition(Surface::is_screen).unwrap_or(0);
    let mut cursor = None;
    for surface in model.stack.iter().skip(bottom) {
        cursor = draw(surface, scene, frame);
    }
    let places = layout::frame((columns, rows));
    title(model, scene, places.title, frame);
    bar(model, places.bar, frame);
    cursor
}

/// What is shown while a catalog is read.
pub fn waiting(name: &str, theme: &Theme, buffer: &mut Buffer) {
    let places = layout::frame((buffer.area.width, buffer.area.height));
    let title = Line::new(Role::Accent, " landfall").with(Role::Dim, "  ").with(Role::Title, name);
    paint::line(buffer, places.title, 0, title.cut(usize::from(places.title.width)), theme);
    paint::line(buffer, places.body, 0, Line::new(Role::Dim, " reading …"), theme);
    let bar = Line::new(Role::Text, " ").with(Role::Key, "q").with(Role::Dim, " leave");
    paint::line(buffer, places.bar, 0, bar, theme);
}

fn draw(surface: &Surface, scene: Scene<'_>, buffer: &mut Buffer) -> Option<(u16, u16)> {
    match surface {
        Surface::Browse(screen) => browse::draw(screen, scene, buffer),
        Surface::Compare(screen) => {
            compare::view::draw(screen, scene, buffer);
            None
        }
        Surface::Shortlist(screen) => {
            shortlist::view::draw(screen, scene, buffer);
            None
        }
        Surface::Inspect(fact) => {
            overlay::inspect(fact, scene, buffer);
            None
        }
        Surface::Choose(choice) => {
            overlay::choose(choice, scene, buffer);
            None
        }
        Surface::Note(note) => Some(overlay::note(note, scene, buffer)),
        Surface::Prompt(prompt) => Some(overlay::prompt(prompt, scene, buffer)),
        Surface::Palette(palette) => Some(overlay::palette(palette, scene, buffer)),
        Surface::Picker(picker) => Some(overlay::picker(picker, scene, buffer)),
        Surface::Words(words) => Some(overlay::words(words, scene, buffer)),
    }
}

/// Where one is, and what one has gathered.
fn title(model: &Model, scene: Scene<'_>, area: Rect, frame: &mut Buffer) {
    let screen = model.stack.iter().rfind(|surface| surface.is_screen());
    let place = match screen {
        Some(Surface::Compare(screen)) => format!("compare · {}", compare::view::summary(screen, scene)),
        Some(Surface::Shortlist(_)) => "shortlist".to_owned(),
        _ => model.world.catalog.title.to_string(),
    };
    let left = Line::new(Role::Accent, " landfall").with(Role::Dim, "  ").with(Role::Title, place);
    let mut words = Vec::new();
    if !model.marks.is_empty() {
        words.push(format!("{} {} marked", Sign::Marked.text(model.theme.ascii), model.marks.len()));
    }
    let listed = model.world.decision.shortlist.len();
    if listed > 0 {
        words.push(format!("{} shortlist {listed}", Sign::Shortlisted.text(model.theme.ascii)));
    }
    words.push(counted(model.world.catalog.entries.len(), "entry", "entries"));
    words.extend(model.world.catalog.as_of.map(|date| format!("as of {date}")));
    let wide = usize::from(area.width);
    while words.len() > 1 && words.join(" · ").chars().count() + left.width() + 3 > wide {
        words.pop();
    }
    let right = Line::new(Role::Dim, format!("{} ", words.join(" · ")));
    paint::line(frame, area, 0, Line::spread(left, right, wide), &model.theme);
}

/// What can be done here, or a word on what was done.
fn bar(model: &Model, area: Rect, frame: &mut Buffer) {
    let line = match &model.toast {
        Some(toast) => said(toast),
        None => hints(model, usize::from(area.width)),
    };
    paint::line(frame, area, 0, line, &model.theme);
}

fn said(toast: &Toast) -> Line {
    let role = match toast.tone {
        Tone::Done => Role::Good,
        Tone::Hint => Role::Accent,
        Tone::Failed => Role::Bad,
    };
    Line::new(role, format!(" {}", toast.text))
}

/// As many keys of what can be done here as there is room for, in the order of the table; help always.
fn hints(model: &Model, cells: usize) -> Line {
    let offered = |row: &&Row| model.stack.last().is_none_or(|surface| surface.behaviour().offers(row.command));
    let rows = command::rows(scope(model)).filter(offered);
    let rows: Vec<_> = rows.filter_map(|row| Some((row.shown_key(), row.bar?))).collect();
    let wide = |(key, word): &(String, &str)| key.chars().count() + word.chars().count() + 3;
    let last = rows.iter().position(|(_, word)| *word == "help");
    let reserved = last.and_then(|index| rows.get(index)).map_or(0, wide);
    let mut line = Line::new(Role::Text, " ");
    let mut left = cells.saturating_sub(1 + reserved);
    let ends = last.into_iter().filter_map(|index| rows.get(index));
    let others = rows.iter().enumerate().filter(|(index, _)| Some(*index) != last).map(|(_, row)| row);
    let fitting = others.take_while(|row| {
        let fits = wide(row) <= left;
        left = left.saturating_sub(wide(row));
        fits
    });
    for (key, word) in fitting.chain(ends) {
        line.push(Role::Key, key.as_str());
        line.push(Role::Dim, format!(" {word}  "));
    }
    line
}
