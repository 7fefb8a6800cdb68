//! The shortlist: its order, and a line of verdict on each entry.

pub mod view;

use crate::catalog::EntryId;
use crate::decide::DecisionEdit;
use crate::effect::{Change, Effect};
use crate::tui::command::{Command, Scope};
use crate::tui::kit::list::{Clicked, Step, Window};
use crate::tui::layout;
use crate::tui::pointer::{Act, Pointer};
use crate::tui::route::{Next, Purpose, Route};
use crate::tui::screen::browse::{ask_for_export, open, remove_from_shortlist};
use crate::tui::surface::{Behaviour, Context};
use crate::world::World;

/// Lines that each candidate takes on the screen.
pub const LINES_EACH: usize = 3;

/// The shortlist screen.
#[derive(Debug, Default)]
pub struct Shortlist {
    chosen: Option<EntryId>,
    window: Window,
}

impl Shortlist {
    /// Where the cursor is, from nought.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.window.cursor
    }

    fn step(&mut self, step: Step, context: &Context<'_>) {
        self.window.step(step, context.world.decision.shortlist.len(), Self::height(context));
        self.remember(context.world);
    }

    fn height(context: &Context<'_>) -> usize {
        (usize::from(layout::frame(context.size).body.height).saturating_sub(2) / LINES_EACH).max(1)
    }

    fn remember(&mut self, world: &World) {
        self.chosen = world.decision.shortlist.get(self.window.cursor).map(|candidate| candidate.entry.clone());
    }

    fn reorder(&self, world: &World, by: isize) -> Next {
        let Some(entry) = self.chosen.clone() else { return Next::Stay };
        let from = self.window.cursor;
        let to = from.saturating_add_signed(by).min(world.decision.shortlist.len().saturating_sub(1));
        if to == from {
            return Next::Stay;
        }
        let change = |to| {
            let edit = DecisionEdit::Move { entry: entry.clone(), to };
            Effect::Change(Change::Decision { catalog: world.catalog.title.clone(), edit })
        };
        Next::Undoable { effect: change(to), undo: vec![change(from)] }
    }

    fn act(&self, command: Command, context: &Context<'_>) -> Next {
        let Some(entry) = self.chosen.as_ref().and_then(|id| context.world.catalog.entry(id)) else {
            return Next::hint("the shortlist is empty: esc, then s on an entry puts it here");
        };
        match command {
            Command::Enter => Next::All(vec![Next::Back, Next::Open(Route::Entry(entry.id.clone()))]),
            Command::Verdict => Next::Open(Route::Ask(Purpose::Verdict(entry.id.clone()))),
            Command::Note => Next::Open(Route::Note { entry: entry.id.clone(), on: None }),
            Command::EditOutside => Next::Do(Effect::EditOutside { entry: entry.id.clone() }),
            Command::Remove => remove_from_shortlist(context.world, &entry.id),
            Command::Copy => Next::Do(Effect::Copy(entry.name.to_string())),
            Command::OpenLink => open(
                entry.name.clone(),
                entry.details.links.iter().map(|link| (link.label.clone(), link.url.clone())).collect(),
            ),
            Command::MoveEarlier => self.reorder(context.world, -1),
            Command::MoveLater => self.reorder(context.world, 1),
            _ => Next::Stay,
        }
    }

    fn compare(context: &Context<'_>) -> Next {
        let ids: Vec<EntryId> =
            context.world.decision.shortlist.iter().map(|candidate| candidate.entry.clone()).collect();
        if ids.len() < 2 {
            return Next::hint("comparing needs two entries on the shortlist");
        }
        Next::Open(Route::Compare(ids))
    }
}

impl Behaviour for Shortlist {
    fn scope(&self) -> Scope {
        Scope::Shortlist
    }

    fn run(&mut self, command: Command, context: &mut Context<'_>) -> Next {
        if let Some(step) = command.step() {
            self.step(step, context);
            return Next::Stay;
        }
        match command {
            Command::Back => Next::Back,
            Command::Compare => Self::compare(context),
            Command::Export => ask_for_export(context.world),
            Command::Question => Next::Open(Route::Ask(Purpose::Question)),
            other => self.act(other, context),
        }
    }

    fn pointed(&mut self, Pointer { act, at }: Pointer, context: &mut Context<'_>) -> Next {
        let total = context.world.decision.shortlist.len();
        let row = layout::row_at(layout::shortlist(context.size), at).map(|row| row / LINES_EACH);
        // A notch is less here: each candidate takes several lines.
        let act = if let Act::Scroll(lines) = act { Act::Scroll(lines.signum()) } else { act };
        let clicked = self.window.point(act, row, total, Self::height(context));
        self.remember(context.world);
        match clicked {
            Clicked::Again => self.act(Command::Enter, context),
            Clicked::Anew | Clicked::Nothing => Next::Stay,
        }
    }

    fn refresh(&mut self, context: &Context<'_>) {
        let decision = &context.world.decision;
        if let Some(place) = self.chosen.as_ref().and_then(|id| decision.position(id)) {
            self.window.cursor = place;
        }
        self.window.follow(decision.shortlist.len(), Self::height(context));
        self.remember(context.world);
    }
}
