//! Where examples stand, and where the codes in them.

use super::document::Found;
use crate::api_document::ApiDocument;
use crate::catalog::{Held, Meaning, Object, Wire};
use crate::diagnostic::Path;
use crate::yaml::Node;

/// An example of a representation.
pub(super) struct Example<'h, 't> {
    pub(super) value: Found<'h, 't>,
    /// Its entry in the representation, where it is written elsewhere.
    pub(super) entry: Option<Path>,
}

/// A code as an example has it.
pub(super) struct Raw<'n> {
    pub(super) text: &'n str,
    pub(super) at: Path,
    /// The element of the list that it is of.
    pub(super) element: Option<usize>,
}

/// The examples of a representation, those of its own schema included.
pub(super) fn examples<'h, 't>(
    host: &'h ApiDocument<'t>,
    media: &Found<'h, 't>,
) -> Vec<Example<'h, 't>> {
    let mut found: Vec<Example> = Vec::new();
    found.extend(
        media
            .get("example")
            .and_then(|example| literal(host, example)),
    );
    let examples = media.get("examples");
    for (_, example) in examples.iter().flat_map(Found::entries) {
        let entry = example.at.clone();
        let Some((example, is_elsewhere)) = example.follow(host) else {
            continue;
        };
        // 3.2 has two more words for it.
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

/// An example as it is written; some write a reference in its place, which tools follow.
fn literal<'h, 't>(host: &'h ApiDocument<'t>, example: Found<'h, 't>) -> Option<Example<'h, 't>> {
    let entry = example.at.clone();
    let (value, is_elsewhere) = example.follow(host)?;
    let inner = is_elsewhere.then(|| value.get("value")).flatten();
    Some(Example {
        value: inner.unwrap_or(value),
        entry: is_elsewhere.then_some(entry),
    })
}

/// The examples of a schema.
pub(super) fn schema_examples<'h, 't>(schema: &Found<'h, 't>) -> Vec<Example<'h, 't>> {
    let list = schema.get("examples");
    let several: Vec<_> = list.iter().flat_map(Found::items).collect();
    let all = schema.get("example").into_iter().chain(several);
    all.map(|value| Example { value, entry: None }).collect()
}

/// The codes at the places that an object has for them, and those inside it.
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
