//! Names for files, made from names that people give.

use std::fmt::Write as _;

/// Most characters of a slug, and what is left of them beside a fingerprint.
const LONGEST: usize = 64;
const BESIDE_FINGERPRINT: usize = LONGEST - 9;

/// A file name that is safe on every system: letters a-z, digits, and `-` between words. Where letters or
/// digits of the name had to go, a fingerprint of it is added, so that two names do not become one file.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    let mut lost = false;
    for character in name.chars().flat_map(char::to_lowercase) {
        match character {
            'a'..='z' | '0'..='9' => slug.push(character),
            _ => {
                lost |= character.is_alphanumeric();
                if !slug.is_empty() && !slug.ends_with('-') {
                    slug.push('-');
                }
            }
        }
    }
    lost |= slug.len() > LONGEST;
    slug.truncate(if lost { BESIDE_FINGERPRINT } else { LONGEST });
    slug.truncate(slug.trim_end_matches('-').len());
    if lost {
        let dash = if slug.is_empty() { "" } else { "-" };
        let _ = write!(slug, "{dash}{}", hash(name.as_bytes()));
    }
    slug
}

/// Eight digits that stand for the bytes.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    format!("{:08x}", fingerprint(bytes) & 0xffff_ffff)
}

/// A number that stands for the bytes, the same in every version of the program (FNV-1a): names files,
/// guards nothing.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_by_dashes() {
        assert_eq!(slug("Ann B. Example"), "ann-b-example");
        assert_eq!(slug("../etc/passwd"), "etc-passwd");
        assert_eq!(slug(" ... "), "");
    }

    #[test]
    fn names_that_lose_letters_stay_apart() {
        assert_eq!(slug("José"), "jos-49b299c7");
        assert_ne!(slug("日本"), slug("中国"));
        assert_ne!(slug(&"x".repeat(80)), slug(&"x".repeat(81)));
    }

    #[test]
    fn a_slug_stays_as_it_is() {
        for name in ["x".repeat(80), "José".to_owned(), "é".repeat(70), format!("{}é", "x".repeat(70))] {
            assert_eq!(slug(&slug(&name)), slug(&name), "{name}");
        }
    }

    #[test]
    fn no_slug_is_too_long_for_an_id() {
        for name in ["é".repeat(200), "ab ".repeat(100), "x".repeat(56)] {
            assert!(slug(&name).len() <= 64, "{}", slug(&name));
        }
    }

    #[test]
    fn a_fingerprint_is_fnv_1a() {
        assert_eq!(fingerprint(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
