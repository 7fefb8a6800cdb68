//! From the command line to a command or the explorer, and from what it did to an exit status.

use std::io::{self, Read as _, Write as _};
use std::panic;
use std::path::{Path, PathBuf};
use std::process::{self, ExitCode};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::CommandFactory as _;

use super::cache::{self, Unkept};
use super::paths::Paths;
use super::perform::Performer;
use super::{author, builtin, catalog_files, explore, save, session_file, terminal, workspace};
use crate::base::date::Day;
use crate::base::diagnostic::{Diagnostic, Sources, report};
use crate::base::suggest;
use crate::base::text::SafeText;
use crate::catalog::{Catalog, mix};
use crate::cli::args::{Args, Command, Common};
use crate::cli::{self, Failure, Output, Status};
use crate::config::Config;
use crate::effect::{Effect, Outcome, Refusal};
use crate::notes::{Author, Note};
use crate::tui::manual;
use crate::world::World;

/// How a program ends that found a mistake of its own, as Rust programs do.
const MISTAKE: i32 = 101;

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    end_with_mistakes();
    match run(&Args::read(&std::env::args_os().collect::<Vec<_>>())) {
        Ok(status) => ExitCode::from(status as u8),
        Err(failure) => {
            say(&format!("landfall: {failure}"));
            ExitCode::from(failure.status as u8)
        }
    }
}

/// Our own mistakes, on whichever thread: they are reported, and the program ends, for nobody would do that thread's
/// work.
fn end_with_mistakes() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |information| {
        report(information);
        process::exit(MISTAKE)
    }));
}

fn run(args: &Args) -> Result<Status, Failure> {
    match &args.command {
        None => {
            refuse_near_command(&args.query)?;
            explore::run(args)
        }
        Some(command) => {
            let Answer { output, doer, unkept } = answer(command, &args.options.common)?;
            let delivered = deliver(output, args.options.common.output.as_deref(), doer.as_ref());
            unkept.iter().filter(|unkept| unkept.slot.bytes() > SMALL).for_each(Unkept::keep);
            delivered
        }
    }
}

/// A landscape of no more bytes is read so fast that a command does not stay for the sake of the next one.
const SMALL: u64 = 256 << 10;

/// What a command answers.
struct Answer {
    output: Output,
    /// Who performs what it asks for, and in whose name.
    doer: Option<(Performer, Author)>,
    /// What goes into the cache when all is said.
    unkept: Vec<Unkept>,
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        Self { output, doer: None, unkept: Vec::new() }
    }
}

/// The command's answer. Commands that need no world are not made to
/// wait for one, nor to fail with it.
fn answer(command: &Command, common: &Common) -> Result<Answer, Failure> {
    match command {
        Command::Keys(args) => return Ok(manual::run(args).into()),
        Command::Completions(args) => return Ok(cli::completions::run(args).into()),
        Command::Check(args) => return Ok(check(args, common)?.into()),
        _ => {}
    }
    let Prepared { world, performer, unkept } = Prepared::new(common, Asking::Now)?;
    // A shell that completes a word has no place for them.
    if !matches!(command, Command::Complete(_)) {
        warn_of_errors(&world);
    }
    let output = match command {
        Command::List(args) => cli::list::run(args, &world),
        Command::Show(args) => cli::show::run(args, &world),
        Command::Compare(args) => cli::compare::run(args, &world),
        Command::Note(args) => cli::note::run(&with_input(args)?, &world),
        Command::Notes(args) => Ok(cli::notes::run(args, &world)),
        Command::Shortlist(args) => cli::shortlist::run(args, &world),
        Command::Queries(args) => cli::queries::run(args, &world),
        Command::Query(args) => Ok(cli::query::run(args, &world, terminal::paper(&world.config))),
        Command::Complete(args) => Ok(cli::complete::run(args, &world)),
        Command::Stats(args) => cli::stats::run(args, &world, terminal::paper(&world.config)),
        Command::Due(args) => cli::due::run(args, &world),
        Command::Schema(args) => Ok(cli::schema::run(args, &world)),
        Command::Export(args) => cli::export::run(args, &world),
        Command::Check(_) | Command::Keys(_) | Command::Completions(_) => Ok(Output::data(String::new())),
    }?;
    Ok(Answer { output, doer: Some((performer, world.author)), unkept })
}

/// The text of a note that `-` takes from standard input.
fn with_input(args: &cli::note::Args) -> Result<cli::note::Args, Failure> {
    let mut args = args.clone();
    if args.text == ["-"] {
        let mut text = String::new();
        let limit = Note::LIMIT as u64 + 1;
        io::stdin().lock().take(limit).read_to_string(&mut text).map_err(|error| {
            Failure::new(Status::Unreadable, format!("standard input cannot be read: {}", super::disk::reason(&error)))
        })?;
        args.text = vec![text];
    }
    Ok(args)
}

/// Whether git is asked for the author's name now, or beside the first frame.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// Before anything else.
    Now,
    /// Later; the login does until then.
    Later,
}

/// What was read, and who performs what is asked for.
pub struct Prepared {
    /// What a command or screen may look at.
    pub world: World,
    /// Who saves.
    pub performer: Performer,
    /// What was read and does not lie in the cache yet.
    pub unkept: Vec<Unkept>,
}

impl Prepared {
    /// Reads catalog, settings, notes and decision.
    ///
    /// # Errors
    /// The catalog that was named cannot be opened, or the settings cannot be read.
    pub fn new(common: &Common, asking: Asking) -> Result<Self, Failure> {
        let paths = Paths::find().map_err(|error| Failure::new(Status::Unreadable, error.to_string()))?;
        let config = config(&paths.config_file())?;
        let author = if asking == Asking::Now { author::find(&config) } else { provisional(&config) };
        let Opened { catalog, mut diagnostics, mut sources, unkept } = open(&common.catalog, &paths)?;
        let current = std::env::current_dir().unwrap_or_default();
        let root = workspace::find(common.workspace.as_deref(), &current, &paths, &catalog.title);
        let loaded = workspace::load(&root, &author);
        save::sweep(&root, &paths, &loaded.leftovers);
        sources.extend(loaded.sources);
        diagnostics.extend(loaded.diagnostics);
        let world = World {
            catalog,
            diagnostics,
            sources,
            notes: loaded.notes,
            decision: loaded.decision,
            queries: loaded.queries,
            workspace: loaded.workspace,
            author,
            today: common.today.map_or_else(today, |date| date.last()),
            config,
            session: session_file::load(&root, &paths),
        };
        Ok(Self { world, performer: Performer { workspace: root, paths }, unkept })
    }
}

/// Catalogs as one.
#[derive(Default)]
struct Opened {
    catalog: Arc<Catalog>,
    diagnostics: Vec<Diagnostic>,
    sources: Sources,
    unkept: Vec<Unkept>,
}

/// The catalogs at these paths as one; without any, the built-in one.
fn open(catalogs: &[PathBuf], paths: &Paths) -> Result<Opened, Failure> {
    if catalogs.is_empty() {
        let built_in = builtin::catalog();
        return Ok(Opened { catalog: built_in.value.into(), diagnostics: built_in.diagnostics, ..Opened::default() });
    }
    let (mut all, mut opened) = (Vec::new(), Opened::default());
    for path in catalogs {
        let (loaded, slot) = cache::open(path, paths)?;
        let catalog = Arc::new(loaded.catalog.value);
        let (diagnostics, sources) = (loaded.catalog.diagnostics, loaded.sources);
        opened.diagnostics.extend(diagnostics.iter().cloned());
        opened.sources.extend(sources.clone());
        let unkept = |slot| Unkept { slot, catalog: Arc::clone(&catalog), diagnostics, sources, files: loaded.files };
        opened.unkept.extend(slot.map(unkept));
        all.push(catalog);
    }
    opened.catalog = one(all);
    Ok(opened)
}

/// One catalog stays where it is, though it is still to be put into the cache.
fn one(mut catalogs: Vec<Arc<Catalog>>) -> Arc<Catalog> {
    match catalogs.pop() {
        Some(only) if catalogs.is_empty() => only,
        last => Arc::new(mix(catalogs.into_iter().chain(last).map(Arc::unwrap_or_clone).collect())),
    }
}

/// The report on the catalogs that are named, else on the one that is opened, else on the built-in one.
fn check(args: &cli::check::Args, common: &Common) -> Result<Output, Failure> {
    if let Some(code) = &args.explain {
        return Ok(cli::check::explain(code.as_deref(), args.format));
    }
    let paths = if args.paths.is_empty() { common.catalog.clone() } else { args.paths.clone() };
    let today = common.today.map_or_else(today, |date| date.last());
    Ok(cli::check::run(args, &catalog_files::check(&paths, today)?))
}

fn provisional(config: &Config) -> Author {
    Author::new(config.author.as_deref().unwrap_or_default())
}

fn today() -> Day {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Day::from_unix_days(i64::try_from(seconds / 86_400).unwrap_or(0))
}

fn config(path: &Path) -> Result<Config, Failure> {
    let unreadable = |why: &dyn std::fmt::Display| {
        Failure::new(Status::Unreadable, format!("the settings in {} cannot be used: {why}", super::disk::shown(path)))
            .hint("mend the file, or move it away to go on with the defaults")
    };
    match std::fs::read_to_string(path) {
        Ok(text) => serde_yaml::from_str(&text).map_err(|error| unreadable(&error)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Config::default()),
        Err(error) => Err(unreadable(&super::disk::reason(&error))),
    }
}

/// Errors of the files are said once, and never stop a command that can do without the broken parts.
fn warn_of_errors(world: &World) {
    for diagnostic in &world.diagnostics {
        say(report(diagnostic, &world.sources).trim_end());
    }
}

/// A first word that nearly is a subcommand is more likely a slip than a search.
fn refuse_near_command(query: &[String]) -> Result<(), Failure> {
    let [word] = query else { return Ok(()) };
    let commands = Args::command();
    let names: Vec<&str> = commands.get_subcommands().map(clap::Command::get_name).collect();
    let slip = |name: &&str| word.len() > 3 && strsim::damerau_levenshtein(word, name) <= 2;
    match suggest::nearest(word, names.iter().copied()).filter(slip) {
        Some(name) => Err(Failure::new(Status::Usage, format!("there is no command `{}`", SafeText::line(word))).hint(
            format!("did you mean `landfall {name}`? To filter by that word: landfall \"'{}\"", SafeText::line(word)),
        )),
        None => Ok(()),
    }
}

/// Performs, prints, and says how it went.
fn deliver(output: Output, to: Option<&Path>, doer: Option<&(Performer, Author)>) -> Result<Status, Failure> {
    for effect in output.effects {
        let outcome = doer.and_then(|(performer, author)| match &effect {
            Effect::EditOutside { entry } => Some(performer.edit(entry, author)),
            _ => performer.perform(effect),
        });
        match outcome {
            Some(Outcome::Failed { why, .. }) => return Err(Failure::new(Status::Unwritable, why.to_string())),
            Some(Outcome::Refused { refusal, .. }) => return Err(refused(&refusal)),
            _ => {}
        }
    }
    if let Some(path) = to {
        save::export(path, &output.data).map_err(|error| Failure::new(Status::Unwritable, error.to_string()))?;
        say(&format!("written to {}", super::disk::shown(path)));
    } else {
        print(&output.data)?;
    }
    for line in &output.talk {
        say(line);
    }
    Ok(output.status)
}

fn refused(refusal: &Refusal) -> Failure {
    match refusal {
        Refusal::Conflict { .. } => Failure::new(Status::Unwritable, "the same lines were changed meanwhile")
            .hint("look at the note, then try again"),
        Refusal::Unfit { why } => Failure::new(Status::Unwritable, why.clone()),
    }
}

/// Standard output; a reader that went away is no failure.
fn print(data: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(data.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(
            Status::Unwritable,
            format!("standard output cannot be written: {}", super::disk::reason(&error)),
        )),
        _ => Ok(()),
    }
}

/// Standard error; nobody may be there.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
