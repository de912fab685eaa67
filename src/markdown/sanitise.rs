//! Cleans the HTML of a body that holds raw HTML.
//!
//! The rendered body in, a well-formed and harmless fragment out. The attributes that rendering made
//! carry the sentinel in their names, which no source can write, so that raw HTML can have no `id` or
//! `class` while marks and headings keep theirs. Not called for bodies without raw HTML.

use std::borrow::Cow;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::SENTINEL;
use super::links;
use super::raw_tags;

/// The tags that only rendering makes.
const GENERATED: [&str; 9] = ["h1", "h2", "h3", "h4", "h5", "h6", "img", "mark", "pre"];

/// What generated attribute names begin with.
const GENERATED_PREFIX: &str = "\u{2005}";

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    cleaner
        .add_tags(raw_tags::allowed().map(|tag| tag.0))
        .add_tags(GENERATED)
        .add_generic_attributes(raw_tags::allowed_on_any().iter().copied())
        .add_generic_attribute_prefixes([GENERATED_PREFIX])
        .add_url_schemes(links::SCHEMES)
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(|_, name, value| keep_attribute(name, value));
    for (tag, attributes) in raw_tags::allowed() {
        cleaner.add_tag_attributes(tag, attributes.iter().copied());
    }
    cleaner
});

/// The cleaned fragment, with generated attributes under their own names.
pub(super) fn sanitise(html: &str) -> String {
    CLEANER.clean(html).to_string().replace(SENTINEL, "")
}

/// A written value with a sentinel (from `&emsp14;`) would change when sentinels go, behind the back
/// of the check on its scheme.
fn keep_attribute<'value>(name: &str, value: &'value str) -> Option<Cow<'value, str>> {
    let generated = name.starts_with(SENTINEL);
    let harmless = generated || (!value.contains(SENTINEL) && (name != "href" || links::is_allowed(value)));
    harmless.then_some(Cow::Borrowed(value))
}
