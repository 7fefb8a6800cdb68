//! Settings, as data. A missing file is a file with every default.

use serde::{Deserialize, Serialize};

/// What the reader may set in `config.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Under which name notes are kept; else git's `user.name`, else the login.
    pub author: Option<String>,
    /// Signs from ASCII alone, for terminals and fonts that show others badly.
    pub ascii: bool,
    /// Name of the theme; else the default for what the terminal announces.
    pub theme: Option<String>,
    /// Whether wheel and clicks are taken; text is then selected with shift held.
    pub mouse: bool,
}
