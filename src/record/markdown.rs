//! GitHub Markdown.

use std::fmt::Write as _;

use super::report::{References, Report};
use crate::base::text::SafeText;
use crate::catalog::{Entry, Fact, Relation};
use crate::compare::{Cell, Matrix};
use crate::world::World;

/// The report as a document that needs no tool to be read.
#[must_use]
pub fn write(report: &Report<'_>) -> String {
    let world = report.world;
    let mut references = References::default();
    let mut out = String::new();
    let title = world.decision.question.as_ref().map_or("Shortlist", SafeText::as_str);
    let _ = writeln!(out, "# {}\n", text(title));
    let as_of = world.catalog.as_of.map(|date| format!(", as of {date}")).unwrap_or_default();
    let _ = writeln!(out, "From the catalog “{}”{as_of}.\n", text(&world.catalog.title));
    summary(report, &mut out);
    for (index, entry) in report.entries.iter().enumerate() {
        section(report, index, entry, &mut references, &mut out);
    }
    if report.entries.len() > 1 {
        out.push_str("## Differences\n\n");
        matrix(world, &report.differences, &mut references, &mut out);
    }
    sources(&references, &mut out);
    out
}

/// A heading row and its rule.
fn header(cells: &[String], out: &mut String) {
    row(cells, out);
    let _ = writeln!(out, "|{}", "---|".repeat(cells.len()));
}

fn row(cells: &[String], out: &mut String) {
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

fn summary(report: &Report<'_>, out: &mut String) {
    out.push_str("## Summary\n\n");
    header(&["#", "Platform", "Vendor", "Status", "Since", "Verdict"].map(str::to_owned), out);
    for (index, entry) in report.entries.iter().enumerate() {
        let vendor = report.world.catalog.vendor_name(entry).map(|name| text(name)).unwrap_or_default();
        let since = entry.started.map(|date| date.to_string()).unwrap_or_default();
        let verdict = report.verdict(entry).map(|verdict| text(verdict)).unwrap_or_default();
        let status = entry.status.word().to_owned();
        row(&[(index + 1).to_string(), text(&entry.name), vendor, status, since, verdict], out);
    }
    out.push('\n');
}

fn section(report: &Report<'_>, index: usize, entry: &Entry, references: &mut References, out: &mut String) {
    let world = report.world;
    let _ = writeln!(out, "## {}. {}\n", index + 1, text(&entry.name));
    if let Some(verdict) = report.verdict(entry) {
        let _ = writeln!(out, "**Verdict:** {}\n", text(verdict));
    }
    let _ = writeln!(out, "{}\n", text(&entry.summary));
    let _ = writeln!(out, "{}\n", about(world, entry));
    relations(world, entry, references, out);
    facts(world, entry, references, out);
    for answer in &entry.answers {
        let numbers: Vec<String> =
            answer.sources.iter().map(|url| reference(references.number(url, None), url)).collect();
        let _ = writeln!(out, "**{}** {} {}\n", text(&answer.question), text(&answer.answer), numbers.concat());
    }
    notes(world, entry, out);
}

/// Status, categories, life and former names, as a list.
fn about(world: &World, entry: &Entry) -> String {
    let names = |names: Vec<&SafeText>| names.iter().map(|name| text(name)).collect::<Vec<_>>().join(", ");
    let note = entry.status_note.as_ref().map(|note| format!(" ({})", text(note))).unwrap_or_default();
    let mut lines = vec![format!("- Status: {}{note}", entry.status.word())];
    lines.push(format!("- Category: {}", names(world.catalog.category_names(entry))));
    if let (Some(started), ended) = (entry.started, entry.ended) {
        lines.push(format!("- Since: {started}{}", ended.map(|date| format!(", ended {date}")).unwrap_or_default()));
    }
    if let Some(licence) = &entry.licence {
        lines.push(format!("- Licence: {}", text(licence)));
    }
    if !entry.former_names.is_empty() {
        lines.push(format!("- Formerly: {}", names(entry.former_names.iter().map(|former| &former.name).collect())));
    }
    for link in &entry.links {
        lines.push(format!("- {}: {}", text(&link.label), address(&link.url)));
    }
    lines.join("\n")
}

fn relations(world: &World, entry: &Entry, references: &mut References, out: &mut String) {
    let mut lines = Vec::new();
    let mut say = |words: &str, other: &SafeText, relation: &Relation| {
        let number = relation.source.as_ref().map(|url| format!(" {}", reference(references.number(url, None), url)));
        lines.push(format!("- {} {}{}", text(words), text(other), number.unwrap_or_default()));
    };
    for relation in &entry.relations {
        let kind = world.catalog.relation_kind(&relation.kind);
        if let (Some(kind), Some(other)) = (kind, world.catalog.entry(&relation.to)) {
            say(&kind.label, &other.name, relation);
        }
    }
    if !lines.is_empty() {
        let _ = writeln!(out, "Relations:\n\n{}\n", lines.join("\n"));
    }
}

fn facts(world: &World, entry: &Entry, references: &mut References, out: &mut String) {
    if entry.facts.is_empty() {
        return;
    }
    header(&["Group", "Question", "Answer", "Note", "As of", "Source"].map(str::to_owned), out);
    for criterion in &world.catalog.criteria {
        let Some(fact) = entry.fact(&criterion.id) else { continue };
        let stale = if fact.is_stale(criterion, world.today) { " (stale)" } else { "" };
        let note = fact.note.as_ref().map(|note| text(note)).unwrap_or_default();
        let number = references.number(&fact.source, Some(fact.as_of));
        let dated = format!("{}{stale}", fact.as_of);
        let source = reference(number, &fact.source);
        row(&[text(&criterion.group), text(&criterion.label), text(&fact.value.to_string()), note, dated, source], out);
    }
    out.push('\n');
}

fn notes(world: &World, entry: &Entry, out: &mut String) {
    for note in world.notes.on_entry(&entry.id) {
        let _ = writeln!(out, "### Note by {}\n", text(note.author.name()));
        for on in note.subjects() {
            if let Some(criterion) = on.and_then(|id| world.catalog.criterion(id)) {
                let _ = writeln!(out, "On {}:\n", text(&criterion.label));
            }
            for line in note.text(on).lines() {
                let _ = writeln!(out, "{}", format!("> {}", note_line(line)).trim_end());
            }
            out.push('\n');
        }
    }
}

/// A line of a note: a list stays a list, everything else is text.
fn note_line(line: &str) -> String {
    let body = line.trim_start();
    let indent = " ".repeat((line.len() - body.len()).min(8));
    match body.strip_prefix("- ").or_else(|| body.strip_prefix("* ")) {
        Some(item) => format!("{indent}- {}", text(item)),
        None => text(body),
    }
}

/// The differences table, with the source of each answer behind it.
pub fn matrix(world: &World, matrix: &Matrix, references: &mut References, out: &mut String) {
    let names = matrix.entries.iter().filter_map(|id| world.catalog.entry(id)).map(|entry| text(&entry.name));
    header(&std::iter::once("Question".to_owned()).chain(names).collect::<Vec<_>>(), out);
    for head in &matrix.heads {
        let cells =
            head.cells.iter().map(|cell| cell.as_ref().map_or_else(|| head.unknown().to_owned(), |cell| text(cell)));
        row(&std::iter::once(head.label.to_owned()).chain(cells).collect::<Vec<_>>(), out);
    }
    for line in &matrix.rows {
        let cells = line.cells.iter().map(|cell| answer(cell, references));
        row(&std::iter::once(text(&line.label)).chain(cells).collect::<Vec<_>>(), out);
    }
    out.push('\n');
}

fn answer(cell: &Cell, references: &mut References) -> String {
    match cell.fact() {
        Some(Fact { value, source, as_of, .. }) => {
            format!("{} {}", text(&value.to_string()), reference(references.number(source, Some(*as_of)), source))
        }
        None => "unknown".to_owned(),
    }
}

/// The numbered sources with the dates that were quoted from them.
pub fn sources(references: &References, out: &mut String) {
    let mut listed = references.all().peekable();
    if listed.peek().is_none() {
        return;
    }
    out.push_str("## Sources\n\n");
    for (index, (url, dates)) in listed.enumerate() {
        let dates: Vec<String> = dates.iter().map(ToString::to_string).collect();
        let dated = if dates.is_empty() { String::new() } else { format!(", as of {}", dates.join(", ")) };
        let _ = writeln!(out, "{}. {}{dated}", index + 1, address(url));
    }
}

/// `[3]`, leading to the source.
fn reference(number: usize, url: &str) -> String {
    match target(url) {
        Some(target) => format!("[\\[{number}\\]]({target})"),
        None => format!("\\[{number}\\]"),
    }
}

/// An address shown in full, as a link where it is one.
fn address(url: &str) -> String {
    match target(url) {
        Some(target) => format!("[{}]({target})", text(url)),
        None => text(url),
    }
}

/// The address as a link's target, if it is http or https; whatever could end the link is encoded.
fn target(url: &str) -> Option<String> {
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return None;
    }
    let mut out = String::with_capacity(url.len());
    for character in url.chars() {
        match character {
            ' ' | '<' | '>' | '(' | ')' | '|' | '\\' | '"' | '`' | '[' | ']' | '*' => {
                let _ = write!(out, "%{:02X}", character as u32);
            }
            _ => out.push(character),
        }
    }
    Some(out)
}

/// Text that stays text: nothing in it is a table's border, a heading, a link, a list or HTML.
#[must_use]
pub fn text(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len() + 8);
    for (index, character) in raw.trim().char_indices() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' => {
                out.push('\\');
                out.push(character);
            }
            '-' | '+' | '=' if index == 0 => {
                out.push('\\');
                out.push(character);
            }
            '.' | ')' if index > 0 && out.bytes().all(|b| b.is_ascii_digit()) => {
                out.push('\\');
                out.push(character);
            }
            '\n' => out.push(' '),
            _ => out.push(character),
        }
    }
    out
}
