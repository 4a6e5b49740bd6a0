//! The definition of a kind of change, which the comparison, the documentation and the tests share.

use std::fmt;

/// What a change means for those who have the version before it, in the words of semantic versioning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It breaks nothing and adds nothing: a patch version.
    Fix,
    /// It adds something: a minor version.
    Feature,
    /// It breaks something: a major version.
    Breaking,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Fix => "fix",
            Self::Feature => "feature",
            Self::Breaking => "breaking",
        })
    }
}

/// A kind of change between two versions of a catalog.
///
/// ```
/// let kind = errcat::change_kinds().find(|kind| kind.name == "status-changed").expect("a kind of errcat");
/// assert_eq!((kind.clients, kind.rust), (errcat::Severity::Breaking, errcat::Severity::Fix));
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct ChangeKind {
    /// The name, in kebab case.
    pub name: &'static str,
    /// What it means at most for programs that read responses.
    pub clients: Severity,
    /// What it means at most for programs that use the Rust module.
    pub rust: Severity,
    /// What changed, in a sentence.
    pub what: &'static str,
    /// Why it has these severities, in sentences.
    pub why: &'static str,
    /// A catalog before such a change.
    pub old: &'static str,
    /// The same catalog after it.
    pub new: &'static str,
    /// The same catalog after a similar change of another kind.
    pub other: &'static str,
}
