//! Any file of the CNCF landscape format as a catalog: `landscape.yml`, in its first and second form.
//!
//! Reading goes in two steps, so that a large file does not lie in memory beside what is made of it:
//! [`survey`] walks through the text item by item, or a [`Walk`] through each half of it, and keeps the values of each as rows of numbers of shared
//! texts; [`Survey::finish`] needs the text no more, finds out what kind of question each field answers, and
//! makes entries. Categories and subcategories become categories, addresses become links, every other field
//! becomes a fact that the file itself says. Nothing here is ever an error to whoever only opens a file.

mod beside;
mod entries;
mod findings;
mod gather;
mod halves;
mod ids;
mod infer;
mod key;
mod known;
mod places;
mod plain;
mod pool;
#[cfg(test)]
mod tests;
mod validate;
mod value;

pub use beside::Beside;
pub use findings::Findings;
pub use halves::halves;

use crate::base::text::SafeText;
use crate::catalog::tree::{self, Extract, Tree};
use crate::catalog::{Catalog, Entry, EntryId, RelationGroup, RelationKind};
use beside::{Guide, Settings};
use gather::Gathered;
use places::Places;

/// The key under which a subcategory has its items.
const ITEMS: &str = "items";

/// Everything that a landscape says, without its text.
#[derive(Debug)]
pub struct Survey {
    all: Gathered,
    places: Places,
    ids: Vec<Option<EntryId>>,
}

/// A landscape as a catalog, and what is odd about its file.
#[derive(Clone, Debug)]
pub struct Landscape {
    /// The catalog.
    pub catalog: Catalog,
    /// What is odd.
    pub findings: Findings,
}

/// What was met on the way through a text, or through one of its [`halves`].
#[derive(Debug)]
pub struct Walk<'a> {
    all: Gathered,
    tree: Tree<'a>,
}

/// Walks through the text of a file; nothing where it is no landscape.
#[must_use]
pub fn survey(findings: Findings, text: &str) -> Option<Survey> {
    Walk::through(findings, Extract::whole(text)).end()
}

impl<'a> Walk<'a> {
    /// Walks through a text of the file that the findings are about.
    #[must_use]
    pub fn through(findings: Findings, text: Extract<'a>) -> Self {
        let mut all = Gathered::new(findings);
        let tree = tree::parse_parts(text, ITEMS, &mut |list, item| all.take(list, &item));
        Self { all, tree }
    }

    /// What all of the text says; nothing where it is no landscape.
    #[must_use]
    pub fn end(self) -> Option<Survey> {
        let Self { mut all, tree } = self;
        let top = places::top(&tree.root)?;
        places::second_top(&tree.root, &mut all.findings);
        let (mut places, inline) = Places::read(top, &mut all.findings);
        inline.into_iter().for_each(|(list, item)| all.take(list, item));
        all.close(tree.is_whole());
        all.findings.flaws(&tree.flaws);
        let ids = entries::identify(&mut all, &mut places);
        Some(Survey { all, places, ids })
    }
}

/// What is known of a landscape besides its file.
#[derive(Debug, Default)]
pub struct Surroundings {
    /// What to call it if nothing else says so.
    pub title: String,
    /// The guide, `guide.yml`.
    pub guide: Option<Beside>,
    /// The settings, `settings.yml`.
    pub settings: Option<Beside>,
}

impl Survey {
    /// What is odd about the file.
    pub fn findings(&mut self) -> &mut Findings {
        &mut self.all.findings
    }

    /// Makes the catalog.
    #[must_use]
    pub fn finish(self, around: &Surroundings) -> Landscape {
        let Self { mut all, places, ids } = self;
        let settings = around.settings.as_ref().map(|file| Settings::read(file, &mut all.findings));
        let guide = around.guide.as_ref().map(|file| Guide::read(file, &mut all.findings)).unwrap_or_default();
        let settings = settings.unwrap_or_default();
        let of_places = places.ids();
        let made = entries::make(&all, &places, &of_places, ids);
        let catalog = Catalog {
            title: settings.title.unwrap_or_else(|| SafeText::line(&around.title)),
            about: settings.about.unwrap_or_default(),
            vendors: made.vendors,
            categories: places.categories(&of_places, &|path| guide.text(path).unwrap_or_default()),
            criteria: made.criteria,
            relation_kinds: part_of().into_iter().filter(|_| has_relations(&made.entries)).collect(),
            ..Catalog::default()
        };
        let Gathered { findings, rows, items, pool, .. } = all;
        drop((rows, items, pool));
        Landscape { catalog: catalog.with_entries(made.entries), findings }
    }
}

fn has_relations(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| !entry.details.relations.is_empty())
}

fn part_of() -> Option<RelationKind> {
    Some(RelationKind {
        id: entries::PART_OF.parse().ok()?,
        label: SafeText::line("part of"),
        inverse: SafeText::line("contains"),
        group: RelationGroup::Containment,
        about: SafeText::line("The one is a part of the other, by the field `parent_project`."),
    })
}
