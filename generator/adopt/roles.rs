//! What the members of bodies are, by their names and their values.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::bodies::{Path, Places, walk};
use super::found::Found;

/// The names of members, by what they are.
const MESSAGES: [&str; 9] = [
    "message",
    "msg",
    "detail",
    "error_description",
    "error_message",
    "errorMessage",
    "description",
    "text",
    "error",
];
const STATUSES: [&str; 6] = [
    "status",
    "statusCode",
    "status_code",
    "httpStatus",
    "http_status",
    "code",
];
const PARAMS: [&str; 5] = ["param", "parameter", "field", "pointer", "target"];
const REQUEST_IDS: [&str; 8] = [
    "request_id",
    "requestId",
    "requestID",
    "trace_id",
    "traceId",
    "correlation_id",
    "correlationId",
    "request-id",
];
const TIMES: [&str; 5] = ["timestamp", "time", "date", "occurred_at", "occurredAt"];
const LINKS: [&str; 9] = [
    "doc_url",
    "docs_url",
    "documentation_url",
    "documentationUrl",
    "more_info",
    "link",
    "href",
    "help",
    "url",
];

/// What the members of the bodies are, by their paths.
#[derive(Default)]
pub(super) struct Roles {
    pub(super) message: Option<Path>,
    pub(super) param: Option<Path>,
    pub(super) title: Option<Path>,
    pub(super) number: Option<Path>,
    pub(super) status: Option<Path>,
    pub(super) doc_url: Option<Path>,
    pub(super) problem_type: Option<Path>,
    pub(super) args: Vec<Path>,
    pub(super) all: BTreeMap<Path, Role>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Role {
    /// `{is: …}`, with more members.
    Is(&'static str, &'static str),
    Arg(String),
    Const(Value),
    Errors(Vec<(String, &'static str)>),
    Object,
}

impl Roles {
    pub(super) fn of(found: &Found, places: &Places) -> Self {
        let mut roles = Self::default();
        let mut order: Vec<Path> = Vec::new();
        let mut seen: BTreeSet<Path> = BTreeSet::new();
        let mut values: BTreeMap<Path, Vec<Value>> = BTreeMap::new();
        for body in &found.bodies {
            walk(&body.value, &mut Vec::new(), &mut |path, value| {
                if seen.insert(path.clone()) {
                    order.push(path.clone());
                }
                let values = values.entry(path.clone()).or_default();
                if body.of_schema.is_none() || values.is_empty() {
                    values.push(value.clone());
                }
            });
        }
        let mut taken: BTreeSet<&'static str> = BTreeSet::new();
        for path in order {
            let own = &values[&path];
            let role = if Some(&path) == places.code.as_ref() {
                Role::Is("code", "")
            } else if Some(&path) == places.kind.as_ref() {
                Role::Is("type", "")
            } else {
                role_of(&path, own, &taken)
            };
            match &role {
                Role::Is(word, _) => {
                    taken.insert(word);
                    match *word {
                        "message" => roles.message = Some(path.clone()),
                        "param" => roles.param = Some(path.clone()),
                        "title" => roles.title = Some(path.clone()),
                        "number" => roles.number = Some(path.clone()),
                        "status" => roles.status = Some(path.clone()),
                        "doc_url" => roles.doc_url = Some(path.clone()),
                        "problem_type" => roles.problem_type = Some(path.clone()),
                        _ => {}
                    }
                }
                Role::Arg(_) => roles.args.push(path.clone()),
                Role::Errors(_) => {
                    taken.insert("errors");
                }
                Role::Const(_) | Role::Object => {}
            }
            roles.all.insert(path, role);
        }
        roles
    }
}

/// What a member is, by its name and its values.
fn role_of(path: &Path, values: &[Value], taken: &BTreeSet<&'static str>) -> Role {
    let Some(name) = path.last().map(String::as_str) else {
        return Role::Object;
    };
    let given: Vec<&Value> = values.iter().filter(|value| !value.is_null()).collect();
    let Some(first) = given.first() else {
        // It is always null here. Its name alone tells what it is.
        return match name {
            _ if PARAMS.contains(&name) && !taken.contains("param") => Role::Is("param", ""),
            _ => Role::Const(Value::Null),
        };
    };
    if given.iter().all(|value| value.is_object()) && given.iter().any(|value| !is_empty(value)) {
        return Role::Object;
    }
    let all_text = given.iter().all(|value| value.is_string());
    let text = first.as_str().unwrap_or_default();
    let number = first.as_i64();
    let is = |word: &'static str, names: &[&str]| names.contains(&name) && !taken.contains(word);
    let is_status = |number: i64| (100..600).contains(&number);
    if all_text {
        let is_uri = text.contains("://") || text.starts_with("about:") || text.starts_with("urn:");
        if name == "type" && (is_uri || text.starts_with('/')) && !taken.contains("problem_type") {
            return Role::Is("problem_type", "");
        }
        if is("status", &STATUSES) && text.parse().is_ok_and(is_status) {
            return Role::Is("status", ", as: string");
        }
        if is("message", &MESSAGES) {
            return Role::Is("message", "");
        }
        if is("request_id", &REQUEST_IDS) {
            return Role::Is("request_id", "");
        }
        if is("param", &PARAMS) {
            return Role::Is("param", "");
        }
        if is("timestamp", &TIMES) {
            return Role::Is("timestamp", "");
        }
        if is("doc_url", &LINKS) && (text.is_empty() || is_uri) {
            return Role::Is("doc_url", "");
        }
        if is("title", &["title"]) {
            return Role::Is("title", "");
        }
        if is("instance", &["instance"]) {
            return Role::Is("instance", "");
        }
    }
    if let Some(number) = number {
        if is("status", &STATUSES) && is_status(number) {
            return Role::Is("status", "");
        }
        if is(
            "number",
            &["code", "number", "error_code", "errorCode", "errno"],
        ) {
            return Role::Is("number", "");
        }
        if is("retry_after", &["retry_after", "retryAfter"]) {
            return Role::Is("retry_after", "");
        }
        if is("timestamp", &TIMES) {
            return Role::Is(
                "timestamp",
                if number > 100_000_000_000 {
                    ", as: unix_ms"
                } else {
                    ", as: unix"
                },
            );
        }
    }
    if first.is_boolean() && is("retryable", &["retryable", "transient", "temporary"]) {
        return Role::Is("retryable", "");
    }
    if let (Value::Array(elements), false) = (first, taken.contains("errors")) {
        if let Some(Value::Object(element)) = elements.first() {
            let each = each(element);
            if !each.is_empty() {
                return Role::Errors(each);
            }
        }
    }
    let is_same =
        given.iter().all(|value| value == first) && (given.len() > 1 || !first.is_string());
    let is_scalar = matches!(first, Value::String(_) | Value::Number(_) | Value::Bool(_));
    if is_scalar && (!is_same || given.len() < 2) {
        Role::Arg(name.to_owned())
    } else {
        Role::Const((*first).clone())
    }
}

fn is_empty(value: &Value) -> bool {
    value.as_object().is_some_and(Map::is_empty)
}

/// The members of an element of the list of errors that are known.
fn each(element: &Map<String, Value>) -> Vec<(String, &'static str)> {
    let mut taken: BTreeSet<&'static str> = BTreeSet::new();
    let mut each = Vec::new();
    for (name, value) in element {
        let word = match name.as_str() {
            "status" if value.is_string() => "status, as: string",
            "status" if value.is_u64() => "status",
            _ if !value.is_string() => continue,
            "title" => "title",
            name if PARAMS.contains(&name) => "param",
            "code" | "error_code" | "errorCode" | "reason" => "code",
            name if MESSAGES.contains(&name) => "message",
            _ => continue,
        };
        if taken.insert(word) {
            each.push((name.clone(), word));
        }
    }
    each
}
