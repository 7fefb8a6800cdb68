//! `landfall compare`: entries side by side.

use super::format::{Format, one_of};
use super::{Failure, Output, Status, resolve};
use crate::base::width::{fit, width};
use crate::catalog::EntryId;
use crate::compare::Matrix;
use crate::record::{References, csv, json, markdown};
use crate::world::World;

/// What may stand behind `compare`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// Two entries or more, by id, name or former name
    #[arg(required = true)]
    pub entries: Vec<String>,
    /// Only the rows in which they differ
    #[arg(long)]
    pub differences: bool,
    /// The entry that the others are held against
    #[arg(long, value_name = "ENTRY")]
    pub baseline: Option<String>,
    /// The form of the answer
    #[arg(long, default_value = "text", value_parser = one_of(&[Format::Text, Format::Json, Format::Csv, Format::Markdown]))]
    pub format: Format,
}

/// The entries side by side, in the order of naming.
///
/// # Errors
/// A name is not one entry's, or there are fewer than two.
pub fn run(args: &Args, world: &World) -> Result<Output, Failure> {
    let entries = resolve::entries(&world.catalog, &args.entries)?;
    if entries.len() < 2 {
        return Err(Failure::new(Status::Usage, "comparing needs two different entries")
            .hint("name another one; `landfall list` shows all with their ids"));
    }
    let baseline = args.baseline.as_deref().map(|name| resolve::entry(&world.catalog, name)).transpose()?;
    let ids: Vec<EntryId> = entries.iter().map(|entry| entry.id.clone()).collect();
    let mut matrix = Matrix::new(&world.catalog, &ids, baseline.map(|entry| &entry.id));
    if baseline.is_some() && matrix.baseline.is_none() {
        return Err(Failure::new(Status::Usage, "the baseline is not among the entries that are compared")
            .hint("name it among them, too"));
    }
    if args.differences {
        matrix = matrix.differences();
    }
    Ok(Output::data(match args.format {
        Format::Text => text(world, &matrix),
        Format::Csv => csv::matrix(world, &matrix),
        Format::Json => json::document(&json::matrix(&world.catalog, &matrix, world.today)),
        Format::Markdown => {
            let (mut out, mut references) = (String::new(), References::default());
            markdown::matrix(world, &matrix, &mut references, &mut out);
            markdown::sources(&references, &mut out);
            out
        }
    }))
}

/// A table with a row for each question, under the headings of their groups.
fn text(world: &World, matrix: &Matrix) -> String {
    let names = matrix.entries.iter().filter_map(|id| world.catalog.entry(id)).map(|entry| entry.name.to_string());
    let mut rows: Vec<Vec<String>> = vec![std::iter::once(String::new()).chain(names).collect()];
    for head in &matrix.heads {
        let cells =
            head.cells.iter().map(|cell| cell.as_ref().map_or_else(|| head.unknown().to_owned(), ToString::to_string));
        rows.push(std::iter::once(head.label.to_owned()).chain(cells).collect());
    }
    for (group, members) in matrix.groups() {
        rows.push(vec![group.to_string()]);
        for row in members {
            let cells = row
                .cells
                .iter()
                .map(|cell| cell.fact().map_or_else(|| "unknown".to_owned(), |fact| fact.value.to_string()));
            rows.push(std::iter::once(format!("  {}", row.label)).chain(cells).collect());
        }
    }
    let columns = matrix.entries.len() + 1;
    let wide: Vec<usize> = (0..columns)
        .map(|column| rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0))
        .collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().zip(&wide).map(|(cell, wide)| fit(cell, *wide)).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}
