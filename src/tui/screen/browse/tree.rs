//! The tree's rows: groups with their counts, entries under them.

use std::collections::BTreeSet;

use crate::base::text::SafeText;
use crate::catalog::Outline;
use crate::query::Found;

/// Whether an entry is what the filter asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fits {
    /// It is.
    Yes,
    /// A missing fact leaves it undecided, and the reader keeps such entries.
    Unknown,
    /// It is not; it is shown dimmed or not at all.
    No,
}

/// A line of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A group.
    Group {
        /// Its place in the outline.
        at: usize,
        /// Entries in it and below that the filter keeps.
        shown: usize,
        /// Whether its rows follow.
        open: bool,
    },
    /// An entry, in one of its groups.
    Entry {
        /// Its place in the catalog's entries.
        index: usize,
        /// In which group of the outline; nothing in a plain list.
        group: Option<usize>,
        /// Whether the filter asks for it.
        fits: Fits,
    },
}

/// Which entries a filter keeps, and how well each fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// For each entry of the catalog its rank among the hits, the best first.
    ranks: Vec<Option<(Fits, u32)>>,
    /// How many are kept.
    pub count: usize,
}

impl Kept {
    /// What was found in a catalog of so many entries, with the undecided ones behind where they are kept.
    #[must_use]
    pub fn new(found: &Found, entries: usize, keeps_unknown: bool) -> Self {
        let mut kept = Self { ranks: vec![None; entries], count: 0 };
        let unknown = found.unknown.iter().filter(|_| keeps_unknown).map(|index| (*index, Fits::Unknown));
        for (index, fits) in found.hits.iter().map(|hit| (hit.entry, Fits::Yes)).chain(unknown) {
            if let Some(rank) = kept.ranks.get_mut(index) {
                *rank = Some((fits, u32::try_from(kept.count).unwrap_or(u32::MAX)));
                kept.count += 1;
            }
        }
        kept
    }

    /// Whether the filter asks for the entry.
    #[must_use]
    pub fn fits(&self, index: usize) -> Fits {
        self.rank(index).map_or(Fits::No, |(fits, _)| fits)
    }

    fn rank(&self, index: usize) -> Option<(Fits, u32)> {
        self.ranks.get(index).copied().flatten()
    }

    /// Whether the entry is kept.
    #[must_use]
    pub fn keeps(&self, index: &usize) -> bool {
        self.rank(*index).is_some()
    }
}

/// What the rows are made from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The groups; nothing for a plain list.
    pub outline: Option<&'a Outline>,
    /// The entries in their order.
    pub order: &'a [usize],
    /// What the filter keeps; nothing without a filter.
    pub kept: Option<&'a Kept>,
    /// Whether what it leaves out is shown all the same.
    pub dims: bool,
    /// Whether entries stand by how well they fit, and if so, whether the best stand last.
    pub by_fit: Option<bool>,
    /// The groups that are folded, by word.
    pub folded: &'a BTreeSet<SafeText>,
}

/// The rows to show. Under a filter that hides, groups without a hit are gone.
#[must_use]
pub fn rows(source: Source<'_>) -> Vec<Row> {
    let Some(outline) = source.outline else {
        let mut rows = Vec::new();
        source.push(source.order, None, &mut rows);
        return rows;
    };
    let hides = source.kept.is_some() && !source.dims;
    // Rows that grow leave holes of their former sizes behind.
    let most = outline.groups.iter().map(|group| 1 + group.own.len()).sum();
    let mut rows = Vec::with_capacity(source.kept.filter(|_| hides).map_or(most, |kept| kept.count));
    // Open groups whose own entries follow when the groups in them are through.
    let mut open_groups: Vec<usize> = Vec::new();
    let mut folded_at: Option<usize> = None;
    for (at, group) in outline.groups.iter().enumerate() {
        let depth = group.drawer.depth;
        if folded_at.is_some_and(|folded| depth > folded) {
            continue;
        }
        folded_at = None;
        source.close(&mut open_groups, depth, &mut rows);
        let kept = |kept: &Kept| group.all.iter().filter(|index| kept.keeps(index)).count();
        let shown = source.kept.map_or(group.all.len(), kept);
        if hides && shown == 0 {
            continue;
        }
        let open = !source.folded.contains(&group.drawer.word);
        rows.push(Row::Group { at, shown, open });
        if open {
            open_groups.push(at);
        } else {
            folded_at = Some(depth);
        }
    }
    source.close(&mut open_groups, 0, &mut rows);
    rows
}

impl Source<'_> {
    /// Ends the groups that stand as deep or deeper: their own entries are shown now.
    fn close(self, open_groups: &mut Vec<usize>, depth: usize, rows: &mut Vec<Row>) {
        let group = |at: &usize| self.outline.and_then(|outline| outline.groups.get(*at));
        while let Some(at) = open_groups.pop_if(|at| group(at).is_some_and(|group| group.drawer.depth >= depth)) {
            group(&at).into_iter().for_each(|group| self.push(&group.own, Some(at), rows));
        }
    }

    /// Puts the rows of these entries behind the others.
    fn push(self, entries: &[usize], group: Option<usize>, rows: &mut Vec<Row>) {
        let Some(kept) = self.kept else {
            return rows.extend(entries.iter().map(|index| Row::Entry { index: *index, group, fits: Fits::Yes }));
        };
        let row = |index: usize| Row::Entry { index, group, fits: kept.fits(index) };
        let shown = entries.iter().copied().filter(|index| self.dims || kept.keeps(index));
        let Some(reversed) = self.by_fit else { return rows.extend(shown.map(row)) };
        let mut ranked: Vec<usize> = shown.collect();
        // What a missing fact leaves undecided, and what is only dimmed, stays behind the hits either way.
        ranked.sort_by_key(|index| match kept.rank(*index) {
            Some((Fits::Yes, rank)) if reversed => (0, u32::MAX - rank),
            Some((Fits::Yes, rank)) => (0, rank),
            Some((_, rank)) => (1, rank),
            None => (2, 0),
        });
        rows.extend(ranked.into_iter().map(row));
    }
}
