//! The catalog, indexed by names.

use std::collections::{HashMap, HashSet};

use super::findings::{Disagreement, Disagreements};
use super::rules::CODE_NOT_IN_CATALOG;
use crate::catalog::{Catalog, Code, Endpoint, Meaning, Member, Operation, Retired, Status};
use crate::diagnostic::{Diagnostic, Place, quote, suggestion};

/// A checked catalog with an index of its codes and operations.
pub(super) struct KnownCodes<'c> {
    pub(super) catalog: &'c Catalog,
    codes: HashMap<&'c str, &'c Code>,
    retired: HashMap<&'c str, &'c Retired>,
    operations: HashMap<(&'static str, String), &'c Operation>,
    statuses: HashSet<Status>,
    /// The members that hold a code.
    pub(super) code_members: Vec<&'c Member>,
    /// The codes whose examples list other errors. If a body has no code outside its list, the codes in the list need
    /// not be the code of the response.
    pub(super) with_lists: Vec<&'c Code>,
}

impl<'c> KnownCodes<'c> {
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

    /// Returns the operation with this method and shape.
    pub(super) fn operation(&self, endpoint: &Endpoint) -> Option<&'c Operation> {
        self.operations.get(&key(endpoint)).copied()
    }

    /// Returns whether a body contains its code outside list elements.
    pub(super) fn has_own_code(&self) -> bool {
        self.code_members.iter().any(|code| !code.is_in_list())
    }

    pub(super) fn has_status(&self, status: Status) -> bool {
        self.statuses.contains(&status)
    }

    /// Creates the finding for a code that is not in the catalog.
    pub(super) fn unknown(
        &self,
        found: &str,
        place: Place,
        findings: &Disagreements,
    ) -> Disagreement {
        let message = format!("no code is called {}", quote(found));
        let diagnostic = Diagnostic::new(&CODE_NOT_IN_CATALOG, place, message);
        if let Some(retired) = self.retired.get(found) {
            let help = retired.deprecation.remedy();
            return Disagreement::from(diagnostic.help(help)).of_retired(found);
        }
        let known = self.catalog.codes.iter().map(|code| code.name.wire());
        let near = if findings.are_few() {
            suggestion(found, known)
        } else {
            None
        };
        let help = near.unwrap_or_else(|| "add it to the catalog, or remove it".to_owned());
        diagnostic.help(help).into()
    }
}

fn key(endpoint: &Endpoint) -> (&'static str, String) {
    (endpoint.method.name(), endpoint.shape())
}
