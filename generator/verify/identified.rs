//! The errors that a body identifies, for whoever has the body alone.

use std::borrow::Cow;

use super::body::Comparison;
use super::example::codes_in;
use super::known::KnownCodes;
use crate::catalog::{Catalog, Code};
use crate::diagnostic::Path;
use crate::yaml::Node;

/// What identifies an error in a body, and the codes that are sent so.
pub(crate) struct Identified<'n, 'c> {
    pub(crate) text: Cow<'n, str>,
    /// Of several codes that are sent alike, those that fit the body best. Empty if the catalog has none.
    pub(crate) codes: Vec<&'c Code>,
}

/// The error of a body. If it has no code of its own, the errors in its list.
pub(crate) fn identified<'n, 'c>(catalog: &'c Catalog, body: &'n Node) -> Vec<Identified<'n, 'c>> {
    let known = KnownCodes::new(catalog);
    let wire = &catalog.wire;
    let mut sent = Vec::new();
    codes_in(wire, wire.body(), body, &Path::root(), None, &mut sent);
    let has_own = sent.iter().any(|code| code.element.is_none());
    sent.retain(|code| code.element.is_none() || !has_own);
    let sent = sent.into_iter().map(|raw| {
        let candidates = known.codes(&raw.text).iter().copied();
        let codes = if raw.element.is_none() {
            best(candidates, |code| differences(catalog, body, code))
        } else {
            candidates.collect()
        };
        let text = raw.text;
        Identified { text, codes }
    });
    sent.collect()
}

/// The codes for which a number is the least.
fn best<'c>(
    codes: impl Iterator<Item = &'c Code>,
    number: impl Fn(&Code) -> usize,
) -> Vec<&'c Code> {
    let mut numbered: Vec<_> = codes.map(|code| (number(code), code)).collect();
    let least = numbered.iter().map(|(number, _)| *number).min();
    numbered.retain(|(number, _)| Some(*number) == least);
    numbered.into_iter().map(|(_, code)| code).collect()
}

/// In how many places a body differs from what a code sends.
fn differences(catalog: &Catalog, body: &Node, code: &Code) -> usize {
    let mut comparison = Comparison {
        wire: &catalog.wire,
        what: "the response",
        found: Vec::new(),
        of_element: None,
    };
    comparison.body(body, &Path::root(), Some(code));
    comparison.found.len()
}
