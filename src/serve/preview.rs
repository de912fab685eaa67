//! The site as it is served now, and the browsers that wait for the next one.
//!
//! Results of builds in; snapshots and states out, to any number of threads. A failed build never takes the
//! last good site away. Knows neither HTTP nor files on disk.

use std::collections::VecDeque;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::address::{Files, Layout};
use super::reload::State;
use crate::diag::Diagnostics;

/// How many browser pages are told of builds at once; the oldest gives way to the next.
const LISTENERS: usize = 32;

/// The site and its state at one moment.
#[derive(Debug)]
pub(super) struct Snapshot {
    /// The last good site; `None` before the first.
    pub(super) files: Option<Arc<Files>>,
    /// What the pages are told.
    pub(super) state: State,
}

/// The changing site, shared by the threads that serve it.
#[derive(Debug)]
pub(super) struct Preview {
    /// Where the site lives on the server.
    pub(super) layout: Layout,
    run: u32,
    builds: Mutex<u64>,
    current: RwLock<Arc<Snapshot>>,
    listeners: Mutex<VecDeque<Sender<Arc<str>>>>,
}

impl Preview {
    /// Nothing is built yet; `run` tells this server from the one that used the port before.
    pub(super) fn new(layout: Layout, run: u32) -> Self {
        let state = State::new(format!("{run}-0"), &Diagnostics::new());
        Preview {
            layout,
            run,
            builds: Mutex::new(0),
            current: RwLock::new(Arc::new(Snapshot { files: None, state })),
            listeners: Mutex::new(VecDeque::new()),
        }
    }

    /// What is served at this moment.
    pub(super) fn current(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts a new site in the place of the old one; pages reload unless the two are equal.
    pub(super) fn replace(&self, files: Files) {
        let before = self.current();
        let (build, files) = match &before.files {
            Some(old) if **old == files => (before.state.build.clone(), Arc::clone(old)),
            _ => (self.next_build(), Arc::new(files)),
        };
        let state = State::new(build, &Diagnostics::new());
        self.publish(Snapshot { files: Some(files), state });
    }

    /// Keeps the site and tells its pages why the last build failed.
    pub(super) fn keep(&self, findings: &Diagnostics) {
        let before = self.current();
        let files = before.files.clone();
        // Without a site, the page that lists the findings is what has to be loaded again.
        let build = match &files {
            Some(_) => before.state.build.clone(),
            None => self.next_build(),
        };
        self.publish(Snapshot { files, state: State::new(build, findings) });
    }

    /// The state now and every later one. The channel closes when newer listeners need the room.
    pub(super) fn listen(&self) -> Receiver<Arc<str>> {
        let (sender, states) = mpsc::channel();
        let mut listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        while listeners.len() >= LISTENERS {
            listeners.pop_front();
        }
        // The receiver lives until the end of this function at least.
        if sender.send(self.current().state.frame()).is_ok() {
            listeners.push_back(sender);
        }
        states
    }

    fn next_build(&self) -> String {
        let mut builds = self.builds.lock().unwrap_or_else(PoisonError::into_inner);
        *builds += 1;
        format!("{}-{builds}", self.run)
    }

    fn publish(&self, snapshot: Snapshot) {
        let frame = snapshot.state.frame();
        // Held while the site changes, so that a new listener misses no state and gets none out of order.
        let mut listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
        listeners.retain(|listener| listener.send(Arc::clone(&frame)).is_ok());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostic;

    fn site(text: &str) -> Files {
        Files::from([("index.html".to_owned(), text.as_bytes().to_vec())])
    }

    fn preview() -> Preview {
        Preview::new(Layout::new("/", &[]), 7)
    }

    #[test]
    fn only_a_site_that_differs_makes_pages_reload() {
        let preview = preview();
        let builds = ["a", "a", "b"].map(|text| {
            preview.replace(site(text));
            preview.current().state.build.clone()
        });
        assert_eq!(builds, ["7-1", "7-1", "7-2"]);
    }

    #[test]
    fn a_failed_build_keeps_the_site_and_tells_its_findings() {
        let preview = preview();
        preview.replace(site("a"));
        let states = preview.listen();
        preview.keep(&Diagnostic::new("watch").into());
        assert_eq!(preview.current().files.as_deref(), Some(&site("a")));
        let told: Vec<_> = states.try_iter().collect();
        assert_eq!(told.len(), 2);
        assert!(told[0].contains("\"build\":\"7-1\",\"total\":0"), "{}", told[0]);
        assert!(told[1].contains("\"build\":\"7-1\",\"total\":1"), "{}", told[1]);
    }

    #[test]
    fn without_a_site_each_failed_build_is_a_new_page() {
        let preview = preview();
        preview.keep(&Diagnostic::new("watch").into());
        preview.keep(&Diagnostic::new("watch").into());
        assert_eq!(preview.current().state.build, "7-2");
    }

    #[test]
    fn the_oldest_listener_gives_way() {
        let preview = preview();
        let all: Vec<_> = (0..=LISTENERS).map(|_| preview.listen()).collect();
        preview.replace(site("a"));
        let told: Vec<_> = all.iter().map(|states| states.try_iter().count()).collect();
        assert_eq!((told[0], told[1], told[LISTENERS]), (1, 2, 2));
    }
}
