//! The data for programs that handle errors: `catalog.samples` of the templates.

use serde::Serialize;

use crate::catalog::Step as WireStep;
use crate::catalog::{Catalog, Code, Endpoint, Meaning, Member, Wire};
use crate::targets::docs::page::request::{example, filled};
use crate::text::Plain;

/// The URL that the programs request, the members that they read, and the handling of each error.
#[derive(Serialize)]
pub(in crate::targets::docs) struct Samples<'c> {
    /// The API's `base_url`, without a trailing slash.
    base: &'c str,
    /// The path after `base`: the path of the first `GET` operation, so that every reader can send the request.
    path: String,
    pub(in crate::targets::docs) ways: Ways<'c>,
    /// The retryable codes: the same request may succeed later.
    retryable: Vec<&'c str>,
    /// The handling by code, which takes precedence over `by_type`.
    by_code: Vec<Case<'c>>,
    by_type: Vec<Case<'c>>,
    /// The Rust expression for the type of a `Failure`, if there is a case for a type.
    rust_type: Option<&'static str>,
}

/// The path from the parsed body to a member.
pub(in crate::targets::docs) type Way<'c> = Vec<WayStep<'c>>;

#[derive(Serialize)]
pub(in crate::targets::docs) struct Ways<'c> {
    pub(in crate::targets::docs) r#type: Option<Way<'c>>,
    pub(in crate::targets::docs) code: Option<Way<'c>>,
    pub(in crate::targets::docs) message: Option<Way<'c>>,
}

#[derive(Clone, Copy, Serialize)]
#[serde(untagged)]
pub(in crate::targets::docs) enum WayStep<'c> {
    Member(&'c str),
    /// The index of a list element. It is always 0.
    Element(usize),
}

/// The names to which a line of `handling` applies.
#[derive(Serialize)]
struct Case<'c> {
    names: Vec<&'c str>,
    /// Their names in Rust.
    variants: Vec<&'c str>,
    handling: &'c str,
}

impl<'c> Samples<'c> {
    pub(in crate::targets::docs) fn of(catalog: &'c Catalog) -> Self {
        let codes = || catalog.codes.iter();
        let ways = Ways::of(catalog);
        let base = catalog.api.base_url.as_deref();
        let base = base
            .unwrap_or("https://api.example.com")
            .trim_end_matches('/');
        let retryable = codes().filter(|code| code.retryable);
        let mut by_code: Vec<Case> = codes().filter_map(Case::of_code).collect();
        let mut by_type = Vec::new();
        for kind in &catalog.types {
            let Some(handling) = kind.handling.as_ref().map(Plain::as_str) else {
                continue;
            };
            if ways.r#type.is_some() {
                by_type.push(Case {
                    names: vec![kind.name.wire()],
                    variants: vec![kind.name.variant()],
                    handling,
                });
                continue;
            }
            // The envelope has no type, so list the codes of the type.
            let of_type = |code: &&Code| {
                code.error_type.as_ref() == Some(&kind.name) && code.handling.is_none()
            };
            let (names, variants): (Vec<_>, Vec<_>) = codes()
                .filter(of_type)
                .map(|code| (code.name.wire(), code.name.variant()))
                .unzip();
            if !names.is_empty() {
                by_code.push(Case {
                    names,
                    variants,
                    handling,
                });
            }
        }
        Self {
            base,
            path: path(catalog, base),
            retryable: retryable.map(|code| code.name.wire()).collect(),
            by_code,
            rust_type: (!by_type.is_empty()).then(|| rust_type(&catalog.wire)),
            by_type,
            ways,
        }
    }
}

impl<'c> Case<'c> {
    fn of_code(code: &'c Code) -> Option<Self> {
        Some(Self {
            names: vec![code.name.wire()],
            variants: vec![code.name.variant()],
            handling: code.handling.as_ref()?.as_str(),
        })
    }
}

impl<'c> Ways<'c> {
    fn of(catalog: &'c Catalog) -> Self {
        let way = |meaning| way(&catalog.wire, meaning);
        Self {
            r#type: way(Meaning::Type).filter(|_| !catalog.types.is_empty()),
            code: way(Meaning::Code),
            message: way(Meaning::Message),
        }
    }
}

/// The path to a member with this meaning. A member that is always present comes before one that may be absent. The
/// first element of a list is used only if no member outside a list has the meaning.
fn way(wire: &Wire, meaning: Meaning) -> Option<Way<'_>> {
    let members = wire.members().into_iter();
    let found = members
        .filter(|member| member.meaning() == Some(meaning))
        .min_by_key(|member| (member.is_in_list(), member.presence.may_be_absent()));
    let steps = found?.path.iter().map(|step| match step {
        WireStep::Member(name) => WayStep::Member(name),
        WireStep::Element => WayStep::Element(0),
    });
    Some(steps.collect())
}

/// The expression for the type of `failure` in the generated Rust. If only list elements have a type, the type comes
/// from the code.
fn rust_type(wire: &Wire) -> &'static str {
    let members = wire.members().into_iter();
    let own: Vec<&Member> = members
        .filter(|member| member.meaning() == Some(Meaning::Type) && !member.is_in_list())
        .collect();
    if own.is_empty() {
        "failure.code().map(ErrorCode::error_type)"
    } else if own.iter().all(|member| member.presence.may_be_absent()) {
        "failure.error().and_then(|error| error.error_type.as_ref()?.known())"
    } else {
        "failure.error().and_then(|error| error.error_type.known())"
    }
}

/// The path of the first `GET` operation, with its parameters filled, and without the path of the base URL.
fn path(catalog: &Catalog, base: &str) -> String {
    let mut operations = catalog.operations.iter();
    let Some(operation) = operations.find(|operation| operation.endpoint.method.name() == "GET")
    else {
        return "/".to_owned();
    };
    let Endpoint { path, .. } = &operation.endpoint;
    let of_host = base.split_once("://").map_or(base, |(_, rest)| rest);
    let prefix = of_host.find('/').map_or("", |at| &of_host[at..]);
    let path = path
        .strip_prefix(prefix)
        .filter(|rest| rest.starts_with('/'))
        .unwrap_or(path);
    filled(path, |name| {
        example(catalog, operation, name).unwrap_or_else(|| name.to_uppercase())
    })
}
