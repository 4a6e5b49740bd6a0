//! Checks messages, their arguments, and their examples.

use super::{Index, code_path};
use crate::catalog::{Arg, ArgKind, Content, Envelope, Example, Field, Message};
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote, reference};
use crate::load::{DraftCode, Member};

pub(super) const RULES: &[&Rule] = &[
    &PLACEHOLDER_WITHOUT_ARGUMENT,
    &PLACEHOLDER_WITHOUT_TEXT,
    &ARGUMENT_WITHOUT_PLACEHOLDER,
    &EXAMPLE_LACKS_ARGUMENT,
    &EXAMPLE_ARGUMENT,
];

static PLACEHOLDER_WITHOUT_ARGUMENT: Rule = Rule {
    name: "placeholder-without-argument",
    level: Level::Error,
    what: "A message has a placeholder that `args` does not define.",
    why: "The constructor would have no value for it.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: Gone., message: \"{id} is gone\"}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: Gone., message: \"{id} is gone\", args: {id: {example: a1}}}\n",
};

static PLACEHOLDER_WITHOUT_TEXT: Rule = Rule {
    name: "placeholder-without-text",
    level: Level::Error,
    what: "A message has a placeholder for an argument that is optional, an array, or any JSON.",
    why: "Such an argument has no text that fits into every sentence.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: Gone., message: \"{ids} are gone\", args: {ids: {type: array, items: string}}}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: Gone., message: \"{id} is gone\", args: {id: {example: a1}}}\n",
};

static ARGUMENT_WITHOUT_PLACEHOLDER: Rule = Rule {
    name: "argument-without-placeholder",
    level: Level::Error,
    what: "A code has an argument that neither its message nor the envelope contains.",
    why: "The constructor would require a value that no response contains.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: Gone., message: It is gone, args: {id: {example: a1}}}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: Gone., message: \"{id} is gone\", args: {id: {example: a1}}}\n",
};

static EXAMPLE_LACKS_ARGUMENT: Rule = Rule {
    name: "example-lacks-argument",
    level: Level::Error,
    what: "An example has no value for an argument, and the argument has no `example` either.",
    why: "The documentation could not show the message that a client receives.",
    bad: "version: 1\ncodes:\n  gone:\n    status: 410\n    description: Gone.\n    message: \"{id} is gone\"\n    args: {id: {}}\n    examples: [{title: Gone}]\n",
    good: "version: 1\ncodes:\n  gone:\n    status: 410\n    description: Gone.\n    message: \"{id} is gone\"\n    args: {id: {}}\n    examples: [{title: Gone, args: {id: a1}}]\n",
};

static EXAMPLE_ARGUMENT: Rule = Rule {
    name: "example-argument",
    level: Level::Error,
    what: "An example has a value for an unknown argument, or a value of the wrong type.",
    why: "The example would show a response that the server never sends.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: Gone., examples: [{args: {id: a1}}]}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: Gone., examples: [{title: Gone}]}\n",
};

pub(super) fn check(parts: &Index, report: &mut Report) {
    let sent = Sent::of(&parts.draft.envelope);
    for code in &parts.draft.codes {
        let args = match &code.args {
            Member::Given(args) => args.as_slice(),
            Member::Absent => &[],
            Member::Invalid => continue,
        };
        let path = code_path(&code.key);
        if !matches!(code.message, Member::Invalid) {
            placeholders(code, args, &path, report);
            arguments(code, args, &sent, &path, report);
        }
        for (index, found) in code.examples.iter().enumerate() {
            let at = path.key("examples").item(index);
            example(code, found, &at, report);
            if !found.errors.is_empty() && !sent.errors {
                let message = "the envelope has no list of errors";
                let diagnostic =
                    Diagnostic::new(&EXAMPLE_ARGUMENT, at.key("errors").at_key(), message);
                report.push(
                    diagnostic.help("add `errors: {is: errors, optional: true}` to the envelope"),
                );
            }
            errors(parts, found, sent.nested, &at, report);
        }
    }
}

/// Checks the errors that an example lists, and those inside them.
fn errors(parts: &Index, outer: &Example, is_nested: bool, at: &Path, report: &mut Report) {
    for (index, (wire, found)) in outer.errors.iter().enumerate() {
        let at = at.key("errors").item(index);
        if let Some(code) = parts.code(wire, at.key("code").at_value(), report) {
            example(code, found, &at, report);
        }
        if !found.errors.is_empty() && !is_nested {
            let message = "the errors in the envelope's list have no list of their own";
            let place = at.key("errors").at_key();
            report.push(
                Diagnostic::new(&EXAMPLE_ARGUMENT, place, message)
                    .help("add a member `{is: errors}` to `each` in the envelope"),
            );
        }
        errors(parts, found, is_nested, &at, report);
    }
}

/// What the envelope sends besides the message.
struct Sent<'d> {
    /// Whether it sends all arguments.
    args: bool,
    /// The arguments that have a place of their own.
    placed: Vec<&'d str>,
    errors: bool,
    /// Whether errors in its list have lists of their own.
    nested: bool,
}

impl<'d> Sent<'d> {
    fn of(envelope: &'d Member<Envelope>) -> Self {
        // An envelope that was invalid may send everything.
        let is_invalid = matches!(envelope, Member::Invalid);
        let mut sent = Self {
            args: is_invalid,
            placed: Vec::new(),
            errors: is_invalid,
            nested: is_invalid,
        };
        if let Member::Given(envelope) = envelope {
            sent.add(&envelope.body);
        }
        sent
    }

    fn add(&mut self, field: &'d Field) {
        match &field.content {
            Content::Args { .. } => self.args = true,
            Content::Arg(name) => self.placed.push(name),
            Content::Errors(list) => {
                self.errors = true;
                self.nested |= list.each.is_none();
            }
            Content::Is(_)
            | Content::CodeField(_)
            | Content::Const(_)
            | Content::Members { .. }
            | Content::Elements(_) => {}
        }
        for inside in field.inside(true) {
            self.add(inside);
        }
    }
}

fn placeholders(code: &DraftCode, args: &[Arg], path: &Path, report: &mut Report) {
    let Some(message) = code.message.given() else {
        return;
    };
    let mut said: Vec<&str> = Vec::new();
    for name in message.placeholders() {
        if said.contains(&name) {
            continue;
        }
        said.push(name);
        if let Some(arg) = args.iter().find(|arg| arg.name == name) {
            without_text(arg, path, report);
            continue;
        }
        let text = format!("no argument for {}", quote(&format!("{{{name}}}")));
        let help = reference(name, args.iter().map(|arg| arg.name.as_str()))
            .unwrap_or_else(|| format!("add `args: {{{name}: {{example: …}}}}`").into());
        report.push(
            Diagnostic::new(
                &PLACEHOLDER_WITHOUT_ARGUMENT,
                path.key("message").at_value(),
                text,
            )
            .help(help),
        );
    }
}

/// Reports an argument that a message cannot show.
fn without_text(arg: &Arg, path: &Path, report: &mut Report) {
    let what = match arg.kind {
        _ if arg.optional => "optional",
        ArgKind::Array(_) => "an array",
        ArgKind::Any => "any JSON",
        ArgKind::String
        | ArgKind::Integer
        | ArgKind::Number
        | ArgKind::Boolean
        | ArgKind::DateTime => return,
    };
    let message = format!(
        "the message shows {}, which is {what}",
        quote(&format!("{{{}}}", arg.name))
    );
    let place = path.key("message").at_value();
    report.push(
        Diagnostic::new(&PLACEHOLDER_WITHOUT_TEXT, place, message)
            .related(path.key("args").key(&arg.name).at_key(), "this argument")
            .help(
                "remove the placeholder, or add an argument for the text with `only_in: message`",
            ),
    );
}

/// Reports arguments that no response shows.
fn arguments(code: &DraftCode, args: &[Arg], sent: &Sent, path: &Path, report: &mut Report) {
    for arg in args {
        let name = &arg.name;
        let is_sent = sent.args || sent.placed.contains(&name.as_str());
        if is_sent && !arg.is_only_in_message {
            continue;
        }
        let mut placeholders = code
            .message
            .given()
            .into_iter()
            .flat_map(Message::placeholders);
        if placeholders.any(|placeholder| placeholder == name) {
            continue;
        }
        let message = format!("the argument {} is not in the message", quote(name));
        let help = format!("add `{{{name}}}` to the message, or remove the argument");
        report.push(
            Diagnostic::new(
                &ARGUMENT_WITHOUT_PLACEHOLDER,
                path.key("args").key(name).at_key(),
                message,
            )
            .help(help),
        );
    }
}

/// Checks that an example has a value for each argument, and no others.
fn example(code: &DraftCode, example: &Example, at: &Path, report: &mut Report) {
    let args = match &code.args {
        Member::Given(args) => args.as_slice(),
        Member::Absent => &[],
        Member::Invalid => return,
    };
    let path = code_path(&code.key);
    for arg in args.iter().filter(|arg| !arg.secret && !arg.optional) {
        let name = &arg.name;
        if arg.example.is_none() && !example.args.iter().any(|(given, _)| given == name) {
            let message = format!("the example has no value for {}", quote(name));
            let diagnostic = Diagnostic::new(&EXAMPLE_LACKS_ARGUMENT, at.at_value(), message);
            report.push(
                diagnostic
                    .related(
                        path.key("args").key(name).at_key(),
                        "this argument has no `example`",
                    )
                    .help(format!(
                        "add `args: {{{name}: …}}` to the example, or `example: …` to the argument"
                    )),
            );
        }
    }
    for (name, value) in &example.args {
        let at = at.key("args").key(name);
        let Some(arg) = args.iter().find(|arg| arg.name == *name) else {
            let message = format!("{} has no argument {}", quote(&code.key), quote(name));
            let help = reference(name, args.iter().map(|arg| arg.name.as_str()));
            report.push(Diagnostic::new(&EXAMPLE_ARGUMENT, at.at_key(), message).maybe_help(help));
            continue;
        };
        if !arg.fits(value) {
            let message = if arg.values.is_empty() {
                format!(
                    "the value of {} is not of type `{}`",
                    quote(name),
                    arg.kind.word()
                )
            } else {
                format!("{value} is not a value of {}", quote(name))
            };
            report.push(Diagnostic::new(&EXAMPLE_ARGUMENT, at.at_value(), message));
        }
    }
}
