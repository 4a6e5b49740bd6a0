//! Golden outputs: what errcat makes of the catalogs in `tests/golden/`, as files that a reviewer reads, and that rustc
//! compiles here.
//!
//! After a change that is meant to alter them: `cargo run -- generate tests/golden`.

/// The module of a catalog whose envelope states what a client can do about an error.
#[path = "golden/advice/errors.rs"]
#[rustfmt::skip]
pub mod advice;
/// The same in the elements of a list, where every error has every value.
#[path = "golden/advice_list/errors.rs"]
#[rustfmt::skip]
pub mod advice_list;
/// The module of a catalog that has everything.
#[path = "golden/full/errors.rs"]
#[rustfmt::skip]
pub mod full;
/// The module of a catalog whose envelope is Google's.
#[path = "golden/google/errors.rs"]
#[rustfmt::skip]
pub mod google;
/// The module of a catalog whose envelope is that of JSON:API: a list.
#[path = "golden/jsonapi/errors.rs"]
#[rustfmt::skip]
pub mod jsonapi;
/// The module of a catalog whose envelope is RFC 9457's.
#[path = "golden/problem/errors.rs"]
#[rustfmt::skip]
pub mod problem;

use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use axum::response::IntoResponse;
use full::{ApiError, Arg, ErrorCode, ErrorResponse, ErrorType, Open, OrError};
use serde_json::json;

#[test]
fn the_golden_files_are_what_is_generated() {
    for name in [
        "advice",
        "advice_list",
        "docs",
        "full",
        "google",
        "jsonapi",
        "problem",
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/golden")
            .join(name);
        let text = std::fs::read_to_string(folder.join("errors.yaml")).unwrap();
        let around = folder.clone();
        let options = errcat::Options::new("errors.yaml")
            .outputs(true)
            .folder(&folder)
            .templates(move |path| Ok(std::fs::read_to_string(around.join(path)).ok()));
        let made = errcat::generate(&text, &options).unwrap();
        assert!(made.files().count() >= 3, "{name}: all outputs are made");
        for file in made.files() {
            let golden = std::fs::read_to_string(folder.join(&file.path)).unwrap_or_default();
            snapbox::assert_data_eq!(file.contents, snapbox::Data::text(golden).raw());
        }
    }
}

fn not_found() -> ApiError {
    ApiError::resource_not_found("store", "s_1", 3, 0.5, true)
        .with_timestamp(UNIX_EPOCH + Duration::from_millis(951_782_400_123))
        .with_request_id("req_1")
}

#[test]
fn a_body_has_the_envelopes_members_in_the_envelopes_order() {
    let expected = concat!(
        r#"{"version":2,"error":{"kind":"absence","code":"RESOURCE_NOT_FOUND","number":20404,"#,
        r#""title":"No such resource","text":"No store has the ID s_1 among 3 (0.5, true, {literal})","#,
        r#""param":"id","args":{"kind":"store","id":"s_1","count":3,"ratio":0.5,"live":true},"#,
        r#""self":"https://docs.example.com/errors#resource-not-found"},"#,
        r#""status":404,"at":"2000-02-29T00:00:00.123Z","@request":"req_1"}"#,
    );
    assert_eq!(serde_json::to_string(&not_found()).unwrap(), expected);
}

#[test]
fn what_has_no_value_is_left_out_or_null() {
    let body = serde_json::to_value(ApiError::failed()).unwrap();
    assert_eq!(body["error"]["number"], json!(null));
    assert!(body["error"].get("number").is_some(), "nullable: null");
    assert!(body["error"].get("param").is_none(), "optional: left out");
    assert!(body.get("@request").is_none(), "optional: left out");
}

#[test]
fn timestamps_are_rfc_3339() {
    let at = |seconds| {
        let error = ApiError::failed().with_timestamp(UNIX_EPOCH + Duration::from_secs(seconds));
        serde_json::to_value(error).unwrap()["at"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    // Each by `date --utc --date @… --iso-8601=seconds`.
    assert_eq!(at(0), "1970-01-01T00:00:00.000Z");
    assert_eq!(at(68_169_599), "1972-02-28T23:59:59.000Z");
    assert_eq!(at(68_256_000), "1972-03-01T00:00:00.000Z");
    assert_eq!(at(1_709_251_199), "2024-02-29T23:59:59.000Z");
    assert_eq!(at(4_107_542_400), "2100-03-01T00:00:00.000Z");
    assert_eq!(at(1_767_225_599), "2025-12-31T23:59:59.000Z");
}

#[test]
fn the_clients_half_reads_what_the_server_writes() {
    let sent = serde_json::to_string(&not_found()).unwrap();
    let read: ErrorResponse = serde_json::from_str(&sent).unwrap();
    assert_eq!(read.code, ErrorCode::ResourceNotFound);
    assert_eq!(read.error_type.known(), Some(ErrorType::Absence));
    assert_eq!(read.param.as_deref(), Some("id"));
    assert_eq!(read.args.get("count"), Some(&Arg::Integer(3)));
    assert_eq!(
        serde_json::to_string(&read).unwrap(),
        sent,
        "it round-trips"
    );
}

#[test]
fn the_clients_half_reads_codes_that_it_does_not_know() {
    let mut sent = serde_json::to_value(not_found()).unwrap();
    sent["error"]["code"] = "FROM_TOMORROW".into();
    sent["error"]["kind"] = "novelty".into();
    sent["error"]["more"] = "a member that is new".into();
    let read: ErrorResponse = serde_json::from_value(sent).unwrap();
    assert_eq!(read.code, Open::Unknown("FROM_TOMORROW".to_owned()));
    assert_eq!(read.code.known(), None);
    assert_eq!(
        read.to_string(),
        "FROM_TOMORROW: No store has the ID s_1 among 3 (0.5, true, {literal})"
    );
    let back = serde_json::to_value(&read).unwrap();
    assert_eq!(
        (&back["error"]["code"], &back["error"]["kind"]),
        (&json!("FROM_TOMORROW"), &json!("novelty"))
    );
}

#[test]
fn names_go_there_and_back() {
    for &code in ErrorCode::ALL {
        assert_eq!(code.as_str().parse(), Ok(code));
        assert_eq!(
            serde_json::from_value::<ErrorCode>(json!(code)).unwrap(),
            code
        );
    }
    for &kind in ErrorType::ALL {
        assert_eq!(kind.to_string().parse(), Ok(kind));
    }
    for unknown in ["", "resource_not_found", "RESOURCE_NOT_FOUND ", "zzz"] {
        assert_eq!(
            unknown.parse::<ErrorCode>().unwrap_err().to_string(),
            "no such error code"
        );
    }
    assert!(
        serde_json::from_value::<ErrorCode>(json!("nope"))
            .unwrap_err()
            .to_string()
            .contains("an error code")
    );
}

#[test]
fn what_the_catalog_says_is_known_at_compile_time() {
    const STATUS: u16 = ErrorCode::ResourceNotFound.status();
    const URL: &str = ErrorCode::KeyRevoked.doc_url();
    assert_eq!(
        (STATUS, URL),
        (404, "https://docs.example.com/errors#auth-key-revoked")
    );
    assert_eq!(ErrorCode::ResourceNotFound.number(), Some(20_404));
    assert_eq!(ErrorCode::Busy.title(), "Busy");
    assert!(ErrorCode::Busy.is_retryable());
    assert!(!ErrorCode::Failed.is_retryable());
}

#[test]
fn a_secret_goes_nowhere() {
    let error = ApiError::key_revoked("sk_live_planted");
    let everything = format!(
        "{error} {error:?} {}",
        serde_json::to_string(&error).unwrap()
    );
    assert!(!everything.contains("planted"), "{everything}");
    assert_eq!(error.message(), "The key [redacted] was revoked");
}

#[test]
fn the_source_is_for_logs_and_never_sent() {
    let error = ApiError::failed().with_source(std::io::Error::other("disk 7 is full"));
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        "disk 7 is full"
    );
    assert!(!serde_json::to_string(&error).unwrap().contains("disk"));
    assert!(!error.to_string().contains("disk"));
}

#[test]
fn failures_of_other_code_become_errors_of_the_api() {
    fn port(text: Option<&str>) -> Result<u16, ApiError> {
        let text = text.or_error(ErrorCode::Failed)?;
        text.parse()
            .or_error(ApiError::resource_not_found("port", text, 0, 0.0, false))
    }
    assert_eq!(port(Some("80")).unwrap(), 80);
    assert_eq!(port(None).unwrap_err().code(), ErrorCode::Failed);
    let error = port(Some("http")).unwrap_err();
    assert_eq!(error.code(), ErrorCode::ResourceNotFound);
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        "invalid digit found in string"
    );
    let body = serde_json::to_string(&error).unwrap();
    assert!(
        body.contains("port has the ID http") && !body.contains("invalid digit"),
        "{body}"
    );
}

#[test]
fn an_error_is_small() {
    assert!(size_of::<ApiError>() <= 16, "{}", size_of::<ApiError>());
    assert!(size_of::<Result<(), ApiError>>() <= 16);
}

#[test]
fn a_response_has_the_status_and_the_headers() {
    let header = |error: &ApiError, name: &str| {
        error
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap().to_owned())
    };
    let busy = ApiError::busy(Duration::from_millis(1_500));
    assert_eq!(
        header(&busy, "retry-after").as_deref(),
        Some("2"),
        "never too early"
    );
    #[expect(deprecated, reason = "it is still sent")]
    let overloaded = ApiError::overloaded();
    assert_eq!(header(&overloaded, "retry-after").as_deref(), Some("120"));
    let revoked = ApiError::key_revoked("k");
    assert_eq!(
        header(&revoked, "www-authenticate").as_deref(),
        Some("Bearer error=\"invalid_token\"")
    );
    assert_eq!(header(&revoked, "retry-after"), None);

    let response = revoked.into_response();
    assert_eq!(response.status(), http::StatusCode::NOT_FOUND);
    let types: Vec<_> = response.headers().get_all("content-type").iter().collect();
    assert_eq!(
        types,
        ["application/vnd.example+json"],
        "one media type, the envelope's"
    );
}

#[test]
fn an_error_from_a_code_alone_shows_no_placeholder() {
    let error = ApiError::from(ErrorCode::ResourceNotFound);
    assert!(
        !error.message().contains('{') && !error.message().is_empty(),
        "{error}"
    );
}

#[test]
fn problem_details_are_rfc_9457() {
    let error = problem::ApiError::out_of_credit(30, 50);
    let body = serde_json::to_string(&error).unwrap();
    let expected = concat!(
        r#"{"type":"https://example.com/problems/out_of_credit","title":"You do not have enough credit","status":403,"#,
        r#""detail":"The balance is 30, but that costs 50","code":"out_of_credit"}"#,
    );
    assert_eq!(body, expected);
    let read: problem::ErrorResponse = serde_json::from_str(&body).unwrap();
    assert_eq!(
        (read.code.known(), read.status),
        (Some(problem::ErrorCode::OutOfCredit), 403)
    );
    let blank: problem::ErrorResponse =
        serde_json::from_str(r#"{"title":"t","status":400,"detail":"d","code":"E1001"}"#).unwrap();
    assert_eq!(blank.problem_type, "about:blank");
}

#[test]
fn a_response_tells_of_several_errors() {
    let error = ApiError::invalid()
        .with_error(ApiError::member_missing().with_param("name"))
        .with_errors([ApiError::value_too_large(9)])
        .with_timestamp(UNIX_EPOCH);
    let body = serde_json::to_string(&error).unwrap();
    let errors = concat!(
        r#""errors":[{"field":"name","why":{"code":"member_missing","text":"A member is missing.","again":"member_missing"},"version":1},"#,
        r#"{"field":null,"why":{"code":"value_too_large","text":"At most 9","again":"value_too_large"},"version":1,"max":9}]}"#,
    );
    assert!(body.contains(errors), "{body}");
    let read: ErrorResponse = serde_json::from_str(&body).unwrap();
    let codes: Vec<_> = read.errors.iter().map(|error| error.code.known()).collect();
    assert_eq!(
        codes,
        [
            Some(ErrorCode::MemberMissing),
            Some(ErrorCode::ValueTooLarge)
        ]
    );
    assert_eq!(read.errors[1].args.get("max"), Some(&Arg::Integer(9)));
    assert_eq!(serde_json::to_string(&read).unwrap(), body);
    // Alone, it says nothing of others.
    let body = serde_json::to_value(ApiError::invalid()).unwrap();
    assert_eq!(body["error"].get("errors"), None);
}

#[test]
fn headers_are_those_of_the_code_the_status_and_the_handler() {
    let headers = |error: ApiError| error.headers();
    assert_eq!(headers(ApiError::no_token())["www-authenticate"], "Bearer");
    assert_eq!(
        headers(ApiError::key_revoked("k"))["www-authenticate"],
        r#"Bearer error="invalid_token""#
    );
    let wait = headers(ApiError::busy(Duration::from_millis(1500)));
    assert_eq!(wait["retry-after"], "2");
    let allow = ApiError::invalid()
        .with_header("Allow", "GET")
        .with_header("no header", "x")
        .with_header("x-bad", "a\nb")
        .with_header("Content-Type", "text/html");
    let allow = headers(allow);
    assert_eq!(allow["content-type"], "application/vnd.example+json");
    let cookies = ApiError::no_token()
        .with_header("set-cookie", "a=1")
        .with_header("set-cookie", "b=2")
        .with_header("WWW-Authenticate", "Digest realm=x");
    let cookies = headers(cookies);
    assert_eq!(cookies.get_all("set-cookie").iter().count(), 2);
    let challenges: Vec<_> = cookies.get_all("www-authenticate").iter().collect();
    assert_eq!(challenges, ["Digest realm=x"], "in place of the catalog's");
    assert_eq!((&allow["allow"], allow.len()), (&"GET".parse().unwrap(), 2));
}

#[test]
fn defaults_stand_for_what_is_said_of_an_occasion_its_status_or_its_range() {
    assert_eq!(ErrorCode::INVALID_BODY, ErrorCode::Invalid);
    assert_eq!(ErrorCode::MALFORMED_BODY, ErrorCode::ResourceNotFound);
    assert_eq!(ErrorCode::of_status(408), ErrorCode::Busy);
    assert_eq!(ErrorCode::of_status(503), ErrorCode::Busy);
    assert_eq!(ErrorCode::of_status(418), ErrorCode::ResourceNotFound);
    assert_eq!(ErrorCode::of_status(599), ErrorCode::Failed);
}

#[test]
fn a_name_is_found_and_no_other() {
    for &code in ErrorCode::ALL {
        assert_eq!(code.as_str().parse(), Ok(code));
        assert_eq!(format!("{code}x").parse::<ErrorCode>().ok(), None);
        assert_eq!(code.as_str()[1..].parse::<ErrorCode>().ok(), None);
    }
    assert_eq!("".parse::<ErrorCode>().ok(), None);
}

/// The OpenAPI document of a catalog.
fn openapi(codes: &str) -> serde_json::Value {
    let catalog = format!("version: 1\ncodes:\n{codes}outputs: {{openapi: [{{path: a.json}}]}}\n");
    let made =
        errcat::generate(&catalog, &errcat::Options::new("errors.yaml").outputs(true)).unwrap();
    serde_json::from_str(made.get("a.json").unwrap()).unwrap()
}

#[test]
fn an_example_shows_no_secret_and_needs_no_value_for_one() {
    let document = openapi(
        "  k: {status: 401, description: Bad., message: \"{key} is bad\", args: {key: {secret: true}}, examples: [{title: A}]}\n",
    );
    let body = &document["components"]["examples"]["k"];
    assert_eq!(body["value"]["error"]["message"], "[redacted] is bad");
}

#[test]
fn every_example_has_a_name_of_its_own() {
    let document = openapi(
        "  a: {status: 401, description: A., examples: [{title: one}, {title: two}]}\n  a-2: {name: a2, status: 401, description: B.}\n",
    );
    let examples = &document["components"]["responses"]["Unauthorized"]["content"]["application/json"]
        ["examples"];
    let names: Vec<_> = examples.as_object().unwrap().keys().collect();
    assert_eq!(names, ["a", "a-3", "a-2"]);
}

#[test]
fn a_doc_url_is_a_uri_whatever_the_code() {
    let catalog = "version: 1\napi: {docs_url: \"https://e.x/#{code}\"}\ncodes:\n  \"a#b|c%zz/d\": {name: a, status: 400, description: A.}\n";
    let options = errcat::Options::new("errors.yaml").rust("a.rs", errcat::RustOptions::default());
    let made = errcat::generate(catalog, &options).unwrap();
    assert!(
        made.get("a.rs")
            .unwrap()
            .contains("\"https://e.x/#a%23b%7Cc%25zz/d\"")
    );
}

#[test]
fn arguments_that_this_version_does_not_know_are_passed_over() {
    let mut sent = serde_json::to_value(not_found()).unwrap();
    sent["error"]["args"]["ids"] = json!(["a", "b"]);
    sent["error"]["args"]["ratio"] = json!(null);
    let read: ErrorResponse = serde_json::from_value(sent).unwrap();
    assert_eq!(
        (read.args.get("count"), read.args.get("ids")),
        (Some(&Arg::Integer(3)), None)
    );
}

#[test]
fn no_code_takes_the_name_of_a_function_of_the_module() {
    use errcat::{Integration, RustOptions};
    let catalog = std::fs::read_to_string("tests/golden/full/errors.yaml").unwrap();
    let constructors = ErrorCode::ALL.iter();
    let constructors =
        constructors.map(|code| code.as_str().replace("auth/", "").replace('-', "_"));
    let constructors: Vec<String> = constructors.collect();
    let all = RustOptions::default()
        .with(Integration::Http)
        .with(Integration::Tracing)
        .with(Integration::Client)
        .with(Integration::Utoipa)
        .with(Integration::Aide);
    for framework in ["axum", "actix", "poem", "salvo", "rocket"] {
        let options = errcat::Options::new("errors.yaml")
            .rust("errors.rs", all.with(framework.parse().unwrap()));
        let made = errcat::generate(&catalog, &options).unwrap();
        let functions = functions_of_api_error(made.get("errors.rs").unwrap());
        assert!(functions.len() > 25, "{functions:?}");
        for name in functions {
            if constructors.iter().any(|code| code.to_lowercase() == name) {
                continue;
            }
            let catalog =
                format!("version: 1\ncodes: {{{name}: {{status: 400, description: x}}}}\n");
            let found = errcat::check("errors.yaml", &catalog).concise();
            assert!(
                found.contains("reserved-name"),
                "{framework}: `{name}` is free: {found}"
            );
        }
    }
}

/// The functions of `ApiError` and `ErrorOf` in a module, their own and those of traits.
fn functions_of_api_error(module: &str) -> std::collections::BTreeSet<String> {
    let items = syn::parse_file(module).unwrap().items;
    let items = items.into_iter().filter_map(|item| match item {
        syn::Item::Mod(module) => module.content,
        _ => None,
    });
    let items = items.flat_map(|(_, items)| items);
    let implementations = items.filter_map(|item| match item {
        syn::Item::Impl(item) => Some(item),
        _ => None,
    });
    let of_error = implementations.filter(
        |item| matches!(&*item.self_ty, syn::Type::Path(path) if ["ApiError", "ErrorOf"].iter().any(|name| path.path.segments[0].ident == name)),
    );
    of_error
        .flat_map(|item| item.items)
        .filter_map(|item| match item {
            syn::ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
            _ => None,
        })
        .collect()
}

#[test]
fn an_envelope_can_have_its_code_in_a_list_alone() {
    let error = google::ApiError::book_not_found("Emma", 3);
    let body = serde_json::to_string(&error).unwrap();
    let expected = concat!(
        r#"{"error":{"code":404,"message":"No book is called Emma","status":"NOT_FOUND","details":"#,
        r#"[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"BOOK_NOT_FOUND","metadata":{"title":"Emma","shelf":3}}]}}"#,
    );
    assert_eq!(body, expected);
    let failure = google::Failure::read(404, None, body.as_bytes());
    assert_eq!(failure.code(), Some(google::ErrorCode::BookNotFound));
    assert_eq!(failure.to_string(), "No book is called Emma");
    // A newer server may send more of them, and other ones.
    let more = body.replace(
        "}]",
        r#"},{"@type":"type.googleapis.com/x","delay":"3s"},{"@type":"y","reason":"X","metadata":{}}]"#,
    );
    let failure = google::Failure::read(404, None, more.as_bytes());
    let codes = failure
        .error()
        .unwrap()
        .errors
        .iter()
        .map(|error| error.code.to_string());
    assert_eq!(codes.collect::<Vec<_>>(), ["BOOK_NOT_FOUND", "X"]);
}

#[test]
fn the_body_can_be_a_list_of_errors() {
    use jsonapi::{ApiError, Failure};
    let several = ApiError::gone()
        .with_error(ApiError::taken("Ada").with_param("/data/name"))
        .with_error(ApiError::gone())
        .with_request_id("req_1")
        .with_timestamp(UNIX_EPOCH);
    let body = serde_json::to_string(&several).unwrap();
    let expected = concat!(
        r#"{"errors":[{"status":409,"code":"taken","title":"Taken","detail":"Ada is taken","source":{"pointer":"/data/name"},"meta":{"name":"Ada"}},"#,
        r#"{"status":410,"code":"gone","title":"Gone","detail":"It is gone.","source":{},"meta":{}}],"#,
        r#""meta":{"id":"req_1","at":"1970-01-01T00:00:00.000Z"}}"#,
    );
    assert_eq!(body, expected);
    let read = Failure::read(410, None, body.as_bytes());
    assert_eq!(serde_json::to_string(read.error().unwrap()).unwrap(), body);
    let alone = serde_json::to_value(ApiError::gone()).unwrap();
    assert_eq!(alone["errors"].as_array().unwrap().len(), 1);
}

#[test]
fn a_message_is_whole_however_long_it_is() {
    for length in 0..200 {
        let id = "é".repeat(length);
        let error = ApiError::resource_not_found("store", &id, 1, 0.5, false);
        let expected = format!("No store has the ID {id} among 1 (0.5, false, {{literal}})");
        assert_eq!(error.message(), expected);
    }
}

#[test]
fn a_problem_without_a_type_is_what_its_status_says() {
    let catalog = concat!(
        "version: 1\nenvelope: problem\ncodes:\n",
        "  gone: {status: 410, description: It is gone.}\n",
        "  own: {status: 410, description: It is gone., doc_url: https://example.com/own, title: Own}\n",
        "outputs: {openapi: [{path: a.json}]}\n",
    );
    let options = errcat::Options::new("errors.yaml").outputs(true);
    let made = errcat::generate(catalog, &options).unwrap();
    let document: serde_json::Value = serde_json::from_str(made.get("a.json").unwrap()).unwrap();
    let examples = &document["components"]["examples"];
    let shown = |code: &str| {
        let body = &examples[code]["value"];
        (body["type"].clone(), body["title"].clone())
    };
    assert_eq!(shown("gone"), (json!("about:blank"), json!("Gone")));
    assert_eq!(
        shown("own"),
        (json!("https://example.com/own"), json!("Own"))
    );
}

/// The events of this thread, counted.
struct Events(std::sync::Arc<std::sync::atomic::AtomicUsize>);

impl tracing::Subscriber for Events {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }
    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn event(&self, _: &tracing::Event<'_>) {
        self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    }
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

/// How many events there are while something is done.
fn events(done: impl FnOnce()) -> usize {
    let count = std::sync::Arc::default();
    tracing::subscriber::with_default(Events(std::sync::Arc::clone(&count)), done);
    count.load(std::sync::atomic::Ordering::SeqCst)
}

/// An extractor of an application's own.
#[derive(Debug)]
struct Login;

impl<S: Sync> axum::extract::FromRequestParts<S> for Login {
    type Rejection = ApiError;

    async fn from_request_parts(
        _: &mut axum::http::request::Parts,
        _: &S,
    ) -> Result<Self, ApiError> {
        Err(ApiError::no_token().with_header("set-cookie", "a=1"))
    }
}

#[test]
fn an_error_that_is_sent_is_one_event() {
    let sent = |error: ApiError| events(|| drop(error.into_response()));
    assert_eq!(sent(ApiError::invalid()), 1);
    let several = ApiError::invalid().with_error(ApiError::member_missing());
    assert_eq!(sent(several), 1);
    // But what caused one of several is in no other event.
    let caused = ApiError::invalid().with_error(ApiError::member_missing().with_source("why"));
    assert_eq!(sent(caused), 2);

    let rejected = events(|| {
        let (mut parts, ()) = axum::http::Request::new(()).into_parts();
        let input = <full::Input<Login> as axum::extract::FromRequestParts<()>>::from_request_parts(
            &mut parts,
            &(),
        );
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        let std::task::Poll::Ready(Err(error)) = std::pin::pin!(input).poll(&mut context) else {
            panic!("it is rejected at once");
        };
        let response = error.into_response();
        assert_eq!(response.status(), 401);
        assert_eq!(response.headers()["set-cookie"], "a=1");
    });
    assert_eq!(rejected, 1);
}

#[test]
fn an_open_document_allows_codes_that_it_does_not_have() {
    let document = std::fs::read_to_string("tests/golden/full/openapi-3.2.yaml").unwrap();
    let document: serde_json::Value = serde_yaml::from_str(&document).unwrap();
    for schema in ["ErrorCode", "ErrorType"] {
        // An `anyOf` of the known ones and of text is more than the generators of Rust clients can read.
        let open = &document["components"]["schemas"][schema];
        assert_eq!(open["type"], "string");
        assert!(open["x-extensible-enum"].is_array(), "{open}");
        assert_eq!((open.get("enum"), open.get("anyOf")), (None, None));
    }
}

/// What an operation is said to return, in every output.
#[test]
#[expect(deprecated, reason = "a code that is on its way out is returned still")]
fn operations_have_the_codes_of_their_sets() {
    use full::{ErrorCode, ErrorOf, Errors as _, operations, sets};

    fn authenticate() -> Result<(), ErrorOf<sets::Authenticated>> {
        Err(ErrorOf::no_token())
    }
    fn get_thing() -> Result<(), ErrorOf<operations::GetThing>> {
        authenticate()?;
        Ok(())
    }

    assert_eq!(
        operations::GetThings::CODES,
        [
            ErrorCode::NoToken,
            ErrorCode::KeyRevoked,
            ErrorCode::Overloaded,
            ErrorCode::Failed
        ]
    );
    assert_eq!(operations::HeadHealth::CODES, []);
    let error = get_thing().unwrap_err();
    assert_eq!(error.code(), ErrorCode::NoToken);
    let error = full::ApiError::from(error);
    let error = ErrorOf::<operations::ReplaceThing>::try_from(error).unwrap();
    let other = full::ApiError::invalid();
    let refused = ErrorOf::<operations::GetThing>::try_from(other).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::Invalid);
    assert_eq!(error.code(), ErrorCode::NoToken);
}
