//! Relations as fields: the entries that have an edge to another.

use std::collections::{BTreeMap, BTreeSet};

use super::flaw::Flaw;
use super::lex::{Chunk, Condition, quoted};
use super::want;
use crate::base::suggest;
use crate::catalog::{Catalog, EntryId, Relation, RelationGroup, RelationKind, Unresolved, resolve};

/// Which edges a field follows, and in which direction.
pub(super) struct Edges<'c> {
    kinds: Vec<&'c RelationKind>,
    /// From what has the relation to what it names.
    along: bool,
    /// From what is named to what has the relation.
    against: bool,
}

/// From an entry that is named to those that are found by it, by their places in the catalog.
pub(super) type Steps = BTreeMap<usize, BTreeSet<usize>>;

/// The same steps, walked the other way.
pub(super) fn reversed(steps: &Steps) -> Steps {
    let mut back = Steps::new();
    for (named, found) in steps.iter().flat_map(|(named, next)| next.iter().map(move |found| (*named, *found))) {
        back.entry(found).or_default().insert(named);
    }
    back
}

/// Those that are any number of steps away from any of these.
pub(super) fn reached(from: Vec<usize>, steps: &Steps) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open = from;
    while let Some(place) = open.pop() {
        open.extend(steps.get(&place).into_iter().flatten().copied().filter(|next| found.insert(*next)));
    }
    found
}

/// A kind of relation read from its other end, as a field: `hosted by` is `hosted_by`.
pub(super) fn inverse_field(kind: &RelationKind) -> String {
    kind.inverse.to_lowercase().replace(' ', "_")
}

impl<'c> Edges<'c> {
    /// Any kind, in either direction.
    pub(super) fn any(catalog: &'c Catalog) -> Self {
        Self { kinds: catalog.relation_kinds.iter().collect(), along: true, against: true }
    }

    /// What an entry stands on.
    pub(super) fn foundation(catalog: &'c Catalog) -> Self {
        let kinds = catalog.relation_kinds.iter().filter(|kind| kind.group == RelationGroup::Foundation);
        Self { kinds: kinds.collect(), along: true, against: false }
    }

    /// The kind of that id, or of that inverse. A kind that is its own inverse leads both ways.
    pub(super) fn named(field: &str, catalog: &'c Catalog) -> Option<Self> {
        let by_id = catalog.relation_kinds.iter().find(|kind| kind.id.as_str() == field);
        let kind = by_id.or_else(|| catalog.relation_kinds.iter().find(|kind| inverse_field(kind) == field))?;
        Some(Self { kinds: vec![kind], along: by_id.is_some(), against: inverse_field(kind) == field })
    }

    fn follows(&self, relation: &Relation) -> bool {
        self.kinds.iter().any(|kind| kind.id == relation.kind)
    }

    /// The entries that are one step away from any of `targets`.
    fn one_step_from(&self, targets: &BTreeSet<EntryId>, catalog: &Catalog) -> BTreeSet<EntryId> {
        let mut found = BTreeSet::new();
        for entry in &catalog.entries {
            for relation in entry.details.relations.iter().filter(|relation| self.follows(relation)) {
                if self.along && targets.contains(&relation.to) {
                    found.insert(entry.id.clone());
                }
                if self.against && targets.contains(&entry.id) {
                    found.insert(relation.to.clone());
                }
            }
        }
        found
    }

    /// The entries that are any number of steps away.
    fn any_steps_from(&self, targets: &BTreeSet<EntryId>, catalog: &Catalog) -> BTreeSet<EntryId> {
        let from = targets.iter().filter_map(|id| catalog.index_of(id)).collect();
        let found = reached(from, &self.steps(catalog)).into_iter();
        found.filter_map(|place| catalog.entries.get(place)).map(|entry| entry.id.clone()).collect()
    }

    /// For each entry that may be named, by place, those that are one step away from it.
    pub(super) fn steps(&self, catalog: &Catalog) -> Steps {
        let mut steps = Steps::new();
        for (from, entry) in catalog.entries.iter().enumerate() {
            for relation in entry.details.relations.iter().filter(|relation| self.follows(relation)) {
                let Some(to) = catalog.index_of(&relation.to) else { continue };
                let ends = [(self.along, to, from), (self.against, from, to)];
                for (_, named, found) in ends.into_iter().filter(|(follows, ..)| *follows) {
                    steps.entry(named).or_default().insert(found);
                }
            }
        }
        steps
    }

    /// The entries that the condition finds.
    pub(super) fn read(&self, condition: &Condition, catalog: &Catalog) -> Result<BTreeSet<EntryId>, Flaw> {
        let targets: BTreeSet<EntryId> = want::items(condition, |item| entry(item, catalog))?.into_iter().collect();
        Ok(if condition.starred {
            self.any_steps_from(&targets, catalog)
        } else {
            self.one_step_from(&targets, catalog)
        })
    }
}

/// `relation:x`: the entries that have to do with the entry x, or that have a relation of the kind x.
pub(super) fn related(condition: &Condition, catalog: &Catalog) -> Result<BTreeSet<EntryId>, Flaw> {
    let text = condition.value.text();
    let Some(kind) = catalog.relation_kinds.iter().find(|kind| kind.id.as_str() == text) else {
        return Edges::any(catalog).read(condition, catalog);
    };
    let has_kind = |relation: &Relation| relation.kind == kind.id;
    let having = catalog.entries.iter().filter(|entry| entry.details.relations.iter().any(has_kind));
    Ok(having.map(|entry| entry.id.clone()).collect())
}

fn entry(item: &Chunk, catalog: &Catalog) -> Result<EntryId, Flaw> {
    let text = item.text();
    resolve(catalog, &text).map(|entry| entry.id.clone()).map_err(|why| match why {
        Unresolved::Unknown(None) => Flaw::new(&item.span, format!("there is no entry `{text}`")),
        Unresolved::Unknown(Some(near)) => {
            let near = quoted(&near);
            Flaw::new(&item.span, format!("there is no entry `{text}`")).hint(format!("did you mean `{near}`?"))
        }
        Unresolved::Ambiguous(ids) => Flaw::new(&item.span, format!("several entries are called `{text}`"))
            .hint(suggest::hint("", ids.iter().map(EntryId::as_str))),
    })
}
