//! The OpenAPI target: schemas and responses of the errors, for a document of their own or for another's components.

mod additions;
mod codes;
mod components;
mod document;
mod envelope;
mod examples;
mod headers;
mod names;
mod operations;
mod overlay;
mod pieces;
mod reference;
mod responses;
mod schemas;
mod yaml;

use serde::Serialize;

use crate::catalog::{Catalog, OpenApiForm, OpenApiOutput, OpenApiVersion};
use document::Document;
pub(crate) use pieces::documented;
#[cfg(feature = "cli")]
pub(crate) use {
    additions::{Additions, additions},
    yaml::{Indentation, is_printable, yaml_entries},
};

/// The text of a document: YAML or JSON, as its path ends.
pub(crate) fn generate(catalog: &Catalog, output: &OpenApiOutput, stamp: &str) -> String {
    if output.form == OpenApiForm::Overlay {
        print(&overlay::overlay(catalog, output), output, stamp)
    } else {
        print(&Document::new(catalog, output), output, stamp)
    }
}

fn print(document: &impl Serialize, output: &OpenApiOutput, stamp: &str) -> String {
    if std::path::Path::new(&output.path)
        .extension()
        .is_some_and(|ending| ending == "json")
    {
        json(&Stamped { stamp, document })
    } else {
        format!("# {}\n{}", crate::stamp::advice(stamp), yaml(document))
    }
}

/// JSON has no comments: the stamp is a member.
#[derive(Serialize)]
struct Stamped<'s, D> {
    #[serde(rename = "x-generated")]
    stamp: &'s str,
    #[serde(flatten)]
    document: D,
}

// Maps with text for keys, and nothing but text, numbers and booleans in them: there is nothing that could fail.

fn json(document: &impl Serialize) -> String {
    serde_json::to_string_pretty(document).unwrap_or_default() + "\n"
}

fn yaml(document: &impl Serialize) -> String {
    yaml::to_string(&serde_json::to_value(document).unwrap_or_default())
}

/// A map in the order it is made.
struct Map<'c, V>(Vec<(std::borrow::Cow<'c, str>, V)>);

impl<V> Map<'_, V> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<V: Serialize> Serialize for Map<'_, V> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// Whether a version is 3.0, whose schemas are not quite JSON Schema.
fn is_3_0(version: OpenApiVersion) -> bool {
    version == OpenApiVersion::V3_0
}
