//! What the samples of code go by: the request that they send, and the cases that they tell apart.
//!
//! That they are programs which do what they say is proved by `conformance/run samples`.

use errcat::Options;

/// A page of a catalog, by a template that says only this.
fn page(catalog: &str, template: &'static str) -> Result<String, errcat::Diagnostics> {
    let catalog = format!("{catalog}outputs: {{docs: [{{path: page, template: page.j2}}]}}\n");
    let options = Options::new()
        .outputs(true)
        .templates(move |path| Ok(Some(template.to_owned()).filter(|_| path == "page.j2")));
    Ok(errcat::generate(("errors.yaml", &catalog), &options)?
        .get("page")
        .unwrap()
        .to_owned())
}

const GONE: &str = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n";

/// Where a sample asks.
fn asked(sections: &str) -> String {
    let page = page(&format!("{GONE}{sections}"), "{{ samples.curl() }}").unwrap();
    let (_, behind) = page.split_once("url='").unwrap();
    behind.split_once('\'').unwrap().0.to_owned()
}

#[test]
fn a_sample_asks_the_first_operation_that_it_can() {
    assert_eq!(asked(""), "https://api.example.com/");
    assert_eq!(
        asked("operations: {POST /a: [gone], \"GET /b/{id}/c\": [gone], GET /d: [gone]}\n"),
        "https://api.example.com/b/ID/c"
    );
    // The operations' paths may have the base's in them, or not.
    let base = "api: {base_url: https://example.com/v1/}\n";
    for path in ["/v1/b", "/b"] {
        let operations = format!("{base}operations: {{GET {path}: [gone]}}\n");
        assert_eq!(asked(&operations), "https://example.com/v1/b");
    }
    assert_eq!(
        asked(&format!("{base}operations: {{GET /v10/b: [gone]}}\n")),
        "https://example.com/v1/v10/b"
    );
}

#[test]
fn a_parameter_of_the_path_is_the_example_of_an_argument() {
    let taken =
        "  taken: {status: 409, description: d, message: '{id}', args: {id: {example: a b/c}}}\n";
    let other =
        "  other: {status: 404, description: d, message: '{id}', args: {id: {example: x}}}\n";
    let catalog = |codes: &str| {
        format!("version: 1\ncodes:\n{codes}operations: {{\"GET /b/{{id}}\": [taken]}}\n")
    };
    for codes in [format!("{taken}{other}"), format!("{other}{taken}")] {
        let page = page(&catalog(&codes), "{{ samples.curl() }}").unwrap();
        assert!(page.contains("/b/a%20b%2Fc'"), "{page}");
    }
    let secret = taken.replace("{example: ", "{secret: true, example: ");
    let page = page(&catalog(&secret), "{{ samples.curl() }}").unwrap();
    assert!(page.contains("/b/ID'"), "{page}");
}

#[test]
fn a_code_comes_before_its_type() {
    let catalog = "version: 1\ntypes: {missing: {status: 404, description: d, handling: Look elsewhere}}\n\
                   codes:\n  gone: {type: missing, description: d, handling: Forget it}\n  lost: {type: missing, description: d}\n";
    let python = page(catalog, "{{ samples.python() }}").unwrap();
    let (code, kind) = (
        python.find("case \"gone\""),
        python.find("case \"missing\""),
    );
    assert!(code.is_some() && code < kind, "{python}");

    // Where a response does not tell its type, the codes of the type do.
    let untold = catalog.replace("version: 1\n", "version: 1\nenvelope: problem\n");
    let python = page(&untold, "{{ samples.python() }}").unwrap();
    assert!(
        python.contains("case \"lost\":\n            print(\"Look elsewhere\""),
        "{python}"
    );
    assert!(!python.contains("error.type"), "{python}");
}

#[test]
fn samples_are_in_the_languages_that_are_asked_for() {
    let two = page(
        GONE,
        "{{ samples.all(\"/x\", languages=[\"go\", \"javascript\"]) }}",
    )
    .unwrap();
    assert_eq!(two.matches("```go\n").count(), 1);
    assert_eq!(two.matches("```").count(), 4);
    assert_eq!(two.matches("\"https://api.example.com/x\"").count(), 2);
    assert!(two.find("<summary>Go<") < two.find("<summary>JavaScript<"));

    let found = page(GONE, "{{ samples.all(languages=[\"cobol\"]) }}").unwrap_err();
    let expected =
        "unknown language `cobol`: expected one of javascript, typescript, python, go, rust, curl";
    assert!(
        found.full(false).contains(expected),
        "{}",
        found.full(false)
    );
}

#[test]
fn the_way_to_a_member_is_that_of_every_response() {
    let ways = "{{ catalog.samples.ways.code | way(\"jq\") }} {{ catalog.access.code }}";
    for (body, jq, access) in [
        ("{code: {is: code}}", ".code", ".code"),
        ("{a b: {c: {is: code}}}", ".[\"a b\"].c", "[\"a b\"].c"),
        // A list that may be absent tells less than a member that may not.
        (
            "{all: {is: errors, optional: true}, it: {code: {is: code}}}",
            ".it.code",
            ".it.code",
        ),
        (
            "{code: {is: code, optional: true}, also: {is: code}}",
            ".also",
            ".also",
        ),
        ("{all: {is: errors}}", ".all[0].code", ".all[0].code"),
    ] {
        let catalog = GONE.replace(
            "version: 1\n",
            &format!("version: 1\nenvelope: {{body: {body}}}\n"),
        );
        let page = page(&catalog, ways).unwrap();
        let expected = format!("{jq} {access}\n");
        assert!(page.ends_with(&expected), "{page} for {expected}");
    }
}
