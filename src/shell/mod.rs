//! Everything that touches the world: files, folders, processes, the terminal.

pub mod author;
pub mod disk;
pub mod draft;
pub mod lock;
pub mod paths;
pub mod save;
pub mod workspace;
