//! An imported page as a draft article: front matter for an editor to check, and the body.
//!
//! Each place where a person must decide is marked in a comment and counted. Doubtful figures stand as
//! comments too.

use std::borrow::Cow;

use jiff::civil::Date;

use super::figures::{self, Figures};
use super::known::Origin;
use super::quotes::{Paragraph, Quotes};
use super::{Page, Site, body};
use crate::cli::phrases::{counted, phrase};
use crate::cli::proposed::{commented, quoted};
use crate::diag::Language;
use crate::domain::Script;
use crate::import::{Imported, PartKind};

/// How drafts are written.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Keeps the page's script.
    pub keep_script: bool,
    /// Says of each figure why it was read so.
    pub explain: bool,
    /// Of the comments.
    pub language: Language,
}

/// A draft, ready to be written.
#[derive(Debug)]
pub struct Draft {
    /// Front matter and body.
    pub text: String,
    /// How many figures it has, doubtful ones too.
    pub figures: usize,
    /// How many places are marked for a person to decide.
    pub to_check: usize,
}

/// What the draft will say of where its facts come from.
pub fn origin(page: &Page, site: &Site, style: Style) -> Origin {
    let writer = Writer::new(page, site, style);
    let imported = &page.imported;
    Origin {
        name: imported.origin.source.as_deref().map(|name| writer.converted(name).into_owned()),
        title: imported.title.clone(),
        url: imported.address.clone(),
        published: imported.published.map(|date| date.to_string()),
    }
}

/// The draft; in the site's first script unless the page's is kept.
pub fn draft(page: &Page, site: &Site, style: Style) -> Draft {
    let mut writer = Writer::new(page, site, style);
    writer.article();
    writer.source();
    let parts = &page.imported.parts;
    let texts: Vec<Cow<'_, str>> = parts.iter().map(|part| writer.converted(&part.text)).collect();
    let body = body::markdown(parts, texts.iter().map(|text| &**text));
    let stating = parts.iter().zip(&texts).filter(|(part, _)| part.kind != PartKind::Heading);
    let paragraphs = stating.map(|(part, text)| Paragraph::new(&part.text, text)).collect();
    let converter = writer.converts.then_some(&site.converter);
    writer.figures(&Quotes::new(converter, paragraphs, &body));
    let count = writer.to_check;
    let (none, one, many) = ("draft-head-none", "draft-head-one", "draft-head-many");
    let head = match count {
        0 => phrase(style.language, none, &[]),
        count => counted(style.language, (one, many), count),
    };
    let text = ["+++\n# ", &head, "\n", &writer.text, "+++\n", &body].concat();
    Draft { text, figures: page.proposals.len(), to_check: count }
}

/// Writes a draft line by line.
struct Writer<'a> {
    page: &'a Page,
    site: &'a Site,
    /// Whether the page's script isn't the draft's.
    converts: bool,
    style: Style,
    text: String,
    to_check: usize,
}

impl<'a> Writer<'a> {
    fn new(page: &'a Page, site: &'a Site, style: Style) -> Self {
        let converts = !style.keep_script && page.imported.script != site.script;
        Writer { page, site, converts, style, text: String::new(), to_check: 0 }
    }

    fn converted<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.converts { self.site.converter.convert(text) } else { text.into() }
    }

    fn phrase(&self, id: &'static str, values: &[(&str, &str)]) -> String {
        phrase(self.style.language, id, values)
    }

    fn line(&mut self, key: &str, value: &str) {
        self.text.extend([key, " = ", value, "\n"]);
    }

    fn string(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.line(key, &quoted(value));
        }
    }

    /// A comment that says what a person must decide.
    fn ask(&mut self, question: &str) {
        self.to_check += 1;
        let mark = self.phrase("mark", &[]);
        let colon = self.style.language.pick("：", ": ");
        self.text.push_str(&commented(&format!("{mark}{colon}{question}")));
    }

    /// A line that a person must fill in, with what to do about it.
    fn ask_for(&mut self, line: &str, id: &'static str) {
        let question = self.phrase(id, &[]);
        self.ask(&question);
        self.text.push_str(&format!("# {line}\n"));
    }

    fn date(&mut self, key: &'static str, date: Option<Date>, id: &'static str) {
        match date {
            Some(date) => self.line(key, &date.to_string()),
            None => self.ask_for(&format!("{key} = 0000-00-00"), id),
        }
    }

    fn article(&mut self) {
        let imported: &Imported = &self.page.imported;
        match imported.title.as_deref() {
            Some(title) => {
                let title = self.converted(title);
                self.string("title", Some(&title));
            }
            None => self.ask_for("title = \"\"", "ask-title"),
        }
        self.date("date", imported.event.or(imported.published), "ask-date");
        match imported.place {
            Some(place) => {
                let name = self.style.language.pick(place.short, place.en);
                self.line("places", &format!("[{}]  # {name}", quoted(place.id)));
            }
            None => self.ask_for("places = []", "ask-places"),
        }
        self.campaigns();
        let when_done = self.phrase("draft-line", &[]);
        self.line("draft", &format!("true  # {when_done}"));
        let script = if self.converts { self.site.script } else { imported.script };
        self.line("script", if script == Script::Hans { "\"hans\"" } else { "\"hant\"" });
    }

    fn campaigns(&mut self) {
        let (known, unknown): (Vec<_>, Vec<_>) = self
            .page
            .imported
            .campaigns
            .iter()
            .map(|campaign| (campaign.name.as_str(), self.site.campaign_ids.get(&campaign.name)))
            .partition(|(_, id)| id.is_some());
        let ids: Vec<String> = known.iter().filter_map(|(_, id)| id.map(|id| quoted(id))).collect();
        self.line("campaigns", &format!("[{}]", ids.join(", ")));
        for (name, _) in unknown {
            let question = self.phrase("ask-campaign", &[("name", name)]);
            self.ask(&question);
        }
    }

    fn source(&mut self) {
        self.text.push_str("\n[source]\n");
        let imported = &self.page.imported;
        match imported.origin.source.as_deref() {
            Some(name) => {
                let name = self.converted(name);
                self.string("name", Some(&name));
            }
            None => self.ask_for("name = \"\"", "ask-source"),
        }
        self.string("title", imported.title.as_deref());
        match imported.address.as_deref() {
            Some(url) => self.string("url", Some(url)),
            None => {
                let asked = self.phrase("ask-url", &[]);
                self.text.push_str(&format!("# url = \"https://…\"  # {asked}\n"));
            }
        }
        self.date("published", imported.published, "ask-published");
        let via = imported.origin.via.as_deref().map(|via| self.converted(via));
        self.string("via", via.as_deref());
    }

    fn figures(&mut self, quotes: &Quotes<'_>) {
        let Figures { sure, doubtful } = figures::of(self.page, self.site, self.converts, self.style, quotes);
        if !sure.is_empty() {
            let head = self.phrase("draft-figures", &[("number", &sure.len().to_string())]);
            self.text.push_str(&format!("\n# {head}\n"));
        }
        for figure in sure {
            self.text.push('\n');
            figure.questions.iter().for_each(|question| self.ask(question));
            self.text.push_str(&figure.toml);
        }
        if !doubtful.is_empty() {
            let head = self.phrase("draft-doubtful", &[("number", &doubtful.len().to_string())]);
            self.text.push_str(&format!("\n# {head}\n"));
        }
        for figure in doubtful {
            self.text.push('\n');
            figure.questions.iter().for_each(|question| self.ask(question));
            self.text.push_str(&commented(&figure.toml));
        }
        self.left_out();
    }

    /// Names the figures of other crime, which a person may know to belong here.
    fn left_out(&mut self) {
        let page = self.page;
        if page.left_out.is_empty() {
            return;
        }
        let head = self.phrase("draft-left-out", &[("number", &page.left_out.len().to_string())]);
        self.text.push_str(&format!("\n# {head}\n"));
        for quote in page.left_out.iter().map(|proposal| &*proposal.quote) {
            let quote = self.converted(quote);
            self.text.push_str(&commented(&quote));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Context, extract};
    use crate::lexicon::Lexicon;

    const TEXT: &str = "重庆上半年反诈成效明显\n2025-07-17 10:00 来源：重庆日报\n\n重庆市公安局7月17日通报，今年上半年，\
        全市破获电信网络诈骗案件12起，抓获犯罪嫌疑人30名，有力维护了群众财产安全。\n";

    fn page(confidence: f64) -> Page {
        let site = Site::load(std::path::Path::new("/nonexistent"));
        let imported = crate::import::read(TEXT.as_bytes(), "a.txt", &site.campaigns).expect("an article");
        let lexicon = Lexicon::embedded();
        let (event_date, place) = (imported.event, imported.place);
        let context = Context { event_date, published: None, place, headline: None, lexicon };
        let mut proposals = extract(&body::paragraphs(&imported.parts), &context).proposals;
        proposals.iter_mut().take(1).for_each(|first| first.confidence = confidence);
        Page { name: "a.txt".to_owned(), imported, proposals, left_out: Vec::new() }
    }

    fn drafted(confidence: f64) -> Draft {
        let site = Site::load(std::path::Path::new("/nonexistent"));
        draft(&page(confidence), &site, Style { keep_script: false, explain: true, language: Language::Zh })
    }

    #[test]
    fn a_doubtful_figure_is_a_comment_that_becomes_a_figure_when_its_marks_go() {
        let doubtful = drafted(0.25);
        assert_eq!((doubtful.figures, doubtful.to_check), (2, 1));
        let (_, below) = doubtful.text.split_once("没有把握的数字：1 个").expect("a heading");
        let (comments, _) = below.split_once("+++\n").expect("an end");
        assert!(
            comments.contains("# 待核：破获案件？把握只有 25%\n# [[metrics]]  # 破获案件\n"),
            "{comments}"
        );
        let lines = comments.lines().skip(1).filter(|line| !line.contains("待核："));
        let table: String =
            lines.map(|line| line.strip_prefix("# ").unwrap_or(line).to_owned() + "\n").collect();
        let table: toml::Table = toml::from_str(&table).expect("TOML");
        assert_eq!(table["metrics"].as_array().map(Vec::len), Some(1));
    }

    #[test]
    fn a_draft_without_a_doubt_says_so() {
        let sure = drafted(0.95);
        assert_eq!(sure.to_check, 0);
        assert!(sure.text.contains("没有“待核”的地方") && !sure.text.contains("没有把握"), "{}", sure.text);
    }
}
