//! Rules that a catalog turns on, for what a team agrees on: see [`Rule::is_off_by_default`].

mod names;
mod operations;
mod required;
mod texts;

use super::Index;
use crate::diagnostic::{LintOptions, Report, Rule, Setting};
pub(super) use names::instead_of;

pub(super) const RULES: &[&[&Rule]] = &[
    names::RULES,
    required::RULES,
    operations::RULES,
    texts::RULES,
];

pub(super) fn check(parts: &Index, report: &mut Report) {
    names::check(parts, report);
    required::check(parts, report);
    operations::check(parts, report);
    texts::check(parts, report);
}

/// The options of a rule that the catalog turns on.
fn options(rule: &Rule, report: &Report) -> Option<LintOptions> {
    let mut lints = report.lints().iter();
    let lint = lints.find(|lint| lint.rule == rule.name && lint.code.is_none())?;
    (lint.setting != Setting::Allow).then(|| lint.options.clone())
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use crate::diagnostic::Level;

    #[test]
    fn every_policy_is_off_by_default() {
        let policies = || RULES.iter().copied().flatten();
        for rule in policies() {
            assert!(rule.is_off_by_default(), "{}", rule.name);
            assert_eq!(rule.level, Level::Warning);
        }
        let off = crate::rules().filter(|rule| rule.is_off_by_default());
        assert_eq!(off.count(), policies().count());
    }
}
