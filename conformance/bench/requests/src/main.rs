//! A server whose requests end in errors, which sends the same bytes with errcat and by hand: `requests SIDE`, where SIDE is
//! `generated` or `by_hand`, or one of them with `_logged`. It prints its port, and ends when its standard input does.

mod by_hand;
#[allow(dead_code)]
mod unlogged {
    include!(concat!(env!("OUT_DIR"), "/errors.rs"));
}
#[allow(dead_code)]
mod logged {
    include!(concat!(env!("OUT_DIR"), "/logged.rs"));
}

use axum::Router;
use axum::extract::Path;
use axum::middleware::from_fn;
use axum::routing::get;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;

/// The same for both modules that errcat makes.
macro_rules! made {
    ($module:ident) => {{
        use $module::{ApiError, envelope};
        async fn item(Path(id): Path<String>) -> Result<String, ApiError> {
            if id == "there" {
                return Ok(id);
            }
            Err(ApiError::item_not_found(id))
        }
        Router::new()
            .route("/items/{id}", get(item))
            .layer(from_fn(envelope))
    }};
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let side = std::env::args().nth(1).unwrap_or_default();
    // Events are formatted, and nobody keeps them.
    tracing_subscriber::fmt().with_writer(std::io::sink).init();
    let application = match &*side {
        "generated" => made!(unlogged),
        "generated_logged" => made!(logged),
        "by_hand" => by_hand::application(false),
        "by_hand_logged" => by_hand::application(true),
        _ => return Err(format!("no such side: {side:?}").into()),
    };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?.port());
    let end = async {
        let _ = tokio::io::stdin().read(&mut [0]).await;
    };
    tokio::select! {
        served = async { axum::serve(listener, application).await } => served?,
        () = end => {}
    }
    Ok(())
}
