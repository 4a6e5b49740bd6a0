//! `errcat schema` has what errcat reads. `conformance/run editors` shows what editors make of it.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{GOOD, Project};

/// What errcat says that it knows where a catalog has `zzz`.
fn known(yaml: &str) -> BTreeSet<String> {
    let text = format!("version: 1\n{yaml}\n");
    let found = errcat::check(("errors.yaml", &*text));
    let found = found
        .iter()
        .find(|found| &text[found.span.clone()] == "zzz");
    let help = found.unwrap_or_else(|| panic!("{yaml}")).help.unwrap();
    help.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn schema(project: &Project, args: &[&str]) -> Value {
    let (status, out, err) = project.run(&[&["schema"], args].concat());
    assert_eq!((status, &*err), (0, ""));
    serde_json::from_str(&out).unwrap()
}

fn words(schema: &Value, pointer: &str) -> BTreeSet<String> {
    let value = schema.pointer(pointer);
    match value.unwrap_or_else(|| panic!("{pointer}")) {
        Value::Object(members) => members.keys().cloned().collect(),
        Value::Array(words) => words
            .iter()
            .filter_map(|word| word.as_str().map(str::to_owned))
            .collect(),
        other => panic!("{pointer}: {other}"),
    }
}

/// Where a catalog has what the schema has at a place.
const PLACES: [(&str, &str); 34] = [
    ("zzz: 1", "/properties"),
    ("api: {zzz: 1}", "/definitions/api/properties"),
    (
        "envelope: {zzz: 1}",
        "/properties/envelope/anyOf/1/properties",
    ),
    ("envelope: zzz", "/properties/envelope/anyOf/0/enum"),
    (
        "envelope: {body: {a: {is: zzz}}}",
        "/definitions/value/properties/is/enum",
    ),
    ("fields: {a: {zzz: 1}}", "/definitions/field/properties"),
    (
        "fields: {a: {type: zzz}}",
        "/definitions/field/properties/type/enum",
    ),
    (
        "statuses: {404: {zzz: 1}}",
        "/definitions/status_row/properties",
    ),
    ("types: {a: {zzz: 1}}", "/definitions/type/properties"),
    (
        "codes: {a: {description: A, zzz: 1}}",
        "/definitions/code/properties",
    ),
    (
        "codes: {a: {description: A, log: zzz}}",
        "/definitions/code/properties/log/enum",
    ),
    (
        "codes: {a: {description: A, deprecated: {zzz: 1}}}",
        "/definitions/deprecation/properties",
    ),
    (
        "codes: {a: {description: A, args: {x: {type: zzz}}}}",
        "/definitions/arg/properties/type/enum",
    ),
    (
        "codes: {a: {description: A, examples: [{zzz: 1}]}}",
        "/definitions/example/properties",
    ),
    (
        "codes: {a: {description: A, examples: [{errors: [{zzz: 1}]}]}}",
        "/definitions/example_errors/items/properties",
    ),
    (
        "retired: {a: {zzz: 1}}",
        "/definitions/retired/additionalProperties/properties",
    ),
    (
        "defaults: {404: {zzz: 1}}",
        "/definitions/default/anyOf/1/properties",
    ),
    (
        "operations: {GET /a: {zzz: 1}}",
        "/definitions/operations/additionalProperties/anyOf/1/properties",
    ),
    (
        "lints: {no-challenge: zzz}",
        "/definitions/lint/anyOf/0/enum",
    ),
    (
        "lints: {no-challenge: {zzz: 1}}",
        "/definitions/lint/anyOf/1/properties",
    ),
    (
        "lints: {code-pattern: {level: deny, pattern: a, zzz: 1}}",
        "/properties/lints/properties/code-pattern/anyOf/1/properties",
    ),
    (
        "lints: {number-range: {level: deny, from: 1, zzz: 1}}",
        "/properties/lints/properties/number-range/anyOf/1/properties",
    ),
    ("outputs: {zzz: []}", "/properties/outputs/properties"),
    (
        "outputs: {rust: [{zzz: 1}]}",
        "/definitions/rust/properties",
    ),
    (
        "outputs: {rust: [{with: [zzz]}]}",
        "/definitions/rust/properties/with/items/enum",
    ),
    (
        "outputs: {openapi: [{zzz: 1}]}",
        "/definitions/openapi/properties",
    ),
    (
        "outputs: {openapi: [{form: zzz}]}",
        "/definitions/openapi/properties/form/enum",
    ),
    (
        "outputs: {openapi: [{enums: zzz}]}",
        "/definitions/openapi/properties/enums/enum",
    ),
    (
        "outputs: {openapi: [{codes: zzz}]}",
        "/definitions/openapi/properties/codes/enum",
    ),
    (
        "outputs: {openapi: [{version: zzz}]}",
        "/definitions/openapi/properties/version/enum",
    ),
    (
        "outputs: {docs: [{zzz: 1}]}",
        "/definitions/docs/properties",
    ),
    (
        "outputs: {docs: [{dialect: zzz}]}",
        "/definitions/docs/properties/dialect/enum",
    ),
    (
        "outputs: {docs: [{select: {zzz: 1}}]}",
        "/definitions/select/properties",
    ),
    (
        "outputs: {files: [{zzz: 1}]}",
        "/definitions/files/properties",
    ),
];

#[test]
fn the_schema_has_the_members_and_words_that_errcat_knows() {
    let schema = schema(&Project::new(GOOD), &[]);
    let code = "codes: {a: {description: A, ";
    for (yaml, pointer) in PLACES {
        assert_eq!(words(&schema, pointer), known(yaml), "{yaml}");
    }
    // What else is known depends on the type of an argument, and on the value of a member.
    let all = |prefix: &str, inside: &[&str]| {
        let of = |inside: &&str| known(&prefix.replace('…', inside));
        inside.iter().flat_map(of).collect::<BTreeSet<_>>()
    };
    let args = all(
        &format!("{code}args: {{x: {{…zzz: 1}}}}}}}}"),
        &["", "type: array, items: string, ", "type: integer, "],
    );
    assert_eq!(words(&schema, "/definitions/arg/properties"), args);
    let values = all(
        "envelope: {body: {a: {…, zzz: 1}}}",
        &[
            "is: code",
            "is: errors",
            "is: args",
            "is: request_id",
            "is: timestamp",
            "const: 1",
            "arg: a",
            "field: a",
            "is: errors, by: param",
        ],
    );
    assert_eq!(words(&schema, "/definitions/value/properties"), values);
    let warnings = errcat::rules().filter(|rule| rule.level == errcat::Level::Warning);
    let warnings: BTreeSet<String> = warnings.map(|rule| rule.name.to_owned()).collect();
    assert_eq!(
        words(&schema, "/properties/lints/propertyNames/enum"),
        warnings
    );
    assert_eq!(
        words(&schema, "/definitions/code/properties/allow/items/enum"),
        warnings
    );
}

#[test]
fn the_schema_of_a_catalog_has_its_names() {
    // A catalog that is being edited has mistakes.
    let project = Project::new(
        "version: 1\ninclude: [more.yaml]\ntypes: {a_error: {}}\ncodes: {b: {typ: a_error}, c: 1}\n",
    );
    fs::write(
        project.path("catalog/more.yaml"),
        "types: {d_error: }\ncodes: {b: , e: }\n",
    )
    .unwrap();
    for args in [&["catalog/errors.yaml"][..], &["--part", "catalog"]] {
        let schema = schema(&project, args);
        let names = |kind: &str| words(&schema, &format!("/definitions/{kind}/enum"));
        assert_eq!(
            names("type_name"),
            ["a_error", "d_error"].map(str::to_owned).into()
        );
        assert_eq!(
            names("code_name"),
            ["b", "c", "e"].map(str::to_owned).into()
        );
    }
    let without = schema(&project, &[]);
    assert_eq!(without.pointer("/definitions/code_name/enum"), None);
    let part = schema(&project, &["--part"]);
    let sections = ["codes", "operations", "retired", "sets", "types"];
    assert_eq!(
        words(&part, "/properties"),
        sections.map(str::to_owned).into()
    );
    assert_eq!(part.get("required"), None);

    fs::write(project.path("broken.yaml"), "codes: {").unwrap();
    let (status, out, err) = project.run(&["schema", "broken.yaml"]);
    assert_eq!((status, &*out), (1, ""));
    assert!(err.contains("error[syntax]"), "{err}");
    let (status, _, err) = project.run(&["schema", "nowhere.yaml"]);
    assert_eq!(status, 2, "{err}");
}

#[test]
fn init_writes_the_line_that_editors_read() {
    let project = Project::new(GOOD);
    assert_eq!(project.run(&["init", "api/problems.yaml"]).0, 0);
    let read = |path: &str| fs::read_to_string(project.path(path)).unwrap();
    let line = "# yaml-language-server: $schema=problems.schema.json\n";
    assert!(read("api/problems.yaml").starts_with(line));
    assert_eq!(read("api/problems.schema.json"), project.run(&["schema"]).1);
    // A schema that is there stays.
    fs::remove_file(project.path("api/problems.yaml")).unwrap();
    fs::write(project.path("api/problems.schema.json"), "{}").unwrap();
    assert_eq!(project.run(&["init", "api/problems.yaml"]).0, 0);
    assert_eq!(read("api/problems.schema.json"), "{}");
}

/// In flow style, a comma ends a text: what is behind it would be a member without a value.
#[test]
fn no_text_of_the_schema_is_cut() {
    fn look(value: &Value) {
        match value {
            Value::Null => panic!("a text is cut at a comma"),
            Value::Array(list) => list.iter().for_each(look),
            Value::Object(members) => members.values().for_each(look),
            Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    look(&schema(&Project::new(GOOD), &[]));
}
