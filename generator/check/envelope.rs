//! Checks the envelope: it identifies errors, and its members have values.

use super::{Index, code_path};
use crate::catalog::{self, Content, Envelope, Field, Meaning};
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};
use crate::load::DraftCode;

pub(super) const RULES: &[&Rule] = &[
    &ENVELOPE_WITHOUT_CODE,
    &NO_VALUE,
    &NOT_OF_ONE_ERROR,
    &SECOND_LIST,
    &MEMBER_COLLISION,
];

static ENVELOPE_WITHOUT_CODE: Rule = Rule {
    name: "envelope-without-code",
    level: Level::Error,
    what: "No member of the envelope holds the code.",
    why: "A client could not tell one error from another.",
    bad: "version: 1\nenvelope: {body: {error: {is: message}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nenvelope: {body: {error: {is: message}, code: {is: code}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static NO_VALUE: Rule = Rule {
    name: "no-value",
    level: Level::Error,
    what: "A member of the envelope is in every response, but some errors have no value for it.",
    why: "The response would not have the documented shape.",
    bad: "version: 1\nenvelope: {body: {code: {is: code}, param: {is: param}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nenvelope: {body: {code: {is: code}, param: {is: param, optional: true}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static NOT_OF_ONE_ERROR: Rule = Rule {
    name: "not-of-one-error",
    level: Level::Error,
    what: "An element in the list of errors has a member that belongs to the whole response.",
    why: "A response has one request id and one time, and a list of errors inside its own elements would never end.",
    bad: "version: 1\nenvelope: {body: {code: {is: code}, errors: {is: errors, each: {id: {is: request_id}}}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nenvelope: {body: {code: {is: code}, errors: {is: errors, each: {code: {is: code}}}, id: {is: request_id}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static SECOND_LIST: Rule = Rule {
    name: "second-list",
    level: Level::Error,
    what: "The envelope has more than one list of errors.",
    why: "Both would hold the same errors, and a client would not know which list to read.",
    bad: "version: 1\nenvelope: {body: {code: {is: code}, errors: {is: errors}, details: {is: errors}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nenvelope: {body: {code: {is: code}, errors: {is: errors}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static MEMBER_COLLISION: Rule = Rule {
    name: "member-collision",
    level: Level::Error,
    what: "A flattened argument has the same name as a member of the envelope beside it.",
    why: "JSON parsers disagree about an object that has the same name twice (RFC 8259, section 4).",
    bad: "version: 1\nenvelope: {body: {code: {is: code}, args: {is: args, flatten: true}}}\ncodes:\n  gone: {status: 410, description: It is gone., message: \"{code} is gone\", args: {code: {}}}\n",
    good: "version: 1\nenvelope: {body: {code: {is: code}, args: {is: args, flatten: true}}}\ncodes:\n  gone: {status: 410, description: It is gone., message: \"{item} is gone\", args: {item: {}}}\n",
};

pub(super) fn check(parts: &Index, report: &mut Report) {
    // Presets fit every catalog, and the default envelope is a preset.
    let Some(envelope) = parts
        .draft
        .envelope
        .given()
        .filter(|envelope| !envelope.is_preset)
    else {
        return;
    };
    let at = Path::root().key("envelope");
    if !tells_code(envelope) {
        let diagnostic = Diagnostic::new(
            &ENVELOPE_WITHOUT_CODE,
            at.key("body").at_key(),
            "no member of the envelope holds the code",
        );
        report.push(diagnostic.help("add `code: {is: code}`"));
    }
    let mut list: Option<Path> = None;
    for (around, field) in envelope.leaves() {
        let at = around
            .iter()
            .fold(at.key("body"), |at, name| at.key(name))
            .key(&field.name);
        no_value(parts, field, &at, report);
        each(parts, &field.each, &at.key("each"), report);
        if !matches!(field.content, Content::Is(Meaning::Errors)) {
            continue;
        }
        if let Some(first) = &list {
            let message = format!("{} is a second list of errors", quote(&field.name));
            report.push(
                Diagnostic::new(&SECOND_LIST, at.at_key(), message)
                    .related(first.at_key(), "first here")
                    .help("remove one of them"),
            );
        } else {
            list = Some(at);
        }
    }
    collisions(parts, &envelope.body, &at.key("body"), report);
}

/// Whether every response contains a code, as a member or in a list that is always present.
fn tells_code(envelope: &Envelope) -> bool {
    let always = |field: &&Field| !field.may_be_absent();
    let by_list = || {
        let list = envelope.leaf(Meaning::Errors).filter(always)?;
        catalog::field(&list.each, Meaning::Code).filter(always)
    };
    envelope.leaf(Meaning::Code).is_some() || by_list().is_some()
}

/// Checks the members of each element in the list of errors.
fn each(parts: &Index, fields: &[Field], at: &Path, report: &mut Report) {
    for field in fields {
        let at = at.key(&field.name);
        match &field.content {
            Content::Members(members) => each(parts, members, &at, report),
            Content::Is(meaning) if meaning.row().origin.is_of_response() => {
                let message = format!(
                    "{} belongs to the whole response, not to an error in the list",
                    quote(&field.name)
                );
                report.push(
                    Diagnostic::new(&NOT_OF_ONE_ERROR, at.at_key(), message)
                        .help("move it out of `each`"),
                );
            }
            Content::Is(_) | Content::Const(_) => no_value(parts, field, &at, report),
        }
    }
}

/// Reports flattened arguments with the same name as a member beside them.
fn collisions(parts: &Index, fields: &[Field], at: &Path, report: &mut Report) {
    for field in fields {
        let inside = at.key(&field.name);
        if let Content::Members(members) = &field.content {
            collisions(parts, members, &inside, report);
        }
        collisions(parts, &field.each, &inside.key("each"), report);
    }
    let mut flattened = fields.iter().filter(|field| field.flatten);
    let Some(first) = flattened.next() else {
        return;
    };
    for second in flattened {
        let message = format!(
            "{} would have the same members as {}",
            quote(&second.name),
            quote(&first.name)
        );
        report.push(
            Diagnostic::new(&MEMBER_COLLISION, at.key(&second.name).at_key(), message)
                .related(at.key(&first.name).at_key(), "first here")
                .help("remove one of them"),
        );
    }
    for field in fields.iter().filter(|field| !field.flatten) {
        for code in &parts.draft.codes {
            let args = code.args.given().into_iter().flatten();
            for arg in args.filter(|arg| arg.name == field.name && !arg.secret) {
                let path = code_path(&code.key).key("args").key(&arg.name);
                let message = format!("{} is also a member of the envelope", quote(&arg.name));
                report.push(
                    Diagnostic::new(&MEMBER_COLLISION, path.at_key(), message)
                        .related(at.key(&field.name).at_key(), "this member")
                        .help("give the argument another name"),
                );
            }
        }
    }
}

/// Why some errors have no value for a member, and a code with such errors.
fn lack<'d>(meaning: Meaning, parts: &Index<'d>) -> Option<(String, Option<&'d DraftCode>)> {
    let some_code = |lacks: &dyn Fn(&DraftCode) -> bool| {
        let code = parts.draft.codes.iter().find(|code| lacks(code))?;
        let what = meaning.row().lacking;
        Some((format!("{} has no {what}", quote(&code.key)), Some(code)))
    };
    match meaning {
        Meaning::Param => Some(("not every error is about a parameter".to_owned(), None)),
        Meaning::Instance => Some(("not every error has one".to_owned(), None)),
        Meaning::DocUrl if parts.draft.api.docs_url.is_some() => None,
        Meaning::DocUrl => some_code(&|code| code.doc_url.is_none())
            .map(|_| ("`api` has no `docs_url`".to_owned(), None)),
        Meaning::Type => {
            let none = parts.draft.types.as_ref().is_none_or(Vec::is_empty);
            none.then(|| ("the catalog has no types".to_owned(), None))
        }
        Meaning::Number => some_code(&|code| code.number.is_absent()),
        Meaning::RetryAfter => some_code(&|code| code.retry_after.is_none()),
        Meaning::Resolution => some_code(&|code| code.resolution.is_none()),
        Meaning::Reason => some_code(&|code| {
            let status = parts.status_of(code);
            status.is_some_and(|status| status.reason().is_none())
        }),
        Meaning::Code
        | Meaning::Message
        | Meaning::Status
        | Meaning::Title
        | Meaning::Timestamp
        | Meaning::RequestId
        | Meaning::Args
        | Meaning::ProblemType
        | Meaning::Errors
        | Meaning::Retryable => None,
    }
}

fn no_value(parts: &Index, field: &Field, at: &Path, report: &mut Report) {
    let (Content::Is(meaning), false) = (&field.content, field.optional || field.nullable) else {
        return;
    };
    let Some((why, code)) = lack(*meaning, parts) else {
        return;
    };
    let message = format!("{} is in every response, but {why}", quote(&field.name));
    let mut diagnostic = Diagnostic::new(&NO_VALUE, at.at_key(), message);
    if let Some(code) = code {
        diagnostic = diagnostic.related(code_path(&code.key).at_key(), "this code");
    }
    report.push(
        diagnostic.help("add `optional: true` to leave it out, or `nullable: true` to send `null`"),
    );
}
