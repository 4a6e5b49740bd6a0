//! Two servers whose errors state what a client can do: their bytes are those of the OpenAPI examples and of the pages.

use std::time::Duration;

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use serde_json::Value;

#[path = "../../tests/golden/advice/errors.rs"]
#[rustfmt::skip]
#[allow(unreachable_pub, dead_code, missing_docs, reason = "a module that others use")]
mod advice;
#[path = "../../tests/golden/advice_list/errors.rs"]
#[rustfmt::skip]
#[allow(unreachable_pub, dead_code, missing_docs, reason = "a module that others use")]
mod advice_list;

/// What the examples show for a wait that the handler chooses: the catalog's own, or errcat's.
const THIRTY: Duration = Duration::from_secs(30);
const FIVE: Duration = Duration::from_millis(4_500);

async fn advised(Path(code): Path<String>) -> advice::ApiError {
    match code.as_str() {
        "busy" => advice::ApiError::busy(),
        "throttled" => advice::ApiError::throttled(THIRTY),
        "conflict" => advice::ApiError::conflict(),
        "no_access" => advice::ApiError::no_access(),
        _ => advice::ApiError::odd(),
    }
}

async fn listed(Path(code): Path<String>) -> advice_list::ApiError {
    match code.as_str() {
        "busy" => advice_list::ApiError::busy(),
        _ => advice_list::ApiError::throttled(FIVE),
    }
}

fn golden(name: &str) -> String {
    let path = format!("{}/../tests/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

/// The JSON of a code's section of a page.
fn json_of_code(page: &str, code: &str) -> Value {
    let section = page.split(&format!("### `{code}`\n")).nth(1).unwrap();
    let json = section.split("```json\n").nth(1).unwrap();
    serde_json::from_str(json.split("\n```").next().unwrap()).unwrap()
}

#[tokio::test]
async fn what_is_sent_is_what_is_documented() {
    let router = Router::new()
        .route("/advice/{code}", get(advised))
        .route("/advice_list/{code}", get(listed));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    let codes: [(&str, &[&str]); 2] = [
        (
            "advice",
            &["busy", "throttled", "conflict", "no_access", "odd"],
        ),
        ("advice_list", &["busy", "throttled"]),
    ];
    for (name, codes) in codes {
        let document: Value =
            serde_json::from_str(&golden(&format!("{name}/openapi.json"))).unwrap();
        let page = golden(&format!("{name}/errors.md"));
        for code in codes {
            let url = format!("http://{address}/{name}/{code}");
            let response = reqwest::get(url).await.unwrap();
            let status = response.status().as_u16();
            let body = response.text().await.unwrap();
            let example = &document["components"]["examples"][code]["value"];
            assert_eq!(body, example.to_string(), "{name}: {code}");
            assert_eq!(
                body,
                json_of_code(&page, code).to_string(),
                "{name}: {code}"
            );

            // A client reads the same.
            let sent: Value = serde_json::from_str(&body).unwrap();
            if name == "advice" {
                let read: advice::ErrorResponse = serde_json::from_str(&body).unwrap();
                let error = &sent["error"];
                assert_eq!(read.retryable, error["retry"]["possible"].as_bool());
                let seconds = read.retry_after.map(|wait| wait.as_secs());
                assert_eq!(seconds, error["retry"]["after"].as_u64());
                assert_eq!(read.resolution.as_deref(), error["fix"].as_str());
                assert_eq!(read.reason.as_deref(), error["reason"].as_str());
                assert_eq!(serde_json::to_string(&read).unwrap(), body);
                assert_eq!(read.known_code().unwrap().status(), status);
            } else {
                let read: advice_list::ErrorResponse = serde_json::from_str(&body).unwrap();
                let (read, error) = (&read.errors[0], &sent["errors"][0]);
                assert_eq!(read.retryable, error["retryable"].as_bool());
                let seconds = read.retry_after.map(|wait| wait.as_secs());
                assert_eq!(seconds, error["retry_after"].as_u64());
                assert_eq!(read.resolution.as_deref(), error["resolution"].as_str());
                assert_eq!(read.reason.as_deref(), error["reason"].as_str());
            }
        }
    }
    let document: Value = serde_json::from_str(&golden("advice/openapi.json")).unwrap();
    let fix = &document["components"]["examples"]["no_access"]["value"]["error"]["fix"];
    let words = "Ask an owner for the write role: Open Members. Choose you & your role.";
    assert_eq!(fix, words, "the resolution as words");
}
