//! The parts of a module that no catalog changes: Rust sources, which a module includes with their comments.
//!
//! What stands in a part before its first item is for its readers here: `//!` lines, and a `use` a line, which the module
//! collects at its head. So are its tests, at the end. The lines between `//@ if name` and `//@ end` are for the modules that
//! [`holds`] tells, or for all others (`//@ if no name`).
//!
//! An item that is `pub(super)` here, because errcat calls it too, is private there.
//!
//! Parts that need nothing of a catalog are compiled and tested here. The others are compiled where their modules are: in
//! `tests/golden` and `conformance/frameworks`.

#![cfg_attr(
    test,
    allow(
        dead_code,
        unreachable_pub,
        reason = "what a part has is for the modules that include it"
    )
)]

#[cfg(test)]
mod tests;

#[cfg(test)]
mod constant;
mod hash;
#[cfg(test)]
mod http_date;
#[cfg(test)]
mod json;
#[cfg(test)]
mod lenient;
#[cfg(test)]
mod names;
#[cfg(test)]
mod one_line;
#[cfg(test)]
mod open;
#[cfg(test)]
mod path_pattern;
#[cfg(test)]
mod read_json;
#[cfg(test)]
mod rejected;
#[cfg(test)]
mod request_id;
#[cfg(test)]
mod retry_after;
#[cfg(test)]
mod rfc3339;
#[cfg(test)]
mod sent;
#[cfg(test)]
mod text;
#[cfg(test)]
mod unix;

// These need what a catalog gives. rustfmt follows these lines, and rustc does not.
#[cfg(any())]
mod actix;
#[cfg(any())]
mod aide;
#[cfg(any())]
mod answering;
#[cfg(any())]
mod asserted;
#[cfg(any())]
mod axum;
#[cfg(any())]
mod by_name;
#[cfg(any())]
mod documented;
#[cfg(any())]
mod error_of;
#[cfg(any())]
mod error_parts;
#[cfg(any())]
mod failure;
#[cfg(any())]
mod header_map;
#[cfg(any())]
mod headers;
#[cfg(any())]
mod listed_error;
#[cfg(any())]
mod narrow;
#[cfg(any())]
mod or_error;
#[cfg(any())]
mod poem;
#[cfg(any())]
mod returns;
#[cfg(any())]
mod rocket;
#[cfg(any())]
mod salvo;
#[cfg(any())]
mod utoipa;

use super::Module;
use super::syntax::Piece;
use crate::catalog::{Form, Meaning};
use crate::options::Integration;
use crate::targets::conditional;

macro_rules! parts {
    ($($part:ident = $file:literal,)*) => {
        $(pub(super) const $part: &str = include_str!($file);)*

        /// Every part, with its file.
        #[cfg(test)]
        const ALL: &[(&str, &str)] = &[$(($file, $part)),*];
    };
}

parts! {
    ACTIX = "actix.rs",
    AIDE = "aide.rs",
    ANSWERING = "answering.rs",
    ASSERTED = "asserted.rs",
    AXUM = "axum.rs",
    BY_NAME = "by_name.rs",
    CONSTANT = "constant.rs",
    DOCUMENTED = "documented.rs",
    ERROR_OF = "error_of.rs",
    ERROR_PARTS = "error_parts.rs",
    FAILURE = "failure.rs",
    HASH = "hash.rs",
    HEADERS = "headers.rs",
    HEADER_MAP = "header_map.rs",
    HTTP_DATE = "http_date.rs",
    JSON = "json.rs",
    LENIENT = "lenient.rs",
    LISTED_ERROR = "listed_error.rs",
    NAMES = "names.rs",
    NARROW = "narrow.rs",
    ONE_LINE = "one_line.rs",
    OPEN = "open.rs",
    OR_ERROR = "or_error.rs",
    PATH_PATTERN = "path_pattern.rs",
    POEM = "poem.rs",
    READ_JSON = "read_json.rs",
    REJECTED = "rejected.rs",
    REQUEST_ID = "request_id.rs",
    RETRY_AFTER = "retry_after.rs",
    RETURNS = "returns.rs",
    RFC3339 = "rfc3339.rs",
    ROCKET = "rocket.rs",
    SALVO = "salvo.rs",
    SENT = "sent.rs",
    TEXT = "text.rs",
    UNIX = "unix.rs",
    UTOIPA = "utoipa.rs",
}

/// What a part has for this module.
pub(super) fn piece(module: &Module, part: &'static str) -> Piece {
    resolve(part, &|condition| holds(module, condition))
}

/// The hash of a name, as [`HASH`] has it.
pub(super) fn hash_of(name: &str) -> u64 {
    hash::hash(name)
}

/// The traits that the enums of codes and of types share. `name` is the enum's name, and `what` is `code` or `type`.
pub(super) fn names(module: &Module, name: &str, what: &str) -> Piece {
    let mut piece = piece(module, NAMES);
    if let Piece::Part { text, .. } = &mut piece {
        *text = text
            .replace("ErrorName", name)
            .replace("error name", &format!("error {what}"));
    }
    piece
}

/// A part with the lines for which each condition around them holds.
fn resolve(part: &'static str, holds: &dyn Fn(&str) -> bool) -> Piece {
    let (mut uses, mut text) = (Vec::new(), String::new());
    let (part, _) = part.split_once("\n#[cfg(test)]").unwrap_or((part, ""));
    for line in conditional::lines(part, "//@", holds) {
        let is_head = text.is_empty();
        if is_head && (line.is_empty() || line.starts_with("//!")) {
            continue;
        }
        match line.strip_prefix("use ").filter(|_| is_head) {
            Some(path) if path.starts_with("super::") => {}
            Some(path) => uses.push(path.trim_end_matches(';')),
            None => {
                text += line.strip_prefix("pub(super) ").unwrap_or(line);
                text.push('\n');
            }
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    Piece::Part { uses, text }
}

/// Whether a condition of the parts holds for a module.
fn holds(module: &Module, condition: &str) -> bool {
    if let Some(what) = condition.strip_prefix("takes_") {
        return super::by_name::takes(module, what);
    }
    match condition {
        "args" => module.has_args,
        "asserts" => module.asserts(),
        "defaults" => module.catalog.defaults.is_some(),
        "errors" => module.has_errors(),
        "framework" => module.has_framework(),
        "instance" => module.has_instance(),
        "keeps_statuses" => module.keeps_statuses(),
        "log" => module.logs(),
        "records" => module.records(),
        "makes_messages" => module.makes_messages(),
        "new_request_id" => module.has_framework() || module.must_have_request_id(),
        "only_listed" => module.has_only_listed(),
        "operations" => module.has_groups(),
        "param" => module.has_param(),
        "request_id" => module.has_request_id(),
        "retry_after" => module.has_retry_after(),
        "reads_retry_after" => module.catalog.wire.find(Meaning::RetryAfter).is_some(),
        "reads_retryable" => module.catalog.wire.find(Meaning::Retryable).is_some(),
        "retry_after_ms" => module.writes(Form::Ms),
        "says_retry_after" => module.says_retry_after(),
        "serde" => module.options.has(Integration::Serde),
        "serde_json" => module.reads_serde_json(),
        "statuses" => module.has_statuses(),
        "tells_error" => module.catalog.wire.tells().next().is_some(),
        "timestamp" => module.has_timestamp(),
        #[cfg(feature = "outputs")]
        "utoipa" => module.options.has(Integration::Utoipa),
        // The parts are errcat's own, and a test asks for each of their conditions.
        _ => unreachable!("no such condition: {condition}"),
    }
}
