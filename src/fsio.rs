//! The only caller of `std::fs`: reads and writes files, and every failure names its path.
//!
//! Paths in, bytes or findings out. Decides nothing about what the files mean.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use crate::diag::Diagnostic;
use crate::text::{Source, Span};

/// A failure of the machine, told as a finding.
fn failed(code: &'static str, path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(code).with("path", path.display().to_string()).with("reason", error.to_string())
}

/// The bytes of a file.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    fs::read(path).map_err(|error| failed("io-read", path, &error))
}

/// A UTF-8 text; `name` is what people are shown.
///
/// A file that isn't UTF-8 is the content's fault, with the line where it stops being so.
pub fn read_source(path: &Path, name: &str) -> Result<Arc<Source>, Diagnostic> {
    match String::from_utf8(read_bytes(path)?) {
        Ok(text) => Ok(Arc::new(Source::new(name, text))),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let source = Arc::new(Source::new(name, text));
            Err(Diagnostic::new("not-utf8").at(&source, Span::new(valid, valid)))
        }
    }
}

/// Whether anything stands at a path.
pub fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether a path is a folder.
pub fn is_folder(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| data.is_dir())
}

/// Whether a folder holds nothing.
pub fn is_empty_folder(path: &Path) -> Result<bool, Diagnostic> {
    let mut entries = fs::read_dir(path).map_err(|error| failed("io-read", path, &error))?;
    Ok(entries.next().is_none())
}

/// Every file below a folder, sorted by path; hidden files and folders are left out.
///
/// An absent folder has no files.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    if !exists(folder) {
        return Ok(Vec::new());
    }
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible)
    {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_path_buf();
            let reason = error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of links"));
            failed("io-read", &path, &reason)
        })?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// Makes a folder and those above it.
pub fn create_folder(path: &Path) -> Result<(), Diagnostic> {
    fs::create_dir_all(path).map_err(|error| failed("io-write", path, &error))
}

/// Writes a file; its folder must be there.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    fs::write(path, bytes).map_err(|error| failed("io-write", path, &error))
}

/// Writes a file that must not be there yet. `Ok(false)` where it is.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<bool, Diagnostic> {
    use io::Write;
    match fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => {
            file.write_all(bytes).map_err(|error| failed("io-write", path, &error))?;
            Ok(true)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(failed("io-write", path, &error)),
    }
}

/// Puts new bytes in the place of a file in one step: a reader, or a machine that stops, finds the old
/// file or the new one. Links are followed, permissions kept.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let told = |error: io::Error| failed("io-write", path, &error);
    let target = absolute(path)?;
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = target.with_file_name(format!(".{name}.fanzha-{}", std::process::id()));
    let written = fs::write(&beside, bytes)
        .and_then(|()| fs::metadata(&target))
        .and_then(|data| fs::set_permissions(&beside, data.permissions()))
        .and_then(|()| fs::rename(&beside, &target));
    if written.is_err() {
        // It holds nothing that isn't in memory, and may not even be there.
        let _ = fs::remove_file(&beside);
    }
    written.map_err(told)
}

/// Removes a folder with everything in it; an absent one is no failure.
pub fn remove_folder(path: &Path) -> Result<(), Diagnostic> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed("io-write", path, &error)),
        _ => Ok(()),
    }
}

/// Removes a folder with everything in it, its larger parts at the same time.
pub fn remove_tree(path: &Path) -> Result<(), Diagnostic> {
    use rayon::prelude::*;
    let below = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
            .map(|entry| entry.path())
            .collect()
    };
    let parts: Vec<PathBuf> = below(path).iter().flat_map(|folder| below(folder)).collect();
    parts.par_iter().try_for_each(|part| remove_folder(part))?;
    remove_folder(path)
}

/// The path from the root of the file system; the part that exists has its links resolved.
pub fn absolute(path: &Path) -> Result<PathBuf, Diagnostic> {
    let whole = std::path::absolute(path).map_err(|error| failed("io-read", path, &error))?;
    let mut missing = Vec::new();
    let mut existing = whole.as_path();
    loop {
        if let Ok(resolved) = fs::canonicalize(existing) {
            return Ok(missing.iter().rev().fold(resolved, |path, part| path.join(part)));
        }
        match (existing.parent(), existing.file_name()) {
            (Some(parent), Some(name)) => {
                missing.push(name.to_owned());
                existing = parent;
            }
            _ => return Ok(whole),
        }
    }
}

/// Takes the lock that a file stands for; `None` where another process holds it.
///
/// The system frees the lock of a process that dies.
pub fn lock(path: &Path) -> Result<Option<fs::File>, Diagnostic> {
    let file = fs::OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(|error| failed("io-write", path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(failed("io-write", path, &error)),
    }
}

/// Makes sure that a file holds these bytes, without changing a file that somebody may be reading:
/// one with the same bytes stays, anything else at the path is removed first.
pub fn put_file(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    match fs::read(path) {
        Ok(found) if found == bytes => return Ok(()),
        Ok(_) => fs::remove_file(path).map_err(|error| failed("io-write", path, &error))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(_) if is_folder(path) => remove_folder(path)?,
        Err(error) => return Err(failed("io-write", path, &error)),
    }
    write(path, bytes)
}

/// Makes sure that a folder below `root` is there: a file in its way is removed.
pub fn put_folder(path: &Path, root: &Path) -> Result<(), Diagnostic> {
    if fs::create_dir_all(path).is_ok() {
        return Ok(());
    }
    for part in path.ancestors().take_while(|part| part.starts_with(root) && *part != root) {
        if exists(part) && !is_folder(part) {
            fs::remove_file(part).map_err(|error| failed("io-write", part, &error))?;
        }
    }
    create_folder(path)
}

/// Removes every file below `root` that `wanted` doesn't name by its path below it, and emptied folders.
pub fn keep_only(root: &Path, wanted: &dyn Fn(&str) -> bool) -> Result<(), Diagnostic> {
    for entry in WalkDir::new(root).min_depth(1).contents_first(true) {
        let Ok(entry) = entry else { continue };
        let path = entry.path();
        let removed = if entry.file_type().is_dir() {
            // Only an empty folder can be removed; the others are wanted.
            let _ = fs::remove_dir(path);
            Ok(())
        } else if wanted(&shown_path(path, root)) {
            Ok(())
        } else {
            fs::remove_file(path)
        };
        removed.map_err(|error| failed("io-write", path, &error))?;
    }
    Ok(())
}

/// Puts the folder `new` in the place of `current` in one step, so that no reader meets half of either.
///
/// Afterwards `new` is what `current` was, or absent where there was none. Where the system can't
/// exchange two names at once, two renames follow each other: then for an instant nothing stands at `current`,
/// but never half a folder.
pub fn exchange_folders(new: &Path, current: &Path) -> Result<(), Diagnostic> {
    let rename =
        |from: &Path, to: &Path| fs::rename(from, to).map_err(|error| failed("io-write", to, &error));
    if !exists(current) {
        return rename(new, current);
    }
    if exchange_at_once(new, current) {
        return Ok(());
    }
    let aside = current.with_extension("fanzha-old");
    remove_folder(&aside)?;
    rename(current, &aside)?;
    if let Err(failure) = rename(new, current) {
        rename(&aside, current)?;
        return Err(failure);
    }
    rename(&aside, new)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange_at_once(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange_at_once(_: &Path, _: &Path) -> bool {
    false
}

/// The path below `root` with `/` between its parts, as people are shown it.
pub fn shown_path(path: &Path, root: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exchanging_folders_keeps_both_whole() {
        let room = tempfile::tempdir().expect("a temporary folder");
        let (new, current) = (room.path().join("new"), room.path().join("current"));
        for (folder, text) in [(&new, "n"), (&current, "c")] {
            create_folder(folder).expect("made");
            write(&folder.join("f"), text.as_bytes()).expect("written");
        }
        exchange_folders(&new, &current).expect("exchanged");
        assert_eq!(read_bytes(&current.join("f")).expect("read"), b"n");
        assert_eq!(read_bytes(&new.join("f")).expect("read"), b"c");
    }

    #[test]
    fn a_replaced_file_leaves_nothing_beside_it() {
        let room = tempfile::tempdir().expect("a temporary folder");
        let file = room.path().join("a.md");
        write(&file, b"old").expect("written");
        replace_file(&file, b"new").expect("replaced");
        assert_eq!(read_bytes(&file).expect("read"), b"new");
        assert_eq!(fs::read_dir(room.path()).expect("a folder").count(), 1);
        assert!(replace_file(&room.path().join("b.md"), b"new").is_err());
        assert_eq!(fs::read_dir(room.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn a_text_that_is_not_utf8_names_its_line() {
        let room = tempfile::tempdir().expect("a temporary folder");
        let file = room.path().join("gb.md");
        write(&file, b"ok\n\xd6\xd8\xc7\xec\n").expect("written");
        let finding = read_source(&file, "gb.md").expect_err("not UTF-8");
        assert_eq!(finding.code, "not-utf8");
        let at = finding.location.expect("a place");
        assert_eq!(at.source.position(at.span.start).line, 2);
    }
}
