//! Where the files of a site go: into a folder that is published whole, or into memory.
//!
//! Paths and bytes in. Knows nothing of what the files are.

mod discard;
mod memory;
mod staging;

pub use discard::Discard;
pub use memory::Memory;
pub use staging::{Size, Staging};

use crate::diag::Diagnostic;

/// Takes the files of a site, from many threads at once.
pub trait Output: Sync {
    /// Takes one file; `path` is relative, with `/` between its parts.
    ///
    /// Fails where a file of that path came before, or where the machine does.
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), Diagnostic>;
}
