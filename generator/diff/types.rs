//! Changes of types and of the fields that a catalog declares.

use super::Severity::{Breaking, Feature, Fix};
use super::{At, Change, ChangeKind, Comparison, codes, pairs};
use crate::diagnostic::{Path, quote};
use crate::export::Field;

pub(super) const KINDS: &[&ChangeKind] = &[
    &TYPE_ADDED,
    &TYPE_REMOVED,
    &FIELD_ADDED,
    &FIELD_REMOVED,
    &FIELD_TYPE_CHANGED,
];

/// A catalog with these types, in one line.
macro_rules! with_types {
    ($types:literal) => {
        concat!(
            "version: 1\ntypes: {",
            $types,
            "}\ncodes:\n  gone: {type: a, status: 410, description: It is gone.}\n"
        )
    };
}

/// A catalog with these fields, in one line.
macro_rules! with_fields {
    ($fields:literal) => {
        concat!(
            "version: 1\nfields: {",
            $fields,
            "}\ncodes:\n  gone: {status: 410, description: It is gone.}\n"
        )
    };
}

static TYPE_ADDED: ChangeKind = ChangeKind {
    name: "type-added",
    clients: Feature,
    rust: Feature,
    what: "A type is new.",
    why: "A client acts on the status of a type that it does not know. A `match` over all variants of `ErrorType` no longer compiles, unless \
          the module is made with `non_exhaustive`.",
    old: with_types!("a: {description: One.}"),
    new: with_types!("a: {description: One.}, b: {description: Two.}"),
    other: with_types!("a: {description: One., title: First}"),
};

static TYPE_REMOVED: ChangeKind = ChangeKind {
    name: "type-removed",
    clients: Fix,
    rust: Breaking,
    what: "A type is gone.",
    why: "The codes that had it are other changes. Its variant is gone.",
    old: with_types!("a: {description: One.}, b: {description: Two.}"),
    new: with_types!("a: {description: One.}"),
    other: with_types!("b: {description: Two.}, a: {description: One.}"),
};

static FIELD_ADDED: ChangeKind = ChangeKind {
    name: "field-added",
    clients: Fix,
    rust: Feature,
    what: "The catalog declares one more field.",
    why: "`ErrorCode` has one more method. What clients are sent is in the envelope.",
    old: with_fields!("a: {type: string, default: x}"),
    new: with_fields!("a: {type: string, default: x}, b: {type: string, default: x}"),
    other: with_fields!("a: {type: string, default: x, description: One.}"),
};

static FIELD_REMOVED: ChangeKind = ChangeKind {
    name: "field-removed",
    clients: Fix,
    rust: Breaking,
    what: "The catalog no longer declares a field.",
    why: "Its method of `ErrorCode` is gone. What clients are sent is in the envelope.",
    old: with_fields!("a: {type: string, default: x}, b: {type: string, default: x}"),
    new: with_fields!("a: {type: string, default: x}"),
    other: with_fields!("b: {type: string, default: x}, a: {type: string, default: x}"),
};

static FIELD_TYPE_CHANGED: ChangeKind = ChangeKind {
    name: "field-type-changed",
    clients: Fix,
    rust: Breaking,
    what: "A field has another type, or may be absent, or no longer.",
    why: "Its method of `ErrorCode` returns another type. What clients are sent is in the envelope.",
    old: with_fields!("a: {type: string, default: x}"),
    new: with_fields!("a: {type: string, optional: true}"),
    other: with_fields!("a: {type: string, default: y}"),
};

pub(super) fn compare(comparison: &mut Comparison) {
    let (old, new) = (comparison.old, comparison.new);
    let path = |name: &str| Path::root().key("types").key(name);
    let (added, removed, both) = pairs(&old.types, &new.types, |kind| &kind.name);
    let is_sent = comparison.sends("type");
    for kind in added {
        let message = format!("the type {} is new", quote(&kind.name));
        let change = Change::added(&TYPE_ADDED, path(&kind.name), &kind.name, message);
        comparison.push(change.if_sent(is_sent));
    }
    for kind in removed {
        let message = format!("the type {} is gone", quote(&kind.name));
        comparison.push(Change::removed(
            &TYPE_REMOVED,
            path(&kind.name),
            &kind.name,
            message,
        ));
    }
    for (old, new) in both {
        if old.variant != new.variant {
            comparison.push(codes::rust_name(
                At::New(path(&new.name)),
                &new.name,
                &old.variant,
                &new.variant,
            ));
        }
    }
    // What only one of them states is not compared.
    let is_stated = |field: &&Field| (old.internal && new.internal) || !field.internal;
    let of = |fields: &[Field]| fields.iter().filter(is_stated).cloned().collect::<Vec<_>>();
    let (before, after) = (of(&old.fields), of(&new.fields));
    let path = |name: &str| Path::root().key("fields").key(name);
    let (added, removed, both) = pairs(&before, &after, |field| &field.name);
    for field in added {
        let message = format!("the field {} is new", quote(&field.name));
        comparison.push(Change::added(
            &FIELD_ADDED,
            path(&field.name),
            &field.name,
            message,
        ));
    }
    for field in removed {
        let message = format!("the field {} is gone", quote(&field.name));
        comparison.push(Change::removed(
            &FIELD_REMOVED,
            path(&field.name),
            &field.name,
            message,
        ));
    }
    for (old, new) in both {
        let shown = |field: &Field| {
            let values = if field.values.is_empty() {
                field.kind.clone()
            } else {
                format!("one of {}", field.values.join(", "))
            };
            if field.optional {
                format!("{values}, optional")
            } else {
                values
            }
        };
        if shown(old) != shown(new) {
            let message = format!(
                "the field {} is `{}` instead of `{}`",
                quote(&new.name),
                shown(new),
                shown(old)
            );
            let values = (shown(old), shown(new));
            comparison.push(Change::new(
                &FIELD_TYPE_CHANGED,
                At::New(path(&new.name)),
                &new.name,
                values,
                message,
            ));
        }
    }
}
