//! x

pub mod builtin;
pub mod catalog_files;
