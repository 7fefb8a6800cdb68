//! The facts of an entry, by criterion.

use serde::{Deserialize, Serialize};

use super::{CriterionId, Fact};

/// Sorted by criterion and packed: most entries of a large catalog have a handful, and there are many entries.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Facts(Vec<(CriterionId, Fact)>);

impl Facts {
    /// The fact for a criterion.
    #[must_use]
    pub fn get(&self, criterion: &CriterionId) -> Option<&Fact> {
        let at = self.0.binary_search_by(|(known, _)| known.cmp(criterion)).ok()?;
        self.0.get(at).map(|(_, fact)| fact)
    }

    /// Puts a fact in; one that was there for the criterion gives way.
    pub fn insert(&mut self, criterion: CriterionId, fact: Fact) {
        match self.0.binary_search_by(|(known, _)| known.cmp(&criterion)) {
            Ok(at) => self.0.splice(at..=at, [(criterion, fact)]).for_each(drop),
            Err(at) => self.0.insert(at, (criterion, fact)),
        }
    }

    /// All of them, in order of the criteria's ids.
    pub fn iter(&self) -> impl Iterator<Item = (&CriterionId, &Fact)> {
        self.0.iter().map(|(criterion, fact)| (criterion, fact))
    }

    /// The criteria that are answered, in order of their ids.
    pub fn keys(&self) -> impl Iterator<Item = &CriterionId> {
        self.0.iter().map(|(criterion, _)| criterion)
    }

    /// The facts alone, in order of the criteria's ids.
    pub fn values(&self) -> impl Iterator<Item = &Fact> {
        self.0.iter().map(|(_, fact)| fact)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl IntoIterator for Facts {
    type Item = (CriterionId, Fact);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Later facts for a criterion give way to earlier ones.
impl FromIterator<(CriterionId, Fact)> for Facts {
    fn from_iter<I: IntoIterator<Item = (CriterionId, Fact)>>(facts: I) -> Self {
        let mut facts: Vec<_> = facts.into_iter().collect();
        facts.sort_by(|(a, _), (b, _)| a.cmp(b));
        facts.dedup_by(|(later, _), (first, _)| later == first);
        facts.shrink_to_fit();
        Self(facts)
    }
}
