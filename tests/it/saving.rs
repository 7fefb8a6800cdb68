//! Saving under bad luck: processes that are killed, others that save at the same time, a disk without room.
//!
//! The other processes are this test binary, started again for one hidden test with its orders in the
//! environment.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use landfall::base::text::SafeText;
use landfall::decide::DecisionEdit;
use landfall::effect::Change;
use landfall::notes::{Author, Note, NoteEdit};
use landfall::shell::paths::Paths;
use landfall::shell::{save, workspace};
use tempfile::TempDir;

struct Scene {
    home: TempDir,
}

impl Scene {
    fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    fn root(&self) -> PathBuf {
        self.home.path().join("space")
    }

    fn note_file(&self) -> PathBuf {
        self.root().join("notes/gke/ann.md")
    }

    fn note(&self) -> String {
        fs::read_to_string(self.note_file()).unwrap()
    }

    fn body(&self) -> String {
        Note::parse("gke".parse().unwrap(), Author::new("Ann"), &self.note()).body
    }

    fn save(&self, edit: NoteEdit) -> Result<String, String> {
        save_in(self.home.path(), &note(edit))
    }

    /// Starts this binary again, to do what `child` says.
    fn child(&self, job: &str, number: usize) -> Child {
        Command::new(env::current_exe().unwrap())
            .args(["saving::child", "--exact", "--ignored", "--nocapture", "--test-threads=1"])
            .envs([("LANDFALL_TEST_JOB", job), ("LANDFALL_TEST_NUMBER", &number.to_string())])
            .env("LANDFALL_TEST_HOME", self.home.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    }
}

fn save_in(home: &Path, change: &Change) -> Result<String, String> {
    save::change(&home.join("space"), &Paths::below(home), change).map_err(|error| error.to_string())
}

fn note(edit: NoteEdit) -> Change {
    Change::Note { entry: "gke".parse().unwrap(), author: Author::new("Ann"), catalog: SafeText::line("Sample"), edit }
}

fn append(text: &str) -> NoteEdit {
    NoteEdit::Append { on: None, text: text.to_owned() }
}

/// A text that is long enough to be caught half written.
fn long(letter: char) -> String {
    let line = format!("{}\n", letter.to_string().repeat(4_999));
    line.repeat(20).trim_end().to_owned()
}

/// What the other processes do.
#[test]
#[ignore = "is started by other tests"]
fn child() {
    let Ok(job) = env::var("LANDFALL_TEST_JOB") else { return };
    let home = PathBuf::from(env::var_os("LANDFALL_TEST_HOME").unwrap());
    let number: usize = env::var("LANDFALL_TEST_NUMBER").unwrap().parse().unwrap();
    match job.as_str() {
        "swap without end" => loop {
            fs::write(home.join(format!("ready {number}")), "").unwrap();
            for (base, text) in [('a', 'b'), ('b', 'a')] {
                let edit = NoteEdit::Set { on: None, base: long(base), text: long(text) };
                let _ = save_in(&home, &note(edit)); // what it was killed at, the one before may have done
            }
        },
        "fifty paragraphs" => {
            for paragraph in 0..50 {
                save_in(&home, &note(append(&format!("writer {number} paragraph {paragraph}")))).unwrap();
            }
        }
        "fifty candidates" => {
            for candidate in 0..50 {
                let entry = format!("entry-{number}-{candidate}").parse().unwrap();
                let edit = DecisionEdit::Add { entry, verdict: None };
                save_in(&home, &Change::Decision { catalog: SafeText::line("Sample"), edit }).unwrap();
            }
        }
        "save without room" => {
            let why = save_in(&home, &note(append(&long('n')))).unwrap_err();
            fs::write(home.join("why"), why).unwrap();
        }
        other => panic!("no job {other}"),
    }
}

#[test]
fn two_hundred_kills_leave_no_half_note() {
    let scene = Scene::new();
    scene.save(append(&long('a'))).unwrap();
    let whole: Vec<String> = ['a', 'b'].map(long).into();
    let one_save = one_save(&scene);
    let mut swaps = 0;
    for kill in 0..200 {
        let before = scene.body();
        let mut child = scene.child("swap without end", kill);
        while !scene.home.path().join(format!("ready {kill}")).exists() {
            thread::sleep(Duration::from_micros(200));
        }
        // From the first moment of a save to the end of the second, however fast this machine is.
        thread::sleep(one_save.mul_f64(kill as f64 * 0.618 % 1.0 * 2.0));
        child.kill().unwrap();
        child.wait().unwrap();
        let after = scene.body();
        assert!(whole.contains(&after), "kill {kill} left {} bytes", scene.note().len());
        swaps += usize::from(after != before);
    }
    assert!(swaps > 5, "the children saved next to nothing: {swaps} swaps");
    let loaded = workspace::load(&scene.root(), &Author::new("Ann"));
    save::sweep(&scene.root(), &Paths::below(scene.home.path()), &loaded.leftovers);
    assert!(workspace::load(&scene.root(), &Author::new("Ann")).leftovers.is_empty());
}

/// How long a save takes here, on average of four that end where they began.
fn one_save(scene: &Scene) -> Duration {
    let start = Instant::now();
    for (base, text) in [('a', 'b'), ('b', 'a'), ('a', 'b'), ('b', 'a')] {
        scene.save(NoteEdit::Set { on: None, base: long(base), text: long(text) }).unwrap();
    }
    start.elapsed() / 4
}

fn four_writers(scene: &Scene, job: &str) {
    let writers: Vec<Child> = (0..4).map(|number| scene.child(job, number)).collect();
    for mut writer in writers {
        assert!(writer.wait().unwrap().success());
    }
}

#[test]
fn four_writers_lose_no_paragraph() {
    let scene = Scene::new();
    four_writers(&scene, "fifty paragraphs");
    let body = scene.body();
    for writer in 0..4 {
        let mine = format!("writer {writer} ");
        let paragraphs: Vec<&str> = body.lines().filter(|line| line.starts_with(&mine)).collect();
        let expected: Vec<String> = (0..50).map(|number| format!("{mine}paragraph {number}")).collect();
        assert_eq!(paragraphs, expected);
    }
}

#[test]
fn four_writers_lose_no_candidate() {
    let scene = Scene::new();
    four_writers(&scene, "fifty candidates");
    let loaded = workspace::load(&scene.root(), &Author::new("Ann"));
    assert_eq!(loaded.decision.shortlist.len(), 200);
}

/// The limit on the size of files stands for a disk without room: writing stops in the midst of the text.
#[cfg(unix)]
#[test]
fn a_disk_without_room_leaves_the_old_note_and_no_rest() {
    let scene = Scene::new();
    scene.save(append("old")).unwrap();
    let before = scene.note();
    let binary = env::current_exe().unwrap();
    let status = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$0\" saving::child --exact --ignored --nocapture"])
        .arg(binary)
        .envs([("LANDFALL_TEST_JOB", "save without room"), ("LANDFALL_TEST_NUMBER", "0")])
        .env("LANDFALL_TEST_HOME", scene.home.path())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    assert_eq!(scene.note(), before);
    let why = fs::read_to_string(scene.home.path().join("why")).unwrap();
    assert!(why.starts_with("could not write ") && why.ends_with("ann.md: file too large"), "{why}");
    assert!(workspace::load(&scene.root(), &Author::new("Ann")).leftovers.is_empty());
}

#[test]
fn what_another_program_wrote_meanwhile_is_kept() {
    let scene = Scene::new();
    scene.save(append("One\n\ntwo")).unwrap();
    fs::write(scene.note_file(), scene.note().replace("two", "two, from outside")).unwrap();
    let edit = |text: &str| NoteEdit::Set { on: None, base: "One\n\ntwo".to_owned(), text: text.to_owned() };
    scene.save(edit("One, from here\n\ntwo")).unwrap();
    assert_eq!(scene.body(), "One, from here\n\ntwo, from outside");
    let before = scene.note();
    assert!(scene.save(edit("One\n\nTWO")).unwrap_err().contains("was changed meanwhile in the same lines"));
    assert_eq!(scene.note(), before);
}

#[test]
fn bytes_that_nobody_touched_stay() {
    for raw in [
        "---\r\nentry: gke\r\nmine: [1, 2] # why\r\n---\r\n\r\nOne\r\n\r\n## @sla\r\nnines\r\n",
        "\u{feff}One\n",
        "One",
        "\n\n  One\t\n\n\n## Costs\n\n```\n## @sla\n```\n",
        "One\r\ntwo\n## @sla ##\n",
    ] {
        let scene = Scene::new();
        fs::create_dir_all(scene.note_file().parent().unwrap()).unwrap();
        fs::write(scene.note_file(), raw).unwrap();
        let body = scene.body();
        scene.save(NoteEdit::Set { on: None, base: body.clone(), text: body }).unwrap();
        assert_eq!(scene.note(), raw);
        // Another part comes and goes: outer blank lines at the end are all that may change.
        let part = |base: &str, text: &str| NoteEdit::Set {
            on: "max_nodes".parse().ok(),
            base: base.to_owned(),
            text: text.to_owned(),
        };
        scene.save(part("", "many")).unwrap();
        assert!(scene.note().starts_with(raw.trim_end()));
        scene.save(part("many", "")).unwrap();
        assert_eq!(scene.note().trim_end(), raw.trim_end());
    }
}
