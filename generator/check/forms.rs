//! The forms of arguments: how the envelope has their values written.

use crate::catalog::{ArgKind, Code, Content, Envelope, Field, Form};

/// The codes with their arguments in the forms that the envelope gives their places.
pub(super) fn in_form_of_place(mut codes: Vec<Code>, envelope: &Envelope) -> Vec<Code> {
    let mut forms = Forms::default();
    forms.add(&envelope.body);
    for arg in codes.iter_mut().flat_map(|code| &mut code.args) {
        let placed = forms.placed.iter().find(|(name, _)| *name == arg.name);
        let form = placed.map_or(forms.others, |(_, form)| *form);
        if arg.form == Form::Plain && !matches!(arg.kind, ArgKind::String | ArgKind::DateTime) {
            arg.form = form;
        }
    }
    codes
}

/// The forms of arguments in an envelope.
#[derive(Default)]
struct Forms<'e> {
    placed: Vec<(&'e str, Form)>,
    others: Form,
}

impl<'e> Forms<'e> {
    fn add(&mut self, field: &'e Field) {
        match &field.content {
            Content::Arg(name) => self.placed.push((name, field.form)),
            Content::Args { .. } => self.others = field.form,
            Content::Is(_)
            | Content::CodeField(_)
            | Content::Const(_)
            | Content::Members { .. }
            | Content::Elements(_)
            | Content::Errors(_) => {}
        }
        for inside in field.inside(true) {
            self.add(inside);
        }
    }
}
