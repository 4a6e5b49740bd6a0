//! The member `as`: how a value is written.

use super::members::Members;
use super::rules;
use super::scalars::word;
use crate::catalog::Form;
use crate::diagnostic::{Diagnostic, Path, Report};
use crate::yaml::Node;

/// Reads `as`, which can be one of these forms.
pub(super) fn form(members: &mut Members, forms: &[Form]) -> Form {
    if !members.has("as") {
        if !forms.is_empty() {
            // Where it can be, it is among the known members.
            members.node("as");
        }
        return Form::default();
    }
    let at = members.path.key("as");
    let Some(node) = members.node("as") else {
        return Form::default();
    };
    if forms.is_empty() {
        let message = "`as` states how a number, a time or arguments are written, and this value is none of them";
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_MEMBER, at.at_key(), message);
        members.report.push(diagnostic.help("remove `as`"));
        return Form::default();
    }
    read(node, &at, forms, members.report).unwrap_or_default()
}

fn read(node: &Node, at: &Path, forms: &[Form], report: &mut Report) -> Option<Form> {
    let known = Form::WORDS.iter().filter(|(_, form)| forms.contains(form));
    let known: Vec<(&str, Form)> = known.copied().collect();
    word(node, at, "how the value is written", &known, report)
}
