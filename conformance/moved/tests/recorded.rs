//! What the service answered before the move, it answers after it.

use axum::Router;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A request, and what it was answered with.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Recorded {
    method: String,
    path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    json: Option<Value>,
    status: u16,
    content_type: Option<String>,
    body: String,
}

/// The same requests, with what this server answers them with.
async fn replayed(app: Router, recorded: &[Recorded]) -> Vec<Recorded> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, app).await });
    let client = reqwest::Client::new();
    let mut answers = Vec::new();
    for one in recorded {
        let url = format!("http://{address}{}", one.path);
        let mut request = client.request(one.method.parse().unwrap(), url);
        if let Some(json) = &one.json {
            request = request.json(json);
        }
        let response = request.send().await.unwrap();
        let content_type = response.headers().get("content-type");
        answers.push(Recorded {
            status: response.status().as_u16(),
            content_type: content_type.map(|value| value.to_str().unwrap().to_owned()),
            body: response.text().await.unwrap(),
            ..one.clone()
        });
    }
    answers
}

fn recorded() -> Vec<Recorded> {
    let lines = include_str!("recorded.jsonl").lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The lines that have other answers, with these.
fn differing(recorded: &[Recorded], answers: &[Recorded]) -> Vec<Recorded> {
    let pairs = recorded.iter().zip(answers);
    let other = pairs.filter(|(recorded, answer)| recorded != answer);
    other.map(|(_, answer)| answer.clone()).collect()
}

#[tokio::test]
async fn clients_see_no_difference_while_handlers_move() {
    let recorded = recorded();
    for app in [moved::before::app(), moved::between::app()] {
        let answers = replayed(app, &recorded).await;
        assert_eq!(answers, recorded);
    }
}

/// With `envelope`, what axum answers by itself has a body of the catalog's. Nothing else changes.
#[tokio::test]
async fn what_the_framework_answers_changes_with_the_middleware() {
    let recorded = recorded();
    let answers = replayed(moved::after::app(), &recorded).await;
    let changed = differing(&recorded, &answers);
    let told: Vec<_> = changed
        .iter()
        .map(|answer| (answer.path.as_str(), answer.status, answer.body.as_str()))
        .collect();
    let invalid = r#"{"code":"invalid_request","message":"The request is not valid."}"#;
    let expected = [
        ("/users/ada/name", 422, invalid),
        ("/users/ada/name", 415, invalid),
        ("/users/ada", 405, invalid),
        (
            "/nowhere",
            404,
            r#"{"code":"unknown_route","message":"There is nothing at this path."}"#,
        ),
    ];
    assert_eq!(told, expected);
}
