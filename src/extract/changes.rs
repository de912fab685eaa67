//! Gives changes to the figures they belong to, or proposes them where no figure is told.
//!
//! A scene of [`super::scene`] and its figures in, changes and proposals in the reader out.

use super::attributes::period_of;
use super::change::{ChangeReader, Changes, Subject};
use super::figure::Figure;
use super::proposal::{Proposal, Support};
use super::prose::Reader;
use super::reached::{LONGEST_TOWARDS, leads_towards};
use super::scene::Scene;
use super::telling::Telling;
use crate::domain::{Basis, Change, Direction, Period};
use crate::lexicon::{Accrual, WordRole};
use crate::text::Span;

impl Reader<'_> {
    /// Gives changes to their figures or proposes them; returns how many figures were read.
    ///
    /// `years` are those that a list shares out to single figures.
    pub(super) fn changes(
        &mut self,
        scene: &mut Scene<'_>,
        figures: &[Figure],
        index: usize,
        years: &[(usize, Period)],
    ) -> usize {
        let Some(first) = figures.get(index) else { return 1 };
        let periods = scene.periods.clone();
        let reader = ChangeReader { folded: scene.folded, periods: &periods, lexicon: self.lexicon };
        let floor = scene.last_end.unwrap_or(scene.sentence.start);
        let mut told = reader.read(first, floor);
        told.basis = reader.basis_in(Span::new(told.lead.start.min(floor), first.quantity.span.start));
        // 2018年审结数上升71.69%，2019年上升25.15%: another period of the same.
        let goes_on = first.of_course || reader.is_bare(told.lead);
        if told.subjects.is_empty() && goes_on && reader.names_period(told.lead) {
            let before = self.told_before(scene, told.lead, reader.run(figures, index));
            told.subjects = if before.is_empty() { scene.changed.clone() } else { before };
            // 发案连续三年下降，2022年同比下降21%: what changed is named before any number.
            if !self.found.iter().any(|one| takes_change(scene, one)) {
                let named = reader.subjects(Span::new(scene.sentence.start, told.lead.start));
                told.subjects = if named.is_empty() { told.subjects } else { named };
            }
        }
        if !told.subjects.is_empty() {
            scene.changed.clone_from(&told.subjects);
            scene.changed_here = true;
        }
        let run = reader.run(figures, index);
        let run = if told.respectively || told.subjects.len() == run { run } else { 1 };
        let changes = figures.get(index..index + run).unwrap_or_default();
        told.items = reader.items(&told, changes.len());
        let year = |at: usize| years.iter().find(|(of, _)| *of == at).map(|(_, year)| *year);
        let own: Vec<Period> = (index..index + changes.len()).filter_map(year).collect();
        if let [subject] = told.subjects[..]
            && own.len() == changes.len()
        {
            let whole = scene.current.period;
            for (change, year) in changes.iter().zip(own) {
                scene.current.period = Some(year);
                self.change_of(scene, change, subject, &told, figures);
            }
            scene.current.period = whole;
        } else if told.subjects.is_empty() {
            if let Some(subject) = self.changed_again(scene, &told) {
                changes.iter().for_each(|change| self.change_of(scene, change, subject, &told, figures));
            } else if reader.is_bare(told.lead) || told.basis.is_some() {
                self.attach_to_last(scene, changes, &reader, told.basis);
            }
        } else {
            for (position, change) in changes.iter().enumerate() {
                for subject in chosen(&told, position, changes.len()) {
                    self.change_of(scene, change, subject, &told, figures);
                }
            }
        }
        scene.last_end = changes.last().map(|change| change.quantity.span.end);
        run
    }

    /// 发案数同比下降25%，环比下降7%: what has just been told to change is told against something else, too.
    fn changed_again(&self, scene: &Scene<'_>, told: &Changes) -> Option<Subject> {
        let last = self.found.last().filter(|last| scene.last_end == Some(last.number.end))?;
        let told_alone = last.sentence == scene.number && last.proposal.indicator.ends_with("_change");
        let other = told.basis.is_some() && told.basis != last.basis;
        scene.changed.last().copied().filter(|_| told_alone && other)
    }

    /// 审结10万件，判处22万人。其中，2018年上升71%: what the first figures of the sentence before count, one for
    /// each change.
    fn told_before(&self, scene: &Scene<'_>, lead: Span, changes: usize) -> Vec<Subject> {
        let from = scene.folded.clause_start(
            scene.sentence.start,
            lead.start.saturating_sub('，'.len_utf8()).max(scene.sentence.start),
        );
        if !scene.folded.holds(Span::new(from, lead.end), WordRole::Subset) {
            return Vec::new();
        }
        let near = |one: &&Telling| {
            one.proposal.paragraph == scene.paragraph && one.sentence + 1 == scene.number && !one.heading
        };
        let counted = self.found.iter().filter(near).map(|one| one.proposal.indicator.as_str());
        let rows = self.lexicon.wordings.rows();
        let indicator = |id: &str| rows.iter().map(|row| row.indicator).find(|known| *known == id);
        let subject = |indicator| Subject { indicator, span: Span::default() };
        counted.filter_map(indicator).map(subject).take(changes).collect()
    }

    /// The last figures of the sentence, as many as there are changes, take one each.
    fn attach_to_last(
        &mut self,
        scene: &Scene<'_>,
        changes: &[Figure],
        reader: &ChangeReader<'_>,
        basis: Option<Basis>,
    ) {
        let mut targets: Vec<usize> = (0..self.found.len())
            .rev()
            .filter(|at| self.found.get(*at).is_some_and(|one| takes_change(scene, one)))
            .take(changes.len())
            .collect();
        targets.reverse();
        // 增加1154宗或6.2%: one change in two units.
        let unit = |change: &Figure| change.quantity.unit;
        if changes.windows(2).any(|pair| matches!(pair, [one, other] if unit(one) != unit(other))) {
            let last = targets.last().copied();
            targets = last.into_iter().cycle().take(changes.len()).collect();
        }
        for (target, change) in targets.into_iter().zip(changes) {
            if let Some(telling) = self.found.get_mut(target) {
                let told = reader.change(change, basis);
                let known = telling.proposal.change.get_or_insert_with(|| told.clone());
                // Of 减少1200起、下降15.5% the rate can be compared.
                if known.unit != "%" && told.unit == "%" && known.direction == told.direction {
                    let known_basis = known.basis;
                    *known = Change { basis: basis.unwrap_or(known_basis), ..told };
                }
            }
        }
    }

    /// A change with its subject: the figure's own where it was told, else a metric.
    fn change_of(
        &mut self,
        scene: &Scene<'_>,
        figure: &Figure,
        subject: Subject,
        told: &Changes,
        figures: &[Figure],
    ) {
        let reader = ChangeReader { folded: scene.folded, periods: &scene.periods, lexicon: self.lexicon };
        let quote = Span::new(self.start_of_lead(scene, told), self.end_of(scene, figure));
        let base = self.base(scene, figure, period_of(scene, Accrual::Flow));
        let scope = self.scope(scene, figures, figure, quote);
        let reaches = self.reaches(scene, figures, figure);
        let owner = self.found.iter_mut().rev().find(|one| {
            let known = &one.proposal;
            !reaches
                && known.indicator == subject.indicator
                && known.place == base.place
                && known.period == base.period
                && known.per == base.per
                && known.change.is_none()
                && known.scope == scope
        });
        if let Some(owner) = owner {
            owner.proposal.change = Some(reader.change(figure, told.basis));
            return;
        }
        let falls = figure.quantity.direction == Some(Direction::Down);
        let unit = figure.quantity.unit.unwrap_or("");
        let words = scene.folded.slice(subject.span.start, subject.span.end);
        let proposal = Proposal {
            indicator: format!("{}_change", subject.indicator),
            value: if falls { -figure.quantity.value } else { figure.quantity.value },
            unit: self.lexicon.units.canonical(unit).to_owned(),
            qualifier: figure.quantity.qualifier,
            scope,
            support: Support::Change { basis: told.basis.is_some() },
            reason: format!("change {words}{}", base.reason),
            ..base
        };
        if self.is_comparable(&proposal.unit, subject.indicator) {
            let before = self.found.len();
            self.propose(scene, quote, figure.quantity.span, proposal);
            if let Some(telling) = self.found.get_mut(before) {
                telling.basis = told.basis;
            }
        }
    }

    /// Whether the text goes on with what was risen or fallen to: 升61%至5600万港元.
    fn reaches(&self, scene: &Scene<'_>, figures: &[Figure], change: &Figure) -> bool {
        let end = change.quantity.span.end;
        let next = figures.iter().find(|next| next.quantity.span.start >= end);
        next.is_some_and(|next| {
            let start = next.quantity.span.start;
            let between = scene.folded.slice(end, start).trim_start_matches('，');
            let brief = between.chars().count() <= LONGEST_TOWARDS;
            brief && leads_towards(scene, Span::new(end, start), self.lexicon)
        })
    }

    /// Whether something that is counted by an indicator can change by such a unit.
    fn is_comparable(&self, unit: &str, indicator: &str) -> bool {
        let usual = self.lexicon.indicators.get(indicator).map(|one| one.unit.as_str());
        usual.is_some_and(|usual| matches!(unit, "%" | "倍") || self.lexicon.units.same_kind(unit, usual))
    }

    fn start_of_lead(&self, scene: &Scene<'_>, told: &Changes) -> usize {
        let text = scene.folded.slice(told.lead.start, told.lead.end);
        told.lead.start + text.len() - text.trim_start_matches(['，', '、', '；']).len()
    }
}

/// Whether a telling is a figure of the sentence that may change, not a change itself or how long one lasts.
fn takes_change(scene: &Scene<'_>, telling: &Telling) -> bool {
    let near = telling.proposal.paragraph == scene.paragraph && telling.sentence == scene.number;
    // 连续11个月下降，1至10月共下降18.6%.
    let lasts = || scene.folded.ends(scene.sentence.start, telling.number.start, WordRole::Run);
    near && !telling.proposal.indicator.ends_with("_change") && !lasts()
}

/// The subjects that the change at `position` of a list belongs to.
fn chosen(told: &Changes, position: usize, changes: usize) -> Vec<Subject> {
    let subjects = &told.subjects;
    if !told.items.is_empty() {
        let of_item = subjects.iter().zip(&told.items).filter(|(_, item)| **item == position);
        return of_item.map(|(subject, _)| *subject).collect();
    }
    if changes > 1 {
        let offset = subjects.len().saturating_sub(changes);
        return subjects.get(offset + position).copied().into_iter().collect();
    }
    if told.each { subjects.clone() } else { subjects.last().copied().into_iter().collect() }
}
