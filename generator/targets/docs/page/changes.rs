//! The change log of codes: the codes that each version added, deprecated and retired.

use std::cmp::Ordering;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use crate::catalog::{Catalog, Deprecation, Retired};
use crate::text::Plain;

/// The changes of a version.
#[derive(Serialize)]
pub(in crate::targets::docs) struct Change<'c> {
    /// `None` for changes without a version.
    version: Option<&'c str>,
    added: Vec<Value>,
    deprecated: Vec<Value>,
    retired: Vec<&'c Retired>,
}

/// A retired code, with the same members as an existing code.
#[derive(Serialize)]
struct Past<'c> {
    code: &'c str,
    summary: Option<&'c str>,
    deprecated: Option<Deprecation>,
}

impl<'c> Past<'c> {
    fn of(retired: &'c Retired, deprecated: Option<Deprecation>) -> Self {
        Self {
            code: &retired.code,
            summary: None,
            deprecated,
        }
    }
}

/// The changes, the newest version first, and changes without a version last. A code without `since` has no entry under
/// `added`.
pub(in crate::targets::docs) fn changes<'c>(
    catalog: &'c Catalog,
    codes: &[Value],
) -> Vec<Change<'c>> {
    let mut changes: Vec<Change> = Vec::new();
    for (code, value) in catalog.codes.iter().zip(codes) {
        if let Some(since) = &code.since {
            change(&mut changes, Some(since.as_str()))
                .added
                .push(value.clone());
        }
        if let Some(deprecated) = &code.deprecated {
            let version = deprecated.since.as_ref().map(Plain::as_str);
            let change = change(&mut changes, version);
            change.deprecated.push(value.clone());
        }
    }
    for retired in &catalog.retired {
        if let Some(added) = &retired.added {
            let gone = Value::from(Serde(Past::of(retired, None)));
            change(&mut changes, Some(added.as_str())).added.push(gone);
        }
        if let Some(deprecated) = &retired.deprecated {
            let deprecation = Deprecation {
                since: Some(deprecated.clone()),
                ..retired.deprecation.clone()
            };
            let gone = Value::from(Serde(Past::of(retired, Some(deprecation))));
            let change = change(&mut changes, Some(deprecated.as_str()));
            change.deprecated.push(gone);
        }
        let version = retired.deprecation.since.as_ref().map(Plain::as_str);
        change(&mut changes, version).retired.push(retired);
    }
    changes.sort_by(|a, b| match (a.version, b.version) {
        (Some(a), Some(b)) => compare(b, a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    changes
}

fn change<'m, 'c>(
    changes: &'m mut Vec<Change<'c>>,
    version: Option<&'c str>,
) -> &'m mut Change<'c> {
    let is_it = |known: &Change| match (known.version, version) {
        (Some(known), Some(version)) => compare(known, version).is_eq(),
        (known, version) => known == version,
    };
    let at = changes.iter().position(is_it).unwrap_or_else(|| {
        changes.push(Change {
            version,
            added: Vec::new(),
            deprecated: Vec::new(),
            retired: Vec::new(),
        });
        changes.len() - 1
    });
    &mut changes[at]
}

/// The words that mark a version before the release, in ascending order.
const BEFORE: [&str; 12] = [
    "dev", "snapshot", "nightly", "canary", "a", "alpha", "b", "beta", "pre", "preview", "c", "rc",
];

/// Compares versions as people read them: `1.10` is after `1.9`, `2.0` is after `2.0-beta` and `2.0rc1`, and a date is
/// after an earlier date. `2`, `2.0` and `v2` are equal.
fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (parts(a), parts(b));
    let mut at = 0;
    loop {
        let order = match (a.get(at), b.get(at)) {
            (None, None) => return Ordering::Equal,
            (Some(a), Some(b)) => a.cmp(b),
            (Some(a), None) => a.cmp(&Run::Number(0)),
            (None, Some(b)) => Run::Number(0).cmp(b),
        };
        if order.is_ne() {
            return order;
        }
        at += 1;
    }
}

/// A run of digits or letters.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Run {
    Before(usize),
    Number(u64),
    Word(String),
}

fn parts(version: &str) -> Vec<Run> {
    let version = version.to_lowercase();
    let digit = version.find(|c: char| c.is_ascii_digit());
    // `v1.2` equals `1.2`.
    let version = version
        .strip_prefix('v')
        .filter(|_| digit == Some(1))
        .unwrap_or(&version);
    let mut parts = Vec::new();
    for words in version.split(|c: char| !c.is_alphanumeric()) {
        let mut rest = words;
        while let Some(first) = rest.chars().next() {
            let is_digit = first.is_ascii_digit();
            let end = rest.find(|c: char| c.is_ascii_digit() != is_digit);
            let (run, behind) = rest.split_at(end.unwrap_or(rest.len()));
            rest = behind;
            let before = BEFORE.iter().position(|word| *word == run);
            parts.push(match (run.parse(), before) {
                (Ok(number), _) if is_digit => Run::Number(number),
                (_, Some(before)) => Run::Before(before),
                _ => Run::Word(run.to_owned()),
            });
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn versions_are_in_the_order_in_which_people_read_them() {
        let ordered = [
            "1.0-dev",
            "1.0a2",
            "1.0a10",
            "1.0b1",
            "1.0rc1",
            "1",
            "1.0.1",
            "1.9",
            "1.10",
            "v1.11",
            "2.0-alpha",
            "2.0-beta2",
            "2.0-beta.10",
            "2.0",
            "2024-01-04",
            "2024-01-05T10:00Z",
            "2024-01-20",
            "2024-10-01",
            "r9",
            "r12",
        ];
        for (at, a) in ordered.iter().enumerate() {
            for (other, b) in ordered.iter().enumerate() {
                assert_eq!(compare(a, b), at.cmp(&other), "{a} and {b}");
            }
        }
        for same in ["1", "1.0", "v1.0.0", "V1"] {
            assert!(compare(same, "1.0").is_eq(), "{same}");
        }
    }
}
