//! Each error over real HTTP: the bytes are those of the API that the catalog is of, and the client reads them.

use std::collections::BTreeSet;
use std::time::{Duration, UNIX_EPOCH};

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use shapes::*;

/// When the errors happened, in seconds since 1970.
const SECONDS: u64 = 1_768_473_000;

/// The response of a case: a code of a catalog, and what a handler adds to it.
fn sent(catalog: &str, case: &str) -> Response {
    match (catalog, case) {
        ("absent_args", "DENIED") => absent_args::ApiError::denied().into_response(),
        ("absent_objects", "gone") => absent_objects::ApiError::gone().into_response(),
        ("absent_objects", "gone+param+error") => absent_objects::ApiError::gone()
            .with_param("/a")
            .with_error(absent_objects::ApiError::gone())
            .into_response(),
        ("args", "LIMIT") => args::ApiError::limit("10 GB used", "u").into_response(),
        ("args", "BAD") => args::ApiError::bad(["a"], None, "dns").into_response(),
        ("args", "BAD+can_upgrade") => {
            args::ApiError::bad(["a"], Some(true), "dns").into_response()
        }
        ("array", "GONE") => array::ApiError::gone().into_response(),
        ("array_elements", "gone") => array_elements::ApiError::gone().into_response(),
        ("array_elements", "blank") => array_elements::ApiError::blank().into_response(),
        ("only_listed", "invalid") => only_listed::ApiError::invalid()
            .with_error(only_listed::ListedError::too_long(20))
            .with_errors([only_listed::ApiError::taken()])
            .into_response(),
        ("only_listed", "taken") => {
            only_listed::ErrorOf::<only_listed::operations::PostUsers>::taken().into_response()
        }
        ("by_param", "invalid") => by_param::ApiError::invalid().into_response(),
        ("by_param", "blank") => by_param::ApiError::blank().into_response(),
        ("by_param", "short") => by_param::ApiError::short().into_response(),
        ("by_param", "invalid+errors") => by_param::ApiError::invalid()
            .with_errors([
                by_param::ApiError::blank().with_param("name"),
                by_param::ApiError::short().with_param("name"),
                by_param::ApiError::blank().with_param("email"),
            ])
            .into_response(),
        ("constants", "gone") => constants::ApiError::gone().into_response(),
        ("everywhere", case) => everywhere(case)
            .with_timestamp(UNIX_EPOCH + Duration::from_secs(SECONDS))
            .into_response(),
        ("fields", "LIMIT") => fields::ApiError::limit().into_response(),
        ("fields", "GONE") => fields::ApiError::gone().into_response(),
        ("success", "channel_not_found") => success::ApiError::channel_not_found().into_response(),
        ("forms", "gone") => forms::ApiError::gone().into_response(),
        ("listed_code", case) => listed_code(case).into_response(),
        ("markdown", "gone") => markdown::ApiError::gone().into_response(),
        ("member_names", "gone") => member_names::ApiError::gone().into_response(),
        ("messages", "gone") => messages::ApiError::gone().into_response(),
        ("mixed_array", "gone") => mixed_array::ApiError::gone().into_response(),
        ("plain_elements", case) => plain_elements(case).into_response(),
        ("text_args", "bad") => text_args::ApiError::bad(
            [1, 2],
            ["a\"b", "c\tdé"],
            serde_json::json!({"a b": [null, true, 1.5], "c": {}}),
            UNIX_EPOCH + Duration::from_secs(SECONDS),
            true,
            -1,
        )
        .into_response(),
        ("waits", "busy") => waits::ApiError::busy().into_response(),
        ("waits", "gone") => waits::ApiError::gone().into_response(),
        ("nullable", "gone") => nullable::ApiError::gone().into_response(),
        ("nested", "inner") => nested::ApiError::inner().into_response(),
        ("nested", "outer") => nested::ApiError::outer()
            .with_error(nested::ApiError::inner().with_error(nested::ApiError::inner()))
            .into_response(),
        ("number", "INVALID_SYMBOL") => number::ApiError::invalid_symbol().into_response(),
        ("plain", "gone") => plain::ApiError::gone().into_response(),
        ("problem_type", "out-of-credit") => {
            problem_type::ApiError::out_of_credit().into_response()
        }
        ("shared_code", "video_forbidden") => {
            shared_code::ApiError::video_forbidden().into_response()
        }
        ("shared_code", "comment_forbidden") => {
            shared_code::ApiError::comment_forbidden().into_response()
        }
        ("statuses", "invalid_client") => statuses::ApiError::invalid_client().into_response(),
        ("statuses", "invalid_client+401") => statuses::ApiError::invalid_client()
            .with_status(401)
            .into_response(),
        ("take_first", "blank") => take_first::ApiError::blank().into_response(),
        ("take_first", "closed") => take_first::ApiError::closed().into_response(),
        ("take_first", "closed+errors") => take_first::ApiError::closed()
            .with_errors([
                take_first::ApiError::blank(),
                take_first::ApiError::closed(),
                take_first::ApiError::blank(),
            ])
            .into_response(),
        ("binance", case) => binance(case).into_response(),
        ("cloudflare", case) => cloudflare(case).into_response(),
        ("plaid", case) => plaid(case)
            .with_request_id("HNTDNrA8F1shFEW")
            .into_response(),
        ("slack", case) => slack(case).into_response(),
        ("square", case) => square(case).into_response(),
        ("twilio", case) => twilio(case).into_response(),
        (catalog, case) => panic!("{catalog} has no case {case}"),
    }
}

fn listed_code(case: &str) -> listed_code::ApiError {
    use listed_code::ApiError;
    match case {
        "video_forbidden" => ApiError::video_forbidden(),
        "comment_forbidden" => ApiError::comment_forbidden(),
        "comment_hidden" => ApiError::comment_hidden(),
        case => panic!("listed_code has no case {case}"),
    }
}

fn plain_elements(case: &str) -> plain_elements::ApiError {
    use plain_elements::ApiError;
    match case {
        "gone" => ApiError::gone(),
        "blank" => ApiError::blank(),
        "blank+errors" => {
            ApiError::blank().with_errors([ApiError::blank(), ApiError::gone(), ApiError::blank()])
        }
        case => panic!("plain_elements has no case {case}"),
    }
}

fn binance(case: &str) -> binance::ApiError {
    use binance::ApiError;
    match case {
        "BAD_SYMBOL" => ApiError::bad_symbol(),
        "ILLEGAL_CHARS" => ApiError::illegal_chars("symbol", "^[A-Z0-9-_.]{1,20}$"),
        "MANDATORY_PARAM_EMPTY_OR_MALFORMED" => {
            ApiError::mandatory_param_empty_or_malformed("symbol")
        }
        case => panic!("binance has no case {case}"),
    }
}

fn cloudflare(case: &str) -> cloudflare::ApiError {
    use cloudflare::ApiError;
    match case {
        "missing_zone_id" => ApiError::missing_zone_id(),
        "record_invalid+param" => ApiError::record_invalid().with_param("/content"),
        "authentication" => ApiError::authentication(),
        case => panic!("cloudflare has no case {case}"),
    }
}

fn plaid(case: &str) -> plaid::ApiError {
    use plaid::ApiError;
    match case {
        "ITEM_LOGIN_REQUIRED" => ApiError::item_login_required(),
        "INVALID_CREDENTIALS" => ApiError::invalid_credentials(),
        "MISSING_FIELDS" => ApiError::missing_fields("client_id"),
        case => panic!("plaid has no case {case}"),
    }
}

fn slack(case: &str) -> slack::ApiError {
    use slack::ApiError;
    match case {
        "too_many_attachments" => ApiError::too_many_attachments(),
        "channel_not_found" => ApiError::channel_not_found(),
        "missing_scope" => ApiError::missing_scope("chat:write", "identify,bot"),
        "invalid_arguments" => ApiError::invalid_arguments([
            "[ERROR] missing required field: title [json-pointer:/view]",
        ]),
        "ratelimited" => ApiError::ratelimited(Duration::from_secs(30)),
        case => panic!("slack has no case {case}"),
    }
}

fn square(case: &str) -> square::ApiError {
    use square::ApiError;
    match case {
        "UNAUTHORIZED" => ApiError::unauthorized(),
        "VALUE_TOO_SHORT+param" => ApiError::value_too_short().with_param("source_id"),
        "CVV_FAILURE+error" => ApiError::cvv_failure().with_errors([
            ApiError::address_verification_failure(),
            ApiError::cvv_failure(),
        ]),
        case => panic!("square has no case {case}"),
    }
}

fn twilio(case: &str) -> twilio::ApiError {
    use twilio::ApiError;
    match case {
        "to_required" => ApiError::to_required(),
        "to_invalid" => ApiError::to_invalid("5571981265131"),
        "not_found" => ApiError::not_found("/2010-04-01/Accounts/AC1/Messages/SM1.json"),
        case => panic!("twilio has no case {case}"),
    }
}

fn everywhere(case: &str) -> everywhere::ApiError {
    use everywhere::ApiError;
    use everywhere::args::Reason;
    let since = UNIX_EPOCH + Duration::from_secs(SECONDS);
    match case {
        "too many" => ApiError::too_many(Duration::from_secs(30)),
        "over" => ApiError::over(5, since, None, Reason::FairUse, None),
        "over+all" => ApiError::over(5, since, Some(since), Reason::Quota, Some(vec![0.5, 1.5])),
        "odd" => ApiError::odd(serde_json::json!({"a": [1, null]}), None, true),
        case => panic!("everywhere has no case {case}"),
    }
}

/// What the file beside a catalog has: cases with their status and their body.
struct Case {
    catalog: String,
    name: String,
    status: u16,
    body: String,
}

fn cases() -> Vec<Case> {
    let folders = [
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/shapes"),
        concat!(env!("CARGO_MANIFEST_DIR"), "/apis"),
    ];
    let files = folders.map(|folder| std::fs::read_dir(folder).unwrap());
    let mut cases = Vec::new();
    for entry in files.into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let catalog = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        for line in text.lines() {
            let mut parts = line.splitn(3, ' ');
            let mut part = || parts.next().unwrap().to_owned();
            cases.push(Case {
                catalog: catalog.clone(),
                name: part().replace('~', " "),
                status: part().parse().unwrap(),
                body: part(),
            });
        }
    }
    cases
}

#[tokio::test]
async fn every_case_is_sent_as_it_should_be() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let answer =
        |Path((catalog, case)): Path<(String, String)>| async move { sent(&catalog, &case) };
    let application = Router::new().route("/{catalog}/{case}", get(answer));
    tokio::spawn(async move { axum::serve(listener, application).await });
    let http_1 = reqwest::Client::builder().http1_only().build().unwrap();
    let http_2 = reqwest::Client::builder()
        .http2_prior_knowledge()
        .build()
        .unwrap();
    let mut catalogs = BTreeSet::new();
    for case in cases() {
        let Case {
            catalog,
            name,
            status,
            body,
        } = case;
        for client in [&http_1, &http_2] {
            let url = format!("http://{address}/{catalog}/{name}");
            let response = client.get(url).send().await.unwrap();
            assert_eq!(response.status().as_u16(), status, "{catalog} {name}");
            let found = response.text().await.unwrap();
            assert_eq!(found, body, "{catalog} {name}");
        }
        catalogs.insert(catalog);
    }
    assert_eq!(catalogs.len(), 34, "{catalogs:?}");
}

/// The code that the client reads of a case.
macro_rules! read {
    ($catalog:ident, $case:literal) => {{
        let case = cases()
            .into_iter()
            .find(|case| case.catalog == stringify!($catalog) && case.name == $case)
            .expect("there is such a case");
        $catalog::Failure::read(case.status, None, case.body.as_bytes())
    }};
}

macro_rules! read_as {
    ($($catalog:ident $case:literal $code:ident,)*) => {
        $(assert_eq!(
            read!($catalog, $case).code(),
            Some($catalog::ErrorCode::$code),
            concat!(stringify!($catalog), " ", $case)
        );)*
    };
}

#[test]
fn the_client_knows_the_code_of_every_case() {
    read_as! {
        absent_args "DENIED" Denied,
        absent_objects "gone" Gone,
        absent_objects "gone+param+error" Gone,
        args "LIMIT" Limit,
        args "BAD+can_upgrade" Bad,
        array "GONE" Gone,
        array_elements "blank" Blank,
        listed_code "video_forbidden" VideoForbidden,
        listed_code "comment_forbidden" CommentForbidden,
        listed_code "comment_hidden" CommentHidden,
        member_names "gone" Gone,
        mixed_array "gone" Gone,
        plain_elements "blank+errors" Blank,
        text_args "bad" Bad,
        waits "busy" Busy,
        by_param "invalid+errors" Invalid,
        only_listed "invalid" Invalid,
        only_listed "taken" Taken,
        constants "gone" Gone,
        everywhere "too many" TooMany,
        everywhere "over+all" Over,
        everywhere "odd" Odd,
        fields "LIMIT" Limit,
        fields "GONE" Gone,
        forms "gone" Gone,
        markdown "gone" Gone,
        messages "gone" Gone,
        nested "outer" Inner,
        nullable "gone" Gone,
        number "INVALID_SYMBOL" InvalidSymbol,
        plain "gone" Gone,
        problem_type "out-of-credit" OutOfCredit,
        shared_code "video_forbidden" VideoForbidden,
        shared_code "comment_forbidden" CommentForbidden,
        success "channel_not_found" ChannelNotFound,
        statuses "invalid_client" InvalidClient,
        statuses "invalid_client+401" InvalidClient,
        binance "BAD_SYMBOL" BadSymbol,
        binance "ILLEGAL_CHARS" IllegalChars,
        cloudflare "missing_zone_id" MissingZoneId,
        cloudflare "record_invalid+param" RecordInvalid,
        plaid "ITEM_LOGIN_REQUIRED" ItemLoginRequired,
        plaid "INVALID_CREDENTIALS" InvalidCredentials,
        slack "too_many_attachments" TooManyAttachments,
        slack "missing_scope" MissingScope,
        slack "invalid_arguments" InvalidArguments,
        slack "ratelimited" Ratelimited,
        square "UNAUTHORIZED" Unauthorized,
        square "VALUE_TOO_SHORT+param" ValueTooShort,
        square "CVV_FAILURE+error" AddressVerificationFailure,
        twilio "to_required" ToRequired,
        twilio "to_invalid" ToInvalid,
        twilio "not_found" NotFound,
    }
    // Nothing but the status is sent, and two codes have it.
    let read = read!(take_first, "blank");
    assert_eq!(read.code(), None);
    let error = read.error().unwrap();
    assert_eq!(error.candidates().len(), 2);
    assert_eq!(error.errors[0].param.as_deref(), Some("name"));
    assert_eq!(error.errors[0].message.as_deref(), Some("Is blank."));
    let read = read!(take_first, "closed");
    assert_eq!(read.error().unwrap().errors[0].param, None);
}

#[test]
fn a_number_that_is_new_is_read() {
    let read = number::Failure::read(400, None, br#"{"code":-9999,"msg":"New."}"#);
    let error = read.error().unwrap();
    assert_eq!(error.number, Some(-9999));
    assert_eq!(error.code, Some(number::Open::Unknown("-9999".to_owned())));
    assert_eq!((read.code(), error.candidates()), (None, &[][..]));
}

#[test]
fn a_detail_can_be_anything() {
    let body = br#"{"errors":[{"code":"DENIED","message":"m","detail":"text"}]}"#;
    let read = absent_args::Failure::read(403, None, body);
    let error = read.error().unwrap();
    assert_eq!(error.errors.len(), 1);
    let one = &error.errors[0];
    assert_eq!(one.code, Some(absent_args::ErrorCode::Denied.into()));
    assert_eq!(one.args.as_ref().unwrap().as_str(), Some("text"));
    for other in [
        "{}",
        r#"[1,"x",null]"#,
        r#"{"errors":[7]}"#,
        r#"{"errors":{"code":"DENIED"}}"#,
    ] {
        let read = absent_args::Failure::read(403, None, other.as_bytes());
        assert_eq!(read.raw, other.as_bytes(), "the body is kept");
    }
}

#[test]
fn a_code_that_several_share_is_told_from_the_rest() {
    use shared_code::{ErrorCode, Failure, Open};
    let body = br#"{"errors":[{"reason":"forbidden"}]}"#;
    let read = Failure::read(403, None, body);
    assert_eq!(read.code(), None);
    let one = &read.error().unwrap().errors[0];
    assert_eq!(one.code, Some(Open::Unknown("forbidden".to_owned())));
    let both = [ErrorCode::VideoForbidden, ErrorCode::CommentForbidden];
    assert_eq!(one.candidates(), both);
    assert_eq!(ErrorCode::VideoForbidden.sent_as(), "forbidden");
    assert_eq!("video_forbidden".parse(), Ok(ErrorCode::VideoForbidden));
    assert!("forbidden".parse::<ErrorCode>().is_err());
}

#[test]
fn arguments_are_read_from_their_places() {
    let read = read!(everywhere, "over+all");
    let error = read.error().unwrap();
    let text = |name: &str| error.arg(name).map(ToString::to_string);
    assert_eq!(text("limit").as_deref(), Some("5"));
    assert_eq!(text("reason").as_deref(), Some("quota"));
    assert_eq!(text("since").as_deref(), Some("2026-01-15T10:30:00.000Z"));
    assert_eq!(text("sizes").as_deref(), Some("[0.5,1.5]"));
    assert_eq!(text("other"), None);
    assert_eq!(error.timestamp, Some(1_768_473_000));
    assert_eq!(error.type_title.as_deref(), Some("Limit error"));
    let wait = read!(everywhere, "too many");
    let wait = wait.error().unwrap();
    assert_eq!(wait.retry_after, Some(Duration::from_secs(30)));
    assert_eq!(wait.number, Some(-3));
}

#[test]
fn an_error_with_a_success_status_is_told_from_a_success() {
    use success::{ErrorCode, Failure};
    let read = |status, body: &str| Failure::detect(status, None, body.as_bytes());
    let failure = read(200, r#"{"ok":false,"error":"channel_not_found"}"#).unwrap();
    assert_eq!(failure.code(), Some(ErrorCode::ChannelNotFound));
    for body in [
        r#"{"ok":true,"error":"channel_not_found"}"#,
        "{}",
        "",
        "<html>",
    ] {
        assert_eq!(read(200, body), None, "{body}");
        assert_eq!(read(502, body).unwrap().code(), None, "{body}");
    }
}

#[test]
fn a_field_is_sent_and_known() {
    use fields::{ErrorCode, Failure};
    assert_eq!(ErrorCode::Gone.display(), Some("Sorry"));
    assert_eq!(ErrorCode::Limit.display(), None);
    let read = read!(fields, "GONE");
    let display = read.error().unwrap().field("display");
    assert_eq!(display, Some(&"Sorry".into()));
    let wait: Failure = read!(fields, "LIMIT");
    assert_eq!(wait.wait(), Some(Duration::from_secs(2)));
}

#[test]
fn errors_can_have_errors() {
    let read = read!(nested, "outer");
    let error = read.error().unwrap();
    let inner = Some(nested::ErrorCode::Inner.into());
    assert_eq!(error.errors[0].code, inner);
    assert_eq!(error.errors[0].errors[0].code, inner);
    assert!(error.errors[0].errors[0].errors.is_empty());
    let read = read!(nested, "inner");
    let error = read.error().unwrap();
    assert_eq!(error.doc_url.as_deref(), Some("https://example.com/inner"));
}

#[test]
#[should_panic(expected = "InvalidClient has no status 404")]
fn a_status_that_the_catalog_does_not_list_is_a_mistake() {
    let _ = statuses::ApiError::invalid_client().with_status(404);
}
