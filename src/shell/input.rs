//! What reaches the loop: what is typed, and what comes back from beside it.
//!
//! The loop itself reads the terminal, because a key that goes from thread to thread is shown later. It sleeps
//! until the terminal has something, or somebody rings.

use std::io::{self, IsTerminal as _, PipeReader, PipeWriter, Read as _, Write as _};
use std::os::fd::AsFd as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossterm::event;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::explore::Opening;
use super::keys;
use super::terminal;
use crate::cli::Failure;
use crate::effect::Outcome;
use crate::notes::Author;
use crate::tui::Msg;

/// What reaches the loop.
pub enum Incoming {
    /// All that was typed since it was last asked for.
    Terminal(Vec<Msg>),
    /// Something came back from the disk, or from a search.
    Outcome(Outcome),
    /// Git was asked for the author's name; nothing on the screen follows from it.
    Author(Author),
    /// A catalog was read, or could not be.
    Read(Box<Result<Opening, Failure>>),
}

/// Everything that reaches the loop comes through here. The terminal is read only when the loop asks, so that
/// an editor that it is lent to gets every key.
pub struct Input {
    post: Post,
    incoming: Receiver<Incoming>,
    bell: PipeReader,
}

impl Input {
    /// Nothing has arrived yet.
    ///
    /// # Errors
    /// The system gives no pipe.
    pub fn new() -> io::Result<Self> {
        let (send, incoming) = channel();
        let (bell, ring) = io::pipe()?;
        Ok(Self { post: Post { send, bell: Bell { ring: Arc::new(ring), rung: Arc::default() } }, incoming, bell })
    }

    /// Waits, then takes everything that has arrived, in order; nothing when the terminal is gone. Where there is
    /// something to wait for, `rest` is done first.
    #[must_use]
    pub fn next(&self, rest: impl FnOnce()) -> Option<Vec<Incoming>> {
        let mut rest = Some(rest);
        loop {
            let typed = typed().ok()?;
            let mut arrived = self.arrived();
            arrived.extend((!typed.is_empty()).then_some(Incoming::Terminal(typed)));
            if !arrived.is_empty() {
                return Some(arrived);
            }
            match rest.take() {
                Some(rest) => rest(),
                None => self.sleep()?,
            }
        }
    }

    /// What came back from beside the loop by now.
    #[must_use]
    pub fn arrived(&self) -> Vec<Incoming> {
        self.incoming.try_iter().collect()
    }

    /// Sleeps until there is something; nothing when the terminal is gone.
    fn sleep(&self) -> Option<()> {
        let stdin = io::stdin();
        let named = if stdin.is_terminal() { None } else { Some(terminal::controlling().ok()?) };
        let keys = named.as_ref().map_or(stdin.as_fd(), |named| named.as_fd());
        let mut watched = [PollFd::new(&keys, PollFlags::IN), PollFd::new(&self.bell, PollFlags::IN)];
        match poll(&mut watched, None) {
            // A signal, such as that of another size, is looked for where the keys are.
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => return None,
        }
        let [keys, bell] = watched.map(|watched| watched.revents());
        if bell.contains(PollFlags::IN) {
            let _ = (&self.bell).read(&mut [0]);
            self.post.bell.rung.store(false, Ordering::SeqCst);
        }
        (!keys.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)).then_some(())
    }

    /// Where others put what is to arrive.
    #[must_use]
    pub fn post(&self) -> &Post {
        &self.post
    }

    /// Does something beside the screen; what comes of it arrives here.
    pub fn beside(&self, act: impl FnOnce(&Post) + Send + 'static) -> JoinHandle<()> {
        let post = self.post.clone();
        thread::spawn(move || act(&post))
    }
}

/// Wakes the loop.
#[derive(Clone)]
pub struct Bell {
    ring: Arc<PipeWriter>,
    /// It rings once for everything that arrives before the loop wakes: a pipe that is full would hold up who
    /// rings.
    rung: Arc<AtomicBool>,
}

impl Bell {
    /// Wakes the loop.
    pub fn ring(&self) {
        if !self.rung.swap(true, Ordering::SeqCst) {
            let _ = (&*self.ring).write(&[0]);
        }
    }
}

/// Where what is to arrive is put.
#[derive(Clone)]
pub struct Post {
    send: Sender<Incoming>,
    bell: Bell,
}

impl Post {
    /// Puts something there. A loop that has ended needs nothing more.
    pub fn send(&self, incoming: Incoming) {
        let _ = self.send.send(incoming);
        self.bell.ring();
    }

    /// What wakes the loop without more.
    #[must_use]
    pub fn bell(&self) -> Bell {
        self.bell.clone()
    }
}

/// What was typed since it was last asked for.
fn typed() -> io::Result<Vec<Msg>> {
    let mut messages = Vec::new();
    while event::poll(Duration::ZERO)? {
        messages.extend(keys::message(event::read()?));
    }
    Ok(messages)
}
