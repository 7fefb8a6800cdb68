//! `landfall list`: the entries that a query finds.

use super::columns::aligned;
use super::find::{find, undecided_words};
use super::format::{Format, one_of};
use super::{Failure, Output, Status};
use crate::base::text::SafeText;
use crate::catalog::{Catalog, Entry};
use crate::query::FIELDS;
use crate::record::escape::{csv, inline, table};
use crate::record::json::{self, Head, List, SCHEMA};
use crate::world::World;

/// What may stand behind `list`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = fields())]
pub struct Args {
    /// What to look for: words, and fields such as status:active or max_nodes>=5000; nothing lists all
    pub query: Vec<String>,
    /// The form of the answer
    #[arg(long, default_value = "text",
          value_parser = one_of(&[Format::Text, Format::Json, Format::Csv, Format::Markdown]))]
    pub format: Format,
    /// What becomes of entries that a missing fact leaves undecided
    #[arg(long, default_value = "drop", value_enum)]
    pub unknown: Unknown,
}

/// What becomes of undecided entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Unknown {
    /// They are left out, and counted.
    Drop,
    /// They stand after the hits.
    Keep,
}

/// The fields, for the help text.
fn fields() -> String {
    let rows = FIELDS.map(|field| vec![field.name.to_owned(), field.about.to_owned()]);
    format!(
        "Fields, besides every criterion and every kind of relation:\n{}\n\
         Signs: 'exact ^prefix suffix$ !not a | b (groups) field:a,b field:3..5 field:unknown",
        aligned(&rows, 2, usize::MAX)
    )
}

/// Lists the entries that the query finds.
///
/// # Errors
/// The query means nothing.
pub fn run(args: &Args, world: &World) -> Result<Output, Failure> {
    let query = args.query.join(" ");
    let found = find(world, &query)?;
    let keep = args.unknown == Unknown::Keep;
    let undecided = found.undecided.len();
    let kept = found.undecided.into_iter().filter(|_| keep);
    let entries: Vec<&Entry> = found.hits.into_iter().chain(kept).collect();
    let mut output = Output::data(match args.format {
        Format::Text => aligned(&rows(world, &entries), 0, usize::MAX),
        Format::Json => json(world, &query, &entries),
        Format::Csv => sheet(world, &entries),
        Format::Markdown => markdown(world, &entries),
    });
    if entries.is_empty() {
        output.status = Status::Nothing;
        output.talk.push(format!("nothing is found by `{}`", SafeText::line(&query)));
    }
    if let Some(words) = undecided_words(undecided) {
        let way_out = if keep { "; they stand last" } else { "; `--unknown keep` lists them, too" };
        output.talk.push(words + way_out);
    }
    Ok(output)
}

/// Id, name, vendor, categories, status.
fn rows(world: &World, entries: &[&Entry]) -> Vec<Vec<String>> {
    let row = |entry: &&Entry| {
        let status = entry.status.word().to_owned();
        let (id, name) = (entry.id.to_string(), entry.name.to_string());
        vec![id, name, vendor(&world.catalog, entry), categories(&world.catalog, entry), status]
    };
    entries.iter().map(row).collect()
}

fn vendor(catalog: &Catalog, entry: &Entry) -> String {
    catalog.vendor_name(entry).map_or_else(|| "unknown".to_owned(), ToString::to_string)
}

fn categories(catalog: &Catalog, entry: &Entry) -> String {
    catalog.category_names(entry).iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ")
}

fn json(world: &World, query: &str, entries: &[&Entry]) -> String {
    json::text(&List {
        schema: SCHEMA,
        catalog: &world.catalog.title,
        query: SafeText::line(query),
        total: world.catalog.entries.len(),
        entries: entries.iter().map(|entry| Head::new(entry)).collect(),
    })
}

fn sheet(world: &World, entries: &[&Entry]) -> String {
    let mut out = csv(["id", "name", "vendor", "categories", "status", "summary"]);
    for entry in entries {
        let (vendor, categories) = (vendor(&world.catalog, entry), categories(&world.catalog, entry));
        let status = entry.status.word();
        out.push_str(&csv([entry.id.as_str(), &entry.name, &vendor, &categories, status, &entry.summary]));
    }
    out
}

fn markdown(world: &World, entries: &[&Entry]) -> String {
    let head = ["Id", "Name", "Vendor", "Categories", "Status"].map(str::to_owned);
    let escaped = |row: &Vec<String>| row.iter().map(|cell| inline(cell)).collect();
    table(&head, &rows(world, entries).iter().map(escaped).collect::<Vec<_>>())
}
