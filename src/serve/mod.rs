//! Serves a site from memory on this machine and keeps it and the browser up to date with its sources.
//!
//! A function that builds the site in; HTTP on 127.0.0.1 out. One thread builds, so builds never overlap, and
//! a change during a build leads to another one, so the last state is always built. Writes nothing to disk and
//! prints nothing: what happens is told through events. Never changes the built bytes; pages get the reload
//! script as they are sent.

mod address;
mod content_type;
mod http;
mod preview;
mod reload;
mod server;
mod watch;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::diag::{Diagnostic, Diagnostics};
use address::Layout;
use preview::Preview;
use watch::Watch;

/// How long sources must stay untouched before a build begins: editors save in several steps.
const QUIET: Duration = Duration::from_millis(80);

/// How long a build waits for quiet at most, so that a file that is written without end can't hold it up.
const PATIENCE: Duration = Duration::from_secs(2);

/// What one build of the site gives.
#[derive(Debug, Default)]
pub struct Built {
    /// The files by their path, such as `cities/chongqing/index.html`; `None` when the content is broken.
    pub files: Option<BTreeMap<String, Vec<u8>>>,
    /// What was found: why there are no files, or warnings.
    pub diagnostics: Diagnostics,
}

/// What to serve and where.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The site's folder, whose sources are watched.
    pub root: PathBuf,
    /// The port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// Whether to open the site in the browser.
    pub open: bool,
    /// The path of the site's base URL, `/` or `/folder/`: the site is served under it, and `/` leads there.
    pub base_path: String,
    /// Which 404 page belongs to which part of the site: URL prefix below `base_path` (`/`, `/en/`) and
    /// file (`en/404.html`). The longest prefix that fits decides.
    pub not_found: Vec<(String, String)>,
}

/// What happens while a site is served, for people to read.
#[derive(Debug)]
pub enum ServeEvent {
    /// The site can be visited at this URL.
    Listening(String),
    /// These files changed, as paths below the root; an empty path stands for any number. A build follows.
    Changed(Vec<PathBuf>),
    /// A build gave a site, which is served from now on.
    Rebuilt {
        /// How long the build took.
        milliseconds: u128,
        /// How many HTML pages there are.
        pages: usize,
        /// Warnings.
        diagnostics: Diagnostics,
    },
    /// The content is broken; the last good site stays up.
    Broken(Diagnostics),
    /// Something else doesn't work, such as watching files, while the site is served all the same.
    Notice(Diagnostic),
}

/// What the thread that builds is told by the others.
#[derive(Debug)]
enum Signal {
    /// Something happened to files.
    Files(notify::Result<notify::Event>),
    /// No browser could be opened, for this reason.
    NotOpened(String),
    /// The server can't take requests any more, for this reason.
    Stopped(String),
}

/// Serves the site until the process is ended, building it at first and after each change.
///
/// `build` and `events` are called on the calling thread alone. Fails where the port can't be used or the
/// system refuses further connections; a broken content is no failure.
pub fn serve(
    options: &ServeOptions,
    build: &(dyn Fn() -> Built + Sync),
    events: &dyn Fn(ServeEvent),
) -> Result<(), Diagnostic> {
    let (listener, port) = server::bind(options.port)?;
    let (signals, inbox) = mpsc::channel();
    let layout = Layout::new(&options.base_path, &options.not_found);
    let url = format!("http://127.0.0.1:{port}{}", layout.base_path());
    // Watching begins before the first build, so that no change in between is lost.
    let watch = match Watch::start(&options.root, signals.clone()) {
        Ok(watch) => Some(watch),
        Err(finding) => {
            events(ServeEvent::Notice(finding));
            None
        }
    };
    let preview = Arc::new(Preview::new(layout, std::process::id()));
    let mut session = Session { url, preview, inbox, watch, build, events };
    session.rebuild();
    let stopped = |reason: String| {
        Diagnostic::new("serve-stopped").with("port", port.to_string()).with("reason", reason)
    };
    server::start(listener, &session.preview, &signals).map_err(|error| stopped(error.to_string()))?;
    events(ServeEvent::Listening(session.url.clone()));
    if options.open {
        open_browser(session.url.clone(), signals);
    }
    loop {
        let changed = session.next_change().map_err(stopped)?;
        events(ServeEvent::Changed(changed.into_iter().collect()));
        session.rebuild();
    }
}

/// Opens the browser from a thread of its own, since that may take its time.
fn open_browser(url: String, signals: Sender<Signal>) {
    let failure = signals.clone();
    let open = move || {
        if let Err(error) = opener::open_browser(&url) {
            // Where nobody listens any more, the preview is over.
            let _ = signals.send(Signal::NotOpened(error.to_string()));
        }
    };
    if let Err(error) = thread::Builder::new().spawn(open) {
        let _ = failure.send(Signal::NotOpened(error.to_string()));
    }
}

/// The thread that builds, with what it needs.
struct Session<'a> {
    url: String,
    preview: Arc<Preview>,
    inbox: Receiver<Signal>,
    watch: Option<Watch>,
    build: &'a (dyn Fn() -> Built + Sync),
    events: &'a dyn Fn(ServeEvent),
}

impl Session<'_> {
    /// Builds once and shows the result.
    fn rebuild(&self) {
        let began = Instant::now();
        let Built { files, diagnostics } = (self.build)();
        let Some(files) = files else {
            self.preview.keep(&diagnostics);
            (self.events)(ServeEvent::Broken(diagnostics));
            return;
        };
        let milliseconds = began.elapsed().as_millis();
        let pages = files.keys().filter(|path| path.ends_with(".html")).count();
        self.preview.replace(files);
        (self.events)(ServeEvent::Rebuilt { milliseconds, pages, diagnostics });
    }

    /// Waits for a change and for quiet after it; the paths that changed come back.
    ///
    /// An error says why requests aren't answered any more.
    fn next_change(&mut self) -> Result<BTreeSet<PathBuf>, String> {
        let mut changed = BTreeSet::new();
        while changed.is_empty() {
            let signal = self.inbox.recv().map_err(|error| error.to_string())?;
            changed = self.take(signal)?;
        }
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            match self.inbox.recv_timeout(QUIET) {
                Ok(signal) => changed.append(&mut self.take(signal)?),
                Err(RecvTimeoutError::Timeout) => break,
                Err(error @ RecvTimeoutError::Disconnected) => return Err(error.to_string()),
            }
        }
        Ok(changed)
    }

    /// The paths that a signal says have changed.
    fn take(&mut self, signal: Signal) -> Result<BTreeSet<PathBuf>, String> {
        match signal {
            Signal::Stopped(reason) => return Err(reason),
            Signal::NotOpened(reason) => {
                let finding = Diagnostic::new("open-browser").with("url", self.url.as_str());
                (self.events)(ServeEvent::Notice(finding.with("reason", reason)));
            }
            Signal::Files(Err(error)) => {
                let path = error.paths.first().map_or(String::new(), |path| path.display().to_string());
                let finding = Diagnostic::new("watch").with("path", path);
                (self.events)(ServeEvent::Notice(finding.with("reason", error.to_string())));
            }
            Signal::Files(Ok(event)) => {
                if let Some(watch) = &mut self.watch {
                    if let Err(finding) = watch.follow(&event) {
                        (self.events)(ServeEvent::Notice(finding));
                    }
                    return Ok(watch.changed(&event));
                }
            }
        }
        Ok(BTreeSet::new())
    }
}
