//! Adds errors to the response of a success, for APIs that send both with one status.

use serde_json::{Map, Number, Value, json};

use super::compare::is_equal;
use super::view::{Entries, NodeView};
use super::{Merge, in_catalog, rules};
use crate::api_document::ApiDocument;
use crate::catalog::Endpoint;
use crate::diagnostic::{Diagnostic, Level, quote};
use crate::targets::openapi::{Additions, references};
use crate::yaml::Node;

impl<'h> Merge<'h, '_> {
    /// Adds the catalog's response to one of the document with the same status, which is that of a success.
    pub(super) fn success(
        &mut self,
        endpoint: &Endpoint,
        own: &NodeView<'h, '_>,
        wanted: &Value,
        all: &Additions,
    ) {
        let Some(wanted) = written_out(wanted, all) else {
            return;
        };
        if self.entries(own).is_none() {
            return;
        }
        let Value::Object(response) = value(own.node) else {
            return;
        };
        if !response.contains_key("content") {
            let message = format!(
                "the response {} of {} describes no body, so that a body would always be an error",
                quote(own.keys.last().copied().unwrap_or_default()),
                quote(&endpoint.to_string())
            );
            let help = "describe the body of the success first; errcat then adds the errors to it";
            self.find(&rules::RESPONSE, own, message, help);
            return;
        }
        let both = Value::Object(with_errors(response, wanted));
        if is_equal(own.node, &both) {
            return;
        }
        let operation = quote(&endpoint.to_string());
        let status = quote(own.keys.last().copied().unwrap_or_default());
        let conflict = |message| {
            Diagnostic::new(&rules::RESPONSE, self.place(own), message)
                .related(in_catalog(endpoint), "the operation in the catalog")
        };
        if self.replaces {
            let message = format!("added the errors to the response {status} of {operation}");
            let help = "let no error be valid under the schema of the success, because `oneOf` allows only one of them";
            let replaced = conflict(message).level(Level::Warning).help(help);
            self.replace(own, both, replaced);
        } else {
            let message = format!(
                "{operation} has a response {status} without the errors that are sent with that status"
            );
            let help = "run with `--replace` to describe the success and the errors with a `oneOf`";
            let found = conflict(message).help(help);
            self.report.push(found);
        }
    }

    /// Reports a success that is described for a range of statuses, or for all.
    pub(super) fn hidden_success(
        &mut self,
        endpoint: &Endpoint,
        status: &str,
        key: &str,
        view: &NodeView<'h, '_>,
    ) {
        let message = format!(
            "{} describes its success under {}, which a response {} with the errors alone would hide",
            quote(&endpoint.to_string()),
            quote(key),
            quote(status)
        );
        let help = format!(
            "describe the success under {}, too; errcat then adds the errors to it",
            quote(status)
        );
        self.find(&rules::RESPONSE, view, message, &help);
    }

    /// Drops the shared responses that nothing refers to, because they are part of the responses of successes.
    pub(super) fn drop_written_out(&self, additions: &mut Additions, host: &ApiDocument) {
        let Some(Value::Object(responses)) = additions.components.get_mut("responses") else {
            return;
        };
        let successes = additions
            .shared
            .iter()
            .filter(|(status, _)| is_success(status));
        let names: Vec<&String> = successes.map(|(_, name)| name).collect();
        if names.is_empty() {
            return;
        }
        let mut used = host.references();
        for value in self.added.values() {
            references(value, &mut used);
        }
        responses.retain(|name, _| {
            !names.contains(&name) || used.contains(&format!("#/components/responses/{name}"))
        });
        if responses.is_empty() {
            additions.components.shift_remove("responses");
        }
    }
}

/// Whether a status is that of a success.
pub(super) fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

/// Returns the response that describes a success without its exact status: that of the range, or else the default if no
/// response has the status of a success.
pub(super) fn success_elsewhere<'e, 'h, 't>(
    own: &'e Entries<'h, 't>,
) -> Option<(&'h str, &'e NodeView<'h, 't>)> {
    let range = own.iter().find(|(key, _)| key.eq_ignore_ascii_case("2XX"));
    let has_success = own.iter().any(|(key, _)| is_success(key));
    let default = own.iter().find(|(key, _)| *key == "default");
    range.or(default.filter(|_| !has_success))
}

/// Returns the catalog's response itself, if it is a reference to a shared one.
fn written_out<'v>(wanted: &'v Value, all: &'v Additions) -> Option<&'v Map<String, Value>> {
    let Some(reference) = wanted.get("$ref").and_then(Value::as_str) else {
        return wanted.as_object();
    };
    let name = reference.strip_prefix("#/components/responses/")?;
    all.components.get("responses")?.get(name)?.as_object()
}

/// Adds the bodies, the examples and the headers of errors to a response. A second time, this changes nothing.
fn with_errors(mut own: Map<String, Value>, errors: &Map<String, Value>) -> Map<String, Value> {
    for (name, header) in members(errors, "headers") {
        let mut header = header.clone();
        if let Some(header) = header.as_object_mut() {
            // Successes do not have it.
            header.shift_remove("required");
        }
        let headers = entry(&mut own, "headers");
        if !headers.keys().any(|known| known.eq_ignore_ascii_case(name)) {
            headers.insert(name.clone(), header);
        }
    }
    for (name, errors) in members(errors, "content") {
        let content = entry(&mut own, "content");
        match (content.get_mut(name), errors) {
            (Some(Value::Object(own)), Value::Object(errors)) => add_body(own, errors),
            _ => _ = content.insert(name.clone(), errors.clone()),
        }
    }
    own
}

fn add_body(own: &mut Map<String, Value>, errors: &Map<String, Value>) {
    let wanted = errors.get("schema").cloned().unwrap_or_default();
    let schema = own.entry("schema").or_insert_with(|| wanted.clone());
    if *schema != wanted {
        let mut schemas = match schema.get("oneOf") {
            Some(Value::Array(schemas)) if schema.as_object().is_some_and(|it| it.len() == 1) => {
                schemas.clone()
            }
            _ => vec![schema.clone()],
        };
        if !schemas.contains(&wanted) {
            schemas.push(wanted);
        }
        *schema = json!({ "oneOf": schemas });
    }
    // A media type has one example or several, not both.
    if let Some(example) = own.shift_remove("example") {
        entry(own, "examples").insert("success".to_owned(), json!({ "value": example }));
    }
    for (name, example) in members(errors, "examples") {
        entry(own, "examples").insert(name.clone(), example.clone());
    }
}

fn members<'v>(
    of: &'v Map<String, Value>,
    key: &str,
) -> impl Iterator<Item = (&'v String, &'v Value)> {
    of.get(key).and_then(Value::as_object).into_iter().flatten()
}

/// Returns the object of a member, which is made if it is not there.
fn entry<'v>(of: &'v mut Map<String, Value>, key: &str) -> &'v mut Map<String, Value> {
    let value = of.entry(key).or_insert_with(|| json!({}));
    if !value.is_object() {
        *value = json!({});
    }
    match value {
        Value::Object(members) => members,
        _ => unreachable!("it was made an object"),
    }
}

/// Returns a node as JSON.
fn value(node: &Node) -> Value {
    match node {
        Node::Null => Value::Null,
        Node::Bool(value) => Value::Bool(*value),
        Node::Integer(value) => Number::from_i128(*value).map_or(Value::Null, Value::Number),
        Node::Float(value) => Number::from_f64(*value).map_or(Value::Null, Value::Number),
        Node::Text(text) => Value::String(text.to_string()),
        Node::List(items) => items.iter().map(value).collect(),
        Node::Map(_) => {
            let entries = node.entries();
            let entries = entries.map(|(key, node)| (key.to_owned(), value(node)));
            Value::Object(entries.collect())
        }
    }
}
