//! poem: `ResponseError`, and the middleware `envelope`.

use poem::IntoResponse;
use poem::Response;
use poem::error::ResponseError;
use poem::http::HeaderMap;
use poem::http::HeaderName;
use poem::http::HeaderValue;
use poem::http::StatusCode;
use poem::web::Json;
use std::sync::Arc;

//@ if defaults
use poem::Endpoint;
use poem::Request;
use poem::error;
use poem::http::Method;
//@ end

impl ResponseError for ApiError {
    fn status(&self) -> StatusCode {
        StatusCode::from_u16(Self::status(self)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn as_response(&self) -> Response {
        self.answer(&self.sent_id().unwrap_or_else(new_request_id))
    }
}

impl IntoResponse for ApiError {
    /// The response, with the error among its extensions (as `Arc<ApiError>`) for middleware that logs.
    fn into_response(self) -> Response {
        let mut response = self.as_response();
        response.set_data(Arc::new(self));
        response
    }
}

impl ApiError {
    /// The response to the request with this id.
    fn answer(&self, id: &str) -> Response {
        //@ if asserts
        self.assert_listed();
        //@ end
        //@ if records
        self.log(Some(id));
        //@ end
        let mut response = Json(self.to_body(Some(id))).into_response();
        response.set_status(ResponseError::status(self));
        response.headers_mut().remove("content-type");
        for (name, value) in self.sent_headers(Some(id)) {
            append(response.headers_mut(), name, &value);
        }
        // This is how the `envelope` of any catalog knows an error, and no client sees it: poem loses extensions on the way.
        if let Some(media_type) = response.headers_mut().get_mut("content-type") {
            media_type.set_sensitive(true);
        }
        response
    }
}
//@ if operations

impl<E> From<ErrorOf<E>> for ::poem::Error {
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
/// Add it as the outermost layer: `app.around(envelope)`. Middleware that makes responses of errors, as `Cors` does, hides what
/// an extractor rejected: add `envelope` on both sides of it.
///
/// # Errors
///
/// None: each error is a response.
pub async fn envelope<E: Endpoint>(next: Arc<E>, mut request: Request) -> ::poem::Result<Response> {
    let id = id_of_request(
        request.extensions().get(),
        request.header(REQUEST_ID_HEADER),
    );
    request.extensions_mut().insert((SHARED_ID, id.clone()));
    let is_head = request.method() == Method::HEAD;
    //@ if asserts
    let operation = operation_of(request.method().as_str(), request.uri().path());
    //@ end
    let answer = async {
        match next.call(request).await {
            Ok(output) => in_envelope(output.into_response(), None),
            Err(error) => failed(error),
        }
    };
    //@ if asserts
    let answer = asserting(operation, answer);
    //@ end
    let answer = answering(id.clone(), answer).await;
    let mut response =
        answer.unwrap_or_else(|panic| panic.with_request_id(id.clone()).into_response());
    if let Ok(id) = HeaderValue::from_str(&id) {
        response
            .headers_mut()
            .entry(REQUEST_ID_HEADER)
            .or_insert(id);
    }
    if is_head && response.status().as_u16() >= 400 {
        take_body(&mut response).await;
    }
    Ok(response)
}

/// Replaces the body by its length, as the response to HEAD has it. poem does the same, but only for what its routes answer.
async fn take_body(response: &mut Response) {
    let body = response.take_body().into_bytes().await.unwrap_or_default();
    if !body.is_empty() {
        response
            .headers_mut()
            .entry("content-length")
            .or_insert(body.len().into());
    }
}

/// The response to an error that a handler, an extractor, the router or other middleware returned.
fn failed(error: ::poem::Error) -> Response {
    let error = match error.downcast::<ApiError>() {
        Ok(error) => return error.into_response(),
        Err(error) => error,
    };
    if let Some(rejected) = error_of(&error) {
        return rejected.with_source(error).into_response();
    }
    // The response of an error, with its headers, is made from the error itself, so that only its text can be the source.
    let text = error.to_string();
    in_envelope(error.into_response(), Some(text))
}

/// The response, or the error that replaces it if it is a failure that no catalog sent. Headers are kept, except those
/// that describe the body.
fn in_envelope(response: Response, cause: Option<String>) -> Response {
    let status = response.status().as_u16();
    let media_type = response.headers().get("content-type");
    if status < 400 || media_type.is_some_and(HeaderValue::is_sensitive) {
        return response;
    }
    let mut error = ApiError::of_status(status);
    if let Some(cause) = cause {
        error = error.with_source(cause);
    }
    let (parts, _) = response.into_parts();
    let mut response = error.into_response();
    keep_headers(response.headers_mut(), parts.headers);
    response
}

/// The error for the rejection of an extractor; `None` where its status tells as much.
fn error_of(error: &::poem::Error) -> Option<ApiError> {
    if let Some(error::ParseJsonError::Parse(error)) = error.downcast_ref() {
        let is_malformed = error.is_syntax() || error.is_eof();
        return Some(if is_malformed {
            ApiError::of_malformed_body(error)
        } else {
            ApiError::of_invalid_body(error)
        });
    }
    // Any bytes are a form, so that only its members can be wrong.
    if let Some(error::ParseFormError::UrlDecode(error)) = error.downcast_ref() {
        return Some(ApiError::of_invalid_body(error));
    }
    if let Some(error::ReadBodyError::Utf8(_) | error::ReadBodyError::Io(_)) = error.downcast_ref()
    {
        return Some(ApiError::of_malformed_body(error));
    }
    let is_parameter = error.is::<error::ParsePathError>()
        || error.is::<error::ParseQueryError>()
        || error.is::<error::ParseTypedHeaderError>();
    is_parameter.then(|| ApiError::of_invalid_parameter(error))
}
//@ end
