//! Which codes the sources of a service construct.

use std::fs;

use serde_json::Value;

use crate::support::Project;

const CATALOG: &str = "\
version: 1
envelope: {body: {code: {is: code}, errors: {is: errors, optional: true, each: {code: {is: code}}}}}
codes:
  direct: {status: 400, description: Direct.}
  passed_on: {status: 400, description: Passed on.}
  by_alias: {status: 400, description: By alias.}
  by_type: {status: 400, description: By a type.}
  by_self: {status: 400, description: By itself.}
  by_code: {status: 400, description: By its code.}
  by_key: {status: 400, description: By its key.}
  qualified: {status: 400, description: Qualified.}
  listed: {status: 400, only_in: errors, description: Listed.}
  renamed: {status: 400, name: other_name, description: Renamed.}
  compared: {status: 400, description: Compared.}
  matched: {status: 400, description: Matched.}
  tested: {status: 400, description: Tested.}
  in_macro: {status: 400, description: In a macro.}
  unused: {status: 400, description: Unused.}
  server: {status: 500, description: Server.}
defaults: {4XX: direct, 5XX: server}
operations:
  GET /: [by_type]
";
const MAIN: &str = r#"
mod errors { include!("errors.rs"); }
pub use errors::ApiError as Failure;
use errors::{ApiError, ErrorCode, ErrorOf, ListedError, operations};

type RootError = ErrorOf<operations::Get>;

impl From<std::io::Error> for ApiError {
    fn from(_: std::io::Error) -> Self {
        Self::by_self()
    }
}

fn one(id: &str) -> Result<(), ApiError> {
    id.parse::<u8>().map_err(|_| ApiError::direct())?;
    Err(std::io::Error::other("x")).map_err(ApiError::passed_on_with)?;
    let f = ApiError::passed_on;
    let listed: ListedError = ListedError::listed();
    Err(f().with_error(listed).with_error(errors::ApiError::other_name()))
}

fn two() -> Result<(), RootError> {
    Err(RootError::by_type())
}

fn three(code: ErrorCode) -> Result<ApiError, ErrorCode> {
    if code == ErrorCode::Compared {
        return ApiError::try_from(ErrorCode::ByCode);
    }
    match code {
        ErrorCode::Matched => Ok(<ApiError>::qualified()),
        _ => ApiError::by_name("by_key", ()),
    }
}

fn four(name: &str) {
    ApiError::by_name(name, ());
    println!("{}", ApiError::in_macro());
    println!("{}", name);
}

#[cfg(test)]
mod tests {
    #[test]
    fn it() {
        crate::ApiError::tested();
    }
}
"#;
const OTHER: &str = "use crate::Failure as Mine;\n\nfn five() -> Mine {\n    Mine::by_alias()\n}\n\n#[test]\nfn six() {\n    Mine::tested();\n}\n";

fn project() -> Project {
    let project = Project::new(CATALOG);
    fs::create_dir_all(project.path("src/deep/target")).unwrap();
    fs::write(project.path("src/main.rs"), MAIN).unwrap();
    fs::write(project.path("src/deep/other.rs"), OTHER).unwrap();
    fs::write(
        project.path("src/deep/target/made.rs"),
        "fn f() { ApiError::unused() }",
    )
    .unwrap();
    project
}

#[test]
fn constructors_are_found_under_every_name() {
    let project = project();
    let (status, out, err) = project.run(&["usage"]);
    let expected = "\
never constructed:
  compared   catalog/errors.yaml:14
  matched    catalog/errors.yaml:15
  tested     catalog/errors.yaml:16
  in_macro   catalog/errors.yaml:17
  unused     catalog/errors.yaml:18

constructed:
  direct     by `defaults`, src/main.rs:15
  passed_on  src/main.rs:17
  by_alias   src/deep/other.rs:4
  by_type    src/main.rs:23
  by_self    src/main.rs:10
  by_code    src/main.rs:28
  by_key     src/main.rs:32
  qualified  src/main.rs:31
  listed     src/main.rs:18
  renamed    src/main.rs:19
  server     by `defaults`

not looked into:
  `by_name` with a name that is known at run time  src/main.rs:37
  macro `println!`  src/main.rs:38
";
    assert_eq!(out, expected);
    assert_eq!(
        (status, &*err),
        (0, "16 codes in 2 files: 5 never constructed\n")
    );
    assert_eq!(project.run(&["usage", "src", "--deny", "unused"]).0, 1);
}

/// What errcat made constructs every code, and what is only for tests is not in the service.
#[test]
fn generated_modules_and_tests_construct_nothing() {
    let project = project();
    project.write(&(CATALOG.to_owned() + "outputs: {rust: [{path: ../src/errors.rs}]}\n"));
    let (status, _, err) = project.run(&["generate", "catalog"]);
    assert_eq!(status, 0, "{err}");
    assert!(project.path("src/errors.rs").exists());
    let before = project.run(&["usage"]).1;
    fs::remove_file(project.path("src/errors.rs")).unwrap();
    assert_eq!(project.run(&["usage"]).1, before);
    let tests = |cfg: &str| {
        format!("use crate::ApiError;\n#[cfg({cfg})]\nfn f() {{ ApiError::unused(); }}\n")
    };
    for (cfg, is_unused) in [
        ("test", true),
        ("all(test, unix)", true),
        ("not(test)", false),
        ("any(test, unix)", false),
        ("feature = \"test\"", false),
    ] {
        fs::write(project.path("src/deep/more.rs"), tests(cfg)).unwrap();
        let unused = project.run(&["usage"]).1;
        let (unused, _) = unused.split_once("\nconstructed:").unwrap();
        assert_eq!(unused.contains("  unused "), is_unused, "{cfg}:\n{unused}");
    }
}

#[test]
fn usage_as_json() {
    let project = project();
    let (_, out, _) = project.run(&["usage", "src/main.rs", "--json"]);
    let lines: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 16 + 2);
    let direct = serde_json::json!({"code": "direct", "unused": false, "default": true, "places": ["src/main.rs:15"], "defined": "catalog/errors.yaml:4"});
    assert_eq!(lines[0], direct);
    assert_eq!(lines[17]["unread"], "macro `println!`");
}

#[test]
fn what_cannot_be_read_is_told() {
    let project = project();
    fs::write(project.path("src/bad.rs"), "fn f() {\n  let = 1;\n}\n").unwrap();
    let (status, _, err) = project.run(&["usage"]);
    assert_eq!(status, 2);
    assert!(
        err.starts_with("error: src/bad.rs:2 does not parse as Rust: "),
        "{err}"
    );
    let (status, _, err) = project.run(&["usage", "nowhere"]);
    assert!(
        status == 2 && err.starts_with("error: cannot read nowhere: "),
        "{err}"
    );
}
