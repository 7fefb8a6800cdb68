use super::*;

fn id(text: &str) -> EntryId {
    text.parse().unwrap()
}

/// A workspace with these files.
fn space(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn said(loaded: &Loaded) -> Vec<String> {
    let root = format!("{}/", loaded.workspace.path.display());
    loaded.diagnostics.iter().map(|found| found.message.replace(&root, "")).collect()
}

#[test]
fn notes_and_decision_are_read_and_other_files_are_not() {
    let folder = space(&[
        ("decision.yaml", b"shortlist: [gke]\n"),
        ("notes/gke/ann-example.md", b"One\n"),
        ("notes/gke/bob.md", b"## @sla\ntwo\n"),
        ("notes/gke/picture.png", b"\xff"),
        ("notes/gke/.hidden.md", b"\xff"),
        ("notes/README.md", b"about notes"),
    ]);
    let me = Author::new("Ann Example");
    let loaded = load(folder.path(), &me);
    assert_eq!(said(&loaded), Vec::<String>::new());
    assert_eq!(loaded.decision.shortlist.len(), 1);
    let authors: Vec<&str> = loaded.notes.on_entry(&id("gke")).map(|note| note.author.name().as_str()).collect();
    assert_eq!(authors, ["Ann Example", "bob"]);
    assert_eq!(loaded.workspace.read_only, None);
}

#[test]
fn what_is_wrong_with_the_saved_queries_is_said_with_its_line() {
    let folder = space(&[("queries.yaml", b"gpu: \"gpu:yes\"\nalive: !status:retired\n")]);
    let loaded = load(folder.path(), &Author::new("Ann"));
    assert_eq!(loaded.queries.len(), 1);
    let [found] = loaded.diagnostics.as_slice() else { panic!("{:?}", loaded.diagnostics) };
    let place = found.place.as_ref().unwrap();
    assert!(place.line == 2 && loaded.sources.contains_key(&place.file), "{found:?}");
}

#[test]
fn a_workspace_that_does_not_exist_is_empty_and_can_be_written() {
    let folder = space(&[]);
    let loaded = load(&folder.path().join("a/b"), &Author::new("Ann"));
    assert!(loaded.notes.all().is_empty() && loaded.diagnostics.is_empty());
    assert_eq!(loaded.workspace.read_only, None);
}

#[test]
fn a_file_in_the_place_of_the_workspace_is_said_before_the_reader_types() {
    let folder = space(&[("file", b"")]);
    let loaded = load(&folder.path().join("file"), &Author::new("Ann"));
    let why = loaded.workspace.read_only.unwrap();
    assert!(why.starts_with("nothing can be saved in ") && why.ends_with("file: not a directory"), "{why}");
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_read() {
    let folder = space(&[
        ("decision.yaml", b"shortlist: 1\n"),
        ("notes/Big Name/ann.md", b"x"),
        ("notes/gke/Ann B.md", b"x"),
        ("notes/gke/bob.md", b"a\n\xff"),
        ("notes/gke/eve.md", &vec![b'x'; Note::LIMIT + 1]),
        ("notes/gke/zoe.md", b"<<<<<<< a\n=======\n>>>>>>> b\n"),
    ]);
    let loaded = load(folder.path(), &Author::new("Ann"));
    let said = said(&loaded);
    assert_eq!(
        said,
        [
            "`shortlist` wants a list",
            "notes/Big Name is not read: no entry has such an id",
            "notes/gke/Ann B.md is not read: no author's notes have such a name",
            "notes/gke/bob.md is not UTF-8 text: line 2",
            "notes/gke/eve.md is longer than the 1024 KB it may have",
            "lines 1 to 3 hold an unsolved merge conflict; keep what is right and delete the marker lines",
        ]
    );
    assert_eq!(loaded.diagnostics[2].hint.as_deref(), Some("rename it to `ann-b.md`"));
    assert_eq!(loaded.notes.all().len(), 1);
    assert_eq!(loaded.sources.len(), 1);
}

#[cfg(unix)]
#[test]
fn linked_notes_are_refused() {
    let folder = space(&[("notes/gke/bob.md", b"x"), ("secret", b"secret")]);
    let link =
        |from: &str, to: &str| std::os::unix::fs::symlink(folder.path().join(from), folder.path().join(to)).unwrap();
    link("secret", "notes/gke/ann.md");
    link("notes/gke", "notes/ecs");
    let loaded = load(folder.path(), &Author::new("Ann"));
    assert_eq!(
        said(&loaded),
        [
            "notes/ecs is a symbolic link, which is not read or written here",
            "notes/gke/ann.md is a symbolic link, which is not read or written here",
        ]
    );
    assert_eq!(loaded.notes.all().len(), 1);
}

#[test]
fn a_workspace_is_named_else_found_upward_else_the_catalogs_own() {
    let folder = space(&[("repo/.landfall/decision.yaml", b""), ("repo/deep/er/file", b"")]);
    let paths = Paths::below(&folder.path().join("home"));
    let title = SafeText::line("Container platforms");
    let current = folder.path().join("repo/deep/er");
    assert_eq!(find(Some(Path::new("x")), &current, &paths, &title), Path::new("x"));
    assert_eq!(find(None, &current, &paths, &title), folder.path().join("repo/.landfall"));
    assert_eq!(find(None, folder.path(), &paths, &title), paths.workspace(&title));
}

#[test]
fn no_document_lies_outside_its_workspace() {
    for name in ["../../etc/passwd", "a/b", "..", "", "日本", "\u{0}"] {
        let path = file(&Document::Note { entry: id("gke"), author: Author::new(name) });
        let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        assert_eq!(parts.len(), 3, "{path:?}");
        assert!(parts.iter().all(|part| part != ".." && part != "."), "{path:?}");
    }
}
