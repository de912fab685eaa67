//! HTML → lines, with what the markup says of each.
//!
//! Reads tokens, not a tree, so that a page of any depth or disorder takes time in proportion to
//! its length. Scripts, styles and hidden elements are left out; an element whose name, class or
//! id a table calls part of the site marks its lines and doesn't drop them, since sites err.

mod sniff;

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::line::{Head, Line};
use super::tables::MarkupTable;
pub(super) use sniff::is_html;

/// The lines of a page and what its head says.
pub(super) fn read(text: &str) -> (Head, Vec<Line>) {
    let reader = Reader(RefCell::new(State::new()));
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let tokenizer = Tokenizer::new(reader, TokenizerOpts::default());
    // Scripts are never run, so the tokenizer has no reason to pause.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut state = tokenizer.sink.0.into_inner();
    state.end_line();
    (state.head, state.lines)
}

struct Reader(RefCell<State>);

/// An element that is open.
struct Open {
    name: String,
    linked: bool,
    chrome: bool,
    hidden: bool,
    heading: Option<u8>,
}

struct State {
    table: &'static MarkupTable,
    open: Vec<Open>,
    head: Head,
    lines: Vec<Line>,
    line: Line,
    /// The text of `<title>` while it is open.
    title: Option<String>,
    /// Whether an empty line or an image stands since the last line.
    apart: bool,
}

/// Elements nested deeper than any page needs are read as if closed.
const DEEPEST: usize = 512;

impl State {
    fn new() -> State {
        State {
            table: MarkupTable::embedded(),
            open: Vec::new(),
            head: Head::default(),
            lines: Vec::new(),
            line: Line::default(),
            title: None,
            apart: true,
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(title) = &mut self.title {
            title.push_str(text);
            return;
        }
        if self.open.last().is_some_and(|open| open.hidden) {
            return;
        }
        let (linked, chrome, heading) =
            self.open.last().map_or((false, false, None), |open| (open.linked, open.chrome, open.heading));
        for character in text.chars() {
            let blank = matches!(character, ' ' | '\n' | '\t' | '\u{00A0}' | '\u{3000}');
            if blank && (self.line.text.is_empty() || self.line.text.ends_with(' ')) {
                self.line.indented |= self.line.text.is_empty() && character != '\n';
                continue;
            }
            self.line.text.push(if blank { ' ' } else { character });
            self.line.linked += usize::from(linked && !blank);
            self.line.chrome |= chrome;
            self.line.heading = self.line.heading.or(heading);
        }
    }

    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        line.text.truncate(line.text.trim_end().len());
        if !line.text.is_empty() {
            line.apart = self.apart;
            self.lines.push(line);
            self.apart = false;
        }
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = tag.name.as_ref();
        if let Some(kind) = read_raw(name) {
            self.push(tag, true);
            return TokenSinkResult::RawData(kind);
        }
        match name {
            "title" if !self.is_inside("svg") => {
                self.title.get_or_insert_default();
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "meta" | "link" => self.head_element(tag),
            "br" | "img" => {
                self.apart |= self.line.text.is_empty();
                if name == "br" {
                    self.end_line();
                }
            }
            "td" | "th" if !self.line.text.is_empty() => {
                self.line.row = true;
                self.line.text.push_str(" | ");
            }
            _ if self.table.is_block(name) => self.end_line(),
            _ => {}
        }
        if name == "body" {
            self.open.clear();
        }
        if !self.table.is_void(name) && !tag.self_closing {
            self.push(tag, false);
        }
        TokenSinkResult::Continue
    }

    fn is_inside(&self, name: &str) -> bool {
        self.open.iter().any(|open| open.name == name)
    }

    fn push(&mut self, tag: &Tag, hidden: bool) {
        if self.open.len() >= DEEPEST {
            return;
        }
        let name = tag.name.as_ref();
        if self.table.closes_itself(name) && self.open.last().is_some_and(|open| open.name == name) {
            self.open.pop();
        }
        let parent = self.open.last();
        let said = |key: &str| attribute(tag, key).unwrap_or_default().to_ascii_lowercase();
        let style = said("style").replace(' ', "");
        let named = !self.table.is_content(name)
            && [said("class"), said("id")].iter().any(|names| self.table.is_site_part(names));
        self.open.push(Open {
            name: name.to_owned(),
            linked: parent.is_some_and(|open| open.linked) || name == "a",
            chrome: parent.is_some_and(|open| open.chrome) || named || self.table.is_site_element(name),
            hidden: hidden
                || parent.is_some_and(|open| open.hidden)
                || self.table.is_hidden(name)
                || style.contains("display:none")
                || style.contains("visibility:hidden"),
            heading: parent.and_then(|open| open.heading).or_else(|| heading_level(name)),
        });
    }

    fn end(&mut self, name: &str) {
        if name == "title" {
            if let Some(title) = self.title.take() {
                let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
                self.head.title.get_or_insert(title);
            }
            return;
        }
        if self.table.is_block(name) {
            self.end_line();
        }
        if let Some(index) = self.open.iter().rposition(|open| open.name == name) {
            self.open.truncate(index);
        }
    }

    fn head_element(&mut self, tag: &Tag) {
        let name = ["name", "property", "itemprop", "rel"].iter().find_map(|key| attribute(tag, key));
        let value = attribute(tag, "content").or_else(|| attribute(tag, "href"));
        if let (Some(name), Some(value)) = (name, value) {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            self.head.meta.push((name.to_ascii_lowercase(), value));
        }
    }
}

/// How the text of an element is read that holds no elements and isn't shown; HTML's own rule.
fn read_raw(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
    found.map(|attribute| attribute.value.to_string())
}

fn heading_level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => {
                state.text(&text);
                TokenSinkResult::Continue
            }
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => state.start(&tag),
            Token::TagToken(tag) => {
                state.end(tag.name.as_ref());
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        read(html).1.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn blocks_and_breaks_end_lines_and_inline_elements_do_not() {
        assert_eq!(texts("<p>甲<b>乙</b></p><div>丙<br>丁</div>"), ["甲乙", "丙", "丁"]);
    }

    #[test]
    fn scripts_styles_and_hidden_text_are_no_text() {
        let page = "<p>甲</p><script>var a='<p>x</p>'</script><style>p{}</style><div style='display: none'>暗</div><p>乙";
        assert_eq!(texts(page), ["甲", "乙"]);
    }

    #[test]
    fn links_and_parts_of_the_site_are_marked() {
        let (_, lines) =
            read("<nav>首页</nav><div class='left-nav'>栏目</div><p>正文</p><li><a href=x>标题</a>");
        let chrome: Vec<bool> = lines.iter().map(|line| line.chrome).collect();
        assert_eq!(chrome, [true, true, false, false]);
        assert!(lines[3].is_link() && !lines[2].is_link());
    }

    #[test]
    fn the_head_is_read() {
        let (head, _) = read("<title> 甲\n乙 </title><meta name=PubDate content='2025-07-17'><h1>题</h1>");
        assert_eq!(head.title.as_deref(), Some("甲 乙"));
        assert_eq!(head.first(&["pubdate"]), Some("2025-07-17"));
    }

    #[test]
    fn a_page_of_open_tags_is_read() {
        assert_eq!(texts(&("<div><b><a>".repeat(50_000) + "终")), ["终"]);
    }
}
