//! What lies packed in memory until it is asked for.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::Deserialize;

/// A value that a packed catalog holds in its packed form. Most entries are never opened; what is told of them
/// costs neither time nor memory until somebody looks.
///
/// Whoever packs it answers for its bytes: where they are none of a `T`, it is an empty one.
#[derive(Clone, Default)]
pub struct Lazy<T> {
    packed: &'static [u8],
    value: OnceLock<Box<T>>,
}

impl<T> Lazy<T> {
    /// The value that these bytes are.
    #[must_use]
    pub fn packed(packed: &'static [u8]) -> Self {
        Self { packed, value: OnceLock::new() }
    }
}

impl<T: Deserialize<'static> + Default> Lazy<T> {
    /// Changes the value.
    pub fn edit(&mut self, change: impl FnOnce(&mut T)) {
        let mut value = self.value.take().unwrap_or_else(|| unpack(self.packed));
        change(&mut value);
        self.value = value.into();
    }
}

fn unpack<T: Deserialize<'static> + Default>(packed: &'static [u8]) -> Box<T> {
    Box::new(postcard::from_bytes(packed).unwrap_or_default())
}

impl<T> From<T> for Lazy<T> {
    fn from(value: T) -> Self {
        Self { packed: &[], value: Box::new(value).into() }
    }
}

impl<T: Deserialize<'static> + Default> Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.get_or_init(|| unpack(self.packed))
    }
}

/// As the value itself: whether somebody looked is nobody's business.
impl<T: fmt::Debug + Deserialize<'static> + Default> fmt::Debug for Lazy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(words: &[&str]) -> Lazy<Vec<&'static str>> {
        Lazy::packed(postcard::to_stdvec(words).unwrap().leak())
    }

    #[test]
    fn a_packed_value_is_read_when_it_is_asked_for() {
        let words = packed(&["one", "two"]);
        assert!(words.value.get().is_none());
        assert_eq!(*words, ["one", "two"]);
    }

    #[test]
    fn a_packed_value_can_be_changed_before_anybody_looked() {
        let mut words = packed(&["one"]);
        words.edit(|words| words.push("two"));
        assert_eq!(*words, ["one", "two"]);
    }

    #[test]
    fn bytes_that_are_none_are_an_empty_value() {
        assert!(Lazy::<Vec<&'static str>>::packed(&[7]).is_empty());
    }
}
