//! Looking things up by short names and by characters.
//!
//! Keys of the tables in, what stands under them out. The keys are the tables' own, so that nobody
//! can choose them to collide; nothing depends on the order in which such a map is gone through.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map by names of the tables.
pub(super) type NameMap<K, V> = HashMap<K, V, BuildHasherDefault<NameHasher>>;

/// A quick hash of a few bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NameHasher(u64);

impl NameHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        words.iter().for_each(|word| self.add(u64::from_le_bytes(*word)));
        match bytes.last_chunk() {
            // The last bytes once more, together with some of those before them.
            Some(last) if !rest.is_empty() => self.add(u64::from_le_bytes(*last)),
            Some(_) => {}
            None => self.add(rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte))),
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn write_u32(&mut self, word: u32) {
        self.add(u64::from(word));
    }

    fn finish(&self) -> u64 {
        // The upper bits are mixed best, the lower ones choose the place.
        self.0.rotate_left(26)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_length_are_found_again() {
        let names = ["", "人", "人次", "losses_change", "suspects_arrested"];
        let map: NameMap<&str, usize> = names.into_iter().zip(0..).collect();
        assert!(names.iter().zip(0..).all(|(name, index)| map.get(name) == Some(&index)));
        assert_eq!(map.get("losses"), None);
    }
}
