//! Reads the figures of an article, paragraph by paragraph.
//!
//! Paragraphs and a [`Context`] in, [`Proposal`]s in reading order out. What holds from one
//! sentence to the next stands here: the period, the place, the verb of a list, the figure that a
//! change belongs to.

mod told_periods;

use jiff::civil::Date;

use super::by_year::years_in_turn;
use super::cells::is_row;
use super::change::Subject;
use super::current::Current;
use super::figure::{Figure, Role, figures, is_filler};
use super::folded::Folded;
use super::launch::Launches;
use super::meaning::Mention;
use super::place::{PlaceMention, Places};
use super::proposal::{Context, Extraction};
use super::quantity::{Quantity, quantities_at};
use super::scene::{Scene, agency, is_anecdote, take_place};
use super::telling::{Telling, told_once};
use super::topic::{Carried, Theme, Topics};
use crate::domain::Period;
use crate::lexicon::{EdgeRole, Lexicon, WordRole};
use crate::text::Span;
use told_periods::latest_year;

/// The figures of anti-fraud work that the paragraphs of an article state, in reading order, and
/// what was left out.
///
/// A figure that is told twice is listed once, where it is told first in running text.
pub fn extract(paragraphs: &[&str], context: &Context<'_>) -> Extraction {
    let mut reader = Reader::new(context);
    if reader.today.is_none() {
        reader.today = paragraphs.iter().filter_map(|text| latest_year(text)).max();
        reader.dated = false;
    }
    for (index, paragraph) in paragraphs.iter().enumerate() {
        reader.paragraph(index, paragraph);
    }
    reader.take_launch_told_later();
    let Reader { mut found, theme, .. } = reader;
    let others = found.extract_if(.., |telling| !theme.keeps(telling.topic)).collect();
    Extraction { proposals: told_once(found), left_out: told_once(others) }
}

/// A paragraph of no more characters and without a stop is a heading.
const LONGEST_HEADING: usize = 40;

/// Figures of a usual article.
const FIGURES: usize = 32;

/// A longer run of text without a stop, in bytes, is no sentence.
const LONGEST_SENTENCE: usize = 12_000;

/// What holds while an article is read.
pub(super) struct Reader<'a> {
    pub(super) lexicon: &'a Lexicon,
    today: Option<Date>,
    /// Whether `today` is told, and not only the end of the latest year that the text names.
    dated: bool,
    /// The heads of a table's columns while its rows are read.
    heads: Vec<String>,
    /// Since when the campaigns run that the text tells of.
    launches: Launches,
    /// What the last changes told were changes of.
    changed: Vec<Subject>,
    /// The figure whose parts the next short paragraphs list: 分布如下：.
    pub(super) list: Option<Telling>,
    places: Places<'a>,
    /// The currency that 元 is in the article's place, where it isn't the renminbi.
    pub(super) local_yuan: Option<&'static str>,
    current: Current,
    pub(super) found: Vec<Telling>,
    period_origin: String,
    sentences_read: usize,
    /// What the article is about, and what the paragraphs before were.
    theme: Theme,
    pub(super) topic: Carried,
}

impl<'a> Reader<'a> {
    fn new(context: &Context<'a>) -> Reader<'a> {
        let lexicon = context.lexicon;
        let province = context.place.and_then(|place| lexicon.gazetteer.province_of(place.id));
        Reader {
            lexicon,
            today: context.event_date.or(context.published),
            dated: true,
            heads: Vec::new(),
            launches: Launches::default(),
            changed: Vec::new(),
            list: None,
            places: Places { lexicon, default: context.place },
            local_yuan: province.and_then(|province| lexicon.units.local_yuan(province.id)),
            current: Current::default(),
            found: Vec::with_capacity(FIGURES),
            period_origin: String::new(),
            sentences_read: 0,
            theme: Theme::of(context.headline, lexicon),
            topic: Carried::default(),
        }
    }

    fn paragraph(&mut self, index: usize, original: &str) {
        let Some(row) = is_row(original, &mut self.heads) else { return };
        let folded = Folded::new(original, &self.heads, self.lexicon);
        let units = &self.lexicon.units;
        let read = quantities_at(&folded.text, folded.quantity_starts(), units);
        let mut quantities = read.peekable();
        let before = (self.current, self.period_origin.clone());
        // No character has more than four bytes.
        let short =
            folded.text.len() <= 4 * LONGEST_HEADING && folded.text.chars().count() <= LONGEST_HEADING;
        let heading = short && !folded.text.contains(['。', '；', '！', '？']);
        let mut scene = self.opening(&folded, original, index, heading);
        scene.row = row;
        self.take_lead(&mut scene, quantities.peek().map(|one| one.span.start));
        self.theme.note(&scene.topics);
        let counts = quantities.peek().is_some();
        self.topic.open(&folded, &scene.topics, heading, counts, &self.lexicon.edges);
        scene.listed = short && !folded.text.contains('。') && self.list.is_some();
        for sentence in folded.sentences() {
            let mut own = Vec::new();
            while let Some(one) = quantities.next_if(|one| one.span.end <= sentence.end) {
                own.push(one);
            }
            if sentence.end - sentence.start <= LONGEST_SENTENCE {
                self.sentences_read += 1;
                let more = quantities.peek().is_some();
                self.next_sentence(&mut scene, sentence, own, more);
            }
        }
        self.close(scene, before);
    }

    /// Takes what holds behind a paragraph; `before` held where it began.
    fn close(&mut self, scene: Scene<'_>, before: (Current, String)) {
        let folded = scene.folded;
        self.topic.close(folded, &scene.topics);
        if !scene.listed {
            let of_this = self.found.last().filter(|last| last.proposal.paragraph == scene.paragraph);
            self.list = of_this.filter(|_| folded.text.ends_with(['：', ':'])).cloned();
        }
        // Words of another paragraph have no place in the next.
        let without_place = |subject: Subject| Subject { span: Span::default(), ..subject };
        self.changed = scene.changed.into_iter().map(without_place).collect();
        self.current = scene.current.behind_paragraph(before.0, !scene.heading, self.today);
        self.period_origin = match self.current.period {
            period if period == scene.current.period => scene.period_origin,
            period if period == before.0.period => before.1,
            _ => scene.since_origin,
        };
    }

    /// Reads the quantities of a sentence with what it names.
    ///
    /// `more` tells whether sentences with quantities follow in its paragraph: behind the last one only
    /// periods are told to the next paragraph.
    fn next_sentence(&mut self, scene: &mut Scene<'_>, sentence: Span, mut own: Vec<Quantity>, more: bool) {
        let folded = scene.folded;
        let periods = self.periods(folded, sentence);
        let counts = more || !own.is_empty();
        let places = if counts { self.place_mentions(folded, sentence, &periods) } else { Vec::new() };
        let dated = |span: Span| {
            periods.iter().any(|mention| mention.span.start < span.end && span.start < mention.span.end)
        };
        own.retain(|one| !dated(one.span));
        self.localise(folded, sentence, &mut own);
        scene.sentence = sentence;
        scene.number = self.sentences_read;
        if counts {
            scene.anecdote = is_anecdote(folded, sentence, scene.anecdote, &periods);
            scene.agency = agency(folded, sentence).or(scene.agency);
        }
        (scene.root, scene.last_end, scene.changed_here) = (None, None, false);
        scene.current.begin_sentence();
        scene.periods = periods.iter().map(|one| one.span).collect();
        self.launches.note(folded, sentence, &periods);
        let figures = figures(folded, sentence, own, self.lexicon);
        let before = scene.current;
        self.sentence(scene, &figures, &periods, &places);
        if periods.iter().any(|one| one.meaning.is_of_sentence()) {
            scene.current = before;
        }
    }

    /// In reports of Hong Kong, Macao and Taiwan 元 is their own.
    fn localise(&self, folded: &Folded<'_>, sentence: Span, quantities: &mut [Quantity]) {
        let words = folded.slice(sentence.start, sentence.end);
        let named = || self.lexicon.edges.of(EdgeRole::Renminbi).iter().any(|name| words.contains(name));
        let Some(local) = self.local_yuan.filter(|_| !named()) else { return };
        for quantity in quantities.iter_mut().filter(|one| one.unit == Some("元")) {
            quantity.unit = Some(local);
        }
    }

    /// What holds where a paragraph begins.
    fn opening<'t>(
        &self,
        folded: &'t Folded<'t>,
        original: &'t str,
        index: usize,
        heading: bool,
    ) -> Scene<'t> {
        Scene {
            folded,
            original,
            paragraph: index,
            sentence: Span::default(),
            number: 0,
            heading,
            row: false,
            anecdote: false,
            agency: None,
            listed: false,
            periods: Vec::new(),
            changed: self.changed.clone(),
            changed_here: false,
            root: None,
            last_end: None,
            place: self.places.default.map_or("national", |place| place.id),
            place_origin: String::from("article"),
            current: self.current,
            period_origin: self.period_origin.clone(),
            since_origin: String::new(),
            topics: Topics::of(folded),
        }
    }

    fn sentence(
        &mut self,
        scene: &mut Scene<'_>,
        figures: &[Figure],
        periods: &[Mention],
        places: &[PlaceMention<'_>],
    ) {
        let shares = years_in_turn(scene.folded, figures, periods, self.lexicon);
        let (mut periods, mut places) = (periods.iter().peekable(), places.iter().peekable());
        let mut skip = 0;
        for (index, figure) in figures.iter().enumerate() {
            let start = figure.quantity.span.start;
            while let Some(mention) = periods.next_if(|mention| mention.span.start < start) {
                self.take_period(scene, mention);
            }
            while let Some(mention) = places.next_if(|mention| mention.span.start < start) {
                take_place(scene, mention);
            }
            if index < skip {
                continue;
            }
            let told = self.found.len();
            match figure.role {
                Role::Value => match shares.iter().find(|(of, _)| *of == index) {
                    Some((_, year)) => self.value_of_year(scene, figures, index, *year),
                    None => self.value(scene, figures, index),
                },
                Role::Change => skip = index + self.changes(scene, figures, index, &shares),
                Role::Threshold | Role::Origin | Role::Nothing => {}
            }
            scene.current.pass_figure();
            if self.found.len() > told || figure.role == Role::Change {
                scene.current.count();
            }
        }
        periods.for_each(|mention| self.take_period(scene, mention));
        places.for_each(|mention| take_place(scene, mention));
    }

    /// Reads a figure whose year a list shares out to it.
    fn value_of_year(&mut self, scene: &mut Scene<'_>, figures: &[Figure], index: usize, year: Period) {
        let told = scene.current.period.replace(year);
        self.value(scene, figures, index);
        scene.current.period = told;
    }

    fn place_mentions(
        &self,
        folded: &Folded<'_>,
        sentence: Span,
        periods: &[Mention],
    ) -> Vec<PlaceMention<'a>> {
        let opens = |at: usize| {
            let clause = folded.clause_start(sentence.start, at);
            let from = periods.iter().map(|one| one.span.end).filter(|end| *end <= at).max();
            let lead = Span::new(clause.max(from.unwrap_or(clause)), at);
            is_filler(folded.slice(lead.start, lead.end), self.lexicon)
                || folded.begins(lead.start, WordRole::Opener) == Some(lead)
        };
        self.places.mentions(folded, sentence, opens)
    }
}
