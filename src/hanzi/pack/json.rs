//! Reads the JSON of OpenCC's configurations.
//!
//! Text in, values out. Strings with escapes are refused, numbers and words are not
//! told apart: the configurations have no use for either, and a JSON crate would have
//! to be compiled a second time for the build script.

/// A JSON value.
#[derive(Debug, PartialEq, Eq)]
pub enum Json {
    /// Members in the order of the text.
    Object(Vec<(String, Json)>),
    /// Items.
    Array(Vec<Json>),
    /// A string.
    Text(String),
    /// A number, `true`, `false` or `null`.
    Other,
}

impl Json {
    /// An object's member.
    pub fn get(&self, key: &str) -> Option<&Json> {
        let Json::Object(members) = self else {
            return None;
        };
        let found = members.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value)
    }

    /// An object's member that is a string.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.get(key) {
            Some(Json::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// An array's items.
    pub fn items(&self) -> Option<&[Json]> {
        match self {
            Json::Array(items) => Some(items),
            _ => None,
        }
    }
}

/// Parses a document; the error quotes where it stopped making sense.
pub fn parse(text: &str) -> Result<Json, String> {
    let mut rest = text;
    let value = value(&mut rest)?;
    match rest.trim_start() {
        "" => Ok(value),
        more => Err(unexpected(more)),
    }
}

fn value(rest: &mut &str) -> Result<Json, String> {
    if accept(rest, '{') {
        let mut members = Vec::new();
        list(rest, '}', |rest| {
            let key = string(rest)?;
            if !accept(rest, ':') {
                return Err(unexpected(rest));
            }
            members.push((key, value(rest)?));
            Ok(())
        })?;
        return Ok(Json::Object(members));
    }
    if accept(rest, '[') {
        let mut items = Vec::new();
        list(rest, ']', |rest| {
            items.push(value(rest)?);
            Ok(())
        })?;
        return Ok(Json::Array(items));
    }
    if rest.starts_with('"') {
        return string(rest).map(Json::Text);
    }
    let end = rest.find(|character: char| !character.is_ascii_alphanumeric() && !"+-.".contains(character));
    let end = end.unwrap_or(rest.len());
    if end == 0 {
        return Err(unexpected(rest));
    }
    *rest = &rest[end..];
    Ok(Json::Other)
}

/// Elements separated by commas, up to the closing bracket.
fn list(
    rest: &mut &str,
    close: char,
    mut element: impl FnMut(&mut &str) -> Result<(), String>,
) -> Result<(), String> {
    if accept(rest, close) {
        return Ok(());
    }
    loop {
        element(rest)?;
        if accept(rest, close) {
            return Ok(());
        }
        if !accept(rest, ',') {
            return Err(unexpected(rest));
        }
    }
}

fn string(rest: &mut &str) -> Result<String, String> {
    if !accept(rest, '"') {
        return Err(unexpected(rest));
    }
    match rest.find(['"', '\\']) {
        Some(end) if rest[end..].starts_with('"') => {
            let text = rest[..end].to_owned();
            *rest = &rest[end + 1..];
            Ok(text)
        }
        _ => Err(unexpected(rest)),
    }
}

/// Goes past white space, and past the character if it comes next.
fn accept(rest: &mut &str, expected: char) -> bool {
    *rest = rest.trim_start();
    let after = rest.strip_prefix(expected);
    if let Some(after) = after {
        *rest = after;
    }
    after.is_some()
}

fn unexpected(rest: &str) -> String {
    let line = rest.lines().next().unwrap_or_default();
    format!("cannot read JSON at `{line}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_values_are_found_by_their_key() {
        let json = parse(r#" { "a": [ {"b": "ū"}, true, -1.5 ], "c": {} } "#).unwrap();
        let items = json.get("a").and_then(Json::items).unwrap();
        assert_eq!(items[0].text("b"), Some("ū"));
        assert_eq!(items[1..], [Json::Other, Json::Other]);
        assert_eq!(json.get("c"), Some(&Json::Object(Vec::new())));
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        for text in ["", "{", "[1,]", "{\"a\" 1}", "\"a\\n\"", "[] []"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
