//! Checks the codes that are only sent in the list of another error.

use super::{Index, code_path};
use crate::catalog::Meaning;
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};
use crate::load::default_envelope;

pub(super) const RULES: &[&Rule] = &[&ONLY_IN_LIST];

static ONLY_IN_LIST: Rule = Rule {
    name: "only-in-list",
    level: Level::Error,
    what: "A code has `only_in: errors`, but the envelope has no list of errors, or the code is a default.",
    why: "No response could contain the code, or one would contain it that is not documented.",
    bad: "version: 1\ncodes:\n  invalid: {status: 422, description: It is invalid.}\n  too_long: {status: 422, description: It is too long., only_in: errors}\n",
    good: "version: 1\nenvelope: {body: {code: {is: code}, errors: {is: errors, each: {code: {is: code}}}}}\ncodes:\n  invalid: {status: 422, description: It is invalid.}\n  too_long: {status: 422, description: It is too long., only_in: errors}\n",
};

pub(super) fn check(parts: &Index, report: &mut Report) {
    let draft = parts.draft;
    let mut only_listed = parts.all_codes().filter(|code| code.is_only_listed);
    let Some(first) = only_listed.next() else {
        return;
    };
    let place = |code: &str| code_path(code).key("only_in").at_key();
    let own = draft.envelope.given();
    let default = default_envelope().filter(|_| draft.envelope.is_absent());
    let list = own.or(default.as_ref());
    if list.is_some_and(|envelope| envelope.body.find(Meaning::Errors, false).is_none()) {
        let message = format!(
            "{} is only sent in a list of errors, and the envelope has none",
            quote(&first.key)
        );
        report.push(
            Diagnostic::new(&ONLY_IN_LIST, place(&first.key), message)
                .help("add `errors: {is: errors, each: {…}}` to the envelope, or remove `only_in`"),
        );
        return;
    }
    if parts.all_codes().all(|code| code.is_only_listed) {
        let message = "every code is only sent in the list of another error";
        report.push(
            Diagnostic::new(&ONLY_IN_LIST, place(&first.key), message)
                .help("add the code of the error that has the list"),
        );
    }
    let section = Path::root().key("defaults");
    for default in draft.defaults.iter().flatten() {
        let Some(name) = default.code.as_deref() else {
            continue;
        };
        if parts
            .codes
            .get(name)
            .is_some_and(|code| code.is_only_listed)
        {
            let message = format!("{} is only sent in the list of another error", quote(name));
            let at = section.key(&default.key);
            report.push(
                Diagnostic::new(&ONLY_IN_LIST, at.at_value(), message)
                    .related(place(name), "because of this")
                    .help("use a code that is an error by itself"),
            );
        }
    }
}
