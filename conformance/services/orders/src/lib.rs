//! The orders.

use axum::extract::Path;
use axum::routing::get;
use axum::{Router, middleware};

use errors::{ApiError, ErrorOf, envelope, operations};

/// The errors of this service, with those of the shared crate.
pub mod errors {
    #![allow(missing_docs, reason = "a catalog need not describe everything")]
    include!(concat!(env!("OUT_DIR"), "/errors.rs"));
}

/// The server.
pub fn app() -> Router {
    Router::new()
        .route("/orders/{id}", get(order))
        .route("/plan", get(plan))
        .layer(middleware::from_fn(envelope))
}

/// It can only return the errors that the catalog lists for it.
async fn order(Path(id): Path<String>) -> Result<String, ErrorOf<operations::GetOrdersId>> {
    match &*id {
        "1" => Ok("a chair".to_owned()),
        "busy" => {
            let wait = std::time::Duration::from_secs(30);
            Err(ErrorOf::rate_limited(60, wait))
        }
        "panic" => panic!("this is a test"),
        _ => Err(ErrorOf::order_not_found(id)),
    }
}

/// An error of the shared crate becomes one of this service.
async fn plan() -> Result<&'static str, ApiError> {
    common_errors::allow(59, 60)?;
    common_errors::allow(61, 60).map_err(|error| error.with_header("X-Minute", "12"))?;
    Ok("allowed")
}
