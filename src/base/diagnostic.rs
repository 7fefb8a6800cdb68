//! What is wrong with a text that was read: many at once, each with its place and a way out.

use serde::{Deserialize, Serialize};

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use crate::base::text::SafeText;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// The part cannot be used.
    Error,
    /// Usable, but look at it.
    Warning,
}

impl Severity {
    /// The word in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A place in a file. Lines and columns count from one, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Place {
    /// The file as the reader named it.
    pub file: SafeText,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// How many characters the mark under the line spans; at least 1.
    pub length: u32,
}

impl Place {
    /// A file's first character.
    #[must_use]
    pub fn start_of(file: &SafeText) -> Self {
        Self { file: file.clone(), line: 1, column: 1, length: 1 }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// A stable name for the kind of finding, such as `unknown-key`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where; nothing when the finding is about a whole folder.
    pub place: Option<Place>,
    /// What is wrong, in one sentence without a full stop.
    pub message: SafeText,
    /// What to do about it.
    pub hint: Option<SafeText>,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(code: &'static str, place: &Place, message: impl AsRef<str>) -> Self {
        Self::new(code, Severity::Error, Some(place.clone()), message)
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: &'static str, place: &Place, message: impl AsRef<str>) -> Self {
        Self::new(code, Severity::Warning, Some(place.clone()), message)
    }

    /// A finding with all its parts but the hint.
    #[must_use]
    pub fn new(code: &'static str, severity: Severity, place: Option<Place>, message: impl AsRef<str>) -> Self {
        Self { code, severity, place, message: SafeText::line(message.as_ref()), hint: None }
    }

    /// The same with a way out.
    #[must_use]
    pub fn hint(mut self, hint: impl AsRef<str>) -> Self {
        self.hint = Some(SafeText::line(hint.as_ref()));
        self
    }
}

/// Texts that were read, by file name, so that a report can show the line it speaks of.
pub type Sources = BTreeMap<SafeText, Arc<str>>;

/// The text with only those lines that are spoken of, the others empty: a large file need not stay in memory for
/// the sake of a few findings.
#[must_use]
pub fn excerpt<'p>(text: &str, places: impl Iterator<Item = &'p Place>) -> Arc<str> {
    let spoken_of: BTreeSet<u32> = places.map(|place| place.line).collect();
    let last = spoken_of.last().copied().unwrap_or_default();
    let mut spoken_of = spoken_of.into_iter().peekable();
    let (mut kept, mut start) = (String::new(), 0);
    let unended = Some(text.len()).filter(|_| !text.is_empty() && !text.ends_with('\n'));
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain(unended);
    for (line, end) in (1..=last).zip(ends) {
        if spoken_of.next_if_eq(&line).is_some() {
            let content = text.get(start..end).unwrap_or_default();
            kept.push_str(content.strip_suffix('\r').unwrap_or(content));
        }
        kept.push('\n');
        start = end + 1;
    }
    kept.into()
}

/// A value together with everything that was wrong with its text.
#[derive(Clone, Debug)]
pub struct Parsed<T> {
    /// What was sound.
    pub value: T,
    /// What was not, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// The report of one finding: `file:line:column: error[code]: message`, the line, a mark, the hint.
#[must_use]
pub fn report(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut out = String::new();
    if let Some(place) = &diagnostic.place {
        let _ = write!(out, "{}:{}:{}: ", place.file, place.line, place.column);
    }
    let _ = writeln!(out, "{}[{}]: {}", diagnostic.severity.word(), diagnostic.code, diagnostic.message);
    if let Some((place, line)) = diagnostic.place.as_ref().and_then(|p| Some((p, source_line(p, sources)?))) {
        write_excerpt(&mut out, place, line);
    }
    if let Some(hint) = &diagnostic.hint {
        let _ = writeln!(out, "   = hint: {hint}");
    }
    out
}

fn source_line<'a>(place: &Place, sources: &'a Sources) -> Option<&'a str> {
    let text = sources.get(&place.file)?;
    text.lines().nth(place.line.checked_sub(1)? as usize)
}

/// The line with a mark under the part that is meant; a long line is shown around that part.
fn write_excerpt(out: &mut String, place: &Place, line: &str) {
    const WINDOW: usize = 100;
    let column = place.column.saturating_sub(1) as usize;
    let skip = if column > WINDOW * 3 / 4 { column - WINDOW / 4 } else { 0 };
    let shown: String = line.chars().skip(skip).take(WINDOW).collect();
    let before: String = line.chars().skip(skip).take(column - skip).collect();
    let indent = crate::base::width::width(&SafeText::line(&before));
    let room = shown.chars().count().saturating_sub(column - skip).max(1);
    let marks = (place.length.max(1) as usize).min(room);
    let cut = if skip > 0 { "…" } else { "" };
    let number = place.line.to_string();
    let gutter = " ".repeat(number.len());
    let _ = writeln!(out, "   {number} | {cut}{}", SafeText::line(&shown));
    let _ = writeln!(out, "   {gutter} | {}{}", " ".repeat(indent + cut.chars().count()), "^".repeat(marks));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_names_place_code_line_and_way_out() {
        let file = SafeText::line("entries/gke.yaml");
        let sources = Sources::from([(file.clone(), Arc::from("id: gke\nshelf_live: 1\n"))]);
        let place = Place { file, line: 2, column: 1, length: 10 };
        let finding =
            Diagnostic::error("unknown-key", &place, "`shelf_live` is no key here").hint("did you mean `shelf_life`?");
        assert_eq!(
            report(&finding, &sources),
            "entries/gke.yaml:2:1: error[unknown-key]: `shelf_live` is no key here\n   2 | shelf_live: 1\n     | ^^^^^^^^^^\n   = hint: did you mean `shelf_life`?\n"
        );
    }

    #[test]
    fn a_report_can_do_with_an_excerpt() {
        let file = SafeText::line("a.yaml");
        let place = |line| Place { file: file.clone(), line, column: 1, length: 1 };
        let kept = excerpt("a\nb\r\nc\nd\n", [place(2), place(3)].iter());
        assert_eq!(&*kept, "\nb\nc\n");
        assert_eq!(&*excerpt("a\n", std::iter::empty()), "");
        for text in ["a\nb", "a\nb\n"] {
            assert_eq!(&*excerpt(text, [place(2), place(3)].iter()), "\nb\n", "nothing stands behind the last line");
        }
    }

    #[test]
    fn an_escape_in_the_source_line_is_shown_not_sent() {
        let file = SafeText::line("a\u{1b}[31m.yaml");
        let sources = Sources::from([(file.clone(), Arc::from("x: \u{1b}[2J\n"))]);
        let place = Place { file, line: 1, column: 1, length: 1 };
        let text = report(&Diagnostic::error("x", &place, "bad \u{1b}"), &sources);
        assert!(!text.contains('\u{1b}'), "{text:?}");
    }
}
