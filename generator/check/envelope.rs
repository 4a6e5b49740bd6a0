//! The envelope: that it tells errors apart, and that its members have values.

use super::{Parts, code_path};
use crate::catalog::{Content, Field, Meaning};
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};

pub(super) const RULES: &[&Rule] = &[&ENVELOPE_WITHOUT_CODE, &NO_VALUE];

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
    what: "A member of the envelope is in every response, but there are errors that have no value for it.",
    why: "The response would not have the shape that the documentation promises.",
    bad: "version: 1\nenvelope: {body: {code: {is: code}, param: {is: param}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nenvelope: {body: {code: {is: code}, param: {is: param, optional: true}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(super) fn check(parts: &Parts, report: &mut Report) {
    // A preset suits every catalog; so does the default, which is one.
    let Some(envelope) = parts
        .draft
        .envelope
        .given()
        .filter(|envelope| !envelope.is_preset)
    else {
        return;
    };
    let at = Path::root().key("envelope");
    if envelope.field(Meaning::Code).is_none() {
        let diagnostic = Diagnostic::new(
            &ENVELOPE_WITHOUT_CODE,
            at.key("body").at_key(),
            "no member of the envelope holds the code",
        );
        report.push(diagnostic.help("add `code: {is: code}`"));
    }
    for (around, field) in envelope.leaves() {
        let at = around
            .iter()
            .fold(at.key("body"), |at, name| at.key(name))
            .key(&field.name);
        no_value(parts, field, &at, report);
    }
}

fn no_value(parts: &Parts, field: &Field, at: &Path, report: &mut Report) {
    let (Content::Is(meaning), false) = (&field.content, field.optional || field.nullable) else {
        return;
    };
    let codes = &parts.draft.codes;
    let (why, code) = match meaning {
        Meaning::Param => ("an error need not be about a parameter".to_owned(), None),
        Meaning::DocUrl if parts.draft.api.docs_url.is_none() => {
            ("`api` has no `docs_url`".to_owned(), None)
        }
        Meaning::Type if parts.draft.types.as_ref().is_none_or(Vec::is_empty) => {
            ("the catalog has no types".to_owned(), None)
        }
        Meaning::Number => match codes.iter().find(|code| code.number.is_absent()) {
            Some(code) => (format!("{} has no number", quote(&code.key)), Some(code)),
            None => return,
        },
        _ => return,
    };
    let message = format!("{} is in every response, but {why}", quote(&field.name));
    let mut diagnostic = Diagnostic::new(&NO_VALUE, at.at_key(), message);
    if let Some(code) = code {
        diagnostic = diagnostic.related(code_path(&code.key).at_key(), "this one");
    }
    report.push(
        diagnostic.help("add `optional: true` to leave it out, or `nullable: true` to send `null`"),
    );
}
