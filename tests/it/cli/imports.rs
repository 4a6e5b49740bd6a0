//! A catalog that imports another.

use std::fs;

use serde_json::Value;

use crate::support::Project;

const COMMON: &str = "\
version: 1
api: {docs_url: \"https://docs.example.com/common#{code}\"}
codes:
  internal_error: {status: 500, description: Something failed.}
  rate_limited: {status: 429, description: Too many requests., retry_after: 5}
";
const ORDERS: &str = "\
version: 1
import: {common: {path: ../common/errors.yaml, rust: \"::common_errors\"}}
include: [codes/*.yaml]
codes:
  order_gone: {status: 410, description: It is gone., deprecated: {use: common::internal_error}}
sets: {usual: [common::internal_error]}
operations:
  GET /orders: [order_gone, usual, common::rate_limited]
  GET /items: all
defaults: {4XX: order_gone, 5XX: common::internal_error}
outputs:
  docs: [{path: out/errors.md}, {path: out/own.md, template: own.md.j2}]
  openapi: [{path: out/api.yaml}]
  rust: [{path: out/errors.rs}]
";
const PART: &str = "codes:\n  item_gone: {status: 410, description: It is gone too.}\n";
const TEMPLATE: &str = "\
{{ link(\"common::internal_error\") }} {{ page_of(\"rate_limited\") }} {{ find_code(\"common::rate_limited\").retry_after }}
{% for code in select_codes(operation=\"GET /orders\") %}{{ code.code }} {% endfor %}

{% for code in select_codes(status=500) %}{{ code.code }}{% else %}nothing of its own{% endfor %}

";

fn project() -> Project {
    let project = Project::new(ORDERS);
    fs::create_dir(project.path("common")).unwrap();
    fs::create_dir(project.path("catalog/codes")).unwrap();
    fs::write(project.path("common/errors.yaml"), COMMON).unwrap();
    fs::write(project.path("catalog/codes/items.yaml"), PART).unwrap();
    fs::write(project.path("catalog/own.md.j2"), TEMPLATE).unwrap();
    project
}

fn common(project: &Project, text: impl AsRef<[u8]>) {
    fs::write(project.path("common/errors.yaml"), text).unwrap();
}

/// The findings about the importing catalog, a line each.
fn findings(project: &Project) -> Vec<String> {
    let (_, out, _) = project.run(&["check", "catalog", "--format", "concise"]);
    out.lines().map(str::to_owned).collect()
}

#[test]
fn imported_codes_are_in_every_output() {
    let project = project();
    let (status, _, err) = project.run(&["generate", "catalog"]);
    assert_eq!(status, 0, "{err}");
    let read = |file: &str| fs::read_to_string(project.path("catalog/out").join(file)).unwrap();
    let page = read("errors.md");
    // It is reported in its own catalog.
    assert!(!page.contains("### `internal_error`"), "{page}");
    let url = "https://docs.example.com/common#internal_error";
    assert!(
        page.contains(&format!("[`internal_error`]({url}) | 500 |")),
        "{page}"
    );
    assert!(
        page.contains(&format!("Use [`internal_error`]({url}) instead")),
        "{page}"
    );
    assert!(
        page.contains("These codes have their own documentation: [`internal_error`]"),
        "{page}"
    );
    let own = read("own.md");
    let expected = format!(
        "[`internal_error`]({url}) https://docs.example.com/common#rate_limited 5\n\
         order_gone internal_error rate_limited\n\
         nothing of its own\n"
    );
    assert!(own.replace("\n\n", "\n").contains(&expected), "{own}");
    let api = read("api.yaml");
    assert!(
        api.contains("          code: internal_error\n") && api.contains(url),
        "{api}"
    );
    let rust = read("errors.rs");
    for expected in [
        "impl From<::common_errors::ApiError> for ApiError {",
        "const CODES: [(::common_errors::ErrorCode, ErrorCode); 2] = [",
        "As [`ApiError::rate_limited`].",
        "impl super::Returns<super::codes::InternalError> for GetOrders {}",
    ] {
        assert!(rust.contains(expected), "{expected}");
    }
    assert!(project.run(&["generate", "catalog", "--check"]).0 == 0);
}

/// Without the path of a module, there is nothing to convert.
#[test]
fn the_module_of_an_imported_catalog_is_not_needed() {
    let project = project();
    project.write(&ORDERS.replace(", rust: \"::common_errors\"", ""));
    let (_, rust, _) = project.run(&["rust", "catalog/errors.yaml"]);
    assert!(
        rust.contains("pub const fn internal_error() -> Self") && !rust.contains("common_errors")
    );
}

#[test]
fn a_code_is_named_with_its_catalog() {
    let project = project();
    let changed = |old: &str, new: &str| {
        project.write(&ORDERS.replace(old, new));
        findings(&project)
    };
    assert_eq!(changed("", ""), [""; 0]);
    assert_eq!(
        changed(
            "usual: [common::internal_error]",
            "usual: [common::internal_eror]"
        ),
        [
            "catalog/errors.yaml:6:16: error[unknown-code]: no code or set is called `common::internal_eror`"
        ]
    );
    assert_eq!(
        changed("5XX: common::internal_error", "5XX: internal_error"),
        ["catalog/errors.yaml:10:34: error[unknown-code]: no code is called `internal_error`"]
    );
    let (_, out, _) = project.run(&["check", "catalog"]);
    assert!(
        out.contains("= help: it is imported: write `common::internal_error`"),
        "{out}"
    );
    assert_eq!(project.run(&["check", "catalog", "--fix"]).0, 0);
    assert_eq!(
        fs::read_to_string(project.path("catalog/errors.yaml")).unwrap(),
        ORDERS
    );
    assert_eq!(
        changed("usual: [common", "usual: [comon"),
        [
            "catalog/errors.yaml:6:16: error[unknown-code]: no code or set is called `comon::internal_error`"
        ]
    );
    for name in ["internal_error", "common::other", "common::rate_limited"] {
        let found = changed(
            "codes:\n",
            &format!("codes:\n  {name}: {{status: 500, description: It failed.}}\n"),
        );
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with("catalog/errors.yaml:5:3: error[imported-code]: "),
            "{found:?}"
        );
    }
    // Names in Rust, numbers and retired codes are shared too.
    let found = changed(
        "codes:\n",
        "codes:\n  internalError: {status: 500, description: It failed.}\n",
    );
    assert_eq!(
        found,
        [
            "catalog/errors.yaml:5:3: error[name-collision]: `common::internal_error` and `internalError` are the same variant of `ErrorCode`: `InternalError`"
        ]
    );
    let found = changed("sets:", "retired: {rate_limited: {since: 1.0.0}}\nsets:");
    assert_eq!(
        found,
        [
            "catalog/errors.yaml:6:11: error[retired-code]: `rate_limited` is retired, but imported too"
        ]
    );
}

/// A code that the other catalog retired is taken: clients of both know it.
#[test]
fn a_code_that_another_catalog_retired_is_taken() {
    let project = project();
    let retired = "retired: {order_gone: {since: 1.0.0}}\n";
    common(&project, COMMON.to_owned() + retired);
    assert_eq!(
        findings(&project),
        [
            "catalog/errors.yaml:5:3: error[imported-code]: `order_gone` was retired by `common`, which is imported"
        ]
    );
    // So is one of a third catalog.
    let more = "version: 1\ncodes:\n  lost: {status: 410, description: It is lost.}\n";
    fs::write(project.path("common/more.yaml"), more).unwrap();
    common(
        &project,
        COMMON.to_owned() + &retired.replace("order_gone", "lost"),
    );
    project.write(&ORDERS.replace("import: {", "import: {more: {path: ../common/more.yaml}, "));
    assert_eq!(
        findings(&project),
        [
            "catalog/errors.yaml:2:10: error[imported-code]: `lost` was retired by `common`, which is imported"
        ]
    );
}

/// All codes of a service have a type, or none has.
#[test]
fn types_are_in_both_catalogs_or_in_none() {
    let project = project();
    let typed = ORDERS.replace("include: [codes/*.yaml]\n", "").replace(
        "codes:\n  order_gone: {",
        "types: {gone: {description: It is gone.}}\ncodes:\n  order_gone: {type: gone, ",
    );
    project.write(&typed);
    let (status, out, _) = project.run(&["check", "catalog"]);
    assert_eq!(status, 1);
    assert!(
        out.contains("error[other-envelope]")
            && out.contains("= help: either all codes have a type, or none has"),
        "{out}"
    );
}

/// A path is the same with `./` in front.
#[test]
fn a_path_may_begin_with_a_dot() {
    let project = project();
    let paths = |path: &str| {
        let (status, out, err) = project.run(&["export", path]);
        assert_eq!(status, 0, "{err}");
        out
    };
    assert_eq!(paths("./catalog/errors.yaml"), paths("catalog/errors.yaml"));
    let (_, out, _) = project.run(&["lookup", "common::rate_limited"]);
    assert!(out.starts_with("rate_limited: "), "{out}");
}

#[test]
fn what_cannot_be_imported() {
    let project = project();
    let import = |entry: &str| {
        project.write(&ORDERS.replace(
            "{common: {path: ../common/errors.yaml, rust: \"::common_errors\"}}",
            entry,
        ));
        findings(&project)
    };
    let own = "catalog/errors.yaml:2:";
    for (entry, expected) in [
        (
            "{common: {path: ../comon/errors.yaml}}",
            "25: error[invalid-import]: there is no catalog at `../comon/errors.yaml`",
        ),
        (
            "{common: {path: ../common}}",
            "25: error[invalid-import]: there is no catalog at `../common`",
        ),
        (
            "{common: {path: ../common/errors.yaml/more}}",
            "25: error[invalid-import]: there is no catalog at `../common/errors.yaml/more`",
        ),
        (
            "{common: {path: /common/errors.yaml}}",
            "25: error[invalid-import]: `/common/errors.yaml` is an absolute path",
        ),
        (
            "{common: {path: '..\\common'}}",
            "25: error[invalid-import]: `..\\common` has a backslash",
        ),
        (
            "{common: {path: errors.yaml}}",
            "25: error[invalid-import]: `errors.yaml` imports other catalogs",
        ),
        (
            "{common: {path: ../common/errors.yaml, rust: common_errors}}",
            "54: error[invalid-import]: `common_errors` is not the path of a module in Rust",
        ),
        (
            "{common: {path: ../common/errors.yaml, rust: \"::a<b>\"}}",
            "54: error[invalid-import]: `::a<b>` is not the path of a module in Rust",
        ),
        (
            "{common: {rust: crate::common}}",
            "10: error[missing-member]: `import.common` has no `path`",
        ),
        (
            "{\"common::\": {path: ../common/errors.yaml}}",
            "10: error[invalid-import]: `common::` cannot stand in front of the names of codes",
        ),
        (
            "{common: ../common/errors.yaml}",
            "18: error[wrong-type]: expected a mapping with `path` and `rust`, found the text `../common/errors.yaml`",
        ),
        (
            "[common]",
            "10: error[wrong-type]: expected a mapping from names to `{path, rust}`, found a list",
        ),
    ] {
        let found = import(entry);
        // What is not there is not missed where it is named.
        let of_import: Vec<_> = found
            .iter()
            .filter_map(|line| line.strip_prefix(own))
            .collect();
        assert_eq!(of_import, [expected], "{found:?}");
    }
    let twice = "{common: {path: ../common/errors.yaml}, more: {path: ../common/./errors.yaml}}";
    let found = import(twice);
    assert_eq!(
        found,
        [
            "catalog/errors.yaml:2:62: error[invalid-import]: `../common/./errors.yaml` is imported as `common` already"
        ]
    );
    fs::write(project.path("common/more.yaml"), COMMON).unwrap();
    let found =
        import("{common: {path: ../common/errors.yaml}, more: {path: ../common/more.yaml}}");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].ends_with("error[imported-code]: `common::internal_error` and `more::internal_error` have the same name"));
}

#[test]
fn both_catalogs_send_the_same_members() {
    let project = project();
    let envelope = "envelope: {media_type: application/json, body: {code: {is: code, description: The code.}, message: {is: message}}}\n";
    let other = "the envelope differs from `common`, which is imported";
    common(
        &project,
        COMMON.replace("codes:", &format!("{envelope}codes:")),
    );
    assert_eq!(
        findings(&project),
        [format!(
            "catalog/errors.yaml:2:10: error[other-envelope]: {other}"
        )]
    );
    project.write(&ORDERS.replace("codes:\n", "envelope: flat\ncodes:\n"));
    assert_eq!(
        findings(&project),
        [format!(
            "catalog/errors.yaml:4:1: error[other-envelope]: {other}"
        )]
    );
    // Descriptions of members may differ.
    let described = envelope.replace("The code.", "What it is.");
    project.write(&ORDERS.replace("codes:\n", &format!("{described}codes:\n")));
    assert_eq!(findings(&project), [""; 0]);
    // Types are members too.
    common(&project, COMMON);
    let typed = ORDERS
        .replace(
            "codes:\n",
            "types: {gone: {status: 410, description: It is gone.}}\ncodes:\n",
        )
        .replace("{status: 410,", "{type: gone,");
    project.write(&typed.replacen(
        "types: {gone: {type: gone,",
        "types: {gone: {status: 410,",
        1,
    ));
    fs::write(
        project.path("catalog/codes/items.yaml"),
        PART.replace("{status", "{type: gone, status"),
    )
    .unwrap();
    let (_, out, _) = project.run(&["check", "catalog"]);
    assert!(
        out.contains("= help: either all codes have a type, or none has"),
        "{out}"
    );
    // Fields.
    fs::write(project.path("catalog/codes/items.yaml"), PART).unwrap();
    common(
        &project,
        COMMON.replace(
            "codes:",
            "fields: {owner: {type: string, default: us}}\ncodes:",
        ),
    );
    project.write(ORDERS);
    assert_eq!(
        findings(&project),
        [
            "catalog/errors.yaml:2:10: error[other-envelope]: the field `owner` is not the same in `common`, which is imported"
        ]
    );
    project.write(&ORDERS.replace(
        "codes:\n",
        "fields: {owner: {type: string, default: them}}\ncodes:\n",
    ));
    assert_eq!(findings(&project), [""; 0]);
}

/// A type of both catalogs is one, and a type of the other can be named.
#[test]
fn types_are_shared() {
    let project = project();
    common(
        &project,
        COMMON
            .replace("codes:", "types:\n  server_error: {description: Ours.}\n  limit: {status: 429, description: A limit.}\ncodes:")
            .replace("{status: 500", "{type: server_error, status: 500")
            .replace("{status: 429, description: Too", "{type: limit, description: Too"),
    );
    let typed = ORDERS
        .replace("codes:\n", "types:\n  server_error: {description: Our own.}\ncodes:\n  of_both: {type: server_error, status: 501, description: Both.}\n")
        .replace("{status: 410,", "{type: common::limit,");
    project.write(&typed);
    fs::write(
        project.path("catalog/codes/items.yaml"),
        PART.replace("{status: 410", "{type: common::limit"),
    )
    .unwrap();
    assert_eq!(findings(&project), ["catalog/errors.yaml:1:1"; 0]);
    let (status, _, err) = project.run(&["generate", "catalog"]);
    assert_eq!(status, 0, "{err}");
    let page = fs::read_to_string(project.path("catalog/out/errors.md")).unwrap();
    assert!(
        page.contains("| `server_error` | Our own. |") && page.contains("| `limit` | A limit. |"),
        "{page}"
    );
    project.write(&typed.replace("common::limit", "limit"));
    let (_, out, _) = project.run(&["check", "catalog"]);
    assert!(
        out.contains("= help: it is imported: write `common::limit`"),
        "{out}"
    );
}

/// What is wrong with another catalog is shown there, in each format, and only what is wrong.
#[test]
fn a_finding_is_in_its_catalog() {
    let project = project();
    common(
        &project,
        COMMON.replace("500", "5000").replace("429", "401"),
    );
    let told = "expected an HTTP status from 100 to 599, found 5000";
    let place = "common/errors.yaml:4:28";
    assert_eq!(
        findings(&project),
        [format!("{place}: error[invalid-status]: {told}")]
    );
    let run = |format: &str| project.run(&["check", "catalog", "--format", format]).1;
    assert!(run("full").contains(&format!(" --> {place}\n")));
    assert_eq!(
        run("github"),
        format!(
            "::error file=common/errors.yaml,line=4,col=28,endColumn=31,title=error[invalid-status]::{told}\n"
        )
    );
    let line: Value = serde_json::from_str(&run("json")).unwrap();
    assert_eq!(
        (&line["file"], &line["line"], &line["column"]),
        (&"common/errors.yaml".into(), &4.into(), &28.into())
    );
    let sarif: Value = serde_json::from_str(&run("sarif")).unwrap();
    let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "common/errors.yaml");
    assert_eq!(place["region"]["startLine"], 4);
    assert!(
        run("junit")
            .contains(r#"<testcase name="invalid-status at 4:28" classname="common/errors.yaml""#)
    );
    for bad in [&b"codes: {"[..], b"codes:\n  \xff"] {
        common(&project, bad);
        let found = findings(&project);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("common/errors.yaml:"), "{found:?}");
    }
    // Of an imported part, too.
    common(&project, format!("{COMMON}include: [more.yaml]\n"));
    fs::write(
        project.path("common/more.yaml"),
        "codes:\n  more: {status: 1}\n",
    )
    .unwrap();
    assert!(findings(&project)[1].starts_with("common/more.yaml:2:18: error[invalid-status]"));
    fs::write(
        project.path("common/more.yaml"),
        "codes:\n  item_gone: {status: 410, description: It is gone.}\n",
    )
    .unwrap();
    let (_, out, _) = project.run(&["check", "catalog"]);
    assert!(
        out.contains(" --> catalog/codes/items.yaml:2:3")
            && out.contains("::: common/more.yaml:2:3"),
        "{out}"
    );
}

/// An output never replaces it, and the schema knows its names.
#[test]
fn an_imported_catalog_is_an_input() {
    let project = project();
    project.write(&ORDERS.replace("out/api.yaml", "../common/errors.yaml"));
    let (status, _, err) = project.run(&["generate", "catalog"]);
    assert_eq!(status, 2, "{err}");
    assert_eq!(
        fs::read_to_string(project.path("common/errors.yaml")).unwrap(),
        COMMON
    );
    let (_, schema, _) = project.run(&["schema", "catalog/errors.yaml"]);
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let known = &schema["definitions"]["code_name"]["enum"];
    assert!(
        known
            .as_array()
            .unwrap()
            .contains(&"common::internal_error".into()),
        "{known}"
    );
}
