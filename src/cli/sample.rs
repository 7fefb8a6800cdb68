//! A small catalog for the tests of commands.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::Place;
use crate::base::text::SafeText;
use crate::catalog::{Catalog, Criterion, Direction, Entry, FormerName, Kind, Status};

/// Four entries, two of which share a short name, and one criterion.
pub fn catalog() -> Catalog {
    let gke = Entry {
        former_names: vec![FormerName { name: SafeText::line("Google Container Engine"), until: None }],
        ..entry("gke", "Google Kubernetes Engine", "GKE")
    };
    let max_nodes = Criterion {
        id: "max_nodes".parse().unwrap(),
        label: SafeText::line("Nodes per cluster"),
        group: SafeText::line("Limits"),
        kind: Kind::Number,
        unit: None,
        better: Direction::Higher,
        shelf_life: None,
        about: SafeText::line("How many machines may one cluster have?"),
    };
    let mut catalog = Catalog::default();
    catalog.title = SafeText::line("Sample");
    catalog.criteria.push(max_nodes);
    catalog.with_entries(vec![
        gke,
        entry("ecs", "Amazon ECS", "ECS"),
        entry("swarm-mode", "Docker swarm mode", "Swarm"),
        entry("swarm-classic", "Docker Swarm (classic)", "Swarm"),
    ])
}

fn entry(id: &str, name: &str, short: &str) -> Entry {
    Entry {
        id: id.parse().unwrap(),
        name: SafeText::line(name),
        short_names: vec![SafeText::line(short)],
        former_names: Vec::new(),
        vendor: None,
        categories: Vec::new(),
        status: Status::Active,
        status_note: None,
        started: None,
        ended: None,
        licence: None,
        summary: SafeText::default(),
        links: Vec::new(),
        relations: Vec::new(),
        events: Vec::new(),
        facts: BTreeMap::new(),
        not_found: Vec::new(),
        answers: Vec::new(),
        allow: Vec::new(),
        place: Place::start_of(&Arc::from("sample.yaml")),
    }
}
