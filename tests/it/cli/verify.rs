//! `errcat verify`.

use std::fs;

use crate::support::{GOOD, Project};

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
            status == 2 && err.contains("standard input can only be read once"),
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
