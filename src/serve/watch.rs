//! Learns which files of the site's sources change.
//!
//! The site's root in; paths below it out. What no page is made of is passed over: hidden files, editors'
//! temporary files, the output folder, and files that are merely read. Starts no builds.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, MetadataKind, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Signal;
use crate::diag::Diagnostic;
use crate::fsio;

/// The folders below the root that a site is made of.
const FOLDERS: &[&str] = &["content", "templates", "themes"];

/// The files in the root that a site is made of.
const FILES: &[&str] = &["site.toml"];

/// How the names end that editors and browsers give to files they haven't finished.
const UNFINISHED: &[&str] =
    &["~", ".bak", ".crdownload", ".part", ".swo", ".swp", ".swx", ".tmp", "___jb_old___", "___jb_tmp___"];

/// Watches one site; dropping it ends that.
pub(super) struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
}

impl Watch {
    /// Begins to send a signal for each event below `root` that may be a change.
    pub(super) fn start(root: &Path, signals: Sender<Signal>) -> Result<Self, Diagnostic> {
        let failed = |reason: String| {
            Diagnostic::new("watch").with("path", root.display().to_string()).with("reason", reason)
        };
        // The system reports real paths, which the root must be a part of.
        let root = root.canonicalize().map_err(|error| failed(error.to_string()))?;
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.as_ref().map_or(true, |event| is_change(&event.kind)) {
                // Where nobody listens any more, the preview is over.
                let _ = signals.send(Signal::Files(event));
            }
        });
        let watcher = watcher.map_err(|error| failed(error.to_string()))?;
        let mut watch = Watch { root, watcher };
        // The root itself, not what is below it: folders of the site may appear later.
        let root = watch.root.clone();
        watch.add(&root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            watch.renew(folder)?;
        }
        Ok(watch)
    }

    /// The paths below the root that an event says have changed; an empty one stands for any number.
    pub(super) fn changed(&self, event: &Event) -> BTreeSet<PathBuf> {
        if event.need_rescan() {
            return BTreeSet::from([PathBuf::new()]);
        }
        let paths = event.paths.iter().filter_map(|path| path.strip_prefix(&self.root).ok());
        paths.filter(|path| is_source(path)).map(Path::to_path_buf).collect()
    }

    /// Watches from now on the folders of the site that came, or came anew, with an event.
    pub(super) fn follow(&mut self, event: &Event) -> Result<(), Diagnostic> {
        let may_be_new = matches!(
            event.kind,
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
        );
        for folder in FOLDERS {
            let path = self.root.join(folder);
            // Where events were lost, new folders may be among them.
            if event.need_rescan() || may_be_new && event.paths.contains(&path) {
                self.renew(folder)?;
            }
        }
        Ok(())
    }

    /// Watches a folder of the site if it is there, and no longer the one that had its name before.
    fn renew(&mut self, folder: &str) -> Result<(), Diagnostic> {
        let path = self.root.join(folder);
        // An error means that it wasn't watched.
        let _ = self.watcher.unwatch(&path);
        if fsio::is_folder(&path) { self.add(&path, RecursiveMode::Recursive) } else { Ok(()) }
    }

    fn add(&mut self, path: &Path, mode: RecursiveMode) -> Result<(), Diagnostic> {
        self.watcher.watch(path, mode).map_err(|error| {
            let finding = Diagnostic::new("watch").with("path", path.display().to_string());
            finding.with("reason", error.to_string())
        })
    }
}

/// Whether an event may be a change. A build reads every file, which must not start the next build.
fn is_change(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)) => false,
        _ => true,
    }
}

/// Whether the site is made of what stands at this path below the root.
fn is_source(path: &Path) -> bool {
    let mut names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    let Some(first) = names.next() else {
        return false;
    };
    let is_file_of_root = FILES.contains(&&*first) && path.components().count() == 1;
    is_file_of_root || FOLDERS.contains(&&*first) && !names.any(|name| is_passed_over(&name))
}

/// Hidden files and those that editors make on the way; vim tries a folder with a file named `4913`.
fn is_passed_over(name: &str) -> bool {
    name.starts_with(['.', '#']) || name == "4913" || UNFINISHED.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_told_from_what_is_beside_them() {
        let sources =
            ["site.toml", "content", "content/articles/2025/a.md", "themes/default/a.css", "templates/x"];
        for path in sources {
            assert!(is_source(Path::new(path)), "{path}");
        }
        let others = [
            "",
            "public",
            "public/index.html",
            ".git/HEAD",
            "target/x",
            "notes.md",
            "site.toml/x",
            "content/.a.md.swp",
            "content/a.md~",
            "content/.git/x",
            "content/#a.md#",
            "content/4913",
            "content/a.md.tmp",
            "content/a.md___jb_tmp___",
            "public.new/site.toml",
        ];
        for path in others {
            assert!(!is_source(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn reading_a_file_is_no_change() {
        assert!(!is_change(&EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert!(!is_change(&EventKind::Access(AccessKind::Close(AccessMode::Read))));
        assert!(is_change(&EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(is_change(&EventKind::Modify(ModifyKind::Any)));
    }
}
