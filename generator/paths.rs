//! Paths as text. Nothing in this module reads the disk.

use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

/// A path without `.` and `..`, without resolving links.
pub(crate) fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if normal.file_name().is_some() => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

/// The relative path from a folder to a file, with `/`. `None` if it is not UTF-8.
pub(crate) fn relative(from: &Path, to: &Path) -> Option<String> {
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = from.components().skip(shared).map(|_| Some(".."));
    let down = to
        .components()
        .skip(shared)
        .map(|component| component.as_os_str().to_str());
    Some(up.chain(down).collect::<Option<Vec<_>>>()?.join("/"))
}

/// A path as diagnostics show it: with `/`, on every system.
pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// A text in a URI, with all characters but the plain ones percent-encoded as UTF-8 (RFC 3986, section 2.1).
pub(crate) fn percent_encoded(text: &str, is_plain: impl Fn(char) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() && is_plain(c) {
            encoded.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// The characters that a file name on Windows cannot have.
const FOREIGN: &[char] = &['<', '>', ':', '"', '|', '?', '*', '\\'];

/// Why a path cannot exist on every system, if it cannot.
pub(crate) fn unportable(path: &str) -> Option<String> {
    path.split('/').find_map(|name| {
        if let Some(c) = name.chars().find(|c| FOREIGN.contains(c) || c.is_control()) {
            return Some(format!("a name on Windows has no `{}`", c.escape_default()));
        }
        let stem = name.split('.').next().unwrap_or_default();
        if is_device(stem) {
            return Some(format!("`{stem}` is a device on Windows"));
        }
        if name.ends_with([' ', '.']) && !matches!(name, "." | "..") {
            return Some("Windows drops the dot or the space at the end of a name".to_owned());
        }
        // Combining marks, such as an accent behind its letter.
        let is_mark = |c| matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}');
        name.contains(is_mark).then(|| {
            "on macOS, a letter and the mark behind it are the same name as one character for both".to_owned()
        })
    })
}

/// A path with a hyphen behind each name that Windows has for a device: `con-.md`.
pub(crate) fn without_devices(path: &str) -> String {
    let names = path.split('/').map(|name| {
        let (stem, ending) = name.split_at(name.find('.').unwrap_or(name.len()));
        let hyphen = if is_device(stem) { "-" } else { "" };
        format!("{stem}{hyphen}{ending}")
    });
    names.collect::<Vec<_>>().join("/")
}

/// Whether Windows has a device of this name, whatever extension follows it.
fn is_device(stem: &str) -> bool {
    let stem = stem.trim_end_matches(' ').to_ascii_lowercase();
    let numbered = ["com", "lpt"]
        .iter()
        .find_map(|name| stem.strip_prefix(name));
    ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&stem.as_str())
        || numbered.is_some_and(|number| {
            matches!(
                number,
                "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"
            )
        })
}

#[cfg(test)]
mod tests {
    use super::{unportable, without_devices};

    #[test]
    fn a_device_gets_another_name() {
        for (path, portable) in [
            ("e/con.md", "e/con-.md"),
            ("aux.lost.md", "aux-.lost.md"),
            ("NUL/a.md", "NUL-/a.md"),
            ("lpt1", "lpt1-"),
            ("../console.md", "../console.md"),
        ] {
            assert_eq!(without_devices(path), portable);
            assert_eq!(unportable(portable), None);
        }
    }

    #[test]
    fn a_path_that_some_system_cannot_have() {
        for path in [
            "con",
            "a/CON.md",
            "aux.lost.md",
            "nul.tar.gz",
            "Com1.md",
            "lpt9",
            "a:b.md",
            "what?.md",
            "a|b",
            "a\\b",
            "docs./a.md",
            "docs /a.md",
            "e\u{301}.md",
        ] {
            assert!(unportable(path).is_some(), "{path}");
        }
        for path in [
            "../a.md",
            "./a b/c.md",
            "console.md",
            "com10.md",
            "com.md",
            "é.md",
            "a.con.md",
            "{code}.md",
        ] {
            assert_eq!(unportable(path), None, "{path}");
        }
    }
}
