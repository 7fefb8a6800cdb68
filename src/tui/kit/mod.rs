//! Parts that screens are made of: arithmetic first, drawing after.

pub mod edit;
pub mod list;
pub mod paint;
