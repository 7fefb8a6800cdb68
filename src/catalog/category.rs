//! The tree's nodes, the makers, and words explained.

use serde::{Deserialize, Serialize};

use super::{CategoryId, VendorId};
use crate::base::text::SafeText;

/// A node of the tree.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// Its name.
    pub name: SafeText,
    /// What belongs here and what does not.
    pub guide: SafeText,
    /// The category it stands under.
    pub parent: Option<CategoryId>,
}

/// A maker of entries.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Vendor {
    /// Its id.
    pub id: VendorId,
    /// Its full name.
    pub name: SafeText,
    /// What people call it, shortest first choice in narrow columns.
    pub short: Vec<SafeText>,
}

impl Vendor {
    /// The shortest name, for narrow columns.
    #[must_use]
    pub fn short_name(&self) -> &SafeText {
        self.short.first().unwrap_or(&self.name)
    }
}

/// A word of the glossary.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Term {
    /// The word.
    pub term: SafeText,
    /// What is meant by it here.
    pub meaning: SafeText,
    /// Where the meaning comes from, if from outside.
    pub sources: Vec<SafeText>,
}
