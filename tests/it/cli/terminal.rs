//! Standard input, output and error.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::support::{GOOD, Project, shown};

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

/// Whether a terminal would show every character where it stands, but for line breaks and errcat's own colours.
fn hides_nothing(shown: &str) -> bool {
    let plain = shown.replace("\u{1b}[", "[");
    let hides = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    !plain.contains(hides) && !shown.contains("\u{1b}]")
}

#[test]
fn nothing_in_a_catalog_reaches_the_terminal_unseen() {
    // An escape sequence, a tab, a C1 control, a change of direction, and a line of its own.
    const HOSTILE: &str =
        r"x\e]0;owned\a\e[2J\t\x9b\u202e\u200b\nerrors.yaml:1:1: error[x]: forged";
    let catalogs = [
        // In the path that the YAML parser puts before its own message, at each depth.
        "version: 1\ncodes:\n  \"X\": {{a: b}: 1}\n",
        "version: 1\ncodes:\n  a: {args: {\"X\": {{a: b}: 1}}}\n",
        "\"X\": !tag 1\n",
        "version: 1\ncodes: {\"X\": [*x]}\n",
        // In names and values that messages quote, as a whole or in part.
        "version: 1\n\"X\": 1\n",
        "version: 1\ncodes: {\"X\": {status: \"X\", description: \"X\", message: \"{X}\", type: \"X\"}}\n",
        "version: 1\ncodes: {a: {status: 400, description: a, docs: \"X\", doc_url: \"X\"}}\noperations: {\"X\": {\"X\": [a, \"X\"]}}\n",
        "version: 1\noutputs: {docs: [{path: \"X\", template: \"X\", select: {\"X\": \"X\"}}], \"X\": 1}\ncodes: {a: {status: 400, description: a}}\n",
        "version: 1\nenvelope: {body: {\"X\": {is: \"X\"}, a: {\"X\": 1}}}\nlints: {\"X\": \"X\"}\ncodes: {a: {status: 400, description: a}}\n",
    ];
    for catalog in catalogs {
        let project = Project::new(&catalog.replace('X', HOSTILE));
        for format in ["full", "concise", "json"] {
            let (status, stdout, stderr) = project.run(&["check", "--format", format]);
            assert_eq!(status, 1, "{catalog}");
            assert!(hides_nothing(&stdout), "{catalog}: {stdout:?}");
            assert!(hides_nothing(&stderr), "{catalog}: {stderr:?}");
            let forged = |line: &str| line.starts_with("errors.yaml:1:1: error[x]");
            assert!(!stdout.lines().any(forged), "{catalog}: {stdout}");
        }
    }
}

#[test]
fn nothing_in_a_template_reaches_the_terminal_unseen() {
    const CATALOG: &str = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {docs: [{path: a.md, template: a.j2}]}\n";
    for template in [
        r#"{{ "X"|nofilter }}"#,
        r#"{{ codes["X"].y.z }}"#,
        r#"{% include "X" %}"#,
        r#"{{ fail("X") }}"#,
        "{{ X }}",
        "{% X %}",
    ] {
        let project = Project::new(CATALOG);
        let hidden = "\u{1b}[2J\u{9b}\u{202e}\u{200b}\t\u{7}";
        fs::write(project.path("catalog/a.j2"), template.replace('X', hidden)).unwrap();
        let (status, stdout, stderr) = project.run(&["check"]);
        assert_eq!(status, 1, "{template}: {stdout}");
        assert!(hides_nothing(&(stdout + &stderr)), "{template}: {stderr:?}");
    }
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_reaches_the_terminal_visible() {
    let project = Project::new(GOOD);
    let name = "\u{1b}[2J\u{202e}\nerror: forged.yaml";
    let broken = "version: 1\ncodes: {gone: {}}\n";
    fs::write(project.path(name), broken).unwrap();
    let absent = format!("{name}.yml");
    for args in [
        &["check", name][..],
        &["check", "--format", "concise", name],
        &["check", &absent],
        &["generate", name],
        &["generate", "--check", name],
        &["init", name],
    ] {
        let (status, stdout, stderr) = project.run(args);
        assert_ne!(status, 0, "{args:?}");
        let all = stdout + &stderr;
        assert!(hides_nothing(&all), "{args:?}: {all:?}");
        assert!(
            !all.lines().any(|line| line.starts_with("error: forged")),
            "{args:?}: {all}"
        );
    }
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

/// Runs a command in a terminal, and returns everything that appears there.
#[cfg(target_os = "linux")]
fn in_a_terminal(project: &Project, args: &str) -> String {
    let mut command = Command::new("script");
    command.args(["--quiet", "--return", "--command"]);
    command.arg(format!("{} {args}", env!("CARGO_BIN_EXE_errcat")));
    command.arg("/dev/null").env("TERM", "xterm");
    let command = command.current_dir(project.path("."));
    let (status, out, err) = shown(&command.output().unwrap());
    assert_eq!((status, &*err), (0, ""), "{out}");
    out
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_shows_what_takes_long() {
    const WAITING: &str = "generating the outputs of catalog/errors.yaml (1s)";
    let codes: String = (0..20_000)
        .map(|code| format!("  code_{code}_x: {{status: 404, description: Number {code}.}}\n"))
        .collect();
    let outputs = "outputs: {docs: [{path: out/errors.md}]}\n";
    let project = Project::new(&format!("{GOOD}{codes}{outputs}"));
    let out = in_a_terminal(&project, "generate");
    assert!(out.contains(WAITING), "{out}");
    let last = out.rsplit(WAITING).next().unwrap();
    assert!(last.contains("\u{1b}[2K"), "the line is gone: {last:?}");
    assert!(last.contains("1 written, 0 unchanged"), "{last:?}");
    assert_eq!(in_a_terminal(&project, "generate --quiet"), "");

    // What nobody waits for shows nothing, and neither does a pipe.
    assert_eq!(project.run(&["generate", "--quiet"]).2, "");
    let piped = project.run(&["check"]).2;
    assert_eq!(piped, "1 catalog: no findings\n");
    let small = Project::new(&format!("{GOOD}{outputs}"));
    assert!(!in_a_terminal(&small, "generate").contains('\u{1b}'));
}
