//! The arguments of a code.

use super::codes::name_error;
use super::form::form;
use super::members::{Member, Members, Read, each, wrong_type};
use super::rules;
use super::scalars::word;
use crate::casing;
use crate::catalog::{Arg, ArgKind, Form, ItemKind, JsonValue};
use crate::diagnostic::{Diagnostic, Path, Report, quote};
use crate::yaml::Node;

pub(super) struct ArgList(pub(super) Vec<Arg>);

impl Read for ArgList {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let what = "a mapping from arguments to their members (`{}` is enough)";
        each(node, at, what, report, arg).map(Self)
    }
}

fn arg(name: &str, node: &Node, at: &Path, report: &mut Report) -> Option<Arg> {
    let mut members = Members::open(
        node,
        at,
        "a mapping with `type`, `example`, … (`{}` is enough)",
        report,
    )?;
    let rust_name = rust_name(name, &mut members);
    let kind = kind(&mut members);
    let description = members.optional("description").take();
    let example = members.optional::<JsonValue>("example");
    let optional = members.optional("optional").take().unwrap_or_default();
    let only_in = members.optional::<OnlyIn>("only_in").take();
    let secret = members.optional("secret").take().unwrap_or_default();
    let Kind {
        own: kind,
        values,
        variants,
        form,
    } = match kind {
        Member::Given(kind) => kind,
        Member::Absent => Kind::default(),
        Member::Invalid => {
            members.close();
            return None;
        }
    };
    let mut arg = Arg {
        name: name.to_owned(),
        rust_name: String::new(),
        kind,
        values,
        variants,
        form,
        description,
        example: None,
        optional,
        is_only_in_message: only_in.is_some(),
        secret,
    };
    if let Member::Given(value) = &example {
        if arg.fits(value) {
            arg.example = Some(value.clone());
        } else {
            let place = at.key("example").at_value();
            members
                .report
                .push(example_of_other_type(&arg, value, place));
        }
    }
    members.close();
    Some(Arg {
        rust_name: rust_name?,
        ..arg
    })
}

fn example_of_other_type(
    arg: &Arg,
    value: &JsonValue,
    place: crate::diagnostic::Place,
) -> Diagnostic {
    let name = quote(&arg.name);
    if let (ArgKind::String, JsonValue::Text(_)) = (arg.kind, value) {
        let message = format!("the example for {name} is not one of its values");
        let known: Vec<String> = arg.values.iter().map(|value| quote(value)).collect();
        let help = format!("known: {}", known.join(", "));
        return Diagnostic::new(&rules::WRONG_TYPE, place, message).help(help);
    }
    if let (ArgKind::DateTime, JsonValue::Text(_), Form::Plain) = (arg.kind, value, arg.form) {
        let message = format!("the example for {name} is not a time by RFC 3339");
        return Diagnostic::new(&rules::WRONG_TYPE, place, message)
            .help("write it like `2026-01-15T10:30:00Z`");
    }
    let kind = arg.kind.word();
    let message = match arg.form {
        Form::Unix | Form::UnixMs => {
            format!("the example for {name} is not a number, as which it is sent")
        }
        Form::Plain | Form::String | Form::Ms => {
            format!("the example for {name} is not of type `{kind}`")
        }
    };
    let help = match value {
        JsonValue::Null | JsonValue::List(_) | JsonValue::Object(_) => {
            "correct the example, or the type".to_owned()
        }
        _ => format!(
            "correct the example, or use `type: {}`",
            value.schema_type()
        ),
    };
    Diagnostic::new(&rules::WRONG_TYPE, place, message).help(help)
}

/// The name of the parameter in Rust: from `name`, or else the name of the argument.
fn rust_name(wire: &str, members: &mut Members) -> Option<String> {
    let given = members.optional::<String>("name");
    let (name, place, help) = match &given {
        Member::Given(name) => (
            name.as_str(),
            members.path.key("name").at_value(),
            "choose another `name`",
        ),
        Member::Absent => (
            wire,
            members.path.at_key(),
            "add `name: …` with a name for Rust, where the argument becomes a parameter",
        ),
        Member::Invalid => return None,
    };
    match casing::parameter(name) {
        Ok(name) => Some(name),
        Err(error) => {
            members.report.push(name_error(error, place, help));
            None
        }
    }
}

/// The type of an argument, and what goes with it.
#[derive(Default)]
struct Kind {
    own: ArgKind,
    values: Vec<String>,
    variants: Vec<String>,
    form: Form,
}

/// Reads `type`, and the members that this type has: `items`, `format`, `enum`, `as`.
fn kind(members: &mut Members) -> Member<Kind> {
    let mut kind = match members.optional::<ArgKind>("type") {
        Member::Given(kind) => kind,
        Member::Absent => ArgKind::default(),
        Member::Invalid => {
            // What goes with the type cannot be checked.
            for name in ["items", "format", "enum", "as"] {
                members.node(name);
            }
            return Member::Invalid;
        }
    };
    let (mut values, mut variants) = (Vec::new(), Vec::new());
    match kind {
        ArgKind::Array(_) => {
            kind = match members.required::<ItemKind>("items") {
                Some(items) => ArgKind::Array(items),
                None => return Member::Invalid,
            };
        }
        ArgKind::String => {
            if members.optional::<DateTime>("format").given().is_some() {
                kind = ArgKind::DateTime;
            } else {
                match members.optional::<Values>("enum") {
                    Member::Given(given) => (values, variants) = (given.values, given.variants),
                    Member::Absent => {}
                    Member::Invalid => return Member::Invalid,
                }
            }
        }
        ArgKind::Integer
        | ArgKind::Number
        | ArgKind::Boolean
        | ArgKind::DateTime
        | ArgKind::Any => {}
    }
    let forms: &[Form] = match kind {
        ArgKind::Integer | ArgKind::Number => &[Form::String],
        ArgKind::DateTime => &[Form::Unix, Form::UnixMs],
        ArgKind::String | ArgKind::Boolean | ArgKind::Array(_) | ArgKind::Any => &[],
    };
    let form = form(members, forms);
    Member::Given(Kind {
        own: kind,
        values,
        variants,
        form,
    })
}

impl Read for ArgKind {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        const KINDS: [(&str, ArgKind); 6] = [
            ("string", ArgKind::String),
            ("integer", ArgKind::Integer),
            ("number", ArgKind::Number),
            ("boolean", ArgKind::Boolean),
            ("array", ArgKind::Array(ItemKind::String)),
            ("any", ArgKind::Any),
        ];
        word(node, at, "the type of an argument", &KINDS, report)
    }
}

impl Read for ItemKind {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        const KINDS: [(&str, ItemKind); 4] = [
            ("string", ItemKind::String),
            ("integer", ItemKind::Integer),
            ("number", ItemKind::Number),
            ("boolean", ItemKind::Boolean),
        ];
        word(node, at, "the type of the elements", &KINDS, report)
    }
}

/// `format: date-time`.
struct DateTime;

impl Read for DateTime {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let known = [("date-time", ())];
        word(node, at, "a known format", &known, report).map(|()| Self)
    }
}

/// `only_in: message`.
struct OnlyIn;

impl Read for OnlyIn {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        word(node, at, "`message`", &[("message", ())], report).map(|()| Self)
    }
}

/// The values of an `enum`.
pub(super) struct Values {
    pub(super) values: Vec<String>,
    pub(super) variants: Vec<String>,
}

impl Read for Values {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        if matches!(node, Node::List(values) if values.is_empty()) {
            report.push(wrong_type(node, at, "at least one value"));
            return None;
        }
        let values = Vec::<String>::read(node, at, report)?;
        for (index, value) in values.iter().enumerate() {
            if let Some(first) = values[..index].iter().position(|known| known == value) {
                let message = format!("the value {} is listed twice", quote(value));
                let place = at.item(index).at_value();
                let diagnostic = Diagnostic::new(&rules::DUPLICATE_KEY, place, message);
                report.push(diagnostic.related(at.item(first).at_value(), "first here"));
                return None;
            }
        }
        let mut variants: Vec<String> = Vec::new();
        for (index, value) in values.iter().enumerate() {
            let place = at.item(index).at_value();
            let variant = match casing::variant(value) {
                Ok(variant) => variant,
                Err(error) => {
                    let help = "a value becomes a variant of an enum in Rust; without `enum`, it can be any text";
                    report.push(name_error(error, place, help));
                    return None;
                }
            };
            if let Some(first) = variants.iter().position(|known| *known == variant) {
                let message = format!(
                    "{} and {} are the same variant in Rust: {}",
                    quote(&values[first]),
                    quote(value),
                    quote(&variant)
                );
                let diagnostic = Diagnostic::new(&rules::NOT_AN_IDENTIFIER, place, message);
                report.push(diagnostic.related(at.item(first).at_value(), "first here"));
                return None;
            }
            variants.push(variant);
        }
        Some(Self { values, variants })
    }
}
