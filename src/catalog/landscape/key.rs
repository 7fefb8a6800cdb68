//! The fields that a file uses, each with a number.

use foldhash::HashMap;

use super::known::{self, Field, Level, name};
use crate::base::text::SafeText;

/// Fields that are told apart; the values of others stand together. A real file has some sixty.
const MOST: usize = 500;

/// A field of a [`Keys`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct KeyId(u16);

impl KeyId {
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A field that the file uses.
#[derive(Debug)]
pub(super) struct Key {
    /// Its name; within another field, that field's name, a point, and its name there.
    pub(super) name: Box<str>,
    /// What the format says of it.
    pub(super) known: Option<&'static Field>,
    /// Whether an item has a list of it.
    pub(super) list: bool,
}

impl Key {
    /// What it is called on screen.
    pub(super) fn label(&self) -> SafeText {
        let own = ["annotations.", "other_links."].iter().find_map(|prefix| self.name.strip_prefix(prefix));
        let words = match self.known {
            Some(known) => known.label.to_owned(),
            None => own.unwrap_or(&self.name).replace(['_', '.', '-'], " "),
        };
        let words = words.trim();
        let mut letters = words.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        SafeText::line(&first.chain(letters).collect::<String>())
    }

    /// What a link of it is called.
    pub(super) fn link_label(&self) -> SafeText {
        match (self.known, self.name.strip_prefix("other_links.")) {
            (Some(known), _) => SafeText::line(known.label),
            (None, Some(own)) => SafeText::line(own),
            (None, None) => {
                let words = self.name.replace(['_', '.', '-'], " ");
                let words = words.strip_prefix("annotations ").unwrap_or(&words);
                SafeText::line(words.strip_suffix(" url").unwrap_or(words).trim())
            }
        }
    }
}

/// The fields that the file uses, in the order in which they are met.
#[derive(Debug, Default)]
pub(super) struct Keys {
    keys: Vec<Key>,
    in_item: HashMap<Box<str>, KeyId>,
    in_extra: HashMap<Box<str>, KeyId>,
}

impl Keys {
    /// The field of that name in an item, or of that path within a field; nothing where too many are known.
    pub(super) fn item(&mut self, field: &str) -> Option<KeyId> {
        if let Some(number) = self.in_item.get(field) {
            return Some(*number);
        }
        let name = known::canonical(field);
        let number = self.in_item.get(name).copied().or_else(|| self.add(name));
        self.in_item.extend(number.map(|number| (Box::from(field), number)));
        number
    }

    /// The field of that name in `extra`. There it means what it means in the item, unless the item has a
    /// field of that name by the format.
    pub(super) fn extra(&mut self, field: &str) -> Option<KeyId> {
        if let Some(number) = self.in_extra.get(field) {
            return Some(*number);
        }
        let clashes = known::find(field).is_some_and(|known| known.level == Level::Item);
        let number = if clashes { self.item(&format!("{}.{field}", name::EXTRA)) } else { self.item(field) };
        self.in_extra.extend(number.map(|number| (Box::from(field), number)));
        number
    }

    /// The field that holds what is of no field.
    pub(super) fn rest(&mut self) -> KeyId {
        let known = self.in_item.get(name::REST).copied();
        let number = known.unwrap_or_else(|| self.push(name::REST));
        self.is_list(number);
        number
    }

    /// Takes in the fields that a later part of the file uses; gives their new numbers, in the order of their old
    /// ones. Nothing where they are more than can be told apart.
    pub(super) fn extend(&mut self, later: Self) -> Option<Vec<KeyId>> {
        let mut numbers = Vec::with_capacity(later.keys.len());
        for key in later.keys {
            let number = self.in_item.get(&key.name).copied().unwrap_or_else(|| self.push(&key.name));
            if key.list {
                self.is_list(number);
            }
            numbers.push(number);
        }
        for (known, met) in [(&mut self.in_item, later.in_item), (&mut self.in_extra, later.in_extra)] {
            for (name, number) in met {
                known.entry(name).or_insert(*numbers.get(number.index())?);
            }
        }
        (self.keys.len() < MOST).then_some(numbers)
    }

    fn add(&mut self, field: &str) -> Option<KeyId> {
        (self.keys.len() < MOST).then(|| self.push(field))
    }

    fn push(&mut self, field: &str) -> KeyId {
        let number = KeyId(u16::try_from(self.keys.len()).unwrap_or(u16::MAX));
        self.keys.push(Key { name: field.into(), known: known::find(field), list: false });
        self.in_item.insert(field.into(), number);
        number
    }

    /// An item has a list of it.
    pub(super) fn is_list(&mut self, number: KeyId) {
        if let Some(key) = self.keys.get_mut(number.index()) {
            key.list = true;
        }
    }

    pub(super) fn get(&self, number: KeyId) -> Option<&Key> {
        self.keys.get(number.index())
    }

    /// The number of a field that is met in the file.
    pub(super) fn find(&self, field: &str) -> Option<KeyId> {
        self.in_item.get(field).copied()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Key> {
        self.keys.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_means_the_same_in_extra_unless_the_item_has_one_of_that_name() {
        let mut keys = Keys::default();
        assert_eq!(keys.item("bluesky_url"), keys.extra("bluesky_url"));
        assert_ne!(keys.item("project"), keys.extra("project"));
        assert_eq!(keys.item("maturity"), keys.item("project"));
        let names: Vec<&str> = keys.iter().map(|key| &*key.name).collect();
        assert_eq!(names, ["bluesky_url", "project", "extra.project"]);
    }

    #[test]
    fn labels_are_words() {
        let label = |name: &str| {
            let mut keys = Keys::default();
            let number = keys.item(name).unwrap();
            let key = keys.get(number).unwrap();
            (key.label().to_string(), key.link_label().to_string())
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(label("geo_scope"), pair("Geo scope", "geo scope"));
        assert_eq!(label("annotations.nasa.center"), pair("Nasa center", "nasa center"));
        assert_eq!(label("helm_chart_url"), pair("Helm chart url", "helm chart"));
        assert_eq!(label("other_links.Calendar"), pair("Calendar", "Calendar"));
        assert_eq!(label("summary_tags"), pair("Tags", "Tags"));
    }

    #[test]
    fn fields_without_end_are_not_told_apart() {
        let mut keys = Keys::default();
        let told = (0..2_000).filter(|number| keys.item(&format!("f{number}")).is_some()).count();
        assert_eq!(told, MOST);
        assert_eq!(keys.rest(), keys.rest());
    }
}
