//! `landfall shortlist`: add, remove, move, list.

use std::fmt::Write as _;

use clap::Subcommand;
use serde_json::json;

use super::format::{Format, one_of};
use super::{Failure, Output, Status, note, resolve};
use crate::base::suggest;
use crate::catalog::{Entry, EntryId};
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
            let said = format!("on the shortlist: {}", names(found.iter().map(|entry| entry.name.as_str())));
            let edit = |entry: &Entry| DecisionEdit::Add { entry: entry.id.clone(), verdict: verdict.clone() };
            change(world, found.into_iter().map(edit), said)
        }
        Some(Action::Remove { entries }) => {
            let ids = entries.iter().map(|name| listed(world, name)).collect::<Result<Vec<_>, _>>()?;
            let said = format!("off the shortlist: {}", names(ids.iter().map(EntryId::as_str)));
            change(world, ids.into_iter().map(|entry| DecisionEdit::Remove { entry }), said)
        }
        Some(Action::Move { entry, position }) => {
            let entry = listed(world, entry)?;
            let place = (*position as usize).min(world.decision.shortlist.len());
            let said = format!("{entry} is now in place {place}");
            change(world, [DecisionEdit::Move { entry, to: place.saturating_sub(1) }], said)
        }
    }
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
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

fn change(world: &World, edits: impl IntoIterator<Item = DecisionEdit>, said: String) -> Result<Output, Failure> {
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
                let _ = writeln!(out, "{rank}. {}{}", escape::paragraph(name), verdict.unwrap_or_default());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Parsed;
    use crate::base::text::SafeText;
    use crate::cli::sample;
    use crate::decide::Decision;

    fn world(decision: &str) -> World {
        let Parsed { value, diagnostics } = Decision::parse(&SafeText::line("decision.yaml"), decision);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        World { decision: value, ..sample::world() }
    }

    fn act(action: Action, world: &World) -> Result<Output, Failure> {
        run(&Args { action: Some(action) }, world)
    }

    fn edits(output: &Output) -> Vec<&DecisionEdit> {
        let edit = |effect| match effect {
            &Effect::Change(Change::Decision { ref edit, .. }) => edit,
            other => panic!("{other:?}"),
        };
        output.effects.iter().map(edit).collect()
    }

    fn id(text: &str) -> EntryId {
        text.parse().unwrap()
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn entries_are_added_once_each() {
        let verdict = Some("cheap".to_owned());
        let action = Action::Add { entries: words(&["Amazon ECS", "gke", "ecs"]), verdict: verdict.clone() };
        let output = act(action, &world("")).unwrap();
        assert_eq!(
            edits(&output),
            [
                &DecisionEdit::Add { entry: id("ecs"), verdict: verdict.clone() },
                &DecisionEdit::Add { entry: id("gke"), verdict }
            ]
        );
        assert_eq!(output.talk, ["on the shortlist: Amazon ECS, Google Kubernetes Engine"]);
    }

    #[test]
    fn what_is_not_listed_is_neither_removed_nor_moved() {
        let world = world("shortlist: [gke]");
        let remove = Action::Remove { entries: words(&["gke", "ecs"]) };
        let failure = act(remove, &world).unwrap_err();
        assert_eq!((failure.status, failure.message.as_str()), (Status::Nothing, "ecs is not on the shortlist"));
        assert_eq!(failure.hint.as_deref(), Some("known are: gke"));
        assert!(act(Action::Move { entry: "nomad".to_owned(), position: 1 }, &world).is_err());
    }

    #[test]
    fn an_entry_that_the_catalog_lost_can_be_removed_by_id() {
        let output = act(Action::Remove { entries: words(&["zeta"]) }, &world("shortlist: [gke, zeta]")).unwrap();
        assert_eq!(edits(&output), [&DecisionEdit::Remove { entry: id("zeta") }]);
    }

    #[test]
    fn places_count_from_one_and_past_the_end_is_the_end() {
        let world = world("shortlist: [gke, ecs]");
        for (position, to) in [(1, 0), (2, 1), (9, 1)] {
            let output = act(Action::Move { entry: "GKE".to_owned(), position }, &world).unwrap();
            assert_eq!(edits(&output), [&DecisionEdit::Move { entry: id("gke"), to }]);
            assert_eq!(output.talk, [format!("gke is now in place {}", to + 1)]);
        }
    }

    #[test]
    fn nothing_is_asked_for_where_nothing_can_be_saved() {
        let mut world = world("shortlist: [gke]");
        world.workspace.read_only = Some(SafeText::line("nothing can be saved in /x: read-only file system"));
        assert_eq!(act(Action::Remove { entries: words(&["gke"]) }, &world).unwrap_err().status, Status::Unwritable);
        assert_eq!(run(&Args { action: None }, &world).unwrap().status, Status::Done);
    }

    #[test]
    fn the_list_has_every_form() {
        let world = world("question: Where?\nshortlist: [{entry: gke, verdict: '*it*'}, ecs]");
        let shown = |format| act(Action::List { format }, &world).unwrap().data;
        assert_eq!(shown(Format::Text), " 1. Google Kubernetes Engine (gke)  *it*\n 2. Amazon ECS (ecs)\n");
        assert_eq!(shown(Format::Markdown), "1. Google Kubernetes Engine: \\*it\\*\n2. Amazon ECS\n");
        let read: serde_json::Value = serde_json::from_str(&shown(Format::Json)).unwrap();
        assert_eq!(read["question"], "Where?");
        assert_eq!(
            read["shortlist"][0],
            json!({"rank": 1, "entry": "gke", "name": "Google Kubernetes Engine", "verdict": "*it*"})
        );
        assert_eq!(run(&Args { action: None }, &sample::world()).unwrap().status, Status::Nothing);
    }
}
