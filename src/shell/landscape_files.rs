//! Where the file of a landscape lies, and what lies beside it.

use std::path::{Path, PathBuf};

use crate::base::diagnostic::Diagnostic;
use crate::catalog::landscape::{Beside, Surroundings};
use crate::shell::catalog_files::{HEADER, read_text};

/// The files that make a folder a landscape, the usual one first.
const LANDSCAPES: [&str; 4] = ["landscape.yml", "landscape.yaml", "data.yml", "data.yaml"];
const GUIDES: [&str; 2] = ["guide.yml", "guide.yaml"];
const SETTINGS: [&str; 2] = ["settings.yml", "settings.yaml"];
/// How a landscape is called of which nothing is known.
const TITLE: &str = "Landscape";

/// What lies beside a landscape, and what of it could not be read.
#[derive(Debug, Default)]
pub(super) struct Around {
    pub(super) surroundings: Surroundings,
    pub(super) unread: Vec<Diagnostic>,
}

/// The landscape of a folder.
pub(super) fn in_folder(folder: &Path) -> Option<PathBuf> {
    first(folder, &LANDSCAPES)
}

/// Everything that opening a landscape looks for, whether it is there or not: the file, or what may be the file
/// in a folder, and what may lie beside it.
pub(super) fn looked_for(path: &Path) -> Vec<PathBuf> {
    let is_folder = path.is_dir();
    let folder = if is_folder { path } else { path.parent().unwrap_or(path) };
    let files = [HEADER].into_iter().chain(LANDSCAPES).filter(|_| is_folder);
    let names = files.chain(GUIDES).chain(SETTINGS).map(|name| folder.join(name));
    names.chain([path.to_owned()].into_iter().filter(|_| !is_folder)).collect()
}

/// A landscape that lies nowhere.
pub(super) fn around_nothing() -> Around {
    let surroundings = Surroundings { title: TITLE.to_owned(), ..Surroundings::default() };
    Around { surroundings, unread: Vec::new() }
}

/// What lies beside the file of a landscape.
pub(super) fn around(file: &Path) -> Around {
    let mut unread = Vec::new();
    let folder = file.parent().unwrap_or(file);
    let mut read = |names: &[&str]| -> Option<Beside> {
        let found = first(folder, names).filter(|found| found != file)?;
        read_text(&found).map_err(|found| unread.push(found)).ok()
    };
    let (guide, settings) = (read(&GUIDES), read(&SETTINGS));
    Around { surroundings: Surroundings { title: title(file), guide, settings }, unread }
}

fn first(folder: &Path, names: &[&str]) -> Option<PathBuf> {
    names.iter().map(|name| folder.join(name)).find(|path| path.exists())
}

/// The name of the file where it tells something, else that of its folder.
fn title(file: &Path) -> String {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if !LANDSCAPES.contains(&name) {
        return file.file_stem().map_or_else(|| TITLE.to_owned(), |stem| stem.to_string_lossy().into_owned());
    }
    let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let folder = file.parent().and_then(Path::file_name);
    folder.map_or_else(|| TITLE.to_owned(), |folder| folder.to_string_lossy().into_owned())
}
