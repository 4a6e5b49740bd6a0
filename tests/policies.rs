//! The rules that a catalog turns on: what they find, and what they leave alone.

/// The findings for codes, with the lines of a section `lints`.
fn found(lints: &str, rest: &str) -> Vec<String> {
    let catalog = format!("version: 1\nlints: {{{lints}}}\n{rest}");
    let found = errcat::check(("errors.yaml", catalog.as_str()));
    let line = |finding: errcat::Finding| format!("{}: {}", finding.rule.name, finding.message);
    found.iter().map(line).collect()
}

fn codes(codes: &[&str]) -> String {
    format!("codes:\n  {}\n", codes.join("\n  "))
}

#[test]
fn codes_have_the_members_that_a_team_asks_for() {
    let catalog = "fields: {owner: {type: string, optional: true}}\ntypes: {a: {description: A., status: 400, fields: {owner: us}}, b: {description: B., status: 500}}\n".to_owned()
        + &codes(&[
            "one: {type: a, description: One., resolution: Do it., tags: [x]}",
            "two: {type: b, description: Two., fields: {owner: them}}",
            "three: {type: b, description: Three., tags: [y], allow: [required-members]}",
        ]);
    assert_eq!(
        found(
            "required-members: {level: deny, members: [owner, resolution, tags]}",
            &catalog
        ),
        [
            "required-members: `two` has no `resolution`",
            "required-members: `two` has no `tags`"
        ]
    );
    let unknown = found(
        "required-members: {level: deny, members: [owners]}",
        &catalog,
    );
    assert!(
        unknown[0].starts_with("unknown-value: codes have no member and no field `owners`"),
        "{unknown:?}"
    );
    assert_eq!(
        found("required-members: {level: warn, members: []}", &catalog).len(),
        1
    );
    // A status can come from the type.
    assert_eq!(
        found(
            "required-members: {level: deny, members: [status, description, args, headers]}",
            "types: {a: {description: A., status: 400}}\ncodes:\n  one: {type: a, description: One., message: \"{n}\", args: {n: {}}}\n"
        ),
        ["required-members: `one` has no `headers`"]
    );
}

#[test]
fn operations_have_the_statuses_that_a_team_asks_for() {
    let catalog = codes(&[
        "gone: {status: 410, description: Gone.}",
        "denied: {status: [401, 403], description: Denied., headers: {WWW-Authenticate: Bearer}}",
        "failed: {status: 500, description: Failed.}",
    ]) + "sets: {usual: [inner], inner: [failed]}\noperations:\n  GET /all: all\n  GET /a: [gone, usual]\n  GET /b: {tags: [public], codes: [denied]}\n";
    assert_eq!(
        found(
            "operation-statuses: {level: deny, statuses: [403, 500]}",
            &catalog
        ),
        [
            "operation-statuses: `GET /a` returns no code with the status 403",
            "operation-statuses: `GET /b` returns no code with the status 500",
        ]
    );
    assert_eq!(
        found(
            "operation-statuses: {level: deny, statuses: [500], tag: public}",
            &catalog
        ),
        ["operation-statuses: `GET /b` returns no code with the status 500"]
    );
    assert_eq!(
        found(
            "operation-statuses: {level: warn, statuses: [5000]}",
            &catalog
        )
        .len(),
        1
    );
    assert_eq!(
        found("operation-statuses: {level: warn, statuses: []}", &catalog),
        ["wrong-type: expected statuses, found an empty list"]
    );
}

#[test]
fn texts_end_as_a_team_writes_them() {
    let catalog = codes(&[
        "a: {status: 400, description: It is one., message: It is one.}",
        "b: {status: 400, description: It is two}",
        "c: {status: 400, description: \"Is it three?\", message: Is it}",
        "d: {status: 400, description: \"It is `code.`\", message: and so on...}",
        "e: {status: 400, description: \"It is **bold.**\"}",
    ]);
    let ends = "final-full-stop: the description ends without a full stop";
    assert_eq!(
        found(
            "final-full-stop: {level: warn, descriptions: always}",
            &catalog
        ),
        [ends]
    );
    let stop = "final-full-stop: the message ends with a full stop";
    assert_eq!(
        found("final-full-stop: {level: warn, messages: never}", &catalog),
        [stop]
    );
    assert_eq!(
        found(
            "final-full-stop: {level: warn, descriptions: always, messages: never}",
            &catalog
        )
        .len(),
        2
    );
    assert_eq!(found("final-full-stop: {level: warn}", &catalog).len(), 1);
    // A full stop can be inside of quotation marks, and only sentences have one.
    for (description, is_found) in [
        ("It says “no.”", false),
        ("It is gone (for good.)", false),
        ("It is 'gone.'", false),
        ("ありません。", false),
        ("ありません", true),
        ("One of:\n\n- one\n- two", false),
        ("One of:\n\n1. one\n2. two", false),
        ("Send this:\n\n```\n{}\n```", false),
        ("The worst — a dash", true),
    ] {
        let quoted = serde_json::Value::from(description);
        let catalog = format!("codes:\n  a: {{status: 400, description: {quoted}}}\n");
        let lint = "final-full-stop: {level: warn, descriptions: always}";
        let found = found(lint, &catalog);
        assert_eq!(!found.is_empty(), is_found, "{description}: {found:?}");
    }
}

#[test]
fn texts_of_almost_the_same_words_are_found_among_many() {
    let many: Vec<String> = (0..2000)
        .map(|number| format!("code_{number}: {{status: 400, description: \"The thing {number} of the list {} is not the one of {}.\"}}", number * 7, number * 13))
        .collect();
    let mut lines: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(
        found("near-duplicate-description: deny", &codes(&lines)),
        [""; 0]
    );
    lines.push(
        "first: {status: 404, description: No store has this ID in the country of the request.}",
    );
    lines.push("other: {status: 404, description: No store has an ID like this.}");
    lines.push("second: {status: 404, description: \"In the country of the request, no store has this ID!\"}");
    assert_eq!(
        found("near-duplicate-description: deny", &codes(&lines)),
        ["near-duplicate-description: `second` has almost the same description as `first`"]
    );
    // Five of six words are enough, and four of five; three of four are not.
    let pair = |a: &str, b: &str| {
        let line = |name: &str, text: &str| format!("{name}: {{status: 400, description: {text}}}");
        let lines = [line("a", a), line("b", b)];
        found(
            "near-duplicate-description: deny",
            &codes(&[&lines[0], &lines[1]]),
        )
        .len()
    };
    assert_eq!(pair("a b c d e", "a b c d e f"), 1);
    assert_eq!(pair("a b c d", "a b c d e"), 1);
    assert_eq!(pair("the store is gone", "the store is"), 0);
    assert_eq!(
        pair("the store has gone away", "the store has come back"),
        0
    );
}

#[test]
fn a_description_says_more_than_its_code() {
    let catalog = codes(&[
        "item_gone: {status: 410, description: The item is gone.}",
        "itemMoved: {status: 410, description: Item moved}",
        "item_lost: {status: 410, description: The item is lost for good.}",
        "error: {status: 410, description: An error.}",
    ]);
    assert_eq!(
        found("description-repeats-code: warn", &catalog),
        [
            "description-repeats-code: the description of `item_gone` only repeats the code",
            "description-repeats-code: the description of `itemMoved` only repeats the code",
        ]
    );
}

#[test]
fn clients_are_told_how_long_to_wait() {
    let catalog = codes(&[
        "a: {status: 429, description: A., retry_after: 5}",
        "b: {status: 503, description: B., retry_after: arg}",
        "c: {status: [500, 503], description: C.}",
        "d: {status: 500, description: D.}",
    ]);
    assert_eq!(
        found("no-retry-after: deny", &catalog),
        ["no-retry-after: `c` has the status 503, and does not state how long to wait"]
    );
}

#[test]
fn what_is_for_the_log_is_kept_from_clients() {
    let catalog = codes(&[
        "a: {status: 500, description: A., message: \"{host} fails at {time}\", args: {host: {secret: true}, time: {type: string, format: date-time}}}",
        "b: {status: 400, description: B., message: \"{host}\", args: {host: {}}}",
    ]);
    assert_eq!(
        found("argument-of-server-error: deny", &catalog),
        ["argument-of-server-error: the message of `a` shows `time`"]
    );
}

#[test]
fn personal_arguments_are_known_by_the_words_of_their_names() {
    let arg = |name: &str, more: &str| {
        format!(
            "a: {{status: 400, description: A., message: \"{{{name}}}\", args: {{{name}: {{{more}}}}}}}"
        )
    };
    for (name, is_personal) in [
        ("email", true),
        ("userEmail", true),
        ("e_mail", true),
        ("access_token", true),
        ("api_key", true),
        ("first_name", true),
        ("username", true),
        ("surname", true),
        ("client_ip", true),
        ("shipment", false),
        ("tokens_left", false),
        ("pinned", false),
        ("cardinality", false),
        ("name", false),
    ] {
        let found = found("personal-argument: deny", &codes(&[&arg(name, "")]));
        assert_eq!(found.len(), usize::from(is_personal), "{name}: {found:?}");
    }
    assert_eq!(
        found(
            "personal-argument: deny",
            &codes(&[&arg("email", "secret: true")])
        ),
        [""; 0]
    );
}
