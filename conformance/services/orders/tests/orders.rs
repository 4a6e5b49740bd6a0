//! A real server and a real client.

use orders::errors::{ErrorCode, Failure, args};

async fn answer(path: &str) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, orders::app()).await });
    let response = reqwest::get(format!("http://{address}{path}"))
        .await
        .unwrap();
    let status = response.status().as_u16();
    let headers = response.headers().iter();
    let headers =
        headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
    let headers = headers.collect();
    (status, headers, response.bytes().await.unwrap().to_vec())
}

fn text(body: &[u8]) -> &str {
    std::str::from_utf8(body).unwrap()
}

#[tokio::test]
async fn an_error_of_the_shared_crate_is_sent_with_all_that_it_has() {
    let (status, headers, body) = answer("/plan").await;
    assert_eq!(status, 429);
    assert_eq!(
        text(&body),
        r#"{"code":"rate_limited","message":"At most 60 requests a minute are allowed","doc_url":"https://docs.example.com/common#rate_limited","args":{"limit":60}}"#
    );
    let has = |name: &str, value: &str| headers.contains(&(name.to_owned(), value.to_owned()));
    assert!(
        has("retry-after", "30") && has("x-minute", "12"),
        "{headers:?}"
    );
    let failure = Failure::read(status, Some("30"), &body);
    assert_eq!(failure.code(), Some(ErrorCode::RateLimited));
}

#[tokio::test]
async fn an_operation_has_errors_of_both_catalogs() {
    let (status, _, body) = answer("/orders/busy").await;
    assert_eq!((status, text(&body).contains("rate_limited")), (429, true));
    let (status, _, body) = answer("/orders/2").await;
    assert_eq!(status, 404);
    assert_eq!(
        text(&body),
        r#"{"code":"order_not_found","message":"No order has the ID 2","doc_url":"https://docs.example.com/orders#order_not_found","args":{"id":"2"}}"#
    );
    // The default for a panic is imported, and that for an unknown path is not.
    let (status, _, body) = answer("/orders/panic").await;
    assert_eq!(
        (status, text(&body).contains("internal_error")),
        (500, true)
    );
    let (status, _, body) = answer("/nowhere").await;
    assert_eq!((status, text(&body).contains("bad_request")), (404, true));
}

#[test]
fn the_values_of_an_argument_have_one_type() {
    let error = orders::errors::ApiError::not_allowed(common_errors::args::Plan::Team);
    assert_eq!(
        error.args().get("plan").unwrap().as_str(),
        Some(args::Plan::Team.as_str())
    );
    let theirs = common_errors::ApiError::not_allowed(args::Plan::Team);
    assert_eq!(orders::errors::ApiError::from(theirs), error);
}

#[test]
fn each_code_of_the_shared_crate_is_one_of_the_service() {
    for theirs in common_errors::ErrorCode::ALL {
        let own = ErrorCode::from(*theirs);
        assert_eq!(
            (own.as_str(), own.status()),
            (theirs.as_str(), theirs.status())
        );
        assert_eq!(own.doc_url(), theirs.doc_url());
    }
}

#[test]
fn the_cause_stays_the_cause() {
    let cause = "x".parse::<u8>().unwrap_err();
    let theirs = common_errors::ApiError::internal_error().with_source(cause.clone());
    let own = orders::errors::ApiError::from(theirs);
    let source = std::error::Error::source(&own).and_then(|source| source.downcast_ref());
    assert_eq!(source, Some(&cause));
}
