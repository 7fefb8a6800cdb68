//! Text as it is searched: without accents, and in lower case.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How text is made alike before it is searched. A typed word decides: capitals in it count, and so do
/// accents; what it does not have is not asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub capitals: bool,
    pub accents: bool,
}

impl Form {
    /// For words without capitals and accents.
    pub(super) const PLAIN: Self = Self { capitals: false, accents: false };

    /// The form that a typed word asks for.
    pub(super) fn of(word: &str) -> Self {
        let lower: String = word.chars().map(lower).collect();
        let composed: String = lower.nfc().collect();
        Self { capitals: lower != word, accents: Self::PLAIN.apply(&lower) != composed }
    }

    /// The text in this form.
    pub(super) fn apply(self, text: &str) -> Cow<'_, str> {
        if text.is_ascii() && (self.capitals || !text.bytes().any(|b| b.is_ascii_uppercase())) {
            return Cow::Borrowed(text);
        }
        if text.is_ascii() {
            return Cow::Owned(text.to_ascii_lowercase());
        }
        Cow::Owned(self.characters(text).map(|(character, _)| character).collect())
    }

    /// The characters of the text in this form, each with the number of the character it came from.
    pub(super) fn characters(self, text: &str) -> impl Iterator<Item = (char, usize)> + '_ {
        let clusters = Clusters { rest: text, count: 0 };
        clusters.flat_map(move |(cluster, first)| {
            let folded: Vec<char> = if self.accents {
                cluster.nfc().collect()
            } else {
                cluster.nfkd().filter(|c| !is_combining_mark(*c)).map(without_stroke).collect()
            };
            folded.into_iter().map(move |c| (if self.capitals { c } else { lower(c) }, first))
        })
    }
}

/// A character with the marks that stand on it, and the number of its first character.
struct Clusters<'t> {
    rest: &'t str,
    count: usize,
}

impl<'t> Iterator for Clusters<'t> {
    type Item = (&'t str, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let mut characters = self.rest.char_indices();
        characters.next()?;
        let end = characters.find(|(_, c)| !is_combining_mark(*c)).map_or(self.rest.len(), |(at, _)| at);
        let (cluster, rest) = self.rest.split_at_checked(end)?;
        let first = self.count;
        self.count += cluster.chars().count();
        self.rest = rest;
        Some((cluster, first))
    }
}

/// One character for one, so that places in both twins are the same.
fn lower(character: char) -> char {
    character.to_lowercase().next().unwrap_or(character)
}

/// Letters whose stroke is no mark of its own in Unicode.
fn without_stroke(character: char) -> char {
    match character {
        'Ø' => 'O',
        'ø' => 'o',
        'Ł' => 'L',
        'ł' => 'l',
        'Đ' => 'D',
        'đ' => 'd',
        'Ħ' => 'H',
        'ħ' => 'h',
        'ı' => 'i',
        other => other,
    }
}

/// One bit for each letter and digit and some for all the rest: a text that lacks a bit of a word cannot
/// hold the word's letters.
pub(super) fn mask(text: &str) -> u64 {
    text.chars().fold(0, |mask, character| {
        mask | match character {
            'a'..='z' => 1 << (character as u32 - 'a' as u32),
            '0'..='9' => 1 << (character as u32 - '0' as u32 + 26),
            other => 1 << (36 + other as u32 % 28),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_word_asks_for_neither_capitals_nor_accents() {
        assert_eq!(Form::of("kube"), Form::PLAIN);
        assert_eq!(Form::of("Kube"), Form { capitals: true, accents: false });
        assert_eq!(Form::of("élé"), Form { capitals: false, accents: true });
    }

    #[test]
    fn folding_takes_accents_and_capitals_away() {
        assert_eq!(Form::PLAIN.apply("Éléphant Straße Łódź"), "elephant straße lodz");
        assert_eq!(Form::PLAIN.apply("e\u{301}T"), "et");
        assert_eq!(Form { capitals: true, accents: false }.apply("Éa"), "Ea");
        assert_eq!(Form { capitals: false, accents: true }.apply("E\u{301}a"), "éa");
    }

    #[test]
    fn folded_characters_know_where_they_came_from() {
        let places: Vec<(char, usize)> = Form::PLAIN.characters("e\u{301}ﬁx").collect();
        assert_eq!(places, [('e', 0), ('f', 2), ('i', 2), ('x', 3)]);
    }
}
