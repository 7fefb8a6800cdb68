//! Text that cannot drive a terminal.
//!
//! Whatever comes from outside (catalog, notes, file names) becomes a [`SafeText`] once, at the border
//! where it is read; screens, the command line and exports are given nothing else. Dangerous characters
//! are revealed, not dropped, so that a reader sees that something was there.

use std::borrow::{Borrow, Cow};
use std::fmt::{self, Write as _};
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;
use unicode_width::UnicodeWidthChar;

use super::width::pieces;

/// Text without control characters, without invisible direction changes, without hidden characters.
///
/// Short text lies in the value itself, long text is shared, and text of the built-in catalog stays where it
/// is in the program.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeText(SmolStr);

impl SafeText {
    /// One line: line breaks and tabs become spaces.
    #[must_use]
    pub fn line(raw: &str) -> Self {
        Self(reveal(raw, Breaks::ToSpaces).into())
    }

    /// Several lines: `\n` stays, `\r\n` becomes `\n`, tabs become four spaces.
    #[must_use]
    pub fn block(raw: &str) -> Self {
        Self(reveal(raw, Breaks::Keep).into())
    }

    /// Text from a file that is not ours, for fields that serde reads.
    ///
    /// # Errors
    /// It is no text.
    pub fn from_outside<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|raw| Self::block(&raw))
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for SafeText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&SafeText> for SmolStr {
    fn from(text: &SafeText) -> Self {
        text.0.clone()
    }
}

/// Equal, ordered and hashed as its text is, so that a map of texts can be asked for a `&str`.
impl Borrow<str> for SafeText {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for SafeText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Serialize for SafeText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Only text that the build script packed into the program: it was made safe when it was packed. Whatever
/// else is read goes through [`SafeText::from_outside`].
impl<'de> Deserialize<'de> for SafeText
where
    'de: 'static,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&'static str>::deserialize(deserializer).map(|text| Self(SmolStr::new_static(text)))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    Keep,
    ToSpaces,
}

/// At most this many combining marks stand on one character; more are a way to paint over other lines.
const MARKS: usize = 8;

fn reveal(raw: &str, breaks: Breaks) -> Cow<'_, str> {
    let harmless = |b: u8| (0x20..0x7f).contains(&b) || (b == b'\n' && breaks == Breaks::Keep);
    if raw.bytes().all(harmless) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len() + 16);
    for piece in pieces(raw) {
        match piece.is_plain {
            true => out.push_str(piece.text),
            false => reveal_cluster(piece.text, breaks, &mut out),
        }
    }
    Cow::Owned(out)
}

/// A grapheme cluster; joiners and variation selectors are kept only where the cluster is an emoji.
fn reveal_cluster(cluster: &str, breaks: Breaks, out: &mut String) {
    if matches!(cluster, "\r\n" | "\n") {
        out.push(if breaks == Breaks::Keep { '\n' } else { ' ' });
        return;
    }
    let emoji = cluster.chars().next().is_some_and(is_pictographic);
    let mut marks = 0;
    for (index, character) in cluster.chars().enumerate() {
        let joins = emoji && index > 0 && matches!(character, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}');
        if joins {
            out.push(character);
        } else if let Some(picture) = picture(character, breaks) {
            out.push_str(picture.encode_utf8(&mut [0; 4]));
        } else if is_hidden(character) {
            let _ = write!(out, "<U+{:04X}>", character as u32);
        } else if index > 0 && character.width() == Some(0) {
            marks += 1;
            if marks <= MARKS {
                out.push(character);
            }
        } else if character == '\t' {
            out.push_str(if breaks == Breaks::Keep { "    " } else { " " });
        } else {
            out.push(character);
        }
    }
    if marks > MARKS {
        let _ = write!(out, "<+{} marks>", marks - MARKS);
    }
}

/// C0 controls and DEL have pictures of their own.
fn picture(character: char, breaks: Breaks) -> Option<char> {
    match character {
        '\t' => None,
        '\r' if breaks == Breaks::ToSpaces => Some(' '),
        '\0'..='\u{1f}' => char::from_u32(0x2400 + character as u32),
        '\u{7f}' => Some('\u{2421}'),
        _ => None,
    }
}

/// Characters that are invisible, or change what stands around them.
fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{80}'..='\u{9f}'              // C1 controls
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'        // zero width, direction marks
        | '\u{2028}'..='\u{202e}'        // line separators, bidi embeddings
        | '\u{2060}'..='\u{206f}'        // invisible operators, bidi isolates
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fe00}'..='\u{fe0f}'        // variation selectors outside an emoji
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}') // tags, further variation selectors
}

/// Characters that may head an emoji cluster.
fn is_pictographic(character: char) -> bool {
    matches!(character,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}'
        | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{2460}'..='\u{24ff}'
        | '\u{25a0}'..='\u{27bf}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}'
        | '#' | '*' | '0'..='9')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(raw: &str) -> String {
        SafeText::line(raw).as_str().to_owned()
    }

    #[test]
    fn controls_become_pictures() {
        assert_eq!(line("a\u{1b}[31mb\u{7}"), "a␛[31mb␇");
        assert_eq!(line("\u{7f}"), "␡");
        assert_eq!(line("a\u{9b}31m"), "a<U+009B>31m");
    }

    #[test]
    fn direction_changes_and_hidden_characters_are_named() {
        assert_eq!(line("a\u{202e}b"), "a<U+202E>b");
        assert_eq!(line("a\u{200b}b"), "a<U+200B>b");
        assert_eq!(line("a\u{e0041}b"), "a<U+E0041>b");
        assert_eq!(line("a\u{200d}b"), "a<U+200D>b");
    }

    #[test]
    fn an_emoji_keeps_its_joiners() {
        assert_eq!(line("👩\u{200d}💻"), "👩\u{200d}💻");
        assert_eq!(line("❤\u{fe0f}"), "❤\u{fe0f}");
    }

    #[test]
    fn marks_are_held_to_eight() {
        let zalgo = format!("e{}", "\u{301}".repeat(20));
        assert_eq!(line(&zalgo), format!("e{}<+12 marks>", "\u{301}".repeat(8)));
    }

    #[test]
    fn a_line_has_no_breaks_and_a_block_keeps_them() {
        assert_eq!(line("a\r\nb\nc\td\re"), "a b c d e");
        assert_eq!(SafeText::block("a\r\nb\tc\r").as_str(), "a\nb    c␍");
    }

    #[test]
    fn plain_text_of_any_script_is_untouched() {
        for text in ["Éléphant", "日本語", "Ελλάδα", "עברית", "ก็", "a — b …"] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn what_is_safe_stays_as_it_is() {
        let once = line("x\u{1b}\u{202e}\u{301}\u{feff}");
        assert_eq!(line(&once), once);
    }
}
