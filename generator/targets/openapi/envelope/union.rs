//! One schema for several objects.

use serde::Serialize;
use serde_json::Value as Json;

use crate::targets::openapi::schemas::{JsonTypes, Schema};

/// The schema of objects with the properties of any of these. Generators of clients cannot tell the choices of `anyOf`
/// apart.
pub(super) fn union(objects: Vec<Schema>) -> Schema {
    let mut objects = objects.into_iter();
    let mut union = objects.next().unwrap_or_default();
    union.description = None;
    for object in objects {
        union.required.retain(|name| object.required.contains(name));
        for (name, property) in object.properties.0 {
            let mut known = union.properties.0.iter_mut();
            match known.find(|(known, _)| *known == name) {
                Some((_, known)) => merge(known, property),
                None => union.properties.0.push((name, property)),
            }
        }
    }
    union
}

/// Makes a schema allow what another one allows.
fn merge<'c>(schema: &mut Schema<'c>, mut other: Schema<'c>) {
    let is_object = |schema: &Schema| {
        let is_object = matches!(schema.kind, Some(JsonTypes::One("object")));
        is_object && schema.additional.is_none() && !schema.properties.0.is_empty()
    };
    if is_object(schema) && is_object(&other) {
        *schema = union(vec![std::mem::take(schema), other]);
    } else if frame(schema) != frame(&other) {
        let mut choices = std::mem::take(&mut schema.any_of);
        if choices.is_empty() {
            choices.push(std::mem::take(schema));
        }
        if choices.iter().all(|choice| json(choice) != json(&other)) {
            choices.push(other);
        }
        *schema = Schema {
            any_of: choices,
            ..Schema::default()
        };
    } else {
        schema.values.extend(schema.constant.take());
        other.values.extend(other.constant.take());
        if schema.values.is_empty() || other.values.is_empty() {
            schema.values.clear();
        } else {
            schema.values.append(&mut other.values);
        }
        if json(&schema.default) != json(&other.default) {
            schema.default = None;
        }
        if json(&schema.minimum) != json(&other.minimum) {
            schema.minimum = None;
        }
        if json(&schema.maximum) != json(&other.maximum) {
            schema.maximum = None;
        }
        schema.description = None;
    }
}

/// Returns what constants of one type have in common.
fn frame(schema: &Schema) -> Json {
    let mut frame = json(schema);
    if let Json::Object(keywords) = &mut frame {
        for keyword in [
            "description",
            "const",
            "enum",
            "default",
            "minimum",
            "maximum",
        ] {
            keywords.remove(keyword);
        }
    }
    frame
}

fn json(value: &impl Serialize) -> Json {
    serde_json::to_value(value).unwrap_or_default()
}
