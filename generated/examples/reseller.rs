//! A server whose every error is one of `catalog/errors.yaml`.
//!
//! `cargo run -p generated --example reseller`, and in another terminal
//! `curl -i http://127.0.0.1:3000/v1/reseller_stores/rst_invalid`.

use std::io;

use axum::extract::Path;
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use generated::reseller::{ApiError, ErrorCode, envelope};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Store {
    id: String,
}

async fn store(Path(id): Path<String>) -> Result<Json<Store>, ApiError> {
    match id.as_str() {
        "rst_1" => Ok(Json(Store { id })),
        "rst_2" => Err(ApiError::reseller_store_access_forbidden()),
        _ => Err(ApiError::reseller_store_not_found(id)),
    }
}

#[derive(Deserialize, Serialize)]
struct Account {
    email: String,
}

async fn new_account(Json(account): Json<Account>) -> Result<Json<Account>, ApiError> {
    if account.email == "ada@example.com" {
        Err(ApiError::email_taken())
    } else {
        Ok(Json(account))
    }
}

/// Any error of the catalog, for a client's tests.
async fn any(Path(code): Path<String>) -> Result<(), ApiError> {
    code.parse::<ErrorCode>()
        .map_or(Ok(()), |code| Err(code.into()))
}

/// Every route, with request ids.
pub(crate) fn router() -> Router {
    Router::new()
        .route("/v1/reseller_stores/{id}", get(store))
        .route("/v1/accounts", post(new_account))
        .route("/errors/{code}", get(any))
        .layer(middleware::from_fn(envelope))
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 3000)).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router()).await
}
