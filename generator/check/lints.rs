//! Checks the levels that a catalog sets for rules.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Level, Report, Rule, Setting, correction, quote};

pub(super) const RULES: &[&Rule] = &[&UNKNOWN_LINT, &UNUSED_ALLOW];

static UNKNOWN_LINT: Rule = Rule {
    name: "unknown-lint",
    level: Level::Warning,
    what: "The section `lints` or the `allow` of a code names a rule that does not exist, or one that is always an error.",
    why: "The level would have no effect. It is usually a misspelt rule.",
    bad: "version: 1\nlints: {no-chalenge: allow}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nlints: {no-challenge: deny}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static UNUSED_ALLOW: Rule = Rule {
    name: "unused-allow",
    level: Level::Warning,
    what: "A catalog allows findings of a rule, but there are none.",
    why: "The next such finding, which nobody has looked at, would not be shown.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., allow: [no-challenge]}\n",
    good: "version: 1\ncodes:\n  no_token: {status: 401, description: There is no token., allow: [no-challenge]}\n",
};

/// Checks the levels after the catalog. `all` are the rules of every stage.
pub(crate) fn check(all: impl Iterator<Item = &'static Rule>, report: &mut Report) {
    if report.lints().is_empty() {
        return;
    }
    let all: Vec<&Rule> = all.collect();
    let of_shape = crate::load::rules::ALL.iter().copied();
    let of_catalogs = super::rules().chain(of_shape);
    let of_catalogs: HashSet<&str> = of_catalogs.map(|rule| rule.name).collect();
    let failed = report.has_errors();
    let mut found = Vec::new();
    for lint in report.lints() {
        let name = quote(&lint.rule);
        let Some(rule) = all.iter().find(|rule| rule.name == lint.rule) else {
            let message = format!("no rule is called {name}");
            let warnings = all.iter().filter(|rule| rule.level == Level::Warning);
            let help = correction(&lint.rule, warnings.map(|rule| rule.name));
            found
                .push(Diagnostic::new(&UNKNOWN_LINT, lint.place.clone(), message).maybe_help(help));
            continue;
        };
        if rule.level == Level::Error {
            let message = format!("{name} is always an error");
            found.push(
                Diagnostic::new(&UNKNOWN_LINT, lint.place.clone(), message)
                    .help("remove it: only the level of a warning can be changed"),
            );
            continue;
        }
        // Whether the rules of other stages find something depends on what is generated.
        let is_told = of_catalogs.contains(rule.name) && !failed;
        if lint.setting == Setting::Allow && !lint.is_used && is_told {
            let message = match &lint.code {
                Some(code) => format!("{} has no finding of {name}", quote(code)),
                None => format!("there is no finding of {name}"),
            };
            found.push(
                Diagnostic::new(&UNUSED_ALLOW, lint.place.clone(), message).help("remove it"),
            );
        }
    }
    for diagnostic in found {
        report.push(diagnostic);
    }
}
