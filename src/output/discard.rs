//! A site that is made and thrown away, to see whether it can be made.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use super::Output;
use crate::diag::Diagnostic;

/// Takes files and keeps their paths alone.
#[derive(Debug, Default)]
pub struct Discard {
    paths: Mutex<HashSet<String>>,
}

impl Output for Discard {
    fn put(&self, path: &str, _: Vec<u8>) -> Result<(), Diagnostic> {
        let is_new = self.paths.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        if is_new { Ok(()) } else { Err(Diagnostic::new("duplicate-url").with("path", format!("/{path}"))) }
    }
}
