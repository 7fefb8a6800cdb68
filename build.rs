//! Reads the built-in catalog when the program is built, typed and checked as any other, and packs it, so
//! that a start reads no YAML and copies no text. What is wrong with the catalog is no reason not to build:
//! `landfall check` says it, and a test holds the catalog clean.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What the catalog needs of `base`; the rest is not the build script's business.
#[allow(dead_code, missing_docs)]
#[path = "src/base"]
mod base {
    pub mod address;
    pub mod date;
    pub mod diagnostic;
    pub mod slug;
    pub mod suggest;
    pub mod text;
    pub mod width;
}
#[allow(dead_code, unused_imports)]
#[path = "src/catalog/mod.rs"]
mod catalog;

use base::diagnostic::Place;
use base::text::SafeText;
use catalog::read::{self, SourceFile};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    for watched in ["build.rs", "catalog", "src/base", "src/catalog"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let texts = texts(&root)?;
    let files: Vec<SourceFile<'_>> =
        texts.iter().map(|(name, text)| SourceFile::parse(SafeText::line(name), text)).collect();
    let (header, entries) = files.split_first().ok_or("there is no catalog/catalog.yaml")?;
    let read = read::catalog(header, entries);
    for found in &read.diagnostics {
        let place = found.place.as_ref().map(|at| format!("{}:{}:{}: ", at.file, at.line, at.column));
        println!("cargo::warning={}{}", place.unwrap_or_default(), found.message);
    }
    // Decoded by `shell/builtin.rs`, in this order.
    let findings: Vec<(&str, &Option<Place>, &SafeText, &Option<SafeText>)> =
        read.diagnostics.iter().map(|found| (found.code, &found.place, &found.message, &found.hint)).collect();
    let packed = postcard::to_stdvec(&(files.len(), findings, &read.value))?;
    Ok(fs::write(PathBuf::from(env::var("OUT_DIR")?).join("catalog.postcard"), packed)?)
}

/// The header, then the entries by name, each with its path in the repository.
fn texts(root: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut names = vec!["catalog/catalog.yaml".to_owned()];
    let folder = root.join("catalog/entries");
    if folder.is_dir() {
        for file in fs::read_dir(folder)? {
            names.extend(file?.file_name().to_str().filter(|name| name.ends_with(".yaml")).map(entry_name));
        }
    }
    names.sort();
    let text = |name: String| Ok((name.clone(), fs::read_to_string(root.join(name))?));
    names.into_iter().map(text).collect()
}

fn entry_name(file: &str) -> String {
    format!("catalog/entries/{file}")
}
