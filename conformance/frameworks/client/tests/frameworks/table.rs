//! The table: what is asked, and what every framework answers in every envelope.

use reqwest::{Method, Version};

use crate::bodies::{self, CODES, ENVELOPES, Error};
use crate::deviations::{self, Differs};
use crate::log::Event;
use crate::proof::{Answer, Proof, Request};

const JSON: Option<&str> = Some("application/json");
const FORM: Option<&str> = Some("application/x-www-form-urlencoded");
const TEXT: Option<&str> = Some("text/plain");

/// A request, and the error that it is answered with.
pub(crate) struct Row {
    pub(crate) name: String,
    request: Request,
    error: Error,
    expected: Expected,
    /// Of the headers in `HEADERS`, those that the answer has.
    headers: Vec<(&'static str, &'static str)>,
}

/// Where the expected body comes from.
enum Expected {
    Computed,
    Literal(fn(&str) -> &'static str),
}

/// The headers that are compared: an answer has none of them but those that its row says.
const HEADERS: [&str; 4] = ["allow", "retry-after", "www-authenticate", "x-own"];

/// Asks everything, in every envelope.
pub(crate) async fn check(proof: &mut Proof) {
    let rows = rows();
    deviations::name_rows_of(&rows);
    for (envelope, media_type) in ENVELOPES {
        for (number, row) in rows.iter().enumerate() {
            check_row(proof, envelope, media_type, number, row).await;
        }
        check_successes(proof, envelope).await;
    }
}

async fn check_row(proof: &mut Proof, envelope: &str, media_type: &str, number: usize, row: &Row) {
    let what = format!("{envelope}: {}", row.name);
    let given = proof.id_for(&format!("{envelope}-{number}-{}", row.name));
    let request = proof
        .request(envelope, &row.request)
        .header(bodies::id_header(envelope), &given);
    let answer = proof.send(&what, request).await;
    proof.expect_same(
        &format!("{what}: id"),
        &answer.id_in(bodies::id_header(envelope)),
        &&*given,
    );
    let (error, headers) = expected(proof.framework, row);
    let event = Event {
        status: error.status,
        code: error.code,
        id: given.clone(),
    };
    proof.answered(event);
    proof.expect_same(&format!("{what}: status"), &answer.status, &error.status);
    proof.expect_same(
        &format!("{what}: content-type"),
        &answer.header("content-type"),
        &Some(media_type),
    );
    proof.expect_same(&format!("{what}: headers"), &compared(&answer), &headers);
    if row.name == "a plain answer" {
        // Frameworks close connections of their own accord too. HTTP/2 has no such header.
        let expected = (answer.version == Version::HTTP_11).then_some("close");
        let connection = answer.header("connection");
        proof.expect_same(&format!("{what}: connection"), &connection, &expected);
    }
    let body = match (&row.request.method, &row.expected) {
        (&Method::HEAD, _) => String::new(),
        (_, Expected::Literal(of)) => of(envelope).to_owned(),
        (_, Expected::Computed) => bodies::body(envelope, &error),
    };
    proof.expect_same(
        &format!("{what}: body"),
        &bodies::fixed(&answer.body, &given),
        &body,
    );
}

/// What a row expects of a framework, by the list of deviations.
fn expected(framework: &str, row: &Row) -> (Error, Vec<(&'static str, &'static str)>) {
    let (mut error, mut headers) = (row.error.clone(), row.headers.clone());
    match deviations::of(framework, &row.name) {
        Some(Differs::Allow(methods)) => {
            let plain = headers.clone();
            headers.retain(|(name, _)| *name != "allow");
            headers.extend(methods.map(|methods| ("allow", methods)));
            assert_ne!(plain, headers, "no deviation: {framework}, {}", row.name);
        }
        Some(Differs::Code(code)) => {
            assert_ne!(error.code, code, "no deviation: {framework}, {}", row.name);
            error = Error::of(code);
        }
        None => {}
    }
    (error, headers)
}

fn compared(answer: &Answer) -> Vec<(&'static str, &str)> {
    HEADERS
        .iter()
        .filter_map(|name| Some((*name, answer.header(name)?)))
        .collect()
}

/// What is no error stays as it is, but for the id of the request.
async fn check_successes(proof: &mut Proof, envelope: &str) {
    let item = post("/items", JSON, r#"{"name":"a","count":1}"#);
    let form = post("/form", FORM, "name=a&count=1");
    let search = Request::get("/search?limit=3");
    let requests = [
        (Request::get("/items/7"), r#"{"id":7}"#),
        (search, "3"),
        (item, "a 1"),
        (form, "a 1"),
        (Request::get("/ok"), "mine"),
    ];
    for (request, body) in requests {
        let what = format!("{envelope}: {} {}", request.method, request.path);
        let request = proof
            .request(envelope, &request)
            .header(bodies::id_header(envelope), "mine");
        let answer = proof.send(&what, request).await;
        proof.expect_same(
            &what,
            &(
                answer.status,
                &*answer.body,
                answer.id_in(bodies::id_header(envelope)),
            ),
            &(200, body, "mine"),
        );
    }
}

fn rows() -> Vec<Row> {
    let mut rows = vec![
        row(
            "an error",
            Request::get("/items/0"),
            Error::of("item_not_found"),
        )
        .literally(bodies::item_not_found),
        row(
            "several errors",
            Request::get("/many"),
            Error::of("invalid_body"),
        )
        .literally(bodies::many),
        row("an occurrence", Request::get("/instance"), occurrence()),
        row("a secret", Request::get("/key"), revoked()).with("www-authenticate", "Bearer"),
        row(
            "a wait",
            Request::get("/wait"),
            Error::of("too_many_requests"),
        )
        .with("retry-after", "7"),
        row(
            "a panic",
            Request::get("/panic"),
            Error::of("internal_error"),
        ),
        row("too slow", Request::get("/slow"), Error::of("timeout")).with("retry-after", "5"),
        row(
            "a plain answer",
            Request::get("/plain"),
            // It has no code of its own, and so keeps its status.
            Error {
                status: 409,
                ..Error::of("invalid_request")
            },
        )
        .with("x-own", "1"),
        row(
            "unknown route",
            Request::get("/nowhere"),
            Error::of("unknown_route"),
        ),
        row(
            "unknown nested route",
            Request::get("/nested/nowhere"),
            Error::of("unknown_route"),
        ),
        row(
            "unknown route, HEAD",
            of(Method::HEAD, "/nowhere"),
            Error::of("unknown_route"),
        ),
        row(
            "wrong method",
            of(Method::POST, "/items/1"),
            Error::of("wrong_method"),
        )
        .with("allow", "GET, HEAD"),
        row(
            "wrong method, DELETE",
            of(Method::DELETE, "/items"),
            Error::of("wrong_method"),
        )
        .with("allow", "POST"),
    ];
    rows.extend(
        [
            "/items/abc",
            "/items/-1",
            "/items/99999999999",
            "/items/1%0A%1B[2JFORGED",
        ]
        .map(|path| parameter(Request::get(path))),
    );
    rows.extend(
        [
            "/search",
            "/search?limit=",
            "/search?limit=x",
            "/search?limit=-1",
            "/search?other=1",
        ]
        .map(|path| parameter(Request::get(path))),
    );
    rows.extend(bodies_of_json());
    rows.extend(bodies_of_forms());
    rows.extend(CODES.map(|code| every(code.0)));
    rows
}

fn bodies_of_json() -> Vec<Row> {
    let good = r#"{"name":"a","count":1}"#;
    let large = format!(r#"{{"name":"{}","count":1}}"#, "a".repeat(2000));
    let malformed = [
        "{",
        "",
        "nonsense",
        r#"{"name":"a","count":1"#,
        r#"{"name":"a","count":1}x"#,
    ];
    let invalid = [
        r#"{"name":"a"}"#,
        r#"{"name":1,"count":1}"#,
        r#"{"name":"a","count":-1}"#,
        "5",
        "null",
    ];
    let mut rows = vec![
        row(
            "JSON as text",
            post("/items", TEXT, good),
            Error::of("unsupported_media_type"),
        ),
        row(
            "JSON without type",
            post("/items", None, good),
            Error::of("unsupported_media_type"),
        ),
        row(
            "JSON, too large",
            post("/items", JSON, large),
            Error::of("too_large"),
        ),
        row(
            "JSON, not UTF-8",
            post("/items", JSON, *b"{\"name\":\"\xff\",\"count\":1}"),
            Error::of("malformed_body"),
        ),
    ];
    rows.extend(malformed.map(|body| {
        row(
            &format!("JSON: {body}"),
            post("/items", JSON, body),
            Error::of("malformed_body"),
        )
    }));
    rows.extend(invalid.map(|body| {
        row(
            &format!("JSON: {body}"),
            post("/items", JSON, body),
            Error::of("invalid_body"),
        )
    }));
    rows
}

fn bodies_of_forms() -> Vec<Row> {
    let good = "name=a&count=1";
    let large = format!("name={}&count=1", "a".repeat(2000));
    let invalid = ["", "name=a", "count=1", "name=a&count=x"];
    let mut rows = vec![
        row(
            "form as JSON",
            post("/form", JSON, good),
            Error::of("unsupported_media_type"),
        ),
        row(
            "form without type",
            post("/form", None, good),
            Error::of("unsupported_media_type"),
        ),
        row(
            "form, too large",
            post("/form", FORM, large),
            Error::of("too_large"),
        ),
    ];
    rows.extend(invalid.map(|body| {
        row(
            &format!("form: {body}"),
            post("/form", FORM, body),
            Error::of("invalid_body"),
        )
    }));
    rows
}

/// A code with the arguments of its example, with the headers that it always has.
fn every(code: &'static str) -> Row {
    let path = String::leak(format!("/errors/{code}"));
    let error = match code {
        "item_not_found" => Error {
            message: "No item has the ID 7",
            arg: Some(("id", 7)),
            ..Error::of(code)
        },
        "key_revoked" => revoked(),
        "too_long" => Error {
            message: "At most 10 characters",
            arg: Some(("max", 10)),
            ..Error::of(code)
        },
        _ => Error::of(code),
    };
    let row = row(path, Request::get(path), error);
    match code {
        "key_revoked" => row.with("www-authenticate", "Bearer"),
        "timeout" => row.with("retry-after", "5"),
        "too_many_requests" => row.with("retry-after", "7"),
        _ => row,
    }
}

/// Where the envelope has no place for the occurrence, it is the error alone.
fn occurrence() -> Error {
    let message = "No item has the ID 1";
    Error {
        message,
        instance: Some("/log/1"),
        arg: Some(("id", 1)),
        ..Error::of("item_not_found")
    }
}

/// Arguments that are secret are not said, not even to the client that sent them.
fn revoked() -> Error {
    Error {
        message: "The key [redacted] was revoked",
        ..Error::of("key_revoked")
    }
}

fn parameter(request: Request) -> Row {
    row(request.path, request, Error::of("invalid_parameter"))
}

fn row(name: &str, request: Request, error: Error) -> Row {
    Row {
        name: name.to_owned(),
        request,
        error,
        expected: Expected::Computed,
        headers: Vec::new(),
    }
}

impl Row {
    fn literally(self, of: fn(&str) -> &'static str) -> Self {
        Self {
            expected: Expected::Literal(of),
            ..self
        }
    }

    fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }
}

fn of(method: Method, path: &'static str) -> Request {
    Request {
        method,
        ..Request::get(path)
    }
}

fn post(
    path: &'static str,
    content_type: Option<&'static str>,
    body: impl Into<Vec<u8>>,
) -> Request {
    Request {
        method: Method::POST,
        path,
        content_type,
        body: body.into(),
    }
}
