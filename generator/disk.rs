//! Reading files, and nothing else that has a path.

use std::fs::{self, FileType};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Reads a file.
///
/// # Errors
///
/// Those of [`fs::read`], and one for a folder, a device or a named pipe: reading might never end.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let kind = fs::metadata(path)?.file_type();
    if !kind.is_file() && !is_open_pipe(path, kind) {
        let what = if kind.is_dir() {
            "it is a folder"
        } else {
            "it is a device or a pipe, and no file"
        };
        return Err(io::Error::new(ErrorKind::InvalidInput, what));
    }
    fs::read(path)
}

/// Reads a text. `None` if there is no such file.
#[cfg(feature = "outputs")]
pub(crate) fn read_text(path: &Path) -> io::Result<Option<String>> {
    match read(path) {
        Ok(bytes) => String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| io::Error::new(ErrorKind::InvalidData, "it is not UTF-8")),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether it is a pipe that a shell has opened: `/dev/stdin`, or `/dev/fd/63` for `<(…)`. Somebody writes to it.
fn is_open_pipe(path: &Path, kind: FileType) -> bool {
    #[cfg(unix)]
    let is_pipe = std::os::unix::fs::FileTypeExt::is_fifo(&kind);
    #[cfg(not(unix))]
    let is_pipe = !kind.is_dir();
    is_pipe && path.starts_with("/dev")
}
