//! What the servers share: what they are asked for, what they answer, and how they tell where they listen.
//!
//! A server has an application for each envelope, each at its own address. Nothing here knows a framework.

mod answers;

use std::io::Read;
use std::net::SocketAddr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What `POST /items` and `POST /form` take.
#[derive(Debug, Deserialize)]
pub struct Item {
    /// Any text.
    pub name: String,
    /// Any number.
    pub count: u32,
}

/// What `GET /search` takes.
#[derive(Debug, Deserialize)]
pub struct Search {
    /// Any number.
    pub limit: u32,
}

/// What `GET /items/{id}` answers.
#[derive(Debug, Serialize)]
pub struct Made {
    /// The number that was asked for.
    pub id: u32,
}

/// How many bytes of a body are read.
pub const BODY_LIMIT: usize = 1024;

/// How long `GET /slow` may take.
pub const TIME_LIMIT: Duration = Duration::from_millis(200);

/// How long `GET /slow` would take.
pub const SLOW: Duration = Duration::from_secs(10);

/// Lets what is logged go to stderr.
pub fn log() {
    tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(std::io::stderr)
        .init();
}

/// Tells the tests where the applications listen. The process ends when the tests close its standard input.
pub fn listening<'a>(applications: impl IntoIterator<Item = (&'a str, SocketAddr)>) {
    for (name, address) in applications {
        println!("{name} {address}");
    }
    println!("ready");
    std::thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
}
