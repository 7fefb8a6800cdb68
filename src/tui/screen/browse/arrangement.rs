//! How the tree is arranged: by what it is grouped and ordered, and what stands beside the names.

use super::Browse;
use crate::catalog::{Catalog, Column, Entry, Facet, Order, Outline, Value};
use crate::session::Session;
use crate::tui::answer;
use crate::tui::route::Next;
use crate::tui::sign;
use crate::tui::span::{Line, Role};
use crate::tui::surface::Context;

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
            order: Order::default(),
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
        session.order = Some(self.order.word());
        session.columns = Some(self.columns.iter().map(|column| column.word().to_owned()).collect());
        session.dim = self.dims;
        session.keep_unknown = self.keeps_unknown;
    }
}

/// What an entry shows in a column: as short as it may be, with sign and part.
#[must_use]
pub fn cell(column: &Column, entry: &Entry, catalog: &Catalog, ascii: bool) -> Line {
    match column {
        Column::Vendor => {
            let vendor = entry.vendor.as_ref().and_then(|id| catalog.vendor(id));
            vendor.map(|vendor| Line::new(Role::Dim, vendor.short_name())).unwrap_or_default()
        }
        Column::Status => Line::new(sign::of_status(entry.status).1, entry.status.word()),
        Column::Criterion(id) => {
            let shared = catalog.criterion(id).and_then(|criterion| criterion.unit.as_ref());
            match entry.fact(id).map(|fact| &fact.value) {
                // The unit that all share stands in the criterion; here it would only take room.
                Some(Value::Number(number, unit)) if unit.as_ref() == shared => {
                    Line::new(Role::Text, number.to_string())
                }
                _ => answer::value(entry.fact(id), ascii),
            }
        }
        Column::Licence | Column::Started => Line::new(Role::Dim, column.text(entry, catalog).unwrap_or_default()),
    }
}

impl Browse {
    /// Orders and groups the entries anew.
    pub fn arrange(&mut self, context: &Context<'_>) {
        let catalog = &context.world.catalog;
        self.order = self.arrangement.order.of(catalog);
        self.outline = self.arrangement.group.as_ref().map(|facet| Outline::new(catalog, facet, &self.order));
        self.grow();
    }

    /// Arranges the tree as the reader wishes.
    pub fn rearrange(&mut self, arrangement: Arrangement, context: &Context<'_>) {
        if self.arrangement.group != arrangement.group {
            self.folded.clear();
            self.place.group = None;
        }
        self.arrangement = arrangement;
        self.filter.keep(context, self.arrangement.keeps_unknown);
        self.count();
        self.arrange(context);
    }

    pub(super) fn toggle_unknown(&mut self, context: &Context<'_>) -> Next {
        let keeps_unknown = !self.arrangement.keeps_unknown;
        self.rearrange(Arrangement { keeps_unknown, ..self.arrangement.clone() }, context);
        Next::hint(match keeps_unknown {
            true => "entries that a missing fact leaves undecided are kept",
            false => "entries that a missing fact leaves undecided are left out",
        })
    }

    pub(super) fn toggle_dim(&mut self, context: &Context<'_>) -> Next {
        let dims = !self.arrangement.dims;
        self.rearrange(Arrangement { dims, ..self.arrangement.clone() }, context);
        Next::hint(if dims { "what does not match is dimmed" } else { "what does not match is hidden" })
    }
}
