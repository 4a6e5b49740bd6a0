//! What the catalog has about its codes: their names, their properties and their arguments.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::args;
use super::syntax::{comment, exported, slice, string};
use crate::catalog::{ArgKind, Catalog, Code, CodeField, ItemKind, JsonValue, RetryAfter};
use crate::targets::clients::conditions::Conditions;
use crate::targets::clients::public::{self, deprecation, joined, may_be_absent, summary};

/// Returns the sections about codes.
pub(super) fn sections(catalog: &Catalog, conditions: &Conditions) -> Vec<String> {
    let mut sections = vec![codes(catalog)];
    sections.extend(types(catalog, conditions));
    sections.extend(fields(catalog));
    sections.extend(info(catalog, conditions));
    sections.extend(retired(catalog));
    if conditions.hold("args") {
        sections.extend(args::sections(catalog));
    }
    sections.extend(operations(catalog));
    sections
}

/// Returns the name of a code's constant.
pub(super) fn constant(code: &Code) -> String {
    format!("Code{}", code.name.variant())
}

fn codes(catalog: &Catalog) -> String {
    let constants: Vec<String> = catalog
        .codes
        .iter()
        .map(|code| {
            let name = constant(code);
            let about = format!("{name}: {}", summary(&code.description));
            let deprecated = deprecation(code).map(|sentence| format!("Deprecated: {sentence}"));
            let about: Vec<String> = std::iter::once(about).chain(deprecated).collect();
            format!(
                "{}\t{name} Code = {}\n",
                comment("\t", &about),
                string(code.name.key())
            )
        })
        .collect();
    let all = catalog.codes.iter().map(constant);
    format!(
        "// Code is the code of an error, as the catalog names it.\ntype Code string\n\n\
         // The codes that this version of the catalog has.\nconst (\n{})\n\n\
         // Error returns the code, so that it can be the target of errors.Is.\n\
         func (c Code) Error() string {{\n\treturn string(c)\n}}\n\n\
         // Codes returns the codes that this version of the catalog has.\n\
         func Codes() []Code {{\n\treturn {}\n}}\n",
        constants.join("\n"),
        slice("[]Code", all)
    )
}

fn types(catalog: &Catalog, conditions: &Conditions) -> Option<String> {
    if catalog.types.is_empty() && !conditions.hold("type") {
        return None;
    }
    let constants: Vec<String> = catalog
        .types
        .iter()
        .map(|error_type| {
            let name = format!("Type{}", error_type.name.variant());
            let about = format!("{name}: {}", summary(&error_type.description));
            format!(
                "{}\t{name} Type = {}\n",
                comment("\t", &[about]),
                string(error_type.name.wire())
            )
        })
        .collect();
    let constants = if constants.is_empty() {
        String::new()
    } else {
        format!(
            "\n// The types of errors that this version of the catalog has.\nconst (\n{})\n",
            constants.join("\n")
        )
    };
    Some(format!(
        "// Type is the type of an error. A newer server may send others than those of the catalog.\ntype Type string\n{constants}\n\
         // Error returns the type, so that it can be the target of errors.Is.\n\
         func (t Type) Error() string {{\n\treturn string(t)\n}}\n"
    ))
}

fn field_type(field: &CodeField) -> String {
    let kind = plain_type(field.kind);
    if may_be_absent(field) && !kind.starts_with("[]") && kind != "any" {
        format!("*{kind}")
    } else {
        kind.to_owned()
    }
}

fn fields(catalog: &Catalog) -> Option<String> {
    let mut names = HashSet::new();
    let members: Vec<String> = public::fields(catalog)
        .map(|field| {
            let name = unique(&field.name, &mut names);
            let about = field.description.iter();
            let about = about.map(|text| format!("{name}: {}", summary(text)));
            let about = comment("\t", &about.collect::<Vec<_>>());
            format!("{about}\t{name} {}\n", field_type(field))
        })
        .collect();
    (!members.is_empty()).then(|| {
        format!(
            "// Fields are the fields of a code that the catalog declares.\ntype Fields struct {{\n{}}}\n",
            members.join("\n")
        )
    })
}

/// Returns a name that the struct does not have yet.
pub(super) fn unique(name: &str, names: &mut HashSet<String>) -> String {
    let mut unique = exported(name);
    while !names.insert(unique.clone()) {
        unique.push('_');
    }
    unique
}

/// Returns the type of a value.
fn plain_type(kind: ArgKind) -> &'static str {
    match kind {
        ArgKind::String | ArgKind::DateTime => "string",
        ArgKind::Integer => "int64",
        ArgKind::Number => "float64",
        ArgKind::Boolean => "bool",
        ArgKind::Array(ItemKind::String) => "[]string",
        ArgKind::Array(ItemKind::Integer) => "[]int64",
        ArgKind::Array(ItemKind::Number) => "[]float64",
        ArgKind::Array(ItemKind::Boolean) => "[]bool",
        ArgKind::Any => "any",
    }
}

fn info(catalog: &Catalog, conditions: &Conditions) -> Vec<String> {
    let any = |has: &dyn Fn(&Code) -> bool| catalog.codes.iter().any(has);
    let has_sent_as = conditions.hold("by_code") && !conditions.hold("by_code_alone");
    let mut members = vec![
        (
            "Status int",
            "is the HTTP status, unless the handler chooses another.",
        ),
        (
            "Statuses []int",
            "has all statuses that a response with the code can have. There are none if it is only sent in the list of another error.",
        ),
        ("Title string", "is a short summary of the error."),
    ];
    if has_sent_as {
        members.push(("SentAs string", "is the code as it is sent."));
    }
    if any(&|code| code.number.is_some()) {
        members.push(("Number *int64", "is the number that identifies the error."));
    }
    if !catalog.types.is_empty() {
        members.push(("Type Type", "is the type of the error."));
    }
    members.push((
        "Retryable bool",
        "is whether the same request may succeed if it is sent again later.",
    ));
    members.push((
        "RetryAfter *time.Duration",
        "is the time to wait before the request is sent again. It is nil if the catalog states none.",
    ));
    if any(&|code| code.doc_url.is_some()) {
        members.push(("DocURL string", "is the URL of the documentation."));
    }
    if any(&|code| code.deprecated.is_some()) {
        members.push((
            "DeprecatedSince string",
            "is the version that deprecated the code.",
        ));
        members.push(("ReplacedBy Code", "is the code that replaces it."));
    }
    if public::fields(catalog).next().is_some() {
        members.push(("Fields Fields", "has the fields that the catalog declares."));
    }
    let members: Vec<String> = members
        .iter()
        .map(|(member, about)| {
            let name = member.split(' ').next().unwrap_or_default();
            format!("\t// {name} {about}\n\t{member}\n")
        })
        .collect();
    let rows = catalog.codes.iter().map(|code| {
        let properties = properties(catalog, code, has_sent_as).join(", ");
        format!(
            "\tcase {}:\n\t\treturn Info{{{properties}}}, true\n",
            constant(code)
        )
    });
    let mut sections = vec![
        format!(
            "// Info is what the catalog states about a code.\ntype Info struct {{\n{}}}\n",
            members.join("\n")
        ),
        format!(
            "// Info returns what the catalog states about a code, if this version has it.\n\
             func (c Code) Info() (Info, bool) {{\n\tswitch c {{\n{}\tdefault:\n\t\treturn Info{{}}, false\n\t}}\n}}\n",
            joined(rows)
        ),
    ];
    let is_pointer = |field: &CodeField| field_type(field).starts_with('*');
    let waits = |code: &Code| matches!(code.retry_after, Some(RetryAfter::Seconds(_)));
    if any(&|code| code.number.is_some() || waits(code)) || public::fields(catalog).any(is_pointer)
    {
        sections.push("func pointer[T any](value T) *T {\n\treturn &value\n}\n".to_owned());
    }
    sections
}

fn properties(catalog: &Catalog, code: &Code, has_sent_as: bool) -> Vec<String> {
    let statuses = code.statuses.iter().map(ToString::to_string);
    let deprecated = code.deprecated.as_ref();
    let properties = [
        Some(format!("Status: {}", code.status)),
        Some(format!("Statuses: {}", slice("[]int", statuses))),
        Some(format!("Title: {}", string(code.title.as_str()))),
        has_sent_as.then(|| format!("SentAs: {}", string(code.name.wire()))),
        code.number
            .map(|number| format!("Number: pointer[int64]({number})")),
        code.error_type
            .as_ref()
            .filter(|_| !catalog.types.is_empty())
            .map(|name| format!("Type: {}", string(name.wire()))),
        code.retryable.then(|| "Retryable: true".to_owned()),
        match code.retry_after {
            Some(RetryAfter::Seconds(seconds)) => {
                Some(format!("RetryAfter: pointer({seconds} * time.Second)"))
            }
            Some(RetryAfter::Arg) | None => None,
        },
        code.doc_url
            .as_ref()
            .map(|url| format!("DocURL: {}", string(url))),
        deprecated
            .and_then(|deprecation| deprecation.since.as_ref())
            .map(|since| format!("DeprecatedSince: {}", string(since.as_str()))),
        deprecated
            .and_then(|deprecation| deprecation.instead.as_ref())
            .map(|code| format!("ReplacedBy: {}", string(code))),
        public::fields(catalog)
            .next()
            .map(|_| format!("Fields: Fields{{{}}}", values(catalog, code))),
    ];
    properties.into_iter().flatten().collect()
}

/// Returns the values of the fields of a code.
fn values(catalog: &Catalog, code: &Code) -> String {
    let mut names = HashSet::new();
    let values: Vec<String> = public::fields(catalog)
        .filter_map(|field| {
            let name = unique(&field.name, &mut names);
            let value = code.field(&field.name)?;
            let literal = literal(value, field.kind);
            Some(match field_type(field).strip_prefix('*') {
                Some(kind) => format!("{name}: pointer[{kind}]({literal})"),
                None => format!("{name}: {literal}"),
            })
        })
        .collect();
    values.join(", ")
}

/// Returns the literal of a value in the catalog.
fn literal(value: &JsonValue, kind: ArgKind) -> String {
    match value {
        JsonValue::Text(text) => string(text),
        JsonValue::List(elements) => {
            let elements = elements.iter().map(|element| literal(element, kind));
            format!(
                "{}{{{}}}",
                plain_type(kind),
                elements.collect::<Vec<_>>().join(", ")
            )
        }
        value => any_literal(&serde_json::to_value(value).unwrap_or(Json::Null)),
    }
}

/// Returns the literal of any JSON.
pub(super) fn any_literal(value: &Json) -> String {
    match value {
        Json::Null => "nil".to_owned(),
        Json::Bool(_) | Json::Number(_) => value.to_string(),
        Json::String(text) => string(text),
        Json::Array(elements) => {
            let elements: Vec<String> = elements.iter().map(any_literal).collect();
            format!("[]any{{{}}}", elements.join(", "))
        }
        Json::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{}: {}", string(name), any_literal(value)))
                .collect();
            format!("map[string]any{{{}}}", members.join(", "))
        }
    }
}

fn retired(catalog: &Catalog) -> Option<String> {
    let rows = catalog.retired.iter().map(|retired| {
        let instead = retired.deprecation.instead.as_deref().unwrap_or_default();
        format!(
            "\tcase {}:\n\t\treturn {}, true\n",
            string(&retired.code),
            string(instead)
        )
    });
    let rows = joined(rows);
    (!rows.is_empty()).then(|| {
        format!(
            "// Retired returns whether the API no longer sends a code, and the code that replaces it, if there is one.\n\
             func Retired(code string) (Code, bool) {{\n\tswitch code {{\n{rows}\tdefault:\n\t\treturn \"\", false\n\t}}\n}}\n"
        )
    })
}

fn operations(catalog: &Catalog) -> Option<String> {
    if catalog.operations.is_empty() {
        return None;
    }
    let constants: Vec<String> = catalog
        .operations
        .iter()
        .map(|operation| {
            let name = format!("Operation{}", operation.returns.name.variant());
            format!(
                "\t{name} Operation = {}\n",
                string(&operation.endpoint.to_string())
            )
        })
        .collect();
    let rows = catalog.operations.iter().map(|operation| {
        let name = format!("Operation{}", operation.returns.name.variant());
        let codes = operation.returns.codes(catalog).map(constant);
        format!("\tcase {name}:\n\t\treturn {}\n", slice("[]Code", codes))
    });
    Some(format!(
        "// Operation is an operation of the API: its method and its path.\ntype Operation string\n\n\
         // The operations of the API.\nconst (\n{})\n\n\
         // Codes returns the codes that the operation lists.\n\
         func (o Operation) Codes() []Code {{\n\tswitch o {{\n{}\tdefault:\n\t\treturn nil\n\t}}\n}}\n",
        constants.join("\n"),
        joined(rows)
    ))
}
