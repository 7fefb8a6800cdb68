//! Signs: one cell wide in every terminal, with twins in ASCII.
//!
//! All are of neutral East Asian width and have no emoji form, so that no terminal shows them two cells
//! wide; a test measures them. Frames and `…` are of ambiguous width, which is why a CJK terminal wants
//! `ascii: true`.

use super::span::Role;
use crate::catalog::{Status, YesNo};

/// Everything that is shown by a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// An entry that is alive.
    Active,
    /// An entry that is only kept running.
    Maintenance,
    /// An entry that will end.
    Deprecated,
    /// A tombstone.
    Retired,
    /// A folded branch.
    Folded,
    /// An open branch.
    Open,
    /// Marked for comparing.
    Marked,
    /// On the shortlist.
    Shortlisted,
    /// Something is noted here.
    Noted,
    /// Yes.
    Yes,
    /// No.
    No,
    /// In part.
    Partial,
    /// Not known.
    Unknown,
    /// Past its shelf life.
    Stale,
    /// Better than the baseline.
    Better,
    /// Worse than the baseline.
    Worse,
    /// The cursor of a list.
    Cursor,
    /// Something can be typed here.
    Prompt,
    /// Leads to.
    To,
    /// A line across.
    Across,
    /// A line down.
    Down,
}

/// The sign, its twin, and nothing else to look at.
const SIGNS: [(Sign, &str, &str); 21] = [
    (Sign::Active, "◉", "o"),
    (Sign::Maintenance, "◍", "="),
    (Sign::Deprecated, "◌", "!"),
    (Sign::Retired, "✟", "+"),
    (Sign::Folded, "▸", ">"),
    (Sign::Open, "▾", "v"),
    (Sign::Marked, "✚", "#"),
    (Sign::Shortlisted, "✶", "*"),
    (Sign::Noted, "✎", "&"),
    (Sign::Yes, "✓", "y"),
    (Sign::No, "✗", "x"),
    (Sign::Partial, "◒", "~"),
    (Sign::Unknown, "?", "?"),
    (Sign::Stale, "◷", "%"),
    (Sign::Better, "▴", "^"),
    (Sign::Worse, "▾", "v"),
    (Sign::Cursor, "❯", ">"),
    (Sign::Prompt, "⌕", "/"),
    (Sign::To, "›", ">"),
    (Sign::Across, "─", "-"),
    (Sign::Down, "│", "|"),
];

impl Sign {
    /// The character to show.
    #[must_use]
    pub fn text(self, ascii: bool) -> &'static str {
        let found = SIGNS.iter().find(|(sign, ..)| *sign == self);
        found.map_or("?", |(_, sign, twin)| if ascii { twin } else { sign })
    }
}

/// Sign and part of a status.
#[must_use]
pub fn of_status(status: Status) -> (Sign, Role) {
    match status {
        Status::Active => (Sign::Active, Role::Good),
        Status::Maintenance => (Sign::Maintenance, Role::Fair),
        Status::Deprecated => (Sign::Deprecated, Role::Bad),
        Status::Retired => (Sign::Retired, Role::Gone),
    }
}

/// Sign of an answer.
#[must_use]
pub fn of_answer(answer: YesNo) -> Sign {
    match answer {
        YesNo::Yes => Sign::Yes,
        YesNo::No => Sign::No,
        YesNo::Partial => Sign::Partial,
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn every_sign_is_one_cell_wide() {
        for (sign, text, twin) in SIGNS {
            assert_eq!((text.width(), twin.width()), (1, 1), "{sign:?}");
            assert!(twin.is_ascii(), "{sign:?}");
        }
    }

    #[test]
    fn signs_but_the_frame_stay_narrow_in_cjk_terminals() {
        let framed = |sign| matches!(sign, Sign::Across | Sign::Down);
        for (sign, text, _) in SIGNS.iter().filter(|(sign, ..)| !framed(*sign)) {
            assert_eq!(text.width_cjk(), 1, "{sign:?} {text}");
        }
    }

    #[test]
    fn the_states_of_one_thing_look_different() {
        for ascii in [false, true] {
            let mut shown: Vec<_> = Status::ALL.iter().map(|status| of_status(*status).0.text(ascii)).collect();
            shown.sort_unstable();
            shown.dedup();
            assert_eq!(shown.len(), Status::ALL.len());
        }
    }
}
