//! What clients have of the catalog in every language.

use std::fmt::Write as _;

use crate::catalog::{Arg, ArgKind, Catalog, Code, CodeField, Form, ItemKind, JsonValue};
use crate::text::Markdown;
use crate::visible::is_invisible;

/// Returns the arguments that a response with the code can have.
pub(super) fn sent_args(code: &Code) -> impl Iterator<Item = &Arg> {
    code.args.iter().filter(|arg| arg.is_sent())
}

/// Returns the codes with arguments that a response can have.
pub(super) fn with_args(catalog: &Catalog) -> impl Iterator<Item = &Code> {
    let codes = catalog.codes.iter();
    codes.filter(|code| sent_args(code).next().is_some())
}

/// Returns the fields that the catalog declares, without those that are internal.
pub(super) fn fields(catalog: &Catalog) -> impl Iterator<Item = &CodeField> {
    catalog.fields.iter().filter(|field| !field.is_internal)
}

/// Returns the values of these fields.
pub(super) fn values<'c>(
    catalog: &'c Catalog,
    code: &'c Code,
) -> impl Iterator<Item = (&'c str, &'c JsonValue)> {
    let values = code.fields.iter();
    let values = values.filter(|(name, _)| fields(catalog).any(|field| field.name == *name));
    values.map(|(name, value)| (name.as_str(), value))
}

/// Returns whether a code may have no value of the field.
pub(super) fn may_be_absent(field: &CodeField) -> bool {
    field.optional && field.default.is_none()
}

/// Returns the words of a description's first paragraph.
pub(super) fn summary(description: &Markdown) -> String {
    description.first_paragraph().as_str().to_owned()
}

/// Returns what the catalog states about the deprecation of a code: `Since 2. Use other instead.`
pub(super) fn deprecation(code: &Code) -> Option<String> {
    let sentence = code.deprecated.as_ref()?.sentence("Deprecated");
    let words = Markdown::new(&sentence).words();
    let words = words.as_str();
    Some(
        words
            .strip_prefix("Deprecated since")
            .map_or_else(|| words.to_owned(), |version| format!("Since{version}")),
    )
}

/// Returns the type of an argument as a client checks it: in the words of JSON Schema, with `[]` behind the type of the
/// elements of an array.
pub(super) fn checked_type(arg: &Arg) -> &'static str {
    match arg.form {
        Form::String => return "string",
        Form::Unix | Form::UnixMs | Form::Ms => return "integer",
        Form::Plain => {}
    }
    match arg.kind {
        ArgKind::String | ArgKind::DateTime => "string",
        ArgKind::Integer => "integer",
        ArgKind::Number => "number",
        ArgKind::Boolean => "boolean",
        ArgKind::Any => "any",
        ArgKind::Array(ItemKind::String) => "string[]",
        ArgKind::Array(ItemKind::Integer) => "integer[]",
        ArgKind::Array(ItemKind::Number) => "number[]",
        ArgKind::Array(ItemKind::Boolean) => "boolean[]",
    }
}

/// Returns a string literal, in which `escape` writes what is not seen.
pub(super) fn quoted(text: &str, escape: impl Fn(char, &mut String)) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            '\n' => literal += "\\n",
            '\t' => literal += "\\t",
            c if is_invisible(c) => escape(c, &mut literal),
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}

/// Writes a character as Python and Go do: with the eight digits of its number.
pub(super) fn eight_digits(c: char, literal: &mut String) {
    let _ = write!(literal, "\\U{:08x}", u32::from(c));
}

/// Joins pieces of a generated file.
pub(super) fn joined(pieces: impl Iterator<Item = String>) -> String {
    pieces.collect()
}
