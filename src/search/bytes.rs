//! Writes and reads the numbers of the index's binary files.
//!
//! Numbers in, LEB128 out, and back; bytes that this version doesn't write are
//! [`Malformed`]. Knows nothing of what the numbers mean.

/// The bytes aren't what this version writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed;

/// Appends a number.
pub fn write_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Appends a text with its length.
pub fn write_bytes(bytes: &mut Vec<u8>, text: &[u8]) {
    write_number(bytes, text.len() as u64);
    bytes.extend_from_slice(text);
}

/// Appends values as runs: a value and how often it comes in a row.
pub fn write_runs(bytes: &mut Vec<u8>, values: impl Iterator<Item = u32>) {
    let mut run = None;
    for value in values {
        run = match run {
            Some((before, count)) if before == value => Some((before, count + 1)),
            before => {
                before.into_iter().for_each(|run| write_run(bytes, run));
                Some((value, 1))
            }
        };
    }
    run.into_iter().for_each(|run| write_run(bytes, run));
}

fn write_run(bytes: &mut Vec<u8>, (value, count): (u32, u64)) {
    write_number(bytes, u64::from(value));
    write_number(bytes, count);
}

/// Which of so many documents are among the rising `numbers`, as runs of 0 and 1.
pub fn write_presence(numbers: &[u32], documents: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut numbers = numbers.iter().peekable();
    let is_there = (0..documents).map(|document| u32::from(numbers.next_if_eq(&&document).is_some()));
    write_runs(&mut bytes, is_there);
    bytes
}

/// Reads [`write_presence`].
pub fn read_presence(bytes: &[u8], documents: u32) -> Result<Vec<bool>, Malformed> {
    let runs = Reader { bytes }.runs(documents)?;
    Ok(runs.into_iter().map(|value| value > 0).collect())
}

/// Takes numbers and bytes from the front.
pub struct Reader<'a> {
    /// What is left.
    pub bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    /// The next number.
    pub fn number(&mut self) -> Result<u32, Malformed> {
        let mut number = 0_u64;
        for shift in [0, 7, 14, 21, 28] {
            let (&byte, rest) = self.bytes.split_first().ok_or(Malformed)?;
            self.bytes = rest;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return u32::try_from(number).map_err(|_| Malformed);
            }
        }
        Err(Malformed)
    }

    /// The next number as a size.
    pub fn size(&mut self) -> Result<usize, Malformed> {
        self.number().map(|number| number as usize)
    }

    /// The next bytes.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or(Malformed)?;
        self.bytes = rest;
        Ok(taken)
    }

    /// The next runs, of so many values in all.
    pub fn runs(&mut self, values: u32) -> Result<Vec<u32>, Malformed> {
        let values = values as usize;
        let mut column = Vec::new();
        while column.len() < values {
            let (value, count) = (self.number()?, self.size()?);
            if count == 0 || count > values - column.len() {
                return Err(Malformed);
            }
            column.resize(column.len() + count, value);
        }
        Ok(column)
    }

    /// Passes over so many numbers.
    pub fn skip_numbers(&mut self, count: usize) -> Result<(), Malformed> {
        let ends = self.bytes.iter().enumerate().filter(|(_, byte)| **byte < 0x80);
        let end = count.checked_sub(1).map(|last| ends.map(|(at, _)| at + 1).nth(last).ok_or(Malformed));
        self.take(end.transpose()?.unwrap_or(0)).map(|_| ())
    }

    /// The next text with its length.
    pub fn sized(&mut self) -> Result<&'a [u8], Malformed> {
        let length = self.size()?;
        self.take(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presence_reads_back() {
        let numbers = [2, 3, 4, 9];
        let present = read_presence(&write_presence(&numbers, 10), 10).expect("runs");
        let read: Vec<u32> = (0..10).filter(|&number| present[number as usize]).collect();
        assert_eq!(read, numbers);
        assert_eq!(read_presence(&write_presence(&numbers, 10), 8), Err(Malformed));
    }

    #[test]
    fn a_number_that_never_ends_is_malformed() {
        assert_eq!(Reader { bytes: &[0xFF; 9] }.number(), Err(Malformed));
        assert_eq!(Reader { bytes: &[0x80, 0x01] }.number(), Ok(128));
    }
}
