//! What the command writes to standard output and standard error.
//!
//! A reader may close either of them at any time, as `| head` does. Then there is nobody to write to, but the command
//! still does its work, and its exit status is the same.

use std::fmt;
use std::io::{self, Write as _};

/// Writes text to standard output, with colors only where a terminal shows them.
///
/// # Errors
///
/// Standard output that cannot take it, as on a full disk. A closed one is no error.
pub(super) fn print(text: impl fmt::Display) -> Result<(), String> {
    let mut out = anstream::stdout().lock();
    unless_closed(write!(out, "{text}").and_then(|()| out.flush()))
}

/// Writes the contents of a file to standard output, as they are.
///
/// # Errors
///
/// As [`print`].
pub(super) fn print_file(contents: &[u8]) -> Result<(), String> {
    let mut out = io::stdout().lock();
    unless_closed(out.write_all(contents).and_then(|()| out.flush()))
}

/// Writes text to standard error, with colors only where a terminal shows them. Where it cannot be written, nobody can
/// be told.
pub(super) fn eprint(text: impl fmt::Display) {
    let _ = write!(anstream::stderr(), "{text}");
}

/// Writes a line to standard error, as [`eprint`] does.
pub(super) fn say(line: &str) {
    eprint(format_args!("{line}\n"));
}

fn unless_closed(written: io::Result<()>) -> Result<(), String> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write to standard output: {error}"))
        }
        _ => Ok(()),
    }
}
