//! As much of HTTP/1.1 as a preview needs: one request per connection, one answer.
//!
//! Bytes of a connection in, a request out; a reply in, bytes out. Each connection closes after its answer, so
//! that an idle one holds nothing up. Knows nothing of sites.

use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::time::{Duration, Instant};

/// How long a browser may take to send its request, or to take a piece of the answer.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// The longest head of a request, in bytes.
const LONGEST_HEAD: usize = 32 * 1024;

/// The most header fields of a request.
const MOST_FIELDS: usize = 100;

/// The start of a request; a body is never read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    /// `GET`, `HEAD` …
    pub(super) method: String,
    /// Path and query as they were sent.
    pub(super) target: String,
    /// Every `Host` that was named; there should be one.
    pub(super) hosts: Vec<String>,
}

/// What is sent back.
#[derive(Debug)]
pub(super) struct Reply<'a> {
    /// Status code.
    pub(super) status: u16,
    /// Media type.
    pub(super) content_type: &'static str,
    /// One more field; its value must be without control characters.
    pub(super) field: Option<(&'static str, String)>,
    /// The bytes, left out in the answer to `HEAD`.
    pub(super) body: Cow<'a, [u8]>,
}

/// Reads the head of a request; `None` where it isn't one.
///
/// An error means that the browser left or took too long.
pub(super) fn read_request(connection: &mut impl Read) -> io::Result<Option<Request>> {
    let began = Instant::now();
    let mut head = Vec::with_capacity(2048);
    let mut piece = [0; 2048];
    while head.len() < LONGEST_HEAD && began.elapsed() < PATIENCE {
        let length = connection.read(&mut piece)?;
        if length == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        head.extend_from_slice(&piece[..length]);
        let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
        let mut parsed = httparse::Request::new(&mut fields);
        match parsed.parse(&head) {
            Ok(httparse::Status::Complete(_)) => return Ok(Some(request(&parsed))),
            Ok(httparse::Status::Partial) => {}
            Err(_) => return Ok(None),
        }
    }
    Ok(None)
}

fn request(parsed: &httparse::Request<'_, '_>) -> Request {
    let hosts = parsed.headers.iter().filter(|field| field.name.eq_ignore_ascii_case("host"));
    Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        target: parsed.path.unwrap_or_default().to_owned(),
        hosts: hosts.map(|field| String::from_utf8_lossy(field.value).into_owned()).collect(),
    }
}

/// Sends a reply, without its body where `head_only`.
pub(super) fn write_reply(connection: &mut impl Write, reply: &Reply<'_>, head_only: bool) -> io::Result<()> {
    let mut head = head_of(reply.status, reply.content_type);
    if let Some((name, value)) = &reply.field {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("Content-Length: {}\r\n\r\n", reply.body.len()));
    connection.write_all(head.as_bytes())?;
    if !head_only {
        connection.write_all(&reply.body)?;
    }
    connection.flush()
}

/// The first line and the fields of every answer. There is no field that lets other origins read it.
pub(super) fn head_of(status: u16, content_type: &str) -> String {
    format!(
        "HTTP/1.1 {status} {reason}\r\nContent-Type: {content_type}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n\
         Connection: close\r\n",
        reason = reason(status),
    )
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        503 => "Service Unavailable",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes one at a time, as a slow network may.
    struct Trickle<'a>(&'a [u8]);

    impl Read for Trickle<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(&mut buffer[..1])
        }
    }

    #[test]
    fn a_request_may_arrive_in_pieces() {
        let sent = b"GET /a?b HTTP/1.1\r\nhost: localhost\r\nHOST: \xff\r\nX: y\r\n\r\n";
        let expected = Request {
            method: "GET".to_owned(),
            target: "/a?b".to_owned(),
            hosts: vec!["localhost".to_owned(), "\u{fffd}".to_owned()],
        };
        assert_eq!(read_request(&mut Trickle(sent)).ok().flatten(), Some(expected));
    }

    #[test]
    fn what_is_no_request_or_too_long_is_told_from_a_browser_that_left() {
        assert!(matches!(read_request(&mut &b"\x16\x03\x01"[..]), Ok(None)));
        let endless = [b"GET / HTTP/1.1\r\nX: ".as_slice(), &[b'x'; LONGEST_HEAD]].concat();
        assert!(matches!(read_request(&mut endless.as_slice()), Ok(None)));
        assert!(read_request(&mut &b"GET / HT"[..]).is_err());
    }
}
