//! The client's half, against servers that fail in every way.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use generated::payments::{ApiError, ErrorCode, Failure, FailureBody};
use reqwest::Client;

#[allow(dead_code, reason = "the example's `main`")]
#[path = "../examples/client.rs"]
mod client;

/// Starts a server that answers its requests one after the other, and counts them.
async fn start(
    answers: impl Fn(usize) -> Response + Clone + Send + Sync + 'static,
) -> (String, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let router = Router::new().route(
        "/",
        get(async move || answers(count.fetch_add(1, Ordering::SeqCst))),
    );
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    (format!("http://{address}"), asked)
}

async fn failure(url: &str) -> Failure {
    let error = client::send(Client::new().get(url)).await.unwrap_err();
    *error.downcast::<Failure>().unwrap()
}

#[tokio::test]
async fn what_may_pass_is_tried_again_until_it_has_passed() {
    let (url, asked) = start(|request| match request {
        0 | 1 => ApiError::external_api_error().into_response(),
        _ => "done".into_response(),
    })
    .await;
    let response = client::send(Client::new().get(url)).await.unwrap();
    assert_eq!(response.text().await.unwrap(), "done");
    assert_eq!(asked.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn the_server_says_how_long_to_wait() {
    let (url, asked) = start(|request| match request {
        0 => (
            StatusCode::SERVICE_UNAVAILABLE,
            [("retry-after", "1")],
            "busy",
        )
            .into_response(),
        _ => "done".into_response(),
    })
    .await;
    let start = Instant::now();
    client::send(Client::new().get(url)).await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn what_will_not_pass_is_asked_once() {
    let (url, asked) =
        start(|_| ApiError::resource_not_found("customer", "cus_7").into_response()).await;
    let failure = failure(&url).await;
    assert_eq!(failure.code(), Some(ErrorCode::ResourceNotFound));
    assert_eq!(
        failure.to_string(),
        "resource_not_found: No such customer: cus_7"
    );
    assert_eq!(failure.error().unwrap().param.as_deref(), Some("id"));
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn the_page_of_a_proxy_is_kept() {
    let page = "<html><h1>502 Bad Gateway</h1></html>";
    let (url, asked) = start(move |_| (StatusCode::BAD_GATEWAY, Html(page)).into_response()).await;
    let failure = failure(&url).await;
    assert_eq!(
        (failure.status, &failure.body),
        (502, &FailureBody::Other(page.to_owned()))
    );
    assert_eq!((failure.code(), failure.is_retryable()), (None, true));
    assert_eq!(failure.to_string(), format!("status 502: {page}"));
    assert_eq!(asked.load(Ordering::SeqCst), 4, "it might have passed");
}

#[tokio::test]
async fn a_code_of_a_newer_server_is_judged_by_its_status() {
    let newer = r#"{"error":{"type":"api_error","code":"quota_used_up","message":"Later","param":null,"timestamp":"t","doc_url":"u"}}"#;
    let (url, _) = start(move |_| (StatusCode::FORBIDDEN, newer).into_response()).await;
    let failure = failure(&url).await;
    assert_eq!((failure.code(), failure.is_retryable()), (None, false));
    let code = failure.error().unwrap().code.as_ref().unwrap();
    assert_eq!(code.as_str(), "quota_used_up");
}

#[test]
fn a_status_that_is_not_the_code_s_own_decides() {
    let body =
        r#"{"error":{"type":"api_error","code":"internal_server_error","message":"It failed."}}"#;
    for (status, is_retryable) in [(500, false), (503, true), (504, true), (501, false)] {
        let failure = Failure::read(status, None, body.as_bytes());
        assert_eq!(failure.code(), Some(ErrorCode::InternalServerError));
        assert_eq!(failure.is_retryable(), is_retryable, "{status}");
    }
    let body = r#"{"error":{"type":"invalid_request_error","code":"rate_limit_error"}}"#;
    let wait = |status| Failure::read(status, None, body.as_bytes()).wait();
    assert_eq!(wait(429), Some(Duration::from_secs(30)));
    assert_eq!(wait(400), None, "the wait is that of 429");
}

#[test]
fn a_wait_may_be_a_date() {
    let wait = |header| Failure::read(503, Some(header), b"").wait();
    let far = wait("Fri, 31 Dec 9999 23:59:59 GMT").unwrap();
    assert!(far > Duration::from_secs(200_000_000_000), "{far:?}");
    assert_eq!(wait("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
    assert_eq!(wait("Sunday, 06-Nov-94 08:49:37 GMT"), Some(Duration::ZERO));
    assert_eq!(wait("Sun Nov  6 08:49:37 1994"), Some(Duration::ZERO));
    for none in ["+5", "-5", "5.5", "soon", "", "Sun, 06 Nov 1994"] {
        assert_eq!(wait(none), None, "{none}");
    }
}

#[test]
fn a_byte_order_mark_hides_nothing() {
    let body = "\u{feff}{\"error\":{\"code\":\"invalid_credentials\"}}";
    let failure = Failure::read(401, None, body.as_bytes());
    assert_eq!(failure.code(), Some(ErrorCode::InvalidCredentials));
    assert_eq!(failure.raw, body.as_bytes());
}

#[test]
fn what_a_failure_shows_is_one_line() {
    let body = "a\nERROR forged\u{1b}[31m\u{2028}\u{202e}";
    let failure = Failure::read(502, None, body.as_bytes());
    assert_eq!(
        failure.to_string(),
        r"status 502: a\nERROR forged\u{1b}[31m\u{2028}\u{202e}"
    );
    let body = r#"{"error":{"code":"invalid_credentials","message":"a\nERROR forged"}}"#;
    let failure = Failure::read(401, None, body.as_bytes());
    assert!(!failure.to_string().contains('\n'), "{failure}");
    let message = failure.error().unwrap().message.as_deref();
    assert_eq!(
        message,
        Some("a\nERROR forged"),
        "the message itself is as it came"
    );
    assert!(!format!("{failure:?}").contains('\n'));
}

#[test]
fn whatever_the_bytes_there_is_a_failure() {
    let bodies: [&[u8]; 5] = [
        b"",
        b"\xff\xfe",
        b"{}",
        b"null",
        br#"{"error":"no such thing"}"#,
    ];
    for body in bodies {
        let failure = Failure::read(500, Some("soon"), body);
        assert!(failure.error().is_none());
        assert_eq!(
            (failure.status, failure.wait(), failure.is_retryable()),
            (500, None, false)
        );
    }
    let limited = Failure::read(429, Some(" 7 "), b"");
    assert_eq!(
        (limited.wait(), limited.is_retryable()),
        (Some(Duration::from_secs(7)), true)
    );
}
