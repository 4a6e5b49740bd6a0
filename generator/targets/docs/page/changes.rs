//! The change log of codes: the codes that each version added, deprecated and retired.

use std::collections::{BTreeMap, HashMap};

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
    let mut changes = Changes::default();
    let codes = catalog.codes.iter().zip(codes);
    for (code, value) in codes.filter(|(code, _)| !code.is_told_elsewhere()) {
        if let Some(since) = &code.since {
            let change = changes.of(Some(since.as_str()));
            change.added.push(value.clone());
        }
        if let Some(deprecated) = &code.deprecated {
            let version = deprecated.since.as_ref().map(Plain::as_str);
            changes.of(version).deprecated.push(value.clone());
        }
    }
    for retired in &catalog.retired {
        if let Some(added) = &retired.added {
            let gone = Value::from(Serde(Past::of(retired, None)));
            changes.of(Some(added.as_str())).added.push(gone);
        }
        if let Some(deprecated) = &retired.deprecated {
            let deprecation = Deprecation {
                since: Some(deprecated.clone()),
                ..retired.deprecation.clone()
            };
            let gone = Value::from(Serde(Past::of(retired, Some(deprecation))));
            let change = changes.of(Some(deprecated.as_str()));
            change.deprecated.push(gone);
        }
        let version = retired.deprecation.since.as_ref().map(Plain::as_str);
        changes.of(version).retired.push(retired);
    }
    // Changes without a version come last.
    let mut changes: Vec<_> = changes.of_versions.into_iter().collect();
    changes.sort_by(|(a, _), (b, _)| b.is_some().cmp(&a.is_some()).then_with(|| b.cmp(a)));
    changes.into_iter().map(|(_, change)| change).collect()
}

/// The changes of each version.
#[derive(Default)]
struct Changes<'c> {
    of_versions: BTreeMap<Option<Version>, Change<'c>>,
    /// The versions, as they are written.
    known: HashMap<&'c str, Version>,
}

impl<'c> Changes<'c> {
    /// The changes of this version.
    fn of(&mut self, version: Option<&'c str>) -> &mut Change<'c> {
        let key = version.map(|version| {
            let known = self.known.entry(version);
            known.or_insert_with(|| Version::of(version)).clone()
        });
        self.of_versions.entry(key).or_insert_with(|| Change {
            version,
            added: Vec::new(),
            deprecated: Vec::new(),
            retired: Vec::new(),
        })
    }
}

/// The words that mark a version before the release, in ascending order.
const BEFORE: [&str; 12] = [
    "dev", "snapshot", "nightly", "canary", "a", "alpha", "b", "beta", "pre", "preview", "c", "rc",
];

/// A version, in the order in which people read them: `1.10` is after `1.9`, `2.0` is after `2.0-beta` and `2.0rc1`, and
/// a date is after an earlier date. `2`, `2.0` and `v2` are equal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Version(Vec<Run>);

impl Version {
    fn of(version: &str) -> Self {
        let mut runs: Vec<Run> = Vec::new();
        for run in parts(version).into_iter().chain([Run::End]) {
            // `1.0` equals `1`, and `1.0-beta` equals `1-beta`.
            while run <= Run::End && runs.last() == Some(&Run::Number(0)) {
                runs.pop();
            }
            runs.push(run);
        }
        Self(runs)
    }
}

/// A run of digits or letters, in the order in which one follows another: what comes before the release, the release
/// itself, and what comes after it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Run {
    Before(usize),
    End,
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
    use super::Version;

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
                assert_eq!(
                    Version::of(a).cmp(&Version::of(b)),
                    at.cmp(&other),
                    "{a} and {b}"
                );
            }
        }
        for (same, version) in [
            ("1", "1.0"),
            ("v1.0.0", "1"),
            ("V1", "1.0"),
            ("1-rc.1", "1.0rc1"),
        ] {
            assert!(Version::of(same) == Version::of(version), "{same}");
        }
    }
}
