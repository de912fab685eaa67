//! The binary layout of the packed dictionaries, shared by writer and reader.
//!
//! Compiled twice: into the build script, which writes the pack (`pack/`), and
//! into the crate, which reads it (`embedded.rs`). Holds only what both need, so that
//! the two cannot disagree; it neither reads nor writes a pack itself.
//!
//! A pack is little-endian 32-bit words: the number of sections, `(start, length)` in
//! bytes for each, then the sections. Texts are not in it but in one string, the
//! values, which the records point into.
//!
//! What a character becomes stands in two places: in a *character table*, made for
//! speed, the one rendering that OpenCC takes; in a *candidate list*, all of them.
//! A *record* points to the text of a phrase's or character's candidates:
//!
//! | bits | meaning |
//! |---|---|
//! | 30 | more candidates follow the first, space-separated, up to a line feed |
//! | 21–29 | length of the first candidate in bytes |
//! | 0–20 | where it starts in the values |

/// The published profiles, in the order of their rows in [`PROFILES`].
pub const PROFILE_NAMES: [&str; 16] = [
    "s2t", "s2tw", "s2twp", "s2hk", "s2hkp", "t2s", "t2tw", "t2hk", "tw2s", "tw2sp", "tw2t", "hk2s", "hk2sp",
    "hk2t", "t2jp", "jp2t",
];

/// Section of one [`PROFILE_WORDS`]-word row per profile: normalization, segmentation
/// ([`ABSENT`], or [`MERGED`] where the first stage's phrases are the segmentation),
/// first and second stage ([`ABSENT`]); each a row number in [`MATCHERS`].
pub const PROFILES: usize = 0;
/// Words in a row of [`PROFILES`].
pub const PROFILE_WORDS: usize = 4;
/// Section of [`MATCHER_WORDS`]-word rows: the sections of a character table, of the
/// candidate list, and of the phrases' filter and trie, both [`ABSENT`] where there are
/// no phrases.
pub const MATCHERS: usize = 1;
/// Words in a row of [`MATCHERS`].
pub const MATCHER_WORDS: usize = 4;
/// Section of the character table whose values are the `EXCLUSIVE` bits below.
pub const CLASSES: usize = 2;

/// "None of that kind" in a row.
pub const ABSENT: u32 = u32::MAX;
/// Segmentation that the first stage does by itself.
pub const MERGED: u32 = u32::MAX - 1;

/// Record bit: the first candidate is not the only one.
pub const MANY: u32 = 1 << 30;
/// Position of the candidate's length in a record.
pub const LENGTH_SHIFT: u32 = 21;
/// Largest length and mask of the length, after shifting.
pub const LENGTH_MASK: u32 = (1 << 9) - 1;
/// Mask of the candidate's start.
pub const START_MASK: u32 = (1 << LENGTH_SHIFT) - 1;

/// Bit in [`CLASSES`]: never written in Traditional text.
pub const SIMPLIFIED_EXCLUSIVE: u32 = 1;
/// Bit in [`CLASSES`]: never written in Simplified text.
pub const TRADITIONAL_EXCLUSIVE: u32 = 2;

/// A character table is: the number of pages, the word each starts at (0: empty page),
/// the pages of `1 << PAGE_BITS` words, one per character.
pub const PAGE_BITS: u32 = 7;
/// Bit of a character's word: a phrase starts with the character.
pub const STARTS_PHRASE: u32 = 1 << 31;
/// Bits 0–20 of a character's word are those in which it differs from what it becomes.
/// This bit: what it becomes is not one character, or it is an
/// ideographic description operator and may not stand for itself alone.
pub const SPECIAL: u32 = 1 << 30;
/// The bit of a filter with `1 << bits` bits that stands for a phrase's first two characters.
pub fn filter_bit(first: char, second: char, bits: u32) -> u32 {
    let mixed = u32::from(first).wrapping_mul(0x9E37_79B1)
        ^ u32::from(second).wrapping_mul(0x85EB_CA6B).rotate_left(15);
    mixed.wrapping_mul(0xC2B2_AE35) >> (32 - bits)
}
