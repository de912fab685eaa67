//! Takes the comments out of a theme's scripts before they are published: readers' bytes count.
//!
//! Script in, the same script without lines that are comments, blank lines and indentation out. Works by
//! whole lines alone and leaves a script as it is where a line can't be judged by itself.

/// A script as it is published; the same bytes where anything in it is unclear.
pub fn published(script: &[u8]) -> Vec<u8> {
    let stripped = std::str::from_utf8(script).ok().and_then(stripped);
    stripped.map_or_else(|| script.to_vec(), String::into_bytes)
}

/// None where a text in backquotes may span lines, or a comment shares its last line with code.
fn stripped(script: &str) -> Option<String> {
    let mut kept = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            in_comment = !line.contains("*/");
            if !in_comment && !line.ends_with("*/") {
                return None;
            }
        } else if line.matches('`').count() % 2 > 0 || line.ends_with('\\') || opens_comment(line) {
            return None;
        } else if !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    (!in_comment).then_some(kept)
}

/// Whether a comment begins behind code and may go on in the next line.
fn opens_comment(line: &str) -> bool {
    !line.starts_with("//") && line.rsplit_once("/*").is_some_and(|(_, rest)| !rest.contains("*/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published_text(script: &str) -> String {
        String::from_utf8(published(script.as_bytes())).expect("text stays text")
    }

    #[test]
    fn comments_on_lines_of_their_own_blank_lines_and_indentation_go() {
        let script =
            "// @ts-check\n/**\n * Says.\n */\nfunction a() {\n  /* b */\n  return \"// c\"; // d\n\n}\n";
        assert_eq!(published_text(script), "function a() {\nreturn \"// c\"; // d\n}\n");
    }

    #[test]
    fn a_script_that_lines_do_not_tell_stays_as_it_is() {
        for script in [
            "const a = `\n  // b\n`;\n",
            "/* a */ b();\n",
            "/* a\n",
            "a(); /*\n// */ b();\n",
            "a = \"\\\n// b\";\n",
        ] {
            assert_eq!(published_text(script), script);
        }
    }

    #[test]
    fn bytes_that_are_no_text_stay() {
        assert_eq!(published(b"\xFF // a"), b"\xFF // a");
    }
}
