//! What a word may become: every offer can be taken, and counts what a list would find.

use std::collections::BTreeSet;

use landfall::catalog::{Catalog, EntryId, Fact, Kind, Value};
use landfall::query::{Completion, Context, Index, Query, complete, field_names};
use landfall::world::World;
use proptest::prelude::*;

use crate::sample::{self, Draft};
use crate::stage;

/// A world made ready for searching.
struct Bench {
    world: World,
    index: Index,
    noted: BTreeSet<EntryId>,
    shortlist: BTreeSet<EntryId>,
}

impl Bench {
    fn new(world: World) -> Self {
        let shortlist = world.decision.shortlist.iter().map(|candidate| candidate.entry.clone()).collect();
        Self { index: Index::new(&world.catalog), noted: world.notes.entries(), shortlist, world }
    }

    fn all() -> [Self; 4] {
        let builtin = landfall::shell::builtin::catalog().value;
        [sample::world(), stage::world("ports"), sample::world_of(builtin), odd()].map(Self::new)
    }

    fn catalog(&self) -> &Catalog {
        &self.world.catalog
    }

    fn context(&self) -> Context<'_> {
        Context {
            catalog: self.catalog(),
            index: &self.index,
            noted: &self.noted,
            shortlist: &self.shortlist,
            today: self.world.today,
        }
    }

    fn complete(&self, text: &str, cursor: usize) -> Option<Completion> {
        complete(text, cursor, &self.context())
    }

    /// The candidates for the end of a text.
    fn offered(&self, text: &str) -> Vec<(String, Option<usize>)> {
        let candidates = self.complete(text, text.len()).map(|completion| completion.candidates).unwrap_or_default();
        candidates.into_iter().map(|candidate| (candidate.text, candidate.count)).collect()
    }

    fn query(&self, text: &str) -> Option<Query> {
        Query::parse(text, self.catalog()).ok()
    }

    fn count(&self, query: &Query) -> usize {
        query.run(&self.context()).hits.len()
    }

    /// Taken, no candidate leaves a flaw in the word that it completes.
    fn every_offer_can_be_taken(&self, text: &str, cursor: usize) {
        let Some(Completion { span, candidates }) = self.complete(text, cursor) else { return };
        assert!(!candidates.is_empty() && span.end == cursor, "{text:?}");
        for candidate in &candidates {
            let taken = format!("{}{}{}", &text[..span.start], candidate.text, &text[span.end..]);
            let word = taken[..span.start].rfind(|c: char| c.is_whitespace() || c == '(').map_or(0, |at| at + 1);
            let end = span.start + candidate.text.len();
            let flaws = Query::parse(&taken, self.catalog()).err().unwrap_or_default();
            let is_of_another_value = |end: usize| taken[end..].starts_with(',');
            let mut within = flaws.iter().filter(|flaw| flaw.span.start >= word && flaw.span.end <= end);
            let within = within.find(|flaw| !is_of_another_value(flaw.span.end));
            assert!(within.is_none() || candidate.text.ends_with(':'), "{text:?} became {taken:?}: {within:?}");
        }
    }
}

/// What stands before the word, and what of it counts as the rest of the query.
const BEFORE: [(&str, &str); 10] = [
    ("", ""),
    ("kube ", "kube"),
    ("has:fact !", "has:fact"),
    ("!status:retired ", "!status:retired"),
    ("(status:active | started<2015) ", "(status:active | started<2015)"),
    ("(", ""),
    ("(e (", "e"),
    ("has:fact | ", ""),
    ("kube has:fact | has:note | ", "kube"),
    ("nosuch:x ", ""),
];

#[test]
fn a_value_counts_what_a_list_finds_by_it_under_the_rest() {
    for bench in Bench::all() {
        let mut offers = 0;
        let stars = field_names(bench.catalog()).into_iter().map(|field| format!("{field}*"));
        for field in field_names(bench.catalog()).into_iter().chain(stars) {
            for (before, rest) in BEFORE {
                let rest = bench.query(rest).expect("a sound rest");
                for (value, count) in bench.offered(&format!("{before}{field}:")) {
                    // A name takes the place of its field, too.
                    let condition = if field == "name" { value.clone() } else { format!("{field}:{value}") };
                    let condition = bench.query(&condition).expect(&value);
                    let found = bench.count(&rest.clone().and(condition));
                    assert_eq!(count, Some(found), "{before}{field}:{value}");
                    offers += 1;
                }
            }
        }
        assert!(offers > 100, "{offers}");
    }
}

/// Words that differ by a capital, one that says `Unknown`, an empty list, categories called like others' ids.
fn odd() -> World {
    let scaled = |id: &str, words: &str| Draft::new(id, id).within(&["paas"]).fact("autoscaling", words, "2026").entry;
    let mut catalog = sample::empty_catalog();
    for criterion in catalog.criteria.iter_mut().filter(|criterion| criterion.id.as_str() == "autoscaling") {
        criterion.kind = Kind::Choices(Vec::new());
    }
    catalog.categories[0].name = sample::line("PaaS");
    catalog.categories[3].name = sample::line("CaaS");
    let mut empty = scaled("d", "x");
    let id = "autoscaling".parse().expect("an id");
    let fact = Fact { value: Value::Choices(Vec::new()), ..empty.fact(&id).expect("a fact").clone() };
    empty.details.edit(|details| details.facts.insert(id, fact));
    let unknown = Draft::new("e", "e").within(&["caas"]).entry;
    let entries = vec![scaled("a", "API,x y"), scaled("b", "api"), scaled("c", "Unknown"), empty, unknown];
    sample::world_of(catalog.with_entries(entries))
}

#[test]
fn words_that_differ_by_a_capital_are_one_and_a_word_for_unknown_is_quoted() {
    let bench = Bench::new(odd());
    let offered = |text: &str| {
        let offered = bench.offered(text).into_iter();
        offered.map(|(text, count)| format!("{text} {}", count.expect("a count"))).collect::<Vec<_>>()
    };
    assert_eq!(offered("autoscaling:"), ["API 2", "\"Unknown\" 1", "\"x y\" 1", "unknown 1"]);
    assert_eq!(offered("category:"), ["service 5", "caas 1", "paas 4"]);
}

#[test]
fn every_offer_for_every_field_can_be_taken() {
    every_field_of(&Bench::new(sample::world()));
    every_field_of(&Bench::new(stage::world("ports")));
}

fn every_field_of(bench: &Bench) {
    let values = ["", "a", "\"r", "unknown,", "yes,n", "x\\ ", "2..", "!"];
    for field in field_names(bench.catalog()) {
        let conditions = [":", "=", "!=", "<", "*:", "**:"].map(|sign| values.map(|value| format!("{sign}{value}")));
        let typed = (0..field.len()).filter_map(|end| field.get(..end).map(str::to_owned));
        let words = conditions.into_iter().flatten().map(|condition| format!("{field}{condition}")).chain(typed);
        for word in words {
            for (before, _) in BEFORE {
                let text = format!("{before}{word}");
                bench.every_offer_can_be_taken(&text, text.len());
            }
        }
    }
}

#[test]
fn a_field_is_offered_once_and_then_its_values() {
    let bench = Bench::new(sample::world());
    let texts = |text: &str| bench.offered(text).into_iter().map(|(text, _)| text).collect::<Vec<_>>();
    assert_eq!(texts("alternative"), ["alternative_to:"]);
    assert_eq!(texts("kube !sta"), ["status:", "started:", "stale:"]);
    assert_eq!(texts("STATUS:re"), ["retired"]);
    assert_eq!(texts("vendor:\"re"), ["red-hat"]);
    assert_eq!(bench.offered("on*:"), [("kubernetes".into(), Some(3)), ("openshift".into(), Some(1))]);
    assert_eq!(bench.offered("gpu:yes on*:"), [("kubernetes".into(), Some(1))]);
    assert_eq!(bench.offered("hosted_by:g"), [("gke".into(), Some(1))]);
}

#[test]
fn a_word_becomes_the_name_of_an_entry_and_finds_just_it() {
    let bench = Bench::new(sample::world());
    let names = |text: &str| {
        let offered = bench.offered(text).into_iter().filter(|(text, _)| text.starts_with("name"));
        offered.map(|(text, count)| format!("{text} {}", count.expect("a count"))).collect::<Vec<_>>()
    };
    let engine = "name=\"Google Kubernetes Engine\" 1";
    for text in ["engin", "gke", "\"google cont", "name:gke", "name:\"kubernetes eng", "\"kubernetes eng", "name=GKE"] {
        assert_eq!(names(text), [engine], "{text}");
    }
    assert_eq!(names("!name:gke"), [engine]);
    assert_eq!(names("name!=gke"), ["name!=\"Google Kubernetes Engine\" 1"]);
    assert_eq!(names("kube"), ["name=Kubernetes 1", engine]);
    assert_eq!(names("kube engin"), [engine]);
    assert_eq!(names("swarm engin"), [] as [&str; 0]);
    for text in ["'gke", "^gke", "gke$", "name:'gke", "name:^gke", "name<gke"] {
        assert_eq!(names(text), [] as [&str; 0], "{text}");
    }
    let about = |text: &str| bench.complete(text, text.len()).expect("an offer").candidates.pop().expect("one").about;
    assert_eq!(about("name:gke"), "GKE");
    assert_eq!(about("name:\"google cont"), "was Google Container Engine");
}

#[test]
fn entries_of_one_name_are_one_offer_and_a_large_catalog_offers_none() {
    let draft = |number: usize| Draft::new(&format!("e{number}"), &format!("Entry \"{}\"", number / 2));
    let of = |length| Bench::new(sample::world_of(sample::catalog_of((0..length).map(draft).collect())));
    assert_eq!(of(100).offered("entry")[0], (r#"name="Entry \"0\"""#.into(), Some(2)));
    assert_eq!(of(100).offered("name:").len(), 20);
    assert_eq!(of(landfall::query::AT_ONCE + 1).offered("name:entry"), []);
}

#[test]
fn behind_a_bar_a_value_is_counted_under_what_else_is_asked() {
    let bench = Bench::new(sample::world());
    for (text, same_as) in [
        ("swarm | status:", "status:"),
        ("kube swarm | status:", "kube status:"),
        ("kube (swarm | has:note | status:", "kube status:"),
    ] {
        assert_eq!(bench.offered(text), bench.offered(same_as), "{text}");
    }
    let within = |text: &str, cursor| bench.complete(text, cursor).expect("candidates").candidates;
    assert_eq!(within("status: | swarm kube", 7), within("status: kube", 7));
}

#[test]
fn a_label_is_offered_where_it_begins_as_typed_and_has_the_values_of_its_criterion() {
    let bench = Bench::new(sample::world());
    let texts = |text: &str| bench.offered(text).into_iter().map(|(text, _)| text).collect::<Vec<_>>();
    assert_eq!(texts("longest"), ["longest_request:"]);
    assert_eq!(texts("max_re"), ["max_request_time:"]);
    assert_eq!(texts("max_request"), ["max_request_time:"]);
    assert_eq!(bench.offered("longest_request:"), bench.offered("max_request_time:"));
    assert_eq!(bench.offered("kube longest-request:"), bench.offered("kube max_request_time:"));
}

#[test]
fn texts_are_offered_by_how_many_entries_give_them() {
    let given = [("a", "MIT"), ("b", "Apache-2.0"), ("c", "Apache-2.0 or MIT"), ("d", "Apache-2.0")];
    let long = "its own terms, which nobody would choose from a list";
    let of = |(id, text): (&str, &str)| Draft::new(id, id).licence(text).fact("orchestrator", text, "2026");
    let drafts = given.into_iter().chain([("e", long)]).map(of).chain([Draft::new("f", "f")]);
    let bench = Bench::new(sample::world_of(sample::catalog_of(drafts.collect())));
    for field in ["licence", "orchestrator"] {
        let offered = |text: &str| {
            let offered = bench.offered(&text.replace("licence", field)).into_iter();
            offered.map(|(text, count)| format!("{text} {}", count.expect("a count"))).collect::<Vec<_>>()
        };
        let either = "\"Apache-2.0 or MIT\" 1";
        assert_eq!(offered("licence:"), ["Apache-2.0 3", "MIT 2", either, "unknown 1"]);
        assert_eq!(offered("licence="), ["Apache-2.0 2", either, "MIT 1", "unknown 1"]);
        assert_eq!(offered("licence:mi"), ["MIT 2", either]);
        assert_eq!(offered("id:a,c licence:\"ap"), ["\"Apache-2.0 or MIT\" 1"]);
        assert_eq!(offered("!licence:x,unk"), ["unknown 1"]);
    }
}

#[test]
fn a_long_chain_is_offered_without_counts() {
    let draft = |number: usize| match number {
        0 => Draft::new("e0", "Entry 0"),
        _ => Draft::new(&format!("e{number}"), &format!("Entry {number}"))
            .relation("built_on", &format!("e{}", number - 1)),
    };
    let chain = |length| Bench::new(sample::world_of(sample::catalog_of((0..length).map(draft).collect())));
    assert_eq!(chain(100).offered("on*:")[0], ("e0".into(), Some(99)));
    let long = chain(6_000);
    assert!(long.offered("on*:").iter().all(|(_, count)| count.is_none()));
    assert_eq!(long.count(&long.query("on*:e1").expect("a query")), 5_998);
    // Only what leads to something that is found.
    assert_eq!(long.offered("id:e2 on*:"), [("e0".into(), None), ("e1".into(), None)]);
}

#[test]
fn an_order_is_not_offered_what_has_none_and_a_whole_value_nothing() {
    let bench = Bench::new(sample::world());
    for text in ["status<", "max_nodes>=", "hosts**:", "relation*:", "name<", "status:active", "vendor:\"red-hat\"x"] {
        assert_eq!(bench.offered(text), [], "{text}");
    }
    assert!(bench.offered("max_nodes:u") == [("unknown".into(), Some(5))]);
}

#[test]
fn a_word_is_completed_where_it_ends_and_nowhere_else() {
    let bench = Bench::new(sample::world());
    let at = |text: &str| bench.complete(&text.replace('‸', ""), text.find('‸').expect("a cursor")).is_some();
    for (text, offers) in [
        ("status:ret‸", true),
        ("status:ret‸ docker", true),
        ("(status:ret‸)", true),
        ("status:ret‸)", false),
        ("status:re‸t", false),
        ("‸status:ret", false),
        ("status:ret ‸", false),
        ("\"status:ret‸\"", false),
    ] {
        assert_eq!(at(text), offers, "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_and_wherever_the_cursor_stands_an_offer_can_be_taken(
        text in r#"([a-zé"'^$!|(): ,.<>=*\\#-]|kube|gpu:|max_nodes|status:|vendor=|has:|name:|on\*:|hosts!=|2015|yes){0,12}"#,
        cursor in 0_usize..60,
    ) {
        Bench::new(sample::world()).every_offer_can_be_taken(&text, cursor);
    }

    #[test]
    fn nor_does_it_matter_what_characters_these_are(text in "\\PC{0,30}", cursor in 0_usize..80) {
        Bench::new(sample::world()).every_offer_can_be_taken(&text, cursor);
    }
}
