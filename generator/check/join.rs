//! Adds the codes and types of imported catalogs to the catalog.

use std::collections::HashMap;

use super::imports::Imported;
use crate::catalog::{Code, JsonValue, Type};
use crate::load::of_import;

/// Adds the imported types that are not declared. Returns the values of their fields.
pub(super) fn add_types(
    types: &mut Vec<Type>,
    imports: &[Imported],
) -> Vec<Vec<(String, JsonValue)>> {
    let known = types.len();
    for kind in imports.iter().flat_map(|imported| &imported.catalog.types) {
        if !types
            .iter()
            .any(|known| known.name.wire() == kind.name.wire())
        {
            types.push(kind.clone());
        }
    }
    // The codes that have these types have the values of their fields.
    vec![Vec::new(); types.len() - known]
}

/// Adds the imported codes. Returns the names of all codes, as they are named here.
pub(super) fn add_codes(
    codes: &mut Vec<Code>,
    imports: &[Imported],
    types: &[Type],
    by_name: &HashMap<String, usize>,
) -> Vec<String> {
    let mut names: Vec<String> = codes
        .iter()
        .map(|code| code.name.key().to_owned())
        .collect();
    for (import, imported) in imports.iter().enumerate() {
        for (code, draft) in imported.catalog.codes.iter().zip(&imported.codes) {
            // A type of both catalogs is the one of this.
            let kind = code
                .error_type
                .as_ref()
                .and_then(|kind| by_name.get(kind.wire()));
            codes.push(Code {
                import: Some(import),
                error_type: kind.map(|at| types[*at].name.clone()),
                ..code.clone()
            });
            names.push(draft.key.clone());
        }
    }
    names
}

/// The codes that a code names.
pub(super) fn named(code: &mut Code) -> impl Iterator<Item = &mut String> {
    let instead = code
        .deprecated
        .as_mut()
        .and_then(|deprecated| deprecated.instead.as_mut());
    let listed = code
        .examples
        .iter_mut()
        .flat_map(|example| &mut example.errors);
    instead.into_iter().chain(listed.map(|(name, _)| name))
}

/// Makes the name of an imported code the one of its own catalog, which clients know.
pub(super) fn make_own(name: &mut String, imports: &[Imported]) {
    if let Some((import, own)) = of_import(name) {
        if imports
            .iter()
            .any(|imported| imported.import.name == import)
        {
            *name = own.to_owned();
        }
    }
}
