//! What is counted, and what is due: the numbers add up, and the day decides.

use landfall::catalog::Entry;
use landfall::record::due::due;
use landfall::record::stats::{Stats, Tally};
use landfall::world::World;

use crate::sample;
use crate::stage;

fn all(world: &World) -> Vec<&Entry> {
    world.catalog.entries.iter().collect()
}

fn sum(tallies: impl Iterator<Item = Tally>) -> [usize; 6] {
    tallies.fold([0; 6], |[asked, known, not_found, gaps, stale, uncited], of| {
        [
            asked + of.asked,
            known + of.known,
            not_found + of.not_found,
            gaps + of.gaps,
            stale + of.stale,
            uncited + of.uncited,
        ]
    })
}

#[test]
fn every_question_is_known_or_not_found_or_a_gap_whichever_way_it_is_counted() {
    for world in [sample::world(), stage::world("ports")] {
        let stats = Stats::new(&world, "", &all(&world));
        let facts = stats.facts;
        assert_eq!(facts.asked, world.catalog.entries.len() * world.catalog.criteria.len());
        assert_eq!(facts.asked, facts.known + facts.not_found + facts.gaps);
        assert_eq!(facts.known, world.catalog.entries.iter().map(|entry| entry.details.facts.len()).sum::<usize>());
        assert!(facts.stale <= facts.known && facts.not_found > 0);
        assert_eq!(sum([facts].into_iter()), sum(stats.criteria.iter().map(|of| of.facts)));
        assert_eq!(sum([facts].into_iter()), sum(stats.entries.iter().map(|of| of.facts)));
    }
}

#[test]
fn a_category_counts_what_stands_below_it_each_entry_once() {
    let world = stage::world("ports");
    let counts =
        |stats: &Stats<'_>| stats.categories.iter().map(|of| (of.id.to_string(), of.entries)).collect::<Vec<_>>();
    let named = |counts: [(&str, usize); 3]| counts.map(|(id, count)| (id.to_owned(), count)).to_vec();
    let all = Stats::new(&world, "", &all(&world));
    assert_eq!(counts(&all), named([("harbour", 3), ("deep", 1), ("yard", 2)]));
    let sample = sample::world();
    let openshift = sample.catalog.entry(&"openshift".parse().unwrap()).unwrap();
    let service = &Stats::new(&sample, "", &[openshift]).categories[0];
    assert_eq!((service.id.as_str(), service.entries), ("service", 1));
}

#[test]
fn whoever_is_cited_is_counted_by_citation_and_by_page() {
    let world = stage::world("ports");
    let stats = Stats::new(&world, "", &all(&world));
    let of = |host: &str| stats.sources.iter().find(|of| of.host == host).map(|of| (of.citations, of.pages));
    assert_eq!(of("bedrock.example"), Some((4, 1)));
    assert_eq!(stats.sources[0].host, "aurora.example");
    assert_eq!(stats.relations.iter().map(|of| of.edges).sum::<usize>(), 2);
}

#[test]
fn the_oldest_due_stands_first_and_what_is_fresh_does_not() {
    let world = stage::world("ports");
    let found = due(&world, &all(&world), 0);
    let named: Vec<String> = found.iter().map(|found| format!("{}.{}", found.entry.id, found.criterion.id)).collect();
    assert_eq!(named, ["driftwood.free_day", "aurora.berths"]);
    assert!(found.iter().all(|found| found.is_stale() && found.overdue > 0));
}

#[test]
fn what_is_due_within_a_span_is_what_is_stale_on_the_day_after_it() {
    let mut world = stage::world("ports");
    for within in [0, 1, 30, 107, 108, 400, 36_500] {
        let found = due(&world, &all(&world), within).len();
        let today = world.today;
        world.today = today.plus_days(within + 1);
        assert_eq!(Stats::new(&world, "", &all(&world)).facts.stale, found, "{within}");
        world.today = today;
    }
}

#[test]
fn what_is_due_on_the_last_day_of_the_span_is_within_it() {
    let mut world = stage::world("ports");
    let [.., last] = &*due(&world, &all(&world), 36_500) else { panic!("something is due some day") };
    let (entry, criterion, day) = (last.entry.id.clone(), last.criterion.id.clone(), last.due);
    world.today = day;
    for within in [0, 1] {
        let found = due(&world, &all(&world), within);
        let found = found.iter().find(|found| found.entry.id == entry && found.criterion.id == criterion);
        assert_eq!(found.map(|found| (found.overdue, found.is_stale())), Some((0, false)), "{within}");
    }
}

#[test]
fn json_has_its_keys_in_the_promised_order() {
    let world = stage::world("ports");
    let stats = landfall::record::json::text(&Stats::new(&world, "", &all(&world)));
    in_order(
        &stats,
        "schema catalog query today total found categories id name parent entries statuses status entries facts asked known \
         not_found gaps stale uncited criteria id label group asked entries id name asked sources host citations pages \
         relations kind label edges events answers",
    );
    let found = due(&world, &all(&world), 30);
    in_order(
        &landfall::record::due::as_json(&world, "", 30, &found),
        "schema catalog query today within facts entry name criterion label value unit text note source as_of stale due \
         overdue",
    );
}

fn in_order(data: &str, keys: &str) {
    let mut from = 0;
    for key in keys.split_whitespace() {
        from += data[from..].find(&format!("\"{key}\"")).unwrap_or_else(|| panic!("{key} after {from}\n{data}"));
        from += key.len();
    }
}
