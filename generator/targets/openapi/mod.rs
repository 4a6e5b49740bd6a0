//! The OpenAPI target: schemas and responses for the errors, as a separate document or as part of another one.

mod additions;
mod codes;
mod components;
mod document;
mod envelope;
mod examples;
mod headers;
#[cfg(feature = "cli")]
pub(crate) mod merge;
mod names;
mod operations;
mod overlay;
mod pieces;
mod reference;
mod responses;
mod schemas;
mod yaml;

use serde::Serialize;

use super::Input;
use crate::artifact::{Artifact, Artifacts};
use crate::catalog::{Catalog, Format, OpenApiForm, OpenApiOutput, OpenApiVersion};
use crate::diagnostic::Report;
use document::Document;
pub(crate) use pieces::documented;
#[cfg(feature = "cli")]
pub(crate) use {
    additions::{Additions, additions, references},
    yaml::{Indentation, is_printable, yaml_entries},
};

/// Generates the documents that the catalog requests.
pub(crate) fn files(input: &Input, _: &mut Report) -> Artifacts {
    let mut artifacts = Artifacts::new();
    for (output, view) in input.views.outputs() {
        if let Format::OpenApi(openapi) = &output.format {
            let path = output.path.text().to_owned();
            let contents = generate(view.catalog(), openapi, &input.options.stamp(&path));
            artifacts.extend([Artifact { path, contents }]);
        }
    }
    artifacts
}

/// Generates the text of a document, in YAML or JSON.
pub(crate) fn generate(catalog: &Catalog, output: &OpenApiOutput, stamp: &str) -> String {
    if output.form == OpenApiForm::Overlay {
        let overlay = overlay::overlay(catalog, output);
        print(&overlay, output, stamp, |text| *text += &yaml(&overlay))
    } else {
        let document = Document::new(catalog, output);
        print(&document, output, stamp, |text| document.write_yaml(text))
    }
}

fn print(
    document: &impl Serialize,
    output: &OpenApiOutput,
    stamp: &str,
    write_yaml: impl FnOnce(&mut String),
) -> String {
    if output.json {
        return json(&Stamped { stamp, document });
    }
    let mut text = format!("# {}\n", crate::stamp::advice(stamp));
    write_yaml(&mut text);
    text
}

/// A document with the stamp as a member, because JSON has no comments.
#[derive(Serialize)]
struct Stamped<'s, D> {
    #[serde(rename = "x-generated")]
    stamp: &'s str,
    #[serde(flatten)]
    document: D,
}

// Serialization cannot fail: the maps have text keys, and only contain text, numbers and booleans.

fn json(document: &impl Serialize) -> String {
    serde_json::to_string_pretty(document).unwrap_or_default() + "\n"
}

fn yaml(document: &impl Serialize) -> String {
    yaml::to_string(&serde_json::to_value(document).unwrap_or_default())
}

/// A map that keeps the insertion order.
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

/// Returns whether the version is 3.0, whose schemas differ from JSON Schema.
fn is_3_0(version: OpenApiVersion) -> bool {
    version == OpenApiVersion::V3_0
}
