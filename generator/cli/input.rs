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
    pub(super) name: String,
    pub(super) text: String,
}

/// Reads one catalog, or standard input.
pub(super) fn read(path: &Path) -> Result<Input, Error> {
    if path == Path::new("-") {
        let (name, text) = stdin()?;
        return Ok(Input {
            path: "errors.yaml".into(),
            name,
            text,
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
    let name = paths::shown(path);
    Ok(Input {
        path: path.to_owned(),
        text: source::read(path, &name)?,
        name,
    })
}

/// Standard input, and what findings call it.
fn stdin() -> Result<(String, String), Error> {
    let mut bytes = Vec::new();
    io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| Error::io("read", Path::new("standard input"), error))?;
    let name = "<stdin>".to_owned();
    let text = source::decode(bytes, &name)?;
    Ok((name, text))
}

/// The name and the text of a document that is no catalog, or of standard input.
pub(super) fn document(path: &Path) -> Result<(String, String), Error> {
    if path == Path::new("-") {
        return stdin();
    }
    let name = paths::shown(path);
    let text = source::read(path, &name)?;
    Ok((name, text))
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
            let (name, text) = stdin()?;
            let source = Arc::new(Source { name, text });
            return Ok(Self { source, mark: "" });
        }
        let bytes = std::fs::read(path).map_err(|error| Error::io("read", path, error))?;
        let mark = "\u{feff}";
        let marked = bytes.starts_with(mark.as_bytes());
        let name = paths::shown(path);
        let text = source::decode(bytes, &name)?;
        Ok(Self {
            source: Arc::new(Source { name, text }),
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
