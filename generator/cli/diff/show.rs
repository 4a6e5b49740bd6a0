//! Changes as text, as release notes and as JSON.

use std::fmt::Write as _;

use semver::Version;
use serde_json::{Map, Value, json};

use super::Located;
use crate::diff::{Change, Severity};

/// A line for each change, with its severities in columns.
pub(super) fn text(changes: &[Located], next: Option<&Version>) -> String {
    let mut text = String::new();
    if !changes.is_empty() {
        text += "clients   Rust\n";
    }
    for Located { change, file, line } in changes {
        let line = line.map_or_else(String::new, |line| format!(":{line}"));
        let Change {
            kind,
            clients,
            rust,
            message,
            ..
        } = change;
        let _ = writeln!(
            text,
            "{clients:8}  {rust:8}  {message} [{}] {file}{line}",
            kind.name
        );
        if let Some(help) = &change.help {
            let _ = writeln!(text, "{:20}help: {help}", "");
        }
    }
    if let Some(next) = next {
        let _ = writeln!(text, "next version: {next}");
    }
    text
}

/// Release notes: the changes in sections, without places.
pub(super) fn markdown(
    changes: &[Located],
    next: Option<&Version>,
    severity: impl Fn(&Change) -> Severity,
) -> String {
    let mut text = next.map_or_else(
        || "## Changes of the errors\n".to_owned(),
        |next| format!("## {next}\n"),
    );
    let sections = [
        (Severity::Breaking, "Breaking changes"),
        (Severity::Feature, "New"),
        (Severity::Fix, "Other changes"),
    ];
    for (wanted, title) in sections {
        let mut own = changes
            .iter()
            .filter(|change| severity(&change.change) == wanted)
            .peekable();
        if own.peek().is_none() {
            continue;
        }
        let _ = write!(text, "\n### {title}\n\n");
        for Located { change, .. } in own {
            let whom = match (change.clients == wanted, change.rust == wanted) {
                (true, false) if wanted > Severity::Fix => " (clients)",
                (false, true) if wanted > Severity::Fix => " (Rust)",
                _ => "",
            };
            let _ = writeln!(text, "- {}{whom}.", capitalized(&change.message));
        }
    }
    if changes.is_empty() {
        text += "\nNothing changed.\n";
    }
    text
}

fn capitalized(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

/// An object on a line for each change.
pub(super) fn json(changes: &[Located], next: Option<&Version>) -> String {
    let mut text = String::new();
    for Located { change, file, line } in changes {
        let mut object = Map::new();
        let mut add = |name: &str, value: Value| object.insert(name.to_owned(), value);
        add("change", change.kind.name.into());
        let what = if change.is_about_code() {
            "code"
        } else {
            "subject"
        };
        add(what, change.subject.as_str().into());
        add("clients", change.clients.to_string().into());
        add("rust", change.rust.to_string().into());
        add("old", change.old.clone());
        add("new", change.new.clone());
        add("message", change.message.as_str().into());
        add("help", change.help.as_deref().into());
        add("file", file.as_str().into());
        add("line", (*line).into());
        let _ = writeln!(text, "{}", Value::Object(object));
    }
    if let Some(next) = next {
        let _ = writeln!(text, "{}", json!({"next_version": next.to_string()}));
    }
    text
}

/// Every kind of change, a line each.
pub(super) fn kinds() -> String {
    let width = crate::change_kinds()
        .map(|kind| kind.name.len())
        .max()
        .unwrap_or_default();
    let mut text = format!("{:width$}  clients   Rust\n", "");
    for kind in crate::change_kinds() {
        let _ = writeln!(
            text,
            "{:width$}  {:8}  {:8}  {}",
            kind.name, kind.clients, kind.rust, kind.what
        );
    }
    text
}
