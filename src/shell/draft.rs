//! Unsaved text, kept where a crash cannot reach it: one draft for a workspace, readable by its writer alone.

use std::fs;
use std::path::{Path, PathBuf};

use crate::effect::Change;
use crate::shell::disk::{self, DiskError, Readers};
use crate::shell::paths::Paths;

/// Most bytes of a draft: a note's old and new text, with every character escaped.
const LIMIT: usize = 16 << 20;

/// What was kept.
#[derive(Debug, PartialEq, Eq)]
pub enum Draft {
    /// Nothing.
    None,
    /// A change that was not saved.
    Kept(Change),
    /// Something that this version cannot read. It has been put aside there.
    Odd(PathBuf),
}

/// Keeps a change, in the place of an older draft.
///
/// # Errors
/// It could not be written; the older draft is still there.
pub fn keep(workspace: &Path, paths: &Paths, change: &Change) -> Result<(), DiskError> {
    let path = paths.draft(workspace);
    disk::make_folder(&paths.state.join("drafts"))?;
    let text = serde_json::to_string(change).unwrap_or_default();
    disk::stage(&path, &text, Readers::Owner)?.commit()
}

/// What was kept, if anything.
///
/// # Errors
/// It could not be read.
pub fn load(workspace: &Path, paths: &Paths) -> Result<Draft, DiskError> {
    let path = paths.draft(workspace);
    let Some(text) = disk::read(&path, LIMIT)? else { return Ok(Draft::None) };
    if let Ok(change) = serde_json::from_str(&text) {
        return Ok(Draft::Kept(change));
    }
    let aside = path.with_extension("odd");
    disk::attempt("put aside", &path, || fs::rename(&path, &aside))?;
    Ok(Draft::Odd(aside))
}

/// Forgets the draft.
///
/// # Errors
/// It is still there.
pub fn drop(workspace: &Path, paths: &Paths) -> Result<(), DiskError> {
    disk::remove(&paths.draft(workspace))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::notes::{Author, NoteEdit};

    fn change(text: &str) -> Change {
        Change::Note {
            entry: "gke".parse().unwrap(),
            author: Author::new("Ann Example"),
            catalog: SafeText::line("Sample"),
            edit: NoteEdit::Set { on: "sla".parse().ok(), base: "a\r\n".to_owned(), text: text.to_owned() },
        }
    }

    #[test]
    fn a_draft_is_kept_until_it_is_dropped() {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::below(home.path());
        assert_eq!(load(home.path(), &paths).unwrap(), Draft::None);
        for text in ["first", "second \u{1b} \"quoted\"\n"] {
            keep(home.path(), &paths, &change(text)).unwrap();
            assert_eq!(load(home.path(), &paths).unwrap(), Draft::Kept(change(text)));
        }
        drop(home.path(), &paths).unwrap();
        drop(home.path(), &paths).unwrap();
        assert_eq!(load(home.path(), &paths).unwrap(), Draft::None);
    }

    #[cfg(unix)]
    #[test]
    fn only_its_writer_may_read_a_draft() {
        use std::os::unix::fs::PermissionsExt as _;
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::below(home.path());
        for _ in 0..2 {
            keep(home.path(), &paths, &change("x")).unwrap();
            let mode = fs::metadata(paths.draft(home.path())).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            fs::set_permissions(paths.draft(home.path()), fs::Permissions::from_mode(0o644)).unwrap();
        }
    }

    #[test]
    fn an_odd_draft_is_put_aside_not_lost() {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::below(home.path());
        keep(home.path(), &paths, &change("x")).unwrap();
        fs::write(paths.draft(home.path()), "{\"future\": 1}").unwrap();
        let Draft::Odd(aside) = load(home.path(), &paths).unwrap() else { panic!("read") };
        assert_eq!(fs::read_to_string(aside).unwrap(), "{\"future\": 1}");
        assert_eq!(load(home.path(), &paths).unwrap(), Draft::None);
    }
}
