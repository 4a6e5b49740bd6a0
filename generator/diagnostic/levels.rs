//! The levels that a catalog sets for rules, and the findings that it accepts.

use std::collections::HashMap;
use std::fmt;

use super::place::Segment;
use super::{Diagnostic, Level, Path, Place, Rule};

/// What a catalog does about the findings of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    Allow,
    Warn,
    Deny,
}

/// The options of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum LintOptions {
    #[default]
    None,
    /// A pattern of names.
    Pattern(glob::Pattern),
    /// A range of numbers. Both ends belong to it.
    Range { from: Option<i64>, to: Option<i64> },
    /// The names of members.
    Members(Vec<String>),
    /// Statuses, and the tag of the operations that are meant.
    Statuses {
        statuses: Vec<u16>,
        tag: Option<String>,
    },
    /// The final full stops of texts.
    Stops {
        descriptions: Option<Stops>,
        messages: Option<Stops>,
    },
}

/// Whether texts end with full stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stops {
    Always,
    Never,
}

impl LintOptions {
    /// Whether a number is in the range.
    pub(crate) fn contains(&self, number: i64) -> bool {
        match self {
            Self::Range { from, to } => {
                from.is_none_or(|from| from <= number) && to.is_none_or(|to| number <= to)
            }
            _ => true,
        }
    }
}

impl fmt::Display for LintOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pattern(pattern) => f.write_str(pattern.as_str()),
            Self::Range {
                from: Some(from),
                to: Some(to),
            } => write!(f, "{from} to {to}"),
            Self::Range {
                from: Some(from),
                to: None,
            } => write!(f, "from {from}"),
            Self::Range {
                from: None,
                to: Some(to),
            } => write!(f, "up to {to}"),
            _ => Ok(()),
        }
    }
}

/// A rule that a catalog names, to set its level or to accept a finding.
#[derive(Debug)]
pub(crate) struct Lint {
    pub(crate) rule: String,
    pub(crate) setting: Setting,
    /// What else is set for the rule.
    pub(crate) options: LintOptions,
    /// The code that it is about. `None` for all.
    pub(crate) code: Option<String>,
    /// Its place in the catalog.
    pub(crate) place: Place,
    /// Whether there was a finding that it applies to.
    pub(crate) is_used: bool,
}

/// The levels of a catalog.
#[derive(Debug, Default)]
pub(crate) struct Levels {
    lints: Vec<Lint>,
    /// The indices in `lints`, by rule and code.
    places: HashMap<(String, Option<String>), usize>,
}

impl Levels {
    pub(crate) fn new(lints: Vec<Lint>) -> Self {
        let key = |(place, lint): (usize, &Lint)| ((lint.rule.clone(), lint.code.clone()), place);
        Self {
            places: lints.iter().enumerate().map(key).collect(),
            lints,
        }
    }

    pub(crate) fn lints(&self) -> &[Lint] {
        &self.lints
    }

    /// Returns the level of a finding. `None` if the catalog accepts it. Only warnings have other levels than their own.
    pub(super) fn of(&mut self, found: &Diagnostic) -> Option<Level> {
        let rule = found.rule;
        if rule.level == Level::Error || self.lints.is_empty() {
            return Some(found.level);
        }
        let code = found.code.as_deref().or_else(|| code_at(&found.place));
        if code.is_some_and(|code| self.allows(code, rule)) {
            return None;
        }
        match self.setting(rule, None) {
            Some(Setting::Allow) => None,
            Some(Setting::Deny) => Some(Level::Error),
            Some(Setting::Warn) | None => Some(Level::Warning),
        }
    }

    /// Returns whether a code accepts the findings of a rule.
    pub(super) fn allows(&mut self, code: &str, rule: &Rule) -> bool {
        self.setting(rule, Some(code)).is_some()
    }

    fn setting(&mut self, rule: &Rule, code: Option<&str>) -> Option<Setting> {
        if self.lints.is_empty() {
            return None;
        }
        let key = (rule.name.to_owned(), code.map(str::to_owned));
        let lint = &mut self.lints[*self.places.get(&key)?];
        lint.is_used = true;
        Some(lint.setting)
    }
}

/// The code that a place in the catalog belongs to.
fn code_at(place: &Place) -> Option<&str> {
    let Place::Node { path, .. } = place else {
        return None;
    };
    code_of(path)
}

fn code_of(path: &Path) -> Option<&str> {
    match path.segments()[..] {
        [
            Segment::Key { key: section, .. },
            Segment::Key { key: code, .. },
            ..,
        ] if &**section == "codes" => Some(code),
        _ => None,
    }
}
