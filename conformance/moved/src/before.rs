//! The service before the move.

use std::{fmt, io};

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use axum::{Json, Router};
use serde_json::json;

/// The errors, as they are before the move.
#[derive(Debug)]
pub enum AppError {
    /// No user is called so.
    NotFound(String),
    /// Another user is called so.
    NameTaken,
    /// The disk fails.
    Disk(io::Error),
}

impl AppError {
    fn parts(&self) -> (StatusCode, &'static str) {
        match self {
            Self::NotFound(_) => (StatusCode::NOT_FOUND, "user_not_found"),
            Self::NameTaken => (StatusCode::CONFLICT, "name_taken"),
            Self::Disk(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal_error"),
        }
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound(name) => write!(f, "no user is called {name}"),
            Self::NameTaken => f.write_str("the name is taken"),
            Self::Disk(_) => f.write_str("something went wrong"),
        }
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let (status, code) = self.parts();
        let body = json!({"code": code, "message": self.to_string()});
        (status, Json(body)).into_response()
    }
}

/// The server.
pub fn app() -> Router {
    Router::new()
        .route("/users/{name}", get(user))
        .route("/users/{name}/name", put(rename))
        .route("/report", get(report))
}

async fn user(Path(name): Path<String>) -> Result<String, AppError> {
    if name == "ada" {
        return Ok(name);
    }
    Err(AppError::NotFound(name))
}

async fn rename(Path(name): Path<String>, Json(new): Json<String>) -> Result<String, AppError> {
    if name != "ada" {
        return Err(AppError::NotFound(name));
    }
    if new == "bob" {
        return Err(AppError::NameTaken);
    }
    Ok(new)
}

async fn report() -> Result<String, AppError> {
    std::fs::read_to_string("/nowhere/report").map_err(AppError::Disk)
}
