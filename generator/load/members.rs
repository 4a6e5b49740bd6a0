//! Reads mappings and lists into typed members. Each mistake is reported at its place, and reading continues.

use std::collections::HashMap;

use super::rules;
use crate::diagnostic::{Diagnostic, Help, Path, Report, correction, nearest, quote};
use crate::yaml::{MERGE_KEY, Node, items};

/// A member of a mapping in the catalog.
#[derive(Clone, Debug, Default)]
pub(crate) enum Member<T> {
    /// It is absent.
    #[default]
    Absent,
    /// It is present, but invalid and already reported. Later checks must not report it again.
    Invalid,
    /// It is present and valid.
    Given(T),
}

impl<T> Member<T> {
    pub(crate) fn given(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Invalid => None,
        }
    }

    pub(crate) fn take(self) -> Option<T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Invalid => None,
        }
    }

    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    pub(crate) fn map<U>(self, f: impl FnOnce(T) -> U) -> Member<U> {
        match self {
            Self::Absent => Member::Absent,
            Self::Invalid => Member::Invalid,
            Self::Given(value) => Member::Given(f(value)),
        }
    }
}

/// A type that can be read from a node. `read` reports an unsuitable node once, and returns `None`.
pub(super) trait Read: Sized {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self>;
}

/// The members of a mapping, taken one by one. Members that remain at the end are unknown.
pub(super) struct Members<'n, 't, 'r> {
    pub(super) path: Path,
    entries: Vec<(&'n str, Option<&'n Node<'t>>)>,
    /// Whether it has a merge key, which may stand for any member.
    is_merged: bool,
    known: Vec<&'static str>,
    pub(super) report: &'r mut Report,
}

impl<'n, 't, 'r> Members<'n, 't, 'r> {
    /// The members of a mapping; `what` describes it in messages. Any other node is reported.
    pub(super) fn open(
        node: &'n Node<'t>,
        at: &Path,
        what: &str,
        report: &'r mut Report,
    ) -> Option<Self> {
        if matches!(node, Node::Null) {
            report.push(
                wrong_type(node, at, what)
                    .help("write its members below it, with more indentation"),
            );
            return None;
        }
        let entries = entries(node, at, what, report)?;
        Some(Self {
            path: at.clone(),
            is_merged: node.has_merge_key(),
            entries: entries
                .into_iter()
                .map(|(key, node)| (key, Some(node)))
                .collect(),
            known: Vec::new(),
            report,
        })
    }

    /// The node of a member, if it is present.
    pub(super) fn node(&mut self, name: &'static str) -> Option<&'n Node<'t>> {
        self.known.push(name);
        self.entries
            .iter_mut()
            .find(|(key, node)| *key == name && node.is_some())?
            .1
            .take()
    }

    /// Whether a member is present that has not been read.
    pub(super) fn has(&self, name: &str) -> bool {
        let mut entries = self.entries.iter();
        entries.any(|(key, node)| *key == name && node.is_some())
    }

    /// An optional member.
    pub(super) fn optional<T: Read>(&mut self, name: &'static str) -> Member<T> {
        let Some(node) = self.node(name) else {
            return if self.is_merged {
                Member::Invalid
            } else {
                Member::Absent
            };
        };
        T::read(node, &self.path.key(name), self.report).map_or(Member::Invalid, Member::Given)
    }

    /// A required member. Its absence is reported.
    pub(super) fn required<T: Read>(&mut self, name: &'static str) -> Option<T> {
        let member = self.optional(name);
        // `close` reports a misspelt member as unknown, and suggests the right name.
        let misspelt = |key: &str| !self.known.contains(&key) && nearest(key, [name]).is_some();
        if member.is_absent()
            && !self
                .entries
                .iter()
                .any(|(key, node)| node.is_some() && misspelt(key))
        {
            let owner = self.path.to_string();
            let owner = if owner.is_empty() {
                "the catalog".to_owned()
            } else {
                quote(&owner)
            };
            let message = format!("{owner} has no `{name}`");
            let diagnostic = Diagnostic::new(&rules::MISSING_MEMBER, self.path.at_key(), message);
            self.report
                .push(diagnostic.help(format!("add `{name}: …`")));
        }
        member.take()
    }

    /// Reports the members that were not taken.
    pub(super) fn close(self) {
        for (key, node) in &self.entries {
            let Some(node) = node.filter(|_| !self.known.contains(key)) else {
                continue;
            };
            let mut known = self.known.clone();
            known.sort_unstable();
            known.dedup();
            // `{description: one, two}`: YAML ends the text at the comma.
            let comma = matches!(node, Node::Null)
                .then(|| Help::from("inside `{…}`, put text with a comma in quotes"));
            let is_there = |name: &str| self.entries.iter().any(|(key, _)| *key == name);
            let help = comma
                .or_else(|| Some(correction(key, known.iter().copied())?.unless(is_there)))
                .unwrap_or_else(|| {
                    format!(
                        "known here: {}",
                        known
                            .iter()
                            .map(|name| quote(name))
                            .collect::<Vec<_>>()
                            .join(", ")
                    )
                    .into()
                });
            let message = format!("unknown member {}", quote(key));
            self.report.push(
                Diagnostic::new(&rules::UNKNOWN_MEMBER, self.path.key(key).at_key(), message)
                    .help(help),
            );
        }
    }
}

/// The entries of a mapping, in order; `what` describes it in messages. A repeated key is reported and left out.
pub(super) fn entries<'n, 't>(
    node: &'n Node<'t>,
    at: &Path,
    what: &str,
    report: &mut Report,
) -> Option<Vec<(&'n str, &'n Node<'t>)>> {
    let Node::Map(entries) = node else {
        report.push(wrong_type(node, at, what));
        return None;
    };
    // Most mappings are small, and a linear search in them is cheaper than hashing.
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let first = entries
        .iter()
        .enumerate()
        .filter_map(|(index, (key, node))| {
            let nth = if entries.len() <= 16 {
                entries[..index]
                    .iter()
                    .filter(|(before, _)| before == key)
                    .count()
            } else {
                *seen.entry(key).and_modify(|nth| *nth += 1).or_default()
            };
            if key == MERGE_KEY {
                let message = "YAML's merge key `<<` is not supported";
                let place = at.nth_key(key, nth).at_key();
                let help = "write out the members; what several codes share can be in their type";
                report.push(Diagnostic::new(&rules::UNKNOWN_MEMBER, place, message).help(help));
                return None;
            }
            if nth == 0 {
                return Some((&**key, node));
            }
            let message = format!("duplicate key {}", quote(key));
            report.push(
                Diagnostic::new(
                    &rules::DUPLICATE_KEY,
                    at.nth_key(key, nth).at_key(),
                    message,
                )
                .label("again here")
                .related(at.key(key).at_key(), "first here")
                .help("remove or rename one of them"),
            );
            None
        });
    Some(first.collect())
}

/// Reads each entry of a mapping separately. Returns `None` if one of them is invalid.
pub(super) fn each<T>(
    node: &Node,
    at: &Path,
    what: &str,
    report: &mut Report,
    read: impl Fn(&str, &Node, &Path, &mut Report) -> Option<T>,
) -> Option<Vec<T>> {
    let entries = entries(node, at, what, report)?;
    let read: Vec<Option<T>> = entries
        .into_iter()
        .map(|(key, node)| read(key, node, &at.key(key), report))
        .collect();
    read.into_iter().collect()
}

/// `expected what, found …`, at the node's value.
pub(super) fn wrong_type(node: &Node, at: &Path, what: &str) -> Diagnostic {
    // Nothing stands at its key, or at the marker of the list's element.
    let place = if matches!(node, Node::Null) && !at.is_item() {
        at.at_key()
    } else {
        at.at_value()
    };
    Diagnostic::new(
        &rules::WRONG_TYPE,
        place,
        format!("expected {what}, found {}", node.kind()),
    )
}

/// A list. A single value never counts as a list with one element.
impl<T: Read> Read for Vec<T> {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let Node::List(list) = node else {
            report.push(
                wrong_type(node, at, "a list")
                    .help("write `[…]`, or a line with `- ` for each element"),
            );
            return None;
        };
        let read: Vec<_> = items(list, at)
            .map(|(at, node)| T::read(node, &at, report))
            .collect();
        read.into_iter().collect()
    }
}
