//! The query language: one lexer, one parser, one evaluator for filter bar, command line and constraints.
//!
//! Words are searched in names letter by letter and elsewhere in one piece; fields ask for values. Every
//! answer is yes, no or unknown: an entry without a fact neither fits nor fails, and is counted apart.
//! Nothing here knows of screens; what is wrong with a query is a [`Flaw`] with its place.
//!
//! [`GRAMMAR`] lists the forms that a text may have, [`FIELDS`] the fields, and [`examples`] makes samples from
//! what a catalog holds. `!name:^x` is fzf's `!^x`.
//!
//! What is half typed finds what it found before: `status:` at the end, `(`, `a |` and a lone sign ask for
//! nothing, and a quote or parenthesis without its end goes to the end of the text.

mod complete;
mod eval;
mod examples;
mod fact;
mod field;
mod flaw;
mod fold;
mod grammar;
mod index;
mod label;
mod lex;
mod names;
mod parse;
mod rank;
mod relation;
mod rest;
mod search;
mod spread;
mod texts;
mod told;
mod truth;
mod want;
mod word;

use std::collections::BTreeSet;
use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

pub use complete::{Candidate, Completion, complete};
pub use examples::{Example, examples};
pub use field::{FIELDS, Field, names as field_names};
pub use flaw::Flaw;
pub use grammar::{Form, GRAMMAR};
pub use index::Index;
pub use lex::value_of;
pub use search::Search;
pub use spread::{Answer, can_be_spread, spread};
pub use truth::Truth;

use self::eval::{Place, Run};
use self::parse::Node;
use self::word::{Scope, Shape, Word};
use crate::base::date::Day;
use crate::catalog::{Catalog, EntryId};

/// A query that is sound for the catalog it was read for.
#[derive(Clone, Debug)]
pub struct Query {
    root: Node,
    words: Vec<Word>,
    /// The plain words one after the other, where there are several.
    phrase: Option<Word>,
}

/// What a query may look at.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    /// The entries.
    pub catalog: &'c Catalog,
    /// What searches of them have in common.
    pub index: &'c Index,
    /// The entries with a note, for `has:note`.
    pub noted: &'c BTreeSet<EntryId>,
    /// For `in:shortlist`.
    pub shortlist: &'c BTreeSet<EntryId>,
    /// For `stale:yes`.
    pub today: Day,
}

/// An entry that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it stands in [`Catalog::entries`].
    pub entry: usize,
    /// How well it fits; only for comparison with other hits of the same run.
    pub score: i64,
}

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best first, those that fit equally by name.
    pub hits: Vec<Hit>,
    /// Entries that a missing fact leaves undecided, by name.
    pub unknown: Vec<usize>,
}

impl Found {
    fn add(&mut self, entry: usize, judged: (Truth, i64)) {
        match judged {
            (Truth::Yes, score) => self.hits.push(Hit { entry, score }),
            (Truth::Unknown, _) => self.unknown.push(entry),
            (Truth::No, _) => {}
        }
    }

    /// This, and what was found behind it.
    #[must_use]
    pub fn followed_by(mut self, later: Self) -> Self {
        self.hits.extend(later.hits);
        self.unknown.extend(later.unknown);
        self
    }
}

/// Looks through some of the places of a search; nothing where the search does not go on.
pub type Look<'l> = dyn Fn(Range<usize>) -> Option<Found> + Sync + 'l;

/// So many entries are searched while nobody notices. A larger catalog is searched beside the screen, and nothing
/// in it is counted for the sake of a hint.
pub const AT_ONCE: usize = 10_000;

/// After so many entries a long search asks whether it goes on.
const BREATH: usize = 4_096;

/// For so many of the best hits it counts how their letters lie; scoring them all would cost more than
/// finding them.
const SCORED: usize = 256;

impl Query {
    /// Reads a query for a catalog.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the text.
    pub fn parse(text: &str, catalog: &Catalog) -> Result<Self, Vec<Flaw>> {
        let mut tree = parse::parse(text, catalog);
        if tree.flaws.is_empty() {
            return Ok(Self::new(tree.root, tree.words));
        }
        tree.flaws.sort_by_key(|flaw| flaw.span.start);
        Err(tree.flaws)
    }

    fn new(root: Node, words: Vec<Word>) -> Self {
        let phrase = phrase(&root, &words);
        Self { root, words, phrase }
    }

    /// What this one asks and the other, too.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        let both = [self.root, other.root.behind(self.words.len())].into_iter().flat_map(|root| match root {
            Node::And(nodes) => nodes,
            node => vec![node],
        });
        let root = Node::And(both.collect());
        self.words.extend(other.words);
        Self::new(root, self.words)
    }

    /// Reads a query that nobody is typing any more: a field without a value, as an empty variable of a script
    /// leaves it, is wrong there and does not find everything.
    ///
    /// # Errors
    /// As [`Query::parse`], and every field without a value.
    pub fn parse_whole(text: &str, catalog: &Catalog) -> Result<Self, Vec<Flaw>> {
        let open = lex::lex(text).into_iter().filter_map(|token| match token {
            lex::Token::Condition(condition) if condition.value.is_empty() => {
                let message = format!("`{}{}` has no value", condition.field, condition.op.sign());
                Some(Flaw::new(&condition.span, message).hint("write one, or leave the field out"))
            }
            _ => None,
        });
        let open: Vec<Flaw> = open.collect();
        if open.is_empty() { Self::parse(text, catalog) } else { Err(open) }
    }

    /// Whether it asks for nothing and so finds everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(&self.root, Node::And(all) if all.is_empty())
    }

    /// The entries that fit.
    #[must_use]
    pub fn run(&self, context: &Context<'_>) -> Found {
        self.run_while(context, None, || true).unwrap_or_default()
    }

    /// The entries that fit, looked for among some of them or among all; nothing where `goes_on`, asked now
    /// and then, said no before the end.
    pub fn run_while(
        &self,
        context: &Context<'_>,
        among: Option<&[usize]>,
        goes_on: impl Fn() -> bool + Sync,
    ) -> Option<Found> {
        self.run_by(context, among, goes_on, |look, all| look(all))
    }

    /// As [`Query::run_while`]; `look_by` has all the places looked through, in parts if it likes, and puts what was
    /// found there in their order.
    pub fn run_by(
        &self,
        context: &Context<'_>,
        among: Option<&[usize]>,
        goes_on: impl Fn() -> bool + Sync,
        look_by: impl FnOnce(&Look<'_>, Range<usize>) -> Option<Found>,
    ) -> Option<Found> {
        let run = Run::new(self, context, among.map(<[usize]>::len));
        let count = among.map_or(context.catalog.entries.len(), <[usize]>::len);
        let number = |place| among.map_or(Some(place), |among| among.get(place).copied());
        let look = |places: Range<usize>| {
            let mut found = Found::default();
            for (step, place) in places.enumerate() {
                if step.is_multiple_of(BREATH) && !goes_on() {
                    return None;
                }
                let at = number(place)
                    .and_then(|number| Some(Place { number, entry: context.catalog.entries.get(number)? }));
                at.into_iter().for_each(|at| found.add(at.number, run.judge(&self.root, at, None)));
            }
            Some(found)
        };
        let mut found = look_by(&look, 0..count)?;
        if !self.words.is_empty() {
            self.sort(&run, context, &mut found.hits);
        }
        Some(found)
    }

    /// Sorts by what was cheap to find out, then the best of them once more by all that counts.
    fn sort(&self, run: &Run<'_>, context: &Context<'_>, hits: &mut [Hit]) {
        let best_first = |hit: &Hit| (std::cmp::Reverse(hit.score), hit.entry);
        hits.sort_unstable_by_key(best_first);
        let matcher = SkimMatcherV2::default();
        let best = hits.get_mut(..SCORED.min(hits.len())).unwrap_or_default();
        for hit in best.iter_mut() {
            let Some(entry) = context.catalog.entries.get(hit.entry) else { continue };
            let at = Place { number: hit.entry, entry };
            hit.score = run.judge(&self.root, at, Some(&matcher)).1;
            hit.score += self.phrase.as_ref().map_or(0, |phrase| run.phrase(phrase, at));
        }
        best.sort_unstable_by_key(best_first);
    }

    /// Whether everything that `longer` finds was found by `shorter` already: a word of nothing but words has
    /// grown.
    #[must_use]
    pub fn narrows(shorter: &str, longer: &str) -> bool {
        let plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == ' ');
        let grows = longer.strip_prefix(shorter).is_some_and(|more| !more.is_empty());
        // After a space there is nothing yet that could grow; another word makes fewer hits, too.
        grows && !shorter.trim().is_empty() && plain(longer)
    }

    /// Which characters of a text to light: those that its words found there, by number from nought.
    #[must_use]
    pub fn lit(&self, text: &str) -> Vec<usize> {
        let mut wanted = Vec::new();
        collect_words(&self.root, &mut wanted);
        let words = wanted.into_iter().filter_map(|number| self.words.get(number));
        let lit: BTreeSet<usize> = words.flat_map(|word| lit_by(word, text)).collect();
        lit.into_iter().collect()
    }
}

/// The words that are wanted, not unwanted.
fn collect_words(node: &Node, words: &mut Vec<usize>) {
    match node {
        Node::Word(number) => words.push(*number),
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| collect_words(node, words)),
        Node::Test(_) | Node::Not(_) => {}
    }
}

fn lit_by(word: &Word, text: &str) -> Vec<usize> {
    let characters: Vec<(char, usize)> = word.form.characters(text).collect();
    let folded: String = characters.iter().map(|(character, _)| character).collect();
    if word.fit(&folded).is_none() {
        return Vec::new();
    }
    let length = word.text.chars().count();
    let one_piece = match word.shape {
        Shape::Bounded => {
            word.bounded_place(&folded).and_then(|place| folded.get(..place)).map(|before| before.chars().count())
        }
        Shape::Suffix => Some(characters.len().saturating_sub(length)),
        _ => word.best_place(&folded).and_then(|place| folded.get(..place)).map(|before| before.chars().count()),
    };
    let places: Vec<usize> = match one_piece {
        Some(start) => (start..start + length).collect(),
        None => SkimMatcherV2::default().fuzzy_indices(&folded, &word.text).map(|(_, at)| at).unwrap_or_default(),
    };
    places.into_iter().filter_map(|place| characters.get(place)).map(|(_, origin)| *origin).collect()
}

/// The query's bare words as one, if it has several: `cloud run` is better where the two stand together.
fn phrase(root: &Node, words: &[Word]) -> Option<Word> {
    let Node::And(nodes) = root else { return None };
    let bare = nodes.iter().filter_map(|node| match node {
        Node::Word(number) => words.get(*number).filter(|word| word.shape == Shape::Fuzzy),
        _ => None,
    });
    let texts: Vec<&str> = bare.map(|word| word.text.as_str()).collect();
    (texts.len() > 1).then(|| Word::new(&texts.join(" "), Shape::Exact, Scope::Names))
}
