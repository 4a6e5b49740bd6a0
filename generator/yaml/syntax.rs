//! What is wrong with a text that is not valid YAML, where, and what to do.

use std::fmt;

use serde::de::{self, Deserializer, Visitor};

use super::lost;
use crate::diagnostic::{Diagnostic, Level, Path, Place, Rule, key_outside_aliases};

pub(crate) static SYNTAX: Rule = Rule {
    name: "syntax",
    level: Level::Error,
    what: "The file is not a valid YAML document, or reading it would take too long.",
    why: "No other rule can be checked until errcat can read the file.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

/// The messages of the errors that the [parser](super::parse) itself makes.
pub(super) const TOO_MANY_NODES: &str = "the aliases in this document repeat too many nodes";
pub(super) const TAG: &str = "YAML tags (`!name`) are not supported";

/// Describes an error of the parser. `path` leads to the node that it was at, if it is known.
pub(super) fn diagnostic(text: &str, error: &serde_yaml::Error, path: &Path) -> Diagnostic {
    let message = error.to_string();
    let is = |part: &str| message.contains(part);
    if let Some(second) = is("more than one document").then(|| second_document(text)) {
        let message = "expected one YAML document, found a second";
        return Diagnostic::new(&SYNTAX, Place::Byte(second.unwrap_or(0)), message)
            .help("remove the `---` and everything after it");
    }
    if is(TOO_MANY_NODES) {
        let place = Place::Byte(key_outside_aliases(text, path));
        return Diagnostic::new(&SYNTAX, place, TOO_MANY_NODES)
            .help("write out what the aliases (`*name`) repeat, or remove some of them");
    }
    if let Some((at, c)) = text.char_indices().find(|(_, c)| !is_allowed(*c)) {
        let code = u32::from(c);
        let message = format!("invalid YAML: the character U+{code:04X} is not allowed");
        return Diagnostic::new(&SYNTAX, Place::Byte(at), message).help(format!(
            "remove it; in double quotes, it is written as `\\u{code:04X}`"
        ));
    }
    let at = error.location().map_or(0, |location| location.index());
    let help = help(text, at, &is);
    // The diagnostic shows the position itself. The position in the message is counted differently.
    let message = message.split(" at line ").next().unwrap_or_default();
    let message = if is(TAG) { TAG } else { message };
    let diagnostic = Diagnostic::new(&SYNTAX, Place::Byte(at), format!("invalid YAML: {message}"))
        .maybe_help(help);
    // The mistake is usually where something begins that goes on too far.
    match lost::cause(text, at) {
        Some((start, what)) => diagnostic.related(Place::Byte(start), what),
        None => diagnostic,
    }
}

/// The finding about a text that is not UTF-8 from this byte on.
pub(crate) fn not_utf8(at: usize) -> Diagnostic {
    Diagnostic::new(&SYNTAX, Place::Byte(at), "the file is not UTF-8").help("save it as UTF-8")
}

/// The finding about a collection that is inside of too many others.
pub(super) fn too_deep(at: usize) -> Diagnostic {
    let message = "the document has too many `{` and `[` inside each other";
    Diagnostic::new(&SYNTAX, Place::Byte(at), message).help("close every `{` and `[`")
}

/// What to do about an error at this byte.
fn help(text: &str, at: usize, is: &impl Fn(&str) -> bool) -> Option<String> {
    let rest = text.get(at..)?;
    if rest.starts_with('\t') {
        return Some("this is a tab: indent with spaces".to_owned());
    }
    let line = text.get(..at)?.rsplit(['\n', '\r']).next()?;
    let line = text.get(at - line.len()..)?.split(['\n', '\r']).next()?;
    let value = value_of(line);
    let quoted = |start: char| match start {
        '"' => "put the whole text in single quotes: YAML ends it at the second `\"`".to_owned(),
        '\'' => "put the whole text in double quotes: YAML ends it at the second `'`".to_owned(),
        '|' | '>' => format!("put the text in quotes, or begin it on the line below the `{start}`"),
        '`' | '@' | '%' | '*' | '&' | '!' | '-' | '?' | ',' | ']' | '}' => {
            format!("put text that begins with `{start}` in quotes")
        }
        _ => String::new(),
    };
    // Such a character is the start of a text wherever it stands.
    let at_start = is("cannot start any token").then_some(rest);
    let start = at_start.unwrap_or(value).chars().next();
    let start = start.map(quoted).filter(|help| !help.is_empty());
    let is_general = is("did not find expected") || is("mapping values are not allowed");
    let general = "check the indentation, and close every `{`; put text in quotes if it begins with `{` or `[`, or contains \
                   `: ` or ` #`";
    start.or_else(|| is_general.then(|| general.to_owned()))
}

/// What stands on a line behind the key, or behind the marker of a list's element.
fn value_of(line: &str) -> &str {
    let line = line.trim_start();
    let item = line.strip_prefix("- ").unwrap_or(line).trim_start();
    let value = item.split_once(": ").map_or(item, |(_, value)| value);
    value.trim_start()
}

/// Whether YAML allows a character outside of quotes and escapes (YAML 1.1, section 5.1).
fn is_allowed(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{85}' => true,
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
        c => !c.is_control(),
    }
}

/// Where a second document starts.
fn second_document(text: &str) -> Option<usize> {
    struct Fail;
    impl<'de> de::Deserialize<'de> for Fail {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer
                .deserialize_enum("", &[], Nothing)
                .map(|()| Self)
        }
    }
    struct Nothing;
    impl Visitor<'_> for Nothing {
        type Value = ();
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("nothing")
        }
    }
    let mut documents = serde_yaml::Deserializer::from_str(text);
    documents.next()?;
    let error = <Fail as de::Deserialize>::deserialize(documents.next()?).err()?;
    Some(error.location()?.index())
}
