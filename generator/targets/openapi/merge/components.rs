//! Merges the components into a document.

use serde_json::{Map, Value};

use super::Merge;
use super::compare::{apart, difference};
use super::rules;
use super::view::{Entries, NodeView};
use crate::diagnostic::{Diagnostic, Level, quote};

impl<'h> Merge<'h, '_> {
    pub(super) fn components(&mut self, root: &Entries<'h, '_>, sections: Map<String, Value>) {
        let Some(view) = root.get("components") else {
            let all = Map::from_iter([("components".to_owned(), Value::Object(sections))]);
            return self.add(&root.of, &all);
        };
        let Some(components) = self.entries(view) else {
            return;
        };
        if view.shared {
            // Report this once, not for each section.
            return self.add(view, &sections);
        }
        let mut new_sections = Map::new();
        for (section, wanted) in sections {
            let Some(view) = components.get(&section) else {
                new_sections.insert(section, wanted);
                continue;
            };
            let (Some(own), Value::Object(wanted)) = (self.entries(view), wanted) else {
                continue;
            };
            let mut new = Map::new();
            for (name, component) in wanted {
                match own.get(&name) {
                    Some(view) => self.component(&section, &name, view, component),
                    None => _ = new.insert(name, component),
                }
            }
            self.add(view, &new);
        }
        self.add(view, &new_sections);
    }

    fn component(&mut self, section: &str, name: &str, own: &NodeView<'h, '_>, wanted: Value) {
        let Some(differs) = difference(own.node, &wanted) else {
            return;
        };
        let reference = quote(&format!("#/components/{section}/{name}"));
        let apart = apart(&differs);
        let conflict = |message| Diagnostic::new(&rules::COMPONENT, self.place(own), message);
        if self.replaces {
            let message = format!("replaced {reference}, which differed from the catalog's{apart}");
            let replaced = conflict(message).level(Level::Warning);
            return self.replace(own, wanted, replaced);
        }
        let message = format!("{reference} already exists and differs from the catalog's{apart}");
        let help = "rename it, or run with `--replace` if it means the same";
        let found = conflict(message).help(help);
        self.report.push(found);
    }
}
