//! The front matters of what articles are gathered under: campaigns, scam types, places; and of plain pages.

use jiff::civil::Date;

use super::own_terms::OwnTerms;
use crate::diag::Diagnostic;
use crate::strict_toml::Table;
use crate::text::Located;

/// When a campaign began, as exactly as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Launch {
    /// Only the year.
    Year(i16),
    /// Year and month.
    Month(i16, i8),
    /// The day.
    Day(Date),
}

impl Launch {
    /// Reads `2020` or `2020-10`.
    fn parse(text: &str) -> Option<Launch> {
        let year =
            |part: &str| part.parse().ok().filter(|year| (1949..=2100).contains(year) && part.len() == 4);
        match text.split_once('-') {
            None => year(text).map(Launch::Year),
            Some((first, second)) if second.len() == 2 => {
                let month = second.parse().ok().filter(|month| (1..=12).contains(month))?;
                year(first).map(|year| Launch::Month(year, month))
            }
            Some(_) => None,
        }
    }

    /// The first day it can have been, for timelines.
    pub fn first_day(self) -> Date {
        match self {
            Launch::Day(day) => day,
            Launch::Month(year, month) => Date::new(year, month, 1).unwrap_or(Date::MIN),
            Launch::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MIN),
        }
    }
}

/// What stands above a campaign's text.
#[derive(Debug, Clone)]
pub struct CampaignFront {
    /// Its name without 行动.
    pub name: Located<String>,
    /// Other names that sources use.
    pub aliases: Vec<String>,
    /// When it began.
    pub launched: Option<Launch>,
    /// Who runs it.
    pub agencies: Vec<String>,
    /// What it is, in a sentence.
    pub summary: Option<String>,
    /// How terms are rendered in Traditional.
    pub convert: OwnTerms,
}

/// What stands above a scam type's text.
#[derive(Debug, Clone)]
pub struct ScamFront {
    /// Its name.
    pub name: Located<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// The one sentence that saves someone.
    pub summary: Option<String>,
    /// How terms are rendered in Traditional.
    pub convert: OwnTerms,
}

/// What stands above a place's text; its name is the gazetteer's.
#[derive(Debug, Clone)]
pub struct PlaceFront {
    /// What is reported there, in a sentence.
    pub summary: Option<String>,
    /// How terms are rendered in Traditional.
    pub convert: OwnTerms,
}

/// What stands above a plain page.
#[derive(Debug, Clone)]
pub struct PageFront {
    /// Its title.
    pub title: Located<String>,
    /// What it says, in a sentence.
    pub summary: Option<String>,
    /// Where it stands among the pages, small first.
    pub order: i64,
    /// How terms are rendered in Traditional.
    pub convert: OwnTerms,
}

fn texts(located: Vec<Located<String>>) -> Vec<String> {
    located.into_iter().map(|text| text.value).collect()
}

fn text(located: Option<Located<String>>) -> Option<String> {
    located.map(|text| text.value)
}

/// Reads a campaign.
pub fn read_campaign(table: &Table<'_>) -> Option<CampaignFront> {
    let name = table.required_string("name");
    let aliases = texts(table.strings("aliases"));
    let launched = read_launch(table);
    let agencies = texts(table.strings("agencies"));
    let summary = text(table.string("summary"));
    let convert = OwnTerms::read(table);
    Some(CampaignFront { name: name?, aliases, launched, agencies, summary, convert })
}

fn read_launch(table: &Table<'_>) -> Option<Launch> {
    if !table.holds_text("launched") {
        return table.date("launched").map(|day| Launch::Day(day.value));
    }
    let typed = table.string("launched")?;
    let launch = Launch::parse(&typed.value);
    if launch.is_none() {
        let finding = Diagnostic::new("bad-launch").with("launched", typed.value);
        table.report(finding, typed.span);
    }
    launch
}

/// Reads a scam type.
pub fn read_scam(table: &Table<'_>) -> Option<ScamFront> {
    let name = table.required_string("name");
    let aliases = texts(table.strings("aliases"));
    let summary = text(table.string("summary"));
    let convert = OwnTerms::read(table);
    Some(ScamFront { name: name?, aliases, summary, convert })
}

/// Reads a place's text.
pub fn read_place(table: &Table<'_>) -> Option<PlaceFront> {
    Some(PlaceFront { summary: text(table.string("summary")), convert: OwnTerms::read(table) })
}

/// Reads a plain page.
pub fn read_page(table: &Table<'_>) -> Option<PageFront> {
    let title = table.required_string("title");
    let summary = text(table.string("summary"));
    let order = table.number("order").map_or(i64::MAX, |order| order.value as i64);
    let convert = OwnTerms::read(table);
    Some(PageFront { title: title?, summary, order, convert })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_launch_is_as_exact_as_it_is_known() {
        assert_eq!(Launch::parse("2020"), Some(Launch::Year(2020)));
        assert_eq!(Launch::parse("2020-10"), Some(Launch::Month(2020, 10)));
        for wrong in ["2020-13", "20-10", "2020-1", "去年", ""] {
            assert_eq!(Launch::parse(wrong), None, "{wrong}");
        }
    }
}
