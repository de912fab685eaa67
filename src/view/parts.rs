//! Pieces that several page types share: links, figures, sources, cards, charts.
//!
//! Finished texts in, template values out. Holds no numbers to compute with:
//! `value` fields are plain decimals for machine-readable attributes only.

use serde::Serialize;

/// A text that may stand in another language than the page around it.
#[derive(Debug, Clone, Serialize)]
pub struct Text {
    /// The words.
    pub text: String,
    /// BCP 47 tag when the words are not in the page's language, else `None`.
    pub lang: Option<String>,
}

/// A link and its words.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// The words of the link.
    pub text: String,
    /// Final URL, base path included.
    pub url: String,
    /// BCP 47 tag when the words are not in the page's language, else `None`.
    pub lang: Option<String>,
}

/// A link with a count beside it, such as a city and its number of reports.
#[derive(Debug, Clone, Serialize)]
pub struct CountedLink {
    /// The link.
    pub link: Link,
    /// Formatted count ("3 篇", "3 reports"), absent when it would say nothing.
    pub count: Option<String>,
}

/// Links under one heading: cities of a province, indicators of a kind.
#[derive(Debug, Clone, Serialize)]
pub struct LinkGroup {
    /// The group's name, linked when it has a page of its own.
    pub heading: GroupHeading,
    /// The links, in reading order.
    pub links: Vec<CountedLink>,
}

/// A heading that may lead to a page of its own.
#[derive(Debug, Clone, Serialize)]
pub struct GroupHeading {
    /// The words.
    pub text: String,
    /// Final URL of the group's own page.
    pub url: Option<String>,
}

/// A day, month or year as people read it and as machines do.
#[derive(Debug, Clone, Serialize)]
pub struct DateText {
    /// Formatted for the page's language ("2025年7月17日").
    pub text: String,
    /// ISO 8601 to the precision known: `2025-07-17`, `2020-10` or `2020`.
    pub iso: String,
}

/// The time that a figure covers.
#[derive(Debug, Clone, Serialize)]
pub struct PeriodText {
    /// Formatted for the page's language, also when no bounds can be told.
    pub text: String,
    /// First day, ISO 8601, when known.
    pub start: Option<String>,
    /// Last day, inclusive, ISO 8601, when known.
    pub end: Option<String>,
}

/// How a figure moved against an earlier one, as the source reports it.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeText {
    /// Formatted wording ("同比上升157%", "up 157% year on year").
    pub text: String,
    /// `up`, `down` or `flat`; draws the arrow, never a judgement in colour.
    pub direction: String,
}

/// One reported figure as a row of a table.
#[derive(Debug, Clone, Serialize)]
pub struct FigureRow {
    /// Anchor of the row: `m-N` in the article that reports the figure, `None` elsewhere.
    pub id: Option<String>,
    /// Where the sentence stands: `#q-N`, or the article's URL with that fragment.
    pub sentence_url: String,
    /// Name and page of the indicator.
    pub indicator: Link,
    /// Formatted figure with its unit and qualifier ("7790余人").
    pub figure: String,
    /// Value in base units as a plain decimal (`245000000`), for sorting.
    pub value: String,
    /// Change as reported with the figure.
    pub change: Option<ChangeText>,
    /// Time covered.
    pub period: PeriodText,
    /// Whom the figure is about; `None` when the table already says so.
    pub place: Option<Link>,
    /// The subset counted ("跨境"), when it is not the whole.
    pub scope: Option<Text>,
    /// The type of scam the figure is about alone.
    pub scam: Option<Link>,
    /// Wording of an average ("日均", "per day").
    pub per: Option<String>,
    /// Name of the agency that reports it, in the page's language.
    pub agency: Option<String>,
    /// The words of the report that state the figure.
    pub quote: Text,
    /// The report; `None` in the article itself, and where the group or its table names it for all rows.
    pub article: Option<Link>,
    /// Name of the report's source; `None` where `article` is.
    pub source: Option<Text>,
    /// What other reports on this site give for the same figure; `None` where none does.
    pub agreement: Option<Agreement>,
    /// Figures of like periods in other years, newest first.
    pub comparisons: Vec<ComparedFigure>,
}

/// What other reports give for a figure of the same indicator, place, scope and period.
#[derive(Debug, Clone, Serialize)]
pub struct Agreement {
    /// Whether all of them can be true at once; “over 7,790” and 7,794 can.
    pub agrees: bool,
    /// The verdict ("两家来源一致", "来源不一，本文为7790人").
    pub text: String,
    /// The other reports, newest first.
    pub reports: Vec<OtherReport>,
}

/// Another article that reports the same figure.
#[derive(Debug, Clone, Serialize)]
pub struct OtherReport {
    /// The other article's sentence, its source's name as the words.
    pub link: Link,
    /// The figure as given there; `None` where all agree and it would say nothing new.
    pub figure: Option<String>,
}

/// A figure of the same indicator, place, scope and period length in another year.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedFigure {
    /// Time covered.
    pub period: PeriodText,
    /// Formatted figure.
    pub figure: String,
    /// Its sentence.
    pub sentence_url: String,
}

/// Figures under one heading: a kind (cases, people, money), a place, a year.
#[derive(Debug, Clone, Serialize)]
pub struct FigureGroup {
    /// Fragment identifier of the group, unique on the page (`g-money`).
    pub id: String,
    /// The group's name.
    pub heading: GroupHeading,
    /// The one report that all of several rows come from; those don't name it.
    pub report: Option<ReportLink>,
    /// Rows in reading order; never empty.
    pub rows: Vec<FigureRow>,
}

/// A report by the name of its source.
#[derive(Debug, Clone, Serialize)]
pub struct ReportLink {
    /// The report's headline and page.
    pub article: Link,
    /// Who published it.
    pub source: Text,
}

/// Where a report comes from.
#[derive(Debug, Clone, Serialize)]
pub struct SourceBox {
    /// The publisher.
    pub name: Text,
    /// The source's own headline, in its own script.
    pub title: Option<Text>,
    /// Address of the source.
    pub url: Option<String>,
    /// Day of publication.
    pub published: Option<DateText>,
    /// Day the editor read it.
    pub retrieved: Option<DateText>,
    /// The outlet through which the text came.
    pub via: Option<Text>,
    /// How to cite this page, one line.
    pub citation: Option<String>,
}

/// A correction that the editors made.
#[derive(Debug, Clone, Serialize)]
pub struct Correction {
    /// Day of the correction.
    pub date: DateText,
    /// What was corrected.
    pub text: Text,
}

/// An article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleCard {
    /// Final URL of the article.
    pub url: String,
    /// Its headline.
    pub title: Text,
    /// Day of the event, else of publication.
    pub date: DateText,
    /// Where it is about.
    pub places: Vec<Link>,
    /// Name of the source.
    pub source: Option<Text>,
    /// The time that most of its figures cover.
    pub period: Option<PeriodText>,
    /// One or two sentences.
    pub summary: Option<Text>,
    /// Leading figures, at most five; empty where the list is dense.
    pub figures: Vec<CardFigure>,
    /// Other reports of the same place and day, on cards that lead a page ("1433人线上追回…（重庆法治报）").
    pub also: Vec<Link>,
    /// Says that the article is shown in another language ("中文原文", "in Chinese").
    pub language_note: Option<String>,
}

/// A leading figure on a card.
#[derive(Debug, Clone, Serialize)]
pub struct CardFigure {
    /// Name of the indicator, with scope if it has one ("抓获犯罪嫌疑人（跨境）").
    pub label: String,
    /// Formatted figure.
    pub figure: String,
    /// Change as reported.
    pub change: Option<ChangeText>,
    /// The figure of the like period before, where no change is reported.
    pub compared: Option<ComparedFigure>,
    /// The row in the article's table (`/articles/x/#m-3`).
    pub url: String,
}

/// One entry of a timeline: an event, or the appearance of a report.
#[derive(Debug, Clone, Serialize)]
pub struct EventEntry {
    /// When.
    pub date: DateText,
    /// `launch`, `operation`, `conference`, `result` or `report`.
    pub kind: String,
    /// Name of the kind in the page's language.
    pub kind_label: String,
    /// What happened, or the report's headline.
    pub title: Text,
    /// The report that tells it.
    pub url: Option<String>,
    /// Where.
    pub place: Option<Link>,
    /// Under which campaign; `None` when the page is that campaign's.
    pub campaign: Option<Link>,
}

/// Events of one year.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineYear {
    /// Formatted year ("2025年", "2025").
    pub heading: String,
    /// Entries in order of time.
    pub entries: Vec<EventEntry>,
}

/// Events on one axis: drawn if there is something to place, always listed.
#[derive(Debug, Clone, Serialize)]
pub struct Timeline {
    /// The drawing, for screens that have the room; all that it shows is listed too or is a date of the page, or
    /// `note` says that it isn't.
    pub drawing: Option<Drawing>,
    /// Which entries are listed, where there are too many for all of them ("这里列出最新的60条，共140条").
    pub note: Option<String>,
    /// Years in order of time; empty when nothing is known.
    pub years: Vec<TimelineYear>,
}

/// A drawing that a list stands beside.
#[derive(Debug, Clone, Serialize)]
pub struct Drawing {
    /// Fragment identifier, unique on the page (`chart-timeline`).
    pub id: String,
    /// The drawing: one `<svg role="img">` with title and description, no style attributes.
    pub chart_svg: String,
}

/// A static chart and what must stand beside it.
#[derive(Debug, Clone, Serialize)]
pub struct ChartView {
    /// Fragment identifier, unique on the page and the same as long as what is drawn is the same
    /// (`chart-cases-solved-yuxi-h1`).
    pub id: String,
    /// What is drawn, for the caption.
    pub title: String,
    /// Unit and what all bars share ("单位：起；上半年"), for the caption.
    pub subtitle: String,
    /// The drawing: one `<svg role="img">` with title and description, no style attributes.
    pub chart_svg: String,
    /// What the signs on the marks mean, as far as the drawing has them.
    pub notes: Vec<String>,
    /// What the rows are ("时段", "地区").
    pub row_heading: String,
    /// The bars as a table, missing ones too.
    pub rows: Vec<ChartRow>,
    /// How to cite the chart: what, whose figures, site, address.
    pub citation: String,
    /// The indicator's figures as CSV.
    pub data_url: String,
}

/// One bar of a chart as a table row.
#[derive(Debug, Clone, Serialize)]
pub struct ChartRow {
    /// The period or place.
    pub label: String,
    /// Formatted figure, or words that say that none is known.
    pub figure: String,
    /// Change as reported with the figure.
    pub change: Option<ChangeText>,
    /// Its sentence; `None` where no figure is known.
    pub sentence_url: Option<String>,
    /// Name of the source; `None` where no figure is known.
    pub source: Option<Text>,
}

/// Where one stands in a list of several pages.
#[derive(Debug, Clone, Serialize)]
pub struct Pagination {
    /// Formatted position ("第2页，共6页").
    pub summary: String,
    /// URL of the page before.
    pub previous_url: Option<String>,
    /// URL of the page after.
    pub next_url: Option<String>,
    /// The pages worth a link, in order; a gap is an entry without URL.
    pub pages: Vec<PageNumber>,
}

/// One page number of a pagination.
#[derive(Debug, Clone, Serialize)]
pub struct PageNumber {
    /// The number, or "…" for a gap.
    pub label: String,
    /// Formatted name for screen readers ("第2页").
    pub name: String,
    /// Final URL; `None` for a gap.
    pub url: Option<String>,
    /// Whether it is the page shown.
    pub current: bool,
}
