//! The names of classes.

use std::collections::HashSet;

use crate::catalog::{Catalog, Code, Type};

/// The exceptions that every module has.
const RESERVED: [&str; 2] = ["ApiError", "ListedError"];

/// The names of the exceptions for types and for codes. By convention, they end in `Error`.
///
/// A type takes its name before any code does, and a code before those below it: a new code does not change other names.
pub(super) struct Names {
    types: Vec<String>,
    codes: Vec<String>,
}

impl Names {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let mut taken: HashSet<String> = RESERVED.map(str::to_owned).into();
        let types = catalog.types.iter();
        let types = types.map(|known| free(known.name.variant(), "TypeError", &mut taken));
        let types = types.collect();
        let codes = catalog.codes.iter();
        let codes = codes.map(|code| free(code.name.variant(), "CodeError", &mut taken));
        Self {
            types,
            codes: codes.collect(),
        }
    }

    /// Returns each type with the name of its exception: `ConflictError`.
    pub(super) fn types<'n>(
        &'n self,
        catalog: &'n Catalog,
    ) -> impl Iterator<Item = (&'n Type, &'n str)> {
        let names = self.types.iter().map(String::as_str);
        catalog.types.iter().zip(names)
    }

    /// Returns each code with the name of its exception: `EmailTakenError`.
    pub(super) fn codes<'n>(
        &'n self,
        catalog: &'n Catalog,
    ) -> impl Iterator<Item = (&'n Code, &'n str)> {
        let names = self.codes.iter().map(String::as_str);
        catalog.codes.iter().zip(names)
    }

    /// Returns the names of the exceptions for codes at these places.
    pub(super) fn at(&self, places: impl Iterator<Item = usize>) -> Vec<&str> {
        places
            .filter_map(|place| self.codes.get(place).map(String::as_str))
            .collect()
    }
}

/// Takes the first name that is free: the variant with one `Error` at its end, or with another ending.
fn free(variant: &str, ending: &str, taken: &mut HashSet<String>) -> String {
    let short = variant
        .strip_suffix("Error")
        .filter(|rest| !rest.is_empty());
    let mut name = format!("{}Error", short.unwrap_or(variant));
    if taken.contains(&name) {
        name = format!("{variant}{ending}");
    }
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
}
