//! Where a screen may send the reader, as data.

use super::command::Command;
use super::screen::browse::arrangement::Arrangement;
use crate::base::text::SafeText;
use crate::catalog::{CriterionId, EntryId, Facet};
use crate::effect::Effect;

/// A screen or overlay to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Entries side by side.
    Compare(Vec<EntryId>),
    /// The shortlist.
    Shortlist,
    /// The note editor, on an entry or on one of its facts.
    Note {
        /// On which entry.
        entry: EntryId,
        /// On which fact.
        on: Option<CriterionId>,
    },
    /// A fact, whole.
    Inspect {
        /// Of which entry.
        entry: EntryId,
        /// To which criterion.
        criterion: CriterionId,
    },
    /// Addresses to choose from.
    Links {
        /// Whose.
        title: SafeText,
        /// What for, and where to.
        links: Vec<(SafeText, SafeText)>,
    },
    /// A line of text.
    Ask(Purpose),
    /// Unsaved text: what to do with it?
    Unsaved {
        /// And then leave the program.
        quitting: bool,
    },
    /// Every key of the screen below; `finding` puts names first.
    Palette {
        /// Opened to find a command, not to read the keys.
        finding: bool,
    },
    /// The words that the catalog explains.
    Words,
    /// The tree, with the cursor on that entry.
    Entry(EntryId),
    /// Something to pick from a list that is filtered as one types.
    Pick(Pick),
    /// The answers of one facet, beside the tree.
    Facet(Facet),
    /// The tree, filtered by this.
    Filter(String),
    /// The tree, arranged so.
    Arrange(Arrangement),
}

/// What is picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// By what the tree is grouped.
    Group,
    /// In which order entries stand.
    Order,
    /// Of what the answers are counted.
    Facet,
    /// One of the marked entries.
    Mark,
    /// One of the saved queries.
    Query,
    /// An example of what can be asked.
    Language,
}

impl Pick {
    /// What a command lets the reader pick, where its name may be followed by that of what is picked.
    #[must_use]
    pub fn of(command: Command) -> Option<Self> {
        match command {
            Command::Group => Some(Self::Group),
            Command::Order => Some(Self::Order),
            Command::Facets | Command::Facet => Some(Self::Facet),
            _ => None,
        }
    }

    /// The list to pick from.
    #[must_use]
    pub fn route(self) -> Route {
        Route::Pick(self)
    }
}

/// What a line of text is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The verdict on a shortlisted entry.
    Verdict(EntryId),
    /// What is to be decided.
    Question,
    /// The file of an export.
    Export,
    /// The name under which a query is saved.
    SaveQuery(String),
    /// The columns beside the names, in a tree that is otherwise arranged so.
    Columns(Arrangement),
}

/// What a screen asks for after a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing more.
    Stay,
    /// Something on top, or elsewhere.
    Open(Route),
    /// Away with this one.
    Back,
    /// A word to the reader.
    Say(Toast),
    /// Something of the world.
    Do(Effect),
    /// Something of the world that can be taken back.
    Undoable {
        /// To be done now.
        effect: Effect,
        /// To be done by undo.
        undo: Vec<Effect>,
    },
    /// A command of the screen below.
    Run(Command),
    /// What bears that name in a list to pick from; where several may, the list.
    Named {
        /// Which list.
        pick: Pick,
        /// What is looked for in it.
        name: String,
    },
    /// Save what is unsaved, and close it when it is saved.
    SaveUnsaved {
        /// And then leave the program.
        quit: bool,
    },
    /// One after the other.
    All(Vec<Next>),
}

/// A word to the reader, shown until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What kind of word.
    pub tone: Tone,
    /// The word.
    pub text: String,
}

/// What kind of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something is to be known.
    Hint,
    /// Something failed.
    Failed,
}

impl Toast {
    /// Something was done.
    #[must_use]
    pub fn done(text: impl Into<String>) -> Self {
        Self { tone: Tone::Done, text: text.into() }
    }

    /// Something is to be known.
    #[must_use]
    pub fn hint(text: impl Into<String>) -> Self {
        Self { tone: Tone::Hint, text: text.into() }
    }

    /// Something failed.
    #[must_use]
    pub fn failed(text: impl Into<String>) -> Self {
        Self { tone: Tone::Failed, text: text.into() }
    }
}

impl Next {
    /// Something was done.
    #[must_use]
    pub fn hint(text: impl Into<String>) -> Self {
        Self::Say(Toast::hint(text))
    }
}
