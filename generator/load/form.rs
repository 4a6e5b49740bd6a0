//! The member `as`: how a value is written.

use super::members::{Members, word};
use crate::catalog::Form;
use crate::diagnostic::{Path, Report};
use crate::yaml::Node;

/// Reads `as`, which can be one of these forms. Where there are none, `as` is an unknown member.
pub(super) fn form(members: &mut Members, forms: &[Form]) -> Form {
    if forms.is_empty() {
        return Form::default();
    }
    let at = members.path.key("as");
    let Some(node) = members.node("as") else {
        return Form::default();
    };
    read(node, &at, forms, members.report).unwrap_or_default()
}

fn read(node: &Node, at: &Path, forms: &[Form], report: &mut Report) -> Option<Form> {
    let known = Form::WORDS.iter().filter(|(_, form)| forms.contains(form));
    let known: Vec<(&str, Form)> = known.copied().collect();
    word(node, at, "how the value is written", &known, report)
}
