//! Bytes of a page as it was saved → its text.
//!
//! UTF-8 and UTF-16 by their marks, UTF-8 by being it, else GB18030 or Big5 by how the text
//! reads; what `<meta charset>` claims only breaks a tie. Refuses what is no text, quickly
//! and without a copy of it. Knows nothing of HTML but that claim.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8};
use memchr::memmem;

use crate::text::{any_byte, is_between};

/// Larger files are no article: the longest pages seen have a few hundred kilobytes.
pub(super) const LARGEST_PAGE: usize = 16 * 1024 * 1024;
/// How much is looked at to tell text from something else, and one encoding from another.
const SAMPLE: usize = 64 * 1024;

/// Why bytes are no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// Nothing in it.
    Empty,
    /// A PDF file itself, not the text out of it.
    Pdf,
    /// Not text in any encoding.
    Binary,
    /// Text or not, no page is as large.
    TooLarge,
}

/// The text of a page.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    /// With `\n` for every kind of line end.
    pub text: Cow<'a, str>,
    /// The encoding's name.
    pub encoding: &'static str,
    /// Whether some bytes could not be read and stand as U+FFFD.
    pub damaged: bool,
}

/// Reads bytes in the encoding that they are in.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Unreadable> {
    // Most pages have no control characters but tabs and plain line ends, which one look tells.
    let is_plain =
        !any_byte(bytes, |byte| is_between(byte, 0, 8) | is_between(byte, 0x0B, 0x1F) | (byte == 0x7F));
    refuse(bytes, is_plain)?;
    if Encoding::for_bom(bytes).is_none()
        && let Ok(text) = simdutf8::basic::from_utf8(bytes)
    {
        return decoded(Cow::Borrowed(text), UTF_8, false, is_plain);
    }
    let encoding = encoding_of(bytes);
    let (text, used, damaged) = encoding.decode(bytes);
    decoded(text, used, damaged, false)
}

/// The text as pages are read, unless there is none in it; a plain one has no odd line ends of a byte.
fn decoded<'a>(
    text: Cow<'a, str>,
    encoding: &'static Encoding,
    damaged: bool,
    is_plain: bool,
) -> Result<Decoded<'a>, Unreadable> {
    let replaced = memmem::find_iter(text.as_bytes(), "\u{FFFD}").count();
    if replaced > 0 && replaced * 20 > text.chars().count() {
        return Err(Unreadable::Binary);
    }
    if text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}') {
        return Err(Unreadable::Empty);
    }
    Ok(Decoded { text: with_plain_line_ends(text, is_plain), encoding: encoding.name(), damaged })
}

fn refuse(bytes: &[u8], is_plain: bool) -> Result<(), Unreadable> {
    let head = &bytes[..bytes.len().min(SAMPLE)];
    if head.is_empty() {
        return Err(Unreadable::Empty);
    }
    if head.starts_with(b"%PDF-") {
        return Err(Unreadable::Pdf);
    }
    if !is_plain && Encoding::for_bom(head).is_none() {
        let middle = &bytes[bytes.len() / 2..bytes.len().min(bytes.len() / 2 + SAMPLE)];
        let in_head = controls(head);
        // The middle of a short page was looked at with its head.
        let in_middle = if in_head == 0 && bytes.len() == head.len() { 0 } else { controls(middle) };
        if in_head * 100 > head.len() || in_middle * 100 > middle.len() {
            return Err(Unreadable::Binary);
        }
    }
    if bytes.len() > LARGEST_PAGE { Err(Unreadable::TooLarge) } else { Ok(()) }
}

/// How many control characters a part has that texts don't have.
fn controls(part: &[u8]) -> usize {
    let control =
        |byte: u8| is_between(byte, 0, 8) | (is_between(byte, 14, 31) & (byte != 27)) | (byte == 127);
    // Most pages have none.
    if any_byte(part, control) { part.iter().filter(|byte| control(**byte)).count() } else { 0 }
}

fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return marked;
    }
    if is_nearly_utf8(bytes) {
        return UTF_8;
    }
    let sample = &bytes[..bytes.len().min(4 * SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(None, Utf8Detection::Allow);
    if guess == GBK || guess == GB18030 {
        return GB18030;
    }
    if guess == BIG5 {
        return BIG5;
    }
    let claimed = claimed_encoding(bytes);
    claimed
        .filter(|claimed| [BIG5, GBK, GB18030].contains(claimed))
        .map_or(GB18030, |claimed| if claimed == BIG5 { BIG5 } else { GB18030 })
}

/// Whether it is UTF-8 but for a stretch cut short or spliced here and there.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let mut faults = 0;
    for chunk in bytes.utf8_chunks() {
        faults += usize::from(!chunk.invalid().is_empty());
        if faults > 1 + bytes.len() / 500 {
            return false;
        }
    }
    // One odd byte in a page of letters from another encoding proves nothing.
    faults == 0 || bytes.iter().filter(|byte| **byte >= 0x80).count() > faults * 20
}

/// What `<meta charset>` says, which may be wrong.
fn claimed_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let label: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    Encoding::for_label(label.as_bytes())
}

fn with_plain_line_ends(text: Cow<'_, str>, is_plain: bool) -> Cow<'_, str> {
    let odd = !is_plain && any_byte(text.as_bytes(), |byte| (byte == 0) | is_between(byte, 0x0B, 0x0D));
    let marks = ["\u{FEFF}", "\u{0085}", "\u{2028}", "\u{2029}"];
    if !odd && !marks.iter().any(|mark| memmem::find(text.as_bytes(), mark.as_bytes()).is_some()) {
        return text;
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let mut plain = String::with_capacity(text.len());
    let mut after_return = false;
    for character in text.chars() {
        match character {
            '\n' if after_return => {}
            '\r' | '\u{000B}' | '\u{000C}' | '\u{0085}' | '\u{2028}' | '\u{2029}' => plain.push('\n'),
            '\0' => {}
            other => plain.push(other),
        }
        after_return = character == '\r';
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HANS: &str = "今年以来，全市公安机关破获电信网络诈骗案件四百余起，抓获犯罪嫌疑人一千余名。";
    const HANT: &str = "警方今年以來偵破電信網絡詐騙案件四百餘宗，拘捕一千餘人，並呼籲市民提高警覺。";

    #[test]
    fn each_encoding_reads_as_its_utf8_twin() {
        for (encoding, text) in [(GB18030, HANS), (GB18030, HANT), (BIG5, HANT)] {
            let (bytes, ..) = encoding.encode(text);
            assert_eq!(decode(&bytes).expect("text").text, text, "{}", encoding.name());
        }
    }

    #[test]
    fn a_wrong_label_is_not_believed() {
        let page = format!("<html><meta charset=\"utf-8\"><p>{HANS}</p>");
        let (bytes, ..) = GB18030.encode(&page);
        assert!(decode(&bytes).expect("text").text.contains(HANS));
        let page = format!("<html><meta charset=gb2312><p>{HANT}</p>");
        assert!(decode(page.as_bytes()).expect("text").text.contains(HANT));
        let (bytes, ..) = BIG5.encode(&page);
        assert!(decode(&bytes).expect("text").text.contains(HANT));
    }

    #[test]
    fn marks_and_line_ends_leave_no_trace() {
        assert_eq!(decode("\u{FEFF}甲\r\n乙\r丙\u{000C}".as_bytes()).expect("text").text, "甲\n乙\n丙\n");
    }

    #[test]
    fn a_page_cut_inside_a_character_is_still_utf8() {
        let cut = &HANS.as_bytes()[..HANS.len() - 1];
        let decoded = decode(cut).expect("text");
        assert!(decoded.damaged && decoded.encoding == "UTF-8");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let junk: Vec<u8> = (0..200_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(decode(&junk).expect_err("junk"), Unreadable::Binary);
        assert_eq!(decode(b"%PDF-1.7\n").expect_err("pdf"), Unreadable::Pdf);
        assert_eq!(decode(b" \n").expect_err("blank"), Unreadable::Empty);
        assert_eq!(decode(&vec![b'a'; LARGEST_PAGE + 1]).expect_err("large"), Unreadable::TooLarge);
    }
}
