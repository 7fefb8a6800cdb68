use proptest::prelude::*;

use super::*;

fn id(text: &str) -> EntryId {
    text.parse().unwrap()
}

fn add(entry: &str) -> DecisionEdit {
    DecisionEdit::Add { entry: id(entry), verdict: None }
}

fn remove(entry: &str) -> DecisionEdit {
    DecisionEdit::Remove { entry: id(entry) }
}

fn shift(entry: &str, to: usize) -> DecisionEdit {
    DecisionEdit::Move { entry: id(entry), to }
}

fn verdict(entry: &str, text: &str) -> DecisionEdit {
    DecisionEdit::Verdict { entry: id(entry), text: text.to_owned() }
}

fn question(text: &str) -> DecisionEdit {
    DecisionEdit::Question { text: text.to_owned() }
}

fn apply(edit: &DecisionEdit, text: &str) -> Result<String, Refusal> {
    edit.apply(&SafeText::line("A: b"), Some(text))
}

#[track_caller]
fn edited(edit: &DecisionEdit, text: &str) -> String {
    apply(edit, text).unwrap()
}

fn why(refused: Result<String, Refusal>) -> String {
    match refused {
        Err(Refusal::Unfit { why }) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_new_file_names_its_catalog() {
    let text = edited(&DecisionEdit::Add { entry: id("gke"), verdict: Some(" wins: it \"works\"\n".to_owned()) }, "");
    let (head, rest) = text.split_once('\n').unwrap();
    assert!(head.starts_with("# "));
    assert_eq!(rest, "catalog: \"A: b\"\n\nshortlist:\n  - entry: gke\n    verdict: \"wins: it \\\"works\\\"\"\n");
}

const FILE: &str = "\
# head
catalog: x # which

weights: {sla: 3}
shortlist: # the best first
  # about gke
  - gke   # plain
  - entry: ecs # second
    mine: [1, 2]
    verdict: cheap   # for now
    # below ecs

  # about aks
  # more about aks
  -   verdict: >-
        folded
        text
      entry: aks
  # tail

# about revisit
revisit: 2027
";

#[test]
fn an_added_entry_comes_after_the_last_one() {
    assert_eq!(edited(&add("eks"), FILE), FILE.replace("  # tail", "  - entry: eks\n  # tail"));
}

#[test]
fn a_removed_entry_takes_its_comments_along_and_no_others() {
    assert_eq!(edited(&remove("gke"), FILE), FILE.replace("  # about gke\n  - gke   # plain\n", ""));
    let ecs = "  - entry: ecs # second\n    mine: [1, 2]\n    verdict: cheap   # for now\n    # below ecs\n";
    assert_eq!(edited(&remove("ecs"), FILE), FILE.replace(ecs, ""));
    assert_eq!(edited(&remove("eks"), FILE), FILE);
}

#[test]
fn a_moved_entry_takes_its_comments_along() {
    let gke = "  # about gke\n  - gke   # plain\n";
    let moved = FILE.replace(gke, "").replace("  # tail", &format!("{gke}  # tail"));
    assert_eq!(edited(&shift("gke", 9), FILE), moved);
    assert_eq!(edited(&shift("gke", 0), &moved), FILE);
}

#[test]
fn a_verdict_is_written_in_place_and_its_comment_stays() {
    assert_eq!(edited(&verdict("ecs", "dear"), FILE), FILE.replace("verdict: cheap ", "verdict: \"dear\" "));
    assert_eq!(edited(&verdict("ecs", ""), FILE), FILE.replace("    verdict: cheap   # for now\n", ""));
    assert_eq!(
        edited(&verdict("gke", "it"), FILE),
        FILE.replace("  - gke   # plain\n", "  - entry: gke   # plain\n    verdict: \"it\"\n")
    );
    let folded = "verdict: >-\n        folded\n        text\n";
    assert_eq!(edited(&verdict("aks", "one"), FILE), FILE.replace(folded, "verdict: \"one\"\n"));
    assert_eq!(edited(&verdict("aks", ""), FILE), FILE.replace(folded, "verdict: \"\"\n"));
}

#[test]
fn a_shortlist_in_brackets_is_opened_and_keeps_its_comments() {
    let text = "shortlist: [gke, # one\n  {entry: ecs, verdict: 'a # b', mine: 1}] # two\n# tail\nx: 1\n";
    assert_eq!(
        edited(&verdict("gke", "it"), text),
        "shortlist: # one\n  # two\n  - entry: gke\n    verdict: \"it\"\n  - entry: ecs\n    verdict: \"a # b\"\n    mine: \"1\"\n# tail\nx: 1\n"
    );
    assert_eq!(edited(&add("gke"), "shortlist: [] # none"), "shortlist: # none\n  - entry: gke");
    assert_eq!(
        edited(&add("gke"), "shortlist:\n  # none yet\nx: 1\n"),
        "shortlist:\n  - entry: gke\n  # none yet\nx: 1\n"
    );
}

#[test]
fn an_item_in_braces_is_opened_when_its_verdict_changes() {
    assert_eq!(
        edited(&verdict("gke", "it"), "shortlist:\n# a\n- {entry: gke, mine: 1} # b\n- ecs\n"),
        "shortlist:\n# a\n- entry: gke\n  mine: \"1\"\n  verdict: \"it\"\n  # b\n- ecs\n"
    );
}

#[test]
fn an_emptied_shortlist_stays_and_can_be_filled_again() {
    let empty = edited(&remove("gke"), "shortlist:\n- gke\n# end\n");
    assert_eq!(empty, "shortlist:\n# end\n");
    assert_eq!(edited(&add("ecs"), &empty), "shortlist:\n  - entry: ecs\n# end\n");
}

#[test]
fn a_question_stands_where_it_stood_or_below_the_catalog() {
    assert_eq!(edited(&question("Where to?"), FILE), FILE.replace("# which\n", "# which\nquestion: \"Where to?\"\n"));
    assert_eq!(edited(&question("b"), "question: |\n  a\n# c\n"), "question: \"b\"\n# c\n");
    assert_eq!(edited(&question(""), "question: a\nx: 1\n"), "x: 1\n");
    assert_eq!(edited(&question("a"), "x: 1"), "x: 1\nquestion: \"a\"");
}

#[test]
fn line_ends_and_byte_order_mark_stay() {
    let text = "\u{feff}shortlist:\r\n  - gke\r\n  - ecs";
    assert_eq!(edited(&add("aks"), text), format!("{text}\r\n  - entry: aks"));
    assert_eq!(edited(&shift("ecs", 0), text), "\u{feff}shortlist:\r\n  - ecs\r\n  - gke");
}

#[test]
fn ids_that_yaml_reads_as_something_else_are_quoted() {
    for odd in ["null", "true", "1e5", "2026-11", "no"] {
        let text = edited(&add(odd), "");
        assert!(text.contains(&format!("entry: \"{odd}\"")), "{text}");
    }
}

#[test]
fn a_file_that_is_not_sound_is_left_alone_and_the_line_is_said() {
    assert!(why(apply(&add("gke"), "a: [\n")).starts_with("line "));
    assert!(
        why(apply(&add("gke"), "shortlist:\n- gke\n- gke\n")).starts_with("line 3: `gke` is on the shortlist already")
    );
    assert!(why(apply(&add("gke"), "<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n")).starts_with("lines 1 to 5"));
}

#[test]
fn what_only_a_person_can_change_is_left_to_a_person() {
    let in_braces = ["{shortlist: [gke], x: [1]}", "{shortlist: [gke],\nx: [1]}", "{x: [1], shortlist: [gke]}"];
    for text in in_braces.into_iter().chain(["shortlist: [{entry: gke, tags: [a]}]", "a: &x [gke]\nshortlist: *x\n"]) {
        assert!(why(apply(&add("ecs"), text)).contains("only a person"), "{text}");
    }
}

#[test]
fn an_entry_that_somebody_took_off_is_not_moved_or_judged() {
    assert!(why(apply(&shift("eks", 0), FILE)).contains("no longer on the shortlist"));
    assert!(why(apply(&verdict("eks", "x"), FILE)).contains("no longer on the shortlist"));
}

const IDS: [&str; 4] = ["gke", "ecs", "aks", "no"];

fn any_edit() -> impl Strategy<Value = DecisionEdit> {
    let entry = prop::sample::select(IDS.to_vec());
    let text = prop_oneof![Just(String::new()), "[a-z:#'\"\\\\ {é-]{0,8}"];
    prop_oneof![
        (entry.clone(), prop::option::of(text.clone()))
            .prop_map(|(entry, verdict)| DecisionEdit::Add { entry: id(entry), verdict }),
        entry.clone().prop_map(remove),
        (entry.clone(), 0..5_usize).prop_map(|(entry, to)| shift(entry, to)),
        (entry, text.clone()).prop_map(|(entry, text)| DecisionEdit::Verdict { entry: id(entry), text }),
        text.prop_map(|text| DecisionEdit::Question { text }),
    ]
}

/// Files as people write them: items in several styles with comments all over. Each comment names the
/// entry that it belongs to, or nobody.
fn any_file() -> impl Strategy<Value = String> {
    let styles = prop::collection::vec((0..6_usize, any::<bool>(), any::<bool>()), 0..4);
    (styles, 0..3_usize, any::<bool>(), any::<bool>(), 0..3_usize).prop_map(|(styles, indent, windows, open, head)| {
        let pad = " ".repeat(indent * 2);
        let mut text = "# nobody: first\ncatalog: \"A: b\"  # nobody\n".to_owned();
        text.push_str(["", "weights: {a: 1}\n\n# nobody: middle\n", "question: |\n  what\n  # not a comment\n"][head]);
        text.push_str(if styles.is_empty() { "" } else { "shortlist:   # nobody: list\n" });
        for (place, (style, above, below)) in styles.into_iter().enumerate() {
            let entry = IDS[place];
            if above {
                text.push_str(&format!("\n{pad}# {entry}: above\n"));
            }
            text.push_str(&match style {
                0 => format!("{pad}- '{entry}'\n"),
                1 => format!("{pad}- entry: '{entry}' # {entry}: behind\n"),
                2 => format!("{pad}- entry: '{entry}'\n{pad}  verdict: some # text\n{pad}  x: [1, 2]\n"),
                3 => format!("{pad}- verdict: |\n{pad}     a\n\n{pad}     # b\n{pad}  entry: '{entry}'\n"),
                4 => format!("{pad}- {{entry: '{entry}', verdict: 'a, b'}} # {entry}: behind\n"),
                _ => format!("{pad}-\n{pad}    entry: '{entry}'\n{pad}    verdict: 'a\n\n{pad}      b'\n"),
            });
            if below {
                text.push_str(&format!("{pad}   # {entry}: below\n"));
            }
        }
        text.push_str("# nobody: tail\n\nx: 1 # nobody\n# nobody: end\n");
        let text = if open { text.trim_end().to_owned() } else { text };
        if windows { text.replace('\n', "\r\n") } else { text }
    })
}

/// The comments by whom they belong to, `# gke: above`.
fn marked(text: &str, whose: impl Fn(&str) -> bool) -> Vec<String> {
    let comments = text.lines().filter_map(|line| Some(line.split_once("# ")?.1.trim().to_owned()));
    let mut found: Vec<String> = comments
        .filter(|text| {
            text.split(':').next().is_some_and(|name| (name == "nobody" || IDS.contains(&name)) && whose(name))
        })
        .collect();
    found.sort();
    found
}

proptest! {
    #[test]
    fn edits_do_what_the_model_says_and_keep_comments(text in any_file(), edits in prop::collection::vec(any_edit(), 1..8)) {
        let mut now = text;
        for edit in edits {
            let before = sound(&now).expect("sound");
            let Ok(wanted) = edit.change(before) else {
                prop_assert!(apply(&edit, &now).is_err());
                continue;
            };
            let gone = match &edit {
                DecisionEdit::Remove { entry } => entry.to_string(),
                _ => String::new(),
            };
            let kept = marked(&now, |name| name != gone);
            let last = now.ends_with('\n');
            let ends = now.matches("\r\n").count() == now.matches('\n').count();
            now = match apply(&edit, &now) {
                Ok(new) => new,
                Err(refusal) => return Err(TestCaseError::fail(format!("{edit:?} on\n{now}\n{refusal:?}"))),
            };
            prop_assert_eq!(sound(&now).expect("sound"), wanted);
            prop_assert_eq!(marked(&now, |name| name != gone), kept, "{:?} made\n{}", edit, now);
            prop_assert_eq!(now.ends_with('\n'), last);
            prop_assert!(!ends || now.matches("\r\n").count() == now.matches('\n').count());
        }
    }
}
