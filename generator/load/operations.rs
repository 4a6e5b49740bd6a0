//! The sections `sets` and `operations`.

use super::codes::rust_name;
use super::draft::{DraftOperation, DraftSet};
use super::members::{Members, Read, wrong_type};
use super::rules;
use crate::catalog::{Endpoint, GroupName, Method};
use crate::diagnostic::{Diagnostic, Path, Report, quote};
use crate::yaml::{Node, items};

/// The codes and sets that a list names, each with its index in the list.
type ListedNames = Vec<(usize, String)>;

pub(super) fn set(key: &str, node: &Node, at: &Path, report: &mut Report) -> DraftSet {
    let name = GroupName::new(key).ok();
    if name.is_none() {
        let message = format!("{} cannot become a Rust name", quote(key));
        report.push(
            Diagnostic::new(&rules::NOT_AN_IDENTIFIER, at.at_key(), message)
                .help("use letters, digits and `_`, and begin with a letter"),
        );
    }
    DraftSet {
        key: key.to_owned(),
        name,
        names: names(node, at, "write `[…]`", report),
    }
}

pub(super) fn operation(key: &str, node: &Node, at: &Path, report: &mut Report) -> DraftOperation {
    let endpoint = endpoint(key, at, report);
    let derived = endpoint
        .as_ref()
        .map(|endpoint| format!("{} {}", endpoint.method.key(), endpoint.path));
    let make =
        |name: Option<&str>| GroupName::new(name.or(derived.as_deref()).unwrap_or("operation"));
    let mut draft = DraftOperation {
        key: key.to_owned(),
        endpoint,
        name: None,
        is_long: matches!(node, Node::Map(_)),
        tags: Vec::new(),
        all: false,
        names: Vec::new(),
    };
    if !draft.is_long {
        draft.name = make(None).ok();
        if draft.name.is_none() {
            let message = format!("{} cannot become a Rust name", quote(key));
            report.push(
                Diagnostic::new(&rules::NOT_AN_IDENTIFIER, at.at_key(), message)
                    .help("name it: `{name: …, codes: […]}`"),
            );
        }
        draft.take_codes(node, at, report);
        return draft;
    }
    let what = "a list of codes, or a mapping with `codes`, `name` and `tags`";
    let Some(mut members) = Members::open(node, at, what, report) else {
        return draft;
    };
    let name = members.optional::<String>("name");
    draft.name = rust_name(&mut members, &name, make);
    draft.tags = members.optional("tags").take().unwrap_or_default();
    if let Some(node) = members.node("codes") {
        draft.take_codes(node, &at.key("codes"), members.report);
    } else {
        members.required::<Vec<String>>("codes");
    }
    members.close();
    draft
}

impl DraftOperation {
    /// Reads a list of codes and sets, or the word `all`.
    fn take_codes(&mut self, node: &Node, at: &Path, report: &mut Report) {
        self.all = matches!(node, Node::Text(word) if word == "all");
        if !self.all {
            let help = "write `[…]`; the word `all` stands for every code in the catalog";
            self.names = names(node, at, help, report);
        }
    }
}

/// The elements that are text. Others are reported.
fn names(node: &Node, at: &Path, help: &str, report: &mut Report) -> ListedNames {
    let Node::List(list) = node else {
        report.push(wrong_type(node, at, "a list of codes").help(help));
        return Vec::new();
    };
    let mut names = Vec::with_capacity(list.len());
    for (index, (at, node)) in items(list, at).enumerate() {
        names.extend(String::read(node, &at, report).map(|name| (index, name)));
    }
    names
}

/// Parses a key such as `GET /stores/{id}`.
fn endpoint(key: &str, at: &Path, report: &mut Report) -> Option<Endpoint> {
    let mut wrong = |message: String, help: String| {
        report.push(Diagnostic::new(&rules::INVALID_OPERATION, at.at_key(), message).help(help));
        None
    };
    let example = || "an operation is a method and a path: `GET /stores/{id}`".to_owned();
    let Some((word, path)) = key.split_once(' ') else {
        return wrong(format!("{} is not an operation", quote(key)), example());
    };
    let Some(method) = Method::parse(word) else {
        let message = format!("OpenAPI has no method {}", quote(word));
        let upper = word.to_uppercase();
        let help = if Method::parse(&upper).is_some() {
            format!("write the method in capitals: {}", quote(&upper))
        } else {
            format!("known: {}", Method::ALL.join(", "))
        };
        return wrong(message, help);
    };
    if let Some(why) = wrong_path(path) {
        return wrong(
            format!("{} is not a valid path: {why}", quote(path)),
            example(),
        );
    }
    Some(Endpoint {
        method,
        path: path.to_owned(),
    })
}

/// Why a text is not an OpenAPI path, with its parameters in braces. `None` if it is one.
fn wrong_path(path: &str) -> Option<&'static str> {
    if !path.starts_with('/') {
        return Some("it does not start with `/`");
    }
    if path.contains(['?', '#']) {
        return Some("it must not have a query or a fragment");
    }
    if path.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Some("it contains a space or a control character");
    }
    if path.contains("/:") {
        return Some("write a parameter as `{id}`, not `:id`");
    }
    let mut parameters = Vec::new();
    let mut rest = path;
    while let Some(at) = rest.find(['{', '}']) {
        let inside = rest[at..].strip_prefix('{');
        let Some((name, behind)) = inside.and_then(|inside| inside.split_once('}')) else {
            return Some("it has an unbalanced brace");
        };
        if name.is_empty() || name.contains(['{', '/', '*']) {
            return Some("a parameter needs a name without `{`, `/` and `*`");
        }
        if parameters.contains(&name) {
            return Some("two parameters have the same name");
        }
        parameters.push(name);
        rest = behind;
    }
    None
}
