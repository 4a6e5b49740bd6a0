//! TypeScript: a module without dependencies for browsers, Node.js, Deno and Bun.

mod args;
mod codes;
mod reading;
mod syntax;

use super::conditions::Conditions;
use crate::catalog::Catalog;
use crate::targets::conditional;

/// The parts that no catalog changes, in the order of the module.
pub(super) const PARTS: [&str; 7] = [
    include_str!("parts/types.ts"),
    include_str!("parts/functions.ts"),
    include_str!("parts/retry.ts"),
    include_str!("parts/response.ts"),
    include_str!("parts/identity.ts"),
    include_str!("parts/args.ts"),
    include_str!("parts/json.ts"),
];

/// Returns the text of the module.
pub(super) fn module(catalog: &Catalog, stamp: &str) -> String {
    let conditions = Conditions::of(catalog);
    let mut sections = vec![format!("// {}\n", crate::stamp::advice(stamp))];
    sections.extend(codes::sections(catalog, &conditions));
    sections.extend(reading::sections(catalog, &conditions));
    let holds = |condition: &str| conditions.hold(condition);
    for part in PARTS {
        let lines = conditional::lines(part, "//@", &holds);
        let text: String = lines.flat_map(|line| [line, "\n"]).collect();
        sections.push(text);
    }
    let sections = sections.iter().map(|section| section.trim());
    let sections: Vec<&str> = sections.filter(|section| !section.is_empty()).collect();
    sections.join("\n\n") + "\n"
}
