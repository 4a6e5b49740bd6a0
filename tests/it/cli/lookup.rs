//! What a code means.

use std::io::Write as _;
use std::process::Stdio;

use crate::support::{Project, shown};

const CATALOG: &str = "\
version: 1
api: {docs_url: \"https://docs.example.com/errors#{code}\"}
envelope: {body: {error: {code: {is: code}, number: {is: number, optional: true}, status: {is: status}}, errors: {is: errors, optional: true, each: {code: {is: code}}}}}
fields: {owner: {type: string, optional: true, internal: true}}
types: {request_error: {status: 400, description: The request is wrong.}}
codes:
  email_taken:
    type: request_error
    status: 409
    number: 17
    since: 1.2.0
    description: An account with that email exists already.
    resolution: Sign in, or use another address.
    internal: Look at the index first.
    fields: {owner: accounts}
  busy: {type: request_error, status: 503, description: Busy., retry_after: 5, sent_as: Unavailable, deprecated: {since: 2.0.0, use: down}}
  down: {type: request_error, status: 503, description: Down., sent_as: Unavailable}
  off: {type: request_error, status: 500, description: Off., sent_as: Unavailable}
operations:
  POST /accounts: [email_taken]
retired:
  gone: {since: 1.5.0, use: down, note: It never came.}
";

fn project() -> Project {
    Project::new(CATALOG)
}

/// What the command prints for a body on standard input.
fn of_body(project: &Project, body: &str, more: &[&str]) -> (i32, String, String) {
    let mut command = project.command(&[&["lookup", "-"], more].concat());
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(body.as_bytes()).unwrap();
    drop(input);
    shown(&child.wait_with_output().unwrap())
}

#[test]
fn all_that_is_known_of_a_code_is_told() {
    let expected = "\
email_taken: Email taken

An account with that email exists already.

number:      17
type:        request_error
status:      409
message:     An account with that email exists already.
try again:   no
since:       1.2.0
returned by: POST /accounts
documented:  https://docs.example.com/errors#email_taken

To fix it: Sign in, or use another address.
";
    let project = project();
    for asked in ["email_taken", "17"] {
        assert_eq!(
            project.run(&["lookup", asked]),
            (0, expected.to_owned(), String::new())
        );
    }
    let (_, out, _) = project.run(&["lookup", "email_taken", "--internal"]);
    assert!(out.ends_with("owner:       accounts\n\nTo fix it: Sign in, or use another address.\n\nFor operators: Look at the index first.\n"), "{out}");
    let (_, out, _) = project.run(&["lookup", "busy"]);
    for line in [
        "sent as:     Unavailable",
        "try again:   yes, after 5 s",
        "deprecated:  since 2.0.0; use `down`",
        "returned by: no operation",
    ] {
        assert!(out.lines().any(|own| own == line), "{line}:\n{out}");
    }
    let (_, out, _) = project.run(&["lookup", "email_taken", "--json"]);
    let code: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (&code["code"], &code["status"], code.get("internal")),
        (&"email_taken".into(), &409.into(), None)
    );
}

#[test]
fn names_on_the_wire_and_retired_ones_are_known() {
    let project = project();
    let (_, out, _) = project.run(&["lookup", "Unavailable"]);
    for code in ["busy: ", "down: ", "off: "] {
        assert!(out.contains(code), "{out}");
    }
    assert_eq!(
        project.run(&["lookup", "gone"]).1,
        "gone was retired in 1.5.0; `down` replaces it\n\nIt never came.\n"
    );
    let body = r#"{"error": {"code": "gone"}}"#;
    assert_eq!(
        of_body(&project, body, &[]).1,
        "gone was retired in 1.5.0; `down` replaces it\n\nIt never came.\n"
    );
    let (_, out, _) = of_body(&project, body, &["--json"]);
    let retired: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (&retired["code"], &retired["use"]),
        (&"gone".into(), &"down".into())
    );
    let (status, out, err) = project.run(&["lookup", "emial_taken"]);
    assert_eq!(
        (status, &*out, &*err),
        (
            1,
            "",
            "no code is called `emial_taken`: did you mean `email_taken`?\n"
        )
    );
    project.write("version: 1\n");
    let (status, _, err) = project.run(&["lookup", "gone"]);
    assert_eq!(
        (status, &*err),
        (
            2,
            "error: catalog/errors.yaml has mistakes: run `errcat check catalog/errors.yaml`\n"
        )
    );
}

#[test]
fn negative_numbers_and_problem_types_are_known() {
    let project = project();
    project.write(&CATALOG.replace("number: 17", "number: -17"));
    let url = "https://docs.example.com/errors#email_taken";
    for name in ["-17", url] {
        let (status, out, _) = project.run(&["lookup", name]);
        assert!(status == 0 && out.starts_with("email_taken: "), "{out}");
    }
}

#[test]
fn a_body_is_recognized() {
    let project = project();
    let body = |body: &str| {
        let (status, out, err) = of_body(&project, body, &["--json"]);
        let codes = out
            .lines()
            .filter_map(|line| line.strip_prefix("  \"code\": "));
        let codes: Vec<String> = codes
            .map(|code| code.trim_matches([',', '"']).to_owned())
            .collect();
        (status, codes, err)
    };
    let codes = |json: &str| body(json).1;
    assert_eq!(
        codes(r#"{"error": {"code": "email_taken", "number": 17, "status": 409}}"#),
        ["email_taken"]
    );
    // The status separates two of three, and nothing separates the others.
    assert_eq!(
        codes(r#"{"error": {"code": "Unavailable", "status": 503}}"#),
        ["busy", "down"]
    );
    assert_eq!(
        codes(r#"{"error": {"code": "Unavailable", "status": 500}}"#),
        ["off"]
    );
    assert_eq!(
        codes(r#"{"errors": [{"code": "Unavailable"}, {"code": "email_taken"}]}"#),
        ["email_taken", "busy", "down", "off"]
    );
    for (json, expected) in [
        (
            r#"{"error": {"code": "other"}}"#,
            "no code is called `other`",
        ),
        (
            r#"{"errors": [{"code": "emial_taken"}]}"#,
            "no code is called `emial_taken`: did you mean `email_taken`?",
        ),
        ("[{}]", "no code is identified by this body"),
    ] {
        assert_eq!(body(json), (1, Vec::new(), format!("{expected}\n")));
    }
    // A code can have several statuses, and a code of `defaults` keeps the framework's.
    project.write(
        &CATALOG
            .replace("status: 409", "status: [409, 422]")
            .replace(
                "operations:",
                "defaults: {5XX: off, 4XX: email_taken}\noperations:",
            ),
    );
    for status in [409, 422, 405] {
        let json = format!(r#"{{"error": {{"code": "email_taken", "status": {status}}}}}"#);
        assert_eq!(codes(&json), ["email_taken"], "{status}");
    }
    // Whoever asks has the code, whatever is wrong with the rest.
    project.write(CATALOG);
    let json = r#"{"error": {"code": "email_taken", "status": 405, "number": "x"}}"#;
    assert_eq!(codes(json), ["email_taken"]);
    let (status, _, err) = body("<html>");
    assert!(
        status == 2 && err.starts_with("error: standard input is not the JSON of a response: "),
        "{err}"
    );
}
