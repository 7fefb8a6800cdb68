//! `landfall schema`: the form of a catalog's files, for editors.

use super::Output;
use crate::record::{json, schema};
use crate::world::World;

/// What may stand behind `schema`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = HELP)]
pub struct Args {
    /// Of which kind of file
    #[arg(default_value = "entry", value_enum)]
    pub of: File,
}

/// The kinds of files that a catalog is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum File {
    /// catalog.yaml: vendors, categories, relations, criteria, glossary
    Catalog,
    /// A file of entries/: it knows the criteria, categories, vendors and relations of the opened catalog
    Entry,
}

const HELP: &str = "\
The answer is a JSON Schema (draft 7). An editor with a YAML language server completes and checks a file that \
names the schema in its first line:

  # yaml-language-server: $schema=../entry.json

Written by:

  landfall schema entry --catalog my-catalog -o my-catalog/entry.json
  landfall schema catalog -o my-catalog/catalog.json

What a schema cannot say (dates in the future, relations to nowhere, what became of things) is said by \
`landfall check`.";

/// The schema of that kind of file.
#[must_use]
pub fn run(args: &Args, world: &World) -> Output {
    Output::data(json::text(&match args.of {
        File::Catalog => schema::catalog(),
        File::Entry => schema::entry(&world.catalog),
    }))
}
