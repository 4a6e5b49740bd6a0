//! Checks the statuses of codes, and the table of statuses.

use std::collections::HashMap;

use super::{Index, code_path, type_path};
use crate::catalog::Status;
use crate::diagnostic::{Diagnostic, Level, Path, Place, Report, Rule, quote};
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
    what: "Neither a code nor its type has a status.",
    why: "A response needs a status code, and no default would be correct.",
    bad: "version: 1\ntypes: {api_error: {description: A failure.}}\ncodes:\n  gone: {type: api_error, description: It is gone.}\n",
    good: "version: 1\ntypes: {api_error: {description: A failure., status: 500}}\ncodes:\n  gone: {type: api_error, description: It is gone.}\n",
};

static STATUS_NOT_LISTED: Rule = Rule {
    name: "status-not-listed",
    level: Level::Warning,
    what: "A code has a status that the table of statuses does not list.",
    why: "The documentation would not explain the status.",
    bad: "version: 1\nstatuses: {404: {title: Not Found, description: It is not there.}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nstatuses: {410: {title: Gone, description: It was there.}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static STATUS_LISTED_TWICE: Rule = Rule {
    name: "status-listed-twice",
    level: Level::Error,
    what: "Two rows of the table of statuses cover the same status.",
    why: "The documentation would explain the status in two different ways.",
    bad: "version: 1\nstatuses:\n  410: {title: Gone, description: It was there.}\n  \"404, 410\": {title: Absent, description: It is not there.}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nstatuses:\n  410: {title: Gone, description: It was there.}\n  404: {title: Absent, description: It is not there.}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static STATUS_OF_SUCCESS: Rule = Rule {
    name: "status-of-success",
    level: Level::Warning,
    what: "An error has a status below 400.",
    why: "Clients and proxies treat such a response as a request that did not fail.",
    bad: "version: 1\ncodes:\n  gone: {status: 200, description: It is gone.}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static STATUS_WITHOUT_BODY: Rule = Rule {
    name: "status-without-body",
    level: Level::Error,
    what: "An error has a status whose responses have no body: 1xx, 204, 205 or 304.",
    why: "RFC 9110 (section 6.4.1) forbids a body, and the envelope is one. Clients would wait, or read it as the next response.",
    bad: "version: 1\ncodes:\n  gone: {status: 204, description: It is gone.}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static NO_CHALLENGE: Rule = Rule {
    name: "no-challenge",
    level: Level::Warning,
    what: "An error has the status 401, but no `WWW-Authenticate` header.",
    why: "RFC 9110 (section 15.5.2) requires this header, because it tells clients how to authenticate.",
    bad: "version: 1\ncodes:\n  no_token: {status: 401, description: There is no token.}\n",
    good: "version: 1\ncodes:\n  no_token: {status: 401, description: There is no token., headers: {WWW-Authenticate: Bearer}}\n",
};

pub(super) fn check(parts: &Index, report: &mut Report) {
    let listed = listed_twice(parts, report);
    no_challenge(parts, report);
    for code in &parts.draft.codes {
        let path = code_path(&code.key);
        let of_type = parts
            .type_of(code)
            .map(|kind| (&kind.status, type_path(&kind.key)));
        let (statuses, owner) = match (&code.statuses, of_type) {
            (Member::Given(statuses), _) => (statuses.as_slice(), path),
            (Member::Absent, Some((Member::Given(status), owner))) => {
                (std::slice::from_ref(status), owner)
            }
            (Member::Absent, Some((Member::Absent, owner))) => {
                let message = format!("neither {} nor its type has a status", quote(&code.key));
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
        let at = owner.key("status");
        for (index, &status) in statuses.iter().enumerate() {
            let place = if statuses.len() > 1 {
                at.item(index).at_value()
            } else {
                at.at_value()
            };
            not_listed(&code.key, status, &place, &listed, report);
            not_an_error(&code.key, status, place, report);
        }
    }
}

fn not_an_error(key: &str, status: Status, place: Place, report: &mut Report) {
    let code = quote(key);
    let (rule, message) = if matches!(status.get(), 100..=199 | 204 | 205 | 304) {
        let message = format!("{code} has the status {status}, which allows no body");
        (&STATUS_WITHOUT_BODY, message)
    } else if status.is_error() {
        return;
    } else {
        let message = format!("{code} has the status {status}, which is not an error");
        (&STATUS_OF_SUCCESS, message)
    };
    let diagnostic = Diagnostic::new(rule, place, message).about(key);
    report.push(diagnostic.help("use a 4xx or 5xx status"));
}

/// Reports all such codes in one finding, because one entry in the table of statuses fixes them all.
fn no_challenge(parts: &Index, report: &mut Report) {
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
    let mut without = parts
        .draft
        .codes
        .iter()
        .filter(|code| parts.statuses_of(code).iter().any(is_401) && !says(&code.headers))
        .filter(|code| !report.allows(&code.key, &NO_CHALLENGE));
    let Some(first) = without.next() else {
        return;
    };
    let others = match without.count() {
        0 => String::new(),
        1 => " (as does another code)".to_owned(),
        many => format!(" (as do {many} others)"),
    };
    let message = format!(
        "{} has the status 401{others}, but no `WWW-Authenticate` header",
        quote(&first.key)
    );
    let help = if row.is_some() {
        "add `headers: {WWW-Authenticate: Bearer}` to `statuses.401`, or the scheme that the API uses"
    } else {
        "add `headers: {WWW-Authenticate: Bearer}`, or the scheme that the API uses"
    };
    report.push(Diagnostic::new(&NO_CHALLENGE, code_path(&first.key).at_key(), message).help(help));
}

/// The statuses in the table, each with its place. Reports a status that is listed twice.
fn listed_twice(parts: &Index, report: &mut Report) -> HashMap<Status, Path> {
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
    place: &Place,
    listed: &HashMap<Status, Path>,
    report: &mut Report,
) {
    if listed.is_empty() || listed.contains_key(&status) {
        return;
    }
    let message = format!(
        "{} has the status {status}, which `statuses` does not list",
        quote(code)
    );
    let help = format!("add `{status}: {{title: …, description: …}}` to `statuses`");
    let diagnostic = Diagnostic::new(&STATUS_NOT_LISTED, place.clone(), message).about(code);
    report.push(diagnostic.help(help));
}
