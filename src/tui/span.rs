//! Styled text before it meets a screen: words with the part they play.
//!
//! Screens say what a word is (a heading, a value, something stale); only the theme knows how that looks.

use smol_str::SmolStr;

use crate::base::width::{cut, width};

/// The part that a piece of text plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text.
    #[default]
    Text,
    /// The name of the thing that is shown.
    Title,
    /// A heading.
    Heading,
    /// A label beside a value.
    Label,
    /// Less important: counts, dates, rules.
    Dim,
    /// The one accent: what is chosen, what can be done.
    Accent,
    /// A key that can be pressed.
    Key,
    /// Letters that a filter matched.
    Lit,
    /// Fine: active, yes, better.
    Good,
    /// In between: maintenance, partial, stale.
    Fair,
    /// Not: deprecated, no, worse.
    Bad,
    /// Gone: retired.
    Gone,
    /// Something that can be followed.
    Link,
    /// What the reader wrote.
    Note,
}

/// A piece of text with its part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    role: Role,
    text: SmolStr,
    cells: usize,
}

impl Span {
    /// The part.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// The text; safe for a terminal.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A line of spans. It knows how wide it is: lines are cut and spread many times until they are drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    spans: Vec<Span>,
    cells: usize,
}

impl Line {
    /// A line of one span.
    #[must_use]
    pub fn new(role: Role, text: impl Into<SmolStr>) -> Self {
        Self::default().with(role, text)
    }

    /// The line with one more span.
    #[must_use]
    pub fn with(mut self, role: Role, text: impl Into<SmolStr>) -> Self {
        self.push(role, text);
        self
    }

    /// Adds a span at the end.
    pub fn push(&mut self, role: Role, text: impl Into<SmolStr>) {
        let text = text.into();
        let cells = width(&text);
        self.add(Span { role, text, cells });
    }

    fn add(&mut self, span: Span) {
        self.cells += span.cells;
        self.spans.push(span);
    }

    /// Adds another line's spans at the end.
    pub fn append(&mut self, other: Self) {
        self.cells += other.cells;
        self.spans.extend(other.spans);
    }

    /// Left to right.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Cells that the line takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.cells
    }

    /// The line cut to at most `cells`; a cut ends in `…`.
    #[must_use]
    pub fn cut(self, cells: usize) -> Self {
        if self.cells <= cells {
            return self;
        }
        let mut kept = Self::default();
        for span in self.spans {
            let left = cells - kept.cells;
            if span.cells < left {
                kept.add(span);
                continue;
            }
            if span.cells == left && left > 1 {
                return kept.with(span.role, with_ellipsis(&span.text, left));
            }
            return kept.with(span.role, cut(&span.text, left));
        }
        kept
    }

    /// Left and right part on one line of exactly `cells`; the left is cut where there is no room.
    #[must_use]
    pub fn spread(left: Self, right: Self, cells: usize) -> Self {
        let right = right.cut(cells);
        let room = cells.saturating_sub(right.width());
        let mut line = left.cut(room.saturating_sub(usize::from(room > 0 && right.width() > 0)));
        let gap = room.saturating_sub(line.width());
        if gap > 0 {
            line.push(Role::Text, " ".repeat(gap));
        }
        line.append(right);
        line
    }

    /// The text without its parts.
    #[must_use]
    pub fn plain(&self) -> String {
        self.spans.iter().map(Span::text).collect()
    }
}

/// The text fits exactly, but more follows: its end gives way to `…`.
fn with_ellipsis(text: &str, cells: usize) -> String {
    let padded = format!("{text} ");
    cut(&padded, cells).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_line_says_that_more_follows() {
        let line = || Line::new(Role::Text, "abc").with(Role::Dim, "def");
        assert_eq!(line().cut(6).plain(), "abcdef");
        assert_eq!(line().cut(5).plain(), "abcd…");
        assert_eq!(line().cut(3).plain(), "ab…");
        assert_eq!(line().cut(0).plain(), "");
    }

    #[test]
    fn a_spread_line_fills_its_width() {
        let spread = |cells| Line::spread(Line::new(Role::Text, "left"), Line::new(Role::Dim, "right"), cells).plain();
        assert_eq!(spread(12), "left   right");
        assert_eq!(spread(9), "le… right");
        assert_eq!(spread(4), "rig…");
    }
}
