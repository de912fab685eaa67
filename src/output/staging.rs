//! A site written beside its place and swapped in whole, so that a failed or killed build leaves the old one.
//!
//! The site that was swapped out is kept, hidden, as the start of the next one: files whose bytes are the
//! same stay as they are, all others are written anew and never changed in place, since somebody may still
//! be reading them.

use std::collections::HashSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::Output;
use crate::diag::Diagnostic;
use crate::fsio;

/// Says that fanzha made a folder and may replace it.
const MARKER: &str = ".fanzha-site";

/// The hidden folder beside the output: the site in the making, and the lock.
const ROOM: &str = ".fanzha";

/// What a room holds so that version control and backups pass over it (CACHEDIR.TAG: bford.info/cachedir).
const ROOM_FILES: &[(&str, &str)] =
    &[(".gitignore", "*\n"), ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n")];

/// How many files may wait to be written, so that a slow disk can't fill the memory.
const WAITING: usize = 256;

/// How much was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Size {
    /// Number of files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

/// A folder in the making.
///
/// One thread writes: several would wait for each other at the locks of the folders they share.
#[derive(Debug)]
pub struct Staging {
    target: PathBuf,
    folder: PathBuf,
    // Held until the staging ends; the system frees it when the process dies.
    _lock: File,
    paths: Mutex<HashSet<String>>,
    files: SyncSender<(String, Vec<u8>)>,
    writer: JoinHandle<Result<Size, Diagnostic>>,
}

impl Staging {
    /// Begins a site that will stand at `target`; `root` is the site's own folder.
    ///
    /// Refuses a target that fanzha didn't make, one that holds the site's sources, and one that another
    /// build is writing. `clean` starts from nothing instead of the files of an earlier build.
    pub fn begin(target: &Path, root: &Path, clean: bool) -> Result<Self, Diagnostic> {
        let target = fsio::absolute(target)?;
        refuse_sources(&target, root)?;
        refuse_foreign(&target)?;
        let parent = target.parent().map_or_else(|| PathBuf::from("/"), Path::to_path_buf);
        let room = parent.join(ROOM);
        fsio::create_folder(&room)?;
        for (name, text) in ROOM_FILES {
            fsio::write_new(&room.join(name), text.as_bytes())?;
        }
        let name = target.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let Some(lock) = fsio::lock(&room.join(format!("{name}.lock")))? else {
            return Err(Diagnostic::new("output-busy").with("path", target.display().to_string()));
        };
        let folder = room.join(format!("{name}.next"));
        if clean {
            fsio::remove_tree(&folder)?;
        }
        fsio::create_folder(&folder)?;
        fsio::put_file(&folder.join(MARKER), b"")?;
        let (files, waiting) = sync_channel(WAITING);
        let own_folder = folder.clone();
        let writer = thread::spawn(move || write_all(&own_folder, &waiting));
        Ok(Staging { target, folder, _lock: lock, paths: Mutex::default(), files, writer })
    }

    /// Puts the finished site in its place; the one before becomes the start of the next.
    ///
    /// Where a file couldn't be written, the site that stood there stays.
    pub fn publish(self) -> Result<Size, Diagnostic> {
        drop(self.files);
        let size = self.writer.join().unwrap_or_else(|_| {
            let shown = self.folder.display().to_string();
            Err(Diagnostic::new("io-write").with("path", shown).with("reason", "the writer stopped"))
        })?;
        let mut paths = self.paths.into_inner().unwrap_or_else(PoisonError::into_inner);
        paths.insert(MARKER.to_owned());
        fsio::keep_only(&self.folder, &|path| paths.contains(path))?;
        fsio::exchange_folders(&self.folder, &self.target)?;
        Ok(size)
    }

    /// Gives the site up; the one that stood there stays.
    pub fn discard(self) {
        drop(self.files);
        // Whatever the writer failed at is written anew by the next build.
        let _ = self.writer.join();
    }
}

impl Output for Staging {
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), Diagnostic> {
        let is_new = self.paths.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        if !is_new {
            return Err(Diagnostic::new("duplicate-url").with("path", format!("/{path}")));
        }
        // The writer stops at its first failure, which `publish` tells.
        let _ = self.files.send((path.to_owned(), bytes));
        Ok(())
    }
}

/// Writes files as they come, where their bytes aren't there already; each folder is made once.
fn write_all(folder: &Path, files: &Receiver<(String, Vec<u8>)>) -> Result<Size, Diagnostic> {
    let mut size = Size::default();
    let mut folders: HashSet<PathBuf> = HashSet::new();
    for (path, bytes) in files {
        let file = folder.join(path);
        if let Some(parent) = file.parent().filter(|parent| !folders.contains(*parent)) {
            fsio::put_folder(parent, folder)?;
            folders.insert(parent.to_path_buf());
        }
        fsio::put_file(&file, &bytes)?;
        size.files += 1;
        size.bytes += bytes.len() as u64;
    }
    Ok(size)
}

fn refuse_sources(target: &Path, root: &Path) -> Result<(), Diagnostic> {
    let root = fsio::absolute(root)?;
    let content = root.join("content");
    if root.starts_with(target) || target.starts_with(&content) || target == content {
        return Err(Diagnostic::new("output-holds-site").with("path", target.display().to_string()));
    }
    Ok(())
}

fn refuse_foreign(target: &Path) -> Result<(), Diagnostic> {
    if !fsio::exists(target) {
        return Ok(());
    }
    let ours =
        fsio::is_folder(target) && (fsio::exists(&target.join(MARKER)) || fsio::is_empty_folder(target)?);
    if ours {
        Ok(())
    } else {
        Err(Diagnostic::new("output-not-ours").with("path", target.display().to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room() -> tempfile::TempDir {
        tempfile::tempdir().expect("a temporary folder")
    }

    fn begin(target: &Path, root: &Path) -> Staging {
        Staging::begin(target, root, false).expect("begun")
    }

    fn publish(target: &Path, root: &Path, files: &[(&str, &str)]) {
        let staging = begin(target, root);
        for (path, text) in files {
            staging.put(path, text.as_bytes().to_vec()).expect("put");
        }
        staging.publish().expect("published");
    }

    #[test]
    fn a_folder_that_fanzha_did_not_make_is_refused() {
        let room = room();
        let target = room.path().join("public");
        fsio::create_folder(&target).expect("made");
        fsio::write(&target.join("thesis.doc"), b"x").expect("written");
        let fault = Staging::begin(&target, &room.path().join("site"), false).expect_err("refused");
        assert_eq!(fault.code, "output-not-ours");
    }

    #[test]
    fn the_sites_own_folder_is_refused() {
        let room = room();
        for target in [room.path().to_path_buf(), room.path().join("content/public")] {
            let fault = Staging::begin(&target, room.path(), false).expect_err("refused");
            assert_eq!(fault.code, "output-holds-site");
        }
    }

    #[test]
    fn a_discarded_build_leaves_the_site_before() {
        let room = room();
        let (target, root) = (room.path().join("public"), room.path().join("site"));
        publish(&target, &root, &[("a/index.html", "1")]);
        let second = begin(&target, &root);
        second.put("a/index.html", b"2".to_vec()).expect("put");
        second.discard();
        assert_eq!(fsio::read_bytes(&target.join("a/index.html")).expect("read"), b"1");
    }

    #[test]
    fn a_file_that_cannot_be_written_leaves_the_site_before() {
        let room = room();
        let (target, root) = (room.path().join("public"), room.path().join("site"));
        publish(&target, &root, &[("a", "1")]);
        let second = begin(&target, &root);
        let endless = "a".repeat(5000);
        second.put(&endless, b"2".to_vec()).expect("put");
        assert_eq!(second.publish().expect_err("not written").code, "io-write");
        assert_eq!(fsio::read_bytes(&target.join("a")).expect("read"), b"1");
    }

    #[test]
    fn what_the_site_no_longer_has_is_gone_after_the_next_builds() {
        let room = room();
        let (target, root) = (room.path().join("public"), room.path().join("site"));
        publish(&target, &root, &[("old/index.html", "1"), ("page", "1"), ("turns/into", "a folder")]);
        publish(&target, &root, &[("page/index.html", "2"), ("turns", "a file")]);
        for _ in 0..2 {
            publish(&target, &root, &[("page/index.html", "3"), ("turns", "a file")]);
            assert!(!fsio::exists(&target.join("old")));
            assert_eq!(fsio::read_bytes(&target.join("page/index.html")).expect("read"), b"3");
            assert_eq!(fsio::read_bytes(&target.join("turns")).expect("read"), b"a file");
        }
    }

    #[test]
    fn a_file_that_somebody_reads_is_never_changed_under_them() {
        use std::io::Read;
        let room = room();
        let (target, root) = (room.path().join("public"), room.path().join("site"));
        publish(&target, &root, &[("page", "1")]);
        let mut reader = File::open(target.join("page")).expect("open");
        publish(&target, &root, &[("page", "2")]);
        publish(&target, &root, &[("page", "3")]);
        let mut text = String::new();
        reader.read_to_string(&mut text).expect("read");
        assert_eq!(text, "1");
    }

    #[test]
    fn two_files_at_one_path_are_a_fault() {
        let room = room();
        let staging = begin(&room.path().join("public"), &room.path().join("site"));
        staging.put("a.txt", Vec::new()).expect("put");
        assert_eq!(staging.put("a.txt", Vec::new()).expect_err("twice").code, "duplicate-url");
    }

    #[test]
    fn two_builds_never_write_at_once() {
        let room = room();
        let (target, root) = (room.path().join("public"), room.path().join("site"));
        let _first = begin(&target, &root);
        assert_eq!(Staging::begin(&target, &root, false).expect_err("busy").code, "output-busy");
    }
}
