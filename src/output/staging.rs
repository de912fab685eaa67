//! A site written beside its place and swapped in whole, so that a failed or killed build leaves the old one.

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
const MARKER: &str = ".fanzha";

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
    lock: File,
    lock_path: PathBuf,
    paths: Mutex<HashSet<String>>,
    files: SyncSender<(String, Vec<u8>)>,
    writer: JoinHandle<Result<Size, Diagnostic>>,
}

impl Staging {
    /// Begins a site that will stand at `target`; `root` is the site's own folder.
    ///
    /// Refuses a target that fanzha didn't make, one that holds the site's sources, and one that another
    /// build is writing.
    pub fn begin(target: &Path, root: &Path) -> Result<Self, Diagnostic> {
        let target = fsio::absolute(target)?;
        refuse_sources(&target, root)?;
        refuse_foreign(&target)?;
        let parent = target.parent().map_or_else(|| PathBuf::from("/"), Path::to_path_buf);
        fsio::create_folder(&parent)?;
        let name = target.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let lock_path = parent.join(format!(".{name}.fanzha-lock"));
        let Some(lock) = fsio::lock(&lock_path)? else {
            return Err(Diagnostic::new("output-busy").with("path", target.display().to_string()));
        };
        let folder = parent.join(format!(".{name}.fanzha-new"));
        fsio::remove_tree(&folder)?;
        fsio::create_folder(&folder)?;
        fsio::write(&folder.join(MARKER), b"")?;
        let (files, waiting) = sync_channel(WAITING);
        let own_folder = folder.clone();
        let writer = thread::spawn(move || write_all(&own_folder, &waiting));
        Ok(Staging { target, folder, lock, lock_path, paths: Mutex::default(), files, writer })
    }

    /// Puts the finished site in its place and removes the one before.
    ///
    /// Where a file couldn't be written, the site that stood there stays.
    pub fn publish(self) -> Result<Size, Diagnostic> {
        drop(self.files);
        let written = self.writer.join().unwrap_or_else(|_| {
            let shown = self.folder.display().to_string();
            Err(Diagnostic::new("io-write").with("path", shown).with("reason", "the writer stopped"))
        });
        let published = written.and_then(|size| fsio::exchange_folders(&self.folder, &self.target).map(|()| size));
        let removed = fsio::remove_tree(&self.folder);
        fsio::unlock(self.lock, &self.lock_path);
        published.and_then(|size| removed.map(|()| size))
    }

    /// Removes what was written; the site that stood there stays.
    pub fn discard(self) -> Result<(), Diagnostic> {
        drop(self.files);
        // What it may have failed at is removed.
        let _ = self.writer.join();
        let removed = fsio::remove_tree(&self.folder);
        fsio::unlock(self.lock, &self.lock_path);
        removed
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

/// Writes files as they come, each folder made once.
fn write_all(folder: &Path, files: &Receiver<(String, Vec<u8>)>) -> Result<Size, Diagnostic> {
    let mut size = Size::default();
    let mut folders: HashSet<PathBuf> = HashSet::new();
    for (path, bytes) in files {
        let file = folder.join(path);
        if let Some(parent) = file.parent().filter(|parent| !folders.contains(*parent)) {
            fsio::create_folder(parent)?;
            folders.insert(parent.to_path_buf());
        }
        fsio::write(&file, &bytes)?;
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
    let ours = fsio::is_folder(target) && (fsio::exists(&target.join(MARKER)) || fsio::is_empty_folder(target)?);
    if ours { Ok(()) } else { Err(Diagnostic::new("output-not-ours").with("path", target.display().to_string())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room() -> tempfile::TempDir {
        tempfile::tempdir().expect("a temporary folder")
    }

    #[test]
    fn a_folder_that_fanzha_did_not_make_is_refused() {
        let room = room();
        let target = room.path().join("public");
        fsio::create_folder(&target).expect("made");
        fsio::write(&target.join("thesis.doc"), b"x").expect("written");
        let fault = Staging::begin(&target, &room.path().join("site")).expect_err("refused");
        assert_eq!(fault.code, "output-not-ours");
    }

    #[test]
    fn the_sites_own_folder_is_refused() {
        let room = room();
        for target in [room.path().to_path_buf(), room.path().join("content/public")] {
            let fault = Staging::begin(&target, room.path()).expect_err("refused");
            assert_eq!(fault.code, "output-holds-site");
        }
    }

    #[test]
    fn a_discarded_build_leaves_the_site_before() {
        let room = room();
        let (target, root) = (room.path().join("public"), room.path().join("site"));
        let first = Staging::begin(&target, &root).expect("begun");
        first.put("a/index.html", b"1".to_vec()).expect("put");
        first.publish().expect("published");
        let second = Staging::begin(&target, &root).expect("begun");
        second.put("a/index.html", b"2".to_vec()).expect("put");
        second.discard().expect("discarded");
        assert_eq!(fsio::read_bytes(&target.join("a/index.html")).expect("read"), b"1");
    }

    #[test]
    fn a_file_that_cannot_be_written_leaves_the_site_before() {
        let room = room();
        let (target, root) = (room.path().join("public"), room.path().join("site"));
        let first = Staging::begin(&target, &root).expect("begun");
        first.put("a", b"1".to_vec()).expect("put");
        first.publish().expect("published");
        let second = Staging::begin(&target, &root).expect("begun");
        second.put("a", b"2".to_vec()).expect("put");
        second.put("a/below-a-file", b"2".to_vec()).expect("put");
        assert_eq!(second.publish().expect_err("not written").code, "io-write");
        assert_eq!(fsio::read_bytes(&target.join("a")).expect("read"), b"1");
    }

    #[test]
    fn two_files_at_one_path_are_a_fault() {
        let room = room();
        let staging = Staging::begin(&room.path().join("public"), &room.path().join("site")).expect("begun");
        staging.put("a.txt", Vec::new()).expect("put");
        assert_eq!(staging.put("a.txt", Vec::new()).expect_err("twice").code, "duplicate-url");
    }

    #[test]
    fn two_builds_never_write_at_once() {
        let room = room();
        let (target, root) = (room.path().join("public"), room.path().join("site"));
        let _first = Staging::begin(&target, &root).expect("begun");
        assert_eq!(Staging::begin(&target, &root).expect_err("busy").code, "output-busy");
    }
}
