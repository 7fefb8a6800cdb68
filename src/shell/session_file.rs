//! What the reader chose last time, kept in the state folder: one file for a workspace.

use std::path::Path;

use crate::session::Session;
use crate::shell::disk::{self, DiskError, Readers};
use crate::shell::paths::Paths;

/// Most bytes of a session.
const LIMIT: usize = 1 << 20;

/// Keeps a session in the place of the one before.
///
/// # Errors
/// It could not be written.
pub fn keep(workspace: &Path, paths: &Paths, session: &Session) -> Result<(), DiskError> {
    let path = paths.session(workspace);
    path.parent().map_or(Ok(()), disk::make_folder)?;
    let text = serde_yaml::to_string(session).unwrap_or_default();
    disk::stage(&path, &text, Readers::Owner)?.commit()
}

/// The session before. One that is not there, or that this version cannot read, is none: it holds nothing
/// that the reader would miss.
#[must_use]
pub fn load(workspace: &Path, paths: &Paths) -> Session {
    let text = disk::read(&paths.session(workspace), LIMIT).ok().flatten();
    text.and_then(|text| serde_yaml::from_str(&text).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_found_again_and_a_broken_one_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let (paths, workspace) = (Paths::below(folder.path()), folder.path().join("w"));
        let session = Session { history: vec!["!status:retired".to_owned()], dim: true, ..Session::default() };
        keep(&workspace, &paths, &session).unwrap();
        assert_eq!(load(&workspace, &paths), session);
        std::fs::write(paths.session(&workspace), "history: {").unwrap();
        assert_eq!(load(&workspace, &paths), Session::default());
    }
}
