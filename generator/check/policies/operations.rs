//! What every operation returns.

use std::collections::{HashMap, HashSet};

use super::super::Index;
use super::options;
use crate::diagnostic::{Diagnostic, Level, LintOptions, Path, Report, Rule, quote};
use crate::load::DraftSet;

pub(super) const RULES: &[&Rule] = &[&OPERATION_STATUSES];

static OPERATION_STATUSES: Rule = Rule {
    name: "operation-statuses",
    level: Level::Warning,
    what: "An operation returns no code with a status that the catalog asks for: `operation-statuses: {level: deny, statuses: [401, 429, \
           500]}`. With `tag`, only operations that have it are meant.",
    why: "Zalando's RESTful API Guidelines (rule 151) ask for the errors of every operation, and these can come from all of them: a \
          gateway, a limit, a fault.",
    bad: "version: 1\nlints: {operation-statuses: {level: deny, statuses: [500]}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n  failed: {status: 500, description: It failed.}\noperations:\n  GET /items: [gone]\n",
    good: "version: 1\nlints: {operation-statuses: {level: deny, statuses: [500]}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n  failed: {status: 500, description: It failed.}\noperations:\n  GET /items: [gone, failed]\n",
};

pub(super) fn check(parts: &Index, report: &mut Report) {
    let Some(LintOptions::Statuses { statuses, tag }) = options(&OPERATION_STATUSES, report) else {
        return;
    };
    let sets: HashMap<&str, &DraftSet> = parts
        .draft
        .sets
        .iter()
        .map(|set| (set.key.as_str(), set))
        .collect();
    for operation in &parts.draft.operations {
        let is_meant = tag.as_ref().is_none_or(|tag| operation.tags.contains(tag));
        if operation.all || !is_meant {
            continue;
        }
        let returned = returned(parts, &sets, &operation.names);
        for status in statuses.iter().filter(|status| !returned.contains(status)) {
            let message = format!(
                "{} returns no code with the status {status}",
                quote(&operation.key)
            );
            let place = Path::root().key("operations").key(&operation.key).at_key();
            let own = parts.all_codes().find(|code| {
                parts
                    .statuses_of(code)
                    .iter()
                    .any(|own| own.get() == *status)
            });
            let help = match own {
                Some(code) => format!(
                    "add {} to it, or to a set that it returns",
                    quote(&code.key)
                ),
                None => "no code has this status: add one".to_owned(),
            };
            report.push(Diagnostic::new(&OPERATION_STATUSES, place, message).help(help));
        }
    }
}

/// The statuses of the codes that a list of names stands for.
fn returned(
    parts: &Index,
    sets: &HashMap<&str, &DraftSet>,
    names: &[(usize, String)],
) -> HashSet<u16> {
    let mut statuses = HashSet::new();
    let mut waiting: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
    let mut seen: HashSet<&str> = HashSet::new();
    while let Some(name) = waiting.pop() {
        if let Some(code) = parts.codes.get(name) {
            statuses.extend(parts.statuses_of(code).iter().map(|status| status.get()));
        } else if let Some(set) = sets.get(name).filter(|_| seen.insert(name)) {
            waiting.extend(set.names.iter().map(|(_, name)| name.as_str()));
        }
    }
    statuses
}
