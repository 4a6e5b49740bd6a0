//! Reads catalogs, and the templates around them, from disk.

#[cfg(feature = "cli")]
use std::fs;
#[cfg(feature = "cli")]
use std::io;
use std::path::{Path, PathBuf};

#[cfg(feature = "outputs")]
use crate::artifact::Options;
use crate::diagnostic::{self, Diagnostic, Place, Source};
use crate::disk;
use crate::error::Error;
use crate::paths::normal;
use crate::yaml::SYNTAX;

/// Reads a catalog, which has this name in diagnostics.
pub(crate) fn read(path: &Path, name: &str) -> Result<Source, Error> {
    let bytes = disk::read(path).map_err(|error| Error::io("read", path, error))?;
    decode(bytes, name)
}

/// Decodes UTF-8 into a text, which has this name in diagnostics.
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

/// Adds the folder of this catalog to the options, and reads templates relative to it from disk.
#[cfg(feature = "outputs")]
pub(crate) fn with_files(options: Options, catalog: &Path) -> Result<Options, Error> {
    let folder = folder_of(catalog)?;
    let templates = folder.clone();
    Ok(options
        .folder(folder)
        .templates(move |path| disk::read_text(&templates.join(path))))
}

/// The folder that contains a catalog, as an absolute path.
pub(crate) fn folder_of(catalog: &Path) -> Result<PathBuf, Error> {
    let absolute =
        std::path::absolute(catalog).map_err(|error| Error::io("find", catalog, error))?;
    Ok(absolute.parent().map(normal).unwrap_or_default())
}

/// The file name of the catalogs that [`find`] looks for in a folder.
#[cfg(feature = "cli")]
const NAME: &str = "errors.yaml";

/// The catalog itself, or every `errors.yaml` in a folder and its subfolders, sorted by path. Skips hidden folders,
/// `target` and `node_modules`.
#[cfg(feature = "cli")]
pub(crate) fn find(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            let why = "there is no such file or folder; `errcat init` creates a catalog";
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
            format!("no {NAME} in it or its subfolders; `errcat init` creates one"),
        );
        return Err(Error::io("find a catalog in", path, error));
    }
    found.sort();
    Ok(found)
}
