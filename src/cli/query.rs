//! `landfall query`: the query language on a page.

use serde::Serialize;

use super::Output;
use super::bars::Paper;
use super::columns::{aligned, fitted, indented};
use super::find::Finder;
use super::format::{Format, one_of};
use crate::base::text::SafeText;
use crate::query::{AT_ONCE, FIELDS, GRAMMAR, Query, examples, field_names};
use crate::record::json::{self, SCHEMA};
use crate::world::World;

/// What may stand behind `query`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = help())]
pub struct Args {
    /// The form of the answer
    #[arg(long, default_value = "text", value_parser = one_of(&[Format::Text, Format::Json]))]
    pub format: Format,
}

const JSON: &str = "\
JSON: {\"schema\":1,\"catalog\",\"total\",\"forms\":[{\"sample\",\"about\"}],\"fields\":[{\"name\",\"about\"}],
  \"others\":[names of criteria and relations],\"examples\":[{\"query\",\"count\",\"about\"}]}
In a catalog of more than 10,000 entries nothing is counted.";

/// The forms, for the help text.
fn help() -> String {
    format!(
        "A query is read so:\n{}\nThe page has examples from the catalog, too.\n\n{JSON}",
        aligned(&forms(), 2, usize::MAX)
    )
}

fn forms() -> Vec<Vec<String>> {
    GRAMMAR.iter().map(|form| vec![form.sample.to_owned(), form.about.to_owned()]).collect()
}

#[derive(Serialize)]
struct Page<'w> {
    schema: u32,
    catalog: &'w SafeText,
    total: usize,
    forms: Vec<Form>,
    fields: Vec<Field>,
    others: Vec<String>,
    examples: Vec<Counted>,
}

#[derive(Serialize)]
struct Form {
    sample: &'static str,
    about: &'static str,
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    about: &'static str,
}

/// An example and how many entries it finds; nothing in a catalog that takes long to search.
#[derive(Serialize)]
struct Counted {
    query: String,
    count: Option<usize>,
    about: String,
}

/// The page for the catalog that is opened.
#[must_use]
pub fn run(args: &Args, world: &World, paper: Paper) -> Output {
    let page = Page {
        schema: SCHEMA,
        catalog: &world.catalog.title,
        total: world.catalog.entries.len(),
        forms: GRAMMAR.iter().map(|form| Form { sample: form.sample, about: form.about }).collect(),
        fields: FIELDS.iter().map(|field| Field { name: field.name, about: field.about }).collect(),
        others: field_names(&world.catalog).split_off(FIELDS.len() + 1),
        examples: counted(world),
    };
    Output::data(match args.format {
        Format::Json => json::text(&page),
        _ => text(&page, paper.columns),
    })
}

fn counted(world: &World) -> Vec<Counted> {
    let finder = (world.catalog.entries.len() <= AT_ONCE).then(|| Finder::new(world));
    let hits = |finder: &Finder<'_>, text: &str| match Query::parse(text, &world.catalog) {
        Ok(query) => finder.run(&query).hits.len(),
        Err(_) => 0,
    };
    let count = |text: &str| finder.as_ref().map(|finder| hits(finder, text));
    let all = examples(&world.catalog).into_iter();
    all.map(|example| Counted { count: count(&example.query), query: example.query, about: example.about }).collect()
}

fn text(page: &Page<'_>, columns: usize) -> String {
    let names: Vec<&str> = page.fields.iter().map(|field| field.name).collect();
    let fields = format!(
        "name, {}; every criterion, by id or label; every kind of relation from both its ends. `landfall help list` says what each \
         asks, `landfall complete WORD` finds one.",
        names.join(", ")
    );
    let found = |example: &Counted| example.count.map(|count| count.to_string());
    let example = |example: &Counted| {
        let cells = [Some(example.query.clone()), found(example), Some(example.about.clone())];
        cells.into_iter().flatten().collect::<Vec<_>>()
    };
    let head = match page.total <= AT_ONCE {
        true => format!("Examples from {}, each with how many of {} it finds", page.catalog, page.total),
        false => format!("Examples from {}, which has {} entries", page.catalog, page.total),
    };
    [
        format!("How to ask\n{}", fitted(&forms(), 2, columns)),
        format!("Fields\n{}", indented(&fields, 2, columns)),
        format!("{head}\n{}", fitted(&page.examples.iter().map(example).collect::<Vec<_>>(), 2, columns)),
    ]
    .join("\n")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::width::width;
    use crate::catalog::{Catalog, Entry};
    use crate::cli::sample;

    fn page(format: Format, columns: usize) -> String {
        run(&Args { format }, &sample::world(), Paper { columns, ascii: false }).data
    }

    #[test]
    fn the_page_has_every_form_and_field_and_fits_its_paper() {
        for columns in [80, 100, 160] {
            let page = page(Format::Text, columns);
            assert!(page.lines().all(|line| width(line) <= columns), "{page}");
            assert!(GRAMMAR.iter().all(|form| page.contains(form.sample) && page.contains(form.about)), "{page}");
            assert!(page.lines().count() < 60, "a page");
        }
    }

    #[test]
    fn a_catalog_that_takes_long_to_search_is_not_counted() {
        let mut world = sample::world();
        let number = |number: usize| Entry {
            id: format!("e{number}").parse().unwrap(),
            ..world.catalog.entries.first().unwrap().clone()
        };
        let all: Vec<Entry> = (0..=AT_ONCE).map(number).collect();
        let ask = |world: &World, format| run(&Args { format }, world, Paper { columns: 80, ascii: false }).data;
        for (count, is_counted) in [(AT_ONCE, true), (AT_ONCE + 1, false)] {
            world.catalog = Arc::new(Catalog::clone(&world.catalog).with_entries(all[..count].to_vec()));
            let read: serde_json::Value = serde_json::from_str(&ask(&world, Format::Json)).unwrap();
            assert_eq!(read["examples"][0]["count"].is_number(), is_counted, "{count}");
            let said = format!("each with how many of {count} it finds");
            assert_eq!(ask(&world, Format::Text).contains(&said), is_counted, "{count}");
        }
    }

    #[test]
    fn json_names_the_fields_of_this_catalog_and_counts_the_examples() {
        let read: serde_json::Value = serde_json::from_str(&page(Format::Json, 80)).unwrap();
        assert_eq!(read["others"], serde_json::json!(["max_nodes", "nodes_per_cluster"]));
        let examples = read["examples"].as_array().unwrap();
        let active = examples.iter().find(|example| example["query"] == "status:active").unwrap();
        assert_eq!((&active["count"], &read["total"]), (&4.into(), &4.into()));
    }
}
