//! `errcat check --fix`: changes catalogs where there is one right answer, and nothing else in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::Result;
use super::commands::generate_outputs;
use super::findings::count;
use super::input::read;
use super::terminal::say;
use crate::diagnostic::{Diagnostics, Edit, Source};
use crate::error::Error;
use crate::output;

/// A fix may show another mistake, which has a fix as well. Nobody misspells in so many layers.
const ROUNDS: usize = 10;

/// The rules of what a fix must not bring about.
const BROKEN: [&str; 3] = ["syntax", "duplicate-key", "repeated-code"];

/// Fixes catalogs, and tells how much that was.
pub(super) fn fix(catalogs: &[PathBuf]) -> Result<()> {
    if catalogs.iter().any(|path| path == Path::new("-")) {
        return Err("standard input cannot be corrected: name the file of the catalog".into());
    }
    let mut fixed: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for path in catalogs {
        for _ in 0..ROUNDS {
            let edited = fix_once(path)?;
            if edited.is_empty() {
                break;
            }
            for (path, edits) in edited {
                *fixed.entry(path).or_default() += edits;
            }
        }
    }
    if !fixed.is_empty() {
        let findings = count(fixed.values().sum(), "finding");
        say(&format!(
            "corrected {findings} in {}",
            count(fixed.len(), "file")
        ));
    }
    Ok(())
}

/// Fixes what a run over a catalog finds. Returns the files that were changed, with the number of changes.
fn fix_once(path: &Path) -> Result<Vec<(PathBuf, usize)>> {
    let Some(found) = findings(path)? else {
        return Ok(Vec::new());
    };
    let edits = right(found.edits(), &found);
    let folder = path.parent().unwrap_or(Path::new(""));
    let catalog = found.source();
    let parts = catalog
        .parts
        .iter()
        .map(|part| (folder.join(&part.path), &*part.source));
    let mut edited = Vec::new();
    for (path, source) in std::iter::once((path.to_owned(), catalog)).chain(parts) {
        let edits: Vec<&Edit> = edits
            .iter()
            .filter(|edit| std::ptr::eq(edit.source, source))
            .collect();
        if !edits.is_empty() {
            replace(&path, source, &edits)?;
            edited.push((path, edits.len()));
        }
    }
    Ok(edited)
}

/// What is found in a catalog. `None` if it is nothing.
fn findings(path: &Path) -> Result<Option<Diagnostics>> {
    let made = read(path).and_then(|input| generate_outputs(&input));
    match made {
        Ok(artifacts) => Ok(artifacts.warnings().cloned()),
        Err(Error::Catalog(found)) => Ok(Some(found)),
        Err(error @ Error::Io { .. }) => Err(error.into()),
    }
}

/// The edits after which nothing is broken that was not before: all of them, or else each that does no harm by itself.
fn right<'d>(edits: Vec<Edit<'d>>, found: &'d Diagnostics) -> Vec<Edit<'d>> {
    let catalog = found.source();
    let before = broken(found);
    let does_no_harm = |edits: &[Edit]| broken(&crate::check(with_edits(catalog, edits))) <= before;
    if edits.is_empty() || does_no_harm(&edits) {
        return edits;
    }
    let mut kept: Vec<Edit> = Vec::new();
    for edit in edits {
        kept.push(edit);
        if !does_no_harm(&kept) {
            kept.pop();
        }
    }
    kept
}

fn broken(found: &Diagnostics) -> usize {
    found
        .iter()
        .filter(|found| BROKEN.contains(&found.rule.name))
        .count()
}

/// The catalog with its parts, after the edits.
fn with_edits(catalog: &Source, edits: &[Edit]) -> Source {
    let after = |source: &Source| {
        let edits = edits
            .iter()
            .filter(|edit| std::ptr::eq(edit.source, source));
        edited(&source.text, &edits.collect::<Vec<_>>())
    };
    let new = Source::new(catalog.name(), after(catalog));
    let parts = catalog.parts.iter();
    parts.fold(new, |new, part| {
        new.with_part(&*part.path, after(&part.source))
    })
}

/// A text after edits, which are in its order.
fn edited(text: &str, edits: &[&Edit]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        new += &text[done..edit.span.start];
        new += &edit.text;
        done = edit.span.end;
    }
    new + &text[done..]
}

/// Replaces a file whose text is still the one that was read. Its byte order mark stays.
fn replace(path: &Path, source: &Source, edits: &[&Edit]) -> Result<(), Error> {
    let old = fs::read_to_string(path).map_err(|error| Error::io("read", path, error))?;
    let mark = if old.starts_with('\u{feff}') {
        "\u{feff}"
    } else {
        ""
    };
    let read = format!("{mark}{}", source.text);
    output::replace(path, read, format!("{mark}{}", edited(&source.text, edits)))
}
