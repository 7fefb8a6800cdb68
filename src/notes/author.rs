//! Who wrote a note.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use crate::base::slug::slug;
use crate::base::text::SafeText;

/// A name, and the slug that files carry. Two names with one slug are one author: they have one file.
#[derive(Clone, Debug)]
pub struct Author {
    name: SafeText,
    slug: String,
}

impl Author {
    /// The author of that name. A name without letters and digits is `reader`.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let slug = match slug(name) {
            none if none.is_empty() => "reader".to_owned(),
            slug => slug,
        };
        Self { name: SafeText::line(name.trim()), slug }
    }

    /// The author whose files have that name; nothing where no author's files would be called so.
    #[must_use]
    pub fn of_slug(text: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_slug = (1..=64).contains(&text.len()) && text.bytes().all(fits) && !text.starts_with('-');
        is_slug.then(|| Self { name: SafeText::line(text), slug: text.to_owned() })
    }

    /// The name as it was given.
    #[must_use]
    pub fn name(&self) -> &SafeText {
        &self.name
    }

    /// The name in file names.
    #[must_use]
    pub fn slug(&self) -> &str {
        &self.slug
    }
}

impl PartialEq for Author {
    fn eq(&self, other: &Self) -> bool {
        self.slug == other.slug
    }
}

impl Eq for Author {}

impl PartialOrd for Author {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Author {
    fn cmp(&self, other: &Self) -> Ordering {
        self.slug.cmp(&other.slug)
    }
}

impl Hash for Author {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.slug.hash(state);
    }
}

impl fmt::Display for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_file_name_and_comes_back_from_it() {
        let ann = Author::new(" Ann Example ");
        assert_eq!((ann.name().as_str(), ann.slug()), ("Ann Example", "ann-example"));
        assert_eq!(Author::of_slug(ann.slug()), Some(ann));
    }

    #[test]
    fn every_name_makes_a_slug_that_is_one() {
        for name in ["", "..", "José", "日本", "../../etc", &"x".repeat(300), "-a-"] {
            let author = Author::new(name);
            assert_eq!(Author::of_slug(author.slug()).as_ref(), Some(&author), "{name}");
        }
    }

    #[test]
    fn a_file_name_that_is_no_slug_has_no_author() {
        for name in ["", "Ann", "a b", "a.b", "-a", "a/b", "é"] {
            assert_eq!(Author::of_slug(name), None, "{name}");
        }
    }
}
