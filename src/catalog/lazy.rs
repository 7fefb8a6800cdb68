//! What lies packed in memory until it is asked for.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};

/// A value that a packed catalog holds in its packed form. Most entries are never opened; what is told of them
/// costs neither time nor memory until somebody looks.
///
/// Whoever packs it answers for its bytes: where they are none of a `T`, it is an empty one.
#[derive(Clone, Default)]
pub struct Lazy<T> {
    packed: &'static [u8],
    value: OnceLock<Box<T>>,
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

impl<T: Serialize + Deserialize<'static> + Default> Serialize for Lazy<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let packed = postcard::to_stdvec(&**self).map_err(ser::Error::custom)?;
        serializer.serialize_bytes(&packed)
    }
}

impl<'de, T> Deserialize<'de> for Lazy<T>
where
    'de: 'static,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let packed = <&'static [u8]>::deserialize(deserializer)?;
        Ok(Self { packed, value: OnceLock::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Words = Lazy<Vec<&'static str>>;

    fn packed(words: &Words) -> Words {
        postcard::from_bytes(postcard::to_stdvec(words).unwrap().leak()).unwrap()
    }

    #[test]
    fn a_packed_value_is_read_when_it_is_asked_for() {
        let words = packed(&vec!["one", "two"].into());
        assert!(words.value.get().is_none());
        assert_eq!(*words, ["one", "two"]);
        assert_eq!(*packed(&words), ["one", "two"]);
    }

    #[test]
    fn a_packed_value_can_be_changed_before_anybody_looked() {
        let mut words = packed(&vec!["one"].into());
        words.edit(|words| words.push("two"));
        assert_eq!(*words, ["one", "two"]);
    }

    #[test]
    fn bytes_that_are_none_are_an_empty_value() {
        assert!(Words { packed: &[7], value: OnceLock::new() }.is_empty());
    }
}
