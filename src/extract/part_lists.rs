//! Reads lists of parts whose verb isn't repeated: 湖田4起，三阳、凤凰各3起; 5万元以上223起，10万元以上121起.
//!
//! A scene of [`super::scene`] and a figure that no wording reads in, proposals into the reader
//! out: such a figure counts what the whole before it counts, of what its name says. One name with
//! a number makes no list. Reads no other figures.

use super::figure::{Figure, Role};
use super::indicator::{Indicators, Reading, Regions};
use super::part::Part;
use super::proposal::{Proposal, Support};
use super::prose::Reader;
use super::scene::Scene;
use super::telling::Telling;
use super::value::reason;
use crate::lexicon::{EdgeRole, UnitKind, WordRole};
use crate::text::Span;

/// The name of a part has no more characters, of several parts together twice as many.
const LONGEST_NAME: usize = 16;

/// Characters that may stand behind a part: 最多, 居次.
const LONGEST_TAIL: usize = 6;

/// How many paragraphs back the whole may be told, where it is a number of cases.
const FAR: usize = 12;

/// What makes a figure a part, in its reason.
const MARK: &str = "、";

/// How the mark ends a reason.
const MARKED: &str = " (、)";

impl<'a> Reader<'a> {
    /// Proposes a part of a list, once for each of several names that 各 speaks of; says whether it did.
    pub(super) fn propose_item(&mut self, scene: &Scene<'_>, figures: &[Figure], index: usize) -> bool {
        let Some(figure) = figures.get(index).filter(|_| !scene.anecdote) else { return false };
        let Some(name) = self.name_of_part(scene, figures, index) else { return false };
        let Some(mut whole) = self.goes_on_with_parts(scene, figure).or_else(|| {
            let items = self.items(scene, figures, figure);
            let is_list = items.len() > 1 || is_line(scene, figure, name);
            is_list.then(|| self.whole_of(scene, figures, figure, &items)).flatten()
        }) else {
            return false;
        };
        // 重庆12起 is of Chongqing; 12 people from there may be caught anywhere.
        if self.group(&whole) == Some("cases") {
            whole.proposal.place = scene.place;
        }
        if whole.sentence != scene.number {
            whole.proposal.period = scene.current.period.or(whole.proposal.period);
        }
        for (from, to) in names(scene, name, figure) {
            let part = Part { from, named: from, mark: MARK };
            self.part_named(scene, figure, whole.clone(), part, Span::new(from, to));
        }
        true
    }

    /// Proposes a count by kind of fraud or a part of a list; of several names with 各 each is a part.
    pub(super) fn propose_kind_or_item(
        &mut self,
        scene: &Scene<'_>,
        figures: &[Figure],
        index: usize,
    ) -> bool {
        let Some(figure) = figures.get(index) else { return false };
        if names_each(scene, figure) {
            return self.propose_item(scene, figures, index) || self.propose_kind(scene, figure);
        }
        self.propose_kind(scene, figure) || self.propose_item(scene, figures, index)
    }

    /// The words that name a part in front of its number; nothing where they say more than a name.
    fn name_of_part(&self, scene: &Scene<'_>, figures: &[Figure], index: usize) -> Option<Span> {
        let figure = figures.get(index).filter(|one| one.role == Role::Value)?;
        let unit = self.lexicon.units.get(figure.quantity.unit?)?;
        let start = figure.quantity.span.start;
        let counts = |one: &&Figure| one.role != Role::Threshold && !self.describes(one);
        let before = figures.get(..index)?.iter().rev().find(counts);
        // 城关镇：6起 on a line of its own: the name stands before the colon.
        let line = scene.folded.slice(scene.sentence.start, start);
        let colon = line.strip_suffix(['：', ':']).filter(|_| scene.heading);
        let colon = colon.map(|name| scene.sentence.start + name.len());
        let clause =
            colon.map_or(figure.clause.start, |at| scene.folded.clause_start(scene.sentence.start, at));
        let from = before.map_or(0, |one| one.quantity.span.end).max(clause);
        let introduced = scene.folded.words_of(Span::new(from, start), WordRole::Introduces);
        let from = introduced.map(|word| word.end).max().unwrap_or(from);
        let words = scene.folded.slice(from, start);
        // 以 only governs the name behind it, as a mark would.
        let marks = ['，', '、', '；', '（', '）', '以'];
        let trimmed = self.lexicon.edges.behind(words, EdgeRole::JoinsItems, &marks);
        let name = Span::new(start - trimmed.len(), start);
        let bare = self.lexicon.wordings.without_fillers_behind(trimmed);
        let length = bare.chars().count();
        let most = if names_each(scene, figure) { MOST_WITH_EACH } else { 1 };
        let parts = 1 + trimmed.matches('、').count().min(most);
        let tail =
            scene.folded.slice(figure.right.start, figure.right.end).trim_end_matches(['。', '、', '）']);
        let is_name = unit.kind == UnitKind::Count
            && (1..=LONGEST_NAME * parts).contains(&length)
            && !scene.folded.holds_verb(name)
            && tail.chars().count() <= LONGEST_TAIL
            && !scene.folded.holds_verb(figure.right)
            && scene.folded.begins(figure.quantity.span.end, WordRole::Within).is_none();
        is_name.then_some(name)
    }

    /// Ages and bare numbers only describe: 20至29岁8人.
    fn describes(&self, figure: &Figure) -> bool {
        let unit = figure.quantity.unit.and_then(|unit| self.lexicon.units.get(unit));
        unit.is_none_or(|unit| unit.kind == UnitKind::Duration)
    }

    /// The part before it in the sentence, whose list it goes on with: 其中甲类12起，占比30%，乙类8起.
    fn goes_on_with_parts(&self, scene: &Scene<'_>, figure: &Figure) -> Option<Telling> {
        let unit = figure.quantity.unit?;
        let last = self.found.last().filter(|last| {
            last.sentence == scene.number
                && last.proposal.support == Support::Part
                && self.lexicon.units.same_kind(&last.proposal.unit, unit)
        })?;
        let mut last = last.clone();
        // What that part is named by isn't told of this one.
        last.proposal.scam = None;
        let reason = last.proposal.reason.trim_end_matches(MARKED).len();
        last.proposal.reason.truncate(reason);
        Some(last)
    }

    /// Whether the part before it has a name of its own, and is no count by kind of fraud.
    pub(super) fn goes_on_with_named_parts(&self, scene: &Scene<'_>, figure: &Figure) -> bool {
        let named = |last: &Telling| last.proposal.reason.ends_with(')');
        self.found.last().is_some_and(named) && self.goes_on_with_parts(scene, figure).is_some()
    }

    /// The parts of the list that a figure stands in: those of its sentence with its unit, each with
    /// how many names it counts for.
    fn items(&self, scene: &Scene<'_>, figures: &[Figure], figure: &Figure) -> Vec<f64> {
        let unit = figure.quantity.unit;
        let of_unit = |one: &&usize| {
            figures.get(**one).is_some_and(|one| match (one.quantity.unit, unit) {
                (Some(one), Some(unit)) => self.lexicon.units.same_kind(one, unit),
                _ => false,
            })
        };
        let indexes: Vec<usize> = (0..figures.len()).collect();
        let value = |index: &usize| {
            let name = self.name_of_part(scene, figures, *index)?;
            let figure = figures.get(*index)?;
            Some(figure.quantity.value * names(scene, name, figure).len() as f64)
        };
        indexes.iter().filter(of_unit).filter_map(value).collect()
    }

    /// What is parted: the nearest figure before of the same unit and no smaller than all parts
    /// together, of people in the same paragraph only; else what the words before a colon count.
    fn whole_of(
        &self,
        scene: &Scene<'_>,
        figures: &[Figure],
        figure: &Figure,
        items: &[f64],
    ) -> Option<Telling> {
        let unit = figure.quantity.unit?;
        let sum: f64 = items.iter().sum();
        let victims = scene.folded.holds(scene.sentence, WordRole::Victim);
        let led = self.led_by(scene, figure);
        let found = self.found.iter().rev().find(|telling| {
            let known = &telling.proposal;
            let group = self.group(telling);
            let here = known.paragraph == scene.paragraph;
            let near = here || (group == Some("cases") && known.paragraph + FAR >= scene.paragraph);
            near && known.value >= sum
                && !(victims && group == Some("people"))
                && known.support != Support::Part
                && led.is_none_or(|led| led.row.indicator == known.indicator)
                && self.lexicon.units.same_kind(&known.unit, unit)
        });
        if let Some(found) = found {
            return Some(found.clone());
        }
        let base = self.base(scene, figures.first()?, scene.current.period);
        let led = led?;
        let indicator = led.row.indicator.to_owned();
        let reason = reason(scene, &led, &base.reason);
        let proposal = Proposal { indicator, unit: unit.to_owned(), reason, ..base };
        let (quote, number) = (figure.quantity.span, figure.quantity.span);
        Some(self.told(scene, quote, number, proposal))
    }

    /// The group of what a figure counts.
    fn group(&self, telling: &Telling) -> Option<&'a str> {
        self.lexicon.indicators.get(&telling.proposal.indicator).map(|one| one.group.as_str())
    }

    /// Whether a rate only says how large the part before it is: 其中甲类12起，占比30%.
    pub(super) fn is_share_of_part(&self, scene: &Scene<'_>, figure: &Figure) -> bool {
        let unit = figure.quantity.unit.and_then(|unit| self.lexicon.units.get(unit));
        let last = self.found.last().filter(|last| {
            last.sentence == scene.number
                && last.proposal.support == Support::Part
                && last.proposal.scam.is_none()
                && scene.last_end == Some(last.number.end)
        });
        unit.is_some_and(|unit| unit.kind == UnitKind::Percent)
            && last.is_some()
            && self.is_bare(scene, figure.left)
    }

    /// What the words count that a list follows, before a colon or with 中 behind them:
    /// 发案较多的有：, 侦破的案件中.
    pub(super) fn led_by(&self, scene: &Scene<'_>, figure: &Figure) -> Option<Reading<'a>> {
        let lead = lead(scene, figure)?;
        let none = Span::new(figure.quantity.span.end, figure.quantity.span.end);
        let paragraph = Span::new(scene.context_start(), lead.end);
        let indicators = Indicators { folded: scene.folded, lexicon: self.lexicon };
        let regions = Regions { left: lead, right: none, carried: None, paragraph };
        indicators.readings(indicators.rows(figure), &regions).first().copied()
    }
}

/// Whether a figure is told of each of several names: 甲类、乙类各1起.
pub(super) fn names_each(scene: &Scene<'_>, figure: &Figure) -> bool {
    let clause = Span::new(figure.clause.start.min(figure.left.start), figure.left.end);
    scene.folded.ends(figure.left.start, figure.left.end, WordRole::Each)
        && scene.folded.slice(clause.start, clause.end).contains('、')
}

/// Names beside the first that 各 may speak of.
const MOST_WITH_EACH: usize = 7;

/// Whether a name and its number are a line of a list: 城关镇：6起, 2、城关镇（6起）, 城关镇6起.
fn is_line(scene: &Scene<'_>, figure: &Figure, name: Span) -> bool {
    let words = scene.folded.slice(name.start, figure.quantity.span.start);
    let apart = || {
        let origin = scene.folded.origin(figure.quantity.span);
        let before = origin.and_then(|origin| scene.original.get(..origin.start));
        before.is_some_and(|before| before.ends_with(char::is_whitespace))
    };
    let behind = scene.folded.slice(figure.quantity.span.end, scene.sentence.end);
    let ends_line = behind.is_empty() || behind.starts_with('（');
    scene.heading
        && figure.role == Role::Value
        && name.start == scene.sentence.start
        && (words.ends_with(['：', ':', '（']) || apart() || ends_line)
}

/// Each name of a part with 各, where it begins and ends; else the whole.
fn names(scene: &Scene<'_>, name: Span, figure: &Figure) -> Vec<(usize, usize)> {
    let words = scene.folded.slice(name.start, name.end);
    if !scene.folded.ends(name.start, figure.quantity.span.start, WordRole::Each) || !words.contains('、') {
        return vec![(name.start, name.end)];
    }
    let mut at = name.start;
    let parted = words.split('、').map(|part| {
        let from = at;
        at += part.len() + '、'.len_utf8();
        (from, from + part.len())
    });
    parted.collect()
}

/// The clause that says what a list parts: before a colon, or with 中 at its end.
fn lead(scene: &Scene<'_>, figure: &Figure) -> Option<Span> {
    let sentence = scene.sentence;
    let before = scene.folded.slice(sentence.start, figure.quantity.span.start);
    if let Some(colon) = before.rfind('：') {
        let colon = sentence.start + colon;
        return Some(Span::new(scene.folded.clause_start(sentence.start, colon), colon));
    }
    let stands = Span::new(sentence.start, figure.quantity.span.start);
    let ends = |word: &Span| scene.folded.slice(word.end, stands.end).starts_with('，');
    let word = scene.folded.words_of(stands, WordRole::Within).filter(ends).last()?;
    Some(Span::new(scene.folded.clause_start(sentence.start, word.start), word.start))
}
