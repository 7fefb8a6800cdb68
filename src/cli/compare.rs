//! `landfall compare`: entries side by side.

use super::columns::grouped;
use super::format::{Format, one_of};
use super::{Failure, Output, Status, resolve};
use crate::catalog::{Catalog, EntryId};
use crate::compare::{Cell, Head, Matrix, Row};
use crate::record::escape::csv;
use crate::record::json::{self, Compare};
use crate::record::{Report, markdown};
use crate::world::World;

/// What may stand behind `compare`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// The entries, two or more: id, name, short name or former name
    #[arg(required = true, value_name = "ENTRY")]
    pub entries: Vec<String>,
    /// Only what differs
    #[arg(long)]
    pub differences: bool,
    /// Hold the others against this entry; it comes first if it is not named among them
    #[arg(long, value_name = "ENTRY")]
    pub baseline: Option<String>,
    /// The form of the answer
    #[arg(long, default_value = "text",
          value_parser = one_of(&[Format::Text, Format::Json, Format::Csv, Format::Markdown]))]
    pub format: Format,
}

/// Puts entries side by side.
///
/// # Errors
/// A name is unknown, or fewer than two entries are named.
pub fn run(args: &Args, world: &World) -> Result<Output, Failure> {
    let catalog = &world.catalog;
    let baseline = args.baseline.as_deref().map(|text| resolve::entry(catalog, text)).transpose()?;
    let mut ids: Vec<EntryId> =
        resolve::entries(catalog, &args.entries)?.into_iter().map(|entry| entry.id.clone()).collect();
    if let Some(baseline) = baseline.filter(|baseline| !ids.contains(&baseline.id)) {
        ids.insert(0, baseline.id.clone());
    }
    if ids.len() < 2 {
        return Err(Failure::new(Status::Usage, "comparing needs two entries")
            .hint("name another one, or see all of one with `landfall show`"));
    }
    let report = Report::new(world, &ids, baseline.map(|entry| &entry.id));
    let matrix = report.matrix.clone();
    let matrix = if args.differences { matrix.differences() } else { matrix };
    Ok(Output::data(match args.format {
        Format::Text => text(&matrix, catalog),
        Format::Json => json::text(&Compare::new(&matrix, catalog, world.today)),
        Format::Csv => sheet(&matrix),
        Format::Markdown => markdown::comparison(&report, &matrix),
    }))
}

fn text(matrix: &Matrix, catalog: &Catalog) -> String {
    let names = matrix.entries.iter().filter_map(|id| catalog.entry(id)).enumerate().map(|(column, entry)| {
        if matrix.baseline == Some(column) { format!("{} (baseline)", entry.name) } else { entry.name.to_string() }
    });
    let mut top: Vec<Vec<String>> = vec![std::iter::once(String::new()).chain(names).collect()];
    top.extend(matrix.heads.iter().map(head));
    let mut groups = vec![("", top)];
    for (group, rows) in matrix.groups() {
        groups.push((group, rows.into_iter().map(|row| labelled(row, answer)).collect()));
    }
    grouped(&groups, 40)
}

fn head(head: &Head) -> Vec<String> {
    let cells = head.cells.iter().map(|cell| cell.as_ref().map_or(head.unknown(), |text| text.as_str()).to_owned());
    std::iter::once(head.label.to_owned()).chain(cells).collect()
}

fn labelled(row: &Row, cell: fn(&Cell) -> String) -> Vec<String> {
    std::iter::once(row.label.to_string()).chain(row.cells.iter().map(cell)).collect()
}

/// The answer, and how it stands to the baseline's.
fn answer(cell: &Cell) -> String {
    match cell {
        Cell::Known(fact, against) => match against.as_ref().and_then(markdown::against_words) {
            Some(words) => format!("{} ({words})", fact.value),
            None => fact.value.to_string(),
        },
        Cell::NotFound(_) | Cell::Unknown => "unknown".to_owned(),
    }
}

fn plain_answer(cell: &Cell) -> String {
    cell.fact().map_or_else(|| "unknown".to_owned(), |fact| fact.value.to_string())
}

fn sheet(matrix: &Matrix) -> String {
    let ids = matrix.entries.iter().map(EntryId::as_str);
    let mut out = csv(["group", "criterion", "label", "differs"].into_iter().chain(ids));
    let differs = |differs: bool| if differs { "yes" } else { "no" };
    for row in &matrix.heads {
        let cells = head(row);
        let answers = cells.iter().skip(1).map(String::as_str);
        out.push_str(&csv(["", "", row.label, differs(row.differs)].into_iter().chain(answers)));
    }
    for row in &matrix.rows {
        let cells = labelled(row, plain_answer);
        let known = [row.group.as_str(), row.criterion.as_str()].into_iter();
        let label = cells.iter().take(1).map(String::as_str);
        let answers = cells.iter().skip(1).map(String::as_str);
        out.push_str(&csv(known.chain(label).chain([differs(row.differs)]).chain(answers)));
    }
    out
}
