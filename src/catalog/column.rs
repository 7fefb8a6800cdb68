//! What may stand beside a name, wherever entries are listed.

use super::{Catalog, CriterionId, Entry};
use crate::base::suggest::Unknown;

/// What an entry shows beside its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// Who makes it.
    Vendor,
    /// Whether it is alive.
    Status,
    /// Its licence.
    Licence,
    /// Since when it exists.
    Started,
    /// Its answer to a criterion.
    Criterion(CriterionId),
}

impl Column {
    /// The words for those that every catalog has.
    const WORDS: [(&'static str, Self); 4] =
        [("vendor", Self::Vendor), ("status", Self::Status), ("licence", Self::Licence), ("started", Self::Started)];

    /// The word in settings and on the command line.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Vendor => "vendor",
            Self::Status => "status",
            Self::Licence => "licence",
            Self::Started => "started",
            Self::Criterion(id) => id.as_str(),
        }
    }

    /// The column of that word, in any case; a criterion is known by a label of its own as well, as it is in queries.
    #[must_use]
    pub fn from_word(word: &str, catalog: &Catalog) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        let typed = word.replace('-', "_");
        let known = Self::WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, column)| column);
        let by_id = || catalog.criteria.iter().find(|criterion| criterion.id.as_str() == word);
        let by_label = || {
            let mut labelled = catalog.criteria.iter().filter(|one| one.typed_label().as_ref() == Some(&typed));
            labelled.next().filter(|_| labelled.next().is_none())
        };
        let criterion = || by_id().or_else(by_label).map(|criterion| Self::Criterion(criterion.id.clone()));
        known.or_else(criterion)
    }

    /// The columns that a line of words names.
    ///
    /// # Errors
    /// The first word that means nothing, with what may be meant.
    pub fn read(line: &str, catalog: &Catalog) -> Result<Vec<Self>, Unknown> {
        let known = Self::WORDS.iter().map(|(word, _)| *word).chain(catalog.criterion_words());
        let words = line.split([',', ' ']).filter(|word| !word.is_empty());
        let column = |word| Self::from_word(word, catalog).ok_or_else(|| Unknown::new("column", word, known.clone()));
        words.map(column).collect()
    }

    /// What heads it.
    #[must_use]
    pub fn label<'c>(&'c self, catalog: &'c Catalog) -> &'c str {
        match self {
            Self::Vendor => "Vendor",
            Self::Status => "Status",
            Self::Licence => "Licence",
            Self::Started => "Started",
            Self::Criterion(id) => catalog.criterion(id).map_or(id.as_str(), |criterion| criterion.label.as_str()),
        }
    }

    /// What an entry shows in it, in words; nothing where that is not known.
    #[must_use]
    pub fn text(&self, entry: &Entry, catalog: &Catalog) -> Option<String> {
        match self {
            Self::Vendor => catalog.vendor_name(entry).map(ToString::to_string),
            Self::Status => Some(entry.status.word().to_owned()),
            Self::Licence => entry.licence.as_ref().map(ToString::to_string),
            Self::Started => entry.started.map(|date| date.to_string()),
            Self::Criterion(id) => entry.fact(id).map(|fact| fact.value.to_string()),
        }
    }
}
