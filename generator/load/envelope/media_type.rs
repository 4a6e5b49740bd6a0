//! The media type of responses.

use crate::diagnostic::{Diagnostic, Path, Report, quote};
use crate::load::members::Read;
use crate::load::rules;
use crate::yaml::Node;

pub(super) struct EnvelopeMediaType(pub(super) String);

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
