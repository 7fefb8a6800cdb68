//! A list of entries in its forms: what stands beside the names, under which headings, in which order.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Section, aligned, outlined};
use super::find::Matches;
use crate::base::text::SafeText;
use crate::catalog::{Catalog, Column, Entry, EntryId, Facet, Group, Outline};
use crate::record::escape::{csv, inline, table};
use crate::record::json::{self, GroupJson, Groups, Head, List, Listed, SCHEMA};

/// Entries to be listed.
pub struct Listing<'c> {
    catalog: &'c Catalog,
    /// Their places in the catalog, in the order of the list.
    places: Vec<usize>,
    /// Those that a missing fact leaves undecided, where they are listed, too.
    undecided: Option<BTreeSet<usize>>,
    columns: Option<Vec<Column>>,
    group: Option<Facet>,
}

/// What is said of an entry in a list for reading, where it is undecided.
const UNDECIDED: &str = "undecided";

impl<'c> Listing<'c> {
    /// What was found, with the undecided behind the hits where they are kept.
    #[must_use]
    pub fn new(catalog: &'c Catalog, found: &Matches<'_>, keeps_unknown: bool) -> Self {
        let kept = found.undecided.iter().filter(|_| keeps_unknown);
        Self {
            catalog,
            places: found.hits.iter().chain(kept).copied().collect(),
            undecided: keeps_unknown.then(|| found.undecided.iter().copied().collect()),
            columns: None,
            group: None,
        }
    }

    /// With these columns beside the names; else with vendor, categories and status.
    #[must_use]
    pub fn beside(self, columns: Option<Vec<Column>>) -> Self {
        Self { columns, ..self }
    }

    /// Under the headings of that facet.
    #[must_use]
    pub fn within(self, group: Option<Facet>) -> Self {
        Self { group, ..self }
    }

    /// Whether nothing is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    fn entry(&self, place: usize) -> Option<&'c Entry> {
        self.catalog.entries.get(place)
    }

    /// Whether the entry is undecided; nothing where such entries are left out.
    fn is_undecided(&self, place: usize) -> Option<bool> {
        self.undecided.as_ref().map(|undecided| undecided.contains(&place))
    }

    fn groups(&self) -> Option<(&Facet, Vec<Group>)> {
        self.group.as_ref().map(|facet| (facet, Outline::new(self.catalog, facet, &self.places).groups))
    }

    /// Aligned columns for reading.
    #[must_use]
    pub fn text(&self) -> String {
        let rows = |places: &[usize]| self.rows(places, |undecided| if undecided { UNDECIDED } else { "" });
        let Some((_, groups)) = self.groups() else { return aligned(&rows(&self.places), 0, usize::MAX) };
        let section = |group: &Group| Section {
            title: format!("{} ({})", group.drawer.label, group.all.len()),
            depth: group.drawer.depth,
            rows: rows(&group.own),
        };
        outlined(&groups.iter().map(section).collect::<Vec<_>>())
    }

    /// A line for each entry: id, name, what stands beside it, and whether it is undecided.
    fn rows(&self, places: &[usize], undecided: fn(bool) -> &'static str) -> Vec<Vec<String>> {
        let row = |place: &usize| {
            let entry = self.entry(*place)?;
            let names = [entry.id.to_string(), entry.name.to_string()];
            let mark = self.is_undecided(*place).map(|is| undecided(is).to_owned());
            Some(names.into_iter().chain(self.cells(entry)).chain(mark).collect())
        };
        places.iter().filter_map(row).collect()
    }

    fn cells(&self, entry: &Entry) -> Vec<String> {
        let text = |column: &Column| column.text(entry, self.catalog).unwrap_or_else(|| "unknown".to_owned());
        match &self.columns {
            Some(columns) => columns.iter().map(text).collect(),
            None => vec![text(&Column::Vendor), self.categories(entry), text(&Column::Status)],
        }
    }

    fn categories(&self, entry: &Entry) -> String {
        self.catalog.category_names(entry).iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// What stands over the columns, of which each is called as is wished.
    fn heads<'a>(&'a self, called: impl Fn(&'a Column) -> &'a str) -> Vec<&'a str> {
        let beside = match &self.columns {
            Some(columns) => columns.iter().map(called).collect(),
            None => vec!["vendor", "categories", "status"],
        };
        ["id", "name"].into_iter().chain(beside).chain(self.undecided.as_ref().map(|_| UNDECIDED)).collect()
    }

    /// For spreadsheets. Where no columns are chosen, the summary stands there, too.
    #[must_use]
    pub fn sheet(&self) -> String {
        let summary = |place: &usize| match self.columns {
            None => self.entry(*place).map(|entry| entry.summary.as_str()),
            Some(_) => None,
        };
        let mut out = csv(self.heads(Column::word).into_iter().chain(self.columns.is_none().then_some("summary")));
        for (place, row) in self.places.iter().zip(self.rows(&self.places, yes_or_no)) {
            out.push_str(&csv(row.iter().map(String::as_str).chain(summary(place))));
        }
        out
    }

    /// A table, or one under each heading.
    #[must_use]
    pub fn markdown(&self) -> String {
        let Some((_, groups)) = self.groups() else { return self.table(&self.places) };
        let part = |group: &Group| {
            let title = format!(
                "{} {} ({})",
                "#".repeat(group.drawer.depth.min(4) + 2),
                inline(&group.drawer.label),
                group.all.len()
            );
            if group.own.is_empty() { format!("{title}\n") } else { format!("{title}\n\n{}", self.table(&group.own)) }
        };
        groups.iter().map(part).collect::<Vec<_>>().join("\n")
    }

    fn table(&self, places: &[usize]) -> String {
        let heads = self.heads(|column| column.label(self.catalog));
        let heads: Vec<String> = heads.into_iter().map(|head| inline(&capital(head))).collect();
        let escaped = |row: Vec<String>| row.iter().map(|cell| inline(cell)).collect();
        table(&heads, &self.rows(places, yes_or_no).into_iter().map(escaped).collect::<Vec<_>>())
    }

    /// For programs.
    #[must_use]
    pub fn json(&self, query: &str) -> String {
        let listed =
            |place: &usize| Some(Listed { head: Head::new(self.entry(*place)?), undecided: self.is_undecided(*place) });
        json::text(&List {
            schema: SCHEMA,
            catalog: &self.catalog.title,
            query: SafeText::line(query),
            total: self.catalog.entries.len(),
            entries: self.places.iter().filter_map(listed).collect(),
            groups: self.groups().map(|(facet, groups)| self.groups_json(facet, &groups)),
        })
    }

    fn groups_json(&self, facet: &Facet, groups: &[Group]) -> Groups<'c> {
        let ranks: BTreeMap<usize, usize> =
            self.places.iter().enumerate().map(|(rank, place)| (*place, rank)).collect();
        let ids = |group: &Group| -> Vec<&'c EntryId> {
            let mut places = group.all.clone();
            places.sort_by_key(|place| ranks.get(place));
            places.into_iter().filter_map(|place| self.entry(place)).map(|entry| &entry.id).collect()
        };
        let group = |group: &Group| GroupJson {
            word: group.drawer.word.clone(),
            label: group.drawer.label.clone(),
            within: group.drawer.within.and_then(|at| groups.get(at)).map(|outer| outer.drawer.word.clone()),
            entries: ids(group),
        };
        Groups { field: facet.field().to_owned(), groups: groups.iter().map(group).collect() }
    }
}

fn yes_or_no(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
