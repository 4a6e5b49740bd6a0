//! Finds examples, and the codes in them.

use std::borrow::Cow;

use super::document::FoundOperations;
use super::value::integer;
use crate::api_document::ApiDocument;
use crate::catalog::{Held, Member, Wire};
use crate::diagnostic::Path;
use crate::yaml::Node;

/// An example in a Media Type Object.
pub(super) struct Example<'h, 't> {
    pub(super) value: FoundOperations<'h, 't>,
    /// Its entry in the Media Type Object, if the entry is a reference.
    pub(super) entry: Option<Path>,
}

/// A value that identifies an error, as an example contains it.
pub(super) struct Raw<'n> {
    pub(super) text: Cow<'n, str>,
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

/// Collects the values that identify errors in a member of a body, including its nested objects and lists.
pub(super) fn codes_in<'n>(
    wire: &Wire,
    member: &Member,
    value: &'n Node,
    at: &Path,
    element: Option<usize>,
    found: &mut Vec<Raw<'n>>,
) {
    match &member.content {
        Held::Value(meaning) if Some(*meaning) == wire.identity => {
            if let Some(text) = identity(value) {
                let at = at.clone();
                found.push(Raw { text, at, element });
            }
        }
        Held::Object(id) => {
            let object = wire.object(*id);
            for (index, member) in object.members.iter().enumerate() {
                let inner = if object.is_array {
                    let list = match value {
                        Node::List(list) => list.as_slice(),
                        _ => &[],
                    };
                    list.get(index).map(|value| (value, at.item(index)))
                } else {
                    value
                        .get(&member.name)
                        .map(|value| (value, at.key(&member.name)))
                };
                if let Some((value, at)) = inner {
                    codes_in(wire, member, value, &at, element, found);
                }
            }
        }
        Held::Errors(_) => {
            let Some(shape) = wire.element() else { return };
            let mut count = 0;
            let mut list = |list: &'n [Node], at: &Path| {
                for (index, value) in list.iter().enumerate() {
                    let element = Some(element.unwrap_or(count));
                    codes_in(wire, shape, value, &at.item(index), element, found);
                    count += 1;
                }
            };
            match value {
                Node::List(elements) => list(elements, at),
                Node::Map(by_param) => {
                    for (param, value) in by_param {
                        match value {
                            Node::List(elements) => list(elements, &at.key(param)),
                            value => list(std::slice::from_ref(value), &at.key(param)),
                        }
                    }
                }
                _ => {}
            }
        }
        Held::Value(_)
        | Held::Const(_)
        | Held::Args
        | Held::FlatArgs
        | Held::Arg(_)
        | Held::CodeField(_) => {}
    }
}

/// The text of a value that identifies an error.
pub(super) fn identity<'n>(value: &'n Node) -> Option<Cow<'n, str>> {
    match value {
        Node::Text(text) => Some(Cow::Borrowed(text)),
        _ => integer(value).map(|number| number.to_string().into()),
    }
}
