//! What every code has, and what is kept from clients and logs.

use super::super::{Index, code_path};
use super::options;
use crate::catalog::{Arg, Message};
use crate::diagnostic::{Diagnostic, Level, LintOptions, Path, Report, Rule, correction, quote};
use crate::load::DraftCode;
use crate::load::rules::UNKNOWN_VALUE;

pub(super) const RULES: &[&Rule] = &[
    &REQUIRED_MEMBERS,
    &NO_RETRY_AFTER,
    &ARGUMENT_OF_SERVER_ERROR,
    &PERSONAL_ARGUMENT,
];

static REQUIRED_MEMBERS: Rule = Rule {
    name: "required-members",
    level: Level::Warning,
    what: "A code lacks a member that the catalog asks for: `required-members: {level: deny, members: [resolution, owner]}`. A name is \
           that of a member of codes, or of one of `fields`.",
    why: "AIP-193 asks for messages that tell what to do, and most teams for someone to turn to: it is easiest to write while the code is \
          new.",
    bad: "version: 1\nlints: {required-members: {level: deny, members: [resolution]}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nlints: {required-members: {level: deny, members: [resolution]}}\ncodes:\n  gone: {status: 410, description: It is gone., resolution: Use another one.}\n",
};

static NO_RETRY_AFTER: Rule = Rule {
    name: "no-retry-after",
    level: Level::Warning,
    what: "A code has the status 429 or 503, and does not state how long clients have to wait.",
    why: "RFC 6585 (section 4) and RFC 9110 (section 15.6.4) name `Retry-After` for these statuses: clients that do not know when to try \
          again do it too soon, all at once.",
    bad: "version: 1\nlints: {no-retry-after: deny}\ncodes:\n  busy: {status: 503, description: The service is busy.}\n",
    good: "version: 1\nlints: {no-retry-after: deny}\ncodes:\n  busy: {status: 503, description: The service is busy., retry_after: 5}\n",
};

static ARGUMENT_OF_SERVER_ERROR: Rule = Rule {
    name: "argument-of-server-error",
    level: Level::Warning,
    what: "The message of a code with a status of 5xx shows an argument.",
    why: "What went wrong inside of the service is of no use to a client, and of use to an attacker. OWASP's Error Handling Cheat Sheet \
          asks for a generic message, with the details in the log.",
    bad: "version: 1\nlints: {argument-of-server-error: deny}\ncodes:\n  failed: {status: 500, description: It failed., message: \"{host} failed\", args: {host: {}}}\n",
    good: "version: 1\nlints: {argument-of-server-error: deny}\ncodes:\n  failed: {status: 500, description: It failed.}\n",
};

static PERSONAL_ARGUMENT: Rule = Rule {
    name: "personal-argument",
    level: Level::Warning,
    what: "An argument looks personal or secret by its name, such as `email` or `token`, and is not `secret`.",
    why: "The response, every log and every proxy on the way would have it. OWASP's Logging Cheat Sheet lists such data as what must not \
          be logged.",
    bad: "version: 1\nlints: {personal-argument: deny}\ncodes:\n  taken: {status: 409, description: It is taken., message: \"{email} is taken\", args: {email: {}}}\n",
    good: "version: 1\nlints: {personal-argument: deny}\ncodes:\n  taken: {status: 409, description: It is taken., message: \"{email} is taken\", args: {email: {secret: true}}}\n",
};

/// The words of names that look personal or secret.
const PERSONAL: [&str; 31] = [
    "address",
    "apikey",
    "auth",
    "authorization",
    "birthdate",
    "birthday",
    "card",
    "cookie",
    "credential",
    "credentials",
    "cvv",
    "email",
    "firstname",
    "iban",
    "ip",
    "jwt",
    "lastname",
    "latitude",
    "longitude",
    "mail",
    "otp",
    "passphrase",
    "password",
    "phone",
    "pin",
    "secret",
    "session",
    "ssn",
    "surname",
    "token",
    "username",
];

pub(super) fn check(parts: &Index, report: &mut Report) {
    if let Some(LintOptions::Members(members)) = options(&REQUIRED_MEMBERS, report) {
        required(parts, &members, report);
    }
    if options(&NO_RETRY_AFTER, report).is_some() {
        retry_after(parts, report);
    }
    if options(&ARGUMENT_OF_SERVER_ERROR, report).is_some() {
        server_errors(parts, report);
    }
    if options(&PERSONAL_ARGUMENT, report).is_some() {
        personal(parts, report);
    }
}

fn required(parts: &Index, members: &[String], report: &mut Report) {
    let fields = || {
        parts
            .draft
            .fields
            .iter()
            .flatten()
            .map(|field| field.name.as_str())
    };
    for (index, member) in members.iter().enumerate() {
        let mut known = MEMBERS.into_iter().chain(fields());
        if !known.any(|known| known == member) {
            let message = format!("codes have no member and no field {}", quote(member));
            let lint = Path::root().key("lints").key(REQUIRED_MEMBERS.name);
            let place = lint.key("members").item(index).at_value();
            let known = MEMBERS.into_iter().chain(fields());
            report.push(
                Diagnostic::new(&UNKNOWN_VALUE, place, message)
                    .maybe_help(correction(member, known)),
            );
        }
    }
    for code in &parts.draft.codes {
        let of_type = parts.type_of(code);
        for member in members {
            let mut fields = code
                .fields
                .iter()
                .chain(of_type.into_iter().flat_map(|kind| &kind.fields));
            let is_field = fields.any(|(name, _)| name == member);
            let handling = of_type.is_some_and(|kind| kind.handling.is_some());
            let has_status = member == "status" && !parts.statuses_of(code).is_empty();
            if is_field || has_status || has(code, member) || (member == "handling" && handling) {
                continue;
            }
            let message = format!("{} has no {}", quote(&code.key), quote(member));
            let found = Diagnostic::new(&REQUIRED_MEMBERS, code_path(&code.key).at_key(), message);
            let declared = parts
                .draft
                .fields
                .iter()
                .flatten()
                .any(|field| field.name == *member);
            report.push(found.help(if declared {
                format!("add it to its `fields`: `fields: {{{member}: …}}`")
            } else {
                format!("add `{member}: …`")
            }));
        }
    }
}

/// Whether a code has a member of this name.
fn has(code: &DraftCode, member: &str) -> bool {
    match member {
        "type" => !code.error_type.is_absent(),
        "status" => !code.statuses.is_absent(),
        "number" => !code.number.is_absent(),
        "title" => code.title.is_some(),
        "description" => code.description.is_some(),
        "args" => code.args.given().is_some_and(|args| !args.is_empty()),
        "headers" => !code.headers.is_empty(),
        "message" => !code.message.is_absent(),
        "param" => code.param.is_some(),
        "doc_url" => code.doc_url.is_some(),
        "log" => code.log.is_some(),
        "internal" => code.internal.is_some(),
        "since" => code.since.is_some(),
        "resolution" => code.resolution.is_some(),
        "handling" => code.handling.is_some(),
        "examples" => !code.examples.is_empty(),
        "tags" => !code.tags.is_empty(),
        "retryable" => code.retryable.is_some() || code.retry_after.is_some(),
        _ => false,
    }
}

/// The members that a catalog can ask for, beside its own fields.
const MEMBERS: [&str; 18] = [
    "type",
    "status",
    "number",
    "title",
    "description",
    "message",
    "args",
    "headers",
    "param",
    "doc_url",
    "log",
    "internal",
    "since",
    "resolution",
    "handling",
    "examples",
    "tags",
    "retryable",
];

fn retry_after(parts: &Index, report: &mut Report) {
    for code in &parts.draft.codes {
        let waits = |code: &DraftCode| {
            let mut headers = code.headers.iter();
            code.retry_after.is_some()
                || headers.any(|(name, _)| name.eq_ignore_ascii_case("Retry-After"))
        };
        let statuses = parts.statuses_of(code).iter().map(|status| status.get());
        let Some(status) = statuses
            .into_iter()
            .find(|status| [429, 503].contains(status))
        else {
            continue;
        };
        if code.is_only_listed || waits(code) {
            continue;
        }
        let message = format!(
            "{} has the status {status}, and does not state how long to wait",
            quote(&code.key)
        );
        let place = code_path(&code.key).at_key();
        report.push(
            Diagnostic::new(&NO_RETRY_AFTER, place, message).help(
                "add `retry_after: …`: a number of seconds, or `arg` if the handler states it",
            ),
        );
    }
}

fn server_errors(parts: &Index, report: &mut Report) {
    for code in &parts.draft.codes {
        let is_ours = parts
            .statuses_of(code)
            .iter()
            .any(|status| status.is_server_error());
        let Some(message) = code.message.given().filter(|_| is_ours) else {
            continue;
        };
        for name in message.placeholders().filter(|name| !is_secret(code, name)) {
            let told = format!("the message of {} shows {}", quote(&code.key), quote(name));
            let place = code_path(&code.key).key("message").at_value();
            report.push(
                Diagnostic::new(&ARGUMENT_OF_SERVER_ERROR, place, told)
                    .help("log it with `.with_source(…)`, or add `secret: true` if it has to be an argument"),
            );
        }
    }
}

fn is_secret(code: &DraftCode, name: &str) -> bool {
    let mut args = code.args.given().into_iter().flatten();
    args.any(|arg| arg.name == name && arg.secret)
}

fn personal(parts: &Index, report: &mut Report) {
    for code in &parts.draft.codes {
        let shown: Vec<&str> = code
            .message
            .given()
            .into_iter()
            .flat_map(Message::placeholders)
            .collect();
        let is_told = |arg: &&Arg| !arg.secret && (arg.is_sent() || shown.contains(&&*arg.name));
        let args = code.args.given().into_iter().flatten();
        for arg in args.filter(is_told).filter(|arg| looks_personal(&arg.name)) {
            let message = format!("the argument {} looks personal", quote(&arg.name));
            let place: Path = code_path(&code.key).key("args").key(&arg.name);
            report.push(
                Diagnostic::new(&PERSONAL_ARGUMENT, place.at_key(), message)
                    .help("add `secret: true`, or accept it: `allow: [personal-argument]`"),
            );
        }
    }
}

fn looks_personal(name: &str) -> bool {
    let snake = heck::ToSnakeCase::to_snake_case(name);
    let words: Vec<&str> = snake.split('_').collect();
    let is_word = |word: &str| PERSONAL.contains(&word);
    let pairs = words.windows(2).map(<[&str]>::concat);
    words.iter().any(|word| is_word(word)) || pairs.into_iter().any(|pair| is_word(&pair))
}
