//! `landfall list`: the entries that a query finds.

use std::collections::BTreeSet;

use serde_json::json;

use super::format::{Format, one_of};
use super::{Failure, Output, Status};
use crate::base::width::{fit, width};
use crate::catalog::Entry;
use crate::query::{Context, Found, Index, Query};
use crate::record::{csv, json, markdown};
use crate::world::World;

/// What may stand behind `list`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// Words and fields, as in the filter bar: kube status:active gpu:yes
    pub query: Vec<String>,
    /// The form of the answer
    #[arg(long, default_value = "text", value_parser = one_of(&[Format::Text, Format::Json, Format::Csv, Format::Markdown]))]
    pub format: Format,
    /// Entries that a missing fact leaves undecided: leave them out, or keep them
    #[arg(long, default_value = "drop", value_parser = ["drop", "keep"])]
    pub unknown: String,
}

/// The entries that fit, the best first; without a query all, by name.
///
/// # Errors
/// The query is flawed; every flaw is shown under its place.
pub fn run(args: &Args, world: &World) -> Result<Output, Failure> {
    let text = args.query.join(" ");
    let found = find(world, &text)?;
    let kept: &[usize] = if args.unknown == "keep" { &found.unknown } else { &[] };
    let numbers = found.hits.iter().map(|hit| hit.entry).chain(kept.iter().copied());
    let entries: Vec<&Entry> = numbers.filter_map(|number| world.catalog.entries.get(number)).collect();
    let data = match args.format {
        Format::Text => table(world, &entries),
        Format::Csv => comma_separated(world, &entries),
        Format::Markdown => marked_down(world, &entries),
        Format::Json => json::document(&json!({
            "schema": json::SCHEMA,
            "catalog": world.catalog.title,
            "query": text,
            "total": world.catalog.entries.len(),
            "entries": entries.iter().map(|entry| json::head(entry)).collect::<Vec<_>>(),
        })),
    };
    let mut output = Output::data(data);
    let undecided = found.unknown.len() - kept.len();
    if undecided > 0 {
        output.talk.push(format!("{undecided} more may fit: a fact is unknown; --unknown keep lists them, too"));
    }
    if entries.is_empty() {
        output.talk.push(format!("nothing matches `{text}`"));
        return Ok(output.status(Status::Nothing));
    }
    Ok(output)
}

/// What a query finds in the world.
///
/// # Errors
/// The query is flawed.
pub fn find(world: &World, text: &str) -> Result<Found, Failure> {
    let query = Query::parse(text, &world.catalog).map_err(|flaws| {
        let reports = flaws.iter().map(|flaw| match &flaw.hint {
            Some(hint) => format!("{}\n  {hint}", flaw.report(text)),
            None => flaw.report(text),
        });
        let reports: Vec<String> = reports.collect();
        Failure::new(Status::Usage, format!("the query cannot be read\n{}", reports.join("\n")))
    })?;
    let index = Index::new(&world.catalog);
    let shortlist: BTreeSet<_> = world.decision.shortlist.iter().map(|candidate| candidate.entry.clone()).collect();
    Ok(query.run(&Context {
        catalog: &world.catalog,
        index: &index,
        notes: &world.notes,
        shortlist: &shortlist,
        today: world.today,
    }))
}

/// Id, name, vendor, categories and status of an entry.
fn cells(world: &World, entry: &Entry) -> [String; 5] {
    let categories: Vec<&str> = world.catalog.category_names(entry).iter().map(|name| name.as_str()).collect();
    [
        entry.id.to_string(),
        entry.name.to_string(),
        world.catalog.vendor_name(entry).map(ToString::to_string).unwrap_or_default(),
        categories.join(", "),
        entry.status.word().to_owned(),
    ]
}

fn table(world: &World, entries: &[&Entry]) -> String {
    let rows: Vec<[String; 5]> = entries.iter().map(|entry| cells(world, entry)).collect();
    let mut widest = [0; 5];
    for row in &rows {
        for (wide, cell) in widest.iter_mut().zip(row) {
            *wide = width(cell).max(*wide);
        }
    }
    let line = |row: &[String; 5]| {
        let cells: Vec<String> = row.iter().zip(widest).map(|(cell, wide)| fit(cell, wide)).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

fn comma_separated(world: &World, entries: &[&Entry]) -> String {
    let mut out = csv::line(["id", "name", "vendor", "categories", "status", "summary"]);
    for entry in entries {
        let cells = cells(world, entry);
        out.push_str(&csv::line(cells.iter().map(String::as_str).chain([entry.summary.as_str()])));
    }
    out
}

fn marked_down(world: &World, entries: &[&Entry]) -> String {
    let mut out = "| Id | Name | Vendor | Categories | Status |\n|---|---|---|---|---|\n".to_owned();
    for entry in entries {
        let cells = cells(world, entry).map(|cell| markdown::text(&cell));
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    out
}
