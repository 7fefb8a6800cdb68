//! The query language over a small catalog.

use std::collections::BTreeSet;
use std::sync::Arc;

use landfall::catalog::Catalog;
use landfall::query::{Answer, Context, Flaw, Found, Index, Query, can_be_spread, spread};

use crate::sample;

fn run(catalog: &Catalog, text: &str) -> Found {
    ask(catalog, &Query::parse(text, catalog).unwrap_or_else(|flaws| panic!("{text}: {flaws:?}")))
}

fn ask(catalog: &Catalog, query: &Query) -> Found {
    let world = sample::world();
    let index = Index::new(&Arc::new(catalog.clone()));
    let shortlist = world.decision.shortlist.iter().map(|candidate| candidate.entry.clone()).collect();
    let context =
        Context { catalog, index: &index, noted: &world.notes.entries(), shortlist: &shortlist, today: world.today };
    query.run(&context)
}

/// The ids of the hits, the best first.
fn hits(text: &str) -> Vec<String> {
    let catalog = sample::catalog();
    run(&catalog, text).hits.iter().map(|hit| catalog.entries[hit.entry].id.to_string()).collect()
}

/// The ids of the hits and of what is undecided, each in order of the ids.
fn decided(text: &str) -> (String, String) {
    let catalog = sample::catalog();
    let found = run(&catalog, text);
    let ids = |entries: Vec<usize>| {
        let ids: BTreeSet<&str> = entries.iter().map(|entry| catalog.entries[*entry].id.as_str()).collect();
        ids.into_iter().collect::<Vec<_>>().join(" ")
    };
    (ids(found.hits.iter().map(|hit| hit.entry).collect()), ids(found.unknown))
}

fn flaws(text: &str) -> Vec<Flaw> {
    Query::parse(text, &sample::catalog()).err().unwrap_or_default()
}

#[track_caller]
fn assert_decided(text: &str, yes: &str, unknown: &str) {
    assert_eq!(decided(text), (yes.to_owned(), unknown.to_owned()), "{text}");
}

#[test]
fn an_empty_query_finds_everything_by_name() {
    for text in ["", "   ", "!", "'", "()", "status:"] {
        let found = hits(text);
        assert_eq!(found.len(), 8, "{text:?}");
        assert_eq!(found[..2], ["amazon-ecs", "swarm-classic"], "{text:?}");
    }
}

#[test]
fn exact_beats_prefix_beats_word_start_beats_scattered_beats_the_summary() {
    assert_eq!(hits("kubernetes"), ["kubernetes", "gke", "amazon-ecs", "openshift"]);
    assert_eq!(hits("swarm"), ["swarm-mode", "swarm-classic"]);
    assert_eq!(hits("dock"), ["swarm-mode", "swarm-classic"]);
    assert_eq!(hits("google")[0], "gke");
}

#[test]
fn short_and_former_names_and_ids_find_their_entry() {
    for (text, id) in [("k8s", "kubernetes"), ("ecs", "amazon-ecs"), ("ocp", "openshift"), ("GKE", "gke")] {
        assert_eq!(hits(text)[0], id, "{text}");
    }
    assert_eq!(hits("google container engine"), ["gke"]);
    assert_eq!(hits("swarm-classic"), ["swarm-classic"]);
}

#[test]
fn words_find_vendors_categories_and_summaries_in_one_piece() {
    assert_eq!(hits("aws"), ["amazon-ecs"]);
    assert_eq!(hits("machines"), ["kubernetes", "amazon-ecs"].iter().rev().copied().collect::<Vec<_>>());
    assert_eq!(decided("orchestration").0, "kubernetes swarm-classic swarm-mode");
}

#[test]
fn words_standing_together_come_first() {
    assert_eq!(hits("container service")[0], "amazon-ecs");
    assert_eq!(hits("docker swarm (classic)"), ["swarm-classic"]);
}

#[test]
fn a_capital_counts_and_accents_need_not() {
    assert_eq!(hits("elephant"), ["elephant"]);
    assert_eq!(hits("Elephant"), ["elephant"]);
    assert_eq!(hits("éléphant"), ["elephant"]);
    assert_eq!(hits("name:élephant"), Vec::<String>::new());
    assert_eq!(hits("name:ELephant"), Vec::<String>::new());
    assert_eq!(hits("montreal"), ["elephant"]);
    assert_eq!(hits("Montréal"), ["elephant"]);
    assert_eq!(hits("MontrEal"), Vec::<String>::new());
}

#[test]
fn the_opposite_of_a_word_is_what_holds_it_nowhere() {
    assert_decided("!kubernetes", "dedicated elephant swarm-classic swarm-mode", "");
    assert_decided("!name:kubernetes", "amazon-ecs dedicated elephant openshift swarm-classic swarm-mode", "");
    assert_decided("name:!kubernetes", "amazon-ecs dedicated elephant openshift swarm-classic swarm-mode", "");
    assert_decided("!(a | e)", "", "");
}

#[test]
fn bound_words_look_at_names_alone() {
    assert_decided("^kubernetes", "kubernetes", "");
    assert_decided("mode$", "swarm-mode", "");
    assert_decided("^ec", "amazon-ecs", "");
    assert_decided("name:^ec", "amazon-ecs", "");
    assert_decided("name:^ecs", "", "");
    assert_decided("name=kubernetes", "kubernetes", "");
    assert_decided("name=\"google container engine\"", "gke", "");
}

#[test]
fn a_bar_binds_tighter_than_a_space() {
    assert_decided("gpu:yes | gpu:no hosting:managed", "gke", "dedicated elephant swarm-classic");
    assert_decided("(gpu:no hosting:self-hosted) | gke", "gke swarm-mode", "dedicated elephant swarm-classic");
}

#[test]
fn without_the_fact_an_entry_neither_fits_nor_fails() {
    assert_decided("gpu:yes", "gke kubernetes", "dedicated elephant openshift swarm-classic");
    assert_decided("!gpu:yes", "amazon-ecs swarm-mode", "dedicated elephant openshift swarm-classic");
    assert_decided("gpu!=yes", "amazon-ecs swarm-mode", "dedicated elephant openshift swarm-classic");
    assert_decided("gpu:yes,partial", "amazon-ecs gke kubernetes", "dedicated elephant openshift swarm-classic");
    assert_decided("gpu:unknown", "dedicated elephant openshift swarm-classic", "");
    assert_decided("gpu:no,unknown", "dedicated elephant openshift swarm-classic swarm-mode", "");
    assert_decided("!gpu:unknown", "amazon-ecs gke kubernetes swarm-mode", "");
}

#[test]
fn what_is_certain_without_the_fact_is_decided() {
    assert_decided("gpu:yes | status:retired", "elephant gke kubernetes swarm-classic", "dedicated openshift");
    assert_decided("gpu:yes !status:retired", "gke kubernetes", "dedicated openshift");
}

#[test]
fn amounts_compare_across_units_that_convert() {
    assert_decided(
        "max_nodes>=5000",
        "amazon-ecs gke kubernetes",
        "dedicated elephant openshift swarm-classic swarm-mode",
    );
    assert_decided(
        "max_nodes:5000..10000",
        "amazon-ecs kubernetes",
        "dedicated elephant openshift swarm-classic swarm-mode",
    );
    assert_decided("max_nodes:..4999,15000", "gke", "dedicated elephant openshift swarm-classic swarm-mode");
    let unpriced = "dedicated elephant kubernetes swarm-classic swarm-mode";
    assert_decided("control_plane_price<0.1", "amazon-ecs", unpriced);
    assert_decided("control_plane_price=0.1", "gke openshift", unpriced);
    assert_decided("control_plane_price<=73USD/month", "amazon-ecs gke openshift", unpriced);
    assert_decided("control_plane_price>\"72 USD/month\"", "gke openshift", unpriced);
    assert_decided("control_plane_price:free", "amazon-ecs", unpriced);
    assert_decided(
        "control_plane_price<1EUR/hour",
        "dedicated",
        "amazon-ecs elephant gke kubernetes openshift swarm-classic swarm-mode",
    );
    assert_decided("sla>=99.99%", "amazon-ecs", "dedicated elephant kubernetes openshift swarm-classic swarm-mode");
    let undated = "amazon-ecs dedicated elephant gke kubernetes openshift swarm-classic";
    assert_decided("max_request_time>=1h", "swarm-mode", undated);
    assert_decided("max_request_time>60", "", undated);
}

#[test]
fn a_bare_end_of_a_range_has_the_unit_of_the_other() {
    let unpriced = "dedicated elephant kubernetes swarm-classic swarm-mode";
    for range in ["72..74USD/month", "72USD/month..74", "free..74USD/month"] {
        let found = if range.starts_with('7') { "gke openshift" } else { "amazon-ecs gke openshift" };
        assert_decided(&format!("control_plane_price:{range}"), found, unpriced);
    }
    let undated = "amazon-ecs dedicated elephant gke kubernetes openshift swarm-classic";
    assert_decided("max_request_time:1..2h", "swarm-mode", undated);
    assert_decided("max_request_time:2..3h", "", undated);
}

#[test]
fn dates_may_be_vague_on_either_side() {
    assert_decided("started<2015", "kubernetes openshift swarm-classic", "elephant");
    assert_decided("started:2015", "amazon-ecs gke", "elephant");
    assert_decided("started>=2015-08", "dedicated gke swarm-mode", "amazon-ecs elephant");
    assert_decided("started:2014..2015", "amazon-ecs gke kubernetes swarm-classic", "elephant");
    assert_decided(
        "ga_since:2015",
        "gke",
        "amazon-ecs dedicated elephant kubernetes openshift swarm-classic swarm-mode",
    );
    assert_decided("ended<2021", "swarm-classic", "elephant");
    assert_decided("ended:unknown", "elephant", "");
}

#[test]
fn texts_words_and_versions() {
    assert_decided("hosting:managed,both", "amazon-ecs gke openshift", "dedicated elephant swarm-classic");
    assert_decided(
        "autoscaling:node",
        "gke",
        "amazon-ecs dedicated elephant kubernetes openshift swarm-classic swarm-mode",
    );
    assert_decided("licence:apache", "kubernetes openshift swarm-classic swarm-mode", "dedicated elephant");
    assert_decided("licence=apache", "", "dedicated elephant");
    assert_decided("licence=Apache-2.0", "kubernetes openshift swarm-classic swarm-mode", "dedicated elephant");
    assert_decided(
        "orchestrator:kubernetes",
        "openshift",
        "amazon-ecs dedicated elephant gke kubernetes swarm-classic swarm-mode",
    );
    let versioned = "amazon-ecs dedicated elephant gke openshift swarm-classic swarm-mode";
    assert_decided("current_version>=1.9", "kubernetes", versioned);
    assert_decided("current-version:1.37", "kubernetes", versioned);
}

#[test]
fn built_in_fields() {
    assert_decided("vendor:aws", "amazon-ecs", "elephant kubernetes");
    assert_decided("vendor:amazon,google", "amazon-ecs gke", "elephant kubernetes");
    assert_decided("vendor:\"red hat\"", "dedicated openshift", "elephant kubernetes");
    assert_decided("vendor:hat", "dedicated openshift", "elephant kubernetes");
    assert_decided("vendor:unknown", "elephant kubernetes", "");
    assert_decided("category:services", "amazon-ecs dedicated elephant gke openshift", "");
    assert_decided(
        "category:caas,orchestration !category:paas",
        "amazon-ecs dedicated gke kubernetes swarm-classic swarm-mode",
        "",
    );
    assert_decided("status:Retired,maintenance", "elephant swarm-classic swarm-mode", "");
    assert_decided("STATUS!=active", "elephant swarm-classic swarm-mode", "");
    assert_decided("id:gke,amazon-ecs", "amazon-ecs gke", "");
    assert_decided("has:note", "amazon-ecs gke", "");
    assert_decided("has:answer,event", "gke openshift", "");
    assert_decided("!has:fact", "elephant swarm-classic", "");
    assert_decided("in:shortlist", "amazon-ecs gke", "");
    assert_decided("stale:yes", "gke swarm-mode", "");
    assert_decided("summary:machines", "amazon-ecs kubernetes", "");
}

#[test]
fn relations_are_followed() {
    assert_decided("hosts:kubernetes", "gke", "");
    assert_decided("hosts:k8s,openshift", "dedicated gke", "");
    assert_decided("hosted_by:gke", "kubernetes", "");
    assert_decided("on:kubernetes", "gke openshift", "");
    assert_decided("on*:kubernetes", "dedicated gke openshift", "");
    assert_decided("foundation_of*:dedicated", "", "");
    assert_decided("relation:kubernetes", "amazon-ecs gke openshift", "");
    assert_decided("relation:swarm-mode", "swarm-classic", "");
    assert_decided("relation:succeeded_by", "swarm-classic", "");
    assert_decided("alternative_to:amazon-ecs", "kubernetes", "");
    assert_decided("hosts:\"google container engine\"", "", "");
}

#[test]
fn a_circle_of_relations_is_followed_to_its_end() {
    let around = |id: &str, to: &str| sample::Draft::new(id, id).relation("built_on", to);
    let catalog = sample::catalog_of(vec![around("a", "b"), around("b", "c"), around("c", "a")]);
    assert_eq!(run(&catalog, "on*:a").hits.len(), 3);
}

#[test]
fn what_is_wrong_is_said_with_its_place_and_a_way_out() {
    let table = [
        ("kub statsu:active", 4..10, "there is no field `statsu`", "did you mean `status`?"),
        ("status:actve", 7..12, "`status` knows no `actve`", "did you mean `active`?"),
        ("gpu:maybe", 4..9, "`gpu` knows no `maybe`", "known are: yes, no, partial, unknown"),
        ("gpu:unknwon", 4..11, "`gpu` knows no `unknwon`", "did you mean `unknown`?"),
        ("gpu:yes|no", 4..10, "`gpu` knows no `yes|no`", "for either of them write `gpu:yes,no`"),
        ("gpu:(yes|no)", 4..12, "`gpu` knows no `(yes|no)`", "for either of them write `gpu:yes,no`"),
        ("gpu:yes|x:y", 4..11, "`gpu` knows no `yes|x:y`", "for either of them write `gpu:yes | x:y`"),
        (
            "on*:OpenshiftDedicatd",
            4..21,
            "there is no entry `OpenshiftDedicatd`",
            "did you mean `\"OpenShift Dedicated\"`?",
        ),
        ("category:cas", 9..12, "there is no category `cas`", "did you mean `caas`?"),
        ("vendor:gogle", 7..12, "there is no vendor `gogle`", "did you mean `google`?"),
        ("hosts:kubernets", 6..15, "there is no entry `kubernets`", "did you mean `kubernetes`?"),
        (
            "https://x.org",
            0..5,
            "there is no field `https`",
            "to look for the text itself, quote it: \"https://x.org\"",
        ),
        ("foobar:x", 0..6, "there is no field `foobar`", "to look for the text itself, quote it: \"foobar:x\""),
        ("status: active", 0..7, "no value stands after `status:`", "write it without a space: `status:value`"),
        ("status<active", 0..6, "`status` has no order for `<`", "write `status:value` or `status!=value`"),
        (
            "status*:active",
            0..6,
            "`status` leads nowhere, so `*` has no steps to follow",
            "several steps are for relations: `on*:kubernetes`",
        ),
        ("max_nodes>=5,000", 11..16, "`>=` takes one value", "a comma separates values; write thousands without one"),
        (
            "max_nodes:5,000",
            12..15,
            "`max_nodes` has no use for `000`",
            "a comma separates values; write thousands without one",
        ),
        (
            "max_nodes==5",
            10..12,
            "there is no sign that ends in `=5`",
            "the signs are : = != < <= > >=; for example `max_nodes>=10`",
        ),
        ("max_nodes>many", 10..14, "`max_nodes` is never given in `many`", "amounts are in nodes"),
        (
            "control_plane_price<1GBP/hour",
            20..29,
            "`control_plane_price` is never given in `GBP/hour`",
            "amounts are in USD/hour",
        ),
        ("a) )", 3..4, "this parenthesis closes nothing", "to look for it, quote it: \")\""),
    ];
    for (text, span, message, hint) in table {
        let found = flaws(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!((found[0].span.clone(), found[0].message.as_str()), (span, message), "{text}");
        assert_eq!(found[0].hint.as_ref().map(|hint| hint.as_str()), Some(hint), "{text}");
    }
}

#[test]
fn several_flaws_are_told_at_once_in_the_order_of_the_text() {
    let places: Vec<usize> = flaws("(gpu:x statsu:y) | vendor:zzz").iter().map(|flaw| flaw.span.start).collect();
    assert_eq!(places, [5, 7, 26]);
}

#[test]
fn half_typed_text_asks_for_what_is_there() {
    for (half, whole) in [
        ("gke (", "gke"),
        ("gke |", "gke"),
        ("| gke", "gke"),
        ("(gke", "gke"),
        ("(gke |", "gke"),
        ("\"google kub", "\"google kub\""),
        ("gke status:", "gke"),
        ("gke !status:", "gke"),
        ("status:active,", "status:active"),
        ("max_nodes:5000..", "max_nodes>=5000"),
        ("gke !(", "gke"),
    ] {
        assert_eq!(decided(half), decided(whole), "{half}");
    }
}

#[test]
fn letters_that_were_found_are_lit() {
    let lit = |query: &str, text: &str| Query::parse(query, &sample::catalog()).expect(query).lit(text);
    assert_eq!(lit("kub", "Google Kubernetes Engine"), [7, 8, 9]);
    assert_eq!(lit("gke", "Google Kubernetes Engine"), [0, 7, 18]);
    assert_eq!(lit("goo eng$", "Google Kubernetes Eng"), [0, 1, 2, 18, 19, 20]);
    assert_eq!(lit("!goo kub | engine status:active", "Google Kubernetes"), [7, 8, 9]);
    assert_eq!(lit("phant", "Éléphant"), [3, 4, 5, 6, 7]);
    assert_eq!(lit("e\u{301}l", "E\u{301}le\u{301}phant"), [0, 2]);
    assert_eq!(lit("zzz", "Google"), Vec::<usize>::new());
}

#[test]
fn deep_nesting_is_refused_and_not_followed() {
    let deep = format!("{}gke", "(".repeat(200_000));
    assert_eq!(flaws(&deep)[0].message.as_str(), "more than 64 groups within each other");
    assert_eq!(hits(&format!("{}gke", "(".repeat(64))), ["gke"]);
    assert_eq!(hits(&format!("{}status:active", "!".repeat(200_000))).len(), 5);
}

#[test]
fn no_field_of_the_catalog_is_hidden_from_the_list() {
    let names = landfall::query::field_names(&sample::catalog());
    for name in ["name", "status", "on", "gpu", "hosts", "hosted_by"] {
        assert!(names.iter().any(|known| known == name), "{name}");
    }
}

#[test]
fn a_label_is_a_field_where_it_means_one_thing() {
    assert_eq!(hits("nodes_per_cluster>=5000"), hits("max_nodes>=5000"));
    assert_eq!(hits("!Longest-Request:unknown"), hits("!max_request_time:unknown"));
    let hint = |text: &str, catalog: &Catalog| {
        Query::parse(text, catalog).expect_err(text)[0].hint.clone().expect("a hint").to_string()
    };
    assert_eq!(hint("nodes_per_clutser:3", &sample::catalog()), "did you mean `nodes_per_cluster`?");
    let mut catalog = sample::catalog();
    let mut label = |id: &str, label: &str| {
        let criterion = catalog.criteria.iter_mut().find(|criterion| criterion.id.as_str() == id).expect(id);
        criterion.label = sample::line(label);
    };
    label("sla", "Status");
    label("gpu", "Both of  them!");
    label("autoscaling", "both-of-them");
    label("max_nodes", "Größe");
    assert_eq!(hint("both_of_them:yes", &catalog), "several are called so: `autoscaling`, `gpu`");
    assert!(Query::parse("status:active", &catalog).is_ok(), "what every catalog has goes before a label");
    assert!(Query::parse("gr_e:1", &catalog).is_err(), "a letter that no field can have is not left out");
}

mod any_text {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_parsed_and_run_or_refused_with_places_within_it(
            text in r#"([a-zé"'^$!|(): ,.<>=*\\#-]|kubernetes|gpu:|max_nodes|started|status|name:|on\*:|5000|2015|yes){0,12}"#,
        ) {
            let catalog = Arc::new(sample::catalog());
            match Query::parse(&text, &catalog) {
                Ok(query) => {
                    let (index, noted, shortlist) = (Index::new(&catalog), BTreeSet::new(), BTreeSet::new());
                    let today = sample::world().today;
                    let context = Context { catalog: &catalog, index: &index, noted: &noted, shortlist: &shortlist, today };
                    let found = query.run(&context);
                    prop_assert!(found.hits.len() + found.unknown.len() <= catalog.entries.len());
                    for entry in &catalog.entries {
                        let letters = entry.name.chars().count();
                        prop_assert!(query.lit(&entry.name).iter().all(|at| *at < letters));
                    }
                }
                Err(flaws) => {
                    prop_assert!(!flaws.is_empty());
                    for flaw in flaws {
                        prop_assert!(text.get(flaw.span.clone()).is_some(), "{:?} in {:?}", flaw.span, text);
                        prop_assert!(flaw.report(&text).contains('^'));
                    }
                }
            }
        }

        #[test]
        fn even_any_characters(text in "\\PC{0,40}") {
            let _ = Query::parse(&text, &sample::catalog()).map(|query| query.lit(&text));
        }

        #[test]
        fn asked_with_another_finds_what_both_find(
            one in "(gpu:yes|!max_nodes>5000|kube|docker swarm|swarm \\| gke|status:retired|\\(e \\| gpu:no|)",
            other in "(started<2015|services|!kube|goo eng|licence:apache|'swarm|hosting:managed \\|)",
        ) {
            let catalog = sample::catalog();
            let places = |found: &Found| found.hits.iter().map(|hit| hit.entry).collect::<BTreeSet<_>>();
            let (first, second) = (run(&catalog, &one), run(&catalog, &other));
            let both = Query::parse(&one, &catalog).expect("a query").and(Query::parse(&other, &catalog).expect("a query"));
            let both = ask(&catalog, &both);
            let shared: BTreeSet<usize> = places(&first).intersection(&places(&second)).copied().collect();
            prop_assert_eq!(places(&both), shared);
            let open = |found: &Found, entry: &usize| places(found).contains(entry) || found.unknown.contains(entry);
            prop_assert!(both.unknown.iter().all(|entry| open(&first, entry) && open(&second, entry)));
        }

        #[test]
        fn and_its_opposite_share_the_entries_between_them(text in "(gpu:yes|max_nodes>5000|started<2015|kube|status:retired|ended<2021|vendor:aws)") {
            let catalog = sample::catalog();
            let (plain, opposite) = (run(&catalog, &text), run(&catalog, &format!("!({text})")));
            prop_assert_eq!(&plain.unknown, &opposite.unknown);
            prop_assert_eq!(plain.hits.len() + opposite.hits.len() + plain.unknown.len(), catalog.entries.len());
        }
    }
}

/// Every answer of a criterion is shown with a condition that finds those who gave it, and no other.
#[test]
fn an_answer_that_is_counted_is_found_by_its_condition() {
    let world = sample::world();
    for catalog in [&world.catalog, &Arc::new(landfall::shell::builtin::catalog().value)] {
        let (index, nothing) = (Index::new(catalog), BTreeSet::new());
        let context = Context { catalog, index: &index, noted: &nothing, shortlist: &nothing, today: world.today };
        let all: Vec<usize> = (0..catalog.entries.len()).collect();
        for criterion in catalog.criteria.iter().filter(|criterion| can_be_spread(criterion)) {
            let answers = spread(criterion, &all, catalog);
            assert_eq!(answers.iter().map(|answer| answer.count).sum::<usize>(), all.len(), "{}", criterion.id);
            for Answer { condition, count, .. } in answers {
                let query = Query::parse(&condition, catalog).unwrap_or_else(|flaws| panic!("{condition}: {flaws:?}"));
                assert_eq!(query.run(&context).hits.len(), count, "{condition}");
            }
        }
    }
}

/// Who looks through the places of a search in two parts finds what one look finds, wherever they part.
#[test]
fn a_search_in_two_parts_finds_what_it_finds_in_one() {
    let world = sample::world();
    let catalog = &world.catalog;
    let (index, nothing) = (Index::new(catalog), BTreeSet::new());
    let context = Context { catalog, index: &index, noted: &nothing, shortlist: &nothing, today: world.today };
    let backwards: Vec<usize> = (0..catalog.entries.len()).rev().collect();
    for text in ["kub", "managed", "gpu:yes", "!gpu:yes | a", "status:retired", ""] {
        let query = Query::parse(text, catalog).expect(text);
        for among in [None, Some(backwards.as_slice())] {
            let whole = query.run_while(&context, among, || true).expect("to its end");
            for at in 0..=catalog.entries.len() {
                let parts = query.run_by(
                    &context,
                    among,
                    || true,
                    |look, all| Some(look(all.start..at)?.followed_by(look(at..all.end)?)),
                );
                assert_eq!(parts.as_ref(), Some(&whole), "{text} at {at}");
            }
        }
    }
    let query = Query::parse("kub", catalog).expect("a word");
    assert_eq!(query.run_by(&context, None, || false, |look, all| look(all)), None);
}

/// What is typed letter by letter finds the same whether it is narrowed or searched anew.
#[test]
fn narrowing_finds_what_a_new_search_finds() {
    let world = sample::world();
    let catalog = &world.catalog;
    let (index, nothing) = (Index::new(catalog), BTreeSet::new());
    let context = Context { catalog, index: &index, noted: &nothing, shortlist: &nothing, today: world.today };
    let mut narrowed = 0;
    for text in ["kubernetes", "cloud run", "Google Kub", "élan", "managed apps", "a b", "zz"] {
        let mut before: Option<(String, Vec<usize>)> = None;
        for (end, _) in text.char_indices().skip(1).chain([(text.len(), ' ')]) {
            let typed = &text[..end];
            let query = Query::parse(typed, catalog).expect(typed);
            let anew = query.run(&context);
            if let Some((shorter, hits)) = before.filter(|(shorter, _)| Query::narrows(shorter, typed)) {
                let found = query.run_while(&context, Some(&hits), || true).expect("to its end");
                assert_eq!(found, anew, "{shorter} -> {typed}");
                narrowed += 1;
            }
            before = Some((typed.to_owned(), anew.hits.iter().map(|hit| hit.entry).collect()));
        }
    }
    assert!(narrowed > 30, "{narrowed}");
    for (shorter, longer) in
        [("a", "a | b"), ("a", "a:b"), ("!a", "!ab"), ("a", "b"), ("a", "a"), (" ", " a"), ("'a", "'ab")]
    {
        assert!(!Query::narrows(shorter, longer), "{shorter} {longer}");
    }
}
