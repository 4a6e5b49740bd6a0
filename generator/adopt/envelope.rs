//! The envelope, from bodies of error responses, and what the bodies tell of the codes in them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::found::{Found, FoundCode};
use super::is_name;

/// The body of an error response.
#[derive(Clone)]
pub(super) struct Body {
    pub(super) value: Value,
    pub(super) status: Option<u16>,
    pub(super) place: String,
    /// What a schema tells, of which only the shape is known.
    pub(super) of_schema: Option<SchemaMembers>,
}

/// What a schema tells of the members of a body, by their paths.
#[derive(Clone, Default)]
pub(super) struct SchemaMembers {
    pub(super) optional: BTreeSet<Vec<String>>,
    pub(super) nullable: BTreeSet<Vec<String>>,
    pub(super) descriptions: BTreeMap<Vec<String>, String>,
}

impl Body {
    pub(super) fn new(value: Value, status: Option<u16>, place: String) -> Self {
        Self {
            value,
            status,
            place,
            of_schema: None,
        }
    }
}

/// The names of members by which errors are told apart, the likeliest first.
const CODES: [&str; 11] = [
    "code",
    "error_code",
    "errorCode",
    "errcode",
    "reason",
    "key",
    "slug",
    "name",
    "error",
    "status",
    "type",
];
const TYPES: [&str; 5] = ["type", "error_type", "errorType", "category", "kind"];
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

type Path = Vec<String>;

/// The places of what identifies an error.
#[derive(Default)]
struct Places {
    code: Option<Path>,
    kind: Option<Path>,
}

/// Calls `see` with each member of an object, and of those inside of it. Lists are not entered.
fn walk(value: &Value, path: &mut Path, see: &mut dyn FnMut(&Path, &Value)) {
    if let Value::Object(members) = value {
        for (key, value) in members {
            path.push(key.clone());
            see(path, value);
            walk(value, path, see);
            path.pop();
        }
    }
}

fn at<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

impl Places {
    fn of(found: &Found) -> Self {
        let codes: BTreeSet<&str> = found.codes.iter().map(|code| code.name.as_str()).collect();
        let types: BTreeSet<&str> = found.types.iter().map(|kind| kind.name.as_str()).collect();
        let mut values: BTreeMap<Path, Vec<&str>> = BTreeMap::new();
        for body in found.bodies.iter().filter(|body| body.of_schema.is_none()) {
            walk(&body.value, &mut Vec::new(), &mut |path, _| {
                if let Some(Value::String(text)) = at(&body.value, path) {
                    values.entry(path.clone()).or_default().push(text);
                }
            });
        }
        let rank = |path: &Path, names: &[&str]| {
            let last = path.last()?;
            names.iter().position(|name| name == last)
        };
        let are_names = |values: &[&str]| values.iter().all(|value| is_name(value));
        let is_uri = |values: &[&str]| {
            values
                .iter()
                .any(|value| value.contains("://") || value.starts_with("urn:"))
        };
        let known = |values: &[&str], known: &BTreeSet<&str>| {
            values.iter().filter(|value| known.contains(*value)).count()
        };
        let code = values
            .iter()
            .filter(|(_, values)| are_names(values))
            .filter(|(_, values)| known(values, &types) == 0)
            .filter_map(|(path, values)| {
                let of_name = rank(path, &CODES);
                let is_known = known(values, &codes) > 0;
                (is_known || of_name.is_some()).then_some((!is_known, of_name.unwrap_or(99), path))
            })
            .min();
        let code = code.map(|(.., path)| path.clone());
        let kind = values
            .iter()
            .filter(|(path, values)| {
                Some(*path) != code.as_ref() && !is_uri(values) && are_names(values)
            })
            .filter_map(|(path, values)| {
                let of_name = rank(path, &TYPES);
                let is_known = known(values, &types) > 0;
                (is_known || of_name.is_some()).then_some((!is_known, of_name.unwrap_or(99), path))
            })
            .min();
        let kind = kind.map(|(.., path)| path.clone());
        Self {
            code: code.or_else(|| Self::of_schemas(found)),
            kind,
        }
    }
}

impl Places {
    /// The place of the code where no response is shown, by the names of the members.
    fn of_schemas(found: &Found) -> Option<Path> {
        let mut best: Option<(usize, Path)> = None;
        for body in &found.bodies {
            walk(&body.value, &mut Vec::new(), &mut |path, value| {
                let rank = path
                    .last()
                    .and_then(|last| CODES[..7].iter().position(|name| name == last));
                if let (Some(rank), true) = (rank, value.is_string()) {
                    if best.as_ref().is_none_or(|(known, _)| rank < *known) {
                        best = Some((rank, path.clone()));
                    }
                }
            });
        }
        best.filter(|_| !found.codes.is_empty())
            .map(|(_, path)| path)
    }
}

/// Adds to the codes what the bodies tell of them.
pub(super) fn learn(found: &mut Found) {
    let places = Places::of(found);
    let Some(code) = &places.code else {
        return;
    };
    let shape = Roles::of(found, &places);
    for body in found.bodies.clone() {
        if body.of_schema.is_some() {
            continue;
        }
        let Some(Value::String(name)) = at(&body.value, code) else {
            continue;
        };
        let mut made = FoundCode {
            name: name.clone(),
            place: body.place.clone(),
            statuses: body.status.into_iter().collect(),
            ..FoundCode::default()
        };
        let text = |path: &Option<Path>| {
            let value = at(&body.value, path.as_ref()?)?;
            value
                .as_str()
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        made.kind = text(&places.kind);
        made.param = text(&shape.param);
        made.title = text(&shape.title);
        let url = text(&shape.doc_url).or_else(|| text(&shape.problem_type));
        made.doc_url = url.filter(|url| url.contains("://"));
        made.number = shape
            .number
            .as_ref()
            .and_then(|path| at(&body.value, path)?.as_i64());
        for path in &shape.args {
            if let (Some(value), Some(name)) = (at(&body.value, path), path.last()) {
                if !value.is_null() {
                    made.args.push((name.clone(), Some(value.clone())));
                }
            }
        }
        if let Some(message) = text(&shape.message) {
            made.message = Some(with_placeholders(&message, &made.args));
        }
        // A parameter differs from error to error.
        match found.codes.iter_mut().find(|known| known.name == *name) {
            Some(known) => {
                let param = made.param.take();
                known.param = known.param.take().or(param);
                another_message(known, &made);
                known.add(made);
            }
            None => found.codes.push(made),
        }
    }
}

/// Compares the messages of two examples of a code. The words in which they differ are arguments.
fn another_message(known: &mut FoundCode, made: &FoundCode) {
    let (Some(old), Some(new)) = (&known.message, &made.message) else {
        return;
    };
    let is_known = known
        .args
        .iter()
        .any(|(name, _)| old.contains(&format!("{{{name}}}")));
    if old == new || is_known {
        return;
    }
    let (old_words, new_words): (Vec<&str>, Vec<&str>) =
        (old.split(' ').collect(), new.split(' ').collect());
    let differ = old_words
        .iter()
        .zip(&new_words)
        .filter(|(old, new)| old != new)
        .count();
    if old_words.len() != new_words.len() || differ * 2 > old_words.len() || old.contains('{') {
        let told = format!("{} has the message {new:?}: add its arguments", made.place);
        known.comments.push(told);
        return;
    }
    let mut args = Vec::new();
    let words = old_words.iter().zip(&new_words).map(|(old, new)| {
        if old == new {
            return (*old).to_owned();
        }
        // What both end with is no part of the value.
        let is_end = |c: &char| !c.is_alphanumeric();
        let end: String = old
            .chars()
            .rev()
            .take_while(is_end)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let end = if new.ends_with(&end) {
            end
        } else {
            String::new()
        };
        let name = format!("value_{}", args.len() + 1);
        args.push((
            name.clone(),
            Some(Value::from(&old[..old.len() - end.len()])),
        ));
        format!("{{{name}}}{end}")
    });
    let message = words.collect::<Vec<_>>().join(" ");
    known.message = Some(message);
    known.args.extend(args);
    known
        .comments
        .push("name its arguments: these are the words in which its examples differ".to_owned());
}

/// A message as the catalog has it: braces are doubled, and the texts of arguments become placeholders.
fn with_placeholders(message: &str, args: &[(String, Option<Value>)]) -> String {
    let mut text = message.replace('{', "{{").replace('}', "}}");
    for (name, value) in args {
        let shown = match value {
            Some(Value::String(text)) => text.clone(),
            Some(value @ (Value::Number(_) | Value::Bool(_))) => value.to_string(),
            _ => continue,
        };
        // A short text may be there for another reason.
        if shown.len() >= 2 && text.matches(&shown).count() == 1 && !shown.contains(['{', '}']) {
            text = text.replace(&shown, &format!("{{{name}}}"));
        }
    }
    text
}

/// Sets the message that a table or a program has: `{id}` in it is an argument.
pub(super) fn set_message(code: &mut FoundCode, message: &str) {
    let mut text = String::new();
    let mut rest = message;
    while let Some(start) = rest.find(['{', '}']) {
        text += &rest[..start];
        let behind = &rest[start..];
        let name = behind
            .strip_prefix('{')
            .and_then(|inside| inside.split_once('}'))
            .map(|(name, _)| name);
        let is_arg = |name: &&str| {
            !name.is_empty()
                && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                && name.starts_with(|c: char| c.is_ascii_alphabetic())
        };
        if let Some(name) = name.filter(is_arg) {
            text += &behind[..name.len() + 2];
            if !code.args.iter().any(|(known, _)| known == name) {
                code.args.push((name.to_owned(), None));
            }
            rest = &behind[name.len() + 2..];
        } else {
            text += if behind.starts_with('{') { "{{" } else { "}}" };
            rest = &behind[1..];
        }
    }
    code.message = Some(text + rest);
}

/// What the members of the bodies are, by their paths.
#[derive(Default)]
struct Roles {
    message: Option<Path>,
    param: Option<Path>,
    title: Option<Path>,
    number: Option<Path>,
    doc_url: Option<Path>,
    problem_type: Option<Path>,
    args: Vec<Path>,
    all: BTreeMap<Path, Role>,
}

#[derive(Clone, Debug, PartialEq)]
enum Role {
    /// `{is: …}`, with more members.
    Is(&'static str, &'static str),
    Arg(String),
    Const(Value),
    Errors(Vec<(String, &'static str)>),
    Object,
}

impl Roles {
    fn of(found: &Found, places: &Places) -> Self {
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
            _ if !value.is_string() => continue,
            name if PARAMS.contains(&name) => "param",
            "code" | "reason" | "error_code" => "code",
            name if MESSAGES.contains(&name) => "message",
            _ => continue,
        };
        if taken.insert(word) {
            each.push((name.clone(), word));
        }
    }
    each
}

/// The lines of the envelope's body in a catalog, and what is to be said about them. `None` without any body.
pub(super) fn lines(found: &Found, depth: usize) -> Option<(Vec<String>, Vec<String>)> {
    if found.bodies.is_empty() {
        return None;
    }
    let places = Places::of(found);
    let roles = Roles::of(found, &places);
    let mut writer = Lines {
        found,
        roles: &roles,
        out: Vec::new(),
        todos: Vec::new(),
    };
    let bodies: Vec<(&Body, &Value)> = found
        .bodies
        .iter()
        .map(|body| (body, &body.value))
        .collect();
    writer.members(&mut Vec::new(), &bodies, depth);
    (!writer.out.is_empty()).then_some((writer.out, writer.todos))
}

struct Lines<'f> {
    found: &'f Found,
    roles: &'f Roles,
    out: Vec<String>,
    todos: Vec<String>,
}

impl Lines<'_> {
    fn members(&mut self, path: &mut Path, bodies: &[(&Body, &Value)], depth: usize) {
        let mut keys: Vec<&String> = Vec::new();
        for (_, value) in bodies {
            for key in value.as_object().into_iter().flat_map(Map::keys) {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        let keys: Vec<String> = keys.into_iter().cloned().collect();
        for key in keys {
            let inside: Vec<(&Body, &Value)> = bodies
                .iter()
                .filter_map(|(body, value)| Some((*body, value.get(&key)?)))
                .collect();
            path.push(key.clone());
            let examples = bodies
                .iter()
                .filter(|(body, _)| body.of_schema.is_none())
                .count();
            let present = inside
                .iter()
                .filter(|(body, _)| body.of_schema.is_none())
                .count();
            let of_schema = |set: fn(&SchemaMembers) -> &BTreeSet<Path>| {
                let schemas = inside
                    .iter()
                    .filter_map(|(body, _)| body.of_schema.as_ref());
                schemas
                    .map(|schema| set(schema).contains(path))
                    .collect::<Vec<bool>>()
            };
            let optional = of_schema(|schema| &schema.optional);
            let nullable = of_schema(|schema| &schema.nullable);
            let is_nullable = nullable.contains(&true)
                || inside
                    .iter()
                    .any(|(body, value)| body.of_schema.is_none() && value.is_null());
            let is_optional = !is_nullable && (optional.contains(&true) || present < examples);
            self.member(path, &key, &inside, (is_optional, is_nullable), depth);
            path.pop();
        }
    }

    fn member(
        &mut self,
        path: &mut Path,
        key: &str,
        inside: &[(&Body, &Value)],
        (mut optional, nullable): (bool, bool),
        depth: usize,
    ) {
        let indent = "  ".repeat(depth);
        let name = super::write::key(key);
        let mut schemas = inside
            .iter()
            .filter_map(|(body, _)| body.of_schema.as_ref());
        let description = schemas.find_map(|schema| schema.descriptions.get(path));
        let description =
            description.map(|text| format!(", description: {}", super::write::scalar(text)));
        let codes = &self.found.codes;
        let value = match self.roles.all.get(path) {
            Some(Role::Object) | None => {
                let objects: Vec<(&Body, &Value)> = inside
                    .iter()
                    .filter(|(_, value)| value.is_object())
                    .copied()
                    .collect();
                self.out.push(format!("{indent}{name}:"));
                if optional {
                    self.out.push(format!("{indent}  optional: true"));
                }
                self.members(path, &objects, depth + 1);
                return;
            }
            Some(Role::Is(word, more)) => {
                let lacks = match *word {
                    "param" => codes.iter().any(|code| code.param.is_none()),
                    "number" => codes.iter().any(|code| code.number.is_none()),
                    "doc_url" | "instance" | "retry_after" => true,
                    _ => false,
                };
                let needs_none = matches!(
                    *word,
                    "code"
                        | "type"
                        | "message"
                        | "status"
                        | "title"
                        | "timestamp"
                        | "retryable"
                        | "problem_type"
                );
                optional = (optional || (lacks && !nullable)) && !needs_none;
                let shown = inside.iter().find_map(|(_, value)| {
                    let text = value.as_str().filter(|text| !text.is_empty());
                    text.filter(|_| matches!(*word, "request_id" | "timestamp"))
                });
                let example =
                    shown.map(|text| format!(", example: {}", super::write::scalar(text)));
                format!("is: {word}{more}{}", example.unwrap_or_default())
            }
            Some(Role::Arg(name)) => {
                optional = !nullable;
                format!("arg: {}", super::write::scalar(name))
            }
            Some(Role::Errors(each)) => {
                let each: Vec<String> = each
                    .iter()
                    .map(|(name, word)| {
                        let optional = if *word == "param" {
                            ", optional: true"
                        } else {
                            ""
                        };
                        format!("{}: {{is: {word}{optional}}}", super::write::key(name))
                    })
                    .collect();
                format!("is: errors, each: {{{}}}", each.join(", "))
            }
            Some(Role::Const(value)) => {
                let shown = path.join(".");
                self.todos.push(format!(
                    "`{shown}` has always the same value in what was read; is it a constant?"
                ));
                self.out.push(format!("{indent}# TODO: is it always this?"));
                optional = false;
                format!("const: {value}")
            }
        };
        let presence = match (optional, nullable && !value.starts_with("const")) {
            (_, true) => ", nullable: true",
            (true, false) => ", optional: true",
            _ => "",
        };
        let description = description.unwrap_or_default();
        self.out.push(format!(
            "{indent}{name}: {{{value}{presence}{description}}}"
        ));
    }
}
