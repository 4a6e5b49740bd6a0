//! Many errors at once: each is what it should be, and has an id of its own, in 50,000 responses.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use client::Server;
use client::errors::stripe::{ErrorCode, ErrorResponse};
use reqwest::{Client, RequestBuilder};
use tokio::task::JoinSet;

const REQUESTS: usize = 50_000;
const AT_ONCE: usize = 64;

/// Bodies that cannot be read, and what is said of them.
const BAD_BODIES: [(&str, ErrorCode); 4] = [
    ("{", ErrorCode::MalformedBody),
    ("", ErrorCode::MalformedBody),
    (r#"{"name":"a"}"#, ErrorCode::InvalidBody),
    (r#"{"name":"a","count":"x"}"#, ErrorCode::InvalidBody),
];

/// A request of the mix, and the code of its error.
fn request(client: &Client, server: &Server, number: usize) -> (RequestBuilder, ErrorCode) {
    let get = |path: &str| client.get(server.url("stripe", path));
    let round = number / 4;
    match number % 4 {
        0 => {
            let code = ErrorCode::ALL[round % ErrorCode::ALL.len()];
            (get(&format!("/errors/{code}")), code)
        }
        1 => (get("/items/0"), ErrorCode::ItemNotFound),
        2 => (get(&format!("/nowhere/{number}")), ErrorCode::UnknownRoute),
        _ => {
            let (body, code) = BAD_BODIES[round % BAD_BODIES.len()];
            let post = client.post(server.url("stripe", "/items"));
            (
                post.header("content-type", "application/json").body(body),
                code,
            )
        }
    }
}

/// Sends a request, and gives the id of its response, which a client of the same catalog can read.
async fn id_of_answer(request: RequestBuilder, expected: ErrorCode) -> String {
    let response = request.send().await.expect("the server answers");
    assert_eq!(response.status().as_u16(), expected.status(), "{expected}");
    let header = response.headers()["x-request-id"]
        .to_str()
        .expect("it is text")
        .to_owned();
    let body = response.bytes().await.expect("the answer has an end");
    let error: ErrorResponse = serde_json::from_slice(&body).expect("it is in the envelope");
    assert_eq!(error.known_code(), Some(expected));
    assert_eq!(error.request_id.as_ref(), Some(&header));
    header
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once() {
    let (server, client) = (Arc::new(Server::start("axum")), Client::new());
    let next = Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let mut running = JoinSet::new();
    for _ in 0..AT_ONCE {
        let (server, client, next) = (Arc::clone(&server), client.clone(), Arc::clone(&next));
        running.spawn(async move {
            let mut ids = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= REQUESTS {
                    return ids;
                }
                let (request, expected) = request(&client, &server, number);
                ids.push(id_of_answer(request, expected).await);
            }
        });
    }
    let ids: HashSet<String> = running.join_all().await.into_iter().flatten().collect();
    let milliseconds = start.elapsed().as_millis().max(1);
    println!(
        "{REQUESTS} errors, {} a second",
        REQUESTS as u128 * 1000 / milliseconds
    );
    assert_eq!(ids.len(), REQUESTS, "all ids differ");

    let server = Arc::into_inner(server).expect("nobody asks it any more");
    let logged = server
        .stop()
        .lines()
        .filter(|line| line.contains(" request_id="))
        .count();
    assert_eq!(logged, REQUESTS, "each error is logged once");
}
