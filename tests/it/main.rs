//! The one integration binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // all of this is tests

mod compare;
mod export;
mod fzf;
mod query;
mod sample;
