//! The form of a catalog's files, as tables: every map with its keys, which must be there, what stands under
//! them, and what it is for.
//!
//! The reader refuses what is not here, and `landfall schema` is made from it.

use super::check::{self, Check, reading};
use super::{Direction, Kind, RelationGroup, Status};

/// A map with known keys.
#[derive(Debug)]
pub struct Form {
    /// What it is the form of, in a word.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub about: &'static str,
    /// Its keys, in the order in which a person writes them.
    pub keys: &'static [Key],
}

/// A key of a map.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What stands under it.
    pub shape: Shape,
    /// Whether it may be missing.
    pub need: Need,
    /// What it is for, in a sentence.
    pub about: &'static str,
}

/// Whether a key may be missing. A list that must be there has something in it.
#[derive(Clone, Copy, Debug)]
pub enum Need {
    /// It may.
    Optional,
    /// It may not: the rule that says so, and the way out where the name of the key is not enough.
    Required(&'static Check, &'static str),
}

/// What stands under a key.
#[derive(Debug)]
pub enum Shape {
    /// Text of any kind, as it is written.
    Text,
    /// An id that is declared here, or of another entry.
    Id,
    /// A year, a month or a day.
    Date,
    /// An http or https address.
    Link,
    /// A count of months or years.
    ShelfLife,
    /// One of the words that the format knows.
    Word(Words),
    /// The id of something that the catalog declares.
    Name(Names),
    /// An answer, as its criterion asks.
    Value,
    /// Facts under the ids of their criteria.
    Facts,
    /// Addresses under words of one's own.
    Links,
    /// Several of these.
    List(&'static Shape),
    /// A map of this form.
    Map(&'static Form),
}

/// Words that the format knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Whether an entry is alive.
    Status,
    /// What a criterion asks for.
    Kind,
    /// Which answer is better.
    Direction,
    /// What a kind of relation tells.
    Group,
    /// The codes of warnings.
    Warning,
}

impl Words {
    /// All of them.
    #[must_use]
    pub fn all(self) -> Vec<&'static str> {
        match self {
            Self::Status => Status::ALL.map(Status::word).to_vec(),
            Self::Kind => Kind::WORDS.to_vec(),
            Self::Direction => Direction::WORDS.to_vec(),
            Self::Group => RelationGroup::ALL.map(|(_, word)| word).to_vec(),
            Self::Warning => check::warnings().map(|check| check.code).collect(),
        }
    }

    /// What each of them means, in the same order.
    #[must_use]
    pub fn meanings(self) -> Vec<&'static str> {
        match self {
            Self::Status => STATUSES.to_vec(),
            Self::Kind => KINDS.to_vec(),
            Self::Direction => DIRECTIONS.to_vec(),
            Self::Group => GROUPS.to_vec(),
            Self::Warning => check::warnings().map(|check| check.explain).collect(),
        }
    }
}

/// In the order of [`Status::ALL`].
const STATUSES: [&str; Status::ALL.len()] = [
    "Developed and offered.",
    "Kept running, no longer developed.",
    "Announced to end; do not begin with it.",
    "Gone: the entry is a tombstone, with `ended` and what came after.",
];

/// In the order of [`Kind::WORDS`].
const KINDS: [&str; Kind::WORDS.len()] = [
    "yes, no or partial; the note says in which part.",
    "A bare number, in the unit of the criterion where it has one.",
    "An amount of money; its unit is a currency, perhaps per something: USD/hour.",
    "A share of a hundred.",
    "A length of time, such as 60 minutes.",
    "Anything, in a few words.",
    "One of the words under `values` or `order`.",
    "Several of the words under `values`.",
    "A year, a month or a day.",
    "A version, as its maker numbers it.",
];

/// In the order of [`Direction::WORDS`].
const DIRECTIONS: [&str; Direction::WORDS.len()] = [
    "More is better, or later.",
    "Less is better, or earlier.",
    "A yes is better.",
    "A no is better.",
    "None is better than another.",
];

/// In the order of [`RelationGroup::ALL`].
const GROUPS: [&str; RelationGroup::ALL.len()] = [
    "The one stands on the other.",
    "The one is inside the other.",
    "The other took the one's place.",
    "Anything else.",
];

/// What the catalog declares, and entries name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// A criterion.
    Criterion,
    /// A category.
    Category,
    /// A vendor.
    Vendor,
    /// A kind of relation.
    Relation,
}

impl Form {
    /// The key of that name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

const fn may(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, need: Need::Optional, about }
}

const fn must(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, need: Need::Required(&reading::MISSING_KEY, ""), about }
}

impl Key {
    const fn or(self, check: &'static Check, hint: &'static str) -> Self {
        Self { need: Need::Required(check, hint), ..self }
    }
}

use Shape::{Date, Facts, Id, Link, Links, List, Map, Name, ShelfLife, Text, Value, Word};

/// A whole catalog, or the header of one whose entries stand in files of their own.
pub static CATALOG: Form = Form {
    name: "catalog",
    about: "What a catalog is about, what it asks of every entry, and how its entries are sorted.",
    keys: &[
        must("title", Text, "What the catalog is about, in a few words."),
        may("about", Text, "What the catalog is about, in some sentences."),
        may("as_of", Date, "The date that the catalog as a whole speaks of."),
        may("vendors", List(&Map(&VENDOR)), "Who makes the entries."),
        may("categories", List(&Map(&CATEGORY)), "The tree in which the entries stand."),
        may("relations", List(&Map(&RELATION_KIND)), "The kinds of edges between entries."),
        may("criteria", List(&Map(&CRITERION)), "The questions asked of every entry, in the order of display."),
        may("glossary", List(&Map(&TERM)), "Words, and what is meant by them here."),
        may("entries", List(&Map(&ENTRY)), "Entries that have no files of their own."),
    ],
};

/// Who makes entries.
pub static VENDOR: Form = Form {
    name: "vendor",
    about: "A maker of entries.",
    keys: &[
        must("id", Id, "What entries call it."),
        must("name", Text, "Its full name."),
        may("short", List(&Text), "What people call it, the one for narrow columns first."),
    ],
};

/// A node of the tree.
pub static CATEGORY: Form = Form {
    name: "category",
    about: "A node of the tree.",
    keys: &[
        must("id", Id, "What entries call it."),
        must("name", Text, "Its name in the tree."),
        may("guide", Text, "What belongs here and what does not."),
        may("parent", Id, "The category that it stands under."),
    ],
};

/// A kind of edge.
pub static RELATION_KIND: Form = Form {
    name: "relation kind",
    about: "A kind of edge between entries.",
    keys: &[
        must("kind", Id, "What entries call it; also its field in queries."),
        must("inverse", Text, "In words, read from the other end."),
        must("group", Word(Words::Group), "What it tells, and so where it is shown and followed."),
        may("label", Text, "In words, read from the entry that has it; else the kind itself."),
        may("about", Text, "When to use it."),
    ],
};

/// A question.
pub static CRITERION: Form = Form {
    name: "criterion",
    about: "A question asked of every entry.",
    keys: &[
        must("id", Id, "What facts call it; also its field in queries."),
        must("label", Text, "The words beside the answer."),
        must("group", Text, "The heading under which it stands."),
        must("type", Word(Words::Kind), "What an answer must look like."),
        may("unit", Text, "What a number, money or a duration is counted in, such as USD/hour."),
        may("better", Word(Words::Direction), "Which answer is better."),
        may("values", List(&Text), "The words that a choice is made from; any word where none are listed."),
        may("order", List(&Text), "The words of a choice, the best first."),
        may("shelf_life", ShelfLife, "How long an answer keeps: `6 months` or `2 years`."),
        may("about", Text, "What is asked, in a sentence."),
    ],
};

/// A word explained.
pub static TERM: Form = Form {
    name: "term",
    about: "A word of the glossary.",
    keys: &[
        must("term", Text, "The word."),
        must("meaning", Text, "What is meant by it here."),
        may("sources", List(&Link), "Where the meaning comes from, if from outside."),
    ],
};

/// An entry.
pub static ENTRY: Form = Form {
    name: "entry",
    about: "A platform, project or product, and everything known of it.",
    keys: &[
        must("id", Id, "Its name for files, notes and links, for ever."),
        must("name", Text, "Its name today."),
        may("short_names", List(&Text), "What people call it."),
        may("former_names", List(&Map(&FORMER_NAME)), "What it was called."),
        may("vendor", Name(Names::Vendor), "Who makes it; one of the catalog's vendors."),
        must("categories", List(&Name(Names::Category)), "Where it stands in the tree; in one place or several."),
        must("status", Word(Words::Status), "Whether it is alive."),
        may("status_note", Text, "Why it has that status, in a phrase."),
        may("started", Date, "Since when it exists, as precise as is known."),
        may("ended", Date, "Until when it existed; only of what is retired."),
        may("licence", Text, "Its SPDX licence where it is open source; else `proprietary`."),
        must("summary", Text, "What it is and for whom, in some sentences."),
        may("links", Links, "Where to read on: home, docs, repository, pricing …"),
        may("relations", List(&Map(&RELATION)), "How it stands to other entries."),
        may("events", List(&Map(&EVENT)), "What happened, for the timeline."),
        may("facts", Facts, "The answers to the criteria, each with its source and date."),
        may("not_found", List(&Map(&NOT_FOUND)), "What was looked for and is not published: an honest unknown."),
        may("answers", List(&Map(&ANSWER)), "Questions that reviewers ask."),
        may("allow", List(&Map(&ALLOW)), "Warnings of `landfall check` that are right as they are."),
    ],
};

/// A name that is no longer used.
pub static FORMER_NAME: Form = Form {
    name: "former name",
    about: "A name that is no longer used.",
    keys: &[must("name", Text, "The name."), may("until", Date, "Until when it was used.")],
};

/// An edge.
pub static RELATION: Form = Form {
    name: "relation",
    about: "An edge to another entry.",
    keys: &[
        must("kind", Name(Names::Relation), "Of which kind; one that the catalog declares."),
        must("to", Id, "The id of the other entry."),
        may("source", Link, "The page that says so."),
        may("note", Text, "What else is to be said of it."),
    ],
};

/// Something that happened.
pub static EVENT: Form = Form {
    name: "event",
    about: "Something that happened.",
    keys: &[
        must("date", Date, "When, as precise as is known."),
        must("what", Text, "What happened."),
        may("source", Link, "The page that says so."),
    ],
};

/// An answer to a criterion.
pub static FACT: Form = Form {
    name: "fact",
    about: "An answer to a criterion, with its source and date.",
    keys: &[
        must("value", Value, "The answer, as the type of its criterion asks."),
        may("unit", Text, "The unit of the number, where it is not the criterion's."),
        may("note", Text, "What else is to be said of it: limits, tiers, conditions."),
        must("source", Link, "The page that says it; not a copy or preview of that page.")
            .or(&reading::NO_SOURCE, "add `source:` with the address of the page that says it"),
        must("as_of", Date, "The date that the source speaks of, as precise as is known.")
            .or(&reading::NO_DATE, "add `as_of:` with the date that the source speaks of, such as 2026-03"),
    ],
};

/// An honest unknown.
pub static NOT_FOUND: Form = Form {
    name: "not found",
    about: "A criterion to which nothing is published.",
    keys: &[
        must("criterion", Name(Names::Criterion), "What was looked for."),
        must("as_of", Date, "When it was looked for.")
            .or(&reading::NO_DATE, "add the month in which it was looked for"),
    ],
};

/// A reviewer's question.
pub static ANSWER: Form = Form {
    name: "answer",
    about: "A question that reviewers ask, and its answer.",
    keys: &[
        must("question", Text, "The question."),
        must("answer", Text, "The answer, in a few sentences."),
        must("sources", List(&Link), "The pages that say so; at least one.")
            .or(&reading::NO_SOURCE, "add `sources:` with a list of addresses"),
    ],
};

/// A warning explained in place.
pub static ALLOW: Form = Form {
    name: "allowed warning",
    about: "A warning that is right as it is.",
    keys: &[
        must("code", Word(Words::Warning), "The code of the warning."),
        must("why", Text, "Why it is right as it is."),
    ],
};
