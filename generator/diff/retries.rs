//! Changes of when a client may try again.

use super::Severity::{Breaking, Feature, Fix};
use super::{At, Change, ChangeKind, Comparison, code_path};
use crate::diagnostic::quote;
use crate::export::{Code, Wait};

pub(super) const KINDS: &[&ChangeKind] = &[
    &RETRY_ALLOWED,
    &RETRY_FORBIDDEN,
    &RETRY_AFTER_ADDED,
    &RETRY_AFTER_REMOVED,
    &RETRY_AFTER_CHANGED,
    &RETRY_AFTER_PARAMETER_CHANGED,
];

static RETRY_ALLOWED: ChangeKind = ChangeKind {
    name: "retry-allowed",
    clients: Feature,
    rust: Fix,
    what: "The same request may now succeed if it is sent again.",
    why: "Clients can do what they could not do before.",
    old: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy.}\n",
    new: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy., retryable: true}\n",
    other: "version: 1\ncodes:\n  busy: {status: 500, description: It is very busy., message: It is busy.}\n",
};

static RETRY_FORBIDDEN: ChangeKind = ChangeKind {
    name: "retry-forbidden",
    clients: Breaking,
    rust: Fix,
    what: "It is no longer of use to send the same request again.",
    why: "Clients that try again do so in vain.",
    old: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy., retryable: true}\n",
    new: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy.}\n",
    other: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy., retry_after: 5}\n",
};

static RETRY_AFTER_ADDED: ChangeKind = ChangeKind {
    name: "retry-after-added",
    clients: Feature,
    rust: Fix,
    what: "Responses state how long to wait.",
    why: "Clients can wait as long as the server asks for.",
    old: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy., retryable: true}\n",
    new: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy., retry_after: 5}\n",
    other: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy., retryable: false}\n",
};

static RETRY_AFTER_REMOVED: ChangeKind = ChangeKind {
    name: "retry-after-removed",
    clients: Breaking,
    rust: Fix,
    what: "Responses no longer state how long to wait.",
    why: "Clients that rely on `Retry-After` have nothing to go by.",
    old: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy., retry_after: 5}\n",
    new: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy., retryable: true}\n",
    other: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy., retry_after: 6}\n",
};

static RETRY_AFTER_CHANGED: ChangeKind = ChangeKind {
    name: "retry-after-changed",
    clients: Fix,
    rust: Fix,
    what: "Responses state another time to wait.",
    why: "Clients wait as long as a response states.",
    old: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy., retry_after: 5}\n",
    new: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy., retry_after: 6}\n",
    other: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy., retryable: true}\n",
};

static RETRY_AFTER_PARAMETER_CHANGED: ChangeKind = ChangeKind {
    name: "retry-after-parameter-changed",
    clients: Fix,
    rust: Breaking,
    what: "The handler now states how long to wait, or no longer does.",
    why: "The constructor has one parameter more or less. Clients wait as long as a response states.",
    old: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy., retry_after: 5}\n",
    new: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy., retry_after: arg}\n",
    other: "version: 1\ncodes:\n  busy: {status: 500, description: It is busy., retry_after: 6}\n",
};

pub(super) fn compare(comparison: &mut Comparison, old: &Code, new: &Code) {
    let name = &new.key;
    let path = code_path(new);
    let values = (old.retryable, new.retryable);
    let at = || At::New(path.key("retryable"));
    match values {
        (false, true) => {
            let message = format!("the request may succeed later after {}", quote(name));
            comparison.push(Change::new(&RETRY_ALLOWED, at(), name, values, message));
        }
        (true, false) => {
            let message = format!("it is no longer of use to try again after {}", quote(name));
            comparison.push(Change::new(&RETRY_FORBIDDEN, at(), name, values, message));
        }
        _ => {}
    }
    let shown = |wait: &Wait| match wait {
        Wait::Seconds(seconds) => format!("{seconds} s"),
        Wait::Word(_) => "the time that the handler states".to_owned(),
    };
    let at = || At::New(path.key("retry_after"));
    let values = || {
        let json = |wait: &Option<Wait>| serde_json::to_value(wait).unwrap_or_default();
        (json(&old.retry_after), json(&new.retry_after))
    };
    match (&old.retry_after, &new.retry_after) {
        (None, Some(wait)) => {
            let message = format!("{} has clients wait {}", quote(name), shown(wait));
            comparison.push(Change::new(
                &RETRY_AFTER_ADDED,
                at(),
                name,
                values(),
                message,
            ));
        }
        (Some(_), None) => {
            let message = format!("{} no longer states how long to wait", quote(name));
            comparison.push(Change::new(
                &RETRY_AFTER_REMOVED,
                at(),
                name,
                values(),
                message,
            ));
        }
        (Some(Wait::Seconds(before)), Some(Wait::Seconds(after))) if before != after => {
            let message = format!(
                "{} has clients wait {after} s instead of {before} s",
                quote(name)
            );
            comparison.push(Change::new(
                &RETRY_AFTER_CHANGED,
                at(),
                name,
                values(),
                message,
            ));
        }
        _ => {}
    }
    let is_parameter = |code: &Code| matches!(code.retry_after, Some(Wait::Word(_)));
    if is_parameter(old) != is_parameter(new) {
        let message = if is_parameter(new) {
            format!("the constructor of {} takes how long to wait", quote(name))
        } else {
            format!(
                "the constructor of {} no longer takes how long to wait",
                quote(name)
            )
        };
        comparison.push(Change::new(
            &RETRY_AFTER_PARAMETER_CHANGED,
            at(),
            name,
            values(),
            message,
        ));
    }
}
