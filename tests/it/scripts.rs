//! Keys in, frames out: the files in `tests/scripts` tell sessions that anyone can read and write.
//!
//! `size: 80x24`, `catalog: ports`, perhaps `query: …`, `ascii: true`; then `> keys`, each followed by the frame that a
//! person sees then, between lines of `----`. `LANDFALL_BLESS=1 cargo test scripts` writes the frames anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::stage::{Stage, world};

#[test]
fn every_script_shows_its_frames() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts");
    let mut scripts: Vec<_> =
        fs::read_dir(&folder).expect("scripts").map(|item| item.expect("a file").path()).collect();
    scripts.sort();
    assert!(!scripts.is_empty());
    let mut wrong = Vec::new();
    for path in scripts {
        let text = fs::read_to_string(&path).expect("a script");
        let played = play(&text);
        if played == text {
            continue;
        }
        if std::env::var_os("LANDFALL_BLESS").is_some() {
            fs::write(&path, played).expect("a writable script");
        } else {
            wrong.push(format!("{}:\n{}", path.display(), first_difference(&text, &played)));
        }
    }
    assert!(wrong.is_empty(), "frames differ; LANDFALL_BLESS=1 writes them anew\n{}", wrong.join("\n"));
}

fn first_difference(expected: &str, played: &str) -> String {
    let pairs = expected.lines().zip(played.lines()).enumerate();
    match pairs.clone().find(|(_, (a, b))| a != b) {
        Some((number, (a, b))) => format!("line {}\n  expected {a}\n  shown    {b}", number + 1),
        None => "one is longer than the other".to_owned(),
    }
}

/// The script with the frames that are shown now.
fn play(text: &str) -> String {
    let setting = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let size = setting("size:").and_then(|size| size.split_once('x')).expect("size: 80x24");
    let size = (size.0.parse().expect("columns"), size.1.parse().expect("rows"));
    let mut world = world(setting("catalog:").expect("catalog: ports"));
    world.config.ascii = setting("ascii:") == Some("true");
    let mut stage = Stage::with_query(world, size, setting("query:").unwrap_or(""));
    let mut out = String::new();
    let mut in_frame = false;
    for line in text.lines() {
        if line == "----" {
            in_frame = !in_frame;
            continue;
        }
        if in_frame {
            continue;
        }
        let _ = writeln!(out, "{line}");
        if let Some(keys) = line.strip_prefix('>') {
            stage.press(keys);
            let _ = write!(out, "----\n{}----\n", stage.frame());
        }
    }
    out
}
