//! Two versions of a catalog, from files, folders, exports and git.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::support::Project;

const OLD: &str = "\
version: 1
codes:
  email_taken:
    status: 409
    description: An account with that email exists already.
  gone: {status: 410, description: It is gone.}
";

fn new() -> String {
    OLD.replace("409", "422").replace("  gone:", "  moved:")
}

fn project() -> Project {
    let project = Project::new(&new());
    fs::write(project.path("old.yaml"), OLD).unwrap();
    project
}

const TEXT: &str = "\
clients   Rust
breaking  breaking  `gone` is gone [code-removed] old.yaml:6
                    help: add `gone: {since: …, use: …}` to `retired`, so that clients learn of it and nobody uses the name again
breaking  fix       `email_taken` has the status 422 instead of 409 [status-changed] catalog/errors.yaml:4
feature   feature   `moved` is new, with the status 410 [code-added] catalog/errors.yaml:6
";

#[test]
fn changes_are_lines_with_their_places() {
    let project = project();
    let (status, out, err) = project.run(&["diff", "old.yaml", "catalog/errors.yaml"]);
    assert_eq!((status, &*out), (0, TEXT));
    assert_eq!(err, "3 changes: 2 breaking, 1 feature\n");
    // The folder of the catalog is the default.
    assert_eq!(project.run(&["diff", "old.yaml"]).1, TEXT);
    let (status, out, err) = project.run(&["diff", "old.yaml", "old.yaml"]);
    assert_eq!((status, &*out, &*err), (0, "", "no changes\n"));
}

#[test]
fn a_severity_can_be_denied() {
    let project = project();
    let run = |args: &[&str]| {
        let args = [&["diff", "old.yaml", "catalog"], args].concat();
        project.run(&args).0
    };
    assert_eq!(run(&["--deny", "breaking"]), 1);
    assert_eq!(run(&["--deny", "feature"]), 1);
    project.write(&OLD.replace("It is gone.", "It went., message: Gone"));
    assert_eq!(run(&["--deny", "feature"]), 0);
    // What breaks Rust only breaks no client.
    project.write(&OLD.replace("{status: 410,", "{status: 410, name: vanished,"));
    assert_eq!(run(&["--deny", "breaking"]), 1);
    assert_eq!(run(&["--deny", "breaking", "--for", "clients"]), 0);
    assert_eq!(run(&["--deny", "breaking", "--for", "rust"]), 1);
}

#[test]
fn release_notes_have_the_next_version() {
    let project = project();
    let (_, out, _) = project.run(&[
        "diff",
        "old.yaml",
        "catalog",
        "--format",
        "markdown",
        "--next-version",
        "1.4.2",
    ]);
    let expected = "\
## 2.0.0

### Breaking changes

- `gone` is gone.
- `email_taken` has the status 422 instead of 409 (clients).

### New

- `moved` is new, with the status 410.
";
    assert_eq!(out, expected);
    let next = |args: &[&str]| {
        let args = [
            &["diff", "old.yaml", "catalog", "--next-version", "1.4.2"],
            args,
        ]
        .concat();
        project.run(&args).1.lines().last().unwrap().to_owned()
    };
    assert_eq!(next(&[]), "next version: 2.0.0");
    assert_eq!(next(&["--format", "json"]), r#"{"next_version":"2.0.0"}"#);
    project.write(OLD);
    assert_eq!(next(&[]), "next version: 1.4.2");
    let (status, _, err) = project.run(&["diff", "old.yaml", "--next-version", "1.4"]);
    assert_eq!(status, 2, "{err}");
}

#[test]
fn json_is_an_object_on_a_line() {
    let project = project();
    let (_, out, _) = project.run(&["diff", "old.yaml", "catalog", "--format", "json"]);
    let lines: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let expected = serde_json::json!({
        "change": "status-changed",
        "code": "email_taken",
        "clients": "breaking",
        "rust": "fix",
        "old": 409,
        "new": 422,
        "message": "`email_taken` has the status 422 instead of 409",
        "help": null,
        "file": "catalog/errors.yaml",
        "line": 4,
    });
    assert_eq!(lines[1], expected);
    assert_eq!(
        (&lines[0]["file"], &lines[0]["line"]),
        (&"old.yaml".into(), &6.into())
    );
}

/// An export is a version like any other, whatever it leaves out.
#[test]
fn an_export_is_a_version() {
    let project = project();
    let catalog = "\
version: 1
fields: {owner: {type: string, internal: true, default: us}, urgency: {enum: [low, high], default: low}}
types: {api_error: {status: 500, description: Ours., title: Ours}}
envelope: problem
codes:
  busy: {type: api_error, description: Busy., internal: Restart it., retry_after: arg, args: {n: {type: integer}}, message: \"{n} are waiting\", headers: {Vary: Accept}, deprecated: {use: down}}
  down: {type: api_error, description: Down., number: 7, fields: {urgency: high}}
operations:
  GET /: [busy]
defaults: {4XX: bad, 5XX: down}
retired: {old: {since: 1.0.0}}
sets: {usual: [down]}
"
    .replace("  down:", "  bad: {type: api_error, status: 400, description: Bad.}\n  down:")
    .replace("GET /: [busy]", "GET /: [busy, usual]");
    project.write(&catalog);
    for internal in [&["export"][..], &["export", "--internal"]] {
        let (status, export, err) = project.run(internal);
        assert_eq!(status, 0, "{err}");
        assert_eq!(export.contains("Restart it."), internal.len() == 2);
        assert_eq!(export.contains("owner"), internal.len() == 2);
        fs::write(project.path("export.json"), export).unwrap();
        let (status, out, err) = project.run(&["diff", "export.json", "catalog"]);
        assert_eq!((status, &*out, &*err), (0, "", "no changes\n"));
    }
    project.write(&catalog.replace("status: 400", "status: 404"));
    let (_, out, _) = project.run(&["diff", "catalog", "export.json"]);
    let line = "breaking  fix       `bad` has the status 400 instead of 404 [status-changed] export.json\n";
    assert!(out.contains(line), "{out}");
    fs::write(project.path("export.json"), "{\"errcat_export\": 1}").unwrap();
    let (status, _, err) = project.run(&["diff", "export.json"]);
    assert!(
        status == 2 && err.contains("export.json is not an export of errcat: missing field"),
        "{err}"
    );
    fs::write(
        project.path("export.json"),
        project
            .run(&["export"])
            .1
            .replace("\"errcat_export\": 1", "\"errcat_export\": 2"),
    )
    .unwrap();
    let (status, _, err) = project.run(&["diff", "export.json"]);
    assert!(status == 2 && err.contains("update errcat"), "{err}");
}

#[test]
fn an_export_has_what_its_schema_says() {
    let project = project();
    let schema: Value = serde_json::from_str(&project.run(&["export", "--schema"]).1).unwrap();
    let export: Value = serde_json::from_str(&project.run(&["export"]).1).unwrap();
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    assert_eq!(keys(&schema["properties"]), keys(&export));
    let code = &export["codes"][0];
    let mut known = keys(&schema["$defs"]["code"]["properties"]);
    known.retain(|member| member != "internal");
    assert_eq!(keys(code), known);
    assert_eq!(code["status"], 422);
    assert_eq!(code["example"]["error"]["code"], "email_taken");
}

#[test]
fn folders_are_compared_catalog_by_catalog() {
    let project = project();
    for (path, text) in [
        ("a/one/errors.yaml", OLD.to_owned()),
        ("a/two/errors.yaml", OLD.to_owned()),
        ("b/one/errors.yaml", OLD.replace("410", "404")),
        ("b/three/errors.yaml", OLD.to_owned()),
    ] {
        fs::create_dir_all(project.path(path).parent().unwrap()).unwrap();
        fs::write(project.path(path), text).unwrap();
    }
    let (_, out, err) = project.run(&["diff", "a", "b"]);
    for line in [
        "`gone` has the status 404 instead of 410 [status-changed] b/one/errors.yaml:6",
        "`gone` is gone [code-removed] a/two/errors.yaml:6",
        "`gone` is new, with the status 410 [code-added] b/three/errors.yaml:6",
    ] {
        assert!(out.contains(line), "{line}:\n{out}");
    }
    assert_eq!(err, "5 changes: 3 breaking, 2 features\n");
}

#[test]
fn a_revision_of_git_is_a_version() {
    let project = project();
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@b.c",
            "-c",
            "init.defaultBranch=main",
        ]);
        let done = command
            .args(args)
            .current_dir(project.path(""))
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
    };
    fs::remove_file(project.path("old.yaml")).unwrap();
    git(&["init", "--quiet"]);
    fs::create_dir(project.path("catalog/codes")).unwrap();
    let part = "codes:\n  in_part: {status: 400, description: It is in a part.}\n";
    fs::write(project.path("catalog/codes/a.yaml"), part).unwrap();
    let with_parts = |text: &str| text.replace("codes:\n", "include: [codes/*.yaml]\ncodes:\n");
    project.write(&with_parts(OLD));
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "Old"]);
    git(&["tag", "v1"]);
    project.write(&with_parts(&new()));
    fs::write(
        project.path("catalog/codes/a.yaml"),
        part.replace("400", "422"),
    )
    .unwrap();
    let (status, out, err) = project.run(&["diff", "git:v1"]);
    assert_eq!(status, 0, "{err}");
    for line in [
        "`gone` is gone [code-removed] v1:catalog/errors.yaml:7",
        "`email_taken` has the status 422 instead of 409 [status-changed] catalog/errors.yaml:5",
        "`in_part` has the status 422 instead of 400 [status-changed] catalog/codes/a.yaml:2",
    ] {
        assert!(out.contains(line), "{line}:\n{out}");
    }
    for same in [
        &["diff", "git:HEAD", "catalog/errors.yaml"][..],
        &["diff", "git:v1:catalog/errors.yaml", "catalog"],
    ] {
        assert_eq!(project.run(same).1.replace("HEAD:", "v1:"), out);
    }
    git(&["commit", "--quiet", "--all", "--message", "New"]);
    assert_eq!(
        project.run(&["diff", "git:v1", "git:HEAD"]).2,
        "4 changes: 3 breaking, 1 feature\n"
    );
    // In a folder below, a path is relative to it.
    let mut inside = project.command(&["diff", "git:v1", "errors.yaml"]);
    let inside = inside
        .current_dir(project.path("catalog"))
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(inside.stderr).unwrap(),
        "4 changes: 3 breaking, 1 feature\n"
    );
    // The repository is the one around the path, wherever the command runs.
    let elsewhere = tempfile::tempdir().unwrap();
    let path = project.path("catalog/errors.yaml");
    let mut outside = project.command(&["diff", "git:v1", path.to_str().unwrap()]);
    let outside = outside.current_dir(elsewhere.path()).output().unwrap();
    assert_eq!(
        String::from_utf8(outside.stderr).unwrap(),
        "4 changes: 3 breaking, 1 feature\n"
    );
    let mut nowhere = project.command(&["diff", "git:v1", "errors.yaml"]);
    let nowhere = nowhere.current_dir(elsewhere.path()).output().unwrap();
    let nowhere = String::from_utf8(nowhere.stderr).unwrap();
    assert!(
        nowhere.starts_with("error: no repository of git has errors.yaml: "),
        "{nowhere}"
    );
    // The state of the repository stays as it is.
    let status = Command::new("git")
        .args(["status", "--porcelain"])
        .current_dir(project.path(""))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(status.stdout).unwrap(), "");
    for (revision, expected) in [
        ("git:nowhere", "error: git has no revision `nowhere`\n"),
        ("git:--help", "error: git has no revision `--help`\n"),
        (
            "git:v1:other.yaml",
            "error: other.yaml does not exist at the revision `v1`\n",
        ),
    ] {
        let (status, _, err) = project.run(&["diff", revision]);
        assert_eq!((status, &*err), (2, expected));
    }
}

#[test]
fn a_catalog_with_mistakes_is_not_compared() {
    let project = project();
    project.write(&new().replace("410", "4100"));
    let (status, out, err) = project.run(&["diff", "old.yaml"]);
    assert_eq!((status, &*out), (1, ""));
    assert!(err.starts_with("error[invalid-status]"), "{err}");
    let (status, _, err) = project.run(&["diff"]);
    assert!(status == 2 && err.contains("<OLD>"), "{err}");
}

#[test]
fn all_kinds_are_listed() {
    let (status, out, _) = project().run(&["diff", "--list"]);
    assert_eq!(status, 0);
    assert_eq!(out.lines().count(), 1 + errcat::change_kinds().count());
    let line = out
        .lines()
        .find(|line| line.starts_with("code-retired "))
        .unwrap();
    assert!(
        line.ends_with("fix       breaking  A code is no longer sent, and `retired` lists it."),
        "{line}"
    );
}
