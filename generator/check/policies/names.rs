//! Patterns of names, and ranges of numbers.

use std::collections::HashSet;

use super::super::{Index, code_path};
use super::options;
use crate::diagnostic::{Diagnostic, Level, LintOptions, Report, Rule, quote};

pub(super) const RULES: &[&Rule] = &[&CODE_PATTERN, &NUMBER_RANGE];

static CODE_PATTERN: Rule = Rule {
    name: "code-pattern",
    level: Level::Warning,
    what: "A code does not match the pattern that the catalog sets: `code-pattern: {level: deny, pattern: \"pay_*\"}`. `*` and \
           `?` stand for characters, `[…]` for one of some.",
    why: "Teams that share an API agree on prefixes, so that no two choose the same code.",
    bad: "version: 1\nlints: {code-pattern: {level: deny, pattern: \"pay_*\"}}\ncodes:\n  card_declined: {status: 402, description: The card was declined.}\n",
    good: "version: 1\nlints: {code-pattern: {level: deny, pattern: \"pay_*\"}}\ncodes:\n  pay_card_declined: {status: 402, description: The card was declined.}\n",
};

static NUMBER_RANGE: Rule = Rule {
    name: "number-range",
    level: Level::Warning,
    what: "The number of a code is outside of the range that the catalog sets: `number-range: {level: deny, from: 2000, to: \
           2999}`.",
    why: "Teams that share an API agree on ranges, so that no two choose the same number.",
    bad: "version: 1\nlints: {number-range: {level: deny, from: 2000, to: 2999}}\ncodes:\n  gone: {number: 410, status: 410, description: It is gone.}\n",
    good: "version: 1\nlints: {number-range: {level: deny, from: 2000, to: 2999}}\ncodes:\n  gone: {number: 2410, status: 410, description: It is gone.}\n",
};

pub(super) fn check(parts: &Index, report: &mut Report) {
    if let Some(LintOptions::Pattern(pattern)) = options(&CODE_PATTERN, report) {
        code_pattern(parts, &pattern, report);
    }
    if let Some(range) = options(&NUMBER_RANGE, report) {
        number_range(parts, &range, report);
    }
}

fn code_pattern(parts: &Index, pattern: &glob::Pattern, report: &mut Report) {
    for code in &parts.draft.codes {
        if !pattern.matches(&code.key) {
            let message = format!(
                "{} does not match the pattern {}",
                quote(&code.key),
                quote(pattern.as_str())
            );
            let place = code_path(&code.key).at_key();
            report.push(
                Diagnostic::new(&CODE_PATTERN, place, message)
                    .help("rename the code, or accept it: `allow: [code-pattern]`"),
            );
        }
    }
}

fn number_range(parts: &Index, range: &LintOptions, report: &mut Report) {
    let taken = numbers(parts);
    for code in &parts.draft.codes {
        let Some(number) = code.number.given().copied() else {
            continue;
        };
        if range.contains(number) {
            continue;
        }
        let message = format!("the number {number} is outside the range {range}");
        let place = code_path(&code.key).key("number").at_value();
        let free = next_free(i64::MIN, &taken, range);
        let help = free.map(|free| format!("the first free number of the range is {free}"));
        report.push(Diagnostic::new(&NUMBER_RANGE, place, message).maybe_help(help));
    }
}

fn numbers(parts: &Index) -> HashSet<i64> {
    let codes = parts.all_codes();
    codes
        .filter_map(|code| code.number.given().copied())
        .collect()
}

/// The help for a number that another code has already.
pub(in crate::check) fn instead_of(number: i64, parts: &Index, report: &Report) -> Option<String> {
    let range = options(&NUMBER_RANGE, report).unwrap_or_default();
    let free = next_free(number, &numbers(parts), &range)?;
    Some(format!("the next free number is {free}"))
}

/// The first number from this one on that no code has, in the range.
fn next_free(from: i64, taken: &HashSet<i64>, range: &LintOptions) -> Option<i64> {
    let from = match range {
        LintOptions::Range {
            from: Some(first), ..
        } => from.max(*first),
        LintOptions::Range {
            from: None,
            to: Some(last),
        } => {
            // A range without a start has no first number. The last one that is free is as good.
            return (0..=*last).rev().find(|number| !taken.contains(number));
        }
        _ => from,
    };
    let free = (from..=i64::MAX).find(|number| !taken.contains(number));
    free.filter(|free| range.contains(*free))
}
