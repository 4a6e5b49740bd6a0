//! Checks that the document and the catalog have the same operations, with the same statuses.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::document::{Operation, Response, accepts, shown};
use super::findings::{Disagreement, Disagreements};
use super::known::KnownCodes;
use super::rules::{MISSING_RESPONSE, RESPONSE_WITHOUT_CODE, UNLISTED_OPERATION, WRONG_MEDIA_TYPE};
use super::{StatusKey, listed};
use crate::api_document::{ApiDocument, MISSING_OPERATION};
use crate::catalog::{self, Status, shape};
use crate::diagnostic::{Diagnostic, Path, nearest, quote};
use crate::yaml::Node;

pub(super) fn check(
    known: &KnownCodes,
    host: &ApiDocument,
    operations: &[Operation],
    findings: &mut Disagreements,
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

/// Reports operations in the catalog that the document lacks. A document without operations is a collection of
/// components.
fn missing(
    known: &KnownCodes,
    host: &ApiDocument,
    operations: &[Operation],
    findings: &mut Disagreements,
) {
    let paths = Path::root().key("paths");
    let items = || host.root().get("paths").into_iter().flat_map(Node::entries);
    if items().next().is_none() {
        return;
    }
    // A path item in another file may contain any operation.
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
                format!("the path only has {}", listed(methods))
            }
            None if findings.are_few() => nearest(&key, all.iter().map(String::as_str))
                .map_or_else(
                    || "add it, or remove it from `operations` in the catalog".to_owned(),
                    |near| format!("the closest match is {}", quote(near)),
                ),
            None => "add it, or remove it from `operations` in the catalog".to_owned(),
        };
        let diagnostic = Diagnostic::new(&MISSING_OPERATION, paths.at_key(), message).help(help);
        findings.push(Disagreement::from(diagnostic).of_operation(&key, "the operation"));
    }
}

/// Reports operations in the document that the catalog does not list, if it lists any.
fn unlisted(known: &KnownCodes, operations: &[Operation], findings: &mut Disagreements) {
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

/// Reports statuses that an operation can return but has no response for.
fn missing_responses(
    known: &KnownCodes,
    operation: &Operation,
    listed_as: &catalog::Operation,
    findings: &mut Disagreements,
) {
    let mut by_status: BTreeMap<Status, Vec<&str>> = BTreeMap::new();
    for code in listed_as.returns.codes(known.catalog) {
        for status in &code.statuses {
            let codes = by_status.entry(*status).or_default();
            codes.push(code.name.key());
        }
    }
    let keys: HashSet<StatusKey> = operation
        .responses
        .iter()
        .map(|response| response.key)
        .collect();
    let missing: Vec<(Status, Vec<&str>)> = by_status
        .into_iter()
        .filter(|(status, _)| {
            // A range or `default` also covers the status.
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
        "it returns {}; add the response, or run `errcat openapi --into`",
        returned.join("; ")
    );
    let place = operation.at.key("responses").at_key();
    let diagnostic = Diagnostic::new(&MISSING_RESPONSE, place, message).help(help);
    let key = listed_as.endpoint.to_string();
    findings.push(Disagreement::from(diagnostic).of_operation(&key, "the codes it returns"));
}

/// Reports responses with a status that none of the operation's codes has.
fn without_codes(
    known: &KnownCodes,
    operation: &Operation,
    listed_as: &catalog::Operation,
    findings: &mut Disagreements,
) {
    let statuses: HashSet<Status> = listed_as
        .returns
        .codes(known.catalog)
        .flat_map(|code| code.statuses.iter().copied())
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
        findings.push(Disagreement::from(diagnostic).of_operation(&listed, "the codes it returns"));
    }
}

/// Reports a response with content, none of which has the envelope's media type. `seen` contains the checked contents.
fn media_type(
    known: &KnownCodes,
    operation: &Operation,
    response: &Response,
    seen: &mut HashSet<usize>,
    findings: &mut Disagreements,
) {
    // A status that no code has may come from another server, such as a proxy.
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
        "{} returns {} with {}, but errors are sent as {}",
        shown(&operation.endpoint),
        response.key,
        quote(first),
        quote(expected)
    );
    let help = format!("write {}", quote(expected));
    let place = content.at.key(first).at_key();
    findings.push(Diagnostic::new(&WRONG_MEDIA_TYPE, place, message).help(help));
}
