//! SARIF 2.1.0, which code hosts and editors read.

use std::path::Path;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostics, Placed, PlacedSpot, Rule};
use crate::paths;

/// The log of a run.
pub(super) fn log(all: &[(String, Option<Diagnostics>)]) -> String {
    let mut rules: Vec<&'static Rule> = Vec::new();
    let mut results = Vec::new();
    for found in all.iter().filter_map(|(_, found)| found.as_ref()) {
        for found in found.placed() {
            let known = rules.iter().position(|rule| rule.name == found.rule.name);
            let index = known.unwrap_or_else(|| {
                rules.push(found.rule);
                rules.len() - 1
            });
            results.push(result(&found, index));
        }
    }
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "errcat",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.into_iter().map(descriptor).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": format!("{} {}", rule.what, rule.why)},
        "help": {"text": format!("{} `errcat explain {}` shows an example.", rule.why, rule.name)},
        "defaultConfiguration": {"level": rule.level.to_string()},
    })
}

fn result(found: &Placed, index: usize) -> Value {
    let mut result = json!({
        "ruleId": found.rule.name,
        "ruleIndex": index,
        "level": found.level.to_string(),
        "message": {"text": literal(&found.text())},
        "locations": [location(&found.spot)],
    });
    if let Some((spot, label)) = &found.related {
        let mut related = location(spot);
        related["id"] = 1.into();
        related["message"] = json!({"text": literal(label)});
        result["relatedLocations"] = json!([related]);
    }
    result
}

/// A text of a message: braces would be places for arguments (SARIF, section 3.11.5).
fn literal(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

fn location(spot: &PlacedSpot) -> Value {
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(spot.file)},
        "region": {
            "startLine": spot.start.line,
            "startColumn": spot.start.column,
            "endLine": spot.end.line,
            "endColumn": spot.end.column,
        },
    }})
}

/// A path as a reference to a URI (RFC 3986).
fn uri(path: &str) -> String {
    let is_absolute = Path::new(path).is_absolute();
    let is_plain =
        |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c) || (is_absolute && c == ':');
    let encoded = paths::percent_encoded(&paths::shown(Path::new(path)), is_plain);
    match encoded.strip_prefix('/') {
        Some(path) => format!("file:///{path}"),
        None if is_absolute => format!("file:///{encoded}"),
        None => encoded,
    }
}
