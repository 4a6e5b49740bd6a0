//! A catalog made from what a team already has: pages, documents, tables and programs that describe its errors.
//!
//! Each kind of file has a reader, which returns what it [found](found::Found). What several files say about one code is put
//! together, and [written](write) as a catalog. What no file says, and where two contradict each other, becomes a comment at its
//! place.

mod arms;
mod bodies;
mod columns;
mod envelope;
mod found;
mod learn;
mod markdown;
mod openapi;
mod roles;
mod rows;
mod rust;
mod schema;
mod table;
mod write;

use crate::diagnostic::{Level, Source};
use found::Found;
use serde_json::Value;

/// A catalog, and the texts of its `TODO` comments.
pub(crate) struct Adopted {
    pub(crate) text: String,
    pub(crate) codes: usize,
    pub(crate) types: usize,
    pub(crate) todos: Vec<String>,
}

/// Makes a catalog from files. Returns what is wrong if one cannot be read or describes no errors.
pub(crate) fn adopt(files: &[Source]) -> Result<Adopted, String> {
    let mut all = Found::default();
    for file in files {
        let found = read(file).map_err(|why| format!("cannot read {}: {why}", file.name()))?;
        if found.codes.is_empty() && found.types.is_empty() && found.bodies.is_empty() {
            all.notes
                .push(format!("nothing about errors was found in {}", file.name()));
        }
        all.add(found);
    }
    if all.codes.is_empty() && all.types.is_empty() {
        let names: Vec<&str> = files.iter().map(Source::name).collect();
        return Err(format!(
            "found no errors in {}; errcat looks for a table of codes, example responses, an enum, or a list",
            names.join(", ")
        ));
    }
    all.complete();
    let mut adopted = write::catalog(&all);
    // What else is wrong with it, such as a name that Rust cannot have.
    let found = crate::check(("", adopted.text.as_str()));
    let known = ["no-type", "no-status"];
    let errors = found
        .iter()
        .filter(|found| found.level == Level::Error && !known.contains(&found.rule.name));
    adopted.todos.extend(errors.map(|found| {
        let help = found.help.map(|help| format!(": {help}"));
        format!("{}{}", found.message, help.unwrap_or_default())
    }));
    Ok(adopted)
}

/// Reads a file of any of the kinds.
fn read(file: &Source) -> Result<Found, String> {
    let ending = file.name().rsplit('.').next().unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "md" | "mdx" | "markdown" | "txt" => Ok(markdown::read(file)),
        "csv" => rows::csv(file, b','),
        "tsv" => rows::csv(file, b'\t'),
        "rs" => rust::read(file),
        "json" | "yaml" | "yml" => {
            let document = document(file.text())?;
            if document.get("openapi").is_some() {
                Ok(openapi::read(file, &document))
            } else if document.get("swagger").is_some() {
                Err("it is Swagger 2.0; convert it to OpenAPI 3 first".to_owned())
            } else {
                rows::json(file, &document)
            }
        }
        _ => Err("known are .md, .mdx, .txt, .yaml, .yml, .json, .csv, .tsv and .rs".to_owned()),
    }
}

fn document(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).or_else(|_| {
        serde_yaml::from_str(text).map_err(|error| format!("it is neither JSON nor YAML: {error}"))
    })
}

/// The number of the line at a byte, from 1.
fn line_at(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Whether a text may be the name of a code: no prose, no number.
fn is_name(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_-./:".contains(c);
    text.len() >= 2
        && text.chars().all(is_part)
        && text.contains(|c: char| c.is_ascii_alphabetic())
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// The letters of a text, in lower case.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(char::is_ascii_alphabetic);
    letters.collect::<String>().to_lowercase()
}

/// The first status of an error with a reason phrase, given by its letters.
fn status_of_reason(is: impl Fn(&str) -> bool) -> Option<u16> {
    (400..600).find(|status| {
        let status = http::StatusCode::from_u16(*status).ok();
        let reason = status.and_then(|status| status.canonical_reason());
        reason.is_some_and(|reason| is(&letters(reason)))
    })
}
