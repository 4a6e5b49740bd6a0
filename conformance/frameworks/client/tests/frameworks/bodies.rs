//! The bodies that are expected, by hand: nothing here is made by errcat.

use serde_json::{Map, Value, json};

/// The envelopes, each with the media type of its responses.
pub(crate) const ENVELOPES: [(&str, &str); 5] = [
    ("stripe", "application/json"),
    ("payments", "application/json"),
    ("problem", "application/problem+json"),
    ("flat", "application/json"),
    ("google", "application/json"),
];

/// The header that the ids of requests are in: one of the catalogs names its own.
pub(crate) fn id_header(envelope: &str) -> &'static str {
    match envelope {
        "problem" => "request-id",
        _ => "x-request-id",
    }
}

/// What stands for the id of a request, and for a time, once they were looked at.
pub(crate) const ID: &str = "ID";
pub(crate) const TIME: &str = "TIME";

/// What a row of the table expects the body to tell of.
#[derive(Clone, Debug)]
pub(crate) struct Error {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) message: &'static str,
    pub(crate) param: Option<&'static str>,
    pub(crate) instance: Option<&'static str>,
    /// The argument that is sent.
    pub(crate) arg: Option<(&'static str, u32)>,
}

/// Every code: its name, type, status, the description, and the parameter.
pub(crate) const CODES: [(&str, &str, u16, &str, Option<&str>); 16] = [
    (
        "item_not_found",
        "NOT_FOUND",
        404,
        "There is no such item.",
        Some("id"),
    ),
    (
        "key_revoked",
        "UNAUTHENTICATED",
        401,
        "The key was revoked.",
        None,
    ),
    (
        "invalid_request",
        "INVALID",
        400,
        "The request is wrong.",
        None,
    ),
    (
        "invalid_parameter",
        "INVALID",
        400,
        "A parameter of the request cannot be read.",
        None,
    ),
    (
        "malformed_body",
        "INVALID",
        400,
        "The body cannot be read.",
        None,
    ),
    (
        "invalid_body",
        "INVALID",
        422,
        "The body is not what is expected.",
        None,
    ),
    (
        "email_invalid",
        "INVALID",
        422,
        "That is no email address.",
        Some("email"),
    ),
    ("too_long", "INVALID", 422, "That is too long.", None),
    ("too_large", "INVALID", 413, "The body is too large.", None),
    (
        "unsupported_media_type",
        "INVALID",
        415,
        "The body has another media type.",
        None,
    ),
    (
        "unknown_route",
        "NOT_FOUND",
        404,
        "There is nothing at this address.",
        None,
    ),
    (
        "wrong_method",
        "INVALID",
        405,
        "There is nothing at this address with this method.",
        None,
    ),
    ("conflict", "INVALID", 409, "Something is in the way.", None),
    (
        "too_many_requests",
        "UNAVAILABLE",
        429,
        "Not so fast.",
        None,
    ),
    ("timeout", "UNAVAILABLE", 504, "It took too long.", None),
    (
        "internal_error",
        "INTERNAL",
        500,
        "Something went wrong on our end.",
        None,
    ),
];

impl Error {
    /// The error of a code without arguments.
    pub(crate) fn of(code: &str) -> Self {
        let row = CODES
            .iter()
            .find(|row| row.0 == code)
            .expect("a code of the catalog");
        let (code, kind, status, message, param) = *row;
        Self {
            status,
            code,
            kind,
            message,
            param,
            instance: None,
            arg: None,
        }
    }
}

/// The body of an error in an envelope.
pub(crate) fn body(envelope: &str, error: &Error) -> String {
    let value = match envelope {
        "stripe" => stripe(error),
        "payments" => payments(error),
        "problem" => problem(error),
        "flat" => flat(error),
        _ => google(error),
    };
    value.to_string()
}

fn stripe(error: &Error) -> Value {
    let mut value = json!({
        "error": {"type": error.kind, "code": error.code, "message": error.message},
        "request_id": ID,
    });
    if let Some(param) = error.param {
        value["error"]["param"] = param.into();
    }
    value
}

fn payments(error: &Error) -> Value {
    let doc_url = format!("https://docs.example.com/errors#{}", error.code);
    json!({"error": {
        "type": error.kind, "code": error.code, "message": error.message, "param": error.param,
        "timestamp": TIME, "doc_url": doc_url, "errors": null,
    }})
}

fn problem(error: &Error) -> Value {
    let kebab = error.code.replace('_', "-");
    let title = error.code[..1].to_uppercase() + &error.code[1..].replace('_', " ");
    let mut value = json!({
        "type": format!("https://example.com/problems/{kebab}"), "title": title,
        "status": error.status, "detail": error.message,
    });
    if let Some(instance) = error.instance {
        value["instance"] = instance.into();
    }
    value["code"] = error.code.into();
    value["request_id"] = ID.into();
    if let Some((name, number)) = error.arg {
        value[name] = number.into();
    }
    value
}

fn flat(error: &Error) -> Value {
    let link = format!("https://docs.example.com/errors#{}", error.code);
    json!({"message": error.message, "code": error.code, "type": error.kind, "link": link})
}

fn google(error: &Error) -> Value {
    let metadata: Map<String, Value> = error
        .arg
        .map(|(name, number)| (name.to_owned(), number.to_string().into()))
        .into_iter()
        .collect();
    let kind = "type.googleapis.com/google.rpc.ErrorInfo";
    json!({"error": {
        "code": error.status, "message": error.message, "status": error.kind,
        "details": [
            {"@type": kind, "reason": error.code, "domain": "items.example.com", "metadata": metadata},
        ],
    }})
}

/// The body of `GET /items/0`, to the byte.
pub(crate) fn item_not_found(envelope: &str) -> &'static str {
    match envelope {
        "stripe" => concat!(
            r#"{"error":{"type":"NOT_FOUND","code":"item_not_found","message":"No item has the ID 0","#,
            r#""param":"id"},"request_id":"ID"}"#,
        ),
        "payments" => concat!(
            r#"{"error":{"type":"NOT_FOUND","code":"item_not_found","message":"No item has the ID 0","#,
            r#""param":"id","timestamp":"TIME","doc_url":"https://docs.example.com/errors#item_not_found","#,
            r#""errors":null}}"#,
        ),
        "problem" => concat!(
            r#"{"type":"https://example.com/problems/item-not-found","title":"Item not found","status":404,"#,
            r#""detail":"No item has the ID 0","code":"item_not_found","request_id":"ID","id":0}"#,
        ),
        "flat" => concat!(
            r#"{"message":"No item has the ID 0","code":"item_not_found","type":"NOT_FOUND","#,
            r#""link":"https://docs.example.com/errors#item_not_found"}"#,
        ),
        _ => concat!(
            r#"{"error":{"code":404,"message":"No item has the ID 0","status":"NOT_FOUND","details":["#,
            r#"{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"item_not_found","#,
            r#""domain":"items.example.com","metadata":{"id":"0"}}]}}"#,
        ),
    }
}

/// The body of `GET /many`, to the byte.
pub(crate) fn many(envelope: &str) -> &'static str {
    match envelope {
        "stripe" => concat!(
            r#"{"error":{"type":"INVALID","code":"invalid_body","message":"The body is not what is expected.","#,
            r#""errors":[{"param":"email","code":"email_invalid","message":"That is no email address."},"#,
            r#"{"param":"name","code":"too_long","message":"At most 10 characters"}]},"request_id":"ID"}"#,
        ),
        "payments" => concat!(
            r#"{"error":{"type":"INVALID","code":"invalid_body","message":"The body is not what is expected.","#,
            r#""param":null,"timestamp":"TIME","doc_url":"https://docs.example.com/errors#invalid_body","#,
            r#""errors":[{"message":"That is no email address.","param":"email"},"#,
            r#"{"message":"At most 10 characters","param":"name"}]}}"#,
        ),
        "problem" => concat!(
            r#"{"type":"https://example.com/problems/invalid-body","title":"Invalid body","status":422,"#,
            r#""detail":"The body is not what is expected.","code":"invalid_body","request_id":"ID","#,
            r#""errors":[{"pointer":"email","detail":"That is no email address."},"#,
            r#"{"pointer":"name","detail":"At most 10 characters"}]}"#,
        ),
        "flat" => concat!(
            r#"{"message":"The body is not what is expected.","code":"invalid_body","type":"INVALID","#,
            r#""link":"https://docs.example.com/errors#invalid_body"}"#,
        ),
        _ => concat!(
            r#"{"error":{"code":422,"message":"The body is not what is expected.","status":"INVALID","details":["#,
            r#"{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"invalid_body","#,
            r#""domain":"items.example.com","metadata":{}},"#,
            r#"{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":["#,
            r#"{"field":"email","description":"That is no email address.","reason":"email_invalid"},"#,
            r#"{"field":"name","description":"At most 10 characters","reason":"too_long"}]}]}}"#,
        ),
    }
}

/// The body with fixed text for what differs from answer to answer, and is of the right shape: the id of the request,
/// which must be the header's, and the time.
pub(crate) fn fixed(body: &str, id: &str) -> String {
    let body = body.replace(
        &format!(r#""request_id":"{id}""#),
        &format!(r#""request_id":"{ID}""#),
    );
    let Some((before, rest)) = body.split_once(r#""timestamp":""#) else {
        return body;
    };
    match rest.split_at_checked("2026-01-31T23:59:59.999Z".len()) {
        Some((time, after)) if is_time(time) => format!(r#"{before}"timestamp":"{TIME}{after}"#),
        _ => body,
    }
}

/// Whether it is a time of UTC with milliseconds (RFC 3339).
fn is_time(text: &str) -> bool {
    text.bytes()
        .zip(*b"0000-00-00T00:00:00.000Z")
        .all(|(found, shape)| match shape {
            b'0' => found.is_ascii_digit(),
            other => found == other,
        })
}
