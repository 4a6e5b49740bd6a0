//! The filters that write samples of code.

use minijinja::value::Serde;

use super::{Registered, filter};
use crate::targets::docs::sample::languages::{self, OwnedStep, OwnedWays};

pub(super) static ENTRIES: &[Registered] = &[
    filter(
        "quoted",
        "text \\| quoted(\"python\")",
        "text as a literal of a programming language",
        |environment, name, _| {
            environment.add_filter(name, |text: String, language: String| {
                languages::quoted(&text, &language)
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
