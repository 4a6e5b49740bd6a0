//! Which catalogs are meant by a path.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::config::Report;

/// What every catalog is called that is found by its folder.
const NAME: &str = "errors.yaml";

/// The catalog itself, or every `errors.yaml` in a folder and those beneath it, in the order of their paths. Hidden
/// folders are passed over, and those where builds and packages go.
pub(crate) fn find(path: &Path) -> Result<Vec<PathBuf>, Report> {
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            let why = "there is no such file or folder; `errcat init` makes a first catalog";
            Report::io("find", path, io::Error::new(error.kind(), why))
        }
        _ => Report::io("find", path, error),
    })?;
    if !metadata.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        for entry in entries.map_err(|error| Report::io("read", &folder, error))? {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let kind = entry
                .file_type()
                .map_err(|error| Report::io("read", &entry.path(), error))?;
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
        return Err(Report::io("find a catalog in", path, error));
    }
    found.sort();
    Ok(found)
}
