//! The names of classes.

use std::collections::HashSet;

use crate::catalog::{Catalog, Code, Type};

/// The exceptions that every module has.
const RESERVED: [&str; 2] = ["ApiError", "ListedError"];

/// The names of the exceptions for codes and for types. By convention, they end in `Error`.
pub(super) struct Names {
    codes: HashSet<String>,
    taken: HashSet<String>,
}

impl Names {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let variants = catalog.codes.iter().map(|code| code.name.variant());
        let codes: HashSet<String> = variants.map(str::to_owned).collect();
        let mut names = Self {
            codes,
            taken: HashSet::new(),
        };
        let taken = catalog.codes.iter().map(|code| names.of_code(code));
        names.taken = taken.collect();
        names
    }

    /// Returns the name of the exception for a code: `EmailTakenError`.
    pub(super) fn of_code(&self, code: &Code) -> String {
        let variant = code.name.variant();
        let is_free = |name: &str| !RESERVED.contains(&name);
        // Without another code that would get the same name, a name that ends in `Error` stays.
        if let Some(rest) = variant.strip_suffix("Error") {
            if !self.codes.contains(rest) && is_free(variant) {
                return variant.to_owned();
            }
        }
        let name = format!("{variant}Error");
        if is_free(&name) {
            name
        } else {
            format!("{variant}CodeError")
        }
    }

    /// Returns the name of the exception for a type: `ConflictError`.
    pub(super) fn of_type(&self, error_type: &Type) -> String {
        let variant = error_type.name.variant();
        let short = variant.strip_suffix("Error").unwrap_or(variant);
        let mut name = format!("{short}Error");
        while self.taken.contains(&name) || RESERVED.contains(&name.as_str()) {
            name = format!("{}TypeError", name.trim_end_matches("Error"));
        }
        name
    }
}
