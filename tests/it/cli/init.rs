//! `errcat init --from`: a catalog of what a team has.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use snapbox::Data;

use crate::support::{GOOD, Project};

/// What is made of a file, and what is said of it up to the next steps.
fn adopted(files: &[&str]) -> (String, String) {
    let project = Project::new(GOOD);
    let mut args = vec!["init".to_owned(), "new.yaml".to_owned()];
    for file in files {
        let name = Path::new(file).file_name().unwrap().to_str().unwrap();
        fs::copy(file, project.path(name)).unwrap();
        args.extend(["--from".to_owned(), name.to_owned()]);
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let (status, out, err) = project.run(&args);
    assert_eq!((status, &*out), (0, ""), "{err}");
    let said = err.split("\n1. ").next().unwrap().to_owned();
    (fs::read_to_string(project.path("new.yaml")).unwrap(), said)
}

/// The catalog of each file in `tests/adopt`, and all that errcat says of it. `SNAPSHOTS=overwrite cargo test --test it init`
/// writes them anew.
#[test]
fn what_is_made_of_each_kind_of_file() {
    for file in [
        "problem.yaml",
        "service.json",
        "lists.yaml",
        "app_error.rs",
        "two_enums.rs",
        "trials.rs",
        "jsonapi.yaml",
        "table.csv",
        "list.json",
    ] {
        let (catalog, said) = adopted(&[&format!("tests/adopt/{file}")]);
        let found = errcat::check(("new.yaml", catalog.as_str())).concise();
        let told: String = [said, found]
            .concat()
            .lines()
            .map(|line| format!("# {line}").trim_end().to_owned() + "\n")
            .collect();
        let stem = file.split('.').next().unwrap();
        let expected = Data::read_from(
            &Path::new("tests/adopt/made").join(format!("{stem}.yaml")),
            None,
        );
        snapbox::assert_data_eq!(format!("{catalog}\n{told}"), expected.raw());
    }
}

type Types = BTreeMap<String, Option<u64>>;
type Codes = BTreeMap<String, (Option<String>, Option<u64>)>;

/// The types with their statuses, and the codes with their types and statuses. A status of a type counts for its codes.
fn shape(catalog: &str) -> (Types, Codes) {
    let catalog: Value = serde_yaml::from_str(catalog).unwrap();
    let none = serde_json::Map::new();
    let section = |name: &str| catalog[name].as_object().unwrap_or(&none);
    let types: BTreeMap<String, Option<u64>> = section("types")
        .iter()
        .map(|(name, kind)| (name.clone(), kind["status"].as_u64()))
        .collect();
    let codes = section("codes").iter().map(|(name, code)| {
        let kind = code["type"].as_str().map(str::to_owned);
        let of_type = kind
            .as_ref()
            .and_then(|kind| types.get(kind).copied().flatten());
        (name.clone(), (kind, code["status"].as_u64().or(of_type)))
    });
    let codes = codes.collect();
    (types, codes)
}

#[test]
fn the_pages_of_this_repository_are_read_again() {
    // The page has the types' statuses nowhere: they follow from the names. It leaves out what every operation returns.
    let original = fs::read_to_string("catalog/errors.yaml").unwrap();
    let (types, mut codes) = shape(&original);
    for code in ["invalid_request", "rate_limited", "unexpected_error"] {
        codes.remove(code).unwrap();
    }
    let (made, _) = adopted(&["generated/reseller/errors.md"]);
    assert_eq!(shape(&made), (types, codes));

    // This one has no types of codes, but for those that its examples show.
    let original = fs::read_to_string("catalog/payments/errors.yaml").unwrap();
    let (types, codes) = shape(&original);
    let (made, said) = adopted(&["generated/payments/errors.md"]);
    let (made_types, made_codes) = shape(&made);
    assert!(made_types.keys().eq(types.keys()));
    assert!(made_codes.keys().eq(codes.keys()));
    for (name, (kind, status)) in made_codes {
        assert_eq!(status, codes[&name].1, "{name}");
        match kind {
            Some(kind) => assert_eq!(Some(kind), codes[&name].0, "{name}"),
            None => assert!(said.contains(&format!("`{name}`: add its type")), "{said}"),
        }
    }
}

/// The examples of a catalog's own OpenAPI document, by their names.
fn examples(document: &str) -> Value {
    let document: Value = serde_yaml::from_str(document).unwrap();
    let examples = document["components"]["examples"].as_object().unwrap();
    let own = |(name, example): (&String, &Value)| {
        // What else it says differs: a description may be an example's own.
        let members = [
            "value",
            "x-message",
            "x-args",
            "x-retryable",
            "x-retry-after",
        ];
        let members = members
            .iter()
            .filter_map(|member| Some(((*member).to_owned(), example.get(member)?.clone())));
        (name.clone(), Value::Object(members.collect()))
    };
    // Of several examples of a code, the catalog has the first.
    let first = examples.iter().filter(|(name, _)| !name.contains("-2"));
    first.map(own).collect::<serde_json::Map<_, _>>().into()
}

#[test]
fn the_documents_that_errcat_writes_are_read_again() {
    for (catalog, document) in [
        ("catalog/errors.yaml", "generated/reseller/openapi.yaml"),
        (
            "catalog/payments/errors.yaml",
            "generated/payments/openapi.yaml",
        ),
        (
            "catalog/payments/errors.yaml",
            "generated/payments/openapi-3.0.json",
        ),
    ] {
        let original = fs::read_to_string(catalog).unwrap();
        let (made, _) = adopted(&[document]);
        assert_eq!(
            errcat::check(("new.yaml", made.as_str())).errors(),
            0,
            "{made}"
        );
        assert_eq!(shape(&made).1, shape(&original).1, "{document}");
        assert!(shape(&made).0.keys().eq(shape(&original).0.keys()));
        let project = Project::new(&made);
        let (status, again, err) = project.run(&["openapi", "catalog/errors.yaml"]);
        assert_eq!(status, 0, "{err}");
        assert_eq!(
            examples(&again),
            examples(&fs::read_to_string(document).unwrap()),
            "{document}"
        );
    }
}

#[test]
fn several_files_tell_of_one_catalog() {
    let (catalog, said) = adopted(&["tests/adopt/table.csv", "tests/adopt/list.json"]);
    assert!(
        said.contains("wrote new.yaml with 3 codes and 2 types"),
        "{said}"
    );
    let contradiction = "# TODO: list.json, entry 1 has the status 403, and not 402\n";
    let place = format!("  card_declined:\n    {contradiction}");
    assert!(catalog.contains(&place), "{catalog}");
    assert_eq!(catalog.matches("card_declined:").count(), 1);
    assert!(
        catalog.contains("    number: 17\n"),
        "what only one tells is kept: {catalog}"
    );
}

#[test]
fn what_tells_of_no_errors_makes_no_catalog() {
    let project = Project::new(GOOD);
    let try_with = |name: &str, text: &str| {
        fs::write(project.path(name), text).unwrap();
        let (status, _, err) = project.run(&["init", "new.yaml", "--from", name]);
        assert_eq!(status, 2, "{err}");
        assert!(!project.path("new.yaml").exists(), "{err}");
        err
    };
    for (name, text, expected) in [
        ("a.md", "# No table\n", "found no errors in a.md"),
        ("a.rs", "fn main() {}\n", "found no errors in a.rs"),
        (
            "a.rs",
            "fn main( {}\n",
            "cannot read a.rs: it does not parse as Rust",
        ),
        (
            "a.json",
            "{",
            "cannot read a.json: it is neither JSON nor YAML",
        ),
        (
            "a.json",
            "1",
            "cannot read a.json: expected a list of errors",
        ),
        (
            "a.yaml",
            "swagger: '2.0'\n",
            "convert it to OpenAPI 3 first",
        ),
        ("a.csv", "a,b\n1,2\n", "found no errors in a.csv"),
        ("a.toml", "", "known are .md, .mdx, .txt"),
    ] {
        let err = try_with(name, text);
        assert!(err.contains(expected), "{err}");
    }
    // What is there is not touched.
    fs::write(project.path("a.csv"), "code,status\ngone,410\n").unwrap();
    let (status, _, err) = project.run(&["init", "catalog/errors.yaml", "--from", "a.csv"]);
    assert_eq!(status, 2);
    assert!(err.contains("the file already exists"), "{err}");
    assert_eq!(
        fs::read_to_string(project.path("catalog/errors.yaml")).unwrap(),
        GOOD
    );
}

#[test]
fn what_can_be_seen_is_not_asked() {
    let project = Project::new(GOOD);
    let steps = |manifest: &str, docs: &str| {
        fs::write(project.path("Cargo.toml"), manifest).unwrap();
        for file in ["mkdocs.yml", "book.toml"] {
            let _ = fs::remove_file(project.path(file));
        }
        if !docs.is_empty() {
            fs::write(project.path(docs), "").unwrap();
        }
        let _ = fs::remove_file(project.path("new.yaml"));
        let (status, _, err) = project.run(&["init", "new.yaml"]);
        assert_eq!(status, 0, "{err}");
        err
    };
    let axum = steps(
        "[package]\nedition = \"2024\"\n[dependencies]\naxum = \"0.8\"\n",
        "",
    );
    assert!(
        axum.contains(".axum(true)") && !axum.contains("dialect"),
        "{axum}"
    );
    let actix = steps(
        "[package]\nedition = \"2018\"\n[dependencies]\nactix-web = \"4\"\n",
        "mkdocs.yml",
    );
    assert!(
        actix.contains(".actix(true)") && actix.contains("dialect: mkdocs"),
        "{actix}"
    );
    assert!(actix.contains("needs edition 2021"), "{actix}");
    let rocket = steps("[dependencies.rocket]\nversion = \"0.5\"\n", "book.toml");
    assert!(
        rocket.contains(".rocket(true)") && rocket.contains("dialect: mdbook"),
        "{rocket}"
    );
}

/// Schemas that contain themselves, in all ways; text that YAML would read otherwise; names that are none.
#[test]
fn what_is_read_is_written_as_yaml_whatever_it_is() {
    let properties: Vec<String> = (0..30)
        .map(|at| format!("p{at}: {{$ref: '#/components/schemas/E'}}"))
        .collect();
    let recursive = format!(
        "openapi: 3.1.0\npaths: {{/a: {{get: {{responses: {{404: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/E'}}}}}}}}}}}}}}}}\ncomponents: {{schemas: {{E: {{type: object, properties: {{code: {{enum: [gone, lost]}}, {}}}}}}}}}\n",
        properties.join(", ")
    );
    let hostile = r##"[{"code": "a-b", "status": 404, "description": "# {a}: [b], 'c' \"d\"\n- e: &f *g !h |", "team: a\nb": "yes"},
        {"code": "no way", "status": 404}, {"code": "null", "status": 404, "description": "null"},
        {"code": "\u202eevil", "status": 1}, {"code": "true", "message": "{", "status": 99999, "type": "{}"}, 7, null]"##;
    let table = "| Code | Status | Description |\n|---|---|---|\n| `a.b` | 404 | a \\| b <a id=\"x\"></a> |\n| `c` | | |\n";
    let rust = "enum MyError { A, B(u8), C { x: u8 } } fn f(e: MyError) -> u16 { match e { MyError::A => 404, MyError::B(_) | MyError::C { .. } => 500, } }";
    let project = Project::new(GOOD);
    for (name, text) in [
        ("a.yaml", &*recursive),
        ("a.json", hostile),
        ("a.md", table),
        ("a.rs", rust),
    ] {
        fs::write(project.path(name), text).unwrap();
        let _ = fs::remove_file(project.path("new.yaml"));
        let (status, _, err) = project.run(&["init", "new.yaml", "--from", name]);
        assert_eq!(status, 0, "{err}");
        let catalog = fs::read_to_string(project.path("new.yaml")).unwrap();
        let found = errcat::check(("new.yaml", catalog.as_str()));
        let broken = ["syntax", "unknown-member", "wrong-type", "duplicate-key"];
        let broken: Vec<_> = found
            .iter()
            .filter(|found| broken.contains(&found.rule.name))
            .collect();
        assert!(broken.is_empty(), "{broken:?}\n{catalog}");
    }
}

const MANIFEST: &str = "\
[package]
name = \"demo\" # a comment
edition = \"2024\"

[dependencies]
axum   = \"0.8\"
";
const MAIN: &str = "//! A service.\n#![forbid(unsafe_code)]\n\nuse axum::Router;\n\nfn main() {}\n";

/// A page with nothing but a body states the envelope, and an empty page beside others is not a mistake.
#[test]
fn a_file_without_codes_is_no_mistake() {
    let project = Project::new(GOOD);
    let write = |path: &str, text: &str| fs::write(project.path(path), text).unwrap();
    write(
        "error.rs",
        "pub enum Error { #[error(\"it is gone\")] Gone }\n",
    );
    write("nothing.md", "# Nothing\n");
    let (status, _, err) = project.run(&[
        "init",
        "new.yaml",
        "--from",
        "error.rs",
        "--from",
        "nothing.md",
    ]);
    assert_eq!(status, 0, "{err}");
    assert!(
        err.contains("- nothing about errors was found in nothing.md"),
        "{err}"
    );
    let (status, _, err) = project.run(&["init", "other.yaml", "--from", "nothing.md"]);
    assert!(
        status == 2 && err.contains("found no errors in nothing.md"),
        "{err}"
    );
}

#[test]
fn a_package_is_wired() {
    let project = Project::new(GOOD);
    let write = |path: &str, text: &str| fs::write(project.path(path), text).unwrap();
    let read = |path: &str| fs::read_to_string(project.path(path)).unwrap();
    fs::create_dir(project.path("src")).unwrap();
    write("Cargo.toml", MANIFEST);
    write("src/main.rs", MAIN);
    let (status, out, err) = project.run(&["init", "catalog/new.yaml", "--wire"]);
    assert_eq!(status, 0, "{err}");
    let version = env!("CARGO_PKG_VERSION");
    let dependencies = format!(
        "serde = {{ version = \"1\", features = [\"derive\"] }}\n\n[build-dependencies]\nerrcat = {{ version = \"{version}\", default-features = false }}\n"
    );
    assert_eq!(read("Cargo.toml"), format!("{MANIFEST}{dependencies}"));
    assert_eq!(
        read("build.rs"),
        "fn main() -> Result<(), errcat::Error> {\n    errcat::Config::new().axum(true).compile(\"catalog/new.yaml\")\n}\n"
    );
    let module = "\nmod errors {\n    include!(concat!(env!(\"OUT_DIR\"), \"/errors.rs\"));\n}\n";
    assert_eq!(read("src/main.rs"), format!("{MAIN}{module}"));
    // All of it was shown.
    for line in [
        "+[build-dependencies]",
        "+    errcat::Config::new().axum(true).compile(\"catalog/new.yaml\")",
        "--- /dev/null",
        "+mod errors {",
    ] {
        assert!(out.lines().any(|shown| shown == line), "{line}: {out}");
    }
    assert!(!err.contains("build.rs"), "it is done: {err}");
    // So is the package of a catalog that is there.
    write("Cargo.toml", MANIFEST);
    let (status, _, err) = project.run(&["init", "catalog/new.yaml", "--wire"]);
    assert_eq!(
        (status, &*err),
        (0, "`errcat check` reports mistakes in the catalog.\n")
    );
    assert_eq!(read("Cargo.toml"), format!("{MANIFEST}{dependencies}"));
    let (status, _, err) = project.run(&["init", "catalog/new.yaml"]);
    assert!(status == 2 && err.contains("already exists"), "{err}");

    // Once more, nothing is left to do.
    fs::remove_file(project.path("catalog/new.yaml")).unwrap();
    let (status, out, err) = project.run(&["init", "catalog/new.yaml", "--wire"]);
    assert_eq!((status, &*out), (0, ""), "{err}");
}

#[test]
fn a_package_that_cannot_be_wired_stays() {
    let project = Project::new(GOOD);
    let (status, _, err) = project.run(&["init", "catalog/a.yaml", "--wire"]);
    assert_eq!(status, 2);
    assert!(
        err.contains("there is no Cargo.toml around the catalog"),
        "{err}"
    );
    fs::write(project.path("Cargo.toml"), MANIFEST).unwrap();
    let (status, _, err) = project.run(&["init", "catalog/b.yaml", "--wire"]);
    assert_eq!(status, 2);
    assert!(
        err.contains("there is no src/lib.rs and no src/main.rs"),
        "{err}"
    );
    fs::create_dir(project.path("src")).unwrap();
    fs::write(project.path("src/lib.rs"), MAIN).unwrap();
    fs::write(project.path("build.rs"), "fn main() {}\n").unwrap();
    let (status, _, err) = project.run(&["init", "catalog/c.yaml", "--wire"]);
    assert_eq!(status, 2);
    let call = "call `errcat::Config::new().axum(true).compile(\"catalog/c.yaml\")` in it";
    assert!(err.contains(call), "{err}");
    for (path, text) in [
        ("Cargo.toml", MANIFEST),
        ("src/lib.rs", MAIN),
        ("build.rs", "fn main() {}\n"),
    ] {
        assert_eq!(fs::read_to_string(project.path(path)).unwrap(), text);
    }
    // Nor is a catalog left behind, so that the same command works when the package is put right.
    fs::remove_file(project.path("build.rs")).unwrap();
    assert_eq!(project.run(&["init", "catalog/c.yaml", "--wire"]).0, 0);
}

#[test]
fn what_is_in_the_way_of_wiring_is_told() {
    let main = |text: &str| (MANIFEST.to_owned(), text.to_owned(), String::new());
    let manifest = |text: &str| (text.to_owned(), MAIN.to_owned(), String::new());
    for ((manifest, main, build), expected) in [
        (
            main("mod errors;\nfn main() {}\n"),
            "already has a module `errors`",
        ),
        (main("fn main( {}\n"), "does not parse as Rust"),
        (
            manifest(&MANIFEST.replace("edition", "build = \"b.rs\"\nedition")),
            "has `build = \"b.rs\"`",
        ),
        (
            manifest(&format!("{MANIFEST}serde = \"1\"\n")),
            "`cargo add serde --features derive`",
        ),
        (manifest("["), "is not valid TOML"),
        (
            (
                MANIFEST.to_owned(),
                MAIN.to_owned(),
                "// errcat::Config is not used.\nfn main() {}\n".to_owned(),
            ),
            "build.rs already exists",
        ),
    ] {
        let project = Project::new(GOOD);
        fs::create_dir(project.path("src")).unwrap();
        let files = [
            ("Cargo.toml", &manifest),
            ("src/main.rs", &main),
            ("build.rs", &build),
        ];
        for (path, text) in files.iter().filter(|(_, text)| !text.is_empty()) {
            fs::write(project.path(path), text).unwrap();
        }
        let (status, _, err) = project.run(&["init", "catalog/new.yaml", "--wire"]);
        assert_eq!(status, 2, "{expected}: {err}");
        assert!(err.contains(expected), "{expected}: {err}");
        assert!(!project.path("catalog/new.yaml").exists());
        for (path, text) in files.iter().filter(|(_, text)| !text.is_empty()) {
            assert_eq!(&fs::read_to_string(project.path(path)).unwrap(), *text);
        }
    }
}

#[test]
fn a_wired_package_keeps_its_line_ends() {
    let project = Project::new(GOOD);
    let windows = |text: &str| text.replace('\n', "\r\n");
    fs::create_dir(project.path("src")).unwrap();
    fs::write(project.path("Cargo.toml"), windows(MANIFEST)).unwrap();
    fs::write(
        project.path("src/main.rs"),
        windows("#![warn(\n    clippy::all,\n)]\nfn main() {}"),
    )
    .unwrap();
    let (status, out, err) = project.run(&["init", "catalog/new.yaml", "--wire"]);
    assert_eq!(status, 0, "{err}");
    for path in ["Cargo.toml", "src/main.rs"] {
        let text = fs::read_to_string(project.path(path)).unwrap();
        assert_eq!(
            text.matches('\n').count(),
            text.matches("\r\n").count(),
            "{path}"
        );
    }
    let main = fs::read_to_string(project.path("src/main.rs")).unwrap();
    assert!(
        main.starts_with("#![warn(\r\n    clippy::all,\r\n)]\r\nfn main() {}\r\n\r\nmod errors {"),
        "{main}"
    );
    assert!(
        !out.contains("-[package]"),
        "only what changes is shown: {out}"
    );
}

/// The same names identify an error in its body and among those that an operation returns.
#[test]
fn an_operation_has_the_codes_of_its_responses() {
    for member in ["code", "errcode", "reason", "key", "slug", "error"] {
        let project = Project::new(GOOD);
        let document = format!(
            "openapi: 3.1.0\ninfo: {{title: A, version: '1'}}\npaths: {{/a: {{get: {{responses: {{404: {{description: A, content: {{application/json: {{example: {{{member}: not_here, message: It is not here}}}}}}}}}}}}}}}}\n"
        );
        fs::write(project.path("a.yaml"), document).unwrap();
        let (status, _, err) = project.run(&["init", "new.yaml", "--from", "a.yaml"]);
        assert_eq!(status, 0, "{member}: {err}");
        let made = fs::read_to_string(project.path("new.yaml")).unwrap();
        assert!(
            made.contains(&format!("    {member}: {{is: code}}\n")),
            "{made}"
        );
        assert!(made.contains("  GET /a: [not_here]\n"), "{member}: {made}");
    }
}
