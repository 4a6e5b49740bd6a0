//! The data for programs that handle errors: `catalog.samples` of the templates.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::catalog::Step as WireStep;
use crate::catalog::{Catalog, Code, Endpoint, Form, JsonValue, Meaning, Member, Wire};
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
    /// What identifies the retryable codes: the same request may succeed later.
    retryable: Vec<Name<'c>>,
    /// The handling by code, which takes precedence over `by_type`.
    by_code: Vec<Case<'c>>,
    /// The same for Rust, where codes that are sent alike are told apart.
    by_variant: Vec<Case<'c>>,
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
    /// Whether the code is a number.
    is_number: bool,
    /// The constants that tell an error from a success, whatever the status is.
    tells: Vec<Tell<'c>>,
}

/// A constant that tells an error from a success.
#[derive(Serialize)]
struct Tell<'c> {
    way: Way<'c>,
    value: &'c JsonValue,
}

/// What identifies a code on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
enum Name<'c> {
    Text(Cow<'c, str>),
    Number(i64),
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
    names: Vec<Name<'c>>,
    /// Their names in Rust.
    variants: Vec<&'c str>,
    handling: &'c str,
}

impl<'c> Samples<'c> {
    pub(in crate::targets::docs) fn of(catalog: &'c Catalog) -> Self {
        let ways = Ways::of(catalog);
        let base = catalog.api.base_url.as_deref();
        let base = base
            .unwrap_or("https://api.example.com")
            .trim_end_matches('/');
        let names = Names::of(catalog);
        let mut by_variant: Vec<Case> = catalog
            .codes_of_responses()
            .filter_map(Case::of_code)
            .collect();
        let mut by_type = Vec::new();
        for kind in &catalog.types {
            let Some(handling) = kind.handling.as_ref().map(Plain::as_str) else {
                continue;
            };
            if ways.r#type.is_some() {
                by_type.push(Case {
                    names: vec![Name::Text(kind.name.wire().into())],
                    variants: vec![kind.name.variant()],
                    handling,
                });
                continue;
            }
            // The envelope has no type, so list the codes of the type.
            let of_type = |code: &&Code| {
                code.error_type.as_ref() == Some(&kind.name) && code.handling.is_none()
            };
            let codes = catalog.codes_of_responses().filter(of_type);
            let variants: Vec<&str> = codes.map(|code| code.name.variant()).collect();
            if !variants.is_empty() {
                by_variant.push(Case {
                    names: Vec::new(),
                    variants,
                    handling,
                });
            }
        }
        let by_code = by_variant.iter().map(|case| Case {
            names: names.of_variants(&case.variants),
            variants: case.variants.clone(),
            handling: case.handling,
        });
        let by_code = by_code.filter(|case| !case.names.is_empty());
        let by_code: Vec<Case> = by_code.collect();
        let retryable = catalog.codes_of_responses().filter(|code| code.retryable);
        let retryable: Vec<&str> = retryable.map(|code| code.name.variant()).collect();
        Self {
            base,
            path: path(catalog, base),
            retryable: names.of_variants(&retryable),
            by_code,
            by_variant,
            rust_type: (!by_type.is_empty()).then(|| rust_type(&catalog.wire)),
            by_type,
            ways,
        }
    }
}

/// What identifies the codes on the wire.
struct Names<'c> {
    /// The codes with each name, as variants in Rust, in the catalog's order.
    sharing: Vec<(Name<'c>, Vec<&'c str>)>,
}

impl<'c> Names<'c> {
    fn of(catalog: &'c Catalog) -> Self {
        let mut sharing: Vec<(Name, Vec<&str>)> = Vec::new();
        let mut places: HashMap<Name, usize> = HashMap::new();
        let has_way = |identity: &Meaning| way(&catalog.wire, *identity).is_some();
        if let Some(identity) = catalog.wire.identity.filter(has_way) {
            for code in catalog.codes_of_responses() {
                let Some(name) = name_of(&catalog.wire, identity, code) else {
                    continue;
                };
                let place = *places.entry(name.clone()).or_insert(sharing.len());
                if place == sharing.len() {
                    sharing.push((name, Vec::new()));
                }
                sharing[place].1.push(code.name.variant());
            }
        }
        Self { sharing }
    }

    /// The names that stand for some of these codes and no others.
    fn of_variants(&self, variants: &[&str]) -> Vec<Name<'c>> {
        let variants: HashSet<&str> = variants.iter().copied().collect();
        let all = |sharing: &[&str]| sharing.iter().all(|variant| variants.contains(variant));
        let names = self.sharing.iter().filter(|(_, sharing)| all(sharing));
        names.map(|(name, _)| name.clone()).collect()
    }
}

/// What identifies a code on the wire, as a program compares it.
fn name_of<'c>(wire: &Wire, identity: Meaning, code: &'c Code) -> Option<Name<'c>> {
    match identity {
        Meaning::Number if is_number(wire) => code.number.map(Name::Number),
        Meaning::Number => code
            .number
            .map(|number| Name::Text(number.to_string().into())),
        Meaning::ProblemType => code.doc_url.as_deref().map(|url| Name::Text(url.into())),
        _ => Some(Name::Text(code.name.wire().into())),
    }
}

impl<'c> Case<'c> {
    fn of_code(code: &'c Code) -> Option<Self> {
        Some(Self {
            names: Vec::new(),
            variants: vec![code.name.variant()],
            handling: code.handling.as_ref()?.as_str(),
        })
    }
}

impl<'c> Ways<'c> {
    fn of(catalog: &'c Catalog) -> Self {
        let way = |meaning| way(&catalog.wire, meaning);
        let tells = catalog.wire.tells().filter_map(|(member, value)| {
            let way = steps(member)?;
            Some(Tell { way, value })
        });
        Self {
            r#type: way(Meaning::Type).filter(|_| !catalog.types.is_empty()),
            code: catalog.wire.identity.and_then(way),
            message: way(Meaning::Message),
            is_number: is_number(&catalog.wire),
            tells: tells.collect(),
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
    steps(found?)
}

/// Whether the number that identifies codes is sent as a number, and not as text.
fn is_number(wire: &Wire) -> bool {
    let mut members = wire.all();
    let number = members.find(|member| member.meaning() == Some(Meaning::Number));
    let is_text = number.is_none_or(|member| member.form == Form::String);
    wire.identity == Some(Meaning::Number) && !is_text
}

/// The path to a member, if its steps are known.
fn steps(member: &Member) -> Option<Way<'_>> {
    let steps = member.path.iter().map(|step| match step {
        WireStep::Member(name) => Some(WayStep::Member(name)),
        WireStep::Element => Some(WayStep::Element(0)),
        WireStep::Item(at) => Some(WayStep::Element(*at)),
        // The names of the members are not known.
        WireStep::Param => None,
    });
    steps.collect()
}

/// The expression for the type of `failure` in the generated Rust. If only list elements have a type, the type comes
/// from the code.
fn rust_type(wire: &Wire) -> &'static str {
    if wire.find(Meaning::Type).is_some() {
        "failure.error().and_then(|error| error.error_type.as_ref()?.known())"
    } else {
        "failure.code().map(ErrorCode::error_type)"
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
