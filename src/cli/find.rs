//! Finding entries with a query, for every command that takes one.

use super::{Failure, Status, resolve};
use crate::base::text::SafeText;
use crate::catalog::{Catalog, Entry};
use crate::query::{Context, Found, Index, Query, Search};
use crate::world::World;

/// Which entries a command is about.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Asked {
    /// Which entries: words, and fields such as status:active or max_nodes>=5000; nothing means all
    pub query: Vec<String>,
    /// Only what this saved query finds, too; `landfall queries` lists them
    #[arg(long, value_name = "NAME")]
    pub saved: Option<String>,
}

/// A catalog made ready for searching.
pub struct Finder<'w> {
    catalog: &'w Catalog,
    index: Index,
    search: Search,
}

impl<'w> Finder<'w> {
    /// Makes the world's catalog ready.
    #[must_use]
    pub fn new(world: &'w World) -> Self {
        Self { catalog: &world.catalog, index: Index::new(&world.catalog), search: world.search("") }
    }

    /// What a query may look at.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        self.search.context(self.catalog, &self.index)
    }

    /// What the query finds.
    #[must_use]
    pub fn run(&self, query: &Query) -> Found {
        query.run(&self.context())
    }
}

/// What a query found; entries are named by their places in the catalog.
pub struct Matches<'w> {
    catalog: &'w Catalog,
    /// What was asked, as one text.
    pub text: String,
    /// The best first.
    pub hits: Vec<usize>,
    /// Those that a missing fact leaves undecided, by name.
    pub undecided: Vec<usize>,
}

impl<'w> Matches<'w> {
    /// The entries that were found, the best first.
    #[must_use]
    pub fn entries(&self) -> Vec<&'w Entry> {
        self.hits.iter().filter_map(|place| self.catalog.entries.get(*place)).collect()
    }

    /// What is said where nothing is found.
    #[must_use]
    pub fn nothing_words(&self) -> String {
        match self.text.as_str() {
            "" => "the catalog has no entries".to_owned(),
            text => format!("nothing is found by `{}`", SafeText::line(text)),
        }
    }

    /// What is said of entries that the query leaves undecided.
    #[must_use]
    pub fn undecided_words(&self) -> Option<String> {
        match self.undecided.len() {
            0 => None,
            1 => Some("1 entry is undecided, because a fact is unknown or cannot be compared".to_owned()),
            count => Some(format!("{count} entries are undecided, because a fact is unknown or cannot be compared")),
        }
    }
}

/// The entries that the query and the saved one find.
///
/// # Errors
/// No query is saved under that name, or one of the two means nothing; every wrong part is named.
pub fn find<'w>(world: &'w World, asked: &Asked) -> Result<Matches<'w>, Failure> {
    let typed = asked.query.join(" ");
    let query = sound(&typed, &world.catalog)?;
    let Some(name) = &asked.saved else { return Ok(run(world, typed, &query)) };
    let saved = resolve::saved(world, name)?;
    let other = sound(&saved.query, &world.catalog).map_err(|mut failure| {
        failure.message = format!("the saved query `{}` is not sound here: {}", saved.name, failure.message);
        failure
    })?;
    let text = format!("{} {typed}", saved.query);
    Ok(run(world, text.trim().to_owned(), &other.and(query)))
}

/// The entries that a text finds.
///
/// # Errors
/// The text means nothing; every wrong part is named.
pub fn find_text<'w>(world: &'w World, text: &str) -> Result<Matches<'w>, Failure> {
    Ok(run(world, text.to_owned(), &sound(text, &world.catalog)?))
}

/// The query that the text is.
///
/// # Errors
/// It means nothing; every wrong part is named.
pub fn sound(text: &str, catalog: &Catalog) -> Result<Query, Failure> {
    Query::parse_whole(text, catalog).map_err(|flaws| {
        let reports: Vec<String> = flaws.iter().map(|flaw| flaw.report(text)).collect();
        Failure::new(Status::Usage, reports.join("\n"))
    })
}

fn run<'w>(world: &'w World, text: String, query: &Query) -> Matches<'w> {
    let found = Finder::new(world).run(query);
    let hits = found.hits.iter().map(|hit| hit.entry).collect();
    Matches { catalog: &world.catalog, text, hits, undecided: found.unknown }
}
