//! The filters that write samples of code.

use minijinja::Value;
use minijinja::value::{Serde, ValueKind};

use super::{Registered, filter};
use crate::targets::docs::sample::languages::{self, OwnedStep, OwnedWays};

pub(super) static ENTRIES: &[Registered] = &[
    filter(
        "quoted",
        "text \\| quoted(\"python\")",
        "text, a number or a boolean as a literal of a programming language",
        |environment, name, _| {
            environment.add_filter(name, |value: Value, language: String| {
                let plain = match value.kind() {
                    ValueKind::Bool if language == "python" && value.is_true() => "True".to_owned(),
                    ValueKind::Bool if language == "python" => "False".to_owned(),
                    ValueKind::Bool => value.is_true().to_string(),
                    ValueKind::Number => value.to_string(),
                    _ => return languages::quoted(&value.to_string(), &language),
                };
                let quoted = languages::quoted(&plain, &language)?;
                Ok(if language == "sh" { quoted } else { plain })
            });
        },
    ),
    filter(
        "way",
        "catalog.samples.ways.code \\| way(\"python\")",
        "the path from the parsed body to a member, in a programming language",
        |environment, name, _| {
            environment.add_filter(
                name,
                |Serde(way): Serde<Vec<OwnedStep>>, language: String| {
                    languages::way(&way, &language)
                },
            );
        },
    ),
    filter(
        "shape",
        "catalog.samples.ways \\| shape(\"go\")",
        "the type of the body with the members that samples read",
        |environment, name, _| {
            environment.add_filter(name, |Serde(ways): Serde<OwnedWays>, language: String| {
                languages::shape(&ways, &language)
            });
        },
    ),
    filter(
        "go_field",
        "catalog.samples.ways \\| go_field(\"code\")",
        "the field of that type in Go",
        |environment, name, _| {
            environment.add_filter(name, |Serde(ways): Serde<OwnedWays>, member: String| {
                languages::go_field(&ways, &member)
            });
        },
    ),
];
