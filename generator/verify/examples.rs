//! The examples of error responses: their codes, and where they stand.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::body::Comparison;
use super::document::{Found, Media, Operation, Response, StatusKey, shown};
use super::example::{Example, Raw, codes_in, examples, schema_examples};
use super::findings::{Finding, Findings};
use super::known::Known;
use super::listed;
use super::rules::{CODE_NOT_RETURNED, EXAMPLE_STATUS};
use crate::api_document::ApiDocument;
use crate::catalog::{Code, Object};
use crate::diagnostic::{Diagnostic, Path, Report, quote};
use crate::yaml::{self, Node};

/// What was found in the examples so far. Each is looked at once, however many responses have it.
pub(super) struct Examples<'h, 't, 'k, 'c> {
    known: &'k Known<'c>,
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
    /// Of the elements of a list.
    elements: Vec<(&'c Code, Path)>,
}

impl<'h, 't, 'k, 'c> Examples<'h, 't, 'k, 'c> {
    pub(super) fn new(known: &'k Known<'c>, host: &'h ApiDocument<'t>) -> Self {
        Self {
            known,
            host,
            media: HashMap::new(),
            values: HashMap::new(),
            statuses: HashSet::new(),
            schemas: HashSet::new(),
        }
    }

    /// The examples of a representation, of a response or of a component that may be one of any status.
    pub(super) fn check(
        &mut self,
        media: &Media<'h, 't>,
        of: Option<(&Operation<'h, 't, 'c>, &Response<'h, 't>)>,
        findings: &mut Findings,
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
        // An example that operations share is of one of them.
        if !media.is_shared {
            self.not_returned(&examples, operation, response, findings);
        }
    }

    /// The examples of a schema that several responses may have: of one of them.
    fn of_schema(
        &mut self,
        media: &Found<'h, 't>,
        key: Option<StatusKey>,
        findings: &mut Findings,
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

    /// Compares an example with the catalog, and finds its codes.
    fn value(
        &mut self,
        value: &Found<'h, 't>,
        key: Option<StatusKey>,
        findings: &mut Findings,
    ) -> Rc<Codes<'c>> {
        if let Some(codes) = self.values.get(&value.id()) {
            return Rc::clone(codes);
        }
        // JSON in quotes is JSON.
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
        at: &Path,
        key: Option<StatusKey>,
        findings: &mut Findings,
    ) -> Codes<'c> {
        let known = self.known;
        let wire = &known.catalog.wire;
        let mut raw = Vec::new();
        codes_in(wire, wire.root(), node, at, None, &mut raw);
        // Without a code it is an error of the catalog's only where one can have its status.
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
            // The first tells which error it is; what comes behind is compared with it.
            if last.replace(element) == Some(element) {
                continue;
            }
            match (known.code(text), element) {
                (Some(code), None) => codes.own = Some((code, at)),
                (Some(code), Some(_)) => codes.elements.push((code, at)),
                (None, _) => {
                    is_known = false;
                    let unknown = known.unknown(text, at.at_value(), findings);
                    findings.push(unknown);
                }
            }
        }
        let main = codes.own.as_ref().map(|(code, _)| *code).or_else(|| {
            let alone = is_known && !known.has_own_code();
            alone.then(|| self.main(node, at, key, &codes)).flatten()
        });
        let of_element = |object: &Object, element: &Node| {
            let mut raw = Vec::new();
            codes_in(wire, object, element, &Path::root(), None, &mut raw);
            known.code(raw.first()?.text)
        };
        let mut comparison = Comparison {
            wire,
            found: Vec::new(),
            of_element: Some(&of_element),
        };
        comparison.object(wire.root(), node, at, main);
        findings.extend(comparison.found);
        codes
    }

    /// The code of a body that has codes in a list alone: the one that it contradicts least.
    fn main(
        &self,
        node: &Node,
        at: &Path,
        key: Option<StatusKey>,
        codes: &Codes<'c>,
    ) -> Option<&'c Code> {
        let covers = |code: &&Code| key.is_none_or(|key| key.covers(code.status));
        let elements = codes.elements.iter().take(16).map(|(code, _)| *code);
        let others = self.known.with_lists.iter().copied().filter(covers);
        let contradictions = |code: &&'c Code| {
            let wire = &self.known.catalog.wire;
            let mut comparison = Comparison {
                wire,
                found: Vec::new(),
                of_element: None,
            };
            comparison.object(wire.root(), node, at, Some(code));
            comparison.found.len()
        };
        elements.chain(others).min_by_key(contradictions)
    }

    /// A code in a response with another status than its own.
    fn status(&mut self, example: &Example<'h, 't>, key: StatusKey, findings: &mut Findings) {
        let codes = self.value(&example.value, Some(key), findings);
        let Some((code, at)) = self.misplaced(&codes, key) else {
            return;
        };
        let wire = quote(code.name.wire());
        let status = code.status;
        let message = format!("{wire} is sent with {status}, and this is the response {key}");
        let place = example
            .entry
            .as_ref()
            .map_or_else(|| at.at_value(), Path::at_key);
        let diagnostic = Diagnostic::new(&EXAMPLE_STATUS, place, message);
        let help = format!("move the example to the response {status}");
        findings.push(Finding::from(diagnostic.help(help)).of_code(code.name.wire(), "the code"));
    }

    /// The code that cannot be in a response of this status.
    fn misplaced<'s>(&self, codes: &'s Codes<'c>, key: StatusKey) -> Option<&'s (&'c Code, Path)> {
        let covers = |code: &Code| key.covers(code.status);
        match &codes.own {
            Some(own) => (!covers(own.0)).then_some(own),
            // One of the list will do, or one that is not seen.
            None if codes.elements.iter().any(|(code, _)| covers(code)) => None,
            None if self.known.with_lists.iter().any(|code| covers(code)) => None,
            None if self.known.has_own_code() => None,
            None => codes.elements.first(),
        }
    }

    /// Codes that the operation does not return.
    fn not_returned(
        &self,
        examples: &[Example<'h, 't>],
        operation: &Operation<'h, 't, 'c>,
        response: &Response<'h, 't>,
        findings: &mut Findings,
    ) {
        let Some(listed_as) = operation.listed.filter(|_| !examples.is_empty()) else {
            return;
        };
        let catalog = self.known.catalog;
        let returned: HashSet<&str> = listed_as
            .returns
            .codes(catalog)
            .map(|code| code.name.wire())
            .collect();
        let returns = |code: &Code| returned.contains(code.name.wire());
        for example in examples {
            let Some(codes) = self.values.get(&example.value.id()) else {
                continue;
            };
            // A finding is enough.
            if self.misplaced(codes, response.key).is_some() {
                continue;
            }
            let found = match &codes.own {
                Some(own) => Some(own).filter(|(code, _)| !returns(code)),
                None => codes.elements.first().filter(|_| {
                    let is_one = codes.elements.iter().any(|(code, _)| returns(code));
                    let may_be_unseen = self.known.with_lists.iter().any(|code| returns(code));
                    !is_one && !may_be_unseen && !self.known.has_own_code()
                }),
            };
            let Some((code, at)) = found else { continue };
            let endpoint = shown(&operation.endpoint);
            let wire = quote(code.name.wire());
            let message = format!("{endpoint} does not return {wire}");
            let others: Vec<&str> = listed_as
                .returns
                .codes(catalog)
                .filter(|code| response.key.covers(code.status))
                .map(|code| code.name.wire())
                .collect();
            let help = if others.is_empty() {
                format!("add {wire} to the operation in the catalog, or take the example out")
            } else {
                let others = listed(others.into_iter());
                format!("with this status it returns {others}; or add {wire} to it in the catalog")
            };
            let place = example
                .entry
                .as_ref()
                .map_or_else(|| at.at_value(), Path::at_key);
            let diagnostic = Diagnostic::new(&CODE_NOT_RETURNED, place, message).help(help);
            let key = listed_as.endpoint.to_string();
            findings.push(Finding::from(diagnostic).of_operation(&key, "what it returns"));
        }
    }
}
