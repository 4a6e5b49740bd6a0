//! Layers around `envelope`, and an API beside files: what the guide says about their order, for axum.

use crate::proof::{Proof, Request};

/// CORS and compression are outside of `envelope`: errors of handlers, of the framework, and panics have them too.
pub(crate) async fn check_those_outside(proof: &mut Proof) {
    for path in ["/nowhere", "/panic", "/items/0", "/plain", "/ok"] {
        let request = proof.request("layers", &Request::get(path));
        let request = request.header("origin", "https://shop.example");
        let answer = proof.send(path, request).await;
        let origin = answer.header("access-control-allow-origin");
        proof.expect(origin == Some("*"), || format!("{path}: {answer:?}"));
        let is_error = answer.body.starts_with(r#"{"error":"#);
        proof.expect(is_error == (path != "/ok"), || {
            format!("{path}: {answer:?}")
        });
        let request = proof.request("layers", &Request::get(path));
        let answer = proof
            .send(path, request.header("accept-encoding", "gzip"))
            .await;
        let is_small = path == "/ok";
        let encoding = answer.header("content-encoding");
        proof.expect(is_small || encoding == Some("gzip"), || {
            format!("{path}: {answer:?}")
        });
        let length = answer.header("content-length").is_none();
        proof.expect(is_small || length, || {
            format!("{path}: the length of another body: {answer:?}")
        });
    }
}

/// Files stand beside the API: below `/api` there are errors of the API, and elsewhere those of the files.
pub(crate) async fn check_an_api_beside_files(proof: &mut Proof) {
    for path in [
        "/api/nowhere",
        "/api/items/0",
        "/api/nested/nowhere",
        "/api/panic",
    ] {
        let request = proof.request("beside", &Request::get(path));
        let answer = proof.send(path, request).await;
        proof.expect(answer.body.starts_with(r#"{"error":"#), || {
            format!("{path}: {answer:?}")
        });
    }
    let request = proof.request("beside", &Request::get("/nowhere.css"));
    let answer = proof.send("a file", request).await;
    proof.expect(answer.status == 404 && answer.body.is_empty(), || {
        format!("{answer:?}")
    });
}
