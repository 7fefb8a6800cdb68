//! The explorer: from a world that was read to a terminal that is given back.

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::Arc;
use std::{panic, thread};

use super::cache::Unkept;
use super::draft::{self, Draft};
use super::input::{Incoming, Input};
use super::keeper::Keeper;
use super::screen_loop::ScreenLoop;
use super::start::{Asking, Prepared};
use super::terminal::{self, Screen};
use super::{disk, signals};
use crate::base::text::SafeText;
use crate::cli::args::{Args, Common};
use crate::cli::{Failure, Status};
use crate::effect::Change;
use crate::query::Index;
use crate::tui::Msg;
use crate::tui::model::Model;
use crate::tui::route::Toast;
use crate::tui::theme::Theme;

/// What the explorer opens with.
pub struct Opening {
    /// What was read.
    prepared: Prepared,
    /// What searches of its catalog have in common.
    index: Arc<Index>,
}

impl Opening {
    fn read(common: &Common) -> Result<Self, Failure> {
        let prepared = Prepared::new(common, Asking::Later)?;
        let index = Arc::new(Index::new(&prepared.world.catalog));
        Ok(Self { prepared, index })
    }
}

/// Opens the explorer and stays until the reader leaves. The built-in catalog is there at once; for any
/// other, the screen is there first.
///
/// # Errors
/// There is no terminal, or it is gone; the catalog cannot be opened.
pub fn run(args: &Args) -> Result<Status, Failure> {
    let options = &args.options;
    let reads_input = options.common.catalog.iter().any(|path| path == Path::new("-"));
    if reads_input && io::stdin().is_terminal() {
        return Err(Failure::new(
            Status::Usage,
            "`--catalog -` reads a catalog from standard input, which is the terminal",
        )
        .hint("pipe it: landfall --catalog - < landscape.yml"));
    }
    if !terminal::is_interactive(options.pick, reads_input) {
        return Err(Failure::new(Status::Usage, "the explorer needs a terminal on standard input and output")
            .hint("in scripts: landfall list, show, compare, export; landfall help lists them all"));
    }
    if options.common.catalog.is_empty() {
        let opening = Opening::read(&options.common)?;
        let (keeper, input) = prepare()?;
        return explore(args, take(keeper, input)?, opening);
    }
    let (keeper, input) = prepare()?;
    read_beside(&options.common, &input);
    match wait(&options.common, take(keeper, input)?) {
        Ok(Some((taken, opening))) => explore(args, taken, opening),
        other => {
            terminal::give_back();
            other.map(|_| if options.pick { Status::Nothing } else { Status::Done })
        }
    }
}

/// The terminal as it was taken: what is shown there, what is typed there, and who keeps that safe.
struct Taken {
    screen: Screen,
    input: Input,
    keeper: Keeper,
    /// What was typed before there was anything to type into.
    typed: Vec<Msg>,
}

fn gone(error: io::Error) -> Failure {
    terminal::give_back();
    Failure::new(Status::Unwritable, format!("the terminal cannot be used: {error}"))
}

/// Who keeps safe what is typed, and where everything arrives: what must be there before anything can go wrong.
fn prepare() -> Result<(Keeper, Input), Failure> {
    let keeper = Keeper::default();
    guard_against_panics(&keeper);
    let input = Input::new().map_err(gone)?;
    signals::watch(&keeper, input.post().bell()).map_err(gone)?;
    Ok((keeper, input))
}

/// Reads a catalog while the terminal is taken and says so.
fn read_beside(common: &Common, input: &Input) {
    let common = common.clone();
    input.beside(move |post| {
        fail_for_the_test("reading");
        post.send(Incoming::Read(Box::new(Opening::read(&common))));
    });
}

fn take(keeper: Keeper, input: Input) -> Result<Taken, Failure> {
    let screen = Screen::take().map_err(gone)?;
    Ok(Taken { screen, input, keeper, typed: Vec::new() })
}

/// Waits for a catalog that is being read; nothing where the reader does not want to.
fn wait(common: &Common, mut taken: Taken) -> Result<Option<(Taken, Opening)>, Failure> {
    let names: Vec<_> = common.catalog.iter().map(|path| disk::shown(path).to_string()).collect();
    let name = SafeText::line(&names.join(" + "));
    let theme = Theme::new(None, terminal::colours(), terminal::wide_signs());
    taken.screen.draw_waiting(&name, &theme).map_err(gone)?;
    while let Some(arrived) = taken.input.next(|| {}) {
        match end_of_waiting(arrived, &mut taken.typed) {
            Some(end) => return end.map(|opening| opening.map(|opening| (taken, opening))),
            None => taken.screen.draw_waiting(&name, &theme).map_err(gone)?,
        }
    }
    Ok(None)
}

/// How the waiting ends by what has arrived, if it does: with what was read, or with nothing where the reader leaves.
fn end_of_waiting(arrived: Vec<Incoming>, typed: &mut Vec<Msg>) -> Option<Result<Option<Opening>, Failure>> {
    let (mut read, mut is_left) = (None, false);
    for incoming in arrived {
        match incoming {
            Incoming::Read(catalog) => read = Some(*catalog),
            Incoming::Terminal(messages) if leaves(typed, &messages) => is_left = true,
            Incoming::Terminal(messages) => typed.extend(messages),
            Incoming::Outcome(_) | Incoming::Author(_) => {}
        }
    }
    match read {
        // Why there is nothing to wait for is said to who leaves, too.
        Some(Err(failure)) => Some(Err(failure)),
        _ if is_left => Some(Ok(None)),
        read => read.map(|read| read.map(Some)),
    }
}

/// Whether the reader does not want to wait. After other keys a `q` may belong to a word.
fn leaves(before: &[Msg], messages: &[Msg]) -> bool {
    let is = |message: &Msg, key: &str| key.parse().is_ok_and(|key| *message == Msg::Key(key));
    let first = messages.first().filter(|_| before.is_empty());
    messages.iter().any(|message| is(message, "ctrl-c"))
        || first.is_some_and(|message| is(message, "q") || is(message, "esc"))
}

fn explore(args: &Args, taken: Taken, Opening { prepared, index }: Opening) -> Result<Status, Failure> {
    let Taken { mut screen, input, keeper, typed } = taken;
    let Prepared { world, performer, unkept } = prepared;
    keeper.serve(performer.workspace.clone(), performer.paths.clone());
    let ascii = world.config.ascii || terminal::wide_signs();
    let theme = Theme::new(world.config.theme.as_deref(), terminal::colours(), ascii);
    let size = terminal::size().map_err(gone)?;
    let (kept, word) = unsaved(&performer);
    let mut model = Model::new(world, index, theme, size, &args.query.join(" "), kept.as_ref());
    model.world.config.ascii = ascii;
    model.toast = word.or(model.toast);
    fail_for_the_test("drawing");
    if model.world.config.mouse {
        screen.take_mouse().map_err(gone)?;
    }
    screen.draw(&model).map_err(gone)?;
    if !args.options.common.catalog.is_empty() {
        prepare_for_later(&model, unkept);
    }
    let done = ScreenLoop::new((screen, input, keeper.clone()), performer, &model, args.options.pick).run(model, typed);
    keeper.flush();
    terminal::give_back();
    done.map(|()| Status::Done).map_err(gone)
}

/// What a landscape needs after its first frame, done before anybody asks.
fn prepare_for_later(model: &Model, unkept: Vec<Unkept>) {
    let index = Arc::clone(&model.index);
    thread::spawn(move || {
        fail_for_the_test("preparing");
        index.texts();
        unkept.iter().for_each(Unkept::keep);
    });
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
#[cfg_attr(not(debug_assertions), allow(unused_variables))]
fn fail_for_the_test(doing: &str) {
    #[cfg(debug_assertions)]
    #[allow(clippy::panic)] // this is what is asked for
    if std::env::var("LANDFALL_TEST_PANIC").is_ok_and(|named| named == doing) {
        panic!("the test asked for it");
    }
}

/// Our own mistakes, on whichever thread: the draft is saved and the terminal given back before anything is said of
/// them, and the report ends the program.
fn guard_against_panics(keeper: &Keeper) {
    let keeper = keeper.clone();
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |information| {
        keeper.flush();
        terminal::end();
        report(information);
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Incoming {
        Incoming::Terminal(vec![Msg::Key(name.parse().unwrap())])
    }

    fn unreadable() -> Incoming {
        Incoming::Read(Box::new(Err(Failure::new(Status::Unreadable, "there is none"))))
    }

    #[test]
    fn who_leaves_is_told_why_there_is_no_catalog_where_that_is_known() {
        let mut typed = Vec::new();
        let end = end_of_waiting(vec![key("q"), unreadable()], &mut typed);
        assert_eq!(end.unwrap().err().unwrap().status, Status::Unreadable);
        assert!(matches!(end_of_waiting(vec![key("q")], &mut typed), Some(Ok(None))));
    }

    #[test]
    fn what_is_typed_meanwhile_is_kept_and_a_letter_of_it_does_not_leave() {
        let mut typed = Vec::new();
        assert!(end_of_waiting(vec![key("/")], &mut typed).is_none());
        assert!(end_of_waiting(vec![key("q")], &mut typed).is_none());
        assert_eq!(typed.len(), 2);
        assert!(matches!(end_of_waiting(vec![key("ctrl-c")], &mut typed), Some(Ok(None))));
    }
}
