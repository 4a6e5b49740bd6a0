//! The example servers, asked over HTTP by a client that knows nothing of errcat.

use axum::Router;
use generated::{payments, reseller};
use reqwest::{Client, Response};
use serde_json::{Value, json};

#[allow(dead_code, reason = "the example's `main`")]
#[path = "../examples/payments.rs"]
mod payments_server;
#[allow(dead_code, reason = "the example's `main`")]
#[path = "../examples/reseller.rs"]
mod reseller_server;

/// Starts a server on a port of its own, and says where.
async fn start(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

fn header<'r>(response: &'r Response, name: &str) -> Option<&'r str> {
    response
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap())
}

/// A block of JSON of a page of documentation, by its number.
fn json_of_page(page: &str, number: usize) -> String {
    let text = std::fs::read_to_string(page).unwrap();
    text.split("```json\n")
        .nth(number + 1)
        .unwrap()
        .split("\n```")
        .next()
        .unwrap()
        .to_owned()
}

/// The example of a code in an OpenAPI document.
fn openapi_example(document: &Value, response: &str, code: &str) -> Value {
    let named = &document["components"]["responses"][response]["content"]["application/json"]["examples"]
        [code];
    let path = named["$ref"].as_str().unwrap().trim_start_matches('#');
    document.pointer(path).unwrap()["value"].clone()
}

#[tokio::test]
async fn the_reseller_server_answers_with_the_pages_json_to_the_byte() {
    let server = start(reseller_server::router()).await;
    let request = Client::new().get(format!("{server}/v1/reseller_stores/rst_invalid"));
    let response = request
        .header("x-request-id", "req_abc123def456")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 404);
    assert_eq!(header(&response, "content-type"), Some("application/json"));
    assert_eq!(header(&response, "x-request-id"), Some("req_abc123def456"));
    let body = response.text().await.unwrap();
    let expected = concat!(
        r#"{"error":{"type":"not_found_error","code":"reseller_store_not_found","#,
        r#""message":"No reseller store found with ID rst_invalid","param":"id"},"request_id":"req_abc123def456"}"#,
    );
    assert_eq!(body, expected);

    // One source: the constructor, the page and the OpenAPI document say the same.
    let error = reseller::ApiError::reseller_store_not_found("rst_invalid")
        .with_param("id")
        .with_request_id("req_abc123def456");
    assert_eq!(serde_json::to_string(&error).unwrap(), expected);
    assert_eq!(
        json_of_page("reseller/errors.md", 0),
        serde_json::to_string_pretty(&error).unwrap()
    );
}

#[tokio::test]
async fn every_reseller_error_is_in_the_envelope_with_an_id_of_its_own() {
    let server = start(reseller_server::router()).await;
    let client = Client::new();
    let mut ids = std::collections::HashSet::new();
    for &code in reseller::ErrorCode::ALL {
        let response = client
            .get(format!("{server}/errors/{code}"))
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), code.status());
        let id = header(&response, "x-request-id").unwrap().to_owned();
        let body: reseller::ErrorResponse = response.json().await.unwrap();
        assert_eq!(body.known_code(), Some(code));
        assert_eq!(body.error_type, Some(code.error_type().into()));
        assert_eq!(body.request_id.as_ref(), Some(&id), "body and header agree");
        assert!(ids.insert(id), "ids differ");
    }
}

#[tokio::test]
async fn a_request_id_that_cannot_be_trusted_is_replaced() {
    let server = start(reseller_server::router()).await;
    for bad in ["", "with space", &"x".repeat(129)] {
        let request = Client::new()
            .get(format!("{server}/errors/email_taken"))
            .header("x-request-id", bad);
        let response = request.send().await.unwrap();
        let id = header(&response, "x-request-id").unwrap().to_owned();
        assert!(id.starts_with("req_") && id.len() == 20, "{id}");
        assert_eq!(
            response
                .json::<reseller::ErrorResponse>()
                .await
                .unwrap()
                .request_id,
            Some(id)
        );
    }
}

#[tokio::test]
async fn an_error_keeps_the_id_that_it_was_given() {
    async fn handler() -> reseller::ApiError {
        reseller::ApiError::email_taken().with_request_id("req_own")
    }
    let with = Router::new().route("/", axum::routing::get(handler));
    let without = with.clone();
    for router in [
        with.layer(axum::middleware::from_fn(reseller::envelope)),
        without,
    ] {
        let response = Client::new().get(start(router).await).send().await.unwrap();
        assert_eq!(header(&response, "x-request-id"), Some("req_own"));
        assert_eq!(
            response
                .json::<reseller::ErrorResponse>()
                .await
                .unwrap()
                .request_id
                .as_deref(),
            Some("req_own")
        );
    }
}

#[tokio::test]
async fn what_succeeds_is_left_alone_but_for_the_id() {
    let server = start(reseller_server::router()).await;
    let response = Client::new()
        .get(format!("{server}/v1/reseller_stores/rst_1"))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert!(header(&response, "x-request-id").is_some());
    assert_eq!(
        response.json::<Value>().await.unwrap(),
        json!({"id": "rst_1"})
    );
}

#[tokio::test]
async fn the_payments_server_answers_with_timestamp_and_doc_url() {
    let server = start(payments_server::router()).await;
    let response = Client::new()
        .get(format!("{server}/v1/customers/cus_invalid"))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 404);
    let body = response.text().await.unwrap();
    let read: payments::ErrorResponse = serde_json::from_str(&body).unwrap();
    let at = read.timestamp.unwrap();
    assert!(
        at.len() == 24 && at.as_bytes()[10] == b'T' && at.ends_with('Z'),
        "{at}"
    );
    let expected = format!(
        concat!(
            r#"{{"error":{{"type":"invalid_request_error","code":"resource_not_found","message":"No such customer: cus_invalid","#,
            r#""param":"id","timestamp":"{}","doc_url":"https://docs.example.com/errors#resource_not_found"}}}}"#,
        ),
        at
    );
    assert_eq!(body, expected);

    // But for the time, it is the JSON of the page and of the OpenAPI document.
    let shown = json_of_page("payments/errors.md", 0);
    let mut sent: Value = serde_json::from_str(&body).unwrap();
    sent["error"]["timestamp"] = "2026-01-15T10:30:00.000Z".into();
    assert_eq!(serde_json::to_string_pretty(&sent).unwrap(), shown);
    let openapi = std::fs::read_to_string("payments/openapi-3.0.json").unwrap();
    let openapi: Value = serde_json::from_str(&openapi).unwrap();
    assert_eq!(
        openapi_example(&openapi, "NotFound", "resource_not_found"),
        sent
    );
}

/// The defaults of the payments catalog give their codes arguments, so that no message lacks its values.
#[tokio::test]
async fn what_axum_rejects_is_said_without_values() {
    let server = start(payments_server::router()).await;
    let client = Client::new();
    for (path, body, status, message, param) in [
        (
            "/v1/payouts",
            Some("{}"),
            422,
            "Invalid value for address: it is missing or of the wrong type",
            Some("address"),
        ),
        (
            "/v1/payouts",
            Some(r#"{"address":5}"#),
            422,
            "Invalid value for address: it is missing or of the wrong type",
            Some("address"),
        ),
        (
            "/v1/payouts",
            Some("7"),
            422,
            "Invalid value for body: it is missing or of the wrong type",
            None,
        ),
        (
            "/v1/payouts",
            Some("{"),
            422,
            "Invalid value for body: it cannot be read",
            None,
        ),
        (
            "/v1/customers/%ff",
            None,
            422,
            "Invalid value for id: it cannot be read",
            Some("id"),
        ),
        (
            "/nowhere",
            None,
            404,
            "No such route: the requested URL",
            Some("id"),
        ),
    ] {
        let url = format!("{server}{path}");
        let request = match body {
            Some(body) => client
                .post(url)
                .header("content-type", "application/json")
                .body(body),
            None => client.get(url),
        };
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), status, "{path} {body:?}");
        let sent: Value = response.json().await.unwrap();
        assert_eq!(sent["error"]["message"], message, "{path} {body:?}");
        assert_eq!(sent["error"]["param"].as_str(), param, "{path} {body:?}");
    }
}

#[tokio::test]
async fn the_payments_server_sends_null_and_headers() {
    let server = start(payments_server::router()).await;
    let client = Client::new();
    let limited = client
        .get(format!("{server}/errors/rate_limit_error"))
        .send()
        .await
        .unwrap();
    assert_eq!(
        (limited.status().as_u16(), header(&limited, "retry-after")),
        (429, Some("30"))
    );
    let denied = client
        .get(format!("{server}/errors/invalid_credentials"))
        .send()
        .await
        .unwrap();
    assert_eq!(
        (
            denied.status().as_u16(),
            header(&denied, "www-authenticate")
        ),
        (401, Some("Bearer"))
    );
    let body: Value = denied.json().await.unwrap();
    assert_eq!(body["error"].get("param"), Some(&Value::Null));
    let invalid = client
        .get(format!("{server}/v1/customers?email=nobody"))
        .send()
        .await
        .unwrap();
    assert_eq!(invalid.status(), 422);
    let body: payments::ErrorResponse = invalid.json().await.unwrap();
    assert_eq!(
        (body.message.as_deref(), body.param.as_deref()),
        (
            Some("Invalid value for email: must be a valid email address"),
            Some("email")
        )
    );
}

#[tokio::test]
async fn what_axum_answers_by_itself_is_in_the_envelope() {
    let server = start(payments_server::router()).await;
    let client = Client::new();
    let url = |path: &str| format!("{server}{path}");
    let asked = [
        (
            client.get(url("/v2")),
            404,
            payments::ErrorCode::ResourceNotFound,
        ),
        (
            // It has no code of its own, and so keeps its status.
            client.post(url("/v1/customers")),
            405,
            payments::ErrorCode::ParameterInvalid,
        ),
        (
            client.get(url("/v1/customers?email=a&email=b")),
            422,
            payments::ErrorCode::ParameterInvalid,
        ),
    ];
    for (request, status, code) in asked {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(header(&response, "content-type"), Some("application/json"));
        assert!(header(&response, "x-request-id").is_some());
        assert_eq!(
            response
                .json::<payments::ErrorResponse>()
                .await
                .unwrap()
                .known_code(),
            Some(code)
        );
    }
    let wrong_method = client.post(url("/v1/customers")).send().await.unwrap();
    assert_eq!(header(&wrong_method, "allow"), Some("GET,HEAD"));
}
