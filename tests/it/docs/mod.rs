//! Pages of more kinds than one: of a code each, sections in pages that are written by hand, files of the team's own.
//!
//! What they look like is in `tests/golden/docs`; here is what they do when something is wrong.

mod links;
mod paths;
mod select;
mod splice;
mod templates;
mod texts;

use std::collections::BTreeMap;

use errcat::{Artifacts, Diagnostics, Options};

const CODES: &str = "version: 1
types:
  absence: {status: 404, description: Something is not there.}
  load: {status: 503, description: Too much at once.}
codes:
  gone: {type: absence, description: It is gone., tags: [old]}
  busy: {type: load, description: It is busy., retry_after: 5}
retired: {was: {since: '2.0', use: gone}}
";

/// What is generated from the codes above with these outputs and these files beside the catalog.
fn generate(outputs: &str, files: &[(&str, &str)]) -> Result<Artifacts, Diagnostics> {
    of(&format!("{CODES}outputs: {outputs}\n"), files)
}

fn of(catalog: &str, files: &[(&str, &str)]) -> Result<Artifacts, Diagnostics> {
    let files: BTreeMap<String, String> = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    let options = Options::new()
        .outputs(true)
        .templates(move |path| Ok(files.get(path).cloned()));
    errcat::generate(("errors.yaml", catalog), &options)
}

/// The findings, one a line.
fn found(outputs: &str, files: &[(&str, &str)]) -> String {
    match generate(outputs, files) {
        Ok(made) => made
            .warnings()
            .map(Diagnostics::concise)
            .unwrap_or_default(),
        Err(found) => found.concise(),
    }
}

fn spliced(page: &str) -> Result<String, String> {
    generate("{docs: [{splice: page.md}]}", &[("page.md", page)])
        .map(|made| made.get("page.md").unwrap().to_owned())
        .map_err(|found| found.full(false))
}

/// A template in the place of a page's, and the page.
fn page(template: &str, files: &[(&str, &str)]) -> Result<String, String> {
    let files: Vec<_> = files
        .iter()
        .copied()
        .chain([("t/page.j2", template)])
        .collect();
    generate("{docs: [{path: a.md, template: t/page.j2}]}", &files)
        .map(|made| made.get("a.md").unwrap().to_owned())
        .map_err(|found| found.full(false))
}
