//! `landfall note`: write on an entry, or show what is noted.

use std::fmt::Write as _;

use serde_json::json;

use super::format::{Format, one_of};
use super::{Failure, Output, Status, resolve};
use crate::catalog::{CriterionId, Entry};
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
    let on = on.map(|criterion| criterion.id.clone());
    if args.edit {
        writable(world)?;
        return Ok(Output::effect(
            Effect::EditOutside { entry: entry.id.clone() },
            format!("note on {} read again", entry.name),
        ));
    }
    if args.text.is_empty() {
        return show(world, entry, on.as_ref(), args.format);
    }
    writable(world)?;
    let text = args.text.join(" ");
    if text.trim().is_empty() && !args.replace {
        return Err(
            Failure::new(Status::Usage, "there is no text to note").hint("--replace with an empty text removes yours")
        );
    }
    let base =
        world.notes.by(&entry.id, &world.author).map(|note| note.raw(on.as_ref()).to_owned()).unwrap_or_default();
    let edit = match args.replace {
        true => NoteEdit::Set { on, base, text },
        false => NoteEdit::Append { on, text },
    };
    let change = Change::Note {
        entry: entry.id.clone(),
        author: world.author.clone(),
        catalog: world.catalog.title.clone(),
        edit,
    };
    Ok(Output::effect(Effect::Change(change), format!("noted on {}", entry.name)))
}

/// Whether anything can be saved here.
///
/// # Errors
/// Nothing can; why, and what to do.
pub fn writable(world: &World) -> Result<(), Failure> {
    match &world.workspace.read_only {
        None => Ok(()),
        Some(why) => Err(Failure::new(Status::Unwritable, format!("nothing can be saved here: {why}"))
            .hint("name a folder of yours with --workspace DIR")),
    }
}

fn show(world: &World, entry: &Entry, on: Option<&CriterionId>, format: Format) -> Result<Output, Failure> {
    let wanted = |note: &&Note| on.is_none_or(|on| note.on_facts.contains_key(on));
    let notes: Vec<&Note> = world.notes.on_entry(&entry.id).filter(wanted).collect();
    let output = Output::data(render(world, &notes, format));
    if notes.is_empty() {
        let mut output = output.status(Status::Nothing);
        output.talk.push(format!("nothing is noted there yet; `landfall note {} \"…\"` writes a note", entry.id));
        return Ok(output);
    }
    Ok(output)
}

/// Notes in one of the forms.
#[must_use]
pub fn render(world: &World, notes: &[&Note], format: Format) -> String {
    if format == Format::Json {
        return json::text(&json!({"schema": json::SCHEMA, "notes": notes}));
    }
    let mut out = String::new();
    for note in notes {
        let name = world.catalog.entry(&note.entry).map_or(note.entry.as_str(), |entry| entry.name.as_str());
        for on in note.subjects() {
            let about = on.and_then(|id| world.catalog.criterion(id)).map(|known| format!(", {}", known.label));
            let about = about.unwrap_or_default();
            let text = note.text(on);
            if format == Format::Markdown {
                let head = escape::inline(&format!("{name}{about}, by {}", note.author));
                let _ = writeln!(out, "**{head}**\n\n{}", quote(&text));
            } else {
                let _ = writeln!(out, "{name}{about} ({})\n  {}\n", note.author, text.replace('\n', "\n  "));
            }
        }
    }
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}
