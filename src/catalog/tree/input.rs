//! The text as the YAML parser takes it, with a bound on how far it may run ahead.
//!
//! The parser cannot know whether a bracket opens a key before it has seen the bracket's end, and holds
//! everything between in memory: a file of 64 MB in one bracket would take many gigabytes before the first
//! event arrives.

use std::cell::Cell;
use std::rc::Rc;

use saphyr_parser::input::SkipTabs;
use saphyr_parser::{Input, StrInput};

/// Characters from one event to the next: as long as one text, or one bracket, may be.
pub(super) const AHEAD: usize = 1_000_000;

/// How far the parser may still go until the next event; shared with whoever takes the events.
#[derive(Clone, Default)]
pub(super) struct Bound {
    taken: Rc<Cell<usize>>,
}

impl Bound {
    /// An event has arrived.
    pub(super) fn renew(&self) {
        if !self.is_passed() {
            self.taken.set(0);
        }
    }

    /// Whether the parser went too far, so that its text was ended there.
    pub(super) fn is_passed(&self) -> bool {
        self.taken.get() > AHEAD
    }
}

/// A text that ends where the bound is passed. White space and comments are not counted: nothing is kept of
/// them.
pub(super) struct BoundedInput<'a> {
    text: StrInput<'a>,
    bound: Bound,
}

impl<'a> BoundedInput<'a> {
    pub(super) fn new(text: &'a str, bound: Bound) -> Self {
        Self { text: StrInput::new(text), bound }
    }

    fn count(&mut self, characters: usize) {
        self.bound.taken.set(self.bound.taken.get().saturating_add(characters));
        if self.bound.is_passed() {
            self.text = StrInput::new("");
        }
    }
}

impl Input for BoundedInput<'_> {
    #[inline]
    fn lookahead(&mut self, count: usize) {
        self.text.lookahead(count);
    }

    #[inline]
    fn buflen(&self) -> usize {
        self.text.buflen()
    }

    #[inline]
    fn bufmaxlen(&self) -> usize {
        self.text.bufmaxlen()
    }

    #[inline]
    fn raw_read_ch(&mut self) -> char {
        self.count(1);
        self.text.raw_read_ch()
    }

    #[inline]
    fn raw_read_non_breakz_ch(&mut self) -> Option<char> {
        self.count(1);
        self.text.raw_read_non_breakz_ch()
    }

    #[inline]
    fn skip(&mut self) {
        self.count(1);
        self.text.skip();
    }

    #[inline]
    fn skip_n(&mut self, count: usize) {
        self.count(count);
        self.text.skip_n(count);
    }

    #[inline]
    fn peek(&self) -> char {
        self.text.peek()
    }

    #[inline]
    fn peek_nth(&self, n: usize) -> char {
        self.text.peek_nth(n)
    }

    #[inline]
    fn peek_opt(&self) -> Option<char> {
        self.text.peek_opt()
    }

    #[inline]
    fn look_ch(&mut self) -> char {
        self.text.look_ch()
    }

    #[inline]
    fn next_char_is(&self, c: char) -> bool {
        self.text.next_char_is(c)
    }

    #[inline]
    fn next_can_be_plain_scalar(&self, in_flow: bool) -> bool {
        self.text.next_can_be_plain_scalar(in_flow)
    }

    #[inline]
    fn skip_ws_to_eol(&mut self, skip_tabs: SkipTabs) -> (usize, Result<SkipTabs, &'static str>) {
        self.text.skip_ws_to_eol(skip_tabs)
    }

    #[inline]
    fn skip_while_non_breakz(&mut self) -> usize {
        self.text.skip_while_non_breakz()
    }

    #[inline]
    fn skip_while_blank(&mut self) -> usize {
        self.text.skip_while_blank()
    }

    fn fetch_while_is_alpha(&mut self, out: &mut String) -> usize {
        let taken = self.text.fetch_while_is_alpha(out);
        self.count(taken);
        taken
    }

    fn fetch_while_is_yaml_non_space(&mut self, out: &mut String) -> usize {
        let taken = self.text.fetch_while_is_yaml_non_space(out);
        self.count(taken);
        taken
    }
}
