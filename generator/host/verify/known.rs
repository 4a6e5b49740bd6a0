//! The catalog, with its parts by their names.

use std::collections::{HashMap, HashSet};

use super::findings::{Finding, Findings};
use super::rules::CODE_NOT_IN_CATALOG;
use crate::catalog::{
    Catalog, Code, Content, Endpoint, Field, Meaning, Operation, Retired, Status,
};
use crate::diagnostic::{Diagnostic, Place, quote, suggestion};

/// A checked catalog whose codes and operations can be looked up.
pub(super) struct Known<'c> {
    pub(super) catalog: &'c Catalog,
    codes: HashMap<&'c str, &'c Code>,
    retired: HashMap<&'c str, &'c Retired>,
    operations: HashMap<(&'static str, String), &'c Operation>,
    statuses: HashSet<Status>,
    pub(super) routes: Vec<Route<'c>>,
    /// The codes that the catalog shows with a list of other errors: where a body has no code of its own, those of the
    /// list need not be the response's.
    pub(super) with_lists: Vec<&'c Code>,
}

/// The way from a response's body to a code.
pub(super) struct Route<'c> {
    pub(super) steps: Vec<Step<'c>>,
    /// Whether the code is one of several.
    pub(super) in_list: bool,
}

#[derive(Clone, Copy)]
pub(super) enum Step<'c> {
    Member(&'c str),
    /// Any element of the list.
    Items,
}

impl<'c> Known<'c> {
    pub(super) fn new(catalog: &'c Catalog) -> Self {
        let codes = catalog.codes.iter();
        let retired = catalog.retired.iter();
        let operations = catalog.operations.iter();
        let mut routes = Vec::new();
        walk(&catalog.envelope.body, &mut Vec::new(), &mut routes);
        Self {
            catalog,
            codes: codes.map(|code| (code.name.wire(), code)).collect(),
            retired: retired
                .map(|retired| (retired.code.as_str(), retired))
                .collect(),
            operations: operations
                .map(|operation| (key(&operation.endpoint), operation))
                .collect(),
            statuses: catalog.codes.iter().map(|code| code.status).collect(),
            routes,
            with_lists: catalog
                .codes
                .iter()
                .filter(|code| {
                    let mut examples = code.examples.iter();
                    examples.any(|example| !example.errors.is_empty())
                })
                .collect(),
        }
    }

    pub(super) fn code(&self, wire: &str) -> Option<&'c Code> {
        self.codes.get(wire).copied()
    }

    /// The operation of this method and shape.
    pub(super) fn operation(&self, endpoint: &Endpoint) -> Option<&'c Operation> {
        self.operations.get(&key(endpoint)).copied()
    }

    /// Whether a body tells its code by itself, and not only in the elements of a list.
    pub(super) fn has_own_code(&self) -> bool {
        self.routes.iter().any(|route| !route.in_list)
    }

    pub(super) fn has_status(&self, status: Status) -> bool {
        self.statuses.contains(&status)
    }

    /// The finding that a code is none of the catalog's.
    pub(super) fn unknown(&self, found: &str, place: Place, findings: &Findings) -> Finding {
        let message = format!("no code is called {}", quote(found));
        let diagnostic = Diagnostic::new(&CODE_NOT_IN_CATALOG, place, message);
        if let Some(retired) = self.retired.get(found) {
            let since = retired.succession.since.as_ref();
            let since = since.map_or_else(String::new, |since| format!(" in {since}"));
            let help = match &retired.succession.instead {
                Some(code) => format!("it was retired{since}: write {}", quote(code)),
                None => format!("it was retired{since}: take it out"),
            };
            return Finding::from(diagnostic.help(help)).of_retired(found);
        }
        let known = self.catalog.codes.iter().map(|code| code.name.wire());
        let near = if findings.are_few() {
            suggestion(found, known)
        } else {
            None
        };
        let help = near.unwrap_or_else(|| "add it to the catalog, or take it out".to_owned());
        diagnostic.help(help).into()
    }
}

fn key(endpoint: &Endpoint) -> (&'static str, String) {
    (endpoint.method.name(), endpoint.shape())
}

fn walk<'c>(fields: &'c [Field], steps: &mut Vec<Step<'c>>, routes: &mut Vec<Route<'c>>) {
    for field in fields {
        steps.push(Step::Member(&field.name));
        match &field.content {
            Content::Is(Meaning::Code) => routes.push(Route {
                in_list: steps.iter().any(|step| matches!(step, Step::Items)),
                steps: steps.clone(),
            }),
            Content::Members(members) => walk(members, steps, routes),
            Content::Is(Meaning::Errors) => {
                steps.push(Step::Items);
                walk(&field.each, steps, routes);
                steps.pop();
            }
            Content::Is(_) | Content::Const(_) => {}
        }
        steps.pop();
    }
}
