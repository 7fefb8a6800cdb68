//! From pieces to a tree. `|` binds tighter than a space, `!` tighter than both.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use super::field::{self, Test};
use super::flaw::Flaw;
use super::lex::{Condition, Op, Token, lex};
use super::word::{self, Scope, Shape, Word};
use crate::catalog::Catalog;

/// A query as a tree.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// By its number among the query's words.
    Word(usize),
    Test(Test),
    Not(Box<Node>),
    And(Vec<Node>),
    Or(Vec<Node>),
}

impl Node {
    /// The same where the words before it are so many more.
    pub(super) fn behind(self, words: usize) -> Self {
        let all = |nodes: Vec<Self>| nodes.into_iter().map(|node| node.behind(words)).collect();
        match self {
            Self::Word(number) => Self::Word(number + words),
            Self::Test(test) => Self::Test(test),
            Self::Not(node) => Self::Not(Box::new(node.behind(words))),
            Self::And(nodes) => Self::And(all(nodes)),
            Self::Or(nodes) => Self::Or(all(nodes)),
        }
    }
}

/// Deeper groups are refused, so that no text can exhaust the stack.
const DEEPEST: usize = 64;

/// What a text was read as.
pub(super) struct Tree {
    pub root: Node,
    pub words: Vec<Word>,
    pub flaws: Vec<Flaw>,
}

/// The tree of the text, and what is wrong with it.
pub(super) fn parse(text: &str, catalog: &Catalog) -> Tree {
    let tokens = lex(text).into_iter().peekable();
    let mut parser = Parser { tokens, end: text.len(), catalog, words: Vec::new(), flaws: Vec::new() };
    let mut all = parser.sequence(0);
    while let Some(token) = parser.tokens.next() {
        if let Token::Close(span) = token {
            parser
                .flaws
                .push(Flaw::new(&span, "this parenthesis closes nothing").hint("to look for it, quote it: \")\""));
        }
        all.extend(parser.sequence(0));
    }
    Tree { root: Node::And(all), words: parser.words, flaws: parser.flaws }
}

struct Parser<'c> {
    tokens: Peekable<IntoIter<Token>>,
    end: usize,
    catalog: &'c Catalog,
    words: Vec<Word>,
    flaws: Vec<Flaw>,
}

impl Parser<'_> {
    fn sequence(&mut self, depth: usize) -> Vec<Node> {
        let mut all = Vec::new();
        while !matches!(self.tokens.peek(), None | Some(Token::Close(_))) {
            all.extend(self.alternatives(depth));
        }
        all
    }

    /// What stands on either side of a bar; a bar with nothing on one side is half typed.
    fn alternatives(&mut self, depth: usize) -> Option<Node> {
        let mut any = Vec::new();
        loop {
            while self.tokens.next_if_eq(&Token::Or).is_some() {}
            any.extend(self.term(depth));
            if self.tokens.peek() != Some(&Token::Or) {
                break;
            }
        }
        match any.len() {
            0 | 1 => any.pop(),
            _ => Some(Node::Or(any)),
        }
    }

    /// A word, a condition or a group; nothing where it asks for nothing.
    fn term(&mut self, depth: usize) -> Option<Node> {
        let mut nots = 0;
        while self.tokens.next_if_eq(&Token::Not).is_some() {
            nots += 1;
        }
        if matches!(self.tokens.peek(), Some(Token::Close(_))) {
            return None;
        }
        match self.tokens.next()? {
            Token::Word(chunk) => self.word(word::read(chunk, Scope::Everywhere)),
            Token::Condition(condition) if condition.field == field::NAME => self.name(condition, nots),
            Token::Condition(condition) => self.condition(&condition).map(|node| negate(node, nots % 2 == 1)),
            Token::Open(span) => self.group(&span, depth).map(|node| negate(node, nots % 2 == 1)),
            Token::Close(_) | Token::Or | Token::Not => None,
        }
    }

    fn group(&mut self, span: &Range<usize>, depth: usize) -> Option<Node> {
        if depth >= DEEPEST {
            self.flaws.push(Flaw::new(span, format!("more than {DEEPEST} groups within each other")));
            while self.tokens.next().is_some() {}
            return None;
        }
        let mut all = self.sequence(depth + 1);
        self.tokens.next();
        match all.len() {
            0 | 1 => all.pop(),
            _ => Some(Node::And(all)),
        }
    }

    fn condition(&mut self, condition: &Condition) -> Option<Node> {
        if condition.value.items().is_empty() && self.is_half_typed(condition) {
            return None;
        }
        match field::read(condition, self.catalog) {
            Ok(test) => Some(negate(Node::Test(test), condition.op == Op::NotEqual)),
            Err(flaw) => {
                self.flaws.push(flaw);
                None
            }
        }
    }

    /// A condition without a value finds everything while it is being typed; before other text it is wrong.
    fn is_half_typed(&mut self, condition: &Condition) -> bool {
        if condition.span.end < self.end {
            let written = format!("{}{}", condition.field, condition.op.sign());
            self.flaws.push(
                Flaw::new(&condition.span, format!("no value stands after `{written}`"))
                    .hint(format!("write it without a space: `{written}value`")),
            );
        }
        true
    }

    fn word(&mut self, (word, absent): (Option<Word>, bool)) -> Option<Node> {
        let number = self.words.len();
        self.words.push(word?);
        Some(negate(Node::Word(number), absent))
    }

    /// `name:` before a word leaves it its signs, and a `!` before `name:` is one of them.
    fn name(&mut self, condition: Condition, nots: usize) -> Option<Node> {
        match condition.op {
            Op::Is => self.word(word::read(condition.value.with_signs_before('!', nots), Scope::Called)),
            Op::Equal | Op::NotEqual => {
                let text = condition.value.text();
                let whole = (!text.is_empty()).then(|| Word::new(&text, Shape::Whole, Scope::Called));
                let absent = (nots % 2 == 1) != (condition.op == Op::NotEqual);
                self.word((whole, absent))
            }
            _ => {
                let sign = condition.op.sign();
                self.flaws.push(
                    Flaw::new(&condition.field_span, format!("`name` has no order for `{sign}`"))
                        .hint("write `name:word` or `name=\"the whole name\"`"),
                );
                None
            }
        }
    }
}

fn negate(node: Node, yes: bool) -> Node {
    if yes { Node::Not(Box::new(node)) } else { node }
}
