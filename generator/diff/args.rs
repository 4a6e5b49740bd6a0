//! Changes of the arguments of codes.

use super::Severity::{Breaking, Feature, Fix};
use super::{At, Change, ChangeKind, Comparison, code_path, pairs};
use crate::diagnostic::{Path, quote};
use crate::export::{Arg, Code};

pub(super) const KINDS: &[&ChangeKind] = &[
    &ARGUMENT_ADDED,
    &ARGUMENT_REMOVED,
    &ARGUMENT_SENT,
    &ARGUMENT_WITHHELD,
    &ARGUMENT_TYPE_CHANGED,
    &ARGUMENT_OPTIONAL,
    &ARGUMENT_REQUIRED,
    &ARGUMENT_VALUE_ADDED,
    &ARGUMENT_VALUE_REMOVED,
    &ARGUMENT_ORDER_CHANGED,
];

/// A catalog whose code has these arguments, in one line.
macro_rules! with_args {
    ($args:literal) => {
        concat!(
            "version: 1\nenvelope: {body: {code: {is: code}, args: {is: args}}}\ncodes:\n  gone: {status: 410, description: It is gone., args: {",
            $args,
            "}}\n"
        )
    };
}

/// A catalog whose code has the argument `name` in its message.
macro_rules! with_name {
    ($members:literal) => {
        concat!(
            "version: 1\nenvelope: {body: {code: {is: code}, args: {is: args}}}\ncodes:\n  gone: {status: 410, description: It is gone., message: \"{name} is gone\", args: {name: {",
            $members,
            "}}}\n"
        )
    };
}

static ARGUMENT_ADDED: ChangeKind = ChangeKind {
    name: "argument-added",
    clients: Feature,
    rust: Breaking,
    what: "A code has one more argument.",
    why: "Clients may read it. Its constructor has one parameter more.",
    old: with_args!("id: {}"),
    new: with_args!("id: {}, name: {}"),
    other: with_args!("id: {description: The ID.}"),
};

static ARGUMENT_REMOVED: ChangeKind = ChangeKind {
    name: "argument-removed",
    clients: Breaking,
    rust: Breaking,
    what: "A code no longer has an argument.",
    why: "Clients that read it miss it, if it was sent. Its constructor has one parameter less.",
    old: with_args!("id: {}, name: {}"),
    new: with_args!("id: {}"),
    other: with_args!("id: {}, name: {description: The name.}"),
};

static ARGUMENT_SENT: ChangeKind = ChangeKind {
    name: "argument-sent",
    clients: Feature,
    rust: Fix,
    what: "An argument that was in the message alone, or secret, is a member of responses.",
    why: "Clients may read it.",
    old: with_name!("only_in: message"),
    new: with_name!(""),
    other: with_name!("only_in: message, description: The name."),
};

static ARGUMENT_WITHHELD: ChangeKind = ChangeKind {
    name: "argument-withheld",
    clients: Breaking,
    rust: Fix,
    what: "An argument is no longer a member of responses.",
    why: "Clients that read it miss it. Its constructor stays the same.",
    old: with_name!(""),
    new: with_name!("only_in: message"),
    other: with_name!("description: The name."),
};

static ARGUMENT_TYPE_CHANGED: ChangeKind = ChangeKind {
    name: "argument-type-changed",
    clients: Breaking,
    rust: Breaking,
    what: "An argument has another type.",
    why: "Clients read another JSON type, if it is sent, and the constructor has a parameter of another type.",
    old: with_args!("id: {}"),
    new: with_args!("id: {type: integer}"),
    other: with_args!("id: {example: x}"),
};

static ARGUMENT_OPTIONAL: ChangeKind = ChangeKind {
    name: "argument-optional",
    clients: Breaking,
    rust: Breaking,
    what: "An argument may be absent.",
    why: "Clients that rely on it miss it, if it is sent, and the parameter of the constructor is an `Option`.",
    old: with_args!("id: {}"),
    new: with_args!("id: {optional: true}"),
    other: with_args!("id: {optional: false}"),
};

static ARGUMENT_REQUIRED: ChangeKind = ChangeKind {
    name: "argument-required",
    clients: Feature,
    rust: Breaking,
    what: "An argument is always there.",
    why: "Clients can rely on it, and the parameter of the constructor is no longer an `Option`.",
    old: with_args!("id: {optional: true}"),
    new: with_args!("id: {}"),
    other: with_args!("id: {optional: true, example: x}"),
};

static ARGUMENT_VALUE_ADDED: ChangeKind = ChangeKind {
    name: "argument-value-added",
    clients: Feature,
    rust: Feature,
    what: "An argument can have one more of its values.",
    why: "Clients may see a value that they do not know. A `match` over all variants of its enum no longer compiles.",
    old: with_args!("why: {enum: [old]}"),
    new: with_args!("why: {enum: [old, moved]}"),
    other: with_args!("why: {}"),
};

static ARGUMENT_VALUE_REMOVED: ChangeKind = ChangeKind {
    name: "argument-value-removed",
    clients: Fix,
    rust: Breaking,
    what: "An argument can no longer have one of its values.",
    why: "A client waits for what no longer comes. The variant of its enum is gone.",
    old: with_args!("why: {enum: [old, moved]}"),
    new: with_args!("why: {enum: [old]}"),
    other: with_args!("why: {enum: [moved, old]}"),
};

static ARGUMENT_ORDER_CHANGED: ChangeKind = ChangeKind {
    name: "argument-order-changed",
    clients: Fix,
    rust: Breaking,
    what: "The arguments of a code are in another order.",
    why: "The parameters of its constructor are in another order. The members of a JSON object have none.",
    old: with_args!("id: {}, name: {}"),
    new: with_args!("name: {}, id: {}"),
    other: with_args!("id: {}, more: {}, name: {}"),
};

pub(super) fn compare(comparison: &mut Comparison, old: &Code, new: &Code) {
    let name = &new.key;
    let path = |code: &Code, arg: &Arg| code_path(code).key("args").key(&arg.name);
    let (added, removed, both) = pairs(&old.args, &new.args, |arg| &arg.name);
    for arg in added {
        let message = format!("{} has the argument {}", quote(name), quote(&arg.name));
        let at = At::New(path(new, arg));
        let is_sent = comparison.sends_arg(arg);
        comparison.push(
            Change::new(&ARGUMENT_ADDED, at, name, ((), &*arg.name), message).if_sent(is_sent),
        );
    }
    for arg in removed {
        let message = format!(
            "{} no longer has the argument {}",
            quote(name),
            quote(&arg.name)
        );
        let at = At::Old(path(old, arg));
        let is_sent = comparison.sends_arg(arg);
        comparison.push(
            Change::new(&ARGUMENT_REMOVED, at, name, (&*arg.name, ()), message).if_sent(is_sent),
        );
    }
    let of_both = |code: &Code| {
        let args = code.args.iter().map(|arg| arg.name.clone());
        let is_in_both = |name: &String| both.iter().any(|(old, _)| old.name == *name);
        args.filter(is_in_both).collect::<Vec<_>>()
    };
    let orders = (of_both(old), of_both(new));
    if orders.0 != orders.1 {
        let message = format!(
            "the arguments of {} are in another order: {}",
            quote(name),
            orders.1.join(", ")
        );
        let at = At::New(code_path(new).key("args"));
        comparison.push(Change::new(
            &ARGUMENT_ORDER_CHANGED,
            at,
            name,
            orders,
            message,
        ));
    }
    for (before, after) in both {
        one(comparison, name, (before, after), &path(new, after));
    }
}

fn one(comparison: &mut Comparison, code: &str, (old, new): (&Arg, &Arg), path: &Path) {
    let has_place = comparison.has_place(new);
    let is_sent = old.sent && new.sent && has_place;
    let what = format!("the argument {} of {}", quote(&new.name), quote(code));
    let at = |member: &str| At::New(path.key(member));
    match (old.sent, new.sent) {
        (false, true) => {
            let message = format!("{what} is sent");
            let change = Change::new(&ARGUMENT_SENT, at("only_in"), code, (false, true), message);
            comparison.push(change.if_sent(has_place));
        }
        (true, false) => {
            let message = format!("{what} is no longer sent");
            let change = Change::new(
                &ARGUMENT_WITHHELD,
                at("only_in"),
                code,
                (true, false),
                message,
            );
            comparison.push(change.if_sent(has_place));
        }
        _ => {}
    }
    types(comparison, code, (old, new), path);
    let values = (old.optional, new.optional);
    match values {
        (false, true) => {
            let message = format!("{what} may be absent");
            comparison.push(
                Change::new(&ARGUMENT_OPTIONAL, at("optional"), code, values, message)
                    .if_sent(is_sent),
            );
        }
        (true, false) => {
            let message = format!("{what} is always there");
            comparison.push(
                Change::new(&ARGUMENT_REQUIRED, at("optional"), code, values, message)
                    .if_sent(is_sent),
            );
        }
        _ => {}
    }
}

fn types(comparison: &mut Comparison, code: &str, (old, new): (&Arg, &Arg), path: &Path) {
    let is_sent = comparison.sends_arg(old) && comparison.sends_arg(new);
    let what = format!("the argument {} of {}", quote(&new.name), quote(code));
    let at = |member: &str| At::New(path.key(member));
    // A text of any value and one of some are two types in Rust.
    let kind = |arg: &Arg| {
        (
            arg.kind.clone(),
            arg.sent_type.clone(),
            arg.values.is_empty(),
        )
    };
    if kind(old) != kind(new) {
        let word = |arg: &Arg| {
            let sent = if old.sent_type != new.sent_type && old.kind == new.kind && arg.sent {
                format!(", sent as {}", arg.sent_type)
            } else {
                String::new()
            };
            if arg.values.is_empty() {
                arg.kind.clone() + &sent
            } else {
                format!("{} of {}{sent}", arg.kind, arg.values.join(", "))
            }
        };
        let message = format!(
            "{what} is of type `{}` instead of `{}`",
            word(new),
            word(old)
        );
        let is_other_json = is_sent
            && (old.sent_type != new.sent_type || old.kind != new.kind || !old.values.is_empty());
        let is_called = old.kind != new.kind || old.values.is_empty() != new.values.is_empty();
        let change = Change::new(
            &ARGUMENT_TYPE_CHANGED,
            at("type"),
            code,
            (word(old), word(new)),
            message,
        );
        comparison.push(change.if_sent(is_other_json).if_called(is_called));
    } else if !old.values.is_empty() {
        for value in new
            .values
            .iter()
            .filter(|value| !old.values.contains(value))
        {
            let message = format!("{what} can be {}", quote(value));
            let change = Change::new(
                &ARGUMENT_VALUE_ADDED,
                at("enum"),
                code,
                ((), &**value),
                message,
            );
            comparison.push(change.if_sent(is_sent));
        }
        for value in old
            .values
            .iter()
            .filter(|value| !new.values.contains(value))
        {
            let message = format!("{what} can no longer be {}", quote(value));
            comparison.push(Change::new(
                &ARGUMENT_VALUE_REMOVED,
                at("enum"),
                code,
                (&**value, ()),
                message,
            ));
        }
    }
}
