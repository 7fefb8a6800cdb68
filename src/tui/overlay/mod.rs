//! What lies over a screen for a while.

pub mod choose;
pub mod inspect;
pub mod note;
pub mod palette;
pub mod pick;
pub mod prompt;
pub mod view;
pub mod words;
