//! Checks the codes that the schemas of error responses allow.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use super::document::{FoundOperations, Media, Operation, Response, StatusKey, shown};
use super::example::identity;
use super::findings::Disagreements;
use super::known::KnownCodes;
use super::listed;
use super::rules::ENUM_LACKS_CODE;
use crate::api_document::ApiDocument;
use crate::catalog::{Member, Status, Step, Wire};
use crate::diagnostic::{Diagnostic, Path};
use crate::yaml::Node;

/// Returns whether a member of another element of a fixed array has the same name. One schema, `items`, describes both.
fn shares_place(wire: &Wire, member: &Member) -> bool {
    let is_same = |(one, other): (&Step, &Step)| match (one, other) {
        (Step::Item(_), Step::Item(_)) => true,
        _ => one == other,
    };
    wire.all().any(|other| {
        other.path != member.path
            && other.path.len() == member.path.len()
            && other.path.iter().zip(&member.path).all(is_same)
    })
}

/// The maximum nesting of schemas. Deeper schemas are not checked.
const DEEPEST: usize = 64;

/// The schemas that are already checked. Each is checked once, even if several responses share it.
pub(super) struct Schemas<'h, 't, 'k, 'c> {
    known: &'k KnownCodes<'c>,
    host: &'h ApiDocument<'t>,
    /// The key is the schema's node, the index of the code member, and the step on its path.
    seen: HashMap<(usize, usize, usize), Option<Rc<Allowed<'h>>>>,
    leaves: HashSet<usize>,
    lacking: Vec<Lacking<'h, 'c>>,
    /// The indices in `lacking`, by the address of the set of codes.
    lacking_by_set: HashMap<usize, usize>,
}

/// The codes that a schema allows.
struct Allowed<'h> {
    codes: HashSet<Cow<'h, str>>,
    /// The place of the list, or of the first list. `None` if no code is allowed at all.
    at: Option<Path>,
}

struct Lacking<'h, 'c> {
    allowed: Rc<Allowed<'h>>,
    /// The codes by their indices in the catalog.
    codes: BTreeMap<usize, Cow<'c, str>>,
    operation: String,
}

impl<'h, 't, 'k, 'c> Schemas<'h, 't, 'k, 'c> {
    pub(super) fn new(known: &'k KnownCodes<'c>, host: &'h ApiDocument<'t>) -> Self {
        Self {
            known,
            host,
            seen: HashMap::new(),
            leaves: HashSet::new(),
            lacking: Vec::new(),
            lacking_by_set: HashMap::new(),
        }
    }

    /// Checks the schema in a Media Type Object. `of` is `None` for a component, which may have any status.
    pub(super) fn check(
        &mut self,
        media: &Media<'h, 't>,
        of: Option<(&Operation<'h, 't, 'c>, &Response<'h, 't>)>,
        findings: &mut Disagreements,
    ) {
        let Some(schema) = media.found.get("schema") else {
            return;
        };
        let known = self.known;
        for (index, member) in known.code_members.iter().enumerate() {
            if shares_place(&known.catalog.wire, member) {
                continue;
            }
            let allowed = self.allowed(&schema, index, 0, 0, findings);
            // The catalog does not state which codes a list may contain besides the code of the response.
            if member.is_in_list() && known.has_own_code() {
                continue;
            }
            if let (Some(allowed), Some((operation, response))) = (allowed, of) {
                self.needs(&allowed, operation, response);
            }
        }
    }

    /// Collects the codes of the operation that a schema does not allow.
    fn needs(
        &mut self,
        allowed: &Rc<Allowed<'h>>,
        operation: &Operation<'h, 't, 'c>,
        response: &Response<'h, 't>,
    ) {
        let Some(listed) = operation.listed else {
            return;
        };
        let others: HashSet<StatusKey> = operation
            .responses
            .iter()
            .map(|response| response.key)
            .collect();
        let catalog = self.known.catalog;
        for (place, code) in listed.returns.places().zip(listed.returns.codes(catalog)) {
            // The most specific response applies.
            let own = |status: Status| {
                let (exact, range) = (
                    StatusKey::Exact(status),
                    StatusKey::Range(status.get() / 100),
                );
                let keys = [exact, range, StatusKey::Default];
                keys.into_iter().find(|key| others.contains(key))
            };
            let mut keys = code.statuses.iter().map(|status| own(*status));
            let Some(wire) = self.known.identity(code) else {
                continue;
            };
            if keys.all(|key| key != Some(response.key)) || allowed.codes.contains(&wire) {
                continue;
            }
            let lacking = &mut self.lacking;
            let id = Rc::as_ptr(allowed) as usize;
            let at = *self.lacking_by_set.entry(id).or_insert_with(|| {
                lacking.push(Lacking {
                    allowed: Rc::clone(allowed),
                    codes: BTreeMap::new(),
                    operation: shown(&operation.endpoint),
                });
                lacking.len() - 1
            });
            lacking[at].codes.insert(place, wire);
        }
    }

    /// Reports the codes that each schema lacks.
    pub(super) fn finish(self, findings: &mut Disagreements) {
        for lacking in self.lacking {
            let Some(at) = &lacking.allowed.at else {
                continue;
            };
            let codes = listed(lacking.codes.values().map(|code| &**code));
            let message = format!("the schema does not allow {codes}");
            findings.push(
                Diagnostic::new(&ENUM_LACKS_CODE, at.at_key(), message).help(format!(
                    "add the missing codes; {} returns them",
                    lacking.operation
                )),
            );
        }
    }

    /// Returns the codes that a schema allows at the end of a member's path, or `None` if it allows any text.
    fn allowed(
        &mut self,
        schema: &FoundOperations<'h, 't>,
        member: usize,
        step: usize,
        depth: usize,
        findings: &mut Disagreements,
    ) -> Option<Rc<Allowed<'h>>> {
        if depth > DEEPEST {
            return None;
        }
        let id = (schema.id(), member, step);
        if let Some(allowed) = self.seen.get(&id) {
            return allowed.clone();
        }
        // A recursive schema adds no restriction.
        self.seen.insert(id, None);
        let mut all = Vec::new();
        let mut inside = |this: &mut Self, inner: &FoundOperations<'h, 't>, step| {
            this.allowed(inner, member, step, depth + 1, findings)
        };
        if let Some(Node::Text(reference)) = schema.node.get("$ref") {
            let target = self.host.resolve(reference);
            let target = target.map(|(node, at)| FoundOperations { node, at });
            all.extend(target.and_then(|target| inside(self, &target, step)));
        }
        let known = self.known;
        let child = match known.code_members[member].path.get(step) {
            Some(Step::Member(name)) => schema
                .get("properties")
                .and_then(|properties| properties.get(name)),
            Some(Step::Element | Step::Item(_)) => schema.get("items"),
            Some(Step::Param) => schema.get("additionalProperties"),
            None => None,
        };
        all.extend(child.and_then(|child| inside(self, &child, step + 1)));
        for part in schema.get("allOf").iter().flat_map(FoundOperations::items) {
            all.extend(inside(self, &part, step));
        }
        for word in ["oneOf", "anyOf"] {
            let Some(choices) = schema.get(word) else {
                continue;
            };
            let choices: Vec<_> = choices
                .items()
                .map(|choice| {
                    if is_null(choice.node) {
                        return Some(Rc::new(Allowed {
                            codes: HashSet::new(),
                            at: None,
                        }));
                    }
                    inside(self, &choice, step)
                })
                .collect();
            all.extend(
                choices
                    .into_iter()
                    .collect::<Option<Vec<_>>>()
                    .and_then(any),
            );
        }
        if step == known.code_members[member].path.len() {
            all.extend(self.leaf(schema, findings));
        }
        let allowed = each(all);
        self.seen.insert(id, allowed.clone());
        allowed
    }

    /// Returns the codes that the schema of the code member allows, and reports unknown codes in it.
    fn leaf(
        &mut self,
        schema: &FoundOperations<'h, 't>,
        findings: &mut Disagreements,
    ) -> Option<Rc<Allowed<'h>>> {
        let is_new = self.leaves.insert(schema.id());
        let mut lists = Vec::new();
        for word in [
            "enum",
            "x-extensible-enum",
            "const",
            "example",
            "default",
            "examples",
        ] {
            let Some(found) = schema.get(word) else {
                continue;
            };
            let values = match found.node {
                Node::List(_) => found.items().collect(),
                _ => vec![found.clone()],
            };
            let mut codes = HashSet::new();
            for value in values {
                let Some(text) = identity(value.node) else {
                    continue;
                };
                if is_new && self.known.codes(&text).is_empty() {
                    let unknown = self.known.unknown(&text, value.at.at_value(), findings);
                    findings.push(unknown);
                }
                codes.insert(text);
            }
            if matches!(word, "enum" | "x-extensible-enum" | "const") {
                lists.push(Rc::new(Allowed {
                    codes,
                    at: Some(found.at),
                }));
            }
        }
        each(lists)
    }
}

fn is_null(schema: &Node) -> bool {
    matches!(schema.get("type"), Some(Node::Text(kind)) if kind == "null")
}

/// Returns the codes that all of them allow.
fn each(mut all: Vec<Rc<Allowed>>) -> Option<Rc<Allowed>> {
    let first = if all.len() > 1 {
        let rest = all.split_off(1);
        let first = all.pop()?;
        let mut codes = first.codes.clone();
        codes.retain(|code| rest.iter().all(|other| other.codes.contains(code)));
        let mut lists = std::iter::once(&first).chain(&rest);
        let at = lists.find_map(|allowed| allowed.at.clone());
        Rc::new(Allowed { codes, at })
    } else {
        all.pop()?
    };
    Some(first)
}

/// Returns the codes that any of them allows.
fn any(mut all: Vec<Rc<Allowed>>) -> Option<Rc<Allowed>> {
    if all.len() < 2 {
        return all.pop();
    }
    let codes = all
        .iter()
        .flat_map(|allowed| allowed.codes.iter().cloned())
        .collect();
    let at = all.iter().find_map(|allowed| allowed.at.clone());
    Some(Rc::new(Allowed { codes, at }))
}
