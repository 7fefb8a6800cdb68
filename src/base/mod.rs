//! What could be in a standard library: nothing here knows of catalogs, screens or files.

pub mod address;
pub mod date;
pub mod diagnostic;
pub mod merge;
pub mod slug;
pub mod suggest;
pub mod text;
pub mod width;
