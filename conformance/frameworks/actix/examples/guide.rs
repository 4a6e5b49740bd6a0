//! The example in the guide's chapter about actix-web.

use actix_web::middleware::from_fn;
use actix_web::web::{Json, Path, put, resource};
use actix_web::{App, HttpServer};
use errors::{ApiError, envelope};

mod errors {
    include!(concat!(env!("OUT_DIR"), "/errors.rs"));
}

async fn replace(name: Path<String>, price: Json<u32>) -> Result<Json<u32>, ApiError> {
    if *name == "lamp" {
        return Err(ApiError::name_taken(name));
    }
    Ok(price)
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let app = || {
        App::new()
            .service(resource("/items/{name}").route(put().to(replace)))
            .wrap(from_fn(envelope))
    };
    HttpServer::new(app).bind("127.0.0.1:3000")?.run().await
}
