//! Paths as text. Nothing in this module reads the disk.

use std::path::{Component, Path, PathBuf};

/// A path without `.` and `..`, without resolving links.
pub(crate) fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if normal.file_name().is_some() => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

/// The relative path from a folder to a file, with `/`. `None` if it is not UTF-8.
pub(crate) fn relative(from: &Path, to: &Path) -> Option<String> {
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = from.components().skip(shared).map(|_| Some(".."));
    let down = to
        .components()
        .skip(shared)
        .map(|component| component.as_os_str().to_str());
    Some(up.chain(down).collect::<Option<Vec<_>>>()?.join("/"))
}

/// A path as diagnostics show it: with `/`, on every system.
pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
