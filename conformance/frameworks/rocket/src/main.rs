//! The errors of every envelope, served by Rocket.

use std::net::SocketAddr;

use rocket::fairing::AdHoc;
use rocket::tokio::sync::oneshot;
use rocket::{Build, Config, FromForm, Rocket, get, routes};

/// The golden module for this framework: it compiles.
#[path = "../../../../tests/golden/frameworks/rocket.rs"]
#[rustfmt::skip]
pub mod golden;

/// What errcat generated.
pub mod errors {
    include!(concat!(env!("OUT_DIR"), "/modules.rs"));
}

/// What is posted: Rocket derives forms in its own way.
#[derive(serde::Deserialize, FromForm)]
struct Item {
    name: String,
    count: u32,
}

macro_rules! applications {
    ($($envelope:ident)*) => {
        $(mod $envelope {
            use rocket::form::Form;
            use rocket::http::{ContentType, Header, Status};
            use rocket::serde::json::Json;
            use rocket::{Build, Responder, Rocket, get, post, routes};
            use shared::Made;

            use super::Item;
            use crate::errors::$envelope::{ApiError, ErrorCode, Input, envelope, enveloped, request_id};

            shared::answers!($envelope);

            #[get("/items/<id>")]
            fn item(id: u32) -> Result<Json<Made>, ApiError> {
                found(id).map(Json)
            }

            #[get("/search?<limit>")]
            fn search(limit: u32) -> String {
                limit.to_string()
            }

            #[post("/items", format = "json", data = "<given>")]
            fn create(given: Input<Json<Item>>) -> String {
                format!("{} {}", given.0.name, given.0.count)
            }

            #[post("/form", data = "<given>")]
            fn form(given: Input<Form<Item>>) -> String {
                format!("{} {}", given.0.name, given.0.count)
            }

            #[get("/panic")]
            fn panics() -> &'static str {
                panic!("SECRET-PANIC")
            }

            /// Rocket has no time limit of its own.
            #[get("/slow")]
            async fn slow() -> Result<&'static str, Status> {
                let work = rocket::tokio::time::sleep(shared::SLOW);
                let done = rocket::tokio::time::timeout(shared::TIME_LIMIT, work).await;
                done.map(|()| "slow").map_err(|_| Status::GatewayTimeout)
            }

            #[derive(Responder)]
            struct Plain {
                answer: (Status, (ContentType, &'static str)),
                own: Header<'static>,
                connection: Header<'static>,
            }

            #[get("/plain")]
            fn plain() -> Plain {
                let answer = (Status::Conflict, (ContentType::Plain, "SECRET-PLAIN"));
                Plain { answer, own: Header::new("x-own", "1"), connection: Header::new("connection", "close") }
            }

            #[get("/ok")]
            async fn ok() -> String {
                rocket::tokio::task::yield_now().await;
                current_id()
            }

            #[get("/errors/<code>")]
            fn code(code: &str) -> ApiError {
                any(code)
            }

            #[get("/key")]
            fn key() -> Revoked {
                revoked()
            }

            #[get("/wait")]
            fn wait() -> ApiError {
                busy()
            }

            #[get("/many")]
            fn many() -> ApiError {
                several()
            }

            #[get("/instance")]
            fn instance() -> ApiError {
                occurrence()
            }

            #[get("/nested/ok")]
            async fn nested() -> String {
                current_id()
            }

            pub(super) fn build() -> Rocket<Build> {
                super::server().mount("/", routes()).attach(envelope())
            }

            pub(super) fn routes() -> Vec<rocket::Route> {
                let routes = routes![
                    item, search, create, form, panics, slow, plain, ok, code, key, wait, many, instance, nested
                ];
                enveloped(routes)
            }
        })*

        /// The applications, by the names that the tests know them by.
        fn applications() -> Vec<(&'static str, Rocket<Build>)> {
            vec![$((stringify!($envelope), $envelope::build()),)* ("two", two_catalogs()), ("layers", with_layers())]
        }
    };
}

applications!(stripe payments problem flat google asserted);

/// A server that listens on a port of its own.
fn server() -> Rocket<Build> {
    let config = Config::figment()
        .merge(("address", "127.0.0.1"))
        .merge(("port", 0))
        .merge(("log_level", "off"))
        .merge(("limits.json", shared::BODY_LIMIT))
        .merge(("limits.form", shared::BODY_LIMIT));
    rocket::custom(config)
}

/// An application with the errors of one catalog, and below `/admin` those of another.
fn two_catalogs() -> Rocket<Build> {
    #[get("/foreign")]
    fn foreign() -> errors::stripe::ApiError {
        errors::stripe::ApiError::item_not_found(0)
    }
    server()
        .mount("/admin", stripe::routes())
        .attach(errors::stripe::envelope().at("/admin"))
        .mount("/", payments::routes())
        .mount("/", errors::payments::enveloped(routes![foreign]))
        .attach(errors::payments::envelope())
}

/// An application with a fairing outside of `envelope`, as the guide has it.
fn with_layers() -> Rocket<Build> {
    let cors = AdHoc::on_response("CORS", |_, response| {
        Box::pin(async move {
            response.set_raw_header("access-control-allow-origin", "*");
        })
    });
    stripe::build().attach(cors)
}

/// Starts an application, and waits until it says where it listens.
async fn start(application: Rocket<Build>) -> SocketAddr {
    let (tell, told) = oneshot::channel();
    let listens = AdHoc::on_liftoff("address", |rocket| {
        Box::pin(async move {
            let config = rocket.config();
            let _ = tell.send((config.address, config.port).into());
        })
    });
    rocket::tokio::spawn(application.attach(listens).launch());
    told.await.expect("the application starts")
}

#[rocket::main]
async fn main() {
    shared::log();
    let mut listening = Vec::new();
    for (name, application) in applications() {
        listening.push((name, start(application).await));
    }
    shared::listening(listening);
    std::future::pending::<()>().await;
}
