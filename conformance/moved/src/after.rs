//! The service after the move.

use axum::extract::Path;
use axum::routing::{get, put};
use axum::{Json, Router, middleware};

use crate::errors::{ApiError, OrError, envelope};

/// The server.
pub fn app() -> Router {
    Router::new()
        .route("/users/{name}", get(user))
        .route("/users/{name}/name", put(rename))
        .route("/report", get(report))
        .layer(middleware::from_fn(envelope))
}

async fn user(Path(name): Path<String>) -> Result<String, ApiError> {
    known(&name)?;
    Ok(name)
}

async fn rename(Path(name): Path<String>, Json(new): Json<String>) -> Result<String, ApiError> {
    known(&name)?;
    if new == "bob" {
        return Err(ApiError::name_taken());
    }
    Ok(new)
}

fn known(name: &str) -> Result<(), ApiError> {
    if name == "ada" {
        return Ok(());
    }
    Err(ApiError::user_not_found(name))
}

async fn report() -> Result<String, ApiError> {
    std::fs::read_to_string("/nowhere/report").or_error(ApiError::internal_error())
}
