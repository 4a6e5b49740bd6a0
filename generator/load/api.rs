//! The section `api`.

use super::links::is_unsafe;
use super::members::{Members, Read};
use super::rules;
use crate::catalog::{Api, Message};
use crate::diagnostic::{Diagnostic, Path, Report, correction, quote};
use crate::yaml::Node;

impl Read for Api {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let mut members = Members::open(
            node,
            at,
            "a mapping with `name`, `base_url`, `docs_url`, …",
            report,
        )?;
        let api = Self {
            name: members.optional("name").take(),
            description: members.optional("description").take(),
            version: members.optional("version").take(),
            base_url: members
                .optional::<BaseUrl>("base_url")
                .take()
                .map(|url| url.0),
            docs_url: members
                .optional::<DocsUrl>("docs_url")
                .take()
                .map(|url| url.0),
            domain: members.optional("domain").take(),
        };
        members.close();
        Some(api)
    }
}

/// A URI reference. Only its characters are checked.
pub(super) struct Url(pub(super) String);

impl Read for Url {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let url = String::read(node, at, report)?;
        if !url.bytes().all(|byte| byte.is_ascii_graphic()) {
            let message = format!("expected a URL, found {}", quote(&url));
            report.push(
                Diagnostic::new(&rules::UNKNOWN_VALUE, at.at_value(), message).help(
                    "use only ASCII characters without spaces, and percent-encode all others",
                ),
            );
            return None;
        }
        if is_unsafe(&url, at.at_value(), report) {
            return None;
        }
        Some(Self(url))
    }
}

/// The URL of the API.
struct BaseUrl(String);

impl Read for BaseUrl {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let url = String::read(node, at, report)?;
        (!is_unsafe(&url, at.at_value(), report)).then_some(Self(url))
    }
}

/// The pattern for the `doc_url` of each code.
struct DocsUrl(String);

impl Read for DocsUrl {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        const KNOWN: [&str; 2] = ["code", "code_kebab"];
        let url = Url::read(node, at, report)?.0;
        let pattern = match Message::parse(&url) {
            Ok(pattern) => pattern,
            Err(why) => {
                report.push(Diagnostic::new(
                    &rules::PLACEHOLDER_SYNTAX,
                    at.at_value(),
                    why,
                ));
                return None;
            }
        };
        for name in pattern.placeholders().filter(|name| !KNOWN.contains(name)) {
            let message = format!("unknown placeholder {}", quote(&format!("{{{name}}}")));
            let help =
                correction(name, KNOWN).unwrap_or_else(|| "known: `{code}`, `{code_kebab}`".into());
            report.push(
                Diagnostic::new(&rules::UNKNOWN_PLACEHOLDER, at.at_value(), message).help(help),
            );
        }
        Some(Self(url))
    }
}
