//! Who wrote a note.

use std::fmt;

use crate::base::text::SafeText;

/// A name, and the slug that files carry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Author {
    name: SafeText,
    slug: String,
}

impl Author {
    /// The author of that name. Letters and digits make the slug; a name that has none is `reader`.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let mut slug = String::new();
        for character in name.chars().flat_map(char::to_lowercase) {
            match character {
                'a'..='z' | '0'..='9' => slug.push(character),
                _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                _ => {}
            }
        }
        slug.truncate(64);
        let slug = match slug.trim_end_matches('-') {
            "" => "reader".to_owned(),
            slug => slug.to_owned(),
        };
        Self { name: SafeText::line(name.trim()), slug }
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

impl fmt::Display for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name)
    }
}
