//! Codes and their statuses, and the table of statuses.

use std::collections::HashMap;

use super::{Parts, code_path, type_path};
use crate::catalog::Status;
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};
use crate::load::Member;

pub(super) const RULES: &[&Rule] = &[
    &NO_STATUS,
    &STATUS_NOT_LISTED,
    &STATUS_LISTED_TWICE,
    &STATUS_OF_SUCCESS,
    &STATUS_WITHOUT_BODY,
    &NO_CHALLENGE,
];

static NO_STATUS: Rule = Rule {
    name: "no-status",
    level: Level::Error,
    what: "A code has no status, and its type has none to give it.",
    why: "A response cannot be sent without a status, and there is no default that would be true.",
    bad: "version: 1\ntypes: {api_error: {description: A failure.}}\ncodes:\n  gone: {type: api_error, description: It is gone.}\n",
    good: "version: 1\ntypes: {api_error: {description: A failure., status: 500}}\ncodes:\n  gone: {type: api_error, description: It is gone.}\n",
};

static STATUS_NOT_LISTED: Rule = Rule {
    name: "status-not-listed",
    level: Level::Warning,
    what: "A code is sent with a status that the table of statuses does not have.",
    why: "The documentation would not say what the status means.",
    bad: "version: 1\nstatuses: {404: {title: Not Found, description: It is not there.}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nstatuses: {410: {title: Gone, description: It was there.}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static STATUS_LISTED_TWICE: Rule = Rule {
    name: "status-listed-twice",
    level: Level::Error,
    what: "Two rows of the table of statuses cover the same status.",
    why: "The documentation would say two things of it.",
    bad: "version: 1\nstatuses:\n  410: {title: Gone, description: It was there.}\n  \"404, 410\": {title: Absent, description: It is not there.}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nstatuses:\n  410: {title: Gone, description: It was there.}\n  404: {title: Absent, description: It is not there.}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static STATUS_OF_SUCCESS: Rule = Rule {
    name: "status-of-success",
    level: Level::Warning,
    what: "An error is sent with a status below 400.",
    why: "To HTTP, and so to every client and proxy, the request did not fail.",
    bad: "version: 1\ncodes:\n  gone: {status: 200, description: It is gone.}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static STATUS_WITHOUT_BODY: Rule = Rule {
    name: "status-without-body",
    level: Level::Error,
    what: "An error is sent with a status whose responses have no body: 1xx, 204, 205 or 304.",
    why: "RFC 9110 (section 6.4.1) forbids one, and the envelope is one: clients would wait, or read it as the next response.",
    bad: "version: 1\ncodes:\n  gone: {status: 204, description: It is gone.}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static NO_CHALLENGE: Rule = Rule {
    name: "no-challenge",
    level: Level::Warning,
    what: "An error is sent with the status 401, but without the header `WWW-Authenticate`.",
    why: "RFC 9110 (section 15.5.2) demands it: the header says how a client can authenticate itself.",
    bad: "version: 1\ncodes:\n  no_token: {status: 401, description: There is no token.}\n",
    good: "version: 1\ncodes:\n  no_token: {status: 401, description: There is no token., headers: {WWW-Authenticate: Bearer}}\n",
};

pub(super) fn check(parts: &Parts, report: &mut Report) {
    let listed = listed_twice(parts, report);
    no_challenge(parts, report);
    for code in &parts.draft.codes {
        let path = code_path(&code.key);
        let of_type = parts
            .type_of(code)
            .map(|kind| (&kind.status, type_path(&kind.key)));
        let (status, owner) = match (&code.status, of_type) {
            (Member::Given(status), _) => (*status, path),
            (Member::Absent, Some((Member::Given(status), owner))) => (*status, owner),
            (Member::Absent, Some((Member::Absent, owner))) => {
                let message = format!(
                    "{} has no status, and neither has its type",
                    quote(&code.key)
                );
                report.push(
                    Diagnostic::new(&NO_STATUS, path.at_key(), message)
                        .related(owner.at_key(), "its type")
                        .help("add `status: …` to the code or to its type"),
                );
                continue;
            }
            (Member::Absent, None) if code.error_type.is_absent() => {
                let message = format!("{} has no status", quote(&code.key));
                report.push(
                    Diagnostic::new(&NO_STATUS, path.at_key(), message).help("add `status: …`"),
                );
                continue;
            }
            _ => continue,
        };
        not_listed(&code.key, status, &owner, &listed, report);
        if matches!(status.get(), 100..=199 | 204 | 205 | 304) {
            let message = format!(
                "{} is sent with {status}, which has no body",
                quote(&code.key)
            );
            report.push(
                Diagnostic::new(
                    &STATUS_WITHOUT_BODY,
                    owner.key("status").at_value(),
                    message,
                )
                .help("errors have 4xx and 5xx"),
            );
        } else if !status.is_error() {
            let message = format!(
                "{} is sent with {status}, which says that nothing failed",
                quote(&code.key)
            );
            report.push(
                Diagnostic::new(&STATUS_OF_SUCCESS, owner.key("status").at_value(), message)
                    .help("errors have 4xx and 5xx"),
            );
        }
    }
}

/// One finding for all of them: what mends one, in the table of statuses, mends all.
fn no_challenge(parts: &Parts, report: &mut Report) {
    let says = |headers: &[(String, String)]| {
        headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("www-authenticate"))
    };
    let is_401 = |status: &Status| status.get() == 401;
    let mut rows = parts.draft.statuses.iter().flatten();
    let row = rows.find(|row| row.statuses.iter().any(is_401));
    if row.is_some_and(|row| says(&row.headers)) {
        return;
    }
    let mut without =
        parts.draft.codes.iter().filter(|code| {
            parts.status_of(code).as_ref().is_some_and(is_401) && !says(&code.headers)
        });
    let Some(first) = without.next() else {
        return;
    };
    let others = match without.count() {
        0 => String::new(),
        1 => " (so has another)".to_owned(),
        many => format!(" (so have {many} others)"),
    };
    let message = format!(
        "{} has the status 401{others}, but no header `WWW-Authenticate`",
        quote(&first.key)
    );
    let help = if row.is_some() {
        "add `headers: {WWW-Authenticate: Bearer}` to `statuses.401`, or the scheme that the API has"
    } else {
        "add `headers: {WWW-Authenticate: Bearer}`, or the scheme that the API has"
    };
    report.push(Diagnostic::new(&NO_CHALLENGE, code_path(&first.key).at_key(), message).help(help));
}

/// The statuses of the table, and where.
fn listed_twice(parts: &Parts, report: &mut Report) -> HashMap<Status, Path> {
    let mut listed = HashMap::new();
    for row in parts.draft.statuses.iter().flatten() {
        let path = Path::root().key("statuses").key(&row.status);
        for &status in &row.statuses {
            if let Some(first) = listed.insert(status, path.clone()) {
                let message = format!("the status {status} is listed twice");
                let diagnostic = Diagnostic::new(&STATUS_LISTED_TWICE, path.at_key(), message);
                report.push(diagnostic.related(Path::at_key(&first), "first here"));
            }
        }
    }
    listed
}

fn not_listed(
    code: &str,
    status: Status,
    owner: &Path,
    listed: &HashMap<Status, Path>,
    report: &mut Report,
) {
    if listed.is_empty() || listed.contains_key(&status) {
        return;
    }
    let message = format!(
        "{} is sent with {status}, which `statuses` does not list",
        quote(code)
    );
    let help = format!("add `{status}: {{title: …, description: …}}` to `statuses`");
    report.push(
        Diagnostic::new(&STATUS_NOT_LISTED, owner.key("status").at_value(), message).help(help),
    );
}
