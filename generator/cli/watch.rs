//! `errcat generate --watch`: generates again whenever an input changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::{Event, RecursiveMode, Watcher as _};

use super::arguments::Generate;
use super::commands::Told;
use super::input::catalogs;
use super::terminal::say;
use super::{Result, commands};
use crate::catalog::Format;
use crate::diagnostic::Report;
use crate::source;

/// How long after a change to wait for more: an editor saves a file in several steps.
const SETTLED: Duration = Duration::from_millis(10);

/// The inputs with their contents, and none for what cannot be read.
type Contents = BTreeMap<PathBuf, Option<Vec<u8>>>;

pub(super) fn watch(command: &Generate) -> Result {
    if command.catalogs.iter().any(|path| path == Path::new("-")) {
        return Err("standard input is read once: name the file of the catalog".into());
    }
    let (sender, events) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(sender)?;
    let mut seen = BTreeSet::new();
    let mut known = contents(command);
    // It ends the command if an argument cannot be used. Later, that may be a file that is just being replaced.
    commands::generate(command)?;
    say("watching for changes; Ctrl-C ends it");
    loop {
        for folder in folders(command, &known) {
            let is_new = !seen.contains(&folder);
            if is_new && watcher.watch(&folder, RecursiveMode::NonRecursive).is_ok() {
                seen.insert(folder);
            }
        }
        // What changed during the run has no event any more. A page with sections is among it, which the run wrote: then
        // another run has nothing to do or to tell.
        let mut now = contents(command);
        let told = if now == known {
            now = changed(command, &known, &events)?;
            Told::All
        } else {
            Told::Changes
        };
        known = now;
        if let Err(error) = commands::generate_and_tell(command, told) {
            say(&format!("error: {error}"));
        }
    }
}

/// Waits until the contents of the inputs differ from what is known.
fn changed(
    command: &Generate,
    known: &Contents,
    events: &Receiver<notify::Result<Event>>,
) -> Result<Contents> {
    loop {
        while is_reading(&events.recv()?) {}
        // Those of the same save. What comes later is seen in the next round.
        std::thread::sleep(SETTLED);
        while events.try_recv().is_ok() {}
        let now = contents(command);
        if now != *known {
            return Ok(now);
        }
    }
}

/// Whether an event only tells that somebody reads, as errcat itself does.
fn is_reading(event: &notify::Result<Event>) -> bool {
    matches!(event, Ok(event) if event.kind.is_access())
}

/// What a run reads: catalogs, templates, and pages with sections.
fn contents(command: &Generate) -> Contents {
    let mut files = BTreeSet::new();
    for catalog in catalogs(&command.catalogs).unwrap_or_default() {
        let folder = source::folder_of(&catalog).unwrap_or_default();
        let source = source::read_catalog(&catalog, "");
        files.insert(catalog.clone());
        let Ok(source) = source else {
            continue;
        };
        let inputs = source::inputs(&source, &catalog).into_iter();
        files.extend(inputs.filter(|path| !path.is_dir()));
        // While a catalog has mistakes, nothing else is read.
        let Some(catalog) = crate::read(&source, &mut Report::default()) else {
            continue;
        };
        for output in &catalog.outputs {
            let template = match &output.format {
                Format::Docs(docs) => {
                    if docs.splice {
                        files.insert(folder.join(output.path.text()));
                    }
                    docs.template.as_deref()
                }
                Format::Files(file) => Some(file.template.as_str()),
                Format::Rust(_) | Format::OpenApi(_) | Format::Client(_) => None,
            };
            let template = template.map(|template| folder.join(template));
            files.extend(template.iter().flat_map(|path| alike_beside(path)));
        }
    }
    let with_contents = |path: PathBuf| {
        let contents = fs::read(&path).ok();
        (path, contents)
    };
    files.into_iter().map(with_contents).collect()
}

/// The folders in which a change can be one of an input. Editors replace files, so that a file itself is not watched.
fn folders(command: &Generate, contents: &Contents) -> BTreeSet<PathBuf> {
    let of_files = contents.keys().filter_map(|path| path.parent());
    let asked = command.catalogs.iter().filter(|path| path.is_dir());
    // A part may be added where there is none yet.
    let catalogs = catalogs(&command.catalogs).unwrap_or_default();
    let of_parts = catalogs.iter().filter_map(|path| {
        let source = source::read_catalog(path, "").ok()?;
        Some(source::inputs(&source, path))
    });
    let of_parts = of_parts.flatten().filter(|path| path.is_dir());
    let of_parts: Vec<PathBuf> = of_parts.collect();
    let folders = of_files
        .chain(asked.map(PathBuf::as_path))
        .chain(of_parts.iter().map(PathBuf::as_path));
    let named = |folder: &Path| {
        if folder.as_os_str().is_empty() {
            PathBuf::from(".")
        } else {
            folder.to_owned()
        }
    };
    folders.map(named).collect()
}

/// The files beside a template with its ending: the templates that it extends and includes, and the template.
fn alike_beside(template: &Path) -> Vec<PathBuf> {
    let folder = template.parent().map(fs::read_dir);
    let entries = folder.and_then(std::io::Result::ok).into_iter().flatten();
    let paths = entries.flatten().map(|entry| entry.path());
    paths
        .filter(|path| path.extension() == template.extension())
        .collect()
}
