//! Asks the server for errors by progenitor's client.

use clients::{Read, arguments, progenitor};
use progenitor_client::Error;

macro_rules! ask {
    ($api:ident, $base:expr, $codes:expr) => {{
        let client = progenitor::$api::Client::new(&$base);
        for code in $codes {
            let answer = match client.get_error(&code).await {
                Err(Error::ErrorResponse(answer)) => answer,
                other => panic!("{code}: {other:?}"),
            };
            let status = answer.status().as_u16();
            let error = answer.into_inner().error;
            let (r#type, code) = (error.type_.to_string(), error.code.to_string());
            Read {
                status,
                r#type,
                code,
                message: error.message,
                param: error.param,
            }
            .print();
        }
    }};
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (api, base, codes) = arguments();
    match api.as_str() {
        "payments_3_0" => ask!(payments_3_0, base, codes),
        "reseller_3_0" => ask!(reseller_3_0, base, codes),
        _ => panic!("{api}?"),
    }
}
