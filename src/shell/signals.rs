//! Told to end: save the draft, give the terminal back, say nothing, leave with 128 and the signal's number.
//!
//! A thread of its own waits for signals, because a program that hangs on a dead terminal never looks at a
//! flag. Another one waits for the terminal to hang up, once there is a loop that may be busy.

use std::io::{self, IsTerminal as _};
use std::os::fd::AsFd;
use std::process;
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use super::input::Bell;
use super::keeper::Keeper;
use super::terminal;

/// Watches for signals until the program ends; rings when the terminal has another size.
///
/// # Errors
/// The system does not let signals be handled.
pub fn watch(keeper: &Keeper, bell: Bell) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGWINCH])?;
    let own = keeper.clone();
    thread::spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGWINCH => bell.ring(),
                ends => leave(&own, 128 + ends),
            }
        }
    });
    Ok(())
}

/// Watches for the terminal to hang up until the program ends.
pub fn watch_terminal(keeper: &Keeper) {
    let own = keeper.clone();
    thread::spawn(move || {
        if hung_up() {
            leave(&own, 128 + SIGHUP);
        }
    });
}

/// Waits for the terminal to be gone. No timeout: nothing wakes while nothing happens.
fn hung_up() -> bool {
    let stdin = io::stdin();
    let named = if stdin.is_terminal() { None } else { terminal::controlling().ok() };
    let terminal = named.as_ref().map_or(stdin.as_fd(), AsFd::as_fd);
    // Asked for nothing, so that only hang-up and errors answer.
    let mut watched = [PollFd::new(&terminal, PollFlags::empty())];
    loop {
        match poll(&mut watched, None) {
            Ok(_) => return true,
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}

fn leave(keeper: &Keeper, status: i32) -> ! {
    keeper.flush();
    terminal::end();
    process::exit(status)
}

/// Stops the process group, as ctrl-z does; comes back when it is continued.
pub fn suspend() {
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
}
