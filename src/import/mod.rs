//! A page as it was found → the article in it and what it says of itself.
//!
//! Bytes in ([`read`]), [`Imported`] out: encoding, lines, boundaries, noise, headline, dates,
//! origin, place, campaigns. Every real paragraph is kept in order and unaltered but for joined
//! lines and removed noise; what is cut is listed. Works by rules over `data/*.tsv`, the same for
//! every page; reads no files, converts no script and knows no figures.

mod block;
mod body;
mod boundaries;
mod campaigns;
mod characters;
mod dates;
mod encoding;
mod event;
mod fold;
mod headline;
mod html;
mod inserted;
mod labels;
mod line;
mod line_words;
mod origin;
mod pairs;
mod pinyin;
mod place;
mod plain;
mod quoted;
mod squeezed;
mod stanzas;
mod stray_tags;
mod stretch;
mod tables;
mod timing;

use std::borrow::Cow;

use jiff::civil::Date;

pub use boundaries::{Part, PartKind, Removed};
pub use campaigns::{Campaign, CampaignNames};
pub use origin::Origin;

use block::{Block, Role};
use boundaries::Bounded;
use encoding::Unreadable;
use line::{Head, Line};
use squeezed::Squeezed;

use crate::diag::Diagnostic;
use crate::domain::Script;
use crate::hanzi::Detection;
use crate::lexicon::Place;

/// The article of a page.
#[derive(Debug)]
pub struct Imported {
    /// Headline, in the page's script and without the site's name.
    pub title: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Day of the event reported, such as a press conference.
    pub event: Option<Date>,
    /// The place that it is mainly about.
    pub place: Option<&'static Place>,
    /// The script that it is written in.
    pub script: Script,
    /// Special campaigns that it names, in the order of mention.
    pub campaigns: Vec<Campaign>,
    /// Who wrote it, passed it on, reported.
    pub origin: Origin,
    /// The page's own address, where it states it.
    pub address: Option<String>,
    /// The article in order.
    pub parts: Vec<Part>,
    /// What was cut, in the order of the page.
    pub removed: Vec<Removed>,
    /// Name of the encoding that it was read in.
    pub encoding: &'static str,
    /// What a person should look at.
    pub warnings: Vec<Diagnostic>,
}

/// Width of the widest line that may stand alone among wrapped ones.
const WIDEST_ALONE: usize = 63;
/// Lines right above the article that may name its place.
const NEAR_LINES: usize = 4;
/// Hanzi in the sentences of the shortest article.
const SHORTEST_ARTICLE: usize = 50;
/// How many paragraphs count as the article's beginning when its place is sought.
const OPENING: usize = 3;

/// Reads a page; `name` is what people are shown.
///
/// A page that is no text, or has no prose in Chinese, is the content's fault.
pub fn read(bytes: &[u8], name: &str, campaigns: &CampaignNames) -> Result<Imported, Diagnostic> {
    let decoded = encoding::decode(bytes).map_err(|fault| unreadable(fault, name))?;
    let text = pinyin::without_pinyin(&decoded.text);
    let pinyin_went = matches!(text, Cow::Owned(_));
    let (text, inserted) = inserted::without_inserted(&text);
    let (head, blocks) = blocks_of(&text);
    let mut blocks = stanzas::with_cells_joined(blocks);
    if stanzas::is_post(&blocks) || !holds_article(&blocks) {
        blocks = stanzas::joined(blocks);
    }
    let bounded =
        boundaries::find(&blocks).ok_or_else(|| Diagnostic::new("import-no-article").with("path", name))?;
    let mut imported = describe(&blocks, bounded, &head, campaigns);
    imported.encoding = decoded.encoding;
    if pinyin_went {
        imported.removed.push(Removed { text: "(pinyin)".to_owned(), reason: "pinyin" });
    }
    imported.removed.extend(inserted.into_iter().map(|text| Removed { text, reason: "spam" }));
    if decoded.damaged {
        imported.warnings.push(Diagnostic::new("import-damaged").with("path", name));
    }
    warn(&mut imported, name);
    Ok(imported)
}

/// Whether a page has as many sentences as the shortest article.
fn holds_article(blocks: &[Block]) -> bool {
    let mut prose = blocks.iter().filter(|block| block.is_prose());
    prose
        .try_fold(0, |hanzi, block| Some(hanzi + block.hanzi()).filter(|sum| *sum < SHORTEST_ARTICLE))
        .is_none()
}

fn unreadable(fault: Unreadable, name: &str) -> Diagnostic {
    let finding = match fault {
        Unreadable::Empty => Diagnostic::new("import-empty"),
        Unreadable::Pdf => Diagnostic::new("import-pdf"),
        Unreadable::Binary => Diagnostic::new("import-binary"),
        Unreadable::TooLarge => Diagnostic::new("import-too-large"),
    };
    finding.with("path", name)
}

fn blocks_of(text: &str) -> (Head, Vec<Block>) {
    if !html::is_html(text) {
        let lines = plain::read(text, &|line| stands_alone(line));
        return (Head::default(), lines.into_iter().map(Block::of).collect());
    }
    let (head, mut lines) = html::read(text);
    for line in &mut lines {
        line.text.retain(|c| !matches!(c, '\u{200B}' | '\u{FEFF}'));
    }
    lines.retain(|line| !line.text.is_empty());
    // Where nearly all prose stands in what is named like a part of the site, the names mean nothing.
    let prose = |line: &&Line| line.text.contains('。');
    let marked = lines.iter().filter(prose).filter(|line| line.chrome).count();
    if marked * 2 > lines.iter().filter(prose).count() {
        lines.iter_mut().for_each(|line| line.chrome = false);
    }
    (head, lines.into_iter().map(Block::of).collect())
}

/// Whether a wrapped line can neither continue a paragraph nor be continued.
fn stands_alone(text: &str) -> bool {
    let is_heading = !text.contains(['，', '。']);
    let is_set_apart = || {
        line::is_menu(text)
            || line::is_row_of_words(text)
            || line::is_byline(text)
            || labels::opens_with_label(text)
    };
    (is_heading && is_set_apart())
        || (text.contains('星') && line::is_page_head(&fold::squeezed(text)))
        || (is_heading && line::fits(text, WIDEST_ALONE))
            && matches!(
                Block::of(Line { text: text.to_owned(), ..Line::default() }).role,
                Role::Noise(_) | Role::Stop(_)
            )
}

fn describe(blocks: &[Block], bounded: Bounded<'_>, head: &Head, campaigns: &CampaignNames) -> Imported {
    let title = headline::find(blocks, &bounded, head);
    let timing = timing::find(blocks, &bounded, head);
    let origin = origin::find(blocks, &bounded, head);
    let place = place_of(blocks, &bounded, title.as_deref(), &origin);
    let body = Squeezed::lines(bounded.squeezed.iter().map(|text| &**text));
    let campaigns = campaigns::find(&body, campaigns);
    let script = script_of(&bounded);
    let address =
        head.first(&["canonical", "og:url"]).filter(|url| url.starts_with("http")).map(str::to_owned);
    let parts = without_title(bounded.parts, title.as_deref());
    Imported {
        published: timing.published,
        event: timing.event,
        place,
        script,
        campaigns,
        title,
        origin,
        address,
        parts,
        removed: bounded.removed,
        encoding: "",
        warnings: Vec::new(),
    }
}

/// The script of the article; Simplified where nothing tells it.
fn script_of(bounded: &Bounded<'_>) -> Script {
    let hans = bounded.squeezed.iter().map(|text| text.hans).sum();
    let hant = bounded.squeezed.iter().map(|text| text.hant).sum();
    Detection::of(hans, hant).script.unwrap_or(Script::Hans)
}

fn without_title(mut parts: Vec<Part>, title: Option<&str>) -> Vec<Part> {
    if let Some(title) = title {
        let title = fold::squeezed(title);
        parts.retain(|part| part.kind != PartKind::Heading || fold::squeezed(&part.text) != title);
    }
    while parts.last().is_some_and(|part| part.kind == PartKind::Heading) {
        parts.pop();
    }
    parts
}

fn place_of(
    blocks: &[Block],
    bounded: &Bounded<'_>,
    title: Option<&str>,
    origin: &Origin,
) -> Option<&'static Place> {
    let title = Squeezed::of(title.unwrap_or_default());
    let source = Squeezed::of(origin.source.as_deref().unwrap_or_default());
    let credits = Squeezed::of(&bounded.credits.concat());
    let outside = blocks[..bounded.first].iter().chain(&blocks[bounded.last + 1..]);
    let told = outside.filter(|block| {
        matches!(block.role, Role::Noise("credit" | "navigation" | "share") | Role::Stop("footer" | "credit"))
    });
    let near = blocks[bounded.first.saturating_sub(NEAR_LINES)..bounded.first]
        .iter()
        .filter(|block| block.role == Role::Short && block.hanzi() <= 40);
    let near = Squeezed::lines(near.map(|block| &block.squeezed));
    // A site is named where its page begins.
    let opening = blocks[..bounded.first.saturating_sub(NEAR_LINES)].first();
    let opening = opening.filter(|block| block.role == Role::Short && place::opens(&block.squeezed));
    let opening = Squeezed::lines(opening.map(|block| &block.squeezed).into_iter());
    let told = Squeezed::lines(told.map(|block| &block.squeezed));
    let mut zones = vec![
        place::Zone { text: &title, weight: 5.0 },
        place::Zone { text: &source, weight: 3.0 },
        place::Zone { text: &credits, weight: 2.0 },
        place::Zone { text: &told, weight: 1.0 },
        place::Zone { text: &near, weight: 1.5 },
        place::Zone { text: &opening, weight: 1.0 },
    ];
    for (index, text) in bounded.squeezed.iter().enumerate() {
        zones.push(place::Zone { text, weight: if index < OPENING { 2.0 } else { 1.0 } });
    }
    place::find(&zones)
}

fn warn(imported: &mut Imported, name: &str) {
    let checks = [
        (imported.title.is_none(), Diagnostic::new("import-no-title")),
        (imported.published.is_none(), Diagnostic::new("import-no-date")),
        (imported.place.is_none(), Diagnostic::new("import-no-place")),
        (imported.origin.source.is_none(), Diagnostic::new("import-no-source")),
    ];
    let missing = checks.into_iter().filter(|(is_missing, _)| *is_missing);
    imported.warnings.extend(missing.map(|(_, finding)| finding.with("path", name)));
    for campaign in imported.campaigns.iter().filter(|campaign| !campaign.known) {
        let finding = Diagnostic::new("import-unknown-campaign").with("path", name);
        imported.warnings.push(finding.with("name", campaign.name.clone()));
    }
}
