//! Keeps what is being typed safe: a second after the last key, two at most, and at once when the program
//! is told to end.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::draft;
use super::paths::Paths;
use crate::effect::Change;

/// How long the typing must rest before the draft is written.
const REST: Duration = Duration::from_secs(1);
/// How long a draft is held back while the typing goes on.
const LONGEST: Duration = Duration::from_secs(2);

/// The draft that is not on disk yet.
type Waiting = Arc<Mutex<Option<Change>>>;

/// Writes drafts, not at every key.
#[derive(Clone, Debug)]
pub struct Keeper {
    workspace: PathBuf,
    paths: Paths,
    waiting: Waiting,
    wake: Sender<()>,
}

impl Keeper {
    /// A keeper of the workspace's draft.
    #[must_use]
    pub fn new(workspace: PathBuf, paths: Paths) -> Self {
        let (wake, woken) = channel();
        let keeper = Self { workspace, paths, waiting: Waiting::default(), wake };
        let own = keeper.clone();
        thread::spawn(move || own.wait(&woken));
        keeper
    }

    /// Takes what is typed now; it is on disk soon.
    pub fn keep(&self, change: Change) {
        *self.lock() = Some(change);
        let _ = self.wake.send(());
    }

    /// What was typed is saved, or given up.
    pub fn drop_draft(&self) {
        *self.lock() = None;
        let _ = draft::drop(&self.workspace, &self.paths);
    }

    /// Writes what waits, now.
    pub fn flush(&self) {
        if let Some(change) = self.lock().take() {
            let _ = draft::keep(&self.workspace, &self.paths, &change);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Change>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sleeps until something is typed, then until the typing rests.
    fn wait(&self, woken: &Receiver<()>) {
        while woken.recv().is_ok() {
            let latest = Instant::now() + LONGEST;
            loop {
                let rest = REST.min(latest.saturating_duration_since(Instant::now()));
                match woken.recv_timeout(rest) {
                    Ok(()) if Instant::now() < latest => {}
                    Ok(()) | Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            self.flush();
        }
    }
}
