//! The syntax of programming languages for samples: literals, paths to the members of a body, and the type of a body.
//!
//! The catalog's texts and names may contain any character. The literals here preserve them exactly.

use std::fmt::Write as _;

use heck::ToUpperCamelCase;
use minijinja::{Error, ErrorKind};
use serde::Deserialize;

use super::samples::WayStep;

/// A step, as deserialized from a template's value.
#[derive(Deserialize)]
#[serde(untagged)]
pub(in crate::targets::docs) enum OwnedStep {
    Element(usize),
    Member(String),
}

/// `catalog.samples.ways`, as deserialized from a template's value.
#[derive(Deserialize)]
pub(in crate::targets::docs) struct OwnedWays {
    r#type: Option<Vec<OwnedStep>>,
    code: Option<Vec<OwnedStep>>,
    message: Option<Vec<OwnedStep>>,
    #[serde(default)]
    is_number: bool,
    #[serde(default)]
    tells: Vec<OwnedTell>,
}

/// A constant that tells an error from a success.
#[derive(Deserialize)]
struct OwnedTell {
    way: Vec<OwnedStep>,
}

/// The filter `way(language)`.
pub(in crate::targets::docs) fn way(way: &[OwnedStep], language: &str) -> Result<String, Error> {
    let way: Vec<WayStep> = way.iter().map(OwnedStep::step).collect();
    written(&way, language)
}

/// The filter `shape(language)`.
pub(in crate::targets::docs) fn shape(ways: &OwnedWays, language: &str) -> Result<String, Error> {
    Shape::of(ways).written(language)
}

/// The filter `go_field(name)`.
pub(in crate::targets::docs) fn go_field(ways: &OwnedWays, name: &str) -> Option<String> {
    Shape::of(ways).go_field(name)
}

impl OwnedStep {
    fn step(&self) -> WayStep<'_> {
        match self {
            Self::Element(at) => WayStep::Element(*at),
            Self::Member(name) => WayStep::Member(name),
        }
    }
}

fn unknown(what: &str, language: &str, known: &str) -> Error {
    let detail = format!("unknown language `{language}` for `{what}`: expected {known}");
    Error::new(ErrorKind::InvalidOperation, detail)
}

/// The filter `quoted(language)`: a literal with this text as its value.
pub(in crate::targets::docs) fn quoted(text: &str, language: &str) -> Result<String, Error> {
    match language {
        "javascript" | "typescript" | "python" | "go" | "json" => Ok(literal(text, |c, out| {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        })),
        "rust" => Ok(literal(text, unicode)),
        // A format string for macros like `println!`.
        "rust format" => {
            let text = text.replace('{', "\u{0}").replace('}', "\u{1}");
            let braces = |c, out: &mut String| match c {
                '\u{0}' => out.push_str("{{"),
                '\u{1}' => out.push_str("}}"),
                _ => unicode(c, out),
            };
            Ok(literal(&text, braces))
        }
        "sh" => Ok(format!("'{}'", text.replace('\'', "'\\''"))),
        _ => Err(unknown(
            "quoted",
            language,
            "javascript, typescript, python, go, json, rust, rust format or sh",
        )),
    }
}

fn unicode(c: char, out: &mut String) {
    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
}

/// A text in quotation marks, with the escapes that all languages share. `other` writes invisible characters.
fn literal(text: &str, other: impl Fn(char, &mut String)) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if is_unseen(c) => other(c, &mut out),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a character is invisible or changes how its neighbors are displayed. Compilers reject some of these
/// characters.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c), 0xad | 0x61c | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff)
}

/// The path from a body to a member, in the syntax of a language.
fn written(way: &[WayStep], language: &str) -> Result<String, Error> {
    match language {
        "javascript" | "typescript" => Ok(access(way, "?")),
        "python" => Ok(way
            .iter()
            .map(|step| match step {
                WayStep::Member(name) => quoted(name, "python"),
                WayStep::Element(at) => Ok(at.to_string()),
            })
            .collect::<Result<Vec<_>, _>>()?
            .join(", ")),
        "jq" => {
            let mut written = String::new();
            for step in way {
                match step {
                    WayStep::Member(name) if is_identifier(name) => {
                        let _ = write!(written, ".{name}");
                    }
                    WayStep::Member(name) => {
                        let dot = if written.is_empty() { "." } else { "" };
                        let _ = write!(written, "{dot}[{}]", quoted(name, "json")?);
                    }
                    WayStep::Element(at) => {
                        let _ = write!(written, "[{at}]");
                    }
                }
            }
            Ok(written)
        }
        _ => Err(unknown(
            "way",
            language,
            "javascript, typescript, python or jq",
        )),
    }
}

/// The path to a member in JavaScript, to append to the name of the parsed body. With `missing` as `?`, members may be
/// missing.
pub(in crate::targets::docs) fn access(way: &[WayStep], missing: &str) -> String {
    let mut access = String::new();
    let dot = if missing.is_empty() { "" } else { "?." };
    for step in way {
        let _ = match step {
            WayStep::Member(name) if is_identifier(name) => write!(access, "{missing}.{name}"),
            WayStep::Member(name) => write!(access, "{dot}[{}]", serde_json::Value::from(*name)),
            WayStep::Element(at) => write!(access, "{dot}[{at}]"),
        };
    }
    access
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The part of a body that some paths pass through.
enum Shape<'w> {
    Object(Vec<(&'w str, Shape<'w>)>),
    List(Box<Shape<'w>>),
    /// The end of a path, with the name of the member.
    Text(&'w str),
    /// The same for a number.
    Number(&'w str),
    /// The same for a constant with this number, which may also have another value.
    Constant(usize),
}

impl<'w> Shape<'w> {
    fn of(ways: &'w OwnedWays) -> Self {
        let mut shape = Self::Object(Vec::new());
        for (name, way) in [
            ("Type", &ways.r#type),
            ("Code", &ways.code),
            ("Message", &ways.message),
        ] {
            if let Some(way) = way {
                let way: Vec<WayStep> = way.iter().map(OwnedStep::step).collect();
                let is_number = name == "Code" && ways.is_number;
                let end = if is_number {
                    Self::Number(name)
                } else {
                    Self::Text(name)
                };
                shape.add(&way, end);
            }
        }
        for (at, tell) in ways.tells.iter().enumerate() {
            let way: Vec<WayStep> = tell.way.iter().map(OwnedStep::step).collect();
            shape.add(&way, Self::Constant(at + 1));
        }
        shape
    }

    fn add(&mut self, way: &[WayStep<'w>], end: Self) {
        let Some((step, rest)) = way.split_first() else {
            *self = end;
            return;
        };
        match (step, &mut *self) {
            (WayStep::Member(member), Self::Object(members)) => {
                let at = members.iter().position(|(known, _)| known == member);
                let at = at.unwrap_or_else(|| {
                    members.push((member, Self::Object(Vec::new())));
                    members.len() - 1
                });
                members[at].1.add(rest, end);
            }
            (WayStep::Element(_), Self::List(element)) => element.add(rest, end),
            (WayStep::Element(_), _) => {
                let mut element = Self::Object(Vec::new());
                element.add(rest, end);
                *self = Self::List(Box::new(element));
            }
            (WayStep::Member(_), _) => {}
        }
    }

    /// The type of a body, in the syntax of a language.
    fn written(&self, language: &str) -> Result<String, Error> {
        match language {
            "typescript" => Ok(self.typescript(0)),
            "go" => Ok(self.go(0)),
            _ => Err(unknown("shape", language, "typescript or go")),
        }
    }

    /// Every member is optional, because the response may not come from the API.
    fn typescript(&self, depth: usize) -> String {
        match self {
            Self::Text(_) => "string".to_owned(),
            Self::Number(_) => "number".to_owned(),
            Self::Constant(_) => "unknown".to_owned(),
            Self::List(element) => format!("{}[]", element.typescript(depth)),
            Self::Object(members) => {
                let mut object = "{\n".to_owned();
                for (name, member) in members {
                    let name = if is_identifier(name) {
                        (*name).to_owned()
                    } else {
                        serde_json::Value::from(*name).to_string()
                    };
                    let _ = writeln!(
                        object,
                        "{}{name}?: {};",
                        "  ".repeat(depth + 1),
                        member.typescript(depth + 1)
                    );
                }
                object + &"  ".repeat(depth) + "}"
            }
        }
    }

    /// Formatted like gofmt. A list is an array of length one, so its first element exists even for an empty list.
    fn go(&self, depth: usize) -> String {
        match self {
            Self::Text(_) => "string".to_owned(),
            Self::Number(_) => "int64".to_owned(),
            Self::Constant(_) => "any".to_owned(),
            Self::List(element) => format!("[1]{}", element.go(depth)),
            Self::Object(members) => {
                let is_text = |member: &Self| !matches!(member, Self::Object(_) | Self::List(_));
                let fields: Vec<_> = go_names(members).into_iter().zip(members).collect();
                let (texts, others): (Vec<_>, Vec<_>) =
                    fields.iter().partition(|(_, (_, member))| is_text(member));
                let widest = texts.iter().map(|(name, _)| name.len()).max();
                let widest = widest.unwrap_or_default();
                let indent = "\t".repeat(depth + 1);
                let kinds = texts.iter().map(|(_, (_, member))| member.go(depth).len());
                let widest_kind = kinds.max().unwrap_or_default();
                let texts = texts.into_iter().map(|(name, (wire, member))| {
                    let kind = member.go(depth);
                    format!(
                        "{indent}{name:widest$} {kind:widest_kind$} {}\n",
                        go_tag(wire)
                    )
                });
                let texts: String = texts.collect();
                let others = others.into_iter().map(|(name, (wire, member))| {
                    let member = member.go(depth + 1);
                    format!("{indent}{name} {member} {}\n", go_tag(wire))
                });
                // gofmt aligns fields on adjacent lines, so empty lines separate the other fields.
                let parts = Some(texts).filter(|texts| !texts.is_empty()).into_iter();
                let parts: Vec<String> = parts.chain(others).collect();
                format!("struct {{\n{}{}}}", parts.join("\n"), "\t".repeat(depth))
            }
        }
    }

    /// The path to a field of the type that `shape("go")` writes.
    fn go_field(&self, field: &str) -> Option<String> {
        match self {
            Self::Text(name) | Self::Number(name) => {
                name.eq_ignore_ascii_case(field).then(String::new)
            }
            Self::Constant(at) => (field == format!("Tells{at}")).then(String::new),
            Self::List(element) => Some("[0]".to_owned() + &element.go_field(field)?),
            Self::Object(members) => {
                let mut fields = go_names(members).into_iter().zip(members);
                fields.find_map(|(name, (_, member))| {
                    Some(format!(".{name}{}", member.go_field(field)?))
                })
            }
        }
    }
}

/// The tag with the JSON name of a field. A field with a name that a tag cannot contain is not read.
fn go_tag(wire: &str) -> String {
    let is_unfit = |c: char| "\"'`\\,".contains(c) || c.is_control();
    match wire {
        "-" => "`json:\"-,\"`".to_owned(),
        _ if wire.is_empty() || wire.contains(is_unfit) => "`json:\"-\"`".to_owned(),
        _ => format!("`json:\"{wire}\"`"),
    }
}

/// The names of a struct's fields: the name of the text, otherwise a name derived from the member's name.
fn go_names(members: &[(&str, Shape)]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (wire, member) in members {
        let name = match member {
            Shape::Text(name) | Shape::Number(name) => (*name).to_owned(),
            _ => wire.to_upper_camel_case(),
        };
        let mut name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        if !name.starts_with(|c: char| c.is_ascii_uppercase()) {
            name.insert_str(0, "Member");
        }
        while names.contains(&name) {
            name.push('_');
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{go_tag, quoted};

    #[test]
    fn a_text_is_a_literal_in_every_language() {
        let text = "\"a\" 'b' \\ {c}\n\u{202e}\u{7}";
        for (language, expected) in [
            ("javascript", r#""\"a\" 'b' \\ {c}\n\u202e\u0007""#),
            ("rust", r#""\"a\" 'b' \\ {c}\n\u{202e}\u{7}""#),
            ("rust format", r#""\"a\" 'b' \\ {{c}}\n\u{202e}\u{7}""#),
            ("sh", "'\"a\" '\\''b'\\'' \\ {c}\n\u{202e}\u{7}'"),
        ] {
            assert_eq!(quoted(text, language).unwrap(), expected);
        }
        let unknown = quoted(text, "cobol").unwrap_err().to_string();
        assert!(
            unknown.contains("unknown language `cobol` for `quoted`: expected javascript"),
            "{unknown}"
        );
    }

    #[test]
    fn a_tag_of_go_says_only_what_it_can() {
        assert_eq!(go_tag("a b"), "`json:\"a b\"`");
        assert_eq!(go_tag("-"), "`json:\"-,\"`");
        assert_eq!(go_tag("a`b"), "`json:\"-\"`");
    }
}
