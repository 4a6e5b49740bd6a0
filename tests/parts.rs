//! A catalog and its parts: what is found in one file is found, at the same place, in several.

use errcat::{Diagnostics, Source};

/// The sections that a part may have.
const SECTIONS: [&str; 5] = ["types", "codes", "operations", "sets", "retired"];

/// The text of each top-level section, with its name.
fn sections(catalog: &str) -> Vec<(&str, &str)> {
    let mut starts: Vec<usize> = catalog
        .match_indices('\n')
        .map(|(at, _)| at + 1)
        .chain([0])
        .filter(|at| catalog[*at..].starts_with(|c: char| c.is_alphanumeric()))
        .collect();
    starts.sort_unstable();
    let ends = starts.iter().skip(1).copied().chain([catalog.len()]);
    let texts = starts.iter().zip(ends);
    texts
        .map(|(start, end)| {
            let text = &catalog[*start..end];
            (text.split(':').next().unwrap(), text)
        })
        .collect()
}

/// Each finding: its rule, what it says, and what is at its place.
fn told(found: &Diagnostics) -> Vec<String> {
    let mut told: Vec<String> = found
        .iter()
        .map(|found| {
            let at = &found.source.text()[found.span.clone()];
            format!(
                "{}[{}]: {} at {at:?}; {:?}",
                found.level, found.rule.name, found.message, found.help
            )
        })
        .collect();
    told.sort();
    told
}

#[test]
fn every_rule_finds_the_same_in_parts() {
    let mut moved = 0;
    for rule in errcat::rules() {
        let Some(bad) = rule
            .catalog()
            .or(Some(rule.bad))
            .filter(|bad| bad.starts_with("version"))
        else {
            continue;
        };
        let whole = errcat::check(("errors.yaml", bad));
        let sections = sections(bad);
        let is_moved = |name: &str| SECTIONS.contains(&name);
        let names: Vec<&str> = sections.iter().map(|(name, _)| *name).collect();
        let is_repeated = names
            .iter()
            .any(|name| names.iter().filter(|other| *other == name).count() > 1);
        // What is wrong with the sections themselves is told otherwise in a part, and what cannot be read has none.
        if is_repeated
            || names.contains(&"include")
            || names.contains(&"import")
            || ["syntax", "no-codes", "version"].contains(&rule.name)
        {
            continue;
        }
        let text = |wanted: bool| {
            let own = sections.iter().filter(|(name, _)| is_moved(name) == wanted);
            own.map(|(_, text)| *text).collect::<String>()
        };
        let (main, part) = (text(false), text(true));
        assert!(!part.is_empty(), "{}", rule.name);
        let catalog = Source::new(
            "api/errors.yaml",
            format!("{main}include: [more/part.yaml]\n"),
        );
        let split = errcat::check(catalog.with_part("more/part.yaml", &*part));
        assert_eq!(told(&split), told(&whole), "{}:\n{bad}", rule.name);
        for found in split.iter() {
            let is_in_part = found.source.name() == "api/more/part.yaml";
            let text = found.source.text();
            assert!(text.is_char_boundary(found.span.start));
            assert_eq!(text == part, is_in_part, "{}", rule.name);
        }
        // Each section in a file of its own.
        let include: Vec<String> = names
            .iter()
            .filter(|name| is_moved(name))
            .map(|name| format!("{name}.yaml"))
            .collect();
        let mut catalog = Source::new(
            "errors.yaml",
            format!("{main}include: [{}]\n", include.join(", ")),
        );
        for (name, text) in sections.iter().filter(|(name, _)| is_moved(name)) {
            catalog = catalog.with_part(format!("{name}.yaml"), *text);
        }
        assert_eq!(
            told(&errcat::check(catalog)),
            told(&whole),
            "{}:\n{bad}",
            rule.name
        );
        moved += 1;
    }
    assert!(moved > 60, "{moved}");
}

/// Entries of one section stand in several files, and repeat each other.
#[test]
fn an_entry_is_found_in_its_file() {
    let catalog = |part: &str, more: &str| {
        let main = "version: 1\ninclude: [a.yaml, b.yaml]\ncodes:\n  one: {status: 410, description: One.}\n";
        Source::new("errors.yaml", main)
            .with_part("a.yaml", part)
            .with_part("b.yaml", more)
    };
    let places = |source: Source| {
        let found = errcat::check(source);
        let place = |found: errcat::Finding| {
            (
                found.source.name().to_owned(),
                found.source.text()[..found.span.start]
                    .matches('\n')
                    .count()
                    + 1,
            )
        };
        found.iter().map(place).collect::<Vec<_>>()
    };
    let a = "codes:\n  two: {status: 4100, description: Two.}\n  one: {status: 404, description: Again.}\n  one: {status: 404, description: Again.}\n";
    let b = "\n\ncodes:\n  one: {status: 404, description: Again.}\n  three: {status: 4100, description: Three.}\n";
    let file = |name: &str, line: usize| (name.to_owned(), line);
    assert_eq!(
        places(catalog(a, b)),
        [
            file("a.yaml", 2),
            file("a.yaml", 3),
            file("a.yaml", 4),
            file("b.yaml", 4),
            file("b.yaml", 5)
        ]
    );
    // A file that no pattern matches is not read.
    let unused = catalog("codes: {}\n", "codes: {}\n").with_part("c.yaml", "]");
    assert_eq!(places(unused), []);
}
