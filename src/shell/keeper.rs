//! Keeps what is being typed safe: a second after the last key, two at most, and at once when the program
//! is told to end.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::draft;
use super::paths::Paths;
use crate::effect::Change;

/// How long the typing must rest before the draft is written.
const REST: Duration = Duration::from_secs(1);
/// How long a draft is held back while the typing goes on.
const LONGEST: Duration = Duration::from_secs(2);

/// Where drafts are kept, and the one that is not on disk yet.
#[derive(Debug, Default)]
struct Waiting {
    place: Option<(PathBuf, Paths)>,
    change: Option<Change>,
    /// Wakes the thread that writes it; most who open the program never type a note.
    wake: Option<Sender<()>>,
}

/// Writes drafts, not at every key. It has nothing to keep until it serves a workspace.
#[derive(Clone, Debug, Default)]
pub struct Keeper {
    waiting: Arc<Mutex<Waiting>>,
}

impl Keeper {
    /// From now on it keeps the draft of this workspace.
    pub fn serve(&self, workspace: PathBuf, paths: Paths) {
        self.lock().place = Some((workspace, paths));
    }

    /// Takes what is typed now; it is on disk soon.
    pub fn keep(&self, change: Change) {
        let mut waiting = self.lock();
        waiting.change = Some(change);
        let _ = waiting.wake.get_or_insert_with(|| self.start()).send(());
    }

    fn start(&self) -> Sender<()> {
        let (wake, woken) = channel();
        let own = self.clone();
        thread::spawn(move || own.wait(&woken));
        wake
    }

    /// What was typed is saved, or given up.
    pub fn drop_draft(&self) {
        let mut waiting = self.lock();
        waiting.change = None;
        if let Some((workspace, paths)) = &waiting.place {
            let _ = draft::drop(workspace, paths);
        }
    }

    /// Writes what waits, now.
    pub fn flush(&self) {
        let mut waiting = self.lock();
        if let (Some(change), Some((workspace, paths))) = (waiting.change.take(), &waiting.place) {
            let _ = draft::keep(workspace, paths, &change);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
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
