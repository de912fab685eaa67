//! What a command is given to read: a file, or standard input for `-`.
//!
//! A path in, bytes or a finding out. Decides nothing about what the bytes mean.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::fsio;
use crate::text::{Source, Span};

/// What standard input may hold, in bytes.
const MOST: u64 = 16 * 1024 * 1024;

/// Whether the path stands for standard input.
pub fn is_standard(file: &Path) -> bool {
    file == Path::new("-")
}

/// The name that people are shown, and the bytes.
pub fn bytes(file: &Path) -> Result<(String, Vec<u8>), Diagnostic> {
    if !is_standard(file) {
        return Ok((file.display().to_string(), fsio::read_bytes(file)?));
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MOST + 1).read_to_end(&mut bytes);
    read.map_err(|error| Diagnostic::new("io-read").with("path", "-").with("reason", error.to_string()))?;
    Ok(("-".to_owned(), bytes))
}

/// A UTF-8 text.
pub fn text(file: &Path) -> Result<Arc<Source>, Diagnostic> {
    if !is_standard(file) {
        return fsio::read_source(file, &file.display().to_string());
    }
    let (name, bytes) = bytes(file)?;
    if bytes.len() as u64 > MOST {
        return Err(Diagnostic::new("import-too-large").with("path", name));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Arc::new(Source::new(name, text))),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let source = Arc::new(Source::new(name, String::from_utf8_lossy(error.as_bytes())));
            Err(Diagnostic::new("not-utf8").at(&source, Span::new(valid, valid)))
        }
    }
}
