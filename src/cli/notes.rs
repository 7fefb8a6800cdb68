//! `landfall notes`: all that is noted.

use super::format::{Format, one_of};
use super::{Output, Status, note};
use crate::notes::Note;
use crate::world::World;

/// What may stand behind `notes`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// The form of the answer
    #[arg(long, default_value = "text", value_parser = one_of(&[Format::Text, Format::Json, Format::Markdown]))]
    pub format: Format,
}

/// Every note of the workspace, by entry and author.
#[must_use]
pub fn run(args: &Args, world: &World) -> Output {
    let notes: Vec<&Note> = world.notes.all().iter().collect();
    let mut output = Output::data(note::render(world, &notes, args.format));
    if notes.is_empty() {
        output.talk.push("nothing is noted yet; `landfall note ENTRY \"…\"` writes a note".to_owned());
        return output.status(Status::Nothing);
    }
    output
}
