//! Style sheets without what only their writers need: comments, indents, line ends.
//!
//! CSS in, CSS that means the same out. Reads no rule and changes no value: strings and `calc()` stay as they are.

/// The sheet without comments and without blanks that separate nothing.
pub(super) fn squeezed(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css.chars().peekable();
    let mut has_blank = false;
    while let Some(character) = rest.next() {
        match character {
            '/' if rest.peek() == Some(&'*') => {
                rest.next();
                let mut before = ' ';
                for inside in rest.by_ref() {
                    if before == '*' && inside == '/' {
                        break;
                    }
                    before = inside;
                }
                has_blank = true;
            }
            blank if blank.is_ascii_whitespace() => has_blank = true,
            character => {
                push_blank(&mut out, std::mem::take(&mut has_blank), character);
                // The last declaration of a block needs no end.
                if character == '}' && out.ends_with(';') {
                    out.pop();
                }
                out.push(character);
                if matches!(character, '"' | '\'') {
                    push_string(&mut out, &mut rest, character);
                }
            }
        }
    }
    out
}

/// A blank between two characters, unless either of them ends or begins something by itself. Before a colon it
/// may tell a descendant (`nav :first-child`), behind one it never does.
fn push_blank(out: &mut String, has_blank: bool, next: char) {
    let separates = !out.is_empty()
        && !out.ends_with(['{', '}', ';', ',', ':', '('])
        && !matches!(next, '{' | '}' | ';' | ',' | ')');
    if has_blank && separates {
        out.push(' ');
    }
}

/// The rest of a string, its closing mark included.
fn push_string(out: &mut String, rest: &mut impl Iterator<Item = char>, mark: char) {
    let mut escapes = false;
    for inside in rest {
        out.push(inside);
        if inside == mark && !escapes {
            return;
        }
        escapes = inside == '\\' && !escapes;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indents_go_and_meaning_stays() {
        let css =
            "/* A */\n:root {\n  --a: #fff; --b: calc(100% - 2rem);\n}\na :hover, b > c { color: red; }\n";
        assert_eq!(squeezed(css), ":root{--a:#fff;--b:calc(100% - 2rem)}a :hover,b > c{color:red}");
    }

    #[test]
    fn strings_stay_as_they_are() {
        let css = "q::before { content: \" /* no */ ; \\\" } \"; }";
        assert_eq!(squeezed(css), "q::before{content:\" /* no */ ; \\\" } \"}");
    }

    #[test]
    fn conditions_keep_the_blanks_between_their_words() {
        let css = "@media (min-width: 48rem) and (hover) { .a .b { margin: 0 1em } }";
        assert_eq!(squeezed(css), "@media (min-width:48rem) and (hover){.a .b{margin:0 1em}}");
    }

    #[test]
    fn what_is_left_open_ends_with_the_sheet() {
        assert_eq!(squeezed("a { content: \"x"), "a{content:\"x");
        assert_eq!(squeezed("a /* b"), "a");
    }
}
