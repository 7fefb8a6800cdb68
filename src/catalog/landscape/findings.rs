//! What is odd about a landscape: all of it for whoever checks the file, each kind once for whoever opens it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Place, Severity, excerpt};
use crate::base::text::SafeText;
use crate::catalog::check::{self, Check, landscape, reading};
use crate::catalog::read::check_of;
use crate::catalog::tree::{Flaw, Mark};

/// Findings of one file that are told one by one.
const MOST: usize = 1_000;

/// The findings of one file.
#[derive(Clone, Debug)]
pub struct Findings {
    file: SafeText,
    told: Vec<Diagnostic>,
    counts: BTreeMap<&'static str, usize>,
    /// Where each kind is told once: what a command that tells all of them takes for the file.
    argument: Option<String>,
}

impl Findings {
    /// None yet, of that file.
    #[must_use]
    pub fn new(file: &SafeText) -> Self {
        Self { file: file.clone(), told: Vec::new(), counts: BTreeMap::new(), argument: None }
    }

    /// The file that they are about.
    #[must_use]
    pub fn file(&self) -> SafeText {
        self.file.clone()
    }

    pub(super) fn place(&self, mark: Mark) -> Place {
        mark.within(&self.file)
    }

    /// Says that a rule is broken, and what to do; no hint where it is empty.
    pub(super) fn say(&mut self, mark: Mark, check: &Check, message: &str, hint: impl AsRef<str>) {
        let finding = check.broken(&self.place(mark), message);
        let hint = hint.as_ref();
        self.add(if hint.is_empty() { finding } else { finding.hint(hint) });
    }

    /// Takes in what is wrong with the YAML.
    pub(super) fn flaws(&mut self, flaws: &[Flaw]) {
        for flaw in flaws {
            self.say(flaw.mark, check_of(&flaw.fault), &flaw.fault.to_string(), flaw.fault.hint());
        }
    }

    /// None yet, and it is known that they will be told by [`Findings::once`]; `argument` is what a command takes for
    /// the file.
    #[must_use]
    pub fn brief(file: &SafeText, argument: String) -> Self {
        Self { argument: Some(argument), ..Self::new(file) }
    }

    /// Whether somebody sees the hints of so many findings of one kind: where each kind is told once, only that of
    /// a single one.
    pub(super) fn shows_hints_of(&self, count: usize) -> bool {
        self.argument.is_none() || count == 1
    }

    /// Takes in a finding that was made elsewhere. Of each kind at least one is kept.
    pub fn add(&mut self, finding: Diagnostic) {
        let count = self.counts.entry(finding.code).or_default();
        *count += 1;
        if self.told.len() < MOST || *count == 1 {
            self.told.push(finding);
        }
    }

    /// Takes in what was found after these, in a later part of the text.
    pub(super) fn extend(&mut self, later: Self) {
        let Self { told, mut counts, .. } = later;
        for finding in told {
            if let Some(count) = counts.get_mut(finding.code) {
                *count -= 1;
            }
            self.add(finding);
        }
        for (code, count) in counts {
            *self.counts.entry(code).or_default() += count;
        }
    }

    /// Takes back what was said of an item that begins at the mark: the text ends within it, so nobody knows
    /// what it lacks.
    pub(super) fn forget_item(&mut self, item: Mark) {
        let counts = &mut self.counts;
        self.told.retain(|found| {
            let after =
                found.place.as_ref().is_some_and(|place| (place.line, place.column) >= (item.line, item.column));
            let forgotten = after && landscape::has(found.code);
            if let Some(count) = counts.get_mut(found.code).filter(|_| forgotten) {
                *count -= 1;
            }
            !forgotten
        });
    }

    /// What is to be kept of the file's text so that they can be shown in it.
    #[must_use]
    pub fn excerpt(&self, text: &str) -> Arc<str> {
        excerpt(text, self.told.iter().filter_map(|found| found.place.as_ref()).filter(|place| place.file == self.file))
    }

    /// All of them, in the order of the text.
    #[must_use]
    pub fn all(mut self) -> Vec<Diagnostic> {
        let counted: usize = self.counts.values().sum();
        check::sort(&mut self.told);
        if counted > self.told.len() {
            let message = format!("{} more findings in this file", counted - self.told.len());
            self.told.push(reading::LIMIT.broken(&Place::start_of(&self.file), &message));
        }
        self.told
    }

    /// The first of each kind with the number of the others. What the landscape's own tool would refuse is no
    /// error here: everything opens.
    #[must_use]
    pub fn once(mut self) -> Vec<Diagnostic> {
        check::sort(&mut self.told);
        let mut counts = self.counts;
        let argument = self.argument.unwrap_or_else(|| self.file.to_string());
        self.told.into_iter().filter_map(|found| Some(summed(counts.remove(found.code)?, found, &argument))).collect()
    }
}

fn summed(count: usize, mut found: Diagnostic, argument: &str) -> Diagnostic {
    if landscape::has(found.code) {
        found.severity = Severity::Warning;
    }
    if count < 2 {
        return found;
    }
    let message = format!("{}; {} more like this", found.message, count - 1);
    let hint = format!("`landfall check {argument}` lists them all");
    Diagnostic::new(found.code, found.severity, found.place, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32) -> Mark {
        Mark { line, column: 1, length: 1 }
    }

    fn findings(lines: impl IntoIterator<Item = u32>) -> Findings {
        let mut findings = Findings::new(&SafeText::line("l.yml"));
        for line in lines {
            findings.say(at(line), &landscape::DATE, "odd", "write it right");
        }
        findings
    }

    #[test]
    fn whoever_opens_a_file_hears_of_each_kind_once() {
        let mut found = findings([7, 3, 5]);
        found.say(at(1), &landscape::TAG, "a tag", "");
        found.say(at(9), &reading::SYNTAX, "no YAML", "");
        let once = found.clone().once();
        let told: Vec<(&str, &str, Severity)> =
            once.iter().map(|found| (found.code, found.message.as_str(), found.severity)).collect();
        let expected = [
            ("landscape-tag", "a tag", Severity::Warning),
            ("landscape-date", "odd; 2 more like this", Severity::Warning),
            ("syntax", "no YAML", Severity::Error),
        ];
        assert_eq!(told, expected);
        assert_eq!(once[1].place.as_ref().unwrap().line, 3);
        assert_eq!(found.all().len(), 5);
    }

    #[test]
    fn beyond_a_thousand_they_are_counted() {
        let mut found = findings(1..=2_000);
        found.say(at(1), &landscape::TAG, "a tag", "");
        let all = found.clone().all();
        assert_eq!(all.len(), MOST + 2);
        assert!(all.iter().any(|found| found.code == "limit" && found.message.starts_with("1000 more")));
        assert!(found.once()[0].message.ends_with("1999 more like this"));
    }

    #[test]
    fn what_was_said_of_a_broken_item_is_taken_back() {
        let mut found = findings([3, 8, 9]);
        found.forget_item(at(8));
        assert_eq!(found.clone().all().len(), 1);
        assert_eq!(found.once()[0].message.as_str(), "odd");
    }
}
