//! The other files that a catalog names: the patterns of `include`, its parts, and the paths of `import`, other catalogs.

use glob::Pattern;

use crate::diagnostic::{Report, quote};
use crate::yaml::{self, Node};

/// How a pattern matches: as a shell does it.
pub(crate) const MATCHING: glob::MatchOptions = glob::MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// A pattern of paths inside of the catalog's folder, or what is wrong and what to do.
pub(crate) fn pattern(text: &str) -> Result<Pattern, (String, &'static str)> {
    let quoted = quote(text);
    if text.contains('\\') {
        let message = format!("{quoted} has a backslash");
        return Err((message, "separate folders by `/`"));
    }
    let is_absolute = text.starts_with('/') || text.as_bytes().get(1) == Some(&b':');
    if is_absolute || text.split('/').any(|part| part == "..") {
        let message = format!("{quoted} is outside of the catalog's folder");
        let help =
            "move the file into the folder; the codes of another catalog are no part of this one";
        return Err((message, help));
    }
    if text.split('/').any(|part| part == ".") {
        return Err((format!("{quoted} has a `.`"), "write the path without it"));
    }
    if text.split('/').any(str::is_empty) {
        let message = format!("{quoted} has an empty name");
        return Err((message, "write one `/` between two names"));
    }
    Pattern::new(text).map_err(|error| {
        let message = format!("{quoted} is not a pattern: {}", error.msg);
        (
            message,
            "`*` and `?` stand for characters of a name, `**` for folders, `[…]` for one of some characters",
        )
    })
}

/// The other files that a catalog names, as far as they can be read. The [load](crate::load) reports what is wrong with the
/// others.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct OtherFiles {
    /// The patterns of `include`.
    pub(crate) patterns: Vec<String>,
    /// The paths of `import`.
    pub(crate) imports: Vec<String>,
}

impl OtherFiles {
    pub(crate) fn of(catalog: &str) -> Self {
        // Most catalogs name none, and are read once.
        if !has_member(catalog, "include") && !has_member(catalog, "import") {
            return Self::default();
        }
        let root = yaml::parse(catalog, &mut Report::default());
        let Some(Node::Map(members)) = root else {
            return Self::default();
        };
        let mut found = Self::default();
        for (key, node) in members {
            match (&*key, node) {
                ("include", Node::List(patterns)) => {
                    let words = patterns.into_iter().filter_map(word);
                    found.patterns = words.filter(|word| pattern(word).is_ok()).collect();
                }
                ("import", Node::Map(imports)) => {
                    let paths = imports.into_iter().filter_map(|(_, import)| match import {
                        Node::Map(members) => members.into_iter().find(|(key, _)| key == "path"),
                        _ => None,
                    });
                    found.imports = paths.filter_map(|(_, path)| word(path)).collect();
                }
                _ => {}
            }
        }
        found
    }
}

/// Whether a text may have a member with this name: whether the word is a key somewhere.
fn has_member(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let behind = text[at + name.len()..].trim_start_matches(['"', '\'', ' ', '\t']);
        behind.starts_with(':')
    })
}

fn word(node: Node) -> Option<String> {
    match node {
        Node::Text(word) => Some(word.into_owned()),
        _ => None,
    }
}

/// The folder in which a file that a pattern matches may be, relative to that of the catalog: empty for this folder itself.
pub(crate) fn folder(pattern: &str) -> &str {
    let special = pattern.find(['*', '?', '[']).unwrap_or(pattern.len());
    let end = pattern[..special].rfind('/');
    &pattern[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::{OtherFiles, folder, pattern};

    #[test]
    fn a_pattern_stays_in_its_folder() {
        for good in [
            "codes.yaml",
            "codes/*.yaml",
            "**/a?.yaml",
            "[ab]/c.yaml",
            "a..b",
        ] {
            assert!(pattern(good).is_ok(), "{good}");
        }
        for bad in [
            "../a", "a/../b", "/a", "C:a", "a\\b", "./a", "a//b", "", "a[", "a***",
        ] {
            assert!(pattern(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_a_catalog_names() {
        let catalog = "version: 1\ninclude: [a.yaml, ../b.yaml, 1, 'c/*.yaml']\n\"import\" : {b: {path: ../b.yaml}, c: d, e: {}}\n";
        let found = OtherFiles::of(catalog);
        assert_eq!(found.patterns, ["a.yaml", "c/*.yaml"]);
        assert_eq!(found.imports, ["../b.yaml"]);
        for none in [
            "",
            "version: 1\n",
            "include: a",
            "include: {",
            "[include]",
            "import: [a]",
            "import: {a: b}",
        ] {
            assert_eq!(OtherFiles::of(none), OtherFiles::default(), "{none}");
        }
    }

    #[test]
    fn where_new_files_may_be() {
        for (pattern, expected) in [
            ("a.yaml", ""),
            ("codes/a.yaml", "codes"),
            ("codes/*/b.yaml", "codes"),
            ("*.yaml", ""),
            ("**/b.yaml", ""),
            ("a/b[c]/d", "a"),
        ] {
            assert_eq!(folder(pattern), expected, "{pattern}");
        }
    }
}
