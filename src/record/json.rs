//! JSON: stable shapes, keys in this order, nothing cut.

use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::report::Report;
use crate::base::date::{Date, Day};
use crate::catalog::{Catalog, Criterion, Entry, Fact};
use crate::compare::{Cell, Matrix};
use crate::world::World;

/// The version of these shapes; it grows only when a meaning changes.
pub const SCHEMA: u32 = 1;

/// The text of a document, with a line end.
#[must_use]
pub fn document(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

fn dated(date: Option<Date>) -> Json {
    date.map_or(Json::Null, |date| Json::String(date.to_string()))
}

/// What every list says of an entry.
#[must_use]
pub fn head(entry: &Entry) -> Map<String, Json> {
    let former = entry.former_names.iter().map(|former| json!({"name": former.name, "until": dated(former.until)}));
    let Json::Object(head) = json!({
        "id": entry.id,
        "name": entry.name,
        "former_names": former.collect::<Vec<_>>(),
        "vendor": entry.vendor,
        "categories": entry.categories,
        "status": entry.status,
        "summary": entry.summary,
    }) else {
        return Map::new();
    };
    head
}

/// Everything known of an entry.
#[must_use]
pub fn whole(world: &World, entry: &Entry) -> Json {
    let mut out = head(entry);
    let catalog = &world.catalog;
    let links = entry.links.iter().map(|link| (link.label.to_string(), json!(link.url)));
    let relations = entry.relations.iter().map(|relation| {
        let name = catalog.entry(&relation.to).map(|other| &other.name);
        json!({"kind": relation.kind, "to": relation.to, "name": name, "source": relation.source})
    });
    let events = entry
        .events
        .iter()
        .map(|event| json!({"date": event.date.to_string(), "what": event.what, "source": event.source}));
    let facts = catalog.criteria.iter().filter_map(|criterion| {
        entry.fact(&criterion.id).map(|known| (criterion.id.to_string(), fact(known, criterion, world.today)))
    });
    let answers = entry
        .answers
        .iter()
        .map(|answer| json!({"question": answer.question, "answer": answer.answer, "sources": answer.sources}));
    out.insert("links".into(), Json::Object(links.collect()));
    out.insert("relations".into(), relations.collect());
    out.insert("events".into(), events.collect());
    out.insert("facts".into(), Json::Object(facts.collect()));
    out.insert("answers".into(), answers.collect());
    out.insert("notes".into(), json!(world.notes.on_entry(&entry.id).collect::<Vec<_>>()));
    Json::Object(out)
}

/// A fact: `value` is typed, `text` is what a cell shows.
#[must_use]
pub fn fact(fact: &Fact, criterion: &Criterion, today: Day) -> Json {
    json!({
        "value": fact.value,
        "unit": fact.value.unit().map(ToString::to_string),
        "text": fact.value.to_string(),
        "note": fact.note,
        "source": fact.source,
        "as_of": fact.as_of.to_string(),
        "stale": fact.is_stale(criterion, today),
    })
}

/// Entries side by side.
#[must_use]
pub fn matrix(catalog: &Catalog, matrix: &Matrix, today: Day) -> Json {
    let cell = |cell: &Cell, criterion: Option<&Criterion>| match (cell.fact(), criterion) {
        (Some(known), Some(criterion)) => fact(known, criterion, today),
        _ => Json::Null,
    };
    let rows = matrix.rows.iter().map(|row| {
        let criterion = catalog.criterion(&row.criterion);
        let cells: Vec<Json> = row.cells.iter().map(|known| cell(known, criterion)).collect();
        json!({"criterion": row.criterion, "group": row.group, "label": row.label, "differs": row.differs, "cells": cells})
    });
    json!({
        "schema": SCHEMA,
        "entries": matrix.entries,
        "baseline": matrix.baseline.and_then(|place| matrix.entries.get(place)),
        "rows": rows.collect::<Vec<_>>(),
    })
}

/// The report: the candidates in order, whole, and where they differ.
#[must_use]
pub fn report(report: &Report<'_>) -> String {
    let world = report.world;
    let candidates =
        report.entries.iter().map(|entry| json!({"verdict": report.verdict(entry), "entry": whole(world, entry)}));
    document(&json!({
        "schema": SCHEMA,
        "catalog": world.catalog.title,
        "as_of": dated(world.catalog.as_of),
        "question": world.decision.question,
        "shortlist": candidates.collect::<Vec<_>>(),
        "differences": matrix(&world.catalog, &report.differences, world.today),
    }))
}
