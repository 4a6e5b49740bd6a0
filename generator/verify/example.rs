//! Finds examples, and the codes in them.

use super::document::FoundOperations;
use crate::api_document::ApiDocument;
use crate::catalog::{Held, Meaning, Object, Wire};
use crate::diagnostic::Path;
use crate::yaml::Node;

/// An example in a Media Type Object.
pub(super) struct Example<'h, 't> {
    pub(super) value: FoundOperations<'h, 't>,
    /// Its entry in the Media Type Object, if the entry is a reference.
    pub(super) entry: Option<Path>,
}

/// A code as an example contains it.
pub(super) struct Raw<'n> {
    pub(super) text: &'n str,
    pub(super) at: Path,
    /// The index of the list element that contains it.
    pub(super) element: Option<usize>,
}

/// Returns the examples in a Media Type Object, including those of an inline schema.
pub(super) fn examples<'h, 't>(
    host: &'h ApiDocument<'t>,
    media: &FoundOperations<'h, 't>,
) -> Vec<Example<'h, 't>> {
    let mut found: Vec<Example> = Vec::new();
    found.extend(
        media
            .get("example")
            .and_then(|example| literal(host, example)),
    );
    let examples = media.get("examples");
    for (_, example) in examples.iter().flat_map(FoundOperations::entries) {
        let entry = example.at.clone();
        let Some((example, is_elsewhere)) = example.follow(host) else {
            continue;
        };
        // OpenAPI 3.2 adds two more names for the value.
        let mut values = ["value", "dataValue", "serializedValue"].into_iter();
        let value = values.find_map(|word| example.get(word));
        found.extend(
            value
                .and_then(|value| literal(host, value))
                .map(|value| Example {
                    entry: is_elsewhere.then_some(entry).or(value.entry),
                    value: value.value,
                }),
        );
    }
    if let Some(schema) = media
        .get("schema")
        .filter(|schema| schema.get("$ref").is_none())
    {
        found.extend(schema_examples(&schema));
    }
    found
}

/// Returns a literal example. It follows a reference in its place, as other tools do.
fn literal<'h, 't>(
    host: &'h ApiDocument<'t>,
    example: FoundOperations<'h, 't>,
) -> Option<Example<'h, 't>> {
    let entry = example.at.clone();
    let (value, is_elsewhere) = example.follow(host)?;
    let inner = is_elsewhere.then(|| value.get("value")).flatten();
    Some(Example {
        value: inner.unwrap_or(value),
        entry: is_elsewhere.then_some(entry),
    })
}

/// Returns the examples of a schema.
pub(super) fn schema_examples<'h, 't>(schema: &FoundOperations<'h, 't>) -> Vec<Example<'h, 't>> {
    let list = schema.get("examples");
    let several: Vec<_> = list.iter().flat_map(FoundOperations::items).collect();
    let all = schema.get("example").into_iter().chain(several);
    all.map(|value| Example { value, entry: None }).collect()
}

/// Collects the codes in an object, including its nested objects and lists.
pub(super) fn codes_in<'n>(
    wire: &Wire,
    object: &Object,
    node: &'n Node,
    at: &Path,
    element: Option<usize>,
    found: &mut Vec<Raw<'n>>,
) {
    for member in &object.members {
        let Some(value) = node.get(&member.name) else {
            continue;
        };
        let at = at.key(&member.name);
        match (&member.content, value) {
            (Held::Value(Meaning::Code), Node::Text(text)) => {
                found.push(Raw { text, at, element });
            }
            (Held::Object(id), _) => codes_in(wire, wire.object(*id), value, &at, element, found),
            (Held::Errors(id), Node::List(list)) => {
                for (index, value) in list.iter().enumerate() {
                    let at = at.item(index);
                    codes_in(wire, wire.object(*id), value, &at, Some(index), found);
                }
            }
            (
                Held::Value(_) | Held::Const(_) | Held::Args | Held::FlatArgs | Held::Errors(_),
                _,
            ) => {}
        }
    }
}
