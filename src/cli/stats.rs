//! `landfall stats`: what the catalog knows, counted.

use std::collections::BTreeMap;

use super::bars::{Bar, Paper, bars, percent, share};
use super::find::{find, undecided_words};
use super::format::{Format, one_of};
use super::{Failure, Output, Status, counted};
use crate::base::text::SafeText;
use crate::catalog::CategoryId;
use crate::record::json;
use crate::record::stats::{OfCategory, Stats, Tally};
use crate::world::World;

/// What may stand behind `stats`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = HELP)]
pub struct Args {
    /// Which entries to count, as in `landfall list`; nothing means all
    pub query: Vec<String>,
    /// Every entry and source, not only the first twenty
    #[arg(long)]
    pub all: bool,
    /// The form of the answer
    #[arg(long, default_value = "text", value_parser = one_of(&[Format::Text, Format::Json]))]
    pub format: Format,
}

const HELP: &str = "\
Every criterion is asked of every entry. An answer is known by a fact; what was looked for and is not published is \
counted apart; the rest are gaps. A fact is stale past its shelf life, as of --today DATE.

JSON: {\"schema\":1,\"catalog\",\"query\",\"today\",\"total\",\"found\",
  \"categories\":[{\"id\",\"name\",\"parent\",\"entries\"}],
  \"statuses\":[{\"status\",\"entries\"}],
  \"facts\":{\"asked\",\"known\",\"not_found\",\"gaps\",\"stale\",\"uncited\"},
  \"criteria\":[{\"id\",\"label\",\"group\", and counts as in facts}],
  \"entries\":[{\"id\",\"name\", and counts as in facts}],
  \"sources\":[{\"host\",\"citations\",\"pages\"}],
  \"relations\":[{\"kind\",\"label\",\"edges\"}],
  \"events\",\"answers\"}
A category counts what stands below it, each entry once. The host of a page on github.com is its repository.

Exit status: 1 where the query finds no entry.";

/// So many entries and sources stand in a text.
const SHOWN: usize = 20;

/// Counts the entries that the query finds.
///
/// # Errors
/// The query means nothing.
pub fn run(args: &Args, world: &World, paper: Paper) -> Result<Output, Failure> {
    let query = args.query.join(" ");
    let matches = find(world, &query)?;
    let stats = Stats::new(world, &query, &matches.hits);
    let nothing = matches.hits.is_empty();
    let mut output = Output::data(match args.format {
        Format::Json => json::text(&stats),
        _ if nothing => String::new(),
        _ => text(&stats, if args.all { usize::MAX } else { SHOWN }, paper),
    });
    output.talk.extend(undecided_words(matches.undecided.len()));
    if nothing {
        output.talk.push(format!("nothing is found by `{}`", SafeText::line(&query)));
        return Ok(output.status(Status::Nothing));
    }
    Ok(output)
}

fn text(stats: &Stats<'_>, shown: usize, paper: Paper) -> String {
    let parts = [
        head(stats),
        bars(&["Category", "entries"], &categories(stats), paper),
        bars(&["Status", "entries"], &statuses(stats), paper),
        bars(&tally_heads("Criterion"), &criteria(stats), paper),
        first(bars(&tally_heads("Least known entries"), &entries(stats, shown), paper), stats.entries.len(), shown),
        first(bars(&["Source", "cited", "pages"], &sources(stats, shown), paper), stats.sources.len(), shown),
        bars(&["Relation", "edges"], &relations(stats), paper),
    ];
    parts.join("\n")
}

fn head(stats: &Stats<'_>) -> String {
    let Stats { catalog, found, total, today, facts, events, answers, .. } = stats;
    let edges: usize = stats.relations.iter().map(|relation| relation.edges).sum();
    let uncited = if facts.uncited > 0 { format!(", {} without a source", facts.uncited) } else { String::new() };
    format!(
        "{catalog}: {found} of {total} entries, {today}\n\
         {} of {} asked ({}); {} looked for and not published, {}\n\
         {} of the facts stale ({}){uncited}\n\
         {}, {}, {}\n",
        counted(facts.known, "fact"),
        facts.asked,
        percent(facts.known, facts.asked),
        facts.not_found,
        counted(facts.gaps, "gap"),
        facts.stale,
        percent(facts.stale, facts.known),
        counted(edges, "relation"),
        counted(*events, "event"),
        counted(*answers, "answer"),
    )
}

/// A list of which only the first are shown says how many there are.
fn first(list: String, all: usize, shown: usize) -> String {
    let more = all.saturating_sub(shown);
    if more == 0 { list } else { format!("{list}and {more} more; `--all` shows them\n") }
}

/// Bars that are held against the longest of them.
fn against_the_most(counts: Vec<(String, usize)>) -> Vec<Bar> {
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or_default();
    let bar =
        |(label, count): (String, usize)| Bar { label, counts: vec![count.to_string()], share: share(count, most) };
    counts.into_iter().map(bar).collect()
}

/// Each category below its parent.
fn categories(stats: &Stats<'_>) -> Vec<Bar> {
    let mut depths: BTreeMap<&CategoryId, usize> = BTreeMap::new();
    let counts = stats.categories.iter().map(|category: &OfCategory<'_>| {
        let depth = category.parent.and_then(|parent| depths.get(parent)).map_or(0, |above| above + 1);
        depths.insert(category.id, depth);
        (format!("{}{}", "  ".repeat(depth), category.name), category.entries)
    });
    against_the_most(counts.collect())
}

fn statuses(stats: &Stats<'_>) -> Vec<Bar> {
    against_the_most(stats.statuses.iter().map(|of| (of.status.word().to_owned(), of.entries)).collect())
}

fn relations(stats: &Stats<'_>) -> Vec<Bar> {
    against_the_most(stats.relations.iter().map(|of| (of.label.to_string(), of.edges)).collect())
}

fn tally_heads(of: &str) -> [&str; 6] {
    [of, "known", "facts", "not found", "gaps", "stale"]
}

fn tally(label: String, facts: Tally) -> Bar {
    let counts = [facts.known, facts.not_found, facts.gaps, facts.stale].map(|count| count.to_string());
    let counts = std::iter::once(percent(facts.known, facts.asked)).chain(counts).collect();
    Bar { label, counts, share: share(facts.known, facts.asked) }
}

fn criteria(stats: &Stats<'_>) -> Vec<Bar> {
    stats.criteria.iter().map(|of| tally(of.label.to_string(), of.facts)).collect()
}

fn entries(stats: &Stats<'_>, shown: usize) -> Vec<Bar> {
    stats.entries.iter().take(shown).map(|of| tally(of.name.to_string(), of.facts)).collect()
}

fn sources(stats: &Stats<'_>, shown: usize) -> Vec<Bar> {
    let most = stats.sources.first().map_or(0, |most| most.citations);
    let bar = |of: &crate::record::stats::OfSource| Bar {
        label: of.host.clone(),
        counts: vec![of.citations.to_string(), of.pages.to_string()],
        share: share(of.citations, most),
    };
    stats.sources.iter().take(shown).map(bar).collect()
}
