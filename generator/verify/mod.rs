//! Compares a hand-written document with the catalog: its operations, examples and enums.

mod body;
mod document;
mod example;
mod examples;
#[cfg(feature = "cli")]
pub(crate) mod faults;
mod findings;
#[cfg(feature = "cli")]
pub(crate) mod identified;
mod known;
mod operations;
#[cfg(feature = "cli")]
pub(crate) mod responses;
#[cfg(feature = "cli")]
mod routes;
mod rules;
mod schemas;
mod value;

use crate::api_document::{ApiDocument, MISSING_OPERATION};
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Files, Path, Report, Source, quote};
use document::{StatusKey, component_responses, media};
use examples::Examples;
use findings::Disagreements;
use known::KnownCodes;
pub(crate) use rules::RULES;
use schemas::Schemas;

/// Reports every contradiction between a document and the catalog. `source` is the catalog's text, with
/// the files in which its entries stand.
pub(crate) fn verify(
    catalog: &Catalog,
    source: (Source, Files),
    document: &str,
    report: &mut Report,
) {
    let Some(host) = ApiDocument::read(document, report) else {
        return;
    };
    if let Some(diagnostic) = document::not_openapi(&host) {
        report.push(diagnostic);
        return;
    }
    if document::repeated(&host, report) {
        return;
    }
    let known = KnownCodes::new(catalog);
    let mut findings = Disagreements::default();
    let root = host.root();
    if root.get("openapi").is_some()
        && root.get("paths").is_none()
        && !catalog.operations.is_empty()
    {
        let place = Path::root().key("openapi").at_key();
        let message = "the document has no `paths`, but the catalog lists operations";
        report.push(
            Diagnostic::new(&MISSING_OPERATION, place, message)
                .help("write `paths: {}` if the document only contains components"),
        );
    }
    let operations = document::operations(&host, &known);
    operations::check(&known, &host, &operations, &mut findings);

    let mut examples = Examples::new(&known, &host);
    let mut schemas = Schemas::new(&known, &host);
    for operation in &operations {
        for response in &operation.responses {
            let Some(found) = response.found.as_ref().filter(|_| response.key.is_error()) else {
                continue;
            };
            for media in media(&host, found, response.is_shared) {
                examples.check(&media, Some((operation, response)), &mut findings);
                schemas.check(&media, Some((operation, response)), &mut findings);
            }
        }
    }
    // A document without operations is a collection of components.
    let components = if operations.is_empty() {
        component_responses(&host)
    } else {
        Vec::new()
    };
    for response in components {
        for media in media(&host, &response, true) {
            examples.check(&media, None, &mut findings);
            schemas.check(&media, None, &mut findings);
        }
    }
    schemas.finish(&mut findings);
    findings.finish(source, report);
}

/// Formats names for a sentence: the first few, and the number of the others.
fn listed<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> String {
    const SHOWN: usize = 5;
    let more = names.len().saturating_sub(SHOWN);
    let shown: Vec<String> = names.take(SHOWN).map(quote).collect();
    let shown = shown.join(", ");
    match more {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
