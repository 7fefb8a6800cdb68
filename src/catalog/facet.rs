//! Ways to sort entries into drawers: by an answer that is one of a few words.

use std::collections::{BTreeMap, BTreeSet};

use super::{Catalog, Criterion, CriterionId, Entry, Kind, Status, Value, YesNo};
use crate::base::suggest::Unknown;
use crate::base::text::SafeText;

/// What entries are sorted by. Each is a field of the query language, too.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// Where it stands in the tree of the catalog.
    Category,
    /// Whether it is alive.
    Status,
    /// Who makes it.
    Vendor,
    /// What it answers to a criterion that takes yes and no or a few words.
    Criterion(CriterionId),
}

/// A drawer of a facet: entries whose answer is one word, or is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawer {
    /// The answer.
    pub word: SafeText,
    /// Whether it is an answer; in the drawer of those whose answer is not known the word only says so.
    pub is_known: bool,
    /// The answer, as it is shown.
    pub label: SafeText,
    /// The drawer that it lies in; only categories have such.
    pub within: Option<usize>,
    /// How deep it lies.
    pub depth: usize,
}

impl Facet {
    /// Every facet of a catalog, in the order of display.
    #[must_use]
    pub fn all(catalog: &Catalog) -> Vec<Self> {
        let sorts = |criterion: &&Criterion| matches!(criterion.kind, Kind::YesNo | Kind::Choice(_) | Kind::Choices(_));
        let criteria = catalog.criteria.iter().filter(sorts).map(|criterion| Self::Criterion(criterion.id.clone()));
        [Self::Category, Self::Status, Self::Vendor].into_iter().chain(criteria).collect()
    }

    /// The facet of that field.
    #[must_use]
    pub fn of_field(field: &str, catalog: &Catalog) -> Option<Self> {
        Self::all(catalog).into_iter().find(|facet| facet.field() == field)
    }

    /// The facet that a person names by its field.
    ///
    /// # Errors
    /// Nothing can be sorted by that field, with what may be meant.
    pub fn read(field: &str, catalog: &Catalog) -> Result<Self, Unknown> {
        let known = Self::all(catalog);
        let unknown = || Unknown::new("field to group by", field, known.iter().map(Self::field));
        Self::of_field(field, catalog).ok_or_else(unknown)
    }

    /// Its field in queries.
    #[must_use]
    pub fn field(&self) -> &str {
        match self {
            Self::Category => "category",
            Self::Status => "status",
            Self::Vendor => "vendor",
            Self::Criterion(id) => id.as_str(),
        }
    }

    /// What it is called.
    #[must_use]
    pub fn label(&self, catalog: &Catalog) -> SafeText {
        SafeText::line(match self {
            Self::Category => "Category",
            Self::Status => "Status",
            Self::Vendor => "Vendor",
            Self::Criterion(id) => catalog.criterion(id).map_or(id.as_str(), |criterion| criterion.label.as_str()),
        })
    }

    /// Its drawers, empty ones too, in the order of display; a drawer stands before those that lie in it.
    #[must_use]
    pub fn drawers(&self, catalog: &Catalog) -> Vec<Drawer> {
        match self {
            Self::Category => categories(catalog),
            Self::Status => Status::ALL.iter().map(|status| plain(status.word(), status.word())).collect(),
            Self::Vendor => {
                let mut vendors: Vec<_> = catalog.vendors.iter().collect();
                vendors.sort_by_cached_key(|vendor| vendor.name.to_lowercase());
                vendors.into_iter().map(|vendor| plain(vendor.id.as_str(), &vendor.name)).collect()
            }
            Self::Criterion(id) => {
                let Some(criterion) = catalog.criterion(id) else { return Vec::new() };
                let mut words: Vec<&str> = match &criterion.kind {
                    Kind::YesNo => [YesNo::Yes, YesNo::Partial, YesNo::No].map(YesNo::word).to_vec(),
                    kind => kind.words(),
                };
                if words.is_empty() {
                    let given: BTreeSet<&str> = catalog.entries.iter().flat_map(|entry| self.words(entry)).collect();
                    words = given.into_iter().collect();
                    words.sort_by_cached_key(|word| word.to_lowercase());
                }
                // As in the query language, a capital makes no other answer.
                let mut seen = BTreeSet::new();
                words.retain(|word| seen.insert(word.to_lowercase()));
                words.into_iter().map(|word| plain(word, word)).collect()
            }
        }
    }

    /// The words of the drawers that an entry lies in; none where its answer is not known.
    #[must_use]
    pub fn words<'e>(&self, entry: &'e Entry) -> Vec<&'e str> {
        match self {
            Self::Category => entry.categories.iter().map(|id| id.as_str()).collect(),
            Self::Status => vec![entry.status.word()],
            Self::Vendor => entry.vendor.iter().map(|id| id.as_str()).collect(),
            Self::Criterion(id) => match entry.fact(id).map(|fact| &fact.value) {
                Some(Value::YesNo(answer)) => vec![answer.word()],
                Some(Value::Choice(word)) => vec![word.as_str()],
                Some(Value::Choices(words)) => words.iter().map(SafeText::as_str).collect(),
                _ => Vec::new(),
            },
        }
    }
}

fn plain(word: &str, label: &str) -> Drawer {
    Drawer { word: SafeText::line(word), is_known: true, label: SafeText::line(label), within: None, depth: 0 }
}

/// The categories as a walk through the tree visits them.
fn categories(catalog: &Catalog) -> Vec<Drawer> {
    let mut children: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for (at, category) in catalog.categories.iter().enumerate() {
        children.entry(category.parent.as_ref().map(|id| id.as_str())).or_default().push(at);
    }
    let mut drawers = Vec::with_capacity(catalog.categories.len());
    let mut open: Vec<(usize, Option<usize>, usize)> =
        children.get(&None).into_iter().flatten().rev().map(|at| (*at, None, 0)).collect();
    while let Some((at, within, depth)) = open.pop() {
        let Some(category) = catalog.categories.get(at) else { continue };
        let here = drawers.len();
        drawers.push(Drawer { within, depth, ..plain(category.id.as_str(), &category.name) });
        let below = children.get(&Some(category.id.as_str())).into_iter().flatten().rev();
        open.extend(below.map(|at| (*at, Some(here), depth + 1)));
    }
    drawers
}
