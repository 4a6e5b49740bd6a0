//! Whether a document agrees with a catalog: what is found in it, where, and what is not.

#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "the text of a test need not be made fast"
)]

use std::fs;

use errcat::Diagnostics;

/// The catalog of these tests.
fn books() -> String {
    fs::read_to_string("tests/verify/errors.yaml").unwrap()
}

fn verify(document: &str) -> Diagnostics {
    errcat::verify_openapi(("errors.yaml", &books()), ("api.yaml", document))
}

/// `rule: message` of each finding, in the order of the text.
fn lines(found: &Diagnostics) -> Vec<String> {
    let concise = found.concise();
    let line = |line: &str| {
        let (_, rest) = line.split_once('[').unwrap();
        rest.replacen(']', "", 1)
    };
    concise.lines().map(line).collect()
}

/// A document with all of the catalog's operations and a response for whatever happens, besides this path item of
/// `GET /books/{title}`.
fn get(responses: &str) -> String {
    format!(
        "openapi: 3.1.0
paths:
  /books/{{title}}:
    get: {{responses: {responses}}}
    delete: {{responses: {{default: {{description: Error}}}}}}
  /books:
    post: {{responses: {{default: {{description: Error}}}}}}
"
    )
}

/// The same with one example for `GET /books/{title}`.
fn example(status: &str, example: &str) -> String {
    get(&format!(
        "{{default: {{description: Error}}, {status}: {{content: {{application/json: {{example: {example}}}}}}}}}"
    ))
}

const NOT_FOUND: &str = "{error: {type: absence, code: book_not_found, number: 7, message: No book is called Emma}, status: 404, api: books}";

#[track_caller]
fn clean(document: &str) {
    assert_eq!(
        lines(&verify(document)),
        <[&str; 0]>::default(),
        "{document}"
    );
}

#[track_caller]
fn one(document: &str, finding: &str) {
    assert_eq!(lines(&verify(document)), [finding], "{document}");
}

/// After a change that is meant to alter them: `SNAPSHOTS=overwrite cargo test --test verify`.
#[test]
fn all_mistakes_come_at_once_each_at_its_place() {
    let found = verify(&fs::read_to_string("tests/diagnostics/verify.yaml").unwrap());
    let shown = format!("{}{}", found.full(false), found.concise());
    snapbox::assert_data_eq!(
        shown,
        snapbox::Data::read_from("tests/diagnostics/verify.txt".as_ref(), None).raw()
    );
}

/// What `errcat openapi` prints.
fn printed(catalog: &str, flags: &[&str]) -> serde_json::Value {
    let file = tempfile::Builder::new().suffix(".yaml").tempfile().unwrap();
    fs::write(file.path(), catalog).unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_errcat"))
        .args(["openapi", "--json"])
        .args(flags)
        .arg(file.path())
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{flags:?}: {errors}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The document that a catalog is printed as, with a path for each of its operations.
fn merged(catalog: &str, flags: &[&str]) -> String {
    let mut document = printed(catalog, flags);
    let overlay = printed(catalog, &[flags, &["--overlay"]].concat());
    let mut paths = serde_json::Map::new();
    for action in overlay["actions"].as_array().unwrap() {
        let Some(updated) = action["update"].get("responses") else {
            continue;
        };
        let target = action["target"].as_str().unwrap();
        let target = target.strip_prefix("$.paths['").unwrap();
        let (path, method) = target.split_once("']").unwrap();
        let method = method.trim_matches(|c: char| !c.is_ascii_lowercase());
        let item = paths.entry(path).or_insert_with(|| serde_json::json!({}));
        item[method] = serde_json::json!({"responses": updated});
    }
    assert!(!paths.is_empty(), "{overlay}");
    if catalog.contains("HEAD /health: []") {
        paths.insert("/health".to_owned(), serde_json::json!({"head": {}}));
    }
    document["paths"] = paths.into();
    document.to_string()
}

/// A catalog with operations, if it has none: one that returns everything, and one that returns the first code.
fn with_operations(catalog: &str) -> String {
    if catalog.contains("\noperations:") {
        return catalog.to_owned();
    }
    let codes = printed(catalog, &[])["components"]["schemas"]["ErrorCode"]["enum"].clone();
    format!(
        "{catalog}\noperations: {{GET /all: {codes}, GET /first: [{}]}}\n",
        codes[0]
    )
}

#[test]
fn what_errcat_writes_itself_agrees() {
    let mut documents = 0;
    let mut catalogs = Vec::new();
    for (catalog, folder) in [
        ("catalog/errors.yaml", "generated/reseller"),
        ("catalog/payments/errors.yaml", "generated/payments"),
        ("tests/golden/full/errors.yaml", "tests/golden/full"),
        ("tests/golden/google/errors.yaml", "tests/golden/google"),
        ("tests/golden/jsonapi/errors.yaml", "tests/golden/jsonapi"),
        ("tests/golden/problem/errors.yaml", "tests/golden/problem"),
    ] {
        let text = fs::read_to_string(catalog).unwrap();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.to_str().unwrap();
            if ["openapi", "components"]
                .iter()
                .any(|word| name.contains(word))
            {
                documents += 1;
                let document = fs::read_to_string(&path).unwrap();
                let found = errcat::verify_openapi((catalog, &text), (name, &document));
                assert!(found.is_empty(), "{found}");
            }
        }
        catalogs.push(with_operations(&text));
    }
    assert!(documents >= 10);

    // The catalog of these tests, under every envelope.
    let books = books();
    let (before, rest) = books.split_once("\nenvelope:").unwrap();
    let (_, after) = rest.split_once("\ntypes:").unwrap();
    let list = after
        .lines()
        .find(|line| line.contains("Two mistakes"))
        .unwrap();
    for envelope in [
        "stripe",
        "problem",
        "flat",
        "google",
        "{body: {errors: {is: errors, each: {code: {is: code}, status: {is: status}, text: {is: message}, values: {is: args, flatten: true}}}}}",
    ] {
        let after = if ["stripe", "flat"].contains(&envelope) {
            after.replace(&format!("    examples:\n{list}\n"), "")
        } else {
            after.to_owned()
        };
        let before = if envelope == "google" {
            let lints = "\nlints: {reason-form: allow}";
            before.replace("\napi:\n", "\napi:\n  domain: books.example.com\n") + lints
        } else {
            before.to_owned()
        };
        catalogs.push(format!("{before}\nenvelope: {envelope}\ntypes:{after}"));
    }
    catalogs.push(books);
    for catalog in &catalogs {
        for flags in [
            &[][..],
            &["--version", "3.0"],
            &["--version", "3.2", "--open"],
            &["--per-code"],
            &["--per-code", "--version", "3.0"],
            &["--default-response"],
            &["--default-response", "--per-code"],
        ] {
            let document = merged(catalog, flags);
            let found = errcat::verify_openapi(("errors.yaml", catalog), ("merged", &document));
            assert!(
                found.is_empty(),
                "{flags:?}: {}\n{catalog}",
                found.concise()
            );
        }
    }
}

#[test]
fn errors_of_the_catalog_come_first_and_alone() {
    let found = errcat::verify_openapi(
        ("errors.yaml", "version: 1\ncodes: {}\n"),
        ("api.yaml", "{"),
    );
    assert_eq!(
        found.concise(),
        "errors.yaml:2:1: error[no-codes]: the catalog has no codes\n"
    );
    let warned = "version: 1\ncodes:\n  gone: {status: 200, description: It is gone.}\n";
    assert!(!errcat::check(("errors.yaml", warned)).is_empty());
    assert!(
        errcat::verify_openapi(("errors.yaml", warned), ("api.yaml", "openapi: 3.0.3")).is_empty()
    );
}

#[test]
fn what_is_no_openapi_document() {
    one("[]", "not-openapi: this is not an OpenAPI document");
    one(
        "swagger: '2.0'",
        "not-openapi: expected OpenAPI 3, found Swagger",
    );
    one(
        "openapi: 4.0.0",
        "not-openapi: expected OpenAPI 3.0, 3.1 or 3.2, found the text `4.0.0`",
    );
    one(
        "openapi: 3.9.0",
        "not-openapi: expected OpenAPI 3.0, 3.1 or 3.2, found the text `3.9.0`",
    );
    one(
        "openapi: 3.1.0\npath: {}\n",
        "missing-operation: the document has no `paths`, but the catalog lists operations",
    );
    one(
        "openapi: 3.1.0\npaths:\n  /books: {get: {}, get: {}}\n",
        "duplicate-key: duplicate key `get`",
    );
    assert_eq!(verify("{").iter().next().unwrap().rule.name, "syntax");
}

#[test]
fn a_document_without_operations_is_a_collection_of_components() {
    clean("openapi: 3.1.0\npaths: {}\n");
    one(
        "components: {responses: {A: {content: {application/json: {schema: {properties: {error: {properties: {code: {const: gone}}}}}}}}}}",
        "code-not-in-catalog: no code is called `gone`",
    );
    clean("components: {responses: {A: {content: {application/json: {example: {name: Emma}}}}}}");
}

#[test]
fn an_example_that_agrees_is_clean_wherever_it_stands() {
    clean(&example("404", NOT_FOUND));
    clean(&example("4XX", NOT_FOUND));
    clean(&get(&format!(
        "{{default: {{content: {{application/json: {{examples: {{a: {{value: {NOT_FOUND}}}, b: {{dataValue: {NOT_FOUND}}}, c: {{externalValue: /a}}, d: {{$ref: 'other.yaml#/a'}}}}}}}}}}}}"
    )));
    clean(&get(&format!(
        "{{500: {{description: x}}, 404: {{content: {{'application/json; charset=utf-8': {{schema: {{example: {NOT_FOUND}, examples: [{NOT_FOUND}]}}}}, text/html: {{example: gone}}}}}}}}"
    )));
}

#[test]
fn a_mistake_is_found_wherever_the_example_stands() {
    let wrong = NOT_FOUND.replace("books", "boks");
    let finding = "example-value: `api` is `books` in every response";
    one(&example("404", &wrong), finding);
    one(&example("4XX", &wrong), finding);
    let content = |media: &str| {
        get(&format!(
            "{{default: {{content: {{application/json: {{{media}}}}}}}}}"
        ))
    };
    one(
        &content(&format!("examples: {{a: {{value: {wrong}}}}}")),
        finding,
    );
    one(&content(&format!("schema: {{example: {wrong}}}")), finding);
    one(
        &content(&format!("schema: {{examples: [{wrong}]}}")),
        finding,
    );
    let component = |section: &str, component: &str, media: &str| {
        format!(
            "{}components: {{{section}: {{a: {{{component}: {wrong}}}}}}}\n",
            content(media)
        )
    };
    one(
        &component(
            "examples",
            "value",
            "examples: {a: {$ref: '#/components/examples/a'}}",
        ),
        finding,
    );
    one(
        &component(
            "examples",
            "value",
            "example: {$ref: '#/components/examples/a'}",
        ),
        finding,
    );
    one(
        &component(
            "schemas",
            "example",
            "schema: {$ref: '#/components/schemas/a'}",
        ),
        finding,
    );
    // In every status that shares it, it is one mistake.
    let shared = format!(
        "{}components: {{responses: {{a: {{content: {{application/json: {{example: {wrong}}}}}}}}}}}\n",
        get(
            "{404: {$ref: '#/components/responses/a'}, default: {$ref: '#/components/responses/a'}}"
        )
    );
    one(&shared, finding);
}

#[test]
fn only_error_responses_are_looked_at() {
    clean(&example("200", "{error: {code: x}}"));
    clean(&example("302", "{error: {code: x}}"));
    // A proxy's answer.
    one(
        &example("429", "{message: Too many}"),
        "response-without-code: no code that `GET /books/{title}` returns has the status 429",
    );
}

#[test]
fn codes_that_the_catalog_does_not_have() {
    let found = |code: &str| {
        let json = verify(&example("404", &NOT_FOUND.replace("book_not_found", code))).json();
        assert_eq!(json.lines().count(), 1, "{json}");
        let line: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
        (
            line["help"].as_str().unwrap().to_owned(),
            line["related"][0]["line"].as_u64(),
        )
    };
    assert_eq!(
        found("book_not_fond"),
        ("did you mean `book_not_found`?".to_owned(), None)
    );
    assert_eq!(
        found("book_absent"),
        (
            "it was retired in 2.0; use `book_not_found` instead".to_owned(),
            Some(47)
        )
    );
    assert_eq!(
        found("lost"),
        ("it was retired; remove it".to_owned(), Some(48))
    );
    assert_eq!(
        found("unheard_of"),
        ("add it to the catalog, or remove it".to_owned(), None)
    );
}

#[test]
fn an_example_stands_with_its_status() {
    one(
        &example("409", NOT_FOUND).replace("409", "500"),
        "example-status: `book_not_found` is sent with 404, but this is the response for 500",
    );
    one(
        &example("5xx", NOT_FOUND),
        "example-status: `book_not_found` is sent with 404, but this is the response for 5XX",
    );
}

#[test]
fn an_operation_returns_what_its_examples_show() {
    let taken = "{error: {type: conflict, code: title_taken, number: null, message: The title is taken.}, status: 409, api: books}";
    let finding = "code-not-returned: `GET /books/{title}` does not return `title_taken`";
    one(&example("4XX", taken), finding);
    let any = format!("{{default: {{content: {{application/json: {{example: {taken}}}}}}}}}");
    one(&get(&any), finding);
    // What operations share is of one of them.
    clean(&format!(
        "{}components: {{responses: {{a: {{content: {{application/json: {{example: {taken}}}}}}}}}}}\n",
        get("{default: {$ref: '#/components/responses/a'}}")
    ));
    // An operation that is not listed may return anything.
    let unlisted = get(&any).replace("get:", "patch:");
    assert_eq!(
        lines(&verify(&unlisted)),
        [
            "missing-operation: the document has no operation `GET /books/{title}`",
            "unlisted-operation: the catalog does not list `PATCH /books/{title}`"
        ]
    );
}

#[test]
fn every_status_of_an_operation_has_a_response() {
    clean(&get("{404: {description: x}, 500: {description: x}}"));
    clean(&get("{4XX: {description: x}, 5xx: {description: x}}"));
    clean(&get("{default: {description: x}}"));
    clean(&get(
        "{404: {$ref: 'other.yaml'}, 500: {$ref: '#/nowhere'}}",
    ));
    one(
        &get("{200: {description: x}, 404: {description: x}}"),
        "missing-response: `GET /books/{title}` has no response for 500",
    );
    for none in ["{}", "7"] {
        one(
            &get(none),
            "missing-response: `GET /books/{title}` has no response for 404, 500",
        );
    }
    one(
        &get("{default: {description: x}, 410: {description: x}}"),
        "response-without-code: no code that `GET /books/{title}` returns has the status 410",
    );
}

#[test]
fn operations_are_matched_by_method_and_shape() {
    clean(&get("{default: {description: x}}").replace("{title}", "{anything}"));
    let elsewhere =
        get("{default: {description: x}}").replace("  /books:\n    post:", "  /bocks:\n    post:");
    let found = verify(&elsewhere);
    assert_eq!(
        lines(&found),
        [
            "missing-operation: the document has no operation `POST /books`",
            "unlisted-operation: the catalog does not list `POST /bocks`"
        ]
    );
    assert!(
        found
            .full(false)
            .contains("the closest match is `POST /bocks`"),
        "{found}"
    );
    // A path item may be elsewhere: in the document, or in another.
    clean("openapi: 3.1.0\npaths:\n  /books/{a}: {$ref: 'a.yaml'}\n  /books: {$ref: 'b.yaml'}\n");
    let item = "openapi: 3.1.0\npaths:\n  /books/{a}: {$ref: 'a.yaml'}\n  /books: {$ref: '#/components/pathItems/Books'}\ncomponents: {pathItems: {Books: {post: {responses: RESPONSES}}}}\n";
    clean(&item.replace("RESPONSES", "{default: {description: x}}"));
    one(
        &item.replace("RESPONSES", "{}"),
        "missing-response: `POST /books` has no response for 404, 409, 422, 500",
    );
    // What is at two paths is compared with each.
    let twice = "openapi: 3.1.0\npaths:\n  /bocks: {$ref: '#/paths/~1books'}\n  /books: {post: {responses: {}}}\n  /books/{a}: {$ref: 'a.yaml'}\n";
    assert_eq!(
        lines(&verify(twice)),
        [
            "unlisted-operation: the catalog does not list `POST /bocks`",
            "missing-response: `POST /books` has no response for 404, 409, 422, 500"
        ]
    );
    // A catalog without operations says nothing of them.
    let catalog = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n";
    assert!(errcat::verify_openapi(("errors.yaml", catalog), ("api.yaml", &elsewhere)).is_empty());
}

#[test]
fn members_have_the_values_of_their_code() {
    let with = |from: &str, to: &str| {
        assert!(NOT_FOUND.contains(from), "{from}");
        example("404", &NOT_FOUND.replacen(from, to, 1))
    };
    one(
        &with("type: absence", "type: conflict"),
        "example-value: `type` of `book_not_found` is `absence`",
    );
    one(
        &with("number: 7", "number: 8"),
        "example-value: `number` of `book_not_found` is 7",
    );
    one(
        &with("number: 7", "number: null"),
        "example-value: `number` of `book_not_found` is 7",
    );
    one(
        &with("number: 7", "number: seven"),
        "example-wrong-type: expected an integer, found the text `seven`",
    );
    one(
        &with("No book is called Emma", "No book"),
        "example-value: the message of `book_not_found` is `No book is called {title}`",
    );
    one(
        &with("status: 404", "status: 400"),
        "example-value: `status` of `book_not_found` is 404",
    );
    one(
        &with("status: 404", "status: '404'"),
        "example-wrong-type: expected an integer, found the text `404`",
    );
    one(
        &with("number: 7", "number: 7, page: https://example.com"),
        "example-value: `page` of `book_not_found` is `https://example.com/errors#book_not_found`",
    );
    one(
        &with("number: 7, ", ""),
        "example-lacks-member: the example lacks `number`, which is in every response",
    );
    one(
        &with("api: books", "api: books, ap: 1"),
        "example-unknown-member: the envelope has no member `ap`",
    );
    one(
        &with("number: 7", "number: 7, args: {}"),
        "example-lacks-member: the example lacks `title`, which is in every response",
    );
    one(
        &with("number: 7", "number: 7, args: {title: 1}"),
        "example-wrong-type: expected text, found the number 1",
    );
    one(
        &with("number: 7", "number: 7, args: {title: a, tilte: b}"),
        "example-unknown-member: `book_not_found` has no argument `tilte`",
    );
    one(
        &with("number: 7", "number: 7, param: 7"),
        "example-wrong-type: expected text, found the number 7",
    );
    one(
        &with("number: 7", "number: 7, errors: {}"),
        "example-wrong-type: expected a list, found a mapping",
    );
    clean(&with(
        "number: 7",
        "number: 7.0, param: title, args: {title: Emma}, errors: []",
    ));
    one(
        &example("404", "gone"),
        "example-wrong-type: expected an object, found the text `gone`",
    );
    // Names alone are what a code that is not known can have wrong.
    assert_eq!(
        lines(&verify(&with(
            "book_not_found, number: 7",
            "nobody, nmber: 8"
        )))
        .len(),
        3
    );
}

#[test]
fn secrets_are_never_shown() {
    let document = |message: &str, args: &str| {
        example("4XX", &format!("{{error: {{type: conflict, code: key_locked, number: null, message: '{message}', args: {args}}}, status: 409, api: books}}"))
            .replace("    get:", "    x-get:")
            .replace("    delete:", "    get:")
            .replace("    x-get:", "    delete:")
    };
    clean(&document(
        "The key [redacted] is locked for 9 s",
        "{seconds: 9}",
    ));
    one(
        &document("The key sk_1 is locked for 9 s", "{seconds: 9}"),
        "example-value: the message of `key_locked` is `The key [redacted] is locked for {seconds} s`",
    );
    one(
        &document(
            "The key [redacted] is locked for 9 s",
            "{seconds: 9, key: sk_1}",
        ),
        "example-unknown-member: `key` is secret and is never sent",
    );
}

#[test]
fn each_error_of_a_list_is_looked_at() {
    let document = |errors: &str| {
        format!(
            "openapi: 3.1.0\npaths:\n  /books/{{a}}: {{$ref: a.yaml}}\n  /books:\n    post:\n      responses:\n        default: {{content: {{application/json: {{example: {{error: {{type: wrong, code: invalid, number: null, message: The request is wrong., errors: {errors}}}, status: 422, api: books}}}}}}}}\n"
        )
    };
    clean(&document(
        "[{code: too_long, field: title}, {code: missing}]",
    ));
    // Which errors may be in a list, no operation says.
    clean(&document("[{code: failed}]"));
    one(
        &document("[{code: too_lang}]"),
        "code-not-in-catalog: no code is called `too_lang`",
    );
    one(
        &document("[{field: title}]"),
        "example-lacks-member: the example lacks `code`, which is in every response",
    );
    one(
        &document("[too_long]"),
        "example-wrong-type: expected an object, found the text `too_long`",
    );
}

#[test]
fn enums_have_the_codes() {
    let schema = |code: &str| {
        get(&format!(
            "{{500: {{description: x}}, 404: {{content: {{application/json: {{schema: {{properties: {{error: {code}}}}}}}}}}}}}"
        ))
    };
    let code = |code: &str| schema(&format!("{{properties: {{code: {code}}}}}"));
    clean(&code("{type: string}"));
    clean(&code("{enum: [book_not_found, title_taken, null]}"));
    clean(&code("{const: book_not_found, example: book_not_found}"));
    clean(&code(
        "{anyOf: [{enum: [failed]}, {const: book_not_found}, {type: 'null'}]}",
    ));
    // One that allows anything besides lacks nothing.
    clean(&code("{anyOf: [{enum: [failed]}, {type: string}]}"));
    clean(&schema(
        "{oneOf: [{properties: {code: {const: failed}}}, {properties: {code: {const: book_not_found}}}]}",
    ));
    for unknown in [
        "{enum: [book_not_found, gone]}",
        "{x-extensible-enum: [gone, book_not_found]}",
        "{example: gone}",
        "{anyOf: [{const: gone}, {}]}",
    ] {
        one(
            &code(unknown),
            "code-not-in-catalog: no code is called `gone`",
        );
    }
    let lacks = "enum-lacks-code: the schema does not allow `book_not_found`";
    one(&code("{enum: [failed]}"), lacks);
    one(&code("{x-extensible-enum: [failed]}"), lacks);
    one(
        &code("{allOf: [{enum: [failed, book_not_found]}, {const: failed}]}"),
        lacks,
    );
    one(
        &schema("{oneOf: [{properties: {code: {const: failed}}}]}"),
        lacks,
    );
    // The codes of a list are not the response's.
    clean(&schema(
        "{properties: {errors: {items: {properties: {code: {enum: [too_long]}}}}}}",
    ));
    one(
        &schema("{properties: {errors: {items: {properties: {code: {enum: [long]}}}}}}"),
        "code-not-in-catalog: no code is called `long`",
    );
}

#[test]
fn a_response_has_the_media_type_of_errors() {
    let found = "wrong-media-type: `GET /books/{title}` returns 404 with `application/problem+json`, but errors are sent as `application/json`";
    one(
        &get("{default: {description: x}, 404: {content: {application/problem+json: {}}}}"),
        found,
    );
    clean(&get(
        "{default: {description: x}, 404: {content: {application/problem+json: {}, application/json: {}}}}",
    ));
    for media_type in ["application/*", "'*/*'", "Application/JSON; charset=utf-8"] {
        clean(&get(&format!(
            "{{default: {{description: x}}, 404: {{content: {{{media_type}: {{}}}}}}}}"
        )));
    }
}

#[test]
fn json_and_references_are_read_as_they_are_meant() {
    let json = serde_json::json!({
        "openapi": "3.0.3",
        "paths": {
            "/books": {"post": {"responses": {"default": {"$ref": "#/components/responses/a~1b%20c"}}}},
            "/books/{a}": {"$ref": "x.json"}
        },
        "components": {"responses": {"a/b c": {"content": {"application/json": {"example": {"error": {"code": "gone"}}}}}}},
    });
    let found = verify(&serde_json::to_string_pretty(&json).unwrap());
    assert!(
        lines(&found).contains(&"code-not-in-catalog: no code is called `gone`".to_owned()),
        "{found}"
    );
}

/// What a client can do about an error is compared as well: by its type, and with what the catalog states.
#[test]
fn advice_is_compared_with_the_catalog() {
    let catalog = fs::read_to_string("tests/golden/advice/errors.yaml").unwrap();
    let found = |error: &str| {
        let document = format!(
            "openapi: 3.1.0\npaths: {{/a: {{get: {{responses: {{503: {{content: {{application/json: {{example: {{error: {error}}}}}}}}}}}}}}}}}\n"
        );
        lines(&errcat::verify_openapi(
            ("errors.yaml", &catalog),
            ("api.yaml", &document),
        ))
    };
    let right = "{code: busy, message: The service is busy., reason: Service Unavailable, retry: {possible: true, after: 30}, fix: null}";
    assert_eq!(found(right), <[&str; 0]>::default());
    for (wrong, message) in [
        (
            right.replace("possible: true", "possible: false"),
            "example-value: `possible` of `busy` is true",
        ),
        (
            right.replace("possible: true", "possible: yes it is"),
            "example-wrong-type: expected `true` or `false`, found the text `yes it is`",
        ),
        (
            right.replace("after: 30", "after: 31"),
            "example-value: `after` of `busy` is 30",
        ),
        (
            right.replace("after: 30", "after: -1"),
            "example-value: `after` of `busy` is 30",
        ),
        (
            right.replace("fix: null", "fix: Wait."),
            "example-value: `busy` has no `resolution`",
        ),
        (
            right.replace("Service Unavailable", "Busy"),
            "example-value: `reason` of `busy` is `Service Unavailable`",
        ),
    ] {
        assert_eq!(found(&wrong), [message], "{wrong}");
    }
}
