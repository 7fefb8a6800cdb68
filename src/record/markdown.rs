//! The report as GitHub Markdown that a reviewer can read without the tool.

use std::collections::BTreeSet;

use super::escape::{inline, link, paragraph, table};
use super::quote::quote;
use super::report::{FactLine, NoteLine, Report, Section, Source};
use crate::base::date::Date;
use crate::base::text::SafeText;
use crate::catalog::{Entry, Fact};
use crate::compare::{Against, Cell, Matrix, Standing};

/// The word for what nobody knows.
const UNKNOWN: &str = "unknown";

/// The whole report: a summary, a section for each entry, the differences, the sources.
#[must_use]
pub(super) fn write(report: &Report<'_>) -> String {
    let sections: Vec<String> = report.sections.iter().map(|section| self::section(section, "##")).collect();
    let mut blocks = vec![head(report), format!("## Summary\n\n{}", summary(report))];
    blocks.extend(sections);
    if report.matrix.entries.len() > 1 {
        blocks.push(format!("## Differences\n\n{}", differences(report)));
    }
    blocks.extend(sources(report, |_| true));
    blocks.join("\n")
}

/// One entry by itself, with its sources.
#[must_use]
pub fn entry(report: &Report<'_>) -> String {
    let sections = report.sections.iter().map(|section| self::section(section, "#"));
    sections.chain(sources(report, |_| true)).collect::<Vec<_>>().join("\n")
}

/// The entries side by side, with the sources of what is shown.
#[must_use]
pub fn comparison(report: &Report<'_>, matrix: &Matrix) -> String {
    let names: Vec<String> = report.sections.iter().map(|section| inline(&section.entry.name)).collect();
    let mut blocks = vec![format!("# Comparison: {}\n", names.join(", "))];
    blocks.push(side_by_side(report, matrix));
    let cells = matrix.rows.iter().flat_map(|row| &row.cells);
    let shown: BTreeSet<&SafeText> = cells.filter_map(Cell::fact).filter_map(Fact::source).collect();
    blocks.extend(sources(report, |source| shown.contains(&source.url)));
    blocks.join("\n")
}

fn head(report: &Report<'_>) -> String {
    let world = report.world;
    let title = inline(&report.title());
    let as_of = world.catalog.as_of.map(|date| format!(", as of {date}")).unwrap_or_default();
    let mut out = format!("# {title}\n\nCatalog: {}{as_of}.\n", inline(&world.catalog.title));
    if let Some(day) = report.stale_on() {
        out.push_str(&format!(
            "Facts marked *stale* were older than their shelf life on {day}: look again before you rely on them.\n"
        ));
    }
    out
}

fn summary(report: &Report<'_>) -> String {
    let head = ["Entry", "What", "Vendor", "Status", "Since", "Verdict"].map(str::to_owned);
    let row = |section: &Section<'_>| {
        vec![
            inline(&section.entry.name),
            inline(&categories(section)),
            section.vendor.map_or_else(|| UNKNOWN.to_owned(), |vendor| inline(vendor)),
            section.entry.status.word().to_owned(),
            section.entry.started.map_or_else(|| UNKNOWN.to_owned(), |date| date.to_string()),
            section.verdict.map_or_else(String::new, |verdict| inline(verdict)),
        ]
    };
    table(&head, &report.sections.iter().map(row).collect::<Vec<_>>())
}

fn categories(section: &Section<'_>) -> String {
    section.categories.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Everything known of an entry under a heading of the level that `heading` writes.
fn section(section: &Section<'_>, heading: &str) -> String {
    let mut blocks = vec![format!("{heading} {}\n", inline(&section.entry.name)), list(&what_it_is(section))];
    if let Some(verdict) = section.verdict {
        blocks.push(format!("**Verdict:** {}\n", inline(verdict)));
    }
    if !section.entry.summary.is_empty() {
        blocks.push(format!("{}\n", paragraph(&section.entry.summary)));
    }
    let parts = [
        ("Facts", facts(section)),
        ("Relations", list(&relations(section))),
        ("Events", list(&events(section))),
        ("Questions", answers(section)),
        ("Notes", section.notes.iter().map(note).collect::<Vec<_>>().join("\n")),
    ];
    for (title, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
        blocks.push(format!("{heading}# {title}\n\n{text}"));
    }
    blocks.join("\n")
}

fn list(items: &[String]) -> String {
    items.iter().map(|item| format!("- {item}\n")).collect()
}

fn what_it_is(section: &Section<'_>) -> Vec<String> {
    let entry = section.entry;
    let mut items = vec![format!("Status: {}", status(entry))];
    items.push(format!("What: {}", inline(&categories(section))));
    items.push(format!("Vendor: {}", section.vendor.map_or_else(|| UNKNOWN.to_owned(), |vendor| inline(vendor))));
    items.push(format!("Licence: {}", entry.licence.as_ref().map_or_else(|| UNKNOWN.to_owned(), |text| inline(text))));
    items.push(lived(entry));
    if !entry.former_names.is_empty() {
        items.push(format!("Formerly: {}", inline(&former_names(entry))));
    }
    items.extend(entry.details.links.iter().map(|to| format!("{}: {}", heading_word(&to.label), address(&to.url))));
    items
}

fn status(entry: &Entry) -> String {
    match &entry.status_note {
        Some(note) => format!("{} ({})", entry.status.word(), inline(note)),
        None => entry.status.word().to_owned(),
    }
}

fn lived(entry: &Entry) -> String {
    let started = entry.started.map_or_else(|| UNKNOWN.to_owned(), |date| date.to_string());
    match entry.ended {
        Some(ended) => format!("Lived: {started} to {ended}"),
        None => format!("Since: {started}"),
    }
}

/// The names that the entry had, each with the date until which it was used.
#[must_use]
pub fn former_names(entry: &Entry) -> String {
    let until = |date: Option<Date>| date.map(|date| format!(" (until {date})")).unwrap_or_default();
    let names = entry.former_names.iter().map(|former| format!("{}{}", former.name, until(former.until)));
    names.collect::<Vec<_>>().join(", ")
}

fn heading_word(label: &SafeText) -> String {
    let mut letters = label.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default();
    paragraph(&format!("{first}{}", letters.as_str()))
}

/// An address of the web as a link, any other as mere text.
fn address(url: &str) -> String {
    link(url).unwrap_or_else(|| paragraph(url))
}

fn facts(section: &Section<'_>) -> String {
    let mut blocks = Vec::new();
    if !section.facts.is_empty() {
        let head = ["Group", "Criterion", "Answer", "As of"].map(str::to_owned);
        blocks.push(table(&head, &section.facts.iter().map(fact_row).collect::<Vec<_>>()));
    }
    if !section.not_found.is_empty() {
        let items = section.not_found.iter().map(|(criterion, date)| format!("{} ({date})", inline(&criterion.label)));
        blocks.push(format!("Looked for, and nothing is published: {}.\n", items.collect::<Vec<_>>().join(", ")));
    }
    if !section.unknown.is_empty() {
        let items = section.unknown.iter().map(|criterion| inline(&criterion.label));
        blocks.push(format!("Unknown: {}.\n", items.collect::<Vec<_>>().join(", ")));
    }
    blocks.join("\n")
}

fn fact_row(line: &FactLine<'_>) -> Vec<String> {
    let note = line.fact.note.as_ref().map(|note| format!(": {}", inline(note))).unwrap_or_default();
    let stale = if line.stale { " *stale*" } else { "" };
    vec![
        inline(&line.criterion.group),
        inline(&line.criterion.label),
        format!("{}{note}{}", inline(&line.fact.value.to_string()), references(line.source)),
        format!("{}{stale}", line.fact.dated()),
    ]
}

/// The mark that leads to a source.
fn reference(number: usize) -> String {
    format!(" [^{number}]")
}

fn references(numbers: impl IntoIterator<Item = usize>) -> String {
    numbers.into_iter().map(reference).collect()
}

fn relations(section: &Section<'_>) -> Vec<String> {
    let lines = section.relations.iter();
    lines
        .map(|line| format!("{} {}{}", paragraph(line.words()), inline(&line.other.name), references(line.source)))
        .collect()
}

fn events(section: &Section<'_>) -> Vec<String> {
    let lines = section.events.iter();
    lines.map(|(event, source)| format!("{}: {}{}", event.date, inline(&event.what), references(*source))).collect()
}

fn answers(section: &Section<'_>) -> String {
    let answer = |(answer, sources): &(&crate::catalog::Answer, Vec<usize>)| {
        let sources = references(sources.iter().copied());
        format!("**{}**\n\n{}{sources}\n", inline(&answer.question), paragraph(&answer.answer))
    };
    section.answers.iter().map(answer).collect::<Vec<_>>().join("\n")
}

fn note(line: &NoteLine<'_>) -> String {
    let on = line.on.as_ref().map(|on| format!(" on {}", inline(on))).unwrap_or_default();
    format!("{}{on}:\n\n{}", paragraph(line.author.name()), quote(&line.text))
}

fn differences(report: &Report<'_>) -> String {
    let matrix = report.matrix.clone().differences();
    if matrix.heads.is_empty() && matrix.rows.is_empty() {
        return "The entries answer alike, as far as is known.\n".to_owned();
    }
    side_by_side(report, &matrix)
}

fn side_by_side(report: &Report<'_>, matrix: &Matrix) -> String {
    let entries = matrix.entries.iter().filter_map(|id| report.world.catalog.entry(id));
    let names = entries.enumerate().map(|(column, entry)| match matrix.baseline {
        Some(baseline) if baseline == column => format!("{} (baseline)", inline(&entry.name)),
        _ => inline(&entry.name),
    });
    let head: Vec<String> = std::iter::once("Criterion".to_owned()).chain(names).collect();
    let heads = matrix.heads.iter().map(|head| {
        let text =
            |cell: &Option<SafeText>| cell.as_ref().map_or_else(|| head.unknown().to_owned(), |text| inline(text));
        std::iter::once(head.label.to_owned()).chain(head.cells.iter().map(text)).collect::<Vec<_>>()
    });
    let rows = matrix.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| cell_text(report, cell));
        std::iter::once(inline(&row.label)).chain(cells).collect::<Vec<_>>()
    });
    table(&head, &heads.chain(rows).collect::<Vec<_>>())
}

fn cell_text(report: &Report<'_>, cell: &Cell) -> String {
    match cell {
        Cell::Known(fact, against) => {
            let against =
                against.as_ref().and_then(against_words).map(|words| format!(", {words}")).unwrap_or_default();
            let source = references(fact.source().and_then(|source| report.number(source)));
            format!("{}{against}{source}", inline(&fact.value.to_string()))
        }
        Cell::NotFound(_) | Cell::Unknown => UNKNOWN.to_owned(),
    }
}

/// How an answer stands to the baseline's, in words: `better, ×3`; nothing where there is nothing to say.
#[must_use]
pub fn against_words(against: &Against) -> Option<String> {
    let word = match against.standing {
        Standing::Better => Some("better".to_owned()),
        Standing::Worse => Some("worse".to_owned()),
        Standing::Equal => Some("equal".to_owned()),
        Standing::Different | Standing::Unknown => None,
    };
    let words: Vec<String> = word.into_iter().chain(against.times()).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn sources(report: &Report<'_>, shown: impl Fn(&Source) -> bool) -> Option<String> {
    let numbered = report.sources.iter().enumerate().filter(|(_, source)| shown(source));
    let lines = numbered.map(|(place, source)| {
        let dates: Vec<String> = source.dates.iter().map(Date::to_string).collect();
        let dates = if dates.is_empty() { String::new() } else { format!(" (as of {})", dates.join(", ")) };
        format!("[^{}]: {}{dates}\n", place + 1, address(&source.url))
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| format!("## Sources\n\n{}", lines.join("\n")))
}
