//! The cases of pages, and whether each is read as it expects.
//!
//! A case of `tests/cases/import_lines` names where its text stands in a page, the text, and what
//! must become of it, parted by `; `:
//!
//! | where | the text is |
//! |---|---|
//! | `line` | a line of plain text behind the article's paragraphs, with one more paragraph below |
//! | `close` | what stands in brackets behind the article's last sentence |
//! | `head` | the line between headline and article |
//! | `opening` | the first paragraph; `\n` parts several |
//! | `title` | the `<title>` of an HTML page |
//! | `html` | between two paragraphs of an HTML page |
//! | `meta` | in the head of an HTML page that tells nothing else there |
//! | `report` | the first paragraph of a page that tells no day of publication |
//! | `below` | behind the article's last sentence |
//!
//! `kept`: the text is a part of the article. `drop REASON`: it alone goes. `stop REASON`: it goes with
//! all below it. `has …`, `lacks …`: a part is that text, none holds it. `title`, `date`, `event`,
//! `place`, `source`, `via`, `reporter`, `campaigns`: what the page tells, `-` for nothing.

use fanzha::hanzi::simplified;
use fanzha::import::{CampaignNames, Imported, read};

use super::lines_of;

/// A text at a place of a page, and what is expected.
pub(super) struct Case {
    place: String,
    pub(super) text: String,
    expected: Vec<(String, String)>,
}

impl Case {
    fn of(line: &str) -> Case {
        let cells: Vec<&str> = line.split('\t').collect();
        let [place, text, expected] = cells[..] else { panic!("{line}") };
        let item = |item: &str| {
            let (key, value) = item.split_once(' ').unwrap_or((item, ""));
            (key.to_owned(), value.to_owned())
        };
        Case {
            place: place.to_owned(),
            text: text.replace("\\n", "\n"),
            expected: expected.split("; ").map(item).collect(),
        }
    }

    pub(super) fn is(&self, place: &str) -> bool {
        self.place == place
    }

    pub(super) fn expects(&self, key: &str, value: &str) -> bool {
        self.expected.iter().any(|(known, told)| known == key && told == value)
    }

    pub(super) fn values(&self, key: &str) -> impl Iterator<Item = &str> {
        self.expected.iter().filter(move |(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// The text as the tables spell it.
    pub(super) fn folded(&self) -> String {
        folded(&self.text)
    }

    fn page(&self) -> String {
        let text = &self.text;
        match self.place.as_str() {
            "line" => format!("{TITLE}\n{DATE}\n{FIRST}\n{SECOND}\n{SECOND}\n\n{text}\n\n{LAST}\n"),
            "close" => format!("{TITLE}\n{DATE}\n{FIRST}\n{SECOND}\n{LAST}（{text}）\n"),
            "head" => format!("{TITLE}\n{text}\n{FIRST}\n{SECOND}\n{LAST}\n"),
            "opening" => format!("{TITLE}\n{DATE}\n{text}\n{FIRST}\n{LAST}\n"),
            "title" => html(text, "", FIRST),
            "html" => html(TITLE, FIRST, text),
            "meta" => format!(
                "<!DOCTYPE html><html><head>{text}</head><body><p>{FIRST}</p><p>{LAST}</p></body></html>"
            ),
            "report" => format!("{TITLE}\n{text}\n{SECOND}\n{LAST}\n"),
            "below" => format!("{TITLE}\n{DATE}\n{FIRST}\n{SECOND}\n{LAST}\n{text}\n"),
            other => panic!("no place of a page: {other}"),
        }
    }
}

const TITLE: &str = "反诈宣传走进千家万户";
const DATE: &str = "2024-03-05";
const FIRST: &str =
    "今年以来，公安机关持续开展防范电信网络诈骗宣传，讲解常见骗术和应对方法，劝阻多名受骗群众，挽回了损失。";
const SECOND: &str = "工作人员上门走访，向居民说明刷单返利、虚假投资理财等诈骗手法，提醒大家不轻信陌生来电，不向陌生账户转账。";
const LAST: &str = "下一步，警方将继续加大打击力度，守护群众的钱袋子。";

fn html(title: &str, before: &str, text: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>{title}</title><meta name=pubdate content={DATE}></head><body>\
         <p>{before}</p>{text}<p>{SECOND}</p><p>{LAST}</p></body></html>"
    )
}

pub(super) fn folded(text: &str) -> String {
    let usual = |character: char| match character {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character).to_ascii_lowercase()
        }
        '「' | '『' => '“',
        '」' | '』' => '”',
        other => simplified(other).to_ascii_lowercase(),
    };
    text.chars().filter(|one| !one.is_whitespace()).map(usual).collect()
}

/// Every case.
pub(super) fn cases() -> Vec<Case> {
    lines_of("tests/cases/import_lines").iter().map(|line| Case::of(line)).collect()
}

/// What was read otherwise than a case expects.
pub(super) fn difference(case: &Case) -> Option<String> {
    let page = case.page();
    let found = match read(page.as_bytes(), "case", &CampaignNames::new([])) {
        Ok(imported) => imported,
        Err(fault) => return Some(format!("{}: {}", case.text, fault.code)),
    };
    let wrong: Vec<String> = case
        .expected
        .iter()
        .filter(|(key, value)| !holds(case, &found, key, value))
        .map(|(key, value)| format!("{key} {value}"))
        .collect();
    let parts: Vec<&str> = found.parts.iter().map(|part| part.text.as_str()).collect();
    let told = ["title", "date", "event", "place", "source", "via", "reporter", "campaigns"]
        .map(|key| format!("{key} {}", told(&found, key).unwrap_or_default()));
    let shown = || {
        format!(
            "{}\t{}\n   not {}\n   told {}\n   parts {parts:?}\n   removed {:?}",
            case.place,
            case.text,
            wrong.join("; "),
            told.join("; "),
            found.removed
        )
    };
    (!wrong.is_empty()).then(shown)
}

fn holds(case: &Case, found: &Imported, key: &str, value: &str) -> bool {
    let part = |text: &str| found.parts.iter().any(|part| part.text == text);
    let text = if case.is("close") { format!("（{}）", case.text) } else { case.text.clone() };
    let removed = || found.removed.iter().any(|cut| cut.text == text && cut.reason == value);
    match key {
        "kept" => part(&text),
        "drop" => removed() && part(LAST),
        "stop" => removed() && !part(LAST),
        "has" => part(value),
        "lacks" => !found.parts.iter().any(|part| part.text.contains(value)),
        _ => told(found, key).as_deref().unwrap_or("-") == value,
    }
}

/// What the page tells under one of the keys of a case.
fn told(found: &Imported, key: &str) -> Option<String> {
    match key {
        "title" => found.title.clone(),
        "date" => found.published.map(|date| date.to_string()),
        "event" => found.event.map(|date| date.to_string()),
        "place" => found.place.map(|place| place.short.to_owned()),
        "source" => found.origin.source.clone(),
        "via" => found.origin.via.clone(),
        "reporter" => found.origin.reporter.clone(),
        "campaigns" => {
            let names: Vec<&str> = found.campaigns.iter().map(|one| one.name.as_str()).collect();
            Some(names.join(" ")).filter(|names| !names.is_empty())
        }
        other => panic!("nothing is told under {other}"),
    }
}
