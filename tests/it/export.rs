//! Exports read back by the parsers that others read them with.

use std::sync::Arc;

use landfall::base::diagnostic::Parsed;
use landfall::catalog::Catalog;
use landfall::catalog::read::{self, SourceFile};
use landfall::cli::export;
use landfall::decide::Decision;
use landfall::notes::{Author, Book, Note};
use landfall::record::{FORMATS, Report};
use landfall::world::World;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::stage::world;

/// Text that tries to be everything but text.
const HOSTILE: &str =
    "a | b `c` <script>alert(1)</script> [x](javascript:alert(1)) # not *a* heading ![i](http://x/) &amp;";

fn shortlisted(catalog: Option<Parsed<Catalog>>) -> World {
    let mut world = world("ports");
    if let Some(catalog) = catalog {
        assert!(catalog.diagnostics.is_empty(), "{:?}", catalog.diagnostics);
        world.catalog = Arc::new(catalog.value);
    }
    let ids: Vec<String> = world.catalog.entries.iter().map(|entry| entry.id.to_string()).collect();
    let list: String = ids.iter().map(|id| format!("  - entry: {id}\n    verdict: \"{}\"\n", "=1+1 | <b>")).collect();
    world.decision =
        Decision::parse(&Arc::from("decision.yaml"), &format!("question: \"# {}\"\nshortlist:\n{list}", "<i>why</i>"))
            .value;
    assert_eq!(world.decision.shortlist.len(), ids.len());
    let note =
        |id: &String| Note::parse(id.parse().unwrap(), Author::new("Ada <b>"), &format!("- {HOSTILE}\n# x\n\n<div>\n"));
    world.notes = Book::new(ids.iter().map(note));
    world
}

/// A catalog with the hostile text in every field.
fn hostile() -> Parsed<Catalog> {
    let text = serde_json::to_string(HOSTILE).unwrap();
    let entry = |id: &str| {
        format!(
            "  - id: {id}\n    name: {name}\n    categories: [x]\n    status: retired\n    status_note: {text}\n    started: 2010\n    ended: 2020\n    licence: {text}\n    summary: {text}\n    links: {{home: \"https://e.example/a(b)|c\"}}\n    events: [{{date: 2015, what: {text}, source: 'https://e.example/x'}}]\n    facts: {{q: {{value: {text}, note: {text}, source: \"https://e.example/{id}_*x*\", as_of: 2026-01}}}}\n    answers: [{{question: {text}, answer: {text}, sources: ['https://e.example/y']}}]\n",
            name = serde_json::to_string(&format!("{id} {HOSTILE}")).unwrap(),
        )
    };
    let all = format!(
        "title: {text}\ncategories: [{{id: x, name: {text}}}]\ncriteria: [{{id: q, label: {text}, group: {text}, type: text, about: {text}}}]\nentries:\n{}{}",
        entry("one"),
        entry("two")
    );
    read::catalog(&SourceFile::parse("hostile.yaml".into(), &all), &[])
}

fn parse(markdown: &str) -> Vec<Event<'_>> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_GFM).collect()
}

fn markdown(world: &World) -> String {
    (FORMATS[0].write)(&Report::of_shortlist(world))
}

#[test]
fn the_markdown_is_text_tables_and_web_links_and_nothing_else() {
    for world in [shortlisted(None), shortlisted(Some(hostile()))] {
        let text = markdown(&world);
        for event in parse(&text) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => panic!("HTML: {html}"),
                Event::Code(code) => panic!("code: {code}"),
                Event::Start(Tag::Image { dest_url, .. }) => panic!("image: {dest_url}"),
                Event::Start(Tag::Link { dest_url, .. }) => {
                    assert!(dest_url.starts_with("https://") || dest_url.starts_with("http://"), "{dest_url}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn every_table_has_as_many_cells_as_its_head() {
    let world = shortlisted(Some(hostile()));
    let text = markdown(&world);
    let (mut head, mut cells, mut tables) = (0, 0, 0);
    for event in parse(&text) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => cells = 0,
            Event::Start(Tag::TableCell) => cells += 1,
            Event::End(TagEnd::TableHead) => (head, tables) = (cells, tables + 1),
            Event::End(TagEnd::TableRow) => assert_eq!(cells, head),
            _ => {}
        }
    }
    // The summary, the facts of two entries, the differences.
    assert_eq!(tables, 4);
    // A pipe that was not escaped would end a row early and be lost here.
    let row = text.lines().find(|line| line.contains("a \\| b")).expect("an escaped pipe");
    assert!(row.contains("&lt;script&gt;"), "{row}");
}

#[test]
fn every_fact_has_its_row_source_and_date() {
    let world = shortlisted(None);
    let text = markdown(&world);
    let rows = text.lines().filter(|line| {
        line.starts_with("| Cost |") || line.starts_with("| Limits |") || line.starts_with("| Service |")
    });
    let facts: usize = world.catalog.entries.iter().map(|entry| entry.facts.len()).sum();
    assert_eq!(rows.count(), facts);
    for entry in &world.catalog.entries {
        for fact in entry.facts.values() {
            assert!(text.contains(&format!("]({})", fact.source.as_str())) && text.contains(&fact.as_of.to_string()));
        }
    }
    assert!(text.contains("(stale)"), "a fact of 2025-01 with a shelf life of 12 months is stale in 2026-06");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in FORMATS {
        let write = || (format.write)(&Report::of_shortlist(&shortlisted(None)));
        assert_eq!(write(), write(), "{}", format.name);
    }
}

#[test]
fn no_cell_of_the_csv_is_a_formula() {
    let world = shortlisted(Some(hostile()));
    let csv = FORMATS.iter().find(|format| format.name == "csv").unwrap();
    let text = (csv.write)(&Report::of_shortlist(&world));
    assert!(text.lines().count() > 2);
    for cell in text.split([',', '\n']) {
        assert!(!cell.trim_start_matches('"').starts_with(['=', '+', '@']), "{cell}");
    }
}

#[test]
fn the_json_reads_back_with_typed_values() {
    let world = shortlisted(None);
    let json = FORMATS.iter().find(|format| format.name == "json").unwrap();
    let read: serde_json::Value = serde_json::from_str(&(json.write)(&Report::of_shortlist(&world))).unwrap();
    let facts = &read["shortlist"][2]["entry"]["facts"];
    assert_eq!(read["shortlist"][2]["entry"]["id"], "aurora", "by name: Bedrock, Driftwood, Port Aurora");
    assert_eq!(facts["berth_price"]["value"], 0.1);
    assert_eq!(facts["berth_price"]["text"], "0.10 USD/hour");
    assert_eq!(facts["berths"]["value"], 15_000);
    assert_eq!(facts["cranes"]["value"], serde_json::json!(["gantry", "mobile"]));
    assert_eq!(facts["berths"]["stale"], true);
}

#[test]
fn an_empty_shortlist_says_how_to_fill_it() {
    let failure =
        export::run(&export::Args { entries: vec![], query: None, format: "markdown".into() }, &world("ports"))
            .unwrap_err();
    assert!(failure.to_string().contains("landfall shortlist add"), "{failure}");
}
