//! The walls stand, imports go one way, and no file or function grows beyond reading.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order of the map in `src/lib.rs`: a file imports only what stands before its own.
const ORDER: [&str; 14] = [
    "base", "catalog", "notes", "query", "compare", "decide", "config", "session", "effect", "world", "record", "cli",
    "tui", "shell",
];

/// Names of the world outside; only `shell/` may say them.
const WORLD: [&str; 8] =
    ["crossterm", "std::fs", "std::env", "std::process", "std::thread", "SystemTime", "Instant", "std::net"];

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder).expect("a folder of sources") {
            let path: PathBuf = item.expect("a readable folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let name = path.strip_prefix(&root).expect("below the root").to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).expect("a source file")));
            }
        }
    }
    found.sort();
    assert!(found.len() > 30, "the sources were not found");
    found
}

/// The code without its tests and comments.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    before_tests.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

fn module(name: &str) -> &str {
    name.split('/').next().unwrap_or(name).trim_end_matches(".rs")
}

fn is_test_file(name: &str) -> bool {
    name.ends_with("/tests.rs") || name.contains("/tests/") || name.ends_with("sample.rs")
}

#[test]
fn only_the_shell_touches_the_world() {
    for (name, text) in sources() {
        if module(&name) == "shell" || name == "main.rs" || is_test_file(&name) {
            continue;
        }
        let code = code(&text);
        for word in WORLD {
            assert!(!code.contains(word), "{name} names {word}; ask for it with an Effect, or move it to shell/");
        }
    }
}

#[test]
fn the_domain_knows_no_screen() {
    for (name, text) in sources() {
        let draws = name.ends_with("view.rs") || name.starts_with("tui/kit/");
        let allowed = draws || ["tui/theme.rs", "tui/layout.rs"].contains(&name.as_str()) || module(&name) == "shell";
        assert!(
            allowed || !code(&text).contains("ratatui"),
            "{name} names ratatui; only views, kit, theme and layout may"
        );
    }
}

#[test]
fn imports_go_one_way() {
    let place = |module: &str| ORDER.iter().position(|known| *known == module);
    for (name, text) in sources() {
        if ["lib.rs", "main.rs"].contains(&name.as_str()) {
            continue;
        }
        let own = place(module(&name)).unwrap_or_else(|| panic!("{name} is in no module of the map"));
        for part in code(&text).split("crate::").skip(1) {
            let imported: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            let Some(other) = place(&imported) else { continue };
            assert!(other <= own, "{name} imports {imported}, which stands below it in the map of src/lib.rs");
        }
    }
}

#[test]
fn the_map_names_every_module() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("the map");
    let mentioned: Vec<usize> = ORDER.iter().filter_map(|module| map.find(&format!("| [`{module}`]"))).collect();
    assert_eq!(mentioned.len(), ORDER.len(), "the map leaves a module out");
    assert!(mentioned.is_sorted(), "the map has another order than this test");
    let folders: BTreeSet<String> = sources().iter().map(|(name, _)| module(name).to_owned()).collect();
    let known: BTreeSet<String> =
        ORDER.iter().map(|name| (*name).to_owned()).chain(["lib".into(), "main".into()]).collect();
    assert_eq!(folders, known);
}

#[test]
fn files_and_functions_stay_readable() {
    /// Tables and data may be long; each of these says so in its first line.
    const TABLES: [&str; 1] = ["tui/command.rs"];
    let mut long = BTreeMap::new();
    for (name, text) in sources() {
        let lines = code(&text).lines().filter(|line| !line.trim().is_empty()).count();
        if lines > 400 && !TABLES.contains(&name.as_str()) {
            long.insert(name.clone(), format!("{lines} lines"));
        }
        for (function, length) in functions(&text) {
            if length > 60 {
                long.insert(format!("{name}: {function}"), format!("{length} lines"));
            }
        }
    }
    assert!(long.is_empty(), "too long to read: {long:#?}");
}

/// The functions of a file with their lengths, told by indentation, which the formatter keeps.
fn functions(text: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize, String)> = None;
    for (number, line) in text.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let head =
            line.trim_start().trim_start_matches("pub ").trim_start_matches("pub(super) ").trim_start_matches("const ");
        match &open {
            None if head.starts_with("fn ") && !line.trim_end().ends_with([';', '}']) => {
                open = Some((indent, number, head.to_owned()));
            }
            Some((depth, start, name)) if line.trim() == "}" && indent == *depth => {
                found.push((name.clone(), number - start + 1));
                open = None;
            }
            _ => {}
        }
    }
    found
}
