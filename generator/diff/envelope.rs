//! Changes of the envelope.

use super::Severity::{Breaking, Feature, Fix};
use super::{At, Change, ChangeKind, Comparison, pairs};
use crate::diagnostic::{Path, quote};
use crate::export::Member;

pub(super) const KINDS: &[&ChangeKind] = &[
    &MEMBER_ADDED,
    &MEMBER_REMOVED,
    &MEMBER_CHANGED,
    &MEMBER_OPTIONAL,
    &MEMBER_REQUIRED,
    &MEDIA_TYPE_CHANGED,
];

/// A catalog with this body, in one line.
macro_rules! with_body {
    ($body:literal) => {
        concat!(
            "version: 1\nenvelope: {body: {code: {is: code}",
            $body,
            "}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n"
        )
    };
}

static MEMBER_ADDED: ChangeKind = ChangeKind {
    name: "member-added",
    clients: Feature,
    rust: Feature,
    what: "Responses have one more member.",
    why: "Clients may read it. `ApiError` has more methods if the handler gives its value.",
    old: with_body!(""),
    new: with_body!(", param: {is: param, optional: true}"),
    other: "version: 1\nenvelope: {body: {code: {is: code, description: The code.}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static MEMBER_REMOVED: ChangeKind = ChangeKind {
    name: "member-removed",
    clients: Breaking,
    rust: Breaking,
    what: "Responses no longer have a member.",
    why: "Clients that read it miss it. `ApiError` has fewer methods if the handler gave its value.",
    old: with_body!(", param: {is: param, optional: true}"),
    new: with_body!(""),
    other: with_body!(", param: {is: param, optional: true, description: The parameter.}"),
};

static MEMBER_CHANGED: ChangeKind = ChangeKind {
    name: "member-changed",
    clients: Breaking,
    rust: Fix,
    what: "A member of responses holds something else, or has another type or another constant.",
    why: "Clients read another value under the same name.",
    old: with_body!(", status: {is: status}"),
    new: with_body!(", status: {is: status, as: string}"),
    other: with_body!(", status: {is: status, description: The status.}"),
};

static MEMBER_OPTIONAL: ChangeKind = ChangeKind {
    name: "member-optional",
    clients: Breaking,
    rust: Fix,
    what: "A member of responses may be absent or `null`.",
    why: "Clients that rely on it miss it.",
    old: with_body!(", number: {is: status}"),
    new: with_body!(", number: {is: status, optional: true}"),
    other: with_body!(""),
};

static MEMBER_REQUIRED: ChangeKind = ChangeKind {
    name: "member-required",
    clients: Feature,
    rust: Fix,
    what: "A member of responses is always there.",
    why: "Clients can rely on it.",
    old: with_body!(", number: {is: status, optional: true}"),
    new: with_body!(", number: {is: status}"),
    other: with_body!(", number: {is: status, optional: true, description: The status.}"),
};

static MEDIA_TYPE_CHANGED: ChangeKind = ChangeKind {
    name: "media-type-changed",
    clients: Breaking,
    rust: Fix,
    what: "Responses have another media type.",
    why: "Clients choose how to read a body by its media type.",
    old: "version: 1\nenvelope: {media_type: application/json, body: {code: {is: code}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    new: "version: 1\nenvelope: {media_type: application/vnd.errors+json, body: {code: {is: code}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    other: with_body!(""),
};

pub(super) fn compare(comparison: &mut Comparison) {
    let (old, new) = (&comparison.old.envelope, &comparison.new.envelope);
    if old.media_type != new.media_type {
        let message = format!(
            "responses are of the media type `{}` instead of `{}`",
            new.media_type, old.media_type
        );
        let values = (&*old.media_type, &*new.media_type);
        comparison.push(Change::new(
            &MEDIA_TYPE_CHANGED,
            at(),
            "envelope",
            values,
            message,
        ));
    }
    let (added, removed, both) = pairs(&old.members, &new.members, |member| &member.path);
    for member in added {
        let message = format!("responses have the member {}", quote(&member.path));
        let change = Change::new(
            &MEMBER_ADDED,
            at(),
            &member.path,
            ((), &*member.holds),
            message,
        );
        comparison.push(change.if_called(is_given(member)));
    }
    for member in removed {
        let message = format!(
            "responses no longer have the member {}",
            quote(&member.path)
        );
        let at = At::Old(Path::root().key("envelope"));
        let change = Change::new(
            &MEMBER_REMOVED,
            at,
            &member.path,
            (&*member.holds, ()),
            message,
        );
        comparison.push(change.if_called(is_given(member)));
    }
    for (old, new) in both {
        let shown = |member: &Member| {
            let held = match &member.value {
                Some(value) => format!("always {value}"),
                None => format!(
                    "{} ({})",
                    member.holds,
                    member.kind.as_deref().unwrap_or("any JSON")
                ),
            };
            let header = member.header.as_ref();
            let header = header.map_or_else(String::new, |name| format!(", also in {name}"));
            // A member that may lack its value is left out then, or null.
            let absent = match (member.required, member.nullable) {
                (false, true) => ", absent or null",
                (true, true) => ", or null",
                (false, false) => ", or absent",
                (true, false) => "",
            };
            (held + &header, absent)
        };
        let is_other = |old: &Member, new: &Member| {
            let (before, after) = (shown(old), shown(new));
            let both_lack = !before.1.is_empty() && !after.1.is_empty();
            before.0 != after.0 || both_lack && before.1 != after.1
        };
        let shown = |member: &Member| {
            let (held, absent) = shown(member);
            held + absent
        };
        let path = &*new.path;
        if is_other(old, new) {
            let message = format!(
                "the member {} is `{}` instead of `{}`",
                quote(path),
                shown(new),
                shown(old)
            );
            let values = (shown(old), shown(new));
            comparison.push(Change::new(&MEMBER_CHANGED, at(), path, values, message));
        }
        let may_lack = |member: &Member| !member.required || member.nullable;
        let values = (!may_lack(old), !may_lack(new));
        match values {
            (true, false) => {
                let message = format!("the member {} may have no value", quote(path));
                comparison.push(Change::new(&MEMBER_OPTIONAL, at(), path, values, message));
            }
            (false, true) => {
                let message = format!("the member {} always has a value", quote(path));
                comparison.push(Change::new(&MEMBER_REQUIRED, at(), path, values, message));
            }
            _ => {}
        }
    }
}

fn at() -> At {
    At::New(Path::root().key("envelope"))
}

/// Whether a handler gives the value of a member, by a method that is there for it.
fn is_given(member: &Member) -> bool {
    let words = [
        "param",
        "instance",
        "request_id",
        "timestamp",
        "args",
        "errors",
    ];
    words.contains(&&*member.holds)
}
