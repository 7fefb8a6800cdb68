//! `landfall due`: the facts that are to be looked up again.

use super::columns::in_columns;
use super::find::{Asked, find};
use super::format::{Format, one_of};
use super::{Failure, Output, Status, counted};
use crate::record::due::{self, DueFact};
use crate::world::World;

/// What may stand behind `due`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = HELP)]
pub struct Args {
    /// Of which entries.
    #[command(flatten)]
    pub asked: Asked,
    /// Also what will be due within so many days, the last of them included
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = clap::value_parser!(u32).range(..=36_500))]
    pub within: u32,
    /// The form of the answer
    #[arg(long, default_value = "text", value_parser = one_of(&[Format::Text, Format::Json, Format::Csv]))]
    pub format: Format,
}

const HELP: &str = "\
A fact is due on the last day of its criterion's shelf life, counted from the end of the date that its source \
speaks of, and stale from the day after. The oldest due stands first.

JSON: {\"schema\":1,\"catalog\",\"query\",\"today\",\"within\",\"facts\":[
  {\"entry\",\"name\",\"criterion\",\"label\",\"value\",\"unit\",\"text\",\"note\",
   \"source\",\"as_of\",\"stale\",\"due\",\"overdue\"}]}
`overdue` counts days since `due`; it is negative where days are left.

Exit status: 0 also where something is due; 1 where the query finds no entry.";

/// A column for values is as wide as this at most.
const VALUE: usize = 40;

/// Lists the facts of the entries that the query finds which are stale, or soon will be.
///
/// # Errors
/// The query means nothing.
pub fn run(args: &Args, world: &World) -> Result<Output, Failure> {
    let matches = find(world, &args.asked)?;
    let found = due::due(world, &matches.entries(), args.within);
    let mut output = Output::data(match args.format {
        Format::Json => due::as_json(world, &matches.text, args.within, &found),
        Format::Csv => due::as_csv(&found),
        Format::Text | Format::Markdown => {
            let widest = [usize::MAX, usize::MAX, usize::MAX, usize::MAX, VALUE];
            in_columns(&found.iter().map(row).collect::<Vec<_>>(), &widest)
        }
    });
    output.talk.extend(matches.undecided_words());
    if matches.hits.is_empty() {
        output.talk.push(matches.nothing_words());
        return Ok(output.status(Status::Nothing));
    }
    output.talk.push(summary(&found, args.within));
    Ok(output)
}

fn row(found: &DueFact<'_>) -> Vec<String> {
    vec![
        found.due.to_string(),
        overdue(found.overdue),
        found.entry.id.to_string(),
        found.criterion.id.to_string(),
        found.fact.value.to_string(),
        format!("as of {}", found.cite.as_of),
        found.cite.source.to_string(),
    ]
}

fn overdue(days: i64) -> String {
    match days {
        0 => "due today".to_owned(),
        1.. => format!("overdue {}", about(days)),
        _ => format!("due in {}", about(-days)),
    }
}

/// A length of time as people say it.
fn about(days: i64) -> String {
    const UNITS: [(i64, i64, &str); 3] = [(730, 365, "year"), (60, 30, "month"), (0, 1, "day")];
    let (_, length, unit) = UNITS.into_iter().find(|(from, ..)| days >= *from).unwrap_or((0, 1, "day"));
    counted(usize::try_from(days / length).unwrap_or_default(), unit)
}

fn summary(found: &[DueFact<'_>], within: u32) -> String {
    let stale = found.iter().filter(|found| found.is_stale()).count();
    let soon = found.len() - stale;
    format!("{} stale, {soon} more within {}", counted(stale, "fact"), counted(within as usize, "day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_something_is_overdue_is_said_in_words() {
        assert_eq!(overdue(-12), "due in 12 days");
        assert_eq!(overdue(-1), "due in 1 day");
        assert_eq!(overdue(0), "due today");
        assert_eq!(overdue(1), "overdue 1 day");
        assert_eq!(overdue(59), "overdue 59 days");
        assert_eq!(overdue(60), "overdue 2 months");
        assert_eq!(overdue(729), "overdue 24 months");
        assert_eq!(overdue(1_100), "overdue 3 years");
    }
}
