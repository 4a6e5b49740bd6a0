//! The errors of every envelope, served by axum.

use axum::Router;
use axum::http::{HeaderValue, Request, StatusCode};
use axum::middleware::from_fn;
use tower_http::compression::CompressionLayer;
use tower_http::cors::CorsLayer;
use tower_http::request_id::{
    MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer,
};
use tower_http::services::ServeDir;

/// What errcat generated.
pub mod errors {
    include!(concat!(env!("OUT_DIR"), "/modules.rs"));
}

macro_rules! applications {
    ($($envelope:ident)*) => {
        $(mod $envelope {
            use axum::extract::{DefaultBodyLimit, Form, Json, Path, Query};
            use axum::http::StatusCode;
            use axum::middleware::from_fn;
            use axum::response::IntoResponse;
            use axum::routing::{get, post};
            use shared::{Item, Made, Search};
            use tower_http::services::ServeDir;
            use tower_http::timeout::TimeoutLayer;

            use crate::errors::$envelope::{ApiError, ErrorCode, Input, envelope, request_id};

            shared::answers!($envelope);

            async fn item(Input(Path(id)): Input<Path<u32>>) -> Result<Json<Made>, ApiError> {
                found(id).map(Json)
            }

            async fn search(Input(Query(search)): Input<Query<Search>>) -> String {
                search.limit.to_string()
            }

            async fn create(Input(Json(item)): Input<Json<Item>>) -> String {
                format!("{} {}", item.name, item.count)
            }

            async fn form(Input(Form(item)): Input<Form<Item>>) -> String {
                format!("{} {}", item.name, item.count)
            }

            async fn panics() -> &'static str {
                panic!("SECRET-PANIC")
            }

            async fn slow() -> &'static str {
                tokio::time::sleep(shared::SLOW).await;
                "slow"
            }

            async fn plain() -> impl IntoResponse {
                (StatusCode::CONFLICT, [("x-own", "1"), ("connection", "close")], "SECRET-PLAIN")
            }

            async fn ok() -> String {
                tokio::task::yield_now().await;
                current_id()
            }

            pub(super) fn router() -> axum::Router {
                routes().layer(from_fn(envelope))
            }

            pub(super) fn routes() -> axum::Router {
                let limit = TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, shared::TIME_LIMIT);
                axum::Router::new()
                    .route("/items/{id}", get(item))
                    .route("/search", get(search))
                    .route("/items", post(create))
                    .route("/form", post(form))
                    .route("/panic", get(panics))
                    .route("/slow", get(slow).layer(limit))
                    .route("/plain", get(plain))
                    .route("/ok", get(ok))
                    .route("/errors/{code}", get(|Path(code): Path<String>| async move { any(&code) }))
                    .route("/key", get(async || revoked()))
                    .route("/wait", get(async || busy()))
                    .route("/many", get(async || several()))
                    .route("/instance", get(async || occurrence()))
                    .nest("/nested", axum::Router::new().route("/ok", get(ok)))
                    .nest_service("/files", ServeDir::new("nowhere"))
                    .layer(DefaultBodyLimit::max(shared::BODY_LIMIT))
            }
        })*

        /// The applications, by the names that the tests know them by.
        fn applications() -> Vec<(&'static str, Router)> {
            vec![
                $((stringify!($envelope), $envelope::router()),)*
                ("tower", with_ids_of_tower(stripe::router())),
                ("two", two_catalogs()),
                ("layers", with_layers(stripe::router())),
                ("beside", beside_files(stripe::routes())),
            ]
        }
    };
}

applications!(stripe payments problem flat google asserted);

/// An application with the errors of one catalog, and below `/admin` those of another.
fn two_catalogs() -> Router {
    let foreign = async || errors::stripe::ApiError::item_not_found(0);
    Router::new()
        .nest("/admin", stripe::router())
        .route("/foreign", axum::routing::get(foreign))
        .merge(payments::routes())
        .layer(axum::middleware::from_fn(errors::payments::envelope))
}

/// An application with layers outside of `envelope`, as the guide has them.
fn with_layers(router: Router) -> Router {
    router
        .layer(CompressionLayer::new())
        .layer(CorsLayer::permissive())
}

/// An API below `/api`, and files elsewhere. A router without a fallback of its own would have that of the files.
fn beside_files(api: Router) -> Router {
    let api = api
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(from_fn(errors::stripe::envelope));
    Router::new()
        .nest("/api", api)
        .fallback_service(ServeDir::new("nowhere"))
}

/// An application whose request ids are those of tower-http, around the generated middleware.
fn with_ids_of_tower(router: Router) -> Router {
    router
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(OfTower))
}

#[derive(Clone, Copy)]
struct OfTower;

impl MakeRequestId for OfTower {
    fn make_request_id<B>(&mut self, _: &Request<B>) -> Option<RequestId> {
        Some(RequestId::new(HeaderValue::from_static("made-by-tower")))
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    shared::log();
    let mut listening = Vec::new();
    for (name, router) in applications() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        listening.push((name, listener.local_addr()?));
        tokio::spawn(async { axum::serve(listener, router).await });
    }
    shared::listening(listening);
    std::future::pending().await
}
