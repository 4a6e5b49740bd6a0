//! A server whose every error is one of `catalog/errors.yaml`.
//!
//! `cargo run -p generated --example reseller`, and in another terminal
//! `curl -i http://127.0.0.1:3000/v1/reseller_stores/rst_invalid`. `PORT` chooses another port.

use std::io;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router, middleware};
use generated::reseller::operations::{
    CreateAccount, CreateSyncJob, CreateToken, GetStore, RetrySyncJob, RevokeApiKey,
};
use generated::reseller::{ApiError, ErrorCode, ErrorOf, Input, envelope};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Store {
    id: String,
}

async fn store(Path(id): Path<String>) -> Result<Json<Store>, ErrorOf<GetStore>> {
    match id.as_str() {
        "rst_1" => Ok(Json(Store { id })),
        "rst_2" => Err(ErrorOf::reseller_store_access_forbidden()),
        _ => Err(ErrorOf::reseller_store_not_found(id)),
    }
}

#[derive(Deserialize, Serialize)]
struct Account {
    email: String,
}

async fn new_account(
    Input(Json(account)): Input<Json<Account>>,
) -> Result<(StatusCode, Json<Account>), ErrorOf<CreateAccount>> {
    if account.email == "ada@example.com" {
        Err(ErrorOf::email_taken())
    } else {
        Ok((StatusCode::CREATED, Json(account)))
    }
}

#[derive(Deserialize)]
struct Refresh {
    refresh_token: String,
}

#[derive(Serialize)]
struct Token {
    access_token: &'static str,
}

async fn new_token(
    Input(Json(refresh)): Input<Json<Refresh>>,
) -> Result<Json<Token>, ErrorOf<CreateToken>> {
    match refresh.refresh_token.as_str() {
        "ref_1" => Ok(Json(Token {
            access_token: "acc_1",
        })),
        "ref_2" => Err(ErrorOf::revoked_refresh_token()),
        _ => Err(ErrorOf::invalid_refresh_token()),
    }
}

#[derive(Deserialize)]
struct NewSyncJob {
    source_store: String,
}

#[derive(Serialize)]
struct SyncJob {
    id: String,
}

async fn new_sync_job(
    Input(Json(job)): Input<Json<NewSyncJob>>,
) -> Result<(StatusCode, Json<SyncJob>), ErrorOf<CreateSyncJob>> {
    if job.source_store == "src_1" {
        let id = "job_1".into();
        Ok((StatusCode::CREATED, Json(SyncJob { id })))
    } else {
        Err(ErrorOf::source_store_not_found())
    }
}

async fn retry(
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<SyncJob>), ErrorOf<RetrySyncJob>> {
    match id.as_str() {
        "job_1" => Ok((StatusCode::ACCEPTED, Json(SyncJob { id }))),
        "job_2" => Err(ErrorOf::sync_job_not_retryable()),
        _ => Err(ErrorOf::sync_job_not_found()),
    }
}

async fn revoke(Path(id): Path<String>) -> Result<StatusCode, ErrorOf<RevokeApiKey>> {
    match id.as_str() {
        "key_1" => Ok(StatusCode::NO_CONTENT),
        "key_2" => Err(ErrorOf::api_key_already_revoked()),
        _ => Err(ErrorOf::api_key_not_found()),
    }
}

/// Any error of the catalog, for a client's tests.
async fn any(Path(code): Path<String>) -> Result<(), ApiError> {
    match code.parse::<ErrorCode>().map(ApiError::try_from) {
        Ok(Ok(error)) => Err(error),
        // The only code with an argument.
        Ok(Err(_)) => Err(ApiError::reseller_store_not_found("rst_invalid")),
        Err(_) => Ok(()),
    }
}

/// Every route, with request ids.
pub(crate) fn router() -> Router {
    Router::new()
        .route("/v1/reseller_stores/{id}", get(store))
        .route("/v1/accounts", post(new_account))
        .route("/v1/tokens", post(new_token))
        .route("/v1/sync_jobs", post(new_sync_job))
        .route("/v1/sync_jobs/{id}/retry", post(retry))
        .route("/v1/api_keys/{id}", delete(revoke))
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
