//! Catalogs with one mistake each, made by a machine: none panics or takes long, each that is refused has a place, and the
//! place is where the mistake is.

mod common;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use errcat::Source;

use common::random;

/// Catalogs in order, in block style and in flow style.
const CATALOGS: [&str; 6] = [
    "catalog/errors.yaml",
    "catalog/payments/errors.yaml",
    "tests/golden/docs/errors.yaml",
    "tests/golden/full/errors.yaml",
    "tests/golden/problem/errors.yaml",
    "generator/cli/first.yaml",
];

/// What is done to an entry of a catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mutation {
    Drop,
    Twice,
    Key,
    Value,
    Null,
    Number,
    List,
    Mapping,
    Text,
    Tag,
    Indent,
    Quote,
}

const MUTATIONS: [Mutation; 12] = [
    Mutation::Drop,
    Mutation::Twice,
    Mutation::Key,
    Mutation::Value,
    Mutation::Null,
    Mutation::Number,
    Mutation::List,
    Mutation::Mapping,
    Mutation::Text,
    Mutation::Tag,
    Mutation::Indent,
    Mutation::Quote,
];

/// A catalog with a mistake, and the lines (from 0) at which it is.
struct Mutant {
    text: String,
    first: usize,
    last: usize,
}

/// The lines of an entry: its own, and those that are indented further.
fn entry(lines: &[&str], at: usize) -> usize {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let own = indent(lines[at]);
    let below = lines[at + 1..]
        .iter()
        .take_while(|line| line.trim().is_empty() || indent(line) > own);
    at + 1 + below.count()
}

fn mutate(lines: &[&str], at: usize, mutation: Mutation, letter: usize) -> Option<Mutant> {
    let line = lines[at];
    let bare = line.trim_start();
    let (key, value) = bare.split_once(':')?;
    if bare.starts_with(['#', '{', '[', '-', '|']) || key.contains(' ') && !key.starts_with("GET") {
        return None;
    }
    let before = &line[..line.len() - bare.len()];
    let end = entry(lines, at);
    let swapped = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        let word = letters.iter().position(|c| c.is_alphanumeric())?;
        let place = word + letter % letters.len().saturating_sub(word + 1).max(1);
        let next = letters.get(place + 1).copied()?;
        if next == letters[place] || !next.is_alphanumeric() || !letters[place].is_alphanumeric() {
            return None;
        }
        letters.swap(place, place + 1);
        Some(letters.into_iter().collect::<String>())
    };
    let with_value = |value: &str| Some(vec![format!("{before}{key}: {value}")]);
    let new = match mutation {
        Mutation::Drop => Some(Vec::new()),
        Mutation::Twice => {
            let own = lines[at..end].iter().map(|line| (*line).to_owned());
            Some(own.clone().chain(own).collect())
        }
        Mutation::Key => swapped(key).map(|key| {
            let rest = lines[at + 1..end].iter().map(|line| (*line).to_owned());
            std::iter::once(format!("{before}{key}:{value}"))
                .chain(rest)
                .collect()
        }),
        Mutation::Value if end == at + 1 && !value.trim().is_empty() => {
            swapped(value).map(|value| vec![format!("{before}{key}:{value}")])
        }
        Mutation::Value => None,
        Mutation::Null => with_value("~"),
        Mutation::Number => with_value("7"),
        Mutation::List => with_value("[]"),
        Mutation::Mapping => with_value("{}"),
        Mutation::Text => with_value("words"),
        Mutation::Tag => with_value("!words words"),
        Mutation::Indent => {
            let rest = lines[at + 1..end].iter().map(|line| (*line).to_owned());
            Some(
                std::iter::once(format!("{before} {bare}"))
                    .chain(rest)
                    .collect(),
            )
        }
        Mutation::Quote => with_value("\"words"),
    }?;
    let last = at + new.len().max(1) - 1;
    let all = lines[..at].iter().map(|line| (*line).to_owned());
    let behind = lines[end..].iter().map(|line| (*line).to_owned());
    Some(Mutant {
        text: all
            .chain(new)
            .chain(behind)
            .map(|line| line + "\n")
            .collect(),
        first: at,
        last,
    })
}

/// The lines, from 0, of every place that an error has.
fn error_lines(found: &errcat::Diagnostics) -> Vec<usize> {
    let mut lines = Vec::new();
    for line in found.json().lines() {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        if finding["level"] != "error" {
            continue;
        }
        let related = finding["related"].as_array().cloned().unwrap_or_default();
        for place in std::iter::once(&finding).chain(&related) {
            lines.push(usize::try_from(place["line"].as_u64().unwrap()).unwrap() - 1);
        }
    }
    lines
}

/// Each entry of each catalog, with each mutation: what is refused, and whether its place is near.
#[test]
fn a_mistake_is_shown_where_it_is() {
    let mut refused: BTreeMap<Mutation, (usize, usize)> = BTreeMap::new();
    let mut far = Vec::new();
    for catalog in CATALOGS {
        let text = std::fs::read_to_string(catalog).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for at in 0..lines.len() {
            for mutation in MUTATIONS {
                let Some(mutant) = mutate(&lines, at, mutation, at) else {
                    continue;
                };
                let start = Instant::now();
                let found = errcat::check(Source::new("errors.yaml", mutant.text.as_str()));
                assert!(
                    start.elapsed() < Duration::from_secs(5),
                    "{catalog}:{}: {mutation:?}",
                    at + 1
                );
                if found.errors() == 0 {
                    continue;
                }
                let near = mutant.first.saturating_sub(2)..=mutant.last + 2;
                let is_near = error_lines(&found).iter().any(|line| near.contains(line));
                let (all, placed) = refused.entry(mutation).or_default();
                *all += 1;
                *placed += usize::from(is_near);
                if !is_near {
                    let first = found
                        .concise()
                        .lines()
                        .next()
                        .unwrap_or_default()
                        .to_owned();
                    far.push(format!("{catalog}:{}: {mutation:?}: {first}", at + 1));
                }
            }
        }
    }
    let all: usize = refused.values().map(|(all, _)| all).sum();
    let placed: usize = refused.values().map(|(_, placed)| placed).sum();
    let far = far.join("\n");
    assert!(all > 3000, "{all}");
    assert!(
        placed * 100 >= all * 97,
        "{placed} of {all}: {refused:?}\n{far}"
    );
}

/// Ten thousand catalogs with a mistake or two, in bytes, in lines or in entries, with all kinds of line ends.
#[test]
fn a_catalog_that_is_refused_has_a_place() {
    const SCRAPS: [&str; 24] = [
        "\r", "\r\r", "\n", "{", "}", "[", "]", ":", ": ", "- ", "\"", "'", "#", " #", "&a", "*a",
        "!", "|", ">", "\t", "\0", "\u{1b}", "\u{feff}", "\u{2028}",
    ];
    let catalogs = CATALOGS.map(|catalog| std::fs::read_to_string(catalog).unwrap());
    let mut random = random(0x5851_f42d_4c95_7f2d);
    let mut refused = 0;
    for number in 0..10_000 {
        let text = &catalogs[number % catalogs.len()];
        let lines: Vec<&str> = text.lines().collect();
        // A part of the catalog, so that ten thousand do not take long.
        let first = random(lines.len());
        let count = (20 + random(30)).min(lines.len() - first);
        let mut changed: String = match number % 3 {
            0 => lines[first..first + count].join("\n"),
            1 => {
                let mutation = MUTATIONS[random(MUTATIONS.len())];
                let at = random(lines.len());
                let letter = random(40);
                mutate(&lines, at, mutation, letter)
                    .map_or_else(|| text.clone(), |mutant| mutant.text)
            }
            _ => format!(
                "version: 1\ncodes:\n{}\n",
                lines[first..first + count].join("\n")
            ),
        };
        for _ in 0..=random(2) {
            let mut at = random(changed.len() + 1);
            while !changed.is_char_boundary(at) {
                at -= 1;
            }
            let scrap = SCRAPS[random(SCRAPS.len())];
            if random(3) == 0 {
                changed.truncate(at);
            }
            changed.insert_str(at.min(changed.len()), scrap);
        }
        match random(4) {
            0 => changed = changed.replace('\n', "\r\n"),
            1 => changed = changed.replace('\n', "\r"),
            2 => changed += "\r\r",
            _ => {}
        }
        let start = Instant::now();
        let found = errcat::check(Source::new("errors.yaml", changed.as_str()));
        assert!(start.elapsed() < Duration::from_secs(5), "{changed:?}");
        refused += usize::from(found.errors() > 0);
        let text = found
            .iter()
            .map(|finding| finding.source.text().len())
            .max()
            .unwrap_or_default();
        for finding in found.iter() {
            let is_start = finding.span.is_empty() && finding.span.start == 0;
            // What is missing from a whole catalog, or from a text without any, has no other place than its beginning.
            let is_missing = ["version", "no-codes", "missing-member"].contains(&finding.rule.name)
                || finding.message.ends_with("found nothing");
            // What is no YAML may be so from its first character on.
            let is_first = finding.rule.name == "syntax"
                && !finding.source.text().starts_with(char::is_alphanumeric);
            assert!(
                finding.span.end <= text && (!is_start || is_missing || is_first),
                "{finding:?}"
            );
        }
        let lines = found.concise().lines().count();
        assert_eq!(
            lines,
            (found.errors() + found.warnings()).min(10_000),
            "{changed:?}"
        );
        assert_eq!(found.full(true).is_empty(), lines == 0, "{changed:?}");
    }
    assert!(refused > 7_000, "{refused}");
}
