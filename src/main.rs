//! The `fanzha` command.

fn main() -> std::process::ExitCode {
    fanzha::cli::run()
}
