//! A server whose every error is one of `catalog/payments/errors.yaml`.
//!
//! `cargo run -p generated --example payments`, and in another terminal
//! `curl -i http://127.0.0.1:3000/v1/customers/cus_invalid`. `PORT` chooses another port.

use std::io;

use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use generated::payments::{ApiError, ErrorCode, Input, envelope};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Customer {
    id: String,
}

async fn customer(Input(Path(id)): Input<Path<String>>) -> Result<Json<Customer>, ApiError> {
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
        .ok_or_else(|| ApiError::parameter_missing("email").with_param("email"))?;
    if !email.contains('@') {
        return Err(
            ApiError::parameter_invalid("email", "must be a valid email address")
                .with_param("email"),
        );
    }
    Ok(Json(Vec::new()))
}

#[derive(Deserialize)]
struct NewInvoice {
    currency: Option<String>,
    line_items: Vec<LineItem>,
}

#[derive(Deserialize)]
struct LineItem {
    price: String,
}

#[derive(Serialize)]
struct Invoice {
    id: &'static str,
    currency: String,
}

async fn new_invoice(
    Input(Json(invoice)): Input<Json<NewInvoice>>,
) -> Result<(StatusCode, Json<Invoice>), ApiError> {
    let currency = invoice
        .currency
        .ok_or_else(|| ApiError::parameter_missing("currency"))?;
    for (at, LineItem { price }) in invoice.line_items.iter().enumerate() {
        if price != "price_1" {
            let param = format!("line_items[{at}].price");
            return Err(ApiError::resource_not_found("price", price).with_param(param));
        }
    }
    let id = "inv_1";
    Ok((StatusCode::CREATED, Json(Invoice { id, currency })))
}

#[derive(Deserialize)]
struct NewPayout {
    address: String,
}

#[derive(Serialize)]
struct Payout {
    id: &'static str,
    address: String,
}

async fn new_payout(
    Input(Json(NewPayout { address })): Input<Json<NewPayout>>,
) -> Result<(StatusCode, Json<Payout>), ApiError> {
    if address.starts_with("bc1") {
        let id = "po_1";
        Ok((StatusCode::CREATED, Json(Payout { id, address })))
    } else {
        Err(ApiError::address_invalid())
    }
}

#[derive(Serialize)]
struct Balance {
    available: u64,
}

async fn balance(headers: HeaderMap) -> Result<Json<Balance>, ApiError> {
    match headers.get(header::AUTHORIZATION) {
        Some(token) if token == "Bearer sk_test_1" => Ok(Json(Balance { available: 0 })),
        _ => Err(ApiError::invalid_credentials()),
    }
}

/// Any error of the catalog, for a client's tests.
async fn any(Input(Path(code)): Input<Path<String>>) -> Result<(), ApiError> {
    let Ok(code) = code.parse::<ErrorCode>() else {
        return Ok(());
    };
    // Those that need arguments have the ones of their examples.
    Err(match code {
        ErrorCode::ResourceNotFound => ApiError::resource_not_found("customer", "cus_invalid"),
        ErrorCode::ParameterMissing => ApiError::parameter_missing("currency"),
        ErrorCode::ParameterInvalid => {
            ApiError::parameter_invalid("email", "must be a valid email address")
        }
        code => ApiError::try_from(code).unwrap_or_else(|_| ApiError::internal_server_error()),
    })
}

/// Every route, with every error in the envelope.
pub(crate) fn router() -> Router {
    Router::new()
        .route("/v1/customers/{id}", get(customer))
        .route("/v1/customers", get(customers))
        .route("/v1/invoices", post(new_invoice))
        .route("/v1/payouts", post(new_payout))
        .route("/v1/balance", get(balance))
        .route("/errors/{code}", get(any))
        .layer(middleware::from_fn(envelope))
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = std::env::var("PORT").map_or(Ok(3000), |port| port.parse());
    let port = port.map_err(io::Error::other)?;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router()).await
}
