//! Looks at every text of a catalog, whatever it stands for.

use std::collections::HashMap;

use super::rules::INVISIBLE_CHARACTER;
use crate::diagnostic::{Diagnostic, Path, Place, Report, Source, SourcePart};
use crate::visible::first_invisible;
use crate::yaml::{self, Node};

/// Reports what a person does not see, or wrote and YAML does not read.
pub(super) fn check(node: &Node, source: &Source, parts: &[&SourcePart], report: &mut Report) {
    yaml::lost(&source.text, report);
    for part in parts {
        let mut found = Report::default();
        yaml::lost(&part.source.text, &mut found);
        report.append(found, &part.source);
    }
    // Without an escape, what is written is what is there.
    let is_plain = |text: &str| text.is_ascii() && !text.contains('\\');
    if !is_plain(&source.text) || !parts.iter().all(|part| is_plain(&part.source.text)) {
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
            // Of a repeated key, each entry is looked at where it is.
            let mut seen: HashMap<&str, usize> = HashMap::new();
            for (key, node) in entries {
                let nth = seen.entry(key).or_default();
                let path = || path().nth_key(key, *nth);
                look(key, "key", || path().at_key(), report);
                visit(node, &path, report);
                *nth += 1;
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
