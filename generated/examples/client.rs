//! A client of the payments API that tries again where that may help, and says what went wrong where it does not.
//!
//! `cargo run -p generated --example payments` in one terminal, in another `cargo run -p generated --example client -- customers/cus_1`.

use std::time::Duration;

use generated::payments::Failure;
use reqwest::{Client, RequestBuilder, Response};
use serde_json::Value;

/// How often a request is sent at most.
const ATTEMPTS: u32 = 4;
/// How long it waits at most before it tries again. Who is asked to wait longer had better be told.
const PATIENCE: Duration = Duration::from_secs(60);

/// Sends a request, again and again as long as its failure is one that may pass.
///
/// It waits for as long as the server asks for, and else longer each time.
pub(crate) async fn send(
    request: RequestBuilder,
) -> Result<Response, Box<dyn std::error::Error + Send + Sync>> {
    for attempt in 1.. {
        let this = request.try_clone().ok_or("the body cannot be sent twice")?;
        let response = this.send().await?;
        if response.status().is_success() {
            return Ok(response);
        }
        let failure = read(response).await?;
        let wait = failure
            .wait()
            .unwrap_or(Duration::from_millis(50 << attempt));
        if attempt == ATTEMPTS || !failure.is_retryable() || wait > PATIENCE {
            return Err(failure.into());
        }
        tokio::time::sleep(wait).await;
    }
    unreachable!("the last attempt returns")
}

/// What is not a success: an error of the API, or whatever else came.
async fn read(response: Response) -> reqwest::Result<Failure> {
    let status = response.status().as_u16();
    let retry_after = response.headers().get("retry-after");
    let retry_after = retry_after
        .and_then(|seconds| seconds.to_str().ok())
        .map(str::to_owned);
    let body = response.bytes().await?;
    Ok(Failure::read(status, retry_after.as_deref(), &body))
}

#[tokio::main]
async fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let request = Client::new().get(format!("http://127.0.0.1:3000/v1/{path}"));
    match send(request).await {
        Ok(response) => println!("{}", response.json::<Value>().await.unwrap_or_default()),
        Err(failure) => eprintln!("{failure}"),
    }
}
