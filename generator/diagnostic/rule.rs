//! The definition of a rule, which the checker, `errcat explain`, the documentation and the tests share.

use std::fmt;

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// errcat generates nothing.
    Error,
    /// errcat generates everything, but the finding may be a mistake.
    Warning,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A kind of mistake that errcat finds.
///
/// ```
/// let rule = errcat::rule("unknown-type").expect("a rule of errcat");
/// assert_eq!(rule.level, errcat::Level::Error);
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// The name that diagnostics carry in brackets, in kebab case.
    pub name: &'static str,
    /// Whether its findings stop the generation.
    pub level: Level,
    /// What it reports, in a sentence.
    pub what: &'static str,
    /// Why that is a mistake, in sentences.
    pub why: &'static str,
    /// A catalog that breaks the rule, or a document for a rule about documents.
    pub bad: &'static str,
    /// The same, corrected.
    pub good: &'static str,
}

/// The rules that find nothing unless the catalog sets a level for them.
const OFF: [&str; 10] = [
    "code-pattern",
    "number-range",
    "required-members",
    "no-retry-after",
    "argument-of-server-error",
    "personal-argument",
    "operation-statuses",
    "final-full-stop",
    "near-duplicate-description",
    "description-repeats-code",
];

impl Rule {
    /// Whether it finds nothing unless the section `lints` of a catalog turns it on.
    #[must_use]
    pub fn is_off_by_default(&self) -> bool {
        OFF.contains(&self.name)
    }
}

impl fmt::Display for Rule {
    /// The page that `errcat explain` shows.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            level,
            what,
            why,
            bad,
            good,
        } = self;
        let off = if self.is_off_by_default() {
            ", off by default"
        } else {
            ""
        };
        writeln!(
            f,
            "{level}[{name}]{off}\n\n{what}\n\nWhy: {why}\n\nFound in:\n"
        )?;
        indented(f, bad)?;
        writeln!(f, "\nCorrected:\n")?;
        indented(f, good)
    }
}

fn indented(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    text.lines()
        .try_for_each(|line| writeln!(f, "{}", format!("    {line}").trim_end()))
}
