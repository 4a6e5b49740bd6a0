//! A server whose errors have to be among the codes of their operations.

use crate::log::Event;
use crate::proof::{Proof, Request};

/// A path, and the error that it is answered with.
const ANSWERS: [(&str, u16, &str); 5] = [
    // The operation lists it.
    ("/errors/conflict", 409, "conflict"),
    ("/key", 401, "key_revoked"),
    // It is a code of `defaults`, which any operation can return.
    ("/errors/too_large", 413, "too_large"),
    // The catalog has no such operation.
    ("/items/0", 404, "item_not_found"),
    // The operation does not list it.
    ("/errors/email_invalid", 500, "internal_error"),
];

/// A handler that sends an error that its operation does not list panics, and the log has the operation and the code.
pub(crate) async fn check(proof: &mut Proof) {
    for (path, status, code) in ANSWERS {
        let name = if status == 500 { "an-assertion" } else { path };
        let id = proof.id_for(name);
        let request = proof.request("asserted", &Request::get(path));
        let request = request.header("x-request-id", &id);
        let what = format!("asserted: {path}");
        let answer = proof.send(&what, request).await;
        proof.expect_same(&what, &answer.status, &status);
        let body: serde_json::Value = serde_json::from_str(&answer.body).unwrap_or_default();
        proof.expect_same(&what, &body["error"]["code"].as_str(), &Some(code));
        proof.answered(Event { status, code, id });
    }
}
