//! The change log of codes: what came, was deprecated and went away with each version.

use std::cmp::Ordering;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use crate::catalog::{Catalog, Retired, Succession};

/// What changed with a version.
#[derive(Serialize)]
pub(super) struct Change<'c> {
    /// None for what is said without a version.
    version: Option<&'c str>,
    added: Vec<Value>,
    deprecated: Vec<Value>,
    retired: Vec<&'c Retired>,
}

/// What is told of a code that is not there any more, in the words of those that are.
#[derive(Serialize)]
struct Past<'c> {
    code: &'c str,
    summary: Option<&'c str>,
    deprecated: Option<&'c Succession>,
}

impl<'c> Past<'c> {
    fn of(retired: &'c Retired, deprecated: Option<&'c Succession>) -> Self {
        Self {
            code: &retired.code,
            summary: None,
            deprecated,
        }
    }
}

/// The changes, the newest version first, what has no version last. Codes without `since` were always there.
pub(super) fn changes<'c>(catalog: &'c Catalog, codes: &[Value]) -> Vec<Change<'c>> {
    let mut changes: Vec<Change> = Vec::new();
    for (code, value) in catalog.codes.iter().zip(codes) {
        if let Some(since) = &code.since {
            change(&mut changes, Some(since)).added.push(value.clone());
        }
        if let Some(deprecated) = &code.deprecated {
            let version = deprecated.since.as_deref();
            let change = change(&mut changes, version);
            change.deprecated.push(value.clone());
        }
    }
    for retired in &catalog.retired {
        if let Some(added) = &retired.added {
            let past = Value::from(Serde(Past::of(retired, None)));
            change(&mut changes, Some(added)).added.push(past);
        }
        if let Some(deprecated) = &retired.deprecated {
            let past = Value::from(Serde(Past::of(retired, Some(&retired.succession))));
            let change = change(&mut changes, Some(deprecated));
            change.deprecated.push(past);
        }
        let version = retired.succession.since.as_deref();
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
    let at = changes.iter().position(|known| known.version == version);
    let at = at.unwrap_or_else(|| {
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

/// Versions as people read them: `1.10` is after `1.9`, `2.0` after `2.0-beta`, a date after an earlier one.
fn compare(a: &str, b: &str) -> Ordering {
    let (a_release, a_before) = release(a);
    let (b_release, b_before) = release(b);
    compare_parts(a_release, b_release)
        .then_with(|| match (a_before, b_before) {
            (Some(a), Some(b)) => compare_parts(a, b),
            // A version with something behind its hyphen is before the one without.
            (a, b) => a.is_none().cmp(&b.is_none()),
        })
        .then_with(|| a.cmp(b))
}

/// A version without what makes it one before the release; the hyphens of dates are part of them.
fn release(version: &str) -> (&str, Option<&str>) {
    let version = version.strip_prefix(['v', 'V']).unwrap_or(version);
    let letter = version.find(|c: char| c.is_alphabetic());
    let hyphen = letter.and_then(|letter| version[..letter].rfind('-'));
    hyphen.map_or((version, None), |at| {
        (&version[..at], Some(&version[at + 1..]))
    })
}

fn compare_parts(a: &str, b: &str) -> Ordering {
    let (a, b) = (parts(a), parts(b));
    let each = a.iter().zip(&b).map(|(a, b)| {
        match (a.parse::<u64>(), b.parse::<u64>()) {
            (Ok(a), Ok(b)) => a.cmp(&b),
            // Numbers before words, as in semantic versioning.
            (Ok(_), Err(_)) => Ordering::Less,
            (Err(_), Ok(_)) => Ordering::Greater,
            (Err(_), Err(_)) => a.cmp(b),
        }
    });
    let mut each = each.filter(|order| order.is_ne());
    // `2` and `2.0` are one version.
    let longer = |more: &[&str]| more.iter().any(|part| part.parse() != Ok(0_u64));
    each.next().unwrap_or_else(|| {
        let shared = a.len().min(b.len());
        longer(&a[shared..]).cmp(&longer(&b[shared..]))
    })
}

fn parts(version: &str) -> Vec<&str> {
    version
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn versions_are_in_the_order_in_which_people_read_them() {
        let ordered = [
            "1",
            "1.0.1",
            "1.9",
            "1.10",
            "v1.11",
            "2.0-alpha",
            "2.0-beta.2",
            "2.0-beta.10",
            "2.0",
            "2024-01-05",
            "2024-01-20",
            "2024-10-01",
        ];
        for (at, a) in ordered.iter().enumerate() {
            for (other, b) in ordered.iter().enumerate() {
                assert_eq!(compare(a, b), at.cmp(&other), "{a} and {b}");
            }
        }
    }
}
