//! Standard output and standard error.
//!
//! A reader may close either stream at any time, as `| head` does. The command then still completes its work with the
//! same exit status.

use std::fmt;
use std::io::{self, Write as _};

use crate::visible::visible_lines;

/// Writes text to standard output, with colors only if it is a terminal.
///
/// # Errors
///
/// Returns an error if the write fails, for example on a full disk. A closed standard output is not an error.
pub(super) fn print(text: impl fmt::Display) -> Result<(), String> {
    let mut out = anstream::stdout().lock();
    unless_closed(write!(out, "{text}").and_then(|()| out.flush()))
}

/// Writes the contents of a file to standard output unchanged.
///
/// # Errors
///
/// Returns the same errors as [`print`].
pub(super) fn print_file(contents: &[u8]) -> Result<(), String> {
    let mut out = io::stdout().lock();
    unless_closed(out.write_all(contents).and_then(|()| out.flush()))
}

/// Writes text to standard error, with colors only if it is a terminal. It ignores write errors, because there is no
/// other place to report them.
pub(super) fn eprint(text: impl fmt::Display) {
    let _ = write!(anstream::stderr(), "{text}");
}

/// Writes lines to standard error, with nothing hidden in them: they name the user's files.
pub(super) fn say(lines: &str) {
    eprint(format_args!("{}\n", visible_lines(lines)));
}

fn unless_closed(written: io::Result<()>) -> Result<(), String> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write to standard output: {error}"))
        }
        _ => Ok(()),
    }
}
