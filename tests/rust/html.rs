//! A built page as a tree of elements and texts.
//!
//! HTML in, as a browser's tokenizer reads it; every element with its attributes decoded. The pages that fanzha
//! writes close what they open, so the tree is the tags as written: a page that leaves something open or closes
//! what isn't open is a fault of the page.

use std::cell::RefCell;
use std::collections::BTreeSet;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, EndTag, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// An element with its attributes.
    Element { name: String, attributes: Vec<(String, String)> },
    /// Text.
    Text(String),
}

/// A node of the tree.
#[derive(Debug, Clone)]
pub struct Node {
    /// Number of the element that holds it; `None` for the topmost.
    pub parent: Option<usize>,
    /// Element or text.
    pub kind: Kind,
}

impl Node {
    /// The element's name; empty for a text.
    pub fn name(&self) -> &str {
        match &self.kind {
            Kind::Element { name, .. } => name,
            Kind::Text(_) => "",
        }
    }

    /// An attribute's value.
    pub fn attribute(&self, wanted: &str) -> Option<&str> {
        self.attributes().iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    /// All attributes.
    pub fn attributes(&self) -> &[(String, String)] {
        match &self.kind {
            Kind::Element { attributes, .. } => attributes,
            Kind::Text(_) => &[],
        }
    }
}

/// A page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Elements and texts in the order of the page.
    pub nodes: Vec<Node>,
    /// What is wrong with its tags.
    pub faults: Vec<String>,
}

impl Page {
    /// Reads a page.
    pub fn parse(html: &str) -> Self {
        let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(html));
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let builder = tokenizer.sink.builder.into_inner();
        let mut page = builder.page;
        for open in builder.open {
            page.faults.push(format!("<{}> is never closed", page.nodes[open].name()));
        }
        page
    }

    /// Every element of a name, with its number.
    pub fn elements<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (usize, &'a Node)> {
        self.nodes.iter().enumerate().filter(move |(_, node)| node.name() == name)
    }

    /// The elements that hold a node, the innermost first.
    pub fn holders(&self, number: usize) -> impl Iterator<Item = &Node> {
        let mut next = self.nodes[number].parent;
        std::iter::from_fn(move || {
            let node = &self.nodes[next?];
            next = node.parent;
            Some(node)
        })
    }

    /// The text of an element and of all in it.
    pub fn text(&self, element: usize) -> String {
        let mut text = String::new();
        for (number, node) in self.nodes.iter().enumerate().skip(element) {
            if let Kind::Text(part) = &node.kind
                && self.is_within(number, element)
            {
                text.push_str(part);
            }
        }
        text
    }

    fn is_within(&self, number: usize, element: usize) -> bool {
        let mut next = self.nodes[number].parent;
        while let Some(holder) = next {
            if holder == element {
                return true;
            }
            next = self.nodes[holder].parent;
        }
        false
    }

    /// The whole text that a reader sees: no scripts, no styles.
    pub fn whole_text(&self) -> String {
        let hidden = |number| self.holders(number).any(|node| matches!(node.name(), "script" | "style"));
        let mut text = String::new();
        for (number, node) in self.nodes.iter().enumerate() {
            if let Kind::Text(part) = &node.kind
                && !hidden(number)
            {
                text.push_str(part);
            }
        }
        text
    }

    /// Every `id`.
    pub fn ids(&self) -> BTreeSet<&str> {
        self.nodes.iter().filter_map(|node| node.attribute("id")).collect()
    }

    /// The element with an id.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.attribute("id") == Some(id))
    }

    /// An attribute of the first element of a name.
    pub fn first(&self, name: &str, attribute: &str) -> Option<&str> {
        self.nodes.iter().find(|node| node.name() == name)?.attribute(attribute)
    }

    /// `href` of the first `<link>` with this `rel`.
    pub fn linked(&self, rel: &str) -> Option<&str> {
        self.elements("link")
            .find(|(_, node)| node.attribute("rel") == Some(rel))
            .and_then(|(_, node)| node.attribute("href"))
    }

    /// `hreflang` and `href` of every alternate edition.
    pub fn alternates(&self) -> Vec<(&str, &str)> {
        self.elements("link")
            .filter(|(_, node)| node.attribute("rel") == Some("alternate"))
            .filter_map(|(_, node)| Some((node.attribute("hreflang")?, node.attribute("href")?)))
            .collect()
    }
}

#[derive(Default)]
struct Builder {
    page: Page,
    open: Vec<usize>,
}

impl Builder {
    fn add(&mut self, kind: Kind) -> usize {
        self.page.nodes.push(Node { parent: self.open.last().copied(), kind });
        self.page.nodes.len() - 1
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = tag.name.to_string();
        if tag.had_duplicate_attributes {
            self.page.faults.push(format!("<{name}> has an attribute twice"));
        }
        let attributes = tag
            .attrs
            .iter()
            .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()))
            .collect();
        let number = self.add(Kind::Element { name: name.clone(), attributes });
        let raw = match name.as_str() {
            _ if tag.self_closing || VOID.contains(&name.as_str()) => return TokenSinkResult::Continue,
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "iframe" | "noembed" | "noframes" | "xmp" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" if !self.is_in_svg() => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        };
        self.open.push(number);
        raw
    }

    /// A chart has a `<title>` too, whose content is markup like any other.
    fn is_in_svg(&self) -> bool {
        self.open.iter().any(|number| self.page.nodes[*number].name() == "svg")
    }

    fn end(&mut self, name: &str) {
        match self.open.pop() {
            Some(open) if self.page.nodes[open].name() == name => {}
            Some(open) => {
                let wanted = self.page.nodes[open].name().to_owned();
                self.page.faults.push(format!("</{name}> stands where </{wanted}> should"));
            }
            None => self.page.faults.push(format!("</{name}> closes nothing")),
        }
    }
}

#[derive(Default)]
struct Sink {
    builder: RefCell<Builder>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut builder = self.builder.borrow_mut();
        match token {
            TagToken(tag) if tag.kind == StartTag => return builder.start(&tag),
            TagToken(tag) if tag.kind == EndTag => builder.end(&tag.name),
            Token::CharacterTokens(text) => {
                builder.add(Kind::Text(text.to_string()));
            }
            Token::ParseError(fault) => builder.page.faults.push(format!("line {line}: {fault}")),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[test]
fn tags_attributes_and_texts_come_out_as_a_browser_reads_them() {
    let page = Page::parse("<p title=\"a &lt; b\">x<br>y &amp; z<script>if (a < b) {}</script></p>");
    assert!(page.faults.is_empty(), "{:?}", page.faults);
    assert_eq!(page.nodes[0].attribute("title"), Some("a < b"));
    assert_eq!(page.text(0), "xy & zif (a < b) {}");
    assert_eq!(page.whole_text(), "xy & z");
}

#[test]
fn what_is_left_open_is_a_fault() {
    assert!(!Page::parse("<p><b>x</p>").faults.is_empty());
    assert!(!Page::parse("<p>x").faults.is_empty());
}
