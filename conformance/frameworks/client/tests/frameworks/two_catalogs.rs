//! A server with the errors of two catalogs: those of one below `/admin`, each with its `envelope`.

use crate::log::Event;
use crate::proof::{Proof, Request};

/// A path, and the error that it is answered with: its envelope, status and code.
const ANSWERS: [(&str, &str, u16, &str); 8] = [
    ("/admin/items/0", "stripe", 404, "item_not_found"),
    ("/admin/panic", "stripe", 500, "internal_error"),
    ("/admin/plain", "stripe", 409, "invalid_request"),
    ("/admin/items/abc", "stripe", 400, "invalid_parameter"),
    ("/items/0", "payments", 404, "item_not_found"),
    ("/plain", "payments", 409, "invalid_request"),
    ("/nowhere", "payments", 404, "unknown_route"),
    // An error of the other catalog, outside its `envelope`.
    ("/foreign", "stripe", 404, "item_not_found"),
];

/// The error of either catalog arrives as it is, is logged once, and has one id.
pub(crate) async fn check(proof: &mut Proof) {
    for (path, envelope, status, code) in ANSWERS {
        for given in [None, Some(proof.id_for(&format!("two{path}")))] {
            let mut request = proof.request("two", &Request::get(path));
            if let Some(given) = &given {
                request = request.header("x-request-id", given);
            }
            let what = format!("two catalogs: {path} with the id {given:?}");
            let answer = proof.send(&what, request).await;
            let id = answer.id().to_owned();
            // Outside of its own `envelope`, an error has an id of its own.
            let is_taken = path == "/foreign" || given.as_ref().is_none_or(|given| *given == id);
            let is_id = is_taken && !id.is_empty() && !id.contains(' ');
            proof.expect(is_id, || format!("{what}: {id}"));
            proof.expect_same(&what, &answer.status, &status);
            let body: serde_json::Value = serde_json::from_str(&answer.body).unwrap_or_default();
            proof.expect_same(&what, &body["error"]["code"].as_str(), &Some(code));
            // Only one of the envelopes has an id, only the other a time.
            let is_right = match envelope {
                "stripe" => body["request_id"] == id,
                _ => body["error"]["timestamp"].is_string(),
            };
            proof.expect(is_right, || format!("{what}: {}", answer.body));
            proof.answered(Event { status, code, id });
        }
    }
}
