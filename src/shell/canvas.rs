//! What is sent to the terminal: the changed cells of a frame, in as few bytes as show the same.
//!
//! Over a slow line bytes are what a reader waits for. Two things cost most of them: moving the cursor over a
//! few cells that stayed as they were, which are written again instead, and colours of blanks, which nobody
//! sees.

use std::io::{self, Write};
use std::mem;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::{Backend as _, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::base::width::width;

/// Writing this many cells again is shorter than moving over them.
const GAP: u16 = 6;

/// What shows on a blank.
const ON_BLANKS: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// A terminal, and what it shows.
pub struct Canvas<W: Write> {
    terminal: CrosstermBackend<W>,
    /// Nothing before the first frame, which is waited for: a start does without a second buffer.
    shown: Option<Shown>,
    /// Where the next frame is drawn; blank.
    next: Buffer,
    /// What that changes; empty, with the room that it took before.
    update: Update,
}

/// Cells as they are to be written, with their places.
type Update = Vec<(u16, u16, Cell)>;

/// A frame that was sent.
struct Shown {
    frame: Buffer,
    cursor: Option<(u16, u16)>,
}

impl<W: Write> Canvas<W> {
    /// On a terminal that shows nothing, and no cursor.
    pub fn new(writer: W) -> Self {
        Self { terminal: CrosstermBackend::new(writer), shown: None, next: Buffer::default(), update: Vec::new() }
    }

    /// Draws a frame of so many columns and rows, as one update that no terminal shows half. `paint` says where
    /// the cursor belongs, if it is to be seen.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw(
        &mut self,
        (width, height): (u16, u16),
        paint: impl FnOnce(&mut Buffer) -> Option<(u16, u16)>,
    ) -> io::Result<()> {
        self.next.resize(Rect { x: 0, y: 0, width, height });
        let cursor = paint(&mut self.next);
        queue!(self.terminal, BeginSynchronizedUpdate)?;
        match &self.shown {
            Some(shown) if shown.frame.area == self.next.area => {
                update(&shown.frame, &self.next, &mut self.update);
                self.terminal.draw(self.update.iter().map(|(x, y, cell)| (*x, *y, cell)))?;
            }
            shown => {
                if shown.is_some() {
                    queue!(self.terminal, Clear(ClearType::All))?;
                }
                self.terminal.draw(written(&self.next))?;
            }
        }
        let before = self.shown.take();
        match (before.as_ref().and_then(|shown| shown.cursor), cursor) {
            (None, None) => {}
            (Some(_), None) => queue!(self.terminal, Hide)?,
            (_, Some((x, y))) => queue!(self.terminal, MoveTo(x, y), Show)?,
        }
        queue!(self.terminal, EndSynchronizedUpdate)?;
        Write::flush(&mut self.terminal)?;
        let frame = mem::replace(&mut self.next, before.map(|shown| shown.frame).unwrap_or_default());
        self.shown = Some(Shown { frame, cursor });
        // Now, while nobody waits, for the next frame.
        self.next.reset();
        self.update.clear();
        Ok(())
    }
}

/// What a frame writes on an empty screen.
fn written(frame: &Buffer) -> impl Iterator<Item = (u16, u16, &Cell)> {
    let mut covered = 0;
    let places = (0..frame.area.height).flat_map(|y| (0..frame.area.width).map(move |x| (x, y)));
    places.zip(&frame.content).filter_map(move |((x, y), cell)| {
        if covered > 0 {
            covered -= 1;
            return None;
        }
        if *cell == Cell::EMPTY {
            return None;
        }
        covered = width(cell.symbol()).saturating_sub(1);
        Some((x, y, cell))
    })
}

/// The cells that changed, with those in small gaps between them, as they are to be written.
fn update(shown: &Buffer, next: &Buffer, update: &mut Update) {
    for (x, y, cell) in shown.diff_iter(next) {
        if let Some((from, gap)) = update.last().and_then(|last| gap(next, last, (x, y))) {
            update.extend((from..).zip(gap).map(|(x, cell)| (x, y, cell)));
        }
        let look = update.last().map_or_else(|| cell.clone(), |(_, _, before)| seen_after(cell, before));
        update.push((x, y, look));
    }
}

/// What stands between the cell that was written last and the next one, where writing it again is short:
/// single cells that look alike.
fn gap(next: &Buffer, (x, y, last): &(u16, u16, Cell), to: (u16, u16)) -> Option<(u16, Vec<Cell>)> {
    let from = x + 1;
    if *y != to.1 || to.0 <= from || to.0 - from > GAP || width(last.symbol()) != 1 {
        return None;
    }
    let between: Vec<Cell> =
        (from..to.0).map(|x| next.cell((x, *y)).map(|cell| seen_after(cell, last))).collect::<Option<_>>()?;
    between.iter().all(|cell| width(cell.symbol()) == 1 && looks_like(cell, last)).then_some((from, between))
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

impl<W: Write> Write for Canvas<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.terminal.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.terminal)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use proptest::prelude::*;
    use ratatui::style::{Color, Style};

    use super::*;

    const AREA: Rect = Rect { x: 0, y: 0, width: 24, height: 3 };

    /// No wide character has something on its second half: whoever draws over one sees to that.
    fn settle(frame: &mut Buffer) {
        for right in 1..frame.content.len() {
            if frame.content[right].symbol() != " " && width(frame.content[right - 1].symbol()) > 1 {
                frame.content[right - 1].set_symbol(" ");
            }
        }
    }

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
            settle(&mut buffer);
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
            let (mut plain, mut spared) = (screen(AREA.width, AREA.height), screen(AREA.width, AREA.height));
            let (mut terminal, mut canvas) = (CrosstermBackend::new(&mut plain), Canvas::new(&mut spared));
            let mut before = Buffer::empty(AREA);
            for frame in frames {
                terminal.draw(before.diff_iter(&frame)).unwrap();
                before = frame.clone();
                canvas.draw((AREA.width, AREA.height), |next| {
                    *next = frame;
                    None
                }).unwrap();
            }
            for (place, (plain, spared)) in seen(plain.screen()).iter().zip(seen(spared.screen())).enumerate() {
                prop_assert_eq!(plain, &spared, "at {}", place);
            }
        }
    }

    /// A terminal that other hands may resize, too.
    #[derive(Clone)]
    struct Terminal(Rc<RefCell<vt100::Parser>>);

    impl Write for Terminal {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn screen(columns: u16, rows: u16) -> vt100::Parser {
        vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0)
    }

    fn fill(canvas: &mut Canvas<Terminal>, (columns, rows): (u16, u16), letter: &str, cursor: Option<(u16, u16)>) {
        let paint = |frame: &mut Buffer| {
            for y in 0..rows {
                frame.set_string(0, y, letter.repeat(columns.into()), Style::new());
            }
            cursor
        };
        canvas.draw((columns, rows), paint).unwrap();
    }

    #[test]
    fn a_screen_of_another_size_is_drawn_whole() {
        let terminal = Terminal(Rc::new(RefCell::new(screen(4, 2))));
        let mut canvas = Canvas::new(terminal.clone());
        fill(&mut canvas, (4, 2), "a", None);
        terminal.0.borrow_mut().screen_mut().set_size(3.try_into().unwrap(), 3.try_into().unwrap());
        fill(&mut canvas, (3, 3), " ", None);
        assert_eq!(terminal.0.borrow().screen().contents(), "", "letters of the frame before");
    }

    #[test]
    fn the_cursor_is_shown_where_it_belongs_and_hidden_again() {
        let terminal = Terminal(Rc::new(RefCell::new(screen(4, 2))));
        let mut canvas = Canvas::new(terminal.clone());
        fill(&mut canvas, (4, 2), "a", Some((3, 1)));
        let cursor = || (terminal.0.borrow().screen().hide_cursor(), terminal.0.borrow().screen().cursor_position());
        assert_eq!(cursor(), (false, (1, 3)));
        fill(&mut canvas, (4, 2), "b", None);
        assert!(cursor().0);
    }
}
