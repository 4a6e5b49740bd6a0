//! actix-web: `ResponseError`, and the middleware `envelope`.

use actix_web::HttpResponse;
use actix_web::ResponseError;
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderValue;

//@ if defaults
use actix_web::HttpMessage;
use actix_web::body::MessageBody;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::error;
use actix_web::http::header::HeaderMap;
use actix_web::http::header::HeaderName;
use actix_web::middleware::Next;
use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;
//@ end

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        self.answer(&self.sent_id().unwrap_or_else(new_request_id))
    }
}

impl ApiError {
    /// The response to the request with this id. The middleware knows it by its extension.
    fn answer(&self, id: &str) -> HttpResponse {
        //@ if asserts
        self.assert_listed();
        //@ end
        //@ if records
        self.log(Some(id));
        //@ end
        let mut response = HttpResponse::build(ResponseError::status_code(self));
        for (name, value) in self.sent_headers(Some(id)) {
            // The builder would turn a value that no header can have into a failure of its own.
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.append_header((name, value));
            }
        }
        let mut response = response.json(self.to_body(Some(id)));
        response.extensions_mut().insert((SENT, self.status()));
        response
    }
}
//@ if operations

impl<E> From<ErrorOf<E>> for ::actix_web::Error {
    fn from(error: ErrorOf<E>) -> Self {
        error.0.into()
    }
}
//@ end
//@ if defaults

/// Middleware that puts every error response into the envelope, and gives each request an id: see [`REQUEST_ID_HEADER`].
///
/// A response with a status of 4xx or 5xx that the framework or other middleware made, and a panic of a handler, become an
/// error of the catalog. Its source, for logs, is what the framework tells about the cause. Headers are kept, except those
/// that describe the body. A status that has no code of its own is kept as well. Errors of other catalogs are left alone.
///
/// The handler is polled inside `catch_unwind`. With `panic = "abort"`, a panic still ends the process.
///
/// Add it as the outermost layer: `App::wrap(actix_web::middleware::from_fn(envelope))`, as the last `wrap`.
///
/// # Errors
///
/// A panic, and the failure of other middleware. The server answers it in the envelope.
pub async fn envelope<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse, ::actix_web::Error> {
    let header = request.headers().get(REQUEST_ID_HEADER);
    let header = header.and_then(|id| id.to_str().ok());
    let shared = request.extensions().get::<SharedId>().cloned();
    let id = id_of_request(shared.as_ref(), header);
    request.extensions_mut().insert((SHARED_ID, id.clone()));
    //@ if asserts
    let operation = operation_of(request.method().as_str(), request.uri().path());
    //@ end
    let answer = async move {
        let (request, response) = next.call(request).await?.map_into_boxed_body().into_parts();
        Ok(ServiceResponse::new(request, in_envelope(response)))
    };
    //@ if asserts
    let answer = asserting(operation, answer);
    //@ end
    let answer = answering(id.clone(), answer).await;
    match answer.unwrap_or_else(|panic| Err(panic.into())) {
        Ok(mut response) => {
            add_id(response.headers_mut(), &id);
            Ok(response)
        }
        Err(error) => Err(Failed::new(error, id).into()),
    }
}

/// Adds the id of the request to a response that has none.
fn add_id(headers: &mut HeaderMap, id: &str) {
    if let (false, Ok(id)) = (headers.contains_key(REQUEST_ID_HEADER), id.parse()) {
        headers.insert(HeaderName::from_static(REQUEST_ID_HEADER), id);
    }
}

/// An error that leaves [`envelope`] as an error, with the id of its request: when actix-web makes the response, nothing knows
/// the request any more.
#[derive(Debug)]
pub struct Failed {
    error: ::actix_web::Error,
    id: Arc<str>,
    headers: HeaderMap,
    /// The response of another catalog, until it is sent.
    answer: RefCell<Option<HttpResponse>>,
}

impl Failed {
    fn new(error: ::actix_web::Error, id: Arc<str>) -> Self {
        let mut failed = Self {
            error,
            id,
            headers: HeaderMap::new(),
            answer: RefCell::default(),
        };
        if failed.error().is_some() {
            return failed;
        }
        let mut response = failed.error.error_response();
        if is_sent(response.extensions().get(), response.status().as_u16()) {
            add_id(response.headers_mut(), &failed.id);
            failed.answer = Some(response).into();
            return failed;
        }
        failed.headers = std::mem::take(response.headers_mut());
        failed.error = replacement(&response, Some(&failed.error)).into();
        failed
    }

    /// The error that is sent, if it is an error of this catalog.
    #[must_use]
    pub fn error(&self) -> Option<&ApiError> {
        self.error.as_error()
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl ResponseError for Failed {
    fn status_code(&self) -> StatusCode {
        self.error.as_response_error().status_code()
    }

    fn error_response(&self) -> HttpResponse {
        if let Some(answer) = self.answer.take() {
            return answer;
        }
        let answer = self.error().map(|error| error.answer(&self.id));
        let answer = answer.unwrap_or_else(|| self.error.error_response());
        with_headers(answer, self.headers.clone())
    }
}

/// The response, or the error that replaces it if it is a failure that no catalog sent.
fn in_envelope(mut response: HttpResponse) -> HttpResponse {
    let status = response.status().as_u16();
    if status < 400 || is_sent(response.extensions().get(), status) {
        return response;
    }
    let error = replacement(&response, response.error());
    let headers = std::mem::take(response.headers_mut());
    let mut answer = with_headers(HttpResponse::from_error(error), headers);
    // actix-web does not keep it as a header.
    if !response.head().keep_alive() {
        let connection = response.head().connection_type();
        answer.head_mut().set_connection_type(connection);
    }
    answer
}

/// The error that replaces a response. `cause` is the error that the response was made from.
fn replacement(response: &HttpResponse, cause: Option<&::actix_web::Error>) -> ApiError {
    let error = cause.and_then(error_of);
    let error = error.unwrap_or_else(|| ApiError::of_status(response.status().as_u16()));
    match cause {
        // An error of actix-web cannot be sent to another thread. Its text can.
        Some(cause) => error.with_source(cause.to_string()),
        None => error,
    }
}

/// The response with the headers of another, except those that describe the body.
fn with_headers(mut response: HttpResponse, mut others: HeaderMap) -> HttpResponse {
    for &name in BODY_HEADERS {
        others.remove(name);
    }
    for name in others.keys() {
        response.headers_mut().remove(name);
    }
    for (name, value) in others {
        response.headers_mut().append(name, value);
    }
    response
}

/// The error for the rejection of an extractor; `None` where its status tells as much.
fn error_of(error: &::actix_web::Error) -> Option<ApiError> {
    if let Some(error) = error.as_error::<error::JsonPayloadError>() {
        return of_json(error);
    }
    if let Some(error) = error.as_error::<error::UrlencodedError>() {
        return of_form(error);
    }
    if let Some(error) = error.as_error::<error::PayloadError>() {
        return of_payload(error);
    }
    if error.as_error::<error::ContentTypeError>().is_some() {
        return Some(ApiError::of_status(415));
    }
    // The first is what actix-web makes of a path that it cannot read, with the status 404.
    let is_parameter = error
        .as_error::<error::InternalError<::serde::de::value::Error>>()
        .is_some()
        || error.as_error::<error::PathError>().is_some()
        || error.as_error::<error::QueryPayloadError>().is_some()
        || error.as_error::<error::ParseError>().is_some();
    is_parameter.then(|| ApiError::of_invalid_parameter(error))
}

fn of_json(error: &error::JsonPayloadError) -> Option<ApiError> {
    use error::JsonPayloadError::{ContentType, Deserialize, Payload};

    match error {
        ContentType => Some(ApiError::of_status(415)),
        Deserialize(error) if error.is_data() => Some(ApiError::of_invalid_body(error)),
        Deserialize(error) => Some(ApiError::of_malformed_body(error)),
        Payload(error) => of_payload(error),
        _ => None,
    }
}

fn of_form(error: &error::UrlencodedError) -> Option<ApiError> {
    use error::UrlencodedError::{Chunked, Encoding, Parse, Payload};

    match error {
        // Any bytes are a form, so that only its members can be wrong.
        Parse(error) => Some(ApiError::of_invalid_body(error)),
        Chunked | Encoding => Some(ApiError::of_malformed_body(error)),
        Payload(error) => of_payload(error),
        _ => None,
    }
}

fn of_payload(error: &error::PayloadError) -> Option<ApiError> {
    let too_large = matches!(error, error::PayloadError::Overflow);
    (!too_large).then(|| ApiError::of_malformed_body(error))
}
//@ end
