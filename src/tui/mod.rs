//! The screens.
//!
//! `update` changes a [`model::Model`] by a message and says what is to be done in the world; `view`
//! draws it and changes nothing. Each screen is one slice: its state, its commands, its view together.

mod answer;
pub mod command;
pub mod key;
pub mod kit;
pub mod layout;
pub mod manual;
pub mod model;
pub mod overlay;
pub mod page;
pub mod pointer;
pub mod route;
pub mod screen;
pub mod sign;
pub mod span;
pub mod surface;
pub mod theme;
pub mod update;
pub mod view;

pub use update::{Msg, update};
pub use view::{view, waiting};
