//! `landfall list`: the entries that a query finds.

use super::columns::aligned;
use super::find::{Asked, find};
use super::format::{Format, one_of};
use super::listing::Listing;
use super::{Failure, Output, Status};
use crate::catalog::{By, Catalog, Column, Facet, Order};
use crate::query::FIELDS;
use crate::world::World;

/// What may stand behind `list`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = help())]
pub struct Args {
    /// Which entries to list.
    #[command(flatten)]
    pub asked: Asked,
    /// The form of the answer
    #[arg(long, default_value = "text",
          value_parser = one_of(&[Format::Text, Format::Json, Format::Csv, Format::Markdown]))]
    pub format: Format,
    /// What becomes of entries that a missing fact leaves undecided
    #[arg(long, default_value = "leave", value_enum)]
    pub unknown: Unknown,
    /// In which order: name, fit, newest (by the last event) or a criterion, the better first; with a `-` before
    /// it reversed; else the best fit first where the query has words, and by name. What is unknown stands last
    #[arg(long, allow_hyphen_values = true)]
    pub order: Option<String>,
    /// What stands beside the names: vendor, status, licence, started, any criterion, with commas between
    #[arg(long, value_name = "COLUMNS")]
    pub columns: Option<String>,
    /// Under headings: category, status, vendor, or a criterion that is answered by a few words
    #[arg(long, value_name = "FIELD")]
    pub group: Option<String>,
}

/// What becomes of undecided entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Unknown {
    /// They stand behind the hits, marked
    Keep,
    /// They are left out, and counted
    Leave,
}

const JSON: &str = "\
JSON: {\"schema\":1,\"catalog\",\"query\",\"total\",\"entries\":[
  {\"id\",\"name\",\"former_names\",\"vendor\",\"categories\",\"status\",\"summary\"}]}
With `--saved` the query is the saved one with the typed one behind it. With `--unknown keep` each entry says whether it is \"undecided\"; with `--group` there is, too,
\"groups\":{\"field\",\"groups\":[{\"word\",\"label\",\"within\",\"entries\":[ids]}]}, where a category has the entries \
of those within it.

Exit status: 1 where nothing is found.";

/// The fields, signs and keys, for the help text.
fn help() -> String {
    let rows = FIELDS.map(|field| vec![field.name.to_owned(), field.about.to_owned()]);
    format!(
        "Fields, besides every criterion and every kind of relation:\n{}\n\
         Signs: 'exact ^prefix suffix$ !not a | b (groups) field:a,b field:3..5 field:unknown\n\
         `landfall query` explains them by examples of the catalog.\n\n{JSON}",
        aligned(&rows, 2, usize::MAX)
    )
}

/// How the list is made, with every word understood.
struct Shape {
    order: Order,
    columns: Option<Vec<Column>>,
    group: Option<Facet>,
}

impl Shape {
    fn read(args: &Args, catalog: &Catalog) -> Result<Self, Failure> {
        let order = args.order.as_deref().map(|word| Order::read(word, catalog)).transpose()?;
        let columns = args.columns.as_deref().map(|words| Column::read(words, catalog)).transpose()?;
        let group = args.group.as_deref().map(|field| Facet::read(field, catalog)).transpose()?;
        match args.format {
            Format::Json if columns.is_some() => {
                Err(Failure::new(Status::Usage, "JSON has keys of its own, not columns").hint(
                    "columns are for text, csv and markdown; every fact is in `landfall show ENTRY --format json`",
                ))
            }
            Format::Csv if group.is_some() => Err(Failure::new(Status::Usage, "a sheet has no groups")
                .hint("`--columns FIELD` puts the answer beside each name; groups are for text, json and markdown")),
            _ => Ok(Self { order: order.unwrap_or_else(|| By::Fit.into()), columns, group }),
        }
    }
}

/// Lists the entries that the query finds.
///
/// # Errors
/// The query, the order, a column or the group means nothing.
pub fn run(args: &Args, world: &World) -> Result<Output, Failure> {
    let Shape { order, columns, group } = Shape::read(args, &world.catalog)?;
    let mut found = find(world, &args.asked)?;
    order.sort(&mut found.hits, &world.catalog);
    order.sort(&mut found.undecided, &world.catalog);
    let keeps = args.unknown == Unknown::Keep;
    let listing = Listing::new(&world.catalog, &found, keeps).beside(columns).within(group);
    let mut output = Output::data(match args.format {
        Format::Text => listing.text(),
        Format::Json => listing.json(&found.text),
        Format::Csv => listing.sheet(),
        Format::Markdown => listing.markdown(),
    });
    if listing.is_empty() {
        output.status = Status::Nothing;
        output.talk.push(found.nothing_words());
    }
    let way_out = if keeps { "; they stand last" } else { "; `--unknown keep` lists them, too" };
    output.talk.extend(found.undecided_words().map(|words| words + way_out));
    Ok(output)
}
