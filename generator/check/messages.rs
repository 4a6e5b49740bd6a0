//! Checks messages, their arguments, and their examples.

use super::{Index, code_path};
use crate::catalog::{Arg, Example, Meaning};
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote, suggestion};
use crate::load::{DraftCode, Member, fits, kind_word};

pub(super) const RULES: &[&Rule] = &[
    &PLACEHOLDER_WITHOUT_ARGUMENT,
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
    let sends = |meaning| match &parts.draft.envelope {
        Member::Given(envelope) => envelope.field(meaning).is_some(),
        Member::Absent => false,
        Member::Invalid => true,
    };
    let (sends_args, sends_errors) = (sends(Meaning::Args), sends(Meaning::Errors));
    for code in &parts.draft.codes {
        let args = match &code.args {
            Member::Given(args) => args.as_slice(),
            Member::Absent => &[],
            Member::Invalid => continue,
        };
        let path = code_path(&code.key);
        if !matches!(code.message, Member::Invalid) {
            placeholders(code, args, &path, report);
            if !sends_args {
                arguments(code, args, &path, report);
            }
        }
        for (index, found) in code.examples.iter().enumerate() {
            let at = path.key("examples").item(index);
            example(code, found, &at, report);
            if !found.errors.is_empty() && !sends_errors {
                let message = "the envelope has no list of errors";
                let diagnostic =
                    Diagnostic::new(&EXAMPLE_ARGUMENT, at.key("errors").at_key(), message);
                report.push(
                    diagnostic.help("add `errors: {is: errors, optional: true}` to the envelope"),
                );
            }
            for (index, (wire, found)) in found.errors.iter().enumerate() {
                let at = at.key("errors").item(index);
                if let Some(code) = parts.code(wire, at.key("code").at_value(), report) {
                    example(code, found, &at, report);
                }
            }
        }
    }
}

fn placeholders(code: &DraftCode, args: &[Arg], path: &Path, report: &mut Report) {
    let Some(message) = code.message.given() else {
        return;
    };
    let mut said: Vec<&str> = Vec::new();
    for name in message.placeholders() {
        if said.contains(&name) || args.iter().any(|arg| arg.name == name) {
            continue;
        }
        said.push(name);
        let text = format!("no argument for {}", quote(&format!("{{{name}}}")));
        let help = suggestion(name, args.iter().map(|arg| arg.name.as_str()))
            .unwrap_or_else(|| format!("add `args: {{{name}: {{example: …}}}}`"));
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

fn arguments(code: &DraftCode, args: &[Arg], path: &Path, report: &mut Report) {
    for arg in args {
        let name = &arg.name;
        if code.message.given().is_some_and(|message| {
            message
                .placeholders()
                .any(|placeholder| placeholder == name)
        }) {
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
    for arg in args.iter().filter(|arg| !arg.secret) {
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
            let help = suggestion(name, args.iter().map(|arg| arg.name.as_str()));
            report.push(Diagnostic::new(&EXAMPLE_ARGUMENT, at.at_key(), message).maybe_help(help));
            continue;
        };
        if !fits(value, arg.kind) {
            let message = format!(
                "the value of {} is not of type `{}`",
                quote(name),
                kind_word(arg.kind)
            );
            report.push(Diagnostic::new(&EXAMPLE_ARGUMENT, at.at_value(), message));
        }
    }
}
