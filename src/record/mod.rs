//! The report: what was chosen among, why, and who says so, for readers without the tool.
//!
//! Made from the facts and never typed again. One file a format; a golden rule for all of them: the same
//! input gives the same bytes, and no text of a catalog or note can become anything but text.

pub mod csv;
pub mod json;
pub mod markdown;
mod report;

pub use report::{References, Report};

use crate::world::World;

/// A form that a report can take.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its word on the command line.
    pub name: &'static str,
    /// Writes the whole document.
    pub write: fn(&Report<'_>) -> String,
}

/// Every form, the default first.
pub const FORMATS: [Format; 3] = [
    Format { name: "markdown", write: markdown::write },
    Format { name: "json", write: json::report },
    Format { name: "csv", write: csv::write },
];

/// The shortlist as Markdown.
#[must_use]
pub fn shortlist_markdown(world: &World) -> String {
    markdown::write(&Report::of_shortlist(world))
}
