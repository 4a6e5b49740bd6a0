//! The section `lints`: the levels of rules.

use super::DraftCode;
use super::members::{Members, Read, entries, word, wrong_type};
use crate::diagnostic::{Levels, Lint, Path, Report, Setting};
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
        let setting = Lints::read(node, &at, members.report)?.0;
        Some(Lint {
            rule: rule.to_owned(),
            setting,
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
            code: Some(code.key.clone()),
            place: at.item(index).at_value(),
            is_used: false,
        }));
    }
    Levels::new(lints)
}

/// The level of a rule: a word, or a mapping with it.
struct Lints(Setting);

impl Read for Lints {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        match node {
            Node::Map(_) => {
                let mut members = Members::open(node, at, "a mapping with `level`", report)?;
                let setting = members.required::<Setting>("level");
                members.close();
                setting.map(Self)
            }
            Node::Text(_) => Setting::read(node, at, report).map(Self),
            _ => {
                report.push(wrong_type(node, at, "`allow`, `warn` or `deny`"));
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
