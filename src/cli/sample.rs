//! A small world for the tests of commands.

use std::sync::Arc;

use crate::base::date::Day;
use crate::base::diagnostic::{Place, Sources};
use crate::base::text::SafeText;
use crate::catalog::{Catalog, Criterion, Direction, Entry, FormerName, Kind, Lazy, Status};
use crate::config::Config;
use crate::decide::Decision;
use crate::notes::{Author, Book};
use crate::session::Session;
use crate::world::{Workspace, World};

/// Four entries, two of which share a short name, and one criterion.
pub fn catalog() -> Catalog {
    let gke = Entry {
        former_names: [FormerName { name: SafeText::line("Google Container Engine"), until: None }].into(),
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

/// The catalog, no notes, an empty decision, and Ann who reads.
pub fn world() -> World {
    World {
        catalog: Arc::new(catalog()),
        diagnostics: Vec::new(),
        sources: Sources::new(),
        notes: Book::default(),
        decision: Decision::default(),
        queries: Vec::new(),
        workspace: Workspace::default(),
        author: Author::new("Ann"),
        today: Day::new(2026, 11, 23).unwrap(),
        config: Config::default(),
        session: Session::default(),
    }
}

fn entry(id: &str, name: &str, short: &str) -> Entry {
    Entry {
        id: id.parse().unwrap(),
        name: SafeText::line(name),
        short_names: [SafeText::line(short)].into(),
        former_names: Box::default(),
        vendor: None,
        categories: Box::default(),
        status: Status::Active,
        status_note: None,
        started: None,
        ended: None,
        licence: None,
        summary: SafeText::default(),
        place: Place::start_of(&SafeText::line("sample.yaml")),
        details: Lazy::default(),
    }
}
