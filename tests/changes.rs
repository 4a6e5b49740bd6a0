//! Every kind of change is reported once, and rightly: its example shows it, and a similar change does not.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use errcat::{Change, ChangeKind, Severity};

fn changes(old: &str, new: &str) -> Vec<Change> {
    errcat::diff(("old.yaml", old), ("new.yaml", new)).unwrap_or_else(|found| panic!("{found}"))
}

fn line(change: &Change) -> String {
    let Change {
        kind,
        clients,
        rust,
        message,
        ..
    } = change;
    format!("{clients} {rust} {}: {message}", kind.name)
}

#[test]
fn each_example_shows_its_change_and_another_does_not() {
    for kind in errcat::change_kinds() {
        let ChangeKind {
            name,
            clients,
            rust,
            old,
            new,
            other,
            ..
        } = kind;
        let found = changes(old, new);
        let own = found.iter().find(|change| change.kind.name == *name);
        let own = own.unwrap_or_else(|| panic!("{name}: {found:?}"));
        assert_eq!((own.clients, own.rust), (*clients, *rust), "{name}");
        let other = changes(old, other);
        assert!(
            other.iter().all(|change| change.kind.name != *name),
            "{name}: {other:?}"
        );
        for unchanged in [old, new] {
            assert!(changes(unchanged, unchanged).is_empty(), "{name}");
        }
    }
}

/// What each pair of the examples shows, of all kinds. `SNAPSHOTS=overwrite cargo test --test changes` writes it anew.
#[test]
fn every_kind_is_looked_for_in_every_example() {
    let mut shown = String::new();
    for kind in errcat::change_kinds() {
        for (what, new) in [("its example", kind.new), ("another change", kind.other)] {
            writeln!(shown, "{}, {what}", kind.name).unwrap();
            for change in changes(kind.old, new) {
                writeln!(shown, "    {}", line(&change)).unwrap();
            }
        }
    }
    let expected = snapbox::Data::read_from("tests/changes/examples.txt".as_ref(), None);
    snapbox::assert_data_eq!(shown, expected.raw());
}

/// Any two catalogs can be compared, and what is added in one direction is removed in the other.
#[test]
fn two_catalogs_differ_in_both_directions() {
    let texts: BTreeSet<&str> = errcat::change_kinds()
        .flat_map(|kind| [kind.old, kind.new, kind.other])
        .collect();
    let count = |found: &[Change], name: &str| {
        let of_kind = found.iter().filter(|change| change.kind.name == name);
        of_kind.count()
    };
    let opposite = [
        (
            &["code-added", "code-reused"][..],
            &["code-removed", "code-retired"][..],
        ),
        (&["argument-added"], &["argument-removed"]),
        (&["type-added"], &["type-removed"]),
        (&["field-added"], &["field-removed"]),
        (&["member-added"], &["member-removed"]),
        (&["operation-added"], &["operation-removed"]),
        (&["header-added"], &["header-removed"]),
        (&["set-added"], &["set-removed"]),
        (&["set-code-added"], &["set-code-removed"]),
        (&["defaults-added"], &["defaults-removed"]),
    ];
    let texts: Vec<&str> = texts.into_iter().collect();
    let compare = |a: &str, b: &str| {
        let (there, back) = (changes(a, b), changes(b, a));
        // A code that was never there can be retired, and nothing changes.
        let is_none = |found: &[Change]| found.len() == count(found, "retirement-withdrawn");
        assert_eq!(is_none(&there), is_none(&back), "{a}\n{b}");
        for (added, removed) in opposite {
            let sum = |found: &[Change], kinds: &[&str]| -> usize {
                kinds.iter().map(|kind| count(found, kind)).sum()
            };
            let (new, gone) = (sum(&there, added), sum(&back, removed));
            assert_eq!(new, gone, "{added:?}:\n{a}\n{b}");
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let (texts, compare) = (&texts, &compare);
            scope.spawn(move || {
                for (at, a) in texts.iter().enumerate().skip(thread).step_by(threads) {
                    texts[at + 1..].iter().for_each(|b| compare(a, b));
                }
            });
        }
    });
}

#[test]
fn names_are_words_and_texts_are_sentences() {
    let names: Vec<_> = errcat::change_kinds().map(|kind| kind.name).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    for kind in errcat::change_kinds() {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
        assert!(kind.name.bytes().all(is_plain), "{}", kind.name);
        for text in [kind.what, kind.why] {
            assert!(
                text.starts_with(char::is_uppercase) || text.starts_with('`'),
                "{text}"
            );
            assert!(text.ends_with('.'), "{text}");
        }
    }
}

/// What depends on the envelope has no effect where the envelope does not send it.
#[test]
fn what_is_not_sent_breaks_no_client() {
    let catalog = |number: u8, param: &str| {
        format!(
            "version: 1\nenvelope: {{body: {{code: {{is: code}}}}}}\ncodes:\n  gone: {{status: 410, number: {number}, param: {param}, description: It is gone.}}\n"
        )
    };
    let found = changes(&catalog(1, "a"), &catalog(2, "b"));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found
            .iter()
            .all(|change| change.severity() == Severity::Fix),
        "{found:?}"
    );
    let typed = |kind: &str| {
        format!(
            "version: 1\nenvelope: {{body: {{code: {{is: code}}}}}}\ntypes: {{a: {{description: A.}}, b: {{description: B.}}}}\ncodes:\n  one: {{type: a, status: 410, description: One.}}\n  two: {{type: {kind}, status: 410, description: Two.}}\n  three: {{type: b, status: 410, description: Three.}}\n"
        )
    };
    let found = changes(&typed("a"), &typed("b"));
    assert_eq!(
        found.iter().map(line).collect::<Vec<_>>(),
        ["fix fix type-changed: `two` has the type `b` instead of `a`"]
    );
}

/// A service over ten versions, with what its team did in each.
#[test]
fn ten_versions_of_a_catalog() {
    let versions: Vec<String> = (1..=10)
        .map(|version| {
            std::fs::read_to_string(format!("tests/changes/versions/{version:02}.yaml")).unwrap()
        })
        .collect();
    let mut shown = String::new();
    for (at, pair) in versions.windows(2).enumerate() {
        writeln!(shown, "{} to {}", at + 1, at + 2).unwrap();
        for change in changes(&pair[0], &pair[1]) {
            writeln!(shown, "    {}", line(&change)).unwrap();
        }
    }
    let expected = std::fs::read_to_string("tests/changes/versions/expected.txt").unwrap();
    assert_eq!(shown, expected);
}

/// What a member or an argument is like on the wire is more than its type.
#[test]
fn small_changes_of_the_wire_are_seen() {
    let of_member = |member: &str, rest: &str| {
        format!(
            "version: 1\nenvelope: {{body: {{code: {{is: code}}, more: {member}}}}}\ncodes:\n  gone: {{status: 410, description: It is gone.{rest}}}\n"
        )
    };
    let compared = |old: (&str, &str), new: (&str, &str)| {
        let found = changes(&of_member(old.0, old.1), &of_member(new.0, new.1));
        found.iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(
        compared(("{const: null}", ""), ("{const: 1}", "")),
        ["breaking fix member-changed: the member `more` is `always 1` instead of `always null`"]
    );
    let id = "{is: request_id, header: X-Request-Id}";
    assert_eq!(
        compared((id, ""), (&id.replace("X-Request-Id", "X-Id"), "")),
        [
            "breaking fix member-changed: the member `more` is `request_id (string), also in x-id` instead of `request_id (string), also in x-request-id`"
        ]
    );
    let (absent, null) = ("{is: param, optional: true}", "{is: param, nullable: true}");
    assert_eq!(
        compared((absent, ""), (null, "")),
        [
            "breaking fix member-changed: the member `more` is `param (string), or null` instead of `param (string), or absent`"
        ]
    );
    let integer = |more: &str| {
        format!(", message: \"It was {{id}}\", args: {{id: {{type: integer, example: 7{more}}}}}")
    };
    assert_eq!(
        compared(
            ("{is: args}", &integer("")),
            ("{is: args}", &integer(", as: string"))
        ),
        [
            "breaking fix argument-type-changed: the argument `id` of `gone` is of type `integer, sent as string` instead of `integer, sent as integer`"
        ]
    );
}
