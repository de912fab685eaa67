//! A site kept in memory, for the preview.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::Output;
use crate::diag::Diagnostic;

/// Files by path.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl Memory {
    /// The files that were put in.
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Output for Memory {
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), Diagnostic> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        match files.insert(path.to_owned(), bytes) {
            None => Ok(()),
            Some(_) => Err(Diagnostic::new("duplicate-url").with("path", format!("/{path}"))),
        }
    }
}
