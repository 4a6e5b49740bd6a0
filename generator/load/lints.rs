//! The section `lints`: the levels of rules.

use super::DraftCode;
use super::members::{Member, Members, Read, entries, wrong_type};
use super::rules;
use super::scalars::word;
use crate::catalog::Status;
use crate::diagnostic::{
    Diagnostic, Levels, Lint, LintOptions, Path, Report, Setting, Stops, quote,
};
use crate::yaml::Node;

/// Reads the section.
pub(super) fn lints(members: &mut Members) -> Vec<Lint> {
    let Some(node) = members.node("lints") else {
        return Vec::new();
    };
    let at = members.path.key("lints");
    let what = "a mapping from rules to `allow`, `warn` or `deny`";
    let rules = entries(node, &at, what, members.report).unwrap_or_default();
    let lints = rules.into_iter().filter_map(|(rule, node)| {
        let at = at.key(rule);
        let (setting, options) = level(rule, node, &at, members.report)?;
        Some(Lint {
            rule: rule.to_owned(),
            setting,
            options,
            code: None,
            place: at.at_key(),
            is_used: false,
        })
    });
    lints.collect()
}

/// The levels that a catalog sets: in the section, and in codes.
pub(super) fn levels(mut lints: Vec<Lint>, codes: &[DraftCode]) -> Levels {
    for code in codes {
        let at = Path::root().key("codes").key(&code.key).key("allow");
        let allowed = code.allow.iter().enumerate();
        lints.extend(allowed.map(|(index, rule)| Lint {
            rule: rule.clone(),
            setting: Setting::Allow,
            options: LintOptions::None,
            code: Some(code.key.clone()),
            place: at.item(index).at_value(),
            is_used: false,
        }));
    }
    Levels::new(lints)
}

/// The level of a rule and its options: a word, or a mapping with both.
fn level(
    rule: &str,
    node: &Node,
    at: &Path,
    report: &mut Report,
) -> Option<(Setting, LintOptions)> {
    if matches!(node, Node::Text(_)) {
        let setting = Setting::read(node, at, report)?;
        if let (Some(example), true) = (example(rule), setting != Setting::Allow) {
            let message = format!("{} needs more than a level", quote(rule));
            let found = Diagnostic::new(&rules::MISSING_MEMBER, at.at_value(), message);
            report.push(found.help(format!("write `{rule}: {example}`")));
            return None;
        }
        return Some((setting, LintOptions::None));
    }
    if !matches!(node, Node::Map(_)) {
        report.push(wrong_type(node, at, "`allow`, `warn` or `deny`"));
        return None;
    }
    let mut members = Members::open(node, at, "a mapping with `level`", report)?;
    let setting = members.required::<Setting>("level");
    let options = match rule {
        "code-pattern" => members
            .required::<Pattern>("pattern")
            .map(|pattern| LintOptions::Pattern(pattern.0)),
        "number-range" => range(&mut members),
        "required-members" => members
            .required::<Names>("members")
            .map(|names| LintOptions::Members(names.0)),
        "operation-statuses" => {
            let tag = members.optional::<String>("tag").take();
            let statuses = members.required::<Statuses>("statuses");
            statuses.map(|statuses| LintOptions::Statuses {
                statuses: statuses.0,
                tag,
            })
        }
        "final-full-stop" => stops(&mut members),
        _ => Some(LintOptions::None),
    };
    members.close();
    Some((setting?, options?))
}

/// What a rule with options needs.
fn example(rule: &str) -> Option<&'static str> {
    match rule {
        "code-pattern" => Some("{level: deny, pattern: \"pay_*\"}"),
        "number-range" => Some("{level: deny, from: 2000, to: 2999}"),
        "required-members" => Some("{level: deny, members: [resolution]}"),
        "operation-statuses" => Some("{level: deny, statuses: [401, 429, 500]}"),
        "final-full-stop" => Some("{level: warn, descriptions: always, messages: never}"),
        _ => None,
    }
}

/// A range of numbers. One end of it may be open.
fn range(members: &mut Members) -> Option<LintOptions> {
    let from = members.optional::<i64>("from");
    let to = members.optional::<i64>("to");
    if from.is_absent() && to.is_absent() {
        members.required::<i64>("from");
        return None;
    }
    let (from, to) = match (from, to) {
        (Member::Invalid, _) | (_, Member::Invalid) => return None,
        (from, to) => (from.take(), to.take()),
    };
    if let (Some(first), Some(last)) = (from, to) {
        if first > last {
            let message = format!("the range from {first} to {last} is empty");
            let place = members.path.key("to").at_value();
            let found = Diagnostic::new(&rules::UNKNOWN_VALUE, place, message);
            members.report.push(found.help("exchange `from` and `to`"));
            return None;
        }
    }
    Some(LintOptions::Range { from, to })
}

/// Whether descriptions and messages end with full stops. One of them may be left out.
fn stops(members: &mut Members) -> Option<LintOptions> {
    let descriptions = members.optional::<Stops>("descriptions");
    let messages = members.optional::<Stops>("messages");
    if descriptions.is_absent() && messages.is_absent() {
        members.required::<Stops>("descriptions");
        return None;
    }
    Some(LintOptions::Stops {
        descriptions: descriptions.take(),
        messages: messages.take(),
    })
}

impl Read for Stops {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        const WORDS: [(&str, Stops); 2] = [("always", Stops::Always), ("never", Stops::Never)];
        word(node, at, "`always` or `never`", &WORDS, report)
    }
}

/// Names of members, at least one.
struct Names(Vec<String>);

impl Read for Names {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let names = Vec::<String>::read(node, at, report)?;
        if names.is_empty() {
            let message = "expected the names of members, found an empty list";
            report.push(Diagnostic::new(&rules::WRONG_TYPE, at.at_value(), message));
            return None;
        }
        Some(Self(names))
    }
}

/// Statuses, at least one.
struct Statuses(Vec<u16>);

impl Read for Statuses {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let statuses = Vec::<Status>::read(node, at, report)?;
        if statuses.is_empty() {
            let message = "expected statuses, found an empty list";
            report.push(Diagnostic::new(&rules::WRONG_TYPE, at.at_value(), message));
            return None;
        }
        Some(Self(statuses.into_iter().map(Status::get).collect()))
    }
}

struct Pattern(glob::Pattern);

impl Read for Pattern {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let text = String::read(node, at, report)?;
        match glob::Pattern::new(&text) {
            Ok(pattern) => Some(Self(pattern)),
            Err(error) => {
                let message = format!("{} is not a pattern: {}", quote(&text), error.msg);
                report.push(Diagnostic::new(
                    &rules::UNKNOWN_VALUE,
                    at.at_value(),
                    message,
                ));
                None
            }
        }
    }
}

impl Read for Setting {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        const SETTINGS: [(&str, Setting); 3] = [
            ("allow", Setting::Allow),
            ("warn", Setting::Warn),
            ("deny", Setting::Deny),
        ];
        word(node, at, "a level", &SETTINGS, report)
    }
}
