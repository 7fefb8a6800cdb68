//! `landfall export`: the shortlist, or other entries, as a document.

use super::{Failure, Output, Status, list, resolve};
use crate::record::{FORMATS, Report};
use crate::world::World;

/// What may stand behind `export`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// Entries to write instead of the shortlist
    pub entries: Vec<String>,
    /// Write what this query finds instead of the shortlist
    #[arg(long, value_name = "QUERY", conflicts_with = "entries")]
    pub query: Option<String>,
    /// The form of the document
    #[arg(long, default_value = "markdown", value_parser = FORMATS.map(|format| format.name))]
    pub format: String,
}

/// The document.
///
/// # Errors
/// There is nothing to write, a name is not one entry's, or the query is flawed.
pub fn run(args: &Args, world: &World) -> Result<Output, Failure> {
    let report = match (&args.query, args.entries.as_slice()) {
        (Some(query), _) => {
            let found = list::find(world, query)?;
            Report::new(world, found.hits.iter().filter_map(|hit| world.catalog.entries.get(hit.entry)).collect())
        }
        (None, []) => Report::of_shortlist(world),
        (None, names) => Report::new(world, resolve::entries(&world.catalog, names)?),
    };
    if report.entries.is_empty() {
        return Err(Failure::new(Status::Nothing, "there is nothing to export").hint(
            "put entries on the shortlist with `landfall shortlist add ENTRY`, name some, or give a --query that finds some",
        ));
    }
    let format = FORMATS.iter().find(|format| format.name == args.format);
    Ok(Output::data(format.map(|format| (format.write)(&report)).unwrap_or_default()))
}
