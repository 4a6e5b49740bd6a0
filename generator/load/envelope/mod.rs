//! The section `envelope`: the name of a preset, or a tree of members.

mod fields;
mod lists;
mod media_type;

use super::members::{Members, Read, wrong_type};
use super::rules;
use crate::catalog::{Content, Envelope, Field, PRESETS, preset};
use crate::diagnostic::{Diagnostic, Path, Report, correction, quote};
use crate::yaml::{self, Node};
use fields::Reader;
use media_type::EnvelopeMediaType;

impl Read for Envelope {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        if let Node::Text(name) = node {
            return named(name, at, report);
        }
        let what = "the name of a preset, or a mapping with `body` and `media_type`";
        let mut members = Members::open(node, at, what, report)?;
        let media_type = members.optional::<EnvelopeMediaType>("media_type");
        let body = members.required::<Body>("body");
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
        let help = correction(name, known()).unwrap_or_else(|| {
            format!(
                "known: {}",
                known().map(quote).collect::<Vec<_>>().join(", ")
            )
            .into()
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

/// The body: an object, or a list of errors.
struct Body(Field);

impl Read for Body {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let what = "a mapping: the members of the JSON object";
        let Node::Map(_) = node else {
            report.push(wrong_type(node, at, what));
            return None;
        };
        let body = Reader::default().field("", node, at, report)?;
        match body.content {
            Content::Members { .. } | Content::Errors(_) => {}
            Content::Is(_)
            | Content::Args { .. }
            | Content::Arg(_)
            | Content::CodeField(_)
            | Content::Const(_)
            | Content::Elements(_) => {
                let message = "expected the body to be an object or a list of errors";
                let diagnostic = Diagnostic::new(&rules::WRONG_TYPE, at.at_value(), message);
                report.push(diagnostic.help("put the member into an object, under its name"));
                return None;
            }
        }
        if body.may_be_absent() {
            let message = "the body of a response is never absent";
            let name = if body.optional {
                "optional"
            } else {
                "nullable"
            };
            let diagnostic =
                Diagnostic::new(&rules::UNKNOWN_MEMBER, at.key(name).at_key(), message);
            report.push(diagnostic.help(format!("remove {}", quote(name))));
            return None;
        }
        Some(Self(body))
    }
}
