//! How the shortlist looks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{LINES_EACH, Shortlist};
use crate::decide::Shortlisted;
use crate::tui::answer;
use crate::tui::kit::paint::{self, Cursor};
use crate::tui::layout;
use crate::tui::screen::browse::view::Scene;
use crate::tui::sign::{self, Sign};
use crate::tui::span::{Line, Role};

/// Draws the screen.
pub fn draw(shortlist: &Shortlist, scene: Scene<'_>, buffer: &mut Buffer) {
    let body = layout::frame(scene.size).body;
    let inner = Rect { x: body.x + 1, width: body.width.saturating_sub(2), ..body };
    let question = match &scene.world.decision.question {
        Some(question) => Line::new(Role::Title, question.as_str()),
        None => Line::new(Role::Dim, "no question written yet; w writes what is to be decided"),
    };
    paint::line(buffer, inner, 0, question, scene.theme);
    paint::rule(buffer, body, 1, scene.theme);
    let list = layout::shortlist(scene.size);
    if scene.world.decision.shortlist.is_empty() {
        let teach = "The shortlist is empty: go back with esc and press s on an entry.";
        paint::line(buffer, list, 0, Line::new(Role::Dim, teach), scene.theme);
        return;
    }
    let candidates = scene.world.decision.shortlist.iter().enumerate().skip(shortlist.window.top);
    for ((place, candidate), row) in candidates.zip((0..list.height).step_by(LINES_EACH)) {
        let [first, second] = lines(place, candidate, scene, usize::from(list.width));
        paint::line(buffer, list, row, first, scene.theme);
        paint::line(buffer, list, row + 1, second, scene.theme);
        if place == shortlist.window.cursor {
            paint::cursor(buffer, list, row, 1, Cursor::Here, scene.theme);
        }
    }
}

/// Rank, name and status; below them the verdict.
fn lines(place: usize, candidate: &Shortlisted, scene: Scene<'_>, cells: usize) -> [Line; 2] {
    let ascii = scene.theme.ascii;
    let rank = Line::new(Role::Dim, format!("{:>2}. ", place + 1));
    let verdict = match &candidate.verdict {
        Some(verdict) => Line::new(Role::Note, format!("    {verdict}")),
        None => Line::new(Role::Dim, "    no verdict yet; v writes one"),
    };
    let Some(entry) = scene.world.catalog.entry(&candidate.entry) else {
        let gone = format!("{} is not in this catalog", candidate.entry);
        return [rank.with(Role::Bad, gone), verdict];
    };
    let (sign, role) = sign::of_status(entry.status);
    let name = rank.with(role, format!("{} ", sign.text(ascii))).with(Role::Title, entry.name.as_str());
    let mut left = answer::with_origin(name, entry, &scene.world.catalog, cells / 2);
    if scene.world.notes.has_entry(&entry.id) {
        left.push(Role::Note, format!(" {}", Sign::Noted.text(ascii)));
    }
    let vendor = scene.world.catalog.vendor_name(entry).map(|name| format!("{name} · ")).unwrap_or_default();
    let mut right = Line::new(Role::Dim, vendor);
    right.append(answer::status(entry, ascii));
    [Line::spread(left, right, cells), verdict]
}
