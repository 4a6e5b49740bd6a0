//! The example in the guide's chapter about axum.

use axum::extract::Path;
use axum::middleware::from_fn;
use axum::routing::put;
use axum::{Json, Router};
use errors::{ApiError, Input, envelope};

mod errors {
    include!(concat!(env!("OUT_DIR"), "/errors.rs"));
}

async fn replace(
    Path(name): Path<String>,
    Input(Json(price)): Input<Json<u32>>,
) -> Result<Json<u32>, ApiError> {
    if name == "lamp" {
        return Err(ApiError::name_taken(name));
    }
    Ok(Json(price))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let app = Router::new()
        .route("/items/{name}", put(replace))
        .layer(from_fn(envelope));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, app).await
}
