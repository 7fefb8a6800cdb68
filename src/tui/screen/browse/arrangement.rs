//! How the tree is arranged: by what it is grouped and ordered, and what stands beside the names.

use crate::base::suggest;
use crate::base::text::SafeText;
use crate::catalog::{Catalog, Criterion, CriterionId, Entry, Facet, Order};
use crate::session::Session;
use crate::tui::answer;
use crate::tui::sign;
use crate::tui::span::{Line, Role};

/// The word for a tree without groups.
const UNGROUPED: &str = "none";

/// What the reader chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrangement {
    /// By what the tree is grouped; nothing for a plain list.
    pub group: Option<Facet>,
    /// In which order entries stand.
    pub order: Order,
    /// What stands beside the names, from left to right.
    pub columns: Vec<Column>,
    /// Whether what the filter leaves out is dimmed instead of hidden.
    pub dims: bool,
    /// Whether entries stay that a missing fact leaves undecided.
    pub keeps_unknown: bool,
}

impl Default for Arrangement {
    fn default() -> Self {
        Self {
            group: Some(Facet::Category),
            order: Order::Name,
            columns: vec![Column::Vendor],
            dims: false,
            keeps_unknown: false,
        }
    }
}

impl Arrangement {
    /// As it was last time, as far as the catalog still knows the words.
    #[must_use]
    pub fn of(session: &Session, catalog: &Catalog) -> Self {
        let plain = Self::default();
        let group = match session.group.as_deref() {
            Some(UNGROUPED) => None,
            Some(field) => Facet::of_field(field, catalog).or(plain.group),
            None => plain.group,
        };
        let columns = session
            .columns
            .as_ref()
            .map(|words| words.iter().filter_map(|word| Column::from_word(word, catalog)).collect());
        Self {
            group,
            order: session.order.as_deref().and_then(|word| Order::from_word(word, catalog)).unwrap_or(plain.order),
            columns: columns.unwrap_or(plain.columns),
            dims: session.dim,
            keeps_unknown: session.keep_unknown,
        }
    }

    /// Puts the words for it into a session.
    pub fn note_in(&self, session: &mut Session) {
        session.group = Some(self.group.as_ref().map_or(UNGROUPED, Facet::field).to_owned());
        session.order = Some(self.order.word().to_owned());
        session.columns = Some(self.columns.iter().map(|column| column.word().to_owned()).collect());
        session.dim = self.dims;
        session.keep_unknown = self.keeps_unknown;
    }
}

/// What may stand beside a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// Who makes it, in short.
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

    /// The word in settings.
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

    /// The column of that word.
    #[must_use]
    pub fn from_word(word: &str, catalog: &Catalog) -> Option<Self> {
        let known = Self::WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, column)| column);
        let criterion = || catalog.criteria.iter().find(|criterion| criterion.id.as_str() == word);
        known.or_else(|| criterion().map(|criterion| Self::Criterion(criterion.id.clone())))
    }

    /// The columns that a line of words names.
    ///
    /// # Errors
    /// A word means nothing, with what may be meant.
    pub fn read(line: &str, catalog: &Catalog) -> Result<Vec<Self>, String> {
        let words = line.split([',', ' ']).filter(|word| !word.is_empty());
        words
            .map(|word| {
                Self::from_word(word, catalog).ok_or_else(|| {
                    let known = Self::WORDS.iter().map(|(word, _)| *word);
                    let known = known.chain(catalog.criteria.iter().map(|criterion| criterion.id.as_str()));
                    format!("there is no column `{}`; {}", SafeText::line(word), suggest::hint(word, known))
                })
            })
            .collect()
    }

    /// What heads it.
    #[must_use]
    pub fn label<'c>(&'c self, catalog: &'c Catalog) -> &'c str {
        match self {
            Self::Criterion(id) => catalog.criterion(id).map_or(id.as_str(), |criterion| criterion.label.as_str()),
            other => other.word(),
        }
    }

    /// What an entry shows in it.
    #[must_use]
    pub fn cell(&self, entry: &Entry, catalog: &Catalog, ascii: bool) -> Line {
        let text = |text: Option<String>| Line::new(Role::Dim, text.unwrap_or_default());
        match self {
            Self::Vendor => text(
                entry.vendor.as_ref().and_then(|id| catalog.vendor(id)).map(|vendor| vendor.short_name().to_string()),
            ),
            Self::Status => Line::new(sign::of_status(entry.status).1, entry.status.word()),
            Self::Licence => text(entry.licence.as_ref().map(ToString::to_string)),
            Self::Started => text(entry.started.map(|date| date.to_string())),
            Self::Criterion(id) => answer::value(entry.fact(id), ascii),
        }
    }

    /// The criterion that it shows, if it shows one.
    #[must_use]
    pub fn criterion<'c>(&self, catalog: &'c Catalog) -> Option<&'c Criterion> {
        match self {
            Self::Criterion(id) => catalog.criterion(id),
            _ => None,
        }
    }
}
