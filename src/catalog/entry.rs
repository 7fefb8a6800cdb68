//! An entry and everything known of it.

use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, ToSmolStr as _};

use super::tree::Mark;
use super::{CategoryId, Criterion, CriterionId, EntryId, Facts, Lazy, Relation, Status, Value, VendorId};
use crate::base::date::{Date, Day};
use crate::base::diagnostic::Place;
use crate::base::text::SafeText;

/// A platform, project or product. Its lists do not grow: there are many entries, and most lists are empty.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Entry {
    /// Its id, for ever.
    pub id: EntryId,
    /// Its name today.
    pub name: SafeText,
    /// What people call it.
    pub short_names: Box<[SafeText]>,
    /// What it was called.
    pub former_names: Box<[FormerName]>,
    /// Who makes it.
    pub vendor: Option<VendorId>,
    /// Where it stands in the tree; at least one.
    pub categories: Box<[CategoryId]>,
    /// Whether it is alive.
    pub status: Status,
    /// Why, in a phrase.
    pub status_note: Option<SafeText>,
    /// Since when it exists.
    pub started: Option<Date>,
    /// Until when it did.
    pub ended: Option<Date>,
    /// SPDX where open source.
    pub licence: Option<SafeText>,
    /// What it is and for whom.
    pub summary: SafeText,
    /// Where it begins in the text.
    pub place: Place,
    /// What is told of it to who opens it, or asks for a fact. It is packed apart from all else.
    #[serde(skip)]
    pub details: Lazy<Details>,
}

/// What neither the tree nor a search for words needs of an entry.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Details {
    /// Edges to other entries.
    pub relations: Box<[Relation]>,
    /// Where to read on.
    pub links: Box<[Link]>,
    /// What happened, oldest first.
    pub events: Box<[Event]>,
    /// The answers to the criteria.
    pub facts: Facts,
    /// What was looked for and is not published.
    pub not_found: Box<[NotFound]>,
    /// Questions that reviewers ask.
    pub answers: Box<[Answer]>,
    /// Warnings explained in place.
    pub allow: Box<[Allow]>,
}

impl Entry {
    /// Every name, today's first: name, short names, former names.
    pub fn names(&self) -> impl Iterator<Item = &SafeText> {
        std::iter::once(&self.name).chain(&self.short_names).chain(self.former_names.iter().map(|former| &former.name))
    }

    /// The fact for a criterion.
    #[must_use]
    pub fn fact(&self, criterion: &CriterionId) -> Option<&Fact> {
        self.details.facts.get(criterion)
    }
}

/// A name that is no longer used.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct FormerName {
    /// The name.
    pub name: SafeText,
    /// Until when it was used.
    pub until: Option<Date>,
}

/// An address to read on at.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Link {
    /// `home`, `docs`, `repository`, `pricing` …
    pub label: SafeText,
    /// An http or https address.
    pub url: SafeText,
}

/// Something that happened.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Event {
    /// When.
    pub date: Date,
    /// What.
    pub what: SafeText,
    /// Said by whom (URL).
    pub source: Option<SafeText>,
    /// Where it stands in the text of its entry.
    pub mark: Mark,
}

/// An answer to a criterion.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Fact {
    /// The answer.
    pub value: Value,
    /// What else is to be said of it.
    pub note: Option<SafeText>,
    /// Said by whom, and when; nothing where the catalog's own file is all that says it, as in a landscape.
    pub cite: Option<Cite>,
    /// Where it stands in the text of its entry.
    pub mark: Mark,
}

/// What a fact rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Cite {
    /// Said by whom (URL).
    pub source: SafeText,
    /// The date that the source speaks of.
    pub as_of: Date,
}

impl Fact {
    /// Said by whom (URL), where it is cited.
    #[must_use]
    pub fn source(&self) -> Option<&SafeText> {
        self.cite.as_ref().map(|cite| &cite.source)
    }

    /// The date that the source speaks of, where it is cited.
    #[must_use]
    pub fn as_of(&self) -> Option<Date> {
        self.cite.as_ref().map(|cite| cite.as_of)
    }

    /// The date that the source speaks of, as text; empty where it is not cited.
    #[must_use]
    pub fn dated(&self) -> SmolStr {
        self.as_of().map(|as_of| as_of.to_smolstr()).unwrap_or_default()
    }

    /// Whether it should be looked up again by `today`. What bears no date grows no older.
    #[must_use]
    pub fn is_stale(&self, criterion: &Criterion, today: Day) -> bool {
        self.as_of().is_some_and(|as_of| criterion.is_stale(as_of, today))
    }
}

/// An honest unknown: looked for, nothing published.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct NotFound {
    /// For which criterion.
    pub criterion: CriterionId,
    /// When it was looked for.
    pub as_of: Date,
}

/// A reviewer's question and its answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Answer {
    /// The question.
    pub question: SafeText,
    /// The answer, in a few sentences.
    pub answer: SafeText,
    /// Where it comes from (URLs).
    pub sources: Vec<SafeText>,
    /// Where it stands in the text of its entry.
    pub mark: Mark,
}

/// A warning of the checker that is explained in place.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Allow {
    /// The warning's code.
    pub code: SafeText,
    /// Why it is right as it is.
    pub why: SafeText,
}
