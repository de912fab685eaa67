//! Packs OpenCC's dictionaries for embedding (`src/hanzi/pack/`), and tells Cargo
//! what else the binary embeds.

#[path = "src/hanzi/layout.rs"]
mod layout;
#[path = "src/hanzi/pack/mod.rs"]
mod pack;

use std::path::{Path, PathBuf};
use std::{env, fs};

/// The dictionaries, relative to the crate.
const DATA: &str = "src/hanzi/data/opencc-1.4.2";

fn main() -> Result<(), String> {
    for path in ["build.rs", "src/hanzi/layout.rs", "src/hanzi/pack", DATA, "themes/default"] {
        println!("cargo:rerun-if-changed={path}");
    }
    let output = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let read = |name: &str| {
        let path = Path::new(DATA).join(name);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let packed = pack::pack(&read)?;
    write(&output.join("hanzi.pack"), &packed.pack)?;
    write(&output.join("hanzi.values"), packed.values.as_bytes())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
