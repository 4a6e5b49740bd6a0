//! What the documents say of errors. They are left in `out/` for validators.

use documented::{by_aide, by_utoipa};
use serde_json::{Value, json};

#[test]
fn utoipa_lists_the_errors_of_each_handler() {
    check("utoipa", &by_utoipa());
}

#[test]
fn aide_lists_the_errors_of_each_handler() {
    check("aide", &by_aide());
}

fn check(name: &str, document: &Value) {
    let out = concat!(env!("CARGO_MANIFEST_DIR"), "/out");
    std::fs::create_dir_all(out).unwrap();
    let text = serde_json::to_string_pretty(document).unwrap();
    std::fs::write(format!("{out}/{name}.json"), text).unwrap();

    every_reference_leads_somewhere(document);
    assert_eq!(
        names(document, "/components/schemas"),
        [
            "ApiError",
            "ErrorCode",
            "ErrorResponse",
            "ErrorType",
            "OneError",
            "Store"
        ]
    );
    // Of a subset, only its statuses, and of those only its codes' examples.
    assert_eq!(names(document, "/paths/~1store/get/responses"), ["200", "404", "503"]);
    let examples = |path: &str| format!("/paths/~1{path}/content/application~1vnd.example+json/examples");
    assert_eq!(
        names(document, &examples("store/get/responses/404")),
        ["auth/key-revoked"]
    );
    assert_eq!(names(document, &examples("store/get/responses/503")), ["busy"]);
    let all = ["200", "401", "404", "422", "500", "503"];
    assert_eq!(names(document, "/paths/~1anything/get/responses"), all);
    assert_eq!(
        names(document, &examples("anything/get/responses/503")),
        ["busy", "overloaded"]
    );
    assert_eq!(
        names(document, &examples("anything/get/responses/404")),
        ["RESOURCE_NOT_FOUND", "RESOURCE_NOT_FOUND-2", "auth/key-revoked"]
    );
    // The same JSON that the server sends, the same schema that the OpenAPI target writes.
    let body = examples("store/get/responses/503") + "/busy/value/error/code";
    assert_eq!(document.pointer(&body), Some(&json!("busy")));
    let status = document
        .pointer("/components/schemas/ErrorResponse/properties/status")
        .unwrap();
    assert_eq!((&status["minimum"], &status["maximum"]), (&json!(100), &json!(599)));
    let header = "/paths/~1anything/get/responses/503/headers/Retry-After/example";
    // The headers of utoipa 5 have no examples.
    let is_older = env!("CARGO_PKG_NAME") == "documented-older" && name == "utoipa";
    let expected = json!(120);
    assert_eq!(document.pointer(header), (!is_older).then_some(&expected));
}

fn names(document: &Value, pointer: &str) -> Vec<String> {
    let object = document.pointer(pointer).and_then(Value::as_object);
    object.unwrap_or_else(|| panic!("{pointer}")).keys().cloned().collect()
}

fn every_reference_leads_somewhere(document: &Value) {
    fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(members) => {
                found.extend(members.get("$ref").and_then(Value::as_str));
                members.values().for_each(|value| references(value, found));
            }
            Value::Array(values) => values.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    references(document, &mut found);
    assert!(found.len() > 6, "{found:?}");
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}
