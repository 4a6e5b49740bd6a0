//! The schemas for the names of types and codes.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::Map;
use super::schemas::{ExternalDocs, JsonTypes, Schema, SchemaValue};
use crate::catalog::{Catalog, Code, OpenApiEnums, Type};

/// Returns the schema `ErrorType`, if the catalog has types.
pub(super) fn types(catalog: &Catalog, enums: OpenApiEnums) -> Option<Schema<'_>> {
    if catalog.types.is_empty() {
        return None;
    }
    let names = catalog.types.iter().map(|kind| SchemaName {
        wire: kind.name.wire(),
        variant: kind.name.variant(),
        description: description_of_type(kind),
    });
    Some(schema("The category of an error.", names, enums))
}

/// Returns the description of a type, with its title as a prefix.
fn description_of_type(kind: &Type) -> Cow<'_, str> {
    let description = kind.description.as_str();
    kind.title.as_ref().map_or(description.into(), |title| {
        format!("{}: {description}", title.to_markdown().as_str()).into()
    })
}

/// Returns the schema `ErrorCode`.
pub(super) fn codes(catalog: &Catalog, enums: OpenApiEnums) -> Schema<'_> {
    // Codes that are sent under the same name are one value.
    let mut names: Vec<SchemaName> = Vec::with_capacity(catalog.codes.len());
    let mut places: HashMap<&str, usize> = HashMap::with_capacity(catalog.codes.len());
    for code in &catalog.codes {
        let place = *places.entry(code.name.wire()).or_insert(names.len());
        match names.get_mut(place) {
            Some(known) => {
                let more = description_of(code);
                known.description = format!("{} Or: {more}", known.description).into();
            }
            None => names.push(SchemaName {
                wire: code.name.wire(),
                variant: code.name.variant(),
                description: description_of(code),
            }),
        }
    }
    // A property of a name must hold for every code that is sent under it.
    let those = |is: fn(&Code) -> bool| {
        let is_other = |code: &&Code| !is(code);
        let others: HashSet<&str> = catalog
            .codes
            .iter()
            .filter(is_other)
            .map(|code| code.name.wire())
            .collect();
        let names = names.iter().map(|name| name.wire);
        names.filter(|name| !others.contains(name)).collect()
    };
    Schema {
        deprecated_names: those(|code| code.deprecated.is_some()),
        retryable: those(|code| code.retryable),
        external_docs: docs_page(catalog).map(|url| ExternalDocs { url }),
        ..schema("An error that the API returns.", names.into_iter(), enums)
    }
}

/// Returns the documentation page, if all codes share one.
fn docs_page(catalog: &Catalog) -> Option<&str> {
    let (page, _) = catalog.api.docs_url.as_deref()?.split_once('#')?;
    (!page.contains('{')).then_some(page)
}

struct SchemaName<'c> {
    wire: &'c str,
    variant: &'c str,
    description: Cow<'c, str>,
}

fn schema<'c>(
    description: &'c str,
    names: impl Iterator<Item = SchemaName<'c>>,
    enums: OpenApiEnums,
) -> Schema<'c> {
    let mut schema = Schema {
        kind: Some(JsonTypes::One("string")),
        description: Some(description.into()),
        ..Schema::default()
    };
    let mut by_name = Vec::new();
    for name in names {
        match enums {
            OpenApiEnums::Closed => schema.values.push(SchemaValue::Text(name.wire.into())),
            OpenApiEnums::Open => schema.known.push(name.wire),
        }
        schema.variants.push(name.variant);
        by_name.push((name.wire.into(), name.description.clone()));
        schema.descriptions.push(name.description);
    }
    schema.descriptions_by_name = Map(by_name);
    schema
}

/// Returns the description of a code, with its deprecation.
pub(super) fn description_of(code: &Code) -> Cow<'_, str> {
    let description = code.description.as_str();
    code.deprecated.as_ref().map_or(description.into(), |end| {
        format!("{description} ({})", end.sentence("Deprecated")).into()
    })
}
