use super::*;
use crate::base::date::Day;
use crate::base::text::SafeText;
use crate::catalog::{Direction, Entry, Kind, Status, Value, YesNo};

const HEADER: &str = "
title: Tools
categories:
  - {id: saws, name: Saws, parent: tools}
  - {id: tools, name: Tools}
relations: [{kind: part_of, inverse: contains, group: containment}]
criteria:
  - {id: safe, label: Safe, group: Use, type: yes-no, better: 'yes', shelf_life: 2 years}
  - {id: price, label: Price, group: Cost, type: money, unit: USD/hour, better: lower}
  - {id: grip, label: Grip, group: Use, type: choice, order: [rubber, wood]}
  - {id: model, label: Model, group: Use, type: version}
  - {id: uses, label: Uses, group: Use, type: choices, values: [nails, tiles]}
";

fn read(entries: &[&str]) -> Parsed<Catalog> {
    let file = |(index, text)| SourceFile::parse(SafeText::line(&format!("{index}.yaml")), text);
    let header = SourceFile::parse(SafeText::line("catalog.yaml"), HEADER);
    catalog(&header, &entries.iter().copied().enumerate().map(file).collect::<Vec<_>>())
}

fn codes(read: &Parsed<Catalog>) -> Vec<&'static str> {
    let beside_the_point = ["file-name", "empty-category"];
    read.diagnostics.iter().map(|found| found.code).filter(|code| !beside_the_point.contains(code)).collect()
}

fn hammer(rest: &str) -> String {
    format!("id: hammer\nname: Hammer\ncategories: [tools]\nstatus: active\nsummary: A tool.\n{rest}")
}

fn entry<'a>(read: &'a Parsed<Catalog>, id: &str) -> &'a Entry {
    read.value.entry(&id.parse().unwrap()).unwrap()
}

#[test]
fn facts_are_typed_by_their_criterion() {
    let source = "source: 'https://example.org', as_of: 2026-03";
    let facts = format!(
        "facts:\n  safe: {{value: yes, {source}}}\n  price: {{value: 0.10, unit: USD/month, {source}}}\n  model: {{value: 1.10, {source}}}\n  uses: {{value: [tiles, nails], {source}}}\n"
    );
    let read = read(&[&hammer(&facts)]);
    let fact = |id: &str| entry(&read, "hammer").fact(&id.parse().unwrap()).unwrap();
    assert_eq!(fact("safe").value, Value::YesNo(YesNo::Yes));
    assert_eq!(fact("safe").dated(), "2026-03");
    let shown = ["price", "model", "uses"].map(|id| fact(id).value.to_string());
    assert_eq!(shown, ["0.10 USD/month", "1.10", "tiles, nails"]);
    assert_eq!((fact("price").mark.line, fact("price").mark.column), (8, 3));
}

#[test]
fn an_unsound_fact_is_dropped_and_its_neighbours_stay() {
    let read = read(&[&hammer(
        "facts:\n  safe: {value: yes, as_of: 2026}\n  model: {value: '1', source: 'https://example.org', as_of: 2026}\n",
    )]);
    assert_eq!(codes(&read), ["no-source"]);
    let kept: Vec<&str> = entry(&read, "hammer").details.facts.keys().map(CriterionId::as_str).collect();
    assert_eq!(kept, ["model"]);
}

#[test]
fn a_value_that_is_partly_wrong_keeps_its_sound_words() {
    let read = read(&[&hammer("facts:\n  uses: {value: [nails, nuts], source: 'https://example.org', as_of: 2026}\n")]);
    assert_eq!(codes(&read), ["bad-value"]);
    assert_eq!(entry(&read, "hammer").details.facts.values().next().unwrap().value.to_string(), "nails");
}

#[test]
fn an_entry_without_id_or_name_is_left_out_and_everything_in_it_is_reported() {
    let read = read(&["name: Saw\ncategories: [tool]\nstatus: old\nodd: 1\n"]);
    assert_eq!(codes(&read), ["missing-key", "missing-key", "unknown-category", "bad-value", "unknown-key"]);
    assert!(read.value.entries.is_empty());
}

#[test]
fn whatever_an_entry_names_exists() {
    let lost = "id: saw\nname: Saw\nvendor: acme\ncategories: [tool]\nstatus: active\nsummary: A tool.\nrelations: [{kind: part_of, to: hammer}, {kind: part_of, to: shed}, {kind: part_of, to: saw}]\n";
    let read = read(&[&hammer(""), lost]);
    assert_eq!(codes(&read), ["unknown-vendor", "unknown-category", "unknown-entry", "self-relation"]);
    let saw = entry(&read, "saw");
    assert_eq!(saw.vendor, None);
    assert_eq!(saw.details.relations.len(), 1);
    assert_eq!(read.value.category_names(saw)[0].as_str(), "Uncategorised");
}

#[test]
fn parents_stand_before_their_children() {
    let order: Vec<String> = read(&[]).value.categories.iter().map(|category| category.id.to_string()).collect();
    assert_eq!(order, ["tools", "saws"]);
}

#[test]
fn an_order_ranks_and_limits_a_choice() {
    let read = read(&[]);
    let grip = read.value.criterion(&"grip".parse().unwrap()).unwrap();
    let words: Vec<SafeText> = ["rubber", "wood"].map(SafeText::line).to_vec();
    assert_eq!(grip.kind, Kind::Choice(words.clone()));
    assert_eq!(grip.better, Direction::Order(words));
}

#[test]
fn a_shelf_life_is_counted_in_months() {
    let read = read(&[]);
    assert_eq!(read.value.criteria[0].shelf_life.map(|life| life.months), Some(24));
}

#[test]
fn events_stand_oldest_first() {
    let read = read(&[&hammer("events: [{date: 2020, what: b}, {date: 2019-05, what: a}]\n")]);
    let events: Vec<&str> = entry(&read, "hammer").details.events.iter().map(|event| event.what.as_str()).collect();
    assert_eq!(events, ["a", "b"]);
}

#[test]
fn the_first_of_two_entries_with_one_id_stays() {
    let read = read(&[&hammer(""), &hammer("").replace("Hammer", "Axe")]);
    assert_eq!(codes(&read), ["duplicate-id"]);
    assert_eq!(entry(&read, "hammer").name.as_str(), "Hammer");
}

#[test]
fn what_stands_after_an_error_of_the_yaml_is_not_called_missing() {
    let read = read(&["id: hammer\nname: Hammer\nstatus: [\n"]);
    assert_eq!(codes(&read), ["wrong-type", "syntax"]);
    assert_eq!(entry(&read, "hammer").status, Status::Active);
}

#[test]
fn rules_are_silent_about_an_entry_that_was_not_read_whole() {
    let today = Day::new(2026, 11, 23).unwrap();
    let broken = "id: hammer\nname: Hammer\ncategories: [tools]\nstatus: retired\nsummary: A tool.\n";
    let said = |text: &str| check::check(&read(&[text]), today).iter().map(|found| found.code).collect::<Vec<_>>();
    assert!(said(broken).contains(&"retired-without-end"));
    assert!(!said(&format!("{broken}ended: '2020\n")).contains(&"retired-without-end"));
}

#[test]
fn a_warning_of_reading_can_be_explained_in_place() {
    let named = |rest: &str| read(&[&hammer(rest)]).diagnostics.iter().any(|found| found.code == "file-name");
    assert!(named(""));
    assert!(!named("allow: [{code: file-name, why: It is numbered.}]\n"));
}

#[test]
fn findings_of_a_file_are_counted() {
    let many: String = (0..2_000).map(|key| format!("k{key}: 1\n")).collect();
    let read = read(&[&hammer(&many)]);
    assert_eq!(codes(&read).iter().filter(|code| **code == "unknown-key").count(), 1_000);
    assert!(codes(&read).contains(&"limit"));
}

#[test]
fn what_drives_a_terminal_is_shown_and_not_kept() {
    let read =
        read(&["id: hammer\nname: \"\\e]0;x\\a\"\ncategories: [tools]\nstatus: active\nsummary: \"a\\e[2J\\nb\"\n"]);
    assert_eq!(entry(&read, "hammer").name.as_str(), "␛]0;x␇");
    assert_eq!(entry(&read, "hammer").summary.as_str(), "a␛[2J\nb");
}

#[test]
fn bytes_become_text_or_a_finding_with_its_place() {
    let name = SafeText::line("a.yaml");
    assert_eq!(decode(&name, b"\xef\xbb\xbfa: 1"), Ok("a: 1"));
    let place = decode(&name, b"a: 1\n\xc3\xa9b: \xff").unwrap_err().place.unwrap();
    assert_eq!((place.line, place.column), (2, 5));
    assert!(decode(&name, &vec![b'a'; MAX_BYTES + 1]).unwrap_err().message.contains("64 MB"));
}
