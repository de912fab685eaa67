//! The `fanzha` command.

/// Pages are made of many short texts: see `docs/decisions/0003-dependencies.md` for what it saves.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    fanzha::cli::run()
}
