//! `serve` over real sockets and real files: what browsers are answered, and when pages follow the sources.
//!
//! Each case has a site and a server of its own. Nothing sleeps: a case waits for an event or an answer, with
//! a deadline.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use fanzha::diag::{Diagnostic, Diagnostics};
use fanzha::serve::{Built, ServeEvent, ServeOptions, serve};

/// How long a case waits for anything before it fails.
const DEADLINE: Duration = Duration::from_secs(20);

/// What the builds of one site did.
#[derive(Default)]
struct Builds {
    running: AtomicUsize,
    most_at_once: AtomicUsize,
    count: AtomicUsize,
}

/// A site on disk that is being served.
struct Site {
    room: tempfile::TempDir,
    port: u16,
    url: String,
    events: Receiver<ServeEvent>,
    builds: Arc<Builds>,
}

/// The page shows `content/a.md`, the text beside it all of the sources; a source with BROKEN breaks the site.
fn build_site(root: &Path) -> Built {
    let read = |path: &str| fs::read_to_string(root.join(path)).unwrap_or_default();
    let text = read("content/a.md");
    if text.contains("BROKEN") {
        let finding = Diagnostic::new("unknown-key").with("key", "<script>alert(1)</script>");
        return Built { files: None, diagnostics: finding.into() };
    }
    let all = [&text, &read("templates/new/x.html"), &read("site.toml")].map(|part| part.trim()).join("|");
    let page = |text: &str| format!("<!DOCTYPE html><html><body><p>{text}</p></body></html>").into_bytes();
    let files = BTreeMap::from([
        ("index.html".to_owned(), page(&text)),
        ("404.html".to_owned(), page("没有这一页")),
        ("en/404.html".to_owned(), page("no such page")),
        ("cities/chongqing/index.html".to_owned(), page("重庆")),
        ("all.txt".to_owned(), all.into_bytes()),
        ("large.json".to_owned(), vec![b' '; 100_000]),
    ]);
    Built { files: Some(files), diagnostics: Diagnostics::new() }
}

impl Site {
    fn start(text: &str, base_path: &str) -> Site {
        let room = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(room.path().join("content")).expect("made");
        fs::write(room.path().join("content/a.md"), text).expect("written");
        let pages = [("/", "404.html"), ("/en/", "en/404.html")];
        let options = ServeOptions {
            root: room.path().to_path_buf(),
            port: 0,
            open: false,
            base_path: base_path.to_owned(),
            not_found: pages.map(|(prefix, file)| (prefix.to_owned(), file.to_owned())).to_vec(),
        };
        let (sender, events) = mpsc::channel();
        let builds = Arc::new(Builds::default());
        let counted = Arc::clone(&builds);
        // The server lasts as long as the process, as it does for its users.
        thread::spawn(move || {
            let build = || {
                let running = counted.running.fetch_add(1, Ordering::SeqCst) + 1;
                counted.most_at_once.fetch_max(running, Ordering::SeqCst);
                let built = build_site(&options.root);
                counted.count.fetch_add(1, Ordering::SeqCst);
                counted.running.fetch_sub(1, Ordering::SeqCst);
                built
            };
            let tell = |event| drop(sender.send(event));
            serve(&options, &build, &tell)
        });
        let mut site = Site { room, port: 0, url: String::new(), events, builds };
        site.url = site.wait_for(|event| match event {
            ServeEvent::Listening(url) => Some(url.clone()),
            _ => None,
        });
        let port = site.url.split([':', '/']).nth(4).and_then(|port| port.parse().ok());
        site.port = port.expect("the URL names a port");
        site
    }

    /// What `pick` takes out of the first event that it likes.
    fn wait_for<T>(&self, pick: impl Fn(&ServeEvent) -> Option<T>) -> T {
        let until = Instant::now() + DEADLINE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let event = self.events.recv_timeout(left).expect("the event comes in time");
            if let Some(picked) = pick(&event) {
                return picked;
            }
        }
    }

    fn wait_for_build(&self) {
        self.wait_for(|event| matches!(event, ServeEvent::Rebuilt { .. }).then_some(()));
    }

    fn wait_for_broken(&self) {
        self.wait_for(|event| matches!(event, ServeEvent::Broken(_)).then_some(()));
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.room.path().join(path), text).expect("written");
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connected");
        stream.set_read_timeout(Some(DEADLINE)).expect("set");
        stream
    }

    fn ask(&self, method: &str, target: &str, host: &str) -> Answer {
        let mut stream = self.connect();
        let request = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut all = Vec::new();
        stream.read_to_end(&mut all).expect("answered");
        let all = String::from_utf8(all).expect("UTF-8");
        let (head, body) = all.split_once("\r\n\r\n").expect("a head");
        Answer { head: head.to_owned(), body: body.to_owned() }
    }

    fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, "localhost")
    }

    /// Asks until the text of all sources is `expected`.
    fn wait_until_all_is(&self, expected: &str) {
        let until = Instant::now() + DEADLINE;
        while self.get("/all.txt").body != expected {
            assert!(Instant::now() < until, "{:?} instead of {expected:?}", self.get("/all.txt").body);
            self.wait_for_build();
        }
    }

    fn states(&self) -> States {
        let mut stream = self.connect();
        let request = "GET /__fanzha/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
        stream.write_all(request.as_bytes()).expect("sent");
        States(BufReader::new(stream))
    }
}

struct Answer {
    head: String,
    body: String,
}

impl Answer {
    fn status(&self) -> u16 {
        self.head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status")
    }

    fn header(&self, name: &str) -> Option<&str> {
        let fields = self.head.lines().filter_map(|line| line.split_once(": "));
        fields.filter(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
}

/// The states that a page is told.
struct States(BufReader<TcpStream>);

impl States {
    fn next(&mut self) -> serde_json::Value {
        let mut line = String::new();
        loop {
            line.clear();
            assert!(self.0.read_line(&mut line).expect("a line in time") > 0, "the stream ended");
            if let Some(json) = line.strip_prefix("data: ") {
                return serde_json::from_str(json).expect("JSON");
            }
        }
    }
}

#[test]
fn a_host_of_another_name_is_refused() {
    let site = Site::start("甲", "/");
    for target in ["/", "/__fanzha/reload.js", "/__fanzha/events", "/none"] {
        assert_eq!(site.ask("GET", target, "rebound.example").status(), 403, "{target}");
    }
    assert_eq!(site.ask("GET", "/", &format!("127.0.0.1:{}", site.port)).status(), 200);
    let answer = site.ask("GET", "/", "rebound.example");
    assert!(!answer.body.contains("甲"), "{}", answer.body);
}

#[test]
fn every_answer_is_fresh_typed_and_closed_to_other_origins() {
    let site = Site::start("甲", "/");
    for (target, media_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/all.txt", "text/plain; charset=utf-8"),
        ("/large.json", "application/json; charset=utf-8"),
        ("/none", "text/html; charset=utf-8"),
        ("/__fanzha/reload.js", "text/javascript; charset=utf-8"),
        ("/__fanzha/reload.css", "text/css; charset=utf-8"),
    ] {
        let answer = site.get(target);
        assert_eq!(answer.header("Content-Type"), Some(media_type), "{target}");
        assert_eq!(answer.header("Cache-Control"), Some("no-store"), "{target}");
        assert_eq!(answer.header("X-Content-Type-Options"), Some("nosniff"), "{target}");
        assert_eq!(answer.header("Access-Control-Allow-Origin"), None, "{target}");
        let length = answer.body.len().to_string();
        assert_eq!(answer.header("Content-Length"), Some(length.as_str()), "{target}");
    }
}

#[test]
fn no_address_leads_out_of_the_site() {
    let site = Site::start("甲", "/");
    site.write("secret.txt", "secret");
    for target in
        ["/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/content/a.md", "//etc/passwd"]
    {
        let answer = site.get(target);
        assert_eq!(answer.status(), 404, "{target}");
        assert!(answer.body.contains("没有这一页"), "{target}");
    }
    for target in ["/..\\secret.txt", "/%00", "/%zz", "http://evil.example/"] {
        assert_eq!(site.get(target).status(), 400, "{target}");
    }
}

#[test]
fn a_folder_without_its_slash_moves_to_its_page() {
    let site = Site::start("甲", "/");
    let answer = site.get("/cities/chongqing?x=1");
    assert_eq!((answer.status(), answer.header("Location")), (301, Some("/cities/chongqing/?x=1")));
    assert!(site.get("/cities/chongqing/?x=1").body.contains("重庆"));
}

#[test]
fn a_site_in_a_folder_is_found_from_the_root() {
    let site = Site::start("甲", "/folder/");
    assert!(site.url.ends_with("/folder/"), "{}", site.url);
    let answer = site.get("/");
    assert_eq!((answer.status(), answer.header("Location")), (302, Some("/folder/")));
    assert!(site.get("/folder/").body.contains("甲"));
    assert!(site.get("/folder/en/none").body.contains("no such page"));
    assert_eq!(site.get("/all.txt").status(), 404);
}

#[test]
fn each_locale_says_in_its_language_that_a_page_is_missing() {
    let site = Site::start("甲", "/");
    for (target, text) in [("/none/", "没有这一页"), ("/en/none/", "no such page"), ("/en", "no such page")]
    {
        let answer = site.get(target);
        assert_eq!(answer.status(), 404, "{target}");
        assert!(answer.body.contains(text), "{target}");
    }
}

#[test]
fn head_is_get_without_the_body_and_nothing_else_is_taken() {
    let site = Site::start("甲", "/");
    let (get, head) = (site.get("/"), site.ask("HEAD", "/", "localhost"));
    assert_eq!((head.status(), head.body.as_str()), (200, ""));
    assert_eq!(head.header("Content-Length"), get.header("Content-Length"));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"] {
        let answer = site.ask(method, "/", "localhost");
        assert_eq!((answer.status(), answer.header("Allow")), (405, Some("GET, HEAD")), "{method}");
    }
}

#[test]
fn a_change_reaches_the_open_page() {
    let site = Site::start("甲", "/");
    let mut states = site.states();
    let first = states.next();
    let page = site.get("/").body;
    let script =
        format!("reload.js?build={}\" defer></script></body>", first["build"].as_str().unwrap_or("?"));
    assert!(page.contains(&script), "{page}");
    site.write("content/a.md", "乙");
    let second = states.next();
    assert_ne!(first["build"], second["build"]);
    assert!(site.get("/").body.contains("乙"));
}

#[test]
fn broken_content_keeps_the_last_good_site_and_says_why() {
    let site = Site::start("甲", "/");
    let mut states = site.states();
    let first = states.next();
    site.write("content/a.md", "BROKEN");
    let broken = states.next();
    assert_eq!(broken["build"], first["build"]);
    assert_eq!(broken["total"], 1);
    assert!(broken["zh"][0].as_str().is_some_and(|line| line.contains("<script>")), "{broken}");
    site.wait_for_broken();
    let page = site.get("/");
    assert!(page.status() == 200 && page.body.contains("甲"), "{}", page.body);
    site.write("content/a.md", "甲");
    let mended = states.next();
    assert_eq!((&mended["build"], &mended["total"]), (&first["build"], &serde_json::json!(0)));
}

#[test]
fn a_site_that_begins_broken_appears_once_it_is_mended() {
    let site = Site::start("BROKEN", "/");
    let page = site.get("/cities/");
    assert_eq!(page.status(), 503);
    assert!(page.body.contains("网站还没有生成出来") && page.body.contains("There is no site yet"));
    assert!(page.body.contains("&lt;script&gt;alert(1)") && !page.body.contains("<script>"), "{}", page.body);
    let mut states = site.states();
    let broken = states.next();
    site.write("content/a.md", "甲");
    assert_ne!(states.next()["build"], broken["build"]);
    assert!(site.get("/").body.contains("甲"));
}

#[test]
fn folders_and_files_that_appear_later_are_watched() {
    let site = Site::start("甲", "/");
    fs::create_dir_all(site.room.path().join("templates/new")).expect("made");
    site.write("templates/new/x.html", "1");
    site.wait_until_all_is("甲|1|");
    site.write("templates/new/x.html", "2");
    site.wait_until_all_is("甲|2|");
    site.write("site.toml", "t");
    site.wait_until_all_is("甲|2|t");
    fs::remove_dir_all(site.room.path().join("templates")).expect("removed");
    site.wait_until_all_is("甲||t");
    fs::create_dir_all(site.room.path().join("templates/new")).expect("made");
    site.write("templates/new/x.html", "3");
    site.wait_until_all_is("甲|3|t");
    site.write("templates/new/x.html", "4");
    site.wait_until_all_is("甲|4|t");
}

#[test]
fn a_folder_that_was_put_aside_is_no_longer_the_site() {
    let site = Site::start("甲", "/");
    let path = |name: &str| site.room.path().join(name);
    fs::rename(path("content"), path("aside")).expect("renamed");
    fs::create_dir(path("content")).expect("made");
    site.write("content/a.md", "乙");
    site.wait_until_all_is("乙||");
    site.write("aside/b.md", "x");
    site.write("content/a.md", "丙");
    let changed = site.wait_for(|event| match event {
        ServeEvent::Changed(paths) => Some(paths.clone()),
        _ => None,
    });
    assert_eq!(changed, [Path::new("content/a.md")]);
}

#[test]
fn a_file_that_is_renamed_into_place_counts_and_what_is_beside_the_site_does_not() {
    let site = Site::start("甲", "/");
    for folder in [".git", "public"] {
        fs::create_dir(site.room.path().join(folder)).expect("made");
    }
    for path in [".git/HEAD", "public/index.html", "content/.a.md.swp", "content/a.md~", "content/4913"] {
        site.write(path, "x");
    }
    site.write("content/a.md.tmp", "乙");
    fs::rename(site.room.path().join("content/a.md.tmp"), site.room.path().join("content/a.md"))
        .expect("renamed");
    let changed = site.wait_for(|event| match event {
        ServeEvent::Changed(paths) => Some(paths.clone()),
        _ => None,
    });
    assert_eq!(changed, [Path::new("content/a.md")]);
    site.wait_until_all_is("乙||");
    assert_eq!(site.builds.count.load(Ordering::SeqCst), 2);
}

#[test]
fn rapid_saves_build_one_at_a_time_and_end_with_the_last() {
    let site = Site::start("甲", "/");
    let mut states = site.states();
    states.next();
    for round in 0..200 {
        site.write("content/a.md", &round.to_string());
    }
    site.wait_until_all_is("199||");
    assert_eq!(site.builds.most_at_once.load(Ordering::SeqCst), 1);
    let count = site.builds.count.load(Ordering::SeqCst);
    assert!(count < 100, "{count} builds for 200 saves in a row");
}

#[test]
fn open_pages_do_not_hold_up_others() {
    let site = Site::start("甲", "/");
    // More pages than are told of builds: the first ones give way, which they see from the end of their stream.
    let mut pages: Vec<_> = (0..40)
        .map(|_| {
            let mut states = site.states();
            states.next();
            states
        })
        .collect();
    assert!(site.get("/").body.contains("甲"));
    let mut rest = String::new();
    assert!(pages[0].0.read_to_string(&mut rest).is_ok(), "the stream ends in time");
    site.write("content/a.md", "乙");
    pages[39].next();
}

#[test]
fn connections_that_never_ask_hold_nobody_up() {
    let site = Site::start("甲", "/");
    let idle: Vec<_> = (0..20).map(|_| site.connect()).collect();
    assert!(site.get("/").body.contains("甲"));
    drop(idle);
}

#[test]
fn a_body_nobody_asked_for_is_refused_with_an_answer() {
    let site = Site::start("甲", "/");
    let mut stream = site.connect();
    let head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000\r\n\r\n";
    stream.write_all(head.as_bytes()).expect("sent");
    stream.write_all(&[b'x'; 300_000]).expect("sent");
    stream.shutdown(Shutdown::Write).expect("ended");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answered");
    assert!(answer.starts_with("HTTP/1.1 405 "), "{answer}");
}

#[test]
fn a_port_in_use_is_a_finding() {
    let site = Site::start("甲", "/");
    let options = ServeOptions {
        root: site.room.path().to_path_buf(),
        port: site.port,
        open: false,
        base_path: "/".to_owned(),
        not_found: Vec::new(),
    };
    let finding = serve(&options, &Built::default, &|_| ()).expect_err("the port is taken");
    assert_eq!(finding.code, "port-taken");
}

#[test]
fn a_folder_that_cannot_be_watched_is_served_all_the_same() {
    let room = tempfile::tempdir().expect("a temporary folder");
    let options = ServeOptions {
        root: room.path().join("absent"),
        port: 0,
        open: false,
        base_path: "/".to_owned(),
        not_found: Vec::new(),
    };
    let (sender, events) = mpsc::channel();
    thread::spawn(move || {
        let tell = |event| drop(sender.send(event));
        serve(&options, &|| build_site(Path::new("")), &tell)
    });
    let next = || events.recv_timeout(DEADLINE).expect("an event in time");
    assert!(matches!(next(), ServeEvent::Notice(finding) if finding.code == "watch"));
    assert!(matches!(next(), ServeEvent::Rebuilt { pages: 4, .. }));
    assert!(matches!(next(), ServeEvent::Listening(_)));
}
