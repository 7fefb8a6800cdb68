//! Help and palette in one: every command of the screen below, filterable, and run from here. The catalog's words
//! are the other part of the help.

use crate::tui::command::{self, Command, Row, Scope};
use crate::tui::key::Key;
use crate::tui::kit::edit::{Edited, Field};
use crate::tui::kit::list::{Clicked, Step, Window};
use crate::tui::layout;
use crate::tui::pointer::Pointer;
use crate::tui::route::{Next, Pick, Route};
use crate::tui::surface::{Behaviour, Context};

/// The list of commands.
#[derive(Clone, Debug)]
pub struct Palette {
    /// The screen whose commands they are.
    pub of: Scope,
    /// What is searched for.
    pub field: Field,
    /// The commands that fit.
    pub rows: Vec<&'static Row>,
    /// The one under the cursor.
    pub window: Window,
}

impl Palette {
    /// The commands of that scope.
    #[must_use]
    pub fn new(of: Scope) -> Self {
        Self { of, field: Field::line(""), rows: command::rows(of).collect(), window: Window::default() }
    }

    fn find(&mut self) {
        let wanted = self.field.text().to_lowercase();
        let fits = |row: &&Row| {
            let text = format!("{} {} {}", row.name, row.help, row.shown_keys()).to_lowercase();
            wanted.split_whitespace().all(|word| text.contains(word)) || named(row, &wanted).is_some()
        };
        self.rows = command::rows(self.of).filter(fits).collect();
        self.window = Window::default();
    }
}

/// The command, or what it would let the reader pick, where that is named behind it.
fn chosen(row: &Row, text: &str) -> Next {
    named(row, &text.to_lowercase()).unwrap_or(Next::Run(row.command))
}

/// What a text names behind the name of a command that lets the reader pick: `order gpu`.
fn named(row: &Row, text: &str) -> Option<Next> {
    let pick = Pick::of(row.command)?;
    let name = text.trim().strip_prefix(row.name)?.strip_prefix(' ')?.trim().to_owned();
    Some(Next::Named { pick, name })
}

impl Behaviour for Palette {
    fn scope(&self) -> Scope {
        Scope::Palette
    }

    fn run(&mut self, command: Command, context: &mut Context<'_>) -> Next {
        let step = match command {
            Command::Down => Step::By(1),
            Command::Up => Step::By(-1),
            Command::PageDown => Step::HalfPages(1),
            Command::PageUp => Step::HalfPages(-1),
            Command::SwitchPane => return Next::All(vec![Next::Back, Next::Open(Route::Words)]),
            Command::Accept => {
                return match self.rows.get(self.window.cursor) {
                    Some(row) => Next::All(vec![Next::Back, chosen(row, &self.field.text())]),
                    None => Next::hint("no command fits; backspace widens the search"),
                };
            }
            _ => return Next::Back,
        };
        self.window.step(step, self.rows.len(), layout::menu_lines(context.size));
        Next::Stay
    }

    fn typed(&mut self, key: Key, _context: &mut Context<'_>) -> Next {
        if self.field.key(key) == Edited::Text {
            self.find();
        }
        Next::Stay
    }

    fn paste(&mut self, text: &str, _context: &mut Context<'_>) -> Next {
        if self.field.paste(text) == Edited::Text {
            self.find();
        }
        Next::Stay
    }

    fn pointed(&mut self, Pointer { act, at }: Pointer, context: &mut Context<'_>) -> Next {
        let list = layout::menu_list(context.size, layout::HELP, self.rows.len());
        match self.window.point(act, layout::row_at(list, at), self.rows.len(), usize::from(list.height)) {
            Clicked::Again => self.run(Command::Accept, context),
            Clicked::Anew | Clicked::Nothing => Next::Stay,
        }
    }

    fn refresh(&mut self, context: &Context<'_>) {
        self.window.follow(self.rows.len(), layout::menu_lines(context.size));
    }
}
