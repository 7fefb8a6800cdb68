//! Commands that answer from the catalog, and documents parsed back.

use clap::Parser as _;
use landfall::catalog::{Catalog, Entry, Facet};
use landfall::cli::args::{Args, Command};
use landfall::cli::find::Asked;
use landfall::cli::format::Format;
use landfall::cli::{Failure, Output, Status, compare, export, list, show};
use landfall::decide::SavedQuery;
use landfall::record::{FORMATS, Report};
use landfall::world::World;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::sample::{self, Draft, line};

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn listed(world: &World, query: &str, format: Format) -> Result<Output, Failure> {
    list::run(&list::Args { asked: asked(query), format, ..list_args("") }, world)
}

fn asked(query: &str) -> Asked {
    Asked { query: words(query), saved: None }
}

/// What `landfall list` is told by these options.
fn list_args(options: &str) -> list::Args {
    match Args::parse_from(["landfall", "list"].into_iter().chain(options.split_whitespace())).command {
        Some(Command::List(args)) => args,
        other => panic!("{other:?}"),
    }
}

fn shown(world: &World, entry: &str, format: Format) -> Result<Output, Failure> {
    show::run(&show::Args { entry: words(entry), format }, world)
}

fn compared(world: &World, entries: &str, baseline: Option<&str>, format: Format) -> Result<Output, Failure> {
    let baseline = baseline.map(str::to_owned);
    compare::run(&compare::Args { entries: words(entries), differences: false, baseline, format }, world)
}

fn exported(world: &World, entries: &str, format: &str) -> Result<Output, Failure> {
    export::run(&export::Args { entries: words(entries), query: None, format: format.to_owned() }, world)
}

fn github() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES
}

/// What a reader of a Markdown document sees. Tables and headings within quoted notes are the notes' own.
#[derive(Default)]
struct Seen {
    text: String,
    html: Vec<String>,
    links: Vec<String>,
    headings: Vec<String>,
    /// Of each table the cells of each row.
    tables: Vec<Vec<usize>>,
    referred: Vec<String>,
    defined: Vec<String>,
}

fn read(markdown: &str) -> Seen {
    let mut seen = Seen::default();
    let mut heading = None;
    let mut quotes = 0;
    for event in Parser::new_ext(markdown, github()) {
        match event {
            Event::Text(text) | Event::Code(text) => seen.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => seen.text.push(' '),
            Event::Html(html) | Event::InlineHtml(html) => seen.html.push(html.into_string()),
            Event::FootnoteReference(label) => seen.referred.push(label.into_string()),
            Event::Start(Tag::FootnoteDefinition(label)) => seen.defined.push(label.into_string()),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                seen.links.push(dest_url.into_string())
            }
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes -= 1,
            Event::Start(Tag::Heading { .. }) | Event::End(TagEnd::Heading(_)) if quotes > 0 => {}
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell) if quotes > 0 => {}
            Event::Start(Tag::Table(_)) => seen.tables.push(Vec::new()),
            Event::Start(Tag::TableHead | Tag::TableRow) => seen.tables.last_mut().expect("a table").push(0),
            Event::Start(Tag::TableCell) => *seen.tables.last_mut().and_then(|t| t.last_mut()).expect("a row") += 1,
            Event::Start(Tag::Heading { .. }) => heading = Some(seen.text.len()),
            Event::End(TagEnd::Heading(_)) => {
                seen.headings.push(seen.text[heading.take().expect("a heading")..].to_owned());
                seen.text.push('\n');
            }
            Event::End(TagEnd::Paragraph | TagEnd::TableCell | TagEnd::Item) => seen.text.push('\n'),
            _ => {}
        }
    }
    seen
}

const HOSTILE: &str = "# h <script>alert(1)</script> <b> | a || b `c` [x](javascript:alert(1)) ![i](data:x) [^1] [r]: \
                       javascript:x <!-- c --> <javascript:x> <a@b.org> &lt;i&gt; **b** _i_ ~~s~~ $m$ \\ \\| ``` --- ===";

/// A world in which every text that comes from outside is `text`.
fn hostile(text: &str) -> World {
    let draft = |id: &str| {
        let fact = |draft: Draft, id: &str, value: &str| {
            draft.full_fact(id, value, None, Some(text), &format!("https://example.org/{text}"), "2026-01")
        };
        let mut draft = fact(Draft::new(id, text), "orchestrator", text)
            .short(text)
            .former(text, None)
            .by("docker")
            .within(&["caas"])
            .licence(text)
            .summary(text)
            .link(text, text)
            .event("2020", text)
            .answer(text, text)
            .relation("hosts", "two");
        draft = fact(fact(draft, "gpu", "yes"), "current_version", text);
        draft.entry.status_note = Some(line(text));
        draft.entry.details.edit(|details| {
            details.relations.iter_mut().for_each(|relation| relation.source = Some(line(text)));
        });
        draft.entry
    };
    let mut catalog = named(sample::empty_catalog(), text);
    catalog = catalog.with_entries(vec![draft("one"), draft("two")]);
    let mut world = sample::world_of(catalog);
    world.notes = landfall::notes::Book::new(vec![sample::note("one", text, text, &[("gpu", text)])]);
    world.decision.question = Some(line(text));
    world.decision.shortlist = vec![sample::shortlisted("one", Some(text)), sample::shortlisted("two", Some(text))];
    world
}

fn named(mut catalog: Catalog, text: &str) -> Catalog {
    catalog.title = line(text);
    catalog.vendors.iter_mut().for_each(|vendor| vendor.name = line(text));
    catalog.categories.iter_mut().for_each(|category| category.name = line(text));
    for criterion in &mut catalog.criteria {
        (criterion.label, criterion.group) = (line(text), line(text));
    }
    for kind in &mut catalog.relation_kinds {
        (kind.label, kind.inverse) = (line(text), line(text));
    }
    catalog
}

fn documents(world: &World) -> Vec<String> {
    let outputs = [
        exported(world, "", "markdown"),
        shown(world, "one", Format::Markdown),
        compared(world, "one two", Some("one"), Format::Markdown),
        listed(world, "", Format::Markdown),
    ];
    outputs.into_iter().map(|output| output.expect("a document").data).collect()
}

#[test]
fn hostile_text_survives_as_text_in_every_field() {
    for document in documents(&hostile(HOSTILE)) {
        let seen = read(&document);
        assert_eq!(seen.html, Vec::<String>::new());
        assert!(seen.links.iter().all(|link| link.starts_with("https://")), "{:?}", seen.links);
        assert!(seen.text.contains(HOSTILE), "{document}");
    }
}

#[test]
fn a_hostile_document_has_the_shape_of_a_plain_one() {
    for (hostile, plain) in documents(&hostile(HOSTILE)).iter().zip(documents(&hostile("plain"))) {
        let (hostile, plain) = (read(hostile), read(&plain));
        assert_eq!(hostile.tables, plain.tables);
        assert_eq!(hostile.headings.len(), plain.headings.len());
        assert_eq!(hostile.referred, plain.referred);
    }
}

#[test]
fn a_hostile_field_alone_brings_no_markup() {
    for text in ["- x", "1. x", "> x", "# x", "+ x", "    x", "--- ", "===", "```", "| x |", "[^1]: x", "[x]: y", ":--"]
    {
        for (hostile, plain) in documents(&hostile(text)).iter().zip(documents(&hostile("plain"))) {
            let (hostile, plain) = (read(hostile), read(&plain));
            assert_eq!(hostile.tables, plain.tables, "{text}");
            assert_eq!(hostile.headings.len(), plain.headings.len(), "{text}");
        }
    }
}

#[test]
fn nothing_that_drives_a_terminal_leaves_a_command() {
    let world = hostile("a\u{1b}[31m\u{9b}2J\u{7}\u{202e}b");
    let mut outputs = documents(&world);
    outputs.extend(FORMATS.map(|format| exported(&world, "one two", format.name).expect("an export").data));
    for format in [Format::Text, Format::Json, Format::Csv] {
        outputs.push(listed(&world, "", format).expect("a list").data);
        outputs.push(compared(&world, "one two", None, format).expect("a comparison").data);
    }
    outputs.push(shown(&world, "one", Format::Text).expect("a page").data);
    outputs.push(shown(&world, "one", Format::Json).expect("a page").data);
    for output in outputs {
        assert!(output.chars().all(|c| c == '\n' || (!c.is_control() && c != '\u{202e}')), "{output:?}");
    }
    let refusal = listed(&world, "no\u{1b}x:y gpu:\u{1b}", Format::Text).expect_err("a wrong query").to_string();
    assert!(refusal.chars().all(|c| c == '\n' || !c.is_control()), "{refusal:?}");
}

#[test]
fn the_document_has_a_row_for_each_fact_and_a_source_for_each_mark() {
    let world = sample::world();
    let document = exported(&world, "gke ecs dedicated", "markdown").expect("a document").data;
    let seen = read(&document);
    let rows: Vec<usize> = seen.tables.iter().map(|table| table.len() - 1).collect();
    let report = Report::new(&world, &ids(&world, &["gke", "amazon-ecs", "dedicated"]), None);
    let differing = report.matrix.clone().differences();
    assert_eq!(rows, [3, 7, 5, 1, differing.heads.len() + differing.rows.len()]);
    for table in &seen.tables {
        assert!(table.iter().all(|cells| *cells == table[0]), "{table:?}");
    }
    assert_eq!(seen.defined.len(), report.sources.len());
    assert!(seen.referred.iter().all(|label| seen.defined.contains(label)));
    assert!(seen.defined.iter().all(|label| seen.referred.contains(label)));
}

fn ids(world: &World, ids: &[&str]) -> Vec<landfall::catalog::EntryId> {
    ids.iter().map(|id| world.catalog.entry(&id.parse().expect("an id")).expect("an entry").id.clone()).collect()
}

#[test]
fn a_comparison_names_the_sources_of_what_it_shows_and_no_other() {
    let document = compared(&sample::world(), "gke ecs", None, Format::Markdown).expect("a comparison").data;
    let seen = read(&document);
    assert!(seen.defined.iter().all(|label| seen.referred.contains(label)), "{document}");
    assert!(!document.contains("example.org/relations"));
}

#[test]
fn the_export_follows_the_shortlist_and_says_what_is_missing() {
    let mut world = sample::world();
    world.decision.shortlist.reverse();
    world.decision.shortlist.push(sample::shortlisted("gone", None));
    let output = exported(&world, "", "markdown").expect("a document");
    let headings = read(&output.data).headings;
    assert_eq!(headings[0], "Where do our batch jobs run?");
    let place = |name: &str| headings.iter().position(|heading| heading == name).expect(name);
    assert!(place("Amazon Elastic Container Service") < place("Google Kubernetes Engine"));
    assert_eq!(output.talk, ["`gone` is on the shortlist, but not in this catalog: left out"]);
}

#[test]
fn an_empty_shortlist_is_nothing_to_export() {
    let mut world = sample::world();
    world.decision.shortlist.clear();
    let failure = exported(&world, "", "markdown").expect_err("nothing to export");
    assert_eq!(failure.status, Status::Nothing);
    assert!(failure.hint.expect("a hint").contains("landfall shortlist add"));
    assert!(exported(&world, "gke", "markdown").is_ok());
}

#[test]
fn a_query_may_choose_what_is_exported() {
    let export = |query: &str| {
        let args = export::Args { entries: Vec::new(), query: Some(query.to_owned()), format: "csv".to_owned() };
        export::run(&args, &sample::world())
    };
    let output = export("gpu:yes").expect("a sheet");
    assert!(output.data.contains("\nkubernetes,") && output.data.contains("\ngke,"));
    assert_eq!(output.talk, ["4 entries are undecided, because a fact is unknown or cannot be compared: left out"]);
    assert_eq!(export("zzz").expect_err("nothing").status, Status::Nothing);
    assert_eq!(export("gpu:maybe").expect_err("no value").status, Status::Usage);
}

/// The cells of a sheet, each line as long as the first.
fn cells(sheet: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(sheet.as_bytes());
    reader.records().map(|record| record.expect("a line").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn sheets_have_even_lines_and_no_formulas() {
    for text in ["=1+1", "+x", "-x", "@x", "a,\"b\"", HOSTILE] {
        let world = hostile(text);
        for sheet in [
            exported(&world, "", "csv").expect("a sheet").data,
            listed(&world, "", Format::Csv).expect("a sheet").data,
            compared(&world, "one two", None, Format::Csv).expect("a sheet").data,
        ] {
            let cells = cells(&sheet);
            assert!(cells.len() > 2);
            assert!(cells.iter().all(|line| line.len() == cells[0].len()), "{sheet}");
            assert!(cells.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{sheet}");
            assert!(cells.iter().flatten().any(|cell| cell.trim_start_matches('\'') == text), "{sheet}");
        }
    }
}

#[test]
fn a_sheet_has_a_line_for_each_fact_and_one_for_an_entry_without() {
    let lines = cells(&exported(&sample::world(), "gke swarm-classic", "csv").expect("a sheet").data);
    assert_eq!(lines.len(), 1 + 7 + 1);
    assert_eq!(lines[2][4..8], ["control_plane_price", "Control plane price", "0.1", "USD/hour"]);
}

fn keys(value: &serde_json::Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

fn parsed(output: Result<Output, Failure>) -> serde_json::Value {
    serde_json::from_str(&output.expect("an answer").data).expect("JSON")
}

#[test]
fn json_has_its_keys_in_order() {
    const HEAD: [&str; 7] = ["id", "name", "former_names", "vendor", "categories", "status", "summary"];
    let world = sample::world();
    let list = parsed(listed(&world, "gke", Format::Json));
    assert_eq!(keys(&list), ["schema", "catalog", "query", "total", "entries"]);
    assert_eq!((&list["schema"], &list["query"], &list["total"]), (&1.into(), &"gke".into(), &8.into()));
    assert_eq!(keys(&list["entries"][0]), HEAD);
    let former = serde_json::json!([{"name": "Google Container Engine", "until": "2017-11"}]);
    assert_eq!(list["entries"][0]["former_names"], former);
    let show = parsed(shown(&world, "gke", Format::Json));
    assert_eq!(keys(&show), ["schema", "entry"]);
    let entry = &show["entry"];
    let rest = ["links", "relations", "events", "facts", "answers", "notes"];
    assert_eq!(keys(entry), HEAD.into_iter().chain(rest).collect::<Vec<_>>());
    assert_eq!(keys(&entry["relations"][0]), ["kind", "to", "name", "source"]);
    assert_eq!(keys(&entry["events"][0]), ["date", "what", "source"]);
    let fact = &entry["facts"]["control_plane_price"];
    assert_eq!(keys(fact), ["value", "unit", "text", "note", "source", "as_of", "stale"]);
    assert_eq!((&fact["value"], &fact["unit"]), (&0.1.into(), &"USD/hour".into()));
    assert_eq!(entry["facts"]["sla"]["stale"], true);
    let compare = parsed(compared(&world, "gke ecs", None, Format::Json));
    assert_eq!(keys(&compare), ["schema", "entries", "baseline", "rows"]);
    assert_eq!(keys(&compare["rows"][0]), ["criterion", "group", "label", "differs", "cells"]);
    assert!(compare["baseline"].is_null() && compare["rows"][1]["cells"][1].is_object());
    let export = parsed(exported(&world, "", "json"));
    assert_eq!(keys(&export), ["schema", "catalog", "as_of", "question", "entries", "rows", "sources"]);
    assert_eq!(export["entries"][0]["verdict"], "Fits, and we know it.");
}

#[test]
fn a_list_that_finds_nothing_says_so() {
    let output = listed(&sample::world(), "zzz", Format::Text).expect("an answer");
    assert_eq!((output.status, output.data.as_str()), (Status::Nothing, ""));
    assert_eq!(output.talk, ["nothing is found by `zzz`"]);
    let output = listed(&sample::world(), "zzz", Format::Json).expect("an answer");
    assert_eq!(output.status, Status::Nothing);
    assert!(output.data.contains("\"entries\": []"));
}

#[test]
fn a_list_counts_the_undecided_or_keeps_them() {
    let world = sample::world();
    let output = listed(&world, "gpu:yes", Format::Text).expect("a list");
    assert_eq!(
        output.data,
        "gke         Google Kubernetes Engine  Google   CaaS           active\n\
         kubernetes  Kubernetes                unknown  Orchestration  active\n"
    );
    assert_eq!(
        output.talk,
        ["4 entries are undecided, because a fact is unknown or cannot be compared; `--unknown keep` lists them, too"]
    );
    let output = list::run(&list_args("gpu:yes --unknown keep"), &world).expect("a list");
    let marks: Vec<bool> = output.data.lines().map(|line| line.ends_with("  undecided")).collect();
    assert_eq!(marks, [false, false, true, true, true, true]);
    assert_eq!(
        output.talk,
        ["4 entries are undecided, because a fact is unknown or cannot be compared; they stand last"]
    );
    let read = parsed(list::run(&list_args("gpu:yes --unknown keep --format json"), &world));
    let undecided = read["entries"].as_array().expect("a list").iter().map(|entry| entry["undecided"] == true);
    assert_eq!(undecided.collect::<Vec<_>>(), marks);
    let sheet = cells(&list::run(&list_args("gpu:yes --unknown keep --format csv"), &world).expect("a sheet").data);
    let column = sheet[0].iter().position(|head| head == "undecided").expect("a column");
    assert!(sheet.iter().skip(1).zip(marks).all(|(line, mark)| (line[column] == "yes") == mark));
}

/// The first words of the lines that a list of the sample world has.
fn ids_of(options: &str) -> Vec<String> {
    let data = list::run(&list_args(options), &sample::world()).expect(options).data;
    data.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn a_list_has_the_order_that_is_asked_for() {
    assert_eq!(ids_of("kubernetes"), ["kubernetes", "gke", "amazon-ecs", "openshift"]);
    assert_eq!(ids_of("kubernetes --order fit"), ids_of("kubernetes"));
    assert_eq!(ids_of("kubernetes --order name"), ["amazon-ecs", "gke", "kubernetes", "openshift"]);
    assert_eq!(ids_of("kubernetes --order max_nodes"), ["gke", "amazon-ecs", "kubernetes", "openshift"]);
    assert_eq!(ids_of("kubernetes --order newest")[0], "gke");
    assert_eq!(ids_of("--order name"), ids_of(""));
    assert_eq!(ids_of("gpu:yes --unknown keep --order max_nodes")[..3], ["gke", "kubernetes", "swarm-classic"]);
}

#[test]
fn a_list_shows_the_columns_that_are_asked_for() {
    let shown = |options: &str| list::run(&list_args(options), &sample::world()).expect(options).data;
    assert_eq!(
        shown("gke | k8s --columns started,max_nodes --order name"),
        "gke         Google Kubernetes Engine  2015-08  15,000 nodes\n\
         kubernetes  Kubernetes                2014-06  5,000 nodes\n"
    );
    assert_eq!(
        shown("elephant --columns vendor,licence,gpu --format csv"),
        "id,name,vendor,licence,gpu\nelephant,Éléphant Édition,unknown,unknown,unknown\n"
    );
    assert!(shown("gke --columns max_nodes --format markdown").starts_with("| Id | Name | Nodes per cluster |\n"));
    assert_eq!(shown("gke --columns vendor,status"), shown("gke --columns=vendor,status"));
}

#[test]
fn a_list_in_groups_has_headings_with_counts() {
    let shown = |options: &str| list::run(&list_args(options), &sample::world()).expect(options).data;
    let text = shown("openshift --group category --columns status --order name");
    assert_eq!(
        text,
        "Services (2)\n  \
           CaaS (2)\n    \
             dedicated  OpenShift Dedicated  active\n    \
             openshift  Red Hat OpenShift    active\n  \
           PaaS (1)\n    \
             openshift  Red Hat OpenShift    active\n"
    );
    let headings = read(&shown("openshift --group category --format markdown")).headings;
    assert_eq!(headings, ["Services (2)", "CaaS (2)", "PaaS (1)"]);
    let json = parsed(list::run(&list_args("kubernetes --group gpu --format json"), &sample::world()));
    assert_eq!(keys(&json), ["schema", "catalog", "query", "total", "entries", "groups"]);
    assert_eq!(json["groups"]["field"], "gpu");
    let group = &json["groups"]["groups"][0];
    assert_eq!(keys(group), ["word", "label", "within", "entries"]);
    assert_eq!((&group["word"], &group["entries"]), (&"yes".into(), &serde_json::json!(["kubernetes", "gke"])));
    let nested = parsed(list::run(&list_args("--group category --format json"), &sample::world()));
    let groups = nested["groups"]["groups"].as_array().expect("groups");
    assert_eq!((&groups[1]["word"], &groups[1]["within"]), (&"caas".into(), &"service".into()));
}

#[test]
fn a_group_of_a_list_is_what_its_condition_finds() {
    let world = sample::world();
    for facet in Facet::all(&world.catalog) {
        let grouped = parsed(list::run(&list_args(&format!("--group {} --format json", facet.field())), &world));
        for group in grouped["groups"]["groups"].as_array().expect("groups") {
            let condition = format!("{}:{}", facet.field(), group["word"].as_str().expect("a word"));
            let ids = group["entries"].as_array().expect("ids").iter().filter_map(|id| id.as_str());
            assert_eq!(ids.collect::<Vec<_>>(), ids_of(&condition), "{condition}");
        }
    }
}

#[test]
fn a_word_that_a_list_does_not_know_gets_a_suggestion() {
    for (options, message, hint) in [
        ("--order newset", "there is no order `newset`", "did you mean `newest`?"),
        ("--columns vendor,licnce", "there is no column `licnce`", "did you mean `licence`?"),
        ("--group hostin", "there is no field to group by `hostin`", "did you mean `hosting`?"),
    ] {
        let failure = list::run(&list_args(options), &sample::world()).expect_err(options);
        assert_eq!((failure.status, failure.message.as_str()), (Status::Usage, message));
        assert_eq!(failure.hint.as_deref(), Some(hint));
    }
    for options in ["--columns status --format json", "--group status --format csv"] {
        let failure = list::run(&list_args(options), &sample::world()).expect_err(options);
        assert!(failure.status == Status::Usage && failure.hint.is_some(), "{failure}");
    }
}

#[test]
fn a_saved_query_holds_beside_what_is_typed() {
    let saved = |name: &str, query: &str| SavedQuery { name: line(name), query: line(query) };
    let queries = vec![saved("open", "licence:apache"), saved("half", "(kube | swarm"), saved("old", "nosuch:x")];
    let world = World { queries, ..sample::world() };
    let listed = |options: &str| list::run(&list_args(options), &world);
    let count = |options: &str| listed(options).expect(options).data.lines().count();
    assert_eq!(count("--saved open"), count("licence:apache"));
    assert_eq!(count("status:active --saved open"), count("status:active licence:apache"));
    assert_eq!(count("gke | openshift --saved half"), count("(gke | openshift) (kube | swarm)"));
    let json = parsed(listed("status:active --saved open --format json"));
    assert_eq!(json["query"], "licence:apache status:active");
    let failure = listed("--saved opne").expect_err("no such query");
    assert_eq!((failure.status, failure.hint.as_deref()), (Status::Nothing, Some("did you mean `open`?")));
    let failure = listed("--saved old").expect_err("a query for another catalog");
    assert!(failure.status == Status::Usage && failure.message.contains("the saved query `old`"), "{failure}");
}

#[test]
fn a_wrong_query_is_wrong_use_and_shows_where() {
    let failure = listed(&sample::world(), "kub statsu:active", Format::Text).expect_err("a wrong field");
    assert_eq!(failure.status, Status::Usage);
    assert_eq!(
        failure.to_string(),
        "there is no field `statsu`\n  kub statsu:active\n      ^^^^^^\n  did you mean `status`?"
    );
}

#[test]
fn comparing_needs_two() {
    let world = sample::world();
    for entries in ["gke", "gke GKE"] {
        let failure = compared(&world, entries, None, Format::Text).expect_err("one is not enough");
        assert_eq!((failure.status, failure.message.as_str()), (Status::Usage, "comparing needs two entries"));
    }
    let text = compared(&world, "ecs", Some("gke"), Format::Text).expect("a comparison").data;
    assert!(text.lines().next().expect("a head").trim().starts_with("Google Kubernetes Engine (baseline)"));
    assert!(text.contains("5,000 nodes (worse, ÷3)"), "{text}");
}

#[test]
fn an_unknown_entry_gets_a_suggestion() {
    let failure = shown(&sample::world(), "kubernets", Format::Text).expect_err("no such entry");
    assert_eq!(failure.status, Status::Nothing);
    assert_eq!(failure.hint.as_deref(), Some("did you mean `kubernetes`?"));
    assert!(shown(&sample::world(), "google container engine", Format::Text).is_ok());
}

#[test]
fn a_page_says_what_is_unknown_and_what_was_looked_for() {
    let page = shown(&sample::world(), "dedicated", Format::Text).expect("a page").data;
    assert!(page.contains("Looked for, and nothing is published: Nodes per cluster (2026-11)"), "{page}");
    assert!(page.contains("Unknown: Hosting, Orchestrator,"), "{page}");
    let page = shown(&sample::world(), "kubernetes", Format::Text).expect("a page").data;
    assert!(page.contains("hosted by"), "{page}");
}

/// The forms of the report over the sample world, as they are kept in `fixtures/export.*`; `KEEP=1` writes
/// them anew.
#[test]
fn every_form_of_the_report_is_what_it_was() {
    let world = sample::world();
    let report = Report::on_shortlist(&world);
    for format in FORMATS {
        let path = format!("{}/tests/fixtures/export.{}", env!("CARGO_MANIFEST_DIR"), format.extension);
        let text = (format.write)(&report);
        if std::env::var_os("KEEP").is_some() {
            std::fs::write(&path, &text).expect("to write");
        }
        assert_eq!(text, std::fs::read_to_string(&path).expect(&path), "{}", format.name);
    }
}

#[test]
fn a_table_of_forms_has_no_two_alike() {
    for (place, format) in FORMATS.iter().enumerate() {
        let rest = &FORMATS[place + 1..];
        assert!(rest.iter().all(|other| other.name != format.name && other.extension != format.extension));
    }
}

#[test]
fn an_entry_of_nothing_but_a_name_is_a_document_too() {
    let bare: Entry = Draft::new("bare", "Bare").entry;
    let world = sample::world_of(sample::empty_catalog().with_entries(vec![bare]));
    for format in FORMATS {
        assert!(exported(&world, "bare", format.name).expect("a document").data.contains("Bare"));
    }
    assert!(shown(&world, "bare", Format::Text).expect("a page").data.starts_with("Bare (bare)\nactive\n"));
}
