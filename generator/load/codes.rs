//! The sections `codes` and `retired`.

use super::api::Url;
use super::args::ArgList;
use super::draft::DraftCode;
use super::fields::FieldValues;
use super::headers::Headers;
use super::members::{Member, Members, Read, wrong_type};
use super::rules;
use super::scalars::word;
use crate::casing::NameError;
use crate::catalog::{CodeName, Deprecation, LogLevel, Message, Retired, RetryAfter, Status};
use crate::diagnostic::{Diagnostic, Path, Place, Report, quote};
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
            statuses: Member::Invalid,
            message: Member::Invalid,
            args: Member::Invalid,
            ..DraftCode::default()
        };
    };
    let name = members.optional::<String>("name");
    let sent_as = members.optional::<WireName>("sent_as").take();
    let sent_as = sent_as.map(|name| name.0);
    let draft = DraftCode {
        key: key.to_owned(),
        name: wire
            .then(|| {
                rust_name(&mut members, &name, |name| {
                    CodeName::new(key, sent_as.as_deref(), name)
                })
            })
            .flatten(),
        number: members.optional("number"),
        error_type: members.optional("type"),
        statuses: members
            .optional::<Statuses>("status")
            .map(|statuses| statuses.0),
        title: members.optional("title").take(),
        description: members.required("description"),
        message: members.optional("message"),
        param: members.optional("param").take(),
        doc_url: members.optional::<Url>("doc_url").take().map(|url| url.0),
        args: members.optional::<ArgList>("args").map(|args| args.0),
        is_only_listed: members.optional::<OnlyIn>("only_in").take().is_some(),
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
        fields: members
            .optional::<FieldValues>("fields")
            .take()
            .map(|fields| fields.0)
            .unwrap_or_default(),
        allow: members.optional("allow").take().unwrap_or_default(),
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

/// `only_in: errors`.
struct OnlyIn;

impl Read for OnlyIn {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        word(node, at, "`errors`", &[("errors", ())], report).map(|()| Self)
    }
}

/// Whether a key is a valid name for a code or type on the wire. An invalid key is reported.
pub(super) fn check_wire_name(key: &str, what: &str, at: &Path, report: &mut Report) -> bool {
    let is_right = is_wire_name(key);
    if !is_right {
        report.push(invalid_wire_name(key, what, at.at_key()));
    }
    is_right
}

/// Whether a name can be sent: printable ASCII, with spaces only inside it.
fn is_wire_name(name: &str) -> bool {
    let is_ascii = name.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    !name.is_empty() && name.trim() == name && is_ascii
}

fn invalid_wire_name(name: &str, what: &str, place: Place) -> Diagnostic {
    let message = format!(
        "{} cannot name a {what}: expected printable ASCII characters, and no space at the start or the end",
        quote(name)
    );
    Diagnostic::new(&rules::INVALID_NAME, place, message)
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

pub(super) fn name_error(error: NameError, place: Place, help: &str) -> Diagnostic {
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
                "its Rust name would be {}, which the generated types already have",
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

/// The status of a code, or a list of statuses.
struct Statuses(Vec<Status>);

impl Read for Statuses {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let Node::List(list) = node else {
            return Some(Self(vec![Status::read(node, at, report)?]));
        };
        if list.is_empty() {
            let message = "expected at least one status, found an empty list";
            report.push(Diagnostic::new(&rules::WRONG_TYPE, at.at_value(), message));
            return None;
        }
        let statuses = Vec::<Status>::read(node, at, report)?;
        for (index, status) in statuses.iter().enumerate() {
            if let Some(first) = statuses[..index].iter().position(|known| known == status) {
                let message = format!("the status {status} is listed twice");
                let place = at.item(index).at_value();
                let diagnostic = Diagnostic::new(&rules::DUPLICATE_KEY, place, message);
                report.push(diagnostic.related(at.item(first).at_value(), "first here"));
                return None;
            }
        }
        Some(Self(statuses))
    }
}

/// The name of a code on the wire.
struct WireName(String);

impl Read for WireName {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let name = String::read(node, at, report)?;
        // The text as it is written: spaces around a name would not be sent.
        let written = match node {
            Node::Text(written) => written,
            _ => name.as_str(),
        };
        if !is_wire_name(written) {
            report.push(invalid_wire_name(written, "code", at.at_value()));
            return None;
        }
        Some(Self(name))
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
