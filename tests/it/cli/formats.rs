//! Findings in the formats of other programs. `conformance/run formats` holds them against the schemas.

use serde_json::Value;

use crate::support::{GOOD, Project, shown};

const BAD: &str =
    "version: 1\ncodes:\n  gone: {status: 4100, description: \"100 %: a\\u200b, b\"}\n";

#[test]
fn github_shows_findings_beside_their_lines() {
    let project = Project::new(BAD);
    let expected = "\
::error file=catalog/errors.yaml,line=3,col=18,endColumn=21,title=error[invalid-status]::expected an HTTP status from 100 to 599, found 4100
::warning file=catalog/errors.yaml,line=3,col=37,endColumn=55,title=warning[invisible-character]::this text has the invisible character U+200B%0Ahelp: remove it
";
    let (status, out, err) = project.run(&["check", "--format", "github"]);
    assert_eq!((status, &*out), (1, expected));
    assert_eq!(err, "1 catalog: 1 error, 1 warning\n");

    // There, it is the default.
    let on_github = |args: &[&str], value: &str| {
        let mut command = project.command(args);
        shown(&command.env("GITHUB_ACTIONS", value).output().unwrap())
    };
    assert_eq!(on_github(&["check"], "true").1, expected);
    assert!(
        on_github(&["check"], "false")
            .1
            .starts_with("error[invalid-status]: ")
    );
    let concise = on_github(&["check", "--format", "concise"], "true").1;
    assert!(
        concise.starts_with("catalog/errors.yaml:3:18: error"),
        "{concise}"
    );
    // What prints its output prints findings to standard error.
    assert_eq!(on_github(&["rust"], "true").2, expected);
}

#[test]
fn a_document_is_whole_without_findings() {
    let project = Project::new(GOOD);
    let (status, out, _) = project.run(&["check", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((status, &log["version"]), (0, &"2.1.0".into()));
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
    let (status, out, _) = project.run(&["generate", "--format", "junit"]);
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="errcat">
  <testsuite name="catalog/errors.yaml" tests="1" failures="0" errors="0">
    <testcase name="no findings" classname="catalog/errors.yaml"/>
  </testsuite>
</testsuites>
"#;
    assert_eq!((status, &*out), (0, expected));
}

#[test]
fn a_document_has_the_findings_of_all_catalogs() {
    let project = Project::new(BAD);
    std::fs::create_dir(project.path("catalog/more")).unwrap();
    std::fs::write(project.path("catalog/more/errors.yaml"), BAD).unwrap();
    let (_, out, _) = project.run(&["check", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let of = |result: &Value| {
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        (uri.to_owned(), result["level"].as_str().unwrap().to_owned())
    };
    let expected = [
        ("catalog/errors.yaml", "error"),
        ("catalog/errors.yaml", "warning"),
        ("catalog/more/errors.yaml", "error"),
        ("catalog/more/errors.yaml", "warning"),
    ];
    let expected = expected.map(|(file, level)| (file.to_owned(), level.to_owned()));
    assert_eq!(results.iter().map(of).collect::<Vec<_>>(), expected);

    let (_, out, _) = project.run(&["check", "--format", "junit"]);
    assert_eq!(out.matches("<failure ").count(), 2, "{out}");
    assert_eq!(out.matches("<system-out>").count(), 2, "{out}");
    let denied = project
        .run(&["check", "--format", "junit", "--deny-warnings"])
        .1;
    assert_eq!(denied.matches("<failure ").count(), 4, "{denied}");
}
