//! What a disk can be like: pipes, devices and folders in the way, no space left.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::{GOOD, OUTPUTS, Project, shown};

/// The outcome of a command that must not wait for anybody.
fn at_once(project: &Project, args: &[&str]) -> (i32, String) {
    let mut child = project
        .command(args)
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            panic!("{args:?} waits");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let (status, _, said) = shown(&child.wait_with_output().unwrap());
    (status, said)
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_read() {
    let project = Project::new(GOOD);
    let pipe = project.path("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    std::os::unix::fs::symlink("/dev/zero", project.path("zero.yaml")).unwrap();
    let commands: [&[&str]; 6] = [
        &["check", "pipe"],
        &["check", "zero.yaml"],
        &["generate", "pipe"],
        &["openapi", "catalog/errors.yaml", "--into", "pipe"],
        &[
            "verify",
            "openapi",
            "zero.yaml",
            "--catalog",
            "catalog/errors.yaml",
        ],
        &["docs", "catalog/errors.yaml", "--template", "pipe"],
    ];
    for args in commands {
        let (status, said) = at_once(&project, args);
        assert!(
            status != 0 && said.contains("it is a device or a pipe"),
            "{args:?}: {status}, {said}"
        );
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_replaced() {
    let project = Project::new(&format!(
        "{GOOD}outputs: {{openapi: [{{path: api.yaml}}, {{path: last.yaml}}]}}\n"
    ));
    let path = project.path("catalog/api.yaml");
    for kind in ["pipe", "device", "folder"] {
        match kind {
            "pipe" => assert!(
                Command::new("mkfifo")
                    .arg(&path)
                    .status()
                    .unwrap()
                    .success()
            ),
            "device" => std::os::unix::fs::symlink("/dev/null", &path).unwrap(),
            _ => fs::create_dir(&path).unwrap(),
        }
        for check in [false, true] {
            let args: &[&str] = if check {
                &["generate", "--check"]
            } else {
                &["generate"]
            };
            let (status, said) = at_once(&project, args);
            let expected = if kind == "folder" {
                "it is a folder"
            } else {
                "it is a device or a pipe"
            };
            assert_eq!(status, 2, "{kind}: {said}");
            assert!(
                said.contains(expected) && said.contains("choose another path"),
                "{kind}: {said}"
            );
        }
        assert_eq!(
            project.files("catalog"),
            ["api.yaml", "errors.yaml"],
            "{kind}: nothing else is written"
        );
        if kind == "folder" {
            fs::remove_dir(&path).unwrap();
        } else {
            fs::remove_file(&path).unwrap();
        }
    }
    assert_eq!(project.run(&["generate"]).0, 0);
}

/// No file may grow, as on a full disk: nothing is written by halves, and nothing is left behind.
#[cfg(unix)]
#[test]
fn without_space_everything_stays_as_it_was() {
    let project = Project::new(&format!("{GOOD}{OUTPUTS}"));
    assert_eq!(project.run(&["generate"]).0, 0);
    let files = project.files("catalog/out");
    let before: Vec<_> = files
        .iter()
        .map(|file| fs::read(project.path(&format!("catalog/out/{file}"))).unwrap())
        .collect();
    project.write(&format!(
        "{}{OUTPUTS}",
        GOOD.replace("It is gone", "It is gone for good")
    ));
    let errcat = env!("CARGO_BIN_EXE_errcat");
    let full = Command::new("bash")
        .args([
            "-c",
            &format!("trap '' XFSZ; ulimit -f 0; exec {errcat} generate"),
        ])
        .current_dir(project.path(""))
        .output()
        .unwrap();
    let (status, _, said) = shown(&full);
    assert!(
        status == 2 && said.contains("cannot write"),
        "{status}: {said}"
    );
    assert_eq!(project.files("catalog/out"), files);
    for (file, before) in files.iter().zip(before) {
        assert_eq!(
            fs::read(project.path(&format!("catalog/out/{file}"))).unwrap(),
            before,
            "{file}"
        );
    }
}

/// A file where a folder has to be.
#[test]
fn a_file_in_the_way_of_a_folder() {
    let project = Project::new(&format!("{GOOD}{OUTPUTS}"));
    fs::write(project.path("catalog/out"), "mine").unwrap();
    let (status, _, said) = project.run(&["generate"]);
    assert!(
        status == 2 && said.contains("catalog/out"),
        "{status}: {said}"
    );
    assert_eq!(
        fs::read_to_string(project.path("catalog/out")).unwrap(),
        "mine"
    );
    assert_eq!(project.files("catalog"), ["errors.yaml", "out"]);
}
