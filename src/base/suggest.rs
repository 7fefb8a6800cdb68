//! "Did you mean": the nearest of some known words.

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
