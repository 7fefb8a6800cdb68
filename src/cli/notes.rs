//! `landfall notes`: all that is noted.

use super::format::{Format, one_of};
use super::{Output, Status, note};
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
    let notes = world.notes.all();
    let mut output = Output::data(note::render(world, notes, args.format));
    if notes.is_empty() {
        output.talk.push("nothing is noted yet; `landfall note ENTRY \"…\"` writes a note".to_owned());
        return output.status(Status::Nothing);
    }
    output
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::sample;
    use crate::notes::{Author, Book, Note};

    fn note(entry: &str, author: &str, raw: &str) -> Note {
        Note::parse(entry.parse().unwrap(), Author::new(author), raw)
    }

    #[test]
    fn notes_of_entries_that_the_catalog_does_not_have_are_shown_by_id() {
        let notes = Book::new([note("zeta", "Ann", "gone"), note("gke", "Bob", "b"), note("gke", "Ann", "a")]);
        let output = run(&Args { format: Format::Text }, &World { notes, ..sample::world() });
        let name = "Google Kubernetes Engine";
        assert_eq!(output.data, format!("{name} (Ann)\n  a\n\n{name} (Bob)\n  b\n\nzeta (Ann)\n  gone\n"));
        assert_eq!(output.status, Status::Done);
    }

    #[test]
    fn no_notes_are_nothing_found() {
        let output = run(&Args { format: Format::Json }, &sample::world());
        assert_eq!(output.status, Status::Nothing);
        assert!(output.data.contains("\"notes\": []"), "{}", output.data);
    }
}
