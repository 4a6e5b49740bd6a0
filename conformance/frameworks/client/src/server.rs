//! A server of the workspace, in a process of its own.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::thread::{JoinHandle, spawn};

/// A running server. It ends with this value, or with the process that holds it.
pub struct Server {
    process: Child,
    addresses: HashMap<String, String>,
    log: Option<JoinHandle<String>>,
}

impl Server {
    /// Starts `server-<framework>`, and waits until it listens.
    ///
    /// # Panics
    ///
    /// Where the server was not built, or does not say that it is ready.
    #[must_use]
    pub fn start(framework: &str) -> Self {
        let test = std::env::current_exe().expect("a test is a file");
        // A test is in `deps`, beside which the binaries of its profile are.
        let folder = test.ancestors().nth(2).expect("cargo's layout");
        let mut process = Command::new(folder.join(format!("server-{framework}")))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("`cargo build` makes the servers");
        // Read all the time: a full pipe would stop the server.
        let log = process.stderr.take().map(|stderr| spawn(|| all_of(stderr)));
        let said = BufReader::new(process.stdout.take().expect("it is piped")).lines();
        let said = said
            .map(|line| line.expect("it is text"))
            .take_while(|line| line != "ready");
        let addresses = said.map(|line| {
            let (name, address) = line.split_once(' ').expect("a name and an address");
            (name.to_owned(), address.to_owned())
        });
        let addresses = addresses.collect();
        Self {
            process,
            addresses,
            log,
        }
    }

    /// The address of a path of an application: of an envelope, or of a special one.
    ///
    /// # Panics
    ///
    /// Where the server has no such application.
    #[must_use]
    pub fn url(&self, application: &str, path: &str) -> String {
        let address = self
            .addresses
            .get(application)
            .expect("the server has the application");
        format!("http://{address}{path}")
    }

    /// The memory that the server has of its own, in kB.
    ///
    /// # Panics
    ///
    /// Where the system is not Linux, or the server has ended.
    #[must_use]
    pub fn memory(&self) -> usize {
        let path = format!("/proc/{}/status", self.process.id());
        let status = std::fs::read_to_string(path).expect("the server runs");
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("RssAnon:"));
        let number = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok());
        number.expect("the kernel tells it")
    }

    /// Ends the server, and gives what it logged.
    ///
    /// # Panics
    ///
    /// Where what it logged was not text.
    #[must_use]
    pub fn stop(mut self) -> String {
        self.process.stdin.take();
        let log = self.log.take().expect("it is stopped once");
        log.join().expect("it is text")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn all_of(mut stderr: ChildStderr) -> String {
    let mut text = String::new();
    stderr.read_to_string(&mut text).expect("it is text");
    text
}
