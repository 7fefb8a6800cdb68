//! A small catalog and a workspace, made without files.

use std::path::PathBuf;
use std::sync::Arc;

use landfall::base::date::{Date, Day};
use landfall::base::diagnostic::{Place, Sources};
use landfall::base::text::SafeText;
use landfall::catalog::tree::Mark;
use landfall::catalog::{
    Answer, Catalog, Category, Cite, Criterion, Direction, Entry, Event, Fact, FormerName, Kind, Lazy, Link, NotFound,
    Relation, RelationGroup, RelationKind, ShelfLife, Status, Unit, Value, Vendor,
};
use landfall::config::Config;
use landfall::decide::{Decision, Shortlisted};
use landfall::notes::{Author, Book, Note};
use landfall::session::Session;
use landfall::world::{Workspace, World};

pub fn line(text: &str) -> SafeText {
    SafeText::line(text)
}

fn place() -> Place {
    Place::start_of(&SafeText::line("sample.yaml"))
}

fn date(text: &str) -> Date {
    text.parse().expect(text)
}

/// An entry in the making.
#[derive(Debug)]
pub struct Draft {
    pub entry: Entry,
    criteria: Vec<Criterion>,
}

impl Draft {
    pub fn new(id: &str, name: &str) -> Self {
        Self {
            entry: Entry {
                id: id.parse().expect(id),
                name: line(name),
                short_names: Box::default(),
                former_names: Box::default(),
                vendor: None,
                categories: Box::default(),
                status: Status::Active,
                status_note: None,
                started: None,
                ended: None,
                licence: None,
                summary: SafeText::default(),
                place: place(),
                details: Lazy::default(),
            },
            criteria: criteria(),
        }
    }

    pub fn short(mut self, name: &str) -> Self {
        self.entry.short_names = more(&self.entry.short_names, line(name));
        self
    }

    pub fn former(mut self, name: &str, until: Option<&str>) -> Self {
        let former = FormerName { name: line(name), until: until.map(date) };
        self.entry.former_names = more(&self.entry.former_names, former);
        self
    }

    pub fn by(mut self, vendor: &str) -> Self {
        self.entry.vendor = Some(vendor.parse().expect(vendor));
        self
    }

    pub fn within(mut self, categories: &[&str]) -> Self {
        self.entry.categories = categories.iter().map(|id| id.parse().expect(id)).collect();
        self
    }

    pub fn status(mut self, status: Status, note: &str) -> Self {
        self.entry.status = status;
        self.entry.status_note = Some(line(note));
        self
    }

    pub fn lived(mut self, started: &str, ended: Option<&str>) -> Self {
        self.entry.started = Some(date(started));
        self.entry.ended = ended.map(date);
        self
    }

    pub fn licence(mut self, licence: &str) -> Self {
        self.entry.licence = Some(line(licence));
        self
    }

    pub fn summary(mut self, summary: &str) -> Self {
        self.entry.summary = line(summary);
        self
    }

    pub fn link(mut self, label: &str, url: &str) -> Self {
        self.entry
            .details
            .edit(|details| details.links = more(&details.links, Link { label: line(label), url: line(url) }));
        self
    }

    pub fn relation(mut self, kind: &str, to: &str) -> Self {
        let source = Some(line("https://example.org/relations"));
        let relation = Relation {
            kind: kind.parse().expect(kind),
            to: to.parse().expect(to),
            source,
            note: None,
            mark: Mark::START,
        };
        self.entry.details.edit(|details| details.relations = more(&details.relations, relation));
        self
    }

    pub fn event(mut self, on: &str, what: &str) -> Self {
        let source = Some(line("https://example.org/events"));
        self.entry.details.edit(|details| {
            details.events =
                more(&details.events, Event { date: date(on), what: line(what), source, mark: Mark::START })
        });
        self
    }

    pub fn fact(self, criterion: &str, value: &str, as_of: &str) -> Self {
        self.full_fact(criterion, value, None, None, "https://example.org/facts", as_of)
    }

    pub fn full_fact(
        mut self,
        criterion: &str,
        value: &str,
        unit: Option<&str>,
        note: Option<&str>,
        source: &str,
        as_of: &str,
    ) -> Self {
        let asked = self.criteria.iter().find(|asked| asked.id.as_str() == criterion).expect(criterion);
        let value = match asked.kind {
            Kind::Choices(_) => Value::Choices(value.split(',').map(line).collect()),
            _ => Value::read(asked, value, unit.map(Unit::new)).expect(value),
        };
        let fact = Fact {
            value,
            note: note.map(line),
            cite: Some(Cite { source: line(source), as_of: date(as_of) }),
            mark: Mark::START,
        };
        self.entry.details.edit(|details| details.facts.insert(criterion.parse().expect(criterion), fact));
        self
    }

    pub fn not_found(mut self, criterion: &str, as_of: &str) -> Self {
        self.entry.details.edit(|details| {
            details.not_found = more(
                &details.not_found,
                NotFound { criterion: criterion.parse().expect(criterion), as_of: date(as_of) },
            );
        });
        self
    }

    pub fn answer(mut self, question: &str, answer: &str) -> Self {
        let sources = vec![line("https://example.org/answers")];
        self.entry.details.edit(|details| {
            details.answers = more(
                &details.answers,
                Answer { question: line(question), answer: line(answer), sources, mark: Mark::START },
            );
        });
        self
    }
}

pub fn criterion(id: &str, label: &str, group: &str, kind: Kind, better: Direction) -> Criterion {
    Criterion {
        id: id.parse().expect(id),
        label: line(label),
        group: line(group),
        kind,
        unit: None,
        better,
        shelf_life: Some(ShelfLife { months: 12 }),
        about: line("What is asked."),
    }
}

fn criteria() -> Vec<Criterion> {
    let words = |words: &[&str]| words.iter().map(|word| line(word)).collect();
    let hosting = Kind::Choice(words(&["managed", "self-hosted", "both"]));
    let scaling = Kind::Choices(words(&["horizontal", "vertical", "node", "none"]));
    let price = criterion("control_plane_price", "Control plane price", "Cost", Kind::Money, Direction::Lower);
    let nodes = criterion("max_nodes", "Nodes per cluster", "Limits", Kind::Number, Direction::Higher);
    let request = criterion("max_request_time", "Longest request", "Limits", Kind::Duration, Direction::Higher);
    vec![
        criterion("hosting", "Hosting", "Shape", hosting, Direction::None),
        criterion("orchestrator", "Orchestrator", "Shape", Kind::Text, Direction::None),
        criterion("current_version", "Current version", "Shape", Kind::Version, Direction::None),
        Criterion { unit: Some(Unit::new("USD/hour")), ..price },
        Criterion { unit: Some(Unit::new("nodes")), ..nodes },
        Criterion { unit: Some(Unit::new("minutes")), ..request },
        criterion("autoscaling", "Autoscaling", "Scaling", scaling, Direction::None),
        criterion("sla", "SLA", "Operations", Kind::Percent, Direction::Higher),
        criterion("gpu", "GPU", "Workloads", Kind::YesNo, Direction::Yes),
        criterion("ga_since", "Generally available since", "Shape", Kind::Date, Direction::None),
    ]
}

fn vendor(id: &str, name: &str, short: &str) -> Vendor {
    Vendor { id: id.parse().expect(id), name: line(name), short: vec![line(short)] }
}

fn category(id: &str, name: &str, parent: Option<&str>) -> Category {
    Category {
        id: id.parse().expect(id),
        name: line(name),
        guide: line("What belongs here."),
        parent: parent.map(|parent| parent.parse().expect(parent)),
    }
}

fn kind(id: &str, label: &str, inverse: &str, group: RelationGroup) -> RelationKind {
    let about = SafeText::default();
    RelationKind { id: id.parse().expect(id), label: line(label), inverse: line(inverse), group, about }
}

/// A catalog without entries.
pub fn empty_catalog() -> Catalog {
    let mut catalog = Catalog::default();
    catalog.title = line("Sample platforms");
    catalog.as_of = Some(date("2026-11"));
    catalog.vendors = vec![
        vendor("amazon", "Amazon Web Services", "AWS"),
        vendor("docker", "Docker", "Docker"),
        vendor("google", "Google", "GCP"),
        vendor("red-hat", "Red Hat", "RH"),
    ];
    catalog.categories = vec![
        category("service", "Services", None),
        category("caas", "CaaS", Some("service")),
        category("paas", "PaaS", Some("service")),
        category("orchestration", "Orchestration", None),
    ];
    catalog.relation_kinds = vec![
        kind("hosts", "hosts", "hosted by", RelationGroup::Foundation),
        kind("built_on", "built on", "foundation of", RelationGroup::Foundation),
        kind("succeeded_by", "succeeded by", "successor of", RelationGroup::Succession),
        kind("alternative_to", "alternative to", "alternative to", RelationGroup::Other),
    ];
    catalog.criteria = criteria();
    catalog
}

fn drafts() -> Vec<Draft> {
    vec![
        Draft::new("kubernetes", "Kubernetes")
            .short("K8s")
            .within(&["orchestration"])
            .lived("2014-06", None)
            .licence("Apache-2.0")
            .summary("Open orchestrator that keeps declared containers running over many machines.")
            .fact("hosting", "self-hosted", "2026-08")
            .fact("current_version", "1.37.1", "2026-10")
            .fact("max_nodes", "5000", "2026-08")
            .fact("gpu", "yes", "2026-08")
            .link("home", "https://kubernetes.io/"),
        Draft::new("gke", "Google Kubernetes Engine")
            .short("GKE")
            .former("Google Container Engine", Some("2017-11"))
            .by("google")
            .within(&["caas"])
            .lived("2015-08", None)
            .licence("proprietary")
            .summary("Managed clusters on Google Cloud.")
            .relation("hosts", "kubernetes")
            .event("2017-11-14", "Renamed.")
            .full_fact(
                "control_plane_price",
                "0.10",
                None,
                Some("One zonal cluster is free."),
                "https://example.org/gke/pricing",
                "2026-03",
            )
            .fact("hosting", "managed", "2026-08")
            .fact("max_nodes", "15000", "2026-08")
            .fact("autoscaling", "horizontal,vertical,node", "2026-08")
            .fact("sla", "99.95", "2024-06")
            .fact("gpu", "yes", "2026-08")
            .fact("ga_since", "2015-08-26", "2026-01"),
        Draft::new("amazon-ecs", "Amazon Elastic Container Service")
            .short("ECS")
            .former("EC2 Container Service", None)
            .by("amazon")
            .within(&["caas"])
            .lived("2015", None)
            .licence("proprietary")
            .summary("Runs containers on rented machines, with an orchestrator of its own instead of Kubernetes.")
            .relation("alternative_to", "kubernetes")
            .fact("control_plane_price", "0", "2026-05")
            .fact("hosting", "managed", "2026-05")
            .fact("max_nodes", "5000", "2026-05")
            .fact("gpu", "partial", "2026-05")
            .fact("sla", "99.99", "2026-05"),
        Draft::new("openshift", "Red Hat OpenShift")
            .short("OCP")
            .by("red-hat")
            .within(&["caas", "paas"])
            .lived("2011-05", None)
            .licence("Apache-2.0")
            .summary("Platform for applications, made from Kubernetes.")
            .relation("built_on", "kubernetes")
            .full_fact("control_plane_price", "73", Some("USD/month"), None, "https://example.org/openshift", "2026-05")
            .fact("orchestrator", "Kubernetes with operators", "2026-02")
            .fact("hosting", "both", "2026-02")
            .answer("Is OpenShift a PaaS?", "It was one; today it is a container platform with a PaaS on top."),
        Draft::new("dedicated", "OpenShift Dedicated")
            .by("red-hat")
            .within(&["caas"])
            .lived("2016-12", None)
            .summary("OpenShift, run by its maker.")
            .relation("hosts", "openshift")
            .full_fact(
                "control_plane_price",
                "0.03",
                Some("EUR/hour"),
                None,
                "https://example.org/dedicated",
                "2026-05",
            )
            .not_found("max_nodes", "2026-11"),
        Draft::new("swarm-mode", "Docker Swarm mode")
            .short("Swarm")
            .by("docker")
            .within(&["orchestration"])
            .status(Status::Maintenance, "kept running by Mirantis")
            .lived("2016-07", None)
            .licence("Apache-2.0")
            .summary("The orchestrator inside Docker Engine.")
            .fact("gpu", "no", "2025-01")
            .fact("max_request_time", "60 minutes", "2025-01")
            .fact("hosting", "self-hosted", "2025-01"),
        Draft::new("swarm-classic", "Docker Swarm (classic)")
            .by("docker")
            .within(&["orchestration"])
            .status(Status::Retired, "archived; use swarm mode instead")
            .lived("2014", Some("2020-06"))
            .licence("Apache-2.0")
            .summary("Several Docker engines behind the interface of one.")
            .relation("succeeded_by", "swarm-mode"),
        Draft::new("elephant", "Éléphant Édition")
            .within(&["paas"])
            .status(Status::Retired, "gone")
            .summary("A made-up platform from Montréal."),
    ]
}

pub fn catalog() -> Catalog {
    catalog_of(drafts())
}

pub fn catalog_of(drafts: Vec<Draft>) -> Catalog {
    empty_catalog().with_entries(drafts.into_iter().map(|draft| draft.entry).collect())
}

pub fn note(entry: &str, author: &str, body: &str, on_facts: &[(&str, &str)]) -> Note {
    Note {
        entry: entry.parse().expect(entry),
        author: Author::new(author),
        catalog: None,
        body: body.to_owned(),
        on_facts: on_facts.iter().map(|(id, text)| (id.parse().expect(id), (*text).to_owned())).collect(),
        read_only: None,
    }
}

pub fn shortlisted(entry: &str, verdict: Option<&str>) -> Shortlisted {
    Shortlisted { entry: entry.parse().expect(entry), verdict: verdict.map(line) }
}

/// The sample catalog with a note on GKE, one on a fact of ECS, and both on the shortlist.
pub fn world() -> World {
    world_of(catalog())
}

pub fn world_of(catalog: Catalog) -> World {
    World {
        catalog: Arc::new(catalog),
        diagnostics: Vec::new(),
        sources: Sources::new(),
        notes: Book::new(vec![
            note("gke", "Ada Lovelace", "Asked our account manager about **quotas**.", &[]),
            note("amazon-ecs", "Ada Lovelace", "", &[("gpu", "Only on EC2, not on Fargate.")]),
        ]),
        queries: Vec::new(),
        decision: Decision {
            catalog: None,
            question: Some(line("Where do our batch jobs run?")),
            shortlist: vec![shortlisted("gke", Some("Fits, and we know it.")), shortlisted("amazon-ecs", None)],
        },
        workspace: Workspace { path: PathBuf::from("sample"), read_only: None },
        author: Author::new("Ada Lovelace"),
        today: Day::new(2026, 11, 23).expect("a day"),
        config: Config::default(),
        session: Session::default(),
    }
}

/// A list with one more.
fn more<T: Clone>(list: &[T], one: T) -> Box<[T]> {
    list.iter().cloned().chain([one]).collect()
}
