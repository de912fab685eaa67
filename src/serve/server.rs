//! Answers browsers from memory, on this machine's own address only.
//!
//! Connections in, answers out. Reads no files and starts no builds. A page of another host can neither read
//! the preview (no cross-origin field, a same-origin resource policy) nor reach it under a name of its own
//! (`Host` must name this machine).

use std::io::{self, Read};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use super::Signal;
use super::address::{Files, Meaning};
use super::content_type::{HTML, TEXT, content_type};
use super::http::{self, Reply, Request};
use super::preview::{Preview, Snapshot};
use super::reload;
use crate::diag::Diagnostic;

/// How many connections are open at once; browsers ask again when one is turned away.
const CONNECTIONS: usize = 128;

/// How much of a body nobody asked for is taken in, in bytes, so that its sender hears the answer.
const UNWANTED_BODY: u64 = 1024 * 1024;

/// The names under which a browser on this machine reaches the preview.
const HOSTS: &[&str] = &["127.0.0.1", "localhost", "[::1]"];

/// Takes the port (0: any free one); the port taken comes back with the socket.
pub(super) fn bind(port: u16) -> Result<(TcpListener, u16), Diagnostic> {
    let failed = |error: io::Error| {
        let finding = Diagnostic::new("port-taken").with("port", port.to_string());
        finding.with("reason", error.to_string())
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(failed)?;
    let taken = listener.local_addr().map_err(failed)?.port();
    Ok((listener, taken))
}

/// Answers requests on threads of its own; `signals` learns when that comes to an end.
pub(super) fn start(
    listener: TcpListener,
    preview: &Arc<Preview>,
    signals: &Sender<Signal>,
) -> io::Result<()> {
    let (preview, signals) = (Arc::clone(preview), signals.clone());
    let accept = move || {
        let reason = accept_all(&listener, &preview);
        // Where nobody listens any more, the preview is over anyway.
        let _ = signals.send(Signal::Stopped(reason.to_string()));
    };
    thread::Builder::new().spawn(accept).map(drop)
}

/// Gives each connection a thread: browsers open some long before they ask, and the stream of builds stays
/// open, so that a fixed number of threads could all be waiting. Comes back with what ended it.
fn accept_all(listener: &TcpListener, preview: &Arc<Preview>) -> io::Error {
    // Each thread holds one more of these, which counts them.
    let token = Arc::new(());
    loop {
        let connection = match listener.accept() {
            Ok((connection, _)) => connection,
            // The browser left before its turn came.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => continue,
            Err(error) => return error,
        };
        if Arc::strong_count(&token) > CONNECTIONS {
            continue;
        }
        let (preview, token) = (Arc::clone(preview), Arc::clone(&token));
        // Errors of a connection, and of a thread for it, mean that this browser has to ask again.
        let _ = thread::Builder::new().spawn(move || {
            let _ = converse(connection, &preview);
            drop(token);
        });
    }
}

/// Reads one request and answers it.
fn converse(mut connection: TcpStream, preview: &Preview) -> io::Result<()> {
    connection.set_read_timeout(Some(http::PATIENCE))?;
    connection.set_write_timeout(Some(http::PATIENCE))?;
    // Small pieces are sent one by one, and should leave at once.
    connection.set_nodelay(true)?;
    let Some(request) = http::read_request(&mut connection)? else {
        return http::write_reply(&mut connection, &plain(400, "请求有误 · not a request\n"), false);
    };
    let is_get = request.method == "GET";
    if is_get && path_of(&request.target) == reload::EVENTS_PATH && is_own_host(&request.hosts) {
        return reload::stream(connection, &preview.listen());
    }
    let snapshot = preview.current();
    let reply = answer(&request, preview, &snapshot);
    let is_head = request.method == "HEAD";
    http::write_reply(&mut connection, &reply, is_head)?;
    if !is_get && !is_head {
        // A connection that closes on unread bytes would tear the answer away from its reader.
        connection.shutdown(Shutdown::Write)?;
        io::copy(&mut connection.take(UNWANTED_BODY), &mut io::sink())?;
    }
    Ok(())
}

fn path_of(target: &str) -> &str {
    target.split_once('?').map_or(target, |(path, _)| path)
}

/// Whether a request is meant for this machine: just one `Host`, and one of its own names, with any port.
fn is_own_host(hosts: &[String]) -> bool {
    let [host] = hosts else {
        return false;
    };
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port),
        _ => (host.as_str(), "0"),
    };
    let is_port = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    is_port && HOSTS.iter().any(|own| own.eq_ignore_ascii_case(name))
}

fn plain(status: u16, text: &str) -> Reply<'_> {
    Reply { status, content_type: TEXT, field: None, body: text.as_bytes().into() }
}

fn redirect(status: u16, address: String) -> Reply<'static> {
    Reply { field: Some(("Location", address)), ..plain(status, "") }
}

fn ok(content_type: &'static str, text: &'static str) -> Reply<'static> {
    Reply { content_type, ..plain(200, text) }
}

fn answer<'a>(request: &Request, preview: &'a Preview, snapshot: &'a Snapshot) -> Reply<'a> {
    if !is_own_host(&request.hosts) {
        return plain(403, "只能从本机访问 · for this machine only\n");
    }
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        let refusal = plain(405, "只接受 GET 和 HEAD · GET and HEAD only\n");
        return Reply { field: Some(("Allow", "GET, HEAD".to_owned())), ..refusal };
    }
    let path = path_of(&request.target);
    match path {
        reload::SCRIPT_PATH => ok(content_type(path), reload::SCRIPT),
        reload::STYLE_PATH => ok(content_type(path), reload::STYLE),
        reload::EVENTS_PATH => ok(reload::EVENTS_TYPE, ""),
        _ => match &snapshot.files {
            Some(files) => site_answer(&request.target, preview, files, &snapshot.state.build),
            None => page(503, &snapshot.state.broken_page(), &snapshot.state.build),
        },
    }
}

fn site_answer<'a>(target: &str, preview: &Preview, files: &'a Files, build: &str) -> Reply<'a> {
    match preview.layout.meaning(target, files) {
        Meaning::File(path) => file(200, path, files, build),
        Meaning::Missing(Some(path)) => file(404, path, files, build),
        Meaning::Missing(None) => plain(404, "没有这个页面 · no such page\n"),
        Meaning::Moved(address) => redirect(301, address),
        Meaning::Elsewhere(address) => redirect(302, address),
        Meaning::Malformed => plain(400, "网址有误 · not an address\n"),
    }
}

fn file<'a>(status: u16, path: &str, files: &'a Files, build: &str) -> Reply<'a> {
    let bytes = files.get(path).map_or(&b""[..], Vec::as_slice);
    match content_type(path) {
        HTML => page(status, bytes, build),
        content_type => Reply { status, content_type, field: None, body: bytes.into() },
    }
}

fn page(status: u16, bytes: &[u8], build: &str) -> Reply<'static> {
    let body = reload::with_script(bytes, build).into();
    Reply { status, content_type: HTML, field: None, body }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::address::Layout;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for own in ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000", "[::1]"] {
            assert!(is_own_host(&[own.to_owned()]), "{own}");
        }
        let others = [
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example:80",
            "127.0.0.1:",
            "localhost.",
            "localhost:80@evil",
            "localhost:8a",
            "0.0.0.0",
            "127.0.0.2",
            "",
            "[::1",
            "evil.example:127.0.0.1",
        ];
        for other in others {
            assert!(!is_own_host(&[other.to_owned()]), "{other}");
        }
        assert!(!is_own_host(&[]) && !is_own_host(&["localhost".to_owned(), "localhost".to_owned()]));
    }

    #[test]
    fn a_site_that_was_never_built_is_a_page_that_says_so() {
        let preview = Preview::new(Layout::new("/", &[]), 1);
        preview.keep(&Diagnostic::new("watch").with("path", "<b>").into());
        let snapshot = preview.current();
        let request = Request {
            method: "GET".to_owned(),
            target: "/any/".to_owned(),
            hosts: vec!["localhost".to_owned()],
        };
        let reply = answer(&request, &preview, &snapshot);
        let body = String::from_utf8_lossy(&reply.body);
        assert_eq!((reply.status, reply.content_type), (503, HTML));
        assert!(body.contains("&lt;b&gt;") && !body.contains("<b>"), "{body}");
        assert!(body.contains("reload.js?build=1-1\" defer></script></body>"), "{body}");
    }
}
