//! Makes emphasis work beside Chinese punctuation.
//!
//! A source in, the places out where a sentinel must stand so that CommonMark's flanking rules give
//! what the writer means: `**“跑分”**嫌疑人` is strong. Only runs of `*` and `~~` with punctuation
//! inside and a letter outside are touched. Changes no source and renders nothing.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::east_asian::{is_cjk_letter, is_punctuation, is_shared_mark, is_wide};

const OPENING_MARKS: &str = "“‘「『（《〈【〔［｛([{";
const CLOSING_MARKS: &str = "”’」』）》〉】〕］｝)]}，。、；：！？";

/// How deep a closing run looks for its opening one; deeper nesting than this is no text.
const DEPTH: usize = 64;

/// The byte offsets of the source before which a sentinel belongs, ascending.
pub(super) fn sentinel_places(source: &str, options: Options) -> Vec<usize> {
    let mut runs = Vec::new();
    push_runs(source, 0..source.len(), &mut runs);
    if !runs.iter().any(Run::differs) {
        return Vec::new();
    }
    let mut places = Vec::new();
    for scope in inline_scopes(source, options) {
        runs.clear();
        for range in scope {
            push_runs(source, range, &mut runs);
        }
        if runs.iter().any(Run::differs) {
            pair(&mut runs);
            places.extend(runs.iter().filter_map(Run::place));
        }
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// A run of one delimiter character and what it may do.
struct Run {
    start: usize,
    length: usize,
    delimiter: u8,
    /// What CommonMark lets it do.
    opens: bool,
    closes: bool,
    /// What a writer of Chinese may mean by it.
    may_open: bool,
    may_close: bool,
    /// How many of its characters were paired, each way.
    closed: usize,
    opened: usize,
}

impl Run {
    fn read(source: &str, start: usize, length: usize) -> Run {
        let before = source[..start].chars().next_back().unwrap_or('\n');
        let after = source[start + length..].chars().next().unwrap_or('\n');
        let delimiter = source.as_bytes()[start];
        let (punctuation_before, punctuation_after) = (is_punctuation(before), is_punctuation(after));
        let (space_before, space_after) = (before.is_whitespace(), after.is_whitespace());
        let opens =
            !space_after && (delimiter == b'~' || !punctuation_after || space_before || punctuation_before);
        let closes = !space_before && (!punctuation_before || space_after || punctuation_after);
        let may_open = opens || (!space_after && is_chinese(before, after) && !CLOSING_MARKS.contains(after));
        let may_close =
            closes || (!space_before && is_chinese(after, before) && !OPENING_MARKS.contains(before));
        Run { start, length, delimiter, opens, closes, may_open, may_close, closed: 0, opened: 0 }
    }

    fn differs(&self) -> bool {
        self.opens != self.may_open || self.closes != self.may_close
    }

    fn both(&self) -> bool {
        self.may_open && self.may_close
    }

    fn free(&self) -> usize {
        self.length - self.closed - self.opened
    }

    /// Where the sentinel goes that lets the run do what it was paired for.
    fn place(&self) -> Option<usize> {
        let end = self.start + self.length;
        match (self.closed > 0 && !self.closes, self.opened > 0 && !self.opens) {
            (false, false) => None,
            _ if self.closed > 0 && self.opened > 0 => Some(self.start + self.closed),
            (true, _) => Some(end),
            (_, true) => Some(self.start),
        }
    }

    /// CommonMark's rule of three, and equal lengths for `~~`.
    fn pairs_with(&self, opener: &Run) -> bool {
        self.delimiter == opener.delimiter
            && (self.delimiter != b'~' || self.length == opener.length)
            && (!(self.both() || opener.both())
                || !(self.length + opener.length).is_multiple_of(3)
                || (self.length.is_multiple_of(3) && opener.length.is_multiple_of(3)))
    }
}

/// Whether letter and punctuation beside one another are those of Chinese text.
fn is_chinese(letter: char, punctuation: char) -> bool {
    is_punctuation(punctuation)
        && !letter.is_whitespace()
        && !is_punctuation(letter)
        && (is_cjk_letter(letter) || is_wide(punctuation) || is_shared_mark(punctuation))
}

/// Appends the unescaped runs of `*` and of two or more `~` in the range.
fn push_runs(source: &str, range: Range<usize>, runs: &mut Vec<Run>) {
    let bytes = source.as_bytes();
    let mut index = range.start;
    while index < range.end {
        let byte = bytes[index];
        if byte != b'*' && byte != b'~' {
            index += 1;
            continue;
        }
        let length = bytes[index..range.end].iter().take_while(|&&next| next == byte).count();
        let backslashes = bytes[..index].iter().rev().take_while(|&&earlier| earlier == b'\\').count();
        // An escaped first character leaves a shorter run behind it.
        let escaped = backslashes % 2;
        let (start, rest) = (index + escaped, length - escaped);
        if rest > usize::from(byte == b'~') {
            runs.push(Run::read(source, start, rest));
        }
        index += length;
    }
}

/// Pairs the runs of one scope as CommonMark does, with what each may do.
fn pair(runs: &mut [Run]) {
    let mut openers: Vec<usize> = Vec::new();
    for index in 0..runs.len() {
        while runs[index].may_close && runs[index].free() > 0 {
            let found =
                openers.iter().rev().take(DEPTH).position(|&opener| runs[index].pairs_with(&runs[opener]));
            let Some(above) = found else { break };
            openers.truncate(openers.len() - above);
            let Some(&opener) = openers.last() else { break };
            let used = runs[opener].free().min(runs[index].free());
            runs[opener].opened += used;
            runs[index].closed += used;
            if runs[opener].free() == 0 {
                openers.pop();
            }
        }
        if runs[index].may_open && runs[index].free() > 0 {
            openers.push(index);
        }
    }
}

/// The stretches of source, by scope, in which delimiters can pair: inline text without code, raw
/// HTML and link targets. The text of a link is a scope of its own.
fn inline_scopes(source: &str, options: Options) -> Vec<Vec<Range<usize>>> {
    let mut scopes = Scopes::default();
    let mut in_code = false;
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => {
                in_code = !in_code;
                scopes.end_block();
            }
            Event::Text(_) if in_code => {}
            Event::Text(_) | Event::SoftBreak | Event::HardBreak => scopes.reach(range),
            Event::Code(_) | Event::InlineHtml(_) => scopes.skip(range),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => scopes.reach(range),
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                scopes.enter(range, matches!(link_type, LinkType::Autolink | LinkType::Email));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => scopes.leave(range),
            _ => scopes.end_block(),
        }
    }
    scopes.end_block();
    scopes.done
}

#[derive(Default)]
struct Scopes {
    done: Vec<Vec<Range<usize>>>,
    open: Vec<Scope>,
}

#[derive(Default)]
struct Scope {
    stretches: Vec<Range<usize>>,
    current: Option<Range<usize>>,
    opaque: bool,
}

impl Scopes {
    fn top(&mut self) -> &mut Scope {
        if self.open.is_empty() {
            self.open.push(Scope::default());
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    /// Extends the scope's current stretch over the range.
    fn reach(&mut self, range: Range<usize>) {
        let scope = self.top();
        match &mut scope.current {
            Some(current) => current.end = current.end.max(range.end),
            None => scope.current = Some(range),
        }
    }

    /// Ends the current stretch before the range and begins the next behind it.
    fn skip(&mut self, range: Range<usize>) {
        let scope = self.top();
        if let Some(current) = scope.current.take() {
            scope.stretches.push(current.start..range.start.max(current.start));
        }
        scope.current = Some(range.end..range.end);
    }

    fn enter(&mut self, range: Range<usize>, opaque: bool) {
        self.skip(range);
        self.open.push(Scope { opaque, ..Scope::default() });
    }

    fn leave(&mut self, range: Range<usize>) {
        if self.open.len() > 1 {
            self.finish_scope();
        }
        self.reach(range.end..range.end);
    }

    fn finish_scope(&mut self) {
        if let Some(mut scope) = self.open.pop() {
            scope.stretches.extend(scope.current);
            if !scope.opaque && !scope.stretches.is_empty() {
                self.done.push(scope.stretches);
            }
        }
    }

    fn end_block(&mut self) {
        while !self.open.is_empty() {
            self.finish_scope();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(source: &str) -> String {
        let mut text = source.to_owned();
        for place in sentinel_places(source, Options::ENABLE_STRIKETHROUGH).into_iter().rev() {
            text.insert(place, '|');
        }
        text
    }

    #[test]
    fn a_run_between_quote_and_letter_gets_a_sentinel_on_the_letters_side() {
        assert_eq!(marked("发现**“跑分”**嫌疑人"), "发现|**“跑分”**|嫌疑人");
        assert_eq!(marked("共**¥10,000**后"), "共|**¥10,000**后");
        assert_eq!(marked("~~“旧”~~新"), "~~“旧”~~|新");
    }

    #[test]
    fn a_run_that_works_already_is_left_alone() {
        for source in ["**断卡**行动", "“跑分”**嫌疑人**，", "说“**断卡**”行动", "a **“b”** c", "3*5"]
        {
            assert_eq!(marked(source), source);
        }
    }

    #[test]
    fn code_escapes_and_targets_are_left_alone() {
        for source in ["`发**“跑分”**嫌`", r"发\*\*“跑分”\*\*嫌", "[a](发**“跑分”**嫌)", "    发**“跑分”**嫌"]
        {
            assert_eq!(marked(source), source);
        }
    }

    #[test]
    fn a_closing_run_is_told_from_the_opening_one_that_follows() {
        assert_eq!(marked("**“甲”**和**“乙”**的"), "**“甲”**|和|**“乙”**|的");
    }
}
