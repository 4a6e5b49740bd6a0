//! What identifies an error: there is something, in every response, and in the form that the envelope asks for.

use super::values::NO_VALUE;
use crate::catalog::{Envelope, Field, Meaning, identity};
use crate::check::{Index, code_path};
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};

pub(super) static ENVELOPE_WITHOUT_CODE: Rule = Rule {
    name: "envelope-without-code",
    level: Level::Warning,
    what: "No member of the envelope identifies the error: the code, the number or the problem type.",
    why: "Clients would know nothing but the status and the message.",
    bad: "version: 1\nenvelope: {body: {error: {is: message}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nenvelope: {body: {error: {is: message}, code: {is: code}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(super) static REASON_FORM: Rule = Rule {
    name: "reason-form",
    level: Level::Warning,
    what: "With the envelope `google`, a code is not in the form of a reason: capital letters, digits and `_`, from 3 to 63 of them.",
    why: "AIP-193 requires this form, and clients of Google's libraries expect it.",
    bad: "version: 1\napi: {domain: library.example.com}\nenvelope: google\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\napi: {domain: library.example.com}\nenvelope: google\ncodes:\n  GONE: {status: 410, description: It is gone.}\n",
};

/// Reports an API without the domain that a preset sends.
pub(super) fn without_domain(parts: &Index, report: &mut Report) {
    if parts.draft.api.domain.is_none() {
        let place = Path::root().key("envelope").at_value();
        let message = "this envelope sends the `domain` of `api`, which has none";
        report.push(
            Diagnostic::new(&NO_VALUE, place, message)
                .help("add `domain: …` to `api`, such as `domain: library.example.com`"),
        );
    }
}

/// Reports codes that AIP-193 does not allow as a reason.
pub(super) fn reasons(parts: &Index, report: &mut Report) {
    for code in &parts.draft.codes {
        let wire = code.name.as_ref().map_or(&*code.key, |name| name.wire());
        let is_plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        let ends = [wire.bytes().next(), wire.bytes().next_back()];
        let is_right = (3..=63).contains(&wire.len())
            && wire.bytes().all(|byte| is_plain(byte) || byte == b'_')
            && ends[0].is_some_and(|first| first.is_ascii_uppercase())
            && ends[1].is_some_and(is_plain);
        if is_right {
            continue;
        }
        let message = format!("{} is not a reason as AIP-193 has it", quote(wire));
        let diagnostic = Diagnostic::new(&REASON_FORM, code_path(&code.key).at_key(), message);
        report.push(diagnostic.help(
            "use capital letters, digits and `_`, from 3 to 63 of them, such as `BOOK_NOT_FOUND`",
        ));
    }
}

/// Reports an envelope that does not identify the error in every response.
pub(super) fn without_code(parts: &Index, envelope: &Envelope, at: &Path, report: &mut Report) {
    let Some(identity) = identity(envelope) else {
        let message = "no member of the envelope identifies the error";
        report.push(
            Diagnostic::new(&ENVELOPE_WITHOUT_CODE, at.at_key(), message)
                .help("add `code: {is: code}`"),
        );
        return;
    };
    let always = |field: &&Field| !field.may_be_absent();
    let in_list = || {
        let list = envelope.body.find(Meaning::Errors, false).filter(always)?;
        list.find(identity, true).filter(always)
    };
    let word = identity.row().word;
    if envelope.body.find(identity, false).is_none() && in_list().is_none() {
        let message = format!("only some responses contain the {word}, which identifies the error");
        report.push(
            Diagnostic::new(&ENVELOPE_WITHOUT_CODE, at.at_key(), message).help(format!(
                "add `{word}: {{is: {word}}}` outside the list of errors"
            )),
        );
        return;
    }
    let has_pattern = parts.draft.api.docs_url.is_some();
    if identity != Meaning::ProblemType || has_pattern {
        return;
    }
    let mut codes = parts.draft.codes.iter();
    if let Some(code) = codes.find(|code| code.doc_url.is_none()) {
        let name = quote(&code.key);
        let message =
            format!("nothing identifies {name}, because its problem type is `about:blank`");
        report.push(
            Diagnostic::new(&ENVELOPE_WITHOUT_CODE, at.at_key(), message)
                .related(code_path(&code.key).at_key(), "this code")
                .help("add `docs_url: …` to `api`, or a `doc_url` to each code"),
        );
    }
}
