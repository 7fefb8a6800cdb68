//! Browsing: the filter, the tree, and what is known of the thing under the cursor.

pub mod arrangement;
mod beside;
mod facets;
mod filter;
mod follow;
mod marks;
mod mouse;
mod movement;
mod pane;
pub mod tree;
pub mod view;

use std::collections::BTreeSet;

use arrangement::Arrangement;
use beside::Ahead;
use filter::Filter;
pub use follow::{ask_for_export, fact_in_words, open, remove_from_shortlist, toggle_shortlist};
pub use pane::Pane;
use tree::{Row, Source};

use crate::base::text::SafeText;
use crate::catalog::{By, Catalog, Entry, EntryId, Facet, Outline, Status};
use crate::effect::Effect;
use crate::query::{Found, Search};
use crate::session::{self, Session};
use crate::tui::command::{Command, Scope};
use crate::tui::key::{Code, Key};
use crate::tui::kit::edit::Edited;
use crate::tui::kit::list::Window;
use crate::tui::page::{Page, Target};
use crate::tui::pointer::Pointer;
use crate::tui::route::{Next, Pick, Purpose, Route};
use crate::tui::surface::{Behaviour, Context};

/// Where keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The filter bar.
    Filter,
    /// The tree.
    Tree,
    /// The page beside it.
    Pane,
    /// The second half of the page, on wide screens.
    Aside,
}

/// What the cursor of the tree is on, by name and not by number, so that it survives a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The word of the group.
    pub group: Option<SafeText>,
    /// The entry in it, unless the group itself is meant.
    pub entry: Option<EntryId>,
}

/// An entry that a relation was followed from, and the filter then.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Left {
    entry: EntryId,
    filter: String,
}

/// What the pane beside the tree shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// What is known of the thing under the cursor.
    Page,
    /// How the answers of all entries that are kept are spread: those of one facet, or of all.
    Facets(Option<Facet>),
}

/// The browsing screen.
#[derive(Debug)]
pub struct Browse {
    // What the reader chose.
    focus: Focus,
    filter: Filter,
    arrangement: Arrangement,
    history: Vec<String>,
    beside: Beside,
    folded: BTreeSet<SafeText>,
    /// What was folded under this filter; another one begins with everything open.
    folded_hits: BTreeSet<SafeText>,
    place: Place,
    before_filter: Option<Place>,
    /// Whether the cursor goes to the best hit when the search is through.
    seeks: bool,
    trail: Vec<Left>,
    // What follows from it.
    order: Vec<usize>,
    /// The status of each entry, side by side: entries themselves lie too far apart to be counted at a key.
    statuses: Vec<Status>,
    outline: Option<Outline>,
    rows: Vec<Row>,
    /// Kept entries of each status, in the order of [`Status::ALL`].
    counts: [usize; Status::ALL.len()],
    window: Window,
    pane: Pane,
    aside: Pane,
    shown: Option<(Beside, Place)>,
    /// For how many cells the pane shows the facets of these rows; they are costly to count.
    facets: Option<usize>,
    /// By how many rows the tree's cursor was last moved a row down or up.
    heading: isize,
    /// Whether the message that is followed did nothing else.
    is_move: bool,
    /// The pages that the next such move will show.
    ahead: Option<Ahead>,
    /// The pages that were shown before. Their many pieces of text are given back while nobody waits.
    spent: (Page, Page),
}

impl Browse {
    /// The tree as it was left, filtered from the start where `query` says something.
    #[must_use]
    pub fn new(query: &str, context: &Context<'_>) -> Self {
        let catalog = &context.world.catalog;
        let session = &context.world.session;
        let entry = session.entry.as_deref().and_then(|id| id.parse().ok());
        let mut browse = Self {
            focus: Focus::Tree,
            filter: Filter::new(query),
            arrangement: Arrangement::of(session, catalog),
            history: session.history.clone(),
            beside: Beside::Page,
            folded: BTreeSet::new(),
            folded_hits: BTreeSet::new(),
            place: Place { group: None, entry },
            before_filter: None,
            seeks: true,
            trail: Vec::new(),
            order: Vec::new(),
            statuses: catalog.entries.iter().map(|entry| entry.status).collect(),
            outline: None,
            rows: Vec::new(),
            counts: [0; Status::ALL.len()],
            window: Window::default(),
            pane: Pane::default(),
            aside: Pane::default(),
            shown: None,
            facets: None,
            heading: 1,
            is_move: false,
            ahead: None,
            spent: Default::default(),
        };
        session::used(&mut browse.history, query);
        browse.arrange(context);
        browse.search(context);
        if !query.is_empty() && !browse.filter.is_running() {
            browse.go_to_best(context);
        }
        browse
    }

    /// Finds what the filter asks for.
    pub fn search(&mut self, context: &Context<'_>) {
        self.filter.search(context, self.arrangement.keeps_unknown);
        self.show_hits();
    }

    fn show_hits(&mut self) {
        self.folded_hits.clear();
        self.count();
        self.grow();
    }

    fn count(&mut self) {
        self.counts = [0; Status::ALL.len()];
        let kept = self.filter.kept.as_ref();
        let statuses = self.statuses.iter().enumerate();
        for (_, status) in statuses.filter(|(at, _)| kept.is_none_or(|kept| kept.keeps(at))) {
            if let Some(count) = self.counts.get_mut(*status as usize) {
                *count += 1;
            }
        }
    }

    /// Makes the rows anew, and the facets when they are next shown; only filter, folds and arrangement change them, never a mere move.
    fn grow(&mut self) {
        self.facets = None;
        // The old rows go first: at 100,000 entries both together are more than the new ones are worth.
        self.rows = Vec::new();
        self.rows = tree::rows(Source {
            outline: self.outline.as_ref(),
            order: &self.order,
            kept: self.filter.kept.as_ref(),
            dims: self.arrangement.dims,
            by_fit: (self.arrangement.order.by == By::Fit).then_some(self.arrangement.order.reversed),
            folded: if self.hides() { &self.folded_hits } else { &self.folded },
        });
    }

    /// Whether the filter leaves rows out.
    fn hides(&self) -> bool {
        self.filter.kept.is_some() && !self.arrangement.dims
    }

    /// The groups that are folded now.
    fn folds(&mut self) -> &mut BTreeSet<SafeText> {
        if self.hides() { &mut self.folded_hits } else { &mut self.folded }
    }

    /// What is to be found again next time.
    #[must_use]
    pub fn session(&self) -> Session {
        let mut session = Session {
            entry: self.place.entry.as_ref().map(ToString::to_string),
            history: self.history.clone(),
            ..Session::default()
        };
        self.arrangement.note_in(&mut session);
        session
    }

    /// The filter's text.
    #[must_use]
    pub fn query(&self) -> String {
        self.filter.text()
    }

    /// How the tree is arranged.
    #[must_use]
    pub fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }

    /// Filters by another text, and goes to the best hit.
    pub fn filter_by(&mut self, text: &str, context: &Context<'_>) {
        if self.filter.text().is_empty() {
            self.before_filter = Some(self.place.clone());
        }
        self.filter.set(text);
        self.filtered(context);
    }

    /// The entry under the tree's cursor.
    #[must_use]
    pub fn entry<'a>(&self, catalog: &'a Catalog) -> Option<&'a Entry> {
        catalog.entry(self.place.entry.as_ref()?)
    }

    /// What is under the cursor of the pane that keys go to.
    fn target(&self) -> Option<&Target> {
        match self.focus {
            Focus::Pane => self.pane.target(),
            Focus::Aside => self.aside.target(),
            Focus::Tree | Focus::Filter => None,
        }
    }

    fn begin_filter(&mut self) {
        if self.filter.text().is_empty() {
            self.before_filter = Some(self.place.clone());
        }
        self.focus = Focus::Filter;
    }

    /// The filter's text changed: find anew, and go to the best hit.
    fn filtered(&mut self, context: &Context<'_>) {
        self.search(context);
        self.seek(context);
    }

    fn seek(&mut self, context: &Context<'_>) {
        self.seeks = true;
        if self.filter.flaws.is_empty() && !self.filter.is_running() {
            self.go_to_best(context);
        }
    }

    /// Finds anew what depends on notes and shortlist; the cursor stays where it is.
    pub fn search_again(&mut self, context: &Context<'_>) {
        self.filter.forget();
        if !self.filter.text().is_empty() {
            self.search(context);
            self.seeks = false;
        }
    }

    /// The search that is to be run beside the screen, if one is.
    pub fn take_search(&mut self) -> Option<Search> {
        self.filter.take_pending()
    }

    /// What a search found beside the screen.
    pub fn found(&mut self, generation: u64, found: Found, context: &Context<'_>) {
        if self.filter.receive(generation, found) {
            self.filter.keep(context, self.arrangement.keeps_unknown);
            self.count();
            self.grow();
            if self.seeks {
                self.go_to_best(context);
            }
        }
    }

    /// To the best hit; without a filter, to where the cursor was before.
    fn go_to_best(&mut self, context: &Context<'_>) {
        match &self.filter.found {
            None => self.place = self.before_filter.clone().unwrap_or_default(),
            Some(found) => {
                let best = found.hits.first().and_then(|hit| context.world.catalog.entries.get(hit.entry));
                if let Some(entry) = best {
                    self.place = Place { group: self.group_of(entry), entry: Some(entry.id.clone()) };
                }
            }
        }
    }

    /// The filter's text was changed by hand: offer what it may become, and find anew.
    fn edited(&mut self, context: &Context<'_>) {
        self.filter.edited(context, self.arrangement.keeps_unknown);
        self.show_hits();
        self.seek(context);
    }

    /// Through the candidates where there are any, else through the history.
    fn older_or_newer(&mut self, command: Command, context: &Context<'_>) {
        if !self.filter.choose(command == Command::Newer)
            && self.filter.recall(&self.history, command == Command::Older)
        {
            self.filtered(context);
        }
    }

    fn save_query(&self) -> Next {
        if !self.filter.flaws.is_empty() {
            return Next::hint("the filter is not sound yet: mend what is underlined, then save it");
        }
        match self.filter.text().trim() {
            "" => Next::hint("there is no filter to save; / begins one"),
            query => with_fresh_queries(Route::Ask(Purpose::SaveQuery(query.to_owned()))),
        }
    }

    /// Keeps the filter, and remembers it.
    fn keep_filter(&mut self) {
        session::used(&mut self.history, &self.filter.text());
        if self.filter.text().is_empty() {
            self.before_filter = None;
        }
        self.filter.offer = None;
        self.focus = Focus::Tree;
    }

    fn clear_filter(&mut self, context: &Context<'_>) {
        self.keep_filter();
        self.filter.set("");
        self.search(context);
        if let Some(place) = self.before_filter.take() {
            self.place = place;
        }
    }

    /// Out of the facets or the pane, then out of the filter, then nothing more.
    fn back(&mut self, context: &Context<'_>) -> Next {
        match self.focus {
            Focus::Filter => self.clear_filter(context),
            Focus::Pane | Focus::Aside => self.focus = Focus::Tree,
            Focus::Tree if self.shows_facets() => self.beside = Beside::Page,
            Focus::Tree if !self.filter.text().is_empty() => self.clear_filter(context),
            Focus::Tree if !context.marks.is_empty() => return Next::hint("u clears the marks, q leaves"),
            Focus::Tree => return Next::hint("q leaves"),
        }
        Next::Stay
    }
}

/// What is opened with the saved queries as they are on disk now.
fn with_fresh_queries(route: Route) -> Next {
    Next::All(vec![Next::Open(route), Next::Do(Effect::ReadQueries)])
}

/// What the bottom line offers to do to entries.
const ON_AN_ENTRY: [Command; 6] =
    [Command::Mark, Command::Compare, Command::Note, Command::Shortlist, Command::OpenLink, Command::Copy];

impl Behaviour for Browse {
    fn scope(&self) -> Scope {
        match self.focus {
            Focus::Filter if self.filter.offer.is_some() => Scope::Offer,
            Focus::Filter => Scope::Filter,
            _ => Scope::Browse,
        }
    }

    fn offers(&self, command: Command) -> bool {
        match command {
            Command::Back => match self.focus {
                Focus::Filter => true,
                Focus::Tree => !self.filter.text().is_empty(),
                _ => false,
            },
            command => !self.rows.is_empty() || !ON_AN_ENTRY.contains(&command),
        }
    }

    fn run(&mut self, command: Command, context: &mut Context<'_>) -> Next {
        if let Some(step) = command.step() {
            self.step(step, context);
            return Next::Stay;
        }
        match command {
            Command::Left => self.left(),
            Command::Right => self.right(context),
            Command::NextMatch => self.step_entry(true, context),
            Command::PreviousMatch => self.step_entry(false, context),
            Command::FoldAll => self.fold_all(),
            Command::Filter => self.begin_filter(),
            Command::Accept if self.filter.offer.as_ref().is_some_and(|offer| offer.is_meant) => {
                self.filter.complete(context);
                self.filtered(context);
            }
            Command::Accept => self.keep_filter(),
            Command::Complete if self.filter.complete(context) => self.filtered(context),
            Command::Complete => self.keep_filter(),
            Command::Older | Command::Newer => self.older_or_newer(command, context),
            Command::Language => return Next::Open(Pick::Language.route()),
            Command::SaveQuery => return self.save_query(),
            Command::Queries => return with_fresh_queries(Pick::Query.route()),
            Command::SwitchPane => self.switch_pane(context),
            Command::Facets => self.toggle_facets(),
            Command::Facet => return Next::Open(Pick::Facet.route()),
            Command::KeepUnknown => return self.toggle_unknown(context),
            Command::Dim => return self.toggle_dim(context),
            Command::Group => return Next::Open(Pick::Group.route()),
            Command::Order => return Next::Open(Pick::Order.route()),
            Command::Back => return self.back(context),
            Command::Mark => return self.mark(context),
            Command::MarkAll | Command::InvertMarks | Command::ClearMarks => return self.mark_many(command, context),
            Command::Compare => return self.compare(context),
            other => return self.act(other, context),
        }
        Next::Stay
    }

    fn typed(&mut self, key: Key, context: &mut Context<'_>) -> Next {
        match self.focus {
            Focus::Filter => match self.filter.field.key(key) {
                Edited::Text => self.edited(context),
                Edited::Cursor | Edited::Nothing => self.filter.offer = None,
            },
            _ if key == Key::plain(Code::Backspace) => return self.return_from_relation(context),
            _ => {}
        }
        Next::Stay
    }

    fn paste(&mut self, text: &str, context: &mut Context<'_>) -> Next {
        if self.focus == Focus::Filter && self.filter.field.paste(text) == Edited::Text {
            self.edited(context);
        }
        Next::Stay
    }

    fn pointed(&mut self, pointer: Pointer, context: &mut Context<'_>) -> Next {
        self.point(pointer, context)
    }

    fn refresh(&mut self, context: &Context<'_>) {
        let areas = self.areas(context.size);
        self.find_cursor(context, usize::from(areas.tree.height));
        if self.place.entry.is_none() && self.beside == Beside::Page && matches!(self.focus, Focus::Pane | Focus::Aside)
        {
            self.focus = Focus::Tree;
        }
        if self.focus == Focus::Aside && areas.aside.is_none() {
            self.focus = Focus::Pane;
        }
        self.shown_page(context);
    }
}
