//! Looks at every text of a catalog, whatever it stands for.

use super::rules::INVISIBLE_CHARACTER;
use crate::diagnostic::{Diagnostic, Path, Place, Report};
use crate::visible::first_invisible;
use crate::yaml::{self, Node};

/// Reports what a person does not see, or wrote and YAML does not read.
pub(super) fn check(text: &str, node: &Node, report: &mut Report) {
    yaml::lost(text, report);
    // Without an escape, what is written is what is there.
    if !text.is_ascii() || text.contains('\\') {
        visit(node, &Path::root, report);
    }
}

fn visit(node: &Node, path: &dyn Fn() -> Path, report: &mut Report) {
    match node {
        Node::Text(text) => look(text, "text", || path().at_value(), report),
        Node::List(list) => {
            for (index, node) in list.iter().enumerate() {
                visit(node, &|| path().item(index), report);
            }
        }
        Node::Map(entries) => {
            for (key, node) in entries {
                let path = || path().key(key);
                look(key, "key", || path().at_key(), report);
                visit(node, &path, report);
            }
        }
        Node::Null | Node::Bool(_) | Node::Integer(_) | Node::Float(_) => {}
    }
}

fn look(text: &str, what: &str, place: impl Fn() -> Place, report: &mut Report) {
    if let Some(c) = first_invisible(text) {
        let code = u32::from(c);
        let message = format!("this {what} has the invisible character U+{code:04X}");
        report.push(Diagnostic::new(&INVISIBLE_CHARACTER, place(), message).help("remove it"));
    }
}
