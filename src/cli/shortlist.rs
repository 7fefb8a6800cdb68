//! `landfall shortlist`: add, remove, move, list.

use std::fmt::Write as _;

use clap::Subcommand;
use serde_json::json;

use super::format::{Format, one_of};
use super::{Failure, Output, Status, note, resolve};
use crate::base::suggest;
use crate::catalog::EntryId;
use crate::decide::DecisionEdit;
use crate::effect::{Change, Effect};
use crate::record::{escape, json};
use crate::world::World;

/// What may stand behind `shortlist`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// What to do; without it the shortlist is shown
    #[command(subcommand)]
    pub action: Option<Action>,
}

/// What can be done to the shortlist.
#[derive(Clone, Debug, Subcommand)]
pub enum Action {
    /// Put entries at the end
    Add {
        /// Entries by id, name or former name
        #[arg(required = true)]
        entries: Vec<String>,
        /// What you think of them, in a line
        #[arg(long, value_name = "TEXT")]
        verdict: Option<String>,
    },
    /// Take entries off
    Remove {
        /// Entries by id, name or former name
        #[arg(required = true)]
        entries: Vec<String>,
    },
    /// Move an entry to a place, counted from 1
    Move {
        /// An entry by id, name or former name
        entry: String,
        /// Its new place
        #[arg(value_parser = clap::value_parser!(u32).range(1..))]
        position: u32,
    },
    /// Show the shortlist
    List {
        /// The form of the answer
        #[arg(long, default_value = "text", value_parser = one_of(&[Format::Text, Format::Json, Format::Markdown]))]
        format: Format,
    },
}

/// Does it, or shows the shortlist.
///
/// # Errors
/// A name is not one entry's, an entry is not on the shortlist, or nothing can be saved here.
pub fn run(args: &Args, world: &World) -> Result<Output, Failure> {
    match &args.action {
        None => Ok(list(world, Format::Text)),
        Some(Action::List { format }) => Ok(list(world, *format)),
        Some(Action::Add { entries, verdict }) => {
            let found = resolve::entries(&world.catalog, entries)?;
            let edits = found.iter().flat_map(|entry| add(world, &entry.id, verdict.as_ref()));
            change(
                world,
                edits.collect(),
                format!("on the shortlist: {}", names(found.iter().map(|entry| &*entry.name))),
            )
        }
        Some(Action::Remove { entries }) => {
            let ids = entries.iter().map(|name| listed(world, name)).collect::<Result<Vec<_>, _>>()?;
            let said = format!("off the shortlist: {}", names(ids.iter().map(EntryId::as_str)));
            change(world, ids.into_iter().map(|entry| DecisionEdit::Remove { entry }).collect(), said)
        }
        Some(Action::Move { entry, position }) => {
            let entry = listed(world, entry)?;
            let said = format!("{entry} is now in place {position}");
            change(world, vec![DecisionEdit::Move { entry, to: *position as usize - 1 }], said)
        }
    }
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// An entry that is there already keeps its place; a verdict that is given counts all the same.
fn add(world: &World, entry: &EntryId, verdict: Option<&String>) -> Vec<DecisionEdit> {
    match (world.decision.position(entry), verdict) {
        (Some(_), Some(text)) => vec![DecisionEdit::Verdict { entry: entry.clone(), text: text.clone() }],
        _ => vec![DecisionEdit::Add { entry: entry.clone(), verdict: verdict.cloned() }],
    }
}

/// An entry of the shortlist; one that the catalog no longer knows can be named by its id.
fn listed(world: &World, name: &str) -> Result<EntryId, Failure> {
    let by_id = world.decision.shortlist.iter().find(|candidate| candidate.entry.as_str() == name);
    let id = match by_id {
        Some(candidate) => candidate.entry.clone(),
        None => resolve::entry(&world.catalog, name)?.id.clone(),
    };
    if world.decision.position(&id).is_some() {
        return Ok(id);
    }
    let known = world.decision.shortlist.iter().map(|candidate| candidate.entry.as_str());
    let hint = match world.decision.shortlist.is_empty() {
        true => "the shortlist is empty".to_owned(),
        false => suggest::hint(id.as_str(), known),
    };
    Err(Failure::new(Status::Nothing, format!("{id} is not on the shortlist")).hint(hint))
}

fn change(world: &World, edits: Vec<DecisionEdit>, said: String) -> Result<Output, Failure> {
    note::writable(world)?;
    let effects =
        edits.into_iter().map(|edit| Effect::Change(Change::Decision { catalog: world.catalog.title.clone(), edit }));
    Ok(Output { effects: effects.collect(), talk: vec![said], ..Output::data(String::new()) })
}

fn list(world: &World, format: Format) -> Output {
    let candidates = world.decision.shortlist.iter().enumerate().map(|(place, candidate)| {
        let name = world.catalog.entry(&candidate.entry).map_or(candidate.entry.as_str(), |entry| entry.name.as_str());
        (place + 1, candidate, name)
    });
    let mut out = String::new();
    match format {
        Format::Json => {
            let items = candidates.map(|(rank, candidate, name)| {
                json!({"rank": rank, "entry": candidate.entry, "name": name, "verdict": candidate.verdict})
            });
            let items: Vec<_> = items.collect();
            out = json::text(&json!({"schema": json::SCHEMA, "question": world.decision.question, "shortlist": items}));
        }
        Format::Markdown => {
            for (rank, candidate, name) in candidates {
                let verdict = candidate.verdict.as_ref().map(|verdict| format!(": {}", escape::inline(verdict)));
                let _ = writeln!(out, "{rank}. {}{}", escape::inline(name), verdict.unwrap_or_default());
            }
        }
        Format::Text | Format::Csv => {
            for (rank, candidate, name) in candidates {
                let verdict = candidate.verdict.as_ref().map(|verdict| format!("  {verdict}")).unwrap_or_default();
                let _ = writeln!(out, "{rank:>2}. {name} ({}){verdict}", candidate.entry);
            }
        }
    }
    let mut output = Output::data(out);
    if world.decision.shortlist.is_empty() {
        output.talk.push("the shortlist is empty; `landfall shortlist add ENTRY` puts an entry on it".to_owned());
        return output.status(Status::Nothing);
    }
    output
}
