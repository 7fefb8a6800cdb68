//! Texts that many items share, each stored once.

use foldhash::{HashMap, HashMapExt};

use super::value::Readings;
use crate::base::text::SafeText;

/// A text of a [`Pool`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct TextId(u32);

impl TextId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Texts by number, and their numbers by text. Landscapes repeat themselves: one address stands with every
/// product of a maker.
#[derive(Debug, Default)]
pub(super) struct Pool {
    texts: Vec<SafeText>,
    readings: Vec<Readings>,
    numbers: HashMap<SafeText, TextId>,
}

impl Pool {
    /// A text of one line.
    pub(super) fn line(&mut self, raw: &str) -> TextId {
        let raw = raw.trim();
        // What is stored is safe, and a text that is equal to it is so, too.
        match self.numbers.get(raw).filter(|_| !raw.contains('\n')) {
            Some(number) => *number,
            None => self.add(raw, SafeText::line(raw)),
        }
    }

    /// A text of several lines.
    pub(super) fn block(&mut self, raw: &str) -> TextId {
        let raw = raw.trim();
        match self.numbers.get(raw) {
            Some(number) => *number,
            None => self.add(raw, SafeText::block(raw)),
        }
    }

    /// Adds a text that was looked for as `raw` and not found.
    fn add(&mut self, raw: &str, text: SafeText) -> TextId {
        if let Some(number) = self.numbers.get(&text).filter(|_| text.as_str() != raw) {
            return *number;
        }
        let readings = Readings::of(&text);
        self.push(text, readings)
    }

    fn push(&mut self, text: SafeText, readings: Readings) -> TextId {
        let number = TextId(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.readings.push(readings);
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        number
    }

    /// Takes in the texts of another pool; gives their new numbers, in the order of their old ones.
    pub(super) fn extend(&mut self, other: Self) -> Vec<TextId> {
        let texts = other.texts.into_iter().zip(other.readings);
        texts
            .map(|(text, readings)| self.numbers.get(&text).copied().unwrap_or_else(|| self.push(text, readings)))
            .collect()
    }

    /// The text of that number.
    pub(super) fn get(&self, number: TextId) -> SafeText {
        self.texts.get(number.index()).cloned().unwrap_or_default()
    }

    /// The text of that number, borrowed.
    pub(super) fn str(&self, number: TextId) -> &str {
        self.texts.get(number.index()).map_or("", SafeText::as_str)
    }

    /// What the text of that number can be read as.
    pub(super) fn readings(&self, number: TextId) -> Readings {
        self.readings.get(number.index()).copied().unwrap_or_default()
    }

    /// Once nothing is added any more, the numbers are known and need not be found.
    pub(super) fn close(&mut self) {
        self.numbers = HashMap::new();
        self.texts.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_are_one() {
        let mut pool = Pool::default();
        let first = pool.line("a");
        assert_eq!(pool.line(" a\n"), first);
        assert_eq!(pool.block("a"), first);
        assert_ne!(pool.line("b"), first);
        assert_eq!(pool.str(first), "a");
    }

    #[test]
    fn a_line_is_one_line_though_a_block_like_it_is_there() {
        let mut pool = Pool::default();
        let block = pool.block("a\nb");
        let line = pool.line("a\nb");
        assert_eq!((pool.str(block), pool.str(line)), ("a\nb", "a b"));
    }

    #[test]
    fn what_drives_a_terminal_is_shown() {
        let mut pool = Pool::default();
        let text = pool.line("\u{1b}[2J");
        assert_eq!(pool.str(text), "␛[2J");
        assert_eq!(pool.line("\u{1b}[2J"), text);
    }
}
