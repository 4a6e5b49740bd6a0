//! Checks the fields that a team declares for itself, and their values.

use std::collections::HashMap;

use super::{Index, code_path, type_path};
use crate::catalog::{CodeField, JsonValue};
use crate::diagnostic::{Diagnostic, Level, Path, Place, Report, Rule, quote};

pub(super) const RULES: &[&Rule] = &[&UNKNOWN_FIELD, &MISSING_FIELD, &FIELD_VALUE];

pub(super) static UNKNOWN_FIELD: Rule = Rule {
    name: "unknown-field",
    level: Level::Error,
    what: "A code, a type or the envelope names a field that the section `fields` does not declare.",
    why: "The field would have no type and no description. It is usually a misspelt known field.",
    bad: "version: 1\nfields: {severity: {default: low}}\ncodes:\n  gone: {status: 410, description: It is gone., fields: {severty: high}}\n",
    good: "version: 1\nfields: {severity: {default: low}}\ncodes:\n  gone: {status: 410, description: It is gone., fields: {severity: high}}\n",
};

static MISSING_FIELD: Rule = Rule {
    name: "missing-field",
    level: Level::Error,
    what: "A code has no value for a field that is neither optional nor has a default.",
    why: "Every code must have a value, or programs that read it would find none.",
    bad: "version: 1\nfields: {severity: {}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nfields: {severity: {}}\ncodes:\n  gone: {status: 410, description: It is gone., fields: {severity: high}}\n",
};

static FIELD_VALUE: Rule = Rule {
    name: "field-value",
    level: Level::Error,
    what: "A field has a value of another type, or one that its `enum` does not list.",
    why: "Programs that read the field could not understand the value.",
    bad: "version: 1\nfields: {severity: {enum: [low, high]}}\ncodes:\n  gone: {status: 410, description: It is gone., fields: {severity: hihg}}\n",
    good: "version: 1\nfields: {severity: {enum: [low, high]}}\ncodes:\n  gone: {status: 410, description: It is gone., fields: {severity: high}}\n",
};

pub(super) fn check(parts: &Index, report: &mut Report) {
    let Some(declared) = parts.draft.fields.as_ref() else {
        // Without the section, or with a mistake in it, nothing is known about its fields.
        return;
    };
    let known: HashMap<&str, &CodeField> = declared
        .iter()
        .map(|field| (field.name.as_str(), field))
        .collect();
    for kind in parts.draft.types.iter().flatten() {
        let at = type_path(&kind.key).key("fields");
        values(&kind.fields, &known, &at, report);
    }
    for code in &parts.draft.codes {
        let path = code_path(&code.key);
        values(&code.fields, &known, &path.key("fields"), report);
        let of_type = parts.type_of(code).map(|kind| &kind.fields);
        for field in declared {
            let mut given = code.fields.iter().chain(of_type.into_iter().flatten());
            let is_given = given.any(|(name, _)| *name == field.name);
            if is_given || field.optional || field.default.is_some() {
                continue;
            }
            let message = format!(
                "{} has no value for the field {}",
                quote(&code.key),
                quote(&field.name)
            );
            let declared_at = Path::root().key("fields").key(&field.name);
            report.push(
                Diagnostic::new(&MISSING_FIELD, path.at_key(), message)
                    .related(declared_at.at_key(), "this field")
                    .help(format!(
                        "add `fields: {{{}: …}}` to the code or to its type, or give the field a `default`",
                        field.name
                    )),
            );
        }
    }
}

fn values(
    given: &[(String, JsonValue)],
    known: &HashMap<&str, &CodeField>,
    at: &Path,
    report: &mut Report,
) {
    for (name, value) in given {
        let at = at.key(name);
        let Some(field) = known.get(name.as_str()) else {
            let diagnostic = unknown(name, known.keys().copied(), at.at_key(), report);
            report.push(diagnostic);
            continue;
        };
        if field.fits(value) {
            continue;
        }
        let expected = if field.values.is_empty() {
            format!("`type: {}`", field.kind.word())
        } else {
            let values: Vec<String> = field.values.iter().map(|value| quote(value)).collect();
            values.join(", ")
        };
        let shown = quote(&value.to_string());
        let message = format!("{shown} is not a value of the field {}", quote(name));
        report.push(
            Diagnostic::new(&FIELD_VALUE, at.at_value(), message)
                .help(format!("expected {expected}")),
        );
    }
}

/// The finding about a field that is not declared.
pub(super) fn unknown<'k>(
    name: &str,
    known: impl Iterator<Item = &'k str>,
    place: Place,
    report: &Report,
) -> Diagnostic {
    let message = format!("no field is called {}", quote(name));
    let help = report
        .reference(name, known)
        .unwrap_or_else(|| format!("add {} to the section `fields`", quote(name)).into());
    Diagnostic::new(&UNKNOWN_FIELD, place, message).help(help)
}
