//! The rest of a query: what is asked besides one condition of it.
//!
//! Whatever stands beside the condition behind a `|` is not asked besides, but instead of it. So it is left out,
//! around the condition and around every group that it stands in.

use std::ops::Range;

use super::lex::{self, Token};

/// What is asked besides a condition that stands between these texts.
pub(super) fn rest(before: &str, after: &str) -> String {
    let (kept, groups) = kept_before(before);
    kept + &kept_after(after, groups)
}

/// A group that is still open: where the alternatives began that are being read in it, and what is to be left out
/// of the groups around.
#[derive(Default)]
struct Group {
    alternatives: usize,
    after_bar: bool,
    instead: Range<usize>,
}

/// What stays of the text before the condition, and how many groups are open at its end.
fn kept_before(text: &str) -> (String, usize) {
    let mut group = Group::default();
    let mut around: Vec<Group> = Vec::new();
    for (part, token) in lex::parts(text, 0) {
        if matches!(token, Token::Close(_)) {
            group = around.pop().unwrap_or(group);
        } else if token != Token::Or && !group.after_bar {
            group.alternatives = part.start;
        }
        group.after_bar = token == Token::Or;
        if matches!(token, Token::Open(_)) {
            let inner = Group { alternatives: part.end, instead: group.alternatives..part.start, after_bar: false };
            around.push(std::mem::replace(&mut group, inner));
        }
    }
    let last = if group.after_bar { group.alternatives..text.len() } else { text.len()..text.len() };
    let groups = around.len();
    let instead = around.iter().skip(1).chain([&group]).map(|group| group.instead.clone()).chain([last]);
    (without(text, instead), groups)
}

/// The text without these parts of it, which stand in its order.
fn without(text: &str, parts: impl Iterator<Item = Range<usize>>) -> String {
    let mut kept = String::new();
    let mut end = 0;
    for part in parts {
        kept.push_str(text.get(end..part.start).unwrap_or_default());
        end = part.end.max(end);
    }
    kept.push_str(text.get(end..).unwrap_or_default());
    kept
}

/// What stays of the text behind a condition that stands in so many groups.
fn kept_after(text: &str, groups: usize) -> String {
    let mut kept = String::new();
    // Groups that are opened here; whether a bar still leads back to the condition; whether one was just there.
    let (mut depth, mut linked, mut after_bar) = (0_usize, true, false);
    for (part, token) in lex::parts(text, groups) {
        let is_outside = depth == 0;
        match token {
            Token::Or if is_outside => after_bar = linked,
            Token::Close(_) if is_outside => (linked, after_bar) = (true, false),
            Token::Close(_) => depth -= 1,
            _ if is_outside => linked &= after_bar,
            _ => {}
        }
        depth += usize::from(matches!(token, Token::Open(_)));
        if !(linked && after_bar) {
            kept.push_str(text.get(part).unwrap_or_default());
        }
        after_bar &= depth > 0 || token == Token::Or;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_are_left_out_and_what_is_asked_besides_stays() {
        let table = [
            ("‸", ""),
            ("a ‸", "a "),
            ("a | ‸", ""),
            ("a b | ‸", "a"),
            ("a b | c | ‸ d", "a d"),
            ("‸ | a | b c", " c"),
            ("‸ | (a | b) c", " c"),
            ("‸ | !(a (b)) | c d", " d"),
            ("‸ a | b", " a | b"),
            ("(a | b) ‸", "(a | b) "),
            ("(a b) | ‸", ""),
            ("(a | ‸ | b) c", "() c"),
            ("x (a | b ‸ | c d) | e f", "x (a | b  d) f"),
            ("x | (a ‸) | e f", " (a ) f"),
            ("y x | !(a (b | c | ‸)) | e", "y !(a ())"),
            ("(a | ‸", "("),
            ("a | b | ‸ |", ""),
        ];
        for (text, wanted) in table {
            let (before, after) = text.split_once('‸').unwrap();
            assert_eq!(rest(before, after), wanted, "{text}");
        }
    }
}
