//! `errcat lookup`: what a code means, for whoever sees it in a log or in a response.

use std::fmt::Write as _;
use std::io::{self, Read as _};

use serde_json::Value;

use super::arguments::Lookup;
use super::input::checked;
use super::terminal::{print, say};
use super::{Outcome, Result};
use crate::diagnostic::{IMPORTED, quote, suggestion};
use crate::export::{Code, Export, Retired, Wait};
use crate::source;

pub(super) fn lookup(command: &Lookup) -> Result {
    let exports = exports(command)?;
    let asked = if command.code == "-" {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text)?;
        let body = serde_json::from_str(&text)
            .map_err(|error| format!("standard input is not the JSON of a response: {error}"))?;
        Asked::Body(body)
    } else {
        Asked::Name(command.code.clone())
    };
    let mut text = String::new();
    for export in &exports {
        for code in found(export, &asked) {
            let shown = if command.json {
                json(code)
            } else {
                told(export, code)
            };
            text += if text.is_empty() || command.json {
                ""
            } else {
                "\n"
            };
            text += &shown;
        }
        let names = asked.names(export);
        let retired = export.retired.iter();
        let retired = retired.filter(|retired| names.contains(&retired.code));
        text.extend(retired.map(|retired| {
            if command.json {
                json(retired)
            } else {
                gone(retired)
            }
        }));
    }
    if text.is_empty() {
        say(&not_found(&exports, &asked));
        return Ok(Outcome::Findings);
    }
    print(text)?;
    Ok(Outcome::Clean)
}

fn json(value: &impl serde::Serialize) -> String {
    format!("{:#}\n", serde_json::to_value(value).unwrap_or_default())
}

/// What is looked up.
enum Asked {
    /// The name of a code, or a number.
    Name(String),
    /// The body of a response.
    Body(Value),
}

impl Asked {
    fn is(&self, name: &str) -> bool {
        matches!(self, Self::Name(asked) if asked == name)
    }

    /// The names of codes that are asked for: those in a body are where the envelope has codes.
    fn names(&self, export: &Export) -> Vec<String> {
        match self {
            Self::Name(name) => vec![name.clone()],
            Self::Body(body) => {
                let members = export.envelope.members.iter();
                let codes = members.filter(|member| member.holds == "code");
                let values = codes.flat_map(|member| values_at(body, &member.path));
                values.map(text).collect()
            }
        }
    }
}

fn exports(command: &Lookup) -> Result<Vec<Export>> {
    let catalogs = source::find(&command.catalog)?;
    let exports = catalogs.iter().map(|path| {
        let found = checked(path)?;
        Ok(Export::of(&found.catalog, command.internal))
    });
    exports.collect()
}

/// The codes that are meant. Several, if several are sent alike.
fn found<'e>(export: &'e Export, asked: &Asked) -> Vec<&'e Code> {
    let is_meant = |code: &&Code| match asked {
        Asked::Name(name) => {
            code.key == *name
                || code
                    .import
                    .as_ref()
                    .is_some_and(|import| format!("{import}{IMPORTED}{}", code.key) == *name)
                || code.sent_as == *name
                || code
                    .number
                    .is_some_and(|number| number.to_string() == *name)
        }
        Asked::Body(body) => is_of_body(export, code, body),
    };
    let mut codes: Vec<&Code> = export.codes.iter().filter(is_meant).collect();
    // A name in the catalog belongs to one code.
    if codes.iter().any(|code| asked.is(&code.key)) {
        codes.retain(|code| asked.is(&code.key));
    }
    codes
}

/// Whether a body belongs to a code: everything in it that identifies an error is what the code has.
fn is_of_body(export: &Export, code: &Code, body: &Value) -> bool {
    let mut defaults = export.defaults.iter();
    let is_default = defaults.any(|default| default.code == code.key);
    let is_list = |path: &str| path.contains("[]") || path.contains(".*");
    let members = || export.envelope.members.iter();
    let identities = |in_list: bool| {
        members()
            .filter(move |member| is_list(&member.path) == in_list)
            .filter_map(move |member| {
                let own = match member.holds.as_str() {
                    "code" => vec![code.sent_as.clone()],
                    "number" => vec![code.number?.to_string()],
                    "type" => vec![code.kind.clone()?],
                    "problem_type" => vec![code.doc_url.as_deref().unwrap_or("about:blank").into()],
                    // A code of `defaults` keeps the status of the framework.
                    "status" if is_default => return None,
                    "status" => code.statuses.iter().map(ToString::to_string).collect(),
                    _ => return None,
                };
                let there = values_at(body, &member.path);
                let is_same = |there: &&Value| own.contains(&text(there));
                let identifies = member.holds != "status" && member.holds != "type";
                (!there.is_empty()).then(|| (identifies, there.iter().any(is_same)))
            })
            .collect::<Vec<_>>()
    };
    let mut all = identities(false);
    if !all.iter().any(|(identifies, _)| *identifies) {
        all = identities(true);
    }
    let identified = all
        .iter()
        .any(|(identifies, is_same)| *identifies && *is_same);
    identified && all.iter().all(|(_, is_same)| *is_same)
}

/// A value as text: a number may be written as one.
fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// The values at a path of an export: `error.code`, `details[0].reason`, `errors[].code`.
fn values_at<'v>(body: &'v Value, path: &str) -> Vec<&'v Value> {
    let mut values = vec![body];
    for step in path.split('.').filter(|step| !step.is_empty()) {
        let (name, indices) = step.split_at(step.find('[').unwrap_or(step.len()));
        if name == "*" {
            let objects = values.into_iter().filter_map(Value::as_object);
            values = objects.flat_map(serde_json::Map::values).collect();
        } else if !name.is_empty() {
            values = values
                .into_iter()
                .filter_map(|value| value.get(name))
                .collect();
        }
        for index in indices.split(['[', ']']).skip(1).step_by(2) {
            values = match index.parse::<usize>() {
                Ok(index) => values
                    .into_iter()
                    .filter_map(|value| value.get(index))
                    .collect(),
                Err(_) => values
                    .into_iter()
                    .filter_map(Value::as_array)
                    .flatten()
                    .collect(),
            };
        }
    }
    values
}

/// What is known of a code, for people.
fn told(export: &Export, code: &Code) -> String {
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

fn not_found(exports: &[Export], asked: &Asked) -> String {
    let codes = exports.iter().flat_map(|export| &export.codes);
    let known = codes.flat_map(|code| [code.key.as_str(), code.sent_as.as_str()]);
    let known: Vec<&str> = known.collect();
    let mut names = exports.iter().flat_map(|export| asked.names(export));
    let Some(name) = names.find(|name| !known.contains(&name.as_str())) else {
        return "no code is identified by this body".to_owned();
    };
    let near = suggestion(&name, known);
    let near = near.map_or_else(String::new, |near| format!(": {near}"));
    format!("no code is called {}{near}", quote(&name))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::values_at;

    #[test]
    fn paths_lead_to_values() {
        let body = json!({"error": {"details": [{"reason": "a"}, {"reason": "b"}]}, "by": {"x": [1], "y": [2]}});
        let at = |path: &str| {
            values_at(&body, path)
                .into_iter()
                .cloned()
                .collect::<Vec<Value>>()
        };
        assert_eq!(at("error.details[1].reason"), [json!("b")]);
        assert_eq!(at("error.details[].reason"), [json!("a"), json!("b")]);
        assert_eq!(at("by.*[]"), [json!(1), json!(2)]);
        assert_eq!(at("error.code"), [Value::Null; 0]);
        assert_eq!(values_at(&body, ""), [&body]);
        assert_eq!(values_at(&json!([{"code": 1}]), "[].code"), [&json!(1)]);
    }
}
