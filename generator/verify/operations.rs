//! The operations: that the document and the catalog have the same, and the same statuses for each.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::document::{Operation, Response, accepts, shown};
use super::findings::{Finding, Findings};
use super::known::Known;
use super::rules::{MISSING_RESPONSE, RESPONSE_WITHOUT_CODE, UNLISTED_OPERATION, WRONG_MEDIA_TYPE};
use super::{StatusKey, listed};
use crate::api_document::{ApiDocument, MISSING_OPERATION};
use crate::catalog::{self, Status, shape};
use crate::diagnostic::{Diagnostic, Path, nearest, quote};
use crate::yaml::Node;

pub(super) fn check(
    known: &Known,
    host: &ApiDocument,
    operations: &[Operation],
    findings: &mut Findings,
) {
    missing(known, host, operations, findings);
    unlisted(known, operations, findings);
    let mut contents = HashSet::new();
    for operation in operations.iter().filter(|operation| !operation.is_repeated) {
        if let Some(listed) = operation.listed {
            missing_responses(known, operation, listed, findings);
            without_codes(known, operation, listed, findings);
        }
        for response in &operation.responses {
            media_type(known, operation, response, &mut contents, findings);
        }
    }
}

/// Operations of the catalog that the document does not have. A document without any is a collection of components.
fn missing(known: &Known, host: &ApiDocument, operations: &[Operation], findings: &mut Findings) {
    let paths = Path::root().key("paths");
    let items = || host.root().get("paths").into_iter().flat_map(Node::entries);
    if items().next().is_none() {
        return;
    }
    // What a reference to another file leads to may be anything.
    let elsewhere: HashSet<String> = items()
        .filter(|(_, item)| item.get("$ref").is_some())
        .map(|(path, _)| shape(path))
        .collect();
    let found: HashSet<&str> = operations
        .iter()
        .filter_map(|operation| operation.listed)
        .map(|listed| listed.returns.name.wire())
        .collect();
    let mut by_shape: HashMap<String, Vec<&Operation>> = HashMap::new();
    for operation in operations {
        by_shape
            .entry(operation.endpoint.shape())
            .or_default()
            .push(operation);
    }
    let all: Vec<String> = operations
        .iter()
        .map(|operation| operation.endpoint.to_string())
        .collect();
    for operation in &known.catalog.operations {
        let shape = operation.endpoint.shape();
        let key = operation.endpoint.to_string();
        if found.contains(operation.returns.name.wire()) || elsewhere.contains(&shape) {
            continue;
        }
        let message = format!("the document has no operation {}", quote(&key));
        let help = match by_shape.get(&shape) {
            Some(others) => {
                let methods = others.iter().map(|other| other.endpoint.method.name());
                format!("its path has only {}", listed(methods))
            }
            None if findings.are_few() => nearest(&key, all.iter().map(String::as_str))
                .map_or_else(
                    || "add it, or take it out of `operations` in the catalog".to_owned(),
                    |near| format!("the nearest is {}", quote(near)),
                ),
            None => "add it, or take it out of `operations` in the catalog".to_owned(),
        };
        let diagnostic = Diagnostic::new(&MISSING_OPERATION, paths.at_key(), message).help(help);
        findings.push(Finding::from(diagnostic).of_operation(&key, "the operation"));
    }
}

/// Operations of the document that the catalog does not have, where it has any.
fn unlisted(known: &Known, operations: &[Operation], findings: &mut Findings) {
    if known.catalog.operations.is_empty() {
        return;
    }
    for operation in operations
        .iter()
        .filter(|operation| operation.listed.is_none())
    {
        let endpoint = &operation.endpoint;
        let message = format!("the catalog does not list {}", shown(endpoint));
        let help = format!("add `{endpoint}: […]` to `operations` in the catalog");
        findings
            .push(Diagnostic::new(&UNLISTED_OPERATION, operation.at.at_key(), message).help(help));
    }
}

/// Statuses that an operation can answer with, and has no response for.
fn missing_responses(
    known: &Known,
    operation: &Operation,
    listed_as: &catalog::Operation,
    findings: &mut Findings,
) {
    let mut by_status: BTreeMap<Status, Vec<&str>> = BTreeMap::new();
    for code in listed_as.returns.codes(known.catalog) {
        let codes = by_status.entry(code.status).or_default();
        codes.push(code.name.wire());
    }
    let keys: HashSet<StatusKey> = operation
        .responses
        .iter()
        .map(|response| response.key)
        .collect();
    let missing: Vec<(Status, Vec<&str>)> = by_status
        .into_iter()
        .filter(|(status, _)| {
            // A range or `default` stands for it too.
            let has = [
                StatusKey::Exact(*status),
                StatusKey::Range(status.get() / 100),
                StatusKey::Default,
            ];
            !has.iter().any(|key| keys.contains(key))
        })
        .collect();
    if missing.is_empty() {
        return;
    }
    let statuses: Vec<String> = missing
        .iter()
        .map(|(status, _)| status.to_string())
        .collect();
    let returned: Vec<String> = missing
        .iter()
        .map(|(status, codes)| format!("{} with {status}", listed(codes.iter().copied())))
        .collect();
    let endpoint = shown(&operation.endpoint);
    let message = format!("{endpoint} has no response for {}", statuses.join(", "));
    let help = format!(
        "it returns {}: add it, or let `errcat openapi --into` do so",
        returned.join("; ")
    );
    let place = operation.at.key("responses").at_key();
    let diagnostic = Diagnostic::new(&MISSING_RESPONSE, place, message).help(help);
    let key = listed_as.endpoint.to_string();
    findings.push(Finding::from(diagnostic).of_operation(&key, "what it returns"));
}

/// Responses with a status that none of the operation's codes has.
fn without_codes(
    known: &Known,
    operation: &Operation,
    listed_as: &catalog::Operation,
    findings: &mut Findings,
) {
    let statuses: HashSet<Status> = listed_as
        .returns
        .codes(known.catalog)
        .map(|code| code.status)
        .collect();
    for response in &operation.responses {
        let key = response.key;
        let has_code = statuses.iter().any(|status| key.covers(*status));
        if key == StatusKey::Default || !key.is_error() || has_code {
            continue;
        }
        let endpoint = shown(&operation.endpoint);
        let message = format!("no code that {endpoint} returns has the status {key}");
        let diagnostic = Diagnostic::new(&RESPONSE_WITHOUT_CODE, response.at.at_key(), message)
            .help(
                "add a code of this status to the operation in the catalog, or remove the response",
            );
        let listed = listed_as.endpoint.to_string();
        findings.push(Finding::from(diagnostic).of_operation(&listed, "what it returns"));
    }
}

/// A response that has content, but none of the envelope's media type. What several responses share is in `seen` then.
fn media_type(
    known: &Known,
    operation: &Operation,
    response: &Response,
    seen: &mut HashSet<usize>,
    findings: &mut Findings,
) {
    // What none of the codes is sent with is somebody else's answer: a proxy's.
    let is_ours = match response.key {
        StatusKey::Exact(status) => status.is_error() && known.has_status(status),
        key => key.is_error(),
    };
    let found = response.found.as_ref().filter(|_| is_ours);
    let content = found.and_then(|found| found.get("content"));
    let Some(content) = content.filter(|content| seen.insert(content.id())) else {
        return;
    };
    let expected = &known.catalog.envelope.media_type;
    let mut names = content.node.entries().map(|(name, _)| name);
    let Some(first) = names.next() else { return };
    if accepts(first, expected) || names.any(|name| accepts(name, expected)) {
        return;
    }
    let message = format!(
        "{} answers {} with {}, and errors are sent as {}",
        shown(&operation.endpoint),
        response.key,
        quote(first),
        quote(expected)
    );
    let help = format!("write {}", quote(expected));
    let place = content.at.key(first).at_key();
    findings.push(Diagnostic::new(&WRONG_MEDIA_TYPE, place, message).help(help));
}
