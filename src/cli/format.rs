//! The forms in which a command answers.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Aligned columns and paragraphs, for reading in a terminal.
    Text,
    /// For programs; stable.
    Json,
    /// For spreadsheets.
    Csv,
    /// For documents; GitHub Markdown.
    Markdown,
}

impl Format {
    /// Every form with its word on the command line.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Text, "text"), (Self::Json, "json"), (Self::Csv, "csv"), (Self::Markdown, "markdown")];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(format, _)| *format == self).map_or("", |(_, word)| word)
    }
}

/// Reads `--format` where a command knows only some of them; help and completions name just those.
#[must_use]
pub fn one_of(formats: &[Format]) -> impl TypedValueParser<Value = Format> + use<> {
    let words: Vec<&'static str> = formats.iter().map(|format| format.word()).collect();
    PossibleValuesParser::new(words).try_map(|typed| {
        Format::ALL.iter().find(|(_, word)| *word == typed).map(|(format, _)| *format).ok_or("unknown")
    })
}
