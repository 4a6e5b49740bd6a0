//! One server under test: what it is asked, what it answered, and everything that was wrong with it.

use std::collections::HashMap;

use client::Server;
use reqwest::{Client, Method, RequestBuilder, Version};

use crate::log;

/// What a request is besides its address.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) content_type: Option<&'static str>,
    pub(crate) body: Vec<u8>,
}

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) version: Version,
    pub(crate) status: u16,
    /// All values of each header, in one text.
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: String,
}

/// A server, and what was found wrong with it so far: a test tells everything at once.
pub(crate) struct Proof {
    pub(crate) framework: &'static str,
    pub(crate) server: Server,
    client: Client,
    /// The version of HTTP that requests are sent in.
    version: Version,
    wrong: Vec<String>,
    /// The errors that were answered, which the log must tell of.
    answered: Vec<log::Event>,
}

impl Proof {
    pub(crate) fn of(framework: &'static str) -> Self {
        Self {
            framework,
            server: Server::start(framework),
            client: Client::new(),
            version: Version::HTTP_11,
            wrong: Vec::new(),
            answered: Vec::new(),
        }
    }

    /// From now on, sends requests in HTTP/2, without an upgrade.
    pub(crate) fn speak_http2(&mut self) {
        let client = Client::builder().http2_prior_knowledge().build();
        self.client = client.expect("HTTP/2 is among reqwest's features");
        self.version = Version::HTTP_2;
    }

    /// The id for the request of this name.
    pub(crate) fn id_for(&self, name: &str) -> String {
        let plain = name.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        format!("{:?}-{plain}", self.version)
    }

    /// A request that is not sent yet.
    pub(crate) fn request(&self, application: &str, request: &Request) -> RequestBuilder {
        let url = self.server.url(application, request.path);
        let mut built = self.client.request(request.method.clone(), url);
        if let Some(content_type) = request.content_type {
            built = built.header("content-type", content_type);
        }
        if request.method == Method::POST {
            built.body(request.body.clone())
        } else {
            built
        }
    }

    /// Sends it. No answer of the whole run has a secret in it.
    pub(crate) async fn send(&mut self, what: &str, request: RequestBuilder) -> Answer {
        let answer = answer(request).await;
        self.sees_no_secret(what, &answer);
        let version = self.version;
        self.expect_same(&format!("{what}: version"), &answer.version, &version);
        answer
    }

    pub(crate) fn sees_no_secret(&mut self, what: &str, answer: &Answer) {
        let shown = format!("{answer:?}");
        self.expect(!shown.contains("SECRET"), || {
            format!("{what}: a secret in {shown}")
        });
    }

    /// Notes an error that was answered.
    pub(crate) fn answered(&mut self, event: log::Event) {
        self.answered.push(event);
    }

    pub(crate) fn expect(&mut self, holds: bool, wrong: impl FnOnce() -> String) {
        if !holds {
            self.wrong.push(wrong());
        }
    }

    pub(crate) fn expect_same<T: PartialEq + std::fmt::Debug>(
        &mut self,
        what: &str,
        found: &T,
        expected: &T,
    ) {
        self.expect(found == expected, || {
            format!("{what}:\n   found    {found:?}\n   expected {expected:?}")
        });
    }

    /// Ends the server, looks at what it logged, and says all that was wrong.
    pub(crate) fn end(mut self) {
        let log = self.server.stop();
        self.wrong.extend(log::wrong(&log, &self.answered));
        let (framework, count) = (self.framework, self.wrong.len());
        assert!(
            count == 0,
            "{framework}: {count} wrong:\n{}",
            self.wrong.join("\n")
        );
    }
}

/// Sends a request, and reads the answer to its end.
pub(crate) async fn answer(request: RequestBuilder) -> Answer {
    let response = request.send().await.expect("the server answers");
    let (version, status) = (response.version(), response.status().as_u16());
    let mut headers: HashMap<String, String> = HashMap::new();
    for (name, value) in response.headers() {
        let value = String::from_utf8_lossy(value.as_bytes());
        let all = headers.entry(name.to_string()).or_default();
        if !all.is_empty() {
            all.push_str(" and ");
        }
        all.push_str(&value);
    }
    let body = response.text().await.expect("the answer has an end");
    Answer {
        version,
        status,
        headers,
        body,
    }
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    pub(crate) fn id(&self) -> &str {
        self.id_in("x-request-id")
    }

    pub(crate) fn id_in(&self, header: &str) -> &str {
        self.header(header).unwrap_or_default()
    }
}

impl Request {
    pub(crate) fn get(path: &'static str) -> Self {
        Self {
            method: Method::GET,
            path,
            content_type: None,
            body: Vec::new(),
        }
    }
}
