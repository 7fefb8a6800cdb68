//! `landfall keys`: the command table as a document.

use std::fmt::Write as _;

use serde::Serialize;

use super::command::{self, Row, Scope};
use crate::base::width::{fit, width};
use crate::cli::Output;
use crate::cli::format::Format;
use crate::cli::keys::Args;

#[derive(Serialize)]
struct Manual {
    schema: u32,
    keys: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    screen: &'static str,
    keys: Vec<String>,
    name: &'static str,
    help: &'static str,
}

/// Every key of every screen.
#[must_use]
pub fn run(args: &Args) -> Output {
    Output::data(match args.format {
        Format::Json => json(),
        Format::Markdown => markdown(),
        Format::Text | Format::Csv => text(),
    })
}

fn text() -> String {
    let mut out = String::new();
    let widest = command::COMMANDS.iter().map(|row| width(&row.shown_keys())).max().unwrap_or(0);
    for (scope, word) in Scope::ALL {
        let _ = writeln!(out, "{}{word}", if out.is_empty() { "" } else { "\n" });
        for row in command::rows(scope) {
            let _ = writeln!(out, "  {}  {}  {}", fit(&row.shown_keys(), widest), fit(row.name, 15), row.help);
        }
    }
    out
}

fn markdown() -> String {
    let mut out = String::new();
    for (scope, word) in Scope::ALL {
        let _ = writeln!(
            out,
            "{}### {word}\n\n| key | command | what it does |\n|---|---|---|",
            if out.is_empty() { "" } else { "\n" }
        );
        for row in command::rows(scope) {
            let keys: Vec<String> = shown(row).iter().map(|key| format!("`{key}`")).collect();
            let _ = writeln!(out, "| {} | {} | {} |", keys.join(" "), row.name, row.help);
        }
    }
    out
}

fn json() -> String {
    let entries = Scope::ALL.into_iter().flat_map(|(scope, screen)| {
        command::rows(scope).map(move |row| Entry { screen, keys: shown(row), name: row.name, help: row.help })
    });
    let manual = Manual { schema: 1, keys: entries.collect() };
    let mut text = serde_json::to_string_pretty(&manual).unwrap_or_default();
    text.push('\n');
    text
}

fn shown(row: &Row) -> Vec<String> {
    row.shown_keys().split(' ').map(str::to_owned).collect()
}
