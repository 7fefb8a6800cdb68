//! How much the entries of a catalog tell: of each criterion, and of each kind of relation. Counted once, for it is
//! asked at every key.

use std::collections::BTreeMap;

use crate::catalog::{CriterionId, Entry, RelationId};

/// How many entries have a value for what is asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    answers: BTreeMap<CriterionId, usize>,
    relations: BTreeMap<RelationId, usize>,
}

impl Told {
    /// What these entries tell.
    pub(super) fn by(entries: &[Entry]) -> Self {
        let mut told = Self::default();
        for entry in entries {
            for criterion in entry.details.facts.keys() {
                match told.answers.get_mut(criterion) {
                    Some(count) => *count += 1,
                    None => drop(told.answers.insert(criterion.clone(), 1)),
                }
            }
            let mut kinds: Vec<&RelationId> = entry.details.relations.iter().map(|relation| &relation.kind).collect();
            kinds.sort_unstable();
            kinds.dedup();
            kinds.into_iter().for_each(|kind| *told.relations.entry(kind.clone()).or_default() += 1);
        }
        told
    }

    /// How many answer a criterion.
    pub(super) fn of_criterion(&self, id: &CriterionId) -> usize {
        self.answers.get(id).copied().unwrap_or_default()
    }

    /// How many have a relation of that kind to others.
    pub(super) fn of_relation(&self, id: &RelationId) -> usize {
        self.relations.get(id).copied().unwrap_or_default()
    }
}
