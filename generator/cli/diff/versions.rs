//! The versions that are compared: catalogs, exports of catalogs, and both at a revision of git.

use std::path::Path;

use super::Located;
use super::git::Revision;
use crate::cli::Result;
use crate::cli::findings::ShownFindings;
use crate::diagnostic::{Files, Report, Source};
use crate::diff::{At, Change};
use crate::error::Error;
use crate::export::{self, Export};
use crate::{disk, paths, source};

/// A catalog in one version.
pub(super) struct Versioned {
    /// Its path in the folder that was asked for.
    pub(super) path: String,
    pub(super) export: Export,
    name: String,
    /// The texts, and where the entries of each stand. `None` for an export.
    texts: Option<(Source, Files)>,
}

/// The catalogs that an argument names. `other` is the other argument, whose path a revision alone has.
pub(super) fn read(
    argument: &str,
    other: &str,
    shown: &mut ShownFindings,
) -> Result<Vec<Versioned>> {
    let Some(revision) = argument.strip_prefix("git:") else {
        let path = Path::new(argument);
        let name = |path: &Path| paths::shown(path);
        return all(path, name, shown);
    };
    // A path may be on a drive of Windows, but a revision has no colon.
    let (revision, path) = match revision.split_once(':') {
        Some((revision, path)) => (revision, path),
        None => (revision, path_of(other)),
    };
    let at = Revision::of(revision, Path::new(path))?;
    let name = |path: &Path| format!("{revision}:{}", at.inside(path));
    all(&at.path, name, shown)
}

/// The path that an argument names.
fn path_of(argument: &str) -> &str {
    match argument.strip_prefix("git:") {
        Some(revision) => revision.split_once(':').map_or("catalog", |(_, path)| path),
        None => argument,
    }
}

fn all(
    path: &Path,
    name: impl Fn(&Path) -> String,
    shown: &mut ShownFindings,
) -> Result<Vec<Versioned>> {
    let mut versions = Vec::new();
    for found in source::find(path)? {
        let inside = found.strip_prefix(path).unwrap_or(Path::new(""));
        versions.extend(one(&found, inside, &name(&found), shown)?);
    }
    Ok(versions)
}

fn one(
    path: &Path,
    inside: &Path,
    name: &str,
    shown: &mut ShownFindings,
) -> Result<Option<Versioned>> {
    let bytes = disk::read(path).map_err(|error| Error::io("read", path, error))?;
    let of = |export: Export, texts| Versioned {
        path: paths::shown(inside),
        export,
        name: name.to_owned(),
        texts,
    };
    if is_export(&bytes) {
        let wrong = |error| format!("{name} is not an export of errcat: {error}");
        let version: ExportVersion = serde_json::from_slice(&bytes).map_err(wrong)?;
        if version.errcat_export > export::VERSION {
            return Err(format!("{name} is an export of a newer errcat: update errcat").into());
        }
        let export: Export = serde_json::from_slice(&bytes).map_err(wrong)?;
        return Ok(Some(of(export, None)));
    }
    let source = match source::read_catalog(path, name) {
        Ok(source) => source,
        Err(error) => {
            shown.report(name, error)?;
            return Ok(None);
        }
    };
    let mut report = Report::default();
    let Some(catalog) = crate::read(&source, &mut report) else {
        shown.show(name, Some(&report.into_diagnostics(source)))?;
        return Ok(None);
    };
    let files = report.take_files();
    Ok(Some(of(Export::of(&catalog, true), Some((source, files)))))
}

/// The version of an export, whatever else it has.
#[derive(serde::Deserialize)]
struct ExportVersion {
    errcat_export: u32,
}

/// Whether a file is an export: a JSON object with the version of the format.
fn is_export(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    text.trim_start().starts_with('{') && text.contains("\"errcat_export\"")
}

/// A catalog without codes, for one that only one side has.
pub(super) fn empty_like(other: &Export) -> Export {
    Export {
        types: Vec::new(),
        codes: Vec::new(),
        defaults: Vec::new(),
        retired: Vec::new(),
        sets: Vec::new(),
        operations: Vec::new(),
        ..other.clone()
    }
}

/// The changes with their places.
pub(super) fn located(
    changes: Vec<Change>,
    old: Option<&Versioned>,
    new: Option<&Versioned>,
) -> Vec<Located> {
    let mut places: Vec<Option<(String, Option<usize>)>> = vec![None; changes.len()];
    for (is_old, version) in [(true, old), (false, new)] {
        let Some(version) = version else { continue };
        let wanted = changes
            .iter()
            .enumerate()
            .filter_map(|(index, change)| match &change.at {
                At::Old(path) if is_old => Some((index, path)),
                At::New(path) if !is_old => Some((index, path)),
                _ => None,
            });
        let (indices, paths): (Vec<usize>, Vec<_>) = wanted.unzip();
        let lines = match &version.texts {
            Some((source, files)) => source.lines(files, &paths),
            None => vec![(version.name.clone(), None); paths.len()],
        };
        for (index, place) in indices.into_iter().zip(lines) {
            places[index] = Some(place);
        }
    }
    let changes = changes.into_iter().zip(places);
    let located = changes.map(|(change, place)| {
        let (file, line) = place.unwrap_or_default();
        Located { change, file, line }
    });
    located.collect()
}
