//! The catalog, indexed by names.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::body::Comparison;
use super::example::codes_in;
use super::findings::{Disagreement, Disagreements};
use super::rules::CODE_NOT_IN_CATALOG;
use crate::catalog::{
    Catalog, Code, Endpoint, Meaning, Member, OfCode, Operation, Retired, Status, Value,
};
use crate::diagnostic::{Diagnostic, Path, Place, quote, suggestion};
use crate::yaml::Node;

/// A checked catalog with an index of its codes and operations.
pub(super) struct KnownCodes<'c> {
    pub(super) catalog: &'c Catalog,
    /// The codes by what identifies them on the wire. Several may share it.
    codes: HashMap<String, Vec<&'c Code>>,
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
        let retired = catalog.retired.iter();
        let operations = catalog.operations.iter();
        let members = catalog.wire.members().into_iter();
        let identity = catalog.wire.identity;
        let is_code = |member: &&Member| member.meaning().is_some_and(|is| Some(is) == identity);
        Self {
            catalog,
            codes: by_identity(catalog),
            retired: retired
                .map(|retired| (retired.code.as_str(), retired))
                .collect(),
            operations: operations
                .map(|operation| (key(&operation.endpoint), operation))
                .collect(),
            statuses: catalog
                .codes
                .iter()
                .flat_map(|code| code.statuses.iter().copied())
                .collect(),
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

    /// Returns the codes that a value on the wire identifies.
    pub(super) fn codes(&self, wire: &str) -> &[&'c Code] {
        self.codes.get(wire).map_or(&[], Vec::as_slice)
    }

    /// Returns the code of an element of a list: of several that are sent alike, the one that fits best.
    pub(super) fn code_of_element(&self, element: &Node) -> Option<&'c Code> {
        let wire = &self.catalog.wire;
        let mut raw = Vec::new();
        codes_in(
            wire,
            wire.element()?,
            element,
            &Path::root(),
            None,
            &mut raw,
        );
        let codes = self.codes(&raw.first()?.text).iter().copied();
        let mut comparison = Comparison {
            wire,
            what: "the example",
            found: Vec::new(),
            of_element: None,
        };
        codes.min_by_key(|code| comparison.of_element(element, code))
    }

    /// Returns what identifies a code on the wire, if anything does.
    pub(super) fn identity(&self, code: &'c Code) -> Option<Cow<'c, str>> {
        match self.catalog.wire.identity?.of_code(code, code.status) {
            OfCode::Always(Value::Text(text)) => Some(text),
            OfCode::Always(value) => Some(value.to_string().into()),
            OfCode::Never | OfCode::Message | OfCode::Param | OfCode::Occurrence => None,
        }
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
        let message = match self.catalog.wire.identity {
            Some(Meaning::Number) => format!("no code has the number {}", quote(found)),
            Some(Meaning::ProblemType) => format!("no code has the problem type {}", quote(found)),
            _ => format!("no code is called {}", quote(found)),
        };
        let diagnostic = Diagnostic::new(&CODE_NOT_IN_CATALOG, place, message);
        if let Some(retired) = self.retired.get(found) {
            let help = retired.deprecation.remedy();
            return Disagreement::from(diagnostic.help(help)).of_retired(found);
        }
        let known = self.codes.keys().map(String::as_str);
        let near = if findings.are_few() {
            suggestion(found, known)
        } else {
            None
        };
        let help = near.unwrap_or_else(|| "add it to the catalog, or remove it".to_owned());
        diagnostic.help(help).into()
    }
}

/// The codes of a catalog by what identifies them on the wire.
fn by_identity(catalog: &Catalog) -> HashMap<String, Vec<&Code>> {
    let mut codes: HashMap<String, Vec<&Code>> = HashMap::new();
    for code in &catalog.codes {
        let identity = catalog.wire.identity;
        let identity = identity.map(|identity| identity.of_code(code, code.status));
        if let Some(OfCode::Always(value)) = identity {
            codes.entry(value.to_string()).or_default().push(code);
        }
    }
    codes
}

fn key(endpoint: &Endpoint) -> (&'static str, String) {
    (endpoint.method.name(), endpoint.shape())
}
