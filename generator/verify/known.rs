//! The catalog, with its parts by their names.

use std::collections::{HashMap, HashSet};

use super::findings::{Finding, Findings};
use super::rules::CODE_NOT_IN_CATALOG;
use crate::catalog::{Catalog, Code, Endpoint, Meaning, Member, Operation, Retired, Status};
use crate::diagnostic::{Diagnostic, Place, quote, suggestion};

/// A checked catalog whose codes and operations can be looked up.
pub(super) struct Known<'c> {
    pub(super) catalog: &'c Catalog,
    codes: HashMap<&'c str, &'c Code>,
    retired: HashMap<&'c str, &'c Retired>,
    operations: HashMap<(&'static str, String), &'c Operation>,
    statuses: HashSet<Status>,
    /// The members that hold a code.
    pub(super) code_members: Vec<&'c Member>,
    /// The codes that the catalog shows with a list of other errors: where a body has no code of its own, those of the
    /// list need not be the response's.
    pub(super) with_lists: Vec<&'c Code>,
}

impl<'c> Known<'c> {
    pub(super) fn new(catalog: &'c Catalog) -> Self {
        let codes = catalog.codes.iter();
        let retired = catalog.retired.iter();
        let operations = catalog.operations.iter();
        let members = catalog.wire.members().into_iter();
        let is_code = |member: &&Member| member.meaning() == Some(Meaning::Code);
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
            code_members: members.filter(is_code).collect(),
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
        self.code_members.iter().any(|code| !code.is_in_list())
    }

    pub(super) fn has_status(&self, status: Status) -> bool {
        self.statuses.contains(&status)
    }

    /// The finding that a code is none of the catalog's.
    pub(super) fn unknown(&self, found: &str, place: Place, findings: &Findings) -> Finding {
        let message = format!("no code is called {}", quote(found));
        let diagnostic = Diagnostic::new(&CODE_NOT_IN_CATALOG, place, message);
        if let Some(retired) = self.retired.get(found) {
            let help = retired.deprecation.remedy();
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
