//! The answers that are given in text, the most frequent first, as a few words are offered to choose from.
//!
//! Every key counts the answers of all that the rest of the query finds, so that catalogs of more than
//! [`AT_ONCE`](super::AT_ONCE) entries offer none.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::complete::Candidate;
use super::lex::{Op, quoted};
use super::truth::Truth;
use super::want;
use super::word::Word;
use crate::base::text::SafeText;
use crate::catalog::{Catalog, Criterion, CriterionId, Entry, Kind, Value};

/// So many answers are worth counting at a key.
const MOST: usize = 20;

/// An answer of more bytes is a sentence; nobody chooses one.
const LONGEST: usize = 48;

/// Where an entry's text is.
pub(super) enum Texts<'c> {
    Licence,
    Fact(&'c CriterionId),
}

impl<'c> Texts<'c> {
    /// The texts that a field asks for, if it asks for texts that several entries may share.
    pub(super) fn of(field: &str, catalog: &'c Catalog) -> Option<Self> {
        if field == "licence" {
            return Some(Self::Licence);
        }
        let asks = |criterion: &&Criterion| criterion.id.as_str() == field && criterion.kind == Kind::Text;
        catalog.criteria.iter().find(asks).map(|criterion| Self::Fact(&criterion.id))
    }

    fn text<'e>(&self, entry: &'e Entry) -> Option<&'e str> {
        match self {
            Self::Licence => entry.licence.as_ref().map(SafeText::as_str),
            Self::Fact(id) => match &entry.fact(id)?.value {
                Value::Text(text) => Some(text.as_str()),
                _ => None,
            },
        }
    }

    /// The most frequent texts of the entries that were found, as far as they hold what is typed; each with how
    /// many entries a condition with that sign finds by it.
    pub(super) fn holding(&self, typed: &str, op: Op, found: &BTreeSet<usize>, catalog: &Catalog) -> Vec<Candidate> {
        let mut given: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in found.iter().filter_map(|place| catalog.entries.get(*place)) {
            self.text(entry).into_iter().for_each(|text| *given.entry(text).or_default() += 1);
        }
        let typed = typed.to_lowercase();
        let fits = |text: &str| !text.is_empty() && text.len() <= LONGEST && text.to_lowercase().contains(&typed);
        let mut frequent: Vec<(&str, usize)> =
            given.iter().map(|(text, count)| (*text, *count)).filter(|(text, _)| fits(text)).collect();
        frequent.sort_by_key(|(_, count)| Reverse(*count));
        let counted = frequent.into_iter().take(MOST).map(|(text, _)| {
            let count = Some(count(&want::text(op, text), &given));
            Candidate { text: quoted(text).into_owned(), about: String::new(), count }
        });
        let mut counted: Vec<Candidate> = counted.collect();
        counted.sort_by_key(|candidate| Reverse(candidate.count));
        counted
    }
}

/// How many gave a text that the word fits.
fn count(word: &Word, given: &BTreeMap<&str, usize>) -> usize {
    given.iter().filter(|(text, _)| want::fits_text(word, text) == Truth::Yes).map(|(_, count)| count).sum()
}
