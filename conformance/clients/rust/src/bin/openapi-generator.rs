//! Asks the server for errors by the client of openapi-generator.

use clients::{Read, arguments};

macro_rules! ask {
    ($api:ident, $base:expr, $codes:expr) => {{
        use $api::apis::{Error, configuration::Configuration, default_api};
        let configuration = Configuration {
            base_path: $base,
            ..Configuration::default()
        };
        for code in $codes {
            let answer = match default_api::get_error(&configuration, &code).await {
                Err(Error::ResponseError(answer)) => answer,
                other => panic!("{code}: {other:?}"),
            };
            // Of the variants, one for each status, serde takes the first that the body fits.
            let Some(default_api::GetErrorError::Status400(body)) = answer.entity else {
                panic!("{code}: {:?} {}", answer.entity, answer.content)
            };
            let error = body.error;
            let (r#type, param) = (error.r#type.to_string(), error.param);
            let (status, code) = (answer.status.as_u16(), error.code.to_string());
            Read {
                status,
                r#type,
                code,
                message: error.message,
                param,
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
        "payments_3_1" => ask!(payments_3_1, base, codes),
        "reseller_3_0" => ask!(reseller_3_0, base, codes),
        "reseller_3_1" => ask!(reseller_3_1, base, codes),
        _ => panic!("{api}?"),
    }
}
