//! Writes marks into inline HTML so that everything nests.
//!
//! Marks over ranges of the plain text, and the inline tags and texts in order, go in; tags come out
//! balanced. A mark that crosses a tag or another mark is split: the first fragment has the id, the
//! last one the link back to the figure. Knows nothing of events.

use std::cmp::Reverse;
use std::ops::Range;

use super::escape;

/// A stretch of the body that a figure rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands in [`Body::plain`](super::Body::plain), in bytes.
    pub range: Range<usize>,
    /// Its anchor, `q-1`.
    pub id: String,
    /// Where its link leads, `#m-1`.
    pub href: String,
    /// The accessible name of that link.
    pub label: String,
}

enum Open {
    Mark(usize),
    Tag { end_tag: &'static str, is_link: bool },
}

/// The marks of a body and the elements that are open.
pub(super) struct Marking<'marks> {
    marks: &'marks [Mark],
    /// Usable marks by start, the longest first.
    order: Vec<(Range<usize>, usize)>,
    /// How many of `order` have begun.
    begun: usize,
    /// Begun marks without an open fragment: where each ends, and which it is.
    waiting: Vec<(usize, usize)>,
    open: Vec<Open>,
    ends: Vec<usize>,
    has_fragment: Vec<bool>,
    in_raw_link: bool,
    /// Marks that ended inside a link, whose links back have to wait for its end.
    links_back: Vec<usize>,
    /// What the names of attributes begin with.
    prefix: &'static str,
}

impl<'marks> Marking<'marks> {
    /// Marks that do not fit the plain text, or cover nothing of it, are left out.
    pub fn new(marks: &'marks [Mark], plain: &str, prefix: &'static str) -> Marking<'marks> {
        let mut ends = vec![0; marks.len()];
        let mut order = Vec::with_capacity(marks.len());
        for (index, mark) in marks.iter().enumerate() {
            let Some(text) = plain.get(mark.range.clone()) else {
                continue;
            };
            let start = mark.range.end - text.trim_start_matches('\n').len();
            let end = mark.range.start + text.trim_end_matches('\n').len();
            if start < end {
                ends[index] = end;
                order.push((start..end, index));
            }
        }
        order.sort_by_key(|(range, index)| (range.start, Reverse(range.end), *index));
        Marking {
            marks,
            order,
            begun: 0,
            waiting: Vec::new(),
            open: Vec::new(),
            ends,
            has_fragment: vec![false; marks.len()],
            in_raw_link: false,
            links_back: Vec::new(),
            prefix,
        }
    }

    /// Writes a start tag of an element that covers `plain`.
    pub fn start(
        &mut self,
        out: &mut String,
        tag: &str,
        end_tag: &'static str,
        plain: &Range<usize>,
        is_link: bool,
    ) {
        // A mark that ends inside the element has to begin again inside it.
        let inner = self.top();
        let crossing = (inner..self.open.len()).find(|&index| self.end_of(index) < plain.end);
        if let Some(crossing) = crossing {
            self.suspend(out, crossing);
        }
        if !plain.is_empty() {
            self.begin(out, plain.start, plain.end);
        }
        out.push_str(tag);
        self.open.push(Open::Tag { end_tag, is_link });
    }

    /// Writes the end tag of the innermost element.
    pub fn end(&mut self, out: &mut String, plain_offset: usize) {
        let inner = self.top();
        self.suspend(out, inner);
        if let Some(Open::Tag { end_tag, is_link }) = self.open.pop() {
            out.push_str(end_tag);
            if is_link && !self.in_link() {
                self.write_links_back(out);
            }
        }
        self.finish(out, plain_offset);
    }

    /// Writes text that covers `plain`; as long as that in bytes.
    pub fn text(&mut self, out: &mut String, text: &str, plain: &Range<usize>) {
        if self.order.is_empty() {
            return escape::push_text(out, text);
        }
        let mut at = plain.start;
        while at < plain.end {
            self.begin(out, at, 0);
            let next_start = self.order.get(self.begun).map_or(plain.end, |mark| mark.0.start);
            let open_ends = (0..self.open.len()).map(|index| self.end_of(index));
            let stop = open_ends.filter(|&end| end > at).fold(plain.end.min(next_start), usize::min);
            let piece = text.get(at - plain.start..stop - plain.start).unwrap_or_default();
            escape::push_text(out, piece);
            at = stop;
            self.finish(out, at);
        }
    }

    /// Writes a raw tag; open marks make way for it.
    pub fn raw(&mut self, out: &mut String, tag: &str) {
        let inner = self.top();
        self.suspend(out, inner);
        out.push_str(tag);
        if tag.starts_with("<a ") || tag == "<a>" {
            self.in_raw_link = true;
        } else if tag == "</a>" {
            self.in_raw_link = false;
            if !self.in_link() {
                self.write_links_back(out);
            }
        }
    }

    /// A block begins or ends: nothing inline stays open.
    pub fn end_block(&mut self, out: &mut String) {
        while !self.open.is_empty() {
            let inner = self.top();
            self.suspend(out, inner);
            if let Some(Open::Tag { end_tag, .. }) = self.open.pop() {
                out.push_str(end_tag);
            }
        }
        self.in_raw_link = false;
        self.write_links_back(out);
    }

    /// The index in `open` of the first mark inside the innermost tag.
    fn top(&self) -> usize {
        let inner = self.open.iter().rposition(|open| matches!(open, Open::Tag { .. }));
        inner.map_or(0, |index| index + 1)
    }

    fn end_of(&self, index: usize) -> usize {
        match self.open[index] {
            Open::Mark(mark) => self.ends[mark],
            Open::Tag { .. } => usize::MAX,
        }
    }

    fn in_link(&self) -> bool {
        self.in_raw_link || self.open.iter().any(|open| matches!(open, Open::Tag { is_link: true, .. }))
    }

    /// Opens the marks that cover `at` and reach at least to `least_end`, the longest outermost.
    fn begin(&mut self, out: &mut String, at: usize, least_end: usize) {
        while let Some((range, mark)) = self.order.get(self.begun).filter(|mark| mark.0.start <= at) {
            self.waiting.push((range.end, *mark));
            self.begun += 1;
        }
        if self.waiting.is_empty() {
            return;
        }
        self.waiting.retain(|(end, _)| *end > at);
        self.waiting.sort_unstable_by_key(|&(end, mark)| (Reverse(end), mark));
        let count = self.waiting.iter().take_while(|(end, _)| *end >= least_end).count();
        for (_, mark) in self.waiting.drain(..count) {
            out.push_str("<mark");
            if !self.has_fragment[mark] {
                self.has_fragment[mark] = true;
                push_attribute(out, self.prefix, "id", &self.marks[mark].id);
            }
            out.push('>');
            self.open.push(Open::Mark(mark));
        }
    }

    /// Closes the open marks from `index` on; they go on at the next text.
    fn suspend(&mut self, out: &mut String, index: usize) {
        while self.open.len() > index {
            if let Some(Open::Mark(mark)) = self.open.pop() {
                out.push_str("</mark>");
                self.waiting.push((self.ends[mark], mark));
            }
        }
    }

    /// Ends the marks that reach no further than `at`, as far as no tag stands in the way.
    fn finish(&mut self, out: &mut String, at: usize) {
        let inner = self.top();
        while let Some(index) = (inner..self.open.len()).rev().find(|&index| self.end_of(index) <= at) {
            self.suspend(out, index + 1);
            if let Some(Open::Mark(mark)) = self.open.pop() {
                if self.in_link() {
                    self.links_back.push(mark);
                } else {
                    self.write_link_back(out, mark);
                }
                out.push_str("</mark>");
            }
        }
    }

    fn write_links_back(&mut self, out: &mut String) {
        for mark in std::mem::take(&mut self.links_back) {
            self.write_link_back(out, mark);
        }
    }

    fn write_link_back(&self, out: &mut String, mark: usize) {
        let Mark { href, label, .. } = &self.marks[mark];
        out.push_str("<a");
        push_attribute(out, self.prefix, "class", "to-figure");
        push_attribute(out, self.prefix, "href", href);
        push_attribute(out, self.prefix, "aria-label", label);
        out.push_str(">↩</a>");
    }
}

/// Appends ` name="value"`, the name behind the prefix.
pub(super) fn push_attribute(out: &mut String, prefix: &str, name: &str, value: &str) {
    out.push(' ');
    out.push_str(prefix);
    out.push_str(name);
    out.push_str("=\"");
    escape::push_attribute(out, value);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::super::{Body, HtmlOptions};
    use super::*;

    /// The HTML with a mark for each quote; links back are written as `↩n`.
    fn marked(source: &str, quotes: &[&str]) -> String {
        let body = Body::parse(source).unwrap();
        let mark = |(index, quote): (usize, &&str)| Mark {
            range: body.find(quote).unwrap(),
            id: format!("q-{index}"),
            href: format!("#m-{index}"),
            label: "L".into(),
        };
        let marks: Vec<Mark> = quotes.iter().enumerate().map(mark).collect();
        let mut html = body.html(&HtmlOptions { marks: &marks, ..HtmlOptions::default() });
        for index in 0..quotes.len() {
            let link = format!("<a class=\"to-figure\" href=\"#m-{index}\" aria-label=\"L\">↩</a>");
            html = html.replace(&link, &format!("↩{index}"));
        }
        html.trim().replace(" id=\"q-", "").replace("\">", ">")
    }

    #[test]
    fn a_mark_ends_with_its_link_back() {
        assert_eq!(marked("破案337件，", &["337件"]), "<p>破案<mark0>337件↩0</mark>，</p>");
    }

    #[test]
    fn marks_nest_and_identical_ones_too() {
        assert_eq!(
            marked("查处337件626人", &["337件", "337件626人", "337件"]),
            "<p>查处<mark1><mark0><mark2>337件↩2</mark>↩0</mark>626人↩1</mark></p>"
        );
    }

    #[test]
    fn overlapping_marks_are_split() {
        assert_eq!(
            marked("甲乙丙", &["甲乙", "乙丙"]),
            "<p><mark0>甲<mark1>乙</mark>↩0</mark><mark>丙↩1</mark></p>"
        );
    }

    #[test]
    fn a_mark_that_crosses_a_tag_is_split_and_one_around_it_is_not() {
        assert_eq!(
            marked("甲**乙丙**丁", &["甲乙"]),
            "<p><mark0>甲</mark><strong><mark>乙↩0</mark>丙</strong>丁</p>"
        );
        assert_eq!(
            marked("甲**乙丙**丁", &["丙丁"]),
            "<p>甲<strong>乙<mark0>丙</mark></strong><mark>丁↩0</mark></p>"
        );
        assert_eq!(
            marked("甲**乙**`丙`丁", &["甲乙丙丁"]),
            "<p><mark0>甲<strong>乙</strong><code>丙</code>丁↩0</mark></p>"
        );
    }

    #[test]
    fn a_link_back_is_never_inside_a_link() {
        assert_eq!(marked("[甲乙](/x/)丙", &["乙"]), "<p><a href=\"/x/>甲<mark0>乙</mark></a>↩0丙</p>");
        assert_eq!(
            marked("<a href=\"/x/\">甲乙</a>丙", &["甲"]),
            "<p><a rel=\"noopener noreferrer\" href=\"/x/><mark0>甲</mark>乙</a>↩0丙</p>"
        );
    }

    #[test]
    fn a_mark_that_fits_nothing_is_left_out() {
        let body = Body::parse("甲乙").unwrap();
        let mark = |range| Mark { range, id: "q-1".into(), href: "#m-1".into(), label: "L".into() };
        for range in [0..0, 1..3, 3..99, Range { start: 3, end: 0 }] {
            let html = body.html(&HtmlOptions { marks: &[mark(range)], ..HtmlOptions::default() });
            assert_eq!(html, "<p>甲乙</p>\n");
        }
    }
}
