//! Entries side by side: the matrix that screen, command line and export all show.
//!
//! A [`Matrix`] is data of its own and borrows nothing, so that a screen can keep it. It knows no screen: no
//! widths, no scrolling, no folded groups.

mod against;
mod matrix;

pub use against::{Against, Standing};
pub use matrix::{Cell, Head, Matrix, Row};
