//! The explorer: from a world that was read to a terminal that is given back.

use std::panic;

use super::draft::{self, Draft};
use super::keeper::Keeper;
use super::screen_loop::ScreenLoop;
use super::start::Prepared;
use super::terminal::{self, Screen};
use super::{disk, signals};
use crate::cli::args::Args;
use crate::cli::{Failure, Status};
use crate::effect::Change;
use crate::tui::model::Model;
use crate::tui::route::Toast;
use crate::tui::theme::Theme;

/// Opens the explorer and stays until the reader leaves.
///
/// # Errors
/// There is no terminal, or it is gone.
pub fn run(args: &Args, prepared: Prepared) -> Result<Status, Failure> {
    if !terminal::is_interactive() {
        return Err(Failure::new(Status::Usage, "the explorer needs a terminal on standard input and output")
            .hint("in scripts: landfall list, show, compare, export; landfall help lists them all"));
    }
    let Prepared { world, performer } = prepared;
    let keeper = Keeper::new(performer.workspace.clone(), performer.paths.clone());
    guard_against_panics(&keeper);
    let gone =
        |error: std::io::Error| Failure::new(Status::Unwritable, format!("the terminal cannot be used: {error}"));
    let mut screen = Screen::take().map_err(gone)?;
    signals::watch(&keeper).map_err(|error| {
        terminal::give_back();
        gone(error)
    })?;
    let ascii = world.config.ascii || terminal::wide_signs();
    let theme = Theme::new(world.config.theme.as_deref(), terminal::colours(), ascii);
    let size = screen.size().map_err(gone)?;
    let (kept, word) = unsaved(&performer);
    let config = world.config.clone();
    let mut model = Model::new(world, theme, size, &args.query.join(" "), kept.as_ref());
    model.world.config.ascii = ascii;
    model.toast = word.or(model.toast);
    fail_for_the_test();
    screen.draw(&model).map_err(|error| {
        terminal::give_back();
        gone(error)
    })?;
    let done = ScreenLoop::new(screen, keeper.clone(), performer, config).run(model);
    keeper.flush();
    terminal::give_back();
    done.map(|()| Status::Done).map_err(gone)
}

/// Text of an earlier run that was not saved, or a word on why it cannot be offered.
fn unsaved(performer: &super::perform::Performer) -> (Option<Change>, Option<Toast>) {
    match draft::load(&performer.workspace, &performer.paths) {
        Ok(Draft::Kept(change)) => (Some(change), None),
        Ok(Draft::None) => (None, None),
        Ok(Draft::Odd(path)) => (
            None,
            Some(Toast::failed(format!("a draft that this version cannot read was put aside: {}", disk::shown(&path)))),
        ),
        Err(error) => (None, Some(Toast::failed(error.to_string()))),
    }
}

/// A test wants to see the terminal come back from one of our own mistakes; released programs have no such switch.
fn fail_for_the_test() {
    #[cfg(debug_assertions)]
    #[allow(clippy::panic)] // this is what is asked for
    if std::env::var_os("LANDFALL_TEST_PANIC").is_some() {
        panic!("the test asked for it");
    }
}

/// Our own mistakes: the draft is saved and the terminal given back before anything is said of them.
fn guard_against_panics(keeper: &Keeper) {
    let keeper = keeper.clone();
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |information| {
        keeper.flush();
        terminal::give_back();
        report(information);
    }));
}
