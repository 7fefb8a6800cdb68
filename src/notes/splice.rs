//! New text put between the spans of a note's file.

use std::ops::Range;

use super::layout::{Layout, Part, at, line_end};
use crate::catalog::CriterionId;

/// A text in place of a span.
pub type Splice = (Range<usize>, String);

/// The splices that add a paragraph, and the part's text then.
pub fn append(
    raw: &str,
    layout: &Layout,
    on: Option<&CriterionId>,
    before: &str,
    paragraph: &str,
) -> (Vec<Splice>, String) {
    let last = layout.on(on).rfind(|part| !part.text.is_empty());
    match last {
        _ if paragraph.is_empty() => (Vec::new(), before.to_owned()),
        None => (set(raw, layout, on, paragraph), paragraph.to_owned()),
        Some(part) => {
            let end = part.text.end;
            (vec![(end..end, format!("\n\n{paragraph}"))], format!("{before}\n\n{paragraph}"))
        }
    }
}

/// The splices that make the text the only one on its subject.
pub fn set(raw: &str, layout: &Layout, on: Option<&CriterionId>, text: &str) -> Vec<Splice> {
    let mut parts: Vec<&Part> = layout.on(on).collect();
    let home = parts.iter().position(|part| !part.text.is_empty()).unwrap_or_default();
    let removed =
        |part: &Part| (if on.is_some() { part.whole.clone() } else { part.text.start..part.whole.end }, String::new());
    if text.is_empty() {
        return parts.into_iter().map(removed).collect();
    }
    if parts.is_empty() {
        let heading = on.map_or_else(String::new, |on| format!("## @{on}\n\n"));
        return vec![(raw.len()..raw.len(), format!("{}{heading}{text}\n", gap(raw, raw.len())))];
    }
    let part = parts.remove(home);
    let written = if part.text.is_empty() {
        let after = if part.inside.end < raw.len() { "\n\n" } else { "\n" };
        (part.inside.clone(), format!("{}{text}{after}", gap(raw, part.inside.start)))
    } else {
        (part.text.clone(), text.to_owned())
    };
    parts.into_iter().map(removed).chain([written]).collect()
}

/// What has to stand before a new paragraph at that place, so that a blank line parts it from what is there.
fn gap(raw: &str, place: usize) -> &'static str {
    let before = at(raw, &(0..place)).trim_start_matches('\u{feff}');
    let mut ends = before.split('\n').rev().map(|line| line.trim_end_matches('\r'));
    match (ends.next(), ends.next()) {
        (Some(""), None | Some("")) => "",
        (Some(""), Some(_)) => "\n",
        _ => "\n\n",
    }
}

/// The text with its splices, written with its own line ends.
pub fn spliced(raw: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|(span, _)| span.start);
    let end = line_end(raw);
    let mut text = String::with_capacity(raw.len() + 256);
    let mut place = 0;
    for (span, new) in splices {
        text.push_str(at(raw, &(place..span.start)));
        text.push_str(&new.replace('\n', end));
        place = span.end;
    }
    text.push_str(at(raw, &(place..raw.len())));
    // Where the last part went, the blank lines that parted it from the one before go, too.
    let kept = text.trim_end_matches(['\r', '\n']).len();
    let last_end = at(&text, &(kept..text.len())).find('\n').map_or(text.len(), |place| kept + place + 1);
    text.truncate(last_end);
    text
}
