//! The world: terminal, files, paths, signals, the embedded catalog. Nothing here thinks.

pub mod author;
pub mod builtin;
pub mod cache;
mod canvas;
pub mod catalog_files;
pub mod disk;
pub mod draft;
mod explore;
mod input;
mod keeper;
mod keys;
pub mod landscape_files;
mod lock;
pub mod paths;
mod perform;
pub mod save;
mod screen_loop;
mod session_file;
mod signals;
mod start;
mod terminal;
pub mod workspace;

pub use start::main;
