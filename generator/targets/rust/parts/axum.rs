//! axum: `IntoResponse`, the extractor `Input`, and the middleware `envelope`.

use axum::Json;
use axum::body;
use axum::body::HttpBody;
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::HeaderName;
use axum::http::HeaderValue;
use axum::http::Method;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::IntoResponse;
use axum::response::Response;
use std::sync::Arc;

//@ if defaults
use axum::extract::FromRequest;
use axum::extract::FromRequestParts;
use axum::http::request;
use std::fmt;
use std::future::Future;
use std::pin::pin;
use std::task::Poll;
//@ end

impl IntoResponse for ApiError {
    /// The response, with the error among its extensions (as `Arc<ApiError>`) for middleware that logs.
    fn into_response(self) -> Response {
        //@ if asserts
        self.assert_listed();
        //@ end
        let id = self.sent_id();
        //@ if records
        // The rejection of an extractor that was a response before is in the log already.
        if self
            .details
            .as_ref()
            .is_none_or(|details| !details.is_logged)
        {
            self.log(id.as_deref());
        }
        //@ end
        let mut response = Json(self.to_body(id.as_deref())).into_response();
        response.headers_mut().remove("content-type");
        *response.status_mut() =
            StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in self.sent_headers(id.as_deref()) {
            append(response.headers_mut(), name, &value);
        }
        response.extensions_mut().insert((SENT, self.status()));
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}
//@ if operations

impl<E> IntoResponse for ErrorOf<E> {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}
//@ end
//@ if defaults

/// An extractor whose rejection is an [`ApiError`]: `Input(Json(user)): Input<Json<User>>`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<E>(pub E);

impl<S: Send + Sync, E: FromRequestParts<S>> FromRequestParts<S> for Input<E> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut request::Parts, state: &S) -> Result<Self, ApiError> {
        let rejection = match E::from_request_parts(parts, state).await {
            Ok(value) => return Ok(Self(value)),
            Err(rejection) => rejection.into_response(),
        };
        Err(rejected(rejection, ApiError::of_invalid_parameter).await)
    }
}

impl<S: Send + Sync, E: FromRequest<S>> FromRequest<S> for Input<E> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let rejection = match E::from_request(request, state).await {
            Ok(value) => return Ok(Self(value)),
            Err(rejection) => rejection.into_response(),
        };
        Err(rejected(rejection, ApiError::of_malformed_body).await)
    }
}

/// The error for the rejection of an extractor, with the rejection's text as its source. A rejection with the status 400
/// does not tell more than that something is `malformed`.
async fn rejected(
    mut rejection: Response,
    malformed: fn(&dyn fmt::Display) -> ApiError,
) -> ApiError {
    // An extractor of the application may reject with an error of the catalog.
    let error = rejection.extensions_mut().remove::<Arc<ApiError>>();
    if let Some(error) = error.and_then(Arc::into_inner) {
        //@ if records
        let error = error.already_logged();
        //@ end
        return error;
    }
    let (parts, body) = rejection.into_parts();
    let cause = text_of(body).await;
    let mut error = match parts.status.as_u16() {
        400 => malformed(&cause),
        422 => ApiError::of_invalid_body(&cause),
        status => ApiError::of_status(status),
    };
    error = caused_by(error, cause);
    for (name, value) in &parts.headers {
        if let Ok(value) = value.to_str() {
            error = error.with_header(name.to_string(), value.to_owned());
        }
    }
    error
}

/// The error with a text as its source, if there is one.
fn caused_by(error: ApiError, cause: String) -> ApiError {
    if cause.is_empty() {
        error
    } else {
        error.with_source(cause)
    }
}

/// The text of a response. One that is long, or not there yet, is left out.
async fn text_of(body: body::Body) -> String {
    const LIMIT: usize = 4096;
    let length = body.size_hint().exact();
    if length.is_none_or(|length| length > LIMIT as u64) {
        return String::new();
    }
    // A body that is not there at once may never come: it is polled once.
    let mut text = pin!(body::to_bytes(body, LIMIT));
    let text = std::future::poll_fn(|context| match text.as_mut().poll(context) {
        Poll::Ready(text) => Poll::Ready(Some(text)),
        Poll::Pending => Poll::Ready(None),
    });
    let text = text.await;
    match text {
        Some(Ok(text)) => String::from_utf8_lossy(&text).into_owned(),
        _ => String::new(),
    }
}

/// The response, or the error that replaces it if it is a failure that no catalog sent. Headers are kept, except those
/// that describe the body.
async fn in_envelope(response: Response) -> Response {
    let status = response.status().as_u16();
    if status < 400 || is_sent(response.extensions().get(), status) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let error = caused_by(ApiError::of_status(status), text_of(body).await);
    let mut response = error.into_response();
    keep_headers(response.headers_mut(), parts.headers);
    response
}
//@ end

//@ if defaults
/// Middleware that puts every error response into the envelope, and gives each request an id: see [`REQUEST_ID_HEADER`].
//@ end
//@ if no defaults
/// Middleware that gives each request an id: see [`REQUEST_ID_HEADER`]. With `defaults`, the catalog would have codes for what the
/// framework answers by itself, too.
//@ end
///
//@ if defaults
/// A response with a status of 4xx or 5xx that the framework or other middleware made, and a panic of a handler, become an
/// error of the catalog. Its source, for logs, is what the framework tells about the cause. Headers are kept, except those
/// that describe the body. A status that has no code of its own is kept as well. Errors of other catalogs are left alone.
///
/// The handler is polled inside `catch_unwind`. With `panic = "abort"`, a panic still ends the process.
///
//@ end
/// Add it as the outermost layer: `Router::layer(axum::middleware::from_fn(envelope))`.
pub async fn envelope(mut request: Request, next: Next) -> Response {
    let header = request.headers().get(REQUEST_ID_HEADER);
    let header = header.and_then(|id| id.to_str().ok());
    let id = id_of_request(request.extensions().get(), header);
    request.extensions_mut().insert((SHARED_ID, id.clone()));
    let is_head = request.method() == Method::HEAD;
    //@ if asserts
    let operation = operation_of(request.method().as_str(), request.uri().path());
    //@ end
    //@ if defaults
    let answer = async { in_envelope(next.run(request).await).await };
    //@ end
    //@ if no defaults
    let answer = next.run(request);
    //@ end
    //@ if asserts
    let answer = asserting(operation, answer);
    //@ end
    //@ if defaults
    let answer = answering(id.clone(), answer).await;
    let mut response =
        answer.unwrap_or_else(|panic| panic.with_request_id(id.clone()).into_response());
    //@ end
    //@ if no defaults
    let mut response = answering(id.clone(), answer).await;
    //@ end
    if is_head {
        response = without_body(response);
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        response
            .headers_mut()
            .entry(REQUEST_ID_HEADER)
            .or_insert(id);
    }
    response
}

/// The response to HEAD: the length of the body, and no body. axum does the same, but only for what its routes answer.
fn without_body(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let length = body.size_hint().exact();
    if let Some(length) = length.filter(|length| *length > 0) {
        parts
            .headers
            .entry("content-length")
            .or_insert(length.into());
    }
    Response::from_parts(parts, body::Body::empty())
}
