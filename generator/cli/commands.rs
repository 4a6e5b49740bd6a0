//! What each command does.

use std::collections::BTreeSet;
use std::io::{IsTerminal as _, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, io};

use super::Outcome;
use super::arguments::{Check, Docs, Explain, Findings, Format, Generate, Init, Openapi, Rust};
use crate::artifact::{Artifacts, MARK, Options, normal};
use crate::catalog::{Catalog, DocsOutput, OpenApiOutput};
use crate::config::Report;
use crate::diagnostic::{self, Diagnostics, Source};
use crate::output::{self, Done, Plan, Target};
use crate::{check as checked, load, source, target};

type Result<T = Outcome> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A catalog that was read.
struct Input {
    path: PathBuf,
    name: String,
    text: String,
}

/// Reads one catalog, or standard input.
fn read(path: &Path) -> std::result::Result<Input, Report> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|error| Report::io("read", Path::new("standard input"), error))?;
        let name = "<stdin>".to_owned();
        return Ok(Input {
            path: "errors.yaml".into(),
            text: source::decode(bytes, &name)?,
            name,
        });
    }
    let found = output::find(path)?;
    let path = match found.as_slice() {
        [one] => one.as_path(),
        several => {
            let names = several
                .iter()
                .map(|path| source::shown(path))
                .collect::<Vec<_>>()
                .join(", ");
            let error = io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("there are several catalogs: name one of {names}"),
            );
            return Err(Report::io("choose in", path, error));
        }
    };
    let name = source::shown(path);
    Ok(Input {
        path: path.to_owned(),
        text: source::read(path, &name)?,
        name,
    })
}

/// The catalogs that are meant by the arguments, each once.
fn catalogs(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut catalogs = Vec::new();
    for path in paths {
        let found = if path == Path::new("-") {
            vec![path.clone()]
        } else {
            output::find(path)?
        };
        catalogs.extend(found);
    }
    let mut seen = BTreeSet::new();
    catalogs.retain(|path| seen.insert(path.clone()));
    Ok(catalogs)
}

/// Shows findings on standard output, and says how many there were on standard error.
struct Shown<'f> {
    findings: &'f Findings,
    errors: usize,
    warnings: usize,
}

impl<'f> Shown<'f> {
    fn new(findings: &'f Findings) -> Self {
        Self {
            findings,
            errors: 0,
            warnings: 0,
        }
    }

    fn show(&mut self, found: &Diagnostics) -> Result<()> {
        self.errors += found.errors();
        self.warnings += found.warnings();
        let mut out = anstream::stdout().lock();
        match self.findings.format {
            Format::Full => write!(out, "{}", found.full(true))?,
            Format::Concise => write!(out, "{}", found.concise())?,
            Format::Json => write!(out, "{}", found.json())?,
        }
        Ok(out.flush()?)
    }

    /// Shows what is wrong with a catalog; what is wrong with its file goes on to the caller.
    fn report(&mut self, report: Report) -> Result<()> {
        match report {
            Report::Catalog(found) => self.show(&found),
            report @ Report::Io { .. } => Err(report.into()),
        }
    }

    fn outcome(&self) -> Outcome {
        if self.errors > 0 || (self.findings.deny_warnings && self.warnings > 0) {
            Outcome::Findings
        } else {
            Outcome::Clean
        }
    }

    /// `3 errors, 1 warning`, or nothing.
    fn sum(&self) -> Option<String> {
        let parts = [(self.errors, "error"), (self.warnings, "warning")];
        let parts = parts
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| count(*number, what));
        Some(parts.collect::<Vec<_>>().join(", ")).filter(|sum| !sum.is_empty())
    }
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn say(text: &str) -> Result<()> {
    Ok(writeln!(anstream::stderr(), "{text}")?)
}

pub(super) fn check(command: &Check) -> Result {
    let catalogs = catalogs(&command.catalogs)?;
    let mut shown = Shown::new(&command.findings);
    for path in &catalogs {
        match read(path) {
            Ok(input) => {
                // The templates of its pages are the catalog's too.
                match generate_outputs(&input) {
                    Ok(artifacts) => artifacts
                        .warnings()
                        .map_or(Ok(()), |found| shown.show(found))?,
                    Err(report) => shown.report(report)?,
                }
            }
            Err(report) => shown.report(report)?,
        }
    }
    let read = count(catalogs.len(), "catalog");
    say(&shown.sum().map_or_else(
        || format!("{read}: no findings"),
        |sum| format!("{read}: {sum}"),
    ))?;
    Ok(shown.outcome())
}

fn generate_outputs(input: &Input) -> std::result::Result<Artifacts, Report> {
    output::generate_with_files(
        &input.text,
        Options::new(&input.name).outputs(true),
        &input.path,
    )
}

pub(super) fn generate(command: &Generate) -> Result {
    let start = Instant::now();
    let mut shown = Shown::new(&command.findings);
    let mut targets = Vec::new();
    let mut made_from = BTreeSet::new();
    for path in catalogs(&command.catalogs)? {
        let artifacts = read(&path).and_then(|input| generate_outputs(&input));
        let artifacts = match artifacts {
            Ok(artifacts) => artifacts,
            Err(report) => {
                shown.report(report)?;
                continue;
            }
        };
        artifacts
            .warnings()
            .map_or(Ok(()), |found| shown.show(found))?;
        let folder = output::folder_of(&path)?;
        made_from.extend(path.file_name().map(|name| folder.join(name)));
        targets.extend(artifacts.files().map(|file| Target {
            path: normal(&folder.join(file.path)),
            contents: file.contents,
        }));
    }
    if let Outcome::Findings = shown.outcome() {
        let sum = shown.sum().unwrap_or_default();
        say(&format!("{sum}: nothing was written"))?;
        return Ok(Outcome::Findings);
    }
    let plan = Plan::new(targets, &made_from)?;
    if command.check {
        return up_to_date(&plan, &command.catalogs, start.elapsed());
    }
    let Done {
        written,
        unchanged,
        removed,
    } = plan.write()?;
    for (what, paths) in [("wrote", &written), ("removed", &removed)] {
        for path in paths {
            say(&format!("{what} {}", from_here(path)))?;
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
    ))?;
    Ok(Outcome::Clean)
}

/// Says which files are not as they should be, and what mends that.
fn up_to_date(plan: &Plan, catalogs: &[PathBuf], took: Duration) -> Result {
    let mut out = anstream::stdout().lock();
    let mut list = |what: &str, path: &Path| writeln!(out, "{what}: {}", from_here(path));
    plan.stale
        .iter()
        .try_for_each(|target| list("stale", &target.path))?;
    plan.missing
        .iter()
        .try_for_each(|target| list("missing", &target.path))?;
    plan.left_over
        .iter()
        .try_for_each(|path| list("left over", path))?;
    if plan.is_done() {
        say(&format!(
            "{} up to date in {}",
            count(plan.unchanged, "file"),
            shown_time(took)
        ))?;
        return Ok(Outcome::Clean);
    }
    let catalogs: Vec<String> = catalogs.iter().map(|path| source::shown(path)).collect();
    say(&format!(
        "run `errcat generate {}` and commit what it writes",
        catalogs.join(" ")
    ))?;
    Ok(Outcome::Findings)
}

/// A path as seen from the working folder, where it is in it.
fn from_here(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    source::shown(path.strip_prefix(&here).unwrap_or(path))
}

fn shown_time(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

/// A first catalog, that shows the format by being one.
const FIRST: &str = include_str!("first.yaml");

pub(super) fn init(command: &Init) -> Result {
    let path = &command.catalog;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Report::io("make", folder, error))?;
    }
    let made = fs::File::create_new(path).and_then(|mut file| file.write_all(FIRST.as_bytes()));
    made.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let why = io::Error::new(
                error.kind(),
                "there is one already; edit it, or name another path",
            );
            Report::io("make a catalog of", path, why)
        }
        _ => Report::io("write", path, error),
    })?;
    say(&format!(
        "wrote {}: edit it, and `errcat check` says how it is going",
        source::shown(path)
    ))?;
    Ok(Outcome::Clean)
}

/// Prints one output of a catalog; findings go to standard error here, because standard output is taken.
fn print(
    path: &Path,
    findings: &Findings,
    make: impl FnOnce(&Catalog, &Input, &mut diagnostic::Report) -> Option<String>,
) -> Result {
    let to_stderr = |found: &Diagnostics| -> Result<()> {
        let shown = match findings.format {
            Format::Full => found.full(io::stderr().is_terminal()),
            Format::Concise => found.concise(),
            Format::Json => found.json(),
        };
        Ok(write!(anstream::stderr(), "{shown}")?)
    };
    let input = match read(path) {
        Ok(input) => input,
        Err(Report::Catalog(found)) => {
            to_stderr(&found)?;
            return Ok(Outcome::Findings);
        }
        Err(report) => return Err(report.into()),
    };
    let mut report = diagnostic::Report::default();
    let catalog =
        load::load(&input.text, &mut report).and_then(|draft| checked::check(draft, &mut report));
    let text = catalog.and_then(|catalog| make(&catalog, &input, &mut report));
    let found = report.into_diagnostics(Source {
        name: input.name,
        text: input.text,
    });
    to_stderr(&found)?;
    let Some(text) = text else {
        return Ok(Outcome::Findings);
    };
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    let denied = findings.deny_warnings && found.warnings() > 0;
    Ok(if denied {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

/// The catalog as the first line of something printed names it: no file that `generate` would take for one of its own.
fn printed(input: &Input) -> String {
    format!("{}, printed", input.name)
}

pub(super) fn rust(command: &Rust) -> Result {
    print(&command.catalog, &command.findings, |catalog, input, _| {
        Some(target::rust::generate(
            catalog,
            command.options(),
            &printed(input),
        ))
    })
}

pub(super) fn openapi(command: &Openapi) -> Result {
    print(&command.catalog, &command.findings, |catalog, input, _| {
        let path = if command.json {
            "openapi.json"
        } else {
            "openapi.yaml"
        };
        let output = OpenApiOutput {
            path: path.to_owned(),
            version: command.version(),
            form: command.form(),
        };
        Some(target::openapi::generate(
            catalog,
            &output,
            &format!("{MARK}{}", printed(input)),
        ))
    })
}

pub(super) fn docs(command: &Docs) -> Result {
    let read = |path: &str| match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    };
    print(
        &command.catalog,
        &command.findings,
        |catalog, input, report| {
            let template = command.template.as_deref().map(source::shown);
            let output = DocsOutput {
                template,
                ..DocsOutput::default()
            };
            let options = Options::new(&input.name).templates(read);
            target::docs::single(catalog, &options, &output, report)
        },
    )
}

pub(super) fn explain(command: &Explain) -> Result {
    let mut out = anstream::stdout().lock();
    let Some(name) = &command.rule else {
        let width = crate::rules()
            .map(|rule| rule.name.len())
            .max()
            .unwrap_or_default();
        for rule in crate::rules() {
            writeln!(
                out,
                "{:width$}  {:7}  {}",
                rule.name,
                rule.level.to_string(),
                rule.what
            )?;
        }
        return Ok(Outcome::Clean);
    };
    let Some(rule) = crate::rule(name) else {
        let near = diagnostic::suggestion(name, crate::rules().map(|rule| rule.name));
        let help = near.unwrap_or_else(|| "`errcat explain` lists all of them".to_owned());
        return Err(format!("no rule is called `{name}`: {help}").into());
    };
    write!(out, "{rule}")?;
    Ok(Outcome::Clean)
}
