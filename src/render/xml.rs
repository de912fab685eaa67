//! Feeds and sitemaps as XML, written by a library so that everything is escaped.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::view::feed::Feed;
use crate::view::search::OpenSearch;
use crate::view::sitemap::SitemapUrl;

type Xml = Writer<Vec<u8>>;
type Written = std::io::Result<()>;

fn document(write: impl FnOnce(&mut Xml) -> Written) -> std::io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    write(&mut xml)?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn text(xml: &mut Xml, name: &str, words: &str) -> Written {
    xml.create_element(name).write_text_content(BytesText::new(words))?;
    Ok(())
}

fn link(xml: &mut Xml, relation: &str, kind: &str, url: &str) -> Written {
    xml.create_element("link")
        .with_attribute(("rel", relation))
        .with_attribute(("type", kind))
        .with_attribute(("href", url))
        .write_empty()?;
    Ok(())
}

/// An Atom feed (RFC 4287).
pub fn atom(feed: &Feed) -> std::io::Result<Vec<u8>> {
    document(|xml| {
        xml.create_element("feed")
            .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
            .with_attribute(("xml:lang", feed.lang.as_str()))
            .write_inner_content(|xml| {
                text(xml, "id", &feed.url)?;
                text(xml, "title", &feed.title)?;
                text(xml, "updated", &feed.updated)?;
                link(xml, "self", "application/atom+xml", &feed.url)?;
                link(xml, "alternate", "text/html", &feed.home)?;
                xml.create_element("author").write_inner_content(|xml| text(xml, "name", &feed.author))?;
                feed.entries.iter().try_for_each(|entry| {
                    xml.create_element("entry").write_inner_content(|xml| {
                        text(xml, "id", &entry.url)?;
                        text(xml, "title", &entry.title)?;
                        text(xml, "published", &entry.published)?;
                        text(xml, "updated", &entry.updated)?;
                        link(xml, "alternate", "text/html", &entry.url)?;
                        text(xml, "summary", &entry.summary)
                    })?;
                    Ok(())
                })
            })?;
        Ok(())
    })
}

/// A description of the site's search for browsers (OpenSearch 1.1).
pub fn open_search(search: &OpenSearch) -> std::io::Result<Vec<u8>> {
    document(|xml| {
        xml.create_element("OpenSearchDescription")
            .with_attribute(("xmlns", "http://a9.com/-/spec/opensearch/1.1/"))
            .write_inner_content(|xml| {
                text(xml, "ShortName", &search.short_name)?;
                text(xml, "Description", &search.description)?;
                text(xml, "InputEncoding", "UTF-8")?;
                text(xml, "Language", &search.lang)?;
                let icon = xml.create_element("Image").with_attribute(("type", "image/svg+xml"));
                icon.write_text_content(BytesText::new(&search.icon))?;
                let template = format!("{}?q={{searchTerms}}", search.page);
                address(xml, "text/html", "results", &template)?;
                address(xml, "application/opensearchdescription+xml", "self", &search.url)
            })?;
        Ok(())
    })
}

fn address(xml: &mut Xml, kind: &str, relation: &str, template: &str) -> Written {
    xml.create_element("Url")
        .with_attribute(("type", kind))
        .with_attribute(("rel", relation))
        .with_attribute(("template", template))
        .write_empty()?;
    Ok(())
}

/// A sitemap with the language versions of each page (sitemaps.org, with `xhtml:link` as search engines read it).
pub fn sitemap(urls: &[SitemapUrl]) -> std::io::Result<Vec<u8>> {
    document(|xml| {
        xml.create_element("urlset")
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
            .with_attribute(("xmlns:xhtml", "http://www.w3.org/1999/xhtml"))
            .write_inner_content(|xml| {
                urls.iter().try_for_each(|url| {
                    xml.create_element("url").write_inner_content(|xml| {
                        text(xml, "loc", &url.url)?;
                        if let Some(day) = &url.last_modified {
                            text(xml, "lastmod", day)?;
                        }
                        url.alternates.iter().try_for_each(|alternate| {
                            xml.create_element("xhtml:link")
                                .with_attribute(("rel", "alternate"))
                                .with_attribute(("hreflang", alternate.hreflang.as_str()))
                                .with_attribute(("href", alternate.url.as_str()))
                                .write_empty()?;
                            Ok(())
                        })
                    })?;
                    Ok(())
                })
            })?;
        Ok(())
    })
}

/// The index of several sitemaps.
pub fn sitemap_index(urls: &[String]) -> std::io::Result<Vec<u8>> {
    document(|xml| {
        xml.create_element("sitemapindex")
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
            .write_inner_content(|xml| {
                urls.iter().try_for_each(|url| {
                    xml.create_element("sitemap").write_inner_content(|xml| text(xml, "loc", url))?;
                    Ok(())
                })
            })?;
        Ok(())
    })
}
