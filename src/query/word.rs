//! A word with fzf's signs, and how well it fits a text.

use memchr::memmem::Finder;

use super::fold::{Form, mask};
use super::lex::Chunk;

/// What a word asks of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Its letters, in order.
    Fuzzy,
    /// `'x`: the word in one piece.
    Exact,
    /// `'x'`: the word as a whole word.
    Bounded,
    /// `^x`: to begin with it.
    Prefix,
    /// `x$`: to end with it.
    Suffix,
    /// `^x$`: to be it.
    Whole,
}

/// Where a word is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// In the name and former names (`name:x`).
    Called,
    /// In those, short names and the id.
    Names,
    /// There, and in vendor, categories and summary.
    Everywhere,
}

/// How well a word fits a name, the best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Its letters are there, apart from each other.
    Scattered,
    /// It is there, within a word.
    Inside,
    /// A word begins with it.
    WordStart,
    /// The name begins with it.
    Start,
    /// It is the name.
    Whole,
}

/// A word to look for.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub shape: Shape,
    pub scope: Scope,
    pub form: Form,
    pub text: String,
    /// The letters that a text must have, in the plain form.
    pub mask: u64,
    finder: Finder<'static>,
}

impl Word {
    pub(super) fn new(text: &str, shape: Shape, scope: Scope) -> Self {
        let form = Form::of(text);
        let text = form.apply(text).into_owned();
        let finder = Finder::new(text.as_bytes()).into_owned();
        Self { shape, scope, form, mask: mask(&Form::PLAIN.apply(&text)), finder, text }
    }

    /// Whether the text holds the word in one piece; `text` is in the word's form.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.place_in(text).is_some()
    }

    /// Where the word stands in one piece, in bytes, from left to right.
    fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.finder.find_iter(text.as_bytes())
    }

    /// The first place where the word stands in one piece, or as a whole word if it asks for that; in bytes.
    pub(super) fn place_in(&self, text: &str) -> Option<usize> {
        if self.shape == Shape::Bounded { self.bounded_place(text) } else { self.finder.find(text.as_bytes()) }
    }

    /// How well the word fits a name that is in the word's form.
    pub(super) fn fit(&self, name: &str) -> Option<Fit> {
        match self.shape {
            Shape::Fuzzy => {
                self.fit_in_one_piece(name).or_else(|| self.is_scattered_in(name).then_some(Fit::Scattered))
            }
            Shape::Exact => self.fit_in_one_piece(name),
            Shape::Bounded => self.fit_at(name, self.bounded_place(name)),
            Shape::Prefix => self.fit_at(name, name.starts_with(&self.text).then_some(0)),
            Shape::Suffix => {
                self.fit_at(name, name.ends_with(&self.text).then(|| name.len().saturating_sub(self.text.len())))
            }
            Shape::Whole => (name == self.text).then_some(Fit::Whole),
        }
    }

    fn fit_in_one_piece(&self, name: &str) -> Option<Fit> {
        self.fit_at(name, self.best_place(name))
    }

    /// The first place at the start of a word, else the first place.
    pub(super) fn best_place(&self, name: &str) -> Option<usize> {
        let first = self.place_in(name)?;
        if begins_word(name, first) {
            return Some(first);
        }
        Some(self.places(name).find(|place| begins_word(name, *place)).unwrap_or(first))
    }

    /// The first place where the word is a whole word.
    pub(super) fn bounded_place(&self, name: &str) -> Option<usize> {
        let ends_word = |place: usize| {
            let after = name.get(place + self.text.len()..).and_then(|after| after.chars().next());
            after.is_none_or(|character| !character.is_alphanumeric())
        };
        self.places(name).find(|place| begins_word(name, *place) && ends_word(*place))
    }

    fn fit_at(&self, name: &str, place: Option<usize>) -> Option<Fit> {
        Some(match place? {
            0 if name.len() == self.text.len() => Fit::Whole,
            0 => Fit::Start,
            place if begins_word(name, place) => Fit::WordStart,
            _ => Fit::Inside,
        })
    }

    fn is_scattered_in(&self, name: &str) -> bool {
        if self.text.is_ascii() {
            let mut letters = name.bytes();
            return self.text.bytes().all(|wanted| letters.any(|letter| letter == wanted));
        }
        let mut letters = name.chars();
        self.text.chars().all(|wanted| letters.any(|letter| letter == wanted))
    }
}

fn begins_word(text: &str, place: usize) -> bool {
    let before = text.get(..place).and_then(|before| before.chars().next_back());
    before.is_none_or(|character| !character.is_alphanumeric())
}

/// Whether there is something between two single quotes.
fn is_between_marks(chunk: &Chunk) -> bool {
    let mut inner = chunk.clone();
    inner.strip_first('\'') && inner.strip_last('\'') && !inner.is_empty()
}

/// A word as it was typed: `None` where nothing is left of it but signs, and whether it is to be absent.
///
/// The order in which signs are taken off is fzf's, and so is what its odd combinations mean: `!x` wants
/// `x` absent in one piece, `!'x` its letters, and `'x$` is `'x`. A word in quotes has no signs within and
/// is looked for in one piece.
pub(super) fn read(mut chunk: Chunk, scope: Scope) -> (Option<Word>, bool) {
    let mut shape = if chunk.has_quotes() { Shape::Exact } else { Shape::Fuzzy };
    let absent = chunk.strip_first('!');
    if absent {
        shape = Shape::Exact;
    }
    if chunk.text() != "$" && chunk.strip_last('$') {
        shape = Shape::Suffix;
    }
    if is_between_marks(&chunk) {
        chunk.strip_first('\'');
        chunk.strip_last('\'');
        shape = Shape::Bounded;
    } else if chunk.strip_first('\'') {
        shape = if absent { Shape::Fuzzy } else { Shape::Exact };
    } else if chunk.strip_first('^') {
        shape = if shape == Shape::Suffix { Shape::Whole } else { Shape::Prefix };
    }
    let bound_to_names = matches!(shape, Shape::Prefix | Shape::Suffix | Shape::Whole);
    let scope = if bound_to_names && scope == Scope::Everywhere { Scope::Names } else { scope };
    let text = chunk.text();
    ((!text.is_empty()).then(|| Word::new(&text, shape, scope)), absent)
}

#[cfg(test)]
mod tests {
    use super::super::lex::{Token, lex};
    use super::*;

    fn typed(text: &str) -> (Option<(Shape, String)>, bool) {
        let Some(Token::Word(chunk)) = lex(text).into_iter().next() else { panic!("{text} is no word") };
        let (word, absent) = read(chunk, Scope::Everywhere);
        (word.map(|word| (word.shape, word.text)), absent)
    }

    #[test]
    fn signs_mean_what_they_mean_in_fzf() {
        let table = [
            ("x", Shape::Fuzzy, "x", false),
            ("'x", Shape::Exact, "x", false),
            ("^x", Shape::Prefix, "x", false),
            ("x$", Shape::Suffix, "x", false),
            ("^x$", Shape::Whole, "x", false),
            ("!x", Shape::Exact, "x", true),
            ("!'x", Shape::Fuzzy, "x", true),
            ("!^x", Shape::Prefix, "x", true),
            ("!x$", Shape::Suffix, "x", true),
            ("!^x$", Shape::Whole, "x", true),
            ("'x$", Shape::Exact, "x", false),
            ("'x'", Shape::Bounded, "x", false),
            ("!'x'", Shape::Bounded, "x", true),
            ("'x'$", Shape::Bounded, "x", false),
            ("''", Shape::Exact, "'", false),
            ("!!x", Shape::Exact, "!x", true),
            ("'^x", Shape::Exact, "^x", false),
            ("$", Shape::Fuzzy, "$", false),
            ("a!", Shape::Fuzzy, "a!", false),
            ("\"^x y$\"", Shape::Exact, "^x y$", false),
            ("^\"x y\"", Shape::Prefix, "x y", false),
        ];
        for (text, shape, rest, absent) in table {
            assert_eq!(typed(text), (Some((shape, rest.to_owned())), absent), "{text}");
        }
    }

    #[test]
    fn a_sign_alone_asks_for_nothing() {
        for text in ["'", "^", "!", "^$", "!'", "!^", "\"\""] {
            assert_eq!(typed(text).0, None, "{text}");
        }
    }

    #[test]
    fn fits_are_told_apart() {
        let fit = |word: &str, name: &str| Word::new(word, Shape::Fuzzy, Scope::Names).fit(name);
        assert_eq!(fit("gke", "gke"), Some(Fit::Whole));
        assert_eq!(fit("goo", "google cloud run"), Some(Fit::Start));
        assert_eq!(fit("run", "prune cloud run"), Some(Fit::WordStart));
        assert_eq!(fit("loud", "google cloud run"), Some(Fit::Inside));
        assert_eq!(fit("gcr", "google cloud run"), Some(Fit::Scattered));
        assert_eq!(fit("rcg", "google cloud run"), None);
    }

    #[test]
    fn a_whole_word_stands_between_what_is_no_letter() {
        let fit = |name: &str| Word::new("kube", Shape::Bounded, Scope::Names).fit(name);
        assert_eq!(fit("kube"), Some(Fit::Whole));
        assert_eq!(fit("kubernetes kube-router"), Some(Fit::WordStart));
        assert_eq!(fit("kubernetes"), None);
        assert_eq!(fit("minikube"), None);
    }

    #[test]
    fn a_scattered_word_of_other_letters_is_found_by_whole_letters() {
        let word = Word::new("日語", Shape::Fuzzy, Scope::Names);
        assert_eq!(word.fit("日本語"), Some(Fit::Scattered));
        assert_eq!(word.fit("日本"), None);
    }
}
