//! The decision: which entries are on the shortlist, in which order, with what verdict.

mod decision;
mod edit;
mod lines;
mod read;
mod shortlist;

pub use decision::{Decision, Shortlisted};
pub use edit::DecisionEdit;
