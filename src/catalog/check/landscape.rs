//! What the CNCF landscape's own tool would refuse or ignore in a `landscape.yml`. landfall opens such a file
//! all the same.

use super::Check;

/// Whether a rule of that code is one of these. No entry of a landscape can explain why it breaks one: there is
/// no field for it.
#[must_use]
pub fn has(code: &str) -> bool {
    code.starts_with("landscape-")
}

/// A name, an address or a logo that is not there.
pub static MISSING: Check = Check::error(
    "landscape-missing",
    "A category and a subcategory have a name; an item has a name, a homepage_url and a logo. The landscape's own tool refuses a file without them.",
);

/// A list for a text and the like.
pub static FORM: Check = Check::error(
    "landscape-form",
    "A field is of the form that the format gives it: a text, a list, a map, or true or false. The landscape's own tool refuses any other; here it is shown as it is.",
);

/// The same item twice.
pub static DUPLICATE: Check = Check::error(
    "landscape-duplicate",
    "The items of a subcategory have different names. The landscape's own tool refuses a second one; here both are shown, unless they are the same in everything.",
);

/// No address, or one of another site.
pub static ADDRESS: Check = Check::error(
    "landscape-address",
    "An address begins with http:// or https:// and a host; those of some fields lead to a certain site. The landscape's own tool refuses any other.",
);

/// A day that the calendar lacks.
pub static DATE: Check = Check::error(
    "landscape-date",
    "A date is a day, written 2017-11-14. The landscape's own tool refuses a file with any other.",
);

/// A tag with capitals or spaces.
pub static TAG: Check = Check::error(
    "landscape-tag",
    "A `tag` is made of a-z and `-`. The landscape's own tool refuses a file with any other.",
);

/// A field that is not of the format.
pub static UNKNOWN_FIELD: Check = Check::warning(
    "landscape-unknown-field",
    "The landscape's own tool ignores a field that is not of its format. Here it is a fact like any other, and a misspelt one is told from its neighbours.",
);

/// A second place that is not there.
pub static UNKNOWN_PLACE: Check = Check::warning(
    "landscape-unknown-place",
    "A second_path is written \"Category / Subcategory\" and names a place of the same file. The landscape's own tool ignores any other; here it becomes a place if several items name it, and else a fact.",
);

/// The same item twice, in everything.
pub static LEFT_OUT: Check = Check::warning(
    "landscape-left-out",
    "An item that is the same as another one in everything, or that is no map, is not shown: there is nothing to tell it by.",
);
