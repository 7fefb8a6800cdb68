//! "Did you mean": the nearest of some known words.

use std::fmt;

use super::text::SafeText;

/// A word that means nothing where it stands, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What may be meant, or what is known.
    pub hint: String,
}

impl Unknown {
    /// A word that should have named one of the known things, such as a `column`.
    #[must_use]
    pub fn new<'a>(what: &str, word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Self {
        Self { message: format!("there is no {what} `{}`", SafeText::line(word)), hint: hint(word, known) }
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.hint)
    }
}

impl std::error::Error for Unknown {}

/// The known word that a reader most likely meant by `typed`, if one is near enough.
///
/// Near enough is one slip for short words and one in three letters for longer ones; a known word that
/// begins with what was typed (three letters or more) counts as near, too.
#[must_use]
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Nobody means a known word by so long a text, and comparing it would take its time.
    const LONGEST: usize = 200;
    let typed = Some(typed).filter(|typed| typed.len() <= LONGEST)?.to_lowercase();
    known
        .into_iter()
        .filter_map(|word| distance(&typed, &word.to_lowercase()).map(|far| (far, word)))
        .min_by_key(|(far, word)| (*far, word.len()))
        .map(|(_, word)| word)
}

fn distance(typed: &str, word: &str) -> Option<usize> {
    let letters = typed.chars().count();
    if letters >= 3 && word.starts_with(typed) {
        return Some(1);
    }
    let far = strsim::damerau_levenshtein(typed, word);
    (far <= (letters / 3).max(1) && far < letters).then_some(far)
}

/// ` (did you mean "…"?)` material: the hint sentence for a wrong word, or the list of what is known.
#[must_use]
pub fn hint<'a>(typed: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    if let Some(word) = nearest(typed, known.clone()) {
        return format!("did you mean `{word}`?");
    }
    let all: Vec<&str> = known.into_iter().collect();
    match all.len() {
        0 => "nothing is known here".to_owned(),
        1..=14 => format!("known are: {}", all.join(", ")),
        more => format!("known are {more}, among them: {} …", all.get(..10).unwrap_or(&all).join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word() {
        let known = ["shelf_life", "status", "started"];
        assert_eq!(nearest("shelf_live", known), Some("shelf_life"));
        assert_eq!(nearest("statsu", known), Some("status"));
        assert_eq!(nearest("zebra", known), None);
    }

    #[test]
    fn a_beginning_finds_its_word() {
        assert_eq!(nearest("kuber", ["kubernetes", "kontena"]), Some("kubernetes"));
    }

    #[test]
    fn an_unknown_word_is_named_with_the_way_out() {
        let unknown = Unknown::new("column", "vendro", ["vendor", "status"]);
        assert_eq!(unknown.to_string(), "there is no column `vendro`; did you mean `vendor`?");
        assert_eq!(Unknown::new("column", "x\u{1b}", ["a"]).message, "there is no column `x␛`");
    }

    #[test]
    fn a_text_without_end_is_no_slip() {
        let known = vec!["x".repeat(200); 100];
        assert_eq!(nearest(&"x".repeat(1_000_000), known.iter().map(String::as_str)), None);
        assert_eq!(nearest(&"x".repeat(199), known.iter().map(String::as_str)), Some(known[0].as_str()));
    }

    #[test]
    fn a_single_letter_is_no_slip_of_another() {
        assert_eq!(nearest("x", ["y"]), None);
    }
}
