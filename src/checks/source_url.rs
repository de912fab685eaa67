//! `bad-url`: the address of a source is one that a reader can open.

use std::sync::LazyLock;

use regex::Regex;

use super::Context;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Article;

/// An address of the web: a scheme that browsers open safely, a host, no blanks.
static ADDRESS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?i:https?)://[^\s/?#]+\.[^\s/?#]+([/?#]\S*)?$").ok());

/// Reports addresses that can't be links, such as `javascript:` ones.
pub fn check(article: &Article, _: Context<'_>, found: &mut Diagnostics) {
    let Some(url) = &article.origin.url else { return };
    let opens = ADDRESS.as_ref().is_some_and(|address| address.is_match(&url.value));
    if !opens {
        let finding = Diagnostic::new("bad-url").with("url", url.value.clone());
        found.push(finding.at(&article.source, url.span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        let matches = |url: &str| ADDRESS.as_ref().is_some_and(|address| address.is_match(url));
        for good in ["https://example.org", "http://a.b.cn/c?d=1#e", "HTTPS://例子.测试/页"] {
            assert!(matches(good), "{good}");
        }
        for bad in
            ["javascript:alert(1)", "//example.org", "example.org", "https://a b.org", "data:text/html,x"]
        {
            assert!(!matches(bad), "{bad}");
        }
    }
}
