//! Checks the section `defaults`: its codes exist and fit, and no required default is missing.

use super::{Index, code_path};
use crate::catalog::Occasion;
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};
use crate::load::DraftDefault;

pub(super) const RULES: &[&Rule] = &[&INCOMPLETE_DEFAULTS, &DEFAULT_STATUS];

static INCOMPLETE_DEFAULTS: Rule = Rule {
    name: "incomplete-defaults",
    level: Level::Error,
    what: "The section `defaults` has no code for `4XX` or no code for `5XX`.",
    why: "Some responses that the framework creates by itself would not be in the envelope.",
    bad: "version: 1\ndefaults: {4XX: bad}\ncodes:\n  bad: {status: 400, description: Bad.}\n  failed: {status: 500, description: It failed.}\n",
    good: "version: 1\ndefaults: {4XX: bad, 5XX: failed}\ncodes:\n  bad: {status: 400, description: Bad.}\n  failed: {status: 500, description: It failed.}\n",
};

static DEFAULT_STATUS: Rule = Rule {
    name: "default-status",
    level: Level::Error,
    what: "A default for a client error does not have a 4xx status, or a default for a server error does not have a 5xx status.",
    why: "Clients, proxies and alerts would blame the wrong side.",
    bad: "version: 1\ndefaults: {4XX: failed, 5XX: failed}\ncodes:\n  failed: {status: 500, description: It failed.}\n",
    good: "version: 1\ndefaults: {4XX: bad, 5XX: failed}\ncodes:\n  bad: {status: 400, description: Bad.}\n  failed: {status: 500, description: It failed.}\n",
};

pub(super) fn check(parts: &Index, report: &mut Report) {
    let Some(defaults) = &parts.draft.defaults else {
        return;
    };
    let section = Path::root().key("defaults");
    for (occasion, key) in [
        (Occasion::ClientError, "4XX"),
        (Occasion::ServerError, "5XX"),
    ] {
        if !defaults.iter().any(|default| default.occasion == occasion) {
            let message = format!("`defaults` has no code for `{key}`");
            let diagnostic = Diagnostic::new(&INCOMPLETE_DEFAULTS, section.at_key(), message);
            report.push(diagnostic.help(format!(
                "add `{key}: …`, the code for each {key} status without a default"
            )));
        }
    }
    for default in defaults {
        one(parts, default, &section.key(&default.key), report);
    }
}

fn one(parts: &Index, default: &DraftDefault, at: &Path, report: &mut Report) {
    let Some(name) = &default.code else {
        return;
    };
    let Some(code) = parts.code(name, at.at_value(), report) else {
        return;
    };
    // Some middlewares send 408 if a handler takes too long, so either range fits.
    let Some(status) = parts.status_of(code).filter(|_| default.key != "408") else {
        return;
    };
    if !status.is_error() || status.is_server_error() != default.occasion.is_server_error() {
        let message = format!(
            "{} has the status {status}, but is the default for {}",
            quote(name),
            quote(&default.key)
        );
        report.push(
            Diagnostic::new(&DEFAULT_STATUS, at.at_value(), message)
                .related(code_path(name).at_key(), "this code")
                .help("use a code whose status is in the same range"),
        );
    }
}
