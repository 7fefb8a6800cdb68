//! `landfall queries`: queries with a name.

use clap::Subcommand;
use serde::Serialize;

use super::columns::aligned;
use super::find::{Finder, sound};
use super::format::{Format, one_of};
use super::{Failure, Output, Status, note, resolve};
use crate::base::text::SafeText;
use crate::decide::{NAMES, QueryEdit, SavedQuery, is_name};
use crate::effect::{Change, Effect};
use crate::record::json::{self, SCHEMA};
use crate::world::World;

/// What may stand behind `queries`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = HELP)]
pub struct Args {
    /// What to do; without it the saved queries are listed
    #[command(subcommand)]
    pub action: Option<Action>,
    /// The form of the list
    #[arg(long, default_value = "text", value_parser = one_of(&[Format::Text, Format::Json]))]
    pub format: Format,
}

/// What can be done to the saved queries.
#[derive(Clone, Debug, Subcommand)]
pub enum Action {
    /// List the saved queries, as without a subcommand
    List,
    /// Save a query under a name; one that had the name gives way
    Save {
        /// Its name, in quotes where it has a space
        name: String,
        /// What it asks; words are joined
        #[arg(required = true)]
        query: Vec<String>,
    },
    /// Forget the query of that name
    Forget {
        /// Its name
        name: String,
    },
}

const HELP: &str = "\
They lie in `queries.yaml` of the workspace; the explorer picks from them, and `list`, `stats` and `due` take them \
by `--saved NAME`.

JSON: {\"schema\":1,\"queries\":[{\"name\",\"query\"}]}

Exit status: 1 where no query is saved, or none under that name.";

/// Lists, saves or forgets.
///
/// # Errors
/// The name cannot be one or no query has it, the query means nothing, or nothing can be saved here.
pub fn run(args: &Args, world: &World) -> Result<Output, Failure> {
    match &args.action {
        None | Some(Action::List) => Ok(list(world, args.format)),
        Some(Action::Save { name, query }) => save(world, name.trim(), query.join(" ").trim()),
        Some(Action::Forget { name }) => {
            let name = resolve::saved(world, name)?.name.to_string();
            let said = format!("`{name}` is forgotten");
            change(world, QueryEdit::Forget { name }, said)
        }
    }
}

fn save(world: &World, name: &str, query: &str) -> Result<Output, Failure> {
    if !is_name(name) {
        let why = format!("`{}` cannot be a name", SafeText::line(name));
        return Err(Failure::new(Status::Usage, why).hint(NAMES));
    }
    let read = sound(query, &world.catalog)?;
    if read.is_empty() {
        return Err(Failure::new(Status::Usage, "there is nothing to save: the query asks for nothing")
            .hint("`landfall query` shows what can be asked"));
    }
    let found = Finder::new(world).run(&read).hits.len();
    let before = world.queries.iter().find(|saved| saved.name.as_str() == name && saved.query.as_str() != query);
    let instead = before.map(|saved| format!(" in place of `{}`", saved.query)).unwrap_or_default();
    let said = format!("saved as `{name}`{instead}; it finds {found} of {} entries", world.catalog.entries.len());
    change(world, QueryEdit::Save { name: name.to_owned(), query: query.to_owned() }, said)
}

fn change(world: &World, edit: QueryEdit, said: String) -> Result<Output, Failure> {
    note::writable(world)?;
    Ok(Output::effect(Effect::Change(Change::Queries { edit }), said))
}

#[derive(Serialize)]
struct Queries<'w> {
    schema: u32,
    queries: Vec<Query<'w>>,
}

#[derive(Serialize)]
struct Query<'w> {
    name: &'w SafeText,
    query: &'w SafeText,
}

fn list(world: &World, format: Format) -> Output {
    let row = |saved: &SavedQuery| vec![saved.name.to_string(), saved.query.to_string()];
    let mut output = Output::data(match format {
        Format::Json => {
            let queries = world.queries.iter().map(|SavedQuery { name, query }| Query { name, query });
            json::text(&Queries { schema: SCHEMA, queries: queries.collect() })
        }
        _ => aligned(&world.queries.iter().map(row).collect::<Vec<_>>(), 0, usize::MAX),
    });
    if world.queries.is_empty() {
        output.talk.push("no query is saved yet; `landfall queries save NAME QUERY` saves one".to_owned());
        return output.status(Status::Nothing);
    }
    output
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::sample;

    fn world(queries: &[(&str, &str)]) -> World {
        let saved =
            |(name, query): &(&str, &str)| SavedQuery { name: SafeText::line(name), query: SafeText::line(query) };
        World { queries: queries.iter().map(saved).collect(), ..sample::world() }
    }

    fn act(action: Action, world: &World) -> Result<Output, Failure> {
        run(&Args { action: Some(action), format: Format::Text }, world)
    }

    fn saved(name: &str, query: &[&str], world: &World) -> Result<Output, Failure> {
        let query = query.iter().map(|word| (*word).to_owned()).collect();
        act(Action::Save { name: name.to_owned(), query }, world)
    }

    fn edit(output: &Output) -> &QueryEdit {
        match output.effects.as_slice() {
            [Effect::Change(Change::Queries { edit })] => edit,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_query_is_saved_with_its_words_joined() {
        let output = saved(" big ones ", &["max_nodes>=5", "gke"], &world(&[])).unwrap();
        let wanted = QueryEdit::Save { name: "big ones".to_owned(), query: "max_nodes>=5 gke".to_owned() };
        assert_eq!(edit(&output), &wanted);
        assert_eq!(output.talk, ["saved as `big ones`; it finds 0 of 4 entries"]);
        let output = saved("swarm", &["swarm"], &world(&[("swarm", "docker")])).unwrap();
        assert_eq!(output.talk, ["saved as `swarm` in place of `docker`; it finds 2 of 4 entries"]);
    }

    #[test]
    fn what_is_no_query_or_no_name_is_wrong_use() {
        let failure = saved("x", &["statsu:active"], &world(&[])).unwrap_err();
        assert_eq!(failure.status, Status::Usage);
        assert!(failure.message.contains("^^^^^^"), "{failure}");
        for (name, query) in [("a:b", "gke"), (" ", "gke"), ("x", " "), ("x", "status:")] {
            assert_eq!(saved(name, &[query], &world(&[])).unwrap_err().status, Status::Usage, "{name} {query}");
        }
    }

    #[test]
    fn only_what_is_saved_is_forgotten() {
        let world = world(&[("gpu clouds", "gke"), ("mine", "ecs")]);
        let forget = |name: &str| act(Action::Forget { name: name.to_owned() }, &world);
        assert_eq!(edit(&forget("mine").unwrap()), &QueryEdit::Forget { name: "mine".to_owned() });
        let failure = forget("gpu cloud").unwrap_err();
        assert_eq!((failure.status, failure.hint.as_deref()), (Status::Nothing, Some("did you mean `gpu clouds`?")));
    }

    #[test]
    fn the_list_has_both_forms_and_an_empty_one_says_how_to_begin() {
        let list = |world: &World, format| run(&Args { action: None, format }, world).unwrap();
        let two = world(&[("gpu clouds", "gke"), ("mine", "!\"x\"")]);
        assert_eq!(list(&two, Format::Text).data, "gpu clouds  gke\nmine        !\"x\"\n");
        let read: serde_json::Value = serde_json::from_str(&list(&two, Format::Json).data).unwrap();
        assert_eq!(read["queries"][1], serde_json::json!({"name": "mine", "query": "!\"x\""}));
        let none = list(&world(&[]), Format::Text);
        assert_eq!(none.status, Status::Nothing);
        assert!(none.talk.concat().contains("landfall queries save"));
    }

    #[test]
    fn nothing_is_asked_for_where_nothing_can_be_saved() {
        let mut world = world(&[("mine", "gke")]);
        world.workspace.read_only = Some(SafeText::line("nothing can be saved in /x: read-only file system"));
        assert_eq!(saved("x", &["gke"], &world).unwrap_err().status, Status::Unwritable);
        assert_eq!(act(Action::Forget { name: "mine".to_owned() }, &world).unwrap_err().status, Status::Unwritable);
    }
}
