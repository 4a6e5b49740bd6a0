//! OpenAPI 3: the responses with their examples and schemas.

use serde_json::{Map, Value};

use super::bodies::{Body, CODES};
use super::found::Found;
use super::learn::{codes_in_lists, learn, set_message};
use super::schema::{LISTED, Sample, resolve, sample, words};
use super::{is_name, letters, status_of_reason};
use crate::diagnostic::Source;

const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

pub(super) fn read(file: &Source, document: &Value) -> Found {
    let text = |pointer: &str| match document.pointer(pointer)? {
        Value::String(text) => Some(text.clone()),
        // YAML reads a version without quotes as a number.
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let mut reader = Reader {
        document,
        file: file.name(),
        found: Found {
            name: text("/info/title").map(|title| title.trim_end_matches(": errors").to_owned()),
            version: text("/info/version"),
            base_url: text("/servers/0/url").filter(|url| url.contains("://")),
            ..Found::default()
        },
        schemas: Vec::new(),
    };
    let none = Map::new();
    let object = |pointer: &str| {
        document
            .pointer(pointer)
            .and_then(Value::as_object)
            .unwrap_or(&none)
    };
    for (path, item) in object("/paths") {
        let item = reader.resolve(item);
        for method in METHODS {
            let responses = item
                .get(method)
                .and_then(|operation| operation.get("responses"));
            let Some(responses) = responses.and_then(Value::as_object) else {
                continue;
            };
            let mut codes = Vec::new();
            for (status, response) in responses {
                let place = format!("{} {path} {status}", method.to_uppercase());
                if is_of_errors(status) {
                    codes.extend(reader.response(response, error_status(status), &place));
                }
            }
            if !codes.is_empty() {
                reader
                    .found
                    .operations
                    .push((format!("{} {path}", method.to_uppercase()), codes));
            }
        }
    }
    for (name, response) in object("/components/responses") {
        let status = status_of_response(name);
        let says_error = ["error", "fail", "invalid", "problem", "denied", "exception"];
        let lower = name.to_lowercase();
        if status.is_some() || says_error.iter().any(|word| lower.contains(word)) {
            reader.response(response, status, &format!("components.responses.{name}"));
        }
    }
    let mut found = reader.found;
    learn(&mut found);
    found
}

/// Whether a key of `responses` may be about errors.
fn is_of_errors(key: &str) -> bool {
    matches!(key, "4XX" | "5XX" | "4xx" | "5xx" | "default") || error_status(key).is_some()
}

/// The status of a key of `responses`. A range and `default` have none.
fn error_status(key: &str) -> Option<u16> {
    let status = key.parse().ok();
    status.filter(|status| (400..600).contains(status))
}

/// The status that the name of a response stands for: `NotFound`, `Error404`.
fn status_of_response(name: &str) -> Option<u16> {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    if let Ok(status @ 400..600) = digits.parse() {
        return Some(status);
    }
    let name = letters(name);
    let renamed = [
        ("unprocessablecontent", 422),
        ("contenttoolarge", 413),
        ("internalerror", 500),
    ];
    status_of_reason(|reason| name.starts_with(reason)).or_else(|| {
        let mut renamed = renamed.iter();
        renamed
            .find(|(word, _)| name.starts_with(word))
            .map(|(_, status)| *status)
    })
}

struct Reader<'d> {
    document: &'d Value,
    file: &'d str,
    found: Found,
    /// The schemas whose shape is known, by their addresses.
    schemas: Vec<*const Value>,
}

impl<'d> Reader<'d> {
    fn resolve(&self, value: &'d Value) -> &'d Value {
        resolve(self.document, value)
    }

    /// Reads a response. Returns the codes in it.
    fn response(&mut self, response: &'d Value, status: Option<u16>, place: &str) -> Vec<String> {
        let place = format!("{} {place}", self.file);
        let response = self.resolve(response);
        let mut codes = Vec::new();
        let headers = self.headers(response, &place);
        let contents = response.get("content").and_then(Value::as_object);
        let is_json = |media_type: &&String| {
            let essence = media_type.split(';').next().unwrap_or_default().trim();
            essence.ends_with("/json") || essence.ends_with("+json") || essence == "*/*"
        };
        for media_type in contents.into_iter().flat_map(Map::keys).filter(is_json) {
            let content = &response["content"][media_type.as_str()];
            if media_type != "*/*" {
                self.found
                    .media_type
                    .get_or_insert_with(|| media_type.clone());
            }
            let schema = content.get("schema").map(|schema| self.resolve(schema));
            let mut values: Vec<(&Value, Option<&Value>)> = Vec::new();
            values.extend(content.get("example").map(|value| (value, None)));
            for example in content
                .get("examples")
                .and_then(Value::as_object)
                .into_iter()
                .flat_map(Map::values)
            {
                let example = self.resolve(example);
                values.extend(example.get("value").map(|value| (value, Some(example))));
            }
            values.extend(
                schema
                    .and_then(|schema| schema.get("example"))
                    .map(|value| (value, None)),
            );
            for (value, around) in values {
                if value.is_object() {
                    self.found
                        .bodies
                        .push(Body::new(value.clone(), status, place.clone()));
                    let own = self.example(value, around, status, &place);
                    if own.is_none() {
                        codes.extend(codes_in_lists(value));
                    }
                    codes.extend(own);
                }
            }
            if let Some(schema) = schema {
                codes.extend(self.schema(schema, status, &place));
            }
        }
        if codes.is_empty()
            && !self.found.codes.is_empty()
            && !self.found.bodies.iter().any(|body| body.place == place)
        {
            self.found
                .notes
                .push(format!("{place} has no code that errcat can find"));
        }
        for name in &codes {
            let code = self.found.code(name, &place);
            for (header, value) in &headers {
                if header.eq_ignore_ascii_case("retry-after") {
                    code.retry_after = code.retry_after.or(value.parse().ok());
                } else if !code.headers.iter().any(|(known, _)| known == header) {
                    code.headers.push((header.clone(), value.clone()));
                }
            }
        }
        codes
    }

    /// The headers of a response that have a value, but for those that errcat sends by itself.
    fn headers(&mut self, response: &'d Value, place: &str) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        for (name, header) in response
            .get("headers")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let header = self.resolve(header);
            let schema = header.get("schema").map(|schema| self.resolve(schema));
            let of_schema = |member| schema.and_then(|schema| schema.get(member));
            let value = header
                .get("example")
                .or(of_schema("example"))
                .or(of_schema("const"));
            let is_own = ["x-request-id", "content-type"]
                .iter()
                .any(|own| name.eq_ignore_ascii_case(own));
            match value {
                _ if is_own => {}
                Some(Value::String(value)) => headers.push((name.clone(), value.clone())),
                Some(Value::Number(value)) => headers.push((name.clone(), value.to_string())),
                _ => self.found.notes.push(format!(
                    "{place} has the header {name} without an example of its value"
                )),
            }
        }
        headers
    }

    /// What an example says of its code beside the body. Returns the code.
    fn example(
        &mut self,
        value: &Value,
        around: Option<&Value>,
        status: Option<u16>,
        place: &str,
    ) -> Option<String> {
        let name = code_in(value)?.to_owned();
        let code = self.found.code(&name, place);
        code.statuses.extend(status);
        let Some(around) = around else {
            return Some(name);
        };
        let text = |member: &str| around.get(member).and_then(Value::as_str);
        if let Some(description) = text("description") {
            let own = description.split("\n\nSee <").next().unwrap_or_default();
            code.description.get_or_insert_with(|| own.to_owned());
        }
        if let Some(template) = text("x-message").filter(|_| code.message.is_none()) {
            set_message(code, template);
            let values = around.get("x-args");
            for (name, example) in &mut code.args {
                *example = values.and_then(|values| values.get(&*name)).cloned();
            }
        }
        if around.get("x-retryable") == Some(&Value::Bool(true)) {
            code.retryable = Some(true);
        }
        let seconds = around.get("x-retry-after").and_then(Value::as_u64);
        code.retry_after = code
            .retry_after
            .or(seconds.and_then(|seconds| u32::try_from(seconds).ok()));
        Some(name)
    }

    /// Reads the shape of a schema, and the codes and types that it lists. Returns the codes of a schema that is this response's
    /// own.
    fn schema(&mut self, schema: &'d Value, status: Option<u16>, place: &str) -> Vec<String> {
        let Sample {
            value: sample,
            members,
            enums,
        } = sample(self.document, schema);
        let is_new = !self.schemas.contains(&std::ptr::from_ref(schema));
        if is_new {
            self.schemas.push(std::ptr::from_ref(schema));
        }
        let mut own = Vec::new();
        for (path, schema) in enums {
            let Some(last) = path.last().map(String::as_str) else {
                continue;
            };
            let words = words(schema);
            if words.is_empty() || !words.iter().all(|word| is_name(word)) {
                continue;
            }
            let is_listed = path.iter().any(|step| step == LISTED);
            let is_code = matches!(
                last,
                "code" | "error_code" | "errorCode" | "reason" | "error"
            );
            let is_type = matches!(
                last,
                "type" | "error_type" | "errorType" | "category" | "kind"
            );
            for (index, word) in words.iter().enumerate() {
                let description = description_of(schema, index, word);
                if is_code {
                    let is_new = !self.found.codes.iter().any(|code| code.name == *word);
                    let code = self.found.code(word, place);
                    code.is_only_listed = is_listed && (is_new || code.is_only_listed);
                    if is_listed {
                        code.statuses.extend(status);
                        continue;
                    }
                    // What the schema says of a code is about all of its examples.
                    code.description = description.or(code.description.take());
                    if words.len() == 1 {
                        code.statuses.extend(status);
                    } else if !self.found.order.iter().any(|known| known == word) {
                        self.found.order.push((*word).to_owned());
                    }
                    // A list of all codes of the API tells nothing of this response.
                    if words.len() == 1 {
                        own.push((*word).to_owned());
                    }
                } else if is_type {
                    let kind = self.found.kind(word);
                    kind.description = kind.description.take().or(description);
                }
            }
        }
        if is_new && sample.is_object() {
            let mut body = Body::new(sample, status, place.to_owned());
            body.of_schema = Some(members);
            self.found.bodies.push(body);
        }
        own
    }
}

/// The description of a word of an `enum`, by one of the usual extensions.
fn description_of(schema: &Value, index: usize, word: &str) -> Option<String> {
    let lists = [
        "x-enum-descriptions",
        "x-enumDescriptions",
        "x-enum-description",
    ];
    let found = lists.iter().find_map(|name| {
        let list = schema.get(*name)?;
        list.get(index).or_else(|| list.get(word))?.as_str()
    });
    found.map(str::to_owned)
}

/// The code in a body: the first member with the name of one.
fn code_in(value: &Value) -> Option<&str> {
    let members = value.as_object()?;
    let own = CODES
        .iter()
        .chain(&["error"])
        .find_map(|name| members.get(*name)?.as_str().filter(|text| is_name(text)));
    own.or_else(|| members.values().find_map(code_in))
}
