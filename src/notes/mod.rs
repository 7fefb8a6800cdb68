//! What the reader writes down: on an entry, and on a single fact.
//!
//! One plain Markdown file per entry and author. Front matter names entry and catalog; a heading
//! `## @criterion-id` opens the part that speaks of that criterion.

mod author;
mod book;
mod edit;
mod layout;
mod note;
mod splice;

pub use author::Author;
pub use book::Book;
pub use edit::NoteEdit;
pub use note::Note;
