//! The errors of every envelope, served by Salvo.

use salvo::compression::Compression;
use salvo::conn::tcp::TcpAcceptor;
use salvo::cors::Cors;
use salvo::{Router, Server, Service, handler};

/// The golden module for this framework: it compiles.
#[path = "../../../../tests/golden/frameworks/salvo.rs"]
#[rustfmt::skip]
pub mod golden;

/// What errcat generated.
pub mod errors {
    include!(concat!(env!("OUT_DIR"), "/modules.rs"));
}

macro_rules! applications {
    ($($envelope:ident)*) => {
        $(mod $envelope {
            use salvo::extract::{FormBody, JsonBody, PathParam, QueryParam};
            use salvo::http::request::SecureMaxSize;
            use salvo::http::{HeaderValue, StatusCode, StatusError};
            use salvo::timeout::Timeout;
            use salvo::writing::Json;
            use salvo::{Response, Router, Service, Writer, handler};
            use shared::{Item, Made};

            use crate::errors::$envelope::{ApiError, ErrorCode, envelope, request_id};

            shared::answers!($envelope);

            #[handler]
            fn item(id: PathParam<u32>) -> Result<Json<Made>, ApiError> {
                found(id.into_inner()).map(Json)
            }

            #[handler]
            fn search(limit: QueryParam<u32, true>) -> String {
                limit.to_string()
            }

            #[handler]
            fn create(given: JsonBody<Item>) -> String {
                format!("{} {}", given.name, given.count)
            }

            #[handler]
            fn form(given: FormBody<Item>) -> String {
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

            #[handler]
            fn plain(response: &mut Response) {
                response.headers_mut().insert("x-own", HeaderValue::from_static("1"));
                response.headers_mut().insert("connection", HeaderValue::from_static("close"));
                response.render_with_status(StatusCode::CONFLICT, "SECRET-PLAIN");
            }

            #[handler]
            async fn ok() -> String {
                tokio::task::yield_now().await;
                current_id()
            }

            #[handler]
            fn by_code(code: PathParam<String>) -> Result<(), ApiError> {
                Err(any(&code))
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

            pub(super) fn service() -> Service {
                Service::new(routes()).hoop(envelope())
            }

            pub(super) fn routes() -> Router {
                let small = SecureMaxSize::new(shared::BODY_LIMIT);
                let limit = Timeout::new(shared::TIME_LIMIT).error(StatusError::gateway_timeout);
                Router::new()
                    .push(Router::with_path("items/{id}").get(item))
                    .push(Router::with_path("search").get(search))
                    .push(Router::with_path("items").hoop(small).post(create))
                    .push(Router::with_path("form").hoop(small).post(form))
                    .push(Router::with_path("panic").get(panics))
                    .push(Router::with_path("slow").hoop(limit).get(slow))
                    .push(Router::with_path("plain").get(plain))
                    .push(Router::with_path("ok").get(ok))
                    .push(Router::with_path("errors/{code}").get(by_code))
                    .push(Router::with_path("key").get(key))
                    .push(Router::with_path("wait").get(wait))
                    .push(Router::with_path("many").get(many))
                    .push(Router::with_path("instance").get(instance))
                    .push(Router::with_path("nested").push(Router::with_path("ok").get(ok)))
            }
        })*

        /// The applications, by the names that the tests know them by.
        fn applications() -> Vec<(&'static str, Service)> {
            vec![$((stringify!($envelope), $envelope::service()),)* ("two", two_catalogs()), ("layers", with_layers())]
        }
    };
}

applications!(stripe payments problem flat google asserted);

/// An application with the errors of one catalog, and below `/admin` those of another.
fn two_catalogs() -> Service {
    #[handler]
    fn foreign() -> Result<(), errors::stripe::ApiError> {
        Err(errors::stripe::ApiError::item_not_found(0))
    }
    let admin = Router::with_path("admin").hoop(errors::stripe::envelope());
    let router = Router::new()
        .push(admin.push(stripe::routes()))
        .push(Router::with_path("foreign").get(foreign))
        .push(payments::routes());
    Service::new(router).hoop(errors::payments::envelope())
}

/// An application with hoops outside of `envelope`, as the guide has it.
fn with_layers() -> Service {
    Service::new(stripe::routes())
        .hoop(Cors::permissive().into_handler())
        .hoop(Compression::new().min_length(0))
        .hoop(errors::stripe::envelope())
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    shared::log();
    let mut listening = Vec::new();
    for (name, service) in applications() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        listening.push((name, listener.local_addr()?));
        let acceptor = TcpAcceptor::try_from(listener)?;
        tokio::spawn(Server::new(acceptor).serve(service));
    }
    shared::listening(listening);
    std::future::pending().await
}
