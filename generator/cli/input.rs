//! Which catalogs a command means, and their texts.

use std::collections::BTreeSet;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Source;
use crate::error::Error;
use crate::{paths, source};

/// A catalog that was read.
pub(super) struct Input {
    pub(super) path: PathBuf,
    pub(super) source: Source,
}

/// Reads one catalog, or standard input.
pub(super) fn read(path: &Path) -> Result<Input, Error> {
    if path == Path::new("-") {
        return Ok(Input {
            path: "errors.yaml".into(),
            source: stdin()?,
        });
    }
    let found = source::find(path)?;
    let path = match found.as_slice() {
        [one] => one.as_path(),
        several => {
            let names = several
                .iter()
                .map(|path| paths::shown(path))
                .collect::<Vec<_>>()
                .join(", ");
            let error = io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("there are several catalogs: name one of {names}"),
            );
            return Err(Error::io("choose in", path, error));
        }
    };
    Ok(Input {
        path: path.to_owned(),
        source: source::read(path, &paths::shown(path))?,
    })
}

fn stdin() -> Result<Source, Error> {
    let mut bytes = Vec::new();
    io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| Error::io("read", Path::new("standard input"), error))?;
    source::decode(bytes, "<stdin>")
}

/// Reads a document that is no catalog, or standard input.
pub(super) fn document(path: &Path) -> Result<Source, Error> {
    if path == Path::new("-") {
        return stdin();
    }
    source::read(path, &paths::shown(path))
}

/// An OpenAPI document of the team's own.
pub(super) struct Document {
    pub(super) source: Arc<Source>,
    /// The byte order mark before it, if it has one.
    pub(super) mark: &'static str,
}

impl Document {
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        if path == Path::new("-") {
            return Ok(Self {
                source: Arc::new(stdin()?),
                mark: "",
            });
        }
        let bytes = std::fs::read(path).map_err(|error| Error::io("read", path, error))?;
        let mark = "\u{feff}";
        let marked = bytes.starts_with(mark.as_bytes());
        Ok(Self {
            source: Arc::new(source::decode(bytes, &paths::shown(path))?),
            mark: if marked { mark } else { "" },
        })
    }
}

/// Standard input can be read once.
pub(super) fn not_both(catalog: &Path, document: &Path) -> Result<(), &'static str> {
    let both = [catalog, document]
        .iter()
        .all(|path| *path == Path::new("-"));
    let message = "standard input is one file: name the catalog or the document";
    if both { Err(message) } else { Ok(()) }
}

/// The catalogs that are meant by the arguments, each once.
pub(super) fn catalogs(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut catalogs = Vec::new();
    for path in paths {
        let found = if path == Path::new("-") {
            vec![path.clone()]
        } else {
            source::find(path)?
        };
        catalogs.extend(found);
    }
    let mut seen = BTreeSet::new();
    catalogs.retain(|path| seen.insert(path.clone()));
    Ok(catalogs)
}
