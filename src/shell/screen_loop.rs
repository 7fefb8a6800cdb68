//! The loop: one thread reads the terminal, one works on the disk in order, this one updates and draws.

use std::io;
use std::process;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event;

use super::author;
use super::keeper::Keeper;
use super::keys;
use super::perform::Performer;
use super::signals;
use super::terminal::{self, Screen};
use crate::base::text::SafeText;
use crate::config::Config;
use crate::effect::{Effect, Outcome};
use crate::notes::Author;
use crate::tui::model::Model;
use crate::tui::{Msg, update};

/// What reaches the loop.
enum Incoming {
    /// All that was typed since the loop last asked.
    Terminal(Vec<Msg>),
    /// The terminal cannot be read any more.
    Gone,
    /// Something came back from the disk.
    Outcome(Outcome),
    /// Git was asked for the author's name; nothing on the screen follows from it.
    Author(Author),
}

/// Threads and channels around the model.
pub struct ScreenLoop {
    screen: Screen,
    keeper: Keeper,
    performer: Performer,
    incoming: Receiver<Incoming>,
    ask: Sender<()>,
    work: Sender<Effect>,
}

impl ScreenLoop {
    /// Starts the threads on a terminal that was taken and shows the first frame: nothing of what they do is
    /// to hold that back.
    #[must_use]
    pub fn new(screen: Screen, keeper: Keeper, performer: Performer, config: Config) -> Self {
        let (send, incoming) = channel();
        let (ask, asked) = channel();
        let (work, jobs) = channel::<Effect>();
        let typed = send.clone();
        thread::spawn(move || read_terminal(&asked, &typed));
        let named = send.clone();
        // Asking git takes longer than the first frame.
        thread::spawn(move || {
            let _ = named.send(Incoming::Author(author::find(&config)));
        });
        let disk = performer.clone();
        thread::spawn(move || {
            for effect in jobs {
                if let Some(outcome) = disk.perform(effect)
                    && send.send(Incoming::Outcome(outcome)).is_err()
                {
                    return;
                }
            }
        });
        Self { screen, keeper, performer, incoming, ask, work }
    }

    /// Runs until the reader leaves.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn run(mut self, mut model: Model) -> io::Result<()> {
        let _ = self.ask.send(());
        while let Ok(first) = self.incoming.recv() {
            let more: Vec<Incoming> = self.incoming.try_iter().collect();
            let mut changed = false;
            for incoming in std::iter::once(first).chain(more) {
                changed |= !matches!(incoming, Incoming::Author(_));
                match incoming {
                    Incoming::Author(author) => model.world.author = author,
                    Incoming::Gone => return Ok(()),
                    Incoming::Outcome(outcome) => self.step(&mut model, Msg::Outcome(outcome))?,
                    Incoming::Terminal(messages) => {
                        for message in messages {
                            self.step(&mut model, message)?;
                        }
                        let _ = self.ask.send(());
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
            if let Some(outcome) = self.perform(effect, &model.world.author)? {
                self.step(model, Msg::Outcome(outcome))?;
            }
        }
        Ok(())
    }

    /// What needs the terminal is done here, at once; everything else goes to the disk's thread.
    fn perform(&mut self, effect: Effect, author: &Author) -> io::Result<Option<Outcome>> {
        match effect {
            Effect::Quit => self.leave(),
            Effect::Suspend => {
                self.screen.lend(signals::suspend)?;
                let (columns, rows) = self.screen.size()?;
                // A resize while stopped is not reported; the size is asked for instead.
                Ok(Some(Outcome::Resized(columns, rows)))
            }
            Effect::EditOutside { entry } => {
                let performer = &self.performer;
                Ok(Some(self.screen.lend(|| performer.edit(&entry, author))?))
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
            Effect::Remember(_) => Ok(self.performer.perform(effect)),
            Effect::DropDraft => {
                self.keeper.drop_draft();
                Ok(None)
            }
            other => {
                let _ = self.work.send(other);
                Ok(None)
            }
        }
    }

    /// Freeing large catalogs takes longer than leaving them to the system.
    fn leave(&self) -> ! {
        self.keeper.flush();
        terminal::give_back();
        process::exit(0)
    }
}

/// Reads only when asked, so that an editor that the terminal is lent to gets every key.
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
