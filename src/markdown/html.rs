//! Writes the HTML of a body.
//!
//! Items and options in, an HTML fragment out, every value escaped for its place. Headings get their
//! anchors, links and images their checked URLs, marks their tags (`marks` nests them). Only a body
//! with raw HTML goes through `sanitise`. Writes no styles and no scripts.

use std::fmt::Write;
use std::iter::Peekable;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::body::{Body, Item, Kind};
use super::escape;
use super::links;
use super::marks::{Mark, Marking, push_attribute};
use super::raw_html;
use super::sanitise::sanitise;

/// How a body is rendered.
#[derive(Clone, Copy)]
pub struct HtmlOptions<'a> {
    /// The stretches that figures rest on. Marks may nest and overlap.
    pub marks: &'a [Mark],
    /// What a link leads to on this site; `None` leaves it as it is.
    pub resolve_link: &'a dyn Fn(&str) -> Option<String>,
    /// Where an image lies on this site; `None` leaves it as it is.
    pub resolve_image: &'a dyn Fn(&str) -> Option<String>,
}

impl Default for HtmlOptions<'_> {
    fn default() -> Self {
        HtmlOptions { marks: &[], resolve_link: &|_| None, resolve_image: &|_| None }
    }
}

pub(super) fn render(body: &Body, options: &HtmlOptions<'_>) -> String {
    // Generated attributes have to be told from written ones only where there are written ones.
    let prefix = if body.has_raw_html { "\u{2005}" } else { "" };
    let mut writer = Writer {
        out: String::with_capacity(body.plain.len() * 2),
        options,
        prefix,
        marking: Marking::new(options.marks, &body.plain, prefix),
        level_shift: body.level_shift(),
        headings: 0,
        alignments: &[],
        column: 0,
        in_table_head: false,
        in_table_body: false,
    };
    let mut items = body.items.iter().peekable();
    while let Some(item) = items.next() {
        writer.item(item, &mut items);
    }
    writer.marking.end_block(&mut writer.out);
    if body.has_raw_html { sanitise(&writer.out) } else { writer.out }
}

struct Writer<'body> {
    out: String,
    options: &'body HtmlOptions<'body>,
    prefix: &'static str,
    marking: Marking<'body>,
    level_shift: u8,
    /// How many headings have begun.
    headings: usize,
    /// Of the table that is open.
    alignments: &'body [Alignment],
    column: usize,
    in_table_head: bool,
    in_table_body: bool,
}

impl<'body> Writer<'body> {
    fn item(&mut self, item: &'body Item, rest: &mut Peekable<std::slice::Iter<'body, Item>>) {
        match &item.event {
            Event::Text(text) if item.plain.is_empty() => escape::push_text(&mut self.out, text),
            Event::Text(text) => self.marking.text(&mut self.out, text, &item.plain),
            Event::Code(text) => {
                self.marking.start(&mut self.out, "<code>", "</code>", &item.plain, false);
                self.marking.text(&mut self.out, text, &item.plain);
                self.marking.end(&mut self.out, item.plain.end);
            }
            Event::SoftBreak => self.line_end(item),
            Event::HardBreak => {
                self.out.push_str("<br>");
                self.line_end(item);
            }
            Event::Html(tag) => self.raw(tag),
            Event::Rule => self.block("<hr>\n"),
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let description = description(rest);
                self.image(dest_url, title, &description);
            }
            Event::Start(tag) => self.start(tag, item),
            Event::End(tag) => self.end(*tag, item),
            _ => {}
        }
    }

    /// A line end stands for the one space that the plain text has for it, or for none.
    fn line_end(&mut self, item: &Item) {
        if item.plain.len() == 1 {
            self.marking.text(&mut self.out, "\n", &item.plain);
        } else {
            self.out.push('\n');
        }
    }

    fn block(&mut self, html: &str) {
        self.marking.end_block(&mut self.out);
        self.out.push_str(html);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        push_attribute(&mut self.out, self.prefix, name, value);
    }

    fn raw(&mut self, tag: &str) {
        match raw_html::resolve_target(tag, self.options.resolve_link).as_deref().unwrap_or(tag) {
            tag if tag.starts_with('&') => self.out.push_str(tag),
            tag => match tag.strip_prefix("<a ") {
                Some(attributes) => {
                    let tag = format!("<a {}rel=\"noopener noreferrer\" {attributes}", self.prefix);
                    self.marking.raw(&mut self.out, &tag);
                }
                None => self.marking.raw(&mut self.out, tag),
            },
        }
    }

    fn start(&mut self, tag: &'body Tag<'static>, item: &Item) {
        match tag {
            Tag::Emphasis => self.inline("<em>", "</em>", item),
            Tag::Strong => self.inline("<strong>", "</strong>", item),
            Tag::Strikethrough => self.inline("<del>", "</del>", item),
            Tag::Link { link_type, dest_url, title, .. } => {
                let start_tag = self.link(*link_type, dest_url, title);
                self.marking.start(&mut self.out, &start_tag, "</a>", &item.plain, true);
            }
            Tag::Paragraph => self.block("<p>"),
            Tag::Heading { .. } => self.heading(tag),
            Tag::BlockQuote(_) => self.block("<blockquote>\n"),
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::List(None) => self.block("<ul>\n"),
            Tag::List(Some(number)) => {
                self.block("<ol");
                if *number != 1 {
                    self.attribute("start", &number.to_string());
                }
                self.out.push_str(">\n");
            }
            Tag::Item => self.block("<li>"),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.block("<div");
                self.attribute("class", "table-scroll");
                self.out.push_str(">\n<table>\n");
            }
            Tag::TableHead => {
                (self.in_table_head, self.column) = (true, 0);
                self.block("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                let html = if self.in_table_body { "<tr>" } else { "<tbody>\n<tr>" };
                self.in_table_body = true;
                self.block(html);
            }
            Tag::TableCell => self.cell(),
            _ => {}
        }
    }

    fn inline(&mut self, tag: &str, end_tag: &'static str, item: &Item) {
        self.marking.start(&mut self.out, tag, end_tag, &item.plain, false);
    }

    fn end(&mut self, tag: TagEnd, item: &Item) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                self.marking.end(&mut self.out, item.plain.start);
            }
            TagEnd::Paragraph => self.block("</p>\n"),
            TagEnd::Heading(level) => {
                let html = format!("</h{}>\n", (level as u8 + self.level_shift).min(6));
                self.block(&html);
            }
            TagEnd::BlockQuote(_) => self.block("</blockquote>\n"),
            TagEnd::CodeBlock => self.block("</code></pre>\n"),
            TagEnd::List(true) => self.block("</ol>\n"),
            TagEnd::List(false) => self.block("</ul>\n"),
            TagEnd::Item => self.block("</li>\n"),
            TagEnd::Table => {
                let html =
                    if self.in_table_body { "</tbody>\n</table>\n</div>\n" } else { "</table>\n</div>\n" };
                self.in_table_body = false;
                self.block(html);
            }
            TagEnd::TableHead => {
                self.in_table_head = false;
                self.block("</tr>\n</thead>\n");
            }
            TagEnd::TableRow => self.block("</tr>\n"),
            TagEnd::TableCell => self.block(if self.in_table_head { "</th>" } else { "</td>" }),
            _ => {}
        }
    }

    fn heading(&mut self, tag: &Tag<'_>) {
        let Tag::Heading { level, .. } = tag else {
            return;
        };
        self.headings += 1;
        let level = (*level as u8 + self.level_shift).min(6);
        self.block("<h");
        self.out.push(char::from(b'0' + level));
        let id = format!("s-{}", self.headings);
        self.attribute("id", &id);
        self.out.push('>');
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.block("<pre><code");
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(language) = info.split_whitespace().next()
        {
            self.attribute("class", &format!("language-{language}"));
        }
        self.out.push('>');
    }

    fn cell(&mut self) {
        self.block(if self.in_table_head { "<th" } else { "<td" });
        if self.in_table_head {
            self.attribute("scope", "col");
        }
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => Some("align-left"),
            Some(Alignment::Center) => Some("align-center"),
            Some(Alignment::Right) => Some("align-right"),
            _ => None,
        };
        if let Some(class) = class {
            self.attribute("class", class);
        }
        self.out.push('>');
        self.column += 1;
    }

    fn link(&self, link_type: LinkType, target: &str, title: &str) -> String {
        let mut tag = String::from("<a");
        let written =
            if link_type == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
        if let Some(url) = resolved(&written, self.options.resolve_link) {
            // Writing to a string cannot fail.
            let _ = write!(tag, " {}href=\"", self.prefix);
            escape::push_url(&mut tag, &url);
            tag.push('"');
            if links::is_external(&url) {
                push_attribute(&mut tag, self.prefix, "rel", "noopener noreferrer");
            }
        }
        if !title.is_empty() {
            push_attribute(&mut tag, self.prefix, "title", title);
        }
        tag.push('>');
        tag
    }

    /// An image without a description would say nothing to some readers, so that it is left out; one
    /// with a URL that may not be stays as its description.
    fn image(&mut self, target: &str, title: &str, description: &str) {
        if description.trim().is_empty() {
            return;
        }
        let Some(url) = resolved(target, self.options.resolve_image) else {
            return escape::push_text(&mut self.out, description);
        };
        let _ = write!(self.out, "<img {}src=\"", self.prefix);
        escape::push_url(&mut self.out, &url);
        self.out.push('"');
        self.attribute("alt", description);
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.attribute("loading", "lazy");
        self.out.push('>');
    }
}

/// The URL to write for a target, `None` when it may not stand in a page.
fn resolved(target: &str, resolve: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    if !links::is_allowed(target) {
        return None;
    }
    let url = resolve(target).unwrap_or_else(|| target.to_owned());
    links::is_allowed(&url).then_some(url)
}

/// Takes the items up to the end of the image that has begun; their text is its description.
fn description<'body>(rest: &mut Peekable<std::slice::Iter<'body, Item>>) -> String {
    let mut description = String::new();
    let mut depth = 1;
    for item in rest.by_ref() {
        match &item.event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) => depth -= 1,
            Event::Text(text) if item.kind == Kind::Description => description.push_str(text),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    description
}
