//! How parts of text look: from a palette file to styles.

use std::str::FromStr;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use super::span::Role;

/// What the terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// None at all: `NO_COLOR`, or a terminal without.
    None,
    /// The terminal's own sixteen.
    #[default]
    Sixteen,
    /// Any.
    True,
}

/// A palette as a theme file writes it: a colour name, `#rrggbb`, or nothing for the terminal's own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Palette {
    title: Option<String>,
    heading: Option<String>,
    dim: Option<String>,
    accent: Option<String>,
    good: Option<String>,
    fair: Option<String>,
    bad: Option<String>,
    gone: Option<String>,
    note: Option<String>,
}

/// The themes that come with the program.
const THEMES: [(&str, &str); 2] = [
    ("terminal", include_str!("../../assets/themes/terminal.yaml")),
    ("calm", include_str!("../../assets/themes/calm.yaml")),
];

/// A palette made ready: a style for every part.
#[derive(Clone, Debug)]
pub struct Theme {
    title: Style,
    heading: Style,
    dim: Style,
    accent: Style,
    good: Style,
    fair: Style,
    bad: Style,
    gone: Style,
    note: Style,
    /// Signs and frames from ASCII alone.
    pub ascii: bool,
}

impl Theme {
    /// The names of the themes that come with the program.
    pub fn names() -> impl Iterator<Item = &'static str> {
        THEMES.iter().map(|(name, _)| *name)
    }

    /// The theme of that name, or the one that suits the terminal; without colours where it has none.
    #[must_use]
    pub fn new(name: Option<&str>, colours: Colours, ascii: bool) -> Self {
        let suited = if colours == Colours::True { "calm" } else { "terminal" };
        let wanted = name.unwrap_or(suited);
        let text = THEMES.iter().find(|(known, _)| *known == wanted).or(THEMES.first()).map_or("", |(_, text)| *text);
        match serde_yaml::from_str::<Palette>(text) {
            Ok(palette) if colours != Colours::None => Self::coloured(&palette, ascii),
            _ => Self::plain(ascii),
        }
    }

    fn coloured(palette: &Palette, ascii: bool) -> Self {
        let style = |name: &Option<String>| {
            let colour = name.as_deref().and_then(|name| Color::from_str(name).ok());
            Style { fg: colour, ..Style::new() }
        };
        Self {
            title: style(&palette.title).add_modifier(Modifier::BOLD),
            heading: style(&palette.heading).add_modifier(Modifier::BOLD),
            dim: style(&palette.dim),
            accent: style(&palette.accent),
            good: style(&palette.good),
            fair: style(&palette.fair),
            bad: style(&palette.bad),
            gone: style(&palette.gone),
            note: style(&palette.note),
            ascii,
        }
    }

    /// Without colours: weight and slant alone.
    fn plain(ascii: bool) -> Self {
        let (normal, bold) = (Style::new(), Style::new().add_modifier(Modifier::BOLD));
        let dim = Style::new().add_modifier(Modifier::DIM);
        Self {
            title: bold,
            heading: bold,
            dim,
            accent: bold,
            good: normal,
            fair: normal,
            bad: normal,
            gone: dim,
            note: normal,
            ascii,
        }
    }

    /// How a part looks.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        match role {
            Role::Text => Style::new(),
            Role::Title => self.title,
            Role::Heading => self.heading,
            Role::Label | Role::Dim => self.dim,
            Role::Accent => self.accent,
            Role::Key => self.accent.add_modifier(Modifier::BOLD),
            Role::Lit => self.accent.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Role::Good => self.good,
            Role::Fair => self.fair,
            Role::Bad => self.bad,
            Role::Gone => self.gone,
            Role::Link => self.accent,
            Role::Note => self.note,
        }
    }

    /// The line under the cursor where the keys go.
    #[must_use]
    pub fn cursor(&self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The line under the cursor where the keys do not go.
    #[must_use]
    pub fn resting_cursor(&self) -> Style {
        self.accent.add_modifier(Modifier::BOLD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_theme_is_sound() {
        for (name, text) in THEMES {
            let palette: Palette = serde_yaml::from_str(text).expect(name);
            let colours = [
                palette.title,
                palette.heading,
                palette.dim,
                palette.accent,
                palette.good,
                palette.fair,
                palette.bad,
                palette.gone,
                palette.note,
            ];
            for colour in colours.into_iter().flatten() {
                assert!(Color::from_str(&colour).is_ok(), "{name}: {colour}");
            }
        }
    }

    #[test]
    fn without_colours_nothing_is_coloured_and_the_cursor_shows() {
        let theme = Theme::new(None, Colours::None, false);
        for role in [Role::Accent, Role::Good, Role::Bad, Role::Dim, Role::Link] {
            assert_eq!(theme.style(role).fg, None);
        }
        assert!(theme.cursor().add_modifier.contains(Modifier::REVERSED));
    }
}
