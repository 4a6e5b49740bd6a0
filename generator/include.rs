//! The patterns of `include`: which files are parts of a catalog.

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

/// The patterns of a catalog, as far as they can be read. The [load](crate::load) tells what is wrong with the others.
pub(crate) fn patterns(catalog: &str) -> Vec<String> {
    // Most catalogs have none, and are read once.
    if !catalog.contains("include") {
        return Vec::new();
    }
    let root = yaml::parse(catalog, &mut Report::default());
    let Some(Node::Map(members)) = root else {
        return Vec::new();
    };
    let include = members.into_iter().find(|(key, _)| key == "include");
    let Some((_, Node::List(patterns))) = include else {
        return Vec::new();
    };
    let words = patterns.into_iter().filter_map(|node| match node {
        Node::Text(word) => Some(word.into_owned()),
        _ => None,
    });
    words.filter(|word| pattern(word).is_ok()).collect()
}

/// The folder in which a file that a pattern matches may be, relative to that of the catalog: empty for this folder itself.
pub(crate) fn folder(pattern: &str) -> &str {
    let special = pattern.find(['*', '?', '[']).unwrap_or(pattern.len());
    let end = pattern[..special].rfind('/');
    &pattern[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::{folder, pattern, patterns};

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
    fn what_a_catalog_includes() {
        let catalog = "version: 1\ninclude: [a.yaml, ../b.yaml, 1, 'c/*.yaml']\n";
        assert_eq!(patterns(catalog), ["a.yaml", "c/*.yaml"]);
        for none in ["", "version: 1\n", "include: a", "include: {", "[include]"] {
            assert_eq!(patterns(none), [""; 0], "{none}");
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
