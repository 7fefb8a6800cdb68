//! `landfall show`: everything known of an entry.

use super::columns::{aligned, grouped, indented};
use super::format::{Format, one_of};
use super::{Failure, Output, resolve};
use crate::base::date::Date;
use crate::record::json::{self, Show};
use crate::record::{FactLine, NoteLine, RelationLine, Report, Section, markdown};
use crate::world::World;

/// What may stand behind `show`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// The entry: its id, name, short name or former name
    #[arg(required = true, num_args = 1.., value_name = "ENTRY")]
    pub entry: Vec<String>,
    /// The form of the answer
    #[arg(long, default_value = "text", value_parser = one_of(&[Format::Text, Format::Json, Format::Markdown]))]
    pub format: Format,
}

/// Shows everything known of an entry. Words that are not quoted are joined: `show cloud run`.
///
/// # Errors
/// No entry has that name.
pub fn run(args: &Args, world: &World) -> Result<Output, Failure> {
    let entry = resolve::entry(&world.catalog, &args.entry.join(" "))?;
    let report = Report::new(world, std::slice::from_ref(&entry.id), None);
    let text = |write: fn(&Report<'_>, &Section<'_>) -> String| {
        report.sections.iter().map(|section| write(&report, section)).collect::<String>()
    };
    Ok(Output::data(match args.format {
        Format::Json => text(|report, section| json::text(&Show::new(report, section))),
        Format::Markdown => markdown::entry(&report),
        Format::Text | Format::Csv => text(page),
    }))
}

/// Paragraphs are broken at this column.
const WIDE: usize = 96;

fn page(report: &Report<'_>, section: &Section<'_>) -> String {
    let parts = [
        (String::new(), head(section)),
        (String::new(), facts(section)),
        ("Relations".to_owned(), aligned(&section.relations.iter().map(relation).collect::<Vec<_>>(), 2, 60)),
        ("Events".to_owned(), events(section)),
        ("Questions".to_owned(), answers(section)),
        ("Notes".to_owned(), section.notes.iter().map(note).collect()),
        ("Links".to_owned(), links(section)),
        ("Sources".to_owned(), sources(report)),
    ];
    let written = parts.into_iter().filter(|(_, text)| !text.is_empty());
    let parts: Vec<String> =
        written.map(|(title, text)| if title.is_empty() { text } else { format!("{title}\n{text}") }).collect();
    parts.join("\n")
}

fn head(section: &Section<'_>) -> String {
    let entry = section.entry;
    let mut known = vec![entry.status.word().to_owned()];
    known.extend(section.categories.iter().map(ToString::to_string));
    known.extend(section.vendor.map(ToString::to_string));
    known.extend(entry.started.map(|date| format!("since {date}")));
    known.extend(entry.ended.map(|date| format!("until {date}")));
    known.extend(entry.licence.as_ref().map(ToString::to_string));
    let mut out = format!("{} ({})\n{}\n", entry.name, entry.id, known.join(" · "));
    if let Some(note) = &entry.status_note {
        out.push_str(&format!("{}: {note}\n", entry.status.word()));
    }
    if !entry.former_names.is_empty() {
        out.push_str(&format!("was {}\n", markdown::former_names(entry)));
    }
    if let Some(verdict) = section.verdict {
        out.push_str(&format!("on the shortlist: {verdict}\n"));
    }
    if !entry.summary.is_empty() {
        out.push('\n');
        out.push_str(&indented(&entry.summary, 0, WIDE));
    }
    out
}

fn facts(section: &Section<'_>) -> String {
    let mut groups: Vec<(&str, Vec<Vec<String>>)> = Vec::new();
    for line in &section.facts {
        let group = line.criterion.group.as_str();
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, rows)) => rows.push(fact(line)),
            None => groups.push((group, vec![fact(line)])),
        }
    }
    let mut out = grouped(&groups, 48);
    if !section.not_found.is_empty() {
        let labels = section.not_found.iter().map(|(criterion, date)| format!("{} ({date})", criterion.label));
        let labels: Vec<String> = labels.collect();
        out.push_str(&indented(&format!("Looked for, and nothing is published: {}", labels.join(", ")), 0, WIDE));
    }
    if !section.unknown.is_empty() {
        let labels: Vec<&str> = section.unknown.iter().map(|criterion| criterion.label.as_str()).collect();
        out.push_str(&indented(&format!("Unknown: {}", labels.join(", ")), 0, WIDE));
    }
    out
}

fn fact(line: &FactLine<'_>) -> Vec<String> {
    let note = line.fact.note.as_ref().map(|note| format!("; {note}")).unwrap_or_default();
    let stale = if line.stale { " stale" } else { "" };
    vec![
        line.criterion.label.to_string(),
        format!("{}{note}", line.fact.value),
        format!("{}{stale}", line.fact.dated()),
        line.source.map(reference).unwrap_or_default(),
    ]
}

/// The mark that leads to a source.
fn reference(number: usize) -> String {
    format!("[{number}]")
}

fn relation(line: &RelationLine<'_>) -> Vec<String> {
    let source = line.source.map(reference).unwrap_or_default();
    vec![line.words().to_string(), line.other.name.to_string(), source]
}

fn events(section: &Section<'_>) -> String {
    let row = |(event, source): &(&crate::catalog::Event, Option<usize>)| {
        let source = source.map(reference).unwrap_or_default();
        vec![event.date.to_string(), event.what.to_string(), source]
    };
    aligned(&section.events.iter().map(row).collect::<Vec<_>>(), 2, 72)
}

fn answers(section: &Section<'_>) -> String {
    let answer = |(answer, sources): &(&crate::catalog::Answer, Vec<usize>)| {
        let sources: String = sources.iter().map(|number| format!(" [{number}]")).collect();
        indented(&answer.question, 2, WIDE) + &indented(&format!("{}{sources}", answer.answer), 4, WIDE)
    };
    section.answers.iter().map(answer).collect()
}

fn note(line: &NoteLine<'_>) -> String {
    let on = line.on.as_ref().map(|on| format!(" on {on}")).unwrap_or_default();
    // A list or a code block lives by its own line breaks.
    let text: String = line.text.lines().map(|line| format!("    {line}\n")).collect();
    format!("  {}{on}\n{text}", line.author)
}

fn links(section: &Section<'_>) -> String {
    let rows = section.entry.details.links.iter().map(|link| vec![link.label.to_string(), link.url.to_string()]);
    aligned(&rows.collect::<Vec<_>>(), 2, usize::MAX)
}

fn sources(report: &Report<'_>) -> String {
    let row = |(place, source): (usize, &crate::record::Source)| {
        let dates: Vec<String> = source.dates.iter().map(Date::to_string).collect();
        vec![format!("[{}]", place + 1), source.url.to_string(), dates.join(", ")]
    };
    aligned(&report.sources.iter().enumerate().map(row).collect::<Vec<_>>(), 2, usize::MAX)
}
