//! Which hit comes first.

use super::index::NameKind;
use super::word::Fit;

/// How good a hit is; of several words the ranks add up.
///
/// In this order: how many words are in a name and how well they fit it, which name it is, how the letters
/// lie in it, how short it is; and for what is not in a name, where else it is.
pub(super) type Rank = i64;

const IN_A_NAME: Rank = 1 << 48;
const FIT: Rank = 1 << 40;
const KIND: Rank = 1 << 36;
const LETTERS: Rank = 1 << 12;
const LONGEST: usize = 4_095;

/// Of a word that is in a name.
pub(super) fn in_name(fit: Fit, kind: NameKind, length: usize) -> Rank {
    #[allow(clippy::cast_possible_wrap)] // at most 4,095
    let brevity = (LONGEST - length.min(LONGEST)) as Rank;
    IN_A_NAME + fit as Rank * FIT + kind as Rank * KIND + brevity
}

/// What the matcher makes of where the letters lie.
pub(super) fn letters(score: i64) -> Rank {
    score.clamp(0, 0xFFFF) * LETTERS
}

/// Of all words together, one after the other, in a name.
pub(super) fn phrase(fit: Fit) -> Rank {
    (fit as Rank + 1) * FIT
}

/// Where a word may stand beside the names, the least telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Elsewhere {
    Summary,
    Category,
    Vendor,
}

/// Of a word that is in no name.
pub(super) fn elsewhere(place: Elsewhere) -> Rank {
    (place as Rank + 1) * KIND
}
