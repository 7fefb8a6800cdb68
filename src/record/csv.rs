//! Comma-separated values, for spreadsheets.

use super::report::Report;
use crate::base::text::SafeText;
use crate::compare::Matrix;
use crate::world::World;

/// The report: a row for each fact of each candidate.
#[must_use]
pub fn write(report: &Report<'_>) -> String {
    let mut out = line(["rank", "entry", "name", "criterion", "label", "value", "note", "source", "as_of", "stale"]);
    let world = report.world;
    for (index, entry) in report.entries.iter().enumerate() {
        for criterion in &world.catalog.criteria {
            let Some(fact) = entry.fact(&criterion.id) else { continue };
            out.push_str(&line([
                &*(index + 1).to_string(),
                entry.id.as_str(),
                &entry.name,
                criterion.id.as_str(),
                &criterion.label,
                &fact.value.to_string(),
                fact.note.as_ref().map_or("", SafeText::as_str),
                &fact.source,
                &fact.as_of.to_string(),
                if fact.is_stale(criterion, world.today) { "yes" } else { "no" },
            ]));
        }
    }
    out
}

/// Entries side by side: a row for each criterion.
#[must_use]
pub fn matrix(world: &World, matrix: &Matrix) -> String {
    let names = matrix.entries.iter().filter_map(|id| world.catalog.entry(id)).map(|entry| entry.name.as_str());
    let mut out = line(["criterion", "label"].into_iter().chain(names));
    for row in &matrix.rows {
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|cell| cell.fact().map_or_else(|| "unknown".to_owned(), |fact| fact.value.to_string()))
            .collect();
        out.push_str(&line([row.criterion.as_str(), &row.label].into_iter().chain(cells.iter().map(String::as_str))));
    }
    out
}

/// A line of cells as RFC 4180 has it.
pub fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    format!("{}\r\n", cells.join(","))
}

/// A cell that no spreadsheet takes for a formula.
fn cell(raw: &str) -> String {
    let guarded = if raw.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{raw}") } else { raw.to_owned() };
    if guarded.contains(['"', ',', '\n', '\r']) || guarded.starts_with('\'') {
        return format!("\"{}\"", guarded.replace('"', "\"\""));
    }
    guarded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula_and_quotes_are_doubled() {
        assert_eq!(line(["a", "=1+1", "say \"x\", y"]), "a,\"'=1+1\",\"say \"\"x\"\", y\"\r\n");
    }
}
