//! Everything that the screen shows follows from this, and from nothing else.

use std::sync::Arc;

use super::page::counted;
use super::route::Toast;
use super::screen::browse::Browse;
use super::screen::browse::arrangement::Arrangement;
use super::surface::{Context, Surface};
use super::theme::Theme;
use crate::base::diagnostic::Severity;
use crate::base::text::SafeText;
use crate::catalog::{EntryId, Facet};
use crate::effect::{Change, Effect};
use crate::query::{Index, Search};
use crate::session::Session;
use crate::world::World;

/// The program's state while it is on the screen.
#[derive(Debug)]
pub struct Model {
    /// Catalog, notes, decision, today.
    pub world: World,
    /// What searches of the catalog have in common.
    pub index: Arc<Index>,
    /// The browsing screen at the bottom, what was opened above it.
    pub stack: Vec<Surface>,
    /// Entries marked for comparing, in the order of marking.
    pub marks: Vec<EntryId>,
    /// A word to the reader, until the next key.
    pub toast: Option<Toast>,
    /// Columns and rows.
    pub size: (u16, u16),
    /// Colours and signs.
    pub theme: Theme,
    /// What `U` would do, the last change last.
    pub undo: Vec<Vec<Effect>>,
    /// Leave as soon as everything is saved.
    pub leaving: bool,
}

impl Model {
    /// The browsing screen on that world, filtered by `query`, with text of an earlier run that was not
    /// saved. `index` is that of the world's catalog.
    #[must_use]
    pub fn new(
        world: World,
        index: Arc<Index>,
        theme: Theme,
        size: (u16, u16),
        query: &str,
        draft: Option<&Change>,
    ) -> Self {
        let mut marks = Vec::new();
        let browse = Browse::new(query, &Context { world: &world, index: &index, marks: &mut marks, size });
        let mut model = Self {
            world,
            index,
            stack: vec![Surface::Browse(Box::new(browse))],
            marks,
            toast: None,
            size,
            theme,
            undo: Vec::new(),
            leaving: false,
        };
        model.toast = model.first_word();
        if let Some(change) = draft {
            model.offer(change);
        }
        model.refresh();
        model
    }

    /// What the reader should know before anything else.
    fn first_word(&self) -> Option<Toast> {
        if let Some(why) = &self.world.workspace.read_only {
            return Some(Toast::failed(format!("read only: {why}; notes and shortlist cannot be saved")));
        }
        let errors = self.world.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
        let remarks = self.world.diagnostics.len();
        let file = self.world.diagnostics.iter().find_map(|found| found.place.as_ref()).map(|place| &place.file);
        let file = file.map_or("", SafeText::as_str);
        let where_to = format!("the files that were read; `landfall check {file}` lists them with their places");
        match (errors, remarks) {
            (0, 0) => None,
            (0, _) => Some(Toast::hint(format!("{} on {where_to}", counted(remarks, "remark", "remarks")))),
            _ => Some(Toast::failed(format!("{} in {where_to}", counted(errors, "problem", "problems")))),
        }
    }

    /// Opens the editor with unsaved text of an earlier run.
    fn offer(&mut self, change: &Change) {
        use crate::notes::NoteEdit::Set;
        let Change::Note { entry, edit: Set { on, base, text }, .. } = change else { return };
        if self.world.catalog.entry(entry).is_none() {
            return;
        }
        let editor = super::overlay::note::NoteEditor::from_draft(entry.clone(), on.clone(), base.clone(), text);
        self.go_to(entry);
        self.stack.push(Surface::Note(editor.into()));
        self.toast = Some(Toast::hint("text that was not saved last time: ^S saves it, esc asks"));
    }

    /// Puts the tree's cursor on an entry.
    pub fn go_to(&mut self, id: &EntryId) {
        self.in_tree(|browse, context| browse.go_to(id, context));
    }

    /// Does something with the tree, whatever lies above it.
    pub fn in_tree(&mut self, act: impl FnOnce(&mut Browse, &Context<'_>)) {
        let Self { world, index, stack, marks, size, .. } = self;
        if let Some(Surface::Browse(browse)) = stack.first_mut() {
            act(browse, &Context { world, index, marks, size: *size });
        }
    }

    /// What is chosen: the marked entries, else the one under the tree's cursor.
    #[must_use]
    pub fn chosen(&self) -> Vec<EntryId> {
        if !self.marks.is_empty() {
            return self.marks.clone();
        }
        let entry = self.browse().and_then(|browse| browse.entry(&self.world.catalog));
        entry.map(|entry| entry.id.clone()).into_iter().collect()
    }

    /// How the tree is arranged.
    #[must_use]
    pub fn arrangement(&self) -> Arrangement {
        self.browse().map(|browse| browse.arrangement().clone()).unwrap_or_default()
    }

    /// The facet that is shown alone beside the tree.
    #[must_use]
    pub fn facet(&self) -> Option<&Facet> {
        self.browse().and_then(Browse::facet)
    }

    /// How many entries a query finds; nothing where it is not sound.
    #[must_use]
    pub fn count(&self, text: &str) -> Option<usize> {
        let found = self.world.search(text).run_while(&self.world.catalog, &self.index, || true);
        found.map(|found| found.hits.len())
    }

    /// The search that the tree waits for, if there is one.
    pub fn take_search(&mut self) -> Option<Search> {
        match self.stack.first_mut() {
            Some(Surface::Browse(browse)) => browse.take_search(),
            _ => None,
        }
    }

    /// What is to be found again next time.
    #[must_use]
    pub fn session(&self) -> Session {
        self.browse().map(Browse::session).unwrap_or_default()
    }

    fn browse(&self) -> Option<&Browse> {
        match self.stack.first() {
            Some(Surface::Browse(browse)) => Some(browse),
            _ => None,
        }
    }

    /// Makes anew what follows from the reader's choices, on every surface.
    pub fn refresh(&mut self) {
        let Self { world, index, stack, marks, size, .. } = self;
        let context = Context { world, index, marks, size: *size };
        for surface in stack {
            surface.behaviour_mut().refresh(&context);
        }
    }

    /// Makes what the next key will probably show, while nothing else is to be done. Nothing that is shown changes.
    pub fn look_ahead(&mut self) {
        if self.stack.len() == 1 {
            self.in_tree(Browse::look_ahead);
        }
    }

    /// Text that would be lost by leaving now.
    #[must_use]
    pub fn unsaved(&self) -> Option<Change> {
        self.stack.iter().rev().find_map(|surface| surface.behaviour().unsaved())
    }
}
