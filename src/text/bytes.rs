//! A question to every byte of a text, asked of many at a time.
//!
//! Bytes and a test in, an answer out. Knows nothing of what bytes mean.

/// So many bytes are asked between two looks at the answer.
const RUN: usize = 128;

/// Whether the test holds for one of the bytes.
///
/// The test should be cheap and decide nothing with `&&`, `||` or ranges, but with `&`, `|` and
/// subtraction: then sixteen bytes and more are asked in one step.
#[inline]
pub fn any_byte(bytes: &[u8], test: impl Fn(u8) -> bool) -> bool {
    let mut runs = bytes.chunks_exact(RUN);
    runs.any(|run| run.iter().fold(0, |any, byte| any | u8::from(test(*byte))) != 0)
        || runs.remainder().iter().any(|byte| test(*byte))
}

/// Whether a byte is one of those from `first` to `last`, for [`any_byte`].
#[inline]
pub fn is_between(byte: u8, first: u8, last: u8) -> bool {
    byte.wrapping_sub(first) <= last - first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_is_found_wherever_it_stands() {
        let mut bytes = vec![b'a'; 3 * RUN + 7];
        assert!(!any_byte(&bytes, |byte| byte == b'b'));
        for at in [0, RUN - 1, RUN, 3 * RUN + 6] {
            bytes[at] = b'b';
            assert!(any_byte(&bytes, |byte| byte == b'b'), "{at}");
            bytes[at] = b'a';
        }
    }

    #[test]
    fn both_ends_are_between() {
        let between: Vec<u8> = (0..=255).filter(|byte| is_between(*byte, 11, 13)).collect();
        assert_eq!(between, [11, 12, 13]);
    }
}
