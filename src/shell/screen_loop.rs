//! The loop: one thread reads the terminal, one works on the disk in order, this one updates and draws.

use std::io::{self, Write as _};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossterm::event;

use super::author;
use super::explore::Opening;
use super::keeper::Keeper;
use super::keys;
use super::perform::Performer;
use super::signals;
use super::terminal::{self, Screen};
use crate::base::text::SafeText;
use crate::catalog::{Catalog, EntryId};
use crate::cli::{Failure, Status};
use crate::effect::{Effect, Outcome};
use crate::notes::Author;
use crate::query::{Index, Search};
use crate::tui::model::Model;
use crate::tui::{Msg, update};

/// What reaches the loop.
pub enum Incoming {
    /// All that was typed since it was last asked for.
    Terminal(Vec<Msg>),
    /// The terminal cannot be read any more.
    Gone,
    /// Something came back from the disk, or from a search.
    Outcome(Outcome),
    /// Git was asked for the author's name; nothing on the screen follows from it.
    Author(Author),
    /// A catalog was read, or could not be.
    Read(Box<Result<Opening, Failure>>),
}

/// Everything that reaches the loop comes through here. The terminal is read only when asked, so that an
/// editor that it is lent to gets every key.
pub struct Input {
    ask: Sender<()>,
    send: Sender<Incoming>,
    incoming: Receiver<Incoming>,
}

impl Default for Input {
    fn default() -> Self {
        let (send, incoming) = channel();
        let (ask, asked) = channel();
        let typed = send.clone();
        thread::spawn(move || read_terminal(&asked, &typed));
        Self { ask, send, incoming }
    }
}

impl Input {
    /// Asks for what is typed next.
    pub fn ask(&self) {
        let _ = self.ask.send(());
    }

    /// Waits for the next thing to arrive.
    #[must_use]
    pub fn next(&self) -> Option<Incoming> {
        self.incoming.recv().ok()
    }

    /// Does something beside the screen; what comes of it arrives here.
    pub fn beside(&self, act: impl FnOnce(&Sender<Incoming>) + Send + 'static) -> JoinHandle<()> {
        let send = self.send.clone();
        thread::spawn(move || act(&send))
    }
}

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
        let config = model.world.config.clone();
        // Asking git takes longer than the first frame.
        input.beside(move |send| {
            let _ = send.send(Incoming::Author(author::find(&config)));
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
            let _ = self.input.send.send(Incoming::Terminal(typed));
        }
        // A large catalog is filtered from the start, too.
        if let Some(search) = model.take_search() {
            self.finder.find(search, &self.input);
        }
        self.input.ask();
        while let Some(first) = self.input.next() {
            let more: Vec<Incoming> = self.input.incoming.try_iter().collect();
            let mut changed = false;
            for incoming in std::iter::once(first).chain(more) {
                changed |= !matches!(incoming, Incoming::Author(_));
                match incoming {
                    Incoming::Author(author) => model.world.author = author,
                    Incoming::Gone => return Ok(()),
                    Incoming::Read(_) => {}
                    Incoming::Outcome(outcome) => self.step(&mut model, Msg::Outcome(outcome))?,
                    Incoming::Terminal(messages) => {
                        for message in messages {
                            self.step(&mut model, message)?;
                        }
                        self.input.ask();
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
                let (columns, rows) = self.screen.size()?;
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
        let arrived: Vec<Incoming> = self.input.incoming.try_iter().collect();
        let fails = |incoming: &Incoming| {
            matches!(incoming, Incoming::Outcome(Outcome::Failed { .. } | Outcome::Refused { .. }))
        };
        if arrived.iter().any(fails) {
            arrived.into_iter().for_each(|incoming| drop(self.input.send.send(incoming)));
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
        let thread = input.beside(move |send| {
            for outcome in jobs.into_iter().filter_map(|effect| performer.perform(effect)) {
                let _ = send.send(Incoming::Outcome(outcome));
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
        input.beside(move |send| {
            for search in asked {
                let generation = search.generation;
                let is_newest = || newest.load(Ordering::Relaxed) == generation;
                if let Some(found) = search.run_while(&catalog, &index, is_newest) {
                    let _ = send.send(Incoming::Outcome(Outcome::Found { generation, found }));
                }
            }
        });
        searches
    }
}

/// Reads only when asked.
fn read_terminal(asked: &Receiver<()>, typed: &Sender<Incoming>) {
    while asked.recv().is_ok() {
        let mut messages = Vec::new();
        while messages.is_empty() || event::poll(Duration::ZERO).unwrap_or(false) {
            match event::read() {
                Ok(event) => messages.extend(keys::message(event)),
                Err(_) => {
                    let _ = typed.send(Incoming::Gone);
                    return;
                }
            }
        }
        if typed.send(Incoming::Terminal(messages)).is_err() {
            return;
        }
    }
}
