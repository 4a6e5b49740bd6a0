//! The documentation target. It renders pages from MiniJinja templates and the catalog.

mod link;
mod markdown;
mod page;
mod sample;
mod splice;
mod template;

use std::collections::HashSet;
use std::path::PathBuf;
#[cfg(feature = "cli")]
use std::sync::Arc;

use super::Input;
use crate::artifact::{Artifact, Artifacts, Options, Replaces};
use crate::catalog::Subject;
#[cfg(feature = "cli")]
use crate::catalog::{Catalog, DocsOutput, PathPattern, Selection};
#[cfg(feature = "cli")]
use crate::diagnostic::Source;
use crate::diagnostic::{Diagnostic, Level, Place, Report, Rule};
use crate::paths::normal;
#[cfg(feature = "cli")]
use crate::select::View;
#[cfg(feature = "cli")]
use crate::select::Views;
use crate::stamp::Stamp;
use link::anchors::{self, Anchors};
use link::served;
use page::job::{Job, Jobs, Kind};
use splice::fill;
#[cfg(feature = "cli")]
use splice::marks;
use template::renderer::Renderer;

/// The rules about templates and handwritten pages.
pub(crate) const RULES: &[&Rule] = &[
    &TEMPLATE,
    &fill::SPLICE,
    &anchors::DEAD_DOC_URL,
    &anchors::SHARED_ANCHOR,
    &served::UNSERVED_PAGE,
];

static TEMPLATE: Rule = Rule {
    name: "template",
    level: Level::Error,
    what: "The template of a page does not exist, is not valid MiniJinja, or uses a name that does not exist.",
    why: "A part of the page would be missing, and nobody would notice.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {docs: [{path: errors.md, template: not-there.md.j2}]}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {docs: [{path: errors.md}]}\n",
};

/// Renders the pages and the other files that the catalog requests.
pub(crate) fn files(input: &Input, report: &mut Report) -> Artifacts {
    let (catalog, options) = (input.catalog, input.options);
    let mut artifacts = Artifacts::new();
    let failed = report.errors();
    let jobs = Jobs::of(input.views);
    if jobs.all.is_empty() {
        return artifacts;
    }
    let mut anchors = Anchors::of(catalog, &jobs.all);
    let catalog_name = std::path::Path::new(&options.source_name).file_name();
    let catalog_name = catalog_name.unwrap_or_default().to_string_lossy();
    let mut sources = HashSet::from([place_of(&catalog_name, options)]);
    let mut blind = Vec::new();
    for job in &jobs.all {
        let mut renderer = jobs.renderer(job, options);
        let files = run(job, &mut renderer, options, report);
        if job.is_page() {
            let paths: Vec<&str> = files.iter().map(|(file, _)| &*file.path).collect();
            if let Some(found) = served::unserved(job, &paths) {
                report.push(found);
            }
        }
        for path in renderer.templates_read() {
            if says_generated(&path, options) {
                report.push(job.generated(&TEMPLATE, &path));
            }
            sources.insert(place_of(&path, options));
            artifacts.read_template(path);
        }
        for (file, replaces) in files {
            if replaces == Replaces::Anything {
                blind.push((job, place_of(&file.path, options)));
            }
            if job.is_page() {
                anchors.found_in(job, &file.path, &file.contents);
            }
            artifacts.replace(file, replaces);
        }
    }
    for (job, path) in blind {
        if sources.contains(&path) {
            let message = "this output would overwrite a catalog or a template";
            let place = job.at.key("path").at_value();
            report.push(
                Diagnostic::new(&TEMPLATE, place, message)
                    .help("errcat never overwrites the files that it reads: choose another path"),
            );
        }
    }
    if report.errors() == failed {
        anchors.report(report);
    }
    artifacts
}

/// Whether a template states that it is generated, because it started as a copy of a page. errcat would delete it.
fn says_generated(path: &str, options: &Options) -> bool {
    let text = options.templates.as_ref().map(|source| source(path));
    matches!(text, Some(Ok(Some(text))) if Stamp::read(text.as_bytes()).is_some())
}

/// The normalized path of a file that the catalog names.
fn place_of(path: &str, options: &Options) -> PathBuf {
    let folder = options.folder.as_deref().unwrap_or("".as_ref());
    normal(&folder.join(path))
}

/// Renders one entry of the catalog: a single file, or a file for each subject of its path. Rendering stops at the
/// first error, which the other files would only repeat.
fn run(
    job: &Job,
    renderer: &mut Renderer,
    options: &Options,
    report: &mut Report,
) -> Vec<(Artifact, Replaces)> {
    let mut files = Vec::new();
    if job.kind == Kind::Splice {
        let path = job.path.text().to_owned();
        if let Some((host, contents)) = fill::splice(job, renderer, options, report) {
            files.push((Artifact { path, contents }, Replaces::Text(host)));
        }
        return files;
    }
    let replaces = match job.kind {
        Kind::File { mark: false } => Replaces::Anything,
        Kind::File { mark: true } | Kind::Page | Kind::Splice => Replaces::Generated,
    };
    let view = job.view.catalog();
    let names: Vec<Option<&str>> = match job.path.subject() {
        Subject::Catalog => vec![None],
        Subject::Code => {
            let codes = view.codes.iter().filter(|code| !code.is_told_elsewhere());
            codes.map(|code| Some(code.name.key())).collect()
        }
        Subject::Retired => {
            let retired = view.retired.iter();
            retired.map(|retired| Some(retired.code.as_str())).collect()
        }
        Subject::Type => {
            let types = view.types.iter();
            types.map(|kind| Some(kind.name.wire())).collect()
        }
    };
    for name in names {
        let path = name.map_or_else(|| job.path.text().to_owned(), |name| job.path.of(name));
        let contents = match renderer.render(&path, name) {
            Ok(contents) => contents,
            Err(found) => {
                report.push(match found.place {
                    Place::Other { .. } => found.related(job.place(), "requested here"),
                    _ => *found,
                });
                break;
            }
        };
        files.push((Artifact { path, contents }, replaces.clone()));
    }
    files
}

/// The text of one page, which the catalog need not list. With `code`, it is the page of that code.
#[cfg(feature = "cli")]
pub(crate) fn single(
    catalog: &Catalog,
    options: &Options,
    (path, output): (&PathPattern, &DocsOutput),
    code: Option<&str>,
    report: &mut Report,
) -> Option<String> {
    // Mistakes in other outputs do not concern this page.
    let views = Views::of(catalog, true, &mut Report::default());
    let jobs = Jobs::of(&views);
    let view = views.view(catalog, &Selection::default()).ok()?;
    let job = Job::printed(path, output, view);
    let mut renderer = jobs.renderer(&job, options);
    renderer
        .text(path.text(), code)
        .map_err(|found| report.push(*found))
        .ok()
}

/// The texts of a book's chapters, with the sections that they request from a view of the catalog. `None` if one of
/// them has an error.
#[cfg(feature = "cli")]
pub(crate) fn chapters(
    views: &Views,
    view: &Arc<View>,
    options: &Options,
    output: &DocsOutput,
    chapters: Vec<Source>,
    report: &mut Report,
) -> Option<Vec<String>> {
    let jobs = Jobs::of(views);
    let path = PathPattern::default();
    let job = Job::printed(&path, output, Arc::clone(view));
    let renderer = jobs.renderer(&job, options);
    // Fills every chapter, so that all errors are reported.
    let filled: Vec<_> = chapters
        .into_iter()
        .map(|chapter| {
            renderer.start(&chapter.name);
            let chapter = Arc::new(chapter);
            let filled = fill::fill(&chapter, marks::Syntax::Braces, &renderer, report)?;
            Some(filled.text)
        })
        .collect();
    filled.into_iter().collect()
}

/// The names and texts of the built-in templates.
#[cfg(feature = "cli")]
pub(crate) use template::templates::BUILT_IN;
