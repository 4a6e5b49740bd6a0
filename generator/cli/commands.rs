//! The commands on catalogs and their files: `check`, `generate`, `init`, `verify` and `explain`.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, io};

use super::arguments::{Check, Explain, Generate, VerifyOpenapi};
use super::findings::{ShownFindings, Stream, count};
use super::fix;
use super::input::{CatalogInput, catalogs, document, not_both, read};
use super::progress::Progress;
use super::terminal::{self, say};
use super::{Outcome, Result};
use crate::artifact::{Artifacts, Options};
use crate::diagnostic::{self, Rule};
use crate::error::Error;
use crate::output::{Done, Inputs, Plan, Target};
use crate::paths;
use crate::source;
use crate::targets::docs;
use crate::visible::visible;

pub(super) fn check(command: &Check) -> Result {
    let catalogs = catalogs(&command.catalogs)?;
    if command.fix {
        fix::fix(&catalogs)?;
    }
    let mut shown = ShownFindings::new(&command.findings, Stream::Output);
    let progress = Progress::unless(false);
    for path in &catalogs {
        // The templates of the pages are checked too.
        let artifacts = progress.during(&format!("checking {}", paths::shown(path)), || {
            read(path).and_then(|input| generate_outputs(&input))
        });
        let name = paths::shown(path);
        match artifacts {
            Ok(artifacts) => shown.show(&name, artifacts.warnings())?,
            Err(report) => shown.report(&name, report)?,
        }
    }
    shown.finish()?;
    let read = count(catalogs.len(), "catalog");
    say(&shown.sum().map_or_else(
        || format!("{read}: no findings"),
        |sum| format!("{read}: {sum}"),
    ));
    Ok(shown.outcome())
}

pub(super) fn generate_outputs(input: &CatalogInput) -> Result<Artifacts, Error> {
    let options = Options::new().outputs(true);
    let options = source::with_files(options, &input.path)?;
    crate::generate(input.source.clone(), &options).map_err(Error::Catalog)
}

/// So many files are listed without `--verbose`.
const FEW: usize = 10;

/// What a run tells on standard error.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// What it did.
    All,
    /// What it did, if that is anything.
    Changes,
}

pub(super) fn generate(command: &Generate) -> Result {
    generate_and_tell(command, Told::All)
}

pub(super) fn generate_and_tell(command: &Generate, told: Told) -> Result {
    let start = Instant::now();
    let mut shown = ShownFindings::new(&command.findings, Stream::Output);
    let mut targets = Vec::new();
    let mut inputs = Inputs::default();
    let progress = Progress::unless(command.told.quiet);
    for path in catalogs(&command.catalogs)? {
        let generating = format!("generating the outputs of {}", paths::shown(&path));
        let artifacts = progress.during(&generating, || {
            read(&path).and_then(|input| generate_outputs(&input))
        });
        let artifacts = match artifacts {
            Ok(artifacts) => artifacts,
            Err(report) => {
                shown.report(&paths::shown(&path), report)?;
                continue;
            }
        };
        shown.show(&paths::shown(&path), artifacts.warnings())?;
        let folder = source::folder_of(&path)?;
        inputs.add(&path, &folder, &artifacts);
        targets.extend(Target::all(artifacts, &folder));
    }
    shown.finish()?;
    if let Outcome::Findings = shown.outcome() {
        let sum = shown.sum().unwrap_or_default();
        say(&format!("{sum}: nothing was written"));
        return Ok(Outcome::Findings);
    }
    let comparing = format!("comparing {}", count(targets.len(), "file"));
    let plan = progress.during(&comparing, || Plan::new(targets, &inputs))?;
    if command.check {
        return up_to_date(&plan, command, start.elapsed());
    }
    let writing = count(plan.stale.len() + plan.missing.len(), "file");
    let Done {
        written,
        unchanged,
        removed,
    } = progress.during(&format!("writing {writing}"), || plan.write(&inputs))?;
    let is_nothing = written.is_empty() && removed.is_empty();
    if command.told.quiet || (is_nothing && told == Told::Changes) {
        return Ok(Outcome::Clean);
    }
    if command.told.verbose || written.len() + removed.len() <= FEW {
        for (what, paths) in [("wrote", &written), ("removed", &removed)] {
            for path in paths {
                say(&format!("{what} {}", from_here(path)));
            }
        }
    }
    let gone = if removed.is_empty() {
        String::new()
    } else {
        format!(", {} removed", removed.len())
    };
    say(&format!(
        "{} written, {unchanged} unchanged{gone} in {}",
        written.len(),
        shown_time(start.elapsed())
    ));
    Ok(Outcome::Clean)
}

/// Prints the files that are not up to date, and the command that fixes them.
fn up_to_date(plan: &Plan, command: &Generate, took: Duration) -> Result {
    let stale = plan.stale.iter().map(|target| ("stale", &target.path));
    let missing = plan.missing.iter().map(|target| ("missing", &target.path));
    let left_over = plan.left_over.iter().map(|path| ("left over", path));
    let list = stale.chain(missing).chain(left_over);
    let list = list.map(|(what, path)| format!("{what}: {}\n", visible(&from_here(path))));
    terminal::print(list.collect::<String>())?;
    if plan.is_done() {
        if command.told.quiet {
            return Ok(Outcome::Clean);
        }
        say(&format!(
            "{} up to date in {}",
            count(plan.unchanged, "file"),
            shown_time(took)
        ));
        return Ok(Outcome::Clean);
    }
    let catalogs: Vec<String> = command
        .catalogs
        .iter()
        .map(|path| paths::shown(path))
        .collect();
    say(&format!(
        "run `errcat generate {}` and commit the files",
        catalogs.join(" ")
    ));
    Ok(Outcome::Findings)
}

/// Returns a path relative to the current folder, if the folder contains it.
fn from_here(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    paths::shown(path.strip_prefix(&here).unwrap_or(path))
}

fn shown_time(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

/// Writes the built-in templates, or none if one of the files already exists.
pub(super) fn init_templates(folder: &Path) -> Result {
    let files = docs::BUILT_IN.iter();
    let files: Vec<(PathBuf, &str)> = files
        .map(|(name, text)| (folder.join(name), *text))
        .collect();
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        let why = "the file already exists; move it away, or choose another folder";
        let error = io::Error::new(io::ErrorKind::AlreadyExists, why);
        return Err(Error::io("create the template", path, error).into());
    }
    fs::create_dir_all(folder).map_err(|error| Error::io("create", folder, error))?;
    for (path, text) in &files {
        let made = fs::File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
        made.map_err(|error| Error::io("write", path, error))?;
        say(&format!("wrote {}", paths::shown(path)));
    }
    let page = paths::shown(&folder.join("page.md.j2"));
    say(&format!(
        "set {page} as the `template` of a page, relative to the catalog's folder; errcat uses the built-in template for each file that you delete"
    ));
    Ok(Outcome::Clean)
}

pub(super) fn verify_openapi(command: &VerifyOpenapi) -> Result {
    not_both(&command.catalog, &command.document)?;
    let mut shown = ShownFindings::new(&command.findings, Stream::Output);
    let read = read(&command.catalog)
        .and_then(|catalog| document(&command.document).map(|document| (catalog, document)));
    let document = paths::shown(&command.document);
    match read {
        Ok((catalog, text)) => {
            let found = crate::verify_openapi(catalog.source, text);
            shown.show(&document, Some(&found))?;
        }
        Err(report) => shown.report(&document, report)?,
    }
    shown.finish()?;
    let catalog = paths::shown(&command.catalog);
    say(&shown.sum().map_or_else(
        || format!("{document} agrees with {catalog}: no findings"),
        |sum| format!("{document} and {catalog}: {sum}"),
    ));
    Ok(shown.outcome())
}

pub(super) fn explain(command: &Explain) -> Result {
    let Some(name) = &command.rule else {
        let names = crate::rules().map(|rule| rule.name.len());
        let width = names.max().unwrap_or_default();
        let line = |rule: &Rule| {
            let level = if rule.is_off_by_default() {
                "off".to_owned()
            } else {
                rule.level.to_string()
            };
            format!("{:width$}  {level:7}  {}\n", rule.name, rule.what)
        };
        terminal::print(crate::rules().map(line).collect::<String>())?;
        return Ok(Outcome::Clean);
    };
    let Some(rule) = crate::rule(name) else {
        let near = diagnostic::suggestion(name, crate::rules().map(|rule| rule.name));
        let help = near.unwrap_or_else(|| "`errcat explain` lists all rules".to_owned());
        return Err(format!("no rule is called `{name}`: {help}").into());
    };
    let mut text = rule.to_string();
    let compared = rule.catalog();
    let compared = compared.map(|catalog| ("are compared with this catalog".to_owned(), catalog));
    let imported = rule.imported();
    let imported =
        imported.map(|(path, catalog)| (format!("import this catalog, {path}"), catalog));
    for (what, catalog) in compared.into_iter().chain(imported) {
        text.extend(["\nBoth ", &what, ":\n\n"]);
        text.extend(catalog.lines().map(|line| format!("    {line}\n")));
    }
    terminal::print(text)?;
    Ok(Outcome::Clean)
}
