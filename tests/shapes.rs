//! The wire formats of public APIs: what documents and pages show of the catalogs in `tests/shapes`.
//!
//! The catalogs of whole APIs are in `conformance/shapes/apis`. Beside each catalog is what its server must send: cases with their status and their body. `conformance/shapes` has a
//! real server send all of them.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// What a server sends for a case.
struct Case {
    /// The code. A case with more than the code is the server's alone.
    code: String,
    status: String,
    body: Value,
}

/// The catalogs, each with its name and its cases.
fn shapes() -> Vec<(String, String, Vec<Case>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["tests/shapes", "conformance/shapes/apis"];
    let files = folders.map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
    let files = files.into_iter().flatten().map(|file| file.unwrap().path());
    let is_catalog = |path: &PathBuf| path.extension().unwrap() == "yaml";
    let mut catalogs: Vec<_> = files.filter(is_catalog).collect();
    catalogs.sort();
    let shape = |path: &PathBuf| {
        let cases = std::fs::read_to_string(path.with_extension("txt")).unwrap();
        let cases = cases.lines().map(|line| {
            let mut parts = line.splitn(3, ' ');
            let mut part = || parts.next().unwrap();
            Case {
                code: part().replace('~', " "),
                status: part().to_owned(),
                body: serde_json::from_str(part()).unwrap(),
            }
        });
        let name = path.file_stem().unwrap().to_str().unwrap();
        let catalog = std::fs::read_to_string(path).unwrap();
        (name.to_owned(), catalog, cases.collect())
    };
    let shapes: Vec<_> = catalogs.iter().map(shape).collect();
    assert!(shapes.len() > 24);
    shapes
}

#[test]
fn a_catalog_has_no_mistake() {
    for (name, catalog, _) in shapes() {
        let found = errcat::check((format!("{name}.yaml"), catalog));
        let expected: &[&str] = match name.as_str() {
            "statuses" => &["no-challenge"],
            "take_first" => &["envelope-without-code"],
            _ => &[],
        };
        let rules: Vec<_> = found.iter().map(|finding| finding.rule.name).collect();
        assert_eq!(rules, expected, "{found}");
    }
}

#[test]
fn documents_and_pages_show_what_is_sent() {
    let mut count = 0;
    for (name, catalog, cases) in shapes() {
        let outputs = "outputs: {openapi: [{path: a.json}, {path: b.json, version: \"3.0\", codes: each}, \
                       {path: c.json, codes: each}], docs: [{path: errors.md}, \
                       {path: each.md, dialect: mkdocs}]}\n";
        let options = errcat::Options::new().outputs(true);
        let source = (format!("{name}.yaml"), format!("{catalog}{outputs}"));
        let made = errcat::generate(source.clone(), &options).unwrap();
        for case in cases.iter().filter(|case| !case.code.contains('+')) {
            let Case { code, status, body } = case;
            for path in ["a.json", "b.json", "c.json"] {
                let document: Value = serde_json::from_str(made.get(path).unwrap()).unwrap();
                let examples = &document["components"]["examples"];
                let example = &examples[code.replace(' ', ".")]["value"];
                assert_eq!(example.to_string(), body.to_string(), "{name} {code}");
                let responses = document["components"]["responses"].as_object().unwrap();
                let responses = responses.values();
                let has =
                    |response: &&Value| response.to_string().contains(&format!("\"{code}\":"));
                assert!(responses.filter(has).count() > 0, "{name} {code} {status}");
            }
            let page = made.get("errors.md").unwrap();
            let json = serde_json::to_string_pretty(body).unwrap();
            assert!(page.contains(&json), "{name} {code}: {page}");
            count += 1;
        }
        for path in ["a.json", "b.json", "c.json"] {
            let document = (path, made.get(path).unwrap());
            let found = errcat::verify_openapi(source.clone(), document);
            assert!(found.is_empty(), "{name} {path}: {found}");
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn an_error_with_a_success_status_is_no_4xx() {
    let shape = shapes().into_iter().find(|(name, ..)| name == "success");
    let (_, catalog, _) = shape.unwrap();
    let outputs = "outputs: {docs: [{path: errors.md}]}\n";
    let options = errcat::Options::new().outputs(true);
    let made = errcat::generate(("errors.yaml", format!("{catalog}{outputs}")), &options).unwrap();
    let page = made.get("errors.md").unwrap();
    assert!(!page.contains("4xx"), "{page}");
    for sample in [
        "response.ok && !(body?.ok === false)",
        "response.ok and not (member(body, \"ok\") == False)",
        "response.StatusCode < 400 && !(failed.body.Ok == false)",
        "Failure::detect(status, said, &body)",
        "jq --exit-status '.ok == false'",
    ] {
        assert!(page.contains(sample), "{sample}: {page}");
    }
}

#[test]
fn a_code_with_several_statuses_is_under_each() {
    let shape = shapes().into_iter().find(|(name, ..)| name == "statuses");
    let (_, catalog, _) = shape.unwrap();
    // A body with the status has an example for each.
    let catalog = catalog.replace(
        "{error: {is: code}",
        "{error: {is: code}, status: {is: status}",
    );
    let outputs = "outputs: {openapi: [{path: a.json, codes: each}]}\n";
    let options = errcat::Options::new().outputs(true);
    let source = ("errors.yaml", format!("{catalog}{outputs}"));
    let made = errcat::generate(source.clone(), &options).unwrap();
    let document: Value = serde_json::from_str(made.get("a.json").unwrap()).unwrap();
    let components = &document["components"];
    for (response, example, status) in [
        ("BadRequest", "invalid_client", 400),
        ("Unauthorized", "invalid_client-2", 401),
    ] {
        let examples =
            &components["responses"][response]["content"]["application/json"]["examples"];
        let examples: Vec<_> = examples.as_object().unwrap().keys().collect();
        assert_eq!(examples, [example]);
        let example = &components["examples"][example]["value"];
        assert_eq!(example["status"], status);
    }
    let found = errcat::verify_openapi(source, ("a.json", made.get("a.json").unwrap()));
    assert!(found.is_empty(), "{found}");
}

/// It is in no response of its own, on no page and in no document, and every list may have it.
#[test]
fn an_error_that_is_only_sent_in_a_list_has_no_response() {
    let shape = shapes()
        .into_iter()
        .find(|(name, ..)| name == "only_listed");
    let (_, catalog, _) = shape.unwrap();
    let outputs = "outputs: {openapi: [{path: a.json}, {path: b.json, codes: each}], docs: [{path: errors.md}, \
                   {path: \"codes/{code}.md\", dialect: mkdocs}]}\n";
    let options = errcat::Options::new().outputs(true);
    let source = ("errors.yaml", format!("{catalog}{outputs}"));
    let made = errcat::generate(source.clone(), &options).unwrap();
    for path in ["a.json", "b.json"] {
        let document: Value = serde_json::from_str(made.get(path).unwrap()).unwrap();
        let components = &document["components"];
        let examples = components["examples"].as_object().unwrap();
        assert_eq!(examples.keys().collect::<Vec<_>>(), ["invalid", "taken"]);
        for of_operations in [false, true] {
            let responses = if of_operations {
                document["paths"].to_string()
            } else {
                components["responses"].to_string()
            };
            assert!(
                !responses.contains("too_long") && !responses.contains("blank"),
                "{path}: {responses}"
            );
        }
        let schemas = components["schemas"].to_string();
        assert!(
            schemas.contains("too_long") && schemas.contains("blank"),
            "{path}: {schemas}"
        );
        let found = errcat::verify_openapi(source.clone(), (path, made.get(path).unwrap()));
        assert!(found.is_empty(), "{path}: {found}");
    }
    let page = made.get("errors.md").unwrap();
    assert!(
        page.contains("| [`too_long`](#too_long) | `invalid_error` | |"),
        "{page}"
    );
    let own = made.get("codes/too_long.md").unwrap();
    assert!(
        own.contains("Only in the list of errors of another error") && !own.contains("HTTP/1.1"),
        "{own}"
    );
    let element = "{\n  \"code\": \"too_long\",\n  \"field\": \"name\"";
    assert!(
        own.contains(element) && !own.contains("\"errors\""),
        "{own}"
    );
    assert!(
        page.contains("case \"invalid\":") && !page.contains("case \"too_long\":"),
        "{page}"
    );
}

#[test]
fn a_response_is_no_error_that_is_only_sent_in_a_list() {
    let shape = shapes()
        .into_iter()
        .find(|(name, ..)| name == "only_listed");
    let (_, catalog, _) = shape.unwrap();
    let document = "openapi: 3.1.0\npaths:\n  /users:\n    post:\n      responses:\n        422:\n          content:\n            \
                    application/json: {example: {code: blank, message: It is blank.}}\n        409: {description: Taken.}\n";
    let catalog = catalog.replace(", PUT /users: all", "");
    let found = errcat::verify_openapi(("errors.yaml", catalog), ("api.yaml", document));
    let [found] = &found.iter().collect::<Vec<_>>()[..] else {
        panic!("{found}");
    };
    assert_eq!(
        found.message,
        "`blank` is only sent in the list of another error"
    );
}
