//! `landfall note`: write on an entry, or show what is noted.

use serde_json::json;

use super::format::{Format, one_of};
use super::{Failure, Output, Status, resolve};
use crate::catalog::{Criterion, CriterionId, Entry};
use crate::effect::{Change, Effect};
use crate::notes::{Note, NoteEdit};
use crate::record::{escape, json, quote};
use crate::world::World;

/// What may stand behind `note`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// An entry's id, name or former name
    pub entry: String,
    /// A paragraph to add; `-` takes it from standard input; without it the notes are shown
    pub text: Vec<String>,
    /// Note on the answer to this criterion instead of on the entry
    #[arg(long, value_name = "CRITERION")]
    pub on: Option<String>,
    /// Put the text in the place of your earlier one instead of adding it
    #[arg(long, requires = "text")]
    pub replace: bool,
    /// Open the note in your editor
    #[arg(long, conflicts_with_all = ["text", "replace", "on"])]
    pub edit: bool,
    /// The form of the answer
    #[arg(long, default_value = "text", value_parser = one_of(&[Format::Text, Format::Json, Format::Markdown]))]
    pub format: Format,
}

/// Adds to the note, or shows it. `text` stands in `args` already where it came from standard input.
///
/// # Errors
/// No entry or criterion has that name, or nothing can be saved here.
pub fn run(args: &Args, world: &World) -> Result<Output, Failure> {
    let entry = resolve::entry(&world.catalog, &args.entry)?;
    let on = args.on.as_deref().map(|name| resolve::criterion(&world.catalog, name)).transpose()?;
    if args.text.is_empty() && !args.edit {
        return Ok(show(world, entry, on.map(|criterion| &criterion.id), args.format));
    }
    writable(world)?;
    if args.edit {
        let effect = Effect::EditOutside { entry: entry.id.clone() };
        return Ok(Output::effect(effect, format!("note on {} read again", entry.name)));
    }
    write(args, world, entry, on)
}

fn write(args: &Args, world: &World, entry: &Entry, on: Option<&Criterion>) -> Result<Output, Failure> {
    let text = args.text.join(" ");
    let is_empty = text.trim().is_empty();
    if is_empty && !args.replace {
        return Err(
            Failure::new(Status::Usage, "there is no text to note").hint("--replace with an empty text removes yours")
        );
    }
    let about = on.map_or_else(String::new, |criterion| format!(", {}", criterion.label));
    let on = on.map(|criterion| criterion.id.clone());
    let edit = if args.replace {
        let mine = world.notes.by(&entry.id, &world.author);
        let base = mine.map_or_else(String::new, |note| note.raw(on.as_ref()).to_owned());
        NoteEdit::Set { on, base, text }
    } else {
        NoteEdit::Append { on, text }
    };
    let (entry_id, author, catalog) = (entry.id.clone(), world.author.clone(), world.catalog.title.clone());
    let change = Change::Note { entry: entry_id, author, catalog, edit };
    let done = if is_empty { "no longer noted on" } else { "noted on" };
    Ok(Output::effect(Effect::Change(change), format!("{done} {}{about}", entry.name)))
}

/// Whether anything can be saved here.
///
/// # Errors
/// Nothing can; why, and what to do.
pub fn writable(world: &World) -> Result<(), Failure> {
    match &world.workspace.read_only {
        None => Ok(()),
        Some(why) => {
            Err(Failure::new(Status::Unwritable, why.as_str()).hint("name a folder of yours with --workspace DIR"))
        }
    }
}

fn show(world: &World, entry: &Entry, on: Option<&CriterionId>, format: Format) -> Output {
    let about = |note: &Note| on.map_or_else(|| Some(note.clone()), |on| note.only(on));
    let notes: Vec<Note> = world.notes.on_entry(&entry.id).filter_map(about).collect();
    let mut output = Output::data(render(world, &notes, format));
    if notes.is_empty() {
        output.talk.push(format!("nothing is noted there yet; `landfall note {} \"…\"` writes a note", entry.id));
        return output.status(Status::Nothing);
    }
    output
}

/// Notes in one of the forms.
#[must_use]
pub fn render(world: &World, notes: &[Note], format: Format) -> String {
    if format == Format::Json {
        return json::text(&json!({"schema": json::SCHEMA, "notes": notes}));
    }
    let parts = notes.iter().flat_map(|note| note.subjects().map(move |on| part(world, note, on, format)));
    parts.collect::<Vec<_>>().join("\n")
}

/// What a note says on one subject, under a line that says on what, and who says so.
fn part(world: &World, note: &Note, on: Option<&CriterionId>, format: Format) -> String {
    let name = world.catalog.entry(&note.entry).map_or(note.entry.as_str(), |entry| entry.name.as_str());
    let label = |id: &CriterionId| match world.catalog.criterion(id) {
        Some(criterion) => format!(", {}", criterion.label),
        None => format!(", {id}"),
    };
    let subject = format!("{name}{}", on.map_or_else(String::new, label));
    let text = note.text(on);
    match format {
        Format::Markdown => {
            format!("**{}**, {}:\n\n{}", escape::inline(&subject), escape::inline(note.author.name()), quote(&text))
        }
        _ => format!("{subject} ({})\n{}", note.author, indented(&text)),
    }
}

fn indented(text: &str) -> String {
    let line = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") };
    text.lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::cli::sample;
    use crate::notes::{Author, Book};

    fn world(notes: &[(&str, &str, &str)]) -> World {
        let note =
            |(entry, author, raw): &(&str, &str, &str)| Note::parse(entry.parse().unwrap(), Author::new(author), raw);
        World { notes: Book::new(notes.iter().map(note)), ..sample::world() }
    }

    fn args(entry: &str, text: &[&str]) -> Args {
        Args {
            entry: entry.to_owned(),
            text: text.iter().map(|word| (*word).to_owned()).collect(),
            on: None,
            replace: false,
            edit: false,
            format: Format::Text,
        }
    }

    fn edit(args: &Args, world: &World) -> NoteEdit {
        match run(args, world).unwrap().effects.as_slice() {
            [Effect::Change(Change::Note { edit, .. })] => edit.clone(),
            other => panic!("{other:?}"),
        }
    }

    fn max_nodes() -> Option<CriterionId> {
        "max_nodes".parse().ok()
    }

    #[test]
    fn words_become_a_paragraph() {
        let output = run(&args("GKE", &["works", "for", "us"]), &world(&[])).unwrap();
        let change = Change::Note {
            entry: "gke".parse().unwrap(),
            author: Author::new("Ann"),
            catalog: SafeText::line("Sample"),
            edit: NoteEdit::Append { on: None, text: "works for us".to_owned() },
        };
        assert_eq!(output.effects, [Effect::Change(change)]);
        assert_eq!(output.talk, ["noted on Google Kubernetes Engine"]);
    }

    #[test]
    fn a_replaced_part_is_held_against_what_was_there() {
        let world = world(&[("gke", "Ann", "One\n\n## @max_nodes\nmany\n"), ("gke", "Bob", "Two")]);
        let replace = Args { replace: true, ..args("gke", &["new"]) };
        assert_eq!(edit(&replace, &world), NoteEdit::Set { on: None, base: "One".to_owned(), text: "new".to_owned() });
        let on_fact = Args { on: Some("Nodes per cluster".to_owned()), ..replace };
        assert_eq!(
            edit(&on_fact, &world),
            NoteEdit::Set { on: max_nodes(), base: "many".to_owned(), text: "new".to_owned() }
        );
    }

    #[test]
    fn an_empty_text_removes_only_where_it_replaces() {
        let failure = run(&args("gke", &[" "]), &world(&[])).unwrap_err();
        assert_eq!((failure.status, failure.message.as_str()), (Status::Usage, "there is no text to note"));
        let emptied = Args { replace: true, ..args("gke", &[""]) };
        let output = run(&emptied, &world(&[("gke", "Ann", "One")])).unwrap();
        assert_eq!(output.talk, ["no longer noted on Google Kubernetes Engine"]);
    }

    #[test]
    fn nothing_is_asked_for_where_nothing_can_be_saved() {
        let mut world = world(&[("gke", "Ann", "One")]);
        world.workspace.read_only = Some(SafeText::line("nothing can be saved in /x: read-only file system"));
        for args in [args("gke", &["x"]), Args { edit: true, ..args("gke", &[]) }] {
            let failure = run(&args, &world).unwrap_err();
            assert_eq!(failure.status, Status::Unwritable);
            assert!(failure.to_string().contains("--workspace"), "{failure}");
        }
        assert_eq!(run(&args("gke", &[]), &world).unwrap().status, Status::Done);
    }

    #[test]
    fn notes_are_shown_part_by_part() {
        let world = world(&[("gke", "Ann", "One\n\ntwo\n## @max_nodes\nmany\n"), ("gke", "Bob", "## @other\nx")]);
        let shown = |format, on: Option<&str>| {
            let args = Args { format, on: on.map(str::to_owned), ..args("gke", &[]) };
            run(&args, &world).unwrap().data
        };
        let name = "Google Kubernetes Engine";
        assert_eq!(
            shown(Format::Text, None),
            format!(
                "{name} (Ann)\n  One\n\n  two\n\n{name}, Nodes per cluster (Ann)\n  many\n\n{name}, other (Bob)\n  x\n"
            )
        );
        assert_eq!(shown(Format::Text, Some("max_nodes")), format!("{name}, Nodes per cluster (Ann)\n  many\n"));
        assert_eq!(
            shown(Format::Markdown, Some("max_nodes")),
            format!("**{name}, Nodes per cluster**, Ann:\n\n> many\n")
        );
        let read: serde_json::Value = serde_json::from_str(&shown(Format::Json, None)).unwrap();
        let ann = json!({"entry": "gke", "author": "Ann", "text": "One\n\ntwo", "on": {"max_nodes": "many"}});
        assert_eq!(read["notes"][0], ann);
        assert_eq!(read["notes"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn a_note_cannot_drive_the_terminal() {
        let world = world(&[("gke", "Ann", "a\u{1b}[31m\n## @max_nodes\n\u{202e}x")]);
        for format in [Format::Text, Format::Markdown, Format::Json] {
            let data = run(&Args { format, ..args("gke", &[]) }, &world).unwrap().data;
            assert!(!data.contains(['\u{1b}', '\u{202e}']) && !data.contains("u001b"), "{data:?}");
        }
    }

    #[test]
    fn no_note_is_nothing_found_and_says_how_to_write_one() {
        let output = run(&args("ecs", &[]), &world(&[("gke", "Ann", "One")])).unwrap();
        assert_eq!((output.status, output.data.as_str()), (Status::Nothing, ""));
        assert!(output.talk.concat().contains("landfall note ecs"), "{:?}", output.talk);
    }
}
