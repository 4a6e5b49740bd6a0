//! The members that are always there have values.

use crate::catalog::{Field, Meaning};
use crate::check::{Index, code_path};
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};
use crate::load::DraftCode;

pub(super) static NO_VALUE: Rule = Rule {
    name: "no-value",
    level: Level::Error,
    what: "A member of the envelope is in every response, but some errors have no value for it.",
    why: "The response would not have the documented shape.",
    bad: "version: 1\nenvelope: {body: {code: {is: code}, param: {is: param}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nenvelope: {body: {code: {is: code}, param: {is: param, optional: true}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

/// What to do about a member without a value.
pub(super) const ABSENT: &str =
    "add `optional: true` to leave it out, or `nullable: true` to send `null`";

/// Why some errors have no value for a member, and a code with such errors.
fn lack<'d>(meaning: Meaning, parts: &Index<'d>) -> Option<(String, Option<&'d DraftCode>)> {
    let some_code = |lacks: &dyn Fn(&'d DraftCode) -> bool| {
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
        Meaning::Type | Meaning::TypeTitle => {
            (!parts.has_types()).then(|| ("the catalog has no types".to_owned(), None))
        }
        Meaning::Number => some_code(&|code| code.number.is_absent()),
        Meaning::RetryAfter => some_code(&|code| code.retry_after.is_none()),
        Meaning::Resolution => some_code(&|code| code.resolution.is_none()),
        Meaning::Reason => some_code(&|code| {
            let mut statuses = parts.statuses_of(code).iter();
            statuses.any(|status| status.reason().is_none())
        }),
        Meaning::Domain => {
            let none = parts.draft.api.domain.is_none();
            none.then(|| ("`api` has no `domain`".to_owned(), None))
        }
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

pub(super) fn no_value(
    parts: &Index,
    meaning: Meaning,
    field: &Field,
    at: &Path,
    report: &mut Report,
) {
    if field.may_be_absent() {
        return;
    }
    let Some((why, code)) = lack(meaning, parts) else {
        return;
    };
    let message = format!("{} is in every response, but {why}", quote(&field.name));
    let mut diagnostic = Diagnostic::new(&NO_VALUE, at.at_key(), message);
    if let Some(code) = code {
        diagnostic = diagnostic.related(code_path(&code.key).at_key(), "this code");
    }
    let help = match meaning {
        Meaning::Domain => "add `domain: …` to `api`, such as `shop.example.com`",
        _ => ABSENT,
    };
    report.push(diagnostic.help(help));
}
