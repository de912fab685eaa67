//! The characters of a text for passes that every text goes through.
//!
//! A text in, its code points with their places out. Knows nothing of what they mean.

/// The code points of a text, each with the byte at which it stands.
///
/// Tells what [`str::char_indices`] tells, in fewer steps where most characters are hanzi, as they
/// need no proof that they are no surrogates.
pub fn code_points(text: &str) -> CodePoints<'_> {
    CodePoints { text, rest: text.as_bytes() }
}

/// See [`code_points`].
pub struct CodePoints<'t> {
    text: &'t str,
    rest: &'t [u8],
}

/// The bytes of a character.
#[inline]
pub fn width(code: u32) -> usize {
    1 + usize::from(code >= 0x80) + usize::from(code >= 0x800) + usize::from(code >= 0x1_0000)
}

/// What marks the three bytes of a character, as it stands in the sum of their bits.
const MARKS: u32 = (0xe0 << 12) + (0x80 << 6) + 0x80;

impl CodePoints<'_> {
    /// How many bytes of the text are still to come.
    #[inline(always)]
    pub fn left(&self) -> usize {
        self.rest.len()
    }
}

/// The character of two or four bytes at a byte, and what follows it.
// Not a method that changes the iterator, which therefore can stand in registers.
#[cold]
fn rare(text: &str, at: usize) -> Option<(u32, &[u8])> {
    let mut rest = text.get(at..)?.chars();
    let one = rest.next()?;
    Some((one.into(), rest.as_str().as_bytes()))
}

impl Iterator for CodePoints<'_> {
    type Item = (usize, u32);

    #[inline(always)]
    fn next(&mut self) -> Option<(usize, u32)> {
        let at = self.text.len() - self.rest.len();
        match self.rest {
            [first @ 0xe0..0xf0, second, third, rest @ ..] => {
                self.rest = rest;
                // Taking all marks off at once is less than masking each byte.
                let bits = (u32::from(*first) << 12) + (u32::from(*second) << 6) + u32::from(*third);
                Some((at, bits.wrapping_sub(MARKS)))
            }
            [first @ 0..0x80, rest @ ..] => {
                self.rest = rest;
                Some((at, u32::from(*first)))
            }
            [] => None,
            _ => {
                let (code, rest) = rare(self.text, at)?;
                self.rest = rest;
                Some((at, code))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{code_points, width};

    #[test]
    fn every_character_is_told_with_its_place() {
        let all: String = ('\0'..=char::MAX).collect();
        assert!(code_points(&all).eq(all.char_indices().map(|(at, one)| (at, u32::from(one)))));
        assert!(all.chars().all(|one| width(one.into()) == one.len_utf8()));
        assert_eq!(code_points("").next(), None);
        let mut points = code_points("案件");
        assert_eq!((points.next(), points.left()), (Some((0, u32::from('案'))), "件".len()));
    }
}
