//! The reader's own files, as the program itself reads and writes them.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A folder with a workspace in it, and a home that is not the tester's own.
struct Scene {
    folder: TempDir,
}

struct Said {
    status: i32,
    data: String,
    talk: String,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("work/.landfall")).unwrap();
        fs::create_dir_all(folder.path().join("work/deep/er")).unwrap();
        fs::write(folder.path().join("gitconfig"), "[user]\n\tname = Ann Example\n").unwrap();
        Self { folder }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join("work/.landfall").join(name)
    }

    fn note(&self) -> String {
        fs::read_to_string(self.file("notes/aurora/ann-example.md")).unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.file(name).parent().unwrap()).unwrap();
        fs::write(self.file(name), text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Said {
        self.run_with(arguments, "")
    }

    /// Runs the program somewhere below the workspace.
    fn run_with(&self, arguments: &[&str], input: &str) -> Said {
        let catalog = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ports");
        let mut command = Command::new(env!("CARGO_BIN_EXE_landfall"));
        command.arg("--catalog").arg(catalog).args(["--today", "2026-06-15"]).args(arguments);
        command.current_dir(self.folder.path().join("work/deep/er"));
        command.env("LANDFALL_HOME", self.folder.path().join("home"));
        command.env("GIT_CONFIG_GLOBAL", self.folder.path().join("gitconfig")).env("GIT_CONFIG_NOSYSTEM", "1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes()); // it need not read
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { status: output.status.code().unwrap(), data: text(output.stdout), talk: text(output.stderr) }
    }
}

#[test]
fn a_note_is_plain_markdown_in_the_nearest_workspace() {
    let scene = Scene::new();
    let said = scene.run(&["note", "aurora", "ask", "about", "winter"]);
    assert_eq!((said.status, said.talk.as_str()), (0, "noted on Port Aurora\n"));
    assert_eq!(scene.run(&["note", "PA", "from", "day", "2", "--on", "free_day"]).status, 0);
    assert_eq!(
        scene.note(),
        "---\nentry: aurora\ncatalog: \"Ports\"\n---\n\nask about winter\n\n## @free_day\n\nfrom day 2\n"
    );
    let said = scene.run(&["notes"]);
    assert!(said.data.contains("Port Aurora (Ann Example)\n  ask about winter\n"), "{}", said.data);
}

#[test]
fn a_note_of_many_lines_comes_from_standard_input() {
    let scene = Scene::new();
    assert_eq!(scene.run_with(&["note", "aurora", "-"], "One\r\n\r\n- a\n- b\n\n").status, 0);
    assert!(scene.note().ends_with("---\n\nOne\n\n- a\n- b\n"), "{}", scene.note());
}

#[test]
fn a_replaced_note_is_new_and_an_emptied_one_is_gone() {
    let scene = Scene::new();
    scene.run(&["note", "aurora", "old"]);
    assert_eq!(scene.run(&["note", "aurora", "new", "--replace"]).status, 0);
    assert!(scene.note().ends_with("---\n\nnew\n"), "{}", scene.note());
    assert_eq!(scene.run(&["note", "aurora", "", "--replace"]).status, 0);
    assert!(!scene.file("notes/aurora").exists());
    assert_eq!(scene.run(&["note", "aurora"]).status, 1);
}

#[test]
fn what_a_person_wrote_by_hand_stays_byte_for_byte() {
    let scene = Scene::new();
    let by_hand =
        "---\r\nentry: aurora\r\nreviewed: yes # by Bob\r\n---\r\n\r\n\r\nOne\r\n\r\n```\r\n## @free_day\r\n```\r\n";
    scene.write("notes/aurora/ann-example.md", by_hand);
    assert_eq!(scene.run(&["note", "aurora", "yes", "--on", "free_day"]).status, 0);
    assert_eq!(scene.note(), format!("{by_hand}\r\n## @free_day\r\n\r\nyes\r\n"));
    assert_eq!(scene.run(&["note", "aurora", "", "--replace", "--on", "free_day"]).status, 0);
    assert_eq!(scene.note(), by_hand);
}

#[test]
fn comments_in_the_decision_survive_the_program() {
    let scene = Scene::new();
    let by_hand = "# ours\nshortlist:\n  # the safe one\n  - aurora # for now\nrevisit: 2027 # not known here\n";
    scene.write("decision.yaml", by_hand);
    assert_eq!(scene.run(&["shortlist", "add", "bedrock", "--verdict", "cheap: yes"]).status, 0);
    let added = "  - entry: bedrock\n    verdict: \"cheap: yes\"\nrevisit";
    assert_eq!(fs::read_to_string(scene.file("decision.yaml")).unwrap(), by_hand.replace("revisit", added));
    assert_eq!(scene.run(&["shortlist", "remove", "bedrock"]).status, 0);
    assert_eq!(fs::read_to_string(scene.file("decision.yaml")).unwrap(), by_hand);
}

#[test]
fn a_note_with_a_merge_conflict_is_shown_and_not_changed() {
    let scene = Scene::new();
    let conflict = "One\n<<<<<<< ours\ntwo\n=======\nTWO\n>>>>>>> theirs\n";
    scene.write("notes/aurora/ann-example.md", conflict);
    let said = scene.run(&["note", "aurora", "more"]);
    assert_eq!(said.status, 4);
    assert!(said.talk.contains("lines 2 to 6 hold an unsolved merge conflict"), "{}", said.talk);
    assert_eq!(scene.note(), conflict);
    assert!(scene.run(&["note", "aurora"]).data.contains("TWO"));
}

#[test]
fn a_decision_that_cannot_be_read_is_said_and_not_changed() {
    let scene = Scene::new();
    scene.write("decision.yaml", "shortlist:\n- aurora\n- [\n");
    let said = scene.run(&["shortlist", "add", "bedrock"]);
    assert_eq!(said.status, 4);
    assert!(said.talk.contains("decision.yaml:") && said.talk.contains("line "), "{}", said.talk);
    assert_eq!(fs::read_to_string(scene.file("decision.yaml")).unwrap(), "shortlist:\n- aurora\n- [\n");
}

#[test]
fn one_bad_note_does_not_hide_the_others() {
    let scene = Scene::new();
    scene.write("notes/aurora/bob.md", "from Bob\n");
    scene.write("notes/aurora/Eve Example.md", "from Eve\n");
    fs::write(scene.file("notes/aurora/zoe.md"), b"\xff").unwrap();
    let said = scene.run(&["note", "aurora"]);
    assert_eq!((said.status, said.data.as_str()), (0, "Port Aurora (bob)\n  from Bob\n"));
    assert!(said.talk.contains("rename it to `eve-example.md`"), "{}", said.talk);
    assert!(said.talk.contains("zoe.md is not UTF-8 text: line 1"), "{}", said.talk);
}

#[test]
fn no_note_and_no_verdict_reaches_the_terminal_raw() {
    let scene = Scene::new();
    scene.write("notes/aurora/bob.md", "a\u{1b}]0;title\u{7}b \u{202e}c\n## @free_day\n\u{9b}2J\n");
    scene.write("decision.yaml", "question: \"\\e[2J\"\nshortlist: [{entry: aurora, verdict: \"\\e[31m\"}]\n");
    for command in [
        &["note", "aurora"][..],
        &["note", "aurora", "--format", "json"],
        &["notes", "--format", "markdown"],
        &["shortlist", "list"],
        &["shortlist", "list", "--format", "json"],
        &["show", "aurora"],
        &["export"],
    ] {
        let said = scene.run(command);
        let raw = |text: &str| text.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']) || text.contains("\\u001b");
        assert!(!raw(&said.data) && !raw(&said.talk), "{command:?}\n{}{}", said.data, said.talk);
    }
}

#[test]
fn a_workspace_that_cannot_be_one_is_said_before_anything_is_asked() {
    let scene = Scene::new();
    let file = scene.folder.path().join("gitconfig");
    let said = scene.run(&["--workspace", file.to_str().unwrap(), "note", "aurora", "lost?"]);
    assert_eq!(said.status, 4);
    assert!(said.talk.contains("nothing can be saved in ") && said.talk.contains("--workspace DIR"), "{}", said.talk);
}

#[test]
fn what_a_killed_save_left_behind_is_swept_at_the_next_start() {
    let scene = Scene::new();
    scene.run(&["note", "aurora", "One"]);
    for leftover in [".landfall-a1", "notes/aurora/.landfall-b2"] {
        scene.write(leftover, "half");
        scene.run(&["notes"]);
        assert!(!scene.file(leftover).exists(), "{leftover}");
    }
}

/// Names that would lead out of the workspace, if they were ever joined to a path as they are.
#[test]
fn no_author_leads_out_of_the_workspace() {
    for name in ["../../../../escaped", "/escaped", "..", "a/../../escaped"] {
        let scene = Scene::new();
        fs::write(scene.folder.path().join("gitconfig"), format!("[user]\n\tname = {name}\n")).unwrap();
        assert_eq!(scene.run(&["note", "aurora", "x"]).status, 0, "{name}");
        let notes: Vec<_> = fs::read_dir(scene.file("notes/aurora")).unwrap().collect();
        assert_eq!(notes.len(), 1, "{name}");
    }
}
