//! Changes of a catalog that are the one right answer to a finding.

#[cfg(feature = "cli")]
use std::ops::Range;

#[cfg(feature = "cli")]
use super::{Diagnostic, Diagnostics, Source};

/// What to do about a finding, and how errcat does it.
#[derive(Clone, Debug)]
pub(crate) struct Help {
    pub(crate) text: String,
    pub(crate) fix: Option<Box<Fix>>,
}

impl Help {
    pub(crate) fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(Box::new(fix));
        self
    }

    /// The help alone if the catalog has the new name at this place already.
    pub(crate) fn unless(mut self, is_there: impl Fn(&str) -> bool) -> Self {
        self.fix = self.fix.filter(|fix| !fix.makes(is_there));
        self
    }
}

impl<T: Into<String>> From<T> for Help {
    fn from(text: T) -> Self {
        Self {
            text: text.into(),
            fix: None,
        }
    }
}

/// A change of the text at the place of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fix {
    /// The scalar there is another name. In a text, it is the placeholder of this name.
    Rename {
        found: String,
        name: String,
        misspelt: Misspelt,
    },
    /// The text that YAML ends before the place is in quotes, with the rest of the line.
    Quote,
}

/// What kind of name is misspelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misspelt {
    /// A member or a word of the format.
    Word,
    /// A name that the catalog defines. Its definition may be what is misspelt.
    Reference,
}

impl Fix {
    /// Whether the new name is one that is there already.
    pub(crate) fn makes(&self, is_there: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Rename { name, .. } => is_there(name),
            Self::Quote => false,
        }
    }

    pub(crate) fn rename(found: &str, name: &str, misspelt: Misspelt) -> Self {
        Self::Rename {
            found: found.to_owned(),
            name: name.to_owned(),
            misspelt,
        }
    }
}

/// A piece of a text, and what takes its place.
#[cfg(feature = "cli")]
#[derive(Clone, Debug)]
pub(crate) struct Edit<'d> {
    /// The rule and the message of the finding.
    pub(crate) finding: (&'static str, &'d str),
    pub(crate) source: &'d Source,
    pub(crate) span: Range<usize>,
    pub(crate) text: String,
}

#[cfg(feature = "cli")]
impl Diagnostics {
    /// The changes of the catalog and its parts that fix findings, in the order of the texts. None overlaps another.
    pub(crate) fn edits(&self) -> Vec<Edit<'_>> {
        let mut edits: Vec<Edit> = Vec::new();
        let located = self.located();
        for found in &located {
            if self.is_definition_misspelt(found.diagnostic) {
                continue;
            }
            let source = found.main.source;
            let is_own = std::ptr::eq(source, &raw const *self.source)
                || self
                    .source
                    .parts
                    .iter()
                    .any(|part| std::ptr::eq(source, &raw const *part.source));
            let (Some(fix), true) = (&found.diagnostic.fix, is_own) else {
                continue;
            };
            let edit = match &**fix {
                Fix::Rename {
                    found: old, name, ..
                } => renamed(&source.text, &found.main.span, old, name),
                Fix::Quote => quoted(&source.text, found.main.span.start),
            };
            let Some((span, text)) = edit else {
                continue;
            };
            // An alias has several findings at one place.
            let is_free = edits.last().is_none_or(|last| {
                !std::ptr::eq(last.source, source) || last.span.end <= span.start
            });
            if is_free {
                let finding = (
                    found.diagnostic.rule.name,
                    found.diagnostic.message.as_str(),
                );
                edits.push(Edit {
                    finding,
                    source,
                    span,
                    text,
                });
            }
        }
        edits
    }
}

#[cfg(feature = "cli")]
impl Diagnostics {
    /// Whether rather the definition of a name is misspelt: several places name it otherwise, and none as it is defined.
    fn is_definition_misspelt(&self, found: &Diagnostic) -> bool {
        let Some(Fix::Rename {
            name,
            misspelt: Misspelt::Reference,
            ..
        }) = found.fix.as_deref()
        else {
            return false;
        };
        let alike = self.list.iter().filter(|other| other.fix == found.fix);
        let is_in_name = |c: char| c.is_alphanumeric() || c == '_';
        let parts = self.source.parts.iter().map(|part| &*part.source);
        let texts = std::iter::once(&*self.source).chain(parts);
        let uses = texts.map(|source| {
            let uses = source.text.match_indices(name.as_str());
            let whole = uses.filter(|(at, _)| {
                let before = source.text[..*at].chars().next_back();
                let behind = source.text[at + name.len()..].chars().next();
                !before.is_some_and(is_in_name) && !behind.is_some_and(is_in_name)
            });
            whole.count()
        });
        alike.take(2).count() > 1 && uses.sum::<usize>() < 2
    }
}

/// The new scalar, if the old name is what stands there, or its placeholder is there once.
#[cfg(feature = "cli")]
fn renamed(
    text: &str,
    span: &Range<usize>,
    old: &str,
    name: &str,
) -> Option<(Range<usize>, String)> {
    let found = text.get(span.clone())?;
    let inside = |quote: char| found.strip_prefix(quote)?.strip_suffix(quote);
    if found == old {
        return Some((span.clone(), scalar(name)));
    }
    for quote in ['"', '\''] {
        if inside(quote) == Some(old) {
            let is_plain = !name.contains([quote, '\\']);
            let new = is_plain.then(|| format!("{quote}{name}{quote}"));
            return Some((span.clone(), new.unwrap_or_else(|| double_quoted(name))));
        }
    }
    let placeholder = format!("{{{old}}}");
    let mut places = found.match_indices(&placeholder);
    let (Some((at, _)), None) = (places.next(), places.next()) else {
        return None;
    };
    let at = span.start + at;
    Some((at..at + placeholder.len(), format!("{{{name}}}")))
}

/// The members that are prose. A `#` behind any other word begins a comment.
#[cfg(feature = "cli")]
const PROSE: [&str; 7] = [
    "description",
    "message",
    "title",
    "resolution",
    "internal",
    "handling",
    "note",
];

/// Words with which comments begin.
#[cfg(feature = "cli")]
const REMARKS: [&str; 6] = ["todo", "fixme", "xxx", "hack", "note", "nb"];

/// A text in quotes up to the end of the line, or to a comment with a space behind its `#`. Only a text that begins on the line, behind
/// its key: quotes inside of a text of several lines would be part of it.
#[cfg(feature = "cli")]
fn quoted(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let end = text[at..]
        .find(['\n', '\r'])
        .map_or(text.len(), |end| at + end);
    let end = text[at..end]
        .find(" # ")
        .map_or(end, |comment| at + comment);
    let (key, value) = text[start..at].split_once(": ")?;
    if !PROSE.contains(&key.trim_start()) || value.contains(": ") {
        return None;
    }
    let value = at - value.trim_start().len();
    let whole = text[value..end].trim_end();
    let remark: String = text[at + 1..end]
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .collect();
    let is_text = !remark.is_empty() && !REMARKS.contains(&remark.to_lowercase().as_str());
    let is_plain = whole.starts_with(char::is_alphanumeric) && is_text;
    is_plain.then(|| (value..value + whole.len(), in_quotes(whole)))
}

/// A name as YAML has it.
#[cfg(feature = "cli")]
fn scalar(name: &str) -> String {
    let starts_right = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let is_word = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"_-./:".contains(&byte))
        && !name.ends_with(':');
    let lower = name.to_ascii_lowercase();
    let is_other = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&&*lower);
    if starts_right && is_word && !is_other {
        name.to_owned()
    } else {
        double_quoted(name)
    }
}

#[cfg(feature = "cli")]
fn in_quotes(text: &str) -> String {
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

/// A text in double quotes. The escapes of JSON are among those of YAML.
#[cfg(feature = "cli")]
fn double_quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
