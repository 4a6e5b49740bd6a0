//! `errcat check`.

use std::fs;

use crate::support::{GOOD, Project};

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
