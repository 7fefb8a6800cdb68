//! The tree's rows: categories with their counts, entries under them.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Category, CategoryId};
use crate::query::{Found, Hit};

/// A line of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A category.
    Category {
        /// Which.
        id: CategoryId,
        /// How deep it stands.
        depth: usize,
        /// Entries in it and below that the filter keeps.
        shown: usize,
        /// All entries in it and below.
        total: usize,
        /// Whether its rows follow.
        open: bool,
    },
    /// An entry, in one of its categories.
    Entry {
        /// Its place in the catalog's entries.
        index: usize,
        /// How deep it stands.
        depth: usize,
        /// In which category.
        under: CategoryId,
    },
}

/// Which entries a filter keeps; no filter keeps all.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    found: Option<&'a Found>,
}

impl<'a> Kept<'a> {
    /// What the filter found, or everything.
    #[must_use]
    pub fn new(found: Option<&'a Found>) -> Self {
        Self { found }
    }

    /// Whether anything is left out.
    #[must_use]
    pub fn filters(self) -> bool {
        self.found.is_some()
    }

    fn keeps(self, kept: &BTreeSet<usize>, index: usize) -> bool {
        self.found.is_none() || kept.contains(&index)
    }

    fn indexes(self) -> BTreeSet<usize> {
        self.found.iter().flat_map(|found| &found.hits).map(|hit: &Hit| hit.entry).collect()
    }
}

/// The places of the entries that stand in a category or below it, in the order of the catalog.
#[must_use]
pub fn members(catalog: &Catalog, category: &CategoryId) -> Vec<usize> {
    let mut within = BTreeSet::from([category.clone()]);
    // Parents stand before children, so that one pass finds every descendant.
    for candidate in &catalog.categories {
        if candidate.parent.as_ref().is_some_and(|parent| within.contains(parent)) {
            within.insert(candidate.id.clone());
        }
    }
    let is_in = |index: &usize| {
        catalog.entries.get(*index).is_some_and(|entry| entry.categories.iter().any(|id| within.contains(id)))
    };
    (0..catalog.entries.len()).filter(is_in).collect()
}

/// The rows to show. Under a filter everything is open and categories without a hit are gone.
#[must_use]
pub fn rows(catalog: &Catalog, kept: Kept<'_>, folded: &BTreeSet<CategoryId>) -> Vec<Row> {
    let indexes = kept.indexes();
    let mut rows = Vec::new();
    for category in catalog.categories.iter().filter(|category| category.parent.is_none()) {
        branch(catalog, category, 0, kept, &indexes, folded, &mut rows);
    }
    rows
}

fn branch(
    catalog: &Catalog,
    category: &Category,
    depth: usize,
    kept: Kept<'_>,
    indexes: &BTreeSet<usize>,
    folded: &BTreeSet<CategoryId>,
    rows: &mut Vec<Row>,
) {
    let all = members(catalog, &category.id);
    let shown = all.iter().filter(|index| kept.keeps(indexes, **index)).count();
    if kept.filters() && shown == 0 {
        return;
    }
    let open = kept.filters() || !folded.contains(&category.id);
    rows.push(Row::Category { id: category.id.clone(), depth, shown, total: all.len(), open });
    if !open {
        return;
    }
    for child in catalog.categories.iter().filter(|child| child.parent.as_ref() == Some(&category.id)) {
        branch(catalog, child, depth + 1, kept, indexes, folded, rows);
    }
    for index in all.into_iter().filter(|index| kept.keeps(indexes, *index)) {
        if catalog.entries.get(index).is_some_and(|entry| entry.categories.contains(&category.id)) {
            rows.push(Row::Entry { index, depth: depth + 1, under: category.id.clone() });
        }
    }
}
