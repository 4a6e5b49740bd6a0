//! The example in the guide's chapter about Salvo.

use errors::{ApiError, envelope};
use salvo::conn::tcp::TcpAcceptor;
use salvo::extract::{JsonBody, PathParam};
use salvo::writing::Json;
use salvo::{Router, Server, Service, Writer, handler};

mod errors {
    include!(concat!(env!("OUT_DIR"), "/errors.rs"));
}

#[handler]
fn replace(name: PathParam<String>, price: JsonBody<u32>) -> Result<Json<u32>, ApiError> {
    let (name, price) = (name.into_inner(), price.into_inner());
    if name == "lamp" {
        return Err(ApiError::name_taken(name));
    }
    Ok(Json(price))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let router = Router::with_path("items/{name}").put(replace);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    let acceptor = TcpAcceptor::try_from(listener)?;
    Server::new(acceptor)
        .serve(Service::new(router).hoop(envelope()))
        .await;
    Ok(())
}
