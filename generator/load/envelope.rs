//! The section `envelope`: the name of a preset, or a tree of members.

use super::headers::HeaderName;
use super::members::{Member, Members, Read, each, text, word, wrong_type};
use super::rules;
use crate::catalog::{self, Content, Envelope, Field, Meaning, PRESETS, Scalar, preset};
use crate::diagnostic::{Diagnostic, Path, Report, quote, suggestion};
use crate::yaml::{self, Node};

impl Read for Envelope {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        if let Node::Text(name) = node {
            return named(name, at, report);
        }
        let what = "the name of a preset, or a mapping with `body` and `media_type`";
        let mut members = Members::open(node, at, what, report)?;
        let media_type = members.optional::<EnvelopeMediaType>("media_type");
        let body = members.required::<Fields>("body");
        members.close();
        let media_type = media_type
            .take()
            .map_or_else(|| "application/json".to_owned(), |media_type| media_type.0);
        Some(Self {
            media_type,
            body: body?.0,
            is_preset: false,
        })
    }
}

/// The envelope for a catalog that does not choose one.
pub(crate) fn default_envelope() -> Option<Envelope> {
    named("stripe", &Path::root(), &mut Report::default())
}

fn named(name: &str, at: &Path, report: &mut Report) -> Option<Envelope> {
    let Some(text) = preset(name) else {
        let known = || PRESETS.iter().map(|(name, _)| *name);
        let help = suggestion(name, known()).unwrap_or_else(|| {
            format!(
                "known: {}",
                known().map(quote).collect::<Vec<_>>().join(", ")
            )
        });
        let message = format!("no envelope is called {}", quote(name));
        report.push(Diagnostic::new(&rules::UNKNOWN_VALUE, at.at_value(), message).help(help));
        return None;
    };
    // A preset is built in and read like a catalog's own envelope. A test checks that each preset is valid.
    let node = yaml::parse(text, report)?;
    Some(Envelope {
        is_preset: true,
        ..Envelope::read(&node, at, report)?
    })
}

struct EnvelopeMediaType(String);

impl Read for EnvelopeMediaType {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let media_type = String::read(node, at, report)?;
        let token = |part: &str| !part.is_empty() && part.bytes().all(rules::is_token_byte);
        let (essence, parameters) = media_type.split_once(';').unwrap_or((&media_type, ""));
        let essence = essence.trim_end();
        let right = essence
            .split_once('/')
            .is_some_and(|(kind, subtype)| token(kind) && token(subtype));
        if !right || !parameters.chars().all(|c| matches!(c, ' '..='~')) {
            let message = format!("expected a media type, found {}", quote(&media_type));
            report.push(
                Diagnostic::new(&rules::UNKNOWN_VALUE, at.at_value(), message)
                    .help("for example `application/json`"),
            );
            return None;
        }
        if !(essence.ends_with("/json") || essence.ends_with("+json")) {
            let message = format!("expected a JSON media type, found {}", quote(&media_type));
            report.push(
                Diagnostic::new(&rules::UNKNOWN_VALUE, at.at_value(), message)
                    .help("use a media type that ends in `/json` or `+json`"),
            );
            return None;
        }
        Some(Self(media_type))
    }
}

/// The members of an object.
struct Fields(Vec<Field>);

impl Read for Fields {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        if matches!(node, Node::Map(members) if members.is_empty()) {
            let message = "expected at least one member, found an empty object";
            report.push(Diagnostic::new(&rules::WRONG_TYPE, at.at_key(), message));
            return None;
        }
        each(
            node,
            at,
            "a mapping: the members of the JSON object",
            report,
            field,
        )
        .map(Self)
    }
}

fn field(name: &str, node: &Node, at: &Path, report: &mut Report) -> Option<Field> {
    let Node::Map(inside) = node else {
        report.push(
            wrong_type(node, at, "`{is: …}`, `{const: …}` or an object's members")
                .help("`{is: message}` is the error's message, `{const: v1}` is a fixed value"),
        );
        return None;
    };
    let scalar = |node: &Node| !matches!(node, Node::Map(_) | Node::List(_));
    if !inside
        .iter()
        .any(|(key, node)| matches!(&**key, "is" | "const") && scalar(node))
    {
        let content = Content::Members(Fields::read(node, at, report)?.0);
        return Some(Field {
            name: name.to_owned(),
            content,
            description: None,
            example: None,
            optional: false,
            nullable: false,
            header: None,
            flatten: false,
            each: Vec::new(),
        });
    }
    let mut members = Members::open(node, at, "a mapping", report)?;
    let meaning = members.optional::<Meaning>("is");
    let constant = members.optional::<Scalar>("const");
    let description = members.optional("description").take();
    let example = members.optional("example").take();
    let optional = members.optional("optional").take().unwrap_or_default();
    let nullable = members.optional("nullable").take().unwrap_or_default();
    let is_errors = meaning.given() == Some(&Meaning::Errors);
    let has_header = meaning
        .given()
        .is_some_and(|meaning| meaning.row().header.is_some());
    let header = if has_header {
        members.optional::<HeaderName>("header").take()
    } else {
        None
    };
    let header = header.map(|name| name.0.to_ascii_lowercase());
    let meaning_is = |wanted: Meaning| meaning.given() == Some(&wanted);
    let flatten =
        meaning_is(Meaning::Args) && members.optional("flatten").take().unwrap_or_default();
    let each = if meaning_is(Meaning::Errors) {
        members.optional::<Fields>("each")
    } else {
        Member::Absent
    };
    let each = match each {
        Member::Given(fields) => {
            let says = |meaning: &(&str, Meaning)| catalog::field(&fields.0, meaning.1).is_some();
            if !Meaning::WORDS.iter().any(says) {
                let message = "the elements of this list contain nothing about the error";
                let place = at.key("each").at_key();
                members.report.push(
                    Diagnostic::new(&rules::WRONG_TYPE, place, message)
                        .help("add a member such as `code: {is: code}`"),
                );
            }
            fields.0
        }
        Member::Absent if is_errors => each_error(),
        Member::Absent | Member::Invalid => Vec::new(),
    };
    for (name, given) in [("optional", optional), ("nullable", nullable)] {
        if given && constant.given().is_some() {
            let message = "a constant is never absent or `null`";
            let diagnostic =
                Diagnostic::new(&rules::UNKNOWN_MEMBER, at.key(name).at_key(), message);
            members
                .report
                .push(diagnostic.help(format!("remove {}", quote(name))));
        }
    }
    let both = meaning.given().is_some() && constant.given().is_some();
    if both {
        let message = "expected either `is` or `const`, found both";
        members.report.push(
            Diagnostic::new(&rules::UNKNOWN_MEMBER, at.key("const").at_key(), message)
                .help("remove one of them"),
        );
    }
    members.close();
    let content = meaning
        .take()
        .map(Content::Is)
        .or_else(|| constant.take().map(Content::Const))?;
    Some(Field {
        name: name.to_owned(),
        content,
        description,
        example,
        optional,
        nullable,
        header,
        flatten,
        each,
    })
}

/// The default members of an element in a list of errors.
fn each_error() -> Vec<Field> {
    let member = |name: &str, meaning, optional| Field {
        name: name.to_owned(),
        content: Content::Is(meaning),
        description: None,
        example: None,
        optional,
        nullable: false,
        header: None,
        flatten: false,
        each: Vec::new(),
    };
    vec![
        member("param", Meaning::Param, true),
        member("code", Meaning::Code, false),
        member("message", Meaning::Message, false),
    ]
}

impl Read for Meaning {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        word(node, at, "a known word for `is`", &Self::WORDS, report)
    }
}

impl Read for Scalar {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        match node {
            Node::Integer(number) if i64::try_from(*number).is_ok() => {
                i64::try_from(*number).ok().map(Self::Integer)
            }
            Node::Float(number) if number.is_finite() => Some(Self::Number(*number)),
            Node::Bool(value) => Some(Self::Boolean(*value)),
            Node::Text(_) => {
                text(node, at, "a value", report).map(|text| Self::Text(text.to_owned()))
            }
            _ => {
                report.push(wrong_type(
                    node,
                    at,
                    "text, a 64-bit number, `true` or `false`",
                ));
                None
            }
        }
    }
}
