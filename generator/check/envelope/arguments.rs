//! Checks the places of arguments, and how they are written there.

use super::values::{ABSENT, NO_VALUE};
use super::{UNKNOWN_ARGUMENT, Walk};
use crate::catalog::{Arg, ArgKind, Content, Envelope, Field, Form};
use crate::check::{Index, code_path};
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};

pub(super) static ARGUMENT_TYPES: Rule = Rule {
    name: "argument-types",
    level: Level::Error,
    what: "An argument does not have the type of its place in the envelope: a place has one type for all codes, and `as: string` makes it text.",
    why: "The member would have no single type, so that clients could not read it.",
    bad: "version: 1\nenvelope: {body: {code: {is: code}, id: {arg: id}}}\ncodes:\n  gone: {status: 410, description: It is gone., args: {id: {}}}\n  absent: {status: 404, description: It is not there., args: {id: {type: integer}}}\n",
    good: "version: 1\nenvelope: {body: {code: {is: code}, id: {arg: id}}}\ncodes:\n  gone: {status: 410, description: It is gone., args: {id: {}}}\n  absent: {status: 404, description: It is not there., args: {id: {}}}\n",
};

impl Walk<'_, '_, '_> {
    /// Checks an argument that has a place of its own.
    pub(super) fn placed(&mut self, name: &str, field: &Field, at: &Path) {
        let mut first: Option<(&Arg, &str)> = None;
        let mut lacking = None;
        for code in self.parts.all_codes() {
            let mut args = match &code.args {
                crate::load::Member::Given(args) => args.iter(),
                crate::load::Member::Absent => [].iter(),
                crate::load::Member::Invalid => return,
            };
            let arg = args.find(|arg| arg.name == *name && arg.is_sent());
            let Some(arg) = arg else {
                lacking = lacking.or(Some((code, "does not have")));
                continue;
            };
            if arg.optional {
                lacking = lacking.or(Some((code, "may lack")));
            }
            match first {
                None => first = Some((arg, &code.key)),
                Some((known, first)) if (known.kind, known.form) != (arg.kind, arg.form) => {
                    let message = format!(
                        "{} is of type {} in {}, and of type {} in {}",
                        quote(name),
                        type_of(known),
                        quote(first),
                        type_of(arg),
                        quote(&code.key)
                    );
                    let place = code_path(&code.key).key("args").key(name).at_key();
                    self.report.push(
                        Diagnostic::new(&ARGUMENT_TYPES, place, message)
                            .related(at.at_key(), "the place of the argument")
                            .help("give both the same type, or rename one of them"),
                    );
                    return;
                }
                Some(_) => {}
            }
        }
        if first.is_none() {
            let message = format!("no code sends an argument {}", quote(name));
            let args = self.parts.all_codes();
            let args = args.flat_map(|code| code.args.given().into_iter().flatten());
            let known = args
                .filter(|arg| arg.is_sent())
                .map(|arg| arg.name.as_str());
            let help = self.report.reference(name, known);
            let place = at.key("arg").at_value();
            self.report
                .push(Diagnostic::new(&UNKNOWN_ARGUMENT, place, message).maybe_help(help));
        } else if let (Some((code, lacks)), false) = (lacking, field.may_be_absent()) {
            let message = format!(
                "{} is in every response, but {} {lacks} the argument {}",
                quote(&field.name),
                quote(&code.key),
                quote(name)
            );
            self.report.push(
                Diagnostic::new(&NO_VALUE, at.at_key(), message)
                    .related(code_path(&code.key).at_key(), "this code")
                    .help(ABSENT),
            );
        }
    }
}

/// Returns the type of an argument, as a catalog states it.
fn type_of(arg: &Arg) -> String {
    let kind = match arg.kind {
        ArgKind::DateTime => "`date-time`".to_owned(),
        ArgKind::Array(item) => format!("`array` with items of type `{}`", item.kind().word()),
        ArgKind::String | ArgKind::Integer | ArgKind::Number | ArgKind::Boolean | ArgKind::Any => {
            quote(arg.kind.word())
        }
    };
    let mut words = Form::WORDS.iter();
    match words.find(|(_, form)| *form == arg.form) {
        Some((word, _)) => format!("{kind} as `{word}`"),
        None => kind,
    }
}

/// Reports an argument that one place makes text and another does not, or whose own form no text has.
pub(super) fn forms(parts: &Index, envelope: &Envelope, report: &mut Report) {
    let mut places = Vec::new();
    let at = Path::root().key("envelope").key("body");
    find_places(&envelope.body, &at, &mut places);
    for (index, (field, at)) in places.iter().enumerate() {
        let mut before = places[..index].iter();
        let is_same = |other: &Content| match (&field.content, other) {
            (Content::Arg(name), Content::Arg(other)) => name == other,
            (Content::Args { .. }, Content::Args { .. }) => true,
            _ => false,
        };
        let other = before.find(|(other, _)| is_same(&other.content) && other.form != field.form);
        if let Some((_, first)) = other {
            let message = "the same arguments are written in two ways";
            report.push(
                Diagnostic::new(&ARGUMENT_TYPES, at.at_key(), message)
                    .related(first.at_key(), "the other place")
                    .help("give both places the same `as`"),
            );
        }
    }
    let named: Vec<&str> = places
        .iter()
        .filter_map(|(field, _)| name_of(field))
        .collect();
    for code in parts.all_codes() {
        for arg in code.args.given().into_iter().flatten() {
            let is_number = matches!(arg.form, Form::Unix | Form::UnixMs);
            let place = places.iter().find(|(field, _)| match name_of(field) {
                Some(name) => name == arg.name,
                None => !named.contains(&arg.name.as_str()),
            });
            let Some((_, at)) = place.filter(|(field, _)| field.form == Form::String) else {
                continue;
            };
            if is_number && arg.is_sent() {
                let message = format!(
                    "{} is a number of seconds or milliseconds, but its place is text",
                    quote(&arg.name)
                );
                let place = code_path(&code.key).key("args").key(&arg.name);
                let mut finding = Diagnostic::new(&ARGUMENT_TYPES, place.at_key(), message);
                if !envelope.is_preset {
                    finding = finding.related(at.at_key(), "the place of the argument");
                }
                report.push(finding.help("remove `as` from the argument: it is text like `2026-01-15T10:30:00.000Z` then"));
            }
        }
    }
}

fn name_of(field: &Field) -> Option<&str> {
    match &field.content {
        Content::Arg(name) => Some(name),
        _ => None,
    }
}

fn find_places<'e>(field: &'e Field, at: &Path, places: &mut Vec<(&'e Field, Path)>) {
    if let Content::Arg(_) | Content::Args { .. } = &field.content {
        places.push((field, at.clone()));
    }
    let at = match &field.content {
        Content::Members { is_long: true, .. } => at.key("members"),
        Content::Errors(_) => at.key("each"),
        _ => at.clone(),
    };
    for (index, inside) in field.inside(true).iter().enumerate() {
        let at = match &field.content {
            Content::Elements(_) => at.item(index),
            Content::Errors(_) => at.clone(),
            _ => at.key(&inside.name),
        };
        find_places(inside, &at, places);
    }
}
