//! The decision: which entries are on the shortlist, in which order, with what verdict; and the
//! queries that led there.

mod decision;
mod edit;
mod lines;
mod queries;
mod read;
mod shortlist;

pub use decision::{Decision, Shortlisted};
pub use edit::DecisionEdit;
pub use queries::{QueryEdit, SavedQuery, saved};
