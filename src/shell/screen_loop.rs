//! The loop: one thread works on the disk in order, this one reads the terminal, updates and draws.

use std::io::{self, Write as _};
use std::ops::Range;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use super::author;
use super::input::{Incoming, Input};
use super::keeper::Keeper;
use super::perform::Performer;
use super::signals;
use super::terminal::{self, Screen};
use crate::base::text::SafeText;
use crate::catalog::{Catalog, EntryId};
use crate::cli::Status;
use crate::effect::{Effect, Outcome};
use crate::query::{AT_ONCE, Found, Index, Look, Search};
use crate::tui::model::Model;
use crate::tui::{Msg, update};

/// Threads and channels around the model.
pub struct ScreenLoop {
    screen: Screen,
    input: Input,
    keeper: Keeper,
    performer: Performer,
    disk: Disk,
    finder: Finder,
    picks: bool,
}

impl ScreenLoop {
    /// Starts the threads on a terminal that was taken and shows the first frame: nothing of what they do is
    /// to hold that back. With `picks`, what is chosen is printed on leaving.
    #[must_use]
    pub fn new(taken: (Screen, Input, Keeper), performer: Performer, model: &Model, picks: bool) -> Self {
        let (screen, input, keeper) = taken;
        signals::watch_terminal(&keeper);
        let config = model.world.config.clone();
        // Asking git takes longer than the first frame.
        input.beside(move |post| {
            post.send(Incoming::Author(author::find(&config)));
        });
        let disk = Disk::start(&performer, &input);
        let finder = Finder::new(model);
        Self { screen, input, keeper, performer, disk, finder, picks }
    }

    /// Runs until the reader leaves, beginning with what was `typed` already.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn run(mut self, mut model: Model, typed: Vec<Msg>) -> io::Result<()> {
        if !typed.is_empty() {
            self.input.post().send(Incoming::Terminal(typed));
        }
        // A large catalog is filtered from the start, too.
        if let Some(search) = model.take_search() {
            self.finder.find(search, &self.input);
        }
        while let Some(arrived) = self.input.next(|| model.look_ahead()) {
            let mut changed = false;
            for incoming in arrived {
                changed |= !matches!(incoming, Incoming::Author(_));
                match incoming {
                    Incoming::Author(author) => model.world.author = author,
                    Incoming::Read(_) => {}
                    Incoming::Outcome(outcome) => self.step(&mut model, Msg::Outcome(outcome))?,
                    Incoming::Terminal(messages) => {
                        for message in messages {
                            self.step(&mut model, message)?;
                        }
                    }
                }
            }
            if changed {
                self.screen.draw(&model)?;
            }
        }
        Ok(())
    }

    fn step(&mut self, model: &mut Model, message: Msg) -> io::Result<()> {
        for effect in update(model, message) {
            if let Some(outcome) = self.perform(effect, model)? {
                self.step(model, Msg::Outcome(outcome))?;
            }
        }
        Ok(())
    }

    /// What needs the terminal is done here, at once; everything else goes to the disk's thread.
    fn perform(&mut self, effect: Effect, model: &Model) -> io::Result<Option<Outcome>> {
        match effect {
            Effect::Quit => Ok(self.leave(Some(model.chosen()))),
            Effect::Abandon => Ok(self.leave(None)),
            Effect::Suspend => {
                self.screen.lend(signals::suspend)?;
                let (columns, rows) = terminal::size()?;
                // A resize while stopped is not reported; the size is asked for instead.
                Ok(Some(Outcome::Resized(columns, rows)))
            }
            Effect::EditOutside { entry } => {
                let performer = &self.performer;
                Ok(Some(self.screen.lend(|| performer.edit(&entry, &model.world.author))?))
            }
            Effect::Copy(text) => {
                self.screen.copy(&text)?;
                let words = format!("sent to the terminal for the clipboard: {text}");
                Ok(Some(Outcome::Copied(SafeText::line(&words))))
            }
            Effect::KeepDraft(change) => {
                self.keeper.keep(change);
                Ok(None)
            }
            Effect::Find(search) => {
                self.finder.find(search, &self.input);
                Ok(None)
            }
            Effect::Remember(_) => Ok(self.performer.perform(effect)),
            Effect::DropDraft => {
                self.keeper.drop_draft();
                Ok(None)
            }
            other => {
                let _ = self.disk.work.send(other);
                Ok(None)
            }
        }
    }

    /// Leaves when everything is written. Where something could not be, the reader stays and is told. Freeing
    /// large catalogs takes longer than leaving them to the system.
    fn leave(&mut self, chosen: Option<Vec<EntryId>>) -> Option<Outcome> {
        let disk = Disk::start(&self.performer, &self.input);
        std::mem::replace(&mut self.disk, disk).finish();
        let arrived = self.input.arrived();
        let fails = |incoming: &Incoming| {
            matches!(incoming, Incoming::Outcome(Outcome::Failed { .. } | Outcome::Refused { .. }))
        };
        if arrived.iter().any(fails) {
            arrived.into_iter().for_each(|incoming| self.input.post().send(incoming));
            return None;
        }
        self.keeper.flush();
        terminal::give_back();
        let status = match (self.picks, chosen) {
            (false, _) => Status::Done,
            (true, chosen) => print_ids(&chosen.unwrap_or_default()),
        };
        process::exit(status as i32)
    }
}

/// Prints one id a line; nothing chosen is nothing found.
fn print_ids(ids: &[EntryId]) -> Status {
    let text: String = ids.iter().map(|id| format!("{id}\n")).collect();
    let mut out = io::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Who closed the pipe wants no more.
        Ok(()) | Err(_) if ids.is_empty() => Status::Nothing,
        Ok(()) => Status::Done,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Done,
        Err(_) => Status::Unwritable,
    }
}

/// Works on the disk in order, beside the screen.
struct Disk {
    work: Sender<Effect>,
    thread: JoinHandle<()>,
}

impl Disk {
    fn start(performer: &Performer, input: &Input) -> Self {
        let (work, jobs) = channel::<Effect>();
        let performer = performer.clone();
        let thread = input.beside(move |post| {
            for outcome in jobs.into_iter().filter_map(|effect| performer.perform(effect)) {
                post.send(Incoming::Outcome(outcome));
            }
        });
        Self { work, thread }
    }

    /// Waits for what is still to be done.
    fn finish(self) {
        drop(self.work);
        let _ = self.thread.join();
    }
}

/// Looks through both halves of many places at once, where there is a thread to be had.
fn in_halves(look: &Look<'_>, all: Range<usize>) -> Option<Found> {
    if all.len() < AT_ONCE {
        return look(all);
    }
    let (Range { start, end }, middle) = (all.clone(), all.start + all.len() / 2);
    thread::scope(|scope| {
        let Ok(second) = thread::Builder::new().spawn_scoped(scope, move || look(middle..end)) else {
            return look(all);
        };
        Some(look(start..middle)?.followed_by(second.join().ok()??))
    })
}

/// Searches large catalogs beside the screen. A search that another one overtakes is given up.
struct Finder {
    catalog: Arc<Catalog>,
    index: Arc<Index>,
    newest: Arc<AtomicU64>,
    /// To the thread that searches; most catalogs are small and never need one.
    searches: Option<Sender<Search>>,
}

impl Finder {
    fn new(model: &Model) -> Self {
        let (catalog, index) = (Arc::clone(&model.world.catalog), Arc::clone(&model.index));
        Self { catalog, index, newest: Arc::default(), searches: None }
    }

    fn find(&mut self, search: Search, input: &Input) {
        self.newest.store(search.generation, Ordering::Relaxed);
        let searches = self.searches.take().unwrap_or_else(|| self.start(input));
        let _ = searches.send(search);
        self.searches = Some(searches);
    }

    fn start(&self, input: &Input) -> Sender<Search> {
        let (searches, asked) = channel::<Search>();
        let (catalog, index) = (Arc::clone(&self.catalog), Arc::clone(&self.index));
        let newest = Arc::clone(&self.newest);
        input.beside(move |post| {
            for search in asked {
                let generation = search.generation;
                let is_newest = || newest.load(Ordering::Relaxed) == generation;
                if let Some(found) = search.run_by(&catalog, &index, is_newest, in_halves) {
                    post.send(Incoming::Outcome(Outcome::Found { generation, found }));
                }
            }
        });
        searches
    }
}
