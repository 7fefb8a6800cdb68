//! `landfall export`: the shortlist, or other entries, as a document.

use clap::builder::PossibleValuesParser;

use super::find::find_text;
use super::{Failure, Output, Status, resolve};
use crate::catalog::EntryId;
use crate::record::{FORMATS, Format, Report};
use crate::world::World;

/// What may stand behind `export`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// The entries, the best first; without any, the shortlist
    #[arg(value_name = "ENTRY")]
    pub entries: Vec<String>,
    /// All entries that a query finds
    #[arg(long, value_name = "QUERY", conflicts_with = "entries")]
    pub query: Option<String>,
    /// The form of the document
    #[arg(long, default_value = FORMATS[0].name, value_parser = PossibleValuesParser::new(FORMATS.map(|format| format.name)))]
    pub format: String,
}

/// Writes a document about the chosen entries.
///
/// # Errors
/// Nothing is chosen, a name is unknown, or the query means nothing.
pub fn run(args: &Args, world: &World) -> Result<Output, Failure> {
    let mut talk = Vec::new();
    let report = Report::new(world, &chosen(args, world, &mut talk)?, None);
    let format = Format::named(&args.format)
        .ok_or_else(|| Failure::new(Status::Usage, format!("there is no form `{}`", args.format)))?;
    talk.extend(
        report.missing.iter().map(|id| format!("`{id}` is on the shortlist, but not in this catalog: left out")),
    );
    let mut output = Output::data((format.write)(&report));
    output.talk = talk;
    Ok(output)
}

/// The entries to write about.
fn chosen(args: &Args, world: &World, talk: &mut Vec<String>) -> Result<Vec<EntryId>, Failure> {
    let ids = |entries: Vec<&crate::catalog::Entry>| entries.into_iter().map(|entry| entry.id.clone()).collect();
    if let Some(query) = &args.query {
        let found = find_text(world, query)?;
        talk.extend(found.undecided_words().map(|words| words + ": left out"));
        if found.hits.is_empty() {
            return Err(Failure::new(Status::Nothing, "the query finds nothing to export"));
        }
        return Ok(ids(found.entries()));
    }
    if !args.entries.is_empty() {
        return resolve::entries(&world.catalog, &args.entries).map(ids);
    }
    let shortlist: Vec<EntryId> = world.decision.shortlist.iter().map(|candidate| candidate.entry.clone()).collect();
    if shortlist.iter().all(|id| world.catalog.entry(id).is_none()) {
        return Err(Failure::new(Status::Nothing, "the shortlist is empty, so there is nothing to export")
            .hint("add an entry with `landfall shortlist add ENTRY`, or name entries: `landfall export ENTRY…`"));
    }
    Ok(shortlist)
}
