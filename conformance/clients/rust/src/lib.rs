//! progenitor's clients, and what the programs that ask a server have in common: `PROGRAM API BASE_URL CODE…`.

use std::env;

use serde::Serialize;

/// A module for each client.
pub mod progenitor {
    include!(concat!(env!("OUT_DIR"), "/progenitor.rs"));
}

/// What a client read of an error.
#[derive(Serialize)]
pub struct Read {
    pub status: u16,
    pub r#type: String,
    pub code: String,
    pub message: String,
    pub param: Option<String>,
}

impl Read {
    /// A line of JSON.
    pub fn print(&self) {
        println!("{}", serde_json::to_string(self).expect("text and numbers"));
    }
}

/// The API, the URL of its server, and the codes of the errors to ask for.
pub fn arguments() -> (String, String, Vec<String>) {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().expect("an API and a URL");
    (next(), next(), arguments.collect())
}
