//! What `errcat openapi --into` makes of documents: the errors are in, and everything else is as it was.

#![allow(
    clippy::format_push_string,
    reason = "the text of a test need not be made fast"
)]

use std::collections::BTreeSet;
use std::process::Command;

use errcat::cli::{into, replace_into};
use serde_json::{Value, json};

/// Two codes share a status: who returns one of them has a response of its own.
const CATALOG: &str = "\
version: 1
codes:
  gone: {status: 410, description: It is gone.}
  over: {status: 410, description: It is over.}
  lost: {status: 404, description: It is lost.}
operations:
  GET /items/{id}: [lost]
";

/// What is found in a document, one finding a line.
fn found(catalog: &str, document: &str) -> String {
    match into(catalog, document) {
        Ok(text) => panic!("nothing is found, but made:\n{text}"),
        Err(found) => {
            let _ = (found.full(true), found.json());
            found.concise()
        }
    }
}

fn made(catalog: &str, document: &str) -> String {
    into(catalog, document).unwrap_or_else(|found| panic!("{found}\n{document}"))
}

fn read(yaml: &str) -> Value {
    let yaml = yaml.trim_start_matches('\u{feff}');
    serde_json::from_str(yaml)
        .or_else(|_| serde_yaml::from_str(yaml))
        .unwrap_or_else(|error| panic!("{error}:\n{yaml}"))
}

/// What was put in, without the components, which have tests of their own.
fn before_components(made: &str) -> &str {
    let end = made.find("\ncomponents:\n").map_or(made.len(), |at| at + 1);
    &made[..end]
}

/// The pieces of the result that are not in the document, or a panic if it is not all there, in its order.
fn inserted(before: &str, after: &str) -> usize {
    let mut rest = before.bytes().peekable();
    let added = after
        .bytes()
        .filter(|byte| rest.next_if_eq(byte).is_none())
        .count();
    assert_eq!(rest.next(), None, "the document is all there:\n{after}");
    added
}

#[test]
fn a_response_goes_into_a_block_with_its_indentation() {
    let host = "\
openapi: 3.1.0   # the version
paths:
    /items/{item}:
        get:
            responses:
                '200': {description: OK}  # fine
                # 404 is to be documented

        put: {}
info: {title: Items, version: '1'}
";
    assert_eq!(
        before_components(&made(CATALOG, host)),
        "\
openapi: 3.1.0   # the version
paths:
    /items/{item}:
        get:
            responses:
                '200': {description: OK}  # fine
                # 404 is to be documented
                '404':
                    $ref: '#/components/responses/NotFound'

        put: {}
info: {title: Items, version: '1'}
"
    );
}

#[test]
fn responses_and_components_are_made_where_there_are_none() {
    let host = "openapi: 3.1.0\npaths:\n  /items/{id}:\n    get:\n      summary: One item\n";
    let text = made(CATALOG, host);
    assert!(
        text.starts_with(&format!(
            "{host}      responses:\n        '404':\n          $ref: '#/components/responses/NotFound'\ncomponents:\n  schemas:\n    ErrorCode:\n      type: string\n"
        )),
        "{text}"
    );
    let components = &read(&text)["components"];
    let names = |section: &str| -> Vec<String> {
        components[section]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect()
    };
    assert_eq!(names("responses"), ["NotFound"], "only what is referred to");
    assert_eq!(names("examples"), ["lost"]);
}

#[test]
fn nothing_and_empty_braces_are_filled() {
    let head = "openapi: 3.1.0\npaths:\n  /items/{id}:\n    get:";
    let response = "'404':\n          $ref: '#/components/responses/NotFound'\n";
    let text = made(
        CATALOG,
        &format!("{head}\n      responses: # none\ncomponents:\n"),
    );
    assert!(
        text.starts_with(&format!(
            "{head}\n      responses: # none\n        {response}components:\n  schemas:\n"
        )),
        "{text}"
    );
    let text = made(CATALOG, &format!("{head} {{}}\ncomponents: {{}} # c\n"));
    assert!(
        text.starts_with(&format!(
            "{head} {{\n        \"responses\": {{\n          \"404\": {{\n            \"$ref\": \"#/components/responses/NotFound\"\n          }}\n        }}\n      }}\ncomponents: {{\n    \"schemas\": {{\n"
        )),
        "{text}"
    );
    assert!(text.ends_with("\n  } # c\n"), "{text}");
}

#[test]
fn json_stays_json_as_it_is_laid_out() {
    let one_line =
        r#"{"openapi":"3.0.3","paths":{"/items/{id}":{"get":{"responses":{"200":{}}}}}}"#;
    assert!(made(CATALOG, one_line).starts_with(
        r##"{"openapi":"3.0.3","paths":{"/items/{id}":{"get":{"responses":{"200":{},"404":{"$ref":"#/components/responses/NotFound"}}}}},"components":{"schemas":{"##
    ));
    let tabs = "{\r\n\t\"openapi\": \"3.0.3\",\r\n\t\"info\": {\"title\": \"\\ud83d\\ude00\"},\r\n\t\"paths\": {\r\n\t\t\"/items/{id}\": {\"get\": {}}\r\n\t}\r\n}";
    let text = made(CATALOG, tabs);
    assert!(text.starts_with(
        "{\r\n\t\"openapi\": \"3.0.3\",\r\n\t\"info\": {\"title\": \"\\ud83d\\ude00\"},\r\n\t\"paths\": {\r\n\t\t\"/items/{id}\": {\"get\": {\"responses\": {\"404\": "
    ), "{text}");
    assert!(text.ends_with("\r\n\t}\r\n}"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    serde_json::from_str::<Value>(&text).unwrap();
}

#[test]
fn what_is_there_already_is_kept() {
    let host = "openapi: 3.1.0\npaths:\n  /items/{id}:\n    get: {}\n";
    let once = made(CATALOG, host);
    assert_eq!(made(CATALOG, &once), once, "a second time changes nothing");
    let shared = "openapi: 3.1.0\npaths: {'/items/{id}': {get: {responses: {404: {description: Ours., $ref: '#/components/responses/NotFound'}}}}}\n";
    assert_eq!(before_components(&made(CATALOG, shared)), shared);
}

#[test]
fn the_version_of_the_document_is_that_of_its_schemas() {
    let catalog = format!(
        "{CATALOG}envelope: {{body: {{code: {{is: code}}, again: {{is: param, nullable: true}}}}}}\n"
    );
    let with = |version: &str| {
        made(
            &catalog,
            &format!("openapi: {version}\npaths: {{'/items/{{id}}': {{get: {{}}}}}}\n"),
        )
    };
    assert!(with("3.0.4").contains("nullable: true"));
    assert!(!with("3.1.0").contains("nullable: true"));
    assert!(!with("3.2.0").contains("nullable: true"));
}

#[test]
fn without_operations_everything_is_brought() {
    let catalog = CATALOG.split("operations").next().unwrap();
    let host = "openapi: 3.1.0\npaths: {}\n";
    let text = made(catalog, host);
    assert!(text.starts_with(host));
    let responses = &read(&text)["components"]["responses"];
    assert_eq!(responses.as_object().unwrap().len(), 2, "{responses}");
    // What the document itself refers to is brought where the operations do not need it.
    let host = "openapi: 3.1.0\npaths: {'/items/{id}': {get: {}}, /x: {get: {responses: {410: {$ref: '#/components/responses/Gone'}}}}}\n";
    assert!(read(&made(CATALOG, host))["components"]["responses"]["Gone"].is_object());
}

#[test]
fn a_byte_that_is_not_ascii_moves_nothing() {
    let host = "openapi: 3.1.0 # é日🦀\ninfo: {title: 'é🦀'}\npaths:\n  /é: {}\n  /items/{id}:\n    get:\n      summary: 日本\n";
    assert!(made(CATALOG, host).starts_with(&format!("{host}      responses:\n")));
}

#[test]
fn text_in_blocks_keeps_its_end() {
    for (mark, end) in [
        ("|", "\n"),
        ("|-", "\n\n\n"),
        ("|+", "\n\n\n"),
        (">", "\n"),
        (">+", "\n\n"),
    ] {
        let host = format!(
            "openapi: 3.1.0\npaths:\n  /items/{{id}}:\n    get:\n      description: {mark}\n        Text.\n\n        More.{end}"
        );
        let text = made(CATALOG, &host);
        assert_eq!(
            read(&text)["paths"]["/items/{id}"]["get"]["description"],
            read(&host)["paths"]["/items/{id}"]["get"]["description"],
            "{text}"
        );
        inserted(&host, &text);
    }
}

#[test]
fn findings_are_at_their_places_in_both_files() {
    let catalog = CATALOG.replace(
        "GET /items/{id}: [lost]",
        "GET /items/{id}: [lost, gone]\n  GET /itms: [gone]\n  GET /v1/stores: [gone]",
    );
    let host = "\
openapi: 3.1.0
servers: [{url: 'https://api.example.com/v1/'}]
paths:
  /stores: {get: {}}
  /items: {get: {}}
  /items/{id}:
    get:
      responses:
        404: {description: Mine.}
        '410': {$ref: '#/components/responses/Mine'}
components:
  schemas:
    ErrorCode: {type: integer}
  examples: []
";
    assert_eq!(
        found(&catalog, host),
        "\
errors.yaml:8:3: error[missing-operation]: `GET /itms` is not in api.yaml
errors.yaml:9:3: error[missing-operation]: `GET /v1/stores` is not in api.yaml
api.yaml:9:9: error[response-conflict]: `GET /items/{id}` already has a response `404` that differs from the catalog's
api.yaml:10:9: error[response-conflict]: `GET /items/{id}` already has a response `410` that differs from the catalog's in `description`
api.yaml:13:5: error[component-conflict]: `#/components/schemas/ErrorCode` already exists and differs from the catalog's in `type`
api.yaml:14:3: error[openapi-shape]: expected a mapping for `examples`, found a list
"
    );
    let full = into(&catalog, host).unwrap_err().full(false);
    assert!(full.contains("did you mean `GET /items`?"), "{full}");
    assert!(full.contains("the document has it without `/v1`"), "{full}");
    assert!(
        full.contains("--> api.yaml:9:9") && full.contains("::: errors.yaml:7:3"),
        "{full}"
    );
}

/// What `--replace` makes, and what it says about it, one finding a line.
fn replaced(catalog: &str, document: &str) -> (String, String) {
    let (text, found) = replace_into(catalog, document).unwrap_or_else(|found| panic!("{found}"));
    (text, found.concise())
}

#[test]
fn what_differs_is_replaced_on_demand_and_reported() {
    let host = "\
openapi: 3.1.0
paths:
  /items/{id}:
    get:
      responses:
        '404':   # hand-written
          description: Not found.
          content: {application/json: {}}
        # the rest
        default: {description: Any.}
components:
  schemas: {ErrorCode: {type: integer}, Item: {type: object}}
  responses:
    NotFound: {description: Old.}
";
    let (text, found) = replaced(CATALOG, host);
    assert!(
        text.starts_with(
            "\
openapi: 3.1.0
paths:
  /items/{id}:
    get:
      responses:
        '404':
          $ref: '#/components/responses/NotFound'
        # the rest
        default: {description: Any.}
components:
  schemas: {\"ErrorCode\": {\"type\": \"string\", "
        ),
        "{text}"
    );
    assert!(
        text.contains("Item: {type: object}, \"ApiError\": {"),
        "{text}"
    );
    assert_eq!(
        found,
        "\
api.yaml:6:9: warning[response-conflict]: replaced the response `404` of `GET /items/{id}`, which differed from the catalog's
api.yaml:12:13: warning[component-conflict]: replaced `#/components/schemas/ErrorCode`, which differed from the catalog's in `type`
api.yaml:14:5: warning[component-conflict]: replaced `#/components/responses/NotFound`, which differed from the catalog's in `description`
"
    );
    // What was replaced is the catalog's, so that nothing is left to replace.
    assert_eq!(replaced(CATALOG, &text), (text.clone(), String::new()));
    assert_eq!(made(CATALOG, &text), text);
}

#[test]
fn json_is_replaced_as_it_is_laid_out() {
    let host = json!({
        "openapi": "3.1.0",
        "paths": {"/items/{id}": {"get": {"responses": {"404": {"description": "Old."}, "200": {"description": "OK"}}}}},
    });
    for host in [
        host.to_string(),
        serde_json::to_string_pretty(&host).unwrap(),
        serde_json::to_string_pretty(&host)
            .unwrap()
            .replace('\n', "\r\n"),
    ] {
        let (text, _) = replaced(CATALOG, &host);
        let responses = &read(&text)["paths"]["/items/{id}"]["get"]["responses"];
        assert_eq!(
            *responses,
            json!({"404": {"$ref": "#/components/responses/NotFound"}, "200": {"description": "OK"}})
        );
        let lines = text.matches('\n').count();
        assert_eq!(
            text.matches("\r\n").count(),
            if host.contains('\r') { lines } else { 0 }
        );
        assert_eq!(lines == 0, !host.contains('\n'), "{text}");
    }
}

#[test]
fn what_is_shared_is_not_replaced() {
    let host = "\
openapi: 3.1.0
paths:
  /items/{id}:
    get: {responses: {'404': &old {description: Old.}, '410': *old}}
";
    let found = replace_into(CATALOG, host)
        .map(|(text, _)| text)
        .unwrap_err()
        .concise();
    assert_eq!(
        found,
        "api.yaml:4:23: error[shared-node]: `404` is shared by several places in the document\n"
    );
}

/// An API that sends its errors with the status of a success.
const WITH_SUCCESS: &str = "\
version: 1
envelope: {body: {ok: {const: false, tells_error: true}, error: {is: code}}}
codes: {gone: {status: 200, description: It is gone.}}
operations: {POST /chat: [gone]}
lints: {status-of-success: allow}
";

#[test]
fn errors_share_the_response_of_a_success() {
    let host = "\
openapi: 3.1.0
paths:
  /chat:
    post:
      responses:
        '200':
          description: Posted.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Posted'}
              example: {ok: true}
components:
  schemas:
    Posted: {type: object, required: [ok], properties: {ok: {const: true}}}
";
    assert_eq!(
        found(WITH_SUCCESS, host),
        "api.yaml:6:9: error[response-conflict]: `POST /chat` has a response `200` without the errors that are sent with that status\n"
    );
    let (text, found) = replaced(WITH_SUCCESS, host);
    let response = &read(&text)["paths"]["/chat"]["post"]["responses"]["200"];
    assert_eq!(response["description"], json!("Posted."));
    let body = &response["content"]["application/json"];
    assert_eq!(
        body["schema"],
        json!({"oneOf": [
            {"$ref": "#/components/schemas/Posted"},
            {"$ref": "#/components/schemas/ErrorResponse"},
        ]})
    );
    assert_eq!(
        body["examples"],
        json!({"success": {"value": {"ok": true}}, "gone": {"$ref": "#/components/examples/gone"}})
    );
    assert_eq!(body["example"], Value::Null);
    assert_eq!(
        found,
        "api.yaml:6:9: warning[response-conflict]: added the errors to the response `200` of `POST /chat`\n"
    );
    // What has the errors is left alone, with and without the option.
    assert_eq!(made(WITH_SUCCESS, &text), text);
    assert_eq!(replaced(WITH_SUCCESS, &text), (text, String::new()));
}

/// What describes the success of an operation is not hidden, and its body is not taken for an error.
#[test]
fn a_success_without_a_response_of_its_own_is_reported() {
    let host = |responses: &str| {
        format!("openapi: 3.1.0\npaths: {{/chat: {{post: {{responses: {responses}}}}}}}\n")
    };
    let content = "content: {application/json: {schema: {type: object}}}";
    for (responses, expected) in [
        (
            format!("{{2XX: {{description: OK, {content}}}}}"),
            "describes its success under `2XX`, which a response `200` with the errors alone would hide",
        ),
        (
            format!("{{default: {{description: OK, {content}}}, 404: {{description: Gone}}}}"),
            "describes its success under `default`",
        ),
        (
            "{200: {description: OK}}".to_owned(),
            "the response `200` of `POST /chat` describes no body",
        ),
    ] {
        let found = found(WITH_SUCCESS, &host(&responses));
        assert!(
            found.contains("error[response-conflict]") && found.contains(expected),
            "{found}"
        );
        assert_eq!(found.lines().count(), 1, "{found}");
    }
    // Another response describes the success.
    made(
        WITH_SUCCESS,
        &host("{201: {description: Made}, default: {description: Else}}"),
    );
}

#[test]
fn what_is_shared_is_not_changed() {
    let shared = [
        "paths:\n  /items/{id}:\n    get: &get\n      summary: One\n    put: *get\n",
        "paths:\n  /items/{id}:\n    put: &get\n      summary: One\n    get: *get\n",
        "paths:\n  /items/{id}: &item\n    get: {}\n  /other: *item\n",
        "x-get: &get {get: {}}\npaths:\n  /items/{id}:\n    <<: *get\n",
        "x-responses: &own {200: {description: OK}}\npaths: {'/items/{id}': {get: {responses: *own}}}\n",
    ];
    for rest in shared {
        let lines = found(CATALOG, &format!("openapi: 3.1.0\n{rest}"));
        assert!(
            lines.contains("error[shared-node]") && lines.lines().count() == 1,
            "{lines}"
        );
    }
    // A merge key in a mapping is its own; what it brings is there.
    let merged = |status: u16| {
        format!(
            "openapi: 3.1.0\nx-own: &own\n  {status}: {{description: Mine.}}\npaths:\n  /items/{{id}}:\n    get:\n      responses:\n        <<: *own\n"
        )
    };
    made(CATALOG, &merged(200));
    assert!(found(CATALOG, &merged(404)).contains("error[response-conflict]"));
    // An anchor that nothing refers to is no more than a name.
    made(
        CATALOG,
        "openapi: 3.1.0\npaths:\n  /items/{id}: &item\n    get: &get {}\n",
    );
}

#[test]
fn what_gets_no_errors_is_not_judged() {
    let document =
        "openapi: 3.1.0\npaths:\n  /items/{id}: {get: {}}\n  /a: hello\n  /b: {get: {}, get: {}}\n";
    assert!(read(&made(CATALOG, &document.replace(", get: {}", "")))["paths"]["/items/{id}"]["get"]["responses"]["404"].is_object());
    made(CATALOG, document);
    let shared =
        "openapi: 3.1.0\ncomponents: &c\n  schemas: {}\nx: *c\npaths: {'/items/{id}': {get: {}}}\n";
    assert_eq!(found(CATALOG, shared).lines().count(), 1, "it is said once");
}

#[test]
fn text_at_the_end_without_a_line_break_is_not_changed() {
    let document = "openapi: 3.1.0\npaths:\n  /items/{id}:\n    get:\n      x: 1\ninfo:\n  description: |\n    foo";
    let Err(found) = into(CATALOG, document) else {
        panic!("the components go behind it");
    };
    assert!(
        found.full(false).contains("end the file with a line break"),
        "{found}"
    );
    made(CATALOG, &format!("{document}\n"));
}

#[test]
fn what_is_no_document_is_said() {
    for (document, rule) in [
        ("", "not-openapi"),
        ("openapi: 3.1\n", "not-openapi"),
        ("openapi: 4.0.0\n", "not-openapi"),
        ("swagger: '2.0'\n", "not-openapi"),
        ("- openapi: 3.1.0\n", "openapi-shape"),
        ("openapi: 3.1.0\npaths: []\n", "openapi-shape"),
        (
            "openapi: 3.1.0\npaths: {'/items/{id}': []}\n",
            "openapi-shape",
        ),
        (
            "openapi: 3.1.0\npaths: {'/items/{id}': {get: 7}}\n",
            "openapi-shape",
        ),
        (
            "openapi: 3.1.0\npaths: {'/items/{id}': {get: {responses: null}}}\n",
            "openapi-shape",
        ),
        (
            "openapi: 3.1.0\npaths: {'/items/{id}': {get: {}, get: {}}}\n",
            "duplicate-key",
        ),
        ("openapi: 3.1.0\n\tpaths: {}\n", "syntax"),
        ("openapi: 3.1.0\n---\n", "syntax"),
    ] {
        let lines = found(CATALOG, document);
        assert!(
            lines.contains(&"api.yaml:".to_string()) && lines.contains(&format!("error[{rule}]")),
            "{document}\n{lines}"
        );
    }
}

#[test]
fn the_command_prints_the_document_or_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_errcat"));
        let out = command
            .args(args)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (out.status.code(), text(out.stdout), text(out.stderr))
    };
    let write = |name: &str, text: &[u8]| std::fs::write(folder.path().join(name), text).unwrap();
    let host = "\u{feff}openapi: 3.1.0\r\npaths: {'/items/{id}': {get: {}}}\r\n";
    write("errors.yaml", CATALOG.as_bytes());
    write("api.yaml", host.as_bytes());
    let (status, out, err) = run(&["openapi", "errors.yaml", "--into", "api.yaml"]);
    assert_eq!((status, err.as_str()), (Some(0), ""));
    assert!(out.starts_with('\u{feff}'), "the byte order mark stays");
    inserted(host, &out);
    assert_eq!(out.matches('\n').count(), out.matches("\r\n").count());
    let with = [
        "openapi",
        "errors.yaml",
        "--into",
        "api.yaml",
        "--per-code",
        "--default-response",
    ];
    assert!(run(&with).1.contains("#/components/responses/AnyError"));

    write("bad.yaml", b"openapi: 3.1.0\npaths: {}\n");
    let (status, out, err) = run(&[
        "openapi",
        "errors.yaml",
        "--into",
        "bad.yaml",
        "--format",
        "json",
    ]);
    let line: Value = serde_json::from_str(&err).unwrap();
    assert_eq!((status, out.as_str()), (Some(1), ""));
    assert_eq!(
        line["message"],
        json!("`GET /items/{id}` is not in bad.yaml")
    );
    assert_eq!(line["file"], json!("errors.yaml"));
    write("bytes.yaml", b"openapi: \xff\n");
    assert_eq!(
        run(&["openapi", "errors.yaml", "--into", "bytes.yaml"]).0,
        Some(1)
    );
    assert_eq!(
        run(&["openapi", "errors.yaml", "--into", "nowhere.yaml"]).0,
        Some(2)
    );
    write(
        "old.yaml",
        b"openapi: 3.1.0\npaths: {'/items/{id}': {get: {responses: {404: {}}}}}\n",
    );
    let replace = [
        "openapi",
        "errors.yaml",
        "--into",
        "old.yaml",
        "--replace",
        "--format=concise",
    ];
    let (status, out, err) = run(&replace);
    assert_eq!(status, Some(0));
    assert!(out.contains("#/components/responses/NotFound"), "{out}");
    assert!(
        err.starts_with("old.yaml:2:43: warning[response-conflict]: replaced "),
        "{err}"
    );
    assert_eq!(run(&["openapi", "errors.yaml", "--replace"]).0, Some(2));
    for other in ["--json", "--fragment", "--overlay", "--version=3.0"] {
        let (status, _, err) = run(&["openapi", "errors.yaml", "--into", "api.yaml", other]);
        assert!(
            status == Some(2) && err.contains("cannot be used with"),
            "{err}"
        );
    }
}

#[test]
fn every_rule_about_documents_has_examples_that_are_true() {
    let catalog = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  GET /items: [gone]\n";
    let mut rules = 0;
    // The others are about documents that are compared with a catalog.
    let own = |rule: &&errcat::Rule| rule.catalog().is_none() && rule.good.contains("openapi: 3");
    for rule in errcat::rules().filter(own) {
        rules += 1;
        let found: BTreeSet<_> = match into(catalog, rule.bad) {
            Ok(made) => panic!("{}: nothing is found\n{made}", rule.name),
            Err(found) => found.iter().map(|finding| finding.rule.name).collect(),
        };
        assert_eq!(found, BTreeSet::from([rule.name]));
        made(catalog, rule.good);
    }
    assert_eq!(rules, 5);
}

/// A generator of documents, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).unwrap()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    /// A document's tree; the operation of the catalog is in it.
    fn document(&mut self) -> Value {
        let mut operation =
            json!({"summary": self.one(&["One", "a: b", "日本", "x #y", "two\nlines\n"])});
        match self.below(4) {
            0 => {
                operation["responses"] =
                    json!({"200": {"description": "OK", "x-list": [1, {"a": null}, [2]]}});
            }
            1 => operation["responses"] = json!({}),
            2 => operation["responses"] = json!({"default": {"description": "Any."}, "2XX": {}}),
            _ => {}
        }
        let mut document =
            json!({"openapi": "3.1.0", "paths": {"/a": {}, "/items/{x}": {"get": operation}}});
        if self.below(2) == 0 {
            document["paths"]["/items/{x}"]["put"] =
                json!({"tags": ["a", "b"], "deprecated": true});
        }
        match self.below(4) {
            0 => {
                document["components"] =
                    json!({"schemas": {"Own": {"type": "string", "enum": ["a"]}}});
            }
            1 => document["components"] = json!({}),
            2 => {
                document["components"] =
                    json!({"responses": {"Own": {"description": ""}}, "examples": {}});
            }
            _ => {}
        }
        if self.below(2) == 0 {
            document["info"] = json!({"title": "T", "version": "1"});
        }
        document
    }

    /// The tree in a way of writing it that nobody would choose.
    fn write(&mut self, out: &mut String, value: &Value, indent: usize, step: usize, flow: bool) {
        let Value::Object(members) = value else {
            // JSON in braces is YAML in a block.
            return out.push_str(&value.to_string());
        };
        let flow = flow || members.is_empty() || self.below(6) == 0;
        if flow {
            let long = self.below(2) == 0;
            let pad = " ".repeat(indent + step);
            out.push('{');
            for (at, (key, value)) in members.iter().enumerate() {
                if at > 0 {
                    out.push_str(self.one(&[",", ", ", " , "]));
                }
                if long {
                    out.push_str(self.one(&["", " ", " # a, b: {c}"]));
                    out.push_str(&format!("\n{pad}"));
                }
                out.push_str(&format!("{}: ", json!(key)));
                self.write(out, value, indent + step, step, true);
            }
            if !members.is_empty() {
                out.push_str(self.one(&["", "", ",", " "]));
            }
            if long {
                out.push_str(&format!("\n{pad}"));
            }
            return out.push('}');
        }
        for (key, value) in members {
            if self.below(5) == 0 {
                out.push_str(self.one(&[
                    "\n",
                    "\n\n",
                    "\n# at the left: {",
                    "   # behind, it's \"",
                    "\n      # anywhere",
                ]));
            }
            let key = match self.below(3) {
                0 => json!(key).to_string(),
                1 => format!("'{key}'"),
                _ => key.clone(),
            };
            out.push_str(&format!("\n{}{key}:", " ".repeat(indent)));
            match value {
                Value::Object(members)
                    if members.is_empty() && self.below(2) == 0 && !key.contains("/a") => {}
                Value::String(text) if text == "two\nlines\n" => {
                    let pad = " ".repeat(indent + step);
                    out.push_str(&format!(" |\n{pad}two\n{pad}lines"));
                }
                value => {
                    if self.below(8) == 0 {
                        out.push_str(&format!(" &a{}", out.len()));
                    }
                    out.push(' ');
                    self.write(out, value, indent + step, step, false);
                }
            }
        }
    }
}

#[test]
fn whatever_the_document_it_is_itself_and_the_errors() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..3000 {
        let tree = random.document();
        let text = match round % 6 {
            0 => tree.to_string(),
            1 => serde_json::to_string_pretty(&tree).unwrap(),
            _ => {
                let mut text = String::new();
                let step = 1 + random.below(4);
                random.write(&mut text, &tree, 0, step, false);
                text.trim_start().to_owned() + random.one(&["", "\n", "\n\n", "\n# end", "\n...\n"])
            }
        };
        let text = if random.below(3) == 0 {
            text.replace('\n', "\r\n")
        } else {
            text
        };
        let before = read(&text);
        let after = made(CATALOG, &text);
        assert!(inserted(&text, &after) > 100);
        if text.contains("\r\n") {
            assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
        }
        // What was put in is taken out of the tree again.
        let mut found = read(&after);
        let shared = json!({"$ref": "#/components/responses/NotFound"});
        let operation = found["paths"]["/items/{x}"]["get"].as_object_mut().unwrap();
        assert_eq!(
            operation["responses"]
                .as_object_mut()
                .unwrap()
                .shift_remove("404"),
            Some(shared)
        );
        let sections = found["components"].as_object_mut().unwrap();
        for (section, names) in [
            ("schemas", &["ErrorCode", "ApiError", "ErrorResponse"][..]),
            ("responses", &["NotFound"]),
            ("examples", &["lost"]),
        ] {
            for name in names {
                assert!(
                    sections[section]
                        .as_object_mut()
                        .unwrap()
                        .shift_remove(*name)
                        .is_some(),
                    "{name}\n{after}"
                );
            }
        }
        assert_eq!(pruned(found), pruned(before), "{text}\n---\n{after}");
    }
}

#[test]
fn whatever_is_replaced_the_rest_of_the_document_is_itself() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for round in 0..1500 {
        let mut tree = random.document();
        let old = match random.below(3) {
            0 => json!({"description": "Old.", "content": {}}),
            1 => json!({"description": "two\nlines\n"}),
            _ => json!({"x-list": [1, {"a": null}, [2]], "description": "x #y"}),
        };
        let responses = [
            json!({"404": old}),
            json!({"200": {"description": "OK"}, "404": old}),
            json!({"404": old, "default": {"description": "Any."}}),
        ];
        tree["paths"]["/items/{x}"]["get"]["responses"] = responses[random.below(3)].clone();
        let text = match round % 6 {
            0 => tree.to_string(),
            1 => serde_json::to_string_pretty(&tree).unwrap(),
            _ => {
                let mut text = String::new();
                let step = 1 + random.below(4);
                random.write(&mut text, &tree, 0, step, false);
                text.trim_start().to_owned() + random.one(&["", "\n", "\n\n", "\n# end"])
            }
        };
        let mut wanted = read(&text);
        let (after, _) = replaced(CATALOG, &text);
        wanted["paths"]["/items/{x}"]["get"]["responses"]["404"] =
            json!({"$ref": "#/components/responses/NotFound"});
        let mut found = read(&after);
        let components = found.as_object_mut().unwrap().shift_remove("components");
        assert!(components.is_some());
        wanted.as_object_mut().unwrap().shift_remove("components");
        assert_eq!(found, wanted, "{text}\n---\n{after}");
    }
}

/// Without what is empty: whether a mapping was there without entries is not what is asked.
fn pruned(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.into_iter().map(|(key, value)| (key, pruned(value)));
            let kept =
                members.filter(|(_, value)| !matches!(value, Value::Null) && *value != json!({}));
            Value::Object(kept.collect())
        }
        value => value,
    }
}

#[test]
fn a_large_document_gets_all_its_errors() {
    let mut catalog = "version: 1\ncodes:\n".to_owned();
    for code in 0..300 {
        catalog += &format!(
            "  code_{code}: {{status: {}, description: Code {code}.}}\n",
            400 + code % 30
        );
    }
    catalog += "operations:\n";
    let mut host = "openapi: 3.1.0\npaths:\n".to_owned();
    for operation in 0..500 {
        let codes: Vec<String> = (0..10)
            .map(|at| format!("code_{}", (operation + at * 7) % 300))
            .collect();
        catalog += &format!("  GET /things{operation}/{{id}}: [{}]\n", codes.join(", "));
        host += &format!(
            "  /things{operation}/{{thing}}:\n    get:\n      responses:\n        '200':\n          description: OK\n"
        );
    }
    let text = made(&catalog, &host);
    assert_eq!(read(&text)["paths"].as_object().unwrap().len(), 500);
    inserted(&host, &text);
}
