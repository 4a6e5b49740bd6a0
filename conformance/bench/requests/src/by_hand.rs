//! What a careful team writes: an error type with a response, and middleware for the ids of requests, for what the framework
//! answers by itself and for panics.

use std::fmt;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::extract::{Extension, Path, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use futures_util::FutureExt as _;
use serde::Serialize;

const REQUEST_ID: &str = "x-request-id";

#[derive(Clone)]
struct RequestId(Arc<str>);

/// Is among the extensions of a response that an error made.
#[derive(Clone, Copy)]
struct IsError;

#[derive(Debug)]
enum Failure {
    ItemNotFound { id: String },
    Internal,
    BadRequest,
    UnknownRoute,
}

impl Failure {
    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::UnknownRoute,
            status if status.is_client_error() => Self::BadRequest,
            _ => Self::Internal,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::ItemNotFound { .. } => "item_not_found",
            Self::Internal => "internal_error",
            Self::BadRequest => "bad_request",
            Self::UnknownRoute => "unknown_route",
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::ItemNotFound { .. } | Self::UnknownRoute => "not_found_error",
            Self::Internal | Self::BadRequest => "api_error",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::ItemNotFound { .. } | Self::UnknownRoute => StatusCode::NOT_FOUND,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ItemNotFound { id } => write!(f, "There is no item {id}"),
            Self::Internal => f.write_str("Something went wrong here."),
            Self::BadRequest => f.write_str("The request is not right."),
            Self::UnknownRoute => f.write_str("There is no such path."),
        }
    }
}

/// A failure of a request.
struct AppError {
    failure: Failure,
    request_id: RequestId,
    is_logged: bool,
}

#[derive(Serialize)]
struct Body<'b> {
    error: Details<'b>,
}

#[derive(Serialize)]
struct Details<'b> {
    code: &'b str,
    #[serde(rename = "type")]
    kind: &'b str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    param: Option<&'b str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'b str>,
    request_id: &'b str,
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let Self {
            failure,
            request_id,
            is_logged,
        } = self;
        let status = failure.status();
        let (code, kind) = (failure.code(), failure.kind());
        if is_logged {
            tracing::info!(
                code,
                status = status.as_u16(),
                "type" = kind,
                request_id = &*request_id.0,
                "{failure}"
            );
        }
        let (param, id) = match &failure {
            Failure::ItemNotFound { id } => (Some("id"), Some(&**id)),
            _ => (None, None),
        };
        let error = Details {
            code,
            kind,
            message: failure.to_string(),
            param,
            id,
            request_id: &request_id.0,
        };
        (status, Extension(IsError), Json(Body { error })).into_response()
    }
}

fn new_request_id() -> RequestId {
    let id = RandomState::new().build_hasher().finish();
    RequestId(format!("req_{id:016x}").into())
}

/// The id that the client sent, if it can be sent back, or a new one.
fn request_id(headers: &HeaderMap) -> RequestId {
    let sent = headers.get(REQUEST_ID).and_then(|id| id.to_str().ok());
    let sent =
        sent.filter(|id| (1..=128).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_graphic()));
    sent.map_or_else(new_request_id, |id| RequestId(id.into()))
}

async fn ids_and_framework_errors(is_logged: bool, mut request: Request, next: Next) -> Response {
    let request_id = request_id(request.headers());
    request.extensions_mut().insert(request_id.clone());
    let id = request_id.0.clone();
    let answered = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    let failure = match &answered {
        Err(_) => Some(Failure::Internal),
        Ok(response) => {
            let status = response.status();
            let is_foreign =
                status.as_u16() >= 400 && response.extensions().get::<IsError>().is_none();
            is_foreign.then(|| Failure::of_status(status))
        }
    };
    let mut response = match (answered, failure) {
        (Ok(response), None) => response,
        (_, failure) => {
            let failure = failure.unwrap_or(Failure::Internal);
            let error = AppError {
                failure,
                request_id,
                is_logged,
            };
            error.into_response()
        }
    };
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

pub(crate) fn application(is_logged: bool) -> Router {
    let item = move |Path(id): Path<String>, Extension(request_id): Extension<RequestId>| async move {
        if id == "there" {
            return Ok(id);
        }
        Err(AppError {
            failure: Failure::ItemNotFound { id },
            request_id,
            is_logged,
        })
    };
    Router::new()
        .route("/items/{id}", get(item))
        .layer(from_fn(move |request, next| {
            ids_and_framework_errors(is_logged, request, next)
        }))
}
