//! One folder a screen: its state, its commands, its view.

pub mod browse;
pub mod compare;
pub mod shortlist;
