//! Figures and articles as JSON.
//!
//! Fields and values in, text in UTF-8 out, on one line or over many, as `serde_json` writes it.
//! Knows no fields itself.
//!
//! Written by hand since an import writes dozens of figures for each page, with many times more bytes
//! than its text: here keys take no look at each of their bytes, and texts are looked through many
//! bytes at a time.

use jiff::civil::Date;
use serde_json::Number;

/// A value that JSON has.
pub trait Value {
    /// Writes it.
    fn write(self, json: &mut Json);
}

/// JSON on the way.
pub struct Json {
    text: Vec<u8>,
    /// Whether each value has a line of its own.
    pretty: bool,
    /// In how many objects and arrays the next value lies.
    depth: usize,
}

/// See [`object()`].
pub struct Object<F>(F);

/// See [`array()`].
pub struct Array<I>(I);

/// The key of a field, written as [`key!`] does: with its colon.
#[derive(Clone, Copy)]
pub struct Key(pub &'static str);

/// A key, which has nothing that is escaped.
macro_rules! key {
    ($name:literal) => {
        $crate::cli::json::Key(concat!("\"", $name, "\":"))
    };
}
pub(crate) use key;

/// The fields of an object on the way.
pub struct Fields<'j> {
    json: &'j mut Json,
    any: bool,
}

/// A value as JSON with room for so many bytes, over many lines or on one, without a line end.
pub fn json(value: impl Value, pretty: bool, room: usize) -> Vec<u8> {
    let mut json = Json { text: Vec::with_capacity(room), pretty, depth: 0 };
    value.write(&mut json);
    json.text
}

/// An object of the fields that a function adds.
pub fn object<F: FnOnce(&mut Fields<'_>)>(fill: F) -> Object<F> {
    Object(fill)
}

/// An array of values.
pub fn array<I: IntoIterator<Item: Value>>(values: I) -> Array<I> {
    Array(values)
}

impl Json {
    /// What stands before a value of an object or array, or behind the last one.
    fn part(&mut self, mark: &[u8]) {
        self.text.extend_from_slice(mark);
        if self.pretty {
            self.text.push(b'\n');
            self.text.resize(self.text.len() + 2 * self.depth, b' ');
        }
    }

    /// Ends an object or an array; an empty one stays on its line.
    fn close(&mut self, any: bool, mark: u8) {
        self.depth -= 1;
        if any {
            self.part(b"");
        }
        self.text.push(mark);
    }
}

impl Fields<'_> {
    /// Adds a field.
    // Written out wherever one is added, so that a key's bytes are copied by their known number.
    #[inline(always)]
    pub fn add(&mut self, key: Key, value: impl Value) {
        if self.json.pretty {
            self.json.part(if self.any { b"," } else { b"" });
        } else if self.any {
            self.json.text.push(b',');
        }
        self.any = true;
        self.json.text.extend_from_slice(key.0.as_bytes());
        if self.json.pretty {
            self.json.text.push(b' ');
        }
        value.write(self.json);
    }
}

impl<F: FnOnce(&mut Fields<'_>)> Value for Object<F> {
    fn write(self, json: &mut Json) {
        json.text.push(b'{');
        json.depth += 1;
        let mut fields = Fields { json, any: false };
        (self.0)(&mut fields);
        let any = fields.any;
        json.close(any, b'}');
    }
}

impl<I: IntoIterator<Item: Value>> Value for Array<I> {
    fn write(self, json: &mut Json) {
        json.text.push(b'[');
        json.depth += 1;
        let mut any = false;
        for value in self.0 {
            json.part(if any { b"," } else { b"" });
            any = true;
            value.write(json);
        }
        json.close(any, b']');
    }
}

impl<V: Value> Value for Option<V> {
    fn write(self, json: &mut Json) {
        match self {
            Some(value) => value.write(json),
            None => json.text.extend_from_slice(b"null"),
        }
    }
}

/// A number without a fraction that it doesn't have.
impl Value for f64 {
    fn write(self, json: &mut Json) {
        let is_whole = self.fract() == 0.0 && self.abs() < 9e15;
        let number = if is_whole { Some(Number::from(self as i64)) } else { Number::from_f64(self) };
        match number {
            // Into memory, which never fails.
            Some(number) => _ = serde_json::to_writer(&mut json.text, &number),
            None => json.text.extend_from_slice(b"null"),
        }
    }
}

/// A share of one, always with a fraction: 1.0.
pub struct Share(pub f64);

impl Value for Share {
    fn write(self, json: &mut Json) {
        _ = serde_json::to_writer(&mut json.text, &self.0);
    }
}

/// A day as ISO 8601 has it.
impl Value for Date {
    fn write(self, json: &mut Json) {
        let year = self.year().unsigned_abs();
        let (month, day) = (u16::from(self.month().unsigned_abs()), u16::from(self.day().unsigned_abs()));
        let mut text = *b"\"0000-00-00\"";
        let places = [(1, year / 1000), (2, year / 100), (3, year / 10), (4, year)];
        let places = places.into_iter().chain([(6, month / 10), (7, month), (9, day / 10), (10, day)]);
        places.for_each(|(at, number)| text[at] += (number % 10) as u8);
        if (0..=9999).contains(&self.year()) {
            json.text.extend_from_slice(&text);
        } else {
            self.to_string().as_str().write(json);
        }
    }
}

impl Value for &str {
    fn write(self, json: &mut Json) {
        let text = self.as_bytes();
        json.text.push(b'"');
        if stays(text) {
            json.text.extend_from_slice(text);
        } else {
            escape_into(&mut json.text, text);
        }
        json.text.push(b'"');
    }
}

/// Bytes between two looks at whether some are escaped.
const STRETCH: usize = 64;

/// Appends a text some of whose bytes are escaped.
fn escape_into(written: &mut Vec<u8>, text: &[u8]) {
    let mut taken = 0;
    for (index, stretch) in text.chunks(STRETCH).enumerate().filter(|(_, stretch)| !stays(stretch)) {
        let from = index * STRETCH;
        for (at, byte) in (from..).zip(stretch).filter(|(_, byte)| is_escaped(**byte)) {
            written.extend_from_slice(text.get(taken..at).unwrap_or_default());
            escape(written, *byte);
            taken = at + 1;
        }
    }
    written.extend_from_slice(text.get(taken..).unwrap_or_default());
}

/// Whether JSON has all these bytes as they are.
fn stays(bytes: &[u8]) -> bool {
    let in_steps = stays_in_steps::<16>(bytes).or_else(|| stays_in_steps::<8>(bytes));
    in_steps.unwrap_or_else(|| !bytes.iter().any(|byte| is_escaped(*byte)))
}

/// The same, looked at so many bytes at a time; none where there are fewer.
fn stays_in_steps<const STEP: usize>(bytes: &[u8]) -> Option<bool> {
    let stay = |step: &[u8; STEP]| !step.iter().fold(false, |any, byte| any | is_escaped(*byte));
    // The last step may overlap the one before it, so that no byte is looked at alone.
    let last = bytes.last_chunk()?;
    Some(stay(last) && bytes.as_chunks().0.iter().all(stay))
}

/// Whether JSON doesn't have a byte in a text as it is.
fn is_escaped(byte: u8) -> bool {
    // Not `||`, so that many bytes can be asked at once.
    (byte < b' ') | (byte == b'"') | (byte == b'\\')
}

fn escape(text: &mut Vec<u8>, byte: u8) {
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        b'\x08' => b'b',
        b'\x0c' => b'f',
        other => {
            text.extend_from_slice(format!("\\u{other:04x}").as_bytes());
            return;
        }
    };
    text.extend([b'\\', short]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: impl Value, pretty: bool) -> String {
        String::from_utf8(json(value, pretty, 0)).unwrap()
    }

    #[test]
    fn texts_are_written_as_serde_json_writes_them() {
        let controls: String = ('\0'..='\u{9f}').collect();
        let long = "全市破案12起，\n".repeat(40);
        let ends = (0..40).map(|length| "案".repeat(length) + "\"");
        let texts = ["", "案", "“反诈”\"云剑\"\\\n", &controls, &long].map(str::to_owned);
        for one in texts.into_iter().chain(ends) {
            assert_eq!(text(&*one, false), serde_json::Value::from(one).to_string());
        }
    }

    #[test]
    fn objects_and_arrays_are_written_as_serde_json_writes_them() {
        let object = || {
            super::object(|fields| {
                fields.add(key!("a"), array([Some("x"), None]));
                fields.add(key!("b"), array::<[&str; 0]>([]));
                fields.add(key!("c"), super::object(|_| ()));
                fields.add(key!("d"), Some(super::object(|fields| fields.add(key!("e"), "f"))));
            })
        };
        let same = serde_json::json!({ "a": ["x", null], "b": [], "c": {}, "d": { "e": "f" } });
        assert_eq!(text(object(), false), same.to_string());
        assert_eq!(text(object(), true), serde_json::to_string_pretty(&same).unwrap());
    }

    #[test]
    fn numbers_have_no_fraction_that_they_do_not_have() {
        let values = [12.0, -5e7, 43.88, 1e16, -0.0, f64::NAN];
        let written = ["12", "-50000000", "43.88", "1e+16", "0", "null"];
        assert_eq!(values.map(|value| text(value, false)), written);
        assert_eq!(text(Share(1.0), false), "1.0");
    }

    #[test]
    fn days_are_written_as_iso_8601_has_them() {
        for (year, month, day) in [(2025, 7, 17), (999, 12, 1), (0, 1, 31), (-1, 2, 3), (9999, 12, 31)] {
            let date = Date::new(year, month, day).unwrap();
            assert_eq!(text(date, false), format!("\"{date}\""));
        }
    }
}
