//! Reads the figures of an article, paragraph by paragraph.
//!
//! Paragraphs and a [`Context`] in, [`Proposal`]s in reading order out. What holds from one
//! sentence to the next stands here: the period, the place, the verb of a list, the figure that a
//! change belongs to.

use jiff::civil::Date;
use memchr::memmem;

use super::by_year::years_in_turn;
use super::cells::{cells, has_digits};
use super::change::Subject;
use super::current::Current;
use super::figure::{Figure, Role, figures, is_filler};
use super::folded::Folded;
use super::launch::Launches;
use super::period::{Meaning, Mention, Today};
use super::place::{PlaceMention, Places};
use super::proposal::{Context, Extraction};
use super::quantity::{Quantity, quantities_at};
use super::scene::{Scene, agency, is_anecdote, take_place};
use super::telling::{Telling, told_once};
use super::topic::{Carried, Theme, Topics};
use crate::domain::Period;
use crate::lexicon::{Lexicon, WordRole};
use crate::text::Span;

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
        let row = cells(original);
        if let Some(cells) = row.as_ref().filter(|cells| !has_digits(cells)) {
            // A rule of dashes stands below a head.
            if cells.iter().any(|cell| cell.contains(char::is_alphabetic)) {
                self.heads.clone_from(cells);
            }
            return;
        }
        if row.is_none() {
            self.heads.clear();
        }
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
        scene.row = row.is_some();
        self.take_lead(&mut scene, quantities.peek().map(|one| one.span.start));
        self.theme.note(&scene.topics);
        self.topic.open(&folded, &scene.topics, heading, quantities.peek().is_some());
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
        self.topic.close(&folded, &scene.topics);
        if !scene.listed {
            let of_this = self.found.last().filter(|last| last.proposal.paragraph == index);
            self.list = of_this.filter(|_| folded.text.ends_with(['：', ':'])).cloned();
        }
        // Words of another paragraph have no place in the next.
        let without_place = |subject: Subject| Subject { span: Span::default(), ..subject };
        self.changed = scene.changed.into_iter().map(without_place).collect();
        let told = (scene.current, scene.period_origin);
        (self.current, self.period_origin) = if told.0.is_day() { before } else { told };
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
        let Some(local) =
            self.local_yuan.filter(|_| !folded.slice(sentence.start, sentence.end).contains("人民币"))
        else {
            return;
        };
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
            match figure.role {
                Role::Value => match shares.iter().find(|(of, _)| *of == index) {
                    Some((_, year)) => self.value_of_year(scene, figures, index, *year),
                    None => self.value(scene, figures, index),
                },
                Role::Change => skip = index + self.changes(scene, figures, index, &shares),
                Role::Threshold | Role::Origin | Role::Nothing => {}
            }
            scene.current.pass_figure();
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

    /// Figures that open an article before any period is told are of the first one that their
    /// sentence tells behind them, or the next where theirs breaks off: 破案820起……2024年，全市….
    fn take_lead(&self, scene: &mut Scene<'_>, first_figure: Option<usize>) {
        let Some(start) = first_figure.filter(|_| scene.period_origin.is_empty() && !scene.heading) else {
            return;
        };
        let mut broken_off = false;
        for sentence in scene.folded.sentences() {
            let words = scene.folded.slice(sentence.start, sentence.end);
            let told = self.periods(scene.folded, sentence).first().copied();
            let lasting = |told: &Mention| matches!(told.meaning, Meaning::Span(_) | Meaning::Since(_));
            let behind = sentence.end > start || broken_off;
            if let Some(mention) = told {
                let states = sentence.start <= start
                    && scene
                        .folded
                        .slice(mention.span.end, sentence.end)
                        .contains(|one: char| one.is_ascii_digit());
                if !states && behind && mention.span.start > start && lasting(&mention) {
                    self.take_period(scene, &mention);
                }
                return;
            }
            broken_off = words.ends_with('…');
            if sentence.end > start && !broken_off {
                return;
            }
        }
    }

    fn take_period(&self, scene: &mut Scene<'_>, mention: &Mention) {
        if let Some(today) = self.today {
            let mut awaits = false;
            let meaning = match mention.meaning {
                // 11月10日至21日…专案期间: what is meant was told with both its ends.
                Meaning::DuringLaunch if scene.current.is_closed_in(scene.paragraph) => return,
                Meaning::WithinLaunch if scene.current.lasts() => return,
                Meaning::SinceLaunch | Meaning::DuringLaunch | Meaning::WithinLaunch => {
                    let launch = self.launches.of(scene.folded, scene.sentence, mention.span.start);
                    awaits = self.launches.last().is_none();
                    launch.unwrap_or(Meaning::Unbounded)
                }
                Meaning::ThisEvent => {
                    let Some(day) = self.launches.ceremony else { return };
                    Meaning::Day(day)
                }
                meaning => meaning,
            };
            let open = match meaning {
                Meaning::Since(_) | Meaning::Now => true,
                Meaning::Until(day) => day == today,
                _ => false,
            };
            let meaning = if open && !self.dated { Meaning::Unbounded } else { meaning };
            scene.current.take(meaning, scene.paragraph, today);
            scene.current.awaits_launch = awaits;
            // 2015年11月，全省开展专项行动。截至目前: what was launched goes on.
            if let Meaning::Span(period) = meaning
                && self.launches.began(period.from())
            {
                scene.current.open();
            }
            scene.period_origin = scene.folded.slice(mention.span.start, mention.span.end).to_owned();
        }
    }

    /// 行动中，抓获8845人……11月1日至12月31日开展“断卡”行动: figures of a campaign that is dated behind them.
    fn take_launch_told_later(&mut self) {
        let Some(Meaning::Span(period)) = self.launches.last() else { return };
        for telling in self.found.iter_mut().filter(|telling| telling.awaits_launch) {
            telling.proposal.period = telling.proposal.period.or(Some(period));
        }
    }

    fn periods(&self, folded: &Folded<'_>, sentence: Span) -> Vec<Mention> {
        let Some(today) = self.today else {
            return Vec::new();
        };
        Today(today).mentions(folded, sentence, &self.lexicon.wordings.periods)
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

/// The end of the latest year that a text names in digits.
fn latest_year(text: &str) -> Option<Date> {
    let digits = |at: usize| text.get(at.checked_sub(4)?..at)?.parse::<i16>().ok();
    let named = memmem::find_iter(text.as_bytes(), "年").filter_map(digits);
    let year = named.filter(|year| (1990..=2100).contains(year)).max()?;
    Date::new(year, 12, 31).ok()
}
