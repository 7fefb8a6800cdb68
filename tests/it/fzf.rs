//! `name:` before each word of a query finds what fzf finds with the query among the same names.
//!
//! `fixtures/fzf.tsv` holds what fzf 0.38 found, so that the comparison needs no fzf; where there is one, the
//! table is checked against it, and written anew with `FZF_RECORD=1`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;

use landfall::catalog::Catalog;
use landfall::query::{Context, Index, Query};

use crate::sample;

const NAMES: &str = include_str!("../fixtures/names.txt");
const TABLE: &str = include_str!("../fixtures/fzf.tsv");

/// The queries with the numbers of the names that fzf found, from 1.
fn table() -> Vec<(&'static str, BTreeSet<usize>)> {
    let row = |line: &'static str| {
        let (query, found) = line.split_once('\t').expect("a tab in every line of fzf.tsv");
        (query, found.split_whitespace().map(|number| number.parse().expect("a number")).collect())
    };
    TABLE.lines().map(row).collect()
}

fn catalog() -> Catalog {
    let named = NAMES.lines().enumerate().map(|(number, name)| sample::Draft::new(&format!("{}", number + 1), name));
    sample::catalog_of(named.collect())
}

/// fzf's query in landfall's language.
fn translated(query: &str, before_words: &str, before_absent_words: &str) -> String {
    let words = query.replace("\\ ", "\t");
    let translate = |word: &str| match word.strip_prefix('!') {
        _ if word == "|" => word.to_owned(),
        Some(absent) => format!("{before_absent_words}{absent}"),
        None => format!("{before_words}{word}"),
    };
    let words: Vec<String> = words.split(' ').filter(|word| !word.is_empty()).map(translate).collect();
    words.join(" ").replace('\t', "\\ ")
}

fn found(catalog: &Catalog, index: &Index, query: &str) -> BTreeSet<usize> {
    let parsed = Query::parse(query, catalog).unwrap_or_else(|flaws| panic!("{query}: {flaws:?}"));
    let (noted, shortlist) = (BTreeSet::new(), BTreeSet::new());
    let context = Context { catalog, index, noted: &noted, shortlist: &shortlist, today: sample::world().today };
    let hits = parsed.run(&context).hits;
    hits.iter().map(|hit| catalog.entries[hit.entry].id.as_str().parse().expect("a number")).collect()
}

#[test]
fn a_name_query_finds_the_set_that_fzf_finds() {
    let catalog = Arc::new(catalog());
    let index = Index::new(&catalog);
    assert!(table().len() >= 200);
    let mut differences = String::new();
    for (query, expected) in table() {
        for signs in [("name:", "name:!"), ("name:", "!name:")] {
            let ours = translated(query, signs.0, signs.1);
            let found = found(&catalog, &index, &ours);
            if found != expected {
                let _ = writeln!(differences, "{query:?} as {ours:?}\n  fzf  {expected:?}\n  here {found:?}");
            }
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn the_table_is_what_an_installed_fzf_finds() {
    let is_recorded = Command::new("fzf").arg("--version").output().is_ok_and(|out| out.stdout.starts_with(b"0.38"));
    if !is_recorded {
        return;
    }
    let mut recorded = String::new();
    for (query, _) in table() {
        let _ = writeln!(recorded, "{query}\t{}", fzf(query));
    }
    if std::env::var_os("FZF_RECORD").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/fzf.tsv"), &recorded).expect("to write");
    }
    assert_eq!(recorded, TABLE);
}

fn fzf(query: &str) -> String {
    let mut command = Command::new("fzf");
    command
        .env_remove("FZF_DEFAULT_OPTS")
        .arg(format!("--filter={query}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn().expect("fzf");
    child.stdin.take().expect("a pipe").write_all(NAMES.as_bytes()).expect("to write");
    let out = child.wait_with_output().expect("fzf to end").stdout;
    let found: BTreeSet<&str> = std::str::from_utf8(&out).expect("text").lines().collect();
    let numbers = NAMES.lines().enumerate().filter(|(_, name)| found.contains(name));
    numbers.map(|(number, _)| (number + 1).to_string()).collect::<Vec<_>>().join(" ")
}
