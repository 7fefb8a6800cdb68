//! What lies on the stack: screens, and overlays above them.

use super::command::{Command, Scope};
use super::key::Key;
use super::overlay::choose::Choose;
use super::overlay::inspect::Inspect;
use super::overlay::note::NoteEditor;
use super::overlay::palette::Palette;
use super::overlay::pick::Picker;
use super::overlay::prompt::Prompt;
use super::overlay::words::Words;
use super::pointer::Pointer;
use super::route::Next;
use super::screen::browse::Browse;
use super::screen::compare::Compare;
use super::screen::shortlist::Shortlist;
use crate::catalog::EntryId;
use crate::effect::Change;
use crate::query::Index;
use crate::world::World;

/// What a surface may look at while it answers a key, and the marks, which all share.
#[derive(Debug)]
pub struct Context<'a> {
    /// Catalog, notes, decision, today.
    pub world: &'a World,
    /// The catalog made ready for searching.
    pub index: &'a Index,
    /// Entries marked for comparing, in the order of marking.
    pub marks: &'a mut Vec<EntryId>,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
}

/// How a screen or overlay takes part.
pub trait Behaviour {
    /// Which keys mean what.
    fn scope(&self) -> Scope;

    /// Whether there is anything here that a command of its scope could be done to; the bottom line names no other.
    fn offers(&self, _command: Command) -> bool {
        true
    }

    /// Does a command of its scope.
    fn run(&mut self, command: Command, context: &mut Context<'_>) -> Next;

    /// Takes a key that is no command of its scope.
    fn typed(&mut self, _key: Key, _context: &mut Context<'_>) -> Next {
        Next::Stay
    }

    /// Takes pasted text.
    fn paste(&mut self, _text: &str, _context: &mut Context<'_>) -> Next {
        Next::Stay
    }

    /// Takes what was done with the mouse.
    fn pointed(&mut self, _pointer: Pointer, _context: &mut Context<'_>) -> Next {
        Next::Stay
    }

    /// Makes what follows from the reader's choices anew: after a key, a reload, a resize.
    fn refresh(&mut self, context: &Context<'_>);

    /// Text that would be lost by leaving.
    fn unsaved(&self) -> Option<Change> {
        None
    }
}

/// A screen or an overlay.
#[derive(Debug)]
#[allow(missing_docs)] // each is documented where it is defined
pub enum Surface {
    Browse(Box<Browse>),
    Compare(Compare),
    Shortlist(Shortlist),
    Inspect(Inspect),
    Note(Box<NoteEditor>),
    Prompt(Prompt),
    Choose(Choose),
    Palette(Palette),
    Picker(Picker),
    Words(Words),
}

impl Surface {
    /// Its behaviour, to look at.
    #[must_use]
    pub fn behaviour(&self) -> &dyn Behaviour {
        match self {
            Self::Browse(surface) => surface.as_ref(),
            Self::Compare(surface) => surface,
            Self::Shortlist(surface) => surface,
            Self::Inspect(surface) => surface,
            Self::Note(surface) => surface.as_ref(),
            Self::Prompt(surface) => surface,
            Self::Choose(surface) => surface,
            Self::Palette(surface) => surface,
            Self::Picker(surface) => surface,
            Self::Words(surface) => surface,
        }
    }

    /// Its behaviour, to act.
    pub fn behaviour_mut(&mut self) -> &mut dyn Behaviour {
        match self {
            Self::Browse(surface) => surface.as_mut(),
            Self::Compare(surface) => surface,
            Self::Shortlist(surface) => surface,
            Self::Inspect(surface) => surface,
            Self::Note(surface) => surface.as_mut(),
            Self::Prompt(surface) => surface,
            Self::Choose(surface) => surface,
            Self::Palette(surface) => surface,
            Self::Picker(surface) => surface,
            Self::Words(surface) => surface,
        }
    }

    /// Whether it fills the screen; an overlay leaves what is below in sight.
    #[must_use]
    pub fn is_screen(&self) -> bool {
        matches!(self, Self::Browse(_) | Self::Compare(_) | Self::Shortlist(_))
    }
}
