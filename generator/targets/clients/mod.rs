//! The targets for clients in other languages: one file each, which needs nothing but its language.
//!
//! What a file has of the catalog is generated. How it reads a response is the same for every catalog: the parts in the
//! folder of the language, which follow the [`Places`](places::Places) of the values.

mod conditions;
mod go;
mod places;
mod public;
mod python;
mod typescript;

use super::Input;
use crate::artifact::{Artifact, Artifacts};
use crate::catalog::{Catalog, ClientOutput, Format, Language};

/// Generates the clients that the catalog requests.
pub(crate) fn files(input: &Input) -> Artifacts {
    let mut artifacts = Artifacts::new();
    for (requested, view) in input.views.outputs() {
        if let Format::Client(output) = &requested.format {
            let path = requested.path.text().to_owned();
            let stamp = input.options.stamp(&path);
            let catalog: &Catalog = view.catalog();
            let contents = client(catalog, output, &stamp);
            artifacts.extend([Artifact { path, contents }]);
        }
    }
    artifacts
}

/// Returns the text of a client.
pub(crate) fn client(catalog: &Catalog, output: &ClientOutput, stamp: &str) -> String {
    match output.language {
        Language::TypeScript => typescript::module(catalog, stamp),
        Language::Python => python::module(catalog, stamp),
        Language::Go => go::module(catalog, output.package(), stamp),
    }
}

#[cfg(test)]
mod tests {
    use super::conditions::Conditions;
    use crate::catalog::Catalog;
    use crate::diagnostic::{Report, Source};

    fn catalog() -> Catalog {
        let text = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n";
        let mut report = Report::default();
        crate::read(&Source::from(("errors.yaml", text)), &mut report).expect("a catalog")
    }

    #[test]
    fn every_condition_of_a_part_is_known_and_ends() {
        let catalog = catalog();
        let conditions = Conditions::of(&catalog);
        let parts = super::typescript::PARTS.map(|part| (part, "//@ "));
        let parts = parts.iter().copied();
        let parts = parts.chain(super::python::PARTS.map(|part| (part, "#@ ")));
        for (part, mark) in parts.chain(super::go::PARTS.map(|part| (part, "//@ "))) {
            let mut open = 0;
            for line in part.lines() {
                let Some(directive) = line.trim_start().strip_prefix(mark) else {
                    continue;
                };
                if let Some(condition) = directive.strip_prefix("if ") {
                    conditions.hold(condition.trim_start_matches("no "));
                    open += 1;
                } else {
                    assert_eq!(directive, "end");
                    open -= 1;
                }
            }
            assert_eq!(open, 0, "{part}");
        }
    }
}
