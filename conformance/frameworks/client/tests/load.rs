//! Many errors at once, of every framework's server: each is what it should be and has an id of its own, and the server
//! needs no more memory for the last than for the first.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use client::Server;
use client::errors::stripe::{ErrorCode, ErrorResponse};
use reqwest::{Client, RequestBuilder};
use tokio::task::JoinSet;

/// How many each server gets, if `LOAD_REQUESTS` says nothing else.
const REQUESTS: usize = 20_000;
const AT_ONCE: usize = 64;

/// How much the memory of a server may grow after its first requests, in kB: the allocator keeps what it once had, and
/// the log is somebody else's.
const GROWTH: usize = 8_192;

/// Bodies that cannot be read, and what is said of them.
const BAD_BODIES: [(&str, ErrorCode); 4] = [
    ("{", ErrorCode::MalformedBody),
    (r#"{"name":"#, ErrorCode::MalformedBody),
    (r#"{"name":"a"}"#, ErrorCode::InvalidBody),
    (r#"{"name":"a","count":"x"}"#, ErrorCode::InvalidBody),
];

/// A request of the mix, and the code of its error.
fn request(client: &Client, server: &Server, number: usize) -> (RequestBuilder, ErrorCode) {
    let get = |path: &str| client.get(server.url("stripe", path));
    let round = number / 5;
    match number % 5 {
        0 => {
            let code = ErrorCode::ALL[round % ErrorCode::ALL.len()];
            (get(&format!("/errors/{code}")), code)
        }
        1 => (get("/items/0"), ErrorCode::ItemNotFound),
        2 => (get("/panic"), ErrorCode::InternalError),
        3 => (get(&format!("/nowhere/{number}")), ErrorCode::UnknownRoute),
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
    let requests = std::env::var("LOAD_REQUESTS").map_or(REQUESTS, |count| {
        count.parse().expect("LOAD_REQUESTS is a number")
    });
    for framework in ["axum", "actix", "poem", "salvo", "rocket"] {
        many(framework, requests).await;
    }
}

/// Sends many requests to one server, and looks at its answers, its log and its memory.
async fn many(framework: &str, requests: usize) {
    let (server, client) = (Arc::new(Server::start(framework)), Client::new());
    let settled = requests / 4;
    let mut memory = 0;
    let mut ids = HashSet::new();
    let start = Instant::now();
    for part in [0..settled, settled..requests] {
        if part.start > 0 {
            memory = server.memory();
        }
        ids.extend(all(&server, &client, part).await);
    }
    let grown = server.memory().saturating_sub(memory);
    let milliseconds = start.elapsed().as_millis().max(1);
    println!(
        "{framework}: {requests} errors, {} a second, {grown} kB more memory",
        requests as u128 * 1000 / milliseconds
    );
    assert_eq!(ids.len(), requests, "all ids differ");
    assert!(grown <= GROWTH, "{framework} needs {grown} kB more");

    let server = Arc::into_inner(server).expect("nobody asks it any more");
    let logged = server
        .stop()
        .lines()
        .filter(|line| line.contains(" request_id="))
        .count();
    assert_eq!(logged, requests, "each error is logged once");
}

/// Sends the requests of these numbers, many at once, and gives the ids of the answers.
async fn all(server: &Arc<Server>, client: &Client, numbers: Range<usize>) -> Vec<String> {
    let next = Arc::new(AtomicUsize::new(numbers.start));
    let mut running = JoinSet::new();
    for _ in 0..AT_ONCE {
        let (server, client, next) = (Arc::clone(server), client.clone(), Arc::clone(&next));
        running.spawn(async move {
            let mut ids = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= numbers.end {
                    return ids;
                }
                let (request, expected) = request(&client, &server, number);
                ids.push(id_of_answer(request, expected).await);
            }
        });
    }
    running.join_all().await.into_iter().flatten().collect()
}
