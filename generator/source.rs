//! Reading from the disk: catalogs, and the templates around them.

use std::fs;
#[cfg(feature = "outputs")]
use std::io;
use std::path::{Path, PathBuf};

#[cfg(feature = "outputs")]
use crate::artifact::Options;
use crate::diagnostic::{self, Diagnostic, Place, Source};
use crate::error::Error;
use crate::paths::normal;
use crate::yaml::SYNTAX;

/// The text of a catalog, with this name in diagnostics.
pub(crate) fn read(path: &Path, name: &str) -> Result<Source, Error> {
    let bytes = fs::read(path).map_err(|error| Error::io("read", path, error))?;
    decode(bytes, name)
}

/// The text of these bytes, with this name in diagnostics.
pub(crate) fn decode(bytes: Vec<u8>, name: &str) -> Result<Source, Error> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let mut report = diagnostic::Report::default();
        report.push(
            Diagnostic::new(&SYNTAX, Place::Byte(at), "the file is not UTF-8")
                .help("save it as UTF-8"),
        );
        Error::Catalog(report.into_diagnostics(Source {
            name: name.to_owned(),
            text,
        }))
    })?;
    Ok(Source::new(name, text))
}

/// The options with the folder of the catalog at this path, and the templates on disk in and around it.
#[cfg(feature = "outputs")]
pub(crate) fn with_files(options: Options, catalog: &Path) -> Result<Options, Error> {
    let folder = folder_of(catalog)?;
    let templates = folder.clone();
    Ok(options.folder(folder).templates(move |path| {
        match fs::read_to_string(templates.join(path)) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }))
}

/// The folder that holds a catalog, from the root of the file system.
pub(crate) fn folder_of(catalog: &Path) -> Result<PathBuf, Error> {
    let absolute =
        std::path::absolute(catalog).map_err(|error| Error::io("find", catalog, error))?;
    Ok(absolute.parent().map(normal).unwrap_or_default())
}

/// What every catalog is called that is found by its folder.
#[cfg(feature = "cli")]
const NAME: &str = "errors.yaml";

/// The catalog itself, or every `errors.yaml` in a folder and those beneath it, in the order of their paths. Hidden
/// folders are passed over, and those where builds and packages go.
#[cfg(feature = "cli")]
pub(crate) fn find(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            let why = "there is no such file or folder; `errcat init` makes a first catalog";
            Error::io("find", path, io::Error::new(error.kind(), why))
        }
        _ => Error::io("find", path, error),
    })?;
    if !metadata.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        for entry in entries.map_err(|error| Error::io("read", &folder, error))? {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let kind = entry
                .file_type()
                .map_err(|error| Error::io("read", &entry.path(), error))?;
            if kind.is_dir() && !name.starts_with('.') && name != "target" && name != "node_modules"
            {
                folders.push(entry.path());
            } else if !kind.is_dir() && name == NAME {
                found.push(entry.path());
            }
        }
    }
    if found.is_empty() {
        let error = io::Error::new(
            io::ErrorKind::NotFound,
            format!("no {NAME} in it or beneath it; `errcat init` makes one"),
        );
        return Err(Error::io("find a catalog in", path, error));
    }
    found.sort();
    Ok(found)
}
