//! `landfall keys`: what may stand behind it. The answer is made by the screens, who own the table.

use super::format::{Format, one_of};

/// What may stand behind `keys`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// The form of the answer
    #[arg(long, default_value = "text", value_parser = one_of(&[Format::Text, Format::Json, Format::Markdown]))]
    pub format: Format,
}
