//! Layers around `envelope`, and an API beside files: what the guide says about their order.

use crate::proof::{Proof, Request};

/// Requests of handlers, of the framework, and of a panic.
const PATHS: [&str; 5] = ["/nowhere", "/panic", "/items/0", "/plain", "/ok"];

/// CORS is outside of `envelope`: errors have its headers too.
pub(crate) async fn check_cors(proof: &mut Proof) {
    for path in PATHS {
        let request = proof.request("layers", &Request::get(path));
        let request = request.header("origin", "https://shop.example");
        let answer = proof.send(path, request).await;
        let origin = answer.header("access-control-allow-origin");
        // Some frameworks allow any origin by this, and some by naming the one that asks.
        let is_allowed = matches!(origin, Some("*" | "https://shop.example"));
        proof.expect(is_allowed, || format!("{path}: {answer:?}"));
        let is_error = answer.body.starts_with(r#"{"error":"#);
        proof.expect(is_error == (path != "/ok"), || {
            format!("{path}: {answer:?}")
        });
    }
}

/// Compression is outside of `envelope`: what is compressed is the body of the error.
pub(crate) async fn check_compression(proof: &mut Proof, framework: &str) {
    for path in PATHS.into_iter().filter(|path| *path != "/ok") {
        let request = proof.request("layers", &Request::get(path));
        let answer = proof
            .send(path, request.header("accept-encoding", "gzip"))
            .await;
        // A panic leaves the middleware of actix-web as an error, of which its `Compress` makes nothing.
        let is_left = (framework, path) == ("actix", "/panic");
        let is_gzip = answer.header("content-encoding") == Some("gzip");
        proof.expect(is_gzip != is_left, || format!("{path}: {answer:?}"));
        let has_length = answer.header("content-length").is_some();
        proof.expect(is_left || !has_length, || {
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
