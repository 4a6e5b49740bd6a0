//! The entries of clients in other languages: `typescript`, `python` and `go`.

use super::path::FilePath;
use super::{Entry, GoEntry, PythonEntry, TypeScriptEntry};
use crate::catalog::{ClientOutput, Format, Language, PathPattern, Selection};
use crate::diagnostic::{Diagnostic, Path, Report, quote};
use crate::load::members::{Member, Members, Read};
use crate::load::rules;
use crate::yaml::Node;

impl Read for TypeScriptEntry {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let members = Members::open(node, at, "a mapping with `path` and `select`", report)?;
        client(Language::TypeScript, &["ts", "mts", "cts"], members, None).map(Self)
    }
}

impl Read for PythonEntry {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let members = Members::open(node, at, "a mapping with `path` and `select`", report)?;
        client(Language::Python, &["py"], members, None).map(Self)
    }
}

impl Read for GoEntry {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let what = "a mapping with `path`, `package` and `select`";
        let mut members = Members::open(node, at, what, report)?;
        let package = match members.optional::<PackageName>("package") {
            Member::Given(package) => Some(package.0),
            Member::Absent => None,
            Member::Invalid => {
                client(Language::Go, &["go"], members, None);
                return None;
            }
        };
        client(Language::Go, &["go"], members, package).map(Self)
    }
}

/// Reads the other members of an entry. Its path ends in one of these extensions.
fn client(
    language: Language,
    endings: &[&str],
    mut members: Members,
    package: Option<String>,
) -> Option<Entry> {
    let path = members.required::<FilePath>("path");
    let select: Selection = members.optional("select").take().unwrap_or_default();
    let path = path.and_then(|path| path.ending(endings, &members.path, members.report));
    members.close();
    Some(Entry {
        path: PathPattern::new(path?),
        path_member: "path",
        select,
        format: Format::Client(ClientOutput { language, package }),
    })
}

/// The name of a package of Go.
struct PackageName(String);

impl Read for PackageName {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let name = String::read(node, at, report)?;
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let begins = name.starts_with(|c: char| c.is_ascii_lowercase());
        if !begins || !name.chars().all(is_plain) || KEYWORDS.contains(&name.as_str()) {
            let message = format!("{} cannot name a package of Go", quote(&name));
            report.push(
                Diagnostic::new(&rules::INVALID_NAME, at.at_value(), message)
                    .help("use lower-case letters and digits"),
            );
            return None;
        }
        Some(Self(name))
    }
}

/// The keywords of Go, which no package can be called.
const KEYWORDS: [&str; 25] = [
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
];
