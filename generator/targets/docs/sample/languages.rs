//! How programming languages write what samples need: texts, the way to a member of a body, the shape of a body.
//!
//! The catalog's texts and names may hold anything. Here they become literals that mean just that.

use std::fmt::Write as _;

use heck::ToUpperCamelCase;
use minijinja::{Error, ErrorKind};
use serde::Deserialize;

use super::samples::Step;

/// A step as a template has it.
#[derive(Deserialize)]
#[serde(untagged)]
pub(in crate::targets::docs) enum OwnedStep {
    Element(usize),
    Member(String),
}

/// `catalog.samples.ways` as a template has it.
#[derive(Deserialize)]
pub(in crate::targets::docs) struct OwnedWays {
    r#type: Option<Vec<OwnedStep>>,
    code: Option<Vec<OwnedStep>>,
    message: Option<Vec<OwnedStep>>,
}

/// The filter `way(language)`.
pub(in crate::targets::docs) fn way(way: &[OwnedStep], language: &str) -> Result<String, Error> {
    let way: Vec<Step> = way.iter().map(OwnedStep::step).collect();
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
    fn step(&self) -> Step<'_> {
        match self {
            Self::Element(at) => Step::Element(*at),
            Self::Member(name) => Step::Member(name),
        }
    }
}

fn unknown(what: &str, language: &str, known: &str) -> Error {
    let detail = format!("{what} is known in {known}, not in {language}");
    Error::new(ErrorKind::InvalidOperation, detail)
}

/// The filter `quoted(language)`: a literal that is this text.
pub(in crate::targets::docs) fn quoted(text: &str, language: &str) -> Result<String, Error> {
    match language {
        "javascript" | "typescript" | "python" | "go" | "json" => Ok(literal(text, |c, out| {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        })),
        "rust" => Ok(literal(text, unicode)),
        // For `println!` and its like.
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
            "a text",
            language,
            "javascript, typescript, python, go, json, rust, rust format and sh",
        )),
    }
}

fn unicode(c: char, out: &mut String) {
    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
}

/// A text in quotation marks, with the escapes that all languages share, and `other` for what cannot be seen.
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

/// Whether a character cannot be seen, or changes how those around it are: compilers refuse some of them.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c), 0xad | 0x61c | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff)
}

/// How to get from a body to a member.
fn written(way: &[Step], language: &str) -> Result<String, Error> {
    match language {
        "javascript" | "typescript" => Ok(access(way, "?")),
        "python" => Ok(way
            .iter()
            .map(|step| match step {
                Step::Member(name) => quoted(name, "python"),
                Step::Element(at) => Ok(at.to_string()),
            })
            .collect::<Result<Vec<_>, _>>()?
            .join(", ")),
        "jq" => {
            let mut written = String::new();
            for step in way {
                match step {
                    Step::Member(name) if is_identifier(name) => {
                        let _ = write!(written, ".{name}");
                    }
                    Step::Member(name) => {
                        let dot = if written.is_empty() { "." } else { "" };
                        let _ = write!(written, "{dot}[{}]", quoted(name, "json")?);
                    }
                    Step::Element(at) => {
                        let _ = write!(written, "[{at}]");
                    }
                }
            }
            Ok(written)
        }
        _ => Err(unknown(
            "a way",
            language,
            "javascript, typescript, python and jq",
        )),
    }
}

/// The way to a member as JavaScript writes it behind the name of the parsed body; with `?` for what may be missing.
pub(in crate::targets::docs) fn access(way: &[Step], missing: &str) -> String {
    let mut access = String::new();
    let dot = if missing.is_empty() { "" } else { "?." };
    for step in way {
        let _ = match step {
            Step::Member(name) if is_identifier(name) => write!(access, "{missing}.{name}"),
            Step::Member(name) => write!(access, "{dot}[{}]", serde_json::Value::from(*name)),
            Step::Element(at) => write!(access, "{dot}[{at}]"),
        };
    }
    access
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// As much of a body as some ways go through.
enum Shape<'w> {
    Object(Vec<(&'w str, Shape<'w>)>),
    List(Box<Shape<'w>>),
    /// The end of a way, with its name.
    Text(&'w str),
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
                let way: Vec<Step> = way.iter().map(OwnedStep::step).collect();
                shape.add(&way, name);
            }
        }
        shape
    }

    fn add(&mut self, way: &[Step<'w>], name: &'w str) {
        let Some((step, rest)) = way.split_first() else {
            *self = Self::Text(name);
            return;
        };
        match (step, &mut *self) {
            (Step::Member(member), Self::Object(members)) => {
                let at = members.iter().position(|(known, _)| known == member);
                let at = at.unwrap_or_else(|| {
                    members.push((member, Self::Object(Vec::new())));
                    members.len() - 1
                });
                members[at].1.add(rest, name);
            }
            (Step::Element(_), Self::List(element)) => element.add(rest, name),
            (Step::Element(_), _) => {
                let mut element = Self::Object(Vec::new());
                element.add(rest, name);
                *self = Self::List(Box::new(element));
            }
            (Step::Member(_), _) => {}
        }
    }

    /// The type of a body that the ways lead through.
    fn written(&self, language: &str) -> Result<String, Error> {
        match language {
            "typescript" => Ok(self.typescript(0)),
            "go" => Ok(self.go(0)),
            _ => Err(unknown("a shape", language, "typescript and go")),
        }
    }

    /// Everything may be missing: what comes is not always the API's.
    fn typescript(&self, depth: usize) -> String {
        match self {
            Self::Text(_) => "string".to_owned(),
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

    /// As gofmt writes it. A list is an array of one: its first element is there even if it was not sent.
    fn go(&self, depth: usize) -> String {
        match self {
            Self::Text(_) => "string".to_owned(),
            Self::List(element) => format!("[1]{}", element.go(depth)),
            Self::Object(members) => {
                let is_text = |member: &Self| matches!(member, Self::Text(_));
                let fields: Vec<_> = go_names(members).into_iter().zip(members).collect();
                let (texts, others): (Vec<_>, Vec<_>) =
                    fields.iter().partition(|(_, (_, member))| is_text(member));
                let widest = texts.iter().map(|(name, _)| name.len()).max();
                let widest = widest.unwrap_or_default();
                let indent = "\t".repeat(depth + 1);
                let texts = texts.into_iter().map(|(name, (wire, _))| {
                    format!("{indent}{name:widest$} string {}\n", go_tag(wire))
                });
                let texts: String = texts.collect();
                let others = others.into_iter().map(|(name, (wire, member))| {
                    let member = member.go(depth + 1);
                    format!("{indent}{name} {member} {}\n", go_tag(wire))
                });
                // gofmt puts what stands in adjacent lines in columns.
                let parts = Some(texts).filter(|texts| !texts.is_empty()).into_iter();
                let parts: Vec<String> = parts.chain(others).collect();
                format!("struct {{\n{}{}}}", parts.join("\n"), "\t".repeat(depth))
            }
        }
    }

    /// The way to a text in what `shape("go")` declares.
    fn go_field(&self, field: &str) -> Option<String> {
        match self {
            Self::Text(name) => name.eq_ignore_ascii_case(field).then(String::new),
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

/// What a field of a struct is called in JSON. Of a name that cannot stand there nothing is read.
fn go_tag(wire: &str) -> String {
    let is_unfit = |c: char| "\"'`\\,".contains(c) || c.is_control();
    match wire {
        "-" => "`json:\"-,\"`".to_owned(),
        _ if wire.is_empty() || wire.contains(is_unfit) => "`json:\"-\"`".to_owned(),
        _ => format!("`json:\"{wire}\"`"),
    }
}

/// The names of a struct's fields: that of what a text holds, else one that the member's name makes.
fn go_names(members: &[(&str, Shape)]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (wire, member) in members {
        let name = match member {
            Shape::Text(name) => (*name).to_owned(),
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
            unknown.contains("rust format and sh, not in cobol"),
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
