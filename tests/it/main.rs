//! The one integration binary.
mod corpus;
mod reading;
