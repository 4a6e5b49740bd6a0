//! The example in the guide's chapter about poem.

use errors::{ApiError, envelope};
use poem::listener::TcpListener;
use poem::web::{Json, Path};
use poem::{EndpointExt, Route, Server, handler, put};

mod errors {
    include!(concat!(env!("OUT_DIR"), "/errors.rs"));
}

#[handler]
fn replace(Path(name): Path<String>, price: Json<u32>) -> Result<Json<u32>, ApiError> {
    if name == "lamp" {
        return Err(ApiError::name_taken(name));
    }
    Ok(price)
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let app = Route::new()
        .at("/items/:name", put(replace))
        .around(envelope);
    Server::new(TcpListener::bind("127.0.0.1:3000"))
        .run(app)
        .await
}
