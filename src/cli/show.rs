//! `landfall show`: everything known of an entry.

use std::fmt::Write as _;

use serde_json::json;

use super::format::{Format, one_of};
use super::{Failure, Output, resolve};
use crate::base::width::fit;
use crate::catalog::Entry;
use crate::record::{FORMATS, Report, json};
use crate::world::World;

/// What may stand behind `show`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// An entry's id, name or former name
    pub entry: String,
    /// The form of the answer
    #[arg(long, default_value = "text", value_parser = one_of(&[Format::Text, Format::Json, Format::Markdown]))]
    pub format: Format,
}

/// Everything known of the entry.
///
/// # Errors
/// No entry has that name, or several have.
pub fn run(args: &Args, world: &World) -> Result<Output, Failure> {
    let entry = resolve::entry(&world.catalog, &args.entry)?;
    Ok(Output::data(match args.format {
        Format::Json => json::document(&json!({"schema": json::SCHEMA, "entry": json::whole(world, entry)})),
        Format::Markdown => {
            let report = Report::new(world, vec![entry]);
            FORMATS.first().map(|format| (format.write)(&report)).unwrap_or_default()
        }
        Format::Text | Format::Csv => text(world, entry),
    }))
}

fn text(world: &World, entry: &Entry) -> String {
    let mut out = String::new();
    head(world, entry, &mut out);
    for (group, criteria) in world.catalog.groups() {
        let _ = writeln!(out, "\n{group}");
        for criterion in criteria {
            let _ = write!(out, "  {}  ", fit(&criterion.label, 22));
            match entry.fact(&criterion.id) {
                None => out.push_str("unknown\n"),
                Some(fact) => {
                    let note = fact.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
                    let stale = if fact.is_stale(criterion, world.today) { ", stale" } else { "" };
                    let _ = writeln!(out, "{}{note}  [{}, as of {}{stale}]", fact.value, fact.source, fact.as_of);
                }
            }
        }
    }
    surroundings(world, entry, &mut out);
    out
}

fn head(world: &World, entry: &Entry, out: &mut String) {
    let catalog = &world.catalog;
    let categories: Vec<&str> = catalog.category_names(entry).iter().map(|name| name.as_str()).collect();
    let _ = writeln!(out, "{} ({})", entry.name, entry.id);
    let mut line = |label: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let _ = writeln!(out, "  {}  {value}", fit(label, 10));
        }
    };
    let note = entry.status_note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
    let former = entry.former_names.iter().map(|former| former.name.as_str()).collect::<Vec<_>>().join(", ");
    line("status", Some(format!("{}{note}", entry.status.word())));
    line("vendor", catalog.vendor_name(entry).map(ToString::to_string));
    line("categories", Some(categories.join(", ")));
    line("formerly", Some(former));
    line("started", entry.started.map(|date| date.to_string()));
    line("ended", entry.ended.map(|date| date.to_string()));
    line("licence", entry.licence.as_ref().map(ToString::to_string));
    let _ = writeln!(out, "\n{}", entry.summary);
}

/// Relations both ways, events, answers, notes, links.
fn surroundings(world: &World, entry: &Entry, out: &mut String) {
    let catalog = &world.catalog;
    let mut relations = Vec::new();
    for relation in &entry.relations {
        if let (Some(kind), Some(other)) = (catalog.relation_kind(&relation.kind), catalog.entry(&relation.to)) {
            relations.push(format!("{}  {}", fit(&kind.label, 22), other.name));
        }
    }
    for (other, relation) in catalog.relations_to(&entry.id) {
        if let Some(kind) = catalog.relation_kind(&relation.kind) {
            relations.push(format!("{}  {}", fit(&kind.inverse, 22), other.name));
        }
    }
    let events = entry.events.iter().map(|event| format!("{}  {}", fit(&event.date.to_string(), 10), event.what));
    let answers = entry.answers.iter().flat_map(|answer| [answer.question.to_string(), format!("  {}", answer.answer)]);
    let links = entry.links.iter().map(|link| format!("{}  {}", fit(&link.label, 10), link.url));
    let notes = world.notes.on_entry(&entry.id).flat_map(|note| {
        note.subjects().map(move |on| {
            let about = on.map(|criterion| format!(" on {criterion}")).unwrap_or_default();
            format!("{}{about}: {}", note.author, note.text(on).replace('\n', "\n    "))
        })
    });
    section("Relations", relations, out);
    section("Events", events, out);
    section("Questions answered", answers, out);
    section("Notes", notes, out);
    section("Links", links, out);
}

fn section(title: &str, lines: impl IntoIterator<Item = String>, out: &mut String) {
    let mut lines = lines.into_iter().peekable();
    if lines.peek().is_some() {
        let _ = writeln!(out, "\n{title}");
    }
    for line in lines {
        let _ = writeln!(out, "  {line}");
    }
}
