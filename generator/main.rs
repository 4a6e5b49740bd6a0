//! The `errcat` command.

fn main() -> std::process::ExitCode {
    errcat::cli::main()
}
