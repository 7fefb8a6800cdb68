//! The note editor.

use crate::catalog::{CriterionId, EntryId};
use crate::effect::{Change, Effect};
use crate::notes::NoteEdit;
use crate::tui::command::{Command, Scope};
use crate::tui::key::{Code, Key};
use crate::tui::kit::edit::{Edited, Field};
use crate::tui::layout;
use crate::tui::route::{Next, Route};
use crate::tui::surface::{Behaviour, Context};
use crate::world::World;

/// A note that is being written: the part on an entry, or on one of its facts.
#[derive(Clone, Debug)]
pub struct NoteEditor {
    /// On which entry.
    pub entry: EntryId,
    /// On which fact.
    pub on: Option<CriterionId>,
    /// The text and its cursor.
    pub field: Field,
    base: String,
    /// What went wrong with the last save.
    pub problem: Option<String>,
    change: Option<Change>,
}

impl NoteEditor {
    /// The editor on what the reader wrote there before, or why there can be none.
    ///
    /// # Errors
    /// The note is not to be edited here; the words say why and what to do.
    pub fn open(entry: EntryId, on: Option<CriterionId>, world: &World) -> Result<Self, String> {
        if let Some(why) = &world.workspace.read_only {
            return Err(format!("notes cannot be saved here: {why}"));
        }
        let own = world.notes.by(&entry, &world.author);
        if let Some(why) = own.and_then(|note| note.read_only.as_ref()) {
            return Err(format!("{why}; e opens it in your own editor"));
        }
        let base = own.map(|note| note.raw(on.as_ref()).to_owned()).unwrap_or_default();
        Ok(Self { entry, on, field: Field::lines(&base), base, problem: None, change: None })
    }

    /// The editor on text that an earlier run did not get to save.
    #[must_use]
    pub fn from_draft(entry: EntryId, on: Option<CriterionId>, base: String, text: &str) -> Self {
        Self { entry, on, field: Field::lines(text), base, problem: None, change: None }
    }

    /// Whether something would be lost by closing.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.field.text() != self.base
    }

    /// Somebody else wrote the same part meanwhile: both texts are kept, and the reader makes one of them.
    pub fn clash(&mut self, theirs: &str) {
        let ours = self.field.text();
        self.field = Field::lines(&format!("{ours}\n\n(on disk meanwhile:)\n{theirs}"));
        theirs.clone_into(&mut self.base);
        self.problem =
            Some("changed on disk meanwhile: that text stands below yours; make one of both and save".to_owned());
    }

    /// The text as it was then is on disk now; what differs from it is still to be saved.
    pub fn saved(&mut self, text: &str) {
        text.clone_into(&mut self.base);
        if let Some(Change::Note { edit: NoteEdit::Set { base, .. }, .. }) = &mut self.change {
            text.clone_into(base);
        }
    }

    fn pending(&self, world: &World) -> Change {
        Change::Note {
            entry: self.entry.clone(),
            author: world.author.clone(),
            catalog: world.catalog.title.clone(),
            edit: NoteEdit::Set { on: self.on.clone(), base: self.base.clone(), text: self.field.text() },
        }
    }

    fn edited(&mut self, edited: Edited, world: &World) -> Next {
        if edited != Edited::Text {
            return Next::Stay;
        }
        self.problem = None;
        self.change = self.is_dirty().then(|| self.pending(world));
        match &self.change {
            Some(change) => Next::Do(Effect::KeepDraft(change.clone())),
            None => Next::Do(Effect::DropDraft),
        }
    }
}

impl Behaviour for NoteEditor {
    fn scope(&self) -> Scope {
        Scope::Editor
    }

    fn run(&mut self, command: Command, context: &mut Context<'_>) -> Next {
        match command {
            Command::Save if self.is_dirty() => Next::Do(Effect::Change(self.pending(context.world))),
            Command::Save => Next::Back,
            Command::Back if self.is_dirty() => Next::Open(Route::Unsaved { quitting: false }),
            _ => Next::Back,
        }
    }

    fn typed(&mut self, key: Key, context: &mut Context<'_>) -> Next {
        let copies = key.ctrl && key.code == Code::Char('c');
        if let (true, Some(text)) = (copies, self.field.selected()) {
            self.field.key(key);
            return Next::Do(Effect::Copy(text));
        }
        let edited = self.field.key(key);
        self.edited(edited, context.world)
    }

    fn paste(&mut self, text: &str, context: &mut Context<'_>) -> Next {
        let edited = self.field.paste(text);
        self.edited(edited, context.world)
    }

    fn refresh(&mut self, context: &Context<'_>) {
        let area = layout::editor(context.size);
        self.field.resize(area.width.saturating_sub(4), area.height.saturating_sub(2));
    }

    fn unsaved(&self) -> Option<Change> {
        self.change.clone()
    }
}
