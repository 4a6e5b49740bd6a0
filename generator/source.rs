//! Reads catalogs, and the templates around them, from disk.

use std::collections::BTreeSet;
#[cfg(feature = "cli")]
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

#[cfg(feature = "outputs")]
use crate::artifact::Options;
use crate::diagnostic::{self, Source, SourcePart};
use crate::disk;
use crate::error::Error;
use crate::include::{self, OtherFiles};
use crate::paths::{self, normal};
use crate::yaml::not_utf8;

/// Reads a catalog, which has this name in diagnostics.
pub(crate) fn read(path: &Path, name: &str) -> Result<Source, Error> {
    let bytes = disk::read(path).map_err(|error| Error::io("read", path, error))?;
    decode(bytes, name)
}

/// Decodes UTF-8 into a text, which has this name in diagnostics.
pub(crate) fn decode(bytes: Vec<u8>, name: &str) -> Result<Source, Error> {
    match text_of(bytes) {
        (text, None) => Ok(Source::new(name, text)),
        (text, Some(at)) => {
            let mut report = diagnostic::Report::default();
            report.push(not_utf8(at));
            let source = Source::exactly(name.to_owned(), text);
            Err(Error::Catalog(report.into_diagnostics(source)))
        }
    }
}

/// The text of a file, and the first byte of it that is not UTF-8.
fn text_of(bytes: Vec<u8>) -> (String, Option<usize>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            (text, Some(at))
        }
    }
}

/// Reads a catalog and the files that it names. It has this name in diagnostics.
#[cfg(feature = "cli")]
pub(crate) fn read_catalog(path: &Path, name: &str) -> Result<Source, Error> {
    with_others(read(path, name)?, path)
}

/// Adds the files that a catalog at this path includes, and the catalogs that it imports, with the files that those include.
pub(crate) fn with_others(source: Source, path: &Path) -> Result<Source, Error> {
    // What is found in a folder has no `.` in front.
    let path = &without_dots(path);
    let others = OtherFiles::of(&source.text);
    let mut source = with_parts(source, path, others.patterns)?;
    let folder = folder_of_name(path);
    for import in others.imports {
        if source.imports.iter().any(|known| known.path == import) {
            continue;
        }
        let path = without_dots(&folder.join(&import));
        let bytes = match disk::read(&path) {
            Ok(bytes) => bytes,
            // The checks report what is not a file, at its name in the catalog.
            Err(error) if is_no_file(&error) => continue,
            Err(error) => return Err(Error::io("read", &path, error)),
        };
        let (text, not_utf8) = text_of(bytes);
        let name = normal(&folder_of_name(Path::new(source.name())).join(&import));
        let imported = Source::new(paths::shown(&name), text);
        let patterns = OtherFiles::of(&imported.text).patterns;
        source.imports.push(SourcePart {
            path: import,
            source: Arc::new(with_parts(imported, &path, patterns)?),
            not_utf8,
        });
    }
    Ok(source)
}

/// Whether nothing can be read because there is no file.
fn is_no_file(error: &io::Error) -> bool {
    // `InvalidInput` stands for folders and devices.
    use io::ErrorKind::{InvalidInput, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | InvalidInput)
}

/// A path without `.`. What `..` leads to depends on links.
fn without_dots(path: &Path) -> PathBuf {
    let parts = path.components();
    parts.filter(|part| *part != Component::CurDir).collect()
}

/// The folder of a file by the name of the file: empty for the current one.
fn folder_of_name(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// Adds the files that a catalog at this path includes.
fn with_parts(mut source: Source, path: &Path, patterns: Vec<String>) -> Result<Source, Error> {
    let folder = folder_of_name(path);
    let mut known = BTreeSet::new();
    for pattern in patterns {
        for part in matches(folder, &pattern)? {
            let inside = part.strip_prefix(folder).unwrap_or(&part);
            if inside.file_name() == path.file_name() && inside.parent() == Some(Path::new("")) {
                continue;
            }
            if known.insert(part.clone()) {
                let bytes = disk::read(&part).map_err(|error| Error::io("read", &part, error))?;
                let (text, not_utf8) = text_of(bytes);
                source.add_part(&inside.to_string_lossy(), text, not_utf8);
            }
        }
    }
    Ok(source)
}

/// The files in a folder that a pattern matches, sorted.
fn matches(folder: &Path, pattern: &str) -> Result<Vec<PathBuf>, Error> {
    let escaped = glob::Pattern::escape(&folder.to_string_lossy());
    let whole = if escaped.is_empty() {
        pattern.to_owned()
    } else {
        format!("{escaped}/{pattern}")
    };
    // The pattern itself is known to be one.
    let Ok(paths) = glob::glob_with(&whole, include::MATCHING) else {
        return Ok(Vec::new());
    };
    // As in a shell, `**` does not follow links: they may lead round in circles.
    let is_linked = |path: &Path| {
        let inside = path.strip_prefix(folder).unwrap_or(path);
        let folders = inside
            .ancestors()
            .skip(1)
            .filter(|inside| !inside.as_os_str().is_empty());
        let mut folders = folders.map(|inside| folder.join(inside));
        pattern.contains("**") && folders.any(|folder| folder.is_symlink())
    };
    let mut found = Vec::new();
    for path in paths {
        let path = match path {
            Ok(path) => path,
            Err(error) if is_linked(error.path()) => continue,
            Err(error) => {
                let folder = error.path().to_owned();
                return Err(Error::io("read", &folder, error.into()));
            }
        };
        if !path.is_dir() && !is_linked(&path) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// What a change may concern, besides a catalog at this path itself: its parts and the catalogs that it imports, also those
/// that do not exist, and the folders in which a part may be added: see [`include::folder`].
pub(crate) fn inputs(source: &Source, path: &Path) -> BTreeSet<PathBuf> {
    let mut inputs = BTreeSet::new();
    let others = inputs_of_one(source, path, &mut inputs);
    for import in others.imports {
        let imported = folder_of_name(path).join(&import);
        let known = source.imports.iter().find(|known| known.path == import);
        if let Some(known) = known {
            inputs_of_one(&known.source, &imported, &mut inputs);
        }
        inputs.insert(imported);
    }
    inputs
}

fn inputs_of_one(source: &Source, path: &Path, inputs: &mut BTreeSet<PathBuf>) -> OtherFiles {
    let folder = folder_of_name(path);
    inputs.extend(source.parts.iter().map(|part| folder.join(&part.path)));
    let others = OtherFiles::of(&source.text);
    let folders = others.patterns.iter();
    inputs.extend(folders.map(|pattern| folder.join(include::folder(pattern))));
    others
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
