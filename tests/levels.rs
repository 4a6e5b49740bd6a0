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

/// The findings of a catalog with these lints and codes, a line each.
fn lines(lints: &str, codes: &str) -> Vec<String> {
    let catalog = format!(
        "version: 1\nlints: {{{lints}}}\nenvelope: {{body: {{n: {{is: number, optional: true}}}}}}\ncodes:\n{codes}"
    );
    let found = errcat::check(("errors.yaml", catalog));
    let help = |found: &errcat::Finding| found.help.map(|help| format!("; {help}"));
    found
        .iter()
        .map(|found| {
            format!(
                "{}[{}]: {}{}",
                found.level,
                found.rule.name,
                found.message,
                help(&found).unwrap_or_default()
            )
        })
        .collect()
}

#[test]
fn a_team_agrees_on_patterns_and_ranges() {
    let codes = "  pay_a: {number: 2000, status: 410, description: A.}\n  b: {number: 1, status: 410, description: B.}\n  c: {number: 3, status: 410, description: C., allow: [code-pattern]}\n";
    assert_eq!(
        lines("", codes),
        ["warning[unused-allow]: `c` has no finding of `code-pattern`; remove it"]
    );
    let pattern = "code-pattern: {level: deny, pattern: \"pay_*\"}";
    let renamed = "`b` does not match the pattern `pay_*`; rename the code, or accept it: `allow: [code-pattern]`";
    assert_eq!(
        lines(pattern, codes),
        [format!("error[code-pattern]: {renamed}")]
    );
    let warned = pattern.replace("deny", "warn");
    assert_eq!(
        lines(&warned, codes),
        [format!("warning[code-pattern]: {renamed}")]
    );
    assert_eq!(
        lines(
            "code-pattern: allow",
            "  a: {status: 410, description: A.}\n"
        ),
        ["warning[unused-allow]: there is no finding of `code-pattern`; remove it"]
    );

    let codes = codes.replace(", allow: [code-pattern]", "");
    let outside = |range: &str| lines(&format!("number-range: {{level: deny, {range}}}"), &codes);
    assert_eq!(
        outside("from: 2000, to: 2999"),
        [
            "error[number-range]: the number 1 is outside the range 2000 to 2999; the first free number of the range is 2001",
            "error[number-range]: the number 3 is outside the range 2000 to 2999; the first free number of the range is 2001",
        ]
    );
    assert_eq!(
        outside("from: 2"),
        [
            "error[number-range]: the number 1 is outside the range from 2; the first free number of the range is 2"
        ]
    );
    assert_eq!(
        outside("to: 3"),
        [
            "error[number-range]: the number 2000 is outside the range up to 3; the first free number of the range is 2"
        ]
    );
    assert_eq!(
        outside("from: 2000, to: 2000"),
        [
            "error[number-range]: the number 1 is outside the range 2000 to 2000",
            "error[number-range]: the number 3 is outside the range 2000 to 2000",
        ]
    );
}

#[test]
fn a_rule_that_needs_options_says_so() {
    let codes = "  a: {status: 410, description: A.}\n";
    for (lints, expected) in [
        (
            "code-pattern: deny",
            "error[missing-member]: `code-pattern` needs more than a level; write `code-pattern: {level: deny, pattern: \"pay_*\"}`",
        ),
        (
            "code-pattern: {level: deny}",
            "error[missing-member]: `lints.code-pattern` has no `pattern`; add `pattern: …`",
        ),
        (
            "code-pattern: {level: deny, pattern: \"a[\"}",
            "error[unknown-value]: `a[` is not a pattern: invalid range pattern",
        ),
        (
            "number-range: warn",
            "error[missing-member]: `number-range` needs more than a level; write `number-range: {level: deny, from: 2000, to: 2999}`",
        ),
        (
            "number-range: {level: warn}",
            "error[missing-member]: `lints.number-range` has no `from`; add `from: …`",
        ),
        (
            "number-range: {level: warn, from: 3, to: 2}",
            "error[unknown-value]: the range from 3 to 2 is empty; exchange `from` and `to`",
        ),
        (
            "number-range: {level: warn, pattern: a, from: 1}",
            "error[unknown-member]: unknown member `pattern`; known here: `from`, `level`, `to`",
        ),
    ] {
        assert_eq!(lines(lints, codes), [expected], "{lints}");
    }
}

#[test]
fn a_duplicate_number_names_the_next_that_is_free() {
    let codes = "  a: {number: 7, status: 410, description: A.}\n  b: {number: 8, status: 410, description: B.}\n  c: {number: 7, status: 410, description: C.}\n";
    assert_eq!(
        lines("", codes),
        ["error[duplicate-number]: the number 7 is already taken; the next free number is 9"]
    );
    let range = "number-range: {level: warn, from: 5, to: 8}";
    assert_eq!(
        lines(range, codes),
        ["error[duplicate-number]: the number 7 is already taken"]
    );
}
