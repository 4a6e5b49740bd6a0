//! The levels of warnings, which a catalog sets.

use errcat::{Diagnostics, Level, Options};

/// The findings of a catalog with two codes without a challenge, each with its level.
fn found(lints: &str, allow: &str) -> Vec<(&'static str, Level)> {
    let found = errcat::check(("errors.yaml", catalog(lints, allow)));
    found
        .iter()
        .map(|finding| (finding.rule.name, finding.level))
        .collect()
}

fn catalog(lints: &str, allow: &str) -> String {
    format!(
        "version: 1\n{lints}statuses: {{401: {{title: A, description: B.}}}}\ncodes:\n  \
           a: {{status: 401, description: A.{allow}}}\n  \
           b: {{status: 401, description: B.}}\n  \
           c: {{status: 200, description: C.}}\n"
    )
}

const CHALLENGE: (&str, Level) = ("no-challenge", Level::Warning);
const LISTED: (&str, Level) = ("status-not-listed", Level::Warning);
const SUCCESS: (&str, Level) = ("status-of-success", Level::Warning);

#[test]
fn a_section_sets_the_level_of_a_rule() {
    assert_eq!(found("", ""), [CHALLENGE, LISTED, SUCCESS]);
    let lints = "lints: {no-challenge: allow, status-not-listed: deny, status-of-success: warn}\n";
    let denied = ("status-not-listed", Level::Error);
    assert_eq!(found(lints, ""), [denied, SUCCESS]);
    let long = "lints: {no-challenge: {level: allow}}\n";
    assert_eq!(found(long, ""), [LISTED, SUCCESS]);
}

#[test]
fn what_is_denied_stops_the_generation() {
    let source = (
        "errors.yaml",
        catalog("lints: {status-of-success: deny}\n", ""),
    );
    let options = Options::new().rust("errors.rs", errcat::RustOptions::default());
    let found: Diagnostics = errcat::generate(source, &options).unwrap_err();
    assert_eq!((found.errors(), found.warnings()), (1, 2));
    let lines = found.concise();
    assert!(lines.contains(": error[status-of-success]: "), "{lines}");
    assert!(found.full(false).contains("error[status-of-success]"));
    assert!(
        found
            .json()
            .contains(r#""level":"error","rule":"status-of-success""#)
    );
}

#[test]
fn a_code_accepts_a_warning_about_itself() {
    let message = |allow: &str| {
        let found = errcat::check(("errors.yaml", catalog("", allow)));
        found.concise().lines().next().unwrap().to_owned()
    };
    assert!(message("").contains("`a` has the status 401 (as does another code)"));
    assert!(message(", allow: [no-challenge]").contains("`b` has the status 401, but"));
    let lints = "lints: {no-challenge: deny}\n";
    let denied = ("no-challenge", Level::Error);
    let both = found(lints, ", allow: [no-challenge]");
    assert_eq!(both, [denied, LISTED, SUCCESS], "of the other code");
}

#[test]
fn a_level_that_has_no_effect_is_a_warning() {
    for (lints, allow, rule) in [
        ("lints: {no-chalenge: allow}\n", "", "unknown-lint"),
        ("lints: {syntax: warn}\n", "", "unknown-lint"),
        ("lints: {type-without-codes: allow}\n", "", "unused-allow"),
        ("", ", allow: [status-of-success]", "unused-allow"),
        ("", ", allow: [no-such-rule]", "unknown-lint"),
    ] {
        let found = found(lints, allow);
        let expected = (rule, Level::Warning);
        assert!(found.contains(&expected), "{lints}{allow}: {found:?}");
        assert_eq!(found.len(), 4, "{found:?}");
    }
    // Whether the rules of other stages find something is not known here.
    assert_eq!(found("lints: {dead-doc-url: allow}\n", "").len(), 3);
}

#[test]
fn many_findings_of_one_rule_are_shown_as_one() {
    let code = |number| format!("  a{number}: {{status: 200, description: A.}}");
    let codes: Vec<String> = (0..200).map(code).collect();
    let few = codes[..10].join("\n");
    let codes = codes.join("\n");
    let found = errcat::check(("errors.yaml", format!("version: 1\ncodes:\n{codes}")));
    assert_eq!(found.warnings(), 200);
    assert_eq!(found.concise().lines().count(), 200);
    let full = found.full(false);
    assert_eq!(
        full.matches("warning[status-of-success]").count(),
        1,
        "{full}"
    );
    let note = "= note: there are 199 more, at errors.yaml:4:16, errors.yaml:5:16, ";
    assert!(full.contains(note), "{full}");
    // A few are shown as they are.
    let found = errcat::check(("errors.yaml", format!("version: 1\ncodes:\n{few}")));
    assert_eq!(
        found
            .full(false)
            .matches("warning[status-of-success]")
            .count(),
        10
    );
}
