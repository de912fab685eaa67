//! Takes over the periods that an article tells, as its figures are read.
//!
//! A scene with its mentions in, the period that holds for the figures behind them out: launches of campaigns
//! are looked up, figures before the first period take the next one. Reads no dates (that is `period`).

use jiff::civil::Date;
use memchr::memmem;

use super::Reader;
use crate::extract::calendar::Calendar;
use crate::extract::folded::Folded;
use crate::extract::meaning::{Meaning, Mention};
use crate::extract::scene::Scene;
use crate::text::Span;

impl Reader<'_> {
    /// Figures that open an article before any period is told are of the first one that their
    /// sentence tells behind them, or the next where theirs breaks off: 破案820起……2024年，全市….
    pub(super) fn take_lead(&self, scene: &mut Scene<'_>, first_figure: Option<usize>) {
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

    pub(super) fn take_period(&self, scene: &mut Scene<'_>, mention: &Mention) {
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
                Meaning::SinceFounding => self.launches.founded().map_or(Meaning::Unbounded, Meaning::Since),
                Meaning::Lasted(least, most) => {
                    self.began_ago(scene, (least, most), today).map_or(Meaning::Unbounded, Meaning::Since)
                }
                Meaning::YearsTold(years) if !scene.current.tells_years(years) => {
                    let months = (12 * i32::from(years) - 1, 12 * i32::from(years) + 3);
                    self.began_ago(scene, months, today).map_or(mention.meaning, Meaning::Since)
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
            match meaning {
                Meaning::Span(period) if self.launches.began(period.from()) => scene.current.open(),
                Meaning::Day(day) if self.launches.began(day) => scene.current.begin(day),
                _ => {}
            }
            scene.period_origin = scene.folded.slice(mention.span.start, mention.span.end).to_owned();
            if matches!(meaning, Meaning::Since(_)) {
                scene.since_origin.clone_from(&scene.period_origin);
            }
        }
    }

    /// The beginning that the text tells, so many months ago.
    fn began_ago(&self, scene: &Scene<'_>, months: (i32, i32), today: Date) -> Option<Date> {
        let since = || scene.current.began_ago(months, today).filter(|_| months.0 >= LEAST_CARRIED);
        self.launches.began_ago(months, today).or_else(since)
    }

    /// 行动中，抓获8845人……11月1日至12月31日开展“断卡”行动: figures of a campaign that is dated behind them.
    pub(super) fn take_launch_told_later(&mut self) {
        let Some(period) = self.launches.last_with_end() else { return };
        for telling in self.found.iter_mut().filter(|telling| telling.awaits_launch) {
            telling.proposal.period = telling.proposal.period.or(Some(period));
        }
    }

    pub(super) fn periods(&self, folded: &Folded<'_>, sentence: Span) -> Vec<Mention> {
        let Some(today) = self.today else {
            return Vec::new();
        };
        Calendar { today, lexicon: self.lexicon }.mentions(folded, sentence)
    }
}

/// 今年以来 tells when half a year began, and not 两个月来.
const LEAST_CARRIED: i32 = 5;

/// The end of the latest year that a text names in digits.
pub(super) fn latest_year(text: &str) -> Option<Date> {
    let digits = |at: usize| text.get(at.checked_sub(4)?..at)?.parse::<i16>().ok();
    let named = memmem::find_iter(text.as_bytes(), "年").filter_map(digits);
    let year = named.filter(|year| (1990..=2100).contains(year)).max()?;
    Date::new(year, 12, 31).ok()
}
