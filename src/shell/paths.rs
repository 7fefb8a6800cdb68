//! Where files belong on this system.
//!
//! `LANDFALL_HOME`, where it is set, holds all of them: `config/`, `data/` and `state/` in that folder.

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::base::slug::{fingerprint, slug};
use crate::base::text::SafeText;

/// The program's folders; none of them need exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// What the reader sets.
    pub config: PathBuf,
    /// What the reader writes, where no workspace is named or found.
    pub data: PathBuf,
    /// What the program remembers: locks, drafts, sessions, caches.
    pub state: PathBuf,
}

/// The system does not say where a person's files belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Homeless;

impl fmt::Display for Homeless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no home folder is known; set HOME, or LANDFALL_HOME to a folder for landfall's own files")
    }
}

impl std::error::Error for Homeless {}

impl Paths {
    /// The folders for whoever runs the program.
    ///
    /// # Errors
    /// No home folder is known.
    pub fn find() -> Result<Self, Homeless> {
        if let Some(home) = env::var_os("LANDFALL_HOME").filter(|home| !home.is_empty()) {
            return Ok(Self::below(&std::path::absolute(home).map_err(|_| Homeless)?));
        }
        let folders = ProjectDirs::from("", "", "landfall").ok_or(Homeless)?;
        Ok(Self {
            config: folders.config_dir().to_owned(),
            data: folders.data_dir().to_owned(),
            state: folders.state_dir().unwrap_or(folders.data_local_dir()).to_owned(),
        })
    }

    /// All in one folder.
    #[must_use]
    pub fn below(home: &Path) -> Self {
        Self { config: home.join("config"), data: home.join("data"), state: home.join("state") }
    }

    /// The settings.
    #[must_use]
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.yaml")
    }

    /// The workspace for a catalog, where none is named or found.
    #[must_use]
    pub fn workspace(&self, catalog: &SafeText) -> PathBuf {
        let name = match slug(catalog) {
            none if none.is_empty() => "catalog".to_owned(),
            slug => slug,
        };
        self.data.join("workspaces").join(name)
    }

    /// The lock of a workspace.
    #[must_use]
    pub fn lock(&self, workspace: &Path) -> PathBuf {
        self.state.join("locks").join(key(workspace))
    }

    /// What was chosen last time in a workspace.
    #[must_use]
    pub fn session(&self, workspace: &Path) -> PathBuf {
        self.state.join("sessions").join(format!("{}.yaml", key(workspace)))
    }

    /// The folder of the caches.
    #[must_use]
    pub fn caches(&self) -> PathBuf {
        self.state.join("caches")
    }

    /// The draft of a workspace.
    #[must_use]
    pub fn draft(&self, workspace: &Path) -> PathBuf {
        self.state.join("drafts").join(format!("{}.json", key(workspace)))
    }
}

/// A name for a workspace, the same however it is reached, and the same before and after it is made.
fn key(workspace: &Path) -> String {
    let path = std::path::absolute(workspace).unwrap_or_else(|_| workspace.to_owned());
    format!("{:016x}", fingerprint(without_links(&path).as_os_str().as_encoded_bytes()))
}

fn without_links(path: &Path) -> PathBuf {
    match (path.canonicalize(), path.parent(), path.file_name()) {
        (Ok(path), ..) => path,
        (Err(_), Some(above), Some(name)) => without_links(above).join(name),
        (Err(_), ..) => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalog_without_letters_has_a_workspace_of_its_own_folder() {
        let paths = Paths::below(Path::new("/x"));
        let name = |title: &str| paths.workspace(&SafeText::line(title)).to_string_lossy().into_owned();
        assert_eq!(name("Container platforms"), "/x/data/workspaces/container-platforms");
        assert_eq!(name("../.."), "/x/data/workspaces/catalog");
    }

    #[test]
    fn a_workspace_has_one_lock_however_it_is_reached() {
        let folder = tempfile::tempdir().unwrap();
        let (paths, inner) = (Paths::below(folder.path()), folder.path().join("inner"));
        let before = paths.lock(&inner);
        std::fs::create_dir(&inner).unwrap();
        assert_eq!(paths.lock(&inner), before);
        assert_eq!(paths.lock(&inner), paths.lock(&inner.join("..").join("inner")));
        assert_ne!(paths.lock(&inner), paths.lock(folder.path()));
    }
}
