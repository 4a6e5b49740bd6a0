//! Bodies of error responses, and the members that identify the error.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::found::Found;
use super::is_name;

/// The body of an error response.
#[derive(Clone)]
pub(super) struct Body {
    pub(super) value: Value,
    pub(super) status: Option<u16>,
    pub(super) place: String,
    /// What a schema says, if the body comes from one and only its shape is known.
    pub(super) of_schema: Option<SchemaMembers>,
}

/// What a schema says about the members of a body, by their paths.
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
pub(super) const CODES: [&str; 7] = [
    "code",
    "error_code",
    "errorCode",
    "errcode",
    "reason",
    "key",
    "slug",
];
/// The names that identify an error where nothing else does.
const OTHER_CODES: [&str; 4] = ["name", "error", "status", "type"];
const TYPES: [&str; 5] = ["type", "error_type", "errorType", "category", "kind"];

/// The keys that lead to a member.
pub(super) type Path = Vec<String>;

/// The places of what identifies an error.
#[derive(Default)]
pub(super) struct Places {
    pub(super) code: Option<Path>,
    pub(super) kind: Option<Path>,
}

/// Calls `see` with each member of an object, and of those inside of it. Lists are not entered.
pub(super) fn walk(value: &Value, path: &mut Path, see: &mut dyn FnMut(&Path, &Value)) {
    if let Value::Object(members) = value {
        for (key, value) in members {
            path.push(key.clone());
            see(path, value);
            walk(value, path, see);
            path.pop();
        }
    }
}

pub(super) fn at<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

impl Places {
    pub(super) fn of(found: &Found) -> Self {
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
                let of_name = rank(path, &[&CODES[..], &OTHER_CODES[..]].concat());
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
                    .and_then(|last| CODES.iter().position(|name| name == last));
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
