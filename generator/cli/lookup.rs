//! `errcat lookup`: what a code means, for whoever sees it in a log or in a response.

use std::fmt::Write as _;
use std::io::{self, Read as _};

use serde_json::Value;

use super::arguments::Lookup;
use super::input::checked;
use super::terminal::{print, say};
use super::{Outcome, Result};
use crate::catalog::Catalog;
use crate::diagnostic::{IMPORTED, quote, suggestion};
use crate::export::{Code, Export, Retired, Wait};
use crate::source;
use crate::verify::identified::identified;
use crate::yaml::Node;

pub(super) fn lookup(command: &Lookup) -> Result {
    let mut input = String::new();
    let body: Option<Node> = if command.code == "-" {
        io::stdin().read_to_string(&mut input)?;
        let body = serde_json::from_str(&input)
            .map_err(|error| format!("standard input is not the JSON of a response: {error}"))?;
        Some(body)
    } else {
        None
    };
    let mut known = Vec::new();
    let mut unknown = Vec::new();
    let mut text = String::new();
    for path in source::find(&command.catalog)? {
        let catalog = checked(&path)?.catalog;
        let export = Export::of(&catalog, command.internal);
        let (codes, names) = match &body {
            Some(body) => of_body(&catalog, &export, body),
            None => (called(&export, &command.code), vec![command.code.clone()]),
        };
        for code in codes {
            if command.json {
                text += &json(code);
            } else {
                let gap = if text.is_empty() { "" } else { "\n" };
                text.extend([gap, &described(&export, code)]);
            }
        }
        for retired in &export.retired {
            if names.contains(&retired.code) {
                text += &if command.json {
                    json(retired)
                } else {
                    gone(retired)
                };
            }
        }
        unknown.extend(names);
        known.extend(export.codes);
    }
    if text.is_empty() {
        say(&not_found(&known, unknown.first()));
        return Ok(Outcome::Findings);
    }
    print(text)?;
    Ok(Outcome::Clean)
}

fn json(value: &impl serde::Serialize) -> String {
    format!("{:#}\n", serde_json::to_value(value).unwrap_or_default())
}

/// The codes with a name, a number or a problem type. Several, if several are sent alike.
fn called<'e>(export: &'e Export, name: &str) -> Vec<&'e Code> {
    let is_called = |code: &&Code| {
        let import = code.import.as_ref();
        code.key == name
            || code.sent_as == name
            || import.is_some_and(|import| format!("{import}{IMPORTED}{}", code.key) == name)
            || code.number.is_some_and(|number| number.to_string() == name)
            || code.doc_url.as_deref() == Some(name)
    };
    let mut codes: Vec<&Code> = export.codes.iter().filter(is_called).collect();
    // A name in the catalog belongs to one code.
    if codes.iter().any(|code| code.key == name) {
        codes.retain(|code| code.key == name);
    }
    codes
}

/// The codes that a body identifies, and the names in it that no code has.
fn of_body<'e>(catalog: &Catalog, export: &'e Export, body: &Node) -> (Vec<&'e Code>, Vec<String>) {
    let (known, unknown): (Vec<_>, Vec<_>) = identified(catalog, body)
        .into_iter()
        .partition(|identified| !identified.codes.is_empty());
    let keys: Vec<&str> = known
        .iter()
        .flat_map(|identified| &identified.codes)
        .map(|code| code.name.key())
        .collect();
    let codes = export.codes.iter();
    let codes = codes.filter(|code| keys.contains(&code.key.as_str()));
    let names = unknown.into_iter();
    let names = names.map(|identified| identified.text.into_owned());
    (codes.collect(), names.collect())
}

/// A value as text: a number may be written as one.
fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// What is known of a code, for people.
fn described(export: &Export, code: &Code) -> String {
    let mut text = format!(
        "{}: {}\n\n{}\n\n",
        code.key,
        code.title,
        code.description.trim()
    );
    let statuses: Vec<String> = code.statuses.iter().map(ToString::to_string).collect();
    let statuses = if statuses.is_empty() {
        "none: it is only sent in the list of another error".to_owned()
    } else {
        statuses.join(" or ")
    };
    let waits = match &code.retry_after {
        Some(Wait::Seconds(seconds)) => format!("yes, after {seconds} s"),
        Some(Wait::Word(_)) => "yes, after the time that the response states".to_owned(),
        None if code.retryable => "yes".to_owned(),
        None => "no".to_owned(),
    };
    let deprecated = code.deprecated.as_ref().map(|deprecated| {
        let since = deprecated
            .since
            .as_ref()
            .map_or_else(|| "yes".to_owned(), |since| format!("since {since}"));
        let instead = deprecated.instead.as_ref();
        instead.map_or(since.clone(), |code| {
            format!("{since}; use {}", quote(code))
        })
    });
    let fields = code
        .fields
        .iter()
        .map(|(name, value)| (name.as_str(), Some(self::text(value))));
    let rows = [
        (
            "sent as",
            Some(code.sent_as.clone()).filter(|sent_as| *sent_as != code.key),
        ),
        ("number", code.number.map(|number| number.to_string())),
        ("type", code.kind.clone()),
        ("status", Some(statuses)),
        ("message", Some(code.message.clone())),
        ("parameter", code.param.clone()),
        ("try again", Some(waits)),
        ("since", code.since.clone()),
        ("deprecated", deprecated),
        (
            "returned by",
            Some(code.operations.join(", "))
                .filter(|_| !export.operations.is_empty())
                .map(|all| {
                    if all.is_empty() {
                        "no operation".to_owned()
                    } else {
                        all
                    }
                }),
        ),
        ("documented", code.doc_url.clone()),
    ];
    let rows = rows.into_iter().chain(fields);
    for (name, value) in rows.filter_map(|(name, value)| Some((name, value?))) {
        let _ = writeln!(text, "{:12} {value}", format!("{name}:"));
    }
    for (title, value) in [
        ("To fix it", &code.resolution),
        ("For operators", &code.internal),
    ] {
        if let Some(value) = value {
            let _ = write!(text, "\n{title}: {}\n", value.trim());
        }
    }
    text
}

fn gone(retired: &Retired) -> String {
    let since = retired
        .since
        .as_ref()
        .map_or_else(String::new, |since| format!(" in {since}"));
    let instead = retired.instead.as_ref();
    let instead = instead.map_or_else(String::new, |code| format!("; {} replaces it", quote(code)));
    let note = retired
        .note
        .as_ref()
        .map_or_else(String::new, |note| format!("\n{}\n", note.trim()));
    format!("{} was retired{since}{instead}\n{note}", retired.code)
}

fn not_found(known: &[Code], name: Option<&String>) -> String {
    let Some(name) = name else {
        return "no code is identified by this body".to_owned();
    };
    let names = known.iter();
    let names = names.flat_map(|code| [code.key.as_str(), code.sent_as.as_str()]);
    let near = suggestion(name, names);
    let near = near.map_or_else(String::new, |near| format!(": {near}"));
    format!("no code is called {}{near}", quote(name))
}
