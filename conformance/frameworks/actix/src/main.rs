//! The errors of every envelope, served by actix-web.

use std::net::SocketAddr;

use actix_cors::Cors;
use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{resource, scope};
use actix_web::{App, HttpServer};

/// The golden module for this framework: it compiles.
#[path = "../../../../tests/golden/frameworks/actix.rs"]
#[rustfmt::skip]
pub mod golden;

/// What errcat generated.
pub mod errors {
    include!(concat!(env!("OUT_DIR"), "/modules.rs"));
}

macro_rules! applications {
    ($($envelope:ident)*) => {
        $(mod $envelope {
            use std::net::SocketAddr;

            use actix_web::dev::{Server, ServiceRequest, ServiceResponse};
            use actix_web::middleware::{Next, from_fn};
            use actix_web::web::{Form, FormConfig, Json, JsonConfig, Path, Query, ServiceConfig, resource, scope};
            use actix_web::{App, Error, HttpResponse, HttpServer, error, rt};
            use shared::{Item, Made, Search};

            use crate::errors::$envelope::{ApiError, ErrorCode, envelope, request_id};

            shared::answers!($envelope);

            async fn item(id: Path<u32>) -> Result<Json<Made>, ApiError> {
                found(id.into_inner()).map(Json)
            }

            async fn search(search: Query<Search>) -> String {
                search.limit.to_string()
            }

            async fn create(item: Json<Item>) -> String {
                format!("{} {}", item.name, item.count)
            }

            async fn form(item: Form<Item>) -> String {
                format!("{} {}", item.name, item.count)
            }

            async fn panics() -> &'static str {
                panic!("SECRET-PANIC")
            }

            async fn slow() -> &'static str {
                rt::time::sleep(shared::SLOW).await;
                "slow"
            }

            /// actix-web has no time limit of its own.
            async fn limit<B>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
                let answer = rt::time::timeout(shared::TIME_LIMIT, next.call(request)).await;
                answer.unwrap_or_else(|elapsed| Err(error::ErrorGatewayTimeout(elapsed)))
            }

            async fn plain() -> HttpResponse {
                HttpResponse::Conflict().insert_header(("x-own", "1")).force_close().body("SECRET-PLAIN")
            }

            async fn ok() -> String {
                rt::task::yield_now().await;
                current_id()
            }

            async fn code(code: Path<String>) -> Result<&'static str, ApiError> {
                Err(any(&code))
            }

            pub(super) fn routes(config: &mut ServiceConfig) {
                config
                    .app_data(JsonConfig::default().limit(shared::BODY_LIMIT))
                    .app_data(FormConfig::default().limit(shared::BODY_LIMIT))
                    .service(resource("/items/{id}").get(item))
                    .service(resource("/search").get(search))
                    .service(resource("/items").post(create))
                    .service(resource("/form").post(form))
                    .service(resource("/panic").get(panics))
                    .service(resource("/slow").wrap(from_fn(limit)).get(slow))
                    .service(resource("/plain").get(plain))
                    .service(resource("/ok").get(ok))
                    .service(scope("/nested").service(resource("/ok").get(ok)))
                    .service(resource("/errors/{code}").get(code))
                    .service(resource("/key").get(async || Err::<&str, _>(revoked())))
                    .service(resource("/wait").get(async || Err::<&str, _>(busy())))
                    .service(resource("/many").get(async || Err::<&str, _>(several())))
                    .service(resource("/instance").get(async || Err::<&str, _>(occurrence())));
            }

            pub(super) fn serve() -> std::io::Result<(SocketAddr, Server)> {
                let app = || App::new().configure(routes).wrap(from_fn(envelope));
                let server = HttpServer::new(app).workers(1).bind_auto_h2c(("127.0.0.1", 0))?;
                Ok((server.addrs()[0], server.run()))
            }
        })*

        /// The applications, by the names that the tests know them by.
        fn applications() -> std::io::Result<Vec<(&'static str, (SocketAddr, Server))>> {
            Ok(vec![$((stringify!($envelope), $envelope::serve()?),)* ("two", two_catalogs()?), ("layers", with_layers()?)])
        }
    };
}

applications!(stripe payments problem flat google asserted);

/// An application with the errors of one catalog, and below `/admin` those of another.
fn two_catalogs() -> std::io::Result<(SocketAddr, Server)> {
    let foreign = async || Err::<&str, _>(errors::stripe::ApiError::item_not_found(0));
    let app = move || {
        let admin = scope("/admin")
            .configure(stripe::routes)
            .wrap(from_fn(errors::stripe::envelope));
        App::new()
            .service(admin)
            .service(resource("/foreign").get(foreign))
            .configure(payments::routes)
            .wrap(from_fn(errors::payments::envelope))
    };
    let server = HttpServer::new(app)
        .workers(1)
        .bind_auto_h2c(("127.0.0.1", 0))?;
    Ok((server.addrs()[0], server.run()))
}

/// An application with middleware outside of `envelope`, as the guide has it.
fn with_layers() -> std::io::Result<(SocketAddr, Server)> {
    let app = || {
        App::new()
            .configure(stripe::routes)
            .wrap(from_fn(errors::stripe::envelope))
            .wrap(Compress::default())
            .wrap(Cors::permissive())
    };
    let server = HttpServer::new(app)
        .workers(1)
        .bind_auto_h2c(("127.0.0.1", 0))?;
    Ok((server.addrs()[0], server.run()))
}

async fn serve() -> std::io::Result<()> {
    shared::log();
    let mut listening = Vec::new();
    for (name, (address, server)) in applications()? {
        listening.push((name, address));
        actix_web::rt::spawn(server);
    }
    shared::listening(listening);
    std::future::pending().await
}

fn main() -> std::io::Result<()> {
    actix_web::rt::System::new().block_on(serve())
}
