//! Good and bad catalogs as files: `valid/` is clean, each sample of `invalid/` gives exactly the report
//! that stands beside it, and so does each of `landscape/`. `LANDFALL_BLESS=1 cargo test --test it corpus` writes those reports anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use landfall::base::date::Day;
use landfall::base::diagnostic::{Severity, report};
use landfall::catalog::check::CHECKS;
use landfall::shell::catalog_files;

fn today() -> Day {
    Day::new(2026, 11, 23).unwrap()
}

/// The samples of a folder, by name: files of YAML, and folders that hold a catalog.
fn samples(folder: &str) -> Vec<PathBuf> {
    let found = fs::read_dir(Path::new("tests/corpus").join(folder)).unwrap();
    let mut samples: Vec<PathBuf> = found.map(|file| file.unwrap().path()).collect();
    samples.retain(|path| path.is_dir() || path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml"));
    samples.sort();
    samples
}

/// The reports of a sample, as `landfall check` writes them, or why there are none.
fn reports(sample: &Path) -> String {
    reports_on(sample, today())
}

fn reports_on(sample: &Path, today: Day) -> String {
    match catalog_files::check(&[sample.to_owned()], today) {
        Ok(checked) => checked.diagnostics.iter().map(|found| report(found, &checked.sources)).collect(),
        Err(failure) => format!("{failure}\n"),
    }
}

#[test]
fn valid_catalogs_are_clean() {
    let samples = samples("valid");
    assert!(samples.len() > 2);
    for sample in samples {
        assert_eq!(reports(&sample), "", "{}", sample.display());
    }
}

/// That every sample of the folder gives the report beside it; none where there is no report.
fn give_their_reports(folder: &str) {
    let bless = std::env::var_os("LANDFALL_BLESS").is_some();
    let mut wrong = Vec::new();
    for sample in samples(folder) {
        let expected = sample.with_extension("expected");
        let found = reports(&sample);
        if bless && (expected.exists() || !found.is_empty()) {
            fs::write(&expected, &found).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push(format!("--- {}\n{found}", sample.display()));
        }
    }
    assert!(wrong.is_empty(), "other reports than expected:\n{}", wrong.join("\n"));
}

#[test]
fn invalid_catalogs_give_their_reports() {
    for sample in samples("invalid") {
        assert!(!reports(&sample).is_empty(), "{} has nothing wrong with it", sample.display());
    }
    give_their_reports("invalid");
}

#[test]
fn landscapes_give_their_reports() {
    assert!(samples("landscape").len() > 10);
    give_their_reports("landscape");
}

#[test]
fn every_rule_has_a_sample_of_its_name() {
    for check in CHECKS {
        let folder = if check.code.starts_with("landscape-") { "landscape" } else { "invalid" };
        let expected = Path::new("tests/corpus").join(folder).join(check.code).with_extension("expected");
        let text = fs::read_to_string(&expected).unwrap_or_default();
        assert!(text.contains(&format!("{}[{}]", check.severity.word(), check.code)), "{}", check.code);
    }
}

#[test]
fn an_error_is_one_on_every_day() {
    let errors = |sample: &Path, year| {
        let reports = reports_on(sample, Day::new(year, 1, 1).unwrap());
        reports.lines().filter(|line| line.contains(": error[")).map(str::to_owned).collect::<Vec<_>>()
    };
    for sample in samples("invalid").into_iter().chain(samples("valid")) {
        assert_eq!(errors(&sample, 1990), errors(&sample, 2200), "{}", sample.display());
    }
}

#[test]
fn no_report_drives_the_terminal() {
    for sample in samples("invalid").into_iter().chain(samples("landscape")) {
        let found = reports(&sample);
        assert!(!found.contains(|c: char| c.is_control() && c != '\n'), "{}: {found:?}", sample.display());
    }
}

#[test]
fn what_is_wrong_with_one_entry_leaves_the_others() {
    for (sample, sound) in [("unknown-key.yaml", "hammer"), ("unreadable", "hammer"), ("syntax.yaml", "hammer")] {
        let loaded = catalog_files::load(&Path::new("tests/corpus/invalid").join(sample)).unwrap();
        let ids: BTreeSet<&str> = loaded.catalog.value.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert!(ids.contains(sound), "{sample}: {ids:?}");
        assert!(loaded.catalog.diagnostics.iter().any(|found| found.severity == Severity::Error), "{sample}");
    }
}
