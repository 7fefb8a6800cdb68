use std::fs;

use tempfile::TempDir;

use super::*;
use crate::base::text::SafeText;
use crate::decide::DecisionEdit;
use crate::notes::{Author, NoteEdit};
use crate::shell::disk::{TEMPORARY, fault};
use crate::shell::draft;

struct Scene {
    home: TempDir,
    paths: Paths,
    root: PathBuf,
}

impl Scene {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let (paths, root) = (Paths::below(home.path()), home.path().join("work").join("space"));
        Self { home, paths, root }
    }

    fn change(&self, change: &Change) -> Result<String, SaveError> {
        super::change(&self.root, &self.paths, change)
    }

    fn append(&self, text: &str) -> Result<String, SaveError> {
        self.change(&note(NoteEdit::Append { on: None, text: text.to_owned() }))
    }

    fn note_file(&self) -> PathBuf {
        self.root.join("notes/gke/ann.md")
    }

    /// The note's text; nothing where it is not there.
    fn note(&self) -> String {
        fs::read_to_string(self.note_file()).unwrap_or_default()
    }

    /// Files of saves that never came to their end, anywhere.
    fn temporary_files(&self) -> Vec<PathBuf> {
        all_below(self.home.path()).into_iter().filter(|path| path.to_string_lossy().contains(TEMPORARY)).collect()
    }
}

fn all_below(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { all_below(&path) } else { vec![path] }).collect()
}

fn note(edit: NoteEdit) -> Change {
    Change::Note { entry: "gke".parse().unwrap(), author: Author::new("Ann"), catalog: SafeText::line("Sample"), edit }
}

fn set(base: &str, text: &str) -> Change {
    note(NoteEdit::Set { on: None, base: base.to_owned(), text: text.to_owned() })
}

fn said(saved: Result<String, SaveError>) -> String {
    saved.unwrap_err().to_string()
}

#[test]
fn a_first_note_makes_its_folders() {
    let scene = Scene::new();
    let text = scene.append("Hello").unwrap();
    assert_eq!(scene.note(), text);
    assert!(text.ends_with("\nHello\n"));
}

#[test]
fn an_emptied_note_takes_its_file_and_folder_along() {
    let scene = Scene::new();
    scene.append("Hello").unwrap();
    assert_eq!(scene.change(&set("Hello", "")).unwrap(), "");
    assert!(scene.root.join("notes").is_dir());
    assert!(!scene.root.join("notes/gke").exists());
}

#[test]
fn what_does_not_change_is_not_written() {
    let scene = Scene::new();
    scene.append("Hello").unwrap();
    let long_ago = std::time::SystemTime::UNIX_EPOCH;
    fs::File::options().write(true).open(scene.note_file()).unwrap().set_modified(long_ago).unwrap();
    scene.change(&set("Hello", "Hello")).unwrap();
    assert_eq!(fs::metadata(scene.note_file()).unwrap().modified().unwrap(), long_ago);
    assert_eq!(scene.change(&set("", "")).unwrap(), scene.note());
}

#[test]
fn a_change_from_outside_that_nobody_saw_is_merged_or_refused() {
    let scene = Scene::new();
    scene.append("One\n\ntwo").unwrap();
    fs::write(scene.note_file(), scene.note().replace("two", "TWO")).unwrap();
    assert!(scene.change(&set("One\n\ntwo", "one!\n\ntwo")).unwrap().ends_with("one!\n\nTWO\n"));
    let before = scene.note();
    let refused = scene.change(&set("One\n\ntwo", "One\n\n2")).unwrap_err();
    assert!(
        matches!(&refused, SaveError::Refused { refusal: Refusal::Conflict { theirs }, .. } if theirs == "one!\n\nTWO")
    );
    assert!(refused.to_string().ends_with("ann.md was changed meanwhile in the same lines"), "{refused}");
    assert_eq!(scene.note(), before);
}

/// A change in the moment between reading and replacing: `put` is given a text that is no longer there.
#[test]
fn a_file_that_changes_under_a_save_is_not_replaced() {
    let scene = Scene::new();
    scene.append("theirs").unwrap();
    let theirs = scene.note();
    for new in ["ours", ""] {
        assert!(!put(&scene.note_file(), 1 << 20, Some("what was read"), new).unwrap());
        assert_eq!(scene.note(), theirs);
    }
    assert_eq!(scene.temporary_files(), Vec::<PathBuf>::new());
}

/// Lets the first operation on the disk fail, then the second, until none is left to fail: each time the
/// old text or the new one must stand there, and which of them must be what was said.
fn each_operation_fails(
    prepare: impl Fn(&Scene),
    act: impl Fn(&Scene) -> Result<(), String>,
    look: impl Fn(&Scene) -> String,
) -> usize {
    let scene = Scene::new();
    prepare(&scene);
    let old = look(&scene);
    act(&scene).unwrap();
    let new = look(&scene);
    assert_ne!(old, new);
    for operation in 0.. {
        let scene = Scene::new();
        prepare(&scene);
        fault::after(Some(operation));
        let done = act(&scene);
        if fault::after(None) {
            done.unwrap();
            return operation;
        }
        assert_eq!(
            look(&scene),
            if done.is_ok() { new.as_str() } else { old.as_str() },
            "operation {operation}: {done:?}"
        );
        assert_eq!(scene.temporary_files(), Vec::<PathBuf>::new(), "operation {operation}");
        if let Err(why) = done {
            assert!(why.contains("the disk is gone") && why.contains("/"), "{why}");
        }
        act(&scene).unwrap();
    }
    0
}

fn done(saved: Result<String, SaveError>) -> Result<(), String> {
    saved.map(drop).map_err(|error| error.to_string())
}

#[test]
fn whichever_operation_fails_a_note_is_the_old_or_the_new_one() {
    let before = |scene: &Scene| drop(scene.append("old").unwrap());
    let edit = |scene: &Scene| done(scene.change(&set("old", "new")));
    let first = |scene: &Scene| done(scene.change(&set("", "new")));
    let emptied = |scene: &Scene| done(scene.change(&set("old", "")));
    assert!(each_operation_fails(before, edit, Scene::note) >= 8);
    assert!(each_operation_fails(|_| (), first, Scene::note) >= 8);
    assert!(each_operation_fails(before, emptied, Scene::note) >= 4);
}

#[test]
fn whichever_operation_fails_a_decision_a_draft_and_an_export_are_old_or_new() {
    let add = Change::Decision {
        catalog: SafeText::line("Sample"),
        edit: DecisionEdit::Add { entry: "gke".parse().unwrap(), verdict: None },
    };
    let decision = |scene: &Scene| fs::read_to_string(scene.root.join("decision.yaml")).unwrap_or_default();
    assert!(each_operation_fails(|_| (), |scene| done(scene.change(&add)), decision) >= 8);

    let keep = |scene: &Scene| draft::keep(&scene.root, &scene.paths, &add).map_err(|error| error.to_string());
    let kept = |scene: &Scene| fs::read_to_string(scene.paths.draft(&scene.root)).unwrap_or_default();
    assert!(each_operation_fails(|_| (), keep, kept) >= 5);

    let file = |scene: &Scene| scene.home.path().join("export.md");
    let before = |scene: &Scene| fs::write(file(scene), "old").unwrap();
    let write = |scene: &Scene| export(&file(scene), "new").map_err(|error| error.to_string());
    assert!(each_operation_fails(before, write, |scene| fs::read_to_string(file(scene)).unwrap()) >= 5);
}

#[test]
fn a_file_that_is_no_text_or_too_long_is_left_alone() {
    let scene = Scene::new();
    scene.append("Hello").unwrap();
    fs::write(scene.note_file(), b"one\ntwo \xff\n").unwrap();
    assert!(said(scene.append("x")).contains("ann.md is not UTF-8 text: line 2; convert it to UTF-8"));
    fs::write(scene.note_file(), "x".repeat((1 << 20) + 1)).unwrap();
    assert!(said(scene.append("x")).contains("ann.md is longer than the 1024 KB it may have"));
    assert_eq!(fs::metadata(scene.note_file()).unwrap().len(), (1 << 20) + 1);
}

#[test]
fn a_file_marked_read_only_is_left_alone() {
    let scene = Scene::new();
    scene.append("Hello").unwrap();
    let mut mode = fs::metadata(scene.note_file()).unwrap().permissions();
    mode.set_readonly(true);
    fs::set_permissions(scene.note_file(), mode).unwrap();
    let before = scene.note();
    assert!(said(scene.append("x")).contains("ann.md is marked read-only; allow writing to it"));
    assert_eq!(scene.note(), before);
}

#[test]
fn a_folder_in_the_place_of_a_note_is_said() {
    let scene = Scene::new();
    fs::create_dir_all(scene.note_file()).unwrap();
    assert!(said(scene.append("x")).contains("ann.md is a folder"));
}

#[test]
fn a_note_lent_to_an_editor_leaves_no_empty_folder() {
    let scene = Scene::new();
    let path = lend(&scene.root, &set("", "").document()).unwrap();
    assert_eq!(path, scene.note_file());
    take_back(&path);
    assert!(!path.parent().unwrap().exists());
    lend(&scene.root, &set("", "").document()).unwrap();
    fs::write(&path, "from the editor").unwrap();
    take_back(&path);
    assert_eq!(scene.note(), "from the editor");
}

#[test]
fn leftovers_are_swept_when_nobody_saves() {
    let scene = Scene::new();
    scene.append("Hello").unwrap();
    let leftover = scene.root.join("notes/gke").join(format!("{TEMPORARY}abc"));
    fs::write(&leftover, "half").unwrap();
    let found = workspace::load(&scene.root, &Author::new("Ann")).leftovers;
    assert_eq!(found, [leftover]);
    sweep(&scene.root, &scene.paths, &found);
    assert_eq!(scene.temporary_files(), Vec::<PathBuf>::new());
    assert!(!scene.note().is_empty());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_note_keeps_its_mode_and_a_new_one_has_that_of_other_new_files() {
        let scene = Scene::new();
        scene.append("Hello").unwrap();
        let other = scene.home.path().join("other");
        fs::write(&other, "").unwrap();
        assert_eq!(mode(&scene.note_file()), mode(&other));
        for kept in [0o640, 0o666, 0o600] {
            fs::set_permissions(scene.note_file(), fs::Permissions::from_mode(kept)).unwrap();
            scene.append("more").unwrap();
            assert_eq!(mode(&scene.note_file()), kept);
        }
    }

    #[test]
    fn links_in_a_workspace_are_refused() {
        for linked in ["notes", "notes/gke", "notes/gke/ann.md"] {
            let scene = Scene::new();
            let (outside, link) = (scene.home.path().join("outside"), scene.root.join(linked));
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            if linked.ends_with(".md") {
                fs::write(&outside, "mine").unwrap();
            } else {
                fs::create_dir(&outside).unwrap();
            }
            symlink(&outside, &link).unwrap();
            let refused = format!("{linked} is a symbolic link");
            assert!(said(scene.append("x")).contains(&refused), "{linked}");
            let lent = lend(&scene.root, &set("", "").document());
            assert!(lent.unwrap_err().to_string().contains(&refused), "{linked}");
            assert!(all_below(scene.home.path()).iter().all(|path| !path.starts_with(&outside) || *path == outside));
            assert!(outside.is_dir() || fs::read_to_string(&outside).unwrap() == "mine");
        }
    }

    #[test]
    fn a_pipe_in_the_place_of_a_note_does_not_hang() {
        let scene = Scene::new();
        fs::create_dir_all(scene.note_file().parent().unwrap()).unwrap();
        let made = std::process::Command::new("mkfifo").arg(scene.note_file()).status();
        assert!(made.unwrap().success());
        assert!(said(scene.append("x")).contains("ann.md is a pipe or a device"));
    }

    #[test]
    fn an_export_follows_links_and_writes_to_devices() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file.md"), folder.path().join("link.md"));
        fs::write(&file, "old").unwrap();
        symlink(&file, &link).unwrap();
        export(&link, "new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        export(Path::new("/dev/null"), "new").unwrap();
        assert!(!Path::new("/dev/null").is_file());
        assert!(export(folder.path(), "new").unwrap_err().to_string().contains("is a folder"));
        let missing = export(&folder.path().join("none/x.md"), "new").unwrap_err().to_string();
        assert!(missing.starts_with("could not make a file in ") && missing.contains("no such file"), "{missing}");
    }

    #[test]
    fn a_full_device_is_said() {
        let full = Path::new("/dev/full");
        if full.exists() {
            let error = export(full, "new").unwrap_err();
            assert_eq!(error.to_string(), "could not write /dev/full: no space left on device");
            assert_eq!(error.hint(), Some("free some space and try again"));
        }
    }
}
