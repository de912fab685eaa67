//! Builds the items of a body and its plain text side by side.
//!
//! Events go in one by one, in order; items, plain text and their ranges come out. Resolves line
//! breaks by the rule for wide characters and separates blocks by one `\n`. Parses nothing.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, TagEnd};

use super::body::{Item, Kind};
use super::east_asian::line_break_vanishes;

/// What stands between the text so far and the text to come.
#[derive(Clone, Copy)]
enum Separator {
    /// A block begins; `first` is its first item.
    Block { first: usize },
    /// The line break of this item, to be resolved when both its sides are known.
    LineBreak { item: usize },
}

#[derive(Default)]
pub(super) struct PlainBuilder {
    pub items: Vec<Item>,
    pub texts: Vec<usize>,
    pub plain: String,
    /// The number of the variants that the text to come belongs to.
    pub variant: Option<usize>,
    separator: Option<Separator>,
    /// Where the line that is being written begins.
    line_start: usize,
    /// Where the current block's text begins, once it has any.
    block_start: Option<usize>,
}

impl PlainBuilder {
    /// Adds an item that stands for no text.
    pub fn markup(&mut self, event: Event<'static>, source: Range<usize>) {
        self.push(event, source, Kind::Markup, false);
    }

    /// Adds the start or end of a block.
    pub fn block(&mut self, event: Event<'static>, source: Range<usize>) {
        self.markup(event, source);
        self.end_line();
    }

    /// Begins a block whose text [`PlainBuilder::block_range`] will tell.
    pub fn begin_block(&mut self) {
        self.block_start = None;
    }

    /// What the plain text has got since [`PlainBuilder::begin_block`].
    pub fn block_range(&self) -> Option<Range<usize>> {
        self.block_start.map(|start| start..self.plain.len())
    }

    /// Lets the text to come begin on a line of its own.
    pub fn end_line(&mut self) {
        if let Some(Separator::LineBreak { item }) = self.separator {
            self.vanish(item);
        }
        self.separator = Some(Separator::Block { first: self.items.len() });
    }

    /// Adds a soft or hard line break.
    pub fn line_break(&mut self, event: Event<'static>, source: Range<usize>) {
        self.markup(event, source);
        if self.separator.is_none() {
            self.separator = Some(Separator::LineBreak { item: self.items.len() - 1 });
        }
    }

    /// Resolves a waiting line break before something that is no text: it stays.
    pub fn before_object(&mut self) {
        if matches!(self.separator, Some(Separator::LineBreak { .. })) {
            self.settle("");
        }
    }

    /// Adds an item whose `text` belongs to the plain text.
    pub fn text(&mut self, event: Event<'static>, text: &str, source: Range<usize>, kind: Kind, exact: bool) {
        if text.is_empty() {
            return;
        }
        self.settle(text);
        let start = self.plain.len();
        self.block_start.get_or_insert(start);
        self.plain.push_str(text);
        self.texts.push(self.items.len());
        let variant = self.variant;
        self.items.push(Item { event, source, plain: start..self.plain.len(), kind, exact, variant });
    }

    /// Adds a piece of an image's description.
    pub fn description(&mut self, text: String, source: Range<usize>) {
        self.push(Event::Text(CowStr::from(text)), source, Kind::Description, false);
    }

    /// Gives the start of each inline element the range of plain text that the element covers.
    pub fn close_ranges(&mut self) {
        let mut open = Vec::new();
        for index in 0..self.items.len() {
            match &self.items[index].event {
                Event::Start(_) => open.push(index),
                Event::End(TagEnd::Link | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {
                    let end = self.items[index].plain.start;
                    if let Some(start) = open.pop() {
                        let plain = &mut self.items[start].plain;
                        plain.end = end.max(plain.start);
                    }
                }
                Event::End(_) => {
                    open.pop();
                }
                _ => {}
            }
        }
    }

    fn push(&mut self, event: Event<'static>, source: Range<usize>, kind: Kind, exact: bool) {
        let here = self.plain.len();
        let variant = self.variant;
        self.items.push(Item { event, source, plain: here..here, kind, exact, variant });
    }

    /// Writes what separates the text so far from `next`.
    fn settle(&mut self, next: &str) {
        match self.separator.take() {
            Some(Separator::Block { first }) => {
                if !self.plain.is_empty() && !self.plain.ends_with('\n') {
                    self.separate(b'\n', first);
                }
                self.line_start = self.plain.len();
            }
            Some(Separator::LineBreak { item }) => {
                let before = &self.plain[self.line_start..];
                if line_break_vanishes(before, next) {
                    self.vanish(item);
                } else if !before.is_empty() && !before.ends_with(' ') {
                    let start = self.plain.len();
                    self.separate(b' ', item + 1);
                    self.items[item].plain = start..self.plain.len();
                    let place = self.texts.partition_point(|&text| text < item);
                    self.texts.insert(place, item);
                }
            }
            None => {}
        }
    }

    /// A break that leaves nothing is no event of its own; a hard one still ends its line on the page.
    fn vanish(&mut self, item: usize) {
        if matches!(self.items[item].event, Event::SoftBreak) {
            self.items[item].event = Event::Text(CowStr::Borrowed(""));
        }
    }

    /// Appends the separating byte; the items since `first` stand behind it.
    fn separate(&mut self, separator: u8, first: usize) {
        self.plain.push(char::from(separator));
        let here = self.plain.len();
        for item in &mut self.items[first..] {
            item.plain = here..here;
        }
    }
}
