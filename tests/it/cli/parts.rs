//! A catalog of several files.

use std::fs;

use crate::support::Project;

const CATALOG: &str = "\
version: 1
include: [codes/*.yaml, operations.yaml]
types:
  api_error: {status: 500, description: It is our fault.}
codes:
  internal_error: {type: api_error, description: Something failed.}
outputs: {docs: [{path: out/errors.md}], openapi: [{path: out/api.yaml}]}
";
const ITEMS: &str = "\
# Of the team that owns items.
codes:
  item_gone: {type: item_error, description: It is gone.}
types:
  item_error: {status: 410, description: It is about an item.}
";
const STORES: &str = "codes:\n  store_closed: {type: api_error, status: 503, description: It is closed., retryable: true}\n";
const OPERATIONS: &str =
    "operations:\n  GET /items: [item_gone, store_closed]\nretired:\n  old: {since: 1.0.0}\n";

fn project() -> Project {
    let project = Project::new(CATALOG);
    fs::create_dir(project.path("catalog/codes")).unwrap();
    part(&project, "codes/items.yaml", ITEMS);
    part(&project, "codes/stores.yaml", STORES);
    part(&project, "operations.yaml", OPERATIONS);
    project
}

fn part(project: &Project, path: &str, text: impl AsRef<[u8]>) {
    fs::write(project.path("catalog").join(path), text).unwrap();
}

/// The findings, a line each, and nothing else.
#[track_caller]
fn found(project: &Project, expected: &[&str]) {
    let (_, out, _) = project.run(&["check", "--format", "concise"]);
    assert_eq!(out.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn several_files_are_one_catalog() {
    let project = project();
    found(&project, &[]);
    assert_eq!(project.run(&["generate"]).0, 0);
    let one = Project::new(
        &[
            &CATALOG.replace("include: [codes/*.yaml, operations.yaml]\n", "")[..],
            OPERATIONS,
        ]
        .concat()
        .replace(
            "description: Something failed.}\n",
            "description: Something failed.}\n  item_gone: {type: item_error, description: It is gone.}\n  store_closed: {type: api_error, status: 503, description: It is closed., retryable: true}\n",
        )
        .replace(
            "It is our fault.}\n",
            "It is our fault.}\n  item_error: {status: 410, description: It is about an item.}\n",
        ),
    );
    assert_eq!(one.run(&["generate"]).0, 0);
    for file in ["errors.md", "api.yaml"] {
        let read = |project: &Project| fs::read_to_string(project.path("catalog/out").join(file));
        assert_eq!(read(&project).unwrap(), read(&one).unwrap(), "{file}");
    }
}

#[test]
fn a_finding_is_in_its_file() {
    let project = project();
    part(&project, "codes/items.yaml", ITEMS.replace("410", "4100"));
    part(
        &project,
        "codes/stores.yaml",
        format!(
            "{STORES}  item_gone: {{type: item_eror, description: Two.}}\n  item_gone: {{type: 1}}\n"
        ),
    );
    part(
        &project,
        "operations.yaml",
        OPERATIONS
            .replace("store_closed", "store_close")
            .replace("old:", "internal_error:"),
    );
    project.write(&CATALOG.replace("type: api_error, d", "type: item_error, d"));
    found(
        &project,
        &[
            "catalog/errors.yaml:6:3: error[retired-code]: `internal_error` was retired and must not be used again",
            "catalog/codes/items.yaml:5:24: error[invalid-status]: expected an HTTP status from 100 to 599, found 4100",
            "catalog/codes/stores.yaml:3:3: error[duplicate-key]: duplicate key `item_gone`",
            "catalog/codes/stores.yaml:4:3: error[duplicate-key]: duplicate key `item_gone`",
            "catalog/operations.yaml:2:27: error[unknown-code]: no code or set is called `store_close`",
        ],
    );
    let (_, out, _) = project.run(&["check"]);
    let twice = "  --> catalog/codes/stores.yaml:3:3\n";
    assert!(out.contains(&twice[1..]), "{out}");
    assert!(out.contains("::: catalog/codes/items.yaml:3:3"), "{out}");
    let (_, out, _) = project.run(&["check", "--format", "json"]);
    let first: serde_json::Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!(first["file"], "catalog/errors.yaml");
    let second: serde_json::Value = serde_json::from_str(out.lines().nth(1).unwrap()).unwrap();
    assert_eq!(second["file"], "catalog/codes/items.yaml");
    assert_eq!(
        (&second["line"], &second["column"]),
        (&5.into(), &24.into())
    );
}

#[test]
fn what_hides_in_a_part_is_found_there() {
    let project = project();
    part(
        &project,
        "codes/stores.yaml",
        STORES.replace("It is closed.", "\"It is\\u200b closed.\""),
    );
    let items = ITEMS
        .replace("It is gone.}", "It is gone. #1\n  }")
        .replace("{type: item_error", "{\n    type: item_error");
    part(&project, "codes/items.yaml", items);
    found(
        &project,
        &[
            "catalog/codes/items.yaml:4:48: warning[lost-text]: `#1` is a comment, and not in the text",
            "catalog/codes/stores.yaml:2:61: warning[invisible-character]: this text has the invisible character U+200B",
        ],
    );
    part(&project, "codes/items.yaml", "codes: {");
    part(&project, "codes/stores.yaml", b"codes:\n  \xff");
    part(&project, "operations.yaml", "[]");
    found(
        &project,
        &[
            "catalog/codes/items.yaml:1:9: error[syntax]: invalid YAML: did not find expected node content",
            "catalog/codes/stores.yaml:2:3: error[syntax]: the file is not UTF-8",
            "catalog/operations.yaml:1:1: error[wrong-type]: expected a part of a catalog: a mapping with `types`, `codes`, `operations`, `sets` or `retired`, found a list",
        ],
    );
}

#[test]
fn what_a_part_cannot_have() {
    let project = project();
    part(
        &project,
        "operations.yaml",
        "version: 1\ninclude: [a]\nopertions: {}\nsets: []\ncodes: {}\ncodes: {}\n<<: {}\n",
    );
    let (_, out, _) = project.run(&["check", "--format", "concise"]);
    let lines = [
        "1:1: error[unknown-member]: unknown member `version`",
        "2:1: error[unknown-member]: unknown member `include`",
        "3:1: error[unknown-member]: unknown member `opertions`",
        "4:7: error[wrong-type]: expected a mapping, as `sets` of the catalog, found a list",
        "6:1: error[duplicate-key]: duplicate key `codes`",
        "7:1: error[unknown-member]: YAML's merge key `<<` is not supported",
    ];
    for line in lines {
        assert!(
            out.contains(&format!("catalog/operations.yaml:{line}")),
            "{line}: {out}"
        );
    }
}

#[test]
fn what_cannot_be_included() {
    let project = project();
    let include = |patterns: &str| {
        project.write(&CATALOG.replace("codes/*.yaml, operations.yaml", patterns));
        let (status, out, _) = project.run(&["check", "--format", "concise"]);
        assert_eq!(status, 1, "{patterns}");
        let line = out.lines().next().unwrap().to_owned();
        line.strip_prefix("catalog/errors.yaml:2:")
            .unwrap_or(&line)
            .to_owned()
    };
    for (patterns, expected) in [
        (
            "../operations.yaml",
            "11: error[invalid-include]: `../operations.yaml` is outside of the catalog's folder",
        ),
        (
            "/etc/passwd",
            "11: error[invalid-include]: `/etc/passwd` is outside of the catalog's folder",
        ),
        (
            "nowhere/*.yaml",
            "11: error[invalid-include]: no file is called `nowhere/*.yaml`",
        ),
        (
            "errors.yaml",
            "11: error[invalid-include]: `errors.yaml` includes the catalog itself",
        ),
        (
            "'**/*.yaml'",
            "11: error[invalid-include]: `**/*.yaml` includes the catalog itself",
        ),
        (
            "'a['",
            "11: error[invalid-include]: `a[` is not a pattern: invalid range pattern",
        ),
        (
            "codes/items.yaml, codes/*",
            "29: error[invalid-include]: `codes/items.yaml` is included twice",
        ),
        (
            "1",
            "11: error[wrong-type]: expected the path of a file, or a pattern of paths, found the number 1",
        ),
    ] {
        assert_eq!(include(patterns), expected);
    }
    project.write(&CATALOG.replace("[codes/*.yaml, operations.yaml]", "codes/*.yaml"));
    let (_, out, _) = project.run(&["check", "--format", "concise"]);
    assert!(
        out.starts_with("catalog/errors.yaml:2:10: error[wrong-type]: expected a list"),
        "{out}"
    );
}

/// An output never replaces a part.
#[test]
fn a_part_is_an_input() {
    let project = project();
    project.write(
        &CATALOG.replace("out/errors.md", "operations.yaml").replace(
            "docs: [{path: operations.yaml}], openapi: [{path: out/api.yaml}]",
            "openapi: [{path: operations.yaml}]",
        ),
    );
    let (status, _, err) = project.run(&["generate"]);
    assert_eq!(status, 2, "{err}");
    assert!(
        err.contains("it is a part of the catalog; choose another path"),
        "{err}"
    );
    assert_eq!(
        fs::read_to_string(project.path("catalog/operations.yaml")).unwrap(),
        OPERATIONS
    );
}

/// Those of a catalog in the current folder.
#[test]
fn standard_input_has_parts_too() {
    let project = project();
    let mut command = project.command(&["check", "-"]);
    command.current_dir(project.path("catalog"));
    command.stdin(fs::File::open(project.path("catalog/errors.yaml")).unwrap());
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_round_in_circles() {
    let project = project();
    std::os::unix::fs::symlink("../codes", project.path("catalog/codes/loop")).unwrap();
    project.write(&CATALOG.replace("codes/*.yaml", "codes/**/*.yaml"));
    found(&project, &[]);
    // A file may be a link.
    fs::rename(
        project.path("catalog/codes/items.yaml"),
        project.path("items.yaml"),
    )
    .unwrap();
    std::os::unix::fs::symlink("../../items.yaml", project.path("catalog/codes/items.yaml"))
        .unwrap();
    found(&project, &[]);
}
