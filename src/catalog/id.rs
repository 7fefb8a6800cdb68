//! Names that files, links and notes hold on to.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use smol_str::SmolStr;

/// Why a text is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdError;

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "an id is made of a-z, 0-9, `-` and `_`, begins with a letter or digit, and has at most 64 characters",
        )
    }
}

impl std::error::Error for IdError {}

/// A slug is safe as a file name on every system: it has no dots, slashes or capitals.
fn is_slug(text: &str) -> bool {
    let first = text.bytes().next();
    first.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        && text.len() <= 64
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(SmolStr);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// An id from a file that is not ours, for fields that serde reads.
            ///
            /// # Errors
            /// It is no id.
            pub fn from_outside<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Cow::<str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }

            /// The same where there may be none.
            ///
            /// # Errors
            /// What is there is no id.
            pub fn from_outside_or_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
                let text = Option::<Cow<str>>::deserialize(deserializer)?;
                text.map(|text| text.parse().map_err(de::Error::custom)).transpose()
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                if is_slug(text) { Ok(Self(SmolStr::new(text))) } else { Err(IdError) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        /// Only what was packed: it was an id then. Whatever else is read goes through `from_outside`.
        impl<'de> Deserialize<'de> for $name
        where
            'de: 'static,
        {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <&'static str>::deserialize(deserializer).map(|text| Self(SmolStr::new_static(text)))
            }
        }
    )*};
}

ids! {
    /// Names an entry, for ever: notes and links hang on it.
    EntryId;
    /// Names a category of the tree.
    CategoryId;
    /// Names a criterion; also its field in queries.
    CriterionId;
    /// Names a kind of relation; also its field in queries.
    RelationId;
    /// Names a vendor.
    VendorId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_slug() {
        for good in ["gke", "k3s", "3scale", "aws-app-runner", "max_nodes"] {
            assert!(good.parse::<EntryId>().is_ok(), "{good}");
        }
        for bad in ["", "GKE", "-x", "..", "a/b", "a.b", "é", "a b", &"x".repeat(65)] {
            assert!(bad.parse::<EntryId>().is_err(), "{bad}");
        }
    }
}
