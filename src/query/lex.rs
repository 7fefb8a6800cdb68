//! A query's text in pieces, each with its place.
//!
//! The lexer takes any text. What is half typed is taken for what it is about to be: a quote without its
//! end ends with the text, and so does a parenthesis.

use std::borrow::Cow;
use std::ops::Range;

use crate::catalog::{Drawer, UNKNOWN};

/// How a field is held against a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// `:`
    Is,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// The longer signs stand first, so that `<=` is not read as `<`.
const OPS: [(&str, Op); 7] = [
    ("!=", Op::NotEqual),
    ("<=", Op::AtMost),
    (">=", Op::AtLeast),
    (":", Op::Is),
    ("=", Op::Equal),
    ("<", Op::Less),
    (">", Op::More),
];

impl Op {
    pub(super) fn sign(self) -> &'static str {
        OPS.iter().find(|(_, op)| *op == self).map_or("", |(sign, _)| sign)
    }
}

/// How a character was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// As it is: it may be a sign.
    Bare,
    /// After a backslash: it is no sign.
    Escaped,
    /// Between quotes: it is no sign.
    Quoted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    character: char,
    how: How,
    at: usize,
}

/// A run of characters without a space between them, and how each was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    marks: Vec<Mark>,
    pub span: Range<usize>,
}

impl Chunk {
    pub(super) fn text(&self) -> String {
        self.marks.iter().map(|mark| mark.character).collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    pub(super) fn has_quotes(&self) -> bool {
        self.marks.iter().any(|mark| mark.how == How::Quoted)
    }

    /// Without the sign it begins with, if it does.
    pub(super) fn strip_first(&mut self, sign: char) -> bool {
        let found = self.marks.first().is_some_and(|mark| mark.character == sign && mark.how == How::Bare);
        if found {
            self.marks.remove(0);
        }
        found
    }

    /// Without the sign it ends with, if it does.
    pub(super) fn strip_last(&mut self, sign: char) -> bool {
        self.marks.pop_if(|mark| mark.character == sign && mark.how == How::Bare).is_some()
    }

    pub(super) fn with_signs_before(mut self, sign: char, count: usize) -> Self {
        let mark = Mark { character: sign, how: How::Bare, at: self.span.start };
        self.marks.splice(0..0, std::iter::repeat_n(mark, count));
        self
    }

    /// The parts between the commas; empty parts are left out.
    pub(super) fn items(&self) -> Vec<Self> {
        let parts = self.marks.split(|mark| mark.character == ',' && mark.how == How::Bare);
        parts.filter(|part| !part.is_empty()).map(|part| self.part(part)).collect()
    }

    /// What stands behind the last comma: where it begins, and its text.
    pub(super) fn last_item(&self) -> (usize, String) {
        let comma = self.marks.iter().rposition(|mark| mark.character == ',' && mark.how == How::Bare);
        let start = comma.and_then(|at| self.marks.get(at)).map_or(self.span.start, |mark| mark.at + 1);
        let item = self.marks.iter().skip(comma.map_or(0, |at| at + 1));
        (start, item.map(|mark| mark.character).collect())
    }

    /// The two ends of `low..high`; either may be empty.
    pub(super) fn ends(&self) -> Option<(Self, Self)> {
        let is_dot = |mark: &Mark| mark.character == '.' && mark.how == How::Bare;
        let at = self.marks.windows(2).position(|pair| pair.iter().all(is_dot))?;
        Some((self.part(self.marks.get(..at)?), self.part(self.marks.get(at + 2..)?)))
    }

    fn part(&self, marks: &[Mark]) -> Self {
        let start = marks.first().map_or(self.span.start, |mark| mark.at);
        let end = marks.last().map_or(self.span.end, |mark| mark.at + mark.character.len_utf8());
        Self { marks: marks.to_vec(), span: start..end.max(start) }
    }
}

/// A field held against a value: `status:active`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Condition {
    /// As typed, in lower case.
    pub field: String,
    pub field_span: Range<usize>,
    /// Whether a `*` follows: over any number of steps.
    pub starred: bool,
    pub op: Op,
    pub value: Chunk,
    pub span: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Open(Range<usize>),
    Close(Range<usize>),
    Or,
    Not,
    Word(Chunk),
    Condition(Condition),
}

/// The word or condition that a text ends with, and whether it stands in an open group.
pub(super) fn at_end(text: &str) -> Option<(Token, bool)> {
    let mut lexer = Lexer::new(text);
    while lexer.next() {}
    let token = lexer.tokens.pop()?;
    let end = match &token {
        Token::Word(word) => word.span.end,
        Token::Condition(condition) => condition.span.end,
        _ => return None,
    };
    (end == text.len()).then_some((token, lexer.depth > 0))
}

/// Whether a text is a field and the sign behind it: `status:`.
pub(super) fn is_field(text: &str) -> bool {
    head_of_condition(text).is_some_and(|head| head.length == text.len())
}

/// A value as a query writes it: in quotes where it is not one plain word, or would say that nobody knows.
#[must_use]
pub fn quoted(value: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.');
    let is_range = value.contains("..");
    if !value.is_empty() && value.chars().all(plain) && !is_range && !value.eq_ignore_ascii_case(UNKNOWN) {
        return Cow::Borrowed(value);
    }
    Cow::Owned(format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")))
}

/// What lies in a drawer, as a query writes it.
#[must_use]
pub fn value_of(drawer: &Drawer) -> Cow<'_, str> {
    if drawer.is_known { quoted(&drawer.word) } else { Cow::Borrowed(UNKNOWN) }
}

pub(super) fn lex(text: &str) -> Vec<Token> {
    let mut lexer = Lexer::new(text);
    while lexer.next() {}
    lexer.tokens
}

/// The tokens of a text that begins within so many groups, each with its part of the text: a token with the blanks
/// and signs before it. What a `!` stands before counts as one with it.
pub(super) fn parts(text: &str, groups: usize) -> Vec<(Range<usize>, Token)> {
    let mut lexer = Lexer { depth: groups, ..Lexer::new(text) };
    let mut parts = Vec::new();
    let mut start = 0;
    while lexer.next() {
        parts.extend(lexer.tokens.pop().map(|token| (start..lexer.at, token)));
        start = lexer.at;
    }
    parts
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    tokens: Vec<Token>,
}

impl<'t> Lexer<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, depth: 0, tokens: Vec::new() }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next(&mut self) -> bool {
        let blank = self.rest().len() - self.rest().trim_start().len();
        self.at += blank;
        let bangs = self.rest().bytes().take_while(|b| *b == b'!').count();
        let after = self.rest().get(bangs..).unwrap_or_default();
        let Some(first) = after.chars().next().or(self.rest().chars().next()) else { return false };
        let stands_alone = |sign: &str| {
            let next = after.strip_prefix(sign).map(|rest| rest.chars().next());
            bangs == 0
                && next.is_some_and(|next| next.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')' | '"')))
        };
        if stands_alone("|") {
            self.at += 1;
            self.tokens.push(Token::Or);
        } else if first == '(' {
            self.nots(bangs);
            self.depth += 1;
            self.at += 1;
            self.tokens.push(Token::Open(self.at - 1..self.at));
        } else if first == ')' && bangs == 0 {
            self.depth = self.depth.saturating_sub(1);
            self.at += 1;
            self.tokens.push(Token::Close(self.at - 1..self.at));
        } else if let Some(head) = head_of_condition(after) {
            self.nots(bangs);
            self.condition(&head);
        } else {
            let word = self.chunk();
            self.tokens.push(Token::Word(word));
        }
        true
    }

    fn nots(&mut self, count: usize) {
        self.tokens.extend(std::iter::repeat_n(Token::Not, count));
        self.at += count;
    }

    fn condition(&mut self, head: &Head) {
        let start = self.at;
        let field = self.rest().get(..head.field).unwrap_or_default().to_ascii_lowercase();
        self.at += head.length;
        let value = self.chunk();
        self.tokens.push(Token::Condition(Condition {
            field,
            field_span: start..start + head.field,
            starred: head.starred,
            op: head.op,
            span: start..self.at,
            value,
        }));
    }

    /// Everything up to a space or the parenthesis that closes the group. Parentheses within a word
    /// (`swarm(classic)`) belong to it.
    fn chunk(&mut self) -> Chunk {
        let start = self.at;
        let mut marks: Vec<Mark> = Vec::new();
        let mut opened = 0_usize;
        while let Some(character) = self.rest().chars().next() {
            match character {
                ' ' | '\t' | '\n' => break,
                c if c.is_whitespace() => break,
                ')' if opened == 0 && self.depth > 0 => break,
                '"' if may_quote(&marks) => {
                    self.quoted(&mut marks);
                    continue;
                }
                '\\' if self.rest().starts_with("\\ ") => {
                    marks.push(Mark { character: ' ', how: How::Escaped, at: self.at });
                    self.at += 2;
                    continue;
                }
                '(' => opened += 1,
                ')' => opened = opened.saturating_sub(1),
                _ => {}
            }
            marks.push(Mark { character, how: How::Bare, at: self.at });
            self.at += character.len_utf8();
        }
        Chunk { marks, span: start..self.at }
    }

    fn quoted(&mut self, marks: &mut Vec<Mark>) {
        self.at += 1;
        let mut escaped = false;
        while let Some(character) = self.rest().chars().next() {
            let at = self.at;
            self.at += character.len_utf8();
            match character {
                '"' if !escaped => return,
                '\\' if !escaped && self.rest().starts_with(['"', '\\']) => escaped = true,
                _ => {
                    escaped = false;
                    marks.push(Mark { character, how: How::Quoted, at });
                }
            }
        }
    }
}

/// A quote opens where a value begins; within a word it is a character like any other (`19"`).
fn may_quote(marks: &[Mark]) -> bool {
    marks.last().is_none_or(|mark| mark.how == How::Bare && matches!(mark.character, '\'' | '^' | '!' | ',' | '.'))
}

struct Head {
    field: usize,
    starred: bool,
    op: Op,
    length: usize,
}

fn head_of_condition(text: &str) -> Option<Head> {
    let of_field = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    let field = text.bytes().position(|b| !of_field(b))?;
    let begins_well = text.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric());
    let rest = text.get(field..).filter(|_| field > 0 && begins_well)?;
    let unstarred = rest.strip_prefix('*');
    let starred = unstarred.is_some();
    let rest = unstarred.unwrap_or(rest);
    let (sign, op) = OPS.iter().find(|(sign, _)| rest.starts_with(sign))?;
    Some(Head { field, starred, op: *op, length: field + usize::from(starred) + sign.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        lex(text)
            .into_iter()
            .map(|token| match token {
                Token::Open(_) => "(".to_owned(),
                Token::Close(_) => ")".to_owned(),
                Token::Or => "|".to_owned(),
                Token::Not => "!".to_owned(),
                Token::Word(chunk) => format!("‹{}›", chunk.text()),
                Token::Condition(c) => {
                    let star = if c.starred { "*" } else { "" };
                    format!("{}{star}{}‹{}›", c.field, c.op.sign(), c.value.text())
                }
            })
            .collect()
    }

    #[test]
    fn words_conditions_and_groups_come_apart() {
        assert_eq!(words("kub !status:active"), ["‹kub›", "!", "status:‹active›"]);
        assert_eq!(words("(a | b) c"), ["(", "‹a›", "|", "‹b›", ")", "‹c›"]);
        assert_eq!(words("!(gpu:yes)"), ["!", "(", "gpu:‹yes›", ")"]);
        assert_eq!(words("on*:kubernetes max_nodes>=5"), ["on*:‹kubernetes›", "max_nodes>=‹5›"]);
        assert_eq!(words("!x !^y a$"), ["‹!x›", "‹!^y›", "‹a$›"]);
    }

    #[test]
    fn a_bar_and_a_parenthesis_within_a_word_belong_to_it() {
        assert_eq!(words("a|b"), ["‹a|b›"]);
        assert_eq!(words("(swarm(classic) b)"), ["(", "‹swarm(classic)›", "‹b›", ")"]);
        assert_eq!(words("standalone)"), ["‹standalone)›"]);
    }

    #[test]
    fn quotes_and_backslashes_keep_spaces() {
        assert_eq!(words(r#"vendor:"Docker, Inc." x"#), ["vendor:‹Docker, Inc.›", "‹x›"]);
        assert_eq!(words(r#""a \"b\"" 19""#), ["‹a \"b\"›", "‹19\"›"]);
        assert_eq!(words(r"google\ cloud"), ["‹google cloud›"]);
        assert_eq!(words("\"half typed"), ["‹half typed›"]);
    }

    #[test]
    fn a_list_and_a_range_come_apart_outside_quotes() {
        let lexed = lex(r#"x:a,"b,c",,d"#);
        let Some(Token::Condition(condition)) = lexed.first() else { panic!("{lexed:?}") };
        let items: Vec<String> = condition.value.items().iter().map(Chunk::text).collect();
        assert_eq!(items, ["a", "b,c", "d"]);
        let lexed = lex("x:3..5");
        let Some(Token::Condition(condition)) = lexed.first() else { panic!("{lexed:?}") };
        let (low, high) = condition.value.ends().expect("a range");
        assert_eq!((low.text(), low.span, high.text(), high.span), ("3".into(), 2..3, "5".into(), 5..6));
    }
}
