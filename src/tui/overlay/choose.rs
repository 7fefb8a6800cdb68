//! One of several: a link to open, or what to do with unsaved text.

use crate::effect::Effect;
use crate::tui::command::{Command, Scope};
use crate::tui::kit::list::{Clicked, Step, Window};
use crate::tui::layout;
use crate::tui::pointer::Pointer;
use crate::tui::route::Next;
use crate::tui::span::Line;
use crate::tui::surface::{Behaviour, Context};

/// What may be chosen, and what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As it is shown.
    pub line: Line,
    /// What happens when it is taken.
    pub next: Answer,
}

/// What a choice leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Something of the world.
    Do(Effect),
    /// The unsaved text is saved, and then what was asked for goes on.
    SaveAnd {
        /// Leave the program afterwards.
        quit: bool,
    },
    /// The unsaved text is given up.
    Discard {
        /// Leave the program afterwards.
        quit: bool,
    },
    /// Nothing: go on as before.
    Stay,
}

/// A list to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choose {
    /// What is asked.
    pub title: Line,
    /// The choices.
    pub choices: Vec<Choice>,
    /// The one under the cursor.
    pub window: Window,
}

impl Choose {
    /// A question with its answers.
    #[must_use]
    pub fn new(title: Line, choices: Vec<Choice>) -> Self {
        Self { title, choices, window: Window::default() }
    }

    /// Columns and rows of its box, where there is room for them.
    #[must_use]
    pub fn size(&self) -> (u16, u16) {
        let wide = self.choices.iter().map(|choice| choice.line.width()).max().unwrap_or(0).max(self.title.width());
        let short = |length: usize| u16::try_from(length).unwrap_or(u16::MAX);
        (short(wide + 6), short(self.choices.len() + 2))
    }

    fn take(&self) -> Next {
        let Some(choice) = self.choices.get(self.window.cursor) else { return Next::Back };
        match choice.next.clone() {
            Answer::Do(effect) => Next::All(vec![Next::Back, Next::Do(effect)]),
            Answer::SaveAnd { quit } => Next::All(vec![Next::Back, Next::SaveUnsaved { quit }]),
            Answer::Discard { quit: true } => Next::All(vec![Next::Do(Effect::DropDraft), Next::Do(Effect::Quit)]),
            Answer::Discard { quit: false } => Next::All(vec![Next::Back, Next::Do(Effect::DropDraft), Next::Back]),
            Answer::Stay => Next::Back,
        }
    }
}

impl Behaviour for Choose {
    fn scope(&self) -> Scope {
        Scope::Choose
    }

    fn run(&mut self, command: Command, context: &mut Context<'_>) -> Next {
        let height = usize::from(layout::frame(context.size).body.height).saturating_sub(2);
        let step = match command {
            Command::Down => Step::By(1),
            Command::Up => Step::By(-1),
            Command::PageDown => Step::HalfPages(1),
            Command::PageUp => Step::HalfPages(-1),
            Command::First => Step::First,
            Command::Last => Step::Last,
            Command::Enter => return self.take(),
            _ => return Next::Back,
        };
        self.window.step(step, self.choices.len(), height);
        Next::Stay
    }

    fn pointed(&mut self, Pointer { act, at }: Pointer, context: &mut Context<'_>) -> Next {
        let (columns, rows) = self.size();
        let list = layout::inside(layout::dialog(context.size, columns, rows));
        match self.window.point(act, layout::row_at(list, at), self.choices.len(), usize::from(list.height)) {
            Clicked::Again => self.take(),
            Clicked::Anew | Clicked::Nothing => Next::Stay,
        }
    }

    fn refresh(&mut self, context: &Context<'_>) {
        let height = usize::from(layout::frame(context.size).body.height).saturating_sub(2);
        self.window.follow(self.choices.len(), height);
    }
}
