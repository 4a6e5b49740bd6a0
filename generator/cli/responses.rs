//! `errcat verify responses`: what a server sent, one response after the other, in constant memory.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use serde::{Deserialize, Deserializer};
use serde_json::json;

use super::arguments::VerifyResponses;
use super::findings::count;
use super::har;
use super::input::checked;
use super::progress::Progress;
use super::terminal::{print, say};
use super::{Outcome, Result};
use crate::error::Error;
use crate::paths;
use crate::verify::responses::{Response, Responses, SentBody};
use crate::yaml::Node;

pub(super) fn verify(command: &VerifyResponses) -> Result {
    let catalog = checked(&command.catalog)?.catalog;
    let mut responses = Responses::new(&catalog);
    let name = paths::shown(&command.file);
    let progress = Progress::unless(false);
    progress.during(&format!("reading {name}"), || {
        read(&command.file, &mut responses)
    })?;
    let shown = if command.json {
        lines(&responses)
    } else {
        text(&responses, &name)
    };
    print(shown)?;
    let faults = responses.faults.count();
    let sum = match faults {
        0 => "nothing is wrong".to_owned(),
        1 => "1 thing is wrong".to_owned(),
        faults => format!("{faults} things are wrong"),
    };
    let all = usize::try_from(responses.all).unwrap_or(usize::MAX);
    let errors = usize::try_from(responses.errors).unwrap_or(usize::MAX);
    say(&format!(
        "{}, {}: {sum}",
        count(all, "response"),
        count(errors, "error")
    ));
    Ok(if faults == 0 {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

fn read(path: &Path, responses: &mut Responses) -> Result<()> {
    if path == Path::new("-") {
        return read_lines(&mut io::stdin().lock(), responses);
    }
    let file = File::open(path).map_err(|error| Error::io("read", path, error))?;
    let mut file = BufReader::with_capacity(1 << 16, file);
    if path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("har"))
    {
        skip_mark(&mut file)?;
        return har::read(file, responses)
            .map_err(|error| format!("{} is not HAR: {error}", paths::shown(path)).into());
    }
    read_lines(&mut file, responses)
}

/// Skips a byte order mark, which is not part of the text.
fn skip_mark(input: &mut dyn BufRead) -> io::Result<()> {
    let mark = "\u{feff}".as_bytes();
    if input.fill_buf()?.starts_with(mark) {
        input.consume(mark.len());
    }
    Ok(())
}

/// A response on a line.
#[derive(Deserialize)]
struct Line<'l> {
    #[serde(borrow, default)]
    method: Cow<'l, str>,
    #[serde(borrow, default)]
    path: Cow<'l, str>,
    status: u16,
    #[serde(borrow, default)]
    headers: Headers<'l>,
    #[serde(borrow, default)]
    body: Option<Node<'l>>,
}

/// Headers: an object, or a list of objects with `name` and `value`.
#[derive(Default)]
struct Headers<'l>(Vec<(Cow<'l, str>, Cow<'l, str>)>);

impl<'de: 'l, 'l> Deserialize<'de> for Headers<'l> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = |node: Node<'de>| match node {
            Node::Text(text) => Some(text),
            Node::Integer(number) => Some(number.to_string().into()),
            // Of a header that is there several times, the first value is as good as any.
            Node::List(list) => list.into_iter().find_map(|node| match node {
                Node::Text(text) => Some(text),
                _ => None,
            }),
            _ => None,
        };
        let headers = match Node::deserialize(deserializer)? {
            Node::Map(members) => members
                .into_iter()
                .filter_map(|(name, value)| Some((name, text(value)?)))
                .collect(),
            Node::List(list) => list
                .into_iter()
                .filter_map(|header| {
                    let Node::Map(members) = header else {
                        return None;
                    };
                    let (mut name, mut value) = (None, None);
                    for (member, node) in members {
                        match &*member {
                            "name" => name = text(node),
                            "value" => value = text(node),
                            _ => {}
                        }
                    }
                    Some((name?, value?))
                })
                .collect(),
            _ => Vec::new(),
        };
        Ok(Self(headers))
    }
}

fn read_lines(input: &mut dyn BufRead, responses: &mut Responses) -> Result<()> {
    skip_mark(input)?;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match serde_json::from_slice::<Line>(&line) {
            Ok(line) => {
                let body = match &line.body {
                    None | Some(Node::Null) => SentBody::None,
                    Some(Node::Text(text)) if text.is_empty() => SentBody::None,
                    Some(Node::Text(text)) => SentBody::Text(text),
                    Some(body) => SentBody::Json(body),
                };
                responses.check(&Response {
                    method: &line.method,
                    path: &line.path,
                    status: line.status,
                    headers: &line.headers.0,
                    body,
                });
            }
            Err(error) => {
                // Its place is that of the line.
                let why = error.to_string();
                let why = why.split(" at line ").next().unwrap_or_default();
                responses.unreadable(&format!("the line is not a response: {why}"));
            }
        }
    }
}

fn text(responses: &Responses, name: &str) -> String {
    let mut text = String::new();
    for ((fault, message), seen) in &responses.faults.seen {
        let times = if seen.count == 1 {
            "once".to_owned()
        } else {
            format!("{} times", seen.count)
        };
        let request = if seen.request.is_empty() {
            String::new()
        } else {
            format!(" ({})", seen.request)
        };
        let _ = writeln!(
            text,
            "error[{}]: {message}: {times}, first in {name}:{}{request}",
            fault.name(),
            seen.first
        );
        if let Some(help) = &seen.help {
            let _ = writeln!(text, "  = help: {help}");
        }
    }
    if responses.faults.others > 0 {
        let _ = writeln!(text, "and {} more of other kinds", responses.faults.others);
    }
    let width = responses
        .counts()
        .map(|(code, _)| code.len())
        .max()
        .unwrap_or_default();
    if width > 0 && !text.is_empty() {
        text.push('\n');
    }
    for (code, count) in responses.counts() {
        let _ = writeln!(text, "{code:width$}  {count}");
    }
    text
}

fn lines(responses: &Responses) -> String {
    let mut text = String::new();
    for ((fault, message), seen) in &responses.faults.seen {
        let line = json!({
            "error": fault.name(),
            "message": message,
            "help": seen.help,
            "count": seen.count,
            "first": seen.first,
            "request": seen.request,
        });
        let _ = writeln!(text, "{line}");
    }
    for (code, count) in responses.counts() {
        let _ = writeln!(text, "{}", json!({"code": code, "count": count}));
    }
    text
}
