//! The service while it moves: some handlers have the new type, and the others what they had.

use std::io;

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use axum::{Json, Router};

use crate::errors::ApiError;

/// The errors of the handlers that have not moved.
#[derive(Debug)]
pub enum AppError {
    /// No user is called so.
    NotFound(String),
    /// Another user is called so.
    NameTaken,
    /// The disk fails.
    Disk(io::Error),
}

impl From<AppError> for ApiError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::NotFound(name) => Self::user_not_found(name),
            AppError::NameTaken => Self::name_taken(),
            AppError::Disk(cause) => Self::internal_error().with_source(cause),
        }
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        ApiError::from(self).into_response()
    }
}

/// The server.
pub fn app() -> Router {
    Router::new()
        .route("/users/{name}", get(user))
        .route("/users/{name}/name", put(rename))
        .route("/report", get(report))
}

// This handler has moved. What it calls need not have: `?` converts both.
async fn user(Path(name): Path<String>) -> Result<String, ApiError> {
    known(&name)?;
    Ok(name)
}

async fn rename(Path(name): Path<String>, Json(new): Json<String>) -> Result<String, AppError> {
    known(&name)?;
    if new == "bob" {
        return Err(AppError::NameTaken);
    }
    Ok(new)
}

fn known(name: &str) -> Result<(), AppError> {
    if name == "ada" {
        return Ok(());
    }
    Err(AppError::NotFound(name.to_owned()))
}

async fn report() -> Result<String, AppError> {
    std::fs::read_to_string("/nowhere/report").map_err(AppError::Disk)
}
