//! The sections `codes` and `retired`.

use super::api::Url;
use super::draft::DraftCode;
use super::headers::Headers;
use super::members::{Member, Members, Read, each, word, wrong_type};
use super::rules;
use crate::casing::{self, NameError};
use crate::catalog::{
    Arg, ArgKind, CodeName, Deprecation, LogLevel, Message, Retired, RetryAfter, Scalar,
};
use crate::diagnostic::{Diagnostic, Path, Report, quote};
use crate::yaml::Node;

pub(super) fn draft_code(key: &str, node: &Node, at: &Path, report: &mut Report) -> DraftCode {
    let wire = check_wire_name(key, "code", at, report);
    let what = "a mapping with `type`, `description`, …";
    let Some(mut members) = Members::open(node, at, what, report) else {
        // The key alone is enough for references to the code.
        return DraftCode {
            key: key.to_owned(),
            number: Member::Invalid,
            error_type: Member::Invalid,
            status: Member::Invalid,
            message: Member::Invalid,
            args: Member::Invalid,
            ..DraftCode::default()
        };
    };
    let name = members.optional::<String>("name");
    let draft = DraftCode {
        key: key.to_owned(),
        name: wire
            .then(|| rust_name(&mut members, &name, |name| CodeName::new(key, name)))
            .flatten(),
        number: members.optional("number"),
        error_type: members.optional("type"),
        status: members.optional("status"),
        title: members.optional("title").take(),
        description: members.required("description"),
        message: members.optional("message"),
        param: members.optional("param").take(),
        doc_url: members.optional::<Url>("doc_url").take().map(|url| url.0),
        args: members.optional::<ArgList>("args").map(|args| args.0),
        retryable: members.optional("retryable").take(),
        retry_after: members.optional("retry_after").take(),
        headers: members
            .optional::<Headers>("headers")
            .take()
            .map(|headers| headers.0)
            .unwrap_or_default(),
        log: members.optional("log").take(),
        internal: members.optional("internal").take(),
        since: members.optional("since").take(),
        deprecated: members.optional("deprecated").take(),
        resolution: members.optional("resolution").take(),
        handling: members.optional("handling").take(),
        examples: members.optional("examples").take().unwrap_or_default(),
        tags: members.optional("tags").take().unwrap_or_default(),
    };
    members.close();
    draft
}

pub(super) fn retired(key: &str, node: &Node, at: &Path, report: &mut Report) -> Option<Retired> {
    let what =
        "a mapping with `since`, `use`, `note`, `added`, `deprecated` and `tags` (`{}` is enough)";
    let mut members = Members::open(node, at, what, report)?;
    let retired = Retired {
        code: key.to_owned(),
        deprecation: Deprecation::of(&mut members),
        added: members.optional("added").take(),
        deprecated: members.optional("deprecated").take(),
        tags: members.optional("tags").take().unwrap_or_default(),
        doc_url: None,
        anchor: key.to_owned(),
    };
    members.close();
    Some(retired)
}

/// Whether a key is a valid name for a code or type on the wire. An invalid key is reported.
pub(super) fn check_wire_name(key: &str, what: &str, at: &Path, report: &mut Report) -> bool {
    let right = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_graphic());
    if !right {
        let message = format!(
            "{} cannot name a {what}: expected printable ASCII characters without spaces",
            quote(key)
        );
        report.push(Diagnostic::new(&rules::INVALID_NAME, at.at_key(), message));
    }
    right
}

/// The Rust names for a code or type, from its key or from `name`.
pub(super) fn rust_name<N>(
    members: &mut Members,
    name: &Member<String>,
    make: impl FnOnce(Option<&str>) -> Result<N, NameError>,
) -> Option<N> {
    let (given, place) = match name {
        Member::Absent => (None, members.path.at_key()),
        Member::Given(name) => (Some(name.as_str()), members.path.key("name").at_value()),
        Member::Invalid => return None,
    };
    let error = match make(given) {
        Ok(name) => return Some(name),
        Err(error) => error,
    };
    members.report.push(name_error(
        error,
        place,
        match given {
            Some(_) => "choose another `name`",
            None => "add `name: …` with a name for Rust; the name on the wire stays the same",
        },
    ));
    None
}

fn name_error(error: NameError, place: crate::diagnostic::Place, help: &str) -> Diagnostic {
    let (rule, message) = match error {
        NameError::NotAnIdentifier(name) if name.is_empty() => (
            &rules::NOT_AN_IDENTIFIER,
            "a Rust identifier needs at least one letter, found none".to_owned(),
        ),
        NameError::NotAnIdentifier(name) => (
            &rules::NOT_AN_IDENTIFIER,
            format!(
                "its Rust name would be {}, which is not an identifier",
                quote(&name)
            ),
        ),
        NameError::Keyword(name) => (
            &rules::KEYWORD,
            format!(
                "its Rust name would be {}, which is a keyword",
                quote(&name)
            ),
        ),
        NameError::Reserved(name) => (
            &rules::RESERVED_NAME,
            format!(
                "its constructor would be {}, which `ApiError` already has",
                quote(&name)
            ),
        ),
    };
    Diagnostic::new(rule, place, message).help(help)
}

impl Read for Message {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let text = String::read(node, at, report)?;
        match Self::parse(&text) {
            Ok(message) => Some(message),
            Err(why) => {
                report.push(Diagnostic::new(
                    &rules::PLACEHOLDER_SYNTAX,
                    at.at_value(),
                    why,
                ));
                None
            }
        }
    }
}

struct ArgList(Vec<Arg>);

impl Read for ArgList {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let what = "a mapping from arguments to their members (`{}` is enough)";
        each(node, at, what, report, arg).map(Self)
    }
}

fn arg(name: &str, node: &Node, at: &Path, report: &mut Report) -> Option<Arg> {
    let rust_name = match casing::parameter(name) {
        Ok(rust_name) => Some(rust_name),
        Err(error) => {
            report.push(name_error(
                error,
                at.at_key(),
                "give the argument another name: it becomes a parameter in Rust",
            ));
            None
        }
    };
    let mut members = Members::open(
        node,
        at,
        "a mapping with `type`, `example`, … (`{}` is enough)",
        report,
    )?;
    let kind = members.optional("type");
    let description = members.optional("description").take();
    let mut example = members.optional::<Scalar>("example");
    let secret = members.optional("secret").take().unwrap_or_default();
    if let (Member::Given(value), false) = (&example, matches!(kind, Member::Invalid)) {
        let kind = kind.given().copied().unwrap_or_default();
        if !fits(value, kind) {
            let message = format!(
                "the example for {} is not of type `{}`",
                quote(name),
                kind_word(kind)
            );
            let diagnostic =
                Diagnostic::new(&rules::WRONG_TYPE, at.key("example").at_value(), message);
            members.report.push(diagnostic.help(format!(
                "correct the example, or use `type: {}`",
                kind_word(value.kind())
            )));
            example = Member::Invalid;
        }
    }
    members.close();
    Some(Arg {
        name: name.to_owned(),
        rust_name: rust_name?,
        kind: kind.take().unwrap_or_default(),
        description,
        example: example.take(),
        secret,
    })
}

/// Whether a value has a type. Every integer is also a number.
pub(crate) fn fits(value: &Scalar, kind: ArgKind) -> bool {
    value.kind() == kind || (value.kind() == ArgKind::Integer && kind == ArgKind::Number)
}

const KINDS: [(&str, ArgKind); 4] = [
    ("string", ArgKind::String),
    ("integer", ArgKind::Integer),
    ("number", ArgKind::Number),
    ("boolean", ArgKind::Boolean),
];

pub(crate) fn kind_word(kind: ArgKind) -> &'static str {
    KINDS
        .iter()
        .find(|(_, known)| *known == kind)
        .map_or("value", |(word, _)| word)
}

impl Read for ArgKind {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        word(node, at, "the type of an argument", &KINDS, report)
    }
}

impl Read for RetryAfter {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        match node {
            Node::Integer(seconds) if u32::try_from(*seconds).is_ok() => {
                u32::try_from(*seconds).ok().map(Self::Seconds)
            }
            Node::Text(word) if word == "arg" => Some(Self::Arg),
            _ => {
                report.push(
                    wrong_type(
                        node,
                        at,
                        "a number of seconds, or the word `arg`",
                    )
                    .help(
                        "write `retry_after: 30`, or `retry_after: arg` if the handler passes the number",
                    ),
                );
                None
            }
        }
    }
}

impl Read for LogLevel {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        const LEVELS: [(&str, LogLevel); 5] = [
            ("trace", LogLevel::Trace),
            ("debug", LogLevel::Debug),
            ("info", LogLevel::Info),
            ("warn", LogLevel::Warn),
            ("error", LogLevel::Error),
        ];
        word(node, at, "a log level", &LEVELS, report)
    }
}

impl Read for Deprecation {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let what = "a mapping with `since`, `use` and `note` (`{}` is enough)";
        let mut members = Members::open(node, at, what, report)?;
        let deprecation = Self::of(&mut members);
        members.close();
        Some(deprecation)
    }
}

impl Deprecation {
    fn of(members: &mut Members) -> Self {
        Self {
            since: members.optional("since").take(),
            instead: members.optional("use").take(),
            note: members.optional("note").take(),
        }
    }
}
