//! The id of a request: taken over, or new; in the header of every answer, and the same in the body.

use tokio::task::JoinSet;

use crate::log::Event;
use crate::proof::{self, Proof, Request};

pub(crate) async fn check(proof: &mut Proof) {
    check_new(proof).await;
    check_bad(proof).await;
    check_quoted(proof).await;
    check_parallel(proof).await;
}

/// Where the request brings none, each answer has a new one.
async fn check_new(proof: &mut Proof) {
    let mut seen = Vec::new();
    for path in [
        "/ok",
        "/items/7",
        "/items/0",
        "/panic",
        "/nowhere",
        "/plain",
        "/items/abc",
        "/ok",
    ] {
        let request = proof.request("stripe", &Request::get(path));
        let answer = proof.send(path, request).await;
        let id = answer.id().to_owned();
        proof.expect(is_new(&id), || format!("new id of {path}: {id}"));
        let inside = path == "/items/7" || answer.body.contains(&id);
        proof.expect(inside, || format!("{path}: {id} is not in {}", answer.body));
        seen.push(id);
    }
    let count = seen.len();
    seen.sort();
    seen.dedup();
    proof.expect_same("new ids", &seen.len(), &count);
}

fn is_new(id: &str) -> bool {
    let digits = id.strip_prefix("req_").unwrap_or_default();
    digits.len() == 16
        && digits
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// An id that could do harm in a log is not taken over, and the longest that is taken over is.
async fn check_bad(proof: &mut Proof) {
    for bad in [&b"a b"[..], b"", &[b'x'; 129], "\u{e9}".as_bytes(), b"a\tb"] {
        for path in ["/ok", "/items/0"] {
            let request = proof
                .request("stripe", &Request::get(path))
                .header("x-request-id", bad);
            let answer = proof.send("a bad id", request).await;
            let id = answer.id();
            let replaced = is_new(id) && answer.body.contains(id);
            proof.expect(replaced, || {
                format!("{path} with the id {bad:?}: {answer:?}")
            });
        }
    }
    let longest = "x".repeat(128);
    let request = proof
        .request("stripe", &Request::get("/ok"))
        .header("x-request-id", &longest);
    let answer = proof.send("the longest id", request).await;
    proof.expect_same(
        "the longest id",
        &(answer.id(), &*answer.body),
        &(&*longest, &*longest),
    );
}

/// Whatever is printable is an id, and cannot break out of the body.
async fn check_quoted(proof: &mut Proof) {
    let request = proof
        .request("stripe", &Request::get("/items/0"))
        .header("x-request-id", r#"a"\b"#);
    let answer = proof.send("an id with a quote", request).await;
    let fine = answer.id() == r#"a"\b"# && answer.body.ends_with(r#""request_id":"a\"\\b"}"#);
    proof.expect(fine, || format!("an id with a quote: {answer:?}"));
}

/// Requests that are answered at the same time do not take each other's ids.
async fn check_parallel(proof: &mut Proof) {
    let kinds = [
        ("/ok", 200, ""),
        ("/items/0", 404, "item_not_found"),
        ("/panic", 500, "internal_error"),
        ("/slow", 504, "timeout"),
    ];
    let mut running = JoinSet::new();
    for number in 0..20 {
        let (path, status, code) = kinds[number % kinds.len()];
        let id = format!("parallel-{number}");
        let request = proof
            .request("stripe", &Request::get(path))
            .header("x-request-id", &id);
        running.spawn(async move {
            (
                path,
                Event { status, code, id },
                proof::answer(request).await,
            )
        });
    }
    while let Some(done) = running.join_next().await {
        let (path, event, answer) = done.expect("it does not panic");
        proof.sees_no_secret(path, &answer);
        let own = if path == "/ok" {
            event.id.clone()
        } else {
            format!(r#""request_id":"{}""#, event.id)
        };
        let fine =
            answer.status == event.status && answer.id() == event.id && answer.body.contains(&own);
        proof.expect(fine, || format!("{event:?} in parallel: {answer:?}"));
        if event.status >= 400 {
            proof.answered(event);
        }
    }
}

/// The layers of tower-http are around the middleware: what they made is in the request that it sees.
pub(crate) async fn check_those_of_tower(proof: &mut Proof) {
    for (path, body) in [
        ("/ok", "made-by-tower"),
        ("/items/0", r#""request_id":"made-by-tower""#),
    ] {
        let request = proof.request("tower", &Request::get(path));
        let answer = proof.send(path, request).await;
        proof.expect_same(path, &answer.id(), &"made-by-tower");
        proof.expect(answer.body.contains(body), || {
            format!("{path}: {}", answer.body)
        });
    }
    let request = proof
        .request("tower", &Request::get("/items/0"))
        .header("x-request-id", "mine");
    let answer = proof.send("a request with an id", request).await;
    proof.expect_same("a request with an id", &answer.id(), &"mine");
    proof.expect(answer.body.contains(r#""request_id":"mine""#), || {
        answer.body.clone()
    });
}
