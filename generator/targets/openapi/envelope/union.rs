//! One schema for several objects.

use crate::targets::openapi::schemas::Schema;

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

/// Makes a schema allow what another one allows, as far as both are constants.
fn merge<'c>(schema: &mut Schema<'c>, mut other: Schema<'c>) {
    schema.values.extend(schema.constant.take());
    other.values.extend(other.constant.take());
    if schema.values.is_empty() || other.values.is_empty() {
        schema.values.clear();
    } else {
        schema.values.append(&mut other.values);
    }
    schema.description = None;
}
