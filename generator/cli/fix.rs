//! `errcat check --fix`: changes catalogs where there is one right answer, and nothing else in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::Result;
use super::commands::generate_outputs;
use super::findings::count;
use super::input::{CatalogInput, read};
use super::terminal::say;
use crate::diagnostic::{Diagnostics, Edit, Source};
use crate::error::Error;
use crate::output;
use crate::paths;

/// A fix may show another mistake, which has a fix as well. Nobody misspells in so many layers.
const ROUNDS: usize = 10;

/// The rules of what a fix must not bring about.
const BROKEN: [&str; 7] = [
    "syntax",
    "lost-text",
    "duplicate-key",
    "repeated-code",
    "unknown-code",
    "unknown-type",
    "default-status",
];

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
    let input = match read(path) {
        Ok(input) => input,
        // It is not UTF-8, which is reported next.
        Err(Error::Catalog(_)) => return Ok(Vec::new()),
        Err(error @ Error::Io { .. }) => return Err(error.into()),
    };
    let Some(found) = findings(&input)? else {
        return Ok(Vec::new());
    };
    let edits = right(found.edits(), &found, path)?;
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
            for edit in &edits {
                say(&told(&path, source, edit));
            }
            edited.push((path, edits.len()));
        }
    }
    Ok(edited)
}

/// What an edit changed, and where.
fn told(path: &Path, source: &Source, edit: &Edit) -> String {
    let line = source.text[..edit.span.start].matches('\n').count() + 1;
    let old = &source.text[edit.span.clone()];
    format!("{}:{line}: {old} is now {}", paths::shown(path), edit.text)
}

/// What is found in a catalog, and in what it generates. `None` if it is nothing.
fn findings(input: &CatalogInput) -> Result<Option<Diagnostics>> {
    match generate_outputs(input) {
        Ok(artifacts) => Ok(artifacts.warnings().cloned()),
        Err(Error::Catalog(found)) => Ok(Some(found)),
        Err(error @ Error::Io { .. }) => Err(error.into()),
    }
}

/// The edits that do what they are for: all of them, or else each that does it by itself.
fn right<'d>(edits: Vec<Edit<'d>>, found: &Diagnostics, path: &Path) -> Result<Vec<Edit<'d>>> {
    let before = Counts::of(Some(found));
    let is_right = |edits: &[Edit]| -> Result<bool> {
        let after = CatalogInput {
            path: path.to_owned(),
            source: with_edits(found.source(), edits),
        };
        let after = Counts::of(findings(&after)?.as_ref());
        // Each removes its own finding.
        let is_gone = |edit: &Edit| {
            let alike = edits.iter().filter(|other| other.finding == edit.finding);
            let (rule, message) = edit.finding;
            after.with(rule, message) + alike.count() <= before.with(rule, message)
        };
        let is_broken = |rule: &&str| after.of_rule(rule) > before.of_rule(rule);
        Ok(edits.iter().all(is_gone) && !BROKEN.iter().any(is_broken))
    };
    if edits.is_empty() || is_right(&edits)? {
        return Ok(edits);
    }
    let mut kept: Vec<Edit> = Vec::new();
    for edit in edits {
        kept.push(edit);
        if !is_right(&kept)? {
            kept.pop();
        }
    }
    Ok(kept)
}

/// How often there is each finding, by its rule and its message.
struct Counts(BTreeMap<(&'static str, String), usize>);

impl Counts {
    fn of(found: Option<&Diagnostics>) -> Self {
        let mut counts = BTreeMap::new();
        for found in found.into_iter().flat_map(Diagnostics::iter) {
            let key = (found.rule.name, found.message.to_owned());
            *counts.entry(key).or_default() += 1;
        }
        Self(counts)
    }

    fn with(&self, rule: &'static str, message: &str) -> usize {
        let count = self.0.get(&(rule, message.to_owned()));
        count.copied().unwrap_or_default()
    }

    fn of_rule(&self, rule: &str) -> usize {
        let own = self.0.iter().filter(|((name, _), _)| *name == rule);
        own.map(|(_, count)| count).sum()
    }
}

/// The catalog with its parts, after the edits.
fn with_edits(catalog: &Source, edits: &[Edit]) -> Source {
    let after = |source: &Source| {
        let edits = edits
            .iter()
            .filter(|edit| std::ptr::eq(edit.source, source));
        edited(&source.text, &edits.collect::<Vec<_>>())
    };
    let mut new = Source::new(catalog.name(), after(catalog));
    new.imports.clone_from(&catalog.imports);
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
