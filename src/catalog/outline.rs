//! Which entries lie in which drawer: what the tree shows, and what facets count.

use foldhash::HashMap;

use super::Catalog;
use super::facet::{Drawer, Facet};
use crate::base::text::SafeText;

/// The word for the drawer of entries whose answer is not known; the query language knows it, too.
pub const UNKNOWN: &str = "unknown";

/// A drawer and what lies in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Which.
    pub drawer: Drawer,
    /// The entries that lie in it and not deeper, in the outline's order.
    pub own: Vec<usize>,
    /// The entries that lie in it or deeper, each once, in the catalog's order.
    pub all: Vec<usize>,
}

/// Every entry in the drawers of one facet. An entry may lie in several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The drawers that are not empty, each before those that lie in it.
    pub groups: Vec<Group>,
}

impl Outline {
    /// Sorts the entries, given in the order that they are to have, into the facet's drawers.
    #[must_use]
    pub fn new(catalog: &Catalog, facet: &Facet, order: &[usize]) -> Self {
        let mut groups: Vec<Group> = facet
            .drawers(catalog)
            .into_iter()
            .map(|drawer| Group { drawer, own: Vec::new(), all: Vec::new() })
            .collect();
        let unknown = groups.len();
        let words = Words::of(&groups);
        let label = SafeText::line(UNKNOWN);
        let nowhere = Drawer { word: label.clone(), is_known: false, label, within: None, depth: 0 };
        groups.push(Group { drawer: nowhere, own: Vec::new(), all: Vec::new() });
        for index in order {
            let Some(entry) = catalog.entries.get(*index) else { continue };
            let given = facet.words(entry);
            let mut places = given.iter().filter_map(|word| words.place(word)).peekable();
            let nowhere = places.peek().is_none().then_some(unknown);
            for place in places.chain(nowhere) {
                if let Some(group) = groups.get_mut(place).filter(|group| group.own.last() != Some(index)) {
                    group.own.push(*index);
                }
            }
        }
        gather(&mut groups);
        without_empty(groups)
    }

    /// Where the drawer of that word stands.
    #[must_use]
    pub fn position(&self, word: &str) -> Option<usize> {
        let is = |group: &Group| group.drawer.word.as_str() == word;
        let is_but_for_capitals = |group: &Group| group.drawer.word.to_lowercase() == word.to_lowercase();
        self.groups.iter().position(is).or_else(|| self.groups.iter().position(is_but_for_capitals))
    }
}

/// Where the drawer of a word stands: as it is written, else in any case.
struct Words {
    written: HashMap<SafeText, usize>,
    folded: HashMap<String, usize>,
}

impl Words {
    fn of(groups: &[Group]) -> Self {
        let words = || groups.iter().enumerate().map(|(at, group)| (group.drawer.word.clone(), at));
        Self { written: words().collect(), folded: words().map(|(word, at)| (word.to_lowercase(), at)).collect() }
    }

    fn place(&self, word: &str) -> Option<usize> {
        self.written.get(word).or_else(|| self.folded.get(&word.to_lowercase())).copied()
    }
}

/// From the end, each drawer passes on what lies in it to the one that it lies in.
fn gather(groups: &mut [Group]) {
    for at in (0..groups.len()).rev() {
        let Some((before, [group, ..])) = groups.split_at_mut_checked(at) else { continue };
        group.all.extend(&group.own);
        group.all.sort_unstable();
        group.all.dedup();
        // An outline stays as long as the tree is arranged so.
        group.all.shrink_to_fit();
        group.own.shrink_to_fit();
        if let Some(outer) = group.drawer.within.and_then(|within| before.get_mut(within)) {
            outer.all.extend(&group.all);
        }
    }
}

fn without_empty(groups: Vec<Group>) -> Outline {
    let mut kept: Vec<Group> = Vec::new();
    let mut moved: Vec<Option<usize>> = Vec::with_capacity(groups.len());
    for mut group in groups {
        let stays = !group.all.is_empty();
        moved.push(stays.then_some(kept.len()));
        if stays {
            group.drawer.within = group.drawer.within.and_then(|within| moved.get(within).copied().flatten());
            kept.push(group);
        }
    }
    Outline { groups: kept }
}
