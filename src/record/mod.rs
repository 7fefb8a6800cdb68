//! What is written down for others: the report, and the forms it takes.
//!
//! [`Report`] is data, gathered from the world once; a [`Format`] writes it. Every text in it comes from
//! outside and is escaped by the format that writes it, so that a document can hold no markup but ours.

mod csv;
pub mod due;
pub mod escape;
pub mod json;
pub mod markdown;
mod quote;
mod report;
pub mod schema;
pub mod stats;

pub use quote::quote;
pub use report::{FactLine, NoteLine, RelationLine, Report, Section, Source};

use crate::world::World;

/// A form that a report takes.
pub struct Format {
    /// Its word on the command line.
    pub name: &'static str,
    /// What its files end in.
    pub extension: &'static str,
    /// Writes the report; the same report gives the same bytes.
    pub write: fn(&Report<'_>) -> String,
}

/// Every form; the first is the usual one.
pub const FORMATS: [Format; 3] = [
    Format { name: "markdown", extension: "md", write: markdown::write },
    Format { name: "json", extension: "json", write: json::write },
    Format { name: "csv", extension: "csv", write: csv::write },
];

impl Format {
    /// The form of that word.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }
}

/// The report on the shortlist as Markdown.
#[must_use]
pub fn shortlist_markdown(world: &World) -> String {
    markdown::write(&Report::on_shortlist(world))
}
