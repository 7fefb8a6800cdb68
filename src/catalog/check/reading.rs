//! What is found while a catalog is read.

use super::Check;

/// A file that is no text.
pub static UNREADABLE: Check = Check::error(
    "unreadable",
    "A file of a catalog is a regular file with text in UTF-8 that may be read. The other files of the catalog were read.",
);

/// More than is read.
pub static LIMIT: Check = Check::error(
    "limit",
    "A file may have 64 MB, 64 levels of lists and maps, texts and brackets of a million characters, 4 million nodes, 100,000 of them added by aliases, and 1,000 findings. What stands before the limit was read.",
);

/// No YAML.
pub static SYNTAX: Check = Check::error(
    "syntax",
    "From here on the text is no YAML. What stands before it was read; findings about the rest of the file come once this is mended.",
);

/// `---` in the middle.
pub static SECOND_DOCUMENT: Check =
    Check::error("second-document", "A file holds one document. What follows a second `---` is not read.");

/// A key twice.
pub static DUPLICATE_KEY: Check =
    Check::error("duplicate-key", "A key stands in a map once. The first is used, those after it are not.");

/// `!text` without quotes.
pub static TAG: Check = Check::error(
    "tag",
    "A word that begins with `!` is a tag in YAML, and the text after it is lost. A text that begins so, such as a query, is put in quotes.",
);

/// A key that means nothing there.
pub static UNKNOWN_KEY: Check = Check::error(
    "unknown-key",
    "Every key means something to landfall. One that does not is most likely misspelt, and what stands under it is not read.",
);

/// A key that must be there.
pub static MISSING_KEY: Check = Check::error(
    "missing-key",
    "Some keys must be there: an entry without id or name is left out; without categories, status or summary it is shown, but nobody can place it.",
);

/// A list for a text and the like.
pub static WRONG_TYPE: Check =
    Check::error("wrong-type", "Each key takes a text, a list or a map. What is of another kind is not read.");

/// No slug.
pub static BAD_ID: Check = Check::error(
    "bad-id",
    "An id is made of a-z, 0-9, `-` and `_`, begins with a letter or digit, and has at most 64 characters: it names files and is typed by hand.",
);

/// No date.
pub static BAD_DATE: Check =
    Check::error("bad-date", "A date is written 2017, 2017-11 or 2017-11-14, as precise as is known.");

/// An answer that its question does not take.
pub static BAD_VALUE: Check = Check::error(
    "bad-value",
    "A value is what its key or criterion asks for: a number is a number, a word is one of the known ones. What else is to be said goes into the note.",
);

/// A question that contradicts itself.
pub static BAD_CRITERION: Check = Check::error(
    "bad-criterion",
    "The parts of a criterion fit its type: only choices have values and an order, only amounts have a unit and a higher or lower, only yes-no has a better yes or no.",
);

/// An amount of what?
pub static NO_UNIT: Check = Check::error(
    "no-unit",
    "An amount of money or a length of time has a unit, of its criterion or its own: without one it cannot be compared.",
);

/// Says who?
pub static NO_SOURCE: Check = Check::error(
    "no-source",
    "A fact names the page that says it, and an answer at least one. What has no source is not shown: it could not be defended.",
);

/// As of when?
pub static NO_DATE: Check = Check::error(
    "no-date",
    "A fact names the date that its source speaks of: without one nobody knows when to look again.",
);

/// No web address.
pub static BAD_LINK: Check = Check::error(
    "bad-link",
    "A link begins with http:// or https:// and a host, and has no spaces, quotes or angle brackets. Nothing else is ever opened.",
);

/// A copy of somebody's page.
pub static MIRROR: Check = Check::warning(
    "mirror",
    "A source is the page of whoever says it, not a copy, proxy or preview of it: those change and vanish, and nobody answers for them.",
);

/// An entry in a file of another name.
pub static FILE_NAME: Check =
    Check::warning("file-name", "The file of an entry is named by the entry's id, so that a person finds it.");

/// An id twice.
pub static DUPLICATE_ID: Check =
    Check::error("duplicate-id", "An id names one thing. The first that has it is used, the others are left out.");

/// The same said twice.
pub static REPEATED: Check = Check::error("repeated", "A list names each thing once. The second time is left out.");

/// A fact that nobody asks for.
pub static UNKNOWN_CRITERION: Check =
    Check::error("unknown-criterion", "A fact answers one of the catalog's criteria, named by its id.");

/// A place that is not in the tree.
pub static UNKNOWN_CATEGORY: Check = Check::error(
    "unknown-category",
    "A category is one that the catalog declares, named by its id. An entry without any is shown as uncategorised.",
);

/// A maker that nobody knows.
pub static UNKNOWN_VENDOR: Check =
    Check::error("unknown-vendor", "A vendor is one that the catalog declares, named by its id.");

/// An edge of no kind.
pub static UNKNOWN_RELATION: Check =
    Check::error("unknown-relation", "The kind of a relation is one that the catalog declares under `relations`.");

/// An edge to nowhere.
pub static UNKNOWN_ENTRY: Check = Check::error(
    "unknown-entry",
    "A relation leads to an entry of the catalog, named by its id. One to nowhere is left out.",
);

/// An `allow` of nothing.
pub static UNKNOWN_CODE: Check = Check::error(
    "unknown-code",
    "`allow` names the code of a warning and says why it is right as it is. Errors cannot be allowed.",
);

/// An edge to itself.
pub static SELF_RELATION: Check =
    Check::error("self-relation", "A relation leads from one entry to another, not back to the same.");

/// A category within itself.
pub static CATEGORY_CYCLE: Check = Check::error(
    "category-cycle",
    "A category stands under another one, not under itself by way of others, and at most 64 levels deep. Where it does, it is shown at the top.",
);

/// A category with nothing in it.
pub static EMPTY_CATEGORY: Check = Check::warning(
    "empty-category",
    "A category has an entry, or a category under it has: an empty one is a promise that the tree does not keep.",
);

/// Whether a finding of that code means that the rest of its file was not read.
pub fn ends_file(code: &str) -> bool {
    [SYNTAX.code, LIMIT.code].contains(&code)
}
