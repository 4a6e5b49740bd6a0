//! Where a response has its values, as variables of the package.

use serde_json::Value as Json;

use super::codes::any_literal;
use super::syntax::{comment, exported, path, slice, string};
use crate::catalog::{Catalog, JsonValue, Meaning};
use crate::targets::clients::places::{Places, Reads, Value, constants, values_of, without_param};
use crate::targets::clients::public::joined;

/// Returns the sections about what is read.
pub(super) fn sections(catalog: &Catalog) -> Vec<String> {
    let values = values_of(catalog);
    let mut sections = vec![members(&values), reading(&values)];
    let response = places(&Places::in_response(catalog));
    sections.push(format!("var inResponse = {response}\n"));
    if let Some(element) = Places::in_element(catalog) {
        sections.push(format!("var inElement = {}\n", places(&element)));
    }
    sections.push(format!(
        "const requestIDHeader = {}\n",
        string(catalog.wire.request_id_header())
    ));
    if let Some(without) = without_param(catalog) {
        sections.push(format!("const withoutParam = {}\n", string(without)));
    }
    let constants = constants(catalog);
    if !constants.is_empty() {
        let constants = constants
            .iter()
            .map(|(way, value)| format!("\t{{{}, {}}},\n", path(way), constant(value)));
        sections.push(format!(
            "// constants tell an error from a success.\n\
             var constants = []struct {{\n\tpath  path\n\tvalue any\n}}{{\n{}}}\n",
            joined(constants)
        ));
    }
    sections
}

/// Returns the literal of a constant. All numbers are compared as `float64`.
fn constant(value: &JsonValue) -> String {
    match value {
        JsonValue::Integer(_) | JsonValue::Number(_) => format!("float64({value})"),
        value => any_literal(&serde_json::to_value(value).unwrap_or(Json::Null)),
    }
}

/// Returns the name of a value in Go.
fn name(value: Value) -> String {
    match value.meaning {
        Meaning::Status => "BodyStatus".to_owned(),
        meaning => exported(meaning.row().word),
    }
}

/// Returns the key of a value among the places.
fn key(value: Value) -> &'static str {
    match value.meaning {
        Meaning::Status => "body_status",
        meaning => meaning.row().word,
    }
}

fn members(values: &[(Value, Option<&str>)]) -> String {
    let members: Vec<String> = values
        .iter()
        .map(|(value, about)| {
            let name = name(*value);
            let about = if let Reads::Duration = value.reads {
                "The time to wait before the request is sent again."
            } else {
                about.unwrap_or_default()
            };
            let about = crate::text::Markdown::new(about).words();
            let about = comment("\t", &[format!("{name}: {}", about.as_str())]);
            let kind = match (value.meaning, value.reads) {
                (Meaning::Type, _) => "Type",
                (_, Reads::Text) => "string",
                (_, Reads::Integer) => "*int64",
                (_, Reads::Duration) => "*time.Duration",
                (_, Reads::Boolean) => "*bool",
            };
            format!("{about}\t{name} {kind}\n")
        })
        .collect();
    format!(
        "// Values are the values that an error can have. A text is empty, and another value nil, if it is not there.\ntype Values struct {{\n{}}}\n",
        members.join("\n")
    )
}

fn reading(values: &[(Value, Option<&str>)]) -> String {
    let statements = values.iter().map(|(value, _)| {
        let (name, key) = (name(*value), string(key(*value)));
        match (value.meaning, value.reads) {
            (Meaning::Type, _) => format!(
                "\terrorType, _ := first(reader, {key}, textOf)\n\tvalues.Type = Type(errorType)\n"
            ),
            (_, Reads::Text) => format!("\tvalues.{name}, _ = first(reader, {key}, textOf)\n"),
            (_, Reads::Integer) => {
                format!("\tvalues.{name} = optional(reader, {key}, integerOf)\n")
            }
            (_, Reads::Duration) => {
                format!("\tvalues.{name} = optional(reader, {key}, reader.places.durationOf)\n")
            }
            (_, Reads::Boolean) => {
                format!("\tvalues.{name} = optional(reader, {key}, booleanOf)\n")
            }
        }
    });
    let statements = joined(statements);
    let reader = if statements.is_empty() { "_" } else { "reader" };
    format!(
        "func valuesOf({reader} *reader) Values {{\n\tvar values Values\n{statements}\treturn values\n}}\n"
    )
}

fn places(places: &Places) -> String {
    let values = places.values.iter().map(|(value, ways)| {
        let ways = ways.iter().map(path);
        format!("{}: {}", string(key(*value)), slice("", ways))
    });
    let named = |entries: &[(String, _)]| {
        let entries = entries
            .iter()
            .map(|(name, way)| format!("{{{}, {}}}", string(name), path(way)));
        slice("[]named", entries)
    };
    let args = places.args.iter().map(|(way, beside)| {
        let beside = slice("[]string", beside.iter().map(|name| string(name)));
        format!("{{{}, {beside}}}", path(way))
    });
    let values: Vec<String> = values.collect();
    format!(
        "places{{values: map[string][]path{{{}}}, unitMS: {}, identify: {}, args: {}, placedArgs: {}, fields: {}, errors: {}}}",
        values.join(", "),
        places.unit_ms,
        places.identify,
        slice("[]argsIn", args),
        named(&places.placed_args),
        named(&places.fields),
        slice("[]path", places.errors.iter().map(path)),
    )
}
