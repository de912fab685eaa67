//! Writes tables as the words of `layout.rs`.
//!
//! Records and phrases in, bytes out. Decides nothing about what is in them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::layout;

pub fn character_table(records: &BTreeMap<char, u32>) -> Vec<u32> {
    let page_of = |character: char| (u32::from(character) >> layout::PAGE_BITS) as usize;
    let page_count = records.keys().next_back().map_or(0, |&last| page_of(last) + 1);
    let mut table = vec![0; 1 + page_count];
    table[0] = page_count as u32;
    for (&character, &record) in records {
        let page = page_of(character);
        if table[1 + page] == 0 {
            table[1 + page] = table.len() as u32;
            table.resize(table.len() + (1 << layout::PAGE_BITS), 0);
        }
        let slot = u32::from(character) & ((1 << layout::PAGE_BITS) - 1);
        let start = table[1 + page];
        table[(start + slot) as usize] = record;
    }
    table
}

pub fn pair_filter(phrases: &[(String, u32)]) -> Vec<u32> {
    let pairs: BTreeSet<(char, char)> =
        phrases.iter().filter_map(|(key, _)| key.chars().next().zip(key.chars().nth(1))).collect();
    let bits = (pairs.len() * 8).next_power_of_two().max(32).trailing_zeros();
    let mut filter = vec![0u32; 1 << (bits - 5)];
    for (first, second) in pairs {
        let bit = layout::filter_bit(first, second, bits);
        filter[(bit >> 5) as usize] |= 1 << (bit & 31);
    }
    filter
}

pub fn words_to_bytes(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

pub fn join_sections(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut directory = vec![sections.len() as u32];
    let mut start = 4 + 8 * sections.len();
    for section in sections {
        directory.extend([start as u32, section.len() as u32]);
        start += section.len().next_multiple_of(4);
    }
    let mut pack = words_to_bytes(&directory);
    for section in sections {
        pack.extend(section);
        pack.resize(pack.len().next_multiple_of(4), 0);
    }
    pack
}
