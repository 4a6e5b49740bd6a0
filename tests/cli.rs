//! The `errcat` command, as a shell sees it: files, output, exit status.

#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "the text of a test need not be made fast"
)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const GOOD: &str = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n";
const OUTPUTS: &str = "outputs: {openapi: [{path: out/api.yaml}, {path: out/api.json}], docs: [{path: out/errors.md}], rust: [{path: out/errors.rs}]}\n";

/// A folder with a catalog in `catalog/errors.yaml`.
struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    fn new(catalog: &str) -> Self {
        let project = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        fs::create_dir(project.path("catalog")).unwrap();
        project.write(catalog);
        project
    }

    fn write(&self, catalog: &str) {
        fs::write(self.path("catalog/errors.yaml"), catalog).unwrap();
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_errcat"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env_remove("CLICOLOR_FORCE");
        command
    }

    fn run(&self, args: &[&str]) -> (i32, String, String) {
        shown(&self.command(args).output().unwrap())
    }

    fn files(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn shown(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap_or(-1),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// Runs a command whose standard output or standard error nobody reads, as behind `| head`.
#[cfg(unix)]
fn status_unread(mut command: Command, stdout: bool, stderr: bool) -> i32 {
    let unread = |closed: bool| {
        let (_, writer) = std::os::unix::net::UnixStream::pair().unwrap();
        if closed {
            Stdio::from(std::os::fd::OwnedFd::from(writer))
        } else {
            Stdio::null()
        }
    };
    let status = command
        .stdout(unread(stdout))
        .stderr(unread(stderr))
        .status();
    status.unwrap().code().unwrap()
}

#[cfg(unix)]
#[test]
fn a_closed_output_changes_nothing_but_what_is_shown() {
    const WARNING: &str = "version: 1\ncodes:\n  gone: {status: 200, description: It is gone.}\noutputs: {docs: [{path: out.md}]}\n";
    let warns = Project::new(WARNING);
    let fails = Project::new("version: 1\n");
    let document = "openapi: 3.1.0\npaths: {/a: {get: {responses: {410: {content: {application/json: {example: {error: {code: gome}}}}}}}}}\n";
    fs::write(warns.path("api.yaml"), document).unwrap();
    let commands: [(&Project, &[&str], i32); 11] = [
        (&warns, &["check"], 0),
        (&warns, &["check", "--deny-warnings"], 1),
        (&warns, &["check", "nowhere.yaml"], 2),
        (&fails, &["check", "--format", "json"], 1),
        (&warns, &["generate", "--check"], 1),
        (&fails, &["generate"], 1),
        (&warns, &["rust"], 0),
        (&warns, &["openapi", "--deny-warnings"], 1),
        (&warns, &["explain"], 0),
        (&warns, &["explain", "nosuch"], 2),
        (&warns, &["verify", "openapi", "api.yaml"], 1),
    ];
    for (project, args, expected) in commands {
        for (stdout, stderr) in [(false, false), (true, false), (false, true), (true, true)] {
            let status = status_unread(project.command(args), stdout, stderr);
            assert_eq!(status, expected, "{args:?}, closed: {stdout} and {stderr}");
        }
    }
    assert!(!warns.path("catalog/out.md").exists());
    assert_eq!(status_unread(warns.command(&["generate"]), true, true), 0);
    assert!(warns.path("catalog/out.md").exists(), "it was written");
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_an_error() {
    let project = Project::new(GOOD);
    for args in [&["openapi"][..], &["explain"]] {
        let full = fs::File::create("/dev/full").unwrap();
        let output = project.command(args).stdout(full).output().unwrap();
        let (status, _, stderr) = shown(&output);
        assert_eq!(status, 2, "{args:?}");
        assert!(
            stderr.starts_with("error: cannot write to standard output: "),
            "{stderr}"
        );
    }
}

#[test]
fn check_exits_with_0_1_and_2() {
    let project = Project::new(GOOD);
    assert_eq!(
        project.run(&["check"]),
        (0, String::new(), "1 catalog: no findings\n".to_owned())
    );

    project.write("version: 1\ncodes: {}\n");
    let (status, out, err) = project.run(&["check", "--format", "concise"]);
    assert_eq!((status, err.as_str()), (1, "1 catalog: 1 error\n"));
    assert_eq!(
        out,
        "catalog/errors.yaml:2:1: error[no-codes]: the catalog has no codes\n"
    );

    let (status, out, err) = project.run(&["check", "nowhere.yaml"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(
        err.starts_with("error: cannot find nowhere.yaml: "),
        "{err}"
    );
    assert_eq!(project.run(&["check", "--nonsense"]).0, 2);
}

#[test]
fn warnings_fail_only_where_they_are_denied() {
    let project =
        Project::new("version: 1\ncodes:\n  gone: {status: 200, description: It is gone.}\n");
    assert_eq!(project.run(&["check"]).0, 0);
    assert_eq!(project.run(&["check", "--deny-warnings"]).0, 1);
    assert_eq!(project.run(&["generate", "--deny-warnings"]).0, 1);
    assert_eq!(project.run(&["rust", "--deny-warnings"]).0, 1);
}

#[test]
fn a_catalog_comes_from_standard_input_too() {
    let project = Project::new(GOOD);
    let mut command = project.command(&["check", "-", "--format", "json"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"version: 1\ncodes:\n  \xff: {}\n")
        .unwrap();
    let (status, out, _) = shown(&child.wait_with_output().unwrap());
    let line: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (status, line["rule"].as_str(), line["file"].as_str()),
        (1, Some("syntax"), Some("<stdin>"))
    );
    assert_eq!(
        (line["line"].as_u64(), line["column"].as_u64()),
        (Some(3), Some(3)),
        "where it stops being UTF-8"
    );
}

#[test]
fn a_folder_means_every_catalog_beneath_it() {
    let project = Project::new(GOOD);
    for folder in [
        "catalog/b",
        "catalog/a/deep",
        "catalog/.hidden",
        "catalog/target",
    ] {
        fs::create_dir_all(project.path(folder)).unwrap();
        fs::write(project.path(folder).join("errors.yaml"), "version: 2\n").unwrap();
    }
    let (status, out, _) = project.run(&["check", "--format", "concise"]);
    let files: Vec<_> = out
        .lines()
        .map(|line| line.split(':').next().unwrap())
        .collect();
    assert_eq!(
        (status, files),
        (
            1,
            vec!["catalog/a/deep/errors.yaml", "catalog/b/errors.yaml"]
        )
    );
}

#[test]
fn generate_writes_what_changed_and_check_says_what_did_not() {
    let project = Project::new(&format!("{GOOD}{OUTPUTS}"));
    let (status, out, err) = project.run(&["generate", "--check"]);
    assert_eq!(status, 1);
    assert_eq!(
        out.lines()
            .filter(|line| line.starts_with("missing: catalog/out/"))
            .count(),
        4,
        "{out}"
    );
    assert!(err.contains("run `errcat generate catalog`"), "{err}");
    assert!(
        !project.path("catalog/out").exists(),
        "a check writes nothing"
    );

    let (status, _, err) = project.run(&["generate"]);
    assert!(
        status == 0 && err.contains("4 written, 0 unchanged in "),
        "{err}"
    );
    assert_eq!(
        project.files("catalog/out"),
        ["api.json", "api.yaml", "errors.md", "errors.rs"]
    );
    let written = fs::metadata(project.path("catalog/out/api.yaml"))
        .unwrap()
        .modified()
        .unwrap();
    let (_, _, err) = project.run(&["generate"]);
    assert!(err.contains("0 written, 4 unchanged in "), "{err}");
    assert_eq!(
        fs::metadata(project.path("catalog/out/api.yaml"))
            .unwrap()
            .modified()
            .unwrap(),
        written
    );
    assert_eq!(project.run(&["generate", "--check"]).0, 0);

    project.write(&format!(
        "{}{OUTPUTS}",
        GOOD.replace("It is gone", "It has gone")
    ));
    let (status, out, _) = project.run(&["generate", "--check"]);
    assert_eq!((status, out.matches("stale: ").count()), (1, 4), "{out}");
    assert_eq!(project.run(&["generate"]).0, 0);
    assert!(
        fs::read_to_string(project.path("catalog/out/errors.md"))
            .unwrap()
            .contains("It has gone.")
    );
}

#[test]
fn generate_says_the_same_from_wherever_it_is_started() {
    let project = Project::new(&format!("{GOOD}{OUTPUTS}"));
    assert_eq!(project.run(&["generate"]).0, 0);
    let mut command = Command::new(env!("CARGO_BIN_EXE_errcat"));
    let output = command
        .args(["generate", "--check", "errors.yaml"])
        .current_dir(project.path("catalog"))
        .output()
        .unwrap();
    assert_eq!(shown(&output).0, 0, "{output:?}");
    let first = |file: &str| {
        fs::read_to_string(project.path(file))
            .unwrap()
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        first("catalog/out/api.yaml"),
        "# @generated by errcat from ../errors.yaml as out/api.yaml. Edit the catalog, not this file."
    );
}

#[test]
fn what_nothing_generates_any_more_is_left_over_and_removed() {
    let project = Project::new(&format!("{GOOD}{OUTPUTS}"));
    assert_eq!(project.run(&["generate"]).0, 0);
    fs::write(project.path("catalog/out/notes.md"), "written by hand\n").unwrap();
    fs::write(
        project.path("catalog/out/other.md"),
        "<!-- @generated by errcat from ../other.yaml. Edit the catalog, not this. -->\n",
    )
    .unwrap();
    fs::write(project.path("catalog/other.yaml"), GOOD).unwrap();

    project.write(&format!(
        "{GOOD}outputs: {{openapi: [{{path: out/api.yaml}}]}}\n"
    ));
    let (status, out, _) = project.run(&["generate", "--check"]);
    assert_eq!(
        (status, out.matches("left over: ").count()),
        (1, 3),
        "{out}"
    );
    let (_, _, err) = project.run(&["generate"]);
    assert!(err.contains("0 written, 1 unchanged, 3 removed"), "{err}");
    assert_eq!(
        project.files("catalog/out"),
        ["api.yaml", "notes.md", "other.md"],
        "only what was this catalog's"
    );
}

#[test]
fn what_was_written_by_hand_is_never_overwritten() {
    let project = Project::new(&format!(
        "{GOOD}outputs: {{openapi: [{{path: api.yaml}}], docs: [{{path: ../README.md}}]}}\n"
    ));
    fs::write(project.path("README.md"), "# My own words\n").unwrap();
    let (status, _, err) = project.run(&["generate"]);
    assert_eq!(status, 2);
    assert!(err.contains("was not generated by errcat"), "{err}");
    assert_eq!(
        fs::read_to_string(project.path("README.md")).unwrap(),
        "# My own words\n"
    );
    assert!(!project.path("catalog/api.yaml").exists(), "all or nothing");
}

/// Text that speaks of the mark is not marked by it, and what was printed is not what was generated.
#[test]
fn only_errcats_own_files_are_errcats_to_remove() {
    let project = Project::new(&format!(
        "{GOOD}outputs: {{openapi: [{{path: api.yaml}}, {{path: api.json}}], rust: [{{path: errors.rs}}]}}\n"
    ));
    assert_eq!(project.run(&["generate"]).0, 0);
    let notes =
        "A file that starts with `@generated by errcat from errors.yaml` is never edited.\n";
    let by_hand = [
        ("notes.md", notes.to_owned()),
        (
            "gone.md",
            "<!-- @generated by errcat from gone.yaml. Edit the catalog. -->\n".to_owned(),
        ),
        (
            "printed.rs",
            project.run(&["rust", "catalog/errors.yaml"]).1,
        ),
        (
            "printed.yaml",
            project.run(&["openapi", "catalog/errors.yaml"]).1,
        ),
        (
            "printed.json",
            project.run(&["openapi", "catalog/errors.yaml", "--json"]).1,
        ),
        (
            "printed.md",
            project.run(&["docs", "catalog/errors.yaml"]).1,
        ),
    ];
    for (name, text) in &by_hand {
        fs::write(project.path("catalog").join(name), text).unwrap();
    }
    assert_eq!(project.run(&["generate", "--check"]).0, 0);
    assert!(
        project
            .run(&["generate"])
            .2
            .contains("0 written, 3 unchanged in ")
    );

    project.write(&format!("{GOOD}outputs: {{docs: [{{path: notes.md}}]}}\n"));
    let (status, _, err) = project.run(&["generate"]);
    assert!(
        status == 2 && err.contains("was not generated by errcat"),
        "{err}"
    );
    for (name, text) in &by_hand {
        assert_eq!(
            fs::read_to_string(project.path("catalog").join(name)).unwrap(),
            *text,
            "{name}"
        );
    }
}

#[test]
fn two_outputs_cannot_be_one_file() {
    let project = Project::new(&format!(
        "{GOOD}outputs: {{openapi: [{{path: a.yaml}}, {{path: ./x/../a.yaml}}]}}\n"
    ));
    let (status, out, _) = project.run(&["generate", "--format", "concise"]);
    assert!(
        status == 1 && out.contains("error[duplicate-output]"),
        "{out}"
    );

    project.write(&format!(
        "{GOOD}outputs: {{openapi: [{{path: ../z.yaml}}]}}\n"
    ));
    fs::create_dir(project.path("catalog/b")).unwrap();
    fs::write(
        project.path("catalog/b/errors.yaml"),
        format!("{GOOD}outputs: {{openapi: [{{path: ../../z.yaml}}]}}\n"),
    )
    .unwrap();
    let (status, _, err) = project.run(&["generate"]);
    assert!(
        status == 2 && err.contains("two outputs ask for it"),
        "{err}"
    );
    assert!(!project.path("z.yaml").exists());
}

#[test]
fn a_template_of_the_command_is_shown_as_the_command_names_it() {
    let project = Project::new(GOOD);
    fs::write(project.path("mine.md.j2"), "{{ nope }}\n").unwrap();
    let (status, _, err) = project.run(&["docs", "--template", "mine.md.j2"]);
    assert!(
        status == 1 && err.contains("--> mine.md.j2:1:4") && !err.contains("asked for"),
        "{err}"
    );
}

#[test]
fn one_bad_catalog_stops_all() {
    let project = Project::new(&format!("{GOOD}{OUTPUTS}"));
    fs::create_dir(project.path("catalog/b")).unwrap();
    fs::write(project.path("catalog/b/errors.yaml"), "version: 1\n").unwrap();
    let (status, _, err) = project.run(&["generate"]);
    assert_eq!(
        (status, err.as_str()),
        (1, "1 error: nothing was written\n")
    );
    assert!(!project.path("catalog/out").exists());
}

#[test]
fn a_template_that_fails_is_shown_at_its_place_and_nothing_is_written() {
    let project = Project::new(&format!(
        "{GOOD}outputs: {{openapi: [{{path: a.yaml}}], docs: [{{path: a.md, template: t/page.md.j2}}]}}\n"
    ));
    fs::create_dir(project.path("catalog/t")).unwrap();
    let template = "{% extends \"errcat/page.md.j2\" %}\n{% block title %}é {{ catalog.nope.name }}{% endblock %}\n";
    fs::write(project.path("catalog/t/page.md.j2"), template).unwrap();
    let (status, out, _) = project.run(&["generate", "--format", "concise"]);
    assert_eq!(status, 1);
    assert!(
        out.starts_with("catalog/t/page.md.j2:2:30: error[template]: `catalog.nope` is undefined"),
        "{out}"
    );
    assert!(!project.path("catalog/a.yaml").exists());
    let (_, out, _) = project.run(&["check"]);
    assert!(
        out.contains("catalog.nope") && out.contains("asked for here"),
        "{out}"
    );
}

/// MiniJinja drops a block that its parent does not have; the section would be gone and nobody would know.
#[test]
fn a_block_that_overrides_nothing_is_found() {
    let project = Project::new(&format!(
        "{GOOD}outputs: {{docs: [{{path: a.md, template: page.md.j2}}]}}\n"
    ));
    let page = "{% extends \"errcat/page.md.j2\" %}\n{% block intro %}{% block inner %}{% endblock %}{% endblock %}\n{%- block code -%}é{% endblock %}\n";
    fs::write(project.path("catalog/page.md.j2"), page).unwrap();
    let (status, out, _) = project.run(&["generate"]);
    assert_eq!(status, 1);
    assert!(
        out.contains("catalog/page.md.j2:3:11") && out.contains("`code` overrides no block"),
        "{out}"
    );
    assert!(
        out.contains("did you mean `codes`?") && !out.contains("`inner`"),
        "{out}"
    );
    let (status, _, err) = project.run(&["docs", "--template", "catalog/page.md.j2"]);
    assert!(
        status == 1 && err.contains("`code` overrides no block"),
        "{err}"
    );
}

#[test]
fn a_folder_of_ones_own_overrides_a_block_or_a_whole_template() {
    let project = Project::new(&format!(
        "{GOOD}outputs: {{docs: [{{path: a.md, template: t/page.md.j2}}]}}\n"
    ));
    fs::create_dir(project.path("catalog/t")).unwrap();
    let page = "{% extends \"errcat/page.md.j2\" %}\n{% block title %}# Mine{% endblock %}\n{% block handling %}{% endblock %}\n";
    fs::write(project.path("catalog/t/page.md.j2"), page).unwrap();
    assert_eq!(project.run(&["generate"]).0, 0);
    let made = fs::read_to_string(project.path("catalog/a.md")).unwrap();
    assert!(
        made.contains("# Mine\n")
            && made.contains("| [`gone`](#gone) | 410 |")
            && !made.contains("## Handling"),
        "{made}"
    );

    fs::write(
        project.path("catalog/t/tables.md.j2"),
        "{% macro codes() %}MY CODES{% endmacro %}{% macro attributes() %}{% endmacro %}",
    )
    .unwrap();
    assert_eq!(project.run(&["generate"]).0, 0);
    assert!(
        fs::read_to_string(project.path("catalog/a.md"))
            .unwrap()
            .contains("MY CODES")
    );
}

#[test]
fn one_output_goes_to_standard_output() {
    let project = Project::new(GOOD);
    let (status, out, err) = project.run(&["rust", "--with", "serde,http"]);
    assert!(
        status == 0
            && err.is_empty()
            && out.starts_with("// @generated by errcat from catalog/errors.yaml, printed.")
    );
    assert!(out.contains("::http::StatusCode") && out.contains("use ::serde::{"));
    let (_, out, _) = project.run(&[
        "openapi",
        "catalog/errors.yaml",
        "--version",
        "3.0",
        "--json",
    ]);
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&out).unwrap()["openapi"],
        "3.0.3"
    );
    let (_, out, _) = project.run(&["openapi", "--fragment"]);
    assert!(out.contains("\ncomponents:\n") && !out.contains("\nopenapi:"));
    let (_, out, _) = project.run(&["docs"]);
    assert!(
        out.contains("| [`gone`](#gone) | 410 | It is gone. |"),
        "{out}"
    );

    project.write("version: 1\n");
    let (status, out, err) = project.run(&["rust"]);
    assert_eq!(
        (status, out.as_str()),
        (1, ""),
        "nothing but the module goes to standard output"
    );
    assert!(err.contains("error[no-codes]"), "{err}");
}

#[test]
fn init_writes_a_catalog_that_is_clean_and_overwrites_none() {
    let project = Project::new(GOOD);
    assert_eq!(project.run(&["init"]).0, 2, "there is one already");
    assert_eq!(
        fs::read_to_string(project.path("catalog/errors.yaml")).unwrap(),
        GOOD
    );
    fs::remove_file(project.path("catalog/errors.yaml")).unwrap();
    assert_eq!(project.run(&["init"]).0, 0);
    assert_eq!(project.run(&["check", "--deny-warnings"]).0, 0);
    assert_eq!(project.run(&["generate"]).0, 0);
    assert!(
        project.path("docs/errors.md").exists()
            && project.path("docs/openapi-errors.yaml").exists()
    );
}

#[test]
fn explain_tells_a_rule_or_lists_all() {
    let project = Project::new(GOOD);
    let (status, out, _) = project.run(&["explain", "no-status"]);
    assert!(
        status == 0 && out.contains("Why: ") && out.contains("Put right:"),
        "{out}"
    );
    let (_, out, _) = project.run(&["explain"]);
    assert_eq!(out.lines().count(), errcat::rules().count());
    let (status, _, err) = project.run(&["explain", "no-statos"]);
    assert_eq!(
        (status, err.as_str()),
        (
            2,
            "error: no rule is called `no-statos`: did you mean `no-status`?\n"
        )
    );
}

#[test]
fn verify_exits_with_0_1_and_2() {
    let project = Project::new(GOOD);
    let document = "openapi: 3.1.0\npaths:\n  /a:\n    get:\n      responses: {410: {content: {application/json: {example: {error: {code: gone, message: It is gone.}}}}}}\n";
    fs::write(project.path("api.yaml"), document).unwrap();
    let verify = ["verify", "openapi", "api.yaml"];
    assert_eq!(
        project.run(&verify),
        (
            0,
            String::new(),
            "api.yaml agrees with catalog/errors.yaml: no findings\n".to_owned()
        )
    );

    fs::write(
        project.path("api.yaml"),
        document.replace("code: gone", "code: gome"),
    )
    .unwrap();
    let concise = [&verify[..], &["--format", "concise"]].concat();
    assert_eq!(
        project.run(&concise),
        (
            1,
            "api.yaml:5:78: error[code-not-in-catalog]: no code is called `gome`\n".to_owned(),
            "api.yaml and catalog/errors.yaml: 1 error\n".to_owned()
        )
    );
    for twice in [
        &["verify", "openapi", "-", "--catalog", "-"][..],
        &["openapi", "-", "--into", "-"],
    ] {
        let (status, _, err) = project.run(twice);
        assert!(
            status == 2 && err.contains("standard input is one file"),
            "{err}"
        );
    }
    let json = [&verify[..], &["--format", "json"]].concat();
    assert!(project.run(&json).1.contains("\"did you mean `gone`?\""));

    fs::write(project.path("api.yaml"), document).unwrap();
    project.write(&format!(
        "{GOOD}operations:\n  POST /b: [gone]\n  GET /a: [gone]\n"
    ));
    assert_eq!(project.run(&verify).0, 1);
    project.write(&format!("{GOOD}  taken: {{status: 409, description: Taken.}}\noperations:\n  GET /a: [taken, gone]\n"));
    fs::write(
        project.path("api.yaml"),
        document.replace("410:", "409: {}, 418: {}, 410:"),
    )
    .unwrap();
    assert_eq!(project.run(&verify).0, 0, "a warning");
    assert_eq!(
        project.run(&[&verify[..], &["--deny-warnings"]].concat()).0,
        1
    );

    // A catalog with errors is all that is shown.
    project.write("version: 1\ncodes: {}\n");
    let (status, out, _) = project.run(&concise);
    assert_eq!(status, 1);
    assert_eq!(
        out,
        "catalog/errors.yaml:2:1: error[no-codes]: the catalog has no codes\n"
    );

    project.write(GOOD);
    let (status, out, err) = project.run(&["verify", "openapi", "nowhere.yaml"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("nowhere.yaml"), "{err}");
    assert_eq!(
        project
            .run(&[&verify[..], &["--catalog", "no.yaml"]].concat())
            .0,
        2
    );
    assert_eq!(project.run(&["verify", "openapi"]).0, 2);
}

#[test]
fn explain_shows_the_catalog_beside_a_document() {
    let project = Project::new(GOOD);
    let (status, out, _) = project.run(&["explain", "missing-response"]);
    assert!(
        status == 0 && out.contains("Both beside this catalog:") && out.contains("    openapi: "),
        "{out}"
    );
}

#[test]
fn colour_is_for_terminals() {
    let project = Project::new("version: 1\n");
    assert!(!project.run(&["check"]).1.contains('\u{1b}'));
    let output = project
        .command(&["check"])
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    assert!(shown(&output).1.contains('\u{1b}'));
}

/// However a run ends, a file is one of the versions that were written, and whole.
#[test]
fn a_killed_run_leaves_every_file_whole() {
    let catalog = |version: usize| {
        let codes: String = (0..400)
            .map(|code| {
                format!("  code_{code}_x: {{status: 404, description: Version {version}.}}\n")
            })
            .collect();
        format!("version: 1\ncodes:\n{codes}{OUTPUTS}")
    };
    let project = Project::new(&catalog(0));
    assert_eq!(project.run(&["generate"]).0, 0);
    let files = ["api.json", "api.yaml", "errors.md", "errors.rs"];
    let read =
        || files.map(|file| fs::read_to_string(project.path("catalog/out").join(file)).unwrap());
    let [mut old, mut killed] = [read(), read()];
    let start = Instant::now();
    assert_eq!(project.run(&["generate"]).0, 0);
    let whole_run = start.elapsed();
    let mut interrupted = 0;
    for version in 1..=40_u32 {
        project.write(&catalog(version as usize));
        let mut child = project
            .command(&["generate"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole_run * version / 40);
        child.kill().unwrap();
        if !child.wait().unwrap().success() {
            interrupted += 1;
        }
        killed.clone_from(&read());
        // What the run would have written, had it been left alone.
        let output = project.run(&["generate"]);
        assert_eq!(
            output.0, 0,
            "a killed run is no obstacle to the next: {}",
            output.2
        );
        let new = read();
        for at in 0..files.len() {
            assert!(
                killed[at] == old[at] || killed[at] == new[at],
                "{} is neither old nor new",
                files[at]
            );
        }
        old = new;
    }
    assert!(interrupted > 0, "no run was killed in time");
    sweep(&project.path("catalog/out"));
    assert_eq!(
        project.files("catalog/out"),
        files,
        "what killed runs left is swept up by later ones"
    );
}

/// Makes what killed runs left older than a minute, and lets a run sweep it up.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name().to_string_lossy().starts_with(".errcat-") {
            let file = fs::File::options().write(true).open(entry.path()).unwrap();
            file.set_modified(std::time::SystemTime::now() - Duration::from_secs(120))
                .unwrap();
        }
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_errcat"));
    let output = command
        .arg("generate")
        .current_dir(folder.parent().unwrap())
        .arg("errors.yaml")
        .output()
        .unwrap();
    assert_eq!(shown(&output).0, 0);
}

#[test]
fn the_built_in_templates_are_a_start_for_ones_own() {
    let project = Project::new(&format!(
        "{GOOD}outputs: {{docs: [{{path: a.md}}, {{path: b.md, template: ../t/page.md.j2}}]}}\n"
    ));
    let (status, _, err) = project.run(&["docs", "--init", "t"]);
    assert!(
        status == 0 && err.contains("wrote t/page.md.j2") && err.contains("wrote t/code.md.j2"),
        "{err}"
    );
    assert_eq!(project.run(&["generate"]).0, 0);
    let made = |name: &str| fs::read_to_string(project.path(name)).unwrap();
    let built_in = made("catalog/a.md").replace(" as a.md", " as b.md");
    assert_eq!(built_in, made("catalog/b.md"));
    fs::write(project.path("t/tables.md.j2"), "mine").unwrap();
    fs::remove_file(project.path("t/code.md.j2")).unwrap();
    let (status, _, err) = project.run(&["docs", "--init", "t"]);
    assert!(status == 2 && err.contains("t/page.md.j2"), "{err}");
    assert_eq!(made("t/tables.md.j2"), "mine");
    assert!(!project.path("t/code.md.j2").exists(), "all or nothing");
}

#[test]
fn the_page_of_a_code_goes_to_standard_output() {
    let project = Project::new(GOOD);
    let (status, out, err) = project.run(&["docs", "--code", "gone"]);
    assert!(
        status == 0 && err.is_empty() && out.starts_with("# `gone`\n"),
        "{out}{err}"
    );
    let (status, out, err) = project.run(&["docs", "--code", "gon"]);
    assert!(status == 1 && out.is_empty(), "{out}");
    assert!(
        err.contains("no code is called `gon`") && err.contains("did you mean `gone`?"),
        "{err}"
    );
    let (status, out, _) = project.run(&["docs", "--template", "errcat/index.md.j2"]);
    assert!(
        status == 0 && out.contains("## Error codes") && !out.contains("### `gone`"),
        "{out}"
    );
}

/// What a person writes between two runs is kept, and what errcat did not make is overwritten only where that was said.
#[test]
fn a_page_that_is_written_by_hand_stays_but_for_its_sections() {
    let project = Project::new(&format!(
        "{GOOD}outputs: {{docs: [{{splice: page.md}}], files: [{{path: a.csv, template: a.j2, mark: false}}]}}\n"
    ));
    fs::write(project.path("catalog/a.j2"), "code\n").unwrap();
    fs::write(project.path("catalog/a.csv"), "mine\n").unwrap();
    let page = "Mine.\n\n<!-- errcat: codes -->\n<!-- errcat: end -->\n";
    fs::write(project.path("catalog/page.md"), page).unwrap();
    let (status, out, _) = project.run(&["generate", "--check"]);
    assert!(
        status == 1
            && out.contains("stale: catalog/page.md")
            && out.contains("stale: catalog/a.csv"),
        "{out}"
    );
    let made = |name: &str| fs::read_to_string(project.path(name)).unwrap();
    assert_eq!(made("catalog/page.md"), page, "checking writes nothing");
    assert_eq!(project.run(&["generate"]).0, 0);
    assert_eq!(made("catalog/a.csv"), "code\n");
    let mine = made("catalog/page.md").replace("Mine.", "Mine, and more.");
    assert!(mine.contains("| `gone` | 410 |"), "{mine}");
    fs::write(project.path("catalog/page.md"), &mine).unwrap();
    assert_eq!(project.run(&["generate", "--check"]).0, 0);
    // The catalog moves on, and the page with it.
    project.write(&made("catalog/errors.yaml").replace("It is gone.", "It has gone."));
    assert_eq!(project.run(&["generate"]).0, 0);
    assert_eq!(
        made("catalog/page.md"),
        mine.replace("It is gone.", "It has gone.")
    );
    // A mark that is lost loses nothing else.
    let broken = made("catalog/page.md").replace("<!-- errcat: end -->", "");
    fs::write(project.path("catalog/page.md"), &broken).unwrap();
    let (status, out, err) = project.run(&["generate"]);
    assert!(
        status == 1 && err.contains("nothing was written"),
        "{out}{err}"
    );
    assert!(
        out.contains("catalog/page.md:3:14") && out.contains("this section has no end"),
        "{out}"
    );
    assert_eq!(made("catalog/page.md"), broken);
}

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
            "is a table with type, status, tag, without_tag, operation",
        ),
        (serde_json::json!(["x"]), "is a table with"),
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

/// What is not errcat's is not removed, and what two catalogs ask for is written by neither in turns.
#[test]
fn nothing_is_removed_or_overwritten_that_may_be_somebodys() {
    let project = Project::new(&format!("{GOOD}outputs: {{docs: [{{path: a.md}}]}}\n"));
    let settings = project.path("catalog/.errcat-version");
    fs::write(&settings, "mine").unwrap();
    let long_ago = std::time::SystemTime::now() - Duration::from_secs(600);
    let file = fs::File::options().write(true).open(&settings).unwrap();
    file.set_modified(long_ago).unwrap();
    assert_eq!(project.run(&["generate"]).0, 0);
    assert!(settings.exists());
    // The page of another catalog that is still there.
    let other = project.path("catalog/other.yaml");
    fs::write(
        &other,
        fs::read_to_string(project.path("catalog/errors.yaml")).unwrap(),
    )
    .unwrap();
    let (status, _, err) = project.run(&["generate", "catalog/other.yaml"]);
    assert!(status == 2 && err.contains("another catalog"), "{err}");
    fs::remove_file(project.path("catalog/errors.yaml")).unwrap();
    assert_eq!(
        project.run(&["generate", "catalog/other.yaml"]).0,
        0,
        "it was renamed"
    );
    // Line ends of another system are no difference.
    let page = project.path("catalog/a.md");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replace('\n', "\r\n")).unwrap();
    assert_eq!(
        project
            .run(&["generate", "--check", "catalog/other.yaml"])
            .0,
        0
    );
}

/// A copy of a generated file is its maker's, whatever it is called.
#[test]
fn copies_of_generated_files_stay() {
    let catalog = format!(
        "{GOOD}outputs: {{openapi: [{{path: out/api.yaml}}, {{path: out/api.json}}], docs: [{{path: \"out/{{code}}.md\"}}, {{path: my docs/errors.md}}], rust: [{{path: out/errors.rs}}]}}\n"
    );
    let project = Project::new(&catalog);
    fs::create_dir(project.path("catalog/my docs")).unwrap();
    assert_eq!(project.run(&["generate"]).0, 0);
    let copies = [
        ("out/gone.md", "out/gone.md.bak"),
        ("out/gone.md", "out/gone.md~"),
        ("out/gone.md", "out/lost.md"),
        ("out/gone.md", "out/gone copy.md"),
        ("out/gone.md", "my docs/gone.md"),
        ("out/errors.rs", "out/errors.rs.orig"),
        ("out/api.json", "out/#api.json#"),
        ("out/api.yaml", "out/.api.yaml.swp"),
        ("my docs/errors.md", "my docs/errors (1).md"),
        ("my docs/errors.md", "out/errors.md"),
    ];
    for (from, to) in copies {
        let [from, to] = [from, to].map(|path| project.path("catalog").join(path));
        fs::copy(from, to).unwrap();
    }
    assert_eq!(project.run(&["generate", "--check"]).0, 0);
    let (status, _, err) = project.run(&["generate"]);
    assert!(
        status == 0 && err.starts_with("0 written, 5 unchanged in "),
        "{err}"
    );
    for (_, copy) in copies {
        assert!(project.path("catalog").join(copy).exists(), "{copy}");
    }
    // What they are copies of goes with its entry.
    project.write(&format!(
        "{GOOD}outputs: {{openapi: [{{path: out/a.yaml}}, {{path: my docs/a.yaml}}]}}\n"
    ));
    let (_, _, err) = project.run(&["generate"]);
    assert!(err.contains("2 written, 0 unchanged, 5 removed"), "{err}");
    for (_, copy) in copies {
        assert!(project.path("catalog").join(copy).exists(), "{copy}");
    }
}

/// What outputs are made of is not overwritten, by whatever name an output calls it.
#[cfg(unix)]
#[test]
fn inputs_are_not_overwritten_through_links() {
    let input = |name: &str| format!("it is {name}; choose another path");
    let outputs = [
        ("here/errors.yaml", input("the catalog itself")),
        ("alias.yaml", input("the catalog itself")),
        ("here/a.j2", input("a template")),
        ("here/page.md", "page.md is the same file".to_owned()),
        ("here/sub/../errors.yaml", input("the catalog itself")),
    ];
    for (path, why) in outputs {
        let catalog = format!(
            "{GOOD}outputs: {{docs: [{{splice: page.md}}], files: [{{path: {path}, template: a.j2, mark: false}}]}}\n"
        );
        let project = Project::new(&catalog);
        let inputs = [
            ("errors.yaml", catalog.as_str()),
            ("a.j2", "overwritten"),
            (
                "page.md",
                "mine\n<!-- errcat: codes -->\n<!-- errcat: end -->\n",
            ),
        ];
        for (name, text) in &inputs[1..] {
            fs::write(project.path("catalog").join(name), text).unwrap();
        }
        fs::create_dir(project.path("catalog/sub")).unwrap();
        for (to, link) in [(".", "here"), ("errors.yaml", "alias.yaml")] {
            std::os::unix::fs::symlink(to, project.path("catalog").join(link)).unwrap();
        }
        for args in [&["generate"][..], &["generate", "--check"]] {
            let (status, _, err) = project.run(args);
            assert!(status == 2 && err.contains(&why), "{path}: {err}");
        }
        for (name, text) in inputs {
            let found = fs::read_to_string(project.path("catalog").join(name)).unwrap();
            assert_eq!(found, text, "{path}: {name}");
        }
    }
}

/// Runs at the same time that want the same do not stand in each other's way.
#[test]
fn runs_at_the_same_time_agree() {
    let marks = "<!-- errcat: codes -->\n<!-- errcat: end -->\n";
    let outputs =
        "outputs: {docs: [{splice: page.md}, {splice: other.md}, {path: \"errors/{code}.md\"}]}\n";
    let project = Project::new(&format!("{GOOD}{outputs}"));
    for round in 0..8 {
        // Something to write each time, and something to remove.
        project.write(&format!(
            "version: 1\ncodes:\n  gone: {{status: 410, description: It is gone.}}\n  c{round}: {{status: 404, description: Round {round}.}}\n{outputs}"
        ));
        for page in ["page.md", "other.md"] {
            fs::write(
                project.path("catalog").join(page),
                format!("Round {round}\n{marks}"),
            )
            .unwrap();
        }
        let runs: Vec<_> = (0..8)
            .map(|_| {
                let mut command = project.command(&["generate"]);
                command.stdout(Stdio::piped()).stderr(Stdio::piped());
                command.spawn().unwrap()
            })
            .collect();
        for run in runs {
            let (status, out, err) = shown(&run.wait_with_output().unwrap());
            assert_eq!(status, 0, "{out}{err}");
        }
        assert_eq!(project.run(&["generate", "--check"]).0, 0);
        assert_eq!(
            project.files("catalog/errors"),
            [format!("c{round}.md"), "gone.md".to_owned()]
        );
    }
}

/// One folder by two names has the files of both.
#[cfg(unix)]
#[test]
fn a_folder_with_two_names_is_one_folder() {
    let project = Project::new(&format!(
        "{GOOD}outputs: {{docs: [{{path: link/a.md}}, {{path: real/b.md}}]}}\n"
    ));
    fs::create_dir(project.path("catalog/real")).unwrap();
    std::os::unix::fs::symlink("real", project.path("catalog/link")).unwrap();
    for _ in 0..2 {
        assert_eq!(project.run(&["generate"]).0, 0);
        assert_eq!(project.files("catalog/real"), ["a.md", "b.md"]);
    }
    // A link to nowhere is found before anything is written.
    fs::remove_file(project.path("catalog/real/a.md")).unwrap();
    fs::remove_file(project.path("catalog/real/b.md")).unwrap();
    std::os::unix::fs::symlink("missing/folder/b.md", project.path("catalog/real/b.md")).unwrap();
    project.run(&["generate"]);
    let made = project.path("catalog/real/missing/folder/b.md").exists();
    assert_eq!(
        made,
        project.path("catalog/real/a.md").exists(),
        "all or nothing"
    );
}
