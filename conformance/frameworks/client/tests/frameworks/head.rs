//! HEAD: the headers of the answer to GET, and no body, in either version of HTTP (RFC 9110, 9.3.2).
//!
//! What a client library hides is looked at here: whether the answer ends with its headers.

use h2::client::SendRequest;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::bodies::ENVELOPES;
use crate::proof::Proof;

/// Paths that every application has, or has not.
const PATHS: [&str; 9] = [
    "/nowhere",
    "/nested/nowhere",
    "/files/nowhere",
    "/items/0",
    "/items/abc",
    "/panic",
    "/plain",
    "/errors/conflict",
    "/nested/ok",
];

/// Frameworks whose routes for GET do not answer HEAD: it is a wrong method there, as DELETE is.
const WITHOUT_HEAD: [&str; 2] = ["actix", "salvo"];

/// What a framework does not send, which `envelope` cannot know: the framework, the path, and why.
const LENGTH_LOST: &[(&str, &str, &str)] = &[
    (
        "poem",
        "/errors/conflict",
        "a route empties what its handler returned before anybody sees it",
    ),
    (
        "poem",
        "/nested/ok",
        "a route empties what its handler returned before anybody sees it",
    ),
];

/// The head of an answer, and what came behind it.
#[derive(Debug, PartialEq)]
struct Seen {
    status: u16,
    length: Option<String>,
    /// Whether it ended with its headers.
    has_ended: bool,
    body: usize,
}

pub(crate) async fn check(proof: &mut Proof) {
    let names = ENVELOPES.map(|(envelope, _)| envelope);
    for application in names.into_iter().chain(["two"]) {
        let url = proof.server.url(application, "");
        let address = url.trim_start_matches("http://");
        for path in PATHS {
            for over in ["HTTP/1.1", "HTTP/2"] {
                check_path(proof, address, path, over).await;
            }
        }
    }
}

async fn check_path(proof: &mut Proof, address: &str, path: &str, over: &str) {
    let what = format!("HEAD {path} over {over}");
    let head = ask(address, "HEAD", path, over).await;
    let other = if head.status == 405 && WITHOUT_HEAD.contains(&proof.framework) {
        "DELETE"
    } else {
        "GET"
    };
    let get = ask(address, other, path, over).await;
    proof.expect_same(&format!("{what}: status"), &head.status, &get.status);
    proof.expect(head.has_ended && head.body == 0, || {
        format!("{what}: {head:?}")
    });
    proof.expect(get.body > 0, || {
        format!("{other} {path} over {over}: {get:?}")
    });
    let length = get.body.to_string();
    let (framework, is_same) = (proof.framework, head.length == Some(length));
    let is_lost = LENGTH_LOST
        .iter()
        .any(|lost| (lost.0, lost.1) == (framework, path));
    proof.expect(is_same != is_lost, || {
        format!("{what}: {head:?} instead of {get:?}")
    });
}

async fn ask(address: &str, method: &str, path: &str, over: &str) -> Seen {
    let stream = TcpStream::connect(address)
        .await
        .expect("the server listens");
    if over == "HTTP/2" {
        let (client, connection) = h2::client::Builder::new()
            .handshake(stream)
            .await
            .expect("it speaks HTTP/2");
        let connection = tokio::spawn(connection);
        let seen = in_frames(client, address, method, path).await;
        connection.abort();
        seen
    } else {
        in_text(stream, method, path).await
    }
}

async fn in_frames(
    client: SendRequest<&'static [u8]>,
    address: &str,
    method: &str,
    path: &str,
) -> Seen {
    let mut client = client.ready().await.expect("the connection is open");
    let request = http::Request::builder()
        .method(method)
        .uri(format!("http://{address}{path}"))
        .header("x-request-id", "head")
        .header("request-id", "head")
        .body(())
        .expect("it is a request");
    let (response, _) = client.send_request(request, true).expect("it is sent");
    let (head, mut body) = response.await.expect("an answer comes").into_parts();
    let has_ended = body.is_end_stream();
    let mut length = 0;
    while let Some(data) = body.data().await {
        length += data.map_or(1_000_000, |data| data.len());
    }
    let stated = head.headers.get("content-length");
    Seen {
        status: head.status.as_u16(),
        length: stated.and_then(|length| Some(length.to_str().ok()?.to_owned())),
        has_ended,
        body: length,
    }
}

async fn in_text(mut stream: TcpStream, method: &str, path: &str) -> Seen {
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nx-request-id: head\r\nrequest-id: head\r\n\r\n"
    );
    stream
        .write_all(request.as_bytes())
        .await
        .expect("it is sent");
    let mut bytes = Vec::new();
    stream
        .read_to_end(&mut bytes)
        .await
        .expect("an answer comes");
    let text = String::from_utf8(bytes).expect("it is text");
    let (head, body) = text.split_once("\r\n\r\n").expect("the head ends");
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    let length = lines.find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.to_owned())
    });
    Seen {
        status: status
            .and_then(|status| status.parse().ok())
            .expect("it has a status"),
        length,
        has_ended: body.is_empty(),
        body: body.len(),
    }
}
