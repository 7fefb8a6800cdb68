//! Keys as the program knows them, free of any terminal library.

use std::fmt;
use std::str::FromStr;

/// What was pressed, apart from modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character, with shift already in it.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab, without shift.
    Tab,
    /// Shift and tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// The keys with names of their own, as they are written in the command table and in scripts.
const NAMED: [(&str, Code); 16] = [
    ("space", Code::Char(' ')),
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("backtab", Code::BackTab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("pageup", Code::PageUp),
    ("pagedown", Code::PageDown),
    ("f1", Code::F(1)),
];

/// A key with its modifiers. Shift counts only where the character does not show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// What was pressed.
    pub code: Code,
    /// With control.
    pub ctrl: bool,
    /// With alt.
    pub alt: bool,
    /// With shift, for keys that are no characters.
    pub shift: bool,
}

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// The character that the key types, if it types one.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(character) if !self.ctrl && !self.alt => Some(character),
            _ => None,
        }
    }
}

/// A text that names no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyError;

impl FromStr for Key {
    type Err = KeyError;

    /// `j`, `G`, `enter`, `ctrl-d`, `shift-left`, `alt-backspace`.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut key = Self::plain(Code::Esc);
        let mut rest = text;
        for (prefix, modifier) in [("ctrl-", 0), ("alt-", 1), ("shift-", 2)] {
            if let Some(after) = rest.strip_prefix(prefix).filter(|after| !after.is_empty()) {
                rest = after;
                match modifier {
                    0 => key.ctrl = true,
                    1 => key.alt = true,
                    _ => key.shift = true,
                }
            }
        }
        key.code = code_of(rest).ok_or(KeyError)?;
        Ok(key)
    }
}

fn code_of(text: &str) -> Option<Code> {
    if let Some((_, code)) = NAMED.iter().find(|(name, _)| *name == text) {
        return Some(*code);
    }
    let mut characters = text.chars();
    let first = characters.next()?;
    characters.next().is_none().then_some(Code::Char(first))
}

/// As help shows it: `^D`, `space`, `J`, `shift-left`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.alt {
            f.write_str("alt-")?;
        }
        if self.shift {
            f.write_str("shift-")?;
        }
        match (self.ctrl, NAMED.iter().find(|(_, code)| *code == self.code), self.code) {
            (true, None, Code::Char(character)) => write!(f, "^{}", character.to_ascii_uppercase()),
            (ctrl, Some((name, _)), _) => write!(f, "{}{name}", if ctrl { "ctrl-" } else { "" }),
            (_, None, Code::Char(character)) => write!(f, "{character}"),
            (_, None, Code::F(number)) => write!(f, "F{number}"),
            (_, None, _) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_shown() {
        for (text, shown) in [
            ("j", "j"),
            ("G", "G"),
            ("space", "space"),
            ("ctrl-d", "^D"),
            ("shift-left", "shift-left"),
            ("alt-backspace", "alt-backspace"),
            ("-", "-"),
            ("ctrl-home", "ctrl-home"),
        ] {
            assert_eq!(text.parse::<Key>().expect(text).to_string(), shown);
        }
        assert!("hyper-x".parse::<Key>().is_err());
        assert!("".parse::<Key>().is_err());
    }
}
