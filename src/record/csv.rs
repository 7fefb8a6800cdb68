//! The report for a spreadsheet: a line for each fact.

use super::escape::csv;
use super::json;
use super::report::{FactLine, Report, Section};
use crate::base::text::SafeText;
use crate::catalog::Unit;

const HEAD: [&str; 12] =
    ["entry", "name", "verdict", "group", "criterion", "label", "value", "unit", "note", "source", "as_of", "stale"];

/// An entry without facts has a line, too, so that none is missing.
pub(super) fn write(report: &Report<'_>) -> String {
    let mut out = csv(HEAD);
    for section in &report.sections {
        out.extend(section.facts.iter().map(|line| fact(section, line)));
        if section.facts.is_empty() {
            let [entry, name, verdict] = who(section);
            out.push_str(&csv([entry, name, verdict].into_iter().chain([""; HEAD.len() - 3])));
        }
    }
    out
}

fn who<'s>(section: &'s Section<'_>) -> [&'s str; 3] {
    let verdict = section.verdict.map_or("", |verdict| verdict.as_str());
    [section.entry.id.as_str(), &section.entry.name, verdict]
}

fn fact(section: &Section<'_>, line: &FactLine<'_>) -> String {
    let (criterion, fact) = (line.criterion, line.fact);
    let (value, as_of) = (plain_value(fact), fact.dated());
    let note = fact.note.as_ref().map_or("", |note| note.as_str());
    let what = [
        criterion.group.as_str(),
        criterion.id.as_str(),
        &criterion.label,
        &value,
        fact.value.unit().map_or("", Unit::as_str),
        note,
        fact.source().map_or("", SafeText::as_str),
        &as_of,
        if line.stale { "yes" } else { "no" },
    ];
    csv(who(section).into_iter().chain(what))
}

/// A number without its unit and separators, so that a spreadsheet can reckon with it.
pub(super) fn plain_value(fact: &crate::catalog::Fact) -> String {
    match json::typed(&fact.value) {
        serde_json::Value::Number(number) => number.to_string(),
        _ => fact.value.to_string(),
    }
}
