//! What a person sees who has made mistakes: all of them at once, each at its place.

#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "the text of a test need not be made fast"
)]

use std::fs;

/// A mistake: its rule, and where it is. Lines and columns from 1, columns in characters.
type Expected = (&'static str, usize, usize);

/// The mistakes of `tests/diagnostics/ten.yaml`, and more than ten they are, in the order of the text.
const TEN: &[Expected] = &[
    ("unknown-member", 3, 3),
    ("invalid-status", 7, 21),
    ("invalid-name", 10, 3),
    ("unknown-type", 11, 16),
    ("no-status", 12, 3),
    ("retired-code", 12, 3),
    ("keyword", 13, 3),
    ("invalid-name", 14, 3),
    ("placeholder-syntax", 15, 54),
    ("placeholder-without-argument", 16, 54),
    ("duplicate-key", 17, 3),
    ("wrong-type", 18, 39),
    ("unknown-code", 20, 15),
];

fn ten() -> String {
    fs::read_to_string("tests/diagnostics/ten.yaml").unwrap()
}

/// The rule, line and column of each finding of a catalog.
fn found(catalog: &str) -> Vec<(String, usize, usize)> {
    let parse = |line: &str| {
        let mut parts = line.splitn(4, ':');
        assert_eq!(parts.next(), Some("errors.yaml"), "{line}");
        let number = |part: Option<&str>| part.unwrap().parse::<usize>().unwrap();
        let (at, column) = (number(parts.next()), number(parts.next()));
        let (_, rule) = parts.next().unwrap().split_once('[').unwrap();
        (rule.split_once(']').unwrap().0.to_owned(), at, column)
    };
    errcat::check(("errors.yaml", catalog))
        .concise()
        .lines()
        .map(parse)
        .collect()
}

fn expected() -> Vec<(String, usize, usize)> {
    TEN.iter()
        .map(|&(rule, line, column)| (rule.to_owned(), line, column))
        .collect()
}

#[test]
fn all_mistakes_come_at_once_each_at_its_place() {
    assert_eq!(found(&ten()), expected());
}

#[test]
fn places_do_not_depend_on_the_line_ends() {
    let crlf = ten().replace('\n', "\r\n");
    assert_eq!(found(&crlf), expected());
}

#[test]
fn places_do_not_depend_on_a_byte_order_mark() {
    assert_eq!(found(&format!("\u{feff}{}", ten())), expected());
}

#[test]
fn places_do_not_depend_on_the_style_of_yaml() {
    let found = found(
        "version: 1\ncodes: {\n  a: {\"status\": 404,\n    'description': [x]},\n  ? b\n  : {status: 404, nope: 1, description: \"é\"} }\n",
    );
    let expected = [("wrong-type", 4, 21), ("unknown-member", 6, 19)];
    assert_eq!(
        found,
        expected.map(|(rule, line, column)| (rule.to_owned(), line, column))
    );
}

#[test]
fn a_finding_behind_an_alias_is_at_its_anchor() {
    let found = found(
        "version: 1\ncodes:\n  a: {status: 404, description: &d 7}\n  b: {status: 404, description: *d, param: []}\n",
    );
    // Both codes have the value of the anchor.
    let expected = [(3, 33), (3, 33), (4, 44)];
    assert_eq!(
        found,
        expected.map(|(line, column)| ("wrong-type".to_owned(), line, column))
    );
}

/// Every finding as it is shown, beside `tests/diagnostics/*.yaml`. After a change that is meant to alter them:
/// `SNAPSHOTS=overwrite cargo test --test diagnostics`.
#[test]
fn findings_look_as_they_should() {
    let mut catalogs: Vec<_> = fs::read_dir("tests/diagnostics")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    catalogs.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    // That is a document: see `tests/verify.rs`.
    catalogs.retain(|path| !path.ends_with("verify.yaml"));
    assert!(catalogs.len() >= 3);
    for path in catalogs {
        let found = errcat::check(("errors.yaml", &fs::read_to_string(&path).unwrap()));
        let shown = format!("{}{}", found.full(false), found.concise());
        snapbox::assert_data_eq!(
            shown,
            snapbox::Data::read_from(&path.with_extension("txt"), None).raw()
        );
    }
}

#[test]
fn json_has_a_finding_a_line() {
    let catalog = "version: 1\ncodes:\n  é: {status: 1}\n  gone: {status: 410, description: a}\n  gone: {status: 410, description: b}\n";
    let lines = errcat::check(("errors.yaml", catalog)).json();
    let lines: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 4);
    let duplicate = lines
        .iter()
        .find(|line| line["rule"] == "duplicate-key")
        .unwrap();
    let expected = serde_json::json!({
        "file": "errors.yaml", "line": 5, "column": 3, "end": {"line": 5, "column": 7},
        "level": "error", "rule": "duplicate-key", "message": "duplicate key `gone`",
        "help": "remove or rename one of them",
        "related": [{"file": "errors.yaml", "line": 4, "column": 3, "end": {"line": 4, "column": 7}, "message": "first here"}],
    });
    assert_eq!(*duplicate, expected);
}

#[test]
fn suggestions_name_what_is_near_and_nothing_else() {
    let help = |member: &str| {
        let catalog =
            format!("version: 1\ncodes:\n  a: {{status: 404, description: x, {member}: y}}\n");
        let line = errcat::check(("errors.yaml", &catalog)).json();
        serde_json::from_str::<serde_json::Value>(line.lines().next().unwrap()).unwrap()["help"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(help("mesage"), "did you mean `message`?");
    assert_eq!(help("Param"), "did you mean `param`?");
    assert!(help("unrelated_thing").starts_with("known here: "));
}

#[test]
fn one_mistake_is_one_finding() {
    let types = "types:\n  absence: {status: 404, description: x}\n";
    for (mistake, rule) in [
        (
            "codes:\n  a: {type: absense, description: x}\n",
            "unknown-type",
        ),
        (
            "codes:\n  a:\n  b: {type: absence, description: x, deprecated: {use: a}}\n",
            "wrong-type",
        ),
        (
            "codes:\n  a: {type: absence, descripton: x}\n",
            "unknown-member",
        ),
        (
            "codes:\n  a: {type: absence, description: x, message: \"{x\", args: {x: {}}}\n",
            "placeholder-syntax",
        ),
        (
            "codes:\n  a: {type: [absence], description: x}\n",
            "wrong-type",
        ),
    ] {
        let found = found(&format!("version: 1\n{types}{mistake}"));
        assert_eq!(
            found
                .iter()
                .map(|(rule, ..)| rule.as_str())
                .collect::<Vec<_>>(),
            [rule],
            "{mistake}"
        );
    }
    let found = found("version: 1\ntypes: {a: 7}\ncodes:\n  b: {type: a, description: x}\n");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn thousands_of_mistakes_are_counted_and_the_first_are_shown() {
    let codes: String = (0..12_000)
        .map(|at| format!("  code_{at}_x: {{status: 404, descripton: x}}\n"))
        .collect();
    let found = errcat::check(("errors.yaml", &format!("version: 1\ncodes:\n{codes}")));
    assert_eq!(
        found.errors(),
        12_000,
        "one for each code: what is misspelt is not missing too"
    );
    let lines = found.concise();
    assert_eq!(
        lines.lines().count(),
        10_000,
        "more than that are counted, not shown"
    );
    assert!(
        lines
            .lines()
            .last()
            .unwrap()
            .starts_with("errors.yaml:10002:")
    );
}

/// What is not valid YAML, with the place and the beginning of the help. The bar is the place.
#[test]
fn what_is_no_yaml_says_what_to_do() {
    let begins = |start: &str| format!("put text that begins with `{start}` in quotes");
    let cases = [
        ("title: |`x` is gone", begins("`")),
        ("title: |@x is gone", begins("@")),
        ("title: |%x is gone", begins("%")),
        ("title: |*x is gone", begins("*")),
        ("title: *x|* is gone", begins("*")),
        ("title: |!x is gone", begins("!")),
        ("title: |- is gone", begins("-")),
        ("title: |? is gone", begins("?")),
        ("{title: |@x}", begins("@")),
        (
            "title: \"x\" |is gone",
            "put the whole text in single quotes".to_owned(),
        ),
        (
            "title: 'x' |is gone",
            "put the whole text in double quotes".to_owned(),
        ),
        (
            "title: > |is gone",
            "put the text in quotes, or begin it on the line below the `>`".to_owned(),
        ),
        ("title: a|: b", "check the indentation".to_owned()),
        ("title: {x} |is gone", "check the indentation".to_owned()),
        (
            "title: a |\u{1}b",
            "remove it; in double quotes, it is written as `\\u0001`".to_owned(),
        ),
        ("\ttitle: a", "this is a tab".to_owned()),
    ];
    for (member, help) in cases {
        let (before, behind) = member.split_once('|').unwrap_or(("", member));
        let catalog =
            format!("version: 1\ncodes:\n  gone:\n    status: 410\n    {before}{behind}\n");
        let found = errcat::check(("errors.yaml", catalog.as_str()));
        let [finding] = &found.iter().collect::<Vec<_>>()[..] else {
            panic!("{member}: {found}");
        };
        let place = &catalog[finding.span.start..];
        assert!(place.starts_with(behind), "{member}: at {place:?}");
        let said = finding.help.unwrap_or_default();
        assert!(said.starts_with(&help), "{member}: {said}");
    }
}

/// What a list's element or an alias has is shown there, and not where the list or the anchor begins.
#[test]
fn a_place_is_the_nearest_that_there_is() {
    let start = "version: 1\ncodes:\n  gone:\n    status: 410\n    description: A.\n    tags:\n      - one\n      - ";
    for element in ["", "~", "{}", "[]", "\"\"", "1", "[[]]", "{a: b}"] {
        let found = found(&format!("{start}{element}\n      - two\n"));
        let place = if element.is_empty() { 8 } else { 9 };
        let [(rule, 8, column)] = &found[..] else {
            panic!("{element}: {found:?}");
        };
        assert!(
            rule == "wrong-type" && column.abs_diff(place) <= 2,
            "{element}: {found:?}"
        );
    }
    let level = |(of, name): (char, char)| {
        format!(
            "{name}: &{name} [{}]\n",
            vec![format!("*{of}"); 10].join(", ")
        )
    };
    let levels: String = "abcdef".chars().zip("bcdefg".chars()).map(level).collect();
    let many = found(&format!("version: 1\na: &a [1, 1]\n{levels}"));
    let [(rule, line @ 5..=8, 1)] = &many[..] else {
        panic!("{many:?}");
    };
    assert_eq!((rule.as_str(), *line), ("syntax", 6));
}

#[test]
fn a_merge_key_is_one_mistake() {
    let catalog = "version: 1\ncodes:\n  gone: &gone {status: 410, description: A.}\n  lost:\n    <<: *gone\n    title: Lost\n";
    assert_eq!(found(catalog), [("unknown-member".to_owned(), 5, 5)]);
    let catalog = "version: 1\ncodes:\n  <<: {gone: {status: 410, description: A.}}\n  lost: {status: 410, description: A.}\n";
    assert_eq!(found(catalog), [("unknown-member".to_owned(), 3, 3)]);
}

/// Whatever it stands for, and whether it is a key or a value.
#[test]
fn what_nobody_sees_is_found_wherever_it_is() {
    let catalog = fs::read_to_string("catalog/payments/errors.yaml").unwrap();
    let before = errcat::check(("errors.yaml", catalog.as_str())).warnings();
    let letters = catalog.char_indices().filter(|(_, c)| c.is_alphabetic());
    let mut tried = 0;
    for ((at, _), c) in letters
        .step_by(29)
        .zip("\u{200b}\u{202e}\u{2066}".chars().cycle())
    {
        let line = catalog[..at].rsplit('\n').next().unwrap();
        if line.contains('#') {
            continue;
        }
        let changed = format!("{}{c}{}", &catalog[..=at], &catalog[at + 1..]);
        let found = errcat::check(("errors.yaml", changed.as_str()));
        let is_told = |finding: errcat::Finding| finding.rule.name == "invisible-character";
        assert!(
            found.errors() > 0 || found.warnings() > before && found.iter().any(is_told),
            "{line}: {found}"
        );
        tried += 1;
    }
    assert!(tried > 100, "{tried}");
}

/// Where something goes on too far, both its end and its beginning are shown.
#[test]
fn what_goes_on_too_far_is_shown_where_it_begins() {
    let codes = "codes:\n  gone: {status: 410, description: \"D\"}\n";
    for (api, column) in [
        ("{name: \"x, description: y}", 13),
        ("{name: x, description: y", 6),
        ("{name: Shop #5, description: y}", 18),
    ] {
        let catalog = format!("version: 1\napi: {api}\n{codes}");
        let line = errcat::check(("errors.yaml", catalog)).json();
        let finding: serde_json::Value = serde_json::from_str(&line).unwrap();
        let related = &finding["related"][0];
        assert!(finding["line"].as_u64() > Some(2), "{api}: {finding}");
        assert_eq!(
            (&related["line"], &related["column"]),
            (&2.into(), &column.into()),
            "{api}: {finding}"
        );
    }
}

/// The findings of a catalog: each with its rule, its line and its message.
fn messages(catalog: &str) -> String {
    errcat::check(("errors.yaml", catalog)).concise()
}

#[test]
fn an_argument_has_one_type_in_its_place() {
    let place = "version: 1\nenvelope: {body: {code: {is: code}, limit: {arg: limit, optional: true}}}\ncodes:\n";
    let codes = |a: &str, b: &str| {
        format!(
            "{place}  a: {{status: 400, description: A., args: {{limit: {{{a}}}}}}}\n  b: {{status: 400, description: B., args: {{limit: {{{b}}}}}}}\n"
        )
    };
    for (a, b, expected) in [
        (
            "format: date-time",
            "format: date-time, as: unix",
            "`limit` is of type `date-time` in `a`, and of type `date-time` as `unix` in `b`",
        ),
        (
            "type: array, items: string",
            "type: array, items: integer",
            "of type `array` with items of type `string` in `a`, and of type `array` with items of type `integer` in `b`",
        ),
        (
            "type: integer",
            "type: integer, as: string",
            "`limit` is of type `integer` in `a`, and of type `integer` as `string` in `b`",
        ),
    ] {
        let found = messages(&codes(a, b));
        assert!(found.contains(expected), "{found}");
        assert!(found.contains("errors.yaml:5:"), "{found}");
        assert_eq!(messages(&codes(a, a)), "", "{a}");
    }
}

#[test]
fn a_time_as_a_number_has_no_place_among_texts() {
    let codes = "codes:\n  a: {status: 400, description: A., args: {since: {format: date-time, as: unix}}}\n";
    let own = "version: 1\nenvelope: {body: {code: {is: code}, args: {is: args, as: string}}}\n";
    let google = "version: 1\napi: {domain: a.example}\nenvelope: google\ntypes: {A: {status: 400, description: A.}}\n";
    let of_google = codes.replace("  a: {", "  A: {type: A, ");
    for catalog in [format!("{own}{codes}"), format!("{google}{of_google}")] {
        let found = messages(&catalog);
        assert!(
            found.contains("error[argument-types]: `since` is a number of seconds or milliseconds, but its place is text"),
            "{found}"
        );
        assert!(!messages(&catalog.replace(", as: unix", "")).contains("argument-types"));
    }
    // The same arguments cannot be written in two ways.
    let twice = own.replace("args:", "plain: {is: args}, args:");
    let found = messages(&format!("{twice}{}", codes.replace(", as: unix", "")));
    assert!(
        found.contains("the same arguments are written in two ways"),
        "{found}"
    );
}

#[test]
fn fields_have_names_of_their_own_in_rust() {
    for (fields, expected) in [
        (
            "{my-field: {optional: true}, my_field: {optional: true}}",
            "`my-field` and `my_field` are the same method of `ErrorCode`: `my_field`",
        ),
        (
            "{a_b: {enum: [x], optional: true}, aB: {enum: [y], optional: true}}",
            "error[name-collision]",
        ),
    ] {
        let catalog = format!(
            "version: 1\nfields: {fields}\ncodes:\n  a: {{status: 400, description: A.}}\n"
        );
        let found = messages(&catalog);
        assert!(found.contains(expected), "{found}");
    }
}

#[test]
fn the_name_on_the_wire_has_no_spaces_around_it() {
    for name in ["\" x\"", "\"x \"", "\"a\\tb\""] {
        let catalog =
            format!("version: 1\ncodes:\n  a: {{sent_as: {name}, status: 400, description: A.}}\n");
        let found = messages(&catalog);
        assert!(
            found.contains("errors.yaml:3:16: error[invalid-name]"),
            "{found}"
        );
    }
}

#[test]
fn the_example_of_a_time_is_one() {
    let catalog = "version: 1\nenvelope: {body: {code: {is: code}, args: {is: args}}}\ncodes:\n  \
                   a: {status: 400, description: A., args: {since: {format: date-time, example: \"2026-01-01\"}}}\n";
    let found = messages(catalog);
    assert!(
        found.contains("the example for `since` is not a time by RFC 3339"),
        "{found}"
    );
}
