//! Writes a catalog of what was found.

use serde_json::Value;

use super::Adopted;
use super::envelope;
use super::found::{Found, FoundCode};

/// The catalog, with a comment at the place of what is not known.
pub(super) fn catalog(found: &Found) -> Adopted {
    let mut out = Out::default();
    out.line(
        0,
        "# The errors of this API, all in one place. `errcat check` reports mistakes in this file.",
    );
    out.line(0, "version: 1");
    api(found, &mut out);
    envelope(found, &mut out);
    fields(found, &mut out);
    statuses(found, &mut out);
    types(found, &mut out);
    out.line(0, "");
    out.line(0, "codes:");
    for code in &found.codes {
        write_code(code, found, &mut out);
    }
    defaults(found, &mut out);
    operations(found, &mut out);
    for note in &found.notes {
        out.todo(0, note, "");
    }
    Adopted {
        codes: found.codes.len(),
        types: found.types.len(),
        text: out.text,
        todos: out.todos,
    }
}

#[derive(Default)]
struct Out {
    text: String,
    todos: Vec<String>,
}

impl Out {
    fn line(&mut self, depth: usize, line: &str) {
        if !line.is_empty() {
            self.text += &"  ".repeat(depth);
            self.text += line;
        }
        self.text.push('\n');
    }

    /// A comment about what is to be done, and an entry of the list.
    fn todo(&mut self, depth: usize, what: &str, about: &str) {
        self.line(depth, &format!("# TODO: {}", one_line(what)));
        let about = if about.is_empty() {
            String::new()
        } else {
            format!("{about}: ")
        };
        self.todos.push(format!("{about}{}", one_line(what)));
    }
}

fn api(found: &Found, out: &mut Out) {
    let members = [
        ("name", &found.name),
        ("version", &found.version),
        ("base_url", &found.base_url),
        ("docs_url", &found.docs_url),
    ];
    if members.iter().all(|(_, value)| value.is_none()) {
        return;
    }
    out.line(0, "");
    out.line(0, "api:");
    for (name, value) in members {
        if let Some(value) = value {
            out.line(1, &format!("{name}: {}", quoted(value)));
        }
    }
}

fn envelope(found: &Found, out: &mut Out) {
    out.line(0, "");
    let Some((lines, todos)) = envelope::lines(found, 2) else {
        out.todo(
            0,
            "no error response was found; this is Stripe's format",
            "envelope",
        );
        out.line(0, "envelope: stripe");
        return;
    };
    out.line(0, "envelope:");
    if let Some(media_type) = found
        .media_type
        .as_ref()
        .filter(|media_type| *media_type != "application/json")
    {
        out.line(1, &format!("media_type: {}", scalar(media_type)));
    }
    out.line(1, "body:");
    for line in lines {
        out.line(0, &line);
    }
    out.todos
        .extend(todos.into_iter().map(|todo| format!("envelope: {todo}")));
}

fn fields(found: &Found, out: &mut Out) {
    if found.fields.is_empty() {
        return;
    }
    out.line(0, "");
    out.line(0, "fields:");
    for name in &found.fields {
        let about = format!("field `{name}`");
        out.todo(1, "add `internal: true` if clients must not see it", &about);
        out.line(1, &format!("{}: {{optional: true}}", key(name)));
    }
}

fn statuses(found: &Found, out: &mut Out) {
    if found.statuses.is_empty() {
        return;
    }
    out.line(0, "");
    out.line(0, "statuses:");
    for (status, (title, description)) in &found.statuses {
        let (title, description) = (scalar(title), scalar(description));
        out.line(
            1,
            &format!("{status}: {{title: {title}, description: {description}}}"),
        );
    }
}

fn types(found: &Found, out: &mut Out) {
    if found.types.is_empty() {
        return;
    }
    out.line(0, "");
    out.line(0, "types:");
    for kind in &found.types {
        let about = format!("type `{}`", kind.name);
        out.line(1, &format!("{}:", key(&kind.name)));
        for comment in &kind.comments {
            out.todo(2, comment, &about);
        }
        if let Some(status) = kind.status {
            out.line(2, &format!("status: {status}"));
        }
        let words = in_words(&kind.name);
        if kind.description.is_none() {
            out.todo(2, "describe it", &about);
        }
        let description = kind.description.as_deref().unwrap_or(&words);
        out.line(2, &format!("description: {}", scalar(description)));
    }
}

fn write_code(code: &FoundCode, found: &Found, out: &mut Out) {
    let about = format!("`{}`", code.name);
    out.line(1, &format!("{}:", key(&code.name)));
    for comment in &code.comments {
        out.todo(2, comment, &about);
    }
    match &code.kind {
        Some(kind) => out.line(2, &format!("type: {}", scalar(kind))),
        None if !found.types.is_empty() => out.todo(2, "add its type", &about),
        None => {}
    }
    let kind = found
        .types
        .iter()
        .find(|kind| Some(&kind.name) == code.kind.as_ref());
    let statuses: Vec<String> = code.statuses.iter().map(ToString::to_string).collect();
    match &statuses[..] {
        [] if kind.is_some_and(|kind| kind.status.is_some()) => {}
        [] => out.todo(2, "add its status", &about),
        [one] => out.line(2, &format!("status: {one}")),
        several => out.line(2, &format!("status: [{}]", several.join(", "))),
    }
    if let Some(number) = code.number {
        out.line(2, &format!("number: {number}"));
    }
    if let Some(title) = &code.title {
        out.line(2, &format!("title: {}", scalar(title)));
    }
    let words = in_words(&code.name);
    let message = code.message.as_deref();
    let has_placeholder = |message: &&str| {
        let mut args = code.args.iter();
        args.any(|(name, _)| message.contains(&format!("{{{name}}}")))
    };
    let without_args = message.filter(|message| !has_placeholder(message));
    let description = match (&code.description, without_args) {
        (Some(description), _) => description.clone(),
        (None, None) if code.title.is_some() => code.title.clone().unwrap_or_default(),
        (None, Some(message)) => message.replace("{{", "{").replace("}}", "}"),
        (None, None) => {
            out.todo(2, "describe it", &about);
            words
        }
    };
    out.line(2, &format!("description: {}", scalar(&description)));
    if let Some(message) = message.filter(|message| *message != description) {
        out.line(2, &format!("message: {}", scalar(message)));
    }
    for (name, value) in [
        ("param", &code.param),
        ("doc_url", &code.doc_url),
        ("resolution", &code.resolution),
        ("internal", &code.internal),
    ] {
        if let Some(value) = value {
            out.line(2, &format!("{name}: {}", scalar(value)));
        }
    }
    match (code.retry_after, code.retryable) {
        (Some(seconds), _) => out.line(2, &format!("retry_after: {seconds}")),
        (None, Some(true)) => out.line(2, "retryable: true"),
        _ => {}
    }
    if !code.headers.is_empty() {
        let headers = code.headers.iter();
        let headers: Vec<String> = headers
            .map(|(name, value)| format!("{}: {}", key(name), quoted(value)))
            .collect();
        out.line(2, &format!("headers: {{{}}}", headers.join(", ")));
    }
    if !code.fields.is_empty() {
        let fields = code.fields.iter();
        let fields: Vec<String> = fields
            .map(|(name, value)| format!("{}: {}", key(name), quoted(value)))
            .collect();
        out.line(2, &format!("fields: {{{}}}", fields.join(", ")));
    }
    if code.is_only_listed {
        out.line(2, "only_in: errors");
    }
    if !code.args.is_empty() {
        out.line(2, "args:");
    }
    for (name, example) in &code.args {
        let kind = match example {
            Some(Value::Number(number)) if number.is_i64() => "type: integer, ",
            Some(Value::Number(_)) => "type: number, ",
            Some(Value::Bool(_)) => "type: boolean, ",
            _ => "",
        };
        let of_field = code.kinds.get(name).map(|kind| format!("type: {kind}"));
        let members = match example {
            Some(example) => format!("{kind}example: {example}"),
            None => of_field.unwrap_or_default(),
        };
        out.line(3, &format!("{}: {{{members}}}", key(name)));
    }
}

/// What the framework answers by itself is in no file: only what may be meant for it.
fn defaults(found: &Found, out: &mut Out) {
    let code = |status: u16| {
        let mut codes = found.codes.iter();
        let code = codes.find(|code| {
            let is_it = code.statuses.iter().eq([&status]);
            is_it && code.args.is_empty() && !code.is_only_listed
        });
        code.map_or_else(|| "…".to_owned(), |code| scalar(&code.name))
    };
    let line = format!("defaults: {{4XX: {}, 5XX: {}}}", code(400), code(500));
    out.line(0, "");
    let todo =
        format!("for the errors that the framework answers by itself, add codes such as `{line}`");
    out.todo(0, &todo, "");
}

fn operations(found: &Found, out: &mut Out) {
    let known = |name: &String| found.codes.iter().any(|code| code.name == *name);
    let operations = found
        .operations
        .iter()
        .filter(|(_, codes)| codes.iter().any(known));
    let mut is_first = true;
    for (operation, codes) in operations {
        if std::mem::take(&mut is_first) {
            out.line(0, "");
            out.line(0, "operations:");
        }
        let codes: Vec<String> = codes
            .iter()
            .filter(|code| known(code))
            .map(|code| scalar(code))
            .collect();
        out.line(1, &format!("{}: [{}]", key(operation), codes.join(", ")));
    }
}

fn in_words(name: &str) -> String {
    let words = heck::ToSnakeCase::to_snake_case(name).replace('_', " ");
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), chars.as_str())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A key of a mapping.
pub(super) fn key(name: &str) -> String {
    let is_operation = name.starts_with(|c: char| c.is_ascii_uppercase()) && name.contains(" /");
    if is_operation && !name.contains([':', '#', ',', '[', ']', '"', '\'']) {
        return name.to_owned();
    }
    scalar(name)
}

/// A text as YAML, on one line: plain where that is the same text in brackets too.
pub(super) fn scalar(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || " _-./()'’–—;+*`".contains(c);
    let starts = text.starts_with(char::is_alphabetic);
    let is_plain = starts && text.chars().all(is_word) && !text.ends_with(' ');
    let is_other = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        .contains(&text.to_lowercase().as_str());
    if is_plain && !is_other {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A text in double quotes. The escapes of JSON are among those of YAML.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
