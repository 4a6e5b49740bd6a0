//! Salvo: `Scribe`, and the hoop `envelope`.

use salvo::Response;
use salvo::Scribe;
use salvo::http::StatusCode;
use salvo::http::header::HeaderMap;
use salvo::http::header::HeaderName;
use salvo::http::header::HeaderValue;
use salvo::writing::Json;
use std::sync::Arc;

//@ if defaults
use salvo::Depot;
use salvo::FlowCtrl;
use salvo::Handler;
use salvo::Request;
use salvo::http::Method;
use salvo::http::ParseError;
use salvo::http::ResBody;
//@ end

impl Scribe for ApiError {
    fn render(self, response: &mut Response) {
        let id = self.sent_id().unwrap_or_else(new_request_id);
        self.answer(&id, response);
    }
}

impl ApiError {
    /// Makes the response one of this error, to the request with this id. The error is among the extensions (as
    /// `Arc<ApiError>`) for hoops that log. Headers are kept, except those that describe the body.
    fn answer(self, id: &str, response: &mut Response) {
        //@ if asserts
        self.assert_listed();
        //@ end
        //@ if records
        self.log(Some(id));
        //@ end
        for &name in BODY_HEADERS {
            response.headers_mut().remove(name);
        }
        response.render(Json(self.to_body(Some(id))));
        response.headers_mut().remove("content-type");
        for (name, _) in self.sent_headers(Some(id)) {
            response.headers_mut().remove(name);
        }
        for (name, value) in self.sent_headers(Some(id)) {
            append(response.headers_mut(), name, &value);
        }
        let status = StatusCode::from_u16(self.status());
        response.status_code(status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
        response.extensions.insert((SENT, self.status()));
        response.extensions.insert(Arc::new(self));
    }
}
//@ if operations

impl<E> Scribe for ErrorOf<E> {
    fn render(self, response: &mut Response) {
        self.0.render(response);
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
/// Add it as the outermost layer: `Service::new(router).hoop(envelope())`.
#[must_use]
pub const fn envelope() -> Envelope {
    Envelope(())
}

/// The return type of [`envelope`].
#[derive(Clone, Copy, Debug)]
pub struct Envelope(());

#[::salvo::async_trait]
impl Handler for Envelope {
    async fn handle(
        &self,
        request: &mut Request,
        depot: &mut Depot,
        response: &mut Response,
        rest: &mut FlowCtrl,
    ) {
        let header = request.headers().get(REQUEST_ID_HEADER);
        let header = header.and_then(|id| id.to_str().ok());
        let id = id_of_request(request.extensions().get(), header);
        request.extensions_mut().insert((SHARED_ID, id.clone()));
        //@ if asserts
        let operation = operation_of(request.method().as_str(), request.uri().path());
        //@ end
        let answer = rest.call_next(request, depot, response);
        //@ if asserts
        let answer = asserting(operation, answer);
        //@ end
        match answering(id.clone(), answer).await {
            Ok(_) => replace(request, response, &id),
            Err(panic) => panic.answer(&id, response),
        }
        if let Ok(id) = HeaderValue::from_str(&id) {
            response
                .headers_mut()
                .entry(REQUEST_ID_HEADER)
                .or_insert(id);
        }
        // Salvo answers HEAD without the body, and without its length.
        let length = response.body.size().filter(|length| *length > 0);
        if let (&Method::HEAD, Some(length)) = (request.method(), length) {
            response
                .headers_mut()
                .entry("content-length")
                .or_insert(length.into());
        }
    }
}

/// Replaces a failure that no catalog sent by an error of this one.
fn replace(request: &Request, response: &mut Response, id: &str) {
    let status = response.status_code.map_or(200, |status| status.as_u16());
    if status < 400 || is_sent(response.extensions.get(), status) {
        return;
    }
    let error = match response.take_body() {
        ResBody::Error(error) => {
            let cause = error.cause.as_ref().and_then(|cause| cause.downcast_ref());
            let replaced = cause.map_or_else(
                || ApiError::of_status(status),
                |cause| error_of(cause, request),
            );
            replaced.with_source(error)
        }
        _ => ApiError::of_status(status),
    };
    let others = std::mem::take(response.headers_mut());
    error.answer(id, response);
    keep_headers(response.headers_mut(), others);
}

/// The error for what an extractor could not read. Salvo gives nearly all of them the status 400.
fn error_of(error: &ParseError, request: &Request) -> ApiError {
    match error {
        ParseError::PayloadTooLarge => ApiError::of_status(413),
        ParseError::InvalidContentType | ParseError::NotFormData | ParseError::NotMultipart => {
            ApiError::of_status(415)
        }
        ParseError::SerdeJson(error) if error.is_data() => ApiError::of_invalid_body(error),
        ParseError::SerdeJson(_)
        | ParseError::EmptyBody
        | ParseError::Multer(_)
        | ParseError::Io(_)
        | ParseError::Hyper(_)
        | ParseError::Utf8(_) => ApiError::of_malformed_body(error),
        // The body was cut off.
        ParseError::Other(error) if error.is::<std::io::Error>() => {
            ApiError::of_malformed_body(error)
        }
        // Forms and queries fail with the same error. A form has been taken from the request by now.
        ParseError::Deserialize(error)
            if request.body().is_none() && request.content_type().is_some() =>
        {
            ApiError::of_invalid_body(error)
        }
        _ => ApiError::of_invalid_parameter(error),
    }
}
//@ end
