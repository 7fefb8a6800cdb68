//! What stands in the pane beside the tree instead of an entry: how answers are spread.

use super::{Beside, Browse, Focus};
use crate::catalog::Facet;

impl Browse {
    pub(super) fn shows_facets(&self) -> bool {
        matches!(self.beside, Beside::Facets(_))
    }

    /// The facet that is shown alone, if one is.
    #[must_use]
    pub fn facet(&self) -> Option<&Facet> {
        match &self.beside {
            Beside::Facets(one) => one.as_ref(),
            Beside::Page => None,
        }
    }

    /// Opens the facets; from one of them back to all, from all back to the page.
    pub(super) fn toggle_facets(&mut self) {
        (self.beside, self.focus) = match self.beside {
            Beside::Page | Beside::Facets(Some(_)) => (Beside::Facets(None), Focus::Pane),
            Beside::Facets(None) => (Beside::Page, Focus::Tree),
        };
    }

    /// Shows the answers of one facet alone.
    pub fn show_facet(&mut self, facet: Facet) {
        (self.beside, self.focus) = (Beside::Facets(Some(facet)), Focus::Pane);
    }
}
