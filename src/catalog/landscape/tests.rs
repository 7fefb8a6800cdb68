use super::*;
use crate::catalog::{Fact, Kind, Status};

fn read(text: &str) -> Landscape {
    let survey = survey(Findings::new(&SafeText::line("l.yml")), text).expect("a landscape");
    survey.finish(&Surroundings { title: "Tools".to_owned(), ..Surroundings::default() })
}

/// A landscape with these items in one subcategory.
fn items(items: &[&str]) -> Landscape {
    let list: String = items.iter().map(|item| format!("    - {item}\n")).collect();
    read(&format!("landscape:\n- name: Build\n  subcategories:\n  - name: CI\n    items:\n{list}"))
}

fn ids(landscape: &Landscape) -> Vec<&str> {
    landscape.catalog.entries.iter().map(|entry| entry.id.as_str()).collect()
}

fn entry<'a>(landscape: &'a Landscape, id: &str) -> &'a Entry {
    landscape.catalog.entry(&id.parse().unwrap()).expect(id)
}

fn fact<'a>(landscape: &'a Landscape, id: &str, criterion: &str) -> &'a Fact {
    entry(landscape, id).fact(&criterion.parse().unwrap()).expect(criterion)
}

/// The answers of an entry, as `criterion=value`.
fn facts(landscape: &Landscape, id: &str) -> Vec<String> {
    entry(landscape, id).details.facts.iter().map(|(criterion, fact)| format!("{criterion}={}", fact.value)).collect()
}

fn links(landscape: &Landscape, id: &str) -> Vec<String> {
    entry(landscape, id).details.links.iter().map(|link| format!("{}={}", link.label, link.url)).collect()
}

/// The codes of everything that is odd.
fn codes(landscape: &Landscape) -> Vec<&'static str> {
    landscape.findings.clone().all().iter().map(|found| found.code).collect()
}

fn kind<'a>(landscape: &'a Landscape, criterion: &str) -> &'a Kind {
    &landscape.catalog.criterion(&criterion.parse().unwrap()).expect(criterion).kind
}

#[test]
fn the_forms_of_both_versions_say_the_same() {
    let first = "landscape:\n- category:\n  name: A\n  subcategories:\n  - subcategory:\n    name: B\n    items:\n    - item:\n      name: X\n      homepage_url: https://x.org\n      logo: x.svg\n";
    let second = "categories:\n- name: A\n  subcategories:\n  - name: B\n    items:\n    - name: X\n      homepage_url: https://x.org\n      logo: x.svg\n";
    let nested = "landscape:\n- category:\n    name: A\n    subcategories:\n    - subcategory:\n        name: B\n        items:\n        - item:\n            name: X\n            homepage_url: https://x.org\n            logo: x.svg\n";
    let json = r#"{"landscape": [{"subcategories": [{"items": [{"name": "X", "homepage_url": "https://x.org", "logo": "x.svg"}], "name": "B"}], "name": "A"}]}"#;
    for text in [first, second, nested, json] {
        let landscape = read(text);
        assert_eq!(codes(&landscape), [""; 0], "{text}");
        assert_eq!(landscape.catalog.categories.len(), 2, "{text}");
        assert_eq!(links(&landscape, "x"), ["home=https://x.org"], "{text}");
        assert_eq!(entry(&landscape, "x").categories[0].as_str(), "b", "{text}");
    }
}

#[test]
fn empty_and_missing_lists_are_empty() {
    for (text, missing) in [
        ("landscape:", 0),
        ("landscape: []", 0),
        ("landscape:\n- name: A\n  subcategories:", 0),
        (
            "landscape:\n- name: A\n- name: B\n  subcategories:\n  - name: C\n  - name: D\n    items:\n  - name: E\n    items: []\n",
            2,
        ),
    ] {
        let landscape = read(text);
        assert_eq!(codes(&landscape), vec!["landscape-missing"; missing], "{text}");
        assert!(landscape.catalog.entries.is_empty(), "{text}");
    }
}

#[test]
fn a_list_under_a_misspelt_key_is_missed_and_its_key_is_named() {
    let text = "landscape:
- {name: A, subcategory: [], subcategories: [{name: B, itmes: [{name: X}]}, {name: C, items: x}, null]}
- {name: D, subcategories: {name: E}, items: []}
";
    let landscape = read(text);
    let told: Vec<String> = landscape
        .findings
        .clone()
        .all()
        .iter()
        .map(|found| format!("{}: {} {}", found.code, found.message, found.hint.as_deref().unwrap_or_default()))
        .collect();
    let expected = [
        "landscape-unknown-field: `subcategory` is no field of a category did you mean `category`?",
        "landscape-missing: the subcategory has no `items` add `items:`, with nothing behind it where there are none",
        "landscape-unknown-field: `itmes` is no field of a subcategory did you mean `items`?",
        "landscape-form: `items` takes a list ",
        "landscape-form: a subcategory is a map ",
        "landscape-form: `subcategories` takes a list ",
        "landscape-unknown-field: `items` is no field of a category ",
    ];
    assert_eq!(told, expected);
}

#[test]
fn of_two_lists_of_categories_one_is_read_and_the_other_is_named() {
    for text in [
        "landscape:\ncategories: [{name: A, subcategories: [{name: B, items: [{name: X}]}]}]",
        "landscape: [{name: A, subcategories: [{name: B, items: [{name: X}]}]}]\ncategories: []",
    ] {
        let landscape = read(text);
        assert_eq!(ids(&landscape), ["x"], "{text}");
        assert!(codes(&landscape).contains(&"landscape-form"), "{text}");
    }
}

#[test]
fn an_entry_stands_in_every_place_that_it_names() {
    let text = "landscape:
- name: A
  subcategories:
  - name: B
    items:
    - {name: X, second_path: C / D}
    - {name: Y, second_path: [C / D, A / B, No / Where]}
    - {name: Z, additional_categories: [{category: C, subcategory: D}]}
- name: C
  subcategories: [{name: D}]
";
    let landscape = read(text);
    for id in ["x", "y", "z"] {
        let places: Vec<&str> = entry(&landscape, id).categories.iter().map(|id| id.as_str()).collect();
        assert_eq!(places, ["b", "d"], "{id}");
    }
    assert_eq!(facts(&landscape, "y"), ["second_path=No / Where"]);
    assert!(codes(&landscape).contains(&"landscape-unknown-place"));
}

#[test]
fn a_place_that_several_items_name_is_a_place_though_nobody_declares_it() {
    let landscape = items(&[
        "{name: X, second_path: Build / Cl}",
        "{name: Y, second_path: New / One}",
        "{name: Z, second_path: new / one}",
    ]);
    let names: Vec<&str> = landscape.catalog.categories.iter().map(|category| category.name.as_str()).collect();
    assert_eq!(names, ["Build", "CI", "New", "One"]);
    assert_eq!(entry(&landscape, "z").categories.len(), 2);
    assert_eq!(facts(&landscape, "x"), ["second_path=Build / Cl"]);
    let told: Vec<String> = landscape
        .findings
        .clone()
        .all()
        .iter()
        .filter(|found| found.code == "landscape-unknown-place")
        .map(|found| format!("{} {}", found.message, found.hint.as_ref().unwrap()))
        .collect();
    assert!(told[0].ends_with("`Build / Cl`; one item names it did you mean \"Build / CI\"?"), "{told:?}");
    assert!(told[1].contains("`New / One`; 2 items name it"), "{told:?}");
}

#[test]
fn repeated_names_say_where_they_stand_and_what_is_the_same_in_everything_is_one() {
    let text = "landscape:
- name: A
  subcategories:
  - {name: B, items: [{name: X}, {name: Y, homepage_url: https://a.org}, {name: Y, homepage_url: https://b.org}]}
  - {name: C, items: [{name: x}, {name: Z}, {name: Z}]}
";
    let landscape = read(text);
    assert_eq!(ids(&landscape), ["x-b", "x-c", "y-b-a-855e54b5", "y-b-a-ce3f5bdc", "z-c-a-84222325"]);
    let said = codes(&landscape);
    assert_eq!(said.iter().filter(|code| **code == "landscape-duplicate").count(), 2);
    assert_eq!(said.iter().filter(|code| **code == "landscape-left-out").count(), 1);
}

#[test]
fn names_without_letters_of_an_id_have_one_all_the_same() {
    let landscape = items(&["{name: 编程语言}", "{name: 数据库}", "{name: '...'}"]);
    assert_eq!(landscape.catalog.entries.len(), 3);
    let by_name = |name: &str| landscape.catalog.entries.iter().find(|entry| entry.name.as_str() == name);
    assert!(by_name("编程语言").is_some_and(|entry| entry.id.as_str().len() == 8));
}

#[test]
fn a_name_without_end_is_cut() {
    let landscape = items(&[&format!("{{name: {}}}", "n".repeat(100_000))]);
    assert_eq!(landscape.catalog.entries[0].name.chars().count(), 200);
}

#[test]
fn fields_of_the_format_have_their_types() {
    let landscape = items(&[
        "{name: X, project: graduated, license: MIT, enduser: true, joined: 2020-1-2, extra: {accepted: '2019-03-04', summary_tags: 'a, b,', tag: [x-y]}}",
        "{name: Y, project: archived, extra: {archived: '2021-05-06', summary_use_case: For tests.}}",
    ]);
    let expected = ["accepted=2019-03-04", "enduser=yes", "joined=2020-01-02", "license=MIT", "project=graduated"];
    assert_eq!(facts(&landscape, "x"), [&expected[..], &["summary_tags=a, b", "tag=x-y"]].concat());
    assert_eq!(entry(&landscape, "x").licence.as_ref().unwrap().as_str(), "MIT");
    let gone = entry(&landscape, "y");
    assert_eq!((gone.status, gone.ended), (Status::Retired, "2021-05-06".parse().ok()));
    assert_eq!(gone.summary.as_str(), "For tests.");
    assert_eq!(gone.details.events[0].what.as_str(), "Archived");
    assert_eq!(fact(&landscape, "x", "accepted").mark.line, 6);
    assert!(fact(&landscape, "x", "accepted").cite.is_none());
}

#[test]
fn fields_of_somebodys_own_are_typed_by_their_values() {
    let landscape = items(&[
        "{name: A, size: 10, free: yes, seen: 2020-01-01, page: https://a.org, kind: one, modes: [{is: car}, {is: bus}], a: {b: c}}",
        "{name: B, size: 2.5, free: no, seen: 2021, page: https://b.org, kind: one, modes: [{is: car}], motto: first}",
        "{name: C, size: 007, kind: two, page: none, motto: second}",
        "{name: D, kind: two, motto: third}",
    ]);
    assert_eq!(*kind(&landscape, "free"), Kind::YesNo);
    assert_eq!(kind(&landscape, "kind").words(), ["one", "two"]);
    assert_eq!(kind(&landscape, "modes_is").words(), ["bus", "car"]);
    assert_eq!(*kind(&landscape, "motto"), Kind::Text);
    // Two numbers and a name, a date and a year, two addresses and a word: text, as nothing else fits all.
    assert_eq!((kind(&landscape, "size"), kind(&landscape, "seen")), (&Kind::Text, &Kind::Text));
    assert_eq!(facts(&landscape, "a")[..2], ["a_b=c", "free=yes"]);
    assert_eq!(facts(&landscape, "c"), ["kind=two", "motto=second", "page=none", "size=007"]);
}

#[test]
fn one_slip_among_many_dates_is_kept_as_it_is_written() {
    let mut rows: Vec<String> = (1..=28).map(|day| format!("{{name: N{day}, seen: 2020-02-{day:02}}}")).collect();
    rows.push("{name: Odd, seen: soon, joined: never}".to_owned());
    let landscape = items(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(*kind(&landscape, "seen"), Kind::Date);
    assert_eq!(facts(&landscape, "odd"), ["joined_as_written=never", "seen_as_written=soon"]);
}

#[test]
fn addresses_become_links_and_what_is_none_stays_a_fact() {
    let landscape = items(&[
        "{name: X, homepage_url: https://x.org, repo_url: n/a, twitter: https://x.com/x, docs_url: https://d.org, additional_repos: [{repo_url: https://r.org, license: MIT}], extra: {homepage_url: https://y.org, other_links: [{name: Calendar, url: https://c.org}, {name: Mail, url: 'mailto:a@b.org'}]}}",
    ]);
    let expected = [
        "home=https://x.org",
        "Twitter=https://x.com/x",
        "docs=https://d.org",
        "repository=https://r.org",
        "extra homepage=https://y.org",
        "Calendar=https://c.org",
    ];
    assert_eq!(links(&landscape, "x"), expected);
    let expected = ["additional_repos_license=MIT", "other_links_mail=mailto:a@b.org", "repo_url_as_written=n/a"];
    assert_eq!(facts(&landscape, "x"), expected);
}

#[test]
fn whoever_makes_an_item_is_its_vendor() {
    let landscape = items(&[
        "{name: A, organization: Acme}",
        "{name: B, organization: {name: Acme, linkedin: https://l.org}}",
        "{name: C, organization: https://www.crunchbase.com/organization/acme}",
        "{name: D, organization: ACME}",
    ]);
    let vendor = |id: &str| landscape.catalog.vendor_name(entry(&landscape, id)).map(|name| name.as_str());
    assert_eq!(["a", "b", "c", "d"].map(vendor), [Some("Acme"), Some("Acme"), None, Some("ACME")]);
    assert_eq!(landscape.catalog.vendors.len(), 2);
    assert_eq!(links(&landscape, "c"), ["Organization=https://www.crunchbase.com/organization/acme"]);
}

#[test]
fn a_part_of_a_project_leads_to_it() {
    let landscape = items(&[
        "{name: Whole}",
        "{name: Part, extra: {parent_project: whole}}",
        "{name: Lost, extra: {parent_project: No}}",
    ]);
    assert_eq!(entry(&landscape, "part").details.relations[0].to.as_str(), "whole");
    assert!(entry(&landscape, "lost").details.relations.is_empty());
    assert_eq!(landscape.catalog.relation_kinds.len(), 1);
}

#[test]
fn audits_are_events_with_their_sources() {
    let landscape =
        items(&["{name: X, extra: {audits: [{date: 2022-02-03, type: fuzzing, vendor: Acme, url: https://a.org}]}}"]);
    let event = &entry(&landscape, "x").details.events[0];
    assert_eq!(
        (event.date.to_string().as_str(), event.what.as_str()),
        ("2022-02-03", "Security audit: fuzzing, by Acme")
    );
    assert_eq!(event.source.as_ref().unwrap().as_str(), "https://a.org");
    assert!(links(&landscape, "x").is_empty());
}

#[test]
fn the_same_field_twice_in_an_item_loses_nothing() {
    let landscape = items(&["{name: X, chat_channel: a, extra: {chat_channel: b}}"]);
    let fact = fact(&landscape, "x", "chat_channel");
    assert_eq!((fact.value.to_string().as_str(), fact.note.as_ref().unwrap().as_str()), ("a", "also b"));
}

#[test]
fn fields_without_end_stand_together() {
    let rows: Vec<String> = (0..1_200).map(|number| format!("{{name: N{number}, f{number}: v}}")).collect();
    let landscape = items(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(landscape.catalog.criteria.len() < 510, "{}", landscape.catalog.criteria.len());
    assert_eq!(facts(&landscape, "n1199"), ["other_fields=f1199: v"]);
}

#[test]
fn no_field_is_named_as_the_ones_that_every_catalog_has() {
    let landscape = items(&["{name: X, status: a, vendor: b, category: c, licence: d, note: e, in: f, on: g}"]);
    assert!(facts(&landscape, "x").iter().all(|fact| fact.starts_with("field_")), "{:?}", facts(&landscape, "x"));
}

#[test]
fn an_item_of_which_the_text_ends_is_shown_and_not_called_incomplete() {
    let landscape = read(
        "landscape:\n- name: A\n  subcategories:\n  - name: B\n    items:\n    - name: X\n      homepage_url: https://x.org\n      logo: x.svg\n    - name: Y\n      project: 'sand\n",
    );
    assert_eq!(ids(&landscape), ["x", "y"]);
    assert_eq!(codes(&landscape), ["syntax"]);
}

#[test]
fn aliases_may_stand_for_items_and_lists() {
    let text = "x: &x {name: X, homepage_url: https://x.org, logo: x.svg}
y: &y [{name: Y, homepage_url: https://y.org, logo: y.svg}]
landscape:
- {name: A, subcategories: [{name: B, items: [*x]}, {name: C, items: *y}]}
";
    let landscape = read(text);
    assert_eq!((ids(&landscape), codes(&landscape)), (vec!["x", "y"], vec![]));
}

#[test]
fn items_that_say_nothing_are_left_out() {
    let landscape = items(&["item:", "", "just text", "[]", "{name: X, homepage_url: https://x.org, logo: x}"]);
    assert_eq!(ids(&landscape), ["x"]);
    assert_eq!(codes(&landscape), ["landscape-left-out"; 4]);
}

#[test]
fn what_drives_a_terminal_is_shown_and_not_kept() {
    let landscape = items(&[
        "{name: \"\\e]0;x\\a\", description: \"a\\e[2J\", \"k\\e\": \"v\\e\", homepage_url: \"https://x\\e.org\"}",
    ]);
    let shown = format!("{:?}{:?}", landscape.catalog, landscape.findings.once());
    assert!(!shown.contains('\u{1b}') && !shown.contains('\u{7}'), "{shown}");
}

#[test]
fn guide_and_settings_beside_the_file_are_used() {
    let text = "landscape:\n- {name: A, subcategories: [{name: B}]}\n";
    let survey = survey(Findings::new(&SafeText::line("l.yml")), text).unwrap();
    let guide = "categories: [{category: A, content: '<p>One &amp; <b>two</b></p>', subcategories: [{subcategory: b, content: '*three*'}]}]";
    let around = Surroundings {
        title: "unused".to_owned(),
        guide: Some((SafeText::line("guide.yml"), guide.to_owned())),
        settings: Some((SafeText::line("settings.yml"), "foundation: Acme".to_owned())),
    };
    let catalog = survey.finish(&around).catalog;
    assert_eq!(catalog.title.as_str(), "Acme landscape");
    let guides: Vec<&str> = catalog.categories.iter().map(|category| category.guide.as_str()).collect();
    assert_eq!(guides, ["One & two", "three"]);
}
