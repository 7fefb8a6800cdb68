//! What is sent to the terminal: the changed cells of a frame, in as few bytes as show the same.
//!
//! Over a slow line bytes are what a reader waits for. Two things cost most of them: moving the cursor over a
//! few cells that stayed as they were, which are written again instead, and colours of blanks, which nobody
//! sees.

use std::io::{self, Write};

use crossterm::cursor::Hide;
use crossterm::queue;
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Modifier;

use crate::base::width::width;

/// Writing this many cells again is shorter than moving over them.
const GAP: u16 = 6;

/// What shows on a blank.
const ON_BLANKS: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// Draws on a terminal as crossterm does, with what is known of its screen.
pub struct Sparing<W: Write> {
    terminal: CrosstermBackend<W>,
    /// What it shows, as far as that is known; nothing before the second frame, because the first one has nothing
    /// to spare and is waited for.
    shown: Option<Buffer>,
    fresh: bool,
}

/// A cell of which it is not known what it shows.
const UNKNOWN: Cell = Cell::new("");

impl<W: Write> Sparing<W> {
    /// On a terminal that shows nothing.
    pub fn new(writer: W) -> Self {
        Self { terminal: CrosstermBackend::new(writer), shown: None, fresh: true }
    }

    /// The changed cells, with those in small gaps between them, as they are to be written.
    fn update<'a>(&mut self, changed: impl Iterator<Item = (u16, u16, &'a Cell)>) -> Vec<(u16, u16, Cell)> {
        let mut update: Vec<(u16, u16, Cell)> = Vec::new();
        for (x, y, cell) in changed {
            if let Some((from, gap)) = update.last().and_then(|last| self.gap(last, (x, y))) {
                update.extend((from..).zip(gap).map(|(x, cell)| (x, y, cell)));
            }
            let look = update.last().map_or_else(|| cell.clone(), |(_, _, before)| seen_after(cell, before));
            update.push((x, y, look));
            self.remember((x, y), cell);
        }
        update
    }

    /// What a wide character covers is gone.
    fn remember(&mut self, (x, y): (u16, u16), cell: &Cell) {
        let covers = width(cell.symbol()) > 1;
        for (x, part) in [(x, Some(cell)), (x + 1, covers.then_some(&Cell::EMPTY))] {
            if let Some((shown, part)) = self.shown().cell_mut((x, y)).zip(part) {
                shown.clone_from(part);
            }
        }
    }

    /// What stands between the cell that was written last and the next one, where writing it again is short:
    /// single cells that look alike.
    fn gap(&self, (x, y, last): &(u16, u16, Cell), to: (u16, u16)) -> Option<(u16, Vec<Cell>)> {
        let from = x + 1;
        if *y != to.1 || to.0 <= from || to.0 - from > GAP || width(last.symbol()) != 1 {
            return None;
        }
        let between = (from..to.0).map(|x| self.shown.as_ref()?.cell((x, *y)).map(|cell| seen_after(cell, last)));
        let between: Vec<Cell> = between.collect::<Option<_>>()?;
        between.iter().all(|cell| width(cell.symbol()) == 1 && looks_like(cell, last)).then_some((from, between))
    }

    /// The terminal shows nothing.
    fn forget(&mut self) {
        self.shown = None;
        self.fresh = true;
    }

    fn shown(&mut self) -> &mut Buffer {
        self.shown.get_or_insert_with(|| {
            let Size { width, height } = self.terminal.size().unwrap_or_default();
            Buffer::filled(Rect { x: 0, y: 0, width, height }, UNKNOWN)
        })
    }
}

/// The cell as it is written after another one: a blank takes over all that does not show on it.
fn seen_after(cell: &Cell, before: &Cell) -> Cell {
    let mut seen = cell.clone();
    if cell.symbol() == " " && cell.bg == before.bg && !(cell.modifier | before.modifier).intersects(ON_BLANKS) {
        seen.fg = before.fg;
        seen.modifier = before.modifier;
        seen.underline_color = before.underline_color;
    }
    seen
}

fn looks_like(cell: &Cell, other: &Cell) -> bool {
    let look = |cell: &Cell| (cell.fg, cell.bg, cell.underline_color, cell.modifier);
    look(cell) == look(other)
}

impl<W: Write> Write for Sparing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.terminal.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.terminal)
    }
}

impl<W: Write> Backend for Sparing<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        if std::mem::take(&mut self.fresh) {
            return self.terminal.draw(content);
        }
        let update = self.update(content);
        self.terminal.draw(update.iter().map(|(x, y, cell)| (*x, *y, cell)))
    }

    /// Without sending it: the end of the frame does.
    fn hide_cursor(&mut self) -> io::Result<()> {
        queue!(self.terminal, Hide)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.terminal.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.terminal.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.terminal.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.forget();
        self.terminal.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.forget();
        self.terminal.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.terminal.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.terminal)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::{Color, Style};

    use super::*;

    const AREA: Rect = Rect { x: 0, y: 0, width: 24, height: 3 };

    /// A frame of short pieces of text, each in a look of its own.
    fn frame(letters: &'static str, looks: Vec<Modifier>, grounds: Vec<Color>) -> impl Strategy<Value = Buffer> {
        let colour = prop::sample::select(vec![Color::Reset, Color::Red, Color::Rgb(1, 2, 3)]);
        let look = (prop::sample::select(looks), colour, prop::sample::select(grounds));
        let style = look.prop_map(|(look, fg, bg)| Style::new().fg(fg).bg(bg).add_modifier(look));
        let piece = ((0..AREA.width, 0..AREA.height), letters, style);
        prop::collection::vec(piece, 0..12).prop_map(|pieces| {
            let mut buffer = Buffer::empty(AREA);
            for ((x, y), text, style) in pieces {
                buffer.set_string(x, y, text, style);
            }
            buffer
        })
    }

    /// Some frames after each other. Half a wide character that is left over takes the ground of what is written
    /// beside it, whoever writes; so there are either wide characters or grounds.
    fn frames() -> impl Strategy<Value = Vec<Buffer>> {
        let plain = vec![Modifier::empty(), Modifier::BOLD];
        let any = [plain.clone(), vec![Modifier::REVERSED, Modifier::UNDERLINED]].concat();
        let wide = prop::collection::vec(frame("[ab 日é…]{0,9}", plain, vec![Color::Reset]), 1..5);
        let narrow = prop::collection::vec(frame("[ab é…]{0,9}", any, vec![Color::Reset, Color::Blue]), 1..5);
        prop_oneof![wide, narrow]
    }

    /// What a reader sees of a cell.
    type Seen = (String, vt100::Color, bool, bool, Option<(vt100::Color, bool, bool)>);

    fn seen(screen: &vt100::Screen) -> Vec<Option<Seen>> {
        let cells = (0..AREA.height).flat_map(|y| (0..AREA.width).map(move |x| (y, x)));
        cells
            .map(|(y, x)| {
                let cell = screen.cell(y, x)?;
                let blank = cell.contents().trim().is_empty();
                let letter = (!blank).then(|| (cell.fgcolor(), cell.bold(), cell.dim()));
                let text = cell.contents().trim().to_owned();
                Some((text, cell.bgcolor(), cell.inverse(), cell.underline(), letter))
            })
            .collect()
    }

    proptest! {
        #[test]
        fn the_screen_shows_what_it_would_show_without_sparing(frames in frames()) {
            let screen = || vt100::Parser::new(AREA.height.try_into().unwrap(), AREA.width.try_into().unwrap(), 0);
            let (mut plain, mut spared) = (screen(), screen());
            let (mut terminal, mut sparing) = (CrosstermBackend::new(&mut plain), Sparing::new(&mut spared));
            (sparing.shown, sparing.fresh) = (Some(Buffer::empty(AREA)), false);
            let mut before = Buffer::empty(AREA);
            for frame in frames {
                let changed = before.diff(&frame);
                terminal.draw(changed.iter().copied()).unwrap();
                sparing.draw(changed.iter().copied()).unwrap();
                before = frame;
            }
            for (place, (plain, spared)) in seen(plain.screen()).iter().zip(seen(spared.screen())).enumerate() {
                prop_assert_eq!(plain, &spared, "at {}", place);
            }
        }
    }
}
