//! An Atom feed before it is XML.

/// A feed.
#[derive(Debug, Clone)]
pub struct Feed {
    /// Language of its texts.
    pub lang: String,
    /// Its own absolute URL, which is also its id.
    pub url: String,
    /// Absolute URL of the page whose articles it tells.
    pub home: String,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub author: String,
    /// When its newest entry changed, RFC 3339.
    pub updated: String,
    /// Newest first.
    pub entries: Vec<FeedEntry>,
}

/// An article in a feed.
#[derive(Debug, Clone)]
pub struct FeedEntry {
    /// Absolute URL, which is also its id.
    pub url: String,
    /// Headline.
    pub title: String,
    /// RFC 3339.
    pub published: String,
    /// RFC 3339; later than `published` after a correction.
    pub updated: String,
    /// Plain text: the summary, then corrections.
    pub summary: String,
}
