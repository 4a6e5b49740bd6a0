//! The section `import`: other catalogs, whose codes this one names.

use super::members::{Members, entries};
use super::rules::INVALID_IMPORT;
use crate::catalog::Import;
use crate::diagnostic::{Diagnostic, IMPORTED, Path, Report, quote};
use crate::yaml::Node;

/// An imported catalog, as written.
#[derive(Debug)]
pub(crate) struct DraftImport {
    pub(crate) import: Import,
    /// `None` if it was invalid and reported.
    pub(crate) path: Option<String>,
}

/// Reads the section. Returns `None` if it is not a mapping: what it imports is then unknown.
pub(super) fn imports(members: &mut Members) -> Option<Vec<DraftImport>> {
    let Some(node) = members.node("import") else {
        return Some(Vec::new());
    };
    let at = members.path.key("import");
    let what = "a mapping from names to `{path, rust}`";
    let entries = entries(node, &at, what, members.report)?;
    let entries = entries.into_iter();
    let read = entries.map(|(key, node)| import(key, node, &at.key(key), members.report));
    Some(read.collect())
}

fn import(key: &str, node: &Node, at: &Path, report: &mut Report) -> DraftImport {
    let is_name = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    if !is_name {
        let message = format!("{} cannot stand in front of the names of codes", quote(key));
        report.push(
            Diagnostic::new(&INVALID_IMPORT, at.at_key(), message)
                .help("use letters, digits, `_` and `-`, and begin with a letter"),
        );
    }
    let mut draft = DraftImport {
        import: Import {
            name: key.to_owned(),
            rust: None,
        },
        path: None,
    };
    let what = "a mapping with `path` and `rust`";
    let Some(mut members) = Members::open(node, at, what, report) else {
        return draft;
    };
    let path = members.required::<String>("path");
    let path = path.filter(|path| is_portable(path, at, members.report));
    let rust = members.optional::<String>("rust").take();
    draft.import.rust = rust.filter(|rust| is_module(rust, at, members.report));
    draft.path = path.filter(|_| is_name);
    members.close();
    draft
}

/// Whether a path leads to the same file on every machine.
fn is_portable(path: &str, at: &Path, report: &mut Report) -> bool {
    let (what, help) = if path.contains('\\') {
        ("has a backslash", "separate folders by `/`")
    } else if path.starts_with('/') || path.as_bytes().get(1) == Some(&b':') {
        (
            "is an absolute path",
            "write the path from the folder of this catalog, such as `../common/errors.yaml`",
        )
    } else {
        return true;
    };
    let message = format!("{} {what}", quote(path));
    let place = at.key("path").at_value();
    report.push(Diagnostic::new(&INVALID_IMPORT, place, message).help(help));
    false
}

/// Whether a text is the path of a Rust module that means the same everywhere.
fn is_module(rust: &str, at: &Path, report: &mut Report) -> bool {
    let path = syn::parse_str::<syn::Path>(rust).ok();
    let path = path.filter(|path| {
        path.segments
            .iter()
            .all(|segment| segment.arguments.is_none())
    });
    let is_whole = path.is_some_and(|path| {
        let first = path.segments.first();
        let is_own = first.is_some_and(|first| first.ident == "crate" && path.segments.len() > 1);
        path.leading_colon.is_some() || is_own
    });
    if !is_whole {
        let message = format!("{} is not the path of a module in Rust", quote(rust));
        let help = "write the crate whose module is made of that catalog, such as `::common_errors`, or one of the same crate, which begins with `crate`";
        let place = at.key("rust").at_value();
        report.push(Diagnostic::new(&INVALID_IMPORT, place, message).help(help));
    }
    is_whole
}

/// The name of an imported catalog in front of the name of a code, and that name.
pub(crate) fn of_import(name: &str) -> Option<(&str, &str)> {
    name.split_once(IMPORTED)
}
