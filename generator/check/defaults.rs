//! Checks the section `defaults`: its codes exist and fit, and no required default is missing.

use std::borrow::Cow;

use super::{Index, code_path};
use crate::catalog::{Arg, ArgKind, Filled, Filling, JsonValue, Occasion, RetryAfter};
use crate::diagnostic::{Diagnostic, Level, Path, Place, Report, Rule, quote, reference};
use crate::load::{DraftCode, DraftDefault, Member};

pub(super) const RULES: &[&Rule] = &[
    &INCOMPLETE_DEFAULTS,
    &DEFAULT_STATUS,
    &DEFAULT_NEEDS_VALUES,
    &DEFAULT_VALUE,
];

static INCOMPLETE_DEFAULTS: Rule = Rule {
    name: "incomplete-defaults",
    level: Level::Error,
    what: "The section `defaults` has no code for `4XX` or no code for `5XX`.",
    why: "Some responses that the framework creates by itself would not be in the envelope.",
    bad: "version: 1\ndefaults: {4XX: bad}\ncodes:\n  bad: {status: 400, description: Bad.}\n  failed: {status: 500, description: It failed.}\n",
    good: "version: 1\ndefaults: {4XX: bad, 5XX: failed}\ncodes:\n  bad: {status: 400, description: Bad.}\n  failed: {status: 500, description: It failed.}\n",
};

static DEFAULT_STATUS: Rule = Rule {
    name: "default-status",
    level: Level::Error,
    what: "A default for a client error does not have a 4xx status, or a default for a server error does not have a 5xx status.",
    why: "Clients, proxies and alerts would blame the wrong side.",
    bad: "version: 1\ndefaults: {4XX: failed, 5XX: failed}\ncodes:\n  failed: {status: 500, description: It failed.}\n",
    good: "version: 1\ndefaults: {4XX: bad, 5XX: failed}\ncodes:\n  bad: {status: 400, description: Bad.}\n  failed: {status: 500, description: It failed.}\n",
};

static DEFAULT_VALUE: Rule = Rule {
    name: "default-value",
    level: Level::Error,
    what: "A default gives its code a value that the code does not have, or of another type.",
    why: "The response of the framework would not be one that is documented.",
    bad: "version: 1\ndefaults: {4XX: {code: bad, args: {what: [x]}}, 5XX: failed}\ncodes:\n  bad: {status: 400, description: Bad., message: \"Bad {what}\", args: {what: {}}}\n  failed: {status: 500, description: It failed.}\n",
    good: "version: 1\ndefaults: {4XX: {code: bad, args: {what: x}}, 5XX: failed}\ncodes:\n  bad: {status: 400, description: Bad., message: \"Bad {what}\", args: {what: {}}}\n  failed: {status: 500, description: It failed.}\n",
};

static DEFAULT_NEEDS_VALUES: Rule = Rule {
    name: "default-needs-values",
    level: Level::Error,
    what: "A code in `defaults` has required arguments or `retry_after: arg`, and the default has no values for them.",
    why: "The framework answers by itself and has no values, so that the response would differ from its documentation.",
    bad: "version: 1\ndefaults: {4XX: bad, 5XX: failed}\ncodes:\n  bad: {status: 400, description: Bad., message: \"Bad {what}\", args: {what: {}}}\n  failed: {status: 500, description: It failed.}\n",
    good: "version: 1\ndefaults: {4XX: {code: bad, args: {what: request}}, 5XX: failed}\ncodes:\n  bad: {status: 400, description: Bad., message: \"Bad {what}\", args: {what: {}}}\n  failed: {status: 500, description: It failed.}\n",
};

pub(super) fn check(parts: &Index, report: &mut Report) {
    let Some(defaults) = &parts.draft.defaults else {
        return;
    };
    let section = Path::root().key("defaults");
    for (occasion, key) in [
        (Occasion::ClientError, "4XX"),
        (Occasion::ServerError, "5XX"),
    ] {
        if !defaults.iter().any(|default| default.occasion == occasion) {
            let message = format!("`defaults` has no code for `{key}`");
            let diagnostic = Diagnostic::new(&INCOMPLETE_DEFAULTS, section.at_key(), message);
            report.push(diagnostic.help(format!(
                "add `{key}: …`, the code for each {key} status without a default"
            )));
        }
    }
    for default in defaults {
        one(parts, default, &section.key(&default.key), report);
    }
}

fn one(parts: &Index, default: &DraftDefault, at: &Path, report: &mut Report) {
    let Some(name) = &default.code else {
        return;
    };
    let place = if default.is_long {
        at.key("code").at_value()
    } else {
        at.at_value()
    };
    let Some(code) = parts.code(name, place.clone(), report) else {
        return;
    };
    if let Some(filling) = filling(default) {
        filled(code, default, &filling, at, report);
        needs_values(code, &filling, &place, report);
    }
    // Some middlewares send 408 if a handler takes too long, so either range fits.
    let Some(status) = parts.status_of(code).filter(|_| default.key != "408") else {
        return;
    };
    if !status.is_error() || status.is_server_error() != default.occasion.is_server_error() {
        let message = format!(
            "{} has the status {status}, but is the default for {}",
            quote(name),
            quote(&default.key)
        );
        report.push(
            Diagnostic::new(&DEFAULT_STATUS, place, message)
                .related(code_path(name).at_key(), "this code")
                .help("use a code whose status is in the same range"),
        );
    }
}

/// What a default gives its code. `None` if there was a mistake in it.
fn filling(default: &DraftDefault) -> Option<Cow<'_, Filling>> {
    match &default.filling {
        Member::Given(filling) => Some(Cow::Borrowed(filling)),
        Member::Absent => Some(Cow::Owned(Filling::default())),
        Member::Invalid => None,
    }
}

/// Reports what the framework cannot know, and the default does not say.
fn needs_values(code: &DraftCode, filling: &Filling, place: &Place, report: &mut Report) {
    let is_given = |arg: &&Arg| filling.args.iter().any(|(name, _)| *name == arg.name);
    let args = code.args.given().into_iter().flatten();
    let required = args.filter(|arg| !arg.optional && !is_given(arg));
    let required: Vec<String> = required.map(|arg| quote(&arg.name)).collect();
    let path = code_path(&code.key);
    let lacks_wait = code.retry_after == Some(RetryAfter::Arg) && filling.retry_after.is_none();
    let (what, related, help) = if !required.is_empty() {
        let noun = if required.len() == 1 {
            "argument"
        } else {
            "arguments"
        };
        (
            format!("the {noun} {}", required.join(", ")),
            path.key("args").at_key(),
            format!(
                "add them: `{{code: {}, args: {{…}}}}`, or choose a code without arguments",
                code.key
            ),
        )
    } else if lacks_wait {
        (
            "`retry_after`".to_owned(),
            path.key("retry_after").at_key(),
            format!(
                "add it: `{{code: {}, retry_after: 30}}`; a `Retry-After` that the framework sends takes precedence",
                code.key
            ),
        )
    } else {
        return;
    };
    let message = format!("the default {} has no value for {what}", quote(&code.key));
    report.push(
        Diagnostic::new(&DEFAULT_NEEDS_VALUES, place.clone(), message)
            .related(related, "required here")
            .help(help),
    );
}

/// Reports values that the code does not have, or that it cannot have.
fn filled(
    code: &DraftCode,
    default: &DraftDefault,
    filling: &Filling,
    at: &Path,
    report: &mut Report,
) {
    let Some(args) = (match &code.args {
        Member::Given(args) => Some(args.as_slice()),
        Member::Absent => Some(&[][..]),
        Member::Invalid => None,
    }) else {
        return;
    };
    for (name, filled) in &filling.args {
        let at = at.key("args").key(name);
        let Some(arg) = args.iter().find(|arg| arg.name == *name) else {
            let message = format!("{} has no argument {}", quote(&code.key), quote(name));
            let help = reference(name, args.iter().map(|arg| arg.name.as_str()));
            let found = Diagnostic::new(&DEFAULT_VALUE, at.at_key(), message);
            report.push(found.maybe_help(help));
            continue;
        };
        match filled {
            Filled::Const(value) if is_constant(arg, value) => {}
            Filled::Const(_) => {
                let message = format!("this is no value for {}", quote(name));
                let found = Diagnostic::new(&DEFAULT_VALUE, at.at_value(), message);
                report.push(found.help(
                    "write text, a number, `true` or `false`, by the type of the argument, or `{is: rejection, or: body}`",
                ));
            }
            Filled::Rejection { or } => {
                let is_text = arg.kind == ArgKind::String && arg.values.is_empty();
                let needs_or = !arg.optional && or.is_none();
                rejection(default, is_text, needs_or, &at, report);
            }
        }
    }
    match &filling.param {
        Some(Filled::Const(JsonValue::Text(_))) | None => {}
        Some(Filled::Const(_)) => {
            let at = at.key("param").at_value();
            let message = "expected the name of a parameter, or `{is: rejection}`";
            report.push(Diagnostic::new(&DEFAULT_VALUE, at, message));
        }
        Some(Filled::Rejection { .. }) => {
            rejection(default, true, false, &at.key("param"), report);
        }
    }
    if filling.retry_after.is_some() && code.retry_after != Some(RetryAfter::Arg) {
        let message = format!("{} does not take a `retry_after`", quote(&code.key));
        let at = at.key("retry_after").at_key();
        report.push(
            Diagnostic::new(&DEFAULT_VALUE, at, message)
                .help("only codes with `retry_after: arg` do"),
        );
    }
}

/// Reports a value that names what was rejected where it cannot.
fn rejection(
    default: &DraftDefault,
    is_text: bool,
    needs_or: bool,
    at: &Path,
    report: &mut Report,
) {
    let (message, help) = if !matches!(
        default.occasion,
        Occasion::InvalidParameter | Occasion::InvalidBody
    ) {
        (
            "only a parameter or a member of a body is rejected",
            "use it under `invalid_parameter` or `invalid_body`",
        )
    } else if !is_text {
        (
            "the name of what was rejected is text",
            "use it for an argument of the type `string`",
        )
    } else if needs_or {
        (
            "frameworks do not always tell the name of what was rejected",
            "add the text for those cases: `{is: rejection, or: body}`",
        )
    } else {
        return;
    };
    report.push(Diagnostic::new(&DEFAULT_VALUE, at.at_value(), message).help(help));
}

/// Whether a value can be written as a constant in Rust.
fn is_constant(arg: &Arg, value: &JsonValue) -> bool {
    let is_plain = matches!(
        arg.kind,
        ArgKind::String | ArgKind::Integer | ArgKind::Number | ArgKind::Boolean
    );
    is_plain && arg.fits(value)
}
