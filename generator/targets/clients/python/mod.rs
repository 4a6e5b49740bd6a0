//! Python: a module for Python 3.11 and later, which needs the standard library alone.

mod codes;
mod exceptions;
mod imports;
mod names;
mod reading;
mod syntax;

use super::conditions::Conditions;
use crate::catalog::Catalog;
use crate::targets::conditional;

const ERRORS: &str = include_str!("parts/errors.py");
const FUNCTIONS: &str = include_str!("parts/functions.py");
const RESPONSE: &str = include_str!("parts/response.py");
const IDENTITY: &str = include_str!("parts/identity.py");
const JSON: &str = include_str!("parts/json.py");

/// The parts that no catalog changes.
#[cfg(test)]
pub(super) const PARTS: [&str; 5] = [ERRORS, FUNCTIONS, RESPONSE, IDENTITY, JSON];

/// Returns the text of the module.
pub(super) fn module(catalog: &Catalog, stamp: &str) -> String {
    let conditions = Conditions::of(catalog);
    let holds = |condition: &str| conditions.hold(condition);
    let part = |part: &'static str| -> String {
        let lines = conditional::lines(part, "#@", &holds);
        lines.flat_map(|line| [line, "\n"]).collect()
    };
    let mut sections = codes::enums(catalog);
    sections.push(reading::values(catalog));
    sections.extend(codes::table(catalog, &conditions));
    if conditions.hold("typed_args") {
        sections.extend(exceptions::arguments(catalog));
    }
    sections.push(part(ERRORS));
    sections.extend(exceptions::exceptions(catalog, &conditions));
    sections.extend([part(FUNCTIONS), part(JSON), part(IDENTITY), part(RESPONSE)]);
    sections.extend(reading::sections(catalog));
    let sections = sections.iter().map(|section| section.trim());
    let sections: Vec<&str> = sections.filter(|section| !section.is_empty()).collect();
    let body = sections.join("\n\n\n");
    format!(
        "# {}\n\"\"\"The errors of the API: their codes, and exceptions for responses.\"\"\"\n\n\
         from __future__ import annotations\n\n{}\n\n{body}\n",
        crate::stamp::advice(stamp),
        imports::imports(catalog, &conditions)
    )
}
