//! One save at a time in a workspace, whichever process it comes from.
//!
//! The lock lies in the state directory, so that the reader's version control never sees it.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::shell::disk;

/// How long a save waits for another one, which takes milliseconds unless its process was stopped.
const PATIENCE: Duration = Duration::from_secs(10);

/// Held while it lives.
#[derive(Debug)]
pub struct Lock {
    file: Option<File>,
}

/// Somebody else has held the lock for too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy;

impl Lock {
    /// Waits for the lock of that file. Where the system has no locks, it is not held, and that is that:
    /// a save looks at the file again before it replaces it.
    ///
    /// # Errors
    /// Another process holds it and does not let go.
    pub fn take(path: &Path) -> Result<Self, Busy> {
        let Some(file) = open(path) else { return Ok(Self { file: None }) };
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { file: Some(file) }),
                Err(TryLockError::Error(_)) => return Ok(Self { file: None }),
                Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => return Err(Busy),
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(2)),
            }
        }
    }

    /// Whether nobody else can hold it now.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.file.is_some()
    }
}

fn open(path: &Path) -> Option<File> {
    disk::make_folder(path.parent()?).ok()?;
    OpenOptions::new().create(true).append(true).open(path).ok()
}
