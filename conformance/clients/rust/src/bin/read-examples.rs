//! Reads every example of every document, by the types that were generated from it: `read-examples DOCUMENTS`.

use std::{collections::BTreeMap, env, fs, path::Path};

use clients::progenitor;
use serde::{Deserialize, de::DeserializeOwned};

#[derive(Deserialize)]
struct Document {
    components: Components,
}

#[derive(Deserialize)]
struct Components {
    examples: BTreeMap<String, Example>,
}

#[derive(Deserialize)]
struct Example {
    value: serde_json::Value,
}

fn read<T: DeserializeOwned>(generator: &str, client: &str) {
    let documents = env::args().nth(1).expect("a folder");
    let (name, version) = client.split_once('_').expect("a version");
    let path = Path::new(&documents)
        .join(version.replace('_', "."))
        .join(name)
        .with_extension("json");
    let text = fs::read_to_string(&path).expect("a document");
    let document: Document = serde_json::from_str(&text).expect("examples");
    let examples = document.components.examples;
    assert!(!examples.is_empty(), "{client} has examples");
    for (name, example) in &examples {
        if let Err(error) = T::deserialize(&example.value) {
            println!("{client}: {generator}: example {name}: {error}: {}", example.value);
            std::process::exit(1);
        }
    }
    println!("{client}: {generator}: {} examples read", examples.len());
}

macro_rules! openapi_generator {
    ($($client:ident)*) => { $(read::<$client::models::ErrorResponse>("openapi-generator, rust", stringify!($client));)* };
}

macro_rules! progenitor {
    ($($client:ident)*) => { $(read::<progenitor::$client::types::ErrorResponse>("progenitor", stringify!($client));)* };
}

fn main() {
    openapi_generator! {
        flat_3_1 full_3_1 google_3_1 jsonapi_3_1 payments_3_0 payments_3_1 problem_3_1 reseller_3_0 reseller_3_1 stripe_3_1
    }
    progenitor! { flat_3_0 full_3_0 google_3_0 jsonapi_3_0 payments_3_0 problem_3_0 reseller_3_0 stripe_3_0 }
}
