//! Where the parts of a note's file lie in its text.
//!
//! The file is never taken apart and put together again: parts are spans of its text, and an edit replaces
//! spans. So front matter, comments, blank lines and line ends that nobody touched stay byte for byte.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};

use crate::catalog::CriterionId;

/// A note's file, as spans.
pub struct Layout {
    /// Front matter with its fences, from the first byte of the file; empty where there is none.
    pub front: Range<usize>,
    /// The parts in the order of the file. The first is always the one on the entry as a whole.
    pub parts: Vec<Part>,
}

/// What is said of the entry, or of one criterion. A criterion may have several parts in one file: a merge
/// of two people's work can leave that behind.
pub struct Part {
    /// About which criterion, or nothing for the entry as a whole.
    pub on: Option<CriterionId>,
    /// Heading and text, up to the next part.
    pub whole: Range<usize>,
    /// What follows the heading.
    pub inside: Range<usize>,
    /// The text in it without outer blank lines.
    pub text: Range<usize>,
}

impl Layout {
    /// The layout of a file.
    #[must_use]
    pub fn of(raw: &str) -> Self {
        let front = front_matter(raw);
        let mut parts = Vec::new();
        let (mut on, mut whole, mut inside) = (None, front.end, front.end);
        for heading in headings(raw, front.end) {
            parts.push(Part::new(raw, on, whole..heading.line.start, inside));
            (on, whole, inside) = (Some(heading.on), heading.line.start, heading.line.end);
        }
        parts.push(Part::new(raw, on, whole..raw.len(), inside));
        Self { front, parts }
    }

    /// The parts on a criterion, or on the entry as a whole.
    pub fn on<'a>(&'a self, on: Option<&'a CriterionId>) -> impl DoubleEndedIterator<Item = &'a Part> {
        self.parts.iter().filter(move |part| part.on.as_ref() == on)
    }

    /// The text of these parts with plain line ends, a blank line between two parts.
    #[must_use]
    pub fn text(&self, raw: &str, on: Option<&CriterionId>) -> String {
        let texts: Vec<&str> = self.on(on).map(|part| at(raw, &part.text)).filter(|text| !text.is_empty()).collect();
        texts.join("\n\n").replace("\r\n", "\n")
    }
}

impl Part {
    fn new(raw: &str, on: Option<CriterionId>, whole: Range<usize>, inside: usize) -> Self {
        let inside = inside..whole.end;
        let text = without_blank_lines(raw, &inside);
        Self { on, whole, inside, text }
    }
}

/// The part of a text that a span means.
#[must_use]
pub fn at<'a>(raw: &'a str, span: &Range<usize>) -> &'a str {
    raw.get(span.clone()).unwrap_or_default()
}

/// The line end that the file uses.
#[must_use]
pub fn line_end(raw: &str) -> &'static str {
    let first = raw.find('\n').unwrap_or_default();
    if at(raw, &(0..first)).ends_with('\r') { "\r\n" } else { "\n" }
}

/// A text without the blank lines around it.
#[must_use]
pub fn trim_blank_lines(text: &str) -> &str {
    at(text, &without_blank_lines(text, &(0..text.len())))
}

fn without_blank_lines(raw: &str, span: &Range<usize>) -> Range<usize> {
    let text = at(raw, span);
    let blank = |character: char| matches!(character, ' ' | '\t' | '\r' | '\n');
    let Some(first) = text.find(|character| !blank(character)) else { return span.start..span.start };
    let start = at(text, &(0..first)).rfind('\n').map_or(0, |end| end + 1);
    let last = text.trim_end_matches(blank).len();
    let rest = at(text, &(last..text.len()));
    let end = last + rest.find(['\r', '\n']).unwrap_or(rest.len());
    span.start + start..span.start + end
}

/// Front matter stands between two lines of three dashes, the first of which begins the file.
fn front_matter(raw: &str) -> Range<usize> {
    let mark = if raw.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let is_fence = |line: &str| matches!(line.trim_end(), "---" | "...");
    let mut end = mark;
    for (index, line) in at(raw, &(mark..raw.len())).split_inclusive('\n').enumerate() {
        end += line.len();
        match index {
            0 if line.trim_end() != "---" => break,
            0 => {}
            _ if is_fence(line) => return 0..end,
            _ => {}
        }
    }
    0..mark
}

struct Heading {
    on: CriterionId,
    line: Range<usize>,
}

/// The headings that open parts: `## @criterion`, where Markdown itself sees a heading and not, say, a
/// line of code.
fn headings(raw: &str, from: usize) -> Vec<Heading> {
    let text = at(raw, &(from..raw.len()));
    let mut depth = 0_usize;
    let mut found = Vec::new();
    for (event, span) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) if depth == 0 => {
                found.extend(heading(text, span.start));
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    for heading in &mut found {
        heading.line = heading.line.start + from..heading.line.end + from;
    }
    found
}

fn heading(text: &str, place: usize) -> Option<Heading> {
    let start = at(text, &(0..place)).rfind('\n').map_or(0, |end| end + 1);
    let rest = at(text, &(start..text.len()));
    let end = start + rest.find('\n').map_or(rest.len(), |end| end + 1);
    let title = at(text, &(start..end)).trim().strip_prefix("##")?.trim_end_matches('#').trim();
    let on = title.strip_prefix('@')?.parse().ok()?;
    Some(Heading { on, line: start..end })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(raw: &str) -> Vec<(String, String)> {
        let layout = Layout::of(raw);
        let name = |part: &Part| part.on.as_ref().map_or_else(String::new, ToString::to_string);
        layout.parts.iter().map(|part| (name(part), at(raw, &part.text).to_owned())).collect()
    }

    fn pair(on: &str, text: &str) -> (String, String) {
        (on.to_owned(), text.to_owned())
    }

    #[test]
    fn a_criterion_heading_opens_a_part_and_other_headings_do_not() {
        let raw = "---\nentry: gke\n---\n\nBody\n\n## Costs\n\nmore\n\n## @sla\n\nnines\n### deeper\n# top\n## @max_nodes ##\n";
        assert_eq!(
            parts(raw),
            [pair("", "Body\n\n## Costs\n\nmore"), pair("sla", "nines\n### deeper\n# top"), pair("max_nodes", "")]
        );
    }

    #[test]
    fn a_heading_inside_code_or_quotes_or_comments_is_text() {
        for raw in [
            "```\n## @sla\n```",
            "~~~~ text\n## @sla\n~~~\n## @sla\n~~~~",
            "    ## @sla",
            "> ## @sla",
            "- one\n  ## @sla",
            "<!--\n## @sla\n-->",
            "## @no such id",
            "## @SLA",
            "# @sla",
            "### @sla",
            "##@sla",
        ] {
            assert_eq!(parts(raw), [pair("", raw)], "{raw}");
        }
    }

    #[test]
    fn a_closed_fence_lets_the_next_heading_open_a_part() {
        assert_eq!(parts("```\n## @a\n```\n## @sla\nx"), [pair("", "```\n## @a\n```"), pair("sla", "x")]);
    }

    #[test]
    fn front_matter_begins_the_file_and_ends_with_a_fence() {
        let front = |raw: &str| at(raw, &Layout::of(raw).front).to_owned();
        assert_eq!(front("---\r\na: b\r\n---\r\nBody"), "---\r\na: b\r\n---\r\n");
        assert_eq!(front("\u{feff}---\na: b\n...\nBody"), "\u{feff}---\na: b\n...\n");
        assert_eq!(front("---\nnever closed"), "");
        assert_eq!(front("\n---\na: b\n---\n"), "");
        assert_eq!(front("\u{feff}Body"), "\u{feff}");
    }

    #[test]
    fn a_first_line_keeps_its_indent() {
        assert_eq!(parts("\n  \n    code\nx  \n \n"), [pair("", "    code\nx  ")]);
    }

    /// Texts that look like notes, and some that hardly do.
    pub(in crate::notes) fn any_note() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            Just("---".to_owned()),
            Just("## @sla".to_owned()),
            Just("## @max_nodes".to_owned()),
            Just("```".to_owned()),
            Just("> ## @sla".to_owned()),
            Just("\u{feff}".to_owned()),
            Just(String::new()),
            "[ -~é\t]{0,12}",
        ];
        let end = prop_oneof![3 => Just("\n"), 2 => Just("\r\n"), 1 => Just("\r"), 1 => Just("")];
        prop::collection::vec((line, end), 0..16)
            .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
    }

    proptest! {
        #[test]
        fn front_and_parts_are_the_whole_file(raw in any_note()) {
            let layout = Layout::of(&raw);
            let mut place = layout.front.end;
            prop_assert!(layout.parts.first().is_some_and(|part| part.on.is_none()));
            for part in &layout.parts {
                prop_assert_eq!(part.whole.start, place);
                prop_assert!(part.whole.start <= part.inside.start && part.inside.end == part.whole.end);
                prop_assert!(part.inside.start <= part.text.start && part.text.end <= part.inside.end);
                prop_assert!(raw.get(part.text.clone()).is_some());
                place = part.whole.end;
            }
            prop_assert_eq!(place, raw.len());
        }
    }
}
