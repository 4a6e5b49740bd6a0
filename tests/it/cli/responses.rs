//! Responses that a server sent, compared with a catalog.

use std::fs;

use serde_json::{Value, json};

use crate::support::Project;

const CATALOG: &str = "\
version: 1
api: {base_url: \"https://api.example.com/v1\"}
envelope: {body: {error: {code: {is: code}, message: {is: message}, args: {is: args, optional: true}, retry: {is: retry_after, optional: true}}}}
codes:
  order_gone: {status: 410, description: It is gone., message: \"Order {id} is gone\", args: {id: {type: integer}}}
  busy: {status: 503, description: It is busy., retry_after: 5, headers: {Cache-Control: no-store}}
  bad_request: {status: 400, description: The request is not valid.}
  failed: {status: 500, description: It failed.}
defaults: {4XX: bad_request, 5XX: failed}
retired: {order_lost: {since: 2.0.0, use: order_gone}}
operations:
  GET /orders/{id}: [order_gone]
  GET /orders/first: [busy]
  POST /orders: [busy]
";

fn line(request: &str, status: u16, headers: &Value, body: &Value) -> String {
    let (method, path) = request.split_once(' ').unwrap();
    json!({"method": method, "path": path, "status": status, "headers": headers, "body": body})
        .to_string()
        + "\n"
}

fn error(code: &str, message: &str) -> Value {
    json!({"error": {"code": code, "message": message}})
}

fn gone() -> Value {
    json!({"error": {"code": "order_gone", "message": "Order 7 is gone", "args": {"id": 7}}})
}

fn busy() -> Value {
    json!({"error": {"code": "busy", "message": "It is busy.", "retry": 5}})
}

/// The exit status, and what is printed about lines.
fn verified(lines: &[String]) -> (i32, String, String) {
    let project = Project::new(CATALOG);
    fs::write(project.path("sent.jsonl"), lines.concat()).unwrap();
    project.run(&["verify", "responses", "sent.jsonl"])
}

#[test]
fn responses_of_the_catalog_have_nothing_wrong() {
    let json = json!({"content-type": "application/json; charset=utf-8"});
    let with = json!([
        {"name": "Content-Type", "value": "application/json"},
        {"name": "Retry-After", "value": "5"},
        {"name": "Cache-Control", "value": "no-store"},
    ]);
    let lines = [
        line("GET /orders/7?full=1", 410, &json, &gone()),
        line("GET /v1/orders/7", 410, &json, &gone()),
        line(
            "GET https://api.example.com/v1/orders/7#top",
            410,
            &json,
            &gone(),
        ),
        // The body as it is on the wire.
        line(
            "GET /orders/7",
            410,
            &json,
            &Value::from(gone().to_string()),
        ),
        line("POST /orders", 503, &with, &busy()),
        line("GET /orders/first", 503, &with, &busy()),
        // What the framework answers by itself keeps its status, and no operation lists it.
        line(
            "PATCH /orders",
            405,
            &json,
            &error("bad_request", "The request is not valid."),
        ),
        line(
            "GET /orders/7",
            422,
            &json,
            &error("bad_request", "The request is not valid."),
        ),
        line("GET /orders/7", 502, &json, &error("failed", "It failed.")),
        line("HEAD /orders/7", 410, &json, &Value::Null),
        line("head /orders/7", 410, &json, &Value::Null),
        line("GET /orders/8", 200, &json, &json!({"any": "thing"})),
        "\n".to_owned(),
    ];
    let (status, out, err) = verified(&lines);
    assert_eq!(
        out,
        "order_gone   4\nbusy         2\nbad_request  2\nfailed       1\n"
    );
    assert_eq!(
        (status, &*err),
        (0, "12 responses, 11 errors: nothing is wrong\n")
    );
}

#[test]
fn each_fault_is_told_once_with_its_number() {
    let json = json!({"content-type": "application/json"});
    let mut lines = vec![
        line("GET /orders/1", 410, &json, &error("order_gon", "x")),
        line("GET /orders/1", 410, &json, &error("order_lost", "x")),
        line("GET /orders/1", 404, &json, &gone()),
        line("GET /orders/2", 404, &json, &gone()),
        line("POST /orders", 410, &json, &gone()),
        line(
            "GET /orders/1",
            502,
            &json!({"Content-Type": "text/html"}),
            &"<html>".into(),
        ),
        line("POST /orders", 503, &json!({}), &busy()),
        line(
            "GET /orders/1",
            410,
            &json,
            &json!({"error": {"code": "order_gone", "message": "Order 7 is gone", "args": {}, "trace": 1}}),
        ),
        line(
            "GET /orders/1",
            410,
            &json,
            &json!({"error": {"code": "order_gone", "message": 7, "args": {"id": "7"}}}),
        ),
        line("GET /orders/1", 410, &json, &error("order_gone", "It went")),
        line("GET /orders/1", 400, &json, &Value::Null),
    ];
    lines.push("{\"status\": \"x\"}\nnot json\n".to_owned());
    let (status, out, err) = verified(&lines);
    let expected = "\
error[not-a-response]: the line is not a response: expected ident: once, first in sent.jsonl:13
error[not-a-response]: the line is not a response: invalid type: string \"x\", expected u16: once, first in sent.jsonl:12
error[wrong-media-type]: the media type is `text/html`, and not `application/json`: once, first in sent.jsonl:6 (GET /orders/1)
error[not-json]: the body is not JSON: once, first in sent.jsonl:6 (GET /orders/1)
error[not-json]: there is no body: once, first in sent.jsonl:11 (GET /orders/1)
error[unknown-code]: no code is called `order_gon`: once, first in sent.jsonl:1 (GET /orders/1)
error[unknown-code]: no code is called `order_lost`: once, first in sent.jsonl:2 (GET /orders/1)
  = help: it was retired in 2.0.0; use `order_gone` instead
error[wrong-status]: `order_gone` has the status 404, and not 410: 2 times, first in sent.jsonl:3 (GET /orders/1)
error[unlisted-code]: `POST /orders` returns `order_gone`, which it does not list: once, first in sent.jsonl:5 (POST /orders)
  = help: add the code to the operation, or return another one
error[missing-header]: `busy` has no header `Cache-Control`: once, first in sent.jsonl:7 (POST /orders)
error[missing-header]: `busy` has no header `Retry-After`: once, first in sent.jsonl:7 (POST /orders)
";
    let (before, counts) = out.split_once("\n\n").unwrap();
    assert!(before.starts_with(expected.trim_end()), "{out}");
    for line in [
        "error[missing-member]: `error.args`: the response lacks `id`, which is in every response: once",
        "error[extra-member]: `error.trace`: the envelope has no member `trace`: once",
        "error[wrong-type]: `error.args.id`: expected an integer, found the text `7`: once",
        "error[wrong-type]: `error.message`: expected text, found the number 7: once",
    ] {
        assert!(
            before.lines().any(|own| own.starts_with(line)),
            "{line}:\n{out}"
        );
    }
    assert!(
        before.contains("error[wrong-value]: `error.message`: "),
        "{out}"
    );
    assert_eq!(counts, "order_gone  6\nbusy        1\n");
    assert_eq!(status, 1);
    assert!(
        err.starts_with("13 responses, 11 errors: ") && err.ends_with(" things are wrong\n"),
        "{err}"
    );
}

/// A catalog with a code that is only sent in the list of another.
const LISTS: &str = "\
version: 1
envelope: {body: {code: {is: code}, args: {is: args, optional: true}, errors: {is: errors, optional: true, each: {code: {is: code}}}}}
codes:
  invalid: {status: 400, description: It is not valid.}
  too_long: {status: 400, only_in: errors, description: It is too long.}
  gone: {status: 410, description: It is gone., message: \"{id}\", args: {id: {type: integer}}}
";

#[test]
fn errors_of_a_list_and_arguments_are_looked_at() {
    let project = Project::new(LISTS);
    let json = json!({"content-type": "application/json"});
    let sent = |status: u16, body: Value| line("get /", status, &json, &body);
    let list = |code: &str| json!({"code": "invalid", "errors": [{"code": code}]});
    // A byte order mark is not part of the first line.
    let lines = [
        "\u{feff}".to_owned(),
        sent(400, list("too_long")),
        sent(410, json!({"code": "gone", "args": {"id": 7}})),
        sent(400, list("to_long")),
        sent(400, json!({"code": "too_long"})),
        sent(410, json!({"code": "gone"})),
    ];
    fs::write(project.path("sent.jsonl"), lines.concat()).unwrap();
    let (status, out, err) = project.run(&["verify", "responses", "sent.jsonl"]);
    let (faults, _) = out.split_once("\n\n").unwrap();
    let expected = "\
error[unknown-code]: no code is called `to_long`, which is in a list: once, first in sent.jsonl:3 (get /)
error[wrong-status]: `too_long` is a response, and not in the list of another error: once, first in sent.jsonl:4 (get /)
error[missing-member]: `gone` lacks its arguments, such as `id`: once, first in sent.jsonl:5 (get /)";
    assert_eq!(faults, expected);
    assert_eq!(
        (status, &*err),
        (1, "5 responses, 5 errors: 3 things are wrong\n")
    );
}

#[test]
fn methods_are_known_in_any_case() {
    let json = json!({"content-type": "application/json"});
    let (status, out, _) = verified(&[line("post /orders", 410, &json, &gone())]);
    assert!(
        status == 1 && out.starts_with("error[unlisted-code]: "),
        "{out}"
    );
}

#[test]
fn a_har_file_is_read_entry_by_entry() {
    let project = Project::new(CATALOG);
    let entry = |url: &str, status: u16, body: &Value| {
        json!({
            "startedDateTime": "2026-01-01T00:00:00Z",
            "request": {"method": "GET", "url": url, "headers": []},
            "response": {
                "status": status,
                "headers": [{"name": "Content-Type", "value": "application/json"}],
                "content": {"size": 1, "mimeType": "application/json", "text": body.to_string()},
            },
            "timings": {},
        })
    };
    let encoded = |text: &str| {
        let mut entry = entry("https://api.example.com/v1/orders/7", 410, &gone());
        entry["response"]["content"]["text"] = text.into();
        entry["response"]["content"]["encoding"] = "base64".into();
        entry
    };
    // A request that was cancelled has no response.
    let mut cancelled = entry("https://api.example.com/v1/orders/7", 0, &gone());
    cancelled["response"]["status"] = (-1).into();
    let har = json!({"log": {"version": "1.2", "creator": {}, "entries": [
        entry("https://api.example.com/v1/orders/7", 410, &gone()),
        entry("https://api.example.com/v1/orders/7", 200, &json!([])),
        entry("https://api.example.com/v1/orders/7", 410, &error("other", "x")),
        // `gone()`, and text that is not base64.
        encoded("eyJlcnJvciI6eyJjb2RlIjoib3JkZXJfZ29uZSIsIm1lc3NhZ2UiOiJPcmRlciA3IGlzIGdvbmUiLCJhcmdzIjp7ImlkIjo3fX19"),
        encoded("?"),
        cancelled,
    ], "pages": []}});
    fs::write(project.path("sent.har"), har.to_string()).unwrap();
    let (status, out, err) = project.run(&["verify", "responses", "sent.har", "--json"]);
    assert_eq!(
        (status, &*err),
        (1, "6 responses, 4 errors: 2 things are wrong\n")
    );
    let lines: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        (&lines[0]["error"], &lines[0]["first"]),
        (&"not-json".into(), &5.into())
    );
    assert_eq!(lines[1]["error"], "unknown-code");
    assert_eq!(
        (&lines[1]["first"], &lines[1]["count"]),
        (&3.into(), &1.into())
    );
    assert_eq!(
        lines[1]["request"],
        "GET https://api.example.com/v1/orders/7"
    );
    assert_eq!(lines[2], json!({"code": "order_gone", "count": 2}));
    for (text, expected) in [
        ("{}", "missing field `log`"),
        ("[]", "expected an object with `log`"),
        ("{\"log\": {\"entries\": 1}}", "expected a list of entries"),
    ] {
        fs::write(project.path("sent.har"), text).unwrap();
        let (status, _, err) = project.run(&["verify", "responses", "sent.har"]);
        assert!(status == 2 && err.contains(expected), "{err}");
    }
}

/// Whatever a server made up is counted, and not kept.
#[test]
fn faults_without_end_take_no_memory() {
    let lines: Vec<String> = (0..5_000)
        .map(|number| {
            line(
                "GET /orders/1",
                400,
                &json!({"content-type": "application/json"}),
                &error(&format!("code_{number}"), "x"),
            )
        })
        .collect();
    let (status, out, err) = verified(&lines);
    assert_eq!(status, 1);
    assert_eq!(out.lines().count(), 1_001);
    assert!(out.ends_with("and 4000 more of other kinds\n"), "{out}");
    assert_eq!(err, "5000 responses, 5000 errors: 5000 things are wrong\n");
}

/// Whatever stands on a line, it is a response or it is none.
#[test]
fn no_line_ends_the_command() {
    let json = json!([{"name": "content-type", "value": "application/json"}, 7, {"name": 1}]);
    let good = line("GET /orders/7", 410, &json, &gone());
    let mut lines: Vec<Vec<u8>> = Vec::new();
    for at in 0..good.len() - 1 {
        lines.push(good.as_bytes()[..at].to_vec());
        for byte in [b'"', b'{', b'[', b'0', b'\\', 0, 0xff] {
            let mut other = good.trim_end().as_bytes().to_vec();
            other[at] = byte;
            lines.push(other);
        }
    }
    lines.push(format!("{{\"status\": 500, \"body\": {}", "[".repeat(10_000)).into_bytes());
    for body in [
        "null",
        "[]",
        "{}",
        "7",
        "\"\"",
        "\"{\"",
        "[[{}]]",
        "{\"error\": null}",
        "{\"error\": {\"code\": {}}}",
        "{\"error\": {\"code\": null, \"args\": []}}",
    ] {
        lines.push(format!("{{\"method\": \"\", \"path\": \"\", \"status\": 500, \"headers\": 1, \"body\": {body}}}").into_bytes());
    }
    let count = lines
        .iter()
        .filter(|line| !line.iter().all(u8::is_ascii_whitespace))
        .count();
    let project = Project::new(CATALOG);
    fs::write(project.path("sent.jsonl"), lines.join(&b'\n')).unwrap();
    let (status, _, err) = project.run(&["verify", "responses", "sent.jsonl"]);
    assert_eq!(status, 1, "{err}");
    assert!(
        err.starts_with(&format!("{count} responses, ")),
        "{count}: {err}"
    );
}

/// A body may state that it is an error, whatever its status is.
#[test]
fn errors_with_a_success_status_are_looked_at() {
    let project = Project::new(
        "version: 1\n\
         envelope: {body: {ok: {const: false, tells_error: true}, error: {is: code}}}\n\
         codes:\n  gone: {status: 200, description: Gone., allow: [success-status]}\n",
    );
    let bodies = [
        json!({"ok": true, "error": "none"}),
        json!({"ok": false, "error": "gone"}),
        json!({"ok": false, "error": "went"}),
    ];
    let lines = bodies.map(|body| line("GET /", 200, &json!({}), &body));
    fs::write(project.path("sent.jsonl"), lines.concat()).unwrap();
    let (status, out, err) = project.run(&["verify", "responses", "sent.jsonl"]);
    assert_eq!(status, 1, "{out}{err}");
    assert!(out.contains("no code is called `went`"), "{out}{err}");
    assert!(
        format!("{out}{err}").contains("3 responses, 2 errors"),
        "{out}{err}"
    );
}
