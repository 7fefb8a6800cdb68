//! `landfall check`: everything that is wrong with catalogs, at once.

use std::path::PathBuf;

use serde::Serialize;

use crate::base::diagnostic::{Diagnostic, Severity, Sources, report};
use crate::base::suggest;
use crate::base::text::SafeText;
use crate::catalog::check::{CHECKS, Check, find};
use crate::cli::columns::in_columns;
use crate::cli::format::{Format, one_of};
use crate::cli::{Output, Status, counted};
use crate::record::json::{self, SCHEMA};

/// Which catalogs to check, and how to tell.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// Folders or files with catalogs, `-` for standard input; without any, the built-in catalog
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Let warnings fail the check, too
    #[arg(long)]
    pub strict: bool,
    /// Say what a rule asks for, or without a code what each of them does, and check nothing
    #[arg(long, value_name = "CODE", num_args = 0..=1, conflicts_with_all = ["paths", "strict"])]
    #[allow(clippy::option_option)] // asked or not, and then of which rule
    pub explain: Option<Option<String>>,
    /// How to write the findings
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = one_of(&[Format::Text, Format::Json]))]
    pub format: Format,
}

/// What was found, and where it can be looked up.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The findings, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they speak of.
    pub sources: Sources,
    /// How many files were looked at.
    pub files: usize,
}

/// The report of what was found.
#[must_use]
pub fn run(args: &Args, checked: &Checked) -> Output {
    let data = match args.format {
        Format::Json => findings(&checked.diagnostics),
        _ => text(checked),
    };
    Output::data(data).status(status(args, &checked.diagnostics))
}

/// What the rule of that code asks for; without a code, or where there is no such rule, what each of them does.
#[must_use]
pub fn explain(code: Option<&str>, format: Format) -> Output {
    let one = code.and_then(find);
    let mut output = Output::data(match (format, one) {
        (Format::Json, Some(check)) => rules_json(&[check]),
        (Format::Json, None) => rules_json(&CHECKS),
        (_, Some(check)) => format!("{}[{}]\n{}\n", check.severity.word(), check.code, check.explain),
        (_, None) => rules(),
    });
    if let (Some(code), None) = (code, one) {
        let meant = suggest::nearest(code, CHECKS.iter().map(|check| check.code));
        let meant = meant.map(|code| format!("; did you mean `{code}`?")).unwrap_or_default();
        output.talk.push(format!("there is no rule `{}`{meant}", SafeText::line(code)));
        output.status = Status::Nothing;
    }
    output
}

/// Every rule with its first sentence.
fn rules() -> String {
    const SENTENCE: usize = 84;
    let sentence = |text: &str| text.split_inclusive(". ").next().unwrap_or_default().trim().to_owned();
    let row = |check: &&Check| vec![check.code.to_owned(), check.severity.word().to_owned(), sentence(check.explain)];
    in_columns(&CHECKS.iter().map(row).collect::<Vec<_>>(), &[usize::MAX, usize::MAX, SENTENCE])
}

fn rules_json(checks: &[&Check]) -> String {
    let rule = |check: &&Check| Rule { code: check.code, severity: check.severity.word(), explain: check.explain };
    json::text(&Rules { schema: SCHEMA, rules: checks.iter().map(rule).collect() })
}

fn status(args: &Args, found: &[Diagnostic]) -> Status {
    let fails = |found: &Diagnostic| args.strict || found.severity == Severity::Error;
    if found.iter().any(fails) { Status::Nothing } else { Status::Done }
}

fn text(checked: &Checked) -> String {
    let mut out = String::new();
    for found in &checked.diagnostics {
        out.push_str(&report(found, &checked.sources));
    }
    out.push_str(&summary(checked));
    out
}

/// Such as `2 errors, 1 warning in 29 files`.
fn summary(checked: &Checked) -> String {
    let count = |severity| checked.diagnostics.iter().filter(|found| found.severity == severity).count();
    let parts: Vec<String> = [Severity::Error, Severity::Warning]
        .into_iter()
        .map(|severity| (count(severity), severity.word()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| counted(count, word))
        .collect();
    let found = if parts.is_empty() { "nothing wrong".to_owned() } else { parts.join(", ") };
    format!("{found} in {}\n", counted(checked.files, "file"))
}

#[derive(Serialize)]
struct Rules {
    schema: u32,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
struct Rule {
    code: &'static str,
    severity: &'static str,
    explain: &'static str,
}

#[derive(Serialize)]
struct Report<'a> {
    schema: u32,
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    file: Option<SafeText>,
    line: Option<u32>,
    column: Option<u32>,
    message: &'a str,
    hint: Option<&'a SafeText>,
}

fn findings(found: &[Diagnostic]) -> String {
    let diagnostics = found.iter().map(Finding::of).collect();
    json::text(&Report { schema: SCHEMA, diagnostics })
}

impl<'a> Finding<'a> {
    fn of(found: &'a Diagnostic) -> Self {
        let place = found.place.as_ref();
        Self {
            code: found.code,
            severity: found.severity.word(),
            file: place.map(|place| SafeText::line(&place.file)),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
            message: &found.message,
            hint: found.hint.as_ref(),
        }
    }
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::base::diagnostic::Place;

    fn args(strict: bool, format: Format) -> Args {
        Args { paths: Vec::new(), strict, explain: None, format }
    }

    fn checked(severities: &[Severity]) -> Checked {
        let place = Place::start_of(&SafeText::line("a\u{1b}.yaml"));
        let finding =
            |severity: &Severity| Diagnostic::new("tag", *severity, Some(place.clone()), "odd").hint("quote it");
        Checked { diagnostics: severities.iter().map(finding).collect(), files: 2, ..Checked::default() }
    }

    #[test]
    fn warnings_fail_only_a_strict_check() {
        use Severity::{Error, Warning};
        for (severities, strict, status) in [
            (&[][..], true, Status::Done),
            (&[Warning], false, Status::Done),
            (&[Warning], true, Status::Nothing),
            (&[Warning, Error], false, Status::Nothing),
        ] {
            assert_eq!(run(&args(strict, Format::Text), &checked(severities)).status, status, "{severities:?}");
        }
    }

    #[test]
    fn the_last_line_counts() {
        use Severity::{Error, Warning};
        let last = |severities: &[Severity]| summary(&checked(severities));
        assert_eq!(last(&[Error, Warning, Error]), "2 errors, 1 warning in 2 files\n");
        assert_eq!(last(&[Warning, Warning]), "2 warnings in 2 files\n");
        assert_eq!(last(&[]), "nothing wrong in 2 files\n");
    }

    #[test]
    fn json_has_its_keys_in_order_and_no_escape() {
        let data = run(&args(false, Format::Json), &checked(&[Severity::Error])).data;
        let expected = r#"{"schema":1,"diagnostics":[{"code":"tag","severity":"error","file":"a␛.yaml","line":1,"column":1,"message":"odd","hint":"quote it"}]}"#;
        assert_eq!(data.replace([' ', '\n'], ""), expected.replace(' ', ""));
    }

    #[test]
    fn a_rule_is_explained_and_a_near_miss_corrected() {
        assert!(explain(Some("unknown-key"), Format::Text).data.starts_with("error[unknown-key]\n"));
        let output = explain(Some("unknown-kye"), Format::Text);
        assert_eq!(output.status, Status::Nothing);
        assert_eq!(output.talk, ["there is no rule `unknown-kye`; did you mean `unknown-key`?"]);
        assert_eq!(output.data, explain(None, Format::Text).data);
    }

    #[test]
    fn the_list_of_rules_has_each_with_its_first_sentence() {
        let data = explain(None, Format::Text).data;
        for check in CHECKS {
            assert!(data.lines().any(|line| line.starts_with(check.code)), "{}", check.code);
        }
        assert!(data.contains("Nothing was said or has happened after today.\n"), "{data}");
        assert!(!data.contains("An announced end"), "{data}");
    }
}
