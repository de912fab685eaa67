//! What makes a page in the browser follow the builds: a script, a style sheet, and a stream of states.
//!
//! The state of the last build in; bytes for the browser out. Everything is same-origin and nothing inline,
//! so the site's strict content security policy holds in the preview too. Findings travel as text, never as
//! HTML. Decides nothing about when to build.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use serde::Serialize;

use super::http::head_of;
use crate::diag::{Diagnostics, Language, concise};

/// Where the script is.
pub(super) const SCRIPT_PATH: &str = "/__fanzha/reload.js";
/// Where its style sheet is.
pub(super) const STYLE_PATH: &str = "/__fanzha/reload.css";
/// Where the states are told.
pub(super) const EVENTS_PATH: &str = "/__fanzha/events";

/// The media type of that stream.
pub(super) const EVENTS_TYPE: &str = "text/event-stream; charset=utf-8";

/// The script.
pub(super) const SCRIPT: &str = include_str!("assets/reload.js");
/// Its style sheet.
pub(super) const STYLE: &str = include_str!("assets/reload.css");

/// How many findings a page shows at most.
const SHOWN: usize = 50;

/// How often a silent stream is tried, so that one whose browser left comes to an end.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How things stand after a build, as the script reads it.
#[derive(Debug, Serialize)]
pub(super) struct State {
    /// Names the site that is served; a page that came with another one is out of date.
    pub(super) build: String,
    total: usize,
    zh: Vec<String>,
    en: Vec<String>,
}

impl State {
    /// The site `build` is served; `findings` say why a later build failed, and are empty where none did.
    pub(super) fn new(build: String, findings: &Diagnostics) -> Self {
        let lines = |language| findings.iter().take(SHOWN).map(|one| concise(one, language)).collect();
        let total = findings.iter().count();
        State { build, total, zh: lines(Language::Zh), en: lines(Language::En) }
    }

    /// The state as one event of a stream.
    pub(super) fn frame(&self) -> Arc<str> {
        // The state holds nothing but strings and a count, which JSON can always state, without line breaks.
        let json = serde_json::to_string(self).unwrap_or_default();
        format!("event: state\ndata: {json}\n\n").into()
    }

    /// The page for a site that was never built.
    pub(super) fn broken_page(&self) -> Vec<u8> {
        let list = |lines: &[String]| {
            lines.iter().map(|line| format!("<li>{}</li>", escaped(line))).collect::<String>()
        };
        include_str!("assets/broken.html")
            .replace("{findings-zh}", &list(&self.zh))
            .replace("{findings-en}", &list(&self.en))
            .into_bytes()
    }
}

/// Text for the inside of an element. Braces too are escaped, since the page's blanks are written with them.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '{' => safe.push_str("&#123;"),
            _ => safe.push(character),
        }
    }
    safe
}

/// A page as it is sent: with the script, which learns which build the page belongs to.
pub(super) fn with_script(page: &[u8], build: &str) -> Vec<u8> {
    let script = format!("<script src=\"{SCRIPT_PATH}?build={build}\" defer></script>");
    let end_of_body = page
        .windows(b"</body".len())
        .rposition(|window| window.eq_ignore_ascii_case(b"</body"))
        .unwrap_or(page.len());
    let (before, after) = page.split_at(end_of_body);
    [before, script.as_bytes(), after].concat()
}

/// Tells the states to one browser until it leaves or the stream is given up for newer ones.
///
/// `writer` is the connection, whose end is the end of the stream; errors mean that the browser left.
pub(super) fn stream(mut writer: impl Write, states: &Receiver<Arc<str>>) -> io::Result<()> {
    let head = head_of(200, EVENTS_TYPE);
    writer.write_all(format!("{head}\r\n").as_bytes())?;
    send(&mut writer, "retry: 1000\n\n")?;
    loop {
        match states.recv_timeout(HEARTBEAT) {
            Ok(frame) => send(&mut writer, &frame)?,
            Err(RecvTimeoutError::Timeout) => send(&mut writer, ":\n\n")?,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
}

fn send(writer: &mut impl Write, text: &str) -> io::Result<()> {
    writer.write_all(text.as_bytes())?;
    writer.flush()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::diag::Diagnostic;

    fn broken() -> State {
        let finding = Diagnostic::new("unknown-key").with("key", "<script>\n{findings-en}&");
        State::new("7-1".to_owned(), &finding.into())
    }

    #[test]
    fn the_script_stands_before_the_end_of_the_body() {
        let sent = with_script(b"<BODY><p></body></p></BODY>\n", "1-2");
        let script = "<script src=\"/__fanzha/reload.js?build=1-2\" defer></script>";
        let expected = format!("<BODY><p></body></p>{script}</BODY>\n");
        assert_eq!(String::from_utf8_lossy(&sent), expected);
        assert_eq!(with_script(b"<p>x", "1-2"), format!("<p>x{script}").into_bytes());
    }

    #[test]
    fn findings_reach_the_page_as_text() {
        let page = String::from_utf8_lossy(&broken().broken_page()).into_owned();
        assert!(!page.contains("<script>") && !page.contains("{findings"), "{page}");
        assert_eq!(page.matches("&lt;script&gt; &#123;findings-en}&amp;").count(), 2, "{page}");
    }

    #[test]
    fn a_state_is_one_line_of_data() {
        let frame = broken().frame();
        let data = frame.strip_prefix("event: state\ndata: ").and_then(|rest| rest.strip_suffix("\n\n"));
        let state: serde_json::Value =
            data.and_then(|line| serde_json::from_str(line).ok()).unwrap_or_default();
        assert_eq!((state["build"].as_str(), state["total"].as_u64()), (Some("7-1"), Some(1)));
        assert_eq!(frame.lines().count(), 3);
    }

    #[test]
    fn no_more_findings_are_sent_than_a_page_shows() {
        let mut findings = Diagnostics::new();
        findings.extend((0..SHOWN + 1).map(|_| Diagnostic::new("watch")));
        let state = State::new(String::new(), &findings);
        assert_eq!((state.total, state.zh.len(), state.en.len()), (SHOWN + 1, SHOWN, SHOWN));
    }

    #[test]
    fn a_stream_that_is_given_up_ends_after_what_was_told() {
        let (sender, states) = mpsc::channel();
        sender.send(Arc::from("x")).expect("the receiver is there");
        drop(sender);
        let mut sent = Vec::new();
        stream(&mut sent, &states).expect("a vector takes everything");
        let sent = String::from_utf8_lossy(&sent).into_owned();
        assert!(sent.ends_with("\r\n\r\nretry: 1000\n\nx"), "{sent}");
    }
}
