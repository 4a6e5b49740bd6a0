//! What the catalog has about its codes: their names, their properties and their exceptions.

use std::collections::HashSet;

use heck::ToShoutySnakeCase as _;
use serde_json::Value as Json;

use super::syntax::{doc, is_attribute, json, string, tuple};
use crate::catalog::{ArgKind, Catalog, Code, Form, ItemKind, JsonValue, RetryAfter};
use crate::targets::clients::conditions::Conditions;
use crate::targets::clients::public::{self, deprecation, joined, may_be_absent, summary};

/// Returns the sections about codes that stand before the exceptions.
pub(super) fn enums(catalog: &Catalog) -> Vec<String> {
    let members = catalog.codes.iter().map(|code| {
        let about = doc(&about(code));
        format!(
            "    {} = {}\n{about}",
            member(code),
            string(code.name.key())
        )
    });
    let mut sections = vec![format!(
        "class ErrorCode(StrEnum):\n    \"\"\"The codes that this version of the catalog has.\"\"\"\n\n{}",
        joined(members)
    )];
    if !catalog.types.is_empty() {
        let mut taken = HashSet::new();
        let members = catalog.types.iter().map(|error_type| {
            let about = doc(&[summary(&error_type.description)]);
            let mut name = error_type.name.variant().to_shouty_snake_case();
            while !taken.insert(name.clone()) {
                name.push('_');
            }
            format!("    {name} = {}\n{about}", string(error_type.name.wire()))
        });
        sections.push(format!(
            "class ErrorType(StrEnum):\n    \"\"\"The types of errors that this version of the catalog has.\"\"\"\n\n{}",
            joined(members)
        ));
    }
    sections.extend(fields(catalog));
    sections
}

/// Returns the name of a code's member of the enum.
pub(super) fn member(code: &Code) -> String {
    code.name.function().to_ascii_uppercase()
}

/// Returns the documentation of a code.
pub(super) fn about(code: &Code) -> Vec<String> {
    let summary = summary(&code.description);
    let deprecated = deprecation(code).map(|sentence| format!("Deprecated. {sentence}"));
    std::iter::once(summary).chain(deprecated).collect()
}

/// Returns a dictionary with typed values. All of them may be absent.
pub(super) fn typed_dict(
    name: &str,
    about: &str,
    members: &[(&str, String)],
    is_total: bool,
) -> String {
    let total = if is_total { "" } else { ", total=False" };
    if members.iter().all(|(name, _)| is_attribute(name)) {
        let members = members
            .iter()
            .map(|(name, kind)| format!("    {name}: {kind}\n"));
        return format!(
            "class {name}(TypedDict{total}):\n    \"\"\"{about}\"\"\"\n\n{}",
            joined(members)
        );
    }
    // A class cannot have such names.
    let members = members
        .iter()
        .map(|(name, kind)| format!("    {}: {},\n", string(name), string(kind)));
    format!(
        "{name} = TypedDict(\n    \"{name}\",\n    {{\n{}    }}{total},\n)\n",
        joined(members.map(|line| format!("    {line}")))
    )
}

fn fields(catalog: &Catalog) -> Option<String> {
    let members: Vec<(&str, String)> = public::fields(catalog)
        .map(|field| {
            let kind = value_type(field.kind, Form::Plain, &field.values);
            let kind = if may_be_absent(field) {
                format!("NotRequired[{kind}]")
            } else {
                kind
            };
            (field.name.as_str(), kind)
        })
        .collect();
    let about = "The fields of a code that the catalog declares.";
    (!members.is_empty()).then(|| typed_dict("ErrorFields", about, &members, true))
}

/// Returns the type of a value.
pub(super) fn value_type(kind: ArgKind, form: Form, values: &[String]) -> String {
    match form {
        Form::String => return "str".to_owned(),
        Form::Unix | Form::UnixMs | Form::Ms => return "int".to_owned(),
        Form::Plain => {}
    }
    if !values.is_empty() {
        let values: Vec<String> = values.iter().map(|value| string(value)).collect();
        return format!("Literal[{}]", values.join(", "));
    }
    let kind = match kind {
        ArgKind::String | ArgKind::DateTime => "str",
        ArgKind::Integer => "int",
        ArgKind::Number => "float",
        ArgKind::Boolean => "bool",
        ArgKind::Array(ItemKind::String) => "list[str]",
        ArgKind::Array(ItemKind::Integer) => "list[int]",
        ArgKind::Array(ItemKind::Number) => "list[float]",
        ArgKind::Array(ItemKind::Boolean) => "list[bool]",
        ArgKind::Any => "Any",
    };
    kind.to_owned()
}

/// Returns the class with what the catalog states about a code, and the table of all codes.
pub(super) fn table(catalog: &Catalog, conditions: &Conditions) -> Vec<String> {
    let any = |has: &dyn Fn(&Code) -> bool| catalog.codes.iter().any(has);
    let has_sent_as = conditions.hold("by_code") && !conditions.hold("by_code_alone");
    let mut members = vec![
        (
            "status: int",
            "The HTTP status, unless the handler chooses another.",
        ),
        (
            "statuses: tuple[int, ...]",
            "All statuses that a response with the code can have. There are none if it is only sent in the list of another error.",
        ),
        ("title: str", "A short summary of the error."),
        (
            "retryable: bool",
            "Whether the same request may succeed if it is sent again later.",
        ),
    ];
    if has_sent_as {
        members.push(("sent_as: str", "The code as it is sent."));
    }
    if public::fields(catalog).next().is_some() {
        members.push((
            "fields: ErrorFields",
            "The fields that the catalog declares.",
        ));
    }
    if any(&|code| code.number.is_some()) {
        members.push((
            "number: int | None = None",
            "The number that identifies the error.",
        ));
    }
    if !catalog.types.is_empty() {
        members.push(("type: ErrorType | None = None", "The type of the error."));
    }
    members.push((
        "retry_after: int | None = None",
        "The number of seconds to wait before the request is sent again.",
    ));
    if any(&|code| code.doc_url.is_some()) {
        members.push((
            "doc_url: str | None = None",
            "The URL of the documentation.",
        ));
    }
    if any(&|code| code.deprecated.is_some()) {
        members.push((
            "deprecated_since: str | None = None",
            "The version that deprecated the code.",
        ));
        members.push((
            "replaced_by: str | None = None",
            "The code that replaces it.",
        ));
    }
    let members = members
        .iter()
        .map(|(member, about)| format!("    {member}\n    \"\"\"{about}\"\"\"\n"));
    let class = format!(
        "@dataclass(frozen=True)\nclass ErrorInfo:\n    \"\"\"What the catalog states about a code.\"\"\"\n\n{}",
        joined(members)
    );
    let rows = catalog.codes.iter().map(|code| {
        let properties = properties(catalog, code, has_sent_as).join(", ");
        format!("    ErrorCode.{}: ErrorInfo({properties}),\n", member(code))
    });
    let table = format!(
        "ERRORS: Final[Mapping[ErrorCode, ErrorInfo]] = {{\n{}}}\n\"\"\"What the catalog states about each code.\"\"\"\n",
        joined(rows)
    );
    let mut sections = vec![class, table];
    sections.extend(retired(catalog));
    sections
}

fn properties(catalog: &Catalog, code: &Code, has_sent_as: bool) -> Vec<String> {
    let statuses = code.statuses.iter().map(ToString::to_string);
    let boolean = if code.retryable { "True" } else { "False" };
    let mut properties = vec![
        code.status.to_string(),
        tuple(statuses),
        string(code.title.as_str()),
        boolean.to_owned(),
    ];
    if has_sent_as {
        properties.push(string(code.name.wire()));
    }
    if public::fields(catalog).next().is_some() {
        let fields = public::values(catalog, code);
        let fields: Vec<String> = fields
            .map(|(name, value)| format!("{}: {}", string(name), literal(value)))
            .collect();
        properties.push(format!("{{{}}}", fields.join(", ")));
    }
    let deprecated = code.deprecated.as_ref();
    let error_type = code.error_type.as_ref();
    let others = [
        code.number.map(|number| format!("number={number}")),
        error_type
            .filter(|_| !catalog.types.is_empty())
            .map(|name| format!("type=ErrorType({})", string(name.wire()))),
        match code.retry_after {
            Some(RetryAfter::Seconds(seconds)) => Some(format!("retry_after={seconds}")),
            Some(RetryAfter::Arg) | None => None,
        },
        code.doc_url
            .as_ref()
            .map(|url| format!("doc_url={}", string(url))),
        deprecated
            .and_then(|deprecation| deprecation.since.as_ref())
            .map(|since| format!("deprecated_since={}", string(since.as_str()))),
        deprecated
            .and_then(|deprecation| deprecation.instead.as_ref())
            .map(|code| format!("replaced_by={}", string(code))),
    ];
    properties.extend(others.into_iter().flatten());
    properties
}

/// Returns the literal of a value in the catalog.
pub(super) fn literal(value: &JsonValue) -> String {
    json(&serde_json::to_value(value).unwrap_or(Json::Null))
}

fn retired(catalog: &Catalog) -> Option<String> {
    let rows = catalog.retired.iter().map(|retired| {
        let instead = retired.deprecation.instead.as_deref();
        let instead = instead.map_or_else(|| "None".to_owned(), string);
        format!("    {}: {instead},\n", string(&retired.code))
    });
    let rows = joined(rows);
    (!rows.is_empty()).then(|| {
        format!(
            "RETIRED_CODES: Final[Mapping[str, str | None]] = {{\n{rows}}}\n\
             \"\"\"The codes that the API no longer sends, each with the code that replaces it.\"\"\"\n"
        )
    })
}
