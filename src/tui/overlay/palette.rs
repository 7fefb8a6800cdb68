//! Help and palette in one: every command of the screen below, filterable, and run from here. The catalog's words
//! are the other part of the help.

use crate::tui::command::{self, Command, Row, Scope};
use crate::tui::key::Key;
use crate::tui::kit::edit::{Edited, Field};
use crate::tui::kit::list::{Step, Window};
use crate::tui::layout;
use crate::tui::route::{Next, Route};
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
            wanted.split_whitespace().all(|word| text.contains(word))
        };
        self.rows = command::rows(self.of).filter(fits).collect();
        self.window = Window::default();
    }
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
                let chosen = self.rows.get(self.window.cursor).map(|row| row.command);
                return match chosen {
                    Some(command) => Next::All(vec![Next::Back, Next::Run(command)]),
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

    fn refresh(&mut self, context: &Context<'_>) {
        self.window.follow(self.rows.len(), layout::menu_lines(context.size));
    }
}
