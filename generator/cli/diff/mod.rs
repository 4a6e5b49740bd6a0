//! `errcat diff`: what changed between two versions of a catalog.

mod git;
mod show;
mod versions;

use std::collections::BTreeMap;

use semver::{Prerelease, Version};

use super::arguments::{Audience, Denied, Diff, DiffFormat, FindingsArgs};
use super::findings::{ShownFindings, Stream, count};
use super::terminal::{print, say};
use super::{Outcome, Result};
use crate::diff::{Change, Severity, compare};
use crate::export::Export;
use versions::{Versioned, empty_like, read};

pub(super) fn diff(command: &Diff) -> Result {
    let Some(old) = &command.old else {
        print(show::kinds())?;
        return Ok(Outcome::Clean);
    };
    let findings = FindingsArgs {
        format: None,
        deny_warnings: false,
    };
    let mut shown = ShownFindings::new(&findings, Stream::Error);
    let old_ones = read(old, &command.new, &mut shown)?;
    let new_ones = read(&command.new, old, &mut shown)?;
    shown.finish()?;
    if let Outcome::Findings = shown.outcome() {
        return Ok(Outcome::Findings);
    }
    let mut changes: Vec<Located> = Vec::new();
    for (old, new) in paired(old_ones, new_ones) {
        let empty = |of: &Option<Versioned>| of.as_ref().map(|of| empty_like(&of.export));
        let of = |one: &Option<Versioned>, other: &Option<Versioned>| -> Option<Export> {
            one.as_ref()
                .map(|one| one.export.clone())
                .or_else(|| empty(other))
        };
        let (Some(before), Some(after)) = (of(&old, &new), of(&new, &old)) else {
            continue;
        };
        let found = compare(&before, &after);
        changes.extend(versions::located(found, old.as_ref(), new.as_ref()));
    }
    // What an imported catalog changed is a change of each that imports it.
    let mut seen = std::collections::HashSet::new();
    changes.retain(|change| {
        let Located { change, file, line } = change;
        seen.insert((
            change.kind.name,
            change.message.clone(),
            file.clone(),
            *line,
        ))
    });
    let severity = |change: &Change| match command.r#for {
        None => change.severity(),
        Some(Audience::Clients) => change.clients,
        Some(Audience::Rust) => change.rust,
    };
    changes.sort_by_key(|change| std::cmp::Reverse(severity(&change.change)));
    let worst = changes.iter().map(|change| severity(&change.change)).max();
    let next = command
        .next_version
        .as_ref()
        .map(|version| next(version, worst));
    print(match command.format {
        DiffFormat::Text => show::text(&changes, next.as_ref()),
        DiffFormat::Markdown => show::markdown(&changes, next.as_ref(), severity),
        DiffFormat::Json => show::json(&changes, next.as_ref()),
    })?;
    say(&sum(&changes, severity));
    let denied = command.deny.map(|denied| match denied {
        Denied::Breaking => Severity::Breaking,
        Denied::Feature => Severity::Feature,
    });
    Ok(match denied {
        Some(denied) if worst >= Some(denied) => Outcome::Findings,
        _ => Outcome::Clean,
    })
}

/// A change, and where it is.
struct Located {
    change: Change,
    file: String,
    /// The line, from 1. `None` in an export, which has no lines to show.
    line: Option<usize>,
}

/// The catalogs of the same path, and those that only one side has. One catalog on each side is one, whatever it is called.
fn paired(
    mut old: Vec<Versioned>,
    mut new: Vec<Versioned>,
) -> Vec<(Option<Versioned>, Option<Versioned>)> {
    if let ([_], [_]) = (&old[..], &new[..]) {
        return vec![(old.pop(), new.pop())];
    }
    let mut pairs: BTreeMap<String, (Option<Versioned>, Option<Versioned>)> = BTreeMap::new();
    for one in old {
        let path = one.path.clone();
        pairs.entry(path).or_default().0 = Some(one);
    }
    for one in new {
        let path = one.path.clone();
        pairs.entry(path).or_default().1 = Some(one);
    }
    pairs.into_values().collect()
}

/// The version after this one, by the worst change. Before 1.0.0, what breaks is a minor version, as Cargo has it.
fn next(version: &Version, worst: Option<Severity>) -> Version {
    let mut next = Version {
        pre: Prerelease::EMPTY,
        build: semver::BuildMetadata::EMPTY,
        ..version.clone()
    };
    let is_first = version.major == 0;
    match worst {
        None => return version.clone(),
        Some(Severity::Breaking) if !is_first => {
            next.major = next.major.saturating_add(1);
            (next.minor, next.patch) = (0, 0);
        }
        Some(Severity::Feature) if !is_first => {
            next.minor = next.minor.saturating_add(1);
            next.patch = 0;
        }
        Some(Severity::Breaking) => {
            next.minor = next.minor.saturating_add(1);
            next.patch = 0;
        }
        Some(Severity::Feature | Severity::Fix) => next.patch = next.patch.saturating_add(1),
    }
    next
}

fn sum(changes: &[Located], severity: impl Fn(&Change) -> Severity) -> String {
    if changes.is_empty() {
        return "no changes".to_owned();
    }
    let of = |wanted: Severity| {
        let all = changes
            .iter()
            .filter(|change| severity(&change.change) == wanted);
        all.count()
    };
    let parts = [
        (of(Severity::Breaking), "breaking"),
        (of(Severity::Feature), "feature"),
        (of(Severity::Fix), "fix"),
    ];
    let parts = parts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| match (*word, number) {
            ("breaking", number) => format!("{number} breaking"),
            ("fix", number) if *number > 1 => format!("{number} fixes"),
            (word, number) => count(*number, word),
        });
    let parts: Vec<String> = parts.collect();
    format!("{}: {}", count(changes.len(), "change"), parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::next;
    use crate::diff::Severity::{Breaking, Feature, Fix};

    #[test]
    fn the_next_version_is_that_of_semver() {
        for (version, worst, expected) in [
            ("1.4.2", Some(Breaking), "2.0.0"),
            ("1.4.2", Some(Feature), "1.5.0"),
            ("1.4.2", Some(Fix), "1.4.3"),
            ("1.4.2", None, "1.4.2"),
            ("0.4.2", Some(Breaking), "0.5.0"),
            ("0.4.2", Some(Feature), "0.4.3"),
            ("1.4.2-rc.1+7", Some(Feature), "1.5.0"),
        ] {
            let version = version.parse().unwrap();
            assert_eq!(
                next(&version, worst).to_string(),
                expected,
                "{version} {worst:?}"
            );
        }
    }
}
