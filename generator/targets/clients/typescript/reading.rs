//! Where a response has its values, as constants of the module.

use heck::ToLowerCamelCase as _;

use super::codes::literal;
use super::syntax::{comment, list, path, property, string};
use crate::catalog::{Catalog, Meaning};
use crate::targets::clients::conditions::Conditions;
use crate::targets::clients::places::{Places, Reads, Value, constants, values_of, without_param};
use crate::targets::clients::public::joined;

/// Returns the sections about what is read.
pub(super) fn sections(catalog: &Catalog, conditions: &Conditions) -> Vec<String> {
    let values = values_of(catalog);
    let mut sections = vec![interface(&values)];
    if !values.is_empty() {
        sections.push(reading(&values));
    }
    let response = places(&Places::in_response(catalog), conditions);
    sections.push(format!("const RESPONSE: Places = {response};\n"));
    if let Some(element) = Places::in_element(catalog) {
        let element = places(&element, conditions);
        sections.push(format!("const ELEMENT: Places = {element};\n"));
    }
    sections.push(format!(
        "const REQUEST_ID_HEADER = {};\n",
        string(catalog.wire.request_id_header())
    ));
    if let Some(without) = without_param(catalog) {
        sections.push(format!("const WITHOUT_PARAM = {};\n", string(without)));
    }
    let constants = constants(catalog);
    if !constants.is_empty() {
        let constants = constants
            .iter()
            .map(|(way, value)| format!("[{}, {}]", path(way), literal(value)));
        sections.push(format!(
            "/** The constants that tell an error from a success. */\n\
             const CONSTANTS: readonly (readonly [Path, unknown])[] = {};\n",
            list(constants)
        ));
    }
    sections
}

/// Returns the name of a value in TypeScript.
fn name(value: Value) -> String {
    match (value.meaning, value.reads) {
        (Meaning::Status, _) => "bodyStatus".to_owned(),
        (_, Reads::Duration) => "retryAfterMs".to_owned(),
        (meaning, Reads::Text | Reads::Integer | Reads::Boolean) => {
            meaning.row().word.to_lower_camel_case()
        }
    }
}

fn interface(values: &[(Value, Option<&str>)]) -> String {
    // A response has these from its headers, too.
    let of_headers = [
        (Meaning::RequestId, "requestId", "string"),
        (Meaning::RetryAfter, "retryAfterMs", "number"),
    ];
    let mut members: Vec<String> = values
        .iter()
        .map(|(value, about)| {
            let about = if let Reads::Duration = value.reads {
                "The number of milliseconds to wait before the request is sent again."
            } else {
                about.unwrap_or_default()
            };
            let about = comment(
                "  ",
                &[crate::text::Markdown::new(about)
                    .words()
                    .as_str()
                    .to_owned()],
            );
            let kind = match (value.meaning, value.reads) {
                (Meaning::Type, _) => "ErrorType",
                (_, Reads::Text) => "string",
                (_, Reads::Integer | Reads::Duration) => "number",
                (_, Reads::Boolean) => "boolean",
            };
            format!("{about}  readonly {}: {kind} | undefined;\n", name(*value))
        })
        .collect();
    for (meaning, name, kind) in of_headers {
        if !values.iter().any(|(value, _)| value.meaning == meaning) {
            members.push(format!("  readonly {name}?: {kind} | undefined;\n"));
        }
    }
    format!(
        "/** The values that an error can have. */\nexport interface ErrorValues {{\n{}}}\n",
        members.concat()
    )
}

fn reading(values: &[(Value, Option<&str>)]) -> String {
    let members = values.iter().map(|(value, _)| {
        let name = name(*value);
        let of = match value.reads {
            Reads::Text => "textOf",
            Reads::Integer => "integerOf",
            Reads::Boolean => "booleanOf",
            Reads::Duration => "(found) => durationOf(found, unitMs)",
        };
        format!("    {name}: read({}, {of}),\n", string(&name))
    });
    let members = joined(members);
    let has_duration = values
        .iter()
        .any(|(value, _)| value.reads == Reads::Duration);
    let unit = if has_duration { ", unitMs: number" } else { "" };
    format!(
        "function valuesOf(read: Read{unit}): ErrorValues {{\n  return {{\n{members}  }};\n}}\n"
    )
}

fn places(places: &Places, conditions: &Conditions) -> String {
    let values = places.values.iter().map(|(value, ways)| {
        let ways = list(ways.iter().map(path));
        format!("    {}: {ways},\n", property(&name(*value)))
    });
    let values = joined(values);
    let named = |entries: &[(String, _)]| {
        list(
            entries
                .iter()
                .map(|(name, way)| format!("[{}, {}]", string(name), path(way))),
        )
    };
    let mut members = vec![format!(
        "  values: {{\n{values}  }},\n  identify: {},\n",
        places.identify
    )];
    if conditions.hold("retry_after") {
        members.push(format!("  unitMs: {},\n", places.unit_ms));
    }
    if conditions.hold("args") {
        let args = places.args.iter().map(|(way, beside)| {
            let beside = list(beside.iter().map(|name| string(name)));
            format!("[{}, {beside}]", path(way))
        });
        let args = list(args);
        let by_name = named(&places.placed_args);
        members.push(format!("  args: {args},\n  placedArgs: {by_name},\n"));
    }
    if conditions.hold("sent_fields") {
        members.push(format!("  fields: {},\n", named(&places.fields)));
    }
    if conditions.hold("errors") {
        let errors = list(places.errors.iter().map(path));
        members.push(format!("  errors: {errors},\n"));
    }
    format!("{{\n{}}}", members.concat())
}
