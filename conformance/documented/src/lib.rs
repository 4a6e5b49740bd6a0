//! Handlers, and the documents that utoipa and aide make of them.

/// The golden module: it compiles.
#[path = "../../../tests/golden/frameworks/documented.rs"]
#[rustfmt::skip]
pub mod golden;

/// The errors.
pub mod errors {
    include!(concat!(env!("OUT_DIR"), "/errors.rs"));
}

use aide::axum::ApiRouter;
use aide::axum::routing::get_with;
use axum::Json;
use errors::{ApiError, ErrorBody, ErrorCode, ErrorOf, Errors, document};
use serde_json::Value;

/// What the handlers give.
#[derive(Debug, serde::Serialize, utoipa::ToSchema, schemars::JsonSchema)]
pub struct Store {
    id: u32,
}

/// The errors of one handler.
#[derive(Debug)]
pub struct StoreErrors;

impl Errors for StoreErrors {
    const CODES: &'static [ErrorCode] = &[ErrorCode::KeyRevoked, ErrorCode::Busy];
}

#[utoipa::path(get, path = "/store", responses((status = 200, description = "A store.", body = Store), ErrorOf<StoreErrors>))]
async fn store() -> Result<Json<Store>, ApiError> {
    Ok(Json(Store { id: 1 }))
}

#[utoipa::path(get, path = "/anything", responses((status = 200, description = "A store.", body = Store), ApiError))]
async fn anything() -> Result<Json<Store>, ApiError> {
    Err(ApiError::failed())
}

#[derive(utoipa::OpenApi)]
#[openapi(paths(store, anything), components(schemas(ErrorBody)))]
struct Document;

/// The document that utoipa makes.
///
/// # Panics
///
/// If it is no JSON.
#[must_use]
pub fn by_utoipa() -> Value {
    serde_json::to_value(<Document as utoipa::OpenApi>::openapi()).expect("a document is JSON")
}

/// The document that aide makes.
///
/// # Panics
///
/// If it is no JSON.
#[must_use]
pub fn by_aide() -> Value {
    let mut api = aide::openapi::OpenApi::default();
    let router = ApiRouter::new()
        .api_route(
            "/store",
            get_with(store, |operation| operation.id("store").with(document::<StoreErrors>)),
        )
        .api_route("/anything", get_with(anything, document::<ApiError>));
    let _: axum::Router = router.finish_api(&mut api);
    api.info.title = "Stores".into();
    api.info.version = "1".into();
    serde_json::to_value(&api).expect("a document is JSON")
}
