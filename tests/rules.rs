//! Every rule is told once, and what it tells is true: its bad example breaks it, its good example breaks nothing.

use std::collections::BTreeSet;

use errcat::{Diagnostics, Options, Rule, Source};

/// What is found in an example of a rule: in a catalog, by the targets too, or in a document beside a catalog.
fn found(rule: &Rule, catalog: &str) -> BTreeSet<&'static str> {
    let names = |found: &Diagnostics| found.iter().map(|finding| finding.rule.name).collect();
    if let Some(beside) = rule.catalog() {
        return names(&errcat::verify_openapi(
            ("errors.yaml", beside),
            ("api.yaml", catalog),
        ));
    }
    let mut source = Source::new("errors.yaml", catalog);
    if let Some((path, imported)) = rule.imported() {
        source = source.with_import(path, Source::new(path, imported));
    }
    match errcat::generate(source, &Options::new().outputs(true)) {
        Ok(made) => made.warnings().map(names).unwrap_or_default(),
        Err(found) => names(&found),
    }
}

/// Whether a rule is about a document that errors are put into: `into.rs` proves its examples.
fn is_proved_elsewhere(rule: &Rule) -> bool {
    rule.catalog().is_none() && rule.good.contains("openapi: 3")
}

/// Rules whose mistake is always that of another rule too, looked at from the other side.
const COMPANIONS: [(&str, &str); 2] = [
    ("example-status", "response-without-code"),
    ("missing-operation", "unlisted-operation"),
];

#[test]
fn the_bad_example_breaks_the_rule_and_the_good_one_none() {
    for rule in errcat::rules().filter(|rule| !is_proved_elsewhere(rule)) {
        let Rule {
            name, bad, good, ..
        } = rule;
        let companion = COMPANIONS.iter().find(|(with, _)| with == name);
        let expected = [*name]
            .into_iter()
            .chain(companion.map(|(_, other)| *other));
        assert_eq!(
            found(rule, bad),
            expected.collect(),
            "{name}: its bad example"
        );
        assert_eq!(
            found(rule, good),
            BTreeSet::new(),
            "{name}: its good example is not clean"
        );
        assert_ne!(bad, good);
    }
}

#[test]
fn names_are_words_and_each_is_there_once() {
    let names: Vec<_> = errcat::rules().map(|rule| rule.name).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    for name in names {
        assert!(
            name.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
            "{name}"
        );
        assert_eq!(errcat::rule(name).map(|rule| rule.name), Some(name));
    }
    assert!(errcat::rule("no-such-rule").is_none());
}

#[test]
fn a_rule_says_what_and_why_in_sentences() {
    for rule in errcat::rules() {
        for sentence in [rule.what, rule.why] {
            assert!(
                sentence.starts_with(char::is_uppercase) && sentence.ends_with('.'),
                "{}: {sentence}",
                rule.name
            );
        }
        let page = rule.to_string();
        let examples = ["    version: 1", "    openapi: 3."];
        assert!(
            page.contains(rule.why) && examples.iter().any(|start| page.contains(start)),
            "{page}"
        );
    }
}
