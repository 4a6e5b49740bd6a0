//! Why nothing was generated.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use crate::diagnostic::Diagnostics;
use crate::paths;
use crate::visible::visible;

/// Why nothing was generated.
///
/// Its `Debug` output is written for people, because `main` prints it when it returns an error.
pub enum Error {
    /// The catalog, or a template, has mistakes.
    Catalog(Diagnostics),
    /// A file could not be read or written.
    Io {
        /// The verb for what failed, such as `read`. Messages show it before the path.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// The cause.
        error: io::Error,
    },
}

impl Error {
    pub(crate) fn io(action: &'static str, path: &Path, error: io::Error) -> Self {
        Self::Io {
            action,
            path: path.to_owned(),
            error,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Catalog(found) => {
                let errors = found.errors();
                let s = if errors == 1 { "" } else { "s" };
                write!(f, "{errors} error{s} in {}", visible(found.source_name()))
            }
            Self::Io {
                action,
                path,
                error,
            } => write!(
                f,
                "cannot {action} {}: {error}",
                visible(&paths::shown(path))
            ),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Catalog(found) => write!(f, "{self}\n\n{found}"),
            Self::Io { .. } => fmt::Display::fmt(self, f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Catalog(found) => Some(found),
            Self::Io { error, .. } => Some(error),
        }
    }
}
