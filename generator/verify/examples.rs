//! Checks the examples of error responses.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::body::Comparison;
use super::document::{FoundOperations, Media, Operation, Response, StatusKey, shown};
use super::example::{Example, Raw, codes_in, examples, schema_examples};
use super::findings::{Disagreement, Disagreements};
use super::known::KnownCodes;
use super::listed;
use super::rules::{CODE_NOT_RETURNED, EXAMPLE_STATUS};
use crate::api_document::ApiDocument;
use crate::catalog::Code;
use crate::diagnostic::{Diagnostic, Path, Report, quote};
use crate::yaml::{self, Node};

/// The examples that are already checked. Each is checked once, even if several responses share it.
pub(super) struct Examples<'h, 't, 'k, 'c> {
    known: &'k KnownCodes<'c>,
    host: &'h ApiDocument<'t>,
    media: HashMap<usize, Rc<Vec<Example<'h, 't>>>>,
    values: HashMap<usize, Rc<Codes<'c>>>,
    statuses: HashSet<(usize, StatusKey)>,
    schemas: HashSet<usize>,
}

/// The known codes of an example.
#[derive(Default)]
struct Codes<'c> {
    own: Option<(&'c Code, Path)>,
    /// The codes of list elements.
    elements: Vec<(&'c Code, Path)>,
}

impl<'h, 't, 'k, 'c> Examples<'h, 't, 'k, 'c> {
    pub(super) fn new(known: &'k KnownCodes<'c>, host: &'h ApiDocument<'t>) -> Self {
        Self {
            known,
            host,
            media: HashMap::new(),
            values: HashMap::new(),
            statuses: HashSet::new(),
            schemas: HashSet::new(),
        }
    }

    /// Checks the examples in a Media Type Object. `of` is `None` for a component, which may have any status.
    pub(super) fn check(
        &mut self,
        media: &Media<'h, 't>,
        of: Option<(&Operation<'h, 't, 'c>, &Response<'h, 't>)>,
        findings: &mut Disagreements,
    ) {
        let id = media.found.id();
        let key = of.map(|(_, response)| response.key);
        let is_new = !self.media.contains_key(&id);
        let examples = Rc::clone(
            self.media
                .entry(id)
                .or_insert_with(|| Rc::new(examples(self.host, &media.found))),
        );
        if is_new {
            for example in examples.iter() {
                self.value(&example.value, key, findings);
            }
        }
        self.of_schema(&media.found, key, findings);
        let Some((operation, response)) = of else {
            return;
        };
        if self.statuses.insert((id, response.key)) {
            for example in examples.iter() {
                self.status(example, response.key, findings);
            }
        }
        // A shared example need only belong to one of the operations.
        if !media.is_shared {
            self.not_returned(&examples, operation, response, findings);
        }
    }

    /// Checks the examples of a referenced schema, which need only belong to one of its responses.
    fn of_schema(
        &mut self,
        media: &FoundOperations<'h, 't>,
        key: Option<StatusKey>,
        findings: &mut Disagreements,
    ) {
        let schema = media
            .get("schema")
            .and_then(|schema| schema.follow(self.host));
        let Some((schema, true)) = schema else { return };
        if self.schemas.insert(schema.id()) {
            for example in schema_examples(&schema) {
                self.value(&example.value, key, findings);
            }
        }
    }

    /// Compares an example with the catalog, and returns its codes.
    fn value(
        &mut self,
        value: &FoundOperations<'h, 't>,
        key: Option<StatusKey>,
        findings: &mut Disagreements,
    ) -> Rc<Codes<'c>> {
        if let Some(codes) = self.values.get(&value.id()) {
            return Rc::clone(codes);
        }
        // An example may be JSON in a string.
        let parsed = match value.node {
            Node::Text(text) if text.trim_start().starts_with(['{', '[']) => {
                yaml::parse(text, &mut Report::default())
            }
            _ => None,
        };
        let node = parsed.as_ref().unwrap_or(value.node);
        let codes = Rc::new(self.compare(node, &value.at, key, findings));
        self.values.insert(value.id(), Rc::clone(&codes));
        codes
    }

    fn compare(
        &self,
        node: &Node,
        body: &Path,
        key: Option<StatusKey>,
        findings: &mut Disagreements,
    ) -> Codes<'c> {
        let known = self.known;
        let at = body;
        let wire = &known.catalog.wire;
        let mut raw = Vec::new();
        codes_in(wire, wire.body(), node, at, None, &mut raw);
        // An example without a code is only compared if a code in the catalog has its status.
        let may_be_ours = match key {
            None => false,
            Some(StatusKey::Exact(status)) => known.has_status(status),
            Some(_) => true,
        };
        if raw.is_empty() && !may_be_ours {
            return Codes::default();
        }
        let mut codes = Codes::default();
        let mut is_known = true;
        let mut last = None;
        for Raw { text, at, element } in raw {
            // The first code identifies the error. Later codes are compared with it.
            if last.replace(element) == Some(element) {
                continue;
            }
            let found = known.codes(&text);
            let code = match element {
                None => self.one_of(found, node, body, key),
                // The element is compared with the code that fits best.
                Some(_) => found.first().copied(),
            };
            match (code, element) {
                (Some(code), None) => codes.own = Some((code, at)),
                (Some(code), Some(_)) => codes.elements.push((code, at)),
                (None, _) => {
                    is_known = false;
                    let unknown = known.unknown(&text, at.at_value(), findings);
                    findings.push(unknown);
                }
            }
        }
        let main = codes.own.as_ref().map(|(code, _)| *code).or_else(|| {
            let alone = is_known && !known.has_own_code();
            alone.then(|| self.main(node, at, key, &codes)).flatten()
        });
        let of_element = |element: &Node| known.code_of_element(element);
        let mut comparison = Comparison {
            wire,
            what: "the example",
            found: Vec::new(),
            of_element: Some(&of_element),
        };
        comparison.body(node, at, main);
        findings.extend(comparison.found);
        codes
    }

    /// Returns the code of a body that only has codes in a list: the one with the fewest contradictions.
    fn main(
        &self,
        node: &Node,
        at: &Path,
        key: Option<StatusKey>,
        codes: &Codes<'c>,
    ) -> Option<&'c Code> {
        let covers = |code: &&Code| key.is_none_or(|key| covers(key, code));
        let known = self.known;
        let elements = codes.elements.iter().take(16);
        // Codes that are sent alike may differ in what the response has outside its list.
        let elements = elements.flat_map(|(code, _)| match known.identity(code) {
            Some(identity) => known.codes(&identity),
            None => &[],
        });
        let others = known.with_lists.iter().copied().filter(covers);
        elements
            .copied()
            .chain(others)
            .min_by_key(|code| (self.contradictions(code, node, at), !covers(code)))
    }

    /// Returns the code of a body among those that are sent alike: the one with the fewest contradictions.
    fn one_of(
        &self,
        codes: &[&'c Code],
        node: &Node,
        at: &Path,
        key: Option<StatusKey>,
    ) -> Option<&'c Code> {
        if codes.len() < 2 {
            return codes.first().copied();
        }
        let is_elsewhere = |code: &Code| key.is_some_and(|key| !covers(key, code));
        codes
            .iter()
            .copied()
            .min_by_key(|code| (self.contradictions(code, node, at), is_elsewhere(code)))
    }

    /// Returns the number of contradictions between a body and a code.
    fn contradictions(&self, code: &'c Code, node: &Node, at: &Path) -> usize {
        let mut comparison = Comparison {
            wire: &self.known.catalog.wire,
            what: "the example",
            found: Vec::new(),
            of_element: None,
        };
        comparison.body(node, at, Some(code));
        comparison.found.len()
    }

    /// Reports a code in a response with a different status.
    fn status(&mut self, example: &Example<'h, 't>, key: StatusKey, findings: &mut Disagreements) {
        let codes = self.value(&example.value, Some(key), findings);
        let Some((code, at)) = self.misplaced(&codes, key) else {
            return;
        };
        let wire = quote(code.name.key());
        let status = code.status;
        let (message, help) = if code.is_only_listed() {
            (
                format!("{wire} is only sent in the list of another error"),
                "replace it with the error that has the list".to_owned(),
            )
        } else {
            (
                format!("{wire} is sent with {status}, but this is the response for {key}"),
                format!("move the example to the response for {status}"),
            )
        };
        let place = example
            .entry
            .as_ref()
            .map_or_else(|| at.at_value(), Path::at_key);
        let diagnostic = Diagnostic::new(&EXAMPLE_STATUS, place, message);
        findings
            .push(Disagreement::from(diagnostic.help(help)).of_code(code.name.key(), "the code"));
    }

    /// Returns the code that cannot be in a response with this status.
    fn misplaced<'s>(&self, codes: &'s Codes<'c>, key: StatusKey) -> Option<&'s (&'c Code, Path)> {
        let covers = |code: &Code| covers(key, code);
        match &codes.own {
            Some(own) => (!covers(own.0)).then_some(own),
            // It is enough if one code in the list has the status, or a code that the body does not show.
            None if codes.elements.iter().any(|(code, _)| covers(code)) => None,
            None if self.known.with_lists.iter().any(|code| covers(code)) => None,
            // Any error may have it in its list.
            None if codes.elements.iter().any(|(code, _)| code.is_only_listed()) => None,
            None if self.known.has_own_code() => None,
            None => codes.elements.first(),
        }
    }

    /// Reports codes that the operation does not return.
    fn not_returned(
        &self,
        examples: &[Example<'h, 't>],
        operation: &Operation<'h, 't, 'c>,
        response: &Response<'h, 't>,
        findings: &mut Disagreements,
    ) {
        let Some(listed_as) = operation.listed.filter(|_| !examples.is_empty()) else {
            return;
        };
        let catalog = self.known.catalog;
        let returned: HashSet<&str> = listed_as
            .returns
            .codes(catalog)
            .map(|code| code.name.key())
            .collect();
        let returns = |code: &Code| returned.contains(code.name.key());
        for example in examples {
            let Some(codes) = self.values.get(&example.value.id()) else {
                continue;
            };
            // `status` has already reported this example.
            if self.misplaced(codes, response.key).is_some() {
                continue;
            }
            let found = match &codes.own {
                Some(own) => Some(own).filter(|(code, _)| !returns(code)),
                None => codes.elements.first().filter(|_| {
                    let is_fine = |code: &Code| code.is_only_listed() || returns(code);
                    let is_one = codes.elements.iter().any(|(code, _)| is_fine(code));
                    let may_be_unseen = self.known.with_lists.iter().any(|code| returns(code));
                    !is_one && !may_be_unseen && !self.known.has_own_code()
                }),
            };
            let Some((code, at)) = found else { continue };
            let endpoint = shown(&operation.endpoint);
            let wire = quote(code.name.key());
            let message = format!("{endpoint} does not return {wire}");
            let others: Vec<&str> = listed_as
                .returns
                .codes(catalog)
                .filter(|code| covers(response.key, code))
                .map(|code| code.name.key())
                .collect();
            let help = if others.is_empty() {
                format!("add {wire} to the operation in the catalog, or remove the example")
            } else {
                let others = listed(others.into_iter());
                format!(
                    "with this status it returns {others}; use one, or add {wire} in the catalog"
                )
            };
            let place = example
                .entry
                .as_ref()
                .map_or_else(|| at.at_value(), Path::at_key);
            let diagnostic = Diagnostic::new(&CODE_NOT_RETURNED, place, message).help(help);
            let key = listed_as.endpoint.to_string();
            findings
                .push(Disagreement::from(diagnostic).of_operation(&key, "the codes it returns"));
        }
    }
}

/// Whether a response with this status can have a code.
fn covers(key: StatusKey, code: &Code) -> bool {
    code.statuses.iter().any(|status| key.covers(*status))
}
