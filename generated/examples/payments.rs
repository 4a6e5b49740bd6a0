//! A server whose every error is one of `catalog/payments/errors.yaml`.
//!
//! `cargo run -p generated --example payments`, and in another terminal
//! `curl -i http://127.0.0.1:3000/v1/customers/cus_invalid`.

use std::io;

use axum::extract::{Path, Query};
use axum::routing::get;
use axum::{Json, Router, middleware};
use generated::payments::{ApiError, ErrorCode, Input, envelope};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Customer {
    id: String,
}

async fn customer(Path(id): Path<String>) -> Result<Json<Customer>, ApiError> {
    if id == "cus_1" {
        Ok(Json(Customer { id }))
    } else {
        Err(ApiError::resource_not_found("customer", id))
    }
}

#[derive(Deserialize)]
struct Filter {
    email: Option<String>,
}

async fn customers(
    Input(Query(filter)): Input<Query<Filter>>,
) -> Result<Json<Vec<Customer>>, ApiError> {
    let email = filter
        .email
        .ok_or_else(|| ApiError::parameter_missing("email").param("email"))?;
    if !email.contains('@') {
        return Err(
            ApiError::parameter_invalid("email", "must be a valid email address").param("email"),
        );
    }
    Ok(Json(Vec::new()))
}

/// Any error of the catalog, for a client's tests.
async fn any(Path(code): Path<String>) -> Result<(), ApiError> {
    code.parse::<ErrorCode>()
        .map_or(Ok(()), |code| Err(code.into()))
}

/// Every route, with every error in the envelope.
pub(crate) fn router() -> Router {
    Router::new()
        .route("/v1/customers/{id}", get(customer))
        .route("/v1/customers", get(customers))
        .route("/errors/{code}", get(any))
        .layer(middleware::from_fn(envelope))
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 3000)).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router()).await
}
