//! A YAML file as lines that a person wrote: patched line by line, everything else stays as it is.

use crate::catalog::tree::Pair;

/// A line without its line end, and the line end it has; a new line takes the file's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its text.
    pub text: String,
    end: Option<&'static str>,
}

impl Line {
    /// A line of ours.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), end: None }
    }

    /// How many spaces it begins with.
    #[must_use]
    pub fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Whether it says nothing to a machine.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        let text = self.text.trim_start();
        text.is_empty() || text.starts_with('#')
    }
}

/// The lines of a file, and what it has besides.
#[derive(Clone, Debug)]
pub struct Lines {
    /// The lines, from the first.
    pub lines: Vec<Line>,
    mark: &'static str,
    end: &'static str,
    last_end: bool,
}

impl Lines {
    /// The lines of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mark = if text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
        let text = text.trim_start_matches('\u{feff}');
        let line = |line: &str| match (line.strip_suffix("\r\n"), line.strip_suffix('\n')) {
            (Some(text), _) => Line { text: text.to_owned(), end: Some("\r\n") },
            (None, Some(text)) => Line { text: text.to_owned(), end: Some("\n") },
            (None, None) => Line::new(line),
        };
        let lines: Vec<Line> = text.split_inclusive('\n').map(line).collect();
        let end = lines.first().and_then(|line| line.end).unwrap_or("\n");
        let last_end = lines.last().is_none_or(|line| line.end.is_some());
        Self { lines, mark, end, last_end }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = self.mark.to_owned();
        for (index, line) in self.lines.iter().enumerate() {
            text.push_str(&line.text);
            if self.last_end || index + 1 < self.lines.len() {
                text.push_str(line.end.unwrap_or(self.end));
            }
        }
        text
    }
}

/// A text in double quotes, as YAML reads it in any place.
#[must_use]
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// `key: "text"`.
#[must_use]
pub fn keyed(key: &str, text: &str) -> String {
    format!("{key}: {}", quoted(text))
}

/// How many of the lines after a key belong to its value, which is a scalar. `lines` begins with the key's.
fn continuation(lines: &[Line], column: usize, value: &str) -> usize {
    let is_block = value.starts_with(['|', '>']);
    let mut count = 0;
    for (index, line) in lines.iter().enumerate().skip(1) {
        let blank = line.text.trim().is_empty();
        let inside = line.indent() > column && (is_block || !line.is_silent());
        if inside {
            count = index;
        } else if !blank {
            break;
        }
    }
    count
}

/// Writes another value behind a key, in one line; comments behind the old one stay. `first` is the number
/// of the first of `lines` in the file, from nought. Nothing is done where the file is not as the tree says.
#[must_use]
pub fn set_value(lines: &mut Vec<Line>, first: usize, pair: &Pair<'_>, value: &str) -> Option<()> {
    let (place, before, rest) = split_at_key(lines, first, pair)?;
    let after_key = rest.get(rest.find(':')? + 1..)?.trim_start();
    let last = place + continuation(lines.get(place..)?, before.chars().count(), after_key);
    let is_block = after_key.starts_with(['|', '>']);
    let commented = lines.get(place..=if is_block { place } else { last })?;
    let comments: String = comments(commented).into_iter().collect();
    let text = format!("{before}{}{comments}", keyed(&pair.key, value));
    let end = lines.get(place)?.end;
    lines.splice(place..=last, [Line { text, end }]);
    Some(())
}

/// Takes a key with its value away. One that shares its line with a dash stays, without a value.
#[must_use]
pub fn remove_key(lines: &mut Vec<Line>, first: usize, pair: &Pair<'_>) -> Option<()> {
    set_value(lines, first, pair, "")?;
    let (place, before, _) = split_at_key(lines, first, pair)?;
    if before.trim().is_empty() {
        lines.remove(place);
    }
    Some(())
}

/// Where the key's line is, and the line's text before and from the key on.
#[must_use]
pub fn split_at_key(lines: &[Line], first: usize, pair: &Pair<'_>) -> Option<(usize, String, String)> {
    let place = (pair.mark.line as usize).checked_sub(first + 1)?;
    let line = &lines.get(place)?.text;
    let column = (pair.mark.column as usize).checked_sub(1)?;
    Some((place, line.chars().take(column).collect(), line.chars().skip(column).collect()))
}

/// The comments in lines that are not a block of text, each with the space before it.
#[must_use]
pub fn comments(lines: &[Line]) -> Vec<String> {
    let mut quote = None;
    lines.iter().filter_map(|line| comment(&line.text, &mut quote)).map(str::to_owned).collect()
}

/// The comment of a line. `quote` is the quotation mark that is open before it, and after it.
fn comment<'t>(line: &'t str, quote: &mut Option<char>) -> Option<&'t str> {
    let (mut before, mut word_before) = (' ', ':');
    let mut skip = false;
    for (place, character) in line.char_indices() {
        match (*quote, character) {
            _ if skip => skip = false,
            (Some('"'), '\\') => skip = true,
            (Some(open), close) if open == close => *quote = None,
            (Some(_), _) => {}
            // A quotation mark within a word, or between words, is a letter like any other; two of them
            // within single quotes are one.
            (None, '"' | '\'') if ":-[{,".contains(word_before) => *quote = Some(character),
            (None, '\'') if before == '\'' => *quote = Some(character),
            (None, '#') if before.is_whitespace() => {
                let start = line.get(..place)?.trim_end().len();
                return line.get(start..);
            }
            (None, _) => {}
        }
        before = character;
        word_before = if character.is_whitespace() { word_before } else { character };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::tree::{self, Content};

    fn with(text: &str, change: impl Fn(&mut Vec<Line>, &Pair<'_>) -> Option<()>) -> String {
        let tree = tree::parse(text);
        let Content::Map(pairs) = &tree.root.content else { panic!("a map") };
        let mut lines = Lines::of(text);
        change(&mut lines.lines, &pairs[0]).unwrap();
        lines.text()
    }

    fn set(text: &str) -> String {
        with(text, |lines, pair| set_value(lines, 0, pair, "new"))
    }

    #[test]
    fn a_value_is_replaced_and_its_comment_stays() {
        assert_eq!(set("a: old   # why\nb: 1"), "a: \"new\"   # why\nb: 1");
        assert_eq!(set("a: \"old # no comment\" # why\r\n"), "a: \"new\" # why\r\n");
        assert_eq!(set("a: it's#one 'x # y\n"), "a: \"new\" # y\n");
        assert_eq!(set("a: 'it''s # no comment'\n"), "a: \"new\"\n");
        assert_eq!(set("a:\n"), "a: \"new\"\n");
    }

    #[test]
    fn a_value_of_many_lines_becomes_one() {
        assert_eq!(set("a: >- # why\n  # old\n\n  more\n\n# end\nb: 1\n"), "a: \"new\" # why\n\n# end\nb: 1\n");
        assert_eq!(set("a: one\n  two\n\n  three # why\nb: 1\n"), "a: \"new\" # why\nb: 1\n");
        assert_eq!(set("a:\n  old\n  # below\nb: 1\n"), "a: \"new\"\n  # below\nb: 1\n");
    }

    #[test]
    fn a_key_goes_with_its_value() {
        let removed = |text: &str| with(text, |lines, pair| remove_key(lines, 0, pair));
        assert_eq!(removed("a: |\n  x\n# c\nb: 1\n"), "# c\nb: 1\n");
    }

    #[test]
    fn lines_are_the_text_they_were() {
        for text in ["", "a", "a\n", "\u{feff}a\r\nb\nc", "\n\n", "a\r\n\r\n"] {
            assert_eq!(Lines::of(text).text(), text);
        }
    }
}
