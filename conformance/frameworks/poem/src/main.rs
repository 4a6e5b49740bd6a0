//! The errors of every envelope, served by poem.

use poem::endpoint::BoxEndpoint;
use poem::listener::TcpAcceptor;
use poem::middleware::{Compression, Cors};
use poem::{EndpointExt, Server, get, handler};

/// The golden module for this framework: it compiles.
#[path = "../../../../tests/golden/frameworks/poem.rs"]
#[rustfmt::skip]
pub mod golden;

/// What errcat generated.
pub mod errors {
    include!(concat!(env!("OUT_DIR"), "/modules.rs"));
}

macro_rules! applications {
    ($($envelope:ident)*) => {
        $(mod $envelope {
            use std::sync::Arc;

            use poem::endpoint::BoxEndpoint;
            use poem::error::GatewayTimeout;
            use poem::http::StatusCode;
            use poem::web::{Form, Json, Path, Query};
            use poem::{Endpoint, EndpointExt, Request, Response, Route, get, handler, post};
            use shared::{Item, Made, Search};

            use crate::errors::$envelope::{ApiError, ErrorCode, envelope, request_id};

            shared::answers!($envelope);

            #[handler]
            fn item(Path(id): Path<u32>) -> Result<Json<Made>, ApiError> {
                found(id).map(Json)
            }

            #[handler]
            fn search(Query(search): Query<Search>) -> String {
                search.limit.to_string()
            }

            #[handler]
            fn create(Json(given): Json<Item>) -> String {
                format!("{} {}", given.name, given.count)
            }

            #[handler]
            fn form(Form(given): Form<Item>) -> String {
                format!("{} {}", given.name, given.count)
            }

            #[handler]
            fn panics() -> &'static str {
                panic!("SECRET-PANIC")
            }

            #[handler]
            async fn slow() -> &'static str {
                tokio::time::sleep(shared::SLOW).await;
                "slow"
            }

            /// poem has no time limit of its own.
            async fn limit<E: Endpoint>(next: Arc<E>, request: Request) -> poem::Result<E::Output> {
                let answer = tokio::time::timeout(shared::TIME_LIMIT, next.call(request)).await;
                answer.unwrap_or_else(|elapsed| Err(GatewayTimeout(elapsed)))
            }

            /// poem limits a body by its content-length alone.
            async fn small(mut request: Request) -> poem::Result<Request> {
                let body = request.take_body().into_bytes_limit(shared::BODY_LIMIT).await?;
                request.set_body(body);
                Ok(request)
            }

            #[handler]
            fn plain() -> Response {
                Response::builder().status(StatusCode::CONFLICT).header("x-own", "1").header("connection", "close").body("SECRET-PLAIN")
            }

            #[handler]
            async fn ok() -> String {
                tokio::task::yield_now().await;
                current_id()
            }

            #[handler]
            fn by_code(Path(name): Path<String>) -> ApiError {
                any(&name)
            }

            #[handler]
            fn key() -> Result<(), Revoked> {
                Err(revoked())
            }

            #[handler]
            fn wait() -> Result<(), ApiError> {
                Err(busy())
            }

            #[handler]
            fn many() -> Result<(), ApiError> {
                Err(several())
            }

            #[handler]
            fn instance() -> Result<(), ApiError> {
                Err(occurrence())
            }

            pub(super) fn application() -> BoxEndpoint<'static> {
                routes().around(envelope).boxed()
            }

            pub(super) fn routes() -> Route {
                Route::new()
                    .at("/items/:id", get(item))
                    .at("/search", get(search))
                    .at("/items", post(create.before(small)))
                    .at("/form", post(form.before(small)))
                    .at("/panic", get(panics))
                    .at("/slow", get(slow.around(limit)))
                    .at("/plain", get(plain))
                    .at("/ok", get(ok))
                    .at("/errors/:code", get(by_code))
                    .at("/key", get(key))
                    .at("/wait", get(wait))
                    .at("/many", get(many))
                    .at("/instance", get(instance))
                    .nest("/nested", Route::new().at("/ok", get(ok)))
            }
        })*

        /// The applications, by the names that the tests know them by.
        fn applications() -> Vec<(&'static str, BoxEndpoint<'static>)> {
            vec![$((stringify!($envelope), $envelope::application()),)* ("two", two_catalogs()), ("layers", with_layers())]
        }
    };
}

applications!(stripe payments problem flat google asserted);

/// An application with the errors of one catalog, and below `/admin` those of another.
fn two_catalogs() -> BoxEndpoint<'static> {
    #[handler]
    fn foreign() -> Result<(), errors::stripe::ApiError> {
        Err(errors::stripe::ApiError::item_not_found(0))
    }
    let routes = payments::routes()
        .nest("/admin", stripe::application())
        .at("/foreign", get(foreign));
    routes.around(errors::payments::envelope).boxed()
}

/// An application with middleware outside of `envelope`, as the guide has it.
fn with_layers() -> BoxEndpoint<'static> {
    let routes = stripe::routes().around(errors::stripe::envelope);
    routes.with(Compression::new()).with(Cors::new()).boxed()
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    shared::log();
    let mut listening = Vec::new();
    for (name, application) in applications() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        listening.push((name, listener.local_addr()?));
        let server = Server::new_with_acceptor(TcpAcceptor::from_tokio(listener)?);
        tokio::spawn(server.run(application));
    }
    shared::listening(listening);
    std::future::pending().await
}
