//! `fanzha new KIND SLUG`: a filled-in skeleton that an editor only has to write over.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::arguments::{NewKind, NewOptions};
use super::report::Reporter;
use crate::diag::{Diagnostic, Diagnostics};
use crate::domain::is_slug;
use crate::fsio;
use crate::lexicon::Lexicon;

/// Writes the skeleton; an existing file is never touched.
pub fn run(root: &Path, options: &NewOptions, reporter: &Reporter) -> u8 {
    match write(root, options) {
        Ok(path) => {
            let shown = fsio::shown_path(&path, root);
            reporter.say(
                &format!("已新建 {shown}：写好后运行 `fanzha check`，用 `fanzha serve --drafts` 预览"),
                &format!("wrote {shown}: fill it in, then run `fanzha check`, and `fanzha serve --drafts` to see it"),
            );
            0
        }
        Err(fault) => {
            let faults = Diagnostics::from(fault);
            reporter.findings(&faults);
            // A name that can't be used is the call's fault here, not the content's.
            reporter.exit_code(&faults, false).max(2)
        }
    }
}

fn write(root: &Path, options: &NewOptions) -> Result<PathBuf, Diagnostic> {
    let slug = options.slug.as_str();
    if !is_slug(slug) {
        return Err(Diagnostic::new("bad-slug").with("slug", slug));
    }
    if !fsio::exists(&root.join("site.toml")) {
        return Err(Diagnostic::new("missing-site-toml").with("path", root.display().to_string()));
    }
    if options.kind == NewKind::City {
        known_place(slug)?;
    }
    let today = today();
    let content = root.join("content");
    let (folder, skeleton) = match options.kind {
        NewKind::Article => (
            content.join("articles").join(today.year().to_string()),
            include_str!("data/skeletons/article.md"),
        ),
        NewKind::City => (content.join("cities"), include_str!("data/skeletons/city.md")),
        NewKind::Campaign => (content.join("campaigns"), include_str!("data/skeletons/campaign.md")),
        NewKind::Scam => (content.join("scams"), include_str!("data/skeletons/scam.md")),
        NewKind::Page => (content.join("pages"), include_str!("data/skeletons/page.md")),
    };
    let path = folder.join(format!("{slug}.md"));
    fsio::create_folder(&folder)?;
    let text = skeleton.replace("{date}", &today.to_string());
    if fsio::write_new(&path, text.as_bytes())? {
        Ok(path)
    } else {
        Err(Diagnostic::new("file-exists").with("path", fsio::shown_path(&path, root)))
    }
}

fn known_place(id: &str) -> Result<(), Diagnostic> {
    let gazetteer = &Lexicon::embedded().gazetteer;
    if gazetteer.get(id).is_some() {
        return Ok(());
    }
    let finding = Diagnostic::new("unknown-place").with("id", id);
    Err(match gazetteer.nearest(id) {
        Some(near) => finding.with("near", near.id).with_words("name", near.short, near.en).help("near"),
        None => finding,
    })
}

/// Today in UTC: the only use of the clock, for a date that the editor overwrites.
fn today() -> Date {
    let seconds =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |age| age.as_secs());
    let days = i64::try_from(seconds / 86_400).unwrap_or(0);
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap_or(Date::constant(1970, 1, 1))
}
