//! The catalogs and documents that the arguments name.

use std::collections::BTreeSet;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::diagnostic::{Files, Report, Source};
use crate::error::Error;
use crate::{disk, paths, source};

/// A catalog with its path.
pub(super) struct CatalogInput {
    pub(super) path: PathBuf,
    pub(super) source: Source,
}

/// Reads one catalog, or standard input for `-`.
pub(super) fn read(path: &Path) -> Result<CatalogInput, Error> {
    if path == Path::new("-") {
        return Ok(CatalogInput {
            path: "errors.yaml".into(),
            source: source::with_others(stdin()?, Path::new("errors.yaml"))?,
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
                format!("it contains several catalogs; choose one of {names}"),
            );
            return Err(Error::io("choose a catalog in", path, error));
        }
    };
    Ok(CatalogInput {
        path: path.to_owned(),
        source: source::read_catalog(path, &paths::shown(path))?,
    })
}

/// A catalog without mistakes.
pub(super) struct CheckedCatalog {
    pub(super) catalog: Catalog,
    pub(super) source: Source,
    /// Where its entries stand.
    pub(super) files: Files,
}

/// Reads and checks one catalog, or standard input for `-`. Its mistakes are for `errcat check` to show.
pub(super) fn checked(path: &Path) -> super::Result<CheckedCatalog> {
    let name = paths::shown(path);
    let with_mistakes = || format!("{name} has mistakes: run `errcat check {name}`");
    let input = match read(path) {
        Ok(input) => input,
        Err(Error::Catalog(_)) => return Err(with_mistakes().into()),
        Err(error @ Error::Io { .. }) => return Err(error.into()),
    };
    let mut report = Report::default();
    let catalog = crate::read(&input.source, &mut report).ok_or_else(with_mistakes)?;
    Ok(CheckedCatalog {
        catalog,
        source: input.source,
        files: report.take_files(),
    })
}

fn stdin() -> Result<Source, Error> {
    let mut bytes = Vec::new();
    io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| Error::io("read", Path::new("standard input"), error))?;
    source::decode(bytes, "<stdin>")
}

/// Reads a document, or standard input for `-`.
pub(super) fn document(path: &Path) -> Result<Source, Error> {
    if path == Path::new("-") {
        return stdin();
    }
    source::read(path, &paths::shown(path))
}

/// A hand-written OpenAPI document.
pub(super) struct TeamDocument {
    pub(super) source: Arc<Source>,
    /// The byte order mark at the start of the document, or nothing.
    pub(super) bom: &'static str,
}

impl TeamDocument {
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        if path == Path::new("-") {
            return Ok(Self {
                source: Arc::new(stdin()?),
                bom: "",
            });
        }
        let bytes = disk::read(path).map_err(|error| Error::io("read", path, error))?;
        let bom = "\u{feff}";
        let marked = bytes.starts_with(bom.as_bytes());
        Ok(Self {
            source: Arc::new(source::decode(bytes, &paths::shown(path))?),
            bom: if marked { bom } else { "" },
        })
    }
}

/// Returns an error if both arguments are `-`, because standard input can only be read once.
pub(super) fn not_both(catalog: &Path, document: &Path) -> Result<(), &'static str> {
    let both = [catalog, document]
        .iter()
        .all(|path| *path == Path::new("-"));
    let message = "standard input can only be read once; name the catalog or the document";
    if both { Err(message) } else { Ok(()) }
}

/// Returns the catalogs that the arguments name, each once.
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
