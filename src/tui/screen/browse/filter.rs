//! The filter bar: what is typed there, and what was found by it.

use super::tree::Kept;
use crate::query::{self, Completion, Flaw, Found, Query, Search};
use crate::tui::kit::edit::Field;
use crate::tui::surface::Context;

/// Larger catalogs are searched beside the screen, so that every key answers at once.
const AT_ONCE: usize = query::AT_ONCE;

/// The filter and what follows from it. A flawed filter keeps what was found last.
#[derive(Debug)]
pub struct Filter {
    /// What is typed.
    pub field: Field,
    /// What is wrong with it.
    pub flaws: Vec<Flaw>,
    /// What it asks, if it asks for anything.
    pub query: Option<Query>,
    /// What was found.
    pub found: Option<Found>,
    /// Which entries that keeps.
    pub kept: Option<Kept>,
    /// What the word at the cursor may become.
    pub offer: Option<Offer>,
    /// The text that `found` was found by.
    found_by: String,
    /// The text of the last search.
    asked: String,
    /// The number of the last search.
    generation: u64,
    /// A search that waits to be run beside the screen.
    pending: Option<Search>,
    /// Whether the last search is under way there.
    running: bool,
    /// How far back in the history the text is from, and what was typed before going there.
    recalled: Option<(usize, String)>,
    /// What came of the texts that this one was typed on, the shortest first: there and back again, nothing is
    /// searched twice.
    shorter: Vec<Answered>,
}

/// A sound text, and what came of it.
#[derive(Debug)]
struct Answered {
    text: String,
    query: Query,
    found: Found,
    offer: Option<Offer>,
}

/// Candidates for the word at the cursor, and the one that is chosen.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The candidates.
    pub completion: Completion,
    /// The chosen one, from nought.
    pub choice: usize,
    /// Whether the reader went through them: then enter takes the chosen one.
    pub is_meant: bool,
}

impl Filter {
    /// A filter with that text, nothing found yet.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            field: Field::line(text),
            flaws: Vec::new(),
            query: None,
            found: None,
            kept: None,
            offer: None,
            found_by: String::new(),
            asked: String::new(),
            generation: 0,
            pending: None,
            running: false,
            recalled: None,
            shorter: Vec::new(),
        }
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> String {
        self.field.text()
    }

    /// Another text, with the cursor at its end.
    pub fn set(&mut self, text: &str) {
        self.field = Field::line(text);
        self.offer = None;
    }

    /// Finds what the text asks for: at once, or in a large catalog beside the screen.
    pub fn search(&mut self, context: &Context<'_>, keeps_unknown: bool) {
        self.flaws.clear();
        (self.pending, self.running) = (None, false);
        match Query::parse(&self.text(), &context.world.catalog) {
            Ok(query) if query.is_empty() => (self.query, self.found) = (None, None),
            Ok(query) => {
                let search = self.next_search(context);
                self.asked.clone_from(&search.text);
                if context.world.catalog.entries.len() > AT_ONCE {
                    self.pending = Some(search);
                } else {
                    self.found = search.run_while(&context.world.catalog, context.index, || true);
                    self.found_by.clone_from(&self.asked);
                }
                self.query = Some(query);
            }
            Err(flaws) => self.flaws = flaws,
        }
        self.keep(context, keeps_unknown);
    }

    /// The text was changed by hand: offers what it may become, and finds what it asks for.
    pub fn edited(&mut self, context: &Context<'_>, keeps_unknown: bool) {
        let text = self.text();
        self.recalled = None;
        self.shorter.retain(|shorter| text.starts_with(&shorter.text));
        match self.shorter.pop_if(|shorter| shorter.text == text && self.field.cursor() == text.len()) {
            Some(shorter) => self.return_to(shorter, context, keeps_unknown),
            None => {
                // Of a large catalog it would take more memory than it is worth.
                if context.world.catalog.entries.len() <= AT_ONCE {
                    self.set_aside(&text);
                }
                self.offer(context);
                self.search(context, keeps_unknown);
            }
        }
    }

    fn return_to(&mut self, shorter: Answered, context: &Context<'_>, keeps_unknown: bool) {
        let Answered { text, query, found, offer } = shorter;
        (self.query, self.found, self.offer) = (Some(query), Some(found), offer);
        self.asked.clone_from(&text);
        self.found_by = text;
        self.flaws.clear();
        self.keep(context, keeps_unknown);
    }

    /// Keeps what came of the text so far, where what is typed now goes on from there.
    fn set_aside(&mut self, now: &str) {
        let goes_on = self.flaws.is_empty() && self.asked == self.found_by && now.starts_with(&self.asked);
        if goes_on && let Some((query, found)) = self.query.clone().zip(self.found.clone()) {
            let offer = self.offer.take().map(|offer| Offer { choice: 0, is_meant: false, ..offer });
            self.shorter.push(Answered { text: self.asked.clone(), query, found, offer });
        }
    }

    /// The world has changed, and what was found with it.
    pub fn forget(&mut self) {
        self.shorter.clear();
    }

    /// The search for the text.
    fn next_search(&mut self, context: &Context<'_>) -> Search {
        self.generation += 1;
        let text = self.text();
        let before = self.found.as_ref().filter(|_| Query::narrows(&self.found_by, &text));
        let among = before.map(|found| found.hits.iter().map(|hit| hit.entry).collect());
        Search { among, generation: self.generation, ..context.world.search(&text) }
    }

    /// The search that is to be run beside the screen, once.
    pub fn take_pending(&mut self) -> Option<Search> {
        self.pending.take().inspect(|_| self.running = true)
    }

    /// Whether a search is under way.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.running || self.pending.is_some()
    }

    /// What a search found beside the screen; whether it is the one that was asked for last.
    pub fn receive(&mut self, generation: u64, found: Found) -> bool {
        let is_last = generation == self.generation && self.running;
        if is_last {
            self.running = false;
            self.found = Some(found);
            self.found_by.clone_from(&self.asked);
        }
        is_last
    }

    /// Sorts out anew which entries are kept.
    pub fn keep(&mut self, context: &Context<'_>, keeps_unknown: bool) {
        let entries = context.world.catalog.entries.len();
        self.kept = None;
        self.kept = self.found.as_ref().map(|found| Kept::new(found, entries, keeps_unknown));
    }

    /// An older filter of the history, or a newer one; whether there was one.
    pub fn recall(&mut self, history: &[String], older: bool) -> bool {
        let (back, typed) = self.recalled.take().unwrap_or_else(|| (0, self.text()));
        let wanted = if older { back + 1 } else { back.saturating_sub(1) };
        let text = match wanted {
            0 => Some(typed.as_str()),
            _ => history.len().checked_sub(wanted).and_then(|at| history.get(at)).map(String::as_str),
        };
        let found = text.filter(|_| wanted != back).map(str::to_owned);
        let back = if found.is_some() { wanted } else { back };
        if let Some(text) = &found {
            self.set(text);
        }
        self.recalled = (back > 0).then_some((back, typed));
        found.is_some()
    }

    /// Offers what the word at the cursor may become. A cursor that is only moved
    /// asks for nothing.
    fn offer(&mut self, context: &Context<'_>) {
        let text = self.text();
        let search = context.world.search(&text);
        let completion =
            query::complete(&text, self.field.cursor(), &search.context(&context.world.catalog, context.index));
        self.offer = completion.map(|completion| Offer { completion, choice: 0, is_meant: false });
    }

    /// Chooses another candidate; whether there are any.
    pub fn choose(&mut self, next: bool) -> bool {
        let Some(offer) = &mut self.offer else { return false };
        let count = offer.completion.candidates.len();
        offer.is_meant = true;
        offer.choice = (offer.choice + if next { 1 } else { count - 1 }) % count;
        true
    }

    /// Takes the chosen candidate; whether there was one. A field is followed by an offer of its values, a value that
    /// is whole by a space.
    pub fn complete(&mut self, context: &Context<'_>) -> bool {
        let Some(offer) = self.offer.take() else { return false };
        let Some(candidate) = offer.completion.candidates.get(offer.choice) else { return false };
        let at_end = offer.completion.span.end == self.text().len();
        let is_field = candidate.text.ends_with(':');
        let space = if at_end && !is_field { " " } else { "" };
        self.field.replace(offer.completion.span, &format!("{}{space}", candidate.text));
        self.recalled = None;
        if is_field {
            self.offer(context);
        }
        true
    }

    /// The text with one more condition, or without it where it stands there already; what is half typed as an
    /// alternative is put in parentheses first.
    #[must_use]
    pub fn toggled(&self, condition: &str) -> String {
        let text = closed(self.text());
        let (mut around, condition_there) = (format!(" {text} "), format!(" {condition} "));
        if around.contains(&condition_there) {
            while around.contains(&condition_there) {
                around = around.replace(&condition_there, " ");
            }
            return around.trim().to_owned();
        }
        match text.trim() {
            "" => condition.to_owned(),
            open if open.ends_with('|') => format!("({open}) {condition}"),
            text => format!("{text} {condition}"),
        }
    }
}

/// The text without a quote that is open at its end: what is added behind it would be a part of it.
fn closed(mut text: String) -> String {
    let (mut is_open, mut letters) = (false, text.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            '"' => is_open = !is_open,
            _ => {}
        }
    }
    if is_open {
        text.push('"');
    }
    text
}
