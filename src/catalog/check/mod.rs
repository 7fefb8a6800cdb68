//! The rules that a catalog is held to, as one table.
//!
//! Half of them are found while a catalog is read, since what breaks them does not get into it; those rows
//! have no function. The others look at a catalog that was read. What was not read because the YAML of its
//! file is broken is not held against its entries.

mod dates;
mod facts;
mod fate;
pub mod landscape;
mod names;
pub mod reading;

use std::collections::BTreeSet;

use crate::base::date::Day;
use crate::base::diagnostic::{Diagnostic, Parsed, Place, Severity};
use crate::base::width::cut;
use crate::catalog::tree::Mark;
use crate::catalog::{Allow, Catalog, Entry};

/// A rule: what it is called, how bad it is to break it, and who looks after it.
#[derive(Debug)]
pub struct Check {
    /// Its stable name, such as `unknown-key`.
    pub code: &'static str,
    /// How bad it is to break it. A warning can be explained in place, under `allow`.
    pub severity: Severity,
    /// What it asks for and why, in a sentence or two.
    pub explain: &'static str,
    rule: Option<Rule>,
}

type Rule = for<'a> fn(&Look<'a>) -> Vec<Finding<'a>>;

impl Check {
    const fn error(code: &'static str, explain: &'static str) -> Self {
        Self { code, severity: Severity::Error, explain, rule: None }
    }

    const fn warning(code: &'static str, explain: &'static str) -> Self {
        Self { code, severity: Severity::Warning, explain, rule: None }
    }

    const fn by(self, rule: Rule) -> Self {
        Self { rule: Some(rule), ..self }
    }

    /// Whether an entry may explain why it breaks the rule.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        self.severity == Severity::Warning && !landscape::has(self.code)
    }

    /// The rule is broken there. What is quoted from a file may be long; the message is not.
    #[must_use]
    pub fn broken(&self, place: &Place, message: &str) -> Diagnostic {
        const CELLS: usize = 240;
        Diagnostic::new(self.code, self.severity, Some(place.clone()), cut(message, CELLS))
    }
}

/// What a rule may look at.
struct Look<'a> {
    catalog: &'a Catalog,
    today: Day,
    broken_files: BTreeSet<&'a str>,
}

impl<'a> Look<'a> {
    /// The entries that were read whole.
    fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.catalog.entries.iter().filter(|entry| !self.broken_files.contains(&*entry.place.file))
    }
}

/// What a rule found, and with which entry.
struct Finding<'a> {
    entry: &'a Entry,
    place: Place,
    message: String,
    hint: &'static str,
}

impl<'a> Finding<'a> {
    fn on(entry: &'a Entry, message: String, hint: &'static str) -> Self {
        Self { entry, place: entry.place.clone(), message, hint }
    }

    fn at(self, mark: Mark) -> Self {
        Self { place: mark.within(&self.entry.place.file), ..self }
    }

    fn stamp(self, check: &Check) -> Diagnostic {
        check.broken(&self.place, &self.message).hint(self.hint)
    }
}

/// Every rule, in the order of the manual: the text, its parts, ids, links, then what the rules find that
/// look at the whole.
pub static CHECKS: [&Check; 55] = [
    &reading::UNREADABLE,
    &reading::LIMIT,
    &reading::SYNTAX,
    &reading::SECOND_DOCUMENT,
    &reading::DUPLICATE_KEY,
    &reading::TAG,
    &reading::UNKNOWN_KEY,
    &reading::MISSING_KEY,
    &reading::WRONG_TYPE,
    &reading::BAD_ID,
    &reading::BAD_DATE,
    &reading::BAD_VALUE,
    &reading::BAD_CRITERION,
    &reading::NO_UNIT,
    &reading::NO_SOURCE,
    &reading::NO_DATE,
    &reading::BAD_LINK,
    &reading::MIRROR,
    &reading::FILE_NAME,
    &reading::DUPLICATE_ID,
    &reading::REPEATED,
    &reading::UNKNOWN_CRITERION,
    &reading::UNKNOWN_CATEGORY,
    &reading::UNKNOWN_VENDOR,
    &reading::UNKNOWN_RELATION,
    &reading::UNKNOWN_ENTRY,
    &reading::UNKNOWN_CODE,
    &reading::SELF_RELATION,
    &reading::CATEGORY_CYCLE,
    &reading::EMPTY_CATEGORY,
    &dates::FUTURE_DATE,
    &dates::STALE_ENTRY,
    &dates::ENDED_BEFORE_START,
    &dates::EVENT_BEFORE_START,
    &fate::RETIRED_WITHOUT_END,
    &fate::RETIRED_WITHOUT_SUCCESSOR,
    &fate::ENDED_BUT_ALIVE,
    &fate::SUCCEEDED_BUT_ACTIVE,
    &fate::SUCCESSION_CYCLE,
    &fate::RENAMED_ONE_SIDED,
    &names::DUPLICATE_NAME,
    &names::NEAR_DUPLICATE_NAME,
    &names::FORMER_NAME_UNLINKED,
    &names::FORMER_NAME_SHARED,
    &facts::PARTIAL_WITHOUT_NOTE,
    &facts::FOUND_AND_NOT_FOUND,
    &landscape::MISSING,
    &landscape::FORM,
    &landscape::DUPLICATE,
    &landscape::ADDRESS,
    &landscape::DATE,
    &landscape::TAG,
    &landscape::UNKNOWN_FIELD,
    &landscape::UNKNOWN_PLACE,
    &landscape::LEFT_OUT,
];

/// The rule of that name.
#[must_use]
pub fn find(code: &str) -> Option<&'static Check> {
    CHECKS.into_iter().find(|check| check.code == code)
}

/// The rules that an entry may explain why it breaks.
pub fn warnings() -> impl Iterator<Item = &'static Check> {
    CHECKS.into_iter().filter(|check| check.is_warning())
}

/// Everything there is to say of a catalog that was read, in the order of the text.
#[must_use]
pub fn check(read: &Parsed<Catalog>, today: Day) -> Vec<Diagnostic> {
    let broken_files = read.diagnostics.iter().filter(|found| reading::ends_file(found.code));
    let broken_files = broken_files.filter_map(|found| Some(&*found.place.as_ref()?.file)).collect();
    let look = Look { catalog: &read.value, today, broken_files };
    let mut all = read.diagnostics.clone();
    for check in CHECKS {
        let found = check.rule.map(|rule| rule(&look)).unwrap_or_default();
        let found = found.into_iter().map(|finding| (finding.entry, finding.stamp(check)));
        all.extend(found.filter(|(entry, found)| !is_allowed(found, &entry.details.allow)).map(|(_, found)| found));
    }
    sort(&mut all);
    all
}

/// Whether an entry explains in place why it breaks the rule; an error cannot be explained away.
#[must_use]
pub fn is_allowed(found: &Diagnostic, allowed: &[Allow]) -> bool {
    found.severity == Severity::Warning && allowed.iter().any(|allow| allow.code.as_str() == found.code)
}

/// Puts findings in the order of the text.
pub fn sort(findings: &mut [Diagnostic]) {
    findings.sort_by(|a, b| a.place.cmp(&b.place));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_there_once_and_reads_like_a_code() {
        let codes: BTreeSet<&str> = CHECKS.iter().map(|check| check.code).collect();
        assert_eq!(codes.len(), CHECKS.len());
        for code in codes {
            assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{code}");
        }
    }

    #[test]
    fn every_rule_is_explained_in_a_sentence() {
        for check in CHECKS {
            assert!(check.explain.ends_with('.') && check.explain.len() > 40, "{}", check.code);
        }
    }
}
