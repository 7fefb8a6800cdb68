//! Packs the built-in catalog as trees, scalars as written, so that the program scans no YAML when it
//! starts. What is wrong with the catalog is no reason not to build: `landfall check` says it, and a test
//! holds it clean.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[allow(dead_code, unused_imports)] // what only the program itself needs
#[path = "src/catalog/tree/mod.rs"]
mod tree;

use tree::PackedFile;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    for watched in ["build.rs", "catalog", "src/catalog/tree"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let texts = texts(&root)?;
    let files: Vec<PackedFile<'_>> =
        texts.iter().map(|(name, text)| PackedFile { name, tree: tree::parse(text) }).collect();
    for file in &files {
        for flaw in &file.tree.flaws {
            println!("cargo::warning={}:{}:{}: {}", file.name, flaw.mark.line, flaw.mark.column, flaw.fault);
        }
    }
    let packed = PathBuf::from(env::var("OUT_DIR")?).join("catalog.postcard");
    // Each file on its own, so that they can be unpacked beside each other.
    let each: Vec<Vec<u8>> = files.iter().map(postcard::to_stdvec).collect::<Result<_, _>>()?;
    fs::write(packed, postcard::to_stdvec(&each)?)?;
    Ok(())
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
