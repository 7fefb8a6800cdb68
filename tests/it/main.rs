//! The one integration binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // all of this is tests

mod architecture;
mod arrange;
mod cache;
mod commands;
mod compare;
mod complete;
mod corpus;
mod counts;
mod export;
mod fzf;
mod landscape;
mod notes;
mod query;
mod reading;
mod sample;
mod saving;
mod schema;
mod screens;
mod scripts;
mod stage;
mod terminal;
