//! `errcat mdbook`, a preprocessor.

use std::io::Write as _;
use std::process::Stdio;

use crate::support::{GOOD, Project, shown};

/// What goes in on standard input comes out as standard output, or nothing.
fn mdbook(project: &Project, input: &str) -> (i32, String, String) {
    let mut command = project.command(&["mdbook"]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.as_bytes()).unwrap();
    drop(stdin);
    shown(&child.wait_with_output().unwrap())
}

/// The protocol of mdBook; `conformance/run docs` has the real one.
#[test]
fn the_sections_of_a_book_are_filled() {
    let project = Project::new(GOOD);
    assert_eq!(project.run(&["mdbook", "supports", "html"]).0, 0);
    let chapter = |text: &str| {
        serde_json::json!({"Chapter": {
            "name": "Errors", "content": text, "number": [1], "sub_items": [], "path": "errors.md",
            "source_path": "errors.md", "parent_names": [],
        }})
    };
    let book = |text: &str| {
        let mut outer = chapter("# Outer\n");
        outer["Chapter"]["sub_items"] = serde_json::json!([chapter(text), "Separator"]);
        // `items` in mdBook 0.5, `sections` before.
        serde_json::json!({"items": [outer, {"PartTitle": "content"}], "extra": null})
    };
    let context = serde_json::json!({
        "root": project.path(""), "renderer": "html", "mdbook_version": "0.5.4",
        "config": {"book": {"src": "src"}, "preprocessor": {"errcat": {}}},
    });
    let run = |text: &str| {
        mdbook(
            &project,
            &serde_json::json!([context, book(text)]).to_string(),
        )
    };

    let before = "A\n\n{{#errcat codes status=410}}\n\n`{{#errcat x}}` \\{{#errcat x}}\n\n```\n{{#errcat x}}\n```\n";
    let (status, out, err) = run(before);
    assert_eq!((status, err.as_str()), (0, ""));
    let after = before.replace(
        "{{#errcat codes status=410}}\n",
        "\n| Code | Status | Description |\n| --- | --- | --- |\n| `gone` | 410 | It is gone. |\n\n",
    );
    let out: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(out, book(&after));

    let (status, out, err) = run("A\n{{#errcat cods}}\nB {{#errcat codes}}\n");
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(
        err.contains("src/errors.md:2:11") && err.contains("did you mean `code`?"),
        "{err}"
    );
    assert!(err.contains("src/errors.md:3:13"), "{err}");

    // About some of the codes.
    let mut selecting = context.clone();
    let select = |value: serde_json::Value| serde_json::json!({"select": value});
    for (value, expected) in [
        (serde_json::json!({"status": 410}), ""),
        (
            serde_json::json!({"status": 411}),
            "no code has the status `411`",
        ),
        (
            serde_json::json!({"tags": "x"}),
            "must be a table with the keys type, status, tag, without_tag, operation",
        ),
        (serde_json::json!(["x"]), "must be a table with"),
    ] {
        selecting["config"]["preprocessor"]["errcat"] = select(value);
        let input = serde_json::json!([selecting, book("{{#errcat codes}}\n")]).to_string();
        let (status, _, err) = mdbook(&project, &input);
        assert_eq!(status, if expected.is_empty() { 0 } else { 2 }, "{err}");
        assert!(err.contains(expected), "{err}");
    }

    project.write("version: 1\n");
    let (status, out, err) = run("");
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("error[no-codes]"), "{err}");
    let (status, _, err) = mdbook(&project, "{}");
    assert!(status == 2 && err.contains("errcat mdbook --help"), "{err}");
}
