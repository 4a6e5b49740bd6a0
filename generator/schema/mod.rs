//! The JSON Schema of a catalog, for editors: what may stand where, and what it is.
//!
//! The file beside this one says what the members are, and a test holds it against what errcat reads. The words of the format
//! come from the model, and the names of types and codes from a catalog.

use std::collections::HashSet;

use serde_json::Value;

use crate::catalog::{Dialect, Meaning, PRESETS};
use crate::diagnostic::{IMPORTED, Level, Report, Rule, Source, SourcePart};
use crate::options::Integration;
use crate::yaml;

const CATALOG: &str = include_str!("catalog.yaml");

/// The sections of a part of a catalog.
const PART: [&str; 5] = ["types", "codes", "operations", "sets", "retired"];

/// What a schema is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    Catalog,
    /// A file that a catalog includes.
    Part,
}

/// The names in a catalog and its parts, as far as they can be read: a catalog that is being edited has mistakes.
#[derive(Debug, Default)]
pub(crate) struct Names {
    types: Vec<String>,
    codes: Vec<String>,
}

impl Names {
    pub(crate) fn of(source: &Source) -> Self {
        let mut names = Self::default();
        names.add(source, "");
        let root = yaml::parse(&source.text, &mut Report::default());
        let imports = root.as_ref().and_then(|root| root.get("import"));
        for (name, import) in imports.into_iter().flat_map(yaml::Node::entries) {
            let is_it = |known: &&SourcePart| matches!(import.get("path"), Some(yaml::Node::Text(path)) if *path == known.path);
            if let Some(imported) = source.imports.iter().find(is_it) {
                names.add(&imported.source, &format!("{name}{IMPORTED}"));
            }
        }
        for list in [&mut names.types, &mut names.codes] {
            let mut seen = HashSet::new();
            list.retain(|name| seen.insert(name.clone()));
        }
        names
    }

    /// Adds the names in a catalog and its parts, with this in front of each.
    fn add(&mut self, source: &Source, front: &str) {
        let parts = source.parts.iter().map(|part| &part.source.text);
        for text in std::iter::once(&source.text).chain(parts) {
            let Some(root) = yaml::parse(text, &mut Report::default()) else {
                continue;
            };
            let keys = |section: &str| {
                let section = root.get(section).into_iter();
                let keys = section.flat_map(yaml::Node::entries);
                keys.map(|(key, _)| format!("{front}{key}"))
                    .collect::<Vec<_>>()
            };
            self.types.extend(keys("types"));
            self.codes.extend(keys("codes"));
        }
    }
}

/// The text of a [`schema`].
pub(crate) fn text(
    of: Of,
    names: Option<&Names>,
    rules: impl Iterator<Item = &'static Rule>,
) -> String {
    format!("{:#}\n", schema(of, names, rules))
}

/// The schema, with the names of a catalog if there is one. `rules` are those whose levels a catalog sets.
fn schema(of: Of, names: Option<&Names>, rules: impl Iterator<Item = &'static Rule>) -> Value {
    // A test reads the file, so that it is never anything else than a schema.
    let mut schema: Value = serde_yaml::from_str(CATALOG).unwrap_or_default();
    if of == Of::Part {
        schema["title"] =
            "A part of the errors of an HTTP API, a file that a catalog of errcat includes".into();
        if let Some(root) = schema.as_object_mut() {
            root.shift_remove("required");
        }
        if let Some(sections) = schema["properties"].as_object_mut() {
            sections.retain(|section, _| PART.contains(&section.as_str()));
        }
    }
    let warnings = rules.filter(|rule| rule.level == Level::Warning);
    let warnings: Vec<&str> = warnings.map(|rule| rule.name).collect();
    fill(&mut schema, &|word| match word {
        "$presets" => words(PRESETS.iter().map(|(word, _)| *word)),
        "$meanings" => words(Meaning::WORDS.iter().map(|(word, _)| *word)),
        "$dialects" => words(Dialect::WORDS.iter().map(|(word, _)| *word)),
        "$integrations" => words(Integration::WORDS.iter().map(|(word, _)| *word)),
        "$warnings" => words(warnings.iter().copied()),
        "$types" => names.and_then(|names| words(names.types.iter().map(String::as_str))),
        "$codes" => names.and_then(|names| words(names.codes.iter().map(String::as_str))),
        _ => None,
    });
    schema
}

/// A list of words. `None` for an empty one, which would allow nothing.
fn words<'w>(words: impl Iterator<Item = &'w str>) -> Option<Value> {
    let words: Vec<Value> = words.map(Value::from).collect();
    (!words.is_empty()).then_some(Value::Array(words))
}

/// Writes the words for each `enum: $word`. Without any, every text is allowed.
fn fill(value: &mut Value, words: &impl Fn(&str) -> Option<Value>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(word)) = members.get("enum") {
                match words(word) {
                    Some(words) => members["enum"] = words,
                    None => {
                        members.shift_remove("enum");
                    }
                }
            }
            for value in members.values_mut() {
                fill(value, words);
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(|value| fill(value, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
