//! Orders, groups and columns: what holds whatever stands in the catalog.

use std::collections::BTreeSet;

use landfall::catalog::{By, Catalog, Column, Facet, Group, Order, Outline};
use proptest::prelude::*;

use crate::sample::{self, Draft};
use crate::stage;

fn catalogs() -> [Catalog; 3] {
    let ports = stage::world("ports").catalog.as_ref().clone();
    [sample::catalog(), ports, landfall::shell::builtin::catalog().value]
}

fn orders(catalog: &Catalog) -> Vec<Order> {
    let criteria = catalog.criteria.iter().map(|criterion| By::Criterion(criterion.id.clone()));
    let all = By::WORDS.into_iter().map(|(_, by)| by).chain(criteria);
    all.flat_map(|by| [false, true].map(|reversed| Order { by: by.clone(), reversed })).collect()
}

/// Whether the entry says what it would be ordered by.
fn is_known(order: &Order, catalog: &Catalog, place: usize) -> bool {
    let entry = &catalog.entries[place];
    match &order.by {
        By::Name | By::Fit => true,
        By::Newest => !entry.details.events.is_empty(),
        By::Criterion(id) => entry.fact(id).is_some(),
    }
}

fn every_order_is_a_permutation_with_the_unknown_last(catalog: &Catalog) {
    for order in orders(catalog) {
        let places = order.of(catalog);
        let all: BTreeSet<usize> = places.iter().copied().collect();
        assert_eq!((places.len(), all.len()), (catalog.entries.len(), catalog.entries.len()), "{order:?}");
        let known: Vec<bool> = places.iter().map(|place| is_known(&order, catalog, *place)).collect();
        assert!(known.is_sorted_by(|before, after| before >= after), "{order:?} {known:?}");
        let unknown: Vec<usize> = places.into_iter().filter(|place| !is_known(&order, catalog, *place)).collect();
        assert!(unknown.is_sorted(), "what is equal stays by name: {order:?}");
        assert_eq!(Order::from_word(&order.word(), catalog), Some(order));
    }
}

fn every_outline_keeps_every_entry(catalog: &Catalog, places: &[usize]) {
    for facet in Facet::all(catalog) {
        let outline = Outline::new(catalog, &facet, places);
        let own: BTreeSet<usize> = outline.groups.iter().flat_map(|group| group.own.iter().copied()).collect();
        assert_eq!(own, places.iter().copied().collect(), "{facet:?}");
        for (at, group) in outline.groups.iter().enumerate() {
            assert!(!group.all.is_empty());
            assert!(group.drawer.within.is_none_or(|within| within < at), "{facet:?} {at}");
            let below = outline.groups.iter().filter(|inner| lies_in(inner, at, &outline.groups));
            let below: BTreeSet<usize> = below.flat_map(|inner| inner.own.iter().copied()).collect();
            let united: BTreeSet<usize> = group.own.iter().copied().chain(below).collect();
            assert_eq!(group.all, united.into_iter().collect::<Vec<_>>(), "{facet:?} {}", group.drawer.word);
            let place = |index: &usize| places.iter().position(|place| place == index);
            assert!(group.own.iter().map(place).is_sorted_by(|a, b| a < b), "each once, in the order that was given");
        }
    }
}

/// Whether the group lies in the one at that place, at any depth.
fn lies_in(group: &Group, at: usize, groups: &[Group]) -> bool {
    group.drawer.within.is_some_and(|within| within == at || lies_in(&groups[within], at, groups))
}

#[test]
fn orders_and_outlines_hold_for_every_catalog_at_hand() {
    for catalog in catalogs() {
        every_order_is_a_permutation_with_the_unknown_last(&catalog);
        for order in orders(&catalog) {
            every_outline_keeps_every_entry(&catalog, &order.of(&catalog));
        }
    }
}

#[test]
fn a_part_of_the_entries_is_ordered_as_the_whole_is() {
    let catalog = sample::catalog();
    for order in orders(&catalog).into_iter().filter(|order| order.by != By::Fit) {
        let mut part: Vec<usize> = (0..catalog.entries.len()).rev().filter(|place| place % 3 != 1).collect();
        let whole: Vec<usize> = order.of(&catalog).into_iter().filter(|place| part.contains(place)).collect();
        order.sort(&mut part, &catalog);
        assert_eq!(part, whole, "{order:?}");
    }
    let mut found = [5, 0, 3];
    Order::from(By::Fit).sort(&mut found, &catalog);
    assert_eq!(found, [5, 0, 3], "how well they fit is the search's to say");
    Order { by: By::Fit, reversed: true }.sort(&mut found, &catalog);
    assert_eq!(found, [3, 0, 5]);
}

#[test]
fn reversed_the_last_stands_first_and_what_is_unknown_or_cannot_be_held_against_it_stays_last() {
    let (usd, eur) = ("USD/hour", "EUR/hour");
    let prices = [("a", "0.10", usd), ("b", "0.30", usd), ("c", "0.20", eur), ("d", "0.10", usd)];
    let priced = prices.map(|(id, price, unit)| {
        Draft::new(id, id).full_fact("control_plane_price", price, Some(unit), None, "https://example.org", "2026")
    });
    let catalog = sample::catalog_of(priced.into_iter().chain([Draft::new("e", "e"), Draft::new("f", "f")]).collect());
    let ordered = |word: &str| {
        let order = Order::read(word, &catalog).expect(word);
        order.of(&catalog).into_iter().map(|place| catalog.entries[place].id.to_string()).collect::<String>()
    };
    assert_eq!(ordered("control_plane_price"), "adbcef");
    assert_eq!(ordered("-control_plane_price"), "badcef");
    assert_eq!((ordered("name"), ordered("-name")), ("abcdef".to_owned(), "fedcba".to_owned()));
    assert_eq!(Order::read("-nme", &catalog).expect_err("no order").hint, "did you mean `name`?");
}

#[test]
fn a_column_is_found_by_its_word_and_says_nothing_where_nothing_is_known() {
    let catalog = sample::catalog();
    let columns = Column::read("vendor, status licence,started,max_nodes", &catalog).expect("columns");
    let text = |id: &str| {
        let entry = catalog.entry(&id.parse().expect(id)).expect(id);
        columns.iter().map(|column| column.text(entry, &catalog).unwrap_or("?".into())).collect::<Vec<_>>().join(" · ")
    };
    assert_eq!(text("gke"), "Google · active · proprietary · 2015-08 · 15,000 nodes");
    assert_eq!(text("elephant"), "? · retired · ? · ? · ?");
    assert!(columns.iter().all(|column| Column::from_word(column.word(), &catalog).as_ref() == Some(column)));
    let by_label = |column: &&Column| Column::from_word(&column.label(&catalog).replace(' ', "_"), &catalog);
    assert!(columns.iter().all(|column| by_label(&column).as_ref() == Some(column)));
    let unknown = Column::read("vendor,max_node", &catalog).expect_err("no such column");
    assert_eq!(unknown.to_string(), "there is no column `max_node`; did you mean `max_nodes`?");
    assert_eq!(Order::read("newset", &catalog).expect_err("no order").hint, "did you mean `newest`?");
    assert_eq!(Facet::read("vendro", &catalog).expect_err("no field").hint, "did you mean `vendor`?");
}

/// An entry with any answers, in any categories, also twice in one or in none.
fn draft(number: usize) -> impl Strategy<Value = Draft> {
    let categories =
        prop::collection::vec(prop::sample::select(vec!["service", "caas", "paas", "orchestration"]), 0..4);
    let vendor = prop::option::of(prop::sample::select(vec!["amazon", "google"]));
    let nodes = prop::option::of(0_u32..20);
    let gpu = prop::option::of(prop::sample::select(vec!["yes", "no", "partial"]));
    let day = prop::option::of(2010_u32..2026);
    (categories, vendor, nodes, gpu, day).prop_map(move |(categories, vendor, nodes, gpu, day)| {
        let mut draft = Draft::new(&format!("e{number}"), &format!("Entry {number}")).within(&categories);
        draft = vendor.into_iter().fold(draft, Draft::by);
        draft = nodes.into_iter().fold(draft, |draft, nodes| draft.fact("max_nodes", &nodes.to_string(), "2026"));
        draft = gpu.into_iter().fold(draft, |draft, gpu| draft.fact("gpu", gpu, "2026"));
        day.into_iter().fold(draft, |draft, year| draft.event(&year.to_string(), "Something."))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn orders_and_outlines_hold_whatever_is_known(drafts in (0_usize..12).prop_flat_map(|count| {
        (0..count).map(draft).collect::<Vec<_>>()
    })) {
        let catalog = sample::catalog_of(drafts);
        every_order_is_a_permutation_with_the_unknown_last(&catalog);
        every_outline_keeps_every_entry(&catalog, &Order::from(By::Newest).of(&catalog));
    }
}
