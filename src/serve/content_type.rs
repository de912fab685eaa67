//! The media type of a file, told by its name.
//!
//! A path in, the value of `Content-Type` out. Looks at no bytes.

/// Extension and media type; text types name their encoding.
const TYPES: &[(&str, &str)] = &[
    ("avif", "image/avif"),
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("gif", "image/gif"),
    ("htm", "text/html; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("map", "application/json; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("otf", "font/otf"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("svg", "image/svg+xml; charset=utf-8"),
    ("ttf", "font/ttf"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json; charset=utf-8"),
    ("webp", "image/webp"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("xml", "application/xml; charset=utf-8"),
    ("zip", "application/zip"),
];

/// The media type of pages.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// The media type of plain answers.
pub(super) const TEXT: &str = "text/plain; charset=utf-8";

/// The media type of the file at `path`; bytes without a meaning where the name tells nothing.
pub(super) fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let known = TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(extension));
    known.map_or("application/octet-stream", |(_, media_type)| media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_types_name_their_encoding_and_unknown_names_are_bytes() {
        assert_eq!(content_type("cities/chongqing/index.html"), HTML);
        assert_eq!(content_type("robots.txt"), TEXT);
        assert_eq!(content_type("assets/FIG.SVG"), "image/svg+xml; charset=utf-8");
        assert_eq!(content_type("search/zh.idx"), "application/octet-stream");
        assert_eq!(content_type("a.html/html"), "application/octet-stream");
    }

    #[test]
    fn each_extension_stands_once_in_order() {
        assert!(TYPES.is_sorted_by(|a, b| a.0 < b.0));
    }
}
