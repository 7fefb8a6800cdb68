//! The terminal: taken, drawn on, lent, and given back on every way out.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};
use std::{mem, thread};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{Print, force_color_output};
use crossterm::terminal::{
    Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{clipboard, cursor, execute};

use super::canvas::Canvas;
use crate::base::text::SafeText;
use crate::cli::bars::Paper;
use crate::config::Config;
use crate::tui::model::Model;
use crate::tui::theme::{Colours, Theme};
use crate::tui::{view, waiting};

/// Whether there is a person at both ends. Where standard output takes what is picked, or standard input
/// brings the catalog, the terminal is reached by its own name.
#[must_use]
pub fn is_interactive(picks: bool, reads_catalog: bool) -> bool {
    let by_name = || controlling().is_ok();
    (io::stdin().is_terminal() || reads_catalog && by_name()) && (io::stdout().is_terminal() || picks && by_name())
}

/// The terminal by its own name.
///
/// # Errors
/// There is none.
pub fn controlling() -> io::Result<File> {
    File::options().read(true).write(true).open("/dev/tty")
}

/// Where the screen is drawn: standard output, unless that leads elsewhere.
fn out() -> Box<dyn Write + Send> {
    if io::stdout().is_terminal() {
        return Box::new(io::stdout());
    }
    controlling().map_or_else(|_| Box::new(io::stdout()) as Box<dyn Write + Send>, |terminal| Box::new(terminal))
}

/// What the terminal says that it can show: `NO_COLOR`, `TERM` and `COLORTERM`.
#[must_use]
pub fn colours() -> Colours {
    let says = |name: &str| std::env::var(name).unwrap_or_default();
    if !says("NO_COLOR").is_empty() || says("TERM") == "dumb" {
        return Colours::None;
    }
    match says("COLORTERM").as_str() {
        "truecolor" | "24bit" => Colours::True,
        _ => Colours::Sixteen,
    }
}

/// Whether the locale is one whose terminals show ambiguous characters two cells wide.
#[must_use]
pub fn wide_signs() -> bool {
    locale().is_some_and(|locale| ["zh", "ja", "ko"].iter().any(|language| locale.starts_with(language)))
}

/// The locale of characters, where one is set.
fn locale() -> Option<String> {
    let set = |name| std::env::var(name).ok().filter(|text| !text.is_empty());
    ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set)
}

/// What a command's text is written on: `COLUMNS`, or the terminal, or 80 columns where there is none.
#[must_use]
pub fn paper(config: &Config) -> Paper {
    let named = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
    let seen = || io::stdout().is_terminal().then(size)?.ok();
    let columns = named.or_else(|| seen().map(|(columns, _)| usize::from(columns))).unwrap_or(80);
    Paper { columns, ascii: config.ascii || wide_signs() || !locale().as_deref().is_none_or(is_utf8) }
}

fn is_utf8(locale: &str) -> bool {
    locale.to_ascii_lowercase().replace('-', "").contains("utf8")
}

/// Columns and rows. Standard output knows where it is the terminal; crossterm would open that by its name each time.
///
/// # Errors
/// The terminal does not say.
pub fn size() -> io::Result<(u16, u16)> {
    match rustix::termios::tcgetwinsize(io::stdout()) {
        Ok(size) => Ok((size.ws_col, size.ws_row)),
        Err(_) => crossterm::terminal::size(),
    }
}

/// The terminal while it is the program's.
pub struct Screen {
    canvas: Canvas<BufWriter<Box<dyn Write + Send>>>,
    /// Whether it reports the mouse.
    mouse: bool,
}

/// Presses and the wheel are reported, in numbers without an end. Mere moves are not: they would wake the program
/// while nothing happens.
const WITH_MOUSE: &str = "\x1b[?1000h\x1b[?1006h";
const WITHOUT_MOUSE: &str = "\x1b[?1006l\x1b[?1000l";

/// Held by whoever writes to the terminal, and for ever by who ends the program: a frame between the terminal's
/// return and the exit would be drawn over what the reader had there.
static TURN: Mutex<()> = Mutex::new(());
/// So long whoever writes has to finish. It may hang on a terminal that takes nothing, or be who ends the program.
const PATIENCE: Duration = Duration::from_millis(200);

fn turn() -> MutexGuard<'static, ()> {
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// The terminal cannot be set up; it is given back as far as it was taken.
    pub fn take() -> io::Result<Self> {
        // Without colours crossterm would reset weight and reversal, too; the theme leaves colours out itself.
        force_color_output(true);
        enter().inspect_err(|_| give_back())?;
        Ok(Self { canvas: canvas(), mouse: false })
    }

    /// Has the terminal report the mouse from now on.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn take_mouse(&mut self) -> io::Result<()> {
        self.mouse = true;
        let _turn = turn();
        execute!(self.canvas, Print(WITH_MOUSE))
    }

    /// Draws the model.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw(&mut self, model: &Model) -> io::Result<()> {
        let _turn = turn();
        self.canvas.draw(size()?, |frame| view(model, frame))
    }

    /// Says that something is being read.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw_waiting(&mut self, name: &SafeText, theme: &Theme) -> io::Result<()> {
        let _turn = turn();
        self.canvas.draw(size()?, |frame| {
            waiting(name, theme, frame);
            None
        })
    }

    /// Gives the terminal away for a while and takes it again.
    ///
    /// # Errors
    /// The terminal cannot be taken again.
    pub fn lend<T>(&mut self, to: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let result = to();
        enter()?;
        self.canvas = canvas();
        if self.mouse {
            self.take_mouse()?;
        }
        Ok(result)
    }

    /// Sends text to the terminal for the clipboard (OSC 52).
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let _turn = turn();
        execute!(self.canvas, clipboard::CopyToClipboard::to_clipboard_from(text))
    }
}

fn canvas() -> Canvas<BufWriter<Box<dyn Write + Send>>> {
    Canvas::new(BufWriter::with_capacity(1 << 16, out()))
}

fn enter() -> io::Result<()> {
    let _turn = turn();
    enable_raw_mode()?;
    execute!(out(), EnterAlternateScreen, Clear(ClearType::All), cursor::Hide, EnableBracketedPaste)
}

/// Gives the terminal back for good, from whatever thread: nothing is drawn any more.
pub fn end() {
    let since = Instant::now();
    while since.elapsed() < PATIENCE {
        match TURN.try_lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(1)),
            turn => {
                mem::forget(turn);
                break;
            }
        }
    }
    give_back();
}

/// Gives the terminal back as it was. Errors are of no use by then: a terminal that is gone needs nothing.
pub fn give_back() {
    let mut out = out();
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        DisableBracketedPaste,
        Print(WITHOUT_MOUSE),
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = disable_raw_mode();
    let _ = out.flush();
}
