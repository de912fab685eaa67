//! An imported page as a draft article: front matter for an editor to check, and the body.
//!
//! What a person must decide is marked in a comment. Doubtful figures stand as comments too.

use jiff::civil::Date;

use super::{Page, Site, body};
use crate::diag::Language;
use crate::domain::{Change, Qualifier, Script};
use crate::extract::Proposal;
use crate::import::Imported;

/// Below this share of right readings a figure is only proposed in a comment.
const DOUBTFUL: f64 = 0.5;

/// The draft's file name without extension: place and day, else the page's own name.
pub fn slug(page: &Page) -> String {
    let place = page.imported.place.map(|place| place.id);
    let date = page.imported.event.or(page.imported.published).map(|date| date.to_string());
    if let (Some(place), Some(date)) = (place, &date) {
        return format!("{place}-{date}");
    }
    let stem = std::path::Path::new(&page.name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let stem: String = stem
        .unwrap_or_default()
        .to_ascii_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let stem: Vec<&str> = stem.split('-').filter(|part| !part.is_empty()).collect();
    let parts: Vec<String> = [Some(stem.join("-")), place.map(str::to_owned), date]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() { "draft".to_owned() } else { parts.join("-") }
}

/// Writes texts in the draft's script.
struct Writer<'a> {
    site: &'a Site,
    /// Whether the page's script isn't the draft's.
    converts: bool,
    language: Language,
    text: String,
}

/// The draft; in the site's first script unless the page's is kept.
pub fn markdown(page: &Page, site: &Site, keep_script: bool, language: Language) -> String {
    let imported = &page.imported;
    let converts = !keep_script && imported.script != site.script;
    let mut writer = Writer { site, converts, language, text: String::from("+++\n") };
    writer.article(imported, if converts { site.script } else { imported.script });
    writer.source(imported);
    let (sure, doubtful): (Vec<&Proposal>, Vec<&Proposal>) =
        page.proposals.iter().partition(|proposal| proposal.confidence >= DOUBTFUL);
    for proposal in sure {
        let lines = writer.metric(proposal, imported);
        writer.text.push_str(&format!("\n{lines}"));
    }
    if !doubtful.is_empty() {
        let note = language.pick(
            "下面这些数字没有把握，核对后去掉 # 才生效",
            "doubtful figures: check them and remove the # to use them",
        );
        writer.text.push_str(&format!("\n# {note}\n"));
        for proposal in doubtful {
            let lines = writer.metric(proposal, imported);
            writer.text.push('\n');
            for line in lines.lines() {
                writer.text.push_str(&format!("# {line}\n"));
            }
        }
    }
    writer.text.push_str("+++\n");
    let body = body::markdown(&imported.parts, &|text| writer.converted(text));
    writer.text.push_str(&body);
    writer.text
}

impl Writer<'_> {
    fn converted(&self, text: &str) -> String {
        if self.converts { self.site.converter.convert(text).into_owned() } else { text.to_owned() }
    }

    fn line(&mut self, key: &str, value: &str) {
        self.text.push_str(&format!("{key} = {value}\n"));
    }

    fn string(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.line(key, &quoted(value));
        }
    }

    /// A comment where a person must fill something in.
    fn ask(&mut self, key: &str, zh: &str, en: &str) {
        let asked = self.language.pick(zh, en);
        self.text.push_str(&format!("# {key} = …  # {asked}\n"));
    }

    fn date(&mut self, key: &str, date: Option<Date>) {
        match date {
            Some(date) => self.line(key, &date.to_string()),
            None => self.ask(key, "待填：网页上没有日期", "to fill in: the page states no date"),
        }
    }

    fn article(&mut self, imported: &Imported, script: Script) {
        match imported.title.as_deref() {
            Some(title) => {
                let title = self.converted(title);
                self.string("title", Some(&title));
            }
            None => self.ask("title", "待填：找不到标题", "to fill in: no headline found"),
        }
        self.date("date", imported.event.or(imported.published));
        match imported.place {
            Some(place) => self.line("places", &format!("[{}]", quoted(place.id))),
            None => self.ask("places", "待填：看不出是哪里", "to fill in: no place found"),
        }
        let (known, unknown): (Vec<_>, Vec<_>) = imported
            .campaigns
            .iter()
            .map(|campaign| (campaign.name.as_str(), self.site.campaign_ids.get(&campaign.name)))
            .partition(|(_, id)| id.is_some());
        let ids: Vec<String> = known.iter().filter_map(|(_, id)| id.map(|id| quoted(id))).collect();
        self.line("campaigns", &format!("[{}]", ids.join(", ")));
        if !unknown.is_empty() {
            let names: Vec<&str> = unknown.iter().map(|(name, _)| *name).collect();
            let note = self.language.pick("网站还没有这些行动", "operations that the site has no page for");
            self.text.push_str(&format!("# {note}: {}\n", names.join(", ")));
        }
        self.line("draft", "true");
        self.line("script", if script == Script::Hans { "\"hans\"" } else { "\"hant\"" });
    }

    fn source(&mut self, imported: &Imported) {
        self.text.push_str("\n[source]\n");
        let origin = &imported.origin;
        match origin.source.as_deref() {
            Some(name) => {
                let name = self.converted(name);
                self.string("name", Some(&name));
            }
            None => self.ask("name", "待填：网页上没有来源", "to fill in: the page names no source"),
        }
        self.string("title", imported.title.as_deref());
        match imported.address.as_deref() {
            Some(url) => self.string("url", Some(url)),
            None => self.ask("url", "网址，没有就删掉这一行", "address, or delete this line"),
        }
        self.date("published", imported.published);
        let via = origin.via.as_deref().map(|via| self.converted(via));
        self.string("via", via.as_deref());
    }

    fn metric(&self, proposal: &Proposal, imported: &Imported) -> String {
        let mut lines = format!("[[metrics]]  # {}\n", proposal.reason.replace(['\n', '\r'], " "));
        let mut line = |key: &str, value: String| lines.push_str(&format!("{key} = {value}\n"));
        line("indicator", quoted(&proposal.indicator));
        line("value", number(proposal.value));
        line("unit", quoted(&proposal.unit));
        if proposal.qualifier != Qualifier::Exact {
            line("qualifier", quoted(proposal.qualifier.word()));
        }
        if let Some(period) = proposal.period {
            line("period", format!("[{}, {}]", period.from(), period.to()));
        }
        if imported.place.is_none_or(|place| place.id != proposal.place) {
            line("place", quoted(proposal.place));
        }
        let scope = proposal.scope.as_deref().map(|scope| self.converted(scope));
        let texts = [("agency", proposal.agency.clone()), ("scope", scope), ("scam", proposal.scam.clone())];
        for (key, text) in texts {
            if let Some(text) = text {
                line(key, quoted(&text));
            }
        }
        if let Some(per) = proposal.per {
            line("per", quoted(per.word()));
        }
        if let Some(change) = &proposal.change {
            line("change", changed(change));
        }
        line("quote", quoted(&self.quote(proposal, imported)));
        lines
    }

    /// The quote as the body has it, which converts as a whole.
    fn quote(&self, proposal: &Proposal, imported: &Imported) -> String {
        let quote = self.converted(&proposal.quote);
        let paragraphs = body::paragraphs(&imported.parts);
        let Some(paragraph) = paragraphs.get(proposal.paragraph).filter(|_| self.converts) else {
            return quote;
        };
        let aligned = self.site.converter.convert_aligned(paragraph);
        let Some(start) = paragraph.find(&proposal.quote).filter(|_| !aligned.text.contains(&quote)) else {
            return quote;
        };
        let end = start + proposal.quote.len();
        let mut inside =
            aligned.pieces.iter().filter(|piece| piece.input.start < end && piece.input.end > start);
        let Some(first) = inside.next() else { return quote };
        let last = inside.next_back().unwrap_or(first);
        aligned.text.get(first.output.start..last.output.end).map_or(quote, str::to_owned)
    }
}

fn changed(change: &Change) -> String {
    format!(
        "{{ direction = {}, value = {}, unit = {}, basis = {} }}",
        quoted(change.direction.word()),
        number(change.value),
        quoted(&change.unit),
        quoted(change.basis.word())
    )
}

fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 9e15 { format!("{value:.0}") } else { format!("{value}") }
}

/// A TOML string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            other if other.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(other))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
