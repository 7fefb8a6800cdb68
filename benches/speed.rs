//! What a key costs on small and large catalogs: parsing, filtering key by key, comparing, drawing.
//!
//! `cargo bench`, or `cargo bench -- filter`. The catalogs are made up, the same at every run. Beside these
//! figures hold those of `fzf --filter` over the same names, measured on the same machine at the same time:
//! a machine that others share is noisy, and a ratio says more than a time.

#![allow(clippy::expect_used, clippy::indexing_slicing)] // a bench that cannot begin should say so loudly

use std::fmt::Write as _;
use std::sync::Arc;

use landfall::base::date::Day;
use landfall::base::text::SafeText;
use landfall::catalog::read::{self, SourceFile};
use landfall::catalog::{Catalog, EntryId, Facet, Order, Outline};
use landfall::compare::Matrix;
use landfall::config::Config;
use landfall::decide::Decision;
use landfall::notes::{Author, Book};
use landfall::query::{self, Index, Query};
use landfall::session::Session;
use landfall::tui::model::Model;
use landfall::tui::theme::{Colours, Theme};
use landfall::tui::{Msg, update, view};
use landfall::world::{Workspace, World};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [100, 2_413, 100_000];

/// Parts of names; their combinations are what real landscapes look like to a matcher.
const WORDS: [&str; 24] = [
    "Amber", "Backup", "Cluster", "Delta", "Edge", "Fabric", "Gateway", "Helm", "Ingress", "Jet", "Kube", "Lens",
    "Mesh", "Node", "Open", "Pilot", "Queue", "Registry", "Stack", "Trace", "Union", "Vault", "Wave", "Zone",
];
const HEADER: &str = "title: Made up
categories: [{id: a, name: Alpha}, {id: b, name: Beta}, {id: c, name: Gamma}]
vendors: [{id: acme, name: Acme}, {id: zed, name: Zed}]
criteria:
  - {id: gpu, label: GPU, group: Work, type: yes-no, better: 'yes'}
  - {id: nodes, label: Nodes, group: Limits, type: number, better: higher}
entries:
";

/// Numbers that look like chance and are always the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }
}

fn text(entries: usize) -> String {
    let mut chance = Chance(7);
    let mut text = HEADER.to_owned();
    for number in 0..entries {
        let (name, about) = (format!("{} {} {number}", chance.word(), chance.word()), chance.word());
        let category = ["a", "b", "c"][chance.below(3)];
        let _ = writeln!(
            text,
            "  - {{id: e{number}, name: {name}, categories: [{category}], status: active, summary: 'Runs {about} for every team, with nothing to install.', facts: {{nodes: {{value: {}, source: 'https://example.org/', as_of: 2026}}}}}}",
            chance.below(10_000)
        );
    }
    text
}

fn catalog(entries: usize) -> Catalog {
    let text = text(entries);
    read::catalog(&SourceFile::parse(SafeText::line("made-up.yaml"), &text), &[]).value
}

fn world(entries: usize) -> World {
    World {
        catalog: Arc::new(catalog(entries)),
        diagnostics: Vec::new(),
        sources: Default::default(),
        notes: Book::default(),
        decision: Decision::default(),
        queries: Vec::new(),
        workspace: Workspace::default(),
        author: Author::new("Ada"),
        today: Day::new(2026, 11, 25).expect("a day"),
        config: Config::default(),
        session: Session::default(),
    }
}

#[divan::bench(args = [100, 2_413], max_time = 3)]
fn parse(bencher: divan::Bencher<'_, '_>, entries: usize) {
    let text = text(entries);
    bencher.bench(|| read::catalog(&SourceFile::parse(SafeText::line("made-up.yaml"), &text), &[]));
}

#[divan::bench(args = SIZES, max_time = 3)]
fn index(bencher: divan::Bencher<'_, '_>, entries: usize) {
    let catalog = Arc::new(catalog(entries));
    bencher.bench(|| {
        let index = Index::new(&catalog);
        index.texts();
        index
    });
}

/// The whole of a search, for each letter that is typed and for a few conditions.
#[divan::bench(args = SIZES, consts = [0, 1, 2, 3, 4, 5, 6], max_time = 2)]
fn filter<const QUERY: usize>(bencher: divan::Bencher<'_, '_>, entries: usize) {
    const QUERIES: [&str; 7] = ["k", "ku", "kub", "kube mesh", "'gateway !edge", "nodes>5000", "team"];
    let catalog = Arc::new(catalog(entries));
    let index = Index::new(&catalog);
    let (noted, shortlist) = (Default::default(), Default::default());
    let today = Day::new(2026, 11, 25).expect("a day");
    let context = query::Context { catalog: &catalog, index: &index, noted: &noted, shortlist: &shortlist, today };
    let query = Query::parse(QUERIES[QUERY], &catalog).expect("a sound query");
    bencher.bench(|| query.run(&context));
}

#[divan::bench(args = SIZES, max_time = 2)]
fn outline(bencher: divan::Bencher<'_, '_>, entries: usize) {
    let catalog = catalog(entries);
    let order = Order::default().of(&catalog);
    bencher.bench(|| Outline::new(&catalog, &Facet::Category, &order));
}

#[divan::bench(args = [8], max_time = 2)]
fn matrix(bencher: divan::Bencher<'_, '_>, columns: usize) {
    let catalog = landfall::shell::builtin::catalog().value;
    let ids: Vec<EntryId> = catalog.entries.iter().take(columns).map(|entry| entry.id.clone()).collect();
    bencher.bench(|| Matrix::new(&catalog, &ids, ids.first()));
}

/// A key and the frame after it, on a 120x40 screen: what a reader waits for.
#[divan::bench(args = SIZES, consts = [0, 1], max_time = 2)]
fn key_and_frame<const KEYS: usize>(bencher: divan::Bencher<'_, '_>, entries: usize) {
    const KEYS_TYPED: [[&str; 2]; 2] = [["j", "k"], ["/", "esc"]];
    let size = (120, 40);
    let world = world(entries);
    let index = Arc::new(Index::new(&world.catalog));
    let mut model = Model::new(world, index, Theme::new(None, Colours::True, false), size, "", None);
    let mut frame = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        let key = KEYS_TYPED[KEYS][turn % 2].parse().expect("a key");
        update(&mut model, Msg::Key(key));
        frame.reset();
        view(&model, &mut frame)
    });
}
