//! The command line as scripts use it: data on one stream, talk on the other, and an exit status.

use std::path::Path;
use std::process::{Command, Output, Stdio};

fn landfall(home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_landfall"));
    command.args(["--catalog", "tests/fixtures/ports", "--today", "2026-06-15"]).args(arguments);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("LANDFALL_HOME", home).stdin(Stdio::null());
    command.output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn run(arguments: &[&str]) -> (i32, String, String) {
    let home = tempfile::tempdir().unwrap();
    let output = landfall(home.path(), arguments);
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn list_finds_by_words_and_fields() {
    let (status, data, talk) = run(&["list", "status:active"]);
    assert_eq!((status, talk.as_str()), (0, ""));
    assert_eq!(data, "aurora  Port Aurora  North Star Lines  Deep water  active\n");
    assert_eq!(run(&["list"]).1.lines().count(), 4);
}

#[test]
fn list_says_when_nothing_or_not_everything_is_known() {
    let (status, data, talk) = run(&["list", "zzzz"]);
    assert_eq!((status, data.as_str()), (1, ""));
    assert!(talk.contains("nothing is found"), "{talk}");
    let (status, _, talk) = run(&["list", "berths>=1"]);
    assert_eq!(status, 0);
    assert!(talk.contains("2 entries are undecided"), "{talk}");
    let (status, data, talk) = run(&["list", "berths>=1", "--unknown", "keep"]);
    assert_eq!((status, data.lines().count()), (0, 4));
    assert_eq!(data.lines().filter(|line| line.ends_with("  undecided")).count(), 2);
    assert_eq!(talk, "2 entries are undecided, because a fact is unknown or cannot be compared; they stand last\n");
}

#[test]
fn list_is_ordered_grouped_and_given_columns() {
    let (status, data, talk) = run(&["list", "--order", "berths", "--columns", "berths,started"]);
    assert_eq!((status, talk.as_str()), (0, ""));
    assert_eq!(
        data,
        "aurora     Port Aurora      15,000 berths  2015-08\n\
         bedrock    Bedrock Yard     5,000 berths   2009\n\
         driftwood  Driftwood Pier   unknown        2011\n\
         cove       Smugglers’ Cove  unknown        2018-02\n"
    );
    let (_, reversed, _) = run(&["list", "--order", "-berths", "--columns", "vendor"]);
    let ids: Vec<&str> = reversed.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(ids, ["bedrock", "aurora", "driftwood", "cove"], "what is unknown stays last");
    let (_, data, _) = run(&["list", "--group", "category", "--columns", "status"]);
    assert!(data.starts_with("Harbours (3)\n  bedrock") && data.contains("\n  Deep water (1)\n    aurora"), "{data}");
    for (option, word, meant) in
        [("--order", "nme", "`name`"), ("--columns", "statsu", "`status`"), ("--group", "vendr", "`vendor`")]
    {
        let (status, data, talk) = run(&["list", option, word]);
        assert_eq!((status, data.as_str()), (2, ""), "{option}");
        assert!(talk.contains("there is no") && talk.contains(&format!("did you mean {meant}?")), "{talk}");
    }
}

#[test]
fn queries_are_saved_asked_for_and_forgotten() {
    let home = tempfile::tempdir().unwrap();
    let workspace = home.path().join("work");
    let run = |arguments: &[&str]| {
        let output = landfall(home.path(), &[&["--workspace", workspace.to_str().unwrap()], arguments].concat());
        (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
    };
    assert_eq!(run(&["queries"]).0, 1);
    let (status, data, talk) = run(&["queries", "save", "old yards", "started<2012", "!status:active"]);
    assert_eq!((status, data.as_str()), (0, ""));
    assert_eq!(talk, "saved as `old yards`; it finds 2 of 4 entries\n");
    let written = std::fs::read_to_string(workspace.join("queries.yaml")).unwrap();
    assert!(written.ends_with("old yards: \"started<2012 !status:active\"\n"), "{written}");
    let (status, _, talk) = run(&["queries", "save", "wrong", "statsu:active"]);
    assert!(status == 2 && talk.contains("^^^^^^"), "{talk}");
    assert_eq!(run(&["queries"]), (0, "old yards  started<2012 !status:active\n".to_owned(), String::new()));
    assert_eq!(run(&["list", "--saved", "old yards"]).1.lines().count(), 2);
    assert_eq!(run(&["list", "free_day:yes", "--saved", "old yards"]).1.lines().count(), 1);
    assert!(run(&["stats", "--saved", "old yards"]).1.starts_with("Ports: 2 of 4 entries"));
    assert_eq!(run(&["due", "--saved", "old yards"]).1.lines().count(), 1);
    let (status, _, talk) = run(&["due", "--saved", "old yard"]);
    assert!(status == 1 && talk.contains("did you mean `old yards`?"), "{talk}");
    assert_eq!(run(&["queries", "forget", "old yards"]).0, 0);
    assert!(!workspace.join("queries.yaml").exists());
    assert_eq!(run(&["queries", "forget", "old yards"]).0, 1);
}

#[test]
fn the_end_of_a_query_is_completed() {
    assert_eq!(run(&["complete", "status:active berth"]).1, "berth_price:\t3\tBerth price\nberths:\t2\tBerths\n");
    let (status, data, talk) = run(&["complete", "!free_day:"]);
    assert_eq!((status, talk.as_str()), (0, ""));
    for line in data.lines() {
        let (value, count) = line.split_once('\t').unwrap();
        let listed = run(&["list", &format!("free_day:{value}")]).1.lines().count();
        assert_eq!(count.split('\t').next(), Some(listed.to_string().as_str()), "{line}");
    }
    let (_, data, _) = run(&["complete", "status:ac", "--format", "json"]);
    let read: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(read["span"], serde_json::json!({"start": 7, "end": 9}));
    assert_eq!(run(&["complete", "plain text "]), (1, String::new(), String::new()));
}

#[test]
fn the_language_is_explained_by_what_the_catalog_holds() {
    let (status, page, talk) = run(&["query"]);
    assert_eq!((status, talk.as_str()), (0, ""));
    assert!(page.starts_with("How to ask\n") && page.contains("Examples from Ports"), "{page}");
    let (_, data, _) = run(&["query", "--format", "json"]);
    let read: serde_json::Value = serde_json::from_str(&data).unwrap();
    for example in read["examples"].as_array().unwrap() {
        let query = example["query"].as_str().unwrap();
        let listed = run(&["list", "--", query]).1.lines().count();
        assert_eq!(example["count"], listed, "{query}");
    }
}

#[test]
fn a_wrong_query_is_marked_with_a_way_out() {
    let (status, data, talk) = run(&["list", "statsu:active"]);
    assert_eq!((status, data.as_str()), (2, ""));
    assert!(talk.contains("^^^^^^") && talk.contains("`status`"), "{talk}");
}

#[test]
fn json_has_its_keys_in_the_promised_order() {
    let (_, data, _) = run(&["list", "aurora", "--format", "json"]);
    let order = [
        "schema",
        "catalog",
        "query",
        "total",
        "entries",
        "id",
        "name",
        "former_names",
        "vendor",
        "categories",
        "status",
        "summary",
    ];
    let places: Vec<usize> = order.iter().map(|key| data.find(&format!("\"{key}\"")).expect(key)).collect();
    assert!(places.is_sorted(), "{data}");
    let (_, data, _) = run(&["show", "aurora", "--format", "json"]);
    let order = [
        "links",
        "relations",
        "events",
        "facts",
        "berth_price",
        "value",
        "unit",
        "text",
        "note",
        "source",
        "as_of",
        "stale",
        "answers",
        "notes",
    ];
    let mut from = 0;
    for key in order {
        from += data[from..].find(&format!("\"{key}\"")).unwrap_or_else(|| panic!("{key} after {from}\n{data}"));
    }
}

#[test]
fn an_entry_is_named_by_id_name_or_former_name() {
    for name in ["aurora", "Port Aurora", "PA", "aurora landing"] {
        let (status, data, _) = run(&["show", name]);
        assert_eq!(status, 0, "{name}");
        assert!(data.starts_with("Port Aurora (aurora)\n"), "{data}");
    }
    let (status, _, talk) = run(&["show", "aurra"]);
    assert_eq!(status, 1);
    assert!(talk.contains("did you mean `aurora`?"), "{talk}");
}

#[test]
fn comparing_needs_two() {
    assert_eq!(run(&["compare", "aurora", "PA"]).0, 2);
    let (status, data, _) = run(&["compare", "aurora", "bedrock", "--differences", "--format", "json"]);
    assert_eq!(status, 0);
    let read: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(read["entries"], serde_json::json!(["aurora", "bedrock"]));
    assert!(read["rows"].as_array().unwrap().iter().all(|row| row["differs"] == true));
}

#[test]
fn notes_and_shortlist_are_kept_and_exported() {
    let home = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = landfall(home.path(), arguments);
        (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
    };
    assert_eq!(run(&["shortlist"]).0, 1);
    assert_eq!(run(&["note", "aurora", "ask", "about", "winter", "--on", "free_day"]).0, 0);
    assert!(run(&["note", "aurora"]).1.contains("ask about winter"));
    assert_eq!(run(&["shortlist", "add", "bedrock", "aurora"]).0, 0);
    assert_eq!(run(&["shortlist", "move", "aurora", "1"]).0, 0);
    assert_eq!(run(&["shortlist", "add", "aurora", "--verdict", "the safe one"]).0, 0);
    let (_, listed, _) = run(&["shortlist", "list"]);
    assert_eq!(listed, " 1. Port Aurora (aurora)  the safe one\n 2. Bedrock Yard (bedrock)\n");
    let file = home.path().join("shortlist.md");
    let (status, data, _) = run(&["export", "-o", file.to_str().unwrap()]);
    assert_eq!((status, data.as_str()), (0, ""));
    let written = std::fs::read_to_string(file).unwrap();
    assert!(written.contains("the safe one") && written.contains("ask about winter"), "{written}");
    assert_eq!(run(&["shortlist", "remove", "cove"]).0, 1);
}

#[test]
fn stats_fit_their_paper_and_need_no_more_than_ascii() {
    let home = tempfile::tempdir().unwrap();
    let stats = |columns: &str, locale: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_landfall"));
        command.args(["stats", "--catalog", "tests/fixtures/ports", "--today", "2026-06-15"]);
        command.env("LANDFALL_HOME", home.path()).env("COLUMNS", columns).env("LC_ALL", locale);
        text(&command.output().unwrap().stdout)
    };
    let data = stats("72", "C.UTF-8");
    assert!(data.starts_with("Ports: 4 of 4 entries, 2026-06-15\n12 facts of 24 asked (50 %)"), "{data}");
    assert!(data.contains("██▏") && data.lines().all(|line| line.chars().count() <= 72), "{data}");
    let bars = |data: &str| data.lines().filter(|line| line.contains('#')).count();
    assert!(bars(&stats("72", "C")) > 10 && bars(&data) == 0);
}

#[test]
fn stats_and_due_say_when_nothing_is_found() {
    for command in ["stats", "due"] {
        let (status, data, talk) = run(&[command, "zzzz"]);
        assert_eq!((status, data.as_str()), (1, ""), "{command}");
        assert!(talk.contains("nothing is found"), "{talk}");
    }
    assert_eq!(run(&["stats", "zzzz", "--format", "json"]).0, 1);
}

#[test]
fn what_is_due_is_listed_with_day_value_and_link() {
    let (status, data, talk) = run(&["due"]);
    assert_eq!(status, 0);
    assert_eq!(
        data.lines().nth(1).unwrap(),
        "2026-01-31  overdue 4 months  aurora     berths    15,000 berths  as of 2025-01  https://aurora.example/limits"
    );
    assert_eq!(talk, "2 facts stale, 0 more within 30 days\n");
    let (_, data, _) = run(&["due", "--within", "120", "status:active", "--format", "csv"]);
    assert!(data.ends_with("aurora,Port Aurora,berth_price,Berth price,0.1,USD/hour,2026-03,2026-09-30,-107,https://aurora.example/prices\n"), "{data}");
    let (status, data, talk) = run(&["due", "bedrock"]);
    assert_eq!((status, data.as_str(), talk.as_str()), (0, "", "0 facts stale, 0 more within 30 days\n"));
}

#[test]
fn a_near_miss_of_a_command_is_refused() {
    let (status, _, talk) = run(&["exprot"]);
    assert_eq!(status, 2);
    assert!(talk.contains("landfall export"), "{talk}");
}

#[test]
fn a_folder_that_is_no_catalog_says_what_was_looked_for() {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_landfall"))
        .args(["list", "--catalog"])
        .arg(home.path())
        .env("LANDFALL_HOME", home.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("catalog.yaml"), "{}", text(&output.stderr));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let home = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_landfall"))
        .args(["show", "gke"])
        .env("LANDFALL_HOME", home.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn every_example_of_the_manual_pages_parses() {
    for words in [
        vec!["keys"],
        vec!["keys", "--format", "json"],
        vec!["completions", "bash"],
        vec!["check", "--explain", "stale-entry"],
        vec!["check", "--explain"],
        vec!["notes"],
        vec!["help", "list"],
        vec!["help", "stats"],
        vec!["help", "due"],
        vec!["help", "schema"],
        vec!["help", "query"],
        vec!["help", "queries"],
        vec!["help", "complete"],
    ] {
        let (status, data, talk) = run(&words);
        assert!(status == 0 || words == ["notes"], "{words:?} {talk}");
        assert!(!data.is_empty() || words == ["notes"], "{words:?}");
    }
}

#[test]
fn a_field_that_an_empty_variable_left_without_a_value_is_refused() {
    for query in ["status:", "vendor:", "a:", "kube status: gpu:yes", "max_nodes>"] {
        let (status, out, talk) = run(&["list", query]);
        assert_eq!((status, out.as_str()), (2, ""), "{query}");
        assert!(talk.contains("has no value"), "{query}: {talk}");
    }
}
