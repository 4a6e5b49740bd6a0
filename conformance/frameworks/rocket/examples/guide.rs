//! The example in the guide's chapter about Rocket.

use errors::{ApiError, Input, envelope, enveloped};
use rocket::serde::json::Json;
use rocket::{Build, Rocket, launch, put, routes};

mod errors {
    include!(concat!(env!("OUT_DIR"), "/errors.rs"));
}

#[put("/items/<name>", format = "json", data = "<price>")]
fn replace(name: String, price: Input<Json<u32>>) -> Result<Json<u32>, ApiError> {
    if name == "lamp" {
        return Err(ApiError::name_taken(name));
    }
    Ok(price.0)
}

#[launch]
fn rocket() -> Rocket<Build> {
    rocket::build()
        .mount("/", enveloped(routes![replace]))
        .attach(envelope())
}
